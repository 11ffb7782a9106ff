"""What counts for a practice requirement as of a day, and every key of docs/policy.md's practice table over it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import accumulate
from itertools import count as counting
from typing import NamedTuple

from balintrec.dates import Days, add_months, gap, months_reached, reach
from balintrec.model.measure import Each, ShareOf
from balintrec.model.policy import Practice
from balintrec.pathway.activities import Candidate, Exact, distinct_of, fitting, outside, roster_sessions
from balintrec.pathway.case import AsOf, Case, Question


@dataclass(frozen=True, eq=False)
class Row:
    """All that a requirement can count on one clock, in order of day; what is counted as of a day is a part of it.

    What is asked of it on every day of a pathway is found once.
    """

    case: Case
    requirement: Practice
    leave: Days
    counted: tuple[Candidate, ...]
    spanned: dict[tuple[int, frozenset[int]], dict[int, tuple[date, bool]]] = field(default_factory=dict)
    """By months and waived periods, for a place from which they have passed: on which day, and whether that holds."""

    @cached_property
    def days(self) -> tuple[date, ...]:
        return tuple(one.day for one in self.counted)

    @cached_property
    def sums(self) -> tuple[Exact, ...]:
        """The units before each place, and in all."""
        return tuple(accumulate((one.amount for one in self.counted), initial=0))

    @cached_property
    def ends(self) -> tuple[date, ...]:
        """The last day on which each counts, by the requirement's `within`."""
        return tuple(reach(day, self.requirement.within or 0, self.leave) for day in self.days)

    @cached_property
    def breaks(self) -> tuple[int, ...]:
        """For each place, how far one comes from it without a gap longer than allowed."""
        longest, last = self.requirement.max_gap, len(self.days) - 1
        reached = [last] * len(self.days)
        for place in range(last - 1, -1, -1):
            near = longest is None or gap(self.days[place], self.days[place + 1], self.leave) <= longest
            reached[place] = reached[place + 1] if near else place
        return tuple(reached)

    @cached_property
    def shares(self) -> tuple[tuple[Exact, ...], ...]:
        """For each share, the units before each place that pass its `where`."""
        return tuple(
            tuple(accumulate((self._passing(share, one) for one in self.counted), initial=0))
            for share in self.requirement.share
        )

    def _passing(self, share: ShareOf, one: Candidate) -> Exact:
        passes = share.where is None or not outside(self.case, share.where, one.activity)
        return one.amount if passes else 0

    @cached_property
    def distinct(self) -> tuple[set[str], ...]:
        """By which groups, settings or people each is told apart from the others."""
        of = self.requirement.distinct.of if self.requirement.distinct else ""
        return tuple(distinct_of(self.case, one.activity, of) for one in self.counted)

    @cached_property
    def roster(self) -> tuple[list[date], list[int]]:
        """The days of the sessions of the member's own groups, and to how many of them the member came by then."""
        held = [one for one in roster_sessions(self.case) if one[0] not in self.leave]
        return [day for day, _, _ in held], [0, *accumulate(int(came) for _, _, came in held)]


class Tally(NamedTuple):
    """What is counted as of a day, and the clock by which it is measured."""

    case: Case
    requirement: Practice
    as_of: AsOf
    leave: Days
    recognised: int
    """The amount added to what is counted."""
    span: int | None
    """The months that are still to be spanned: those asked, less those recognised; 0 where all are."""
    waived: frozenset[int]
    row: Row
    low: int
    high: int
    """What is counted stands in the row from the place `low` up to but not including `high`."""
    counted: tuple[Candidate, ...]
    days: tuple[date, ...]

    def units(self, first: date, before: date) -> Exact:
        """The units counted on the days from `first` up to but not including `before`."""
        low, high = bisect_left(self.days, first), bisect_left(self.days, before)
        return self.row.sums[self.low + high] - self.row.sums[self.low + low]

    @property
    def total(self) -> Exact:
        """All the units counted, without what a decision adds."""
        return self.row.sums[self.high] - self.row.sums[self.low]

    def part(self, low: int, high: int) -> Tally:
        """The same with only what stands in the row between two places."""
        row = self.row
        return self._replace(low=low, high=high, counted=row.counted[low:high], days=row.days[low:high])

    def since(self, day: date) -> Tally:
        """The same with only what was done on that day or later."""
        return self.part(self.low + bisect_left(self.days, day), self.high)


