"""The requirement `statement`: what others wrote of a member, and whether they were the right people to write it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from balintrec.dates import NEVER, add_months, next_day
from balintrec.model import (
    Assessment,
    Member,
    Reference,
    Session,
    Supervision,
)
from balintrec.model.measure import Author
from balintrec.model.policy import Stage, Statement
from balintrec.names import name_words
from balintrec.pathway.context import (
    EvaluationRequest,
    Judgement,
    MemberContext,
    MemberIndex,
    Paper,
    Progress,
    per_requirement,
)
from balintrec.pathway.credentials import activities_of, happened, holds
from balintrec.pathway.outcome import Counted, Excluded
from balintrec.pathway.requirements.kind import (
    Contradiction,
    DatedRecord,
    FileKinds,
    Groups,
    Search,
    SimpleKind,
)
from balintrec.pathway.requirements.paper_words import by_words
from balintrec.pathway.requirements.practice.words import held_words
from balintrec.pathway.step import AfterStage, Hint, State
from balintrec.society import Broken, Society, SocietyIndex
from balintrec.wording.message import NOTHING, Message, joined, message
from balintrec.wording.vocabulary import either, units

POSITIVE = ("ready", "endorsed")
"""The verdicts that speak for somebody."""
_SHOWN_BY = {"leader": "sessions", "supervisor": "supervisions"}
"""By which kind of record it is shown that somebody stood in a role to the member."""


class StatementKind(SimpleKind[Statement]):
    """The kind `statement`."""

    def sentence(self, requirement: Statement, titles: Mapping[str, str]) -> Message:
        parts = [message("%(statement)s in the member's favour", statement=either(requirement.of))]
        parts += by_words(requirement.by)
        if requirement.where:
            parts += held_words(requirement.where)
        return joined(parts, ", ")

    def judge(self, request: EvaluationRequest[Statement]) -> Judgement:
        """Whether enough people with the right role and credential have found so."""
        requirement, day = request.requirement, request.as_of.day
        counted = [paper for paper, reason in _statements(request) if not reason]
        progress = [
            Progress.of("at-least", len(counted) + request.added, requirement.at_least or 1, "statements")
        ]
        if requirement.distinct:
            different = {_told_apart(paper, requirement.distinct.of) for paper in counted} - {None}
            progress.append(
                Progress.of(
                    "distinct", len(different), requirement.distinct.at_least, requirement.distinct.of
                )
            )
        met = bool(counted or request.added) and all(one.holds for one in progress)
        return Judgement(
            met,
            lambda: tuple(Counted(paper.ref, paper.date) for paper in counted),
            window_ends((paper.date for paper in counted), requirement.within, day),
            lambda: tuple(progress),
            lambda: tuple(Excluded(paper.ref, reason) for paper, reason in _statements(request) if reason),
            lambda: Hint() if met else _next(request),
        )

    def relevant_records(self, context: MemberContext, requirement: Statement) -> Iterator[DatedRecord]:
        yield from ((activity.day, activity) for activity, _ in context.activities)
        yield from ((paper.date, paper) for paper in context.papers)

    def relevant_days(self, context: MemberContext, requirement: Statement) -> Iterable[date]:
        # What its author and the member did together matters up to the day of the paper, and is known on that day.
        return (paper.date for paper in context.papers)

    def earliest_possible(self, requirement: Statement, search: Search) -> date:
        days = search.stages.context.derived(_Statements).possible_days(requirement)
        return search.nth(days, (requirement.at_least or 1) - search.recognised(requirement).amount)

    def unreadable_kinds(self, context: MemberContext, stage: Stage, requirement: Statement) -> FileKinds:
        papers = {"assessments", "endorsements"}
        return FileKinds(papers | kinds_that_show_role(requirement.by), papers)

    def deciding_files(self, context: MemberContext, requirement: Statement) -> Iterator[Broken]:
        return decisions_about_authors(context, requirement.by)

    def authors(self, requirement: Statement, statement: str) -> tuple[Author, ...]:
        return (requirement.by or Author(),) if statement in requirement.of else ()

    def contradictions(self, requirement: Statement, groups: Groups) -> Iterator[Contradiction]:
        if set(requirement.of) == {"endorsement"}:
            remedy = "name in of: an assessment, such as an observation, too"
            if requirement.where and requirement.where.modes:
                yield Contradiction(("where", "modes"), "an endorsement is not online or in person", remedy)
            if requirement.distinct and requirement.distinct.of == "sessions":
                yield Contradiction(("distinct", "of"), "an endorsement is of no session", remedy)


class _Statements(MemberIndex):
    """By requirement: the days of the statements that may count, in order; one dated later can count no sooner."""

    @per_requirement
    def possible_days(self, requirement: Statement) -> list[date]:
        return [
            paper.date
            for paper in self.context.papers
            if statement_kind(paper) in requirement.of
            and paper.verdict in POSITIVE
            and not author_refused(self.context, requirement.by, paper.by, paper.date)
        ]


def statement_kind(paper: Paper) -> str:
    """readiness, report, observation or endorsement."""
    return paper.kind if isinstance(paper, Assessment) else "endorsement"


def had_role(context: MemberContext, role: str, author: str, day: date) -> bool:
    """Whether somebody stood in a role to the member on or before a day: led them, or supervised them."""
    return (
        author != context.member.id
        and first_day_in_role(context.society, context.member.id, role, author) <= day
    )


class _FirstDays(SocietyIndex):
    """By member, role and other person: the first day on which that person led or supervised the member."""

    def __init__(self, society: Society) -> None:
        super().__init__(society)
        self._found: dict[str, dict[tuple[str, str], date]] = {}

    def of(self, member: str) -> Mapping[tuple[str, str], date]:
        """Of one member, by role and other person."""
        if member not in self._found:
            self._found[member] = self._find(member)
        return self._found[member]

    def _find(self, member: str) -> dict[tuple[str, str], date]:
        found: dict[tuple[str, str], date] = {}
        for activity, own in activities_of(self.society, member):
            if not happened(activity):
                continue
            if isinstance(activity, Session):
                for person in (*activity.leaders, *activity.co_leaders):
                    found.setdefault(("leader", person), activity.date)
            elif isinstance(activity, Supervision) and own == "supervisee":
                found.setdefault(("supervisor", activity.supervisor), activity.date)
        return found


def first_day_in_role(society: Society, member: str, role: str, other: str) -> date:
    """The first day on which somebody led a member, or supervised them; `NEVER` if they did not."""
    return society.derived(_FirstDays).of(member).get((role, other), NEVER)


def kinds_that_show_role(by: Author | None) -> set[str]:
    """The kinds of record that show in which role an author stood to the member."""
    roles = by.role if by else ()
    return {kind for role, kind in _SHOWN_BY.items() if role in roles}


def decisions_about_authors(context: MemberContext, by: Author | None) -> Iterator[Broken]:
    """Decisions that cannot be read about people who wrote of the member, where it is asked what they held."""
    if not (by and by.credential):
        return
    letters = context.society.where(Reference, "member", context.member.id)
    # Whoever is only a name holds nothing.
    referees = (letter.referee for letter in letters if context.society.known("members", letter.referee))
    people = {*(paper.by for paper in context.papers), *referees} - {context.member.id}
    for file in context.society.broken:
        if file.kind == "decisions" and any(file.mentions(person) for person in people):
            yield file


def is_referee(reference: Reference, person: Member) -> bool:
    """Whether a letter was written by this person, under their id or one of their names."""
    if reference.referee == person.id:
        return True
    wanted = name_words(reference.referee)
    return any(wanted == name_words(name) for name in (*person.name.values(), *person.also_known_as))


def author_refused(context: MemberContext, by: Author | None, author: str, day: date) -> Message:
    """Why a statement or paper by that person on that day is not one of the right person, or an empty text."""
    if author == context.member.id:
        return message("is by the member")
    if by and by.role and not any(had_role(context, role, author, day) for role in by.role):
        return message("is not by the member's %(roles)s at that time", roles=either(by.role))
    if by and by.credential and not holds(context.society, author, by.credential, day):
        credential = either(by.credential)
        return message(
            "is by somebody without the credential %(credential)s on that day", credential=credential
        )
    return NOTHING


def _statements(request: EvaluationRequest[Statement]) -> Iterator[tuple[Paper, Message]]:
    context, requirement, as_of = request.context, request.requirement, request.as_of
    negative = last_negative(context, requirement.of, as_of.known)
    for paper in context.papers:
        if statement_kind(paper) in requirement.of and paper.date <= as_of.known:
            yield paper, _refused(request, paper, negative)


def last_negative(context: MemberContext, kinds: tuple[str, ...], known: date) -> dict[str, date]:
    """The last day up to `known` on which each author said not yet, in a statement of one of these kinds."""
    said = (one for one in context.papers if statement_kind(one) in kinds and one.date <= known)
    return {one.by: one.date for one in said if one.verdict not in POSITIVE}


def upheld_from(context: MemberContext, kinds: tuple[str, ...], day: date) -> date | None:
    """The next day, where somebody said not yet on this one: it takes back what else they say on it."""
    taken_back = (one for one in context.papers if one.date == day and one.verdict not in POSITIVE)
    return next_day(day) if any(statement_kind(one) in kinds for one in taken_back) else None


def not_upheld(paper: Paper, negative: dict[str, date]) -> Message:
    """Why the word of its author does not speak for the member, or an empty text."""
    if paper.verdict not in POSITIVE:
        return message("says not yet")
    if negative.get(paper.by, date.min) >= paper.date:
        return message("was taken back by the same author on %(day)s", day=negative[paper.by])
    return NOTHING


def _refused(request: EvaluationRequest[Statement], paper: Paper, negative: dict[str, date]) -> Message:
    requirement = request.requirement
    if reason := not_upheld(paper, negative):
        return reason
    if reason := request.start_condition.refuses(paper.date, paper.ref):
        return reason
    if reason := author_refused(request.context, requirement.by, paper.by, paper.date):
        return reason
    modes = requirement.where.modes if requirement.where else ()
    if modes and getattr(paper, "mode", None) not in modes:
        return message("was not %(modes)s", modes=either(modes))
    if requirement.within and add_months(paper.date, requirement.within) < request.as_of.day:
        return message("is older than %(months)s", months=units(requirement.within, "months"))
    return NOTHING


def _told_apart(paper: Paper, of: str) -> str | None:
    if of == "authors":
        return paper.by
    observed = (getattr(paper, key, None) and f"{key} {getattr(paper, key)}" for key in ("session", "event"))
    return next(filter(None, observed), None)


def _next(request: EvaluationRequest[Statement]) -> Hint:
    """How many more statements, and by how many others; dated on a day on which nothing takes them back."""
    if request.opens is None:
        return Hint(AfterStage(request.context.title_of(request.start_condition.waits_for)))
    requirement, known = request.requirement, request.as_of.known
    first = upheld_from(request.context, requirement.of, known) or request.opens
    counted, wanted = _wanted(request.later(first))
    ends = {*request.ends, *_last_days(counted, requirement.within)}
    last = last_day(first, ends, lambda day: _exceeds(_wanted(request.later(day))[1], wanted))
    number, other = wanted
    return Hint(State(requirement, number, first if first > known else None, last, other), last)


def _wanted(request: EvaluationRequest[Statement]) -> tuple[list[Paper], tuple[int, int]]:
    """What counts; and how many more are missing, and by how many others, one at least."""
    requirement = request.requirement
    counted = [paper for paper, reason in _statements(request) if not reason]
    number = (requirement.at_least or 1) - len(counted) - request.added
    other = 0
    if requirement.distinct:
        known_ones = {_told_apart(paper, requirement.distinct.of) for paper in counted} - {None}
        other = max(requirement.distinct.at_least - len(known_ones), 0)
    return counted, (max(number, other, 1), other)


def _exceeds(later: tuple[int, int], wanted: tuple[int, int]) -> bool:
    return any(more > number for more, number in zip(later, wanted, strict=True))


def _last_days(counted: Iterable[Paper], within: int | None) -> Iterator[date]:
    """The days on which each counts for the last time."""
    return (add_months(paper.date, within) for paper in counted if within is not None)


def last_day(first: date, ends: Iterable[date], more: Callable[[date], bool]) -> date | None:
    """The last day from the first on, of those on which something ends, after which more is wanted."""
    return next((day for day in sorted(ends) if day >= first and more(next_day(day))), None)


def window_ends(days: Iterable[date], within: int | None, day: date) -> date:
    """The first day on which one of the papers is too old."""
    if within is None:
        return NEVER
    return min((end for one in days if (end := next_day(add_months(one, within))) > day), default=NEVER)


def supervised_by(context: MemberContext, author: str, day: date) -> bool:
    """Whether somebody was the member's supervisor on or before a day."""
    return had_role(context, "supervisor", author, day)
