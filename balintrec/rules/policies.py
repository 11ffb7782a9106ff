"""Rules on the shape of a policy: ids, the order of the stages, what they require, and where numbers come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from balintrec.finding import Key, Place, Problem
from balintrec.model import Policy
from balintrec.model.policy import AllOf, AnyOf, Numbered, Practice, Requirement, Writing
from balintrec.names import did_you_mean
from balintrec.pathway.order import counts_too_late, reached, waits_of
from balintrec.rules.requirements import requirements
from balintrec.rules.rule import at, error, problem, suggestion
from balintrec.society import Society
from balintrec.wording.message import Message, joined, message, plural

OWN_ID = message("give each its own id")


@error("POL001", "same-id-in-policy")
def same_id(society: Society, on: date) -> Iterator[Problem]:
    """Two stages, or two requirements, of a policy have the same id.

    Decisions name a requirement by its id, which must be unique.

    Wrong:
        # records/policies/pakistan-2030.md
        stages:
          - id: membership
            requires:
              - {id: member, title: Be a member, kind: membership, source: published}
              - {id: member, title: Be one for a year, kind: membership, months: 12, source: published}
    Right:
        # records/policies/pakistan-2030.md
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
        for key, id, earlier in _twice(stages):
            said = message('there is another stage "%(id)s" in this policy', id=id)
            yield problem(
                at(policy, *key, "id"), said, OWN_ID, (at(policy, *earlier, "id"), message("the first"))
            )
        asked = [(one.key, one.requirement.id) for one in requirements(policy)]
        for key, id, earlier in _twice(asked):
            said = message('there is another requirement "%(id)s" in this policy', id=id)
            yield problem(
                at(policy, *key, "id"), said, OWN_ID, (at(policy, *earlier, "id"), message("the first"))
            )


def _twice(ids: list[tuple[Key, str]]) -> Iterator[tuple[Key, str, Key]]:
    """Every id that was there before, with its place and that of the first."""
    first: dict[str, Key] = {}
    for key, id in ids:
        earlier = first.setdefault(id, key)
        if earlier is not key:
            yield key, id, earlier


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
    """A policy names a stage in `after` or `during` that it does not have.

    Wrong:
        # records/policies/pakistan-2030.md
        stages:
          - id: membership
            requires: [{id: member, title: Be a member, kind: membership, source: published}]
          - id: application
            after: [membersip]
            requires: [{id: form, title: Submit the form, kind: document, of: form, source: published}]
    Right:
        # records/policies/pakistan-2030.md
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
                said = message('this policy has no stage "%(stage)s"', stage=other)
                remedy = message("the stages are: %(stages)s", stages=joined(sorted(stages), ", "))
                yield problem(at(policy, *key), said, suggestion(did_you_mean(other, stages), remedy))


@error("POL003", "circular-stages")
def circle(society: Society, on: date) -> Iterator[Problem]:
    """Stages wait for each other, so none of them can ever be met.

    A stage waits for those in its `after`, and for the one that a writing in it accompanies (`during`), also one inside
    an all-of or any-of.

    Wrong:
        # records/policies/pakistan-2030.md
        stages:
          - id: membership
            after: [application]
            requires: [{id: member, title: Be a member, kind: membership, source: published}]
          - id: application
            after: [membership]
            requires: [{id: form, title: Submit the form, kind: document, of: form, source: published}]
    Right:
        # records/policies/pakistan-2030.md
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
            (stage, key, other)
            for stage, key, other in _before(policy)
            if stage != other or key[-1] != "during"
        ]
        direct = waits_of(policy)
        reach = {stage.id: reached(stage.id, direct) for stage in policy.stages}
        told: set[str] = set()
        for stage, key, other in waits:
            if stage not in told and stage in {other, *reach.get(other, ())}:
                told |= {one for one in reach[stage] if stage in reach.get(one, ())}
                said = message(
                    'stage "%(stage)s" waits for "%(other)s", which waits for "%(stage)s"',
                    stage=stage,
                    other=other,
                )
                yield problem(at(policy, *key), said, message("let one of them not wait for the other"))


@error("POL004", "requires-nothing")
def requires_nothing(society: Society, on: date) -> Iterator[Problem]:
    """A stage, an all-of or an any-of requires nothing.

    Wrong:
        # records/policies/pakistan-2030.md
        stages:
          - id: membership
            requires: []
    Right:
        # records/policies/pakistan-2030.md
        stages:
          - id: membership
            requires: [{id: member, title: Be a member, kind: membership, source: published}]
    """
    for policy in society.policies.values():
        for key, said, requires in _requiring(policy):
            if not requires:
                yield problem(at(policy, *key, "requires"), said, message("write what is required"))


