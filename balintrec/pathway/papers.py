"""The requirements `statement`, `document` and `attestation`: what others wrote, and what an application cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import cast

from balintrec.dates import NEVER, add_months, next_day
from balintrec.model import (
    Application,
    Assessment,
    Attestation,
    Endorsement,
    Reference,
    Session,
    Supervision,
)
from balintrec.model.measure import Author
from balintrec.model.policy import AttestationOf, DocumentCited, Statement
from balintrec.names import more, quoted
from balintrec.pathway.case import Case, Hint, Progress, Question, Verdict
from balintrec.pathway.credentials import activities_of, happened, holds
from balintrec.pathway.outcome import Counted, Excluded
from balintrec.society import Society

Paper = Assessment | Endorsement
POSITIVE = ("ready", "endorsed")


def about(case: Case) -> tuple[Paper, ...]:
    """Every assessment and endorsement about the member, in order of date."""
    if "papers" not in case.memo:
        society = case.society
        own = case.member.id
        papers: list[Paper] = [
            *society.where(Assessment, "member", own),
            *society.where(Endorsement, "member", own),
        ]
        case.memo["papers"] = tuple(sorted(papers, key=lambda one: (one.date, one.ref)))
    found: tuple[Paper, ...] = case.memo["papers"]  # type: ignore[assignment]
    return found


def written_on(case: Case, requirement: Statement | DocumentCited | AttestationOf) -> list[date]:
    """The days of the papers that may count, in order: a paper that is dated later can count no sooner.

    For a document they are those of the applications that may cite it. Kept with the case.
    """
    key = ("written on", id(requirement))
    if key not in case.memo:
        case.memo[key] = sorted(_days(case, requirement))
    days: list[date] = case.memo[key]  # type: ignore[assignment]
    return days


def _days(case: Case, requirement: Statement | DocumentCited | AttestationOf) -> Iterator[date]:
    match requirement:
        case Statement():
            for paper in about(case):
                wanted = kind_of(paper) in requirement.of and paper.verdict in POSITIVE
                if wanted and not author_refused(case, requirement.by, paper.by, paper.date):
                    yield paper.date
        case DocumentCited():
            yield from (one.date for one in _applications(case))
        case AttestationOf():
            yield from (one.date for one in _attested(case, requirement.of))


def kind_of(paper: Paper) -> str:
    """readiness, report, observation or endorsement."""
    return paper.kind if isinstance(paper, Assessment) else "endorsement"


def stands_as(case: Case, role: str, author: str, day: date) -> bool:
    """Whether somebody stood in a role to the member on or before a day: led them, or supervised them."""
    return author != case.member.id and stood_first(case.society, case.member.id, role, author) <= day


def stood_first(society: Society, member: str, role: str, other: str) -> date:
    """The first day on which somebody led a member, or supervised them; `NEVER` if they did not."""
    key = ("stood first", member)
    if key not in society.memo:
        found: dict[tuple[str, str], date] = {}
        for activity, own in activities_of(society, member):
            if not happened(activity):
                continue
            if isinstance(activity, Session):
                for person in (*activity.leaders, *activity.co_leaders):
                    found.setdefault(("leader", person), activity.date)
            elif isinstance(activity, Supervision) and own == "supervisee":
                found.setdefault(("supervisor", activity.supervisor), activity.date)
        society.memo[key] = found
    first = cast("dict[tuple[str, str], date]", society.memo[key])
    return first.get((role, other), NEVER)


def author_refused(case: Case, by: Author | None, author: str, day: date) -> str:
    """Why a statement by that person on that day is not one of the right person, or an empty text."""
    if author == case.member.id:
        return "is by the member"
    if by and by.role and not any(stands_as(case, role, author, day) for role in by.role):
        return f"is not by the member's {quoted(by.role)} at that time"
    if by and by.credential and not holds(case.society, author, by.credential, day):
        return f"is by somebody without the credential {quoted(by.credential)} on that day"
    return ""


def judge_statement(question: Question[Statement]) -> Verdict:
    """Whether enough people with the right role and credential have found so."""
    requirement, day = question.requirement, question.as_of.day
    counted = [paper for paper, reason in _statements(question) if not reason]
    added = question.recognised if requirement.at_least is not None else 0
    progress = [_progress("at-least", len(counted) + added, requirement.at_least or 1, "statements")]
    if requirement.distinct:
        different = {_told_apart(paper, requirement.distinct.of) for paper in counted} - {None}
        progress.append(
            _progress("distinct", len(different), requirement.distinct.at_least, requirement.distinct.of)
        )
    return Verdict(
        bool(counted or added) and all(one.holds for one in progress),
        lambda: tuple(Counted(paper.ref, paper.date) for paper in counted),
        _window_ends((paper.date for paper in counted), requirement.within, day),
        lambda: tuple(progress),
        lambda: tuple(Excluded(paper.ref, reason) for paper, reason in _statements(question) if reason),
        lambda: _statement_hint(requirement, progress),
    )


def _statements(question: Question[Statement]) -> Iterator[tuple[Paper, str]]:
    case, requirement, as_of = question.case, question.requirement, question.as_of
    known = [one for one in about(case) if kind_of(one) in requirement.of and one.date <= as_of.known]
    negative: dict[str, date] = {one.by: one.date for one in known if one.verdict not in POSITIVE}
    for paper in known:
        yield paper, _refused(question, paper, negative)


def _refused(question: Question[Statement], paper: Paper, negative: dict[str, date]) -> str:
    requirement = question.requirement
    if paper.verdict not in POSITIVE:
        return "says not yet"
    if negative.get(paper.by, date.min) >= paper.date:
        return f"was taken back by the same author on {negative[paper.by]}"
    if reason := question.opening.refuses(paper.date, paper.ref):
        return reason
    if reason := author_refused(question.case, requirement.by, paper.by, paper.date):
        return reason
    modes = requirement.where.modes if requirement.where else ()
    if modes and getattr(paper, "mode", None) not in modes:
        return f"was not {quoted(modes)}"
    if requirement.within and add_months(paper.date, requirement.within) < question.as_of.day:
        return f"is older than {requirement.within} months"
    return ""


def _told_apart(paper: Paper, of: str) -> str | None:
    return paper.by if of == "authors" else getattr(paper, "session", None)


def _statement_hint(requirement: Statement, progress: list[Progress]) -> Hint:
    missing = next((one for one in progress if not one.holds), None)
    if not missing:
        return Hint()
    number = missing.need - missing.have
    who = f" by a {quoted(requirement.by.role)}" if requirement.by and requirement.by.role else ""
    with_what = (
        f" who holds {quoted(requirement.by.credential)}"
        if requirement.by and requirement.by.credential
        else ""
    )
    other = f" by {number} other {missing.unit}" if missing.key == "distinct" else ""
    kinds = quoted("readiness assessment" if kind == "readiness" else kind for kind in requirement.of)
    return Hint(f"{more(number, f'positive {kinds}')}{who}{with_what}{other}")


def latest_application(case: Case, day: date) -> Application | None:
    """The member's latest submitted application for the policy's credential on or before a day."""
    found = [one for one in _applications(case) if one.date <= day]
    return max(found, key=lambda one: (one.date, one.id), default=None)


def _applications(case: Case) -> Iterator[Application]:
    """The submitted ones for the policy's credential."""
    for one in case.society.where(Application, "member", case.member.id):
        if one.credential == case.policy.credential and one.status == "submitted":
            yield one


