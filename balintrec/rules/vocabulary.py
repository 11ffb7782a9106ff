"""Words that records use: those that every society may use, and rules on those that are unknown or look misspelt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date

from balintrec.finding import Place, Problem
from balintrec.model import KINDS
from balintrec.model.policy import AttestationOf, DocumentCited
from balintrec.names import did_you_mean
from balintrec.rules.requirements import (
    all_requirements,
    credential_words,
)
from balintrec.rules.rule import at, error, problem, suggestion, warning
from balintrec.society import Society
from balintrec.society.lookup import almost
from balintrec.wording.message import Message, joined, message

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
AS_IN_POLICY = message("use the word of the policy that asks for it")

Words = Iterable[tuple[Place, str]]
"""Words that records use, and where."""


def unknown_words(
    words: Words, known: Collection[str], said: Callable[[str], Message], otherwise: Message
) -> Iterator[Problem]:
    """Problems for the words that are not known, with the one that was probably meant."""
    for place, word in words:
        if word not in known:
            yield problem(place, said(word), suggestion(did_you_mean(word, known), otherwise))


def misspelt_words(words: Words, known: Collection[str], said: Callable[[str], Message]) -> Iterator[Problem]:
    """Problems for the words that are not known, and are almost one that is; any other word may be a new one."""
    for place, word in words:
        meant = None if word in known else almost(word, known)
        if meant:
            yield problem(place, said(word), suggestion(meant))


def policies_hidden(society: Society) -> bool:
    """Whether there is a policy that cannot be read, and so may use any word."""
    return any(file.kind == "policies" for file in society.broken)


def _asked_for(society: Society, kind: type[AttestationOf | DocumentCited]) -> Iterator[str]:
    """The words of what requirements of this kind ask for."""
    for _, asked in all_requirements(society):
        if isinstance(asked.requirement, kind):
            yield from asked.requirement.of


def _never_asked_for(word: str) -> Message:
    return message('no policy asks for "%(word)s"', word=word)


@warning("MEM005", "background-looks-misspelt")
def background(society: Society, on: date) -> Iterator[Problem]:
    """A word in a member's background is used nowhere else, and is almost the same as another.

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
    wanted = {
        value
        for _, asked in all_requirements(society)
        for value in (asked.requirement.when or {}).get("background", ())
    }
    common = wanted | {word for word, times in used.items() if times > 1}
    words = (
        (at(member, "background", number), word)
        for member in society.members.values()
        for number, word in enumerate(member.background)
    )
    return misspelt_words(
        words, common, lambda word: message('no other member has the background "%(word)s"', word=word)
    )


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
    if policies_hidden(society):
        return iter(())
    conferred = {policy.credential for policy in society.policies.values()}
    applied = ((at(one, "credential"), one.credential) for one in society.applications.values())
    remedy = message("correct the word, or add a policy for this credential")
    return unknown_words(
        applied, conferred, lambda word: message('no policy confers "%(word)s"', word=word), remedy
    )


@warning("APP011", "unknown-document")
def unknown_document(society: Society, on: date) -> Iterator[Problem]:
    """An application names a paper that no policy asks for.

    A misspelt word would not count where it is required, and nobody would see why.

    Wrong:
        # records/applications/2026-02-10-bilal-ahmed.md
        documents: [form, logbok]
    Right:
        # records/applications/2026-02-10-bilal-ahmed.md
        documents: [form, logbook]
    """
    if policies_hidden(society):
        return iter(())
    known = {*DOCUMENTS, *_asked_for(society, DocumentCited)}
    words = (
        (at(application, "documents", number), word)
        for application in society.applications.values()
        for number, word in enumerate(application.documents)
    )
    return unknown_words(words, known, _never_asked_for, AS_IN_POLICY)


@warning("ATT003", "unknown-attestation")
def unknown_attestation(society: Society, on: date) -> Iterator[Problem]:
    """An attestation is of a kind that no policy asks for.

    A misspelt kind would not count where it is required, and nobody would see why.

    Wrong:
        # records/attestations/2025-11-03-bilal-ahmed-own-therapy.md
        kind: own-terapy
    Right:
        # records/attestations/2025-11-03-bilal-ahmed-own-therapy.md
        kind: own-therapy
    """
    if policies_hidden(society):
        return iter(())
    known = {*ATTESTATIONS, *_asked_for(society, AttestationOf)}
    words = ((at(attestation, "kind"), attestation.kind) for attestation in society.attestations.values())
    return unknown_words(words, known, _never_asked_for, AS_IN_POLICY)


@error("DEC003", "unknown-credential")
def unknown_decided_credential(society: Society, on: date) -> Iterator[Problem]:
    """A decision is about a credential that no policy mentions.

    Wrong:
        # records/decisions/2021-06-01-omar-farooq-recognise.md
        credential: acredited-leader
    Right:
        # records/decisions/2021-06-01-omar-farooq-recognise.md
        credential: accredited-leader
    """
    known = {word for policy in society.policies.values() for _, word in credential_words(policy)}
    if not known or policies_hidden(society):
        return iter(())
    words = ((at(one, "credential"), one.credential) for one in society.decisions.values() if one.credential)
    remedy = message("correct the word, or name the credential in a policy")
    return unknown_words(
        words, known, lambda word: message('no policy mentions the credential "%(word)s"', word=word), remedy
    )


@error("SOC003", "may-enter-unknown-kind")
def unknown_record_kind(society: Society, on: date) -> Iterator[Problem]:
    """`may-enter` names a kind of record that does not exist.

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
    words = (
        (Place(about.path, ("may-enter", kind), of_key=True), kind)
        for kind in (about.may_enter or {} if about else ())
        if about
    )
    remedy = message("write one of: %(kinds)s", kinds=joined(folders, ", "))
    return unknown_words(
        words, folders, lambda word: message('there is no kind of record "%(word)s"', word=word), remedy
    )
