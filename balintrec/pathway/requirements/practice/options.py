"""The options that are left for meeting a practice requirement, in the order in which they end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from balintrec.dates import NEVER, ONE_DAY, Days, gap, months_reached, next_day, reach
from balintrec.model.policy import Practice
from balintrec.pathway.context import EvaluationRequest
from balintrec.pathway.requirements.practice.count import (
    Count,
    beginnings,
    count_for,
    period,
    periods,
    runs,
    span_start,
)
from balintrec.pathway.step import Quota


class Option(NamedTuple):
    """One way to meet it: on which day it would end, and what has to be done on the way."""

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


def open_day(day: date, leave: Days) -> date:
    """That day, or the first after it that is no day of leave."""
    while day in leave and day < NEVER:
        day = next_day(day)
    return day


def last_open(day: date, leave: Days) -> date:
    """That day, or the last before it that is no day of leave."""
    while day in leave:
        day -= ONE_DAY
    return day


def counted_on(request: EvaluationRequest[Practice], day: date) -> Count:
    """What would be counted on a later day if nothing more were recorded, and what decisions add then."""
    return count_for(request.later(day))


def options_from(request: EvaluationRequest[Practice], start: date) -> Iterator[Option]:
    """Every option that is left when the first thing can be done on `start`."""
    requirement, count = request.requirement, counted_on(request, start)
    if count.span:
        yield from _span_options(request, count, start)
        return
    if requirement.max_gap is None or requirement.span is not None:
        if requirement.each and requirement.span is None:
            yield from _each_options(request, count, Option(start), start)
        else:
            yield Option(start)
            yield from _lapsed_options(request, count)
        return
    run = runs(count)[-1]
    due = _gap_due(run, start)
    if due is not None:
        option = Option(start, run.days[0], gap_due=due)
        yield from _each_options(request, run, option, start) if requirement.each else [option]
    anew = open_day(max(start, _too_far(run)), count.leave)
    option = Option(anew, anew, first=anew if anew > start else None, restarts=bool(count.days))
    yield from (
        _each_options(request, run.part(run.high, run.high), option, anew) if requirement.each else [option]
    )


def _lapsed_options(request: EvaluationRequest[Practice], count: Count) -> Iterator[Option]:
    """What is too much of a kind may be so only until some of it is too old to count."""
    within = request.requirement.within
    for day in dict.fromkeys(count.days) if within is not None and request.requirement.share else ():
        later = open_day(next_day(reach(day, within or 0, count.leave)), count.leave)
        yield Option(later, first=later)


def _too_far(run: Count) -> date:
    """The first day that is too far from what was done last to belong to the same run."""
    longest = run.requirement.max_gap
    if not run.days or longest is None:
        return date.min
    day = run.days[-1] + timedelta(days=longest)
    while gap(run.days[-1], day, run.leave) <= longest:
        day = next_day(day)
    return day


def _gap_due(run: Count, start: date) -> date | None:
    """The last day on which the next is near enough to what was done last; None where that is past."""
    if not run.days:
        return None
    due = last_open(_too_far(run) - ONE_DAY, run.leave)
    return due if due >= start else None


def _span_options(request: EvaluationRequest[Practice], count: Count, start: date) -> Iterator[Option]:
    """From each day that is still alive, and from the first day on which anything can be done."""
    if span_start(count, count.span or 0) is not None:
        yield Option(start)
    run, due = count, None
    if request.requirement.max_gap is not None:
        run = runs(count)[-1]
        due = _gap_due(run, start)
        run = run if due else run.part(run.high, run.high)
    begun = (_span_option(request, count, first, start) for first in beginnings(run, start))
    yield from _joined(option._replace(gap_due=due) for option in begun if option)
    option = _span_option(request, count, start, start)
    yield from [option._replace(restarts=True)] if option else []


def _joined(options: Iterable[Option]) -> Iterator[Option]:
    """Spans of which only the end is missing: whoever is too late for one may be in time for the next."""
    before: Option | None = None
    for option in options:
        if before and _continues(option, before):
            before = before._replace(last=option.last)
            continue
        yield from [before] if before else []
        before = option
    yield from [before] if before else []


def _continues(option: Option, before: Option) -> bool:
    return bool(before.last and option.met <= next_day(before.last) and not (before.quotas or option.quotas))


def _span_option(
    request: EvaluationRequest[Practice], count: Count, first: date, start: date
) -> Option | None:
    requirement, leave, months = request.requirement, count.leave, count.span or 0
    # What decisions recognise may have run out by then.
    months = max(months, counted_on(request, reach(first, months, leave)).span or 0)
    end = reach(first, months, leave)
    met = open_day(max(end, start), leave)
    last = reach(first, requirement.within, leave) if requirement.within is not None else None
    if met == NEVER or (last is not None and last < met):
        return None
    each = requirement.each
    number = months // each.months if each and each.months else 0
    quotas = _quotas(request.later(met), first, range(1, number + 1), start)
    if quotas is None:
        return None
    return Option(met, quotas=quotas, finish=met, last=last_open(last, leave) if last else None)


def _each_options(
    request: EvaluationRequest[Practice], counted: Count, option: Option, start: date
) -> Iterator[Option]:
    """From each day with which the periods may begin: the first that is counted on the day on which it is met."""
    requirement = request.requirement
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
        stays = reach(first, requirement.within, counted.leave) if requirement.within is not None else NEVER
        if met == NEVER or stays < met:
            continue
        ended = range(1, periods(counted, months_reached(first, met, counted.leave)) + 1)
        quotas = _quotas(request.later(met), first, ended, start)
        if quotas is not None:
            fresh = first not in counted.days
            last = NEVER if fresh else min(stays, _next_thin(request.later(met), first, len(ended) + 1))
            yield option._replace(
                met=met,
                since=max(option.since, first),
                quotas=quotas,
                last=last if last < NEVER else None,
                restarts=option.restarts or fresh,
            )


def _next_thin(request: EvaluationRequest[Practice], first: date, number: int) -> date:
    """The last day of the next period in which there is too little so far."""
    count, each = count_for(request), request.requirement.each
    while each and each.at_least:
        opens, after = period(count, first, number)
        if number not in count.waived and count.units(opens, after) < each.at_least:
            return last_open(after - ONE_DAY, count.leave)
        number += 1
    return NEVER


def _quotas(
    request: EvaluationRequest[Practice], first: date, numbers: range, start: date
) -> tuple[Quota, ...] | None:
    """What is left to do in each of these periods; None where one cannot be filled any more."""
    count, each, quotas = count_for(request), request.requirement.each, []
    after = first  # the periods follow each other from the first on
    for number in numbers:
        opens, after = after, reach(first, number * (each.months if each else 0), count.leave)
        missing = (each.at_least if each else 0) - count.units(opens, after)
        if number in count.waived or missing <= 0:
            continue
        begins = open_day(max(opens, start), count.leave)
        ends = last_open(after - ONE_DAY, count.leave)
        if ends < begins:
            return None
        quotas.append(Quota(begins, ends, Fraction(missing)))
    return tuple(quotas)
