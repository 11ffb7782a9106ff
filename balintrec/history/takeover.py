"""What a society took over from paper when it began to keep its records in git. Pure."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from balintrec.history.log import day_of, zone_or_utc

if TYPE_CHECKING:
    from balintrec.history.log import History
    from balintrec.repository import Commit
    from balintrec.society import Society


class TakeOver:
    """What came in when the records began to be kept here; it is neither late nor a batch."""

    def __init__(self, society: Society, history: History) -> None:
        about = society.about
        self.since = about.kept_since if about else None
        """From when on the records are kept here; None: society.md does not say."""
        self._history = history
        self._zone = zone_or_utc(about.time_zone if about else None)

    def has(self, day: date, entered: Commit) -> bool:
        """Whether a record of a day, that came in by a commit, was taken over.

        It is dated before `kept-since`, and was in by that day or came with the commit that first wrote the key.
        Whatever else bears an old date was not.
        """
        if self.since is None or day >= self.since:
            return False
        return day_of(entered, self._zone) <= self.since or entered.id == self._written_by

    @property
    def begun(self) -> date:
        """From when on a change is one: the day that `kept-since` named first; who names a later one moves nothing."""
        if self.since is None:
            return date.min
        first = self._written[1] if self._written else ""
        with suppress(ValueError):
            return min(self.since, date.fromisoformat(first.strip()))
        return self.since

    @property
    def _written_by(self) -> str | None:
        """The id of the commit that first wrote `kept-since`; None where none did."""
        return self._written[0] if self._written else None

    @cached_property
    def _written(self) -> tuple[str, str] | None:
        """That commit, and the day that it wrote."""
        for commit, change in self._history.traces.lives.get("society", ()):
            said = self._history.version(change.blob, change.path) if change.blob else None
            if said and said.values and (day := said.values.get("kept-since")):
                return commit.id, str(day)
        return None
