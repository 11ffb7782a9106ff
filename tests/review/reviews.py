"""Reviews of small societies given as files by path, without git: the differences are told from the bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha1

from balintrec.check import check
from balintrec.repository import Change, Commit
from balintrec.review import Review, compare
from tests.rules.examples import BASE
from tests.sources import MemorySource

ON = date(2026, 11, 23)
Files = Mapping[str, bytes | str | None]


def review(
    after: Files,
    before: Files | None = None,
    on: date = ON,
    moved: Mapping[str, str] | None = None,
    commits: Iterable[Commit] = (),
) -> Review:
    """The review of a change to the clean society of `tests/rules/base`; None removes a file."""
    earlier = changed_files(BASE, before or {})
    later = changed_files(earlier, after)
    sources = (MemorySource(inside(earlier)), MemorySource(inside(later)))
    one, other = (check(source, on) for source in sources)
    return compare(one, other, changes(earlier, later, moved or {}), on, commits)


def changed_files(files: Mapping[str, bytes], by: Files) -> dict[str, bytes]:
    """The files with others in their place."""
    given = {path: text.encode() if isinstance(text, str) else text for path, text in by.items()}
    return {path: data for path, data in {**files, **given}.items() if data is not None}


def inside(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files under records/."""
    return {path: data for path, data in files.items() if path.startswith("records/")}


def changes(
    before: Mapping[str, bytes], after: Mapping[str, bytes], moved: Mapping[str, str]
) -> tuple[Change, ...]:
    """What git would say of two trees, where it takes these paths for moved."""
    back = {new: old for old, new in moved.items()}
    found = []
    for path in sorted({*before, *after} - set(moved)):
        old = back.get(path, path)
        one, other = before.get(old), after.get(path)
        if one == other and old == path:
            continue
        status = "added" if one is None else "removed" if other is None else "changed"
        blobs = [data and sha1(data).hexdigest() for data in (other, one)]
        found.append(Change("moved" if old != path else status, path, old if old != path else None, *blobs))  # type: ignore[arg-type]
    return tuple(found)


def edited(path: str, old: str, new: str) -> dict[str, bytes]:
    """A file of the clean society with one piece of text in another's place."""
    text = BASE[path].decode()
    assert old in text
    return {path: text.replace(old, new).encode()}