def count(question: Question[Practice], *, window: bool = True) -> Tally:
    """What counts as of a day. Without `window` the requirement's `within` is ignored."""
    requirement, as_of = question.requirement, question.as_of
    row = _row(question)
    low, high = 0, bisect_right(row.days, as_of.known)
    if window and requirement.within is not None:
        row, low, high = _in_window(row, high, as_of.day)
    recognised = question.recognised.amount if requirement.at_least is not None else 0
    span = None if requirement.span is None else max(requirement.span - question.recognised.months, 0)
    return Tally(
        question.case,
        requirement,
        as_of,
        question.leave,
        recognised,
        span,
        question.waived,
        row,
        low,
        high,
        row.counted[low:high],
        row.days[low:high],
    )


def _row(question: Question[Practice]) -> Row:
    """What counts of all that is recorded; kept with the case while neither the opening nor the leave changes."""
    case, requirement, opening, leave = question.case, question.requirement, question.opening, question.leave
    key = ("row", id(requirement))
    first, used = opening.first, opening.used
    kept: tuple[date | None, frozenset[str], Row] | None = case.memo.get(key)  # type: ignore[assignment]
    if kept and kept[0] == first and kept[1] == used and kept[2].leave == leave:
        return kept[2]
    counted: tuple[Candidate, ...] = ()
    if first is not None:
        days, candidates = fitting(case, requirement)
        counted = candidates[bisect_left(days, first) :]
    if used or leave:  # most members have no leave; asking for each activity would cost the most here
        counted = tuple(one for one in counted if one.record not in used and one.day not in leave)
    row = Row(case, requirement, leave, counted)
    case.memo[key] = (first, used, row)
    return row


def _in_window(row: Row, high: int, day: date) -> tuple[Row, int, int]:
    """What of the first so many still counts on a day; where leave mixes up the order, a row of its own."""
    places = [place for place in range(high) if row.ends[place] >= day]
    low = places[0] if places else high
    if len(places) == high - low:
        return row, low, high
    own = Row(row.case, row.requirement, row.leave, tuple(row.counted[place] for place in places))
    return own, 0, len(places)


def holds(tally: Tally) -> bool:
    """Whether every key that is given holds."""
    requirement = tally.requirement
    if tally.span and span_start(tally, tally.span) is None:
        return False
    if not all(roster_holds(tally, share) for share in requirement.share if share.of):
        return False
    if requirement.span is None and requirement.max_gap is not None:
        return any(_whole_holds(run) for run in enough_runs(tally))
    return _whole_holds(tally)


def _whole_holds(tally: Tally) -> bool:
    """The keys that are about a set of activities as a whole: all that is counted, or one run of it."""
    requirement = tally.requirement
    if not amounts(tally):
        return False
    if requirement.span is None and requirement.each and not each_holds(tally, requirement.each):
        return False
    if not all(share_holds(tally, number) for number, share in enumerate(requirement.share) if not share.of):
        return False
    distinct = requirement.distinct
    return distinct is None or len(different(tally)) >= distinct.at_least


def amounts(tally: Tally) -> bool:
    """Whether it is enough in all."""
    at_least = tally.requirement.at_least
    return at_least is None or tally.total + tally.recognised >= at_least


def span_start(tally: Tally, months: int) -> date | None:
    """The earliest counted day from which so many months are spanned, without too long a gap or too thin a period."""
    found = tally.row.spanned.setdefault((months, tally.waived), {})
    for place in range(tally.low, tally.high):
        start = tally.row.days[place]
        if add_months(start, months) > tally.days[-1]:
            return None  # leave makes it only later, and so does a later start
        end, spans = found.get(place) or (reach(start, months, tally.leave), None)
        if end > tally.days[-1]:
            continue  # leave can bring the end of a later start before that of an earlier one
        if spans is None:
            spans = _spans(tally, place, end, months)
            found[place] = (end, spans)
        if spans:
            return start
    return None


def _spans(tally: Tally, place: int, end: date, months: int) -> bool:
    """Whether the time that has passed up to its end is spanned from a place on; nothing later changes it."""
    start = tally.row.days[place]
    if place > tally.low and tally.row.days[place - 1] == start:
        return False  # as from the one before
    arrival = tally.low + bisect_left(tally.days, end)
    return tally.row.breaks[place] >= arrival and not any(thin_periods(tally, start, months))


