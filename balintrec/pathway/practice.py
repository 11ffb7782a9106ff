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
from balintrec.pathway.activities import candidates
from balintrec.pathway.context import Progress, Question, Verdict
from balintrec.pathway.count import (
    Tally,
    by_runs,
    changes,
    count,
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
from balintrec.pathway.outcome import Counted, Excluded
from balintrec.pathway.plan import next_practice
from balintrec.pathway.step import Hint


def judge_practice(question: Question[Practice]) -> Verdict:
    """Whether what the member did is enough as of a day."""
    tally = count(question)
    met = bool(tally.counted or tally.recognised or tally.span == 0) and holds(tally)
    return Verdict(
        met,
        counted=lambda: tuple(Counted(one.record, one.day, Fraction(one.amount)) for one in tally.counted),
        changes=_changes(tally),
        progress=cache(lambda: tuple(_progress(tally))),
        excluded=lambda: tuple(_excluded(question)),
        hint=lambda: Hint() if met else next_practice(question),
        reason=lambda: "; ".join(filter(None, (_recognised(tally), "" if met else _unlike_numbers(tally)))),
    )


def _unlike_numbers(tally: Tally) -> str:
    """Why it is short where that is not for having too little of something that is measured."""
    if any(exceeded(one) for one in (runs(tally) if by_runs(tally.requirement) else [tally])):
        return "more than the share that is allowed"
    return "" if tally.counted or tally.recognised or not tally.requirement.share else "nothing counts yet"


def _recognised(tally: Tally) -> str:
    """How much of a span a decision takes over."""
    asked = tally.requirement.span or 0
    months = asked - (tally.span or 0)
    return f"{months} of {some(asked, 'months')} recognised by decision" if months else ""


def _changes(tally: Tally) -> date:
    """When the verdict may change though nothing is recorded: a window closes, or a period ends."""
    days = [changes(tally)]
    if tally.requirement.within is not None and tally.days:
        days.append(next_day(min(tally.row.ends[tally.low : tally.high])))
    return tally.case.next_change(tally.as_of, *days)


def _excluded(question: Question[Practice]) -> Iterator[Excluded]:
    """The member's activities that do not count, each with the first reason."""
    requirement, as_of, leave = question.requirement, question.as_of, question.leave
    for one in candidates(question.case, requirement):
        if one.day > as_of.known:
            break
        reason = one.reason or question.opening.refuses(one.day, one.record)
        if not reason and one.day in leave:
            reason = "lies in a leave"
        if not reason and requirement.within is not None:
            end = reach(one.day, requirement.within, leave)
            reason = f"counted until {end}, {requirement.within} months" if end < as_of.day else ""
        if reason:
            yield Excluded(one.record, reason)


def _progress(tally: Tally) -> Iterator[Progress]:
    """Every key that is given, in the order of docs/policy.md's table."""
    requirement = tally.requirement
    best = tally
    if by_runs(requirement):
        best = max(runs(tally), key=lambda run: _nearness(list(_of_whole(run))))
    whole = {one.key: one for one in _of_whole(best)}
    if "at-least" in whole:
        yield whole.pop("at-least")
    if requirement.span is not None:
        have = _months_reached(tally, requirement.span)
        yield Progress("span", Fraction(have), Fraction(requirement.span), "months", have >= requirement.span)
    elif requirement.max_gap is not None and not whole and requirement.at_least is None:
        yield Progress(
            "max-gap", Fraction(bool(tally.counted)), Fraction(1), unit_of(tally), bool(tally.counted)
        )
    if "each" in whole:
        yield whole.pop("each")
    yield from (one for key, one in sorted(whole.items()) if key.startswith("share"))
    for share in requirement.share:
        if share.of:
            yield _roster_progress(tally, share)
    if "distinct" in whole:
        yield whole["distinct"]
    if not requirement.given or requirement.given == ("within",):
        some = Fraction(len(tally.counted))
        yield Progress("counted", some, Fraction(1), unit_of(tally), some >= 1)


def _of_whole(tally: Tally) -> Iterator[Progress]:
    """The keys that are about a set of activities as a whole."""
    requirement = tally.requirement
    if requirement.at_least is not None:
        total = Fraction(tally.total + tally.recognised)
        yield Progress(
            "at-least", total, Fraction(requirement.at_least), unit_of(tally), total >= requirement.at_least
        )
    if requirement.span is None and requirement.each:
        enough, ended = enough_periods(tally, requirement.each)
        holds = 0 < ended == enough
        yield Progress("each", Fraction(enough), Fraction(max(ended, 1)), "periods", holds)
    for number, share in enumerate(requirement.share):
        if not share.of:
            passing, whole = share_units(tally, number)
            asked = share.at_least if share.at_least is not None else share.at_most or Fraction(0)
            yield Progress(
                f"share-{number}",
                Fraction(passing),
                asked * whole,
                unit_of(tally),
                share_holds(tally, number),
            )
    if requirement.distinct:
        have = len(different(tally))
        need = requirement.distinct.at_least
        yield Progress("distinct", Fraction(have), Fraction(need), requirement.distinct.of, have >= need)


def _roster_progress(tally: Tally, share: ShareOf) -> Progress:
    came, sessions = roster_share(tally)
    asked = share.at_least if share.at_least is not None else share.at_most or Fraction(0)
    need = (
        asked * sessions if sessions else Fraction(1)
    )  # without a session there is nothing to have a share of
    return Progress("share-roster", Fraction(came), need, "sessions", roster_holds(tally, share))


def _nearness(keys: list[Progress]) -> Fraction:
    return min((one.ratio for one in keys if not one.holds), default=Fraction(1))


def _months_reached(tally: Tally, asked: int) -> int:
    """Of the months asked, those recognised and the greatest number of others that are spanned."""
    rest = tally.span or 0
    return asked - rest + months_spanned(tally, rest)
