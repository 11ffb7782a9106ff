"""Rules on letters of reference and on attestations: by whom, about whom, and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.finding import Fault
from balintrec.model import Reference
from balintrec.model.policy import AttestationOf
from balintrec.names import did_you_mean
from balintrec.pathway.requirements.statement import is_referee
from balintrec.rules.known import ATTESTATIONS
from balintrec.rules.relations import are_members
from balintrec.rules.requirements import requirements
from balintrec.rules.rule import at, error, fault, warning
from balintrec.society import Society


@error("LET001", "reference-about-oneself")
def about_oneself(society: Society, on: date) -> Iterator[Fault]:
    """A letter of reference is by the person it is about.

    The referee is a member's id or a name; both are compared, in every script that the member's record gives.

    Wrong:
        # records/references/2026-01-20-bilal-ahmed-siddiqui.md
        referee: Bilal Ahmed
    Right:
        # records/references/2026-01-20-bilal-ahmed-siddiqui.md
        referee: Prof. H. Siddiqui
    """
    for reference in society.references.values():
        member = society.members.get(reference.member)
        if reference.referee == reference.member or (member and is_referee(reference, member)):
            message = f'"{reference.member}" is the referee of a letter about themselves'
            yield fault(at(reference, "referee"), message, "name the person who wrote the letter")


@error("LET002", "received-before-written")
def received_early(society: Society, on: date) -> Iterator[Fault]:
    """A letter of reference was received before it was written.

    Wrong:
        # records/references/2026-01-20-bilal-ahmed-siddiqui.md
        received: 2026-01-05
    Right:
        # records/references/2026-01-20-bilal-ahmed-siddiqui.md
        received: 2026-01-25
    """
    for reference in society.references.values():
        if reference.received and reference.received < reference.written:
            message = f"received on {reference.received}, before it was written on {reference.written}"
            related = (at(reference, "written"), "the day it was written")
            yield fault(at(reference, "received"), message, "correct one of the two days", related)


@error("LET003", "reference-in-the-future")
def reference_in_the_future(society: Society, on: date) -> Iterator[Fault]:
    """A letter of reference was written or received later than today.

    Wrong:
        # records/references/2026-01-20-bilal-ahmed-siddiqui.md
        received: 2126-01-25
    Right:
        # records/references/2026-01-20-bilal-ahmed-siddiqui.md
        received: 2026-01-25
    """
    for reference in society.references.values():
        for key, day in (("written", reference.written), ("received", reference.received)):
            if day and day > on:
                message = f"{key} on {day}, which is in the future"
                yield fault(at(reference, key), message, "correct the day: enter the letter once it is there")


@error("LET004", "replaces-another-letter")
def replaces_another(society: Society, on: date) -> Iterator[Fault]:
    """A letter of reference replaces one that it cannot replace.

    An updated letter stands in for an earlier one about the same person; where both are cited they count as one.

    Wrong:
        # records/references/2026-01-22-bilal-ahmed-raza.md
        member: bilal-ahmed
        referee: Prof. A. Raza
        written: 2026-01-12
        replaces: 2026-01-20-bilal-ahmed-siddiqui
    Right:
        # records/references/2026-02-22-bilal-ahmed-siddiqui.md
        member: bilal-ahmed
        referee: Prof. H. Siddiqui
        written: 2026-02-22
        replaces: 2026-01-20-bilal-ahmed-siddiqui
    """
    for reference in society.references.values():
        replaced = society.references.get(reference.replaces or "")
        if replaced is None or not are_members(society, replaced.member, reference.member):
            continue
        remedy = "let the later letter name the earlier one about the same person, and the first name none"
        if replaced is reference:
            message = "this letter replaces itself"
        elif replaced.member != reference.member:
            message = f'the letter replaced is about "{replaced.member}", this one about "{reference.member}"'
        elif replaced.written > reference.written:
            message = f"the letter replaced was written later, on {replaced.written}"
        elif _returns(society, reference):
            message = "this letter and others replace each other in a circle"
        else:
            continue
        yield fault(at(reference, "replaces"), message, remedy, (at(replaced), "the letter replaced"))


def _returns(society: Society, letter: Reference) -> bool:
    """Whether the way from a letter to what it replaces, and on from there, leads back to it."""
    seen = {letter.id}
    replaced = society.references.get(letter.replaces or "")
    while replaced and replaced.id not in seen:
        seen.add(replaced.id)
        replaced = society.references.get(replaced.replaces or "")
    return replaced is letter


@error("ATT001", "attestation-in-the-future")
def attestation_in_the_future(society: Society, on: date) -> Iterator[Fault]:
    """An attestation is dated later than today.

    Wrong:
        # records/attestations/2025-11-03-bilal-ahmed-own-therapy.md
        date: 2125-11-03
    Right:
        # records/attestations/2025-11-03-bilal-ahmed-own-therapy.md
        date: 2025-11-03
    """
    for attestation in society.attestations.values():
        if attestation.date > on:
            message = f"dated {attestation.date}, which is in the future"
            yield fault(at(attestation, "date"), message, "correct the day: enter what is so already")


@warning("ATT002", "attested-by-oneself")
def by_oneself(society: Society, on: date) -> Iterator[Fault]:
    """Somebody attests a thing about themselves.

    `by` names who has seen the proof. What a member declares without a witness has no `by`.

    Wrong:
        # records/attestations/2025-11-03-bilal-ahmed-own-therapy.md
        by: bilal-ahmed
    Right:
        # records/attestations/2025-11-03-bilal-ahmed-own-therapy.md
        by: nadia-iqbal
    """
    for attestation in society.attestations.values():
        if attestation.by == attestation.member:
            message = f'"{attestation.by}" attests this about themselves'
            yield fault(at(attestation, "by"), message, "name who has seen the proof, or delete the line by:")


@warning("ATT003", "unknown-attestation")
def unknown_kind(society: Society, on: date) -> Iterator[Fault]:
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
            yield fault(at(attestation, "kind"), f'no policy asks for "{attestation.kind}"', remedy)


RULES = (
    about_oneself, received_early, reference_in_the_future, replaces_another,
    attestation_in_the_future, by_oneself, unknown_kind,
)  # fmt: skip
