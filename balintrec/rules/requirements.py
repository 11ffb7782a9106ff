"""The requirements of a policy, each with its place; the policies of a member, and what they do not meet on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from balintrec.finding import Key
from balintrec.model import Application, Decision, Member, Policy
from balintrec.model.measure import Where
from balintrec.model.policy import AllOf, AnyOf, Practice, Requirement, Stage
from balintrec.names import some
from balintrec.pathway import (
    Outcome,
    Status,
    has_unmet_requirements,
    standing,
)
from balintrec.pathway.credentials import decisions_about, policy_for, policy_named, policy_then
from balintrec.pathway.requirements import kind_of
from balintrec.society import Society


class PolicyRequirement(NamedTuple):
    """A requirement, the stage it stands in, and the path to it in the policy's front matter."""

    key: Key
    stage: Stage
    requirement: Requirement

    @property
    def id(self) -> str:
        """How decisions name it: stage/requirement."""
        return f"{self.stage.id}/{self.requirement.id}"


def requirements(policy: Policy) -> Iterator[PolicyRequirement]:
    """Every requirement of a policy, those inside an all-of or any-of after the one that holds them."""
    for number, stage in enumerate(policy.stages):
        yield from _inside(("stages", number), stage, stage.requires)


def _inside(key: Key, stage: Stage, requires: tuple[Requirement, ...]) -> Iterator[PolicyRequirement]:
    for number, requirement in enumerate(requires):
        below = (*key, "requires", number)
        yield PolicyRequirement(below, stage, requirement)
        if isinstance(requirement, AllOf | AnyOf):
            yield from _inside(below, stage, requirement.requires)


def all_requirements(society: Society) -> Iterator[tuple[Policy, PolicyRequirement]]:
    """Every requirement of every policy."""
    return ((policy, asked) for policy in society.policies.values() for asked in requirements(policy))


def practices(society: Society) -> Iterator[tuple[Policy, Key, Practice]]:
    """Every practice requirement of every policy, and the way to it."""
    for policy, asked in all_requirements(society):
        if isinstance(asked.requirement, Practice):
            yield policy, asked.key, asked.requirement


def filters(society: Society) -> Iterator[tuple[Policy, Key, Practice, Where]]:
    """Every `where` of a practice, that of its shares too."""
    for policy, key, practice in practices(society):
        if practice.where:
            yield policy, (*key, "where"), practice, practice.where
        for number, share in enumerate(practice.share):
            if share.where:
                yield policy, (*key, "share", number, "where"), practice, share.where


def credential_words(policy: Policy) -> Iterator[tuple[Key, str]]:
    """Every credential that a policy speaks of, and where."""
    yield ("credential",), policy.credential
    for key, words in (("leads", policy.leads), ("supervises", policy.supervises)):
        yield from (((key, number), word) for number, word in enumerate(words))
    for asked in requirements(policy):
        for key in ("with", "by"):
            other = getattr(asked.requirement, key, None) or getattr(asked.requirement, f"{key}_", None)
            words = other.credential if other else ()
            yield from (((*asked.key, key, "credential", number), word) for number, word in enumerate(words))


def own_policies(society: Society, member: Member, day: date) -> tuple[Policy, ...]:
    """The policy that a member was judged by on a day, and those that they are pinned to, or were credentialed by.

    None where a policy that cannot be read may be the first.
    """
    if member.policy and member.policy not in society.policies:
        return ()
    then = _certain(society, policy_then(society, member, day), member.policy)
    if then is None:
        return ()
    decided = (policy_named(society, one) for one in decisions_about(society, member.id))
    named = (society.policies.get(id) for id in (member.policy, *decided) if id)
    return tuple({policy.id: policy for policy in (then, *filter(None, named))}.values())


def judged_by(society: Society, paper: Application | Decision, credential: str) -> Policy | None:
    """The policy by which an application or a decision is judged; None also where another may be the one."""
    member = society.members.get(paper.member)
    if member is None:
        return None
    named = policy_named(society, paper)
    return _certain(
        society, policy_for(society, member, credential, paper.date, named), named or member.policy
    )


def _certain(society: Society, found: Policy | None, named: str | None) -> Policy | None:
    """A policy, unless one that cannot be read may be meant: what is named by its id is certain."""
    hidden = any(file.kind == "policies" for file in society.broken)
    return None if hidden and (found is None or found.id != named) else found


def unmet(society: Society, member: Member, policy: Policy, day: date) -> list[Outcome]:
    """The binding requirements that are not met on a day, in the order of the policy; none that is unknown.

    What only waits for a stage that is itself not met is left out: it follows from that, and cannot be judged yet.
    """
    if _may_be_theirs(society, member) or not has_unmet_requirements(society, member, day, policy):
        return []
    found = standing(society, member, day, policy, dates=False)
    binding = [one for one in found.outcomes() if not one.desirable]
    missing = [one for one in binding if one.status is Status.NOT_MET]
    unclear = [one for one in binding if one.status is Status.UNKNOWN]
    not_met = {stage.id for stage in found.stages if stage.first_met is None}
    lacking = {_stage(one.id) for one in (*missing, *unclear)} & not_met
    waits = _waits(policy)
    under_way = {_stage(one.id) for one in (*missing, *unclear) if not waits[one.id].during} & not_met
    return [
        one for one in missing if not (waits[one.id].after & lacking or waits[one.id].during in under_way)
    ]


def _may_be_theirs(society: Society, member: Member) -> bool:
    """Whether a file that cannot be read is called after the member, or says of nobody that it is about them."""
    return any(
        not file.mentions(member.id)
        and (member.id in file.id or file.tokens is None or not any(map(file.mentions, society.members)))
        for file in society.broken
        if file.kind not in ("members", "groups", "policies", "")
    )


def _stage(requirement: str) -> str:
    return requirement.partition("/")[0]


class Waits(NamedTuple):
    """The stages that come before what a requirement counts, through others too, and the one that it accompanies."""

    after: frozenset[str]
    during: str | None


def _waits(policy: Policy) -> dict[str, Waits]:
    after = {stage.id: frozenset(stage.after) for stage in policy.stages}
    for _ in policy.stages:  # so often that even the longest way through the stages is walked
        after = {id: before.union(*(after.get(one, ()) for one in before)) for id, before in after.items()}
    waits = {}
    for asked in requirements(policy):
        kind = kind_of(asked.requirement)
        during = kind.accompanied_stage(asked.stage, asked.requirement)
        before = after[asked.stage.id] | after.get(during or "", frozenset())
        waits[asked.id] = Waits(before if kind.waits_for_stages else frozenset(), during)
    return waits


def progress(outcome: Outcome) -> str:
    """How far a requirement has come, in words: ``3 of 8 sessions``, or why it is not met."""
    if outcome.have is None or outcome.need is None:
        return outcome.reason
    numbers = f"{outcome.have} of {some(outcome.need, outcome.unit) if outcome.unit else outcome.need}"
    return f"{numbers}; {outcome.reason}" if outcome.reason else numbers
