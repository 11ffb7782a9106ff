"""In which order the stages of a policy can be met: which one waits for which, and what is asked for its end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from itertools import product

from balintrec.dates import ONE_DAY, add_months
from balintrec.model import Policy
from balintrec.model.policy import AllOf, Requirement, Stage, Writing
from balintrec.pathway.requirements import kind_of
from balintrec.pathway.requirements.kind import all_requirements


def without_writings(requirements: Iterable[Requirement]) -> tuple[Requirement, ...]:
    """What a stage asks besides its writings, which wait for its end: so none can wait for itself.

    They drop out of an all-of, which drops out too if nothing is left; an any-of that holds one drops out whole.
    """
    left: list[Requirement] = []
    for requirement in requirements:
        if not any(kind_of(one).until_stage_ends for one in all_requirements((requirement,))):
            left.append(requirement)
        elif isinstance(requirement, AllOf) and (parts := without_writings(requirement.requires)):
            left.append(requirement.model_copy(update={"requires": parts}))
    return tuple(left)


def waits_of(policy: Policy) -> Mapping[str, frozenset[str]]:
    """By stage: those that it waits for, the ones in its `after` and the ones that its writings accompany."""
    return {
        stage.id: frozenset(stage.after).union(
            accompanied
            for one in all_requirements(stage.requires)
            if (accompanied := kind_of(one).accompanied_stage(stage, one)) and accompanied != stage.id
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


def counts_too_late(policy: Policy, stage: Stage, writing: Writing) -> int | None:
    """For a writing that stands after the stage that it accompanies: the months that this one takes at least, where
    its first due day is past by then for everybody, so that nothing can serve it any more."""
    accompanied = next((one for one in policy.stages if one.id == writing.during), None)
    if accompanied is None or accompanied.id not in reached(
        stage.id, {one.id: frozenset(one.after) for one in policy.stages}
    ):
        return None
    months = max(
        (kind_of(one).least_months(one) for one in without_writings(accompanied.requires)), default=0
    )
    late = writing.every <= months and _fewest_days(writing.every, months) > writing.grace
    return months if late else None


@cache
def _fewest_days(fewer: int, more: int) -> int:
    """The fewest days that can lie between so many months after a day and more months after it."""
    # In these years there is a leap year, and a year in four that is none; only the ends of months are clipped.
    starts = (date(year, month, 1) for year, month in product(range(2095, 2105), range(1, 13)))
    days = (
        day for first in starts for day in (first, *(add_months(first, 1) - ONE_DAY * n for n in range(1, 5)))
    )
    return min((add_months(day, more) - add_months(day, fewer)).days for day in days)
