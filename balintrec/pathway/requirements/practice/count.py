"""What counts for a practice requirement as of a day, and every key of docs/policy.md's practice table over it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from balintrec.dates import NEVER, Days, add_months, months_reached, reach
from balintrec.model.measure import Each, ShareOf
from balintrec.model.policy import Practice
from balintrec.pathway.context import AsOf, EvaluationRequest, MemberContext, MemberIndex, StartCondition
from balintrec.pathway.requirements.practice.activities import Candidate, Exact, PracticeRecords
from balintrec.pathway.requirements.practice.row import Row, Runs

NOT_AT_ALL = (0, 0)
ALWAYS = (0, NEVER.toordinal())


class Count(NamedTuple):
    """What is counted as of a day, and the clock by which it is measured."""

    context: MemberContext
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

    def part(self, low: int, high: int) -> Count:
        """The same with only what stands in the row between two places."""
        row = self.row
        return self._replace(low=low, high=high, counted=row.counted[low:high], days=row.days[low:high])

    def since(self, day: date) -> Count:
        """The same with only what was done on that day or later."""
        return self.part(self.low + bisect_left(self.days, day), self.high)


def count_for(request: EvaluationRequest[Practice], *, window: bool = True) -> Count:
    """What counts as of a day. Without `window` the requirement's `within` is ignored."""
    requirement, as_of = request.requirement, request.as_of
    row = _row(request)
    low, high = 0, bisect_right(row.days, as_of.known)
    if window and requirement.within is not None:
        row, low, high = _in_window(row, high, as_of.day)
    recognised = request.added
    span = None if requirement.span is None else max(requirement.span - request.recognised.months, 0)
    return Count(
        request.context,
        requirement,
        as_of,
        request.leave,
        recognised,
        span,
        request.waived,
        row,
        low,
        high,
        row.counted[low:high],
        row.days[low:high],
    )


class _Rows(MemberIndex):
    """What counts of all that is recorded: kept while neither the start condition nor the leave changes."""

    def __init__(self, context: MemberContext) -> None:
        super().__init__(context)
        self.by_requirement: dict[int, tuple[StartCondition, Row]] = {}


def _row(request: EvaluationRequest[Practice]) -> Row:
    context, requirement, condition, leave = (
        request.context, request.requirement, request.start_condition, request.leave
    )  # fmt: skip
    rows, key = context.derived(_Rows).by_requirement, id(requirement)
    kept = rows.get(key)
    if kept and kept[0] == condition and kept[1].leave == leave:
        return kept[1]
    first, used = condition.first, condition.used
    counted: tuple[Candidate, ...] = ()
    if first is not None:
        days, candidates = context.derived(PracticeRecords).fitting(requirement)
        counted = candidates[bisect_left(days, first) :]
    if used or leave:  # most members have no leave; asking for each activity would cost the most here
        counted = tuple(one for one in counted if one.record not in used and one.day not in leave)
    row = Row(context, requirement, leave, counted)
    rows[key] = (condition, row)
    return row


def _in_window(row: Row, high: int, day: date) -> tuple[Row, int, int]:
    """What of the first so many still counts on a day; where leave mixes up the order, a row of its own."""
    low = bisect_left(row.last_ends, day, 0, high)
    if low == high or row.first_ends[low] >= day:
        return row, low, high
    counted = tuple(row.counted[place] for place in range(low, high) if row.ends[place] >= day)
    return Row(row.context, row.requirement, row.leave, counted), 0, len(counted)


def holds(count: Count) -> bool:
    """Whether every key that is given holds."""
    if count.span and span_start(count, count.span) is None:
        return False
    if not all(roster_holds(count, share) for share in count.requirement.share if share.of):
        return False
    now = count.leave.clock(count.as_of.day)
    return any(first <= now < after for first, after in times(count))


def changes(count: Count) -> date:
    """The next day on which a period of `each` decides though nothing is recorded."""
    if count.requirement.span is not None or count.requirement.each is None:
        return NEVER
    now = count.leave.clock(count.as_of.day)
    return count.leave.when(
        min((one for time in times(count) for one in time if one > now), default=ALWAYS[1])
    )


