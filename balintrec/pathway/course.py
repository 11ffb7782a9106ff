"""The pathway of one member through the stages: which verdict holds when, and when each stage was first met.

The verdicts of a requirement change on few days: when something is recorded, and when a window closes or a period
ends. Between those days they stand, so the days need not be walked one by one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
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
    RequirementBase,
    Stage,
    Statement,
    Writing,
)
from balintrec.pathway.activities import roster_sessions
from balintrec.pathway.case import OPEN, AsOf, Case, Course, Opening, Question, Verdict
from balintrec.pathway.membership import covered, judge_membership
from balintrec.pathway.outcome import Status
from balintrec.pathway.papers import about, judge_attestation, judge_document, judge_statement
from balintrec.pathway.practice import count, judge_practice
from balintrec.pathway.unreadable import Unreadable, unreadable
from balintrec.pathway.writing import judge_writing

JUDGES: dict[type[RequirementBase], Any] = {
    Membership: judge_membership,
    Practice: judge_practice,
    Writing: judge_writing,
    Statement: judge_statement,
    DocumentCited: judge_document,
    AttestationOf: judge_attestation,
}
"""One function a kind of requirement; all-of and any-of are made of these."""


class Ruling(NamedTuple):
    """The status of a requirement as of a day, with what it rests on."""

    status: Status
    changes: date = NEVER
    """The first later day on which it may be otherwise though nothing more is recorded."""
    verdict: Verdict | None = None
    reason: str = ""
    decisions: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    parts: tuple[tuple[RequirementBase, Ruling], ...] = ()


@dataclass
class Pathway:
    """The rulings of one case; what has been found once is kept."""

    case: Case
    begin: date | None
    states: dict[tuple[int, date, date], tuple[Status, date]] = field(default_factory=dict)
    searches: dict[tuple[str, str, date], tuple[date | None, date]] = field(default_factory=dict)
    openings: dict[object, Opening] = field(default_factory=dict)
    under_way: set[tuple[str, str]] = field(default_factory=set)
    cuts: int = 0
    """How often a search ran into itself; what was found meanwhile holds for that search alone and is not kept."""

    def __post_init__(self) -> None:
        self.stages = {stage.id: stage for stage in self.case.policy.stages}

    # --- the ruling on one day

    def ruling(self, stage: Stage, requirement: RequirementBase, at: AsOf) -> Ruling:
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
        ruling = ruling._replace(changes=min(ruling.changes, _runs_out([*recognised, *waivers], at)))
        if whole := [one for one in recognised if one.amount is None]:
            return ruling._replace(status=Status.MET, decisions=_refs(whole), unreadable=())
        if ruling.status in (Status.SHORT, Status.UNKNOWN) and (
            whole := [one for one in waivers if one.due is None]
        ):
            return ruling._replace(status=Status.WAIVED, decisions=_refs(whole), unreadable=())
        return ruling

    def _applies(self, requirement: RequirementBase) -> tuple[Status | None, str]:
        unrecorded = []
        for key, wanted in (requirement.when or {}).items():
            found = getattr(self.case.member, key.replace("-", "_"), None)
            values = found if isinstance(found, tuple) else (found,) if found else ()
            if not values:
                unrecorded.append(key)
            elif not set(values) & set(wanted):
                return Status.NOT_APPLICABLE, f"{key} is {', '.join(map(str, values))}"
        if unrecorded:
            return (
                Status.SHORT,
                f"{' and '.join(unrecorded)} of the member is not recorded, so nobody can tell if it applies",
            )
        return None, ""

    def _simple(
        self, stage: Stage, requirement: Any, at: AsOf, recognised: list[Decision], waivers: list[Decision]
    ) -> Ruling:
        amounts = [one for one in recognised if one.amount is not None]
        question = Question(
            self.case,
            requirement,
            at,
            self.opening(stage, at),
            sum(one.amount or 0 for one in amounts),
            course=self.course(stage, requirement, at) if isinstance(requirement, Writing) else None,
        )
        judge = JUDGES[type(requirement)]
        verdict: Verdict = judge(question)
        status = Status.MET if verdict.met else Status.SHORT
        relied = amounts
        dues = [one for one in waivers if one.due]
        if dues and not verdict.met and _has_dues(requirement):
            waived = frozenset(one.due for one in dues if one.due)
            verdict = judge(replace(question, waived=waived))
            status = Status.WAIVED if verdict.met else Status.SHORT
            relied = amounts + dues
        files = self._unread(stage, requirement, question.opening, at)
        matter = files.unmaking if status.holds else files.helping
        if matter:
            return Ruling(Status.UNKNOWN, verdict.changes, verdict, verdict.reason, _refs(relied), matter)
        return Ruling(status, verdict.changes, verdict, verdict.reason, _refs(relied))

    def _unread(self, stage: Stage, requirement: RequirementBase, opening: Opening, at: AsOf) -> Unreadable:
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
        order = (
            (Status.SHORT, Status.UNKNOWN, Status.WAIVED, Status.MET)
            if isinstance(requirement, AllOf)
            else (Status.MET, Status.WAIVED, Status.UNKNOWN, Status.SHORT)
        )
        status = min((one.status for one in counting), key=order.index)
        files = (
            sorted({path for one in counting for path in one.unreadable}) if status is Status.UNKNOWN else []
        )
        return Ruling(status, changes, unreadable=tuple(files), parts=parts)

    def binding(self, stage: Stage, requirement: RequirementBase, at: AsOf) -> bool:
        """Whether a stage waits for it: a desirable requirement only where a decision says so."""
        if not requirement.desirable:
            return True
        name = f"{stage.id}/{requirement.id}"
        return any(
            one.kind == "require" and one.requirement == name and one.date <= at.known
            for one in self.case.decisions
        )

    # --- what stages leave of the records

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

    def _applicable_practices(self, requirements: Sequence[RequirementBase]) -> Iterator[Practice]:
        for requirement in requirements:
            if self._applies(requirement)[0] is None:
                if isinstance(requirement, Practice):
                    yield requirement
                yield from self._applicable_practices(getattr(requirement, "requires", ()))

    # --- days

    def first_met(self, stage: str, known: date, limit: date) -> date | None:
        """The first day up to `limit` on which a stage is met, from the records up to `known`."""
        return self._search("met", stage, known, limit)

    def ends(self, stage: str, known: date, limit: date) -> date | None:
        """The first day up to `limit` on which all of a stage but its writings holds."""
        return self._search("ends", stage, known, limit)

    def _search(self, what: str, stage: str, known: date, limit: date) -> date | None:
        if self.begin is None or stage not in self.stages:
            return None
        if (what, stage) in self.under_way:
            self.cuts += 1
            return None
        if known >= limit:
            known = NEVER
        elif found := self._search(what, stage, NEVER, known):
            return found
        start = self.begin if known == NEVER else max(self.begin, next_day(known))
        found, searched = self.searches.get((what, stage, known), (None, start))
        if found or searched > limit:
            return found if found and found <= limit else None
        self.under_way.add((what, stage))
        cuts = self.cuts
        try:
            found, searched = self._seek(what, self.stages[stage], known, searched, limit)
        finally:
            self.under_way.discard((what, stage))
        if cuts == self.cuts:
            # Never beyond the limit: what a longer look ahead would have shown on the way has not been seen.
            self.searches[what, stage, known] = (found, min(searched, next_day(limit)))
        return found

    def _seek(self, what: str, stage: Stage, known: date, day: date, limit: date) -> tuple[date | None, date]:
        """Leap from day to day on which something changes that is missing; the day found, and the day reached."""
        wanted = [one for one in stage.requires if what == "met" or not isinstance(one, Writing)]
        while day <= limit:
            for before in stage.after if what == "met" else ():
                first = self.first_met(before, known, limit)
                if first is None:
                    return None, day
                day = max(day, first)
            at = AsOf(day, min(day, known))
            missing = [
                one
                for one in wanted
                if self.binding(stage, one, at)
                and not (state := self.state(stage, one, day, known)[0]).holds
                and state is not Status.NOT_APPLICABLE
            ]
            if not missing:
                return day, day
            day = max(self.next_change(stage, one, day, known, limit) for one in missing)
        return None, day

    def state(
        self, stage: Stage, requirement: RequirementBase, day: date, known: date
    ) -> tuple[Status, date]:
        """Status, and until when it stands if nothing more is recorded; from the records up to `known`."""
        known = NEVER if day <= known else known
        key = (id(requirement), day, known)
        if key not in self.states:
            cuts = self.cuts
            ruling = self.ruling(stage, requirement, AsOf(day, min(day, known)))
            if cuts != self.cuts:
                return ruling.status, ruling.changes
            self.states[key] = (ruling.status, ruling.changes)
        return self.states[key]

    def next_change(
        self, stage: Stage, requirement: RequirementBase, day: date, known: date, limit: date
    ) -> date:
        """The next day on which the status may be otherwise; beyond `limit`: none that matters."""
        days = [self.state(stage, requirement, day, known)[1]]
        recorded = self.record_days(stage, requirement)
        place = bisect_right(recorded, day)
        if place < len(recorded) and recorded[place] <= known:
            days.append(recorded[place])
        for what, other in self._leans_on(stage, requirement):
            turn = self._search(what, other, known, limit)
            if turn and turn > day:
                days.append(turn)
        return min(days)

    def _leans_on(self, stage: Stage, requirement: RequirementBase) -> Iterator[tuple[str, str]]:
        """The searches whose result changes what a requirement is judged by."""
        for before in stage.after:
            yield "met", before
        if isinstance(requirement, Writing):
            during = requirement.during or stage.id
            yield "ends", during
            for before in self.stages[during].after if during in self.stages else ():
                yield "met", before
        for part in getattr(requirement, "requires", ()):
            yield from self._leans_on(stage, part)

    def record_days(self, stage: Stage, requirement: RequirementBase) -> list[date]:
        """The days of the records that can change a requirement's status, in order."""
        key = ("days", id(requirement))
        if key not in self.case.memo:
            self.case.memo[key] = sorted(record_days(self.case, requirement))
        days: list[date] = self.case.memo[key]  # type: ignore[assignment]
        return days

    def met_on(self, stage: Stage, requirement: RequirementBase, on: date) -> date | None:
        """The earliest day since which it has been met without a break up to the day asked."""
        since = None
        starts = [
            *self.record_days(stage, requirement)[:1],
            *(start for start, _ in covered(self.case.member).periods),
        ]
        day = min([*starts, on])
        while day <= on:
            met = self.state(stage, requirement, day, on)[0] is Status.MET
            since = (since or day) if met else None
            day = self.next_change(stage, requirement, day, on, on)
        return since

    def lapses_on(self, stage: Stage, requirement: RequirementBase, on: date, limit: date) -> date | None:
        """The first later day up to `limit` on which it is no longer met if nothing more is recorded."""
        day = on
        while (day := self.next_change(stage, requirement, day, on, limit)) <= limit:
            if self.state(stage, requirement, day, on)[0] is not Status.MET:
                return day
        return None


