"""Rules on the shape of a policy: ids, the order of the stages, what they require, and where numbers come from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.finding import Key, Place, Problem
from balintrec.model import Policy
from balintrec.model.policy import AllOf, AnyOf, Numbered, Practice, Requirement, Writing
from balintrec.names import did_you_mean, some
from balintrec.pathway.order import counts_too_late, reached, waits_of
from balintrec.rules.requirements import requirements
from balintrec.rules.rule import at, error, problem
from balintrec.society import Society


@error("POL001", "same-id-in-policy")
def same_id(society: Society, on: date) -> Iterator[Problem]:
    """Two stages, or two requirements, of a policy have the same id.

    Decisions name a requirement by its id, and that must say which one is meant.

    Wrong:
        # records/policies/pakistan-2030.md
        title: Pathway
        effective: 2030-01-01
        credential: accredited-leader
        stages:
          - id: membership
            requires:
              - {id: member, title: Be a member, kind: membership, source: published}
              - {id: member, title: Be one for a year, kind: membership, months: 12, source: published}
    Right:
        # records/policies/pakistan-2030.md
        title: Pathway
        effective: 2030-01-01
        credential: accredited-leader
        stages:
          - id: membership
            requires:
              - {id: member, title: Be a member, kind: membership, source: published}
              - {id: year, title: Be one for a year, kind: membership, months: 12, source: published}
    """
    for policy in society.policies.values():
        stages: list[tuple[Key, str]] = [
            (("stages", number), stage.id) for number, stage in enumerate(policy.stages)
        ]
        yield from _twice(policy, stages, "stage")
        yield from _twice(
            policy, [(asked.key, asked.requirement.id) for asked in requirements(policy)], "requirement"
        )


def _twice(policy: Policy, named: list[tuple[Key, str]], noun: str) -> Iterator[Problem]:
    first: dict[str, Key] = {}
    for key, id in named:
        earlier = first.setdefault(id, key)
        if earlier is not key:
            message = f'there is another {noun} "{id}" in this policy'
            related = (at(policy, *earlier, "id"), "the first")
            yield problem(at(policy, *key, "id"), message, "give each its own id", related)


def _before(policy: Policy) -> Iterator[tuple[str, Key, str]]:
    """Every stage that another waits for or accompanies: who does, where that is said, and which stage."""
    for number, stage in enumerate(policy.stages):
        for place, other in enumerate(stage.after):
            yield stage.id, ("stages", number, "after", place), other
    for asked in requirements(policy):
        during = asked.requirement.during if isinstance(asked.requirement, Writing) else None
        if during:
            yield asked.stage.id, (*asked.key, "during"), during


@error("POL002", "unknown-stage")
def unknown_stage(society: Society, on: date) -> Iterator[Problem]:
    """A stage is named in `after` or `during` that the policy does not have.

    Wrong:
        # records/policies/pakistan-2030.md
        title: Pathway
        effective: 2030-01-01
        credential: accredited-leader
        stages:
          - id: membership
            requires: [{id: member, title: Be a member, kind: membership, source: published}]
          - id: application
            after: [membersip]
            requires: [{id: form, title: Submit the form, kind: document, of: form, source: published}]
    Right:
        # records/policies/pakistan-2030.md
        title: Pathway
        effective: 2030-01-01
        credential: accredited-leader
        stages:
          - id: membership
            requires: [{id: member, title: Be a member, kind: membership, source: published}]
          - id: application
            after: [membership]
            requires: [{id: form, title: Submit the form, kind: document, of: form, source: published}]
    """
    for policy in society.policies.values():
        stages = {stage.id for stage in policy.stages}
        for _, key, other in _before(policy):
            if other not in stages:
                meant = did_you_mean(other, stages)
                remedy = (
                    f'did you mean "{meant}"?' if meant else f"the stages are: {', '.join(sorted(stages))}"
                )
                yield problem(at(policy, *key), f'this policy has no stage "{other}"', remedy)


@error("POL003", "circular-stages")
def circle(society: Society, on: date) -> Iterator[Problem]:
    """Stages wait for each other, so none of them can ever be met.

    A stage waits for those in its `after`, and for the one that a writing in it accompanies (`during`), also one inside
    an all-of or any-of.

    Wrong:
        # records/policies/pakistan-2030.md
        title: Pathway
        effective: 2030-01-01
        credential: accredited-leader
        stages:
          - id: membership
            after: [application]
            requires: [{id: member, title: Be a member, kind: membership, source: published}]
          - id: application
            after: [membership]
            requires: [{id: form, title: Submit the form, kind: document, of: form, source: published}]
    Right:
        # records/policies/pakistan-2030.md
        title: Pathway
        effective: 2030-01-01
        credential: accredited-leader
        stages:
          - id: membership
            requires: [{id: member, title: Be a member, kind: membership, source: published}]
          - id: application
            after: [membership]
            requires: [{id: form, title: Submit the form, kind: document, of: form, source: published}]
    """
    for policy in society.policies.values():
        # A writing that accompanies its own stage does not wait for itself: a stage ends without its writings.
        waits = [
            (one, key, other) for one, key, other in _before(policy) if one != other or key[-1] != "during"
        ]
        direct = waits_of(policy)
        reach = {stage.id: reached(stage.id, direct) for stage in policy.stages}
        told: set[str] = set()
        for stage, key, other in waits:
            if stage not in told and stage in {other, *reach.get(other, ())}:
                told |= {one for one in reach[stage] if stage in reach.get(one, ())}
                message = f'stage "{stage}" waits for "{other}", and that for "{stage}"'
                yield problem(at(policy, *key), message, "let one of them not wait for the other")


@error("POL004", "requires-nothing")
def requires_nothing(society: Society, on: date) -> Iterator[Problem]:
    """A stage, an all-of or an any-of requires nothing.

    Wrong:
        # records/policies/pakistan-2030.md
        title: Pathway
        effective: 2030-01-01
        credential: accredited-leader
        stages:
          - id: membership
            requires: []
    Right:
        # records/policies/pakistan-2030.md
        title: Pathway
        effective: 2030-01-01
        credential: accredited-leader
        stages:
          - id: membership
            requires: [{id: member, title: Be a member, kind: membership, source: published}]
    """
    for policy in society.policies.values():
        for key, name, requires in _requiring(policy):
            if not requires:
                remedy = "write what is required"
                yield problem(at(policy, *key, "requires"), f"{name} requires nothing", remedy)


def _requiring(policy: Policy) -> Iterator[tuple[Key, str, tuple[Requirement, ...]]]:
    for number, stage in enumerate(policy.stages):
        yield ("stages", number), f'stage "{stage.id}"', stage.requires
    for asked in requirements(policy):
        if isinstance(asked.requirement, AllOf | AnyOf):
            yield asked.key, f'"{asked.id}"', asked.requirement.requires


@error("POL024", "writing-never-begins")
def never_begins(society: Society, on: date) -> Iterator[Problem]:
    """A writing accompanies a stage without a practice requirement, so it never begins and nobody can meet it.

    A writing begins with the first activity that is counted by a practice of the stage that it accompanies: its own, or
    the one in `during`.

    Wrong:
        # records/policies/pakistan-2030.md
        title: Pathway
        effective: 2030-01-01
        credential: accredited-leader
        stages:
          - id: co-leadership
            requires: [{id: lead, title: Co-lead, kind: practice, of: sessions, at-least: 8, source: published}]
          - id: growth
            requires: [{id: diary, title: Write, kind: writing, of: reflections, every: 6, source: published}]
    Right:
        # records/policies/pakistan-2030.md
        title: Pathway
        effective: 2030-01-01
        credential: accredited-leader
        stages:
          - id: co-leadership
            requires: [{id: lead, title: Co-lead, kind: practice, of: sessions, at-least: 8, source: published}]
          - id: growth
            requires:
              - {id: diary, title: Write, kind: writing, of: reflections, during: co-leadership, every: 6,
                 source: published}
    """
    for policy in society.policies.values():
        practised = {
            asked.stage.id for asked in requirements(policy) if isinstance(asked.requirement, Practice)
        }
        stages = {stage.id for stage in policy.stages}
        for asked in requirements(policy):
            during = isinstance(asked.requirement, Writing) and (asked.requirement.during or asked.stage.id)
            if during in stages - practised:
                message = (
                    f'stage "{during}" has no practice with whose first activity the writing would begin'
                )
                remedy = "name in during: the stage whose practice it accompanies"
                yield problem(at(policy, *asked.key), message, remedy)


@error("POL027", "writing-counts-too-late")
def counts_only_when_it_is_past(society: Society, on: date) -> Iterator[Problem]:
    """A writing stands after the stage that it accompanies, and counts only when its first due day is past.

    Nothing counts that is written before the stage in `after` is met; the due days of the writing fall during that
    stage. Where it takes longer than `every` and the grace, the first of them can be met by nobody.

    Wrong:
        # records/policies/pakistan-2030.md
        title: Pathway
        effective: 2030-01-01
        credential: accredited-leader
        stages:
          - id: co-leadership
            requires:
              - {id: lead, title: Co-lead, kind: practice, of: sessions, span: 24, at-least: 8, source: published}
          - id: growth
            after: co-leadership
            requires:
              - {id: diary, title: Write, kind: writing, of: reflections, during: co-leadership, every: 6,
                 source: published}
    Right:
        # records/policies/pakistan-2030.md
        title: Pathway
        effective: 2030-01-01
        credential: accredited-leader
        stages:
          - id: co-leadership
            requires:
              - {id: lead, title: Co-lead, kind: practice, of: sessions, span: 24, at-least: 8, source: published}
          - id: growth
            requires:
              - {id: diary, title: Write, kind: writing, of: reflections, during: co-leadership, every: 6,
                 source: published}
    """
    for policy in society.policies.values():
        for asked in requirements(policy):
            if not isinstance(asked.requirement, Writing):
                continue
            during, months = asked.requirement.during, counts_too_late(policy, asked.stage, asked.requirement)
            if months is not None:
                message = (
                    f'nobody can meet this: nothing counts before stage "{during}" is met, which takes at least '
                    f"{some(months, 'months')}, and the first due day is past by then"
                )
                remedy = (
                    f'take "{during}" out of the stages in after:, or move this requirement into that stage'
                )
                yield problem(at(policy, *asked.key, "during"), message, remedy)


@error("POL011", "source-does-not-fit")
def source_does_not_fit(society: Society, on: date) -> Iterator[Problem]:
    """A `source` leaves out a number that the requirement or policy gives, or names one that it does not give.

    Every number says who decided it, so that nobody takes a placeholder for a rule of the society.

    Wrong:
        # records/policies/pakistan-2030.md
        title: Pathway
        effective: 2030-01-01
        credential: accredited-leader
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions], span: 24,
                 each: {months: 3, at-least: 1}, source: {span: published}}
    Right:
        # records/policies/pakistan-2030.md
        title: Pathway
        effective: 2030-01-01
        credential: accredited-leader
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions], span: 24,
                 each: {months: 3, at-least: 1}, source: {span: published, each: placeholder}}
    """
    for policy in society.policies.values():
        yield from _misfits(policy, (), policy, policy.source, "policy")
        for asked in requirements(policy):
            yield from _misfits(policy, asked.key, asked.requirement, asked.requirement.source, "requirement")


def _misfits(
    policy: Policy, key: Key, holder: Numbered, source: str | dict[str, str] | None, noun: str
) -> Iterator[Problem]:
    """Where a mapping of sources and the numbers beside it differ."""
    if not isinstance(source, dict):
        return
    named, given = set(source), set(holder.given)
    for number in sorted(given - named - _optional(holder)):
        remedy = f"add {number}: published, committee or placeholder"
        yield problem(at(policy, *key, "source"), f"it is not said where {number} comes from", remedy)
    for number in sorted(named - given):
        meant = did_you_mean(number, given - named)
        remedy = f'did you mean "{meant}"?' if meant else "delete it, or give the number"
        place = Place(policy.path, (*key, "source", number), of_key=True)
        yield problem(place, f'this {noun} gives no number "{number}"', remedy)


def _optional(holder: Numbered) -> set[str]:
    """A writing without grace has a grace of 0, and nobody needs to say who decided that."""
    return {"grace"} if isinstance(holder, Writing) and holder.grace == 0 else set()
