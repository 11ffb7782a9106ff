"""The requirements `all-of` and `any-of`, which are made of others."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from datetime import date
from typing import Any, TypeVar

from balintrec.model.policy import AllOf, AnyOf, Requirement, Stage
from balintrec.pathway.context import MemberContext
from balintrec.pathway.outcome import Status
from balintrec.pathway.requirements.kind import (
    DatedRecord,
    FileKinds,
    KindOfRequirement,
    Search,
    StageEvent,
)

C = TypeVar("C", AllOf, AnyOf)


class CompoundKind(KindOfRequirement[C]):
    """A kind that is made of other requirements, each of which is judged by itself."""

    def __init__(
        self,
        kind_of: Callable[[Requirement], KindOfRequirement[Any]],
        *,
        every: bool,
        order: tuple[Status, ...],
    ) -> None:
        """Takes how to find the kind of a part, whether every part is needed, and in which order statuses decide.

        The first of these statuses that a part has is the status of the whole.
        """
        self.kind_of, self.every, self.order = kind_of, every, order

    def parts(self, requirement: C) -> tuple[Requirement, ...]:
        """What it is made of."""
        return requirement.requires

    def relevant_records(self, context: MemberContext, requirement: C) -> Iterator[DatedRecord]:
        for part in requirement.requires:
            yield from self.kind_of(part).relevant_records(context, part)

    def same_records(self, requirement: C) -> Hashable:
        return id(requirement)

    def earliest_possible(self, requirement: C, search: Search) -> date:
        stages, stage, at, known, _ = search
        if not self.every:
            return at.day
        lacking = (
            part
            for part in requirement.requires
            if stages.is_binding(stage, part, at)
            and stages.state(stage, part, at.day, known)[0] is Status.SHORT
        )
        return max((self.kind_of(part).earliest_possible(part, search) for part in lacking), default=at.day)

    def depends_on(
        self, context: MemberContext, stage: Stage, requirement: C
    ) -> Iterator[tuple[StageEvent, str]]:
        for part in requirement.requires:
            yield from self.kind_of(part).depends_on(context, stage, part)

    def _least_months(self, requirement: C) -> int:
        months = (self.kind_of(part).least_months(part) for part in requirement.requires)
        return (max if self.every else min)(months, default=0)

    def unreadable_kinds(self, context: MemberContext, stage: Stage, requirement: C) -> FileKinds:
        return FileKinds(())  # the parts are judged by themselves