def counted_of(ruling: Ruling) -> Iterator[tuple[str, date]]:
    """Every record counted for a requirement, or for any part of it."""
    if ruling.verdict:
        yield from ((one.record, one.day) for one in ruling.verdict.counted)
    for _, part in ruling.parts:
        yield from counted_of(part)


def record_days(case: Case, requirement: RequirementBase) -> set[date]:
    """The days of all records that can change a requirement's status."""
    society, own = case.society, case.member.id
    days = {one.date for one in case.decisions}
    match requirement:
        case Practice():
            days |= {activity.day for activity, _ in case.activities}
            days |= (
                {day for day, _, _ in roster_sessions(case)}
                if any(s.of for s in requirement.share)
                else set()
            )
        case Writing():
            days |= {activity.day for activity, _ in case.activities}
            days |= {one.written for one in society.reflections.values() if one.member == own}
            days |= {one.date for one in about(case)}
        case Statement():
            days |= {activity.day for activity, _ in case.activities} | {one.date for one in about(case)}
        case DocumentCited():
            days |= {one.date for one in society.applications.values() if one.member == own}
            days |= {one.written for one in society.references.values() if one.member == own} | {
                one.date for one in about(case)
            }
        case AttestationOf():
            days |= {one.date for one in society.attestations.values() if one.member == own}
        case AllOf() | AnyOf():
            days |= {day for part in requirement.requires for day in record_days(case, part)}
    return days


def _has_dues(requirement: RequirementBase) -> bool:
    return isinstance(requirement, Writing) or (
        isinstance(requirement, Practice) and requirement.each is not None
    )


def _runs_out(decisions: list[Decision], at: AsOf) -> date:
    return min((next_day(one.until) for one in decisions if one.until), default=NEVER)


def _refs(decisions: list[Decision]) -> tuple[str, ...]:
    return tuple(one.ref for one in decisions)
