"""The files on disk, of which those that have not changed since an earlier run are not read again."""

from __future__ import annotations

import os
import time
from pathlib import Path
from zlib import crc32

from balintrec.cache import checksum
from balintrec.cache.location import cache_folder, fingerprint
from balintrec.cache.parse_cache import pickled, unpickled
from balintrec.cache.worktree_fingerprint import Stamp, settled, stamp
from balintrec.society.reading import Readings
from balintrec.source import Entry, Hidden, WorkTree

_Seen = dict[str, tuple[Stamp, str]]
"""By path: the stamp of a file and the blob id of what it held then."""


class KeptTree:
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
