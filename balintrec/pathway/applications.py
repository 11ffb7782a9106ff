"""What became of an application, and what was last decided about a credential for somebody (docs/policy.md)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.model import Application, Decision
from balintrec.pathway.credentials import CONFERS, KEEPS_BACK, credential_of, decisions_about
from balintrec.pathway.outcome import ApplicationStanding, ApplicationState, Decided
from balintrec.society import Society


def last_decision(society: Society, member: str, credential: str, on: date) -> Decided | None:
    """What was decided last, up to a day, about a credential for somebody: given, kept back or taken away."""
    about = (
        one
        for one in reversed(decisions_about(society, member))
        if one.date <= on and credential_of(society, one) == credential
    )
    return next(map(_decided, about), None)


def last_application(society: Society, member: str, credential: str, on: date) -> ApplicationStanding | None:
    """The latest application of somebody for a credential that was handed in by a day, and what became of it."""
    own = [one for one in _handed_in(society, member, credential) if one.date <= on]
    return applied(society, own[-1], on) if own else None


def applied(society: Society, application: Application, on: date) -> ApplicationStanding:
    """What had become of an application by a day: a draft, open, decided or withdrawn."""
    if application.status != "submitted":
        return ApplicationStanding(application.ref, application.date, ApplicationState(application.status))
    last = next((_decided(one) for one in reversed(list(_deciding(society, application, on)))), None)
    if last is None or over(last, on):
        return ApplicationStanding(application.ref, application.date, ApplicationState.OPEN)
    return ApplicationStanding(application.ref, application.date, ApplicationState.DECIDED, last)


def over(decision: Decided, on: date) -> bool:
    """Whether a decision put off deciding until a day that has passed: the application is open again."""
    return decision.kind == "defer" and decision.until is not None and decision.until < on


def _deciding(society: Society, application: Application, on: date) -> Iterator[Decision]:
    """The decisions on an application, in order: those that cite it, and those that cite none and follow it.

    What follows the next application for the same credential is about that one.
    """
    own = _handed_in(society, application.member, application.credential)
    later = [one.date for one in own[own.index(application) + 1 :] if application.date < one.date <= on]
    for decision in decisions_about(society, application.member):
        if decision.kind not in CONFERS + KEEPS_BACK or decision.date > on:
            continue
        if credential_of(society, decision) != application.credential:
            continue
        follows = application.date <= decision.date and not any(day <= decision.date for day in later)
        if decision.application == application.id or (decision.application is None and follows):
            yield decision


def _handed_in(society: Society, member: str, credential: str) -> list[Application]:
    """The applications of somebody for a credential that are neither drafts nor withdrawn, in order of day."""
    own = (
        one
        for one in society.where(Application, "member", member)
        if (one.credential, one.status) == (credential, "submitted")
    )
    return sorted(own, key=lambda one: (one.date, one.id))


def _decided(decision: Decision) -> Decided:
    return Decided(decision.kind, decision.date, decision.ref, decision.until)
