"""In which order the stages of a policy can be met: which one waits for which, and what is asked for its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from balintrec.model import Policy
from balintrec.model.policy import AllOf, AnyOf, Requirement, Writing


def all_of(requirements: Iterable[Requirement]) -> Iterator[Requirement]:
    """Every requirement, those inside an all-of or any-of after the one that holds them."""
    for requirement in requirements:
        yield requirement
        if isinstance(requirement, AllOf | AnyOf):
            yield from all_of(requirement.requires)


def without_writings(requirements: Iterable[Requirement]) -> tuple[Requirement, ...]:
    """What a stage asks besides its writings, which wait for its end: so none can wait for itself.

    They drop out of an all-of, which drops out too if nothing is left; an any-of that holds one drops out whole.
    """
    left: list[Requirement] = []
    for requirement in requirements:
        if not any(isinstance(one, Writing) for one in all_of((requirement,))):
            left.append(requirement)
        elif isinstance(requirement, AllOf) and (parts := without_writings(requirement.requires)):
            left.append(requirement.model_copy(update={"requires": parts}))
    return tuple(left)


def waits_of(policy: Policy) -> Mapping[str, frozenset[str]]:
    """By stage: those that it waits for, the ones in its `after` and the ones that its writings accompany."""
    return {
        stage.id: frozenset(stage.after).union(
            one.during
            for one in all_of(stage.requires)
            if isinstance(one, Writing) and one.during not in (None, stage.id)
        )
        for stage in policy.stages
    }


def waiting_for_themselves(waits: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The stages that stand in a circle, of whichever length."""
    return frozenset(one for one in waits if one in reached(one, waits))


def reached(stage: str, waits: Mapping[str, frozenset[str]]) -> set[str]:
    """The stages that one waits for, directly or through others."""
    found: set[str] = set()
    pending = [stage]
    while pending:
        further = waits.get(pending.pop(), frozenset()) - found
        found |= further
        pending += further
    return found
