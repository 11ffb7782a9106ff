"""Credentials: who holds which on which day, by which policy, what was decided on an application (docs/policy.md)."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from hashlib import sha256
from itertools import chain

from balintrec.dates import NEVER, add_months
from balintrec.model import Application, Decision, Member, Policy, Supervision
from balintrec.model.activity import Activity
from balintrec.pathway.outcome import ApplicationStanding, ApplicationState, Decided
from balintrec.society import Society, SocietyIndex

CONFERS = ("grant", "recognise", "renew")
ENDS = ("lapse", "suspend", "revoke")
NAMES_A_POLICY = ("grant", "renew")
"""The decisions that may say by which policy they were taken."""
KEEPS_BACK = ("refuse", "defer")
"""What is decided on an application without a credential being given or taken away."""

_NAMELESS = "BALINT"
_DIGITS = 6


class _ByPerson(SocietyIndex):
    """The decisions and activities of a society by person."""

    def __init__(self, society: Society) -> None:
        super().__init__(society)
        self.conferring: dict[tuple[str, str], tuple[tuple[Decision, date], ...]] = {}
        """By person and credential: as `_decisions_on` says."""

    @cached_property
    def decisions(self) -> Mapping[str, tuple[Decision, ...]]:
        """In order of date."""
        found: dict[str, list[Decision]] = defaultdict(list)
        for decision in self.society.decisions.values():
            found[decision.member].append(decision)
        return {who: tuple(sorted(some, key=_order)) for who, some in found.items()}

    @cached_property
    def activities(self) -> Mapping[str, tuple[tuple[Activity, str], ...]]:
        """With the role, in order of day."""
        society, found = self.society, defaultdict[str, list[tuple[Activity, str]]](list)
        kinds: tuple[Iterable[Activity], ...] = (
            society.sessions.values(), society.events.values(), society.supervisions.values()
        )  # fmt: skip
        # In order before they are handed out: each is compared once, not once for everybody who was there.
        for activity in sorted(chain(*kinds), key=lambda one: (one.day, one.ref)):
            for role, person in activity.people():
                found[person].append((activity, role))
        return {who: tuple(some) for who, some in found.items()}


def decisions_about(society: Society, member: str) -> tuple[Decision, ...]:
    """Every decision about a person, in order of date."""
    return society.derived(_ByPerson).decisions.get(member, ())


def activities_of(society: Society, member: str) -> tuple[tuple[Activity, str], ...]:
    """Every session, event and supervision that names a person, with their role, in order of day."""
    return society.derived(_ByPerson).activities.get(member, ())


def happened(activity: Activity) -> bool:
    """Whether a session or event was held; a supervision is recorded after the fact."""
    return isinstance(activity, Supervision) or activity.status == "held"


def pathway_begin(society: Society, member: Member, on: date) -> date | None:
    """The first day of the pathway: `pathway-from`, else of membership, else of activity on or before the day asked."""
    if member.pathway_from:
        return member.pathway_from
    if member.membership:
        return min(period.from_ for period in member.membership)
    activities = activities_of(society, member.id)
    return next((one.day for one, _ in activities if happened(one) and one.day <= on), None)


def policy_of(society: Society, member: Member, on: date) -> Policy | None:
    """The policy that a member is judged by: the pinned one, else the one in force when the pathway began.

    The society's entry credential is that of its oldest policy; a pathway to another is pinned.
    """
    if member.policy:
        return society.policies.get(member.policy)
    return _entry_policy(society, member, on)


def policy_then(society: Society, member: Member, day: date) -> Policy | None:
    """The policy that a member was judged by on a day: the pinned one only if it was effective by then."""
    pinned = society.policies.get(member.policy or "")
    return pinned if pinned and pinned.effective <= day else _entry_policy(society, member, day)


def policy_for(
    society: Society, member: Member | None, credential: str, day: date, named: str | None = None
) -> Policy | None:
    """The policy by which it is judged whether somebody has a credential from a day on, and for how long.

    The one that the decision names, else the member's pin, each only if it confers that credential and was effective
    by then; else the one without a pin, so that a later pin undoes nothing.
    """
    for id in (named, member.policy if member else None):
        policy = society.policies.get(id or "")
        if policy and policy.credential == credential and policy.effective <= day:
            return policy
    entry = _entry_policy(society, member, day) if member else None
    return entry if entry and entry.credential == credential else policy_in_force(society, credential, day)


def policy_named(society: Society, paper: Application | Decision) -> str | None:
    """The policy that a grant or a renewal names, or that which decides on an application."""
    if isinstance(paper, Decision):
        return paper.policy if paper.kind in NAMES_A_POLICY else None
    deciding = (one for one in decisions_about(society, paper.member) if one.application == paper.id)
    return next(filter(None, (policy_named(society, one) for one in deciding)), None)


def _entry_policy(society: Society, member: Member, on: date) -> Policy | None:
    """Of the society's entry credential the policy that was in force when the member's pathway began."""
    policies = sorted(society.policies.values(), key=lambda policy: (policy.effective, policy.id))
    if not policies:
        return None
    return policy_in_force(society, policies[0].credential, pathway_begin(society, member, on))


def policy_in_force(society: Society, credential: str, day: date | None) -> Policy | None:
    """The latest policy for a credential that was effective on a day, else the oldest."""
    policies = sorted(
        (policy for policy in society.policies.values() if policy.credential == credential),
        key=lambda policy: (policy.effective, policy.id),
    )
    in_force = [policy for policy in policies if day and policy.effective <= day]
    chosen = in_force[-1:] or policies[:1]
    return chosen[0] if chosen else None


def credential_of(society: Society, decision: Decision) -> str | None:
    """Which credential a decision is about: its own, else the application's, else the policy's. None: about none.

    An application dated after the decision was not there to be decided on. The policy is the one that the decision
    names, else the one that the member was judged by on its day.
    """
    if decision.kind not in CONFERS + ENDS + KEEPS_BACK:
        return None
    if decision.credential or decision.kind == "recognise":
        return decision.credential
    application = society.applications.get(decision.application or "")
    if application and application.date <= decision.date:
        return application.credential
    if decision.kind in KEEPS_BACK:
        return _applied_for(society, decision)
    member = society.members.get(decision.member)
    policy = society.policies.get(policy_named(society, decision) or "")
    if policy is None and member:
        policy = policy_then(society, member, decision.date)
    return policy.credential if policy else None


def _applied_for(society: Society, decision: Decision) -> str | None:
    """What somebody had last applied for; None: nothing, and then it is something else that was refused."""
    own = [
        (one.date, one.id, one.credential)
        for one in society.where(Application, "member", decision.member)
        if one.status == "submitted" and one.date <= decision.date
    ]
    return max(own)[2] if own else None


def runs_until(society: Society, decision: Decision, credential: str) -> date:
    """The last day of what a decision confers: the one that it says, else by the policy's `valid`, else never."""
    if decision.last:
        return decision.last
    member = society.members.get(decision.member)
    policy = policy_for(society, member, credential, decision.date, policy_named(society, decision))
    return add_months(decision.date, policy.valid) if policy and policy.valid else NEVER


