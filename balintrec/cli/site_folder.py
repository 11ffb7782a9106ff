"""The folder of a site: only what balintrec wrote there is replaced or removed, and no link is followed.

A file `.balintrec-site` in it says whose pages they are and lists them. It grows with every page, so that after a
run that was broken off it still names all that was written.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from balintrec.errors import BalintrecError
from balintrec.source import RECORDS, TEMPORARY

MARKER = ".balintrec-site"
_HEAD = "balintrec site 1, for "
PUBLIC, COMMITTEE = "everybody", "the committee"


class SiteFolder:
    """A folder that a site is written to."""

    def __init__(self, folder: Path, profile: str, before: frozenset[str]) -> None:
        self.folder = folder
        self.profile = profile
        self.before = before
        self.written: set[str] = set()
        self.changed = 0
        """How many files are new or say something else than before."""
        self._checked: set[Path] = set()
        self._marker: TextIO | None = None

    @staticmethod
    def refuse(folder: Path, profile: str) -> None:
        """Raises `BalintrecError` where the site cannot go to a folder."""
        with _plainly(folder):
            _held(folder, profile)

    @classmethod
    @contextmanager
    def claimed(cls, folder: Path, profile: str) -> Iterator[SiteFolder]:
        """A folder that is empty, or not there yet, or holds a site of the same profile.

        Raises `BalintrecError` for any other, before anything is written.
        """
        with _plainly(folder):
            claimed = cls(folder, profile, _held(folder, profile))
            with suppress(FileExistsError):
                folder.mkdir()
            claimed._list(claimed.before)
            marker = (folder / MARKER).open("a", encoding="utf-8")
        with marker as claimed._marker:
            yield claimed

    def write(self, path: str, data: bytes) -> None:
        """Put a file there, whole; one that says the same already is left as it is."""
        with _plainly(self.folder / path):
            target = self._target(path)
            found = _regular(target)
            if found and path not in self.before:
                raise BalintrecError(
                    f"{target} is not of this site and is not overwritten; move it elsewhere"
                )
            self.written.add(path)
            if found and target.read_bytes() == data:
                return
            if self._marker:
                self._marker.write(f"{path}\n")
                self._marker.flush()
            _put(target, data)
            self.changed += 1

    def finish(self) -> int:
        """Remove the pages that are there no longer, and list those that are; how many were removed."""
        gone = sorted(path for path in self.before - self.written if self._remove(path))
        for folder in sorted(
            {self.folder / parent for path in gone for parent in _above(path)}, reverse=True
        ):
            with suppress(OSError):  # something else is in it
                folder.rmdir()
        self._list(frozenset(self.written))
        return len(gone)

    def _remove(self, path: str) -> bool:
        with _plainly(self.folder / path):
            if any(not _folder(self.folder / parent) for parent in _above(path)):
                return False
            target = self.folder / path
            if not _regular(target):
                return False
            target.unlink()
            return True

    def _target(self, path: str) -> Path:
        """Where a file goes, with no link on the way; missing folders are made."""
        folder = self.folder
        for part in Path(path).parent.parts:
            folder = folder / part
            if folder in self._checked:
                continue
            with suppress(FileExistsError):
                folder.mkdir()
            if not _folder(folder):
                raise BalintrecError(f"{folder} is a link or a file, not a folder; move it elsewhere")
            self._checked.add(folder)
        return self.folder / path

    def _list(self, paths: frozenset[str]) -> None:
        lines = [f"{_HEAD}{self.profile}", *sorted(paths)]
        _put(self.folder / MARKER, "".join(f"{line}\n" for line in lines).encode())


def refuse_among_records(folder: Path, root: Path) -> None:
    """Raises `BalintrecError` for a folder in which pages would be taken for records."""
    records = root.resolve() / RECORDS
    if folder.resolve() == root.resolve() or folder.resolve().is_relative_to(records):
        raise BalintrecError(f"{folder} holds the society's own files; name a folder of its own for the site")


def _held(folder: Path, profile: str) -> frozenset[str]:
    """The files of a site that a folder holds already; none where it is empty or not there."""
    if not os.path.lexists(folder):
        if not folder.parent.is_dir():
            raise BalintrecError(f"cannot write to {folder}: there is no folder {folder.parent}")
        return frozenset()
    if not _folder(folder):
        raise BalintrecError(f"cannot write to {folder}: it is a link or a file, not a folder")
    if not _regular(folder / MARKER):
        if any(folder.iterdir()):
            raise BalintrecError(f"{folder} holds files that are no site of balintrec; name an empty folder")
        return frozenset()
    head, *paths = (folder / MARKER).read_text(encoding="utf-8", errors="replace").splitlines() or [""]
    if not head.startswith(_HEAD):
        raise BalintrecError(f"{folder / MARKER} cannot be read; name an empty folder")
    if (found := head.removeprefix(_HEAD)) != profile:
        raise BalintrecError(f"{folder} holds pages for {found}; name another folder for pages for {profile}")
    return frozenset(path for path in paths if _inside(path))


def _inside(path: str) -> bool:
    """Whether a listed path can be one of a site; a list that somebody changed must not lead out of it."""
    parts = path.split("/")
    return all(part and not part.startswith(".") and "\\" not in part and "\0" not in part for part in parts)


def _above(path: str) -> Iterator[str]:
    """The folders that a path lies in, the nearest first."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _folder(path: Path) -> bool:
    """Whether it is a folder itself, not a link to one."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except FileNotFoundError:
        return False


def _regular(path: Path) -> bool:
    """Whether a plain file is there; what else is there stands in the way."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(mode):
        raise BalintrecError(f"{path} is a link or a folder, not a file; move it elsewhere")
    return True


def _put(target: Path, data: bytes) -> None:
    """A file that is whole at every moment."""
    begin, end = TEMPORARY
    unfinished = target.parent / f"{begin}{secrets.token_hex(8)}{end}"
    try:
        with unfinished.open("xb") as file:
            file.write(data)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _plainly(path: Path) -> Iterator[None]:
    """Failures of the system as one line for people."""
    try:
        yield
    except OSError as error:
        raise BalintrecError(f"cannot write {path}: {(error.strerror or 'it failed').lower()}") from None
