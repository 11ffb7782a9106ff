"""The society in `records/`, as it is read and with files changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from balintrec.society import Society, load
from balintrec.source import WorkTree
from tests.sources import MemorySource, files_below

ROOT = Path(__file__).resolve().parent.parent
ON = date(2026, 11, 23)


@cache
def society() -> Society:
    """The society of the README, read once."""
    return load(WorkTree(ROOT))


@cache
def _files() -> dict[str, bytes]:
    return {f"records/{path}": data for path, data in files_below(ROOT / "records").items()}


def changed(files: Mapping[str, bytes], without: frozenset[str] = frozenset()) -> MemorySource:
    """The same society with other files, or without some."""
    kept = {path: data for path, data in _files().items() if path not in without}
    return MemorySource({**kept, **files})
