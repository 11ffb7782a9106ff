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
from balintrec.pathway.attestations import judge_attestation
from balintrec.pathway.context import OPEN, AsOf, Case, Course, Opening, Question, Recognised, Verdict
from balintrec.pathway.count import count
from balintrec.pathway.documents import judge_document
from balintrec.pathway.membership import judge_membership
from balintrec.pathway.outcome import Status
from balintrec.pathway.practice import judge_practice
from balintrec.pathway.statements import judge_statement
from balintrec.pathway.unreadable import Unreadable, unreadable
from balintrec.pathway.writing import judge_writing

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


class Ruling(NamedTuple):
    """The status of a requirement as of a day, with what it rests on."""

    status: Status
    changes: date = NEVER
    """The first later day on which it may be otherwise though nothing more is recorded."""
    verdict: Verdict | None = None
    reason: str = ""
    decisions: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    parts: tuple[tuple[Requirement, Ruling], ...] = ()


@dataclass
class Rulings(ABC):
    """The rulings of one case."""

    case: Case
    begin: date | None
    openings: dict[object, Opening] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.stages = {stage.id: stage for stage in self.case.policy.stages}

    @abstractmethod
    def first_met(self, stage: str, known: date, limit: date) -> date | None:
        """The first day up to `limit` on which a stage is met, from the records up to `known`."""

    @abstractmethod
    def ends(self, stage: str, known: date, limit: date) -> date | None:
        """The first day up to `limit` on which all of a stage but its writings holds."""

    def ruling(self, stage: Stage, requirement: Requirement, at: AsOf) -> Ruling:
        """The status as of a day, in the order of docs/policy.md: applies, recognised, computed, waived, unknown."""
        applies, reason = self._applies(requirement)
        if applies is Status.NOT_APPLICABLE:
            return Ruling(applies, reason=reason)
        name = f"{stage.id}/{requirement.id}"
        recognised = self.case.in_force("recognise", name, at)
        waivers = self.case.in_force("waive", name, at)
        if applies is Status.SHORT:
            ruling = Ruling(applies, reason=reason)
        elif isinstance(requirement, AllOf | AnyOf):
            ruling = self._compound(stage, requirement, at)
        else:
            ruling = self._simple(stage, requirement, at, recognised, waivers)
        if not (recognised or waivers):  # as of nearly all
            return ruling
        ruling = ruling._replace(changes=min(ruling.changes, _runs_out([*recognised, *waivers], at)))
        if whole := [one for one in recognised if one.whole]:
            return ruling._replace(status=Status.MET, decisions=_refs(whole), unreadable=())
        if ruling.status in (Status.SHORT, Status.UNKNOWN) and (
            whole := [one for one in waivers if one.whole]
        ):
            return ruling._replace(status=Status.WAIVED, decisions=_refs(whole), unreadable=())
        return ruling

    def unrecorded(self, requirement: Requirement) -> tuple[str, ...]:
        """The fields of the member without which nobody can tell whether a requirement applies."""
        return tuple(key for key in requirement.when or {} if not self._recorded(key))

    def _recorded(self, key: str) -> tuple[object, ...]:
        found = getattr(self.case.member, key.replace("-", "_"), None)
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
    ) -> Ruling:
        some = [one for one in recognised if not one.whole]
        question = Question(
            self.case,
            requirement,
            at,
            self.opening(stage, at),
            self.case.recognised(f"{stage.id}/{requirement.id}", at) if some else Recognised(),
            course=self.course(stage, requirement, at) if isinstance(requirement, Writing) else None,
            name=f"{stage.id}/{requirement.id}",
        )
        judge = JUDGES[type(requirement)]
        verdict: Verdict = judge(question)
        status = Status.MET if verdict.met else Status.SHORT
        relied = some
        dues = [one for one in waivers if one.due]
        if dues and not verdict.met and _has_dues(requirement):
            waived = frozenset(one.due for one in dues if one.due)
            verdict = judge(question._replace(waived=waived))
            status = Status.WAIVED if verdict.met else Status.SHORT
            relied = some + dues
        files = self._unread(stage, requirement, question.opening, at)
        matter = files.unmaking if status.holds else files.helping
        if matter:
            return Ruling(
                Status.UNKNOWN, verdict.changes, verdict, decisions=_refs(relied), unreadable=matter
            )
        return Ruling(status, verdict.changes, verdict, decisions=_refs(relied))

    def _unread(self, stage: Stage, requirement: Requirement, opening: Opening, at: AsOf) -> Unreadable:
        """The files that matter: its own, and those without which a stage before is not known to be met."""
        files = unreadable(self.case, self.stages, stage, requirement)
        if not self.case.society.broken or opening.first is not None or not opening.waits_for:
            return files
        before = self.stages.get(opening.waits_for)
        own = set(files.helping)
        for other in before.requires if before else ():
            own |= set(self.ruling(before, other, at).unreadable) if before else set()
        return files._replace(helping=tuple(sorted(own)))

    def _compound(self, stage: Stage, requirement: AllOf | AnyOf, at: AsOf) -> Ruling:
        """All of the parts that apply, or one of them."""
        parts = tuple((part, self.ruling(stage, part, at)) for part in requirement.requires)
        counting = [
            one
            for part, one in parts
            if self.binding(stage, part, at) and one.status is not Status.NOT_APPLICABLE
        ]
        changes = min((one.changes for _, one in parts), default=NEVER)
        if not counting:
            return Ruling(Status.NOT_APPLICABLE, changes, reason="none of its parts applies", parts=parts)
        order = ALL_OF if isinstance(requirement, AllOf) else ANY_OF
        status = min((one.status for one in counting), key=order.index)
        files = (
            sorted({path for one in counting for path in one.unreadable}) if status is Status.UNKNOWN else []
        )
        return Ruling(status, changes, unreadable=tuple(files), parts=parts)

    def binding(self, stage: Stage, requirement: Requirement, at: AsOf) -> bool:
        """Whether a stage waits for it: a desirable requirement only where a decision says so."""
        if not requirement.desirable:
            return True
        name = f"{stage.id}/{requirement.id}"
        return any(
            one.kind == "require" and one.requirement == name and one.date <= at.known
            for one in self.case.decisions
        )

    def opening(self, stage: Stage, at: AsOf) -> Opening:
        """What `after` leaves: the first day that counts, and what that day was used up for."""
        if not stage.after:
            return OPEN
        firsts = {}
        for before in stage.after:
            first = self.first_met(before, at.known, at.day)
            if first is None:
                return Opening(None, waits_for=before)
            firsts[before] = first
        key = (stage.id, tuple(firsts.values()), min(at.known, max(firsts.values())))
        if key not in self.openings:
            used = frozenset(
                one for before, day in firsts.items() for one in self._used(self.stages[before], day, at)
            )
            self.openings[key] = Opening(max(firsts.values()), used)
        return self.openings[key]

    def _used(self, stage: Stage, day: date, at: AsOf) -> set[str]:
        """The records of a day that were counted for a stage on that day."""
        on = AsOf(day, min(day, at.known))
        return {
            record
            for requirement in stage.requires
            for record, when in counted_of(self.ruling(stage, requirement, on))
            if when == day
        }

    def course(self, stage: Stage, requirement: Writing, at: AsOf) -> Course:
        """When a writing begins, and when the stage that it accompanies is otherwise met."""
        during = self.stages.get(requirement.during or stage.id)
        if during is None:
            return Course(None, None)
        opening = self.opening(during, at)
        begins = [
            tally.days[0]
            for one in self._applicable_practices(during.requires)
            if (tally := count(Question(self.case, one, at, opening), window=False)).days
        ]
        return Course(min(begins, default=None), self.ends(during.id, at.known, at.day))

    def _applicable_practices(self, requirements: Sequence[Requirement]) -> Iterator[Practice]:
        for requirement in requirements:
            if self._applies(requirement)[0] is None:
                if isinstance(requirement, Practice):
                    yield requirement
                elif isinstance(requirement, AllOf | AnyOf):
                    yield from self._applicable_practices(requirement.requires)


def counted_of(ruling: Ruling) -> Iterator[tuple[str, date]]:
    """Every record counted for a requirement, or for any part of it."""
    if ruling.verdict:
        yield from ((one.record, one.day) for one in ruling.verdict.counted())
    for _, part in ruling.parts:
        yield from counted_of(part)


def _has_dues(requirement: Requirement) -> bool:
    return isinstance(requirement, Writing) or (
        isinstance(requirement, Practice) and requirement.each is not None
    )


def _runs_out(decisions: list[Decision], at: AsOf) -> date:
    return min((next_day(one.last) for one in decisions if one.last), default=NEVER)


def _refs(decisions: list[Decision]) -> tuple[str, ...]:
    return tuple(one.ref for one in decisions)