def times(count: Count) -> Iterator[tuple[int, int]]:
    """Between which times on the clock the keys hold that are about a whole: all that is counted, or a run of it.

    Of the runs those that are over are left out: on most days that are all but a few.
    """
    row, low, high = count.row, count.low, count.high
    if not (by_runs(count.requirement) and count.days):
        yield _time(count, low, high)
        return
    begun, last = bisect_left(row.starts, low), bisect_right(row.starts, high - 1) - 1
    if last < begun or row.starts[begun] > low:  # of which there was more before
        yield _time(count, low, min(row.breaks[low] + 1, high))
    if last >= begun:
        yield _time(count, row.starts[last], high)
        runs = _runs(count)
        gone = bisect_right(runs.over, count.leave.clock(count.as_of.day))
        yield from runs.times[max(begun, gone) : last]


def _runs(count: Count) -> Runs:
    """All runs of the row, each as if it were at its end."""
    row = count.row
    key = (_wanted(count), count.waived)
    if key not in row.runs:
        found = tuple(_time(count, low, row.breaks[low] + 1) for low in row.starts)
        row.runs[key] = Runs(found, tuple(accumulate((after for _, after in found), max)))
    return row.runs[key]


def _time(count: Count, low: int, high: int) -> tuple[int, int]:
    """Between which times what stands between two places holds: a period of `each` has to end, and none too thin."""
    row, requirement = count.row, count.requirement
    if row.sums[high] - row.sums[low] < _wanted(count) or not _composed(count, low, high):
        return NOT_AT_ALL
    each = requirement.each if requirement.span is None else None
    if each is None:
        return ALWAYS
    if low == high or each.months < 1:
        return NOT_AT_ALL
    thin = row.first_thin(low, high, count.waived)
    return row.after(low, each.months), row.after(low, thin * each.months) if thin else ALWAYS[1]


def _wanted(count: Count) -> Exact:
    return (count.requirement.at_least or 0) - count.recognised


def _composed(count: Count, low: int, high: int) -> bool:
    """Whether what stands between two places has enough of each kind, and of different ones."""
    requirement = count.requirement
    if not (requirement.share or requirement.distinct):  # of which there may be hundreds
        return True
    part, distinct = count.part(low, high), requirement.distinct
    shares = (share_holds(part, number) for number, share in enumerate(requirement.share) if not share.of)
    return all(shares) and (distinct is None or len(different(part)) >= distinct.at_least)


def by_runs(requirement: Practice) -> bool:
    """Whether what is counted is cut into runs, one of which has to be enough by itself."""
    return requirement.max_gap is not None and requirement.span is None


def span_start(count: Count, months: int) -> date | None:
    """The earliest counted day from which so many months are spanned, without too long a gap or too thin a period."""
    row, tried = count.row, count.row.tried[months, count.waived]
    for place in range(max(count.low, tried.failed), count.high):
        start = row.days[place]
        if add_months(start, months) > count.days[-1]:
            return None  # leave makes it only later, and so does a later start
        if row.after(place, months) > row.clock[count.high - 1]:
            continue  # leave can bring the end of a later start before that of an earlier one
        if place not in tried.spans:
            tried.spans[place] = _spans(count, place, months)
        if tried.spans[place]:
            return start
        if place == tried.failed:
            tried.failed += 1
    return None


def _spans(count: Count, place: int, months: int) -> bool:
    """Whether the time that has passed up to its end is spanned from a place on; nothing later changes it."""
    row = count.row
    if place > count.low and row.days[place - 1] == row.days[place]:
        return False  # as from the one before
    arrival = bisect_left(row.clock, row.after(place, months), place, count.high)
    return row.breaks[place] >= arrival and not row.any_thin(
        place, periods(count, months), count.high, count.waived
    )


def months_spanned(count: Count, asked: int) -> int:
    """The greatest number of months up to those asked that are spanned by what is counted."""
    row, each, most = count.row, count.requirement.each, 0
    for place in range(count.low, count.high):
        start, last = row.days[place], row.days[min(row.breaks[place], count.high - 1)]
        reached = min(months_reached(start, last, count.leave), asked)
        # Of most days it is seen at once that no more is spanned from there.
        if reached > most and not row.any_thin(place, periods(count, most + 1), count.high, count.waived):
            thin = row.first_thin(place, count.high, count.waived)
            most = min(reached, thin * each.months - 1) if each and thin else reached
    return most


