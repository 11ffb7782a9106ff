"""Rules on what applications cite: papers that are the applicant's own, in time, and not replaced."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from balintrec.dates import add_months
from balintrec.finding import Fault, Key
from balintrec.model import Application, Assessment, Endorsement, Reference
from balintrec.model.policy import DocumentCited
from balintrec.rules.relations import are_members
from balintrec.rules.requirements import judged_by, requirements
from balintrec.rules.rule import at, error, fault, warning
from balintrec.society import Society


class Cited(NamedTuple):
    """A paper that an application names, where it does, and the day of the paper."""

    key: Key
    word: str
    paper: Endorsement | Reference | Assessment

    @property
    def day(self) -> date:
        return self.paper.written if isinstance(self.paper, Reference) else self.paper.date


def _cited(society: Society, application: Application) -> Iterator[Cited]:
    """The papers that an application cites and that can be read."""
    endorsement = society.endorsements.get(application.endorsement or "")
    if endorsement:
        yield Cited(("endorsement",), "endorsement", endorsement)
    for number, id in enumerate(application.references):
        if id in society.references:
            yield Cited(("references", number), "reference", society.references[id])
    for number, id in enumerate(application.reports):
        if id in society.assessments:
            yield Cited(("reports", number), "report", society.assessments[id])


def _handed_in(society: Society, on: date) -> Iterator[Application]:
    """The applications whose day says something: a draft may still change, and one in the future is wrong already."""
    return (one for one in society.applications.values() if one.status != "draft" and one.date <= on)


@error("APP001", "cites-another-persons-paper")
def cites_another_person(society: Society, on: date) -> Iterator[Fault]:
    """An application cites an endorsement, a reference or a report about somebody else.

    Wrong:
        # records/applications/2026-02-12-sana-malik.md
        member: sana-malik
        date: 2026-02-12
        credential: accredited-leader
        status: draft
        endorsement: 2026-02-01-bilal-ahmed
    Right:
        # records/applications/2026-02-12-sana-malik.md
        member: sana-malik
        date: 2026-02-12
        credential: accredited-leader
        status: draft
    """
    for application in society.applications.values():
        for key, word, paper in _cited(society, application):
            if paper.member != application.member and are_members(society, paper.member, application.member):
                message = (
                    f'this {word} is about "{paper.member}", the application is by "{application.member}"'
                )
                remedy = f"cite the {word} about the applicant, or delete it here"
                yield fault(at(application, *key), message, remedy, (at(paper, "member"), "whom it is about"))


@error("APP002", "cites-later-paper")
def cites_later_paper(society: Society, on: date) -> Iterator[Fault]:
    """An application cites a paper that was made after it.

    Wrong:
        # records/endorsements/2026-02-01-bilal-ahmed.md
        date: 2026-02-11
        # records/applications/2026-02-10-bilal-ahmed.md
        endorsement: 2026-02-01-bilal-ahmed
    Right:
        # records/endorsements/2026-02-01-bilal-ahmed.md
        date: 2026-02-01
        # records/applications/2026-02-10-bilal-ahmed.md
        endorsement: 2026-02-01-bilal-ahmed
    """
    for application in _handed_in(society, on):
        for cited in _cited(society, application):
            if cited.day > application.date:
                message = (
                    f"this {cited.word} is dated {cited.day}, after the application of {application.date}"
                )
                remedy = "correct one of the two days, or cite a paper that was there"
                place = at(cited.paper, "written" if cited.word == "reference" else "date")
                yield fault(at(application, *cited.key), message, remedy, (place, "its day"))


@error("APP003", "paper-too-old")
def paper_too_old(society: Society, on: date) -> Iterator[Fault]:
    """An application cites a paper that is older than the applicant's policy allows.

    A policy may ask for an updated reference: one written at most so many months before the application.

    Wrong:
        # records/references/2025-01-20-bilal-ahmed-raza.md
        member: bilal-ahmed
        referee: Prof. A. Raza
        written: 2025-01-20
        # records/applications/2026-02-10-bilal-ahmed.md
        references: [2026-01-20-bilal-ahmed-siddiqui, 2025-01-20-bilal-ahmed-raza]
    Right:
        # records/references/2026-01-22-bilal-ahmed-raza.md
        member: bilal-ahmed
        referee: Prof. A. Raza
        written: 2026-01-22
        # records/applications/2026-02-10-bilal-ahmed.md
        references: [2026-01-20-bilal-ahmed-siddiqui, 2026-01-22-bilal-ahmed-raza]
    """
    for application in _handed_in(society, on):
        allowed = _greatest_ages(society, application)
        for cited in _cited(society, application):
            months = allowed.get(cited.word)
            if months is not None and add_months(cited.day, months) < application.date:
                message = (
                    f"this {cited.word} of {cited.day} was older than {months} months on {application.date}"
                )
                yield fault(
                    at(application, *cited.key), message, f"ask for an updated {cited.word}, and cite that"
                )


def _greatest_ages(society: Society, application: Application) -> dict[str, int]:
    """The greatest age in months of each kind of paper, where every requirement that reads it sets one."""
    policy = judged_by(society, application, application.credential)
    ages: dict[str, list[int | None]] = {}
    for _, _, requirement in requirements(policy) if policy else ():
        if isinstance(requirement, DocumentCited):
            for word in requirement.of:
                ages.setdefault(word, []).append(requirement.within)
    return {word: max(filter(None, some), default=0) for word, some in ages.items() if None not in some}


@warning("APP004", "cites-replaced-reference")
def cites_replaced(society: Society, on: date) -> Iterator[Fault]:
    """An application cites a letter that an updated one had replaced before.

    Wrong:
        # records/references/2026-02-02-bilal-ahmed-siddiqui.md
        member: bilal-ahmed
        referee: Prof. H. Siddiqui
        written: 2026-02-02
        replaces: 2026-01-20-bilal-ahmed-siddiqui
        # records/applications/2026-02-10-bilal-ahmed.md
        references: [2026-01-20-bilal-ahmed-siddiqui]
    Right:
        # records/references/2026-02-02-bilal-ahmed-siddiqui.md
        member: bilal-ahmed
        referee: Prof. H. Siddiqui
        written: 2026-02-02
        replaces: 2026-01-20-bilal-ahmed-siddiqui
        # records/applications/2026-02-10-bilal-ahmed.md
        references: [2026-02-02-bilal-ahmed-siddiqui]
    """
    newer = {
        one.replaces: one for one in society.references.values() if one.replaces and one.replaces != one.id
    }
    for application in _handed_in(society, on):
        for number, id in enumerate(application.references):
            letter = newer.get(id)
            if letter and letter.written <= application.date and id in society.references:
                message = f'letter "{letter.id}" had replaced this one by {application.date}'
                place = at(application, "references", number)
                yield fault(place, message, f'cite "{letter.id}"', (at(letter, "replaces"), "the newer one"))


@error("APP005", "cites-negative-endorsement")
def cites_negative(society: Society, on: date) -> Iterator[Fault]:
    """An application cites an endorsement that says: not yet.

    Wrong:
        # records/endorsements/2026-02-01-bilal-ahmed.md
        verdict: not-yet
        # records/applications/2026-02-10-bilal-ahmed.md
        endorsement: 2026-02-01-bilal-ahmed
    Right:
        # records/endorsements/2026-02-01-bilal-ahmed.md
        verdict: endorsed
        # records/applications/2026-02-10-bilal-ahmed.md
        endorsement: 2026-02-01-bilal-ahmed
    """
    for application in society.applications.values():
        endorsement = society.endorsements.get(application.endorsement or "")
        if endorsement and endorsement.verdict == "not-yet":
            message = f'"{endorsement.by}" did not endorse: the verdict is not-yet'
            related = (at(endorsement, "verdict"), "the verdict")
            yield fault(
                at(application, "endorsement"), message, "cite an endorsement, or delete the line", related
            )


@error("APP006", "cites-twice")
def cites_twice(society: Society, on: date) -> Iterator[Fault]:
    """An application cites one paper twice, which would count it twice.

    Wrong:
        # records/applications/2026-02-10-bilal-ahmed.md
        references: [2026-01-20-bilal-ahmed-siddiqui, 2026-01-20-bilal-ahmed-siddiqui]
    Right:
        # records/applications/2026-02-10-bilal-ahmed.md
        references: [2026-01-20-bilal-ahmed-siddiqui]
    """
    for application in society.applications.values():
        for key in ("references", "reports"):
            ids: tuple[str, ...] = getattr(application, key)
            for number, id in enumerate(ids):
                if id in ids[:number]:
                    yield fault(
                        at(application, key, number), f'"{id}" is cited twice', "delete one of the two"
                    )


RULES = (cites_another_person, cites_later_paper, paper_too_old, cites_replaced, cites_negative, cites_twice)
