"""What was known on a day: all that had been committed by its end and led to HEAD, whoever pulled from whom later.

Mostly that is the tree of one commit. Where several sides had not yet been merged, it is put together: of each file,
or of the files that belong together, what the side says that said something of it last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from balintrec.repository.commit import Commit
from balintrec.repository.end_of_day import last_second
from balintrec.repository.revision import Listing
from balintrec.repository.times import ends, in_order, times

Alike = Callable[[str], str | None]
"""What a path's file has in common with others, as a record's id has wherever it stands; None: nothing."""


class Bare(NamedTuple):
    """A commit without what it says."""

    id: str
    parents: tuple[str, ...]
    time: datetime


def heads_by(commits: Sequence[Bare], day: date, zone: tzinfo, now: datetime | None) -> tuple[str, ...]:
    """The commits, none built on another, that hold all that was there by the end of a day; the latest last."""
    made = times(commits, now).made
    end = last_second(day, zone)
    known = [commit for commit in commits if made[commit.id].timestamp() <= end]
    tips = ends(known)
    return tuple(commit.id for commit in in_order((one for one in known if one.id in tips), made))


def together(
    heads: Mapping[str, Listing], commits: Sequence[Commit], alike: Alike
) -> dict[str, tuple[str, str]]:
    """The listings of several commits as one. ``commits`` are all that led to them, in order of time."""
    sides = {head: _led_to(head, commits) for head in heads}
    touched = _touched(commits, alike)
    groups: dict[str, dict[str, dict[str, tuple[str, str]]]] = defaultdict(lambda: defaultdict(dict))
    for head, listing in heads.items():
        for path, found in listing.items():
            groups[alike(path) or path][head][path] = found
    merged: dict[str, tuple[str, str]] = {}
    for group, by_head in groups.items():
        said = [by_head.get(head, {}) for head in heads]
        if any(one != said[0] for one in said):
            merged |= by_head.get(_last_to_say(sides, touched[group]), {})
        else:
            merged |= said[0]
    return merged


def _led_to(head: str, commits: Sequence[Commit]) -> set[str]:
    """A commit and its ancestors."""
    found = {head}
    for commit in reversed(commits):
        if commit.id in found:
            found.update(commit.parents)
    return found


def _touched(commits: Sequence[Commit], alike: Alike) -> defaultdict[str, list[str]]:
    """The commits that did something to each file or group of files, in order."""
    touched: defaultdict[str, list[str]] = defaultdict(list)
    for commit in commits:
        paths = {path for change in commit.changes for path in (change.path, change.old_path) if path}
        for group in {alike(path) or path for path in paths}:
            touched[group].append(commit.id)
    return touched


def _last_to_say(sides: Mapping[str, set[str]], touched: Sequence[str]) -> str:
    """The side with the last word; of several with the same one, that with the last word before."""

    def words(head: str) -> list[int]:
        return [number for number, one in enumerate(touched) if one in sides[head]][::-1]

    return max(sides, key=words)
