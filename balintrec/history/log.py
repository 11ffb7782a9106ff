"""What git remembers of a society up to a revision: read when it is first asked for, and then kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING

from balintrec.errors import BalintrecError
from balintrec.history.merge_sides import Sides
from balintrec.history.trace import Traces, traced
from balintrec.history.version import Version, version
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
    from balintrec.repository.end_of_day import zone_of  # not paid for where there is no history

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
