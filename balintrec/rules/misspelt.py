"""Rules on words that nobody else uses: a misspelt one silently asks for nothing, or answers nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from balintrec.finding import Fault
from balintrec.model.policy import AttestationOf, DocumentCited
from balintrec.rules.known import ATTESTATIONS, CITED, DOCUMENTS
from balintrec.rules.meant import almost
from balintrec.rules.requirements import all_requirements
from balintrec.rules.rule import at, fault, warning
from balintrec.society import Society


@warning("MEM005", "background-looks-misspelt")
def background(society: Society, on: date) -> Iterator[Fault]:
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
                yield fault(at(member, "background", number), message, f'did you mean "{meant}"?')


@warning("POL020", "condition-looks-misspelt")
def condition(society: Society, on: date) -> Iterator[Fault]:
    """A `when` asks for a background that no member has, and almost for one that members have.

    The requirement would apply to nobody. A word and the same with `no-` before it are opposites, and no slip.

    Wrong:
        # records/members/sana-malik.md
        background: [psychodynamic-training]
        # records/policies/pakistan-2030.md
        title: Pathway
        effective: 2030-01-01
        credential: accredited-leader
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions],
                 when: {background: psychodynamic-traning}, source: published}
    Right:
        # records/members/sana-malik.md
        background: [psychodynamic-training]
        # records/policies/pakistan-2030.md
        title: Pathway
        effective: 2030-01-01
        credential: accredited-leader
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions],
                 when: {background: psychodynamic-training}, source: published}
    """
    words = {word for member in society.members.values() for word in member.background}
    if any(file.kind == "members" for file in society.broken):
        return
    for policy, asked in all_requirements(society):
        for number, value in enumerate((asked.requirement.when or {}).get("background", ())):
            meant = None if value in words else almost(value, words)
            if meant and "no-" not in (value.removesuffix(meant), meant.removesuffix(value)):
                place = at(policy, *asked.key, "when", "background", number)
                yield fault(place, f'no member has "{value}" in their background', f'did you mean "{meant}"?')


@warning("POL021", "paper-looks-misspelt")
def paper(society: Society, on: date) -> Iterator[Fault]:
    """A policy asks for a paper or an attestation that nobody ever brought, and almost for one that is known.

    The requirement could not be met, and nobody would see why.

    Wrong:
        # records/policies/pakistan-2030.md
        title: Pathway
        effective: 2030-01-01
        credential: accredited-leader
        stages:
          - id: application
            requires:
              - {id: therapy, title: Therapy of one's own, kind: attestation, of: own-terapy, source: published}
    Right:
        # records/policies/pakistan-2030.md
        title: Pathway
        effective: 2030-01-01
        credential: accredited-leader
        stages:
          - id: application
            requires:
              - {id: therapy, title: Therapy of one's own, kind: attestation, of: own-therapy, source: published}
    """
    attested = {*ATTESTATIONS, *(one.kind for one in society.attestations.values())}
    received = {
        *CITED,
        *DOCUMENTS,
        *(word for one in society.applications.values() for word in one.documents),
    }
    for policy, asked in all_requirements(society):
        requirement = asked.requirement
        if isinstance(requirement, AttestationOf | DocumentCited):
            known = attested if isinstance(requirement, AttestationOf) else received
            for number, word in enumerate(requirement.of):
                meant = None if word in known else almost(word, known)
                if meant:
                    place = at(policy, *asked.key, "of", number)
                    yield fault(place, f'nobody ever brought "{word}"', f'did you mean "{meant}"?')


RULES = (background, condition, paper)