def periods(count: Count, months: int) -> int:
    """How many whole periods of `each` so many months have."""
    each = count.requirement.each
    return months // each.months if each and each.months else 0


def beginnings(count: Count, day: date) -> Iterator[date]:
    """The counted days from which no period of `each` that is over by a day had too little.

    Of a span they are not more than it has. Of a long pathway most days are none.
    """
    row = count.row
    for place in range(count.low, count.high):
        first = row.days[place]
        ended = periods(count, months_reached(first, day, count.leave))
        number = ended if count.span is None else min(ended, periods(count, count.span))
        again = place > count.low and row.days[place - 1] == first
        if not again and not row.any_thin(place, number, count.high, count.waived):
            yield first


def period(count: Count, start: date, number: int) -> tuple[date, date]:
    """The first day of a period of `each`, counted from 1, and the first day after it."""
    months = count.requirement.each.months if count.requirement.each else 0
    return (
        reach(start, (number - 1) * months, count.leave),
        reach(start, number * months, count.leave),
    )


def missed_period(count: Count) -> tuple[date, date] | None:
    """The first period of `each` from the first counted on that has ended with too little."""
    thin = count.row.first_thin(count.low, count.high, count.waived) if count.days else 0
    found = period(count, count.days[0], thin) if thin else None
    return found if found and found[1] <= count.as_of.day else None


def enough_periods(count: Count, each: Each) -> tuple[int, int]:
    """How many of the periods that have ended have enough, and how many have ended.

    After the last activity counted none has: those need not be looked at one by one.
    """
    if not count.days or each.months < 1:
        return 0, 0
    ended = months_reached(count.days[0], count.as_of.day, count.leave) // each.months
    filled = min(months_reached(count.days[0], count.days[-1], count.leave) // each.months + 1, ended)
    empty = range(filled + 1, ended + 1)
    thin = sum(count.row.thin(count.low, number, count.high, count.waived) for number in range(1, filled + 1))
    enough = filled - thin
    return enough + (sum(number in empty for number in count.waived) if each.at_least else len(empty)), ended


def runs(count: Count) -> list[Count]:
    """What is counted, cut wherever the gap is longer than allowed."""
    found, low = [], count.low
    while low < count.high:
        high = min(count.row.breaks[low] + 1, count.high)
        found.append(count.part(low, high))
        low = high
    # A recognised amount alone has no run; it is then judged by itself.
    return found or [count]


def share_units(count: Count, number: int) -> tuple[Exact, Exact]:
    """The units that pass the share's `where`, and the units it is a share of."""
    passing = count.row.shares[number]
    whole = count.requirement.at_least
    return passing[count.high] - passing[count.low], count.total if whole is None else whole


def share_holds(count: Count, number: int) -> bool:
    """Whether the share is at least, and at most, what is asked."""
    share = count.requirement.share[number]
    passing, whole = share_units(count, number)
    return (share.at_least is None or passing >= share.at_least * whole) and (
        share.at_most is None or passing <= share.at_most * whole
    )


def roster_share(count: Count) -> tuple[int, int]:
    """In how many of the sessions of the member's own groups the member took part, of how many."""
    days, came = count.row.roster
    known = bisect_right(days, count.as_of.known)
    return came[known], known


def roster_holds(count: Count, share: ShareOf) -> bool:
    """Whether the member came often enough; without a single session nobody can tell."""
    came, sessions = roster_share(count)
    if not sessions:
        return False
    return (share.at_least is None or came >= share.at_least * sessions) and (
        share.at_most is None or came <= share.at_most * sessions
    )


def exceeded(count: Count) -> bool:
    """Whether something is more than the share that it may at most be."""
    for number, share in enumerate(count.requirement.share):
        part, whole = roster_share(count) if share.of else share_units(count, number)
        if share.at_most is not None and part > share.at_most * whole:
            return True
    return False


def different(count: Count) -> set[str]:
    """The different groups, settings or other people among what is counted."""
    return set().union(*count.row.distinct[count.low : count.high])
