"""The requirement `attestation`: what the society has seen a proof of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from balintrec.dates import add_months, next_day
from balintrec.model import Attestation
from balintrec.model.policy import AttestationOf, Stage
from balintrec.names import some
from balintrec.pathway.context import (
    EvaluationRequest,
    Judgement,
    MemberContext,
    MemberIndex,
    Progress,
    per_requirement,
)
from balintrec.pathway.outcome import Counted, Excluded
from balintrec.pathway.requirements.kind import (
    Contradiction,
    DatedRecord,
    FileKinds,
    Groups,
    Search,
    SimpleKind,
)
from balintrec.pathway.requirements.statement import last_day, window_ends
from balintrec.pathway.step import Attest, Hint, Step, Wait
from balintrec.wording.message import NOTHING, Message, message
from balintrec.wording.vocabulary import either, units


class AttestationKind(SimpleKind[AttestationOf]):
    """The kind `attestation`."""

    waits_for_stages = False

    def sentence(self, requirement: AttestationOf, titles: Mapping[str, str]) -> Message:
        return message("an attestation of: %(what)s", what=either(requirement.of))

    def judge(self, request: EvaluationRequest[AttestationOf]) -> Judgement:
        """Whether it has been attested often enough, for enough hours, lately or long enough ago."""
        requirement, day = request.requirement, request.as_of.day
        known = [one for one in _attested(request.context, requirement) if one.date <= request.as_of.known]
        refused = {one.ref: _untimely(requirement, one, day) for one in known}
        counted = [one for one in known if not refused[one.ref]]
        progress = []
        if requirement.at_least is not None or requirement.hours is None:
            progress.append(
                Progress.of(
                    "at-least", len(counted) + request.added, requirement.at_least or 1, "attestations"
                )
            )
        if requirement.hours is not None:
            progress.append(
                Progress.of("hours", sum(one.hours or 0 for one in counted), requirement.hours, "hours")
            )
        ripe = [add_months(one.date, requirement.since) for one in known] if requirement.since else []
        changes = [
            window_ends((one.date for one in counted), requirement.within, day),
            *(one for one in ripe if one > day),
        ]
        met = bool(counted or request.added) and all(one.holds for one in progress)
        return Judgement(
            met,
            lambda: tuple(Counted(one.ref, one.date) for one in counted),
            min(changes),
            lambda: tuple(progress),
            lambda: tuple(Excluded(ref, reason) for ref, reason in refused.items() if reason),
            lambda: Hint() if met else _hint(_next(request, known)),
        )

    def relevant_records(self, context: MemberContext, requirement: AttestationOf) -> Iterator[DatedRecord]:
        own = context.society.where(Attestation, "member", context.member.id)
        return ((attestation.date, attestation) for attestation in own)

    def earliest_possible(self, requirement: AttestationOf, search: Search) -> date:
        days = [attestation.date for attestation in _attested(search.stages.context, requirement)]
        return search.nth(days, (requirement.at_least or 1) - search.recognised(requirement).amount)

    def unreadable_kinds(self, context: MemberContext, stage: Stage, requirement: AttestationOf) -> FileKinds:
        return FileKinds(["attestations"])

    def contradictions(self, requirement: AttestationOf, groups: Groups) -> Iterator[Contradiction]:
        since, within = requirement.since, requirement.within
        if since and within is not None and within < since:
            why = f"it counts {some(since, 'months')} after its date, and then it is too old"
            yield Contradiction(("within",), why, "make within at least as long as since")


def _hint(step: Step) -> Hint:
    return Hint(step, step.last if isinstance(step, Attest) else None)


def _next(request: EvaluationRequest[AttestationOf], known: list[Attestation]) -> Step:
    """The first day on which what there is is enough, or what has to come and the day on which it counts."""
    requirement, day = request.requirement, request.as_of.day
    since = requirement.since or 0
    fresh = add_months(day, since)
    ripe = {add_months(one.date, since) for one in known} if since else set()
    for moment in sorted({fresh, *(one for one in ripe if day < one < fresh)}):
        wanted = _missing(request.later(moment), known)
        if max(wanted) <= 0:
            return Wait(moment)
    number, hours = max(wanted[0], 1), max(wanted[1], 0)

    def more(later: date) -> bool:
        further = _missing(request.later(later), known)
        return further[0] > number or further[1] > hours

    last = last_day(fresh, _ends(request, known), more)
    return Attest(requirement, fresh, number, hours, _dated(last, since) if last else None)


def _ends(request: EvaluationRequest[AttestationOf], known: list[Attestation]) -> set[date]:
    """The last days on which something counts."""
    within = request.requirement.within
    return {*request.ends, *(add_months(one.date, within) for one in known if within is not None)}


def _dated(counts: date, since: int) -> date:
    """The last day that lies so many months before a day, or more."""
    day = add_months(counts, -since)
    while add_months(next_day(day), since) <= counts:
        day = next_day(day)
    return day


def _missing(request: EvaluationRequest[AttestationOf], known: list[Attestation]) -> tuple[int, int]:
    """How many, and how many hours, are missing on a day; one at least where nothing counts at all."""
    requirement = request.requirement
    counted = [one for one in known if not _untimely(requirement, one, request.as_of.day)]
    number = int(not counted)
    if requirement.at_least is not None or requirement.hours is None:
        number = (requirement.at_least or 1) - len(counted) - request.added
    return number, (requirement.hours or 0) - sum(one.hours or 0 for one in counted)


class _Attestations(MemberIndex):
    """By requirement: the attestations of its kinds about the member, in order of date."""

    @per_requirement
    def attested(self, requirement: AttestationOf) -> list[Attestation]:
        own = self.context.society.where(Attestation, "member", self.context.member.id)
        found = (attestation for attestation in own if attestation.kind in requirement.of)
        return sorted(found, key=lambda attestation: (attestation.date, attestation.id))


def _attested(context: MemberContext, requirement: AttestationOf) -> list[Attestation]:
    return context.derived(_Attestations).attested(requirement)


def _untimely(requirement: AttestationOf, attestation: Attestation, day: date) -> Message:
    if requirement.within is not None and add_months(attestation.date, requirement.within) < day:
        return message("is older than %(months)s", months=units(requirement.within, "months"))
    if requirement.since is not None and (ripe := add_months(attestation.date, requirement.since)) > day:
        months = units(requirement.since, "months")
        return message("counts from %(day)s on, %(months)s later", day=ripe, months=months)
    return NOTHING
