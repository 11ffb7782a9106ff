"""git as the society's database: any revision read as blobs, the log in one pass, and writes that are commits.

Nothing of git is loaded before `Repository.open` is called. GitPython is known to `program` alone.
"""

from __future__ import annotations

from balintrec.repository.commit import Change, Commit
from balintrec.repository.repository import Repository
from balintrec.repository.revision import Revision
from balintrec.repository.transaction import Transaction

__all__ = ["Change", "Commit", "Repository", "Revision", "Transaction"]
