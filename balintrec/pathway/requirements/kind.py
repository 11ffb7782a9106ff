"""What a kind of requirement says of itself. Each kind is a class, in a module or package of its own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import ClassVar, Generic, Literal, NamedTuple, TypeVar

from balintrec.dates import NEVER
from balintrec.finding import Key
from balintrec.model import Group, Record
from balintrec.model.measure import Author
from balintrec.model.policy import AllOf, AnyOf, Requirement, RequirementBase, Stage, Writing
from balintrec.pathway.context import (
    AsOf,
    EvaluationRequest,
    Judgement,
    MemberContext,
    Recognised,
    StartCondition,
)
from balintrec.pathway.outcome import Status
from balintrec.society import Broken
from balintrec.wording.message import Message

R = TypeVar("R", bound=RequirementBase)

Groups = Mapping[str, Group]
"""The groups of a society, of which it is known what they are; of others anything may be recorded."""
NO_GROUPS: Groups = {}
DatedRecord = tuple[date, Record | str]
"""A record, or how it is referred to, with its day."""
StageEvent = Literal["met", "ends"]
"""What is searched of a stage: the day on which all of it is met, or all but what goes on until the stage ends."""


class Contradiction(NamedTuple):
    """Why nobody can meet a requirement, and what in it to correct."""

    key: Key
    """The path to the key at fault from the requirement."""
    why: str
    remedy: str


class Stages(ABC):
    """What a requirement may ask about the stages of a member's pathway."""

    context: MemberContext
    """Whose pathway it is, by which policy."""
    stages: Mapping[str, Stage]
    """The stages of the policy by id."""

    @abstractmethod
    def start_condition(self, stage: Stage, at: AsOf) -> StartCondition:
        """What `after` leaves of the records: the first day that counts, and what that day was used up for."""

    @abstractmethod
    def first_met(self, stage: str, known: date, limit: date) -> date | None:
        """The first day up to `limit` on which a stage is met, from the records up to `known`."""

    @abstractmethod
    def ends(self, stage: str, known: date, limit: date) -> date | None:
        """The first day up to `limit` on which all of a stage holds but what goes on until its end."""

    @abstractmethod
    def applies(self, requirement: Requirement) -> bool:
        """Whether a requirement certainly applies to the member."""

    @abstractmethod
    def is_binding(self, stage: Stage, requirement: Requirement, at: AsOf) -> bool:
        """Whether the stage waits for a requirement: for a desirable one only where a decision says so."""

    @abstractmethod
    def state(self, stage: Stage, requirement: Requirement, day: date, known: date) -> tuple[Status, date]:
        """Status, and until when it stays so if nothing more is recorded; from the records up to `known`."""

    @abstractmethod
    def counts_too_late(self, stage: Stage, requirement: Writing) -> bool:
        """Whether the first due day of a writing is past for everybody before anything counts for it."""


class Search(NamedTuple):
    """A search for the day on which a requirement is first met: of which stage, from which day, up to which."""

    stages: Stages
    stage: Stage
    at: AsOf
    known: date
    """The last day whose records are known."""
    limit: date

    def recognised(self, requirement: RequirementBase) -> Recognised:
        """How much decisions recognise of a requirement of the stage."""
        return self.stages.context.recognised(f"{self.stage.id}/{requirement.id}", self.at)

    def nth(self, days: Sequence[date], number: int) -> date:
        """The day of the record with which there are so many; the day searched from where none is needed."""
        if number <= 0:
            return self.at.day
        return days[number - 1] if number <= len(days) else NEVER


class FileKinds(NamedTuple):
    """Kinds of record of which one more could help to meet a requirement, besides decisions, or unmake what is met."""

    helping: Iterable[str]
    unmaking: Iterable[str] = ()


class KindOfRequirement(ABC, Generic[R]):
    """All that is to be known of a kind of requirement."""

    waits_for_stages: ClassVar[bool] = True
    """Whether only what the stages before leave counts for it."""
    until_stage_ends: ClassVar[bool] = False
    """Whether it goes on until a stage is otherwise met, and so is never met before."""
    due_from_former_members: ClassVar[bool] = False
    """Whether something comes next for it even of somebody who is no member any more."""

    @abstractmethod
    def sentence(self, requirement: R, titles: Mapping[str, str]) -> Message:
        """What a policy asks for by it, without its numbers; ``titles`` are those of stages, by id."""

    @abstractmethod
    def relevant_records(self, context: MemberContext, requirement: R) -> Iterator[DatedRecord]:
        """Every record that can change its status, besides decisions; or its ref; each with its day."""

    def relevant_days(self, context: MemberContext, requirement: R) -> Iterable[date]:
        """The days on which one of these can change its status."""
        return (day for day, _ in self.relevant_records(context, requirement))

    def same_records(self, requirement: R) -> Hashable:
        """Equal for requirements for which the same records are relevant."""
        return type(requirement)

    @abstractmethod
    def earliest_possible(self, requirement: R, search: Search) -> date:
        """A day before which it cannot be met, by counting alone; the day searched from where that says nothing."""

    def is_permanent(self, requirement: R) -> bool:
        """Whether, once it is met, only a decision or a stage before can undo it, and nothing that is done later."""
        return False

    def has_due_days(self, requirement: R) -> bool:
        """Whether it is made of numbered due days or periods, which decisions can waive one by one."""
        return False

    def depends_on(
        self, context: MemberContext, stage: Stage, requirement: R
    ) -> Iterator[tuple[StageEvent, str]]:
        """The days of other stages on which its status may change, besides those of the stages before its own."""
        return iter(())

    def accompanied_stage(self, stage: Stage, requirement: R) -> str | None:
        """The stage until whose end it goes on."""
        return None

    def least_months(self, requirement: R) -> int:
        """The months from the first activity that counts to the day on which it can be met, at least."""
        return 0 if requirement.desirable or requirement.when else self._least_months(requirement)

    def _least_months(self, requirement: R) -> int:
        return 0

    @abstractmethod
    def unreadable_kinds(self, context: MemberContext, stage: Stage, requirement: R) -> FileKinds:
        """The kinds of record of which a file that cannot be read matters, if it may be about the member."""

    def deciding_files(self, context: MemberContext, requirement: R) -> Iterator[Broken]:
        """Files that cannot be read and may help or unmake, though they are about somebody or something else."""
        return iter(())

    def authors(self, requirement: R, statement: str) -> tuple[Author, ...]:
        """Whose statements of such a kind it counts, where it counts any."""
        return ()

    def contradictions(self, requirement: R, groups: Groups) -> Iterator[Contradiction]:
        """What in it makes that nobody can meet it, the groups being what they are."""
        return iter(())

    def is_impossible(self, stages: Stages, stage: Stage, requirement: R, on: date) -> bool:
        """Whether nobody can meet it, unless a decision has changed what is required of this member."""
        return any(True for _ in self.contradictions(requirement, stages.context.society.groups))


class SimpleKind(KindOfRequirement[R]):
    """A kind that is judged by records."""

    @abstractmethod
    def judge(self, request: EvaluationRequest[R]) -> Judgement:
        """Whether it is met as of a day, with what counts, how far it has come and what comes next."""

    def prepared(self, request: EvaluationRequest[R], stages: Stages, stage: Stage) -> EvaluationRequest[R]:
        """The request with what else this kind has to know."""
        return request


def all_requirements(requirements: Iterable[Requirement]) -> Iterator[Requirement]:
    """Every requirement, those inside an all-of or any-of after the one that holds them."""
    for requirement in requirements:
        yield requirement
        if isinstance(requirement, AllOf | AnyOf):
            yield from all_requirements(requirement.requires)
