"""What is asked of one member: their records in order, and the days on which their clock stood still."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Container, Iterator
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from balintrec.dates import NEVER, NO_DAYS, Days, next_day
from balintrec.model import Assessment, Decision, Endorsement, Member, Policy
from balintrec.model.activity import Activity
from balintrec.model.policy import RequirementBase, Stage
from balintrec.pathway.credentials import activities_of, decisions_about
from balintrec.pathway.outcome import Counted, Excluded
from balintrec.pathway.step import Hint
from balintrec.society import Broken, Society
from balintrec.wording.message import NOTHING, Message, message


class AsOf(NamedTuple):
    """A day that is asked about, and the last day whose records are known then.

    They are the same day, but where it is asked what would be if nothing more were recorded.
    """

    day: date
    known: date


class Progress(NamedTuple):
    """How far one key of a requirement has come."""

    key: str
    have: Fraction
    need: Fraction
    unit: str
    holds: bool

    @classmethod
    def of(
        cls, key: str, have: Fraction | int, need: Fraction | int, unit: str, holds: bool | None = None
    ) -> Progress:
        """So much of so much; it holds with as much as is needed, if nothing else is said."""
        return cls(key, Fraction(have), Fraction(need), unit, have >= need if holds is None else holds)

    @property
    def reached(self) -> bool:
        """Whether there is as much as is needed. Of a share that is at most so much, this says nothing."""
        return self.have >= self.need

    @property
    def ratio(self) -> Fraction:
        """From 0 to 1."""
        return min(self.have / self.need, Fraction(1)) if self.need else Fraction(1)


class Judgement(NamedTuple):
    """Whether one requirement is met as of a day. What only a report needs is computed when it asks."""

    met: bool
    counted: Callable[[], tuple[Counted, ...]] = tuple
    changes: date = NEVER
    """The first later day on which it may be otherwise though nothing more is recorded."""
    progress: Callable[[], tuple[Progress, ...]] = tuple
    excluded: Callable[[], tuple[Excluded, ...]] = tuple
    hint: Callable[[], Hint] = Hint
    reason: Callable[[], Message] = lambda: NOTHING


class StartCondition(NamedTuple):
    """What `after` leaves of the records: from which day on, and which of that day were used up before."""

    first: date | None
    """None: one of the stages has not been met, and nothing counts yet."""
    used: frozenset[str] = frozenset()
    waits_for: str = ""
    """The stage that has not been met."""

    def refuses(self, day: date, record: str) -> Message:
        """Why a record does not count, or an empty text."""
        if self.first is None:
            return message("stage %(stage)s has not been met", stage=self.waits_for)
        if day < self.first:
            return message("lies before %(day)s, when the stage before was met", day=self.first)
        return message("was counted for the stage before") if record in self.used else NOTHING


R = TypeVar("R", bound=RequirementBase)
D = TypeVar("D", bound="MemberIndex")
V = TypeVar("V")

Paper = Assessment | Endorsement
"""What somebody else wrote of a member, with a verdict."""

NO_CONDITION = StartCondition(date.min)


class Recognised(NamedTuple):
    """How much of a requirement decisions recognise."""

    amount: int = 0
    """Added to what is counted towards at-least."""
    months: int = 0
    """Taken off a span."""


class Leave(NamedTuple):
    """A time during which the clock stands still."""

    decided: date
    first: date
    last: date | None


class MemberIndex:
    """What is made of a member's records for many days, such as what counts for each requirement; kept with them."""

    def __init__(self, context: MemberContext) -> None:
        """Takes whose records they are."""
        self.context = context


class per_requirement(Generic[D, R, V]):  # noqa: N801  (as functools.cached_property)
    """A method of `MemberIndex` whose answer about a requirement is found once, of that very requirement."""

    def __init__(self, find: Callable[[D, R], V]) -> None:
        self._find = find

    def __set_name__(self, owner: type[D], name: str) -> None:
        self._name = name

    def __get__(self, instance: D, owner: type[D]) -> Callable[[R], V]:
        found: dict[int, tuple[R, V]] = {}

        def answer(requirement: R) -> V:
            kept = found.get(id(requirement))
            if kept is None:
                kept = found[id(requirement)] = (requirement, self._find(instance, requirement))
            return kept[1]

        vars(instance)[self._name] = answer
        return answer


