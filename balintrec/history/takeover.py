"""What a society took over from paper when it began to keep its records in git. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from balintrec.history.log import day_of, zone_or_utc
from balintrec.repository.times import day_in

if TYPE_CHECKING:
    from balintrec.history.log import History
    from balintrec.repository import Commit
    from balintrec.society import Society


class Written(NamedTuple):
    """A commit by which `kept-since` came to say something else."""

    commit: Commit
    day: date | None
    """What it says then; None: nothing that is a day."""


class TakeOver:
    """What came in when the records began to be kept here; it is neither late nor a batch."""

    def __init__(self, society: Society, history: History) -> None:
        about = society.about
        self._says = about.kept_since if about else None
        self._history = history
        self._zone = zone_or_utc(about.time_zone if about else None)

    @cached_property
    def since(self) -> date | None:
        """From when on the records are kept here; None: society.md has never said. To delete it takes nothing back."""
        return self._says or (self.first.day if self.first else None)

    def has(self, day: date, entered: Commit) -> bool:
        """Whether a record of a day, that came in by a commit, was taken over.

        It is dated before `kept-since`, and was in by that day or came with the commit that first wrote the key.
        Whatever else bears an old date was not.
        """
        if self.since is None or day >= self.since:
            return False
        is_first = self.first is not None and entered.id == self.first.commit.id
        return is_first or day_of(entered, self._zone) <= self.since

    @property
    def begun(self) -> date:
        """From when on a change is one: the day that `kept-since` named first; who names a later one moves nothing."""
        days = [self.since, self.first.day if self.first else None]
        return min((day for day in days if day), default=date.min)

    @property
    def first(self) -> Written | None:
        """The commit that first wrote `kept-since`; None where none did."""
        return self._written[0] if self._written else None

    @property
    def moved(self) -> Written | None:
        """The commit since which it says something else than at first; None where it does not.

        Until the day that it named first, everything was still being taken over; and a draft was never otherwise.
        """
        if not self.first or self._says == self.first.day or len(self._written) == 1:
            return None
        last = self._written[-1]
        is_early = day_of(last.commit, self._zone) < self.begun
        return None if is_early or self._history.sides.drafted(self.first.commit, last.commit) else last

    @cached_property
    def _written(self) -> tuple[Written, ...]:
        return tuple(self._said())

    def _said(self) -> Iterator[Written]:
        before = None
        for commit, change in self._history.traces.lives.get("society", ()):
            said = self._history.version(change.blob, change.path) if change.blob else None
            day = day_in(str(said.values.get("kept-since"))) if said and said.values else None
            if day != before:
                yield Written(commit, day)
            before = day
