"""The commits that led to a revision, read once when first needed; and the sides that merges brought together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, timedelta, tzinfo
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from balintrec.errors import BalintrecError
from balintrec.history.trace import Traces, Version, traced, version
from balintrec.wording.message import Message, message

if TYPE_CHECKING:
    from datetime import datetime

    from balintrec.repository import Commit, Repository, Revision
    from balintrec.repository.times import Times
    from balintrec.society import Society
    from balintrec.source import Source


SHORT = 10
"""So many letters of a commit's id are shown."""


class History:
    """The commits that led to a revision, and the versions of records in them."""

    def __init__(
        self,
        open: Callable[[], Repository],
        revision: str | Revision = "HEAD",
        now: datetime | None = None,
    ) -> None:
        """``open`` is called when the history is first asked for, if ever.

        ``now`` is what the clock says: no commit was made later. Without it any time is believed.
        """
        self._open = open
        self._revision = revision
        self.now = now
        self._versions: dict[tuple[str, str], Version | None] = {}

    @classmethod
    def of(
        cls, repository: Repository, revision: str | Revision = "HEAD", now: datetime | None = None
    ) -> History:
        """The history of a repository that is open already."""
        return cls(lambda: repository, revision, now)

    @property
    def incomplete(self) -> str | None:
        """Why nothing can be said for certain, and what to do, in one line; None: everything is there."""
        repository, obstacle = self._opened
        return obstacle or (repository.incomplete if repository else None)

    @cached_property
    def commits(self) -> tuple[Commit, ...]:
        """Every commit that led to the revision, by time, parents before children; none if nothing is committed.

        Their times are those that are certain.
        """
        from balintrec.repository.times import in_order

        made = self.times.made
        dated = (
            commit
            if made[commit.id] == commit.time
            else replace(commit, time=made[commit.id], claimed=commit.time)
            for commit in self._as_claimed
        )
        return tuple(in_order(dated, made))

    @cached_property
    def times(self) -> Times:
        """What is certain of the commits' times."""
        from balintrec.repository.times import times  # not paid for where there is no history

        return times(self._as_claimed, self.now)

    @cached_property
    def _as_claimed(self) -> tuple[Commit, ...]:
        repository, _ = self._opened
        if repository is None:
            return ()
        if not isinstance(self._revision, str):
            return repository.commits(*self._revision.heads)
        try:
            return repository.commits(self._revision)
        except BalintrecError:
            if _has(repository, self._revision):
                raise
            return ()

    @cached_property
    def traces(self) -> Traces:
        """What the commits did to each record."""
        return traced(self.commits)

    @cached_property
    def sides(self) -> Sides:
        """What the merges brought together."""
        return Sides(self.commits)

    @cached_property
    def blobs(self) -> dict[str, str]:
        """The id of the blob of each record's file that stands in the revision, by path."""
        repository, _ = self._opened
        if repository is None or not self.commits:
            return {}
        read = self._revision
        try:
            return (repository.revision(read) if isinstance(read, str) else read).blobs()
        except BalintrecError:  # there are no records in it
            return {}

    def source(self, commit: Commit) -> Source:
        """The files as they stood in one of the commits."""
        repository, obstacle = self._opened
        if repository is None:
            raise BalintrecError(obstacle or "there is no repository")
        return repository.revision(commit.id)

    def version(self, blob: str, path: str) -> Version | None:
        """What a file at a path said; None where its contents are not in this clone."""
        if (blob, path) not in self._versions:
            self._versions[blob, path] = self._read(blob, path)
        return self._versions[blob, path]

    def _read(self, blob: str, path: str) -> Version | None:
        repository, _ = self._opened
        try:
            return version(repository.read_blob(blob), path) if repository else None
        except BalintrecError:
            if self.incomplete:
                return None
            raise

    @cached_property
    def _opened(self) -> tuple[Repository | None, str | None]:
        """The repository, or why it cannot be used."""
        try:
            return self._open(), None
        except BalintrecError as error:
            return None, str(error)


def _has(repository: Repository, revision: str) -> bool:
    try:
        repository.revision(revision)
    except BalintrecError:
        return False
    return True


def zone_or_utc(name: str | None) -> tzinfo:
    """A society's time zone; UTC where it does not say, or says what nobody knows."""
    from balintrec.repository.times import zone_of  # not paid for where there is no history

    try:
        return zone_of(name)
    except BalintrecError:
        return UTC


def day_of(commit: Commit, zone: tzinfo) -> date:
    """The day of a commit where the society is."""
    try:
        return commit.time.astimezone(zone).date()
    except OverflowError:  # at the end of the calendar
        return commit.time.date()


def zone_of(society: Society) -> tzinfo:
    """Where a day of a commit ends."""
    return zone_or_utc(society.about.time_zone if society.about else None)


def by(commit: Commit, zone: tzinfo) -> Message:
    """When, by whom and in which commit."""
    day = day_of(commit, zone)
    return message(
        "on %(date)s by %(who)s (commit %(commit)s)", date=day, who=commit.author, commit=commit.id[:SHORT]
    )


DRAFTING = timedelta(days=14)
"""So long after it was entered on one side of a merge, a record may still be worked on there."""


class Brought(NamedTuple):
    """A merge, with the commits that came together by it and had not been on a side of an earlier merge."""

    merge: Commit
    commits: tuple[Commit, ...]


class Sides:
    """The sides of every merge, as sets of commits; a set is a number with a bit for each."""

    def __init__(self, commits: Sequence[Commit]) -> None:
        """``commits`` in order, parents before children."""
        self._commits = commits

    def drafted(self, entered: Commit, changed: Commit) -> bool:
        """Whether a record was still a draft when it was changed.

        It was entered and changed on one side of a merge, within so many days; no other side had seen it.
        """
        if changed.time - entered.time > DRAFTING:
            return False
        bits = self._bit(entered) | self._bit(changed)
        return any(own & bits == bits for _, sides in self._merges for own in sides)

    def brought(self) -> Iterator[Brought]:
        """The merges, in order, with what came together by each of them first."""
        seen = 0
        for number, sides in self._merges:
            new = reduce(or_, sides, 0) & ~seen
            seen |= new
            yield Brought(self._commits[number], tuple(self._of(new)))

    def _bit(self, commit: Commit) -> int:
        return 1 << self._numbers[commit.id]

    def _of(self, bits: int) -> Iterator[Commit]:
        while bits:
            low = bits & -bits
            yield self._commits[low.bit_length() - 1]
            bits ^= low

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {commit.id: number for number, commit in enumerate(self._commits)}

    @cached_property
    def _merges(self) -> list[tuple[int, list[int]]]:
        """The number of each merge, and for every two of its parents what only the first of them was built on."""
        if all(len(commit.parents) < 2 for commit in self._commits):
            return []
        left = {one: commit.id for commit in self._commits for one in commit.parents}  # its last child
        reached: dict[str, int] = {}
        found = []
        for number, commit in enumerate(self._commits):
            behind = [reached.get(one, 0) for one in commit.parents]
            sides = [one & ~other for one in behind for other in behind if one != other]
            if len(behind) > 1:
                found.append((number, sides))
            for parent in commit.parents:
                if left[parent] == commit.id:
                    reached.pop(parent, None)
            reached[commit.id] = reduce(or_, behind, 1 << number)
        return found
