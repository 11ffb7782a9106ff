"""What git remembers, for commands that want it where there is any."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from datetime import date

    from balintrec.check import Checked
    from balintrec.history.log import History
    from balintrec.repository import Repository, Revision
    from balintrec.society.load import Progress
    from balintrec.society.reading import Readings
    from balintrec.source import Source


def remembered(root: Path, source: Source) -> History | None:
    """The history of a society up to what is read; None outside git. Nothing of git is loaded before it is asked."""
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return None
    from balintrec.cli.options import now
    from balintrec.history.log import History

    revision = cast("Revision", source) if hasattr(source, "heads") else "HEAD"
    return History(lambda: _opened(root), revision, now())


def all_checked(
    root: Path,
    source: Source,
    on: date,
    progress: Progress | None = None,
    known: Readings | None = None,
    jobs: int = 1,
) -> tuple[Checked, History | None]:
    """All that `check` finds, the history included, with that history: whoever says what was found, or that nothing
    was, asks this. What could not be looked at stands in the notice.
    """
    from balintrec.check import check

    history = remembered(root, source)
    return check(source, on, progress, history, known, jobs), history


def last_commit(root: Path) -> Source | None:
    """The society as it was committed last; None where there is no git, or no commit."""
    from balintrec.errors import BalintrecError

    try:
        return _opened(root).revision("HEAD")
    except BalintrecError:
        return None


def _opened(root: Path) -> Repository:
    from balintrec.repository import Repository

    return Repository.open(root)


def commit_named(repository: Repository, name: str) -> str:
    """The full id of the commit that a branch, a tag or a commit stands for; of a day, the latest by its end."""
    from balintrec.cli.options import revision_named

    return revision_named(repository, name).heads[-1]