def credential_decision(society: Society, person: str, credential: str, day: date) -> Decision | None:
    """The decision by which somebody holds a credential on a day, or None."""
    decisions = _decisions_on(society, person, credential)
    for place in range(bisect_right(decisions, day, key=lambda one: one[0].date) - 1, -1, -1):
        latest, until = decisions[place]
        if latest.kind != "suspend" or latest.until is None or latest.until >= day:
            return None if latest.kind in ENDS or until < day else latest
    return None


def _decisions_on(society: Society, person: str, credential: str) -> tuple[tuple[Decision, date], ...]:
    """What gave somebody a credential or ended it, in order of date, each with the last day of what it gave.

    Kept: it is asked for every session that somebody led.
    """
    kept, key = society.derived(_ByPerson).conferring, (person, credential)
    if key not in kept:
        kept[key] = tuple(
            (one, NEVER if one.kind in ENDS else runs_until(society, one, credential))
            for one in decisions_about(society, person)
            if one.kind in CONFERS + ENDS and credential_of(society, one) == credential
        )
    return kept[key]


def holds(society: Society, person: str, credentials: Iterable[str], day: date) -> bool:
    """Whether somebody holds one of these credentials on a day."""
    return any(credential_decision(society, person, credential, day) for credential in credentials)


def held_on(society: Society, person: str, day: date) -> tuple[str, ...]:
    """Every credential that somebody holds on a day."""
    credentials = {credential_of(society, one) for one in decisions_about(society, person)} - {None}
    return tuple(sorted(one for one in credentials if one and holds(society, person, (one,), day)))


def _order(decision: Decision) -> tuple[date, bool, str]:
    # On one day what ends a credential comes after what confers it.
    return (decision.date, decision.kind in ENDS, decision.id)


# Applications


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


# Certificates


def certificate_number(society: Society, decision: Decision) -> str | None:
    """The number that a decision gives to its certificate; of a grant that gives none, one made from the record.

    That one is the initials of the society, the year, and six hexadecimal digits of a SHA-256 of the decision's id
    and the member's: ``IBS-2025-3F09AC``. It is the same on every computer, and needs no count of certificates that
    two people could keep at once. None for other decisions.
    """
    if decision.number or decision.kind != "grant":
        return decision.number
    digest = sha256(f"{decision.id}\n{decision.member}".encode()).hexdigest()
    return f"{initials(society)}-{decision.date.year}-{digest[:_DIGITS].upper()}"


def initials(society: Society) -> str:
    """Of the society's name in Latin letters, such as ``IBS``."""
    name = society.about.name.get("latin", "") if society.about else ""
    plain = unicodedata.normalize("NFKD", name)
    found = "".join(word[0] for word in plain.split() if word[0].isascii() and word[0].isupper())
    return found or _NAMELESS
