"""The requirement `writing`: something written every so often, while a stage is under way."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import count as counting
from typing import NamedTuple

from balintrec.dates import NEVER, Days, next_day, reach
from balintrec.model import Reflection
from balintrec.model.measure import Author
from balintrec.model.policy import AllOf, AnyOf, Practice, Requirement, Stage, Writing
from balintrec.pathway.context import (
    AsOf,
    EvaluationRequest,
    Judgement,
    MemberContext,
    MemberIndex,
    Paper,
    Progress,
    WritingPeriod,
    per_requirement,
)
from balintrec.pathway.outcome import Counted, Excluded
from balintrec.pathway.requirements.kind import (
    DatedRecord,
    FileKinds,
    Search,
    SimpleKind,
    StageEvent,
    Stages,
)
from balintrec.pathway.requirements.practice.activities import practices
from balintrec.pathway.requirements.practice.count import count_for
from balintrec.pathway.requirements.statement import statement_kind, supervised_by
from balintrec.pathway.step import AfterStage, Begin, DueDay, Hint, Write
from balintrec.wording.message import NOTHING, Message, message
from balintrec.wording.vocabulary import either


class Written(NamedTuple):
    """One document, the reason for which it does not count, and the due day that it serves."""

    day: date
    record: str
    reason: Message = NOTHING


class Schedule(NamedTuple):
    """The due days as far as they matter, and which document serves which."""

    request: EvaluationRequest[Writing]
    served: dict[int, str]
    """Number of the due day, from 1, to the record that serves it; waived ones to an empty text."""
    documents: tuple[Written, ...]

    def due(self, number: int) -> date:
        """The day on which a document is due; number 0 is the beginning."""
        period = self.request.period
        if period is None or period.begin is None:
            return NEVER
        dues, every = self._dues(period.begin), self.request.requirement.every
        while len(dues) <= number:
            dues.append(reach(period.begin, len(dues) * every, self.request.leave))
        return dues[number]

    def _dues(self, begin: date) -> list[date]:
        """The due days as far as they were needed; kept while the clock is the same."""
        kept, key, leave = (
            self.request.context.derived(_Written).dues,
            id(self.request.requirement),
            self.request.leave,
        )
        found = kept.get(key)
        if found is None or found[0] != leave or found[1][0] != begin:
            found = kept[key] = (leave, [begin])
        return found[1]

    def window(self, number: int) -> DueDay:
        """From when to when a document can serve a due day."""
        due, grace = self.due(number), self.request.requirement.grace
        first = next_day(self.due(number - 1)) if number > 1 else self.due(0)
        return DueDay(number, first, due, due + timedelta(days=min(grace, (NEVER - due).days)))

    @property
    def last_day(self) -> date:
        """Due days up to this one must be served: the end, or the day of the request while it has not ended."""
        period = self.request.period
        return period.end if period and period.end else self.request.as_of.day

    def due_numbers(self) -> range:
        """The numbers of the due days up to the end, or to the day of the request."""
        period = self.request.period
        if not period or not period.begin or self.request.requirement.every < 1:
            return range(1, 1)
        dues = self._dues(period.begin)
        while dues[-1] <= self.last_day:
            self.due(len(dues))
        return range(1, bisect_right(dues, self.last_day, lo=1))


_WRITTEN_AS = {"reflections": ("reflections",), "reports": ("assessments", "supervisions")}
"""Which kinds of record matter to what is written."""


class WritingKind(SimpleKind[Writing]):
    """The kind `writing`."""

    until_stage_ends = True

    def sentence(self, requirement: Writing, titles: Mapping[str, str]) -> Message:
        what = either(requirement.of)
        if not requirement.during:
            return message("%(what)s, written every so often while this stage goes on", what=what)
        return message(
            "%(what)s, written every so often while the stage “%(stage)s” goes on",
            what=what,
            stage=titles.get(requirement.during) or requirement.during,
        )

    def judge(self, request: EvaluationRequest[Writing]) -> Judgement:
        """Whether every due day up to the end is served, and enough of them."""
        period = request.period
        schedule = plan(request)
        due = schedule.due_numbers()
        minimum = request.requirement.at_least or 0
        ended = bool(period and period.begin and period.end and period.end <= request.as_of.day)
        met = (
            ended
            and len(due) <= len(schedule.served)
            and all(number in schedule.served for number in due)
            and len(schedule.served) + request.added >= minimum
        )
        days = {one.record: one.day for one in schedule.documents}
        return Judgement(
            met,
            lambda: tuple(Counted(record, days[record]) for record in schedule.served.values() if record),
            progress=lambda: (_progress(schedule, due, met),),
            excluded=lambda: tuple(_excluded(schedule)),
            hint=lambda: Hint() if met else _next(schedule, ended),
            reason=lambda: _reason(schedule, due, ended),
        )

    def prepared(
        self, request: EvaluationRequest[Writing], stages: Stages, stage: Stage
    ) -> EvaluationRequest[Writing]:
        """The request with the time during which documents are due."""
        during = self.accompanied_stage(stage, request.requirement)
        return request._replace(period=_period(stages, during, request.as_of))

    def has_due_days(self, requirement: Writing) -> bool:
        return True

    def accompanied_stage(self, stage: Stage, requirement: Writing) -> str:
        return requirement.during or stage.id

    def relevant_records(self, context: MemberContext, requirement: Writing) -> Iterator[DatedRecord]:
        yield from ((activity.day, activity) for activity, _ in context.activities)
        yield from ((paper.date, paper) for paper in context.papers)
        own = context.society.where(Reflection, "member", context.member.id)
        yield from ((reflection.written, reflection) for reflection in own)

    def earliest_possible(self, requirement: Writing, search: Search) -> date:
        during = self.accompanied_stage(search.stage, requirement)
        return search.stages.ends(during, search.known, search.limit) or NEVER

    def depends_on(
        self, context: MemberContext, stage: Stage, requirement: Writing
    ) -> Iterator[tuple[StageEvent, str]]:
        during = self.accompanied_stage(stage, requirement)
        yield "ends", during
        accompanied = context.stage(during)
        for before in accompanied.after if accompanied else ():
            yield "met", before

    def unreadable_kinds(self, context: MemberContext, stage: Stage, requirement: Writing) -> FileKinds:
        during = context.stage(self.accompanied_stage(stage, requirement)) or stage
        # Of these an earlier one would move the beginning, and a further one the end.
        activities = {kind for practice in practices(during.requires) for kind in practice.of}
        documents = {kind for word in requirement.of for kind in _WRITTEN_AS[word]}
        return FileKinds(activities | documents, {"decisions", *activities})

    def authors(self, requirement: Writing, statement: str) -> tuple[Author, ...]:
        return (
            (Author(role=("supervisor",)),) if statement == "report" and "reports" in requirement.of else ()
        )

    def is_impossible(self, stages: Stages, stage: Stage, requirement: Writing, on: date) -> bool:
        names = (f"{stage.id}/{requirement.id}", f"{requirement.during}/")
        known = (decision.requirement for decision in stages.context.decisions if decision.date <= on)
        decided = any(name and name.startswith(names) for name in known)
        return not decided and stages.counts_too_late(stage, requirement)


def schedule_on(stages: Stages, stage: Stage, requirement: Writing, day: date) -> Schedule:
    """The due days as of a day, and which document serves which."""
    at, context = AsOf(day, day), stages.context
    waivers = context.in_force("waive", f"{stage.id}/{requirement.id}", at)
    waived = frozenset(waiver.due for waiver in waivers if waiver.due)
    period = _period(stages, requirement.during or stage.id, at)
    condition = stages.start_condition(stage, at)
    request = EvaluationRequest(context, requirement, at, condition, period=period)
    # As in the evaluation: a due day is waived only where the documents alone do not meet the requirement.
    if waived and not WritingKind().judge(request).met:
        request = request._replace(waived=waived)
    return plan(request)


def _period(stages: Stages, during: str, at: AsOf) -> WritingPeriod:
    """From the first activity that counts for a stage to the day on which all else of the stage is met."""
    stage = stages.stages.get(during)
    if stage is None:
        return WritingPeriod(None, None)
    condition = stages.start_condition(stage, at)
    begins = [
        count.days[0]
        for practice in _applicable_practices(stages, stage.requires)
        if (count := count_for(EvaluationRequest(stages.context, practice, at, condition), window=False)).days
    ]
    return WritingPeriod(min(begins, default=None), stages.ends(during, at.known, at.day))


def _applicable_practices(stages: Stages, requirements: Iterable[Requirement]) -> Iterator[Practice]:
    for requirement in filter(stages.applies, requirements):
        if isinstance(requirement, Practice):
            yield requirement
        elif isinstance(requirement, AllOf | AnyOf):
            yield from _applicable_practices(stages, requirement.requires)


class _Written(MemberIndex):
    """What was written, and the due days so far."""

    def __init__(self, context: MemberContext) -> None:
        super().__init__(context)
        self.dues: dict[int, tuple[Days, list[date]]] = {}
        """By requirement: the leave by which they were found, and the due days after the beginning."""

    @per_requirement
    def documents(self, requirement: Writing) -> tuple[Written, ...]:
        """Every document of these kinds, whenever written."""
        found: list[Written] = []
        context = self.context
        if "reflections" in requirement.of:
            own = context.society.where(Reflection, "member", context.member.id)
            found += [Written(reflection.written, reflection.ref) for reflection in own]
        if "reports" in requirement.of:
            reports = (paper for paper in context.papers if statement_kind(paper) == "report")
            found += [Written(report.date, report.ref, _refused(context, report)) for report in reports]
        return tuple(found)


def _refused(context: MemberContext, report: Paper) -> Message:
    supervised = supervised_by(context, report.by, report.date)
    return NOTHING if supervised else message("is not by a supervisor")


def _reason(schedule: Schedule, due: range, ended: bool) -> Message:
    """Why it is not met where numbers do not say it."""
    period = schedule.request.period
    if not period or not period.begin:
        return message("the stage that it accompanies has not begun")
    if not ended and all(number in schedule.served for number in due):
        return message("goes on until the stage is otherwise met")
    return NOTHING


def plan(request: EvaluationRequest[Writing]) -> Schedule:
    """Serve due days: documents in order of date each serve the earliest due day they can; one serves one."""
    served = dict.fromkeys(sorted(request.waived), "")
    documents = tuple(sorted(_documents(request)))
    schedule = Schedule(request, served, documents)
    if request.period is None or request.period.begin is None or request.requirement.every < 1:
        return schedule._replace(served={})
    _serve(schedule, [one for one in documents if not one.reason and one.day >= request.period.begin])
    return schedule._replace(served=dict(sorted(served.items())))


def _serve(schedule: Schedule, documents: list[Written]) -> None:
    """What one document comes too late for, or finds served, the later ones do as well."""
    grace, served = schedule.request.requirement.grace, schedule.served
    number = 1
    for document in documents:
        while number == 1 or schedule.due(number - 1) < document.day:
            if number not in served and (document.day - schedule.due(number)).days <= grace:
                served[number] = document.record
                break
            number += 1


def _documents(request: EvaluationRequest[Writing]) -> Iterator[Written]:
    context, known = request.context, request.as_of.known
    for day, record, refused in context.derived(_Written).documents(request.requirement):
        if day <= known:
            yield Written(day, record, refused or request.start_condition.refuses(day, record))


def _progress(schedule: Schedule, due: range, met: bool) -> Progress:
    need = max(len(due), schedule.request.requirement.at_least or 0, 1)
    have = sum(1 <= number <= need for number in schedule.served)
    key = "at-least" if have >= len(due) and need > len(due) else "every"
    return Progress.of(key, have, need, unit(schedule.request.requirement), met)


def unit(requirement: Writing) -> str:
    """What is written, in the plural."""
    return requirement.of[0] if len(requirement.of) == 1 else "documents"


def _excluded(schedule: Schedule) -> Iterator[Excluded]:
    serving = set(schedule.served.values())
    for one in schedule.documents:
        if one.record not in serving:
            unserving = message("serves no due day: all it could serve are served or past")
            yield Excluded(one.record, one.reason or unserving)


def _next(schedule: Schedule, ended: bool) -> Hint:
    """Which documents are wanted, which were missed, and what has to be met before no more fall due."""
    request = schedule.request
    requirement, context, day = request.requirement, request.context, request.as_of.day
    if not request.period or not request.period.begin:
        return Hint(Begin(context.title_of(requirement.during or request.name.partition("/")[0])))
    opens = request.opens
    if opens is None:
        return Hint(AfterStage(context.title_of(request.start_condition.waits_for)))
    missed, papers = _lasting(schedule, opens) if ended else _wanted(schedule, opens, ended)
    rest = "" if ended else context.title_of(requirement.during or request.name.partition("/")[0])
    late = bool(papers) and papers[0].due < day
    leave = context.open_leave(request.as_of) or context.leave_begins(request.as_of)
    moved = leave if papers and day < papers[-1].first and leave <= papers[-1].first else None
    return Hint(Write(requirement, day, papers, missed, late, rest, moved), papers[0].due if papers else None)


Wanted = tuple[tuple[DueDay, ...], tuple[DueDay, ...]]
"""The due days that were missed, and those for which something can still be written."""


def _wanted(schedule: Schedule, opens: date, ended: bool) -> Wanted:
    """What the schedule asks of what is written on a day or later: all of it, or the next where more falls due."""
    requirement, due = schedule.request.requirement, schedule.due_numbers()
    still = [one for one in map(schedule.window, due) if one.number not in schedule.served]
    wanted = [one for one in still if one.last >= opens]
    lacking = (requirement.at_least or 0) - schedule.request.added - len(schedule.served) - len(wanted)
    for number in counting(len(due) + 1):
        if (lacking <= 0 and ended) or (wanted and not ended):
            break
        one = schedule.window(number)
        if one.first == NEVER:
            break
        if number not in schedule.served and one.last >= opens:
            wanted.append(one)
            lacking -= 1
    missed = tuple(one for one in still if one.last < opens)
    return missed, tuple(one._replace(first=max(one.first, opens)) for one in wanted)


def _lasting(schedule: Schedule, opens: date) -> Wanted:
    """What is wanted on the day on which it will have been written, and by when, where decisions end."""
    request = schedule.request

    def later(day: date) -> Wanted:
        return _wanted(plan(request.later(day)), opens, ended=True)

    missed, papers = _wanted(schedule, opens, ended=True)
    for day in sorted(request.ends):
        first = papers[-1].first if papers else opens
        numbers = {one.number for one in (*missed, *papers)}
        if {one.number for found in later(next_day(day)) for one in found} <= numbers:
            continue
        if first <= day:  # until then it is enough
            return missed, tuple(
                one._replace(due=min(one.due, day), last=min(one.last, day)) for one in papers
            )
        missed, papers = later(next_day(day))
    return missed, papers
