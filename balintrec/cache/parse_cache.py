"""What files say, kept from run to run by path and blob id; and a work tree of which only changed files are read."""

from __future__ import annotations

import io
import os
import pickle
import time
from pathlib import Path
from typing import Any
from zlib import crc32

from balintrec.cache import checksum
from balintrec.cache.checksum import cache_folder, fingerprint
from balintrec.cache.worktree_fingerprint import Stamp, settled, stamp
from balintrec.society.reading import Reading, Readings
from balintrec.source import Entry, Hidden, WorkTree

_MOST_PACKS = 8
_ROOM = ("balintrec.model.", "balintrec.finding", "balintrec.society.reading", "balintrec.wording.message")
_PLAIN = {("datetime", "date"), ("datetime", "time"), ("fractions", "Fraction"), ("builtins", "frozenset")}
_MAKERS = {("balintrec.model.record", "remade")}

_Name = tuple[str, str]


class _Careful(pickle.Unpickler):
    """Makes records, findings and what they are made of, and calls nothing else, whatever the bytes say."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN | _MAKERS:
            return super().find_class(module, name)
        if not module.startswith(_ROOM) or "." in name:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a reading")
        found = super().find_class(module, name)
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a reading")
        return found


class ParseCache:
    """The packs in a git directory: read whole, added to, and now and then put together."""

    def __init__(self, git: str) -> None:
        self._folder = os.path.join(cache_folder(git), "readings")
        self._made_by = fingerprint()
        self._names: list[str] = []
        self._kept: frozenset[_Name] = frozenset()

    def read(self) -> Readings:
        """Everything that is kept, of this version of the program."""
        found: dict[_Name, Reading] = {}
        self._names = checksum.names(self._folder)
        for name in self._names:
            found |= unpickled(checksum.read(os.path.join(self._folder, name)), self._made_by, dict)
        if not all(type(one) is Reading for one in found.values()):
            found = {}
        self._kept = frozenset(found)
        return Readings(found)

    def keep(self, readings: Readings) -> None:
        """Keep what was read in this run, too; what nobody asked for in it goes when there is too much of it."""
        used = readings.used
        if not used:  # the command ended before it had read anything
            return
        new = {name: readings[name] for name in used if name not in self._kept}
        if len(self._names) < _MOST_PACKS and len(self._kept) + len(new) <= 2 * len(used) + 1000:
            if new:
                self._write(new)
        elif self._write({name: readings[name] for name in used}):
            for name in self._names:
                checksum.remove(os.path.join(self._folder, name))

    def _write(self, some: dict[_Name, Reading]) -> bool:
        path = os.path.join(self._folder, os.urandom(8).hex())
        return checksum.write(path, self._made_by, pickled(some))


def pickled(value: object) -> bytes:
    """A value as bytes for `unpickled`."""
    file = io.BytesIO()
    pickle.Pickler(file, pickle.HIGHEST_PROTOCOL).dump(value)
    return file.getvalue()


def unpickled(parts: list[bytes] | None, made_by: bytes, wanted: type) -> Any:
    """The value in a file of two parts, its maker and the value; an empty one where it is another's or damaged."""
    if parts is None or len(parts) != 2 or parts[0] != made_by:
        return wanted()
    try:
        value = _Careful(io.BytesIO(parts[1])).load()
    except Exception:  # a checksum can be forged, and unpickling fails in every way there is
        return wanted()
    return value if isinstance(value, wanted) else wanted()


_Seen = dict[str, tuple[Stamp, str]]
"""By path: the stamp of a file and the blob id of what it held then."""


class CachedWorkTree:
    """A work tree that remembers the blob ids of its files by their stamps; a `Source`."""

    shareable = True

    def __init__(self, root: Path, git: str, since: int | None = None, hidden: Hidden | None = None) -> None:
        """``since`` is the moment (nanoseconds) from which on the files should stand still; now, if it is None."""
        self.root = root
        self.folders: list[str] = []
        """Those that were walked, as paths from the root."""
        self._tree = WorkTree(root, hidden)
        self._before = f"{root}{os.sep}"
        self._made_by = fingerprint() + os.fsencode(root)
        self._file = os.path.join(cache_folder(git), "trees", f"{crc32(os.fsencode(root)):08x}")
        self._begin = time.time_ns() if since is None else since
        self._seen: _Seen = unpickled(checksum.read(self._file), self._made_by, dict)
        self._stamps: dict[str, Stamp] = {}
        self._opened: set[str] = set()

    def entries(self) -> list[Entry]:
        """Everything under `records/` but folders, in order of path."""
        entries, self.folders = self._tree.listing()
        before = self._before
        stamps = {entry.path: stamp(before + entry.path) for entry in entries if entry.form == "file"}
        self._stamps = {path: found for path, found in stamps.items() if found}
        return entries

    def blobs(self) -> dict[str, str]:
        """The blob id of each file that is as it was when it was read last, by path."""
        stamps, seen = self._stamps, self._seen
        return {
            path: seen[path][1] for path, found in stamps.items() if path in seen and seen[path][0] == found
        }

    def read(self, path: str) -> bytes:
        """The bytes of a regular file, at most `LARGEST` and one more; raises `Unreadable`."""
        self._opened.add(path)
        return self._tree.read(path)

    def keep(self, readings: Readings) -> dict[str, str] | None:
        """Remember the files as they were read; their blob ids by path, None if not all of them stood still."""
        if not readings.used:  # nothing was read: the command ended before
            return None
        blobs = _of_one_tree(readings)
        seen: _Seen = {}
        for path, blob in blobs.items():
            if found := self._stood_still(path, blob, readings.unread):
                seen[path] = (found, blob)
        if seen != self._seen:
            checksum.write(self._file, self._made_by, pickled(seen))
        whole = len(seen) == len(readings.used) and not readings.unread
        return blobs if whole else None

    def _stood_still(self, path: str, blob: str, unread: bool) -> Stamp | None:
        """The stamp of a file that surely held these bytes; None if it may have been changed meanwhile.

        Where there are files that could not be ``read``, it is not sure that the blob is the work tree's.
        """
        found = self._stamps.get(path)
        if found is None:
            return None
        if self._seen.get(path) == (found, blob):
            certain = path not in self._opened
        elif unread or not settled(found, self._begin):
            return None
        else:
            certain = False
        return found if certain or stamp(self._before + path) == found else None


def _of_one_tree(readings: Readings) -> dict[str, str]:
    """The blob ids by path, but for those that two revisions have different ones of: which is ours is not said."""
    blobs: dict[str, str] = {}
    several = set()
    for path, blob in readings.used:
        if blobs.setdefault(path, blob) != blob:
            several.add(path)
    return {path: blob for path, blob in blobs.items() if path not in several}
