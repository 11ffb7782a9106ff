"""What counts for a practice requirement as of a day, and every key of docs/policy.md's practice table over it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from balintrec.dates import Days, gap, reach
from balintrec.model.measure import Each, ShareOf
from balintrec.model.policy import Practice
from balintrec.pathway.activities import Candidate, Exact, distinct_of, fitting, outside, roster_sessions
from balintrec.pathway.case import AsOf, Case, Question


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
    counted: tuple[Candidate, ...]
    days: tuple[date, ...]

    def units(self, first: date, before: date) -> Exact:
        """The units counted on the days from `first` up to but not including `before`."""
        low, high = bisect_left(self.days, first), bisect_left(self.days, before)
        return sum(one.amount for one in self.counted[low:high])

    @property
    def total(self) -> Exact:
        """All the units counted, without what a decision adds."""
        return sum(one.amount for one in self.counted)

    def only(self, counted: Iterable[Candidate]) -> Tally:
        """The same with only some of what is counted."""
        some = tuple(counted)
        return self._replace(counted=some, days=tuple(one.day for one in some))


def count(question: Question[Practice], *, window: bool = True) -> Tally:
    """What counts as of a day. Without `window` the requirement's `within` is ignored."""
    requirement, as_of, leave = question.requirement, question.as_of, question.leave
    first, used = question.opening.first, question.opening.used
    within = requirement.within if window else None
    counted: tuple[Candidate, ...] = ()
    if first is not None:
        days, candidates = fitting(question.case, requirement)
        counted = candidates[bisect_left(days, first) : bisect_right(days, as_of.known)]
    # Most members have no leave and most requirements no window; asking for each activity would cost the most here.
    if used or leave or within is not None:
        counted = tuple(
            one
            for one in counted
            if one.record not in used
            and one.day not in leave
            and (within is None or reach(one.day, within, leave) >= as_of.day)
        )
    recognised = question.recognised.amount if requirement.at_least is not None else 0
    span = None if requirement.span is None else max(requirement.span - question.recognised.months, 0)
    days = tuple(one.day for one in counted)
    return Tally(question.case, requirement, as_of, leave, recognised, span, question.waived, counted, days)


def holds(tally: Tally) -> bool:
    """Whether every key that is given holds."""
    requirement = tally.requirement
    if tally.span and span_start(tally, tally.span) is None:
        return False
    if not all(roster_holds(tally, share) for share in requirement.share if share.of):
        return False
    if requirement.span is None and requirement.max_gap is not None:
        return any(_whole_holds(run) for run in runs(tally))
    return _whole_holds(tally)


def _whole_holds(tally: Tally) -> bool:
    """The keys that are about a set of activities as a whole: all that is counted, or one run of it."""
    requirement = tally.requirement
    if requirement.at_least is not None and tally.total + tally.recognised < requirement.at_least:
        return False
    if requirement.span is None and requirement.each and not each_holds(tally, requirement.each):
        return False
    if not all(share_holds(tally, number) for number, share in enumerate(requirement.share) if not share.of):
        return False
    distinct = requirement.distinct
    return distinct is None or len(different(tally, distinct.of)) >= distinct.at_least


def span_start(tally: Tally, months: int) -> date | None:
    """The earliest counted day from which so many months are spanned, without too long a gap or too thin a period."""
    if not tally.days:
        return None
    breaks = _breaks(tally)
    last = None
    for index, start in enumerate(tally.days):
        if start == last:
            continue
        last = start
        end = reach(start, months, tally.leave)
        if end > tally.days[-1]:
            return None  # later starts end later still
        arrival = bisect_left(tally.days, end)
        if breaks[index] >= arrival and not any(thin_periods(tally, start, months)):
            return start
    return None


def _breaks(tally: Tally) -> list[int]:
    """For each counted activity, how far one comes from it without a gap longer than allowed."""
    longest = tally.requirement.max_gap
    days, last = tally.days, len(tally.days) - 1
    if longest is None:
        return [last] * len(days)
    reached = [last] * len(days)
    for index in range(last - 1, -1, -1):
        near = gap(days[index], days[index + 1], tally.leave) <= longest
        reached[index] = reached[index + 1] if near else index
    return reached


def thin_periods(tally: Tally, start: date, months: int) -> Iterator[int]:
    """The numbers, from 1, of the whole periods of `each` in so many months that have less than the floor so far.

    Of those that have not begun only the first is told.
    """
    each = tally.requirement.each
    first = start
    for number in range(1, months // each.months + 1) if each and each.months else ():
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
    number = 1
    while (bounds := period(tally, tally.days[0], number))[1] <= tally.as_of.day:
        yield number, number in tally.waived or tally.units(*bounds) >= each.at_least
        number += 1


def each_holds(tally: Tally, each: Each) -> bool:
    """Every period that has ended has enough, and one has ended."""
    ended = [enough for _, enough in ended_periods(tally, each)]
    return bool(ended) and all(ended)


def runs(tally: Tally) -> list[Tally]:
    """What is counted, cut wherever the gap is longer than allowed."""
    longest = tally.requirement.max_gap
    cut: list[list[Candidate]] = []
    for one in tally.counted:
        if cut and longest is not None and gap(cut[-1][-1].day, one.day, tally.leave) <= longest:
            cut[-1].append(one)
        else:
            cut.append([one])
    # A recognised amount alone has no run; it is then judged by itself.
    return [tally.only(run) for run in cut] or [tally]


def share_units(tally: Tally, number: int) -> tuple[Exact, Exact]:
    """The units that pass the share's `where`, and the units it is a share of."""
    passing = sum(one.amount for one in tally.counted if _in_share(tally, number, one))
    whole = tally.requirement.at_least
    return passing, tally.total if whole is None else whole


def share_holds(tally: Tally, number: int) -> bool:
    """Whether the share is at least, and at most, what is asked."""
    share = tally.requirement.share[number]
    passing, whole = share_units(tally, number)
    return (share.at_least is None or passing >= share.at_least * whole) and (
        share.at_most is None or passing <= share.at_most * whole
    )


def _in_share(tally: Tally, number: int, one: Candidate) -> bool:
    key = ("share", id(tally.requirement), number, one.record)
    memo = tally.case.memo
    if key not in memo:
        where = tally.requirement.share[number].where
        memo[key] = where is None or not outside(tally.case, where, one.activity)
    return bool(memo[key])


def roster_share(tally: Tally) -> tuple[int, int]:
    """In how many of the sessions of the member's own groups the member took part, of how many."""
    known = [
        one
        for one in roster_sessions(tally.case)
        if one[0] <= tally.as_of.known and one[0] not in tally.leave
    ]
    return sum(came for _, _, came in known), len(known)


def roster_holds(tally: Tally, share: ShareOf) -> bool:
    """Whether the member came often enough; without a single session nobody can tell."""
    came, sessions = roster_share(tally)
    if not sessions:
        return False
    return (share.at_least is None or came >= share.at_least * sessions) and (
        share.at_most is None or came <= share.at_most * sessions
    )


def different(tally: Tally, of: str) -> set[str]:
    """The different groups, settings or other people among what is counted."""
    return {item for one in tally.counted for item in distinct_of(tally.case, one.activity, of)}


def unit_of(tally: Tally) -> str:
    """The unit, in the word for what is counted."""
    requirement = tally.requirement
    return (
        requirement.of[0] if requirement.unit == "sessions" and len(requirement.of) == 1 else requirement.unit
    )
