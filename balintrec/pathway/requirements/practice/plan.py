"""What to do so that a practice requirement is met, and by when: the earliest way that is still open."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from datetime import date

from balintrec.dates import NEVER, ONE_DAY, next_day, reach
from balintrec.model.policy import Practice
from balintrec.pathway.context import EvaluationRequest
from balintrec.pathway.requirements.practice.activities import on_roster
from balintrec.pathway.requirements.practice.count import (
    Count,
    count_for,
    missed_period,
    unit_of,
)
from balintrec.pathway.requirements.practice.needs import Needs, exceeds, needs_on, rounded
from balintrec.pathway.requirements.practice.ways import Way, counted_on, last_open, open_day, ways_to
from balintrec.pathway.step import (
    AfterLeave,
    AfterStage,
    Decide,
    Hint,
    Practise,
    Wait,
    units_of,
)

_LOOK = 24
"""So many days are looked at where shares make it hard to tell: by an earlier day it is enough as well."""


def next_practice(request: EvaluationRequest[Practice]) -> Hint:
    """What would come next for a practice requirement that is short, and the last day on which it serves."""
    context = request.context
    if request.opens is None:
        return Hint(AfterStage(context.title_of(request.start_condition.waits_for)))
    day = request.as_of.day
    if leave := context.open_leave(request.as_of):
        then = next_practice(request._replace(context=context.ended_leave(day)))
        step = then.step if isinstance(then.step, Practise | Wait | Decide) else None
        return Hint(AfterLeave(leave, day, step), then.due)
    start = open_day(request.opens, request.leave)
    # They come in the order in which they would end.
    plans = (_plan(request, way, start) for way in ways_to(request, start))
    best = next((plan for plan in plans if plan), None)
    if best is None:
        return Hint(_hopeless(request))
    leave = context.leave_begins(request.as_of)
    if leave <= best.met:
        best = best._replace(leave=leave)
    if best.idle:
        return Hint(AfterLeave(leave, leave) if best.leave else Wait(best.met))
    return Hint(best, best.due)


def _hopeless(request: EvaluationRequest[Practice]) -> Decide:
    """A period in which too little was done and that cannot be made up, where it is that."""
    requirement, count = request.requirement, count_for(request)
    missed = missed_period(count) if requirement.span is None else None
    return Decide((missed[0], missed[1] - ONE_DAY)) if missed else Decide()


def _plan(request: EvaluationRequest[Practice], way: Way, start: date) -> Practise | None:
    """The whole of what is to be done on a way; None where that cannot help."""
    requirement, count = request.requirement, counted_on(request, way.met)
    needs = needs_on(way, count)
    if needs is None:
        return None
    acts, unit = bool(needs.units or way.finish), unit_of(count)
    return Practise(
        requirement,
        unit,
        request.as_of.day,
        way.met,
        count.span or 0,
        units=needs.units,
        first=way.first or (start if start > request.as_of.day else None),
        last=_last(request, way, needs) if acts else None,
        quotas=tuple(one._replace(units=rounded(one.units, unit)) for one in way.quotas),
        finish=way.finish,
        gap=requirement.max_gap if acts else None,
        gap_due=way.gap_due if acts and _helps(way, count, needs) else None,
        restarts=way.restarts,
        portions=needs.portions,
        different=needs.different,
        roster=needs.roster,
        missed=needs.missed,
        apart=needs.apart,
        enrol=bool(needs.roster or needs.missed) and not on_roster(request.context, start),
    )


def _last(request: EvaluationRequest[Practice], way: Way, needs: Needs) -> date | None:
    """The last day on which all this is enough: then something is too old to count, or a decision ends."""
    if not way.finish and needs.units <= units_of(way.quotas):
        return None
    count = counted_on(request, way.met)

    def more(day: date) -> bool:
        later = counted_on(request, next_day(day))
        decided = (later.span, later.waived) == (count.span, count.waived)
        return not decided or exceeds(needs_on(way, later), needs)

    ends = {*request.ends, *(count.row.ends[count.low : count.high] if request.requirement.within else ())}
    day = _first(sorted(day for day in ends if way.met <= day < (way.last or NEVER)), more, count)
    if day:
        return _start_by(count, day) if way.restarts else last_open(day, count.leave)
    return None if way.restarts else way.last


def _first(days: list[date], more: Callable[[date], bool], count: Count) -> date | None:
    """The first of these days after which more is asked. Each one that is asked about takes a look at all records."""
    if not count.requirement.share:  # what is left is less and less
        days = days[bisect_left(days, True, key=more) :]
        return days[0] if days else None
    near = days[:_LOOK]
    return next((day for day in near if more(day)), near[-1] if len(days) > _LOOK else None)


def _start_by(count: Count, end: date) -> date:
    """The last day on which to start so that what takes so many months is over by then."""
    each = count.requirement.each
    months = count.span or (each.months if each and count.span is None else 0)
    day = end
    while reach(day, months, count.leave) > end:
        day -= ONE_DAY
    return last_open(day, count.leave)


def _helps(way: Way, count: Count, needs: Needs) -> bool:
    """Whether less is asked than would be without what was done before."""
    return bool(count.requirement.each or way.finish) or exceeds(
        needs_on(way._replace(since=NEVER), count), needs
    )
