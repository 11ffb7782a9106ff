"""The requirement `document`: what the latest application cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property

from balintrec.dates import add_months
from balintrec.model import Application, Assessment, Endorsement, Reference
from balintrec.model.measure import Author
from balintrec.model.policy import DocumentCited, Stage
from balintrec.names import quoted
from balintrec.pathway.context import EvaluationRequest, Judgement, MemberContext, MemberIndex, Progress
from balintrec.pathway.outcome import Counted, Excluded
from balintrec.pathway.requirements.kind import (
    Contradiction,
    DatedRecord,
    FileKinds,
    Groups,
    Search,
    SimpleKind,
    Stages,
)
from balintrec.pathway.requirements.paper_words import by_words
from balintrec.pathway.requirements.statement import (
    author_refused,
    decisions_about_authors,
    is_referee,
    kinds_that_show_role,
    last_day,
    last_negative,
    not_upheld,
    upheld_from,
)
from balintrec.pathway.step import Apply, Decide, Hint
from balintrec.society import Broken
from balintrec.wording import vocabulary
from balintrec.wording.message import NOTHING, Message, joined, message
from balintrec.wording.vocabulary import either, units

ONCE = ("statement-of-interest", "endorsement")
"""An application has one of these."""
_CITED = {"reference": "references", "report": "assessments", "endorsement": "endorsements"}
"""The kinds of record that an application cites."""


class DocumentKind(SimpleKind[DocumentCited]):
    """The kind `document`."""

    waits_for_stages = False

    def sentence(self, requirement: DocumentCited, titles: Mapping[str, str]) -> Message:
        what = message("the latest application comes with: %(what)s", what=either(requirement.of))
        return joined([what, *by_words(requirement.by)], ", ")

    def judge(self, request: EvaluationRequest[DocumentCited]) -> Judgement:
        """Whether the latest application cites enough, and nothing too old."""
        requirement = request.requirement
        application = latest_application(request.context, request.as_of.known)
        cited = list(_cited(request, application)) if application else []
        counted = _summed(one for one, reason in cited if not reason)
        total = sum((one.amount for one in counted), Fraction(request.added))
        progress = Progress.of("at-least", total, requirement.at_least or 1, f"{quoted(requirement.of)}")
        return Judgement(
            progress.holds,
            lambda: counted,
            progress=lambda: (progress,),
            excluded=lambda: tuple(Excluded(one.record, reason) for one, reason in cited if reason),
            hint=lambda: (
                Hint() if progress.holds else _next(request, application, int(progress.have) - request.added)
            ),
            reason=lambda: NOTHING if application else message("no application has been submitted"),
        )

    def relevant_records(self, context: MemberContext, requirement: DocumentCited) -> Iterator[DatedRecord]:
        society, own = context.society, context.member.id
        yield from ((paper.date, paper) for paper in context.papers)
        yield from ((sent.date, sent) for sent in society.where(Application, "member", own))
        yield from ((letter.written, letter) for letter in society.where(Reference, "member", own))

    def earliest_possible(self, requirement: DocumentCited, search: Search) -> date:
        wanted = (requirement.at_least or 1) - search.recognised(requirement).amount
        days = [application.date for application in _applications(search.stages.context)]
        return search.nth(days, min(wanted, 1))  # one application may cite them all

    def unreadable_kinds(self, context: MemberContext, stage: Stage, requirement: DocumentCited) -> FileKinds:
        kinds = {"applications", *(_CITED[word] for word in requirement.of if word in _CITED)}
        return FileKinds(kinds | kinds_that_show_role(requirement.by), kinds - {"references"})

    def deciding_files(self, context: MemberContext, requirement: DocumentCited) -> Iterator[Broken]:
        yield from decisions_about_authors(context, requirement.by)
        if "reference" in requirement.of:
            # A letter that another replaces may itself replace a third, so that all are one.
            letters = context.society.where(Reference, "member", context.member.id)
            replaced = {letter.replaces for letter in letters}
            yield from (file for file in context.unreadable({"references"}) if file.id in replaced)

    def authors(self, requirement: DocumentCited, statement: str) -> tuple[Author, ...]:
        return (requirement.by or Author(),) if statement in requirement.of else ()

    def contradictions(self, requirement: DocumentCited, groups: Groups) -> Iterator[Contradiction]:
        words, wanted = set(requirement.of), requirement.at_least or 1
        if words <= set(ONCE) and wanted > len(words):
            why = f"an application has one {' and one '.join(sorted(words))}, and {wanted} are asked for"
            remedy = f"ask for at most {len(words)}, or name another paper in of:"
            yield Contradiction(("at-least",), why, remedy)

    def is_impossible(self, stages: Stages, stage: Stage, requirement: DocumentCited, on: date) -> bool:
        return False  # where one is recognised, an application may bring the rest


class _Applications(MemberIndex):
    """The submitted applications of the member for the policy's credential, in order of date."""

    @cached_property
    def submitted(self) -> list[Application]:
        own = self.context.society.where(Application, "member", self.context.member.id)
        wanted = (self.context.policy.credential, "submitted")
        found = (application for application in own if (application.credential, application.status) == wanted)
        return sorted(found, key=lambda application: (application.date, application.id))


