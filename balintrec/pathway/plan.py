"""What to do so that a practice requirement is met, and by when: the earliest way that is still open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from balintrec.dates import NEVER, ONE_DAY, Days, gap, months_reached, next_day, reach
from balintrec.model.measure import Where
from balintrec.model.policy import Practice
from balintrec.model.recorded import ROLES
from balintrec.pathway.activities import on_roster, plays
from balintrec.pathway.case import Question
from balintrec.pathway.possible import can_be, together
from balintrec.pathway.step import (
    AfterLeave,
    AfterStage,
    Decide,
    Hint,
    Portion,
    Practise,
    Quota,
    Wait,
    units_of,
)
from balintrec.pathway.tally import (
    Tally,
    beginnings,
    count,
    different,
    missed_period,
    period,
    periods,
    roster_holds,
    roster_share,
    runs,
    share_units,
    span_start,
    unit_of,
)

WHOLE = ("sessions", "events", "supervisions", "cases", "minutes", "days")
_HUNDREDTH = 100


class Way(NamedTuple):
    """A way through time: on which day it would end, and what has to be done on the way."""

    met: date
    since: date = date.min
    """What was done earlier is no part of it."""
    first: date | None = None
    """What is done earlier does not count."""
    quotas: tuple[Quota, ...] = ()
    finish: date | None = None
    last: date | None = None
    gap_due: date | None = None
    restarts: bool = False


def next_practice(question: Question[Practice]) -> Hint:
    """What would come next for a practice requirement that is short, and the last day on which it serves."""
    case = question.case
    if question.opens is None:
        return Hint(AfterStage(case.title_of(question.opening.waits_for)))
    day = question.as_of.day
    if leave := case.open_leave(question.as_of):
        then = next_practice(question._replace(case=case.ended_leave(day)))
        step = then.step if isinstance(then.step, Practise | Wait | Decide) else None
        return Hint(AfterLeave(leave, day, step), then.due)
    start = open_day(question.opens, question.leave)
    # They come in the order in which they would end.
    plans = (_plan(question, way, start) for way in _ways(question, start))
    best = next((plan for plan in plans if plan), None)
    if best is None:
        return Hint(_hopeless(question))
    leave = case.leave_begins(question.as_of)
    if leave <= best.met:
        best = best._replace(leave=leave)
    if best.idle:
        return Hint(AfterLeave(leave, leave) if best.leave else Wait(best.met))
    return Hint(best, best.due)


def _hopeless(question: Question[Practice]) -> Decide:
    """A period in which too little was done and that cannot be made up, where it is that."""
    requirement, tally = question.requirement, count(question)
    missed = missed_period(tally) if requirement.span is None else None
    return Decide((missed[0], missed[1] - ONE_DAY)) if missed else Decide()


def open_day(day: date, leave: Days) -> date:
    """That day, or the first after it that is no day of leave."""
    while day in leave and day < NEVER:
        day = next_day(day)
    return day


def _last_open(day: date, leave: Days) -> date:
    while day in leave:
        day -= ONE_DAY
    return day


def _as_of(question: Question[Practice], day: date) -> Tally:
    """What would be counted on a later day if nothing more were recorded, and what decisions add then."""
    return count(question.later(day))


# The ways through time.


def _ways(question: Question[Practice], start: date) -> Iterator[Way]:
    requirement, tally = question.requirement, _as_of(question, start)
    if tally.span:
        yield from _span_ways(question, tally, start)
        return
    if requirement.max_gap is None or requirement.span is not None:
        if requirement.each and requirement.span is None:
            yield from _each_ways(question, tally, Way(start), start)
        else:
            yield Way(start)
            yield from _lapsed_ways(question, tally)
        return
    run = runs(tally)[-1]
    due = _gap_due(run, start)
    if due is not None:
        way = Way(start, run.days[0], gap_due=due)
        yield from _each_ways(question, run, way, start) if requirement.each else [way]
    anew = open_day(max(start, _too_far(run)), tally.leave)
    way = Way(anew, anew, first=anew if anew > start else None, restarts=bool(tally.days))
    yield from _each_ways(question, run.part(run.high, run.high), way, anew) if requirement.each else [way]


def _lapsed_ways(question: Question[Practice], tally: Tally) -> Iterator[Way]:
    """What is too much of a kind may be so only until some of it is too old to count."""
    within = question.requirement.within
    for day in dict.fromkeys(tally.days) if within is not None and question.requirement.share else ():
        later = open_day(next_day(reach(day, within or 0, tally.leave)), tally.leave)
        yield Way(later, first=later)


def _too_far(run: Tally) -> date:
    """The first day that is too far from what was done last to belong to the same run."""
    longest = run.requirement.max_gap
    if not run.days or longest is None:
        return date.min
    day = run.days[-1] + timedelta(days=longest)
    while gap(run.days[-1], day, run.leave) <= longest:
        day = next_day(day)
    return day


def _gap_due(run: Tally, start: date) -> date | None:
    """The last day on which the next is near enough to what was done last; None where that is past."""
    if not run.days:
        return None
    due = _last_open(_too_far(run) - ONE_DAY, run.leave)
    return due if due >= start else None


def _span_ways(question: Question[Practice], tally: Tally, start: date) -> Iterator[Way]:
    """From each day that is still alive, and from the first day on which anything can be done."""
    if span_start(tally, tally.span or 0) is not None:
        yield Way(start)
    run, due = tally, None
    if question.requirement.max_gap is not None:
        run = runs(tally)[-1]
        due = _gap_due(run, start)
        run = run if due else run.part(run.high, run.high)
    begun = (_span_way(question, tally, first, start) for first in beginnings(run, start))
    yield from _joined(way._replace(gap_due=due) for way in begun if way)
    way = _span_way(question, tally, start, start)
    yield from [way._replace(restarts=True)] if way else []


def _joined(ways: Iterable[Way]) -> Iterator[Way]:
    """Spans of which only the end is missing: whoever is too late for one may be in time for the next."""
    before: Way | None = None
    for way in ways:
        if before and _continues(way, before):
            before = before._replace(last=way.last)
            continue
        yield from [before] if before else []
        before = way
    yield from [before] if before else []


def _continues(way: Way, before: Way) -> bool:
    return bool(before.last and way.met <= next_day(before.last) and not (before.quotas or way.quotas))


def _span_way(question: Question[Practice], tally: Tally, first: date, start: date) -> Way | None:
    requirement, leave, months = question.requirement, tally.leave, tally.span or 0
    # What decisions recognise may have run out by then.
    months = max(months, _as_of(question, reach(first, months, leave)).span or 0)
    end = reach(first, months, leave)
    met = open_day(max(end, start), leave)
    last = reach(first, requirement.within, leave) if requirement.within is not None else None
    if met == NEVER or (last is not None and last < met):
        return None
    each = requirement.each
    number = months // each.months if each and each.months else 0
    quotas = _quotas(question.later(met), first, range(1, number + 1), start)
    if quotas is None:
        return None
    return Way(met, quotas=quotas, finish=met, last=_last_open(last, leave) if last else None)


def _each_ways(question: Question[Practice], counted: Tally, way: Way, start: date) -> Iterator[Way]:
    """From each day with which the periods may begin: the first that is counted on the day on which it is met."""
    requirement = question.requirement
    assert requirement.each
    before: date | None = None
    alive = {*beginnings(counted, start), start}
    for first in dict.fromkeys([*counted.days, start]):
        lapsed = date.min
        if before is not None:
            within = requirement.within
            lapsed = next_day(reach(before, within, counted.leave)) if within is not None else NEVER
        before = first
        if first not in alive:
            continue
        met = max(start, reach(first, requirement.each.months, counted.leave), lapsed)
        stays = requirement.within is None or reach(first, requirement.within, counted.leave) >= met
        if met == NEVER or not stays:
            continue
        ended = range(1, periods(counted, months_reached(first, met, counted.leave)) + 1)
        quotas = _quotas(question.later(met), first, ended, start)
        if quotas is not None:
            fresh = first not in counted.days
            gap_due = way.gap_due
            last = None if fresh else _next_thin(question.later(met), first, len(ended) + 1)
            yield way._replace(
                met=met, since=max(way.since, first), quotas=quotas, last=last, gap_due=gap_due,
                restarts=way.restarts or fresh,
            )  # fmt: skip


def _next_thin(question: Question[Practice], first: date, number: int) -> date | None:
    """The last day of the next period in which there is too little so far."""
    tally, each = count(question), question.requirement.each
    while each and each.at_least:
        opens, after = period(tally, first, number)
        if number not in tally.waived and tally.units(opens, after) < each.at_least:
            return _last_open(after - ONE_DAY, tally.leave)
        number += 1
    return None


def _quotas(
    question: Question[Practice], first: date, numbers: range, start: date
) -> tuple[Quota, ...] | None:
    """What is left to do in each of these periods; None where one cannot be filled any more."""
    tally, each, quotas = count(question), question.requirement.each, []
    after = first  # the periods follow each other from the first on
    for number in numbers:
        opens, after = after, reach(first, number * (each.months if each else 0), tally.leave)
        missing = (each.at_least if each else 0) - tally.units(opens, after)
        if number in tally.waived or missing <= 0:
            continue
        begins = open_day(max(opens, start), tally.leave)
        ends = _last_open(after - ONE_DAY, tally.leave)
        if ends < begins:
            return None
        quotas.append(Quota(begins, ends, Fraction(missing)))
    return tuple(quotas)


# What has to be done on such a way.


class Needs(NamedTuple):
    """What is still to be done on a way, whatever has to be done by when."""

    units: Fraction
    different: int
    portions: tuple[Portion, ...]
    roster: int
    missed: int
    apart: bool
    """What is come to of the own groups must be such as is not counted."""


def _plan(question: Question[Practice], way: Way, start: date) -> Practise | None:
    """The whole of what is to be done on a way; None where that cannot help."""
    requirement, tally = question.requirement, _as_of(question, way.met)
    needs = _needs(way, tally)
    if needs is None:
        return None
    acts, unit = bool(needs.units or way.finish), unit_of(tally)
    return Practise(
        requirement,
        unit,
        question.as_of.day,
        way.met,
        tally.span or 0,
        units=needs.units,
        first=way.first or (start if start > question.as_of.day else None),
        last=_last(question, way, needs) if acts else None,
        quotas=tuple(one._replace(units=_rounded(one.units, unit)) for one in way.quotas),
        finish=way.finish,
        gap=requirement.max_gap if acts else None,
        gap_due=way.gap_due if acts and _helps(way, tally, needs) else None,
        restarts=way.restarts,
        portions=needs.portions,
        different=needs.different,
        roster=needs.roster,
        missed=needs.missed,
        apart=needs.apart,
        enrol=bool(needs.roster or needs.missed) and not on_roster(question.case, start),
    )


def _needs(way: Way, tally: Tally) -> Needs | None:
    """What is to be done by the day of the tally; None where nothing helps."""
    requirement, counted = tally.requirement, tally.since(way.since)
    enough = units_of(way.quotas)
    if requirement.unit in ("sessions", "events"):  # of hours and the like any number will do
        enough += bool(way.finish) + bool(way.finish and way.restarts and not way.quotas)
    if requirement.at_least is not None:
        enough = max(enough, Fraction(requirement.at_least - tally.recognised - counted.total))
    unlike = 0
    if requirement.distinct:
        unlike = max(requirement.distinct.at_least - len(different(counted)), 0)
        enough = max(enough, Fraction(unlike if unit_of(tally) in WHOLE else bool(unlike)))
    if not counted.counted and not tally.recognised and tally.span != 0:
        enough = max(enough, Fraction(1))
    shared = _portions(counted, enough)
    attend = _roster(tally)
    if shared is None or attend is None:
        return None
    apart = _apart(tally, shared[1], attend[0])
    if apart and not _uncounted(requirement):
        return None
    return Needs(_rounded(shared[0], unit_of(tally)), unlike, shared[1], *attend, apart)


def _last(question: Question[Practice], way: Way, needs: Needs) -> date | None:
    """The last day on which all this is enough: then something is too old to count, or a decision ends."""
    if not way.finish and needs.units <= units_of(way.quotas):
        return None
    tally = _as_of(question, way.met)
    ends = {*question.ends, *(tally.row.ends[tally.low : tally.high] if question.requirement.within else ())}
    for day in sorted(end for end in ends if end >= way.met):
        if way.last and day >= way.last:
            break
        later = _as_of(question, next_day(day))
        decided = (later.span, later.waived) == (tally.span, tally.waived)
        if not decided or _exceeds(_needs(way, later), needs):
            return _start_by(tally, day) if way.restarts else _last_open(day, tally.leave)
    return None if way.restarts else way.last


def _start_by(tally: Tally, end: date) -> date:
    """The last day on which to start so that what takes so many months is over by then."""
    each = tally.requirement.each
    months = tally.span or (each.months if each and tally.span is None else 0)
    day = end
    while reach(day, months, tally.leave) > end:
        day -= ONE_DAY
    return _last_open(day, tally.leave)


def _helps(way: Way, tally: Tally, needs: Needs) -> bool:
    """Whether less is asked than would be without what was done before."""
    return bool(tally.requirement.each or way.finish) or _exceeds(
        _needs(way._replace(since=NEVER), tally), needs
    )


def _exceeds(later: Needs | None, needs: Needs) -> bool:
    """Whether more is asked than that, or something else."""
    return (
        later is None
        or later.units > needs.units
        or later.different > needs.different
        or later.roster > needs.roster
        or later.missed > needs.missed
        or any(_tighter(one, needs) for one in later.portions)
    )


def _tighter(later: Portion, needs: Needs) -> bool:
    """Whether more of a kind is asked, or less of it allowed, than before."""
    now = next((one for one in needs.portions if one.where == later.where), Portion(later.where))
    room = needs.units if now.at_most is None else min(now.at_most, needs.units)
    more = later.at_least is not None and later.at_least > (now.at_least or 0)
    return more or (later.at_most is not None and later.at_most < room)


def _apart(tally: Tally, portions: tuple[Portion, ...], roster: int) -> bool:
    """Whether no session of the own groups that would be counted is of the kinds of which there may be more."""
    requirement, groups = tally.requirement, tally.case.society.groups
    if not roster or "sessions" not in requirement.of:
        return False
    inside = [one.where for one in portions if one.at_least is not None and one.beyond == 1]
    outside = [
        one.where
        for one in portions
        if one.at_most is not None and one.at_most < roster and one.beyond in (None, 0)
    ]
    return not can_be(requirement, *inside, outside=tuple(outside), of=("sessions",), groups=groups)


def _uncounted(requirement: Practice) -> bool:
    """Whether somebody can be in a session and it is not counted: in another role, or of another kind."""
    roles = (
        any(not plays(role, requirement.roles) for role in ROLES["sessions"]) if requirement.roles else False
    )
    return roles or requirement.where is not None or requirement.with_ is not None


def _rounded(units: Fraction, unit: str) -> Fraction:
    """Whole things where they are whole; hours to the hundredth, never too few."""
    return Fraction(ceil(units)) if unit in WHOLE else Fraction(ceil(units * _HUNDREDTH), _HUNDREDTH)


def _portions(counted: Tally, enough: Fraction) -> tuple[Fraction, tuple[Portion, ...]] | None:
    """How much in all, and how much of it of which kind, so that every share holds; None: no more of it helps."""
    requirement = counted.requirement
    shares = [(number, one) for number, one in enumerate(requirement.share) if not one.of]
    for number, share in shares:  # first how much in all
        if share.at_most is not None:
            more = _not_too_much(counted, number, share.at_most, enough)
            if more is None:
                return None
            enough = more
    more = _of_all_kinds(counted, enough)
    if more is None:
        return None
    enough = more
    portions = []
    # To keep the gaps short, or to come to one's own group, may take more than is asked here.
    loose = requirement.at_least is None and bool(requirement.max_gap or len(shares) < len(requirement.share))
    for number, share in shares:
        passing, _ = share_units(counted, number)
        whole = requirement.at_least if requirement.at_least is not None else counted.total + enough
        least = share.at_least * whole - passing if share.at_least else Fraction(0)
        most = share.at_most * whole - passing if share.at_most is not None else None
        unit = unit_of(counted)
        at_least = _rounded(least, unit) if least > 0 else Fraction(0) if loose and least else None
        # Of a fixed number, more than is asked may be too much.
        fixed, part = requirement.at_least is not None, share.at_most or 0
        tight = most is not None and (most < enough or fixed or (loose and part < 1))
        at_most = Fraction(floor(most)) if most is not None and tight else None
        if share.where and (at_least is not None or at_most is not None):
            beyond = share.at_least if at_least is not None else share.at_most
            portions.append(Portion(share.where, at_least, at_most, None if requirement.at_least else beyond))
    return enough, tuple(portions)


def _of_all_kinds(counted: Tally, enough: Fraction) -> Fraction | None:
    """So much in all that there is room for every share that is at least so much; None: no more of it helps.

    Of a share of all that is counted, each one more asks for more of the kind: so it is made up in steps.
    """
    asked = counted.requirement
    while True:
        whole = asked.at_least if asked.at_least is not None else counted.total + enough
        lacking: list[tuple[Where, Fraction, Fraction]] = []
        for number, share in enumerate(asked.share):
            if share.where and share.at_least is not None:
                least = share.at_least * whole - share_units(counted, number)[0]
                if least > 0:
                    lacking.append((share.where, least, share.at_least))
        groups = together(asked, lacking, counted.case.society.groups)
        short = sum((max(least for least, _ in group) for group in groups), Fraction(0)) - enough
        if short <= 0:
            return enough
        part = (
            sum((max(group)[1] for group in groups), Fraction(0)) if asked.at_least is None else Fraction(0)
        )
        if part >= 1:
            return None
        enough += short / (1 - part)


def _not_too_much(counted: Tally, number: int, most: Fraction, enough: Fraction) -> Fraction | None:
    """So much in all that what is there of the kind is not too much; None: no more of it helps."""
    passing, _ = share_units(counted, number)
    if counted.requirement.at_least is not None:
        return enough if passing <= most * counted.requirement.at_least else None
    if not passing:
        return enough
    return max(enough, passing / most - counted.total) if most else None


def _roster(tally: Tally) -> tuple[int, int] | None:
    """How many sessions of the member's own groups are to come to, and how many to miss; None: no number helps."""
    come = miss = 0
    for share in tally.requirement.share:
        if not share.of or roster_holds(tally, share):
            continue
        came, sessions = roster_share(tally)
        least, most = share.at_least or Fraction(0), share.at_most
        if came < least * sessions:
            if least >= 1:
                return None
            come = max(come, ceil((least * sessions - came) / (1 - least)))
        elif not sessions and least:
            come = max(come, 1)
        if most is not None and (came + come > most * (sessions + come) or not sessions + come):
            if came + come and not most:
                return None
            miss = max(miss, ceil((came + come) / most) - sessions - come if most else 0, not sessions + come)
    return come, miss
