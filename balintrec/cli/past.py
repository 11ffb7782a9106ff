"""What git remembers, for commands that want it where there is any."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from balintrec.history.log import History
    from balintrec.repository import Repository
    from balintrec.source import Source


def remembered(root: Path, source: Source) -> History | None:
    """The history of a society up to what is read; None outside git. Nothing of git is loaded before it is asked."""
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return None
    from balintrec.history.log import History

    return History(lambda: _opened(root), getattr(source, "commit", "HEAD"))


def _opened(root: Path) -> Repository:
    from balintrec.repository import Repository

    return Repository.open(root)


def commit_named(repository: Repository, name: str) -> str:
    """The full id of the commit that a branch, a tag, a commit or a day stands for."""
    from balintrec.cli.options import time_zone
    from balintrec.repository.days import day_in

    return repository.revision(name, time_zone(repository) if day_in(name) else None).commit