def _applications(context: MemberContext) -> list[Application]:
    return context.derived(_Applications).submitted


def latest_application(context: MemberContext, day: date) -> Application | None:
    """The member's latest submitted application for the policy's credential on or before a day."""
    found = [application for application in _applications(context) if application.date <= day]
    return found[-1] if found else None


def _next(request: EvaluationRequest[DocumentCited], application: Application | None, have: int) -> Hint:
    """What the latest application still has to bring; where it cannot any more, all that a new one has to."""
    requirement, context, known = request.requirement, request.context, request.as_of.known
    # A paper for an old application would have to be as old; and what it has once may be what does not count.
    first = upheld_from(context, requirement.of, known)
    need = _need(request.later(first or known))
    once = set(requirement.of) <= set(ONCE)
    if once and need > len(set(requirement.of)):
        return Hint(Decide())
    last = last_day(first or known, request.ends, lambda day: _need(request.later(day)) > need)
    decided = application and any(
        one.application == application.id and one.date <= known for one in context.decisions
    )
    if not application or decided or once or requirement.within is not None:
        again = application is not None
        return Hint(Apply(requirement, max(need, 1), again=again, first=first, last=last), last)
    return Hint(Apply(requirement, max(need - have, 1), application.date, first=first, last=last), last)


def _need(request: EvaluationRequest[DocumentCited]) -> int:
    """How many papers an application has to bring, besides what decisions recognise."""
    return (request.requirement.at_least or 1) - request.added


def _summed(counted: Iterable[Counted]) -> tuple[Counted, ...]:
    """One entry a record: an application may itself count as form and as statement of interest."""
    found: dict[str, Counted] = {}
    for one in counted:
        before = found.get(one.record)
        found[one.record] = one._replace(amount=one.amount + before.amount) if before else one
    return tuple(sorted(found.values(), key=lambda one: (one.day, one.record)))


def _cited(
    request: EvaluationRequest[DocumentCited], application: Application
) -> Iterator[tuple[Counted, Message]]:
    for word in dict.fromkeys(request.requirement.of):
        match word:
            case "statement-of-interest":
                if not application.body.blank:
                    yield Counted(application.ref, application.date), NOTHING
            case "reference":
                yield from _each_once(request, _papers(request, application, word))
            case "report" | "endorsement":
                yield from _papers(request, application, word)
            case _:
                number = application.documents.count(word)
                if number:
                    yield Counted(application.ref, application.date, Fraction(number)), NOTHING


