"""Trees of files that are not on a disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from balintrec.source import Entry


class MemorySource:
    """A source whose files are given as bytes by path, such as ``records/members/sana-malik.md``."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    def entries(self) -> list[Entry]:
        return sorted(Entry(path) for path in self.files)

    def read(self, path: str) -> bytes:
        return self.files[path]


def files_below(root: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path from there."""
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}
