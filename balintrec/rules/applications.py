"""Rules on applications: by a member, for a credential that there is, and borne out by the records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from balintrec.dates import add_months
from balintrec.finding import Key, Problem
from balintrec.model import Application, Assessment, Endorsement, Reference
from balintrec.model.policy import DocumentCited
from balintrec.rules.requirements import judged_by, progress, requirements, unmet
from balintrec.rules.roles import are_members
from balintrec.rules.rule import at, error, problem, warning
from balintrec.society import Society
from balintrec.wording.message import joined, message, plural


@error("APP007", "applicant-not-a-member")
def not_a_member(society: Society, on: date) -> Iterator[Problem]:
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
            who = application.member
            said = message('"%(member)s" was not a member on %(date)s', member=who, date=application.date)
            remedy = message("correct the date, or the membership in the member's record")
            related = (at(society.members[who], "membership"), message("the membership"))
            yield problem(at(application, "date"), said, remedy, related)


def _outside(society: Society, application: Application) -> bool:
    member = society.members.get(application.member)
    return member is not None and not any(application.date in period for period in member.membership)


@error("APP008", "requirement-not-met")
def requirement_not_met(society: Society, on: date) -> Iterator[Problem]:
    """A requirement of the applicant's policy was not met on the date of the application, and no decision waives it.

    Each requirement is judged by the records up to that day. Nothing is reported where a file that cannot be
    read may hold what is missing.

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
        for outcome in unmet(society, member, policy, application.date) if policy else ():
            if outcome.kind == "membership" and _outside(society, application):
                continue  # that is APP007 already
            said = message(
                '"%(title)s" was not met on %(date)s: %(progress)s',
                title=outcome.title,
                date=application.date,
                progress=progress(outcome),
            )
            remedy = message(
                "enter what is missing in the records; only the committee can waive %(requirement)s",
                requirement=outcome.id,
            )
            yield problem(at(application, "date"), said, joined((outcome.next, remedy), "; "))


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
def cites_another_person(society: Society, on: date) -> Iterator[Problem]:
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
        for key, paper, record in _cited(society, application):
            if record.member != application.member and are_members(
                society, record.member, application.member
            ):
                said = message(
                    'this %(paper)s is about "%(other)s", but the application is by "%(member)s"',
                    paper=paper,
                    other=record.member,
                    member=application.member,
                )
                remedy = message("cite the %(paper)s about the applicant, or delete it here", paper=paper)
                related = (at(record, "member"), message("whom it is about"))
                yield problem(at(application, *key), said, remedy, related)


@error("APP002", "cites-later-paper")
def cites_later_paper(society: Society, on: date) -> Iterator[Problem]:
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
                said = message(
                    "this %(paper)s is dated %(day)s, after the application of %(date)s",
                    paper=cited.word,
                    day=cited.day,
                    date=application.date,
                )
                remedy = message("correct one of the two dates, or cite an earlier one")
                place = at(cited.paper, "written" if cited.word == "reference" else "date")
                yield problem(at(application, *cited.key), said, remedy, (place, message("its date")))


@error("APP003", "paper-too-old")
def paper_too_old(society: Society, on: date) -> Iterator[Problem]:
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
                said = plural(
                    "this %(paper)s of %(day)s was older than %(num)s month on %(date)s",
                    "this %(paper)s of %(day)s was older than %(num)s months on %(date)s",
                    months,
                    paper=cited.word,
                    day=cited.day,
                    date=application.date,
                )
                remedy = message("ask for an updated %(paper)s, and cite that", paper=cited.word)
                yield problem(at(application, *cited.key), said, remedy)


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
def cites_replaced(society: Society, on: date) -> Iterator[Problem]:
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
        letter.replaces: letter
        for letter in society.references.values()
        if letter.replaces and letter.replaces != letter.id
    }
    for application in _handed_in(society, on):
        for number, id in enumerate(application.references):
            letter = newer.get(id)
            if letter and letter.written <= application.date and id in society.references:
                said = message(
                    'letter "%(letter)s" had already replaced this one on %(date)s',
                    letter=letter.id,
                    date=application.date,
                )
                remedy = message('cite "%(letter)s"', letter=letter.id)
                related = (at(letter, "replaces"), message("the newer letter"))
                yield problem(at(application, "references", number), said, remedy, related)


@error("APP005", "cites-negative-endorsement")
def cites_negative(society: Society, on: date) -> Iterator[Problem]:
    """An application cites an endorsement with the verdict not-yet.

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
            said = message(
                '"%(by)s" did not endorse the applicant: the verdict is not-yet', by=endorsement.by
            )
            remedy = message("cite an endorsement with the verdict endorsed, or delete this line")
            related = (at(endorsement, "verdict"), message("the verdict"))
            yield problem(at(application, "endorsement"), said, remedy, related)


@error("APP006", "cites-twice")
def cites_twice(society: Society, on: date) -> Iterator[Problem]:
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
                    said = message('"%(id)s" is cited twice', id=id)
                    yield problem(at(application, key, number), said, message("delete one of the two"))
