"""The files on disk, of which those that have not changed since an earlier run are not read again."""

from __future__ import annotations

import os
import time
from pathlib import Path
from zlib import crc32

from balintrec.cache import sealed
from balintrec.cache.place import cache_folder, fingerprint
from balintrec.cache.readings import pickled, unpickled
from balintrec.cache.state import Stamp, settled, stamp
from balintrec.society.reading import Readings
from balintrec.source import Entry, WorkTree

_Seen = dict[str, tuple[Stamp, str]]
"""By path: the stamp of a file and the blob id of what it held then."""


class KeptTree:
    """A work tree that remembers the blob ids of its files by their stamps; a `Source`."""

    shareable = True

    def __init__(self, root: Path, git: str) -> None:
        self.root = root
        self.folders: list[str] = []
        """Those that were walked, as paths from the root."""
        self._tree = WorkTree(root)
        self._made_by = fingerprint()
        name = f"{crc32(os.fsencode(root)):08x}"
        self._file = os.path.join(cache_folder(git), "trees", name)
        self._begin = time.time_ns()
        self._seen: _Seen = unpickled(sealed.read(self._file), self._made_by + os.fsencode(root), dict)
        self._stamps: dict[str, Stamp] = {}

    def entries(self) -> list[Entry]:
        """Everything under `records/` but folders, in order of path."""
        entries, self.folders = self._tree.listing()
        before = f"{self.root}{os.sep}"
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
        return self._tree.read(path)

    def keep(self, readings: Readings) -> bool:
        """Remember the files as they were read; whether all of them stood still meanwhile."""
        before = f"{self.root}{os.sep}"
        seen: _Seen = {}
        for path, blob in readings.used:
            known = self._seen.get(path)
            found = self._stamps.get(path)
            if found is None:
                continue
            if known and known == (found, blob):
                seen[path] = known
            elif settled(found, self._begin) and stamp(before + path) == found:
                seen[path] = (found, blob)
        if seen != self._seen:
            sealed.write(self._file, self._made_by + os.fsencode(self.root), pickled(seen))
        return len(seen) == len(readings.used) and not readings.unread
