"""Rules on decisions about a credential: the records support a grant, and what ends was held."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.finding import Problem
from balintrec.model import Application, Decision
from balintrec.pathway.credentials import CONFERS, credential_of, decisions_about, policy_named, runs_until
from balintrec.rules.requirements import judged_by, progress, unmet
from balintrec.rules.roles import are_members, may_be_hidden
from balintrec.rules.rule import at, error, problem
from balintrec.society import Society
from balintrec.wording.message import NOTHING, Message, joined, message


@error("DEC001", "grant-not-supported")
def not_supported(society: Society, on: date) -> Iterator[Problem]:
    """A credential is granted on a date on which the records do not meet every requirement.

    The decision counts, and it rests on the records. Founders, and leaders accredited elsewhere, are entered by
    a decision of kind recognise. Nothing is reported where a file that cannot be read may hold what is missing.

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
        missing = unmet(society, member, policy, decision.date) if policy else []
        if missing:
            named = [
                message('"%(title)s" (%(progress)s)', title=outcome.title, progress=progress(outcome))
                for outcome in missing
            ]
            said = message(
                "on %(date)s the records do not support this grant; not met: %(requirements)s",
                date=decision.date,
                requirements=joined(named, ", "),
            )
            remedy = message(
                "enter what is missing; if it was decided by another policy, name that under policy:"
            )
            yield problem(at(decision, "date"), said, remedy)


@error("DEC002", "credential-not-held")
def not_held(society: Society, on: date) -> Iterator[Problem]:
    """A decision renews or ends a credential that the member did not have.

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
            said = message(
                '"%(member)s" did not hold "%(credential)s" on %(date)s: %(reason)s',
                member=decision.member,
                credential=credential,
                date=decision.date,
                reason=reason,
            )
            remedy = message("correct the member, the credential or the date, as the minutes have them")
            yield problem(at(decision, "kind"), said, remedy)


def _not_held(society: Society, decision: Decision, credential: str) -> Message:
    """Why there is nothing that this decision could renew or end."""
    before: list[Decision] = []
    for earlier in decisions_about(society, decision.member):
        if earlier is decision:
            break
        if earlier.kind in (*CONFERS, "lapse", "revoke") and credential_of(society, earlier) == credential:
            before.append(earlier)
    if not any(earlier.kind in CONFERS for earlier in before):
        return message("no earlier decision had conferred it")
    last = before[-1]
    if decision.kind == "renew":
        return NOTHING
    if last.kind not in CONFERS:
        return message('decision "%(decision)s" had ended it', decision=last.id)
    end = runs_until(society, last, credential)
    if decision.kind != "lapse" and end < decision.date:
        return message("it had expired on %(date)s", date=end)
    return NOTHING


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
            said = message(
                'this application is by "%(applicant)s", but the decision is about "%(member)s"',
                applicant=application.member,
                member=decision.member,
            )
            remedy = message("cite the member's own application, or delete this line")
            related = (at(application, "member"), message("the applicant"))
            yield problem(at(decision, "application"), said, remedy, related)


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
            key = "date"
            said = message(
                "this application is dated %(applied)s, after the decision of %(decided)s",
                applied=application.date,
                decided=decision.date,
            )
        elif grants and decision.credential not in (None, application.credential):
            key = "credential"
            said = message('this application is for "%(credential)s"', credential=application.credential)
        elif grants and application.status != "submitted":
            key = "status"
            said = message(
                "this application is not submitted: its status is %(status)s", status=application.status
            )
        else:
            continue
        remedy = message("cite the application that was decided on, or correct the decision")
        related = (at(application, key), message("the application"))
        yield problem(at(decision, "application"), said, remedy, related)


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
            key = "credential"
            said = message(
                'policy "%(policy)s" confers "%(other)s", not "%(credential)s"',
                policy=policy.id,
                other=policy.credential,
                credential=credential,
            )
        elif policy.effective > decision.date:
            key = "effective"
            said = message(
                'policy "%(policy)s" is in force from %(date)s, after this decision',
                policy=policy.id,
                date=policy.effective,
            )
        else:
            continue
        remedy = message("name the policy that was applied, or correct the date or the credential")
        related = (at(policy, key), message("what the policy says"))
        yield problem(at(decision, "policy"), said, remedy, related)


def _decided(society: Society) -> Iterator[tuple[Decision, Application]]:
    """Every decision with the application that it cites."""
    for decision in society.decisions.values():
        application = society.applications.get(decision.application or "")
        if application:
            yield decision, application
