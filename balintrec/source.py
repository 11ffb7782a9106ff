"""Where records are read from: a tree of files, as entries and bytes. Only regular files are ever opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol

from balintrec.errors import BalintrecError

RECORDS = "records"
LARGEST = 4 * 1024 * 1024
"""Bytes of a file that are read; a larger one is a finding."""
TEMPORARY = (".balintrec-", ".tmp")
"""How the writer's own unfinished files begin and end; they are passed over."""


class Form(StrEnum):
    """What stands at a path."""

    FILE = "file"
    LINK = "link"
    SPECIAL = "special"
    REPOSITORY = "repository"
    UNREADABLE = "unreadable"
    HIDDEN = "hidden"
    """Git keeps a file there, and has not put it into the work tree."""


class Entry(NamedTuple):
    """One path under `records/` that is not a plain folder, relative to the society's root, with ``/``."""

    path: str
    form: Form = Form.FILE


class Unreadable(Exception):
    """A file whose bytes cannot be had; the text says why, for people."""


class Source(Protocol):
    """A tree of files: the work tree, and later a revision, are read through these two questions."""

    def entries(self) -> list[Entry]:
        """Everything under `records/` but folders, in order of path."""

    def read(self, path: str) -> bytes:
        """The bytes of a regular file, at most `LARGEST` and one more; raises `Unreadable`."""


Hidden = Callable[[Path], Iterable[str]]


class WorkTree:
    """The files of a society as they are on disk. ``root`` is the folder that holds `records/`."""

    shareable = True
    """Several processes may read from it at once."""

    def __init__(self, root: Path | str, hidden: Hidden | None = None) -> None:
        """``hidden`` tells the paths of files that are not there, though they belong to the society."""
        self.root = Path(root)
        self.hidden = hidden
        self._before = (
            f"{root}{os.sep}"  # put together as text: a Path for every file costs four times its reading
        )

    def entries(self) -> list[Entry]:
        return self.listing()[0]

    def listing(self) -> tuple[list[Entry], list[str]]:
        """The entries, and the paths of the folders they are in, `records/` among them."""
        top = folder_in(self.root)
        folders: list[str] = []
        found = [*_walk(str(top), RECORDS, folders)]
        found += [Entry(path, Form.HIDDEN) for path in (self.hidden(self.root) if self.hidden else ())]
        return sorted(found), folders

    def read(self, path: str) -> bytes:
        try:
            # O_NONBLOCK: a pipe that takes a file's place after the listing must not hang the reader.
            descriptor = os.open(self._before + path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError as error:
            raise Unreadable(error.strerror or "it cannot be opened") from None
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise Unreadable("it is not a regular file")
            return _read(descriptor, status.st_size)
        except OSError as error:
            raise Unreadable(error.strerror or "it cannot be read") from None
        finally:
            os.close(descriptor)


def _read(descriptor: int, size: int) -> bytes:
    """A file that has so many bytes, or other ones by now."""
    data = os.read(descriptor, min(size, LARGEST) + 1)
    while (
        len(data) != size and len(data) <= LARGEST and (more := os.read(descriptor, LARGEST + 1 - len(data)))
    ):
        data += more
    return data


def _walk(top: str, path: str, folders: list[str]) -> Iterator[Entry]:
    pending = [(top, path)]
    while pending:  # not recursive: folders may nest deeper than Python's stack
        folder, path = pending.pop()
        folders.append(path)
        try:
            with os.scandir(folder) as scan:
                children = list(scan)
        except OSError:
            yield Entry(path, Form.UNREADABLE)
            continue
        if path != RECORDS and ".git" in [child.name for child in children]:
            yield Entry(path, Form.REPOSITORY)
            continue
        for child in children:
            name = child.name
            below = f"{path}/{name}"
            if child.is_file(follow_symlinks=False):  # asked first: of a thousand all but a few
                if not (name.startswith(TEMPORARY[0]) and name.endswith(TEMPORARY[1])):
                    yield Entry(below)
            elif child.is_dir(follow_symlinks=False):
                pending.append((child.path, below))
            else:
                yield Entry(below, Form.LINK if child.is_symlink() else Form.SPECIAL)


def folder_in(root: Path) -> Path:
    """The folder `records/` of a society. Raises `BalintrecError` where there is none.

    A link is none: what lies behind it may be anybody's, and the lines of a finding would show it.
    """
    top = root / RECORDS
    if top.is_symlink():
        raise BalintrecError(
            f'"{RECORDS}" in {root} is a link, and links are not followed: put the folder itself there'
        )
    if not top.is_dir():
        there = (
            f'"{RECORDS}" in {root} is no folder: move it away, and put the folder with the records there'
            if os.path.lexists(top)
            else ""
        )
        raise BalintrecError(there or f'there is no folder "{RECORDS}" in {root}')
    return top


def find_root(start: Path) -> Path:
    """The nearest folder at or above `start` that holds `records/`; raises `BalintrecError`."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if os.path.lexists(folder / RECORDS):
            return folder_in(folder).parent
    raise BalintrecError(
        f'no folder "{RECORDS}" here or above; go to a society\'s folder, name one with --root, '
        "or start one with: balintrec init DIR"
    )
