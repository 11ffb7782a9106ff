"""What git remembers of a society up to a revision: read when it is first asked for, and then kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING

from balintrec.errors import BalintrecError
from balintrec.history.trace import Traces, arrivals, traced
from balintrec.history.version import Version, version

if TYPE_CHECKING:
    from balintrec.repository import Commit, Repository
    from balintrec.source import Source


class History:
    """The commits that led to a revision, and the versions of records in them."""

    def __init__(self, open: Callable[[], Repository], revision: str = "HEAD") -> None:
        """``open`` is called when the history is first asked for, if ever."""
        self._open = open
        self._revision = revision
        self._versions: dict[tuple[str, str], Version | None] = {}

    @classmethod
    def of(cls, repository: Repository, revision: str = "HEAD") -> History:
        """The history of a repository that is open already."""
        return cls(lambda: repository, revision)

    @property
    def incomplete(self) -> str | None:
        """Why nothing can be said for certain, and what to do, in one line; None: everything is there."""
        repository, obstacle = self._opened
        return obstacle or (repository.incomplete if repository else None)

    @cached_property
    def commits(self) -> tuple[Commit, ...]:
        """Every commit that led to the revision, parents before children; none if nothing is committed."""
        repository, _ = self._opened
        if repository is None:
            return ()
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
    def arrivals(self) -> dict[str, int]:
        """For each commit the place in the main line by which it came in; what a branch brings arrives together."""
        return arrivals(self.commits)

    @cached_property
    def blobs(self) -> dict[str, str]:
        """The id of the blob of each record's file that stands in the revision, by path."""
        repository, _ = self._opened
        if repository is None or not self.commits:
            return {}
        try:
            return repository.revision(self._revision).blobs()
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
    from balintrec.repository.days import zone_of  # not paid for where there is no history

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
