"""Rules on decisions about a credential: the records support a grant, and what ends was held."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.finding import Problem
from balintrec.model import Application, Decision
from balintrec.pathway.credentials import CONFERS, credential_of, decisions_about, policy_named, runs_until
from balintrec.rules.requirements import judged_by, progress, short
from balintrec.rules.roles import are_members, may_be_hidden
from balintrec.rules.rule import at, error, problem
from balintrec.society import Society


@error("DEC001", "grant-not-supported")
def not_supported(society: Society, on: date) -> Iterator[Problem]:
    """A credential is granted on a day on which the records leave a requirement short.

    A decision is what counts, and the records are what it stands on. Founders, and leaders accredited elsewhere, come
    in by a decision of kind recognise. Nothing is said where a file that cannot be read may hold what is missing.

    Wrong:
        # records/sessions/2024-03-12-lahore-tuesday.md
        co-leaders: []
        attendees: [ayesha-khan, sana-malik, bilal-ahmed]
        # records/decisions/2026-03-05-bilal-ahmed-grant.md
        kind: grant
    Right:
        # records/sessions/2024-03-12-lahore-tuesday.md
        co-leaders: [bilal-ahmed]
        # records/decisions/2026-03-05-bilal-ahmed-grant.md
        kind: grant
    """
    for decision in society.decisions.values():
        member = society.members.get(decision.member)
        if decision.kind != "grant" or decision.date > on or not member:
            continue
        credential = credential_of(society, decision)
        policy = judged_by(society, decision, credential) if credential else None
        missing = short(society, member, policy, decision.date) if policy else []
        if missing:
            named = ", ".join(f'"{outcome.title}" ({progress(outcome)})' for outcome in missing)
            message = f"the records do not support this grant on {decision.date}: short of {named}"
            remedy = "enter what is missing; if it was decided by another policy, name that in policy:"
            yield problem(at(decision, "date"), message, remedy)


@error("DEC002", "credential-not-held")
def not_held(society: Society, on: date) -> Iterator[Problem]:
    """A credential is renewed, lapses, is suspended or revoked that the member did not have.

    Wrong:
        # records/decisions/2026-05-05-sana-malik-revoke.md
        kind: revoke
        member: sana-malik
        date: 2026-05-05
        by: committee
        present: [nadia-iqbal, omar-farooq]
        reason: conduct
        credential: accredited-leader
    Right:
        # records/decisions/2026-05-05-bilal-ahmed-revoke.md
        kind: revoke
        member: bilal-ahmed
        date: 2026-05-05
        by: committee
        present: [nadia-iqbal, omar-farooq]
        reason: conduct
        credential: accredited-leader
    """
    for decision in society.decisions.values():
        if decision.kind not in ("renew", "lapse", "suspend", "revoke"):
            continue
        if not are_members(society, decision.member):
            continue
        credential = credential_of(society, decision)
        if not credential or may_be_hidden(society, ("decisions", "applications"), decision.member):
            continue
        reason = _not_held(society, decision, credential)
        if reason:
            message = f'"{decision.member}" did not hold "{credential}" on {decision.date}: {reason}'
            remedy = "correct the member, the credential or the day, as the minute has them"
            yield problem(at(decision, "kind"), message, remedy)


def _not_held(society: Society, decision: Decision, credential: str) -> str:
    """Why there is nothing that this decision could renew or end."""
    before: list[Decision] = []
    for earlier in decisions_about(society, decision.member):
        if earlier is decision:
            break
        if earlier.kind in (*CONFERS, "lapse", "revoke") and credential_of(society, earlier) == credential:
            before.append(earlier)
    if not any(one.kind in CONFERS for one in before):
        return "no decision before had conferred it"
    last = before[-1]
    if decision.kind == "renew":
        return ""
    if last.kind not in CONFERS:
        return f'decision "{last.id}" had ended it'
    end = runs_until(society, last, credential)
    return f"it had run out on {end}" if decision.kind != "lapse" and end < decision.date else ""


@error("DEC004", "another-persons-application")
def another_application(society: Society, on: date) -> Iterator[Problem]:
    """A decision cites the application of somebody else.

    Wrong:
        # records/decisions/2026-03-06-sana-malik-defer.md
        kind: defer
        member: sana-malik
        date: 2026-03-06
        by: committee
        present: [hina-raza, omar-farooq]
        reason: more sessions are needed
        application: 2026-02-10-bilal-ahmed
    Right:
        # records/decisions/2026-02-20-bilal-ahmed-defer.md
        kind: defer
        member: bilal-ahmed
        date: 2026-02-20
        by: committee
        present: [hina-raza, omar-farooq]
        reason: the letter is to be read first
        application: 2026-02-10-bilal-ahmed
    """
    for decision, application in _decided(society):
        if application.member != decision.member and are_members(
            society, application.member, decision.member
        ):
            message = (
                f'this application is by "{application.member}", the decision is about "{decision.member}"'
            )
            remedy = "cite the application of the member, or delete the line"
            yield problem(
                at(decision, "application"), message, remedy, (at(application, "member"), "whose it is")
            )


@error("DEC005", "application-does-not-fit")
def application_does_not_fit(society: Society, on: date) -> Iterator[Problem]:
    """A decision cites an application that is later, or a grant one that asks for something else or is not submitted.

    Wrong:
        # records/decisions/2026-03-05-bilal-ahmed-grant.md
        date: 2026-02-09
    Right:
        # records/decisions/2026-03-05-bilal-ahmed-grant.md
        date: 2026-03-05
    """
    for decision, application in _decided(society):
        grants = decision.kind == "grant"
        if application.date > decision.date:
            message, key = (
                f"this application is of {application.date}, after the decision of {decision.date}",
                "date",
            )
        elif grants and decision.credential not in (None, application.credential):
            message, key = f'this application is for "{application.credential}"', "credential"
        elif grants and application.status != "submitted":
            message, key = f"this application is not submitted: its status is {application.status}", "status"
        else:
            continue
        remedy = "cite the application that was decided on, or correct what was mistyped in the decision"
        yield problem(at(decision, "application"), message, remedy, (at(application, key), "the application"))


@error("DEC023", "policy-does-not-fit")
def policy_does_not_fit(society: Society, on: date) -> Iterator[Problem]:
    """A grant or a renewal names a policy that confers another credential, or that was not yet in force.

    A decision is judged by the policy that it names, where that confers the credential and was in force on its day.
    Otherwise the name has no effect.

    Wrong:
        # records/decisions/2026-03-05-bilal-ahmed-grant.md
        policy: pakistan-2027
        # records/policies/pakistan-2027.md
        title: Pathway to credentialed Balint group leader
        effective: 2027-01-01
        credential: accredited-leader
        stages:
          - id: membership
            requires:
              - {id: member, title: Be a member, kind: membership, source: published}
    Right:
        # records/decisions/2026-03-05-bilal-ahmed-grant.md
        policy: pakistan-2024
    """
    for decision in society.decisions.values():
        policy = society.policies.get(policy_named(society, decision) or "")
        credential = credential_of(society, decision)
        if policy is None or credential is None:
            continue
        if policy.credential != credential:
            message, key = (
                f'policy "{policy.id}" confers "{policy.credential}", not "{credential}"',
                "credential",
            )
        elif policy.effective > decision.date:
            message = f'policy "{policy.id}" is in force from {policy.effective}, after this decision'
            key = "effective"
        else:
            continue
        remedy = (
            "name the policy by which it was decided, or correct the day or the credential if it is wrong"
        )
        yield problem(at(decision, "policy"), message, remedy, (at(policy, key), "what the policy says"))


def _decided(society: Society) -> Iterator[tuple[Decision, Application]]:
    """Every decision with the application that it cites."""
    for decision in society.decisions.values():
        application = society.applications.get(decision.application or "")
        if application:
            yield decision, application
