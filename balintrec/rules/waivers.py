"""Rules on decisions that bend a policy for one member: waivers, recognitions, requirements made binding, leave."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from balintrec.finding import Problem
from balintrec.model import Decision, Policy
from balintrec.model.policy import Practice, Requirement
from balintrec.names import did_you_mean
from balintrec.pathway.requirements import kind_of
from balintrec.rules.requirements import judged_by, own_policies, requirements
from balintrec.rules.rule import at, error, problem, suggestion
from balintrec.society import Society
from balintrec.wording.message import NOTHING, Message, joined, message, plural

BENDS = ("waive", "recognise", "require")


class Bent(NamedTuple):
    """A decision about a requirement, the policy it is judged by, and the requirement if the policy has it."""

    decision: Decision
    policy: Policy
    requirement: Requirement | None


def _bent(society: Society) -> Iterator[Bent]:
    for decision in society.decisions.values():
        if decision.kind in BENDS and decision.requirement:
            policies = _policies(society, decision)
            found = {
                asked.id: asked.requirement for policy in reversed(policies) for asked in requirements(policy)
            }
            if policies:
                yield Bent(decision, policies[0], found.get(decision.requirement))


def _policies(society: Society, decision: Decision) -> list[Policy]:
    """Their own policies, and after them those by which they would be judged for other credentials."""
    member = society.members.get(decision.member)
    own = own_policies(society, member, decision.date) if member else ()
    if not own:
        return []
    others = sorted({policy.credential for policy in society.policies.values()} - {own[0].credential})
    found = [judged_by(society, decision, credential) for credential in others]
    return [*own, *filter(None, found)]


@error("DEC011", "unknown-requirement")
def unknown_requirement(society: Society, on: date) -> Iterator[Problem]:
    """A decision names a requirement that the member's policy does not have.

    A requirement is named stage/requirement, by the policy that the member is pinned to, or that was in force when
    their pathway began.

    Wrong:
        # records/decisions/2025-01-10-sana-malik-waive.md
        kind: waive
        member: sana-malik
        date: 2025-01-10
        by: committee
        present: [omar-farooq, hina-raza]
        reason: illness
        requirement: participation/atendance
    Right:
        # records/decisions/2025-01-10-sana-malik-waive.md
        kind: waive
        member: sana-malik
        date: 2025-01-10
        by: committee
        present: [omar-farooq, hina-raza]
        reason: illness
        requirement: participation/attendance
    """
    for decision, policy, requirement in _bent(society):
        if requirement is None:
            wanted = decision.requirement or ""
            meant = did_you_mean(wanted, [asked.id for asked in requirements(policy)])
            said = message(
                'policy "%(policy)s" has no requirement "%(requirement)s"',
                policy=policy.id,
                requirement=wanted,
            )
            remedy = message("balintrec explain %(policy)s lists its requirements", policy=policy.id)
            related = (at(policy), message("the member's policy"))
            yield problem(at(decision, "requirement"), said, suggestion(meant, remedy), related)


@error("DEC012", "no-such-due-date")
def no_such_due_day(society: Society, on: date) -> Iterator[Problem]:
    """A waiver names a due day or period that the requirement does not have.

    Only writings have due dates, and only a practice with `each` has periods. They are counted from 1.

    Wrong:
        # records/decisions/2025-01-10-sana-malik-waive.md
        kind: waive
        member: sana-malik
        date: 2025-01-10
        by: committee
        present: [omar-farooq, hina-raza]
        reason: illness
        requirement: participation/attendance
        due: 1
    Right:
        # records/decisions/2025-01-10-sana-malik-waive.md
        kind: waive
        member: sana-malik
        date: 2025-01-10
        by: committee
        present: [omar-farooq, hina-raza]
        reason: illness
        requirement: reflection/half-yearly
        due: 1
    """
    for decision, _, requirement in _bent(society):
        if decision.kind == "waive" and decision.due is not None and requirement:
            said = _no_such_due(requirement, decision.due)
            if said:
                remedy = message(
                    "correct the number or the requirement, or ask the committee for a new decision"
                )
                yield problem(at(decision, "due"), said, remedy)


def _no_such_due(requirement: Requirement, due: int) -> Message:
    each = requirement.each if isinstance(requirement, Practice) else None
    if not kind_of(requirement).has_due_days(requirement):
        return message('"%(title)s" has neither due dates nor periods', title=requirement.title)
    if due == 0:
        return message("due dates and periods are counted from 1")
    span = requirement.span if isinstance(requirement, Practice) else None
    periods = span // max(each.months, 1) if span and each else due
    if due <= periods:
        return NOTHING
    return plural(
        '"%(title)s" has only %(num)s period',
        '"%(title)s" has only %(num)s periods',
        periods,
        title=requirement.title,
    )


@error("DEC013", "amount-without-total")
def amount_without_total(society: Society, on: date) -> Iterator[Problem]:
    """A recognition adds an amount to a requirement that has no `at-least`.

    An amount adds to what is counted and to nothing else. Time that was spent elsewhere is recognised by `months`.
    A recognition without either says that the whole requirement is met, which is more than was decided.

    Wrong:
        # records/decisions/2025-01-10-sana-malik-recognise.md
        kind: recognise
        member: sana-malik
        date: 2025-01-10
        by: committee
        present: [omar-farooq, hina-raza]
        reason: a group abroad
        requirement: membership/member
        amount: 6
    Right:
        # records/decisions/2025-01-10-sana-malik-recognise.md
        kind: recognise
        member: sana-malik
        date: 2025-01-10
        by: committee
        present: [omar-farooq, hina-raza]
        reason: a group abroad
        requirement: participation/attendance
        amount: 1
    """
    for decision, _, requirement in _bent(society):
        if decision.kind != "recognise" or decision.amount is None or requirement is None:
            continue
        if getattr(requirement, "at_least", None) is None:
            said = message(
                '"%(title)s" has no at-least that an amount could be added to', title=requirement.title
            )
            yield problem(at(decision, "amount"), said, _instead_of_amount(requirement))


def _instead_of_amount(requirement: Requirement) -> Message:
    """What was meant, without recognising more than was decided."""
    other = message(
        "name the requirement with an at-least that it is for, or ask the committee for a new decision"
    )
    if isinstance(requirement, Practice) and requirement.span is not None:
        return joined((message("if months were recognised, write months: with their number"), other), "; ")
    return other


@error("DEC022", "months-without-span")
def months_without_span(society: Society, on: date) -> Iterator[Problem]:
    """A recognition of months is for a requirement without a `span`, or is of 0 months.

    Months shorten the span of a practice: of two required years, one may have been spent elsewhere. They
    shorten nothing else, so such a decision has no effect. To add to a number, use an `amount`.

    Wrong:
        # records/decisions/2025-01-10-sana-malik-recognise.md
        kind: recognise
        member: sana-malik
        date: 2025-01-10
        by: committee
        present: [omar-farooq, hina-raza]
        reason: a group abroad
        requirement: participation/attendance
        months: 12
    Right:
        # records/decisions/2025-01-10-sana-malik-recognise.md
        kind: recognise
        member: sana-malik
        date: 2025-01-10
        by: committee
        present: [omar-farooq, hina-raza]
        reason: a group abroad
        requirement: participation/attendance
        amount: 1
    """
    for decision, _, requirement in _bent(society):
        if decision.kind != "recognise" or decision.months is None or requirement is None:
            continue
        if not isinstance(requirement, Practice) or requirement.span is None:
            said = message('"%(title)s" has no span that months could shorten', title=requirement.title)
            remedy = message(
                "name the requirement with a span that they are for, or ask the committee for a new decision"
            )
            yield problem(at(decision, "months"), said, remedy)
        elif decision.months == 0:
            said = message("0 months recognise nothing")
            yield problem(at(decision, "months"), said, message("write how many months were recognised"))


@error("DEC014", "names-no-requirement")
def names_nothing(society: Society, on: date) -> Iterator[Problem]:
    """A decision does not say what it waives, recognises or requires.

    A waiver and a decision of kind require name a requirement; a recognition names a requirement or a credential.

    Wrong:
        # records/decisions/2025-01-10-sana-malik-require.md
        kind: require
        member: sana-malik
        date: 2025-01-10
        by: committee
        present: [omar-farooq, hina-raza]
        reason: little experience of events
    Right:
        # records/decisions/2025-01-10-sana-malik-require.md
        kind: require
        member: sana-malik
        date: 2025-01-10
        by: committee
        present: [omar-farooq, hina-raza]
        reason: little experience of events
        requirement: co-leadership/intensive
    """
    for decision in society.decisions.values():
        if decision.kind not in BENDS or decision.requirement:
            continue
        if decision.kind == "recognise" and decision.credential:
            continue
        if decision.kind == "recognise":
            said = message("a decision of kind recognise must name a requirement or a credential")
        else:
            said = message("a decision of kind %(kind)s must name a requirement", kind=decision.kind)
        remedy = message("add the one in the minutes, in a line requirement: stage/requirement")
        yield problem(at(decision, "kind"), said, remedy)


@error("DEC015", "leave-without-period")
def leave_without_period(society: Society, on: date) -> Iterator[Problem]:
    """A leave has no period, so it stops no clock.

    Wrong:
        # records/decisions/2025-06-01-sana-malik-leave.md
        kind: leave
        member: sana-malik
        date: 2025-06-01
        by: committee
        present: [omar-farooq, hina-raza]
        reason: parental leave
    Right:
        # records/decisions/2025-06-01-sana-malik-leave.md
        kind: leave
        member: sana-malik
        date: 2025-06-01
        by: committee
        present: [omar-farooq, hina-raza]
        reason: parental leave
        period: {from: 2025-06-01}
    """
    for decision in society.decisions.values():
        if decision.kind == "leave" and decision.period is None:
            said = message("this leave has no period")
            remedy = message("add a line period: {from: DATE, to: DATE}; leave out to: while it lasts")
            yield problem(at(decision, "kind"), said, remedy)
