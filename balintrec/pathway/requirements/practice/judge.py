"""The requirement `practice`: what a person did; whether it is enough, how far each key has come, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache

from balintrec.dates import next_day, reach
from balintrec.model.measure import ShareOf
from balintrec.model.policy import Practice
from balintrec.names import some
from balintrec.pathway.context import EvaluationRequest, Judgement, Progress
from balintrec.pathway.outcome import Counted, Excluded
from balintrec.pathway.requirements.practice.activities import candidates
from balintrec.pathway.requirements.practice.count import (
    Count,
    by_runs,
    changes,
    count_for,
    different,
    enough_periods,
    exceeded,
    holds,
    months_spanned,
    roster_holds,
    roster_share,
    runs,
    share_holds,
    share_units,
    unit_of,
)
from balintrec.pathway.requirements.practice.plan import next_practice
from balintrec.pathway.step import Hint


def judge_practice(request: EvaluationRequest[Practice]) -> Judgement:
    """Whether what the member did is enough as of a day."""
    count = count_for(request)
    met = bool(count.counted or count.recognised or count.span == 0) and holds(count)
    return Judgement(
        met,
        counted=lambda: tuple(Counted(one.record, one.day, Fraction(one.amount)) for one in count.counted),
        changes=_changes(count),
        progress=cache(lambda: tuple(_progress(count))),
        excluded=lambda: tuple(_excluded(request)),
        hint=lambda: Hint() if met else next_practice(request),
        reason=lambda: "; ".join(filter(None, (_recognised(count), "" if met else _unlike_numbers(count)))),
    )


def _unlike_numbers(count: Count) -> str:
    """Why it is short where that is not for having too little of something that is measured."""
    if any(exceeded(one) for one in (runs(count) if by_runs(count.requirement) else [count])):
        return "more than the share that is allowed"
    return "" if count.counted or count.recognised or not count.requirement.share else "nothing counts yet"


def _recognised(count: Count) -> str:
    """How much of a span a decision takes over."""
    asked = count.requirement.span or 0
    months = asked - (count.span or 0)
    return f"{months} of {some(asked, 'months')} recognised by decision" if months else ""


def _changes(count: Count) -> date:
    """When the verdict may change though nothing is recorded: a window closes, or a period ends."""
    days = [changes(count)]
    if count.requirement.within is not None and count.days:
        days.append(next_day(min(count.row.ends[count.low : count.high])))
    return count.context.next_change(count.as_of, *days)


def _excluded(request: EvaluationRequest[Practice]) -> Iterator[Excluded]:
    """The member's activities that do not count, each with the first reason."""
    requirement, as_of, leave = request.requirement, request.as_of, request.leave
    for one in candidates(request.context, requirement):
        if one.day > as_of.known:
            break
        reason = one.reason or request.start_condition.refuses(one.day, one.record)
        if not reason and one.day in leave:
            reason = "lies in a leave"
        if not reason and requirement.within is not None:
            end = reach(one.day, requirement.within, leave)
            reason = f"counted until {end}, {requirement.within} months" if end < as_of.day else ""
        if reason:
            yield Excluded(one.record, reason)


def _progress(count: Count) -> Iterator[Progress]:
    """Every key that is given, in the order of docs/policy.md's table."""
    requirement = count.requirement
    best = count
    if by_runs(requirement):
        best = max(runs(count), key=lambda run: _nearness(list(_of_whole(run))))
    whole = {one.key: one for one in _of_whole(best)}
    if "at-least" in whole:
        yield whole.pop("at-least")
    if requirement.span is not None:
        have = _months_reached(count, requirement.span)
        yield Progress("span", Fraction(have), Fraction(requirement.span), "months", have >= requirement.span)
    elif requirement.max_gap is not None and not whole and requirement.at_least is None:
        yield Progress(
            "max-gap", Fraction(bool(count.counted)), Fraction(1), unit_of(count), bool(count.counted)
        )
    if "each" in whole:
        yield whole.pop("each")
    yield from (one for key, one in sorted(whole.items()) if key.startswith("share"))
    for share in requirement.share:
        if share.of:
            yield _roster_progress(count, share)
    if "distinct" in whole:
        yield whole["distinct"]
    if not requirement.given or requirement.given == ("within",):
        some = Fraction(len(count.counted))
        yield Progress("counted", some, Fraction(1), unit_of(count), some >= 1)


def _of_whole(count: Count) -> Iterator[Progress]:
    """The keys that are about a set of activities as a whole."""
    requirement = count.requirement
    if requirement.at_least is not None:
        total = Fraction(count.total + count.recognised)
        yield Progress(
            "at-least", total, Fraction(requirement.at_least), unit_of(count), total >= requirement.at_least
        )
    if requirement.span is None and requirement.each:
        enough, ended = enough_periods(count, requirement.each)
        holds = 0 < ended == enough
        yield Progress("each", Fraction(enough), Fraction(max(ended, 1)), "periods", holds)
    for number, share in enumerate(requirement.share):
        if not share.of:
            passing, whole = share_units(count, number)
            asked = share.at_least if share.at_least is not None else share.at_most or Fraction(0)
            yield Progress(
                f"share-{number}",
                Fraction(passing),
                asked * whole,
                unit_of(count),
                share_holds(count, number),
            )
    if requirement.distinct:
        have = len(different(count))
        need = requirement.distinct.at_least
        yield Progress("distinct", Fraction(have), Fraction(need), requirement.distinct.of, have >= need)


def _roster_progress(count: Count, share: ShareOf) -> Progress:
    came, sessions = roster_share(count)
    asked = share.at_least if share.at_least is not None else share.at_most or Fraction(0)
    need = (
        asked * sessions if sessions else Fraction(1)
    )  # without a session there is nothing to have a share of
    return Progress("share-roster", Fraction(came), need, "sessions", roster_holds(count, share))


def _nearness(keys: list[Progress]) -> Fraction:
    return min((one.ratio for one in keys if not one.holds), default=Fraction(1))


def _months_reached(count: Count, asked: int) -> int:
    """Of the months asked, those recognised and the greatest number of others that are spanned."""
    rest = count.span or 0
    return asked - rest + months_spanned(count, rest)
