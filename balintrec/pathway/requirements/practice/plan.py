"""What to do so that a practice requirement is met, and by when: the first option that is left."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from balintrec.dates import NEVER, ONE_DAY, next_day, reach
from balintrec.model.activity import ROLES
from balintrec.model.measure import Where
from balintrec.model.policy import Practice
from balintrec.pathway.context import EvaluationRequest
from balintrec.pathway.requirements.practice.activities import has_role, on_roster
from balintrec.pathway.requirements.practice.contradiction import can_be, together
from balintrec.pathway.requirements.practice.count import (
    Count,
    count_for,
    different,
    missed_period,
    roster_holds,
    roster_share,
    share_units,
)
from balintrec.pathway.requirements.practice.options import (
    Option,
    counted_on,
    last_open,
    open_day,
    options_from,
)
from balintrec.pathway.step import (
    AfterLeave,
    AfterStage,
    Decide,
    Hint,
    Portion,
    Practise,
    Wait,
    units_of,
)

_LOOK = 24
"""So many days are looked at where shares make it hard to tell: by an earlier day it is enough as well."""


def next_practice(request: EvaluationRequest[Practice]) -> Hint:
    """What would come next for a practice requirement that is not met, and the last day on which it serves."""
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
    plans = (_plan(request, option, start) for option in options_from(request, start))
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


def _plan(request: EvaluationRequest[Practice], option: Option, start: date) -> Practise | None:
    """The whole of what is to be done by an option; None where that cannot help."""
    requirement, count = request.requirement, counted_on(request, option.met)
    needs = needs_on(option, count)
    if needs is None:
        return None
    acts, unit = bool(needs.units or option.finish), count.requirement.counted_in
    return Practise(
        requirement,
        unit,
        request.as_of.day,
        option.met,
        count.span or 0,
        units=needs.units,
        first=option.first or (start if start > request.as_of.day else None),
        last=_last(request, option, needs) if acts else None,
        quotas=tuple(one._replace(units=rounded(one.units, unit)) for one in option.quotas),
        finish=option.finish,
        gap=requirement.max_gap if acts else None,
        gap_due=option.gap_due if acts and _helps(option, count, needs) else None,
        restarts=option.restarts,
        portions=needs.portions,
        different=needs.different,
        roster=needs.roster,
        missed=needs.missed,
        apart=needs.apart,
        enrol=bool(needs.roster or needs.missed) and not on_roster(request.context, start),
    )


def _last(request: EvaluationRequest[Practice], option: Option, needs: Needs) -> date | None:
    """The last day on which all this is enough: then something is too old to count, or a decision ends."""
    if not option.finish and needs.units <= units_of(option.quotas):
        return None
    count = counted_on(request, option.met)

    def more(day: date) -> bool:
        later = counted_on(request, next_day(day))
        decided = (later.span, later.waived) == (count.span, count.waived)
        return not decided or exceeds(needs_on(option, later), needs)

    ends = {*request.ends, *(count.row.ends[count.low : count.high] if request.requirement.within else ())}
    day = _first(sorted(day for day in ends if option.met <= day < (option.last or NEVER)), more, count)
    if day:
        return _start_by(count, day) if option.restarts else last_open(day, count.leave)
    return None if option.restarts else option.last


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


def _helps(option: Option, count: Count, needs: Needs) -> bool:
    """Whether less is asked than would be without what was done before."""
    return bool(count.requirement.each or option.finish) or exceeds(
        needs_on(option._replace(since=NEVER), count), needs
    )


# What is still to be done


WHOLE = ("sessions", "events", "supervisions", "cases", "minutes", "days")
_HUNDREDTH = 100


class Needs(NamedTuple):
    """What is still to be done by an option, whatever has to be done by when."""

    units: Fraction
    different: int
    portions: tuple[Portion, ...]
    roster: int
    missed: int
    apart: bool
    """What is come to of the own groups must be such as is not counted."""


def needs_on(option: Option, count: Count) -> Needs | None:
    """What is to be done by the day of the tally; None where nothing helps."""
    requirement, counted = count.requirement, count.since(option.since)
    enough = units_of(option.quotas)
    if requirement.unit in ("sessions", "events"):  # of hours and the like any number will do
        enough += bool(option.finish) + bool(option.finish and option.restarts and not option.quotas)
    if requirement.at_least is not None:
        enough = max(enough, Fraction(requirement.at_least - count.recognised - counted.total))
    unlike = 0
    if requirement.distinct:
        unlike = max(requirement.distinct.at_least - len(different(counted)), 0)
        enough = max(enough, Fraction(unlike if count.requirement.counted_in in WHOLE else bool(unlike)))
    if not counted.counted and not count.recognised and count.span != 0:
        enough = max(enough, Fraction(1))
    shared = _portions(counted, enough)
    attend = _roster(count)
    if shared is None or attend is None:
        return None
    apart = _apart(count, shared[1], attend[0])
    if apart and not _uncounted(requirement):
        return None
    return Needs(rounded(shared[0], count.requirement.counted_in), unlike, shared[1], *attend, apart)


def exceeds(later: Needs | None, needs: Needs) -> bool:
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


def _apart(count: Count, portions: tuple[Portion, ...], roster: int) -> bool:
    """Whether no session of the own groups that would be counted is of the kinds of which there may be more."""
    requirement, groups = count.requirement, count.context.society.groups
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
        any(not has_role(role, requirement.roles) for role in ROLES["sessions"])
        if requirement.roles
        else False
    )
    return roles or requirement.where is not None or requirement.with_ is not None


def rounded(units: Fraction, unit: str) -> Fraction:
    """Whole things where they are whole; hours to the hundredth, never too few."""
    return Fraction(ceil(units)) if unit in WHOLE else Fraction(ceil(units * _HUNDREDTH), _HUNDREDTH)


def _portions(counted: Count, enough: Fraction) -> tuple[Fraction, tuple[Portion, ...]] | None:
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
        unit = counted.requirement.counted_in
        at_least = rounded(least, unit) if least > 0 else Fraction(0) if loose and least else None
        # Of a fixed number, more than is asked may be too much.
        fixed, part = requirement.at_least is not None, share.at_most or 0
        tight = most is not None and (most < enough or fixed or (loose and part < 1))
        at_most = Fraction(floor(most)) if most is not None and tight else None
        if share.where and (at_least is not None or at_most is not None):
            beyond = share.at_least if at_least is not None else share.at_most
            portions.append(Portion(share.where, at_least, at_most, None if requirement.at_least else beyond))
    return enough, tuple(portions)


def _of_all_kinds(counted: Count, enough: Fraction) -> Fraction | None:
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
        groups = together(asked, lacking, counted.context.society.groups)
        short = sum((max(least for least, _ in group) for group in groups), Fraction(0)) - enough
        if short <= 0:
            return enough
        part = (
            sum((max(group)[1] for group in groups), Fraction(0)) if asked.at_least is None else Fraction(0)
        )
        if part >= 1:
            return None
        enough += short / (1 - part)


def _not_too_much(counted: Count, number: int, most: Fraction, enough: Fraction) -> Fraction | None:
    """So much in all that what is there of the kind is not too much; None: no more of it helps."""
    passing, _ = share_units(counted, number)
    if counted.requirement.at_least is not None:
        return enough if passing <= most * counted.requirement.at_least else None
    if not passing:
        return enough
    return max(enough, passing / most - counted.total) if most else None


def _roster(count: Count) -> tuple[int, int] | None:
    """How many sessions of the member's own groups are to come to, and how many to miss; None: no number helps."""
    come = miss = 0
    for share in count.requirement.share:
        if not share.of or roster_holds(count, share):
            continue
        came, sessions = roster_share(count)
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
