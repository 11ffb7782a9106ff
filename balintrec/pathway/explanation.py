"""What is said of a requirement on a day: how far it has come, what counts, what comes next, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from balintrec.dates import add_months
from balintrec.model.measure import Each, ShareOf
from balintrec.model.policy import (
    AnyOf,
    Practice,
    Requirement,
    Stage,
)
from balintrec.names import some
from balintrec.pathway.context import AsOf, MemberContext, Progress
from balintrec.pathway.day_evaluator import StatusOnDay, counted_of
from balintrec.pathway.evaluator import Evaluator
from balintrec.pathway.outcome import (
    Counted,
    Excluded,
    Outcome,
    Status,
)
from balintrec.pathway.requirements import kind_of
from balintrec.pathway.requirements.compound import CompoundKind
from balintrec.pathway.requirements.membership import membership_ended
from balintrec.pathway.step import Decide, Fill, Hint, Keep, Part, Parts, Rejoin
from balintrec.pathway.step_words import words

LOOK_AHEAD = 120
"""Months for which it is said when something lapses."""


def outcome_of(
    evaluator: Evaluator,
    stage: Stage,
    requirement: Requirement,
    on: date,
    unreadable: tuple[str, ...],
    dates: bool,
) -> Outcome:
    on_day = evaluator.status_on(stage, requirement, AsOf(on, on))
    if unreadable and on_day.status not in (Status.WAIVED, Status.NOT_APPLICABLE):
        on_day = on_day._replace(status=Status.UNKNOWN, unreadable=unreadable)
    parts = tuple(outcome_of(evaluator, stage, part, on, unreadable, dates) for part, _ in on_day.parts)
    timed = dates and on_day.status is Status.MET
    progress = _progress(requirement, on_day, parts)
    # Of what is unknown nothing is said: a file that cannot be read may hold what comes next.
    hint = (
        _hint(evaluator, stage, requirement, on_day, parts, on) if on_day.status is Status.SHORT else Hint()
    )
    lapses = evaluator.lapses_on(stage, requirement, on, add_months(on, LOOK_AHEAD)) if timed else None
    return Outcome(
        id=f"{stage.id}/{requirement.id}",
        title=requirement.title,
        kind=getattr(requirement, "kind", ""),
        status=on_day.status,
        have=progress.have if progress else None,
        need=progress.need if progress else None,
        unit=progress.unit if progress else _unit_counted(on_day),
        met_on=evaluator.met_on(stage, requirement, on) if timed else None,
        lapses_on=lapses,
        counted=_counted(requirement, on_day, parts),
        excluded=_excluded(on_day),
        values=_values(evaluator.context, requirement),
        sources={key: requirement.source_of(key) for key in requirement.given},
        next=words(hint.step) if hint.step else "",
        step=hint.step,
        due=hint.due,
        reason=_reason(progress, requirement, on_day, parts),
        decisions=_decisions(evaluator, stage, requirement, on_day, on),
        unreadable=on_day.unreadable,
        desirable=not evaluator.is_binding(stage, requirement, AsOf(on, on)),
        parts=parts,
    )


def _progress(requirement: Requirement, on_day: StatusOnDay, parts: tuple[Outcome, ...]) -> Progress | None:
    """The key to look at; of all-of and any-of that of the part to look at. None where numbers would mislead.

    What a decision recognises as a whole is met whatever the numbers are, and of what is short the numbers must be.
    """
    found = _key(requirement, on_day, parts)
    if found is None or (on_day.status in _TOLD and (on_day.status is Status.MET) is not found.reached):
        return None
    return found


_TOLD = (Status.MET, Status.SHORT)


def _unit_counted(on_day: StatusOnDay) -> str:
    """What is counted, also where its numbers would mislead: reports stay reports."""
    keys = on_day.judgement.progress() if on_day.judgement else ()
    return keys[0].unit if keys else ""


def _key(requirement: Requirement, on_day: StatusOnDay, parts: tuple[Outcome, ...]) -> Progress | None:
    """The first key that does not hold and can be counted up to, else the first."""
    if on_day.parts:
        part = _telling(requirement, on_day, parts)
        if part is None or part[1].have is None or part[1].need is None:
            return None
        return Progress("", part[1].have, part[1].need, part[1].unit, part[1].status.holds)
    keys = on_day.judgement.progress() if on_day.judgement else ()
    telling = [one for one in keys if one.holds is one.reached]
    return next((one for one in telling if not one.holds), telling[0] if telling else None)


def _telling(
    requirement: Requirement, on_day: StatusOnDay, parts: tuple[Outcome, ...]
) -> tuple[StatusOnDay, Outcome] | None:
    """The part to look at: of those whose status decides, in an any-of the nearest, in an all-of the least far."""
    kind = kind_of(requirement)
    if not isinstance(kind, CompoundKind):
        return None
    taking = [
        (part, one, outcome)
        for (part, one), outcome in zip(on_day.parts, parts, strict=True)
        if outcome.status is not Status.NOT_APPLICABLE and not outcome.desirable
    ]
    decides = min((outcome.status for _, _, outcome in taking), key=kind.order.index, default=None)
    near = [(_nearness(*one), one[1:]) for one in taking if one[2].status is decides]
    pick = min if kind.every else max
    return pick(near, key=lambda pair: pair[0])[1] if near else None


def _nearness(requirement: Requirement, on_day: StatusOnDay, outcome: Outcome) -> Fraction:
    """How near a requirement is to being met: the have/need of its worst key; 1 when it holds."""
    if on_day.status.holds:
        return Fraction(1)
    if on_day.parts:
        named = {f"{outcome.id.partition('/')[0]}/{part.id}": part for part, _ in on_day.parts}
        part = _telling(requirement, on_day, outcome.parts)
        return _nearness(named[part[1].id], *part) if part else Fraction(0)
    keys = on_day.judgement.progress() if on_day.judgement else ()
    return min((one.ratio for one in keys if not one.holds), default=Fraction(0))


def _reason(
    progress: Progress | None, requirement: Requirement, on_day: StatusOnDay, parts: tuple[Outcome, ...]
) -> str:
    """Why it is short where numbers do not say it; of a group, why the part to look at is."""
    if on_day.judgement:
        return on_day.judgement.reason()
    if on_day.reason or not on_day.parts or progress or on_day.status is not Status.SHORT:
        return on_day.reason
    part = _telling(requirement, on_day, parts)
    return part[1].reason if part else ""


def _hint(
    evaluator: Evaluator,
    stage: Stage,
    requirement: Requirement,
    on_day: StatusOnDay,
    parts: tuple[Outcome, ...],
    on: date,
) -> Hint:
    ended = membership_ended(evaluator.context.member, on)
    kind = kind_of(requirement)
    if ended and not on_day.parts and not kind.due_from_former_members:
        return Hint(Rejoin(ended))  # nobody waits for what somebody owes who is no member any more
    if not on_day.parts and not on_day.judgement:
        return Hint(Fill(evaluator.unrecorded(requirement)))
    if on_day.parts:
        due = min((part.due for part in parts if part.step and not part.desirable and part.due), default=None)
        every = isinstance(kind, CompoundKind) and kind.every
        steps = tuple(_steps(evaluator, stage, every, on_day, parts, on))
        return Hint(Parts(every, steps), due)
    if kind.is_impossible(evaluator, stage, requirement, on):
        return Hint(Decide(never=True))
    return on_day.judgement.hint() if on_day.judgement else Hint()


def _steps(
    evaluator: Evaluator, stage: Stage, every: bool, on_day: StatusOnDay, parts: tuple[Outcome, ...], on: date
) -> Iterator[Part]:
    """What comes next for each part; where all have to be met at once, also which of them will not stay so."""
    for (requirement, _), part in zip(on_day.parts, parts, strict=True):
        if part.desirable:
            continue
        if part.step:
            yield Part(part.id, part.title, part.step)
        elif every and part.status is Status.MET:
            lapses = evaluator.lapses_on(stage, requirement, on, add_months(on, LOOK_AHEAD))
            if lapses:
                yield Part(part.id, part.title, Keep(lapses))


def _counted(
    requirement: Requirement, on_day: StatusOnDay, parts: tuple[Outcome, ...]
) -> tuple[Counted, ...]:
    """What counts; of an all-of everything, of an any-of what its parts that hold count, else the nearest."""
    if on_day.status is Status.NOT_APPLICABLE:
        return ()
    if not on_day.parts:
        return on_day.judgement.counted() if on_day.judgement else ()
    chosen = [part for part in parts if part.status is not Status.NOT_APPLICABLE and not part.desirable]
    if isinstance(requirement, AnyOf):
        holding = [part for part in chosen if part.status is Status.MET]
        holding = holding or [part for part in chosen if part.status is Status.WAIVED]
        nearest = _telling(requirement, on_day, parts)
        chosen = holding or ([nearest[1]] if nearest else [])
    found = {one.record: one for part in chosen for one in part.counted}
    return tuple(sorted(found.values(), key=lambda one: (one.day, one.record)))


def _excluded(on_day: StatusOnDay) -> tuple[Excluded, ...]:
    if on_day.parts:
        counted = {record for record, _ in counted_of(on_day)}
        found = {
            one.record: one
            for _, part in on_day.parts
            for one in _excluded(part)
            if one.record not in counted
        }
        return tuple(found.values())
    return on_day.judgement.excluded() if on_day.judgement else ()


def _decisions(
    evaluator: Evaluator, stage: Stage, requirement: Requirement, on_day: StatusOnDay, on: date
) -> tuple[str, ...]:
    name = f"{stage.id}/{requirement.id}"
    required = [
        one.ref
        for one in evaluator.context.decisions
        if one.kind == "require" and one.requirement == name and one.date <= on
    ]
    return (*on_day.decisions, *(ref for ref in required if ref not in on_day.decisions))


def _values(context: MemberContext, requirement: Requirement) -> Mapping[str, str]:
    """The numbers that were used, each in words with its unit."""
    return {
        key: _value(context, requirement, key, getattr(requirement, key.replace("-", "_")))
        for key in requirement.given
    }


def _value(context: MemberContext, requirement: Requirement, key: str, value: object) -> str:
    match value:
        case Each():
            return f"{value.at_least} every {some(value.months, 'months')}"
        case tuple():
            return "; ".join(_share(share) for share in value if isinstance(share, ShareOf))
        case int():
            unit = _unit(context, requirement, key)
            length = f" of {context.policy.double_hour_minutes} minutes" if unit == "double-hours" else ""
            return f"{some(value, unit)}{length}" if unit else str(value)
    of, at_least = getattr(value, "of", ""), getattr(value, "at_least", "")
    return f"{at_least} {of}"


def _share(share: ShareOf) -> str:
    what = "of the sessions of the member's groups" if share.of else "of a kind"
    bounds = [("at least", share.at_least), ("at most", share.at_most)]
    return " and ".join(f"{word} {_fraction(part)} {what}" for word, part in bounds if part is not None)


def _fraction(part: Fraction) -> str:
    return f"{part.numerator}/{part.denominator}" if part.denominator > 1 else str(part.numerator)


def _unit(context: MemberContext, requirement: Requirement, key: str) -> str:
    if key in ("max-gap", "grace"):
        return "days"
    if key == "hours":
        return "hours"
    if key != "at-least":
        return "months"
    if not isinstance(requirement, Practice):
        return ""
    return (
        requirement.of[0] if requirement.unit == "sessions" and len(requirement.of) == 1 else requirement.unit
    )
