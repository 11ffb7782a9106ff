"""The ruling on one requirement as of one day: does it apply, is it recognised, met, waived, or unknown.

What stages before leave of the records depends on when they were met; whoever walks the days says that.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from balintrec.dates import NEVER, next_day
from balintrec.model import Decision
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
from balintrec.pathway.context import (
    NO_CONDITION,
    AsOf,
    EvaluationRequest,
    Judgement,
    MemberContext,
    Recognised,
    StartCondition,
    WritingPeriod,
)
from balintrec.pathway.outcome import Status
from balintrec.pathway.requirements.attestation import judge_attestation
from balintrec.pathway.requirements.document import judge_document
from balintrec.pathway.requirements.membership import judge_membership
from balintrec.pathway.requirements.practice.count import count_for
from balintrec.pathway.requirements.practice.judge import judge_practice
from balintrec.pathway.requirements.statement import judge_statement
from balintrec.pathway.requirements.writing import judge_writing
from balintrec.pathway.unreadable import Unreadable, unreadable

JUDGES: dict[type[Requirement], Any] = {
    Membership: judge_membership,
    Practice: judge_practice,
    Writing: judge_writing,
    Statement: judge_statement,
    DocumentCited: judge_document,
    AttestationOf: judge_attestation,
}
"""One function a kind of requirement; all-of and any-of are made of these."""


ALL_OF = (Status.SHORT, Status.UNKNOWN, Status.WAIVED, Status.MET)
ANY_OF = (Status.MET, Status.WAIVED, Status.UNKNOWN, Status.SHORT)
"""Which status of a part decides on that of the whole: the first of these that one of them has."""


class StatusOnDay(NamedTuple):
    """The status of a requirement as of a day, with what it rests on."""

    status: Status
    changes: date = NEVER
    """The first later day on which it may be otherwise though nothing more is recorded."""
    judgement: Judgement | None = None
    reason: str = ""
    decisions: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    parts: tuple[tuple[Requirement, StatusOnDay], ...] = ()


@dataclass
class DayEvaluator(ABC):
    """The rulings of one case."""

    context: MemberContext
    begin: date | None
    start_conditions: dict[object, StartCondition] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.stages = {stage.id: stage for stage in self.context.policy.stages}

    @abstractmethod
    def first_met(self, stage: str, known: date, limit: date) -> date | None:
        """The first day up to `limit` on which a stage is met, from the records up to `known`."""

    @abstractmethod
    def ends(self, stage: str, known: date, limit: date) -> date | None:
        """The first day up to `limit` on which all of a stage but its writings holds."""

    def status_on(self, stage: Stage, requirement: Requirement, at: AsOf) -> StatusOnDay:
        """The status as of a day, in the order of docs/policy.md: applies, recognised, computed, waived, unknown."""
        applies, reason = self._applies(requirement)
        if applies is Status.NOT_APPLICABLE:
            return StatusOnDay(applies, reason=reason)
        name = f"{stage.id}/{requirement.id}"
        recognised = self.context.in_force("recognise", name, at)
        waivers = self.context.in_force("waive", name, at)
        if applies is Status.SHORT:
            on_day = StatusOnDay(applies, reason=reason)
        elif isinstance(requirement, AllOf | AnyOf):
            on_day = self._compound(stage, requirement, at)
        else:
            on_day = self._simple(stage, requirement, at, recognised, waivers)
        if not (recognised or waivers):  # as of nearly all
            return on_day
        on_day = on_day._replace(changes=min(on_day.changes, _runs_out([*recognised, *waivers], at)))
        if whole := [one for one in recognised if one.whole]:
            return on_day._replace(status=Status.MET, decisions=_refs(whole), unreadable=())
        if on_day.status in (Status.SHORT, Status.UNKNOWN) and (
            whole := [one for one in waivers if one.whole]
        ):
            return on_day._replace(status=Status.WAIVED, decisions=_refs(whole), unreadable=())
        return on_day

    def unrecorded(self, requirement: Requirement) -> tuple[str, ...]:
        """The fields of the member without which nobody can tell whether a requirement applies."""
        return tuple(key for key in requirement.when or {} if not self._recorded(key))

    def _recorded(self, key: str) -> tuple[object, ...]:
        found = getattr(self.context.member, key.replace("-", "_"), None)
        return found if isinstance(found, tuple) else (found,) if found else ()

    def _applies(self, requirement: Requirement) -> tuple[Status | None, str]:
        for key, wanted in (requirement.when or {}).items():
            values = self._recorded(key)
            if values and not set(values) & set(wanted):
                return Status.NOT_APPLICABLE, f"{key} is {', '.join(map(str, values))}"
        if unrecorded := self.unrecorded(requirement):
            return (
                Status.SHORT,
                f"{' and '.join(unrecorded)} of the member is not recorded, so nobody can tell if it applies",
            )
        return None, ""

    def _simple(
        self, stage: Stage, requirement: Any, at: AsOf, recognised: list[Decision], waivers: list[Decision]
    ) -> StatusOnDay:
        some = [one for one in recognised if not one.whole]
        request = EvaluationRequest(
            self.context,
            requirement,
            at,
            self.start_condition(stage, at),
            self.context.recognised(f"{stage.id}/{requirement.id}", at) if some else Recognised(),
            period=self.period(stage, requirement, at) if isinstance(requirement, Writing) else None,
            name=f"{stage.id}/{requirement.id}",
        )
        judge = JUDGES[type(requirement)]
        judgement: Judgement = judge(request)
        status = Status.MET if judgement.met else Status.SHORT
        relied = some
        dues = [one for one in waivers if one.due]
        if dues and not judgement.met and _has_dues(requirement):
            waived = frozenset(one.due for one in dues if one.due)
            judgement = judge(request._replace(waived=waived))
            status = Status.WAIVED if judgement.met else Status.SHORT
            relied = some + dues
        files = self._unread(stage, requirement, request.start_condition, at)
        matter = files.unmaking if status.holds else files.helping
        if matter:
            return StatusOnDay(
                Status.UNKNOWN, judgement.changes, judgement, decisions=_refs(relied), unreadable=matter
            )
        return StatusOnDay(status, judgement.changes, judgement, decisions=_refs(relied))

    def _unread(
        self, stage: Stage, requirement: Requirement, start_condition: StartCondition, at: AsOf
    ) -> Unreadable:
        """The files that matter: its own, and those without which a stage before is not known to be met."""
        files = unreadable(self.context, self.stages, stage, requirement)
        if (
            not self.context.society.broken
            or start_condition.first is not None
            or not start_condition.waits_for
        ):
            return files
        before = self.stages.get(start_condition.waits_for)
        own = set(files.helping)
        for other in before.requires if before else ():
            own |= set(self.status_on(before, other, at).unreadable) if before else set()
        return files._replace(helping=tuple(sorted(own)))

    def _compound(self, stage: Stage, requirement: AllOf | AnyOf, at: AsOf) -> StatusOnDay:
        """All of the parts that apply, or one of them."""
        parts = tuple((part, self.status_on(stage, part, at)) for part in requirement.requires)
        counting = [
            one
            for part, one in parts
            if self.binding(stage, part, at) and one.status is not Status.NOT_APPLICABLE
        ]
        changes = min((one.changes for _, one in parts), default=NEVER)
        if not counting:
            return StatusOnDay(
                Status.NOT_APPLICABLE, changes, reason="none of its parts applies", parts=parts
            )
        order = ALL_OF if isinstance(requirement, AllOf) else ANY_OF
        status = min((one.status for one in counting), key=order.index)
        files = (
            sorted({path for one in counting for path in one.unreadable}) if status is Status.UNKNOWN else []
        )
        return StatusOnDay(status, changes, unreadable=tuple(files), parts=parts)

    def binding(self, stage: Stage, requirement: Requirement, at: AsOf) -> bool:
        """Whether a stage waits for it: a desirable requirement only where a decision says so."""
        if not requirement.desirable:
            return True
        name = f"{stage.id}/{requirement.id}"
        return any(
            one.kind == "require" and one.requirement == name and one.date <= at.known
            for one in self.context.decisions
        )

    def start_condition(self, stage: Stage, at: AsOf) -> StartCondition:
        """What `after` leaves: the first day that counts, and what that day was used up for."""
        if not stage.after:
            return NO_CONDITION
        firsts = {}
        for before in stage.after:
            first = self.first_met(before, at.known, at.day)
            if first is None:
                return StartCondition(None, waits_for=before)
            firsts[before] = first
        key = (stage.id, tuple(firsts.values()), min(at.known, max(firsts.values())))
        if key not in self.start_conditions:
            used = frozenset(
                one for before, day in firsts.items() for one in self._used(self.stages[before], day, at)
            )
            self.start_conditions[key] = StartCondition(max(firsts.values()), used)
        return self.start_conditions[key]

    def _used(self, stage: Stage, day: date, at: AsOf) -> set[str]:
        """The records of a day that were counted for a stage on that day."""
        on = AsOf(day, min(day, at.known))
        return {
            record
            for requirement in stage.requires
            for record, when in counted_of(self.status_on(stage, requirement, on))
            if when == day
        }

    def period(self, stage: Stage, requirement: Writing, at: AsOf) -> WritingPeriod:
        """When a writing begins, and when the stage that it accompanies is otherwise met."""
        during = self.stages.get(requirement.during or stage.id)
        if during is None:
            return WritingPeriod(None, None)
        start_condition = self.start_condition(during, at)
        begins = [
            count.days[0]
            for one in self._applicable_practices(during.requires)
            if (
                count := count_for(EvaluationRequest(self.context, one, at, start_condition), window=False)
            ).days
        ]
        return WritingPeriod(min(begins, default=None), self.ends(during.id, at.known, at.day))

    def _applicable_practices(self, requirements: Sequence[Requirement]) -> Iterator[Practice]:
        for requirement in requirements:
            if self._applies(requirement)[0] is None:
                if isinstance(requirement, Practice):
                    yield requirement
                elif isinstance(requirement, AllOf | AnyOf):
                    yield from self._applicable_practices(requirement.requires)


def counted_of(on_day: StatusOnDay) -> Iterator[tuple[str, date]]:
    """Every record counted for a requirement, or for any part of it."""
    if on_day.judgement:
        yield from ((one.record, one.day) for one in on_day.judgement.counted())
    for _, part in on_day.parts:
        yield from counted_of(part)


def _has_dues(requirement: Requirement) -> bool:
    return isinstance(requirement, Writing) or (
        isinstance(requirement, Practice) and requirement.each is not None
    )


def _runs_out(decisions: list[Decision], at: AsOf) -> date:
    return min((next_day(one.last) for one in decisions if one.last), default=NEVER)


def _refs(decisions: list[Decision]) -> tuple[str, ...]:
    return tuple(one.ref for one in decisions)
