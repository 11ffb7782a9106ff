"""Rules on applications: by a member, for a credential that there is, and borne out by the records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.finding import Fault
from balintrec.model import Application
from balintrec.model.policy import DocumentCited
from balintrec.names import did_you_mean
from balintrec.rules.known import DOCUMENTS
from balintrec.rules.requirements import judged_by, progress, requirements, short
from balintrec.rules.rule import at, error, fault, warning
from balintrec.society import Society


@error("APP007", "applicant-not-a-member")
def not_a_member(society: Society, on: date) -> Iterator[Fault]:
    """Somebody applies who is not a member that day.

    Wrong:
        # records/members/bilal-ahmed.md
        membership: [{from: 2022-01-10, to: 2025-12-31}]
        # records/applications/2026-02-10-bilal-ahmed.md
        date: 2026-02-10
    Right:
        # records/members/bilal-ahmed.md
        membership: [{from: 2022-01-10}]
        # records/applications/2026-02-10-bilal-ahmed.md
        date: 2026-02-10
    """
    for application in society.applications.values():
        if application.status != "draft" and application.date <= on and _outside(society, application):
            message = f'"{application.member}" was not a member on {application.date}'
            remedy = "correct the day, or the membership in the member's record if that is mistyped"
            related = (at(society.members[application.member], "membership"), "the membership")
            yield fault(at(application, "date"), message, remedy, related)


def _outside(society: Society, application: Application) -> bool:
    member = society.members.get(application.member)
    return member is not None and not any(application.date in period for period in member.membership)


@error("APP008", "requirement-short")
def requirement_short(society: Society, on: date) -> Iterator[Fault]:
    """A requirement of the applicant's policy is short on the day of the application, and no decision waives it.

    Each requirement is judged by the records up to that day. Nothing is said where a file that cannot be read may
    hold what is missing.

    Wrong:
        # records/supervisions/2024-04-02-bilal-ahmed.md
        supervisees: [sana-malik]
        sessions: []
        # records/applications/2026-02-10-bilal-ahmed.md
        date: 2026-02-10
    Right:
        # records/supervisions/2024-04-02-bilal-ahmed.md
        supervisees: [bilal-ahmed, sana-malik]
        # records/applications/2026-02-10-bilal-ahmed.md
        date: 2026-02-10
    """
    for application in society.applications.values():
        member = society.members.get(application.member)
        if application.status != "submitted" or application.date > on or not member:
            continue
        policy = judged_by(society, application, application.credential)
        for outcome in short(society, member, policy, application.date) if policy else ():
            if outcome.kind == "membership" and _outside(society, application):
                continue  # that is APP007 already
            message = f'"{outcome.title}" was short on {application.date}: {progress(outcome)}'
            coming = f"{outcome.next}; " if outcome.next else ""
            remedy = (
                f"{coming}enter what is missing in the records; only the committee can waive {outcome.id}"
            )
            yield fault(at(application, "date"), message, remedy)


@error("APP009", "application-in-the-future")
def in_the_future(society: Society, on: date) -> Iterator[Fault]:
    """An application is dated later than today.

    Wrong:
        # records/applications/2026-02-10-bilal-ahmed.md
        date: 2126-02-10
    Right:
        # records/applications/2026-02-10-bilal-ahmed.md
        date: 2026-02-10
    """
    for application in society.applications.values():
        if application.date > on:
            message = f"dated {application.date}, which is in the future"
            yield fault(at(application, "date"), message, "correct the day of the application")


@error("APP010", "no-policy-for-credential")
def no_policy(society: Society, on: date) -> Iterator[Fault]:
    """An application is for a credential that no policy confers.

    Wrong:
        # records/applications/2026-02-10-bilal-ahmed.md
        credential: acredited-leader
    Right:
        # records/applications/2026-02-10-bilal-ahmed.md
        credential: accredited-leader
    """
    conferred = {policy.credential for policy in society.policies.values()}
    if any(file.kind == "policies" for file in society.broken):
        return
    for application in society.applications.values():
        if application.credential not in conferred:
            meant = did_you_mean(application.credential, conferred)
            remedy = (
                f'did you mean "{meant}"?'
                if meant
                else "correct the word, or add a policy for this credential"
            )
            yield fault(
                at(application, "credential"), f'no policy confers "{application.credential}"', remedy
            )


@warning("APP011", "unknown-document")
def unknown_document(society: Society, on: date) -> Iterator[Fault]:
    """An application names a paper that no policy asks for.

    A misspelt word would not count where it is asked for, and nobody would see why.

    Wrong:
        # records/applications/2026-02-10-bilal-ahmed.md
        documents: [form, logbok]
    Right:
        # records/applications/2026-02-10-bilal-ahmed.md
        documents: [form, logbook]
    """
    known = {*DOCUMENTS}
    for policy in society.policies.values():
        for _, _, requirement in requirements(policy):
            known |= {*requirement.of} if isinstance(requirement, DocumentCited) else set()
    if any(file.kind == "policies" for file in society.broken):
        return
    for application in society.applications.values():
        for number, word in enumerate(application.documents):
            if word not in known:
                meant = did_you_mean(word, known)
                remedy = (
                    f'did you mean "{meant}"?' if meant else "use the word of the policy that asks for it"
                )
                yield fault(at(application, "documents", number), f'no policy asks for "{word}"', remedy)


RULES = (not_a_member, requirement_short, in_the_future, no_policy, unknown_document)
