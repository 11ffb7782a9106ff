"""The requirement `attestation`: what the society has seen a proof of."""

from __future__ import annotations

from datetime import date

from balintrec.dates import add_months
from balintrec.model import Attestation
from balintrec.model.policy import AttestationOf
from balintrec.names import more, quoted
from balintrec.pathway.case import Case, Hint, Question, Verdict
from balintrec.pathway.outcome import Counted, Excluded
from balintrec.pathway.papers import progress_of, window_ends


def judge_attestation(question: Question[AttestationOf]) -> Verdict:
    """Whether it has been attested often enough, for enough hours, lately or long enough ago."""
    requirement, day = question.requirement, question.as_of.day
    known = [one for one in attested(question.case, requirement.of) if one.date <= question.as_of.known]
    refused = {one.ref: _untimely(requirement, one, day) for one in known}
    counted = [one for one in known if not refused[one.ref]]
    added = question.recognised.amount if requirement.at_least is not None else 0
    progress = []
    if requirement.at_least is not None or requirement.hours is None:
        progress.append(
            progress_of("at-least", len(counted) + added, requirement.at_least or 1, "attestations")
        )
    if requirement.hours is not None:
        progress.append(
            progress_of("hours", sum(one.hours or 0 for one in counted), requirement.hours, "hours")
        )
    ripe = [add_months(one.date, requirement.since) for one in known] if requirement.since else []
    changes = [
        window_ends((one.date for one in counted), requirement.within, day),
        *(one for one in ripe if one > day),
    ]
    missing = next((one for one in progress if not one.holds), None)
    return Verdict(
        bool(counted or added) and not missing,
        lambda: tuple(Counted(one.ref, one.date) for one in counted),
        min(changes),
        lambda: tuple(progress),
        lambda: tuple(Excluded(ref, reason) for ref, reason in refused.items() if reason),
        lambda: (
            Hint(f"{more(missing.need - missing.have, missing.unit)} of {quoted(requirement.of)}")
            if missing
            else Hint()
        ),
    )


def attested(case: Case, words: tuple[str, ...]) -> list[Attestation]:
    """The attestations of these kinds about the member, in order of date."""
    own = case.society.where(Attestation, "member", case.member.id)
    found = [one for one in own if one.kind in words]
    return sorted(found, key=lambda one: (one.date, one.id))


def _untimely(requirement: AttestationOf, attestation: Attestation, day: date) -> str:
    if requirement.within is not None and add_months(attestation.date, requirement.within) < day:
        return f"is older than {requirement.within} months"
    if requirement.since is not None and (ripe := add_months(attestation.date, requirement.since)) > day:
        return f"counts from {ripe} on, {requirement.since} months later"
    return ""
