"""A policy in words with its numbers. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup

from balintrec.formats.site.frame import Site, in_force, policy_path
from balintrec.model import Policy
from balintrec.model.policy import AllOf, AnyOf, Requirement, Stage
from balintrec.views.requirement import Number, condition, numbers, policy_numbers, sentence
from balintrec.wording.message import Message
from balintrec.wording.vocabulary import either, source, word


class RequirementText(NamedTuple):
    """One requirement of a policy in words."""

    id: str
    title: str
    sentence: Message
    numbers: tuple[Number, ...]
    source: str
    """Where it comes from, where it has no numbers."""
    placeholder: bool
    desirable: bool
    applies: Message
    """To whom it applies; empty: to everybody."""
    note: str
    parts: tuple[RequirementText, ...]


class StageText(NamedTuple):
    """One stage of a policy in words."""

    id: str
    title: str
    after: tuple[str, ...]
    """The titles of the stages before."""
    note: str
    requires: tuple[RequirementText, ...]


def policy_values(policy: Policy, body: Markup) -> dict[str, object]:
    """The values of a policy's page."""
    described, own = stages(policy), tuple(policy_numbers(policy))
    return {
        "policy": policy,
        "credential": word(policy.credential),
        "leads": either(policy.leads),
        "supervises": either(policy.supervises),
        "numbers": own,
        "stages": described,
        "undecided": undecided(own, described),
        "source": source,
        "body": body,
    }


def stages(policy: Policy) -> tuple[StageText, ...]:
    """All that a policy asks for, in its order."""
    titles = {stage.id: stage.title or stage.id for stage in policy.stages}
    return tuple(_stage(stage, titles) for stage in policy.stages)


def _stage(stage: Stage, titles: Mapping[str, str]) -> StageText:
    after = tuple(titles.get(before, before) for before in stage.after)
    requires = tuple(_requirement(requirement, titles) for requirement in stage.requires)
    return StageText(stage.id, titles[stage.id], after, stage.note or "", requires)


def _requirement(requirement: Requirement, titles: Mapping[str, str]) -> RequirementText:
    parts = requirement.requires if isinstance(requirement, AllOf | AnyOf) else ()
    return RequirementText(
        requirement.id,
        requirement.title,
        sentence(requirement, titles),
        numbers(requirement),
        requirement.source if isinstance(requirement.source, str) else "",
        requirement.source == "placeholder",
        requirement.desirable,
        condition(requirement),
        requirement.note or "",
        tuple(_requirement(part, titles) for part in parts),
    )


def undecided(own: tuple[Number, ...], described: tuple[StageText, ...]) -> list[tuple[str, Message]]:
    """What nobody has decided yet: the policy's own numbers, then each with the title of its requirement."""
    waiting: list[tuple[str, Message]] = [("", number.said) for number in own if number.placeholder]
    for stage in described:
        for requirement in _with_parts(stage.requires):
            title = requirement.title
            waiting += [(title, number.said) for number in requirement.numbers if number.placeholder]
            if requirement.placeholder and not requirement.numbers:
                waiting.append((title, requirement.sentence))
    return waiting


def _with_parts(requirements: tuple[RequirementText, ...]) -> Iterator[RequirementText]:
    for requirement in requirements:
        yield requirement
        yield from _with_parts(requirement.parts)


def policies_values(site: Site) -> dict[str, object]:
    """The values of the list of policies, the latest first."""
    current = in_force(site.society, site.on)
    listed = [
        {
            "id": one.id,
            "title": one.title,
            "href": policy_path(one.id),
            "effective": one.effective,
            "in_force": one in current,
        }
        for one in policies(site)
    ]
    return {"policies": listed}


def policies(site: Site) -> list[Policy]:
    """The policies, the latest first."""
    return sorted(site.society.policies.values(), key=lambda one: (one.effective, one.id), reverse=True)
