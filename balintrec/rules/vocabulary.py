"""Rules on the words of a policy: its roles, kinds, credentials and fields exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from balintrec.finding import Place, Problem
from balintrec.model import KINDS
from balintrec.model.policy import AttestationOf, DocumentCited
from balintrec.names import did_you_mean
from balintrec.rules.requirements import (
    all_requirements,
    credential_words,
    requirements,
)
from balintrec.rules.rule import at, error, problem, warning
from balintrec.society import Society
from balintrec.society.lookup import almost

ATTESTATIONS = ("own-therapy", "fee", "indemnity", "ethics", "confidentiality", "base-qualification")
"""What is attested."""


DOCUMENTS = ("form", "logbook")
"""What is received on paper."""


PAPERS = ("reference", "report", "endorsement")
"""What an application cites that somebody else wrote."""


CITED = ("statement-of-interest", *PAPERS)
"""What an application cites or is, besides the papers received."""


COMMITTEE = "committee"
"""Who decides, where it is not one person."""


@warning("MEM005", "background-looks-misspelt")
def background(society: Society, on: date) -> Iterator[Problem]:
    """A word of a member's background stands nowhere else, and is almost one that does.

    A policy's `when` would pass the member over.

    Wrong:
        # records/members/sana-malik.md
        background: [psychodynamic-training]
        # records/members/hina-raza.md
        background: [psychodynamic-training]
        # records/members/ayesha-khan.md
        background: [psychodynamic-traning]
    Right:
        # records/members/sana-malik.md
        background: [psychodynamic-training]
        # records/members/hina-raza.md
        background: [psychodynamic-training]
        # records/members/ayesha-khan.md
        background: [psychodynamic-training]
    """
    used = Counter(word for member in society.members.values() for word in member.background)
    asked = {
        value
        for _, one in all_requirements(society)
        for value in (one.requirement.when or {}).get("background", ())
    }
    common = asked | {word for word, times in used.items() if times > 1}
    for member in society.members.values():
        for number, word in enumerate(member.background):
            meant = None if word in common else almost(word, common)
            if meant:
                message = f'nobody else has "{word}" in their background'
                yield problem(at(member, "background", number), message, f'did you mean "{meant}"?')


@error("APP010", "no-policy-for-credential")
def no_policy(society: Society, on: date) -> Iterator[Problem]:
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
            yield problem(
                at(application, "credential"), f'no policy confers "{application.credential}"', remedy
            )


@warning("APP011", "unknown-document")
def unknown_document(society: Society, on: date) -> Iterator[Problem]:
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
                yield problem(at(application, "documents", number), f'no policy asks for "{word}"', remedy)


@warning("ATT003", "unknown-attestation")
def unknown_attestation(society: Society, on: date) -> Iterator[Problem]:
    """An attestation is of a kind that no policy asks for.

    A misspelt kind would not count where it is asked for, and nobody would see why.

    Wrong:
        # records/attestations/2025-11-03-bilal-ahmed-own-therapy.md
        kind: own-terapy
    Right:
        # records/attestations/2025-11-03-bilal-ahmed-own-therapy.md
        kind: own-therapy
    """
    known = {*ATTESTATIONS}
    for policy in society.policies.values():
        known.update(*(asked.of for _, _, asked in requirements(policy) if isinstance(asked, AttestationOf)))
    if any(file.kind == "policies" for file in society.broken):
        return
    for attestation in society.attestations.values():
        if attestation.kind not in known:
            meant = did_you_mean(attestation.kind, known)
            remedy = f'did you mean "{meant}"?' if meant else "use the word of the policy that asks for it"
            yield problem(at(attestation, "kind"), f'no policy asks for "{attestation.kind}"', remedy)


@error("DEC003", "unknown-credential")
def unknown_decided_credential(society: Society, on: date) -> Iterator[Problem]:
    """A decision is about a credential of which no policy speaks.

    Wrong:
        # records/decisions/2021-06-01-omar-farooq-recognise.md
        credential: acredited-leader
    Right:
        # records/decisions/2021-06-01-omar-farooq-recognise.md
        credential: accredited-leader
    """
    known = {word for policy in society.policies.values() for _, word in credential_words(policy)}
    if not known or any(file.kind == "policies" for file in society.broken):
        return
    for decision in society.decisions.values():
        if decision.credential and decision.credential not in known:
            meant = did_you_mean(decision.credential, known)
            remedy = (
                f'did you mean "{meant}"?'
                if meant
                else "correct the word, or name the credential in a policy"
            )
            yield problem(at(decision, "credential"), f'no policy speaks of "{decision.credential}"', remedy)


@error("SOC003", "may-enter-unknown-kind")
def unknown_record_kind(society: Society, on: date) -> Iterator[Problem]:
    """`may-enter` speaks of a kind of record that there is not.

    The kinds are called as their folders are.

    Wrong:
        # records/society.md
        may-enter: {session: [secretary@example.org]}
    Right:
        # records/society.md
        may-enter: {sessions: [secretary@example.org]}
    """
    about = society.about
    folders = [kind for kind in KINDS if kind]
    for kind in (about.may_enter or {}) if about else ():
        if about and kind not in folders:
            meant = did_you_mean(kind, folders)
            remedy = f'did you mean "{meant}"?' if meant else f"it is one of: {', '.join(folders)}"
            place = Place(about.path, ("may-enter", kind), of_key=True)
            yield problem(place, "there is no such kind of record", remedy)
