"""Calendar time: months, anniversaries, periods and the days on which a clock stands still. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from itertools import accumulate

from balintrec.errors import BalintrecError

ONE_DAY = timedelta(days=1)
EVER = date.min
"""Stands for the beginning of what was always so."""
NEVER = date.max
"""Stands for a day that does not come, and for the end of a period that lasts."""


def refuse_other_than_day(given: object) -> None:
    """Raise `BalintrecError` for what is no day: text, or a moment, which no day can be compared with."""
    if not isinstance(given, date) or isinstance(given, datetime):
        what = f"{given!r}" if isinstance(given, str) else f"a {type(given).__name__}"
        raise BalintrecError(f"a day is wanted, and this is {what}: give a datetime.date")


def add_months(day: date, months: int) -> date:
    """The same day of the month so many calendar months later (earlier if negative), clipped to the month's end.

    2024-01-31 plus one is 2024-02-29; 2024-02-29 plus twelve is 2025-02-28. Beyond the calendar: `NEVER`.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > NEVER.year:
        return NEVER
    if day.day > 28:  # else no month is too short, and most days need no look at how long one is
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return date(year, month + 1, day.day)


@lru_cache(1 << 15)
def days_in(day: date, months: int) -> int:
    """How many days lie between a day and so many months later. Kept: of most days it is asked more than once."""
    return (add_months(day, months) - day).days


def next_day(day: date) -> date:
    """The day after; `NEVER` stays."""
    return day if day == NEVER else day + ONE_DAY


@dataclass(frozen=True)
class Days:
    """A set of days as sorted periods that neither touch nor overlap, both ends included."""

    periods: tuple[tuple[date, date], ...] = ()

    @classmethod
    def of(cls, periods: Iterable[tuple[date, date]]) -> Days:
        """The union of the periods; one that ends before it begins holds no day."""
        united: list[tuple[date, date]] = []
        for start, end in sorted(period for period in periods if period[0] <= period[1]):
            if united and start <= next_day(united[-1][1]):
                united[-1] = (united[-1][0], max(end, united[-1][1]))
            else:
                united.append((start, end))
        return cls(tuple(united))

    def __bool__(self) -> bool:
        return bool(self.periods)

    @cached_property
    def _starts(self) -> list[date]:
        return [start for start, _ in self.periods]

    @cached_property
    def _before(self) -> list[int]:
        """By period: how many of these days lie before it; at the end, how many there are."""
        return [0, *accumulate((end - start).days + 1 for start, end in self.periods)]

    @cached_property
    def _others(self) -> list[int]:
        """By period: how many other days lie before it."""
        pairs = zip(self._starts, self._before, strict=False)
        return [start.toordinal() - 1 - days for start, days in pairs]

    def __contains__(self, day: date) -> bool:
        place = bisect_right(self._starts, day)
        return place > 0 and day <= self.periods[place - 1][1]

    @cached_property
    def _ordinals(self) -> list[int]:
        return [start.toordinal() for start in self._starts]

    def _until(self, day: int) -> int:
        """How many of these days lie on or before the one of that ordinal."""
        place = bisect_right(self._ordinals, day)
        if not place:
            return 0
        return min(self._before[place - 1] + day - self._ordinals[place - 1] + 1, self._before[place])

    def count(self, first: date, last: date) -> int:
        """How many of these days lie in [first, last]; none if that is upside down."""
        if last < first:
            return 0
        return self._until(last.toordinal()) - self._until(first.toordinal() - 1)

    def clock(self, day: date) -> int:
        """What a clock shows on a day that goes on by one each day, but not on these."""
        ordinal = day.toordinal()
        return ordinal - self._until(ordinal)

    def when(self, clock: int) -> date:
        """The first day on which that clock shows so much; `NEVER` beyond the calendar."""
        day = clock + self._before[bisect_left(self._others, clock)]
        return date.fromordinal(day) if day < NEVER.toordinal() else NEVER

    def missing(self, first: date) -> Days:
        """The days from `first` on that are not among these."""
        gaps = []
        day = first
        for start, end in self.periods:
            if end < day:
                continue
            if day < start:
                gaps.append((day, start - ONE_DAY))
            day = next_day(end)
            if day == NEVER:
                return Days(tuple(gaps))
        return Days((*gaps, (day, NEVER)))


NO_DAYS = Days()


def reach(start: date, months: int, stopped: Days = NO_DAYS) -> date:
    """The day so many months after `start` on a clock that stands still on the `stopped` days.

    Moved later by the stopped days in [start, day] until stable (policy.md, "The day, the clock, the roles").
    """
    plain = add_months(start, months)
    if not stopped or plain == NEVER:
        return plain
    # What it comes to: as many days that do not stand still as lie in [start, plain].
    return stopped.when(stopped.clock(start) + (plain - start).days + (start in stopped))


def gap(earlier: date, later: date, stopped: Days = NO_DAYS) -> int:
    """How many days apart two days lie, without the stopped days between them."""
    days = (later - earlier).days
    if not stopped or days < 2:
        return days
    return days - stopped.count(earlier + ONE_DAY, later - ONE_DAY)


def months_reached(start: date, day: date, stopped: Days = NO_DAYS) -> int:
    """The greatest number of whole months after `start` that `day` has reached; 0 before the first."""
    moved = day - timedelta(days=stopped.count(start, day))
    months = max((moved.year - start.year) * 12 + moved.month - start.month, 0)
    return months - 1 if months and add_months(start, months) > moved else months
