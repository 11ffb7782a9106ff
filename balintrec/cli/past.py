"""What git remembers, for commands that want it where there is any."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from balintrec.history.log import History
    from balintrec.repository import Repository, Revision
    from balintrec.source import Source


def remembered(root: Path, source: Source) -> History | None:
    """The history of a society up to what is read; None outside git. Nothing of git is loaded before it is asked."""
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return None
    from balintrec.cli.options import now
    from balintrec.history.log import History

    revision = cast("Revision", source) if hasattr(source, "heads") else "HEAD"
    return History(lambda: _opened(root), revision, now())


def _opened(root: Path) -> Repository:
    from balintrec.repository import Repository

    return Repository.open(root)


def commit_named(repository: Repository, name: str) -> str:
    """The full id of the commit that a branch, a tag or a commit stands for; of a day, the latest by its end."""
    from balintrec.cli.options import revision_named

    return revision_named(repository, name).heads[-1]