def judge_document(question: Question[DocumentCited]) -> Verdict:
    """Whether the latest application cites enough, and nothing too old."""
    requirement = question.requirement
    application = latest_application(question.case, question.as_of.known)
    cited = list(_cited(question, application)) if application else []
    counted = _summed(one for one, reason in cited if not reason)
    added = question.recognised if requirement.at_least is not None else 0
    total = sum((one.amount for one in counted), Fraction(added))
    progress = _progress("at-least", total, requirement.at_least or 1, f"{quoted(requirement.of)}")
    missing = progress.need - progress.have
    where = f"in {application.ref}" if application else "in an application"
    return Verdict(
        progress.holds,
        lambda: counted,
        progress=lambda: (progress,),
        excluded=lambda: tuple(Excluded(one.record, reason) for one, reason in cited if reason),
        hint=lambda: Hint() if progress.holds else Hint(f"{more(missing, quoted(requirement.of))} {where}"),
        reason="" if application else "no application has been submitted",
    )


def _summed(counted: Iterable[Counted]) -> tuple[Counted, ...]:
    """One entry a record: an application may itself count as form and as statement of interest."""
    found: dict[str, Counted] = {}
    for one in counted:
        before = found.get(one.record)
        found[one.record] = one._replace(amount=one.amount + before.amount) if before else one
    return tuple(sorted(found.values(), key=lambda one: (one.day, one.record)))