def thin_periods(tally: Tally, start: date, months: int) -> Iterator[int]:
    """The numbers, from 1, of the whole periods of `each` in so many months that have less than the floor so far.

    Of those that have not begun only the first is told.
    """
    each = tally.requirement.each
    first = start
    for number in range(1, months // each.months + 1) if each and each.months and each.at_least else ():
        assert each
        after = reach(start, number * each.months, tally.leave)
        if number not in tally.waived and tally.units(first, after) < each.at_least:
            yield number
        if first > tally.as_of.day:
            break  # has not begun, and neither have those after it
        first = after


def period(tally: Tally, start: date, number: int) -> tuple[date, date]:
    """The first day of a period of `each`, counted from 1, and the first day after it."""
    months = tally.requirement.each.months if tally.requirement.each else 0
    return (
        reach(start, (number - 1) * months, tally.leave),
        reach(start, number * months, tally.leave),
    )


def ended_periods(tally: Tally, each: Each) -> Iterator[tuple[int, bool]]:
    """The periods from the first counted that have ended by the day asked: number, and whether it has enough."""
    if not tally.days or each.months < 1:
        return
    first = start = tally.days[0]
    for number in counting(1):
        after = reach(start, number * each.months, tally.leave)
        if after > tally.as_of.day:
            break
        yield number, number in tally.waived or tally.units(first, after) >= each.at_least
        first = after


def enough_periods(tally: Tally, each: Each) -> tuple[int, int]:
    """How many of the periods that have ended have enough, and how many have ended.

    After the last activity counted none has: those need not be looked at one by one.
    """
    if not tally.days or each.months < 1:
        return 0, 0
    ended = months_reached(tally.days[0], tally.as_of.day, tally.leave) // each.months
    filled = min(months_reached(tally.days[0], tally.days[-1], tally.leave) // each.months + 1, ended)
    empty = range(filled + 1, ended + 1)
    enough = sum(1 for number in range(1, filled + 1) if _enough(tally, each, number))
    return enough + (sum(number in empty for number in tally.waived) if each.at_least else len(empty)), ended


def _enough(tally: Tally, each: Each, number: int) -> bool:
    return number in tally.waived or (tally.units(*period(tally, tally.days[0], number)) >= each.at_least)


def each_holds(tally: Tally, each: Each) -> bool:
    """Every period that has ended has enough, and one has ended."""
    ended = False
    for _, enough in ended_periods(tally, each):
        if not enough:
            return False
        ended = True
    return ended


def runs(tally: Tally) -> list[Tally]:
    """What is counted, cut wherever the gap is longer than allowed."""
    # A recognised amount alone has no run; it is then judged by itself.
    return [tally.part(*bounds) for bounds in _cuts(tally)] or [tally]


def enough_runs(tally: Tally) -> list[Tally]:
    """The runs that are enough in all: of many days on which each comes by itself, none."""
    sums, wanted = tally.row.sums, (tally.requirement.at_least or 0) - tally.recognised
    found = [tally.part(low, high) for low, high in _cuts(tally) if sums[high] - sums[low] >= wanted]
    return found if tally.days else [tally]


def _cuts(tally: Tally) -> Iterator[tuple[int, int]]:
    low = tally.low
    while low < tally.high:
        high = min(tally.row.breaks[low] + 1, tally.high)
        yield low, high
        low = high


def share_units(tally: Tally, number: int) -> tuple[Exact, Exact]:
    """The units that pass the share's `where`, and the units it is a share of."""
    passing = tally.row.shares[number]
    whole = tally.requirement.at_least
    return passing[tally.high] - passing[tally.low], tally.total if whole is None else whole


def share_holds(tally: Tally, number: int) -> bool:
    """Whether the share is at least, and at most, what is asked."""
    share = tally.requirement.share[number]
    passing, whole = share_units(tally, number)
    return (share.at_least is None or passing >= share.at_least * whole) and (
        share.at_most is None or passing <= share.at_most * whole
    )


def roster_share(tally: Tally) -> tuple[int, int]:
    """In how many of the sessions of the member's own groups the member took part, of how many."""
    days, came = tally.row.roster
    known = bisect_right(days, tally.as_of.known)
    return came[known], known


def roster_holds(tally: Tally, share: ShareOf) -> bool:
    """Whether the member came often enough; without a single session nobody can tell."""
    came, sessions = roster_share(tally)
    if not sessions:
        return False
    return (share.at_least is None or came >= share.at_least * sessions) and (
        share.at_most is None or came <= share.at_most * sessions
    )


def exceeded(tally: Tally) -> bool:
    """Whether something is more than the share that it may at most be."""
    for number, share in enumerate(tally.requirement.share):
        part, whole = roster_share(tally) if share.of else share_units(tally, number)
        if share.at_most is not None and part > share.at_most * whole:
            return True
    return False


def different(tally: Tally) -> set[str]:
    """The different groups, settings or other people among what is counted."""
    return set().union(*tally.row.distinct[tally.low : tally.high])


def unit_of(tally: Tally) -> str:
    """The unit, in the word for what is counted."""
    requirement = tally.requirement
    return (
        requirement.of[0] if requirement.unit == "sessions" and len(requirement.of) == 1 else requirement.unit
    )