def _requiring(policy: Policy) -> Iterator[tuple[Key, Message, tuple[Requirement, ...]]]:
    for number, stage in enumerate(policy.stages):
        yield (
            ("stages", number),
            message('stage "%(stage)s" requires nothing', stage=stage.id),
            stage.requires,
        )
    for asked in requirements(policy):
        if isinstance(asked.requirement, AllOf | AnyOf):
            said = message('"%(requirement)s" requires nothing', requirement=asked.id)
            yield asked.key, said, asked.requirement.requires


@error("POL024", "writing-never-begins")
def never_begins(society: Society, on: date) -> Iterator[Problem]:
    """A writing accompanies a stage without a practice requirement, so it never begins and nobody can meet it.

    A writing begins with the first activity that is counted by a practice of the stage that it accompanies: its own, or
    the one in `during`.

    Wrong:
        # records/policies/pakistan-2030.md
        stages:
          - id: co-leadership
            requires: [{id: lead, title: Co-lead, kind: practice, of: sessions, at-least: 8, source: published}]
          - id: growth
            requires: [{id: diary, title: Write, kind: writing, of: reflections, every: 6, source: published}]
    Right:
        # records/policies/pakistan-2030.md
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
            if during and during in stages - practised:
                said = message(
                    'stage "%(stage)s" has no practice requirement, so this writing would never begin',
                    stage=during,
                )
                remedy = message("name under during: the stage with the practice that it accompanies")
                yield problem(at(policy, *asked.key), said, remedy)


@error("POL027", "writing-counts-too-late")
def counts_only_when_it_is_past(society: Society, on: date) -> Iterator[Problem]:
    """A writing comes after the stage that it accompanies, so it counts only when its first due date has passed.

    Nothing counts that is written before the stage in `after` is met; the due dates of the writing fall during
    that stage. Where it takes longer than `every` and the grace, nobody can meet the first of them.

    Wrong:
        # records/policies/pakistan-2030.md
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
                said = plural(
                    'nobody can meet this: nothing counts before stage "%(stage)s" is met, which takes at least '
                    "%(num)s month, and the first due date has passed by then",
                    'nobody can meet this: nothing counts before stage "%(stage)s" is met, which takes at least '
                    "%(num)s months, and the first due date has passed by then",
                    months,
                    stage=during or "",
                )
                remedy = message(
                    'take "%(stage)s" out of the stages under after:, or move this requirement into that stage',
                    stage=during or "",
                )
                yield problem(at(policy, *asked.key, "during"), said, remedy)


@error("POL011", "source-does-not-fit")
def source_does_not_fit(society: Society, on: date) -> Iterator[Problem]:
    """A `source` leaves out a number that the requirement or policy gives, or names one that it does not give.

    Every number says who decided it, so that nobody takes a placeholder for a rule of the society.

    Wrong:
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions], span: 24,
                 each: {months: 3, at-least: 1}, source: {span: published}}
    Right:
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions], span: 24,
                 each: {months: 3, at-least: 1}, source: {span: published, each: placeholder}}
    """
    for policy in society.policies.values():
        yield from _misfits(policy, (), policy, policy.source, _not_in_policy)
        for asked in requirements(policy):
            yield from _misfits(
                policy, asked.key, asked.requirement, asked.requirement.source, _not_in_requirement
            )


def _not_in_policy(number: str) -> Message:
    return message('this policy gives no number "%(number)s"', number=number)


def _not_in_requirement(number: str) -> Message:
    return message('this requirement gives no number "%(number)s"', number=number)


def _misfits(
    policy: Policy,
    key: Key,
    holder: Numbered,
    source: str | dict[str, str] | None,
    unused: Callable[[str], Message],
) -> Iterator[Problem]:
    """Where a mapping of sources and the numbers beside it differ."""
    if not isinstance(source, dict):
        return
    named, given = set(source), set(holder.given)
    for number in sorted(given - named - _optional(holder)):
        said = message("it is not said who decided %(number)s", number=number)
        remedy = message("add %(number)s: published, committee or placeholder", number=number)
        yield problem(at(policy, *key, "source"), said, remedy)
    for number in sorted(named - given):
        remedy = suggestion(did_you_mean(number, given - named), message("delete it, or give the number"))
        place = Place(policy.path, (*key, "source", number), of_key=True)
        yield problem(place, unused(number), remedy)


def _optional(holder: Numbered) -> set[str]:
    """A writing without grace has a grace of 0, and nobody needs to say who decided that."""
    return {"grace"} if isinstance(holder, Writing) and holder.grace == 0 else set()
