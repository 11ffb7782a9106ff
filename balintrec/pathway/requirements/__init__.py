"""The kinds of requirement, one module or package each. A new kind is written there and named here."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeVar, assert_never

from balintrec.model.policy import (
    AllOf,
    AnyOf,
    AttestationOf,
    DocumentCited,
    Membership,
    Practice,
    Requirement,
    Stage,
    Statement,
    Writing,
)
from balintrec.pathway.context import MemberContext
from balintrec.pathway.outcome import Status
from balintrec.pathway.requirements.attestation import AttestationKind
from balintrec.pathway.requirements.document import DocumentKind
from balintrec.pathway.requirements.kind import (
    NO_GROUPS,
    Contradiction,
    DatedRecord,
    FileKinds,
    Groups,
    KindOfRequirement,
    Search,
    SimpleKind,
    StageEvent,
)
from balintrec.pathway.requirements.membership import MembershipKind
from balintrec.pathway.requirements.practice import PracticeKind
from balintrec.pathway.requirements.statement import StatementKind
from balintrec.pathway.requirements.writing import WritingKind
from balintrec.wording.message import Message, message

C = TypeVar("C", AllOf, AnyOf)


class CompoundKind(KindOfRequirement[C]):
    """A kind that is made of other requirements, each of which is judged by itself."""

    def __init__(self, *, every: bool, order: tuple[Status, ...]) -> None:
        """Takes whether every part is needed, and in which order statuses decide.

        The first of these statuses that a part has is the status of the whole.
        """
        self.every, self.order = every, order

    def sentence(self, requirement: C, titles: Mapping[str, str]) -> Message:
        return message("all of these that apply:") if self.every else message("one of these:")

    def parts(self, requirement: C) -> tuple[Requirement, ...]:
        """What it is made of."""
        return requirement.requires

    def relevant_records(self, context: MemberContext, requirement: C) -> Iterator[DatedRecord]:
        for part in requirement.requires:
            yield from kind_of(part).relevant_records(context, part)

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
            and stages.state(stage, part, at.day, known)[0] is Status.NOT_MET
        )
        return max((kind_of(part).earliest_possible(part, search) for part in lacking), default=at.day)

    def depends_on(
        self, context: MemberContext, stage: Stage, requirement: C
    ) -> Iterator[tuple[StageEvent, str]]:
        for part in requirement.requires:
            yield from kind_of(part).depends_on(context, stage, part)

    def _least_months(self, requirement: C) -> int:
        months = (kind_of(part).least_months(part) for part in requirement.requires)
        return (max if self.every else min)(months, default=0)

    def unreadable_kinds(self, context: MemberContext, stage: Stage, requirement: C) -> FileKinds:
        return FileKinds(())  # the parts are judged by themselves


AnyKind = SimpleKind[Any] | CompoundKind[Any]


def kind_of(requirement: Requirement) -> AnyKind:
    """All that is to be known of the kind of a requirement."""
    found = _FOUND.get(type(requirement))  # asked so often that going through the kinds would take long
    if found is None:
        found = _FOUND[type(requirement)] = _kind_of(requirement)
    return found


_FOUND: dict[type[Requirement], AnyKind] = {}


def _kind_of(requirement: Requirement) -> AnyKind:
    match requirement:
        case Practice():
            return _PRACTICE
        case Writing():
            return _WRITING
        case Statement():
            return _STATEMENT
        case DocumentCited():
            return _DOCUMENT
        case AttestationOf():
            return _ATTESTATION
        case Membership():
            return _MEMBERSHIP
        case AllOf():
            return _ALL_OF
        case AnyOf():
            return _ANY_OF
        case _:
            assert_never(requirement)


_MEMBERSHIP = MembershipKind()
_PRACTICE = PracticeKind()
_WRITING = WritingKind()
_STATEMENT = StatementKind()
_DOCUMENT = DocumentKind()
_ATTESTATION = AttestationKind()
_ALL_OF = CompoundKind[AllOf](every=True, order=(Status.NOT_MET, Status.UNKNOWN, Status.WAIVED, Status.MET))
_ANY_OF = CompoundKind[AnyOf](every=False, order=(Status.MET, Status.WAIVED, Status.UNKNOWN, Status.NOT_MET))


def relevant_records(context: MemberContext, requirement: Requirement) -> Iterator[DatedRecord]:
    """Every record that can change a requirement's status, or its ref, with its day."""
    yield from ((decision.date, decision) for decision in context.decisions)
    yield from kind_of(requirement).relevant_records(context, requirement)


def relevant_days(context: MemberContext, requirement: Requirement) -> list[date]:
    """The days of the records that can change a requirement's status, in order."""
    decided = (decision.date for decision in context.decisions)
    return sorted({*decided, *kind_of(requirement).relevant_days(context, requirement)})


def contradiction(requirement: Requirement, groups: Groups = NO_GROUPS) -> Contradiction | None:
    """What in a requirement makes that nobody can meet it, the groups being what they are; None where somebody can.

    Of an all-of and an any-of the parts are looked at.
    """
    return next(kind_of(requirement).contradictions(requirement, groups), None)


class Unreadable(NamedTuple):
    """Paths of files that cannot be read: what they might add, and what they might take away."""

    helping: tuple[str, ...] = ()
    unmaking: tuple[str, ...] = ()


def unreadable(context: MemberContext, stage: Stage, requirement: Requirement) -> Unreadable:
    """The files that matter to one requirement (docs/policy.md, "A record that cannot be read")."""
    kind = kind_of(requirement)
    kinds = kind.unreadable_kinds(context, stage, requirement)
    helping = {"decisions", *kinds.helping}  # a decision can waive or recognise any
    deciding = {file.path for file in kind.deciding_files(context, requirement)}
    unmaking = deciding | _about_member(context, kinds.unmaking)
    return Unreadable(
        tuple(sorted(unmaking | _about_member(context, helping))),
        tuple(sorted(unmaking)),
    )


def _about_member(context: MemberContext, kinds: Iterable[str]) -> set[str]:
    return {file.path for file in context.unreadable(tuple(kinds))}
