"""Where results go: to a file or the standard output, whole or not at all; into records, with or without a commit."""

from __future__ import annotations

import os
import secrets
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from balintrec.errors import BalintrecError
from balintrec.source import TEMPORARY

if TYPE_CHECKING:
    from balintrec.repository import Transaction

Writer = Callable[[str], AbstractContextManager["Transaction"]]
"""Takes the message of the commit, unless another was asked for, to the changes of one block."""


def writer(root: Path, commit: bool, message: str | None) -> Writer:
    """Asked for before anything else is done: raises `BalintrecError` where nothing can be committed."""
    if message is not None and not commit:
        raise click.UsageError("-m can only be used with --commit")
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


def write_output(path: Path, data: bytes, *, force: bool) -> None:
    """Write a result to a file, or for ``-`` to the standard output.

    A file that is there is replaced only with ``force``, and only if it is a regular one. At no moment is there half
    a file. Raises `BalintrecError`.
    """
    if str(path) == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        _check(path, force)
        _write(path, data, force)
    except FileExistsError:
        raise BalintrecError(_exists(path)) from None
    except OSError as error:
        raise BalintrecError(f"cannot write {path}: {(error.strerror or 'it failed').lower()}") from None


def _check(path: Path, force: bool) -> None:
    if not path.parent.is_dir():
        raise BalintrecError(f"cannot write {path}: there is no folder {path.parent}")
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise BalintrecError(f"cannot write {path}: it is a folder; name a file in it")
    if not stat.S_ISREG(mode):
        raise BalintrecError(f"cannot write {path}: it is not a regular file")
    if not force:
        raise BalintrecError(_exists(path))


def _exists(path: Path) -> str:
    return f"{path} already exists; use --force to overwrite it, or -o to name another file"


def _write(path: Path, data: bytes, force: bool) -> None:
    begin, end = TEMPORARY
    unfinished = path.parent / f"{begin}{secrets.token_hex(8)}{end}"
    try:
        with unfinished.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if force:
            unfinished.replace(path)
        else:
            _put_new(unfinished, path)
    finally:
        with suppress(FileNotFoundError):
            unfinished.unlink()


def _put_new(unfinished: Path, path: Path) -> None:
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise
    except OSError:
        # A disk without hard links: take the name first, so that nobody else can, then fill it.
        path.open("xb").close()
        unfinished.replace(path)
