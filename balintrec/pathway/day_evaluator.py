"""The ruling on one requirement as of one day: does it apply, is it recognised, met, waived, or unknown.

What stages before leave of the records depends on when they were met; whoever walks the days says that.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from balintrec.dates import NEVER, next_day
from balintrec.model import Decision
from balintrec.model.policy import Requirement, Stage, Writing
from balintrec.pathway.context import (
    NO_CONDITION,
    AsOf,
    EvaluationRequest,
    Judgement,
    MemberContext,
    Recognised,
    StartCondition,
)
from balintrec.pathway.order import counts_too_late
from balintrec.pathway.outcome import Status
from balintrec.pathway.requirements import CompoundKind, Unreadable, kind_of, unreadable
from balintrec.pathway.requirements.kind import SimpleKind, Stages
from balintrec.wording.message import NOTHING, Message, joined, message
from balintrec.wording.vocabulary import every, word


class StatusOnDay(NamedTuple):
    """The status of a requirement as of a day, with what it rests on."""

    status: Status
    changes: date = NEVER
    """The first later day on which it may be otherwise though nothing more is recorded."""
    judgement: Judgement | None = None
    reason: Message = NOTHING
    decisions: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    parts: tuple[tuple[Requirement, StatusOnDay], ...] = ()


class DayEvaluator(Stages):
    """Judges the requirements of one member's policy as of a day; whoever goes through the days says when stages were
    met."""

    def __init__(self, context: MemberContext, begin: date | None) -> None:
        """Takes whose requirements they are, and the first day of the pathway."""
        self.context, self.begin = context, begin
        self.stages = {stage.id: stage for stage in context.policy.stages}
        self._start_conditions: dict[tuple[str, tuple[date, ...], date], StartCondition] = {}
        self._files: dict[int, Unreadable] = {}

    def status_on(self, stage: Stage, requirement: Requirement, at: AsOf) -> StatusOnDay:
        """The status as of a day, in the order of docs/policy.md: applies, recognised, computed, waived, unknown."""
        applies, reason = self._applies(requirement)
        if applies is Status.NOT_APPLICABLE:
            return StatusOnDay(applies, reason=reason)
        name = f"{stage.id}/{requirement.id}"
        recognised = self.context.in_force("recognise", name, at)
        waivers = self.context.in_force("waive", name, at)
        if applies is Status.NOT_MET:
            on_day = StatusOnDay(applies, reason=reason)
        elif isinstance(kind := kind_of(requirement), CompoundKind):
            on_day = self._compound(stage, kind.parts(requirement), kind, at)
        else:
            on_day = self._simple(stage, requirement, kind, at, recognised, waivers)
        if not (recognised or waivers):  # as on nearly all days
            return on_day
        on_day = on_day._replace(changes=min(on_day.changes, _runs_out([*recognised, *waivers])))
        if whole := [one for one in recognised if one.whole]:
            return on_day._replace(status=Status.MET, decisions=_refs(whole), unreadable=())
        if on_day.status in (Status.NOT_MET, Status.UNKNOWN) and (
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

    def applies(self, requirement: Requirement) -> bool:
        return self._applies(requirement)[0] is None

    def counts_too_late(self, stage: Stage, requirement: Writing) -> bool:
        return counts_too_late(self.context.policy, stage, requirement) is not None

    def _applies(self, requirement: Requirement) -> tuple[Status | None, Message]:
        for key, wanted in (requirement.when or {}).items():
            values = self._recorded(key)
            if values and not set(values) & set(wanted):
                what = joined((word(str(value)) for value in values), ", ")
                return Status.NOT_APPLICABLE, message("%(key)s is %(values)s", key=word(key), values=what)
        if unrecorded := self.unrecorded(requirement):
            return (
                Status.NOT_MET,
                message(
                    "not recorded for the member, so nobody can tell whether it applies: %(keys)s",
                    keys=every(unrecorded),
                ),
            )
        return None, NOTHING

    def _simple(
        self,
        stage: Stage,
        requirement: Requirement,
        kind: SimpleKind[Any],
        at: AsOf,
        recognised: list[Decision],
        waivers: list[Decision],
    ) -> StatusOnDay:
        name, relied = f"{stage.id}/{requirement.id}", [one for one in recognised if not one.whole]
        taken_over = self.context.recognised(name, at) if relied else Recognised()
        condition = self.start_condition(stage, at)
        request: EvaluationRequest[Any] = EvaluationRequest(
            self.context, requirement, at, condition, taken_over, name=name
        )
        request = kind.prepared(request, self, stage)
        judgement = kind.judge(request)
        status = Status.MET if judgement.met else Status.NOT_MET
        dues = [one for one in waivers if one.due]
        if dues and not judgement.met and kind.has_due_days(requirement):
            judgement = kind.judge(request._replace(waived=frozenset(one.due for one in dues if one.due)))
            status = Status.WAIVED if judgement.met else Status.NOT_MET
            relied += dues
        files = self._unread(stage, requirement, condition, at)
        matter = files.unmaking if status.holds else files.helping
        return StatusOnDay(
            Status.UNKNOWN if matter else status,
            judgement.changes,
            judgement,
            decisions=_refs(relied),
            unreadable=matter,
        )

    def _unread(
        self, stage: Stage, requirement: Requirement, condition: StartCondition, at: AsOf
    ) -> Unreadable:
        """The files that matter: its own, and those without which a stage before is not known to be met."""
        if not self.context.society.broken:
            return Unreadable()
        files = self._files.get(id(requirement))
        if files is None:
            files = self._files[id(requirement)] = unreadable(self.context, stage, requirement)
        before = self.stages.get(condition.waits_for)
        if condition.first is not None or before is None:
            return files
        others = (path for other in before.requires for path in self.status_on(before, other, at).unreadable)
        return files._replace(helping=tuple(sorted({*files.helping, *others})))

    def _compound(
        self, stage: Stage, requirements: tuple[Requirement, ...], kind: CompoundKind[Any], at: AsOf
    ) -> StatusOnDay:
        """All of the parts that apply, or one of them."""
        parts = tuple((part, self.status_on(stage, part, at)) for part in requirements)
        counting = [
            one
            for part, one in parts
            if self.is_binding(stage, part, at) and one.status is not Status.NOT_APPLICABLE
        ]
        changes = min((one.changes for _, one in parts), default=NEVER)
        if not counting:
            return StatusOnDay(
                Status.NOT_APPLICABLE, changes, reason=message("none of its parts applies"), parts=parts
            )
        status = min((one.status for one in counting), key=kind.order.index)
        files = (
            sorted({path for one in counting for path in one.unreadable}) if status is Status.UNKNOWN else []
        )
        return StatusOnDay(status, changes, unreadable=tuple(files), parts=parts)

    def is_binding(self, stage: Stage, requirement: Requirement, at: AsOf) -> bool:
        if not requirement.desirable:
            return True
        name = f"{stage.id}/{requirement.id}"
        return any(
            one.kind == "require" and one.requirement == name and one.date <= at.known
            for one in self.context.decisions
        )

    def start_condition(self, stage: Stage, at: AsOf) -> StartCondition:
        if not stage.after:
            return NO_CONDITION
        firsts = {}
        for before in stage.after:
            first = self.first_met(before, at.known, at.day)
            if first is None:
                return StartCondition(None, waits_for=before)
            firsts[before] = first
        key = (stage.id, tuple(firsts.values()), min(at.known, max(firsts.values())))
        if key not in self._start_conditions:
            used = frozenset(
                one for before, day in firsts.items() for one in self._used(self.stages[before], day, at)
            )
            self._start_conditions[key] = StartCondition(max(firsts.values()), used)
        return self._start_conditions[key]

    def _used(self, stage: Stage, day: date, at: AsOf) -> set[str]:
        """The records of a day that were counted for a stage on that day."""
        on = AsOf(day, min(day, at.known))
        return {
            record
            for requirement in stage.requires
            for record, when in counted_of(self.status_on(stage, requirement, on))
            if when == day
        }


def counted_of(on_day: StatusOnDay) -> Iterator[tuple[str, date]]:
    """Every record counted for a requirement, or for any part of it."""
    if on_day.judgement:
        yield from ((one.record, one.day) for one in on_day.judgement.counted())
    for _, part in on_day.parts:
        yield from counted_of(part)


def _runs_out(decisions: list[Decision]) -> date:
    return min((next_day(one.last) for one in decisions if one.last), default=NEVER)


def _refs(decisions: list[Decision]) -> tuple[str, ...]:
    return tuple(one.ref for one in decisions)
