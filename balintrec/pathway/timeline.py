"""A member's standing over time: the days on which it turned, and the records by which it did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from balintrec.dates import NEVER, next_day
from balintrec.model import Decision, Member, Policy
from balintrec.model.policy import Membership, Requirement, Stage
from balintrec.pathway.context import AsOf, MemberContext
from balintrec.pathway.credentials import (
    CONFERS,
    ENDS,
    credential_decision,
    credential_of,
    decisions_about,
    runs_until,
)
from balintrec.pathway.day_evaluator import StatusOnDay, counted_of
from balintrec.pathway.evaluator import Evaluator
from balintrec.pathway.outcome import Standing, Status
from balintrec.pathway.requirements import relevant_records
from balintrec.pathway.requirements.kind import all_requirements
from balintrec.pathway.requirements.membership import covered
from balintrec.pathway.standing import standing
from balintrec.society import Society


class Turn(NamedTuple):
    """A day on which the judgement on one requirement became another."""

    day: date
    requirement: str
    """stage/requirement."""
    title: str
    before: Status | None
    """None: it was so from the first day on which anything is recorded."""
    after: Status
    records: tuple[str, ...]
    """The records of that day by which it turned, and the decisions that it rests on; none where time passed."""


class Tenure(NamedTuple):
    """A day from which on a credential was held, or was no longer."""

    day: date
    credential: str
    held: bool
    record: str | None
    """The decision of that day; None where its time had run out."""


class Timeline(NamedTuple):
    """How somebody came to stand where they stand."""

    standing: Standing
    turns: tuple[Turn, ...]
    """In order of day, then of the policy."""
    tenures: tuple[Tenure, ...]


def timeline(society: Society, member: Member, on: date, policy: Policy | None = None) -> Timeline:
    """Every turn up to a day, each day judged by the records dated up to it, and by the policy of the last.

    The policy is the member's own, or the one given.
    """
    now = standing(society, member, on, policy)
    tenures = tuple(sorted(_tenures(society, member, on)))
    policy = society.policies.get(now.policy or "")
    if policy is None or now.unreadable:
        return Timeline(now, (), tenures)
    return Timeline(now, _turns(society, member, policy, now), tenures)


def _turns(society: Society, member: Member, policy: Policy, now: Standing) -> tuple[Turn, ...]:
    evaluator = Evaluator(MemberContext(society, member, policy), now.begin)
    found = [
        turn
        for stage in policy.stages
        for requirement in all_requirements(stage.requires)
        for turn in turns(evaluator, stage, requirement, now.on)
    ]
    return tuple(sorted(found, key=lambda turn: turn.day))  # stable: in the order of the policy on one day


def turns(evaluator: Evaluator, stage: Stage, requirement: Requirement, on: date) -> Iterator[Turn]:
    """The turns of one requirement up to a day, in order."""
    starts = [
        *evaluator.record_days(requirement)[:1],
        *(start for start, _ in covered(evaluator.context.member).periods),
    ]
    day, before, until = min([*starts, on]), None, NEVER
    while day <= on:
        after, stands = evaluator.state(stage, requirement, day, on)
        if after is not before and (before or after not in (Status.NOT_MET, Status.NOT_APPLICABLE)):
            records = _records(evaluator, stage, requirement, day, timely=day == until)
            yield Turn(day, f"{stage.id}/{requirement.id}", requirement.title, before, after, records)
        before, until = after, stands
        day = evaluator.next_change(stage, requirement, day, on, on)


def _records(
    evaluator: Evaluator, stage: Stage, requirement: Requirement, day: date, *, timely: bool
) -> tuple[str, ...]:
    """What a turn rests on: what counts or decides, else what bears on it that day, unless its time had come."""
    if isinstance(requirement, Membership):
        return _membership(evaluator.context.member, day)
    on_day = evaluator.status_on(stage, requirement, AsOf(day, day))
    dated = {
        (one if isinstance(one, str) else one.ref)
        for when, one in relevant_records(evaluator.context, requirement)
        if when == day
    }
    counted = {record for record, _ in counted_of(on_day)}
    telling = (dated & counted) | set(_decisions(on_day)) if on_day.status.holds else set()
    return tuple(sorted(telling or (set() if timely else dated)))


def _decisions(on_day: StatusOnDay) -> Iterator[str]:
    yield from on_day.decisions
    for _, part in on_day.parts:
        yield from _decisions(part)


def _membership(member: Member, day: date) -> tuple[str, ...]:
    bounds = {bound for start, end in covered(member).periods for bound in (start, next_day(end))}
    return (member.ref,) if day in bounds else ()


def _tenures(society: Society, member: Member, on: date) -> Iterator[Tenure]:
    decisions = [one for one in decisions_about(society, member.id) if one.kind in CONFERS + ENDS]
    for credential in sorted({name for one in decisions if (name := credential_of(society, one))}):
        own = [one for one in decisions if credential_of(society, one) == credential]
        held = False
        for day in sorted(_days(society, own, credential)):
            holds = day <= on and credential_decision(society, member.id, credential, day) is not None
            if day <= on and holds is not held:
                held = holds
                record = next((one.ref for one in reversed(own) if one.date == day), None)
                yield Tenure(day, credential, held, record)


def _days(society: Society, decisions: list[Decision], credential: str) -> set[date]:
    """The days on which decisions take effect, and the first ones on which they no longer do."""
    days = {one.date for one in decisions}
    days |= {next_day(runs_until(society, one, credential)) for one in decisions if one.kind in CONFERS}
    return days | {next_day(one.until) for one in decisions if one.kind == "suspend" and one.until}
