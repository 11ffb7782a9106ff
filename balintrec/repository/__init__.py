"""git as the society's database: any revision read as blobs, the log in one pass, and writes that are commits.

Nothing of git is loaded before `Repository.open` is called. GitPython is known to `program` alone.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from balintrec.repository.commit import Change, Commit
    from balintrec.repository.repository import Repository
    from balintrec.repository.revision import Revision
    from balintrec.repository.transaction import Transaction

__all__ = ["Change", "Commit", "Repository", "Revision", "Transaction"]

_HOMES = {
    "Change": "commit",
    "Commit": "commit",
    "Repository": "repository",
    "Revision": "revision",
    "Transaction": "transaction",
}


def __getattr__(name: str) -> object:
    # Handed on when first asked for: a warm `check` needs of this room only how git is started safely.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
