"""What stands around the verdicts: numbers with their sources, decisions, credentials, due days, what comes. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import count as counting

from balintrec.dates import NEVER
from balintrec.model import Decision, Member, Policy
from balintrec.model.policy import Writing
from balintrec.pathway import Outcome, Standing, Status
from balintrec.pathway.credentials import credential_decision, credential_of, decisions_about, runs_until
from balintrec.pathway.requirements.writing import Schedule, schedule_on
from balintrec.pathway.standing import evaluator_of
from balintrec.rules.requirements import requirements
from balintrec.society import Society
from balintrec.views import requirement
from balintrec.views.member.relevant_records import named
from balintrec.views.member.statements import both_ends
from balintrec.views.member.values import Coming, Decided, DueDay, Held
from balintrec.views.standing import aimed_at


def all_outcomes(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Every outcome, those inside an all-of or any-of after the one that holds them."""
    for outcome in outcomes:
        yield outcome
        yield from all_outcomes(outcome.parts)


def numbers(policy: Policy | None, standing: Standing) -> dict[str, tuple[requirement.Number, ...]]:
    """The numbers that every requirement was judged by, by stage/requirement."""
    asked = {one.id: one.requirement for one in requirements(policy)} if policy else {}
    return {
        outcome.id: requirement.numbers(asked[outcome.id])
        for outcome in all_outcomes(standing.outcomes())
        if outcome.id in asked
    }


def held(society: Society, standing: Standing) -> tuple[Held, ...]:
    """The credentials held on the day, with the decision that confers each."""
    found = []
    for credential in standing.credentials:
        decision = credential_decision(society, standing.member, credential, standing.on)
        if decision:
            end = runs_until(society, decision, credential)
            found.append(Held(credential, decision.date, None if end == NEVER else end, decision.ref))
    return tuple(found)


def decisions(society: Society, standing: Standing) -> tuple[Decided, ...]:
    """Every decision about the member up to the day, in order of date."""
    titles = {one.id: one.title for one in all_outcomes(standing.outcomes())}
    return tuple(
        _decided(society, one, standing.on, titles)
        for one in decisions_about(society, standing.member)
        if one.date <= standing.on
    )


def _decided(society: Society, one: Decision, on: date, titles: Mapping[str, str]) -> Decided:
    credential = credential_of(society, one) or ""
    return Decided(
        one.ref,
        one.date,
        one.kind,
        named(society, one.by),
        one.reason or "",
        one.requirement or "",
        titles.get(one.requirement or "", ""),
        credential,
        one.until,
        one.due,
        one.amount,
        one.months,
        both_ends(one.period),
        tuple(named(society, person) for person in one.present),
        tuple(named(society, person) for person in one.recused),
        one.last is None or on <= one.last,
    )


def due_days(
    society: Society, member: Member | None, policy: Policy | None, standing: Standing
) -> tuple[DueDay, ...]:
    """The due days of everything that is to be written every so often, with what served each.

    Of somebody who is no member any more none that is to come, or can still be served.
    """
    if member is None or policy is None:
        return ()
    evaluator = evaluator_of(society, member, policy, standing.begin)
    # Nothing is due of what does not apply, nor of what nobody can tell whether it does: that has no unit.
    applies = {one.id for one in all_outcomes(standing.outcomes()) if one.unit}
    found: list[DueDay] = []
    for asked in requirements(policy):
        if isinstance(asked.requirement, Writing) and asked.id in applies:
            schedule = schedule_on(evaluator, asked.stage, asked.requirement, standing.on)
            found += _days(schedule, asked.id, standing.on)
    return tuple(one for one in found if not (standing.former and one.state in ("coming", "open")))


def _days(schedule: Schedule, requirement: str, on: date) -> Iterator[DueDay]:
    """The due days asked for or served already and, while it goes on, the next one."""
    asked = schedule.due_numbers()
    period = schedule.request.period
    if period is None or period.begin is None or schedule.request.requirement.every < 1:
        return
    last = max([0, *asked, *schedule.served])
    following = [] if period.end and period.end <= on else [_following(schedule, last)]
    for number in [*range(1, last + 1), *following]:
        day = schedule.due(number)
        yield DueDay(
            requirement, number, day, _state(schedule, number, day, on), schedule.served.get(number, "")
        )


def _following(schedule: Schedule, last: int) -> int:
    return next(number for number in counting(last + 1) if number not in schedule.served)


def _state(schedule: Schedule, number: int, day: date, on: date) -> str:
    if number in schedule.served:
        return "served" if schedule.served[number] else "waived"
    if day > on:
        return "coming"
    return "open" if (on - day).days <= schedule.request.requirement.grace else "missed"


def coming(society: Society, standing: Standing, held: Iterable[Held]) -> tuple[Coming, ...]:
    """What falls due or lapses, in order of day: of the pathway, or of the credential at its end once it is held."""
    aim = aimed_at(society, standing)
    if standing.former:
        return ()
    if aim in standing.credentials:
        return tuple(
            Coming(one.until, aim, "", True, False) for one in held if one.credential == aim and one.until
        )
    return tuple(sorted(set(_coming(standing.outcomes(), standing.on))))


def _coming(outcomes: Iterable[Outcome], on: date) -> Iterator[Coming]:
    for one in outcomes:
        if one.desirable or one.status is Status.NOT_APPLICABLE:
            continue
        if one.due and not one.status.holds:
            yield Coming(one.due, one.id, one.title, False, one.due < on)
        if one.lapses_on and one.status is Status.MET:
            yield Coming(one.lapses_on, one.id, one.title, True, False)
        if not one.status.holds:
            yield from _coming(one.parts, on)
