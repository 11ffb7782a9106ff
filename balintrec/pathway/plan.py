"""What to do so that a practice requirement is met, and by when: the earliest way that is still open."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from datetime import date

from balintrec.dates import NEVER, ONE_DAY, next_day, reach
from balintrec.model.policy import Practice
from balintrec.pathway.activities import on_roster
from balintrec.pathway.context import Question
from balintrec.pathway.count import (
    Tally,
    count,
    missed_period,
    unit_of,
)
from balintrec.pathway.needs import Needs, exceeds, needs_on, rounded
from balintrec.pathway.step import (
    AfterLeave,
    AfterStage,
    Decide,
    Hint,
    Practise,
    Wait,
    units_of,
)
from balintrec.pathway.ways import Way, counted_on, last_open, open_day, ways_to

_LOOK = 24
"""So many days are looked at where shares make it hard to tell: by an earlier day it is enough as well."""


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
    plans = (_plan(question, way, start) for way in ways_to(question, start))
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


def _plan(question: Question[Practice], way: Way, start: date) -> Practise | None:
    """The whole of what is to be done on a way; None where that cannot help."""
    requirement, tally = question.requirement, counted_on(question, way.met)
    needs = needs_on(way, tally)
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
        quotas=tuple(one._replace(units=rounded(one.units, unit)) for one in way.quotas),
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


def _last(question: Question[Practice], way: Way, needs: Needs) -> date | None:
    """The last day on which all this is enough: then something is too old to count, or a decision ends."""
    if not way.finish and needs.units <= units_of(way.quotas):
        return None
    tally = counted_on(question, way.met)

    def more(day: date) -> bool:
        later = counted_on(question, next_day(day))
        decided = (later.span, later.waived) == (tally.span, tally.waived)
        return not decided or exceeds(needs_on(way, later), needs)

    ends = {*question.ends, *(tally.row.ends[tally.low : tally.high] if question.requirement.within else ())}
    day = _first(sorted(day for day in ends if way.met <= day < (way.last or NEVER)), more, tally)
    if day:
        return _start_by(tally, day) if way.restarts else last_open(day, tally.leave)
    return None if way.restarts else way.last


def _first(days: list[date], more: Callable[[date], bool], tally: Tally) -> date | None:
    """The first of these days after which more is asked. Each one that is asked about takes a look at all records."""
    if not tally.requirement.share:  # what is left is less and less
        days = days[bisect_left(days, True, key=more) :]
        return days[0] if days else None
    near = days[:_LOOK]
    return next((day for day in near if more(day)), near[-1] if len(days) > _LOOK else None)


def _start_by(tally: Tally, end: date) -> date:
    """The last day on which to start so that what takes so many months is over by then."""
    each = tally.requirement.each
    months = tally.span or (each.months if each and tally.span is None else 0)
    day = end
    while reach(day, months, tally.leave) > end:
        day -= ONE_DAY
    return last_open(day, tally.leave)


def _helps(way: Way, tally: Tally, needs: Needs) -> bool:
    """Whether less is asked than would be without what was done before."""
    return bool(tally.requirement.each or way.finish) or exceeds(
        needs_on(way._replace(since=NEVER), tally), needs
    )