class MemberContext:
    """Everything of a society that matters to one member under one policy."""

    def __init__(
        self, society: Society, member: Member, policy: Policy, leave_ends: date | None = None
    ) -> None:
        """Takes also the day on which a leave without an end is taken to end; None: nobody knows."""
        self.society, self.member, self.policy, self.leave_ends = society, member, policy, leave_ends
        self._derived: dict[type, object] = {}
        self._leave: dict[tuple[int, date | None], Days] = {}

    def derived(self, kind: type[D]) -> D:
        """What a class makes of this context; made once, and kept with it."""
        found = self._derived.get(kind)
        if not isinstance(found, kind):
            found = self._derived[kind] = kind(self)
        return found

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """Every decision about the member, in order of date."""
        return decisions_about(self.society, self.member.id)

    @cached_property
    def activities(self) -> tuple[tuple[Activity, str], ...]:
        """What the member took part in, and in which role, in order of day."""
        return activities_of(self.society, self.member.id)

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """Every assessment and endorsement about the member, in order of date."""
        own = self.member.id
        found: list[Paper] = [
            *self.society.where(Assessment, "member", own),
            *self.society.where(Endorsement, "member", own),
        ]
        return tuple(sorted(found, key=lambda paper: (paper.date, paper.ref)))

    def unreadable(self, kinds: Container[str]) -> Iterator[Broken]:
        """The files of these kinds that cannot be read and may be about the member."""
        return (file for file in self.society.broken if file.kind in kinds and file.mentions(self.member.id))

    def stage(self, id: str | None) -> Stage | None:
        """The stage of the policy with that id; one that is not there is a finding of the policy."""
        return next((stage for stage in self.policy.stages if stage.id == id), None)

    def title_of(self, stage: str) -> str:
        """What a stage is called."""
        found = self.stage(stage)
        return (found.title if found else "") or stage

    def in_force(self, kind: str, requirement: str, as_of: AsOf) -> list[Decision]:
        """The decisions of one kind about one requirement that have effect on the day."""
        return [
            decision
            for decision in self._named.get((kind, requirement), ())
            if decision.date <= as_of.known and (decision.last is None or as_of.day <= decision.last)
        ]

    @cached_property
    def _named(self) -> dict[tuple[str, str | None], list[Decision]]:
        found: dict[tuple[str, str | None], list[Decision]] = defaultdict(list)
        for decision in self.decisions:
            found[decision.kind, decision.requirement].append(decision)
        return found

    def recognised(self, requirement: str, as_of: AsOf) -> Recognised:
        """What decisions recognise of a requirement on the day, if not all of it."""
        found = self.in_force("recognise", requirement, as_of)
        return Recognised(sum(one.amount or 0 for one in found), sum(one.months or 0 for one in found))

    @cached_property
    def _leaves(self) -> tuple[Leave, ...]:
        return tuple(
            Leave(one.date, one.period.from_, one.last or self.leave_ends)
            for one in self.decisions
            if one.kind == "leave" and one.period
        )

    @cached_property
    def _without_end(self) -> tuple[Leave, ...]:
        return tuple(one for one in self._leaves if one.last is None)

    def leave(self, as_of: AsOf) -> Days:
        """The days of leave as decided by then; an open leave runs to the day asked."""
        if not self._leaves:
            return NO_DAYS
        known = bisect_right(self._leaves, as_of.known, key=lambda one: one.decided)
        has_open = any(True for _ in self._open_leaves(as_of))
        key = (known, as_of.day if has_open else None)
        if key not in self._leave:
            self._leave[key] = Days.of((one.first, one.last or as_of.day) for one in self._leaves[:known])
        return self._leave[key]

    def on_open_leave(self, as_of: AsOf) -> bool:
        """Whether the clock stands still that day without an end in sight: nothing then becomes due or runs out."""
        return self.open_leave(as_of) is not None

    def open_leave(self, as_of: AsOf) -> date | None:
        """The first day of the leave without an end in sight that lasts that day."""
        begun = (one.first for one in self._open_leaves(as_of) if one.first <= as_of.day)
        return min(begun, default=None)

    def ended_leave(self, day: date) -> MemberContext:
        """The same as if what is open of a leave ended on that day."""
        return MemberContext(self.society, self.member, self.policy, leave_ends=day)

    def _open_leaves(self, as_of: AsOf) -> Iterator[Leave]:
        return (one for one in self._without_end if one.decided <= as_of.known)

    def leave_begins(self, as_of: AsOf) -> date:
        """The next day on which an open leave that is already decided begins."""
        coming = (one.first for one in self._open_leaves(as_of) if one.first > as_of.day)
        return min(coming, default=NEVER)

    def next_change(self, as_of: AsOf, *days: date) -> date:
        """The first of these days that lies after the day asked, on a clock that may stand still."""
        coming = [day for day in days if day > as_of.day]
        if not self._leaves:
            return min(coming, default=NEVER)
        if self.on_open_leave(as_of):
            return NEVER
        return min([*coming, self.leave_begins(as_of)])


R_co = TypeVar("R_co", bound=RequirementBase, covariant=True)


class EvaluationRequest(NamedTuple, Generic[R_co]):
    """What is asked of one requirement: for whom, as of when, and what decisions and stages make of it."""

    context: MemberContext
    requirement: R_co
    as_of: AsOf
    start_condition: StartCondition = NO_CONDITION
    recognised: Recognised = Recognised()
    """What decisions take over of it."""
    waived: frozenset[int] = frozenset()
    """The numbers of the due days or periods that decisions waive."""
    period: WritingPeriod | None = None
    """For a writing: when it begins and ends."""
    name: str = ""
    """stage/requirement, as decisions name it."""

    @property
    def leave(self) -> Days:
        return self.context.leave(self.as_of)

    def later(self, day: date) -> EvaluationRequest[R_co]:
        """The same on a later day on which nothing more is recorded; decisions with an end may have run out by then."""
        at = AsOf(day, self.as_of.known)
        recognised = self.context.recognised(self.name, at)
        dues = {one.due for one in self.context.in_force("waive", self.name, at)} if self.waived else set()
        return self._replace(as_of=at, recognised=recognised, waived=self.waived & dues)

    @property
    def added(self) -> int:
        """What decisions add to what counts, where a number is required."""
        return self.recognised.amount if getattr(self.requirement, "at_least", None) is not None else 0

    @property
    def ends(self) -> set[date]:
        """The last days of the decisions that take over or waive a part of it."""
        kinds = ("recognise", "waive")
        found = (one for kind in kinds for one in self.context.in_force(kind, self.name, self.as_of))
        return {one.last for one in found if one.last}

    @property
    def opens(self) -> date | None:
        """The first day on which something that is done still counts; None: a stage before has not been met.

        What the day on which that stage was met brings is counted for it, and so not here.
        """
        first, day = self.start_condition.first, self.as_of.day
        return None if first is None else next_day(day) if first == day else day


class WritingPeriod(NamedTuple):
    """The time during which a writing is due: from the first activity of a stage to the day it is otherwise met."""

    begin: date | None
    end: date | None