def _papers(
    request: EvaluationRequest[DocumentCited], application: Application, word: str
) -> Iterator[tuple[Counted, Message]]:
    negative = last_negative(request.context, (word,), request.as_of.known)
    for paper in cited_papers(request.context, application, word):
        day = paper.written if isinstance(paper, Reference) else paper.date
        unfit = _unfit(request, application, paper, word, day)
        yield Counted(paper.ref, day), unfit or _not_in_favour(request, paper, day, negative)


def _each_once(
    request: EvaluationRequest[DocumentCited], letters: Iterable[tuple[Counted, Message]]
) -> Iterator[tuple[Counted, Message]]:
    """Of the letters of which one replaces the other, the latest that counts."""
    some = sorted(letters, key=lambda one: (one[0].day, one[0].record), reverse=True)
    firsts = _first_versions(request) if len(some) > 1 else {}
    kept: dict[str, str] = {}
    for one, reason in some:
        first = firsts.get(one.record, one.record)
        if not reason and (latest := kept.setdefault(first, one.record)) != one.record:
            reason = message("is an earlier version of %(record)s, and counts once with it", record=latest)
        yield one, reason


def _first_versions(request: EvaluationRequest[DocumentCited]) -> dict[str, str]:
    """Of every letter about the member the one to which `replaces` leads, over however many; both by their refs."""
    context = request.context
    letters = {
        one.ref: f"{one.kind_folder}/{one.replaces}"
        for one in context.society.where(Reference, "member", context.member.id)
        if one.written <= request.as_of.known
    }
    found: dict[str, str] = {}
    for ref in letters:
        way: dict[str, int] = {}
        while ref in letters and ref not in found and ref not in way:
            way[ref] = len(way)
            ref = letters[ref]
        # Where the way ends; of letters that replace each other in a circle, any one that stays the same.
        first = found[ref] if ref in found else min(list(way)[way.get(ref, -1) :])
        found |= dict.fromkeys(way, first)
    return found


def cited_papers(
    context: MemberContext, application: Application, word: str
) -> list[Reference | Assessment | Endorsement]:
    """The records of one kind that an application cites and that can be read, each once."""
    society = context.society
    if word == "reference":
        return [
            society.references[id] for id in dict.fromkeys(application.references) if id in society.references
        ]
    if word == "report":
        return [
            society.assessments[id] for id in dict.fromkeys(application.reports) if id in society.assessments
        ]
    endorsement = society.endorsements.get(application.endorsement or "")
    return [endorsement] if endorsement else []


def _unfit(
    request: EvaluationRequest[DocumentCited],
    application: Application,
    paper: Reference | Assessment | Endorsement,
    word: str,
    day: date,
) -> Message:
    within = request.requirement.within
    if paper.member != request.context.member.id:
        return message("is about somebody else")
    if word == "report" and isinstance(paper, Assessment) and paper.kind != "report":
        return message(
            "is of the kind %(kind)s, not %(kinds)s",
            kind=vocabulary.word(paper.kind),
            kinds=vocabulary.word("report"),
        )
    if day > request.as_of.known:
        return message("is dated later, %(day)s", day=day)
    if within is not None and day > application.date:
        return message("is dated after the application")
    if within is not None and add_months(day, within) < application.date:
        months = units(within, "months")
        return message("was older than %(months)s when the application was made", months=months)
    return NOTHING


def _not_in_favour(
    request: EvaluationRequest[DocumentCited],
    paper: Reference | Assessment | Endorsement,
    day: date,
    negative: dict[str, date],
) -> Message:
    """Why a paper does not speak for the member, or is not by the right person.

    Of a referee who is only a name nobody knows role or credential.
    """
    context, by = request.context, request.requirement.by
    if not isinstance(paper, Reference):
        return not_upheld(paper, negative) or author_refused(context, by, paper.by, day)
    author = context.member.id if is_referee(paper, context.member) else paper.referee
    refused = author_refused(context, by, author, day)
    nameless = by and (by.role or by.credential) and not context.society.known("members", author)
    return message("is by a referee who is only a name, and no member") if nameless else refused