def _cited(question: Question[DocumentCited], application: Application) -> Iterator[tuple[Counted, str]]:
    for word in question.requirement.of:
        match word:
            case "statement-of-interest":
                if not application.body.blank:
                    yield Counted(application.ref, application.date), ""
            case "reference" | "report" | "endorsement":
                for paper in cited_papers(question.case, application, word):
                    day = paper.written if isinstance(paper, Reference) else paper.date
                    yield Counted(paper.ref, day), _unfit(question, application, paper, word, day)
            case _:
                number = application.documents.count(word)
                if number:
                    yield Counted(application.ref, application.date, Fraction(number)), ""


def cited_papers(
    case: Case, application: Application, word: str
) -> list[Reference | Assessment | Endorsement]:
    """The records of one kind that an application cites and that can be read."""
    society = case.society
    if word == "reference":
        return [society.references[id] for id in application.references if id in society.references]
    if word == "report":
        return [society.assessments[id] for id in application.reports if id in society.assessments]
    endorsement = society.endorsements.get(application.endorsement or "")
    return [endorsement] if endorsement else []


def _unfit(
    question: Question[DocumentCited],
    application: Application,
    paper: Reference | Assessment | Endorsement,
    word: str,
    day: date,
) -> str:
    within = question.requirement.within
    if paper.member != question.case.member.id:
        return "is about somebody else"
    if word == "report" and isinstance(paper, Assessment) and paper.kind != "report":
        return f"is a record of {paper.kind}, not a report"
    if day > question.as_of.known:
        return f"is dated later, {day}"
    if within is not None and day > application.date:
        return "is dated after the application"
    if within is not None and add_months(day, within) < application.date:
        return f"was older than {within} months when the application was made"
    return ""


def judge_attestation(question: Question[AttestationOf]) -> Verdict:
    """Whether it has been attested often enough, for enough hours, lately or long enough ago."""
    requirement, day = question.requirement, question.as_of.day
    known = [one for one in _attested(question.case, requirement.of) if one.date <= question.as_of.known]
    refused = {one.ref: _untimely(requirement, one, day) for one in known}
    counted = [one for one in known if not refused[one.ref]]
    added = question.recognised if requirement.at_least is not None else 0
    progress = []
    if requirement.at_least is not None or requirement.hours is None:
        progress.append(
            _progress("at-least", len(counted) + added, requirement.at_least or 1, "attestations")
        )
    if requirement.hours is not None:
        progress.append(
            _progress("hours", sum(one.hours or 0 for one in counted), requirement.hours, "hours")
        )
    ripe = [add_months(one.date, requirement.since) for one in known] if requirement.since else []
    changes = [
        _window_ends((one.date for one in counted), requirement.within, day),
        *(one for one in ripe if one > day),
    ]
    missing = next((one for one in progress if not one.holds), None)
    return Verdict(
        bool(counted or added) and not missing,
        lambda: tuple(Counted(one.ref, one.date) for one in counted),
        min(changes),
        lambda: tuple(progress),
        lambda: tuple(Excluded(ref, reason) for ref, reason in refused.items() if reason),
        lambda: (
            Hint(f"{more(missing.need - missing.have, missing.unit)} of {quoted(requirement.of)}")
            if missing
            else Hint()
        ),
    )


def _attested(case: Case, words: tuple[str, ...]) -> list[Attestation]:
    own = case.society.where(Attestation, "member", case.member.id)
    found = [one for one in own if one.kind in words]
    return sorted(found, key=lambda one: (one.date, one.id))


def _untimely(requirement: AttestationOf, attestation: Attestation, day: date) -> str:
    if requirement.within is not None and add_months(attestation.date, requirement.within) < day:
        return f"is older than {requirement.within} months"
    if requirement.since is not None and (ripe := add_months(attestation.date, requirement.since)) > day:
        return f"counts from {ripe} on, {requirement.since} months later"
    return ""


def _progress(key: str, have: Fraction | int, need: int, unit: str) -> Progress:
    return Progress(key, Fraction(have), Fraction(need), unit, have >= need)


def _window_ends(days: Iterable[date], within: int | None, day: date) -> date:
    """The first day on which one of the papers is too old."""
    if within is None:
        return NEVER
    return min((end for one in days if (end := next_day(add_months(one, within))) > day), default=NEVER)


def supervised_by(case: Case, author: str, day: date) -> bool:
    """Whether somebody was the member's supervisor on or before a day."""
    return stands_as(case, "supervisor", author, day)
