"""What counts for a practice requirement as of a day, and every key of docs/policy.md's practice table over it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import accumulate, chain
from typing import NamedTuple

from balintrec.dates import NEVER, Days, add_months, days_in, months_reached, reach
from balintrec.model.measure import Each, ShareOf
from balintrec.model.policy import Practice
from balintrec.pathway.activities import Candidate, Exact, distinct_of, fitting, outside, roster_sessions
from balintrec.pathway.context import AsOf, Case, Question

NOT_AT_ALL = (0, 0)
ALWAYS = (0, NEVER.toordinal())


@dataclass
class Tried:
    """From which places so many months were found to be spanned, or not: what was once so stays so."""

    failed: int = 0
    """From none before this place."""
    spans: dict[int, bool] = field(default_factory=dict)


class Runs(NamedTuple):
    """Between which times on the clock each run of a row holds by itself; and the latest end of it and those before."""

    times: tuple[tuple[int, int], ...]
    over: tuple[int, ...]


@dataclass(eq=False)
class Row:
    """All that a requirement can count on one clock, in order of day; what is counted as of a day is a part of it.

    What is asked of it on every day of a pathway is found once.
    """

    case: Case
    requirement: Practice
    leave: Days
    counted: tuple[Candidate, ...]
    tried: defaultdict[tuple[int, frozenset[int]], Tried] = field(default_factory=lambda: defaultdict(Tried))
    """By months and waived periods."""
    full: dict[tuple[int, frozenset[int]], tuple[int, int]] = field(default_factory=dict)
    """By place and waived periods: up to which place it was known, and how many periods in a row had enough."""
    runs: dict[tuple[Exact, frozenset[int]], Runs] = field(default_factory=dict)
    """By how much is enough in all, and waived periods."""
    suspect: int = 1
    """The period that last had too little: from a day nearby the same one most likely has, too."""

    @cached_property
    def days(self) -> tuple[date, ...]:
        return tuple(one.day for one in self.counted)

    @cached_property
    def clock(self) -> tuple[int, ...]:
        """Each day on the clock that stands still on leave."""
        return tuple(map(self.leave.clock, self.days))

    @cached_property
    def sums(self) -> tuple[Exact, ...]:
        """The units before each place, and in all."""
        return tuple(accumulate((one.amount for one in self.counted), initial=0))

    @cached_property
    def ends(self) -> tuple[date, ...]:
        """The last day on which each counts, by the requirement's `within`."""
        return tuple(reach(day, self.requirement.within or 0, self.leave) for day in self.days)

    @cached_property
    def last_ends(self) -> tuple[date, ...]:
        """For each place, the latest of its own end and those before."""
        return tuple(accumulate(self.ends, max))

    @cached_property
    def first_ends(self) -> tuple[date, ...]:
        """For each place, the earliest of its own end and those after."""
        return tuple(accumulate(reversed(self.ends), min))[::-1]

    @cached_property
    def breaks(self) -> tuple[int, ...]:
        """For each place, how far one comes from it without a gap longer than allowed."""
        longest, clock, last = self.requirement.max_gap, self.clock, len(self.days) - 1
        reached = [last] * len(clock)
        for place in range(last - 1, -1, -1):
            near = longest is None or clock[place + 1] - clock[place] <= longest
            reached[place] = reached[place + 1] if near else place
        return tuple(reached)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The place at which each run begins."""
        return tuple(place for place in range(len(self.days)) if not place or self.breaks[place - 1] < place)

    def after(self, place: int, months: int) -> int:
        """The time on the clock when so many months from a place on are over."""
        return self.clock[place] + days_in(self.days[place], months)

    def thin(self, place: int, number: int, high: int, waived: frozenset[int]) -> bool:
        """Whether a period of `each`, counted from 1 from a place on, has too little before another place."""
        each = self.requirement.each
        if each is None or number in waived:
            return False
        first = bisect_left(self.clock, self.after(place, (number - 1) * each.months), place, high)
        last = bisect_left(self.clock, self.after(place, number * each.months), first, high)
        return self.sums[last] - self.sums[first] < each.at_least

    def any_thin(self, place: int, number: int, high: int, waived: frozenset[int]) -> bool:
        """Whether one of the first so many periods has too little."""
        likely = (self.suspect,) if self.suspect <= number else ()
        found = (one for one in chain(likely, range(1, number + 1)) if self.thin(place, one, high, waived))
        suspect = next(found, 0)
        self.suspect = suspect or self.suspect
        return suspect > 0

    def first_thin(self, place: int, high: int, waived: frozenset[int]) -> int:
        """The number of the first period that has too little, 0 where none can have.

        What was once enough need not be looked at again.
        """
        each = self.requirement.each
        if each is None or not (each.months and each.at_least):
            return 0
        known, number = self.full.get((place, waived), (0, 0))
        number = number + 1 if known <= high else 1
        while not self.thin(place, number, high, waived):
            number += 1
        self.full[place, waived] = (high, number - 1)
        return number

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
    low = bisect_left(row.last_ends, day, 0, high)
    if low == high or row.first_ends[low] >= day:
        return row, low, high
    counted = tuple(row.counted[place] for place in range(low, high) if row.ends[place] >= day)
    return Row(row.case, row.requirement, row.leave, counted), 0, len(counted)


def holds(tally: Tally) -> bool:
    """Whether every key that is given holds."""
    if tally.span and span_start(tally, tally.span) is None:
        return False
    if not all(roster_holds(tally, share) for share in tally.requirement.share if share.of):
        return False
    now = tally.leave.clock(tally.as_of.day)
    return any(first <= now < after for first, after in times(tally))


def changes(tally: Tally) -> date:
    """The next day on which a period of `each` decides though nothing is recorded."""
    if tally.requirement.span is not None or tally.requirement.each is None:
        return NEVER
    now = tally.leave.clock(tally.as_of.day)
    return tally.leave.when(
        min((one for time in times(tally) for one in time if one > now), default=ALWAYS[1])
    )


def times(tally: Tally) -> Iterator[tuple[int, int]]:
    """Between which times on the clock the keys hold that are about a whole: all that is counted, or a run of it.

    Of the runs those that are over are left out: on most days that are all but a few.
    """
    row, low, high = tally.row, tally.low, tally.high
    if not (by_runs(tally.requirement) and tally.days):
        yield _time(tally, low, high)
        return
    begun, last = bisect_left(row.starts, low), bisect_right(row.starts, high - 1) - 1
    if last < begun or row.starts[begun] > low:  # of which there was more before
        yield _time(tally, low, min(row.breaks[low] + 1, high))
    if last >= begun:
        yield _time(tally, row.starts[last], high)
        runs = _runs(tally)
        gone = bisect_right(runs.over, tally.leave.clock(tally.as_of.day))
        yield from runs.times[max(begun, gone) : last]


def _runs(tally: Tally) -> Runs:
    """All runs of the row, each as if it were at its end."""
    row = tally.row
    key = (_wanted(tally), tally.waived)
    if key not in row.runs:
        found = tuple(_time(tally, low, row.breaks[low] + 1) for low in row.starts)
        row.runs[key] = Runs(found, tuple(accumulate((after for _, after in found), max)))
    return row.runs[key]


def _time(tally: Tally, low: int, high: int) -> tuple[int, int]:
    """Between which times what stands between two places holds: a period of `each` has to end, and none too thin."""
    row, requirement = tally.row, tally.requirement
    if row.sums[high] - row.sums[low] < _wanted(tally) or not _composed(tally, low, high):
        return NOT_AT_ALL
    each = requirement.each if requirement.span is None else None
    if each is None:
        return ALWAYS
    if low == high or each.months < 1:
        return NOT_AT_ALL
    thin = row.first_thin(low, high, tally.waived)
    return row.after(low, each.months), row.after(low, thin * each.months) if thin else ALWAYS[1]


def _wanted(tally: Tally) -> Exact:
    return (tally.requirement.at_least or 0) - tally.recognised


def _composed(tally: Tally, low: int, high: int) -> bool:
    """Whether what stands between two places has enough of each kind, and of different ones."""
    requirement = tally.requirement
    if not (requirement.share or requirement.distinct):  # of which there may be hundreds
        return True
    part, distinct = tally.part(low, high), requirement.distinct
    shares = (share_holds(part, number) for number, share in enumerate(requirement.share) if not share.of)
    return all(shares) and (distinct is None or len(different(part)) >= distinct.at_least)


def by_runs(requirement: Practice) -> bool:
    """Whether what is counted is cut into runs, one of which has to be enough by itself."""
    return requirement.max_gap is not None and requirement.span is None


def span_start(tally: Tally, months: int) -> date | None:
    """The earliest counted day from which so many months are spanned, without too long a gap or too thin a period."""
    row, tried = tally.row, tally.row.tried[months, tally.waived]
    for place in range(max(tally.low, tried.failed), tally.high):
        start = row.days[place]
        if add_months(start, months) > tally.days[-1]:
            return None  # leave makes it only later, and so does a later start
        if row.after(place, months) > row.clock[tally.high - 1]:
            continue  # leave can bring the end of a later start before that of an earlier one
        if place not in tried.spans:
            tried.spans[place] = _spans(tally, place, months)
        if tried.spans[place]:
            return start
        if place == tried.failed:
            tried.failed += 1
    return None


def _spans(tally: Tally, place: int, months: int) -> bool:
    """Whether the time that has passed up to its end is spanned from a place on; nothing later changes it."""
    row = tally.row
    if place > tally.low and row.days[place - 1] == row.days[place]:
        return False  # as from the one before
    arrival = bisect_left(row.clock, row.after(place, months), place, tally.high)
    return row.breaks[place] >= arrival and not row.any_thin(
        place, periods(tally, months), tally.high, tally.waived
    )


def months_spanned(tally: Tally, asked: int) -> int:
    """The greatest number of months up to those asked that are spanned by what is counted."""
    row, each, most = tally.row, tally.requirement.each, 0
    for place in range(tally.low, tally.high):
        start, last = row.days[place], row.days[min(row.breaks[place], tally.high - 1)]
        reached = min(months_reached(start, last, tally.leave), asked)
        # Of most days it is seen at once that no more is spanned from there.
        if reached > most and not row.any_thin(place, periods(tally, most + 1), tally.high, tally.waived):
            thin = row.first_thin(place, tally.high, tally.waived)
            most = min(reached, thin * each.months - 1) if each and thin else reached
    return most


def periods(tally: Tally, months: int) -> int:
    """How many whole periods of `each` so many months have."""
    each = tally.requirement.each
    return months // each.months if each and each.months else 0


def beginnings(tally: Tally, day: date) -> Iterator[date]:
    """The counted days from which no period of `each` that is over by a day had too little.

    Of a span they are not more than it has. Of a long pathway most days are none.
    """
    row = tally.row
    for place in range(tally.low, tally.high):
        first = row.days[place]
        ended = periods(tally, months_reached(first, day, tally.leave))
        number = ended if tally.span is None else min(ended, periods(tally, tally.span))
        again = place > tally.low and row.days[place - 1] == first
        if not again and not row.any_thin(place, number, tally.high, tally.waived):
            yield first


def period(tally: Tally, start: date, number: int) -> tuple[date, date]:
    """The first day of a period of `each`, counted from 1, and the first day after it."""
    months = tally.requirement.each.months if tally.requirement.each else 0
    return (
        reach(start, (number - 1) * months, tally.leave),
        reach(start, number * months, tally.leave),
    )


def missed_period(tally: Tally) -> tuple[date, date] | None:
    """The first period of `each` from the first counted on that has ended with too little."""
    thin = tally.row.first_thin(tally.low, tally.high, tally.waived) if tally.days else 0
    found = period(tally, tally.days[0], thin) if thin else None
    return found if found and found[1] <= tally.as_of.day else None


def enough_periods(tally: Tally, each: Each) -> tuple[int, int]:
    """How many of the periods that have ended have enough, and how many have ended.

    After the last activity counted none has: those need not be looked at one by one.
    """
    if not tally.days or each.months < 1:
        return 0, 0
    ended = months_reached(tally.days[0], tally.as_of.day, tally.leave) // each.months
    filled = min(months_reached(tally.days[0], tally.days[-1], tally.leave) // each.months + 1, ended)
    empty = range(filled + 1, ended + 1)
    thin = sum(tally.row.thin(tally.low, number, tally.high, tally.waived) for number in range(1, filled + 1))
    enough = filled - thin
    return enough + (sum(number in empty for number in tally.waived) if each.at_least else len(empty)), ended


def runs(tally: Tally) -> list[Tally]:
    """What is counted, cut wherever the gap is longer than allowed."""
    found, low = [], tally.low
    while low < tally.high:
        high = min(tally.row.breaks[low] + 1, tally.high)
        found.append(tally.part(low, high))
        low = high
    # A recognised amount alone has no run; it is then judged by itself.
    return found or [tally]


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
