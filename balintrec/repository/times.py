"""When commits were made, as far as that is certain: what a commit says of its time is what somebody's clock said.

Nothing can have been built on what was not there yet, so a commit is never earlier than its ancestors. And none was
made in the future: a commit that says so has only been there when the first one was built on it.

And the moment at which a day ends in a society's zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from heapq import heapify, heappop, heappush
from typing import NamedTuple, Protocol, TypeVar

from balintrec.errors import BalintrecError


def zone_of(name: str | None) -> tzinfo:
    """The zone with this IANA name; UTC without one. Raises `BalintrecError` if there is none."""
    if name is None or name.upper() == "UTC":
        return UTC
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # a ZoneInfoNotFoundError is a KeyError
        raise BalintrecError(
            f"the time zone {name!r} is not known here; name one such as Europe/London in society.md"
        ) from None


def day_in(name: str) -> date | None:
    """The day that a name says, as in 2025-06-30; None if it is none."""
    if len(name) != 10 or not name.isascii() or name[4] != "-" or name[7] != "-":
        return None
    try:
        return date.fromisoformat(name)
    except ValueError:
        return None


def last_second(day: date, zone: tzinfo) -> int:
    """The last second of a day in a zone, counted since 1970."""
    if day == date.max:
        return int(datetime.combine(day, time.max, UTC).timestamp())
    return int(datetime.combine(day + timedelta(days=1), time.min, zone).timestamp()) - 1


TOLERANCE = timedelta(days=1)
"""By so much may clocks differ."""
_NEVER = datetime.min.replace(tzinfo=UTC)


class Dated(Protocol):
    """A commit: what it is called, what it was built on, and the time that it claims."""

    @property
    def id(self) -> str: ...
    @property
    def parents(self) -> Sequence[str]: ...
    @property
    def time(self) -> datetime: ...


D = TypeVar("D", bound=Dated)


class Times(NamedTuple):
    """What is certain of the times of some commits, by id."""

    made: dict[str, datetime]
    inherited: dict[str, datetime]
    """The latest time of a commit's ancestors; commits in the future pass none on."""
    ahead: frozenset[str]
    """Those that claim to be made later than now."""
    unsettled: bool
    """Whether one claims to be later at all: when the clock says something else, that may be found otherwise."""


def times(commits: Sequence[Dated], now: datetime | None) -> Times:
    """The times of commits, parents before children. Without ``now`` nothing lies in the future."""
    latest = now + TOLERANCE if now else None
    passed: dict[str, datetime] = {}
    inherited: dict[str, datetime] = {}
    ahead = set()
    for commit in commits:
        before = max((passed[one] for one in commit.parents if one in passed), default=_NEVER)
        inherited[commit.id] = before
        if latest and commit.time > latest:
            ahead.add(commit.id)
            passed[commit.id] = before
        else:
            passed[commit.id] = max(before, commit.time)
    built_on: dict[str, datetime] = {}
    made = dict(passed)
    for commit in reversed(commits):
        if commit.id in ahead and now:
            made[commit.id] = built_on.get(commit.id, max(now, inherited[commit.id]))
        for parent in commit.parents:
            built_on[parent] = min(made[commit.id], built_on.get(parent, made[commit.id]))
    unsettled = now is not None and any(commit.time > now for commit in commits)
    return Times(made, inherited, frozenset(ahead), unsettled)


def in_order(commits: Iterable[D], made: dict[str, datetime]) -> Iterator[D]:
    """Commits by time, then id, parents before children: in the same order whichever parent git names first."""
    by_id = {commit.id: commit for commit in commits}
    children: dict[str, list[str]] = {}
    waiting: dict[str, int] = {}
    for commit in by_id.values():
        parents = [one for one in dict.fromkeys(commit.parents) if one in by_id]
        waiting[commit.id] = len(parents)
        for parent in parents:
            children.setdefault(parent, []).append(commit.id)
    ready = [(made[id], id) for id, count in waiting.items() if not count]
    heapify(ready)
    while ready:
        _, id = heappop(ready)
        yield by_id[id]
        for child in children.get(id, ()):
            waiting[child] -= 1
            if not waiting[child]:
                heappush(ready, (made[child], child))


def ends(commits: Iterable[Dated]) -> set[str]:
    """The commits that none of the others was built on."""
    commits = tuple(commits)
    return {commit.id for commit in commits} - {one for commit in commits for one in commit.parents}
