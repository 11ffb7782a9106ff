"""How commands write: plainly, or with ``--commit`` as one commit of exactly what they wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from balintrec.repository import Transaction

Writer = Callable[[str], AbstractContextManager["Transaction"]]
"""Takes the message of the commit, unless another was asked for, to the changes of one block."""


def writer(root: Path, commit: bool, message: str | None) -> Writer:
    """Asked for before anything else is done: raises `BalintrecError` where nothing can be committed."""
    if message is not None and not commit:
        raise click.UsageError("-m says what a commit is about; give --commit with it")
    from balintrec.repository.sparse import refuse_if_hidden

    refuse_if_hidden(root)
    if not commit:
        return lambda _: _plainly(root)
    from balintrec.repository import Repository

    repository = Repository.open(root)
    return lambda usual: repository.transaction(usual if message is None else message)


def committed(change: Transaction) -> str:
    """What became of the commit."""
    return f"committed as {change.commit[:12]}" if change.commit else "nothing to commit"


@contextmanager
def _plainly(root: Path) -> Iterator[Transaction]:
    """All files or none, and no commit."""
    from balintrec.repository import Transaction
    from balintrec.source import WorkTree
    from balintrec.store import locked

    def there() -> frozenset[str]:
        # Without git nobody can tell what a broken-off run left: every file that is there is somebody's.
        return frozenset(entry.path for entry in WorkTree(root).entries())

    change = Transaction(root, there)
    yield change
    with locked(root):
        change.apply()
