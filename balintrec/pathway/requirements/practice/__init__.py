"""The requirement `practice`: what a person did; whether it is enough, how far each key has come, what comes next."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cache

from balintrec.dates import NEVER, add_months, next_day, reach
from balintrec.model.measure import ShareOf
from balintrec.model.policy import Practice, Stage
from balintrec.pathway.context import EvaluationRequest, Judgement, MemberContext, Progress
from balintrec.pathway.outcome import Counted, Excluded
from balintrec.pathway.requirements.kind import (
    Contradiction,
    DatedRecord,
    FileKinds,
    Groups,
    Search,
    SimpleKind,
)
from balintrec.pathway.requirements.practice.activities import PracticeRecords, has_role
from balintrec.pathway.requirements.practice.contradiction import contradictions
from balintrec.pathway.requirements.practice.count import (
    Count,
    by_runs,
    changes,
    count_for,
    different,
    enough_periods,
    exceeded,
    holds,
    months_spanned,
    roster_holds,
    roster_share,
    runs,
    share_holds,
    share_units,
)
from balintrec.pathway.requirements.practice.plan import next_practice
from balintrec.pathway.requirements.practice.words import practice_sentence
from balintrec.pathway.step import Hint
from balintrec.society import Broken
from balintrec.wording.message import NOTHING, Message, joined, message
from balintrec.wording.vocabulary import units


class PracticeKind(SimpleKind[Practice]):
    """The kind `practice`."""

    def sentence(self, requirement: Practice, titles: Mapping[str, str]) -> Message:
        return practice_sentence(requirement)

    def judge(self, request: EvaluationRequest[Practice]) -> Judgement:
        """Whether what the member did is enough as of a day."""
        count = count_for(request)
        met = bool(count.counted or count.recognised or count.span == 0) and holds(count)
        return Judgement(
            met,
            counted=lambda: tuple(
                Counted(one.record, one.day, Fraction(one.amount)) for one in count.counted
            ),
            changes=_changes(count),
            progress=cache(lambda: tuple(_progress(count))),
            excluded=lambda: tuple(_excluded(request)),
            hint=lambda: Hint() if met else next_practice(request),
            reason=lambda: joined((_recognised(count), NOTHING if met else _unlike_numbers(count)), "; "),
        )

    def has_due_days(self, requirement: Practice) -> bool:
        return requirement.each is not None

    def relevant_records(self, context: MemberContext, requirement: Practice) -> Iterator[DatedRecord]:
        yield from ((activity.day, activity) for activity, _ in context.activities)
        if _of_roster(requirement):
            yield from ((day, ref) for day, ref, _ in context.derived(PracticeRecords).roster_sessions)

    def same_records(self, requirement: Practice) -> Hashable:
        return Practice, _of_roster(requirement)

    def earliest_possible(self, requirement: Practice, search: Search) -> date:
        """The first day on which what counts after the stages before can be enough, whatever else is asked.

        Nothing is taken away here for leave or a window: with them it can only be later.
        """
        before = (
            search.stages.first_met(stage, search.known, search.limit) or NEVER
            for stage in search.stage.after
        )
        first, recognised = max(before, default=date.min), search.recognised(requirement)
        wanted = (requirement.at_least or 0) - recognised.amount
        span = max((requirement.span or 0) - recognised.months, 0)
        if wanted <= 0 and not span:
            return first
        records = search.stages.context.derived(PracticeRecords)
        (days, _), sums = records.fitting(requirement), records.sums(requirement)
        place = begin = bisect_left(days, first)
        if wanted > 0:
            place = bisect_left(sums, sums[begin] + wanted, begin + 1) - 1
        if place < len(days) and span:
            place = max(place, bisect_left(days, add_months(days[begin], span)))
        return days[place] if place < len(days) and days[place] <= search.known else NEVER

    def is_permanent(self, requirement: Practice) -> bool:
        return (
            requirement.within is None
            and not requirement.share
            and (requirement.each is None or requirement.span is not None)
        )

    def _least_months(self, requirement: Practice) -> int:
        return requirement.span or (requirement.each.months if requirement.each else 0)

    def unreadable_kinds(self, context: MemberContext, stage: Stage, requirement: Practice) -> FileKinds:
        sinking = (requirement.each and requirement.span is None) or any(
            share.at_most is not None or requirement.at_least is None for share in requirement.share
        )
        return FileKinds(requirement.of, {"decisions", *(requirement.of if sinking else ())})

    def deciding_files(self, context: MemberContext, requirement: Practice) -> Iterator[Broken]:
        """Decisions about a counterpart whose credential counts; groups and sessions that tell what counts."""
        yield from _of_counterparts(context, requirement)
        if _of_roster(requirement):
            yield from _of_own_groups(context)

    def contradictions(self, requirement: Practice, groups: Groups) -> Iterator[Contradiction]:
        return contradictions(requirement, groups)


def _of_roster(requirement: Practice) -> bool:
    """Whether a share of the sessions of the member's own groups is required."""
    return any(share.of for share in requirement.share)


def _of_counterparts(context: MemberContext, requirement: Practice) -> Iterator[Broken]:
    activities = [activity for activity, _ in context.activities if activity.kind_folder in requirement.of]
    wanted, people = requirement.with_, set[str]()
    if wanted and wanted.credential:
        people = {
            person
            for activity in activities
            for role, person in activity.people()
            if not wanted.role or has_role(role, wanted.role)
        } - {context.member.id}
    groups = {getattr(activity, "group", "") for activity in activities} if _asks_group(requirement) else ()
    for file in context.society.broken:
        if file.kind == "groups" and file.id in groups:
            yield file
        if file.kind == "decisions" and any(file.mentions(person) for person in people):
            yield file


def _asks_group(requirement: Practice) -> bool:
    """Whether a group can decide what counts: its mode, its length, its kind or its setting."""
    wheres = [requirement.where, *(share.where for share in requirement.share)]
    return (
        requirement.unit in ("minutes", "hours", "double-hours")
        or any(where and (where.modes or where.group_kinds or where.settings) for where in wheres)
        or (requirement.distinct is not None and requirement.distinct.of == "settings")
    )


def _of_own_groups(context: MemberContext) -> Iterator[Broken]:
    """Sessions of the member's groups, and groups that may have the member on their roster."""
    groups = {
        group.id
        for group in context.society.groups.values()
        if any(entry.member == context.member.id for entry in group.roster)
    }
    yield from context.unreadable({"groups"})
    for file in context.society.broken:
        if file.kind == "sessions" and any(file.mentions(group) for group in groups):
            yield file


def _unlike_numbers(count: Count) -> str:
    """Why it is not met where that is not for having too little of something that is measured."""
    if any(exceeded(one) for one in (runs(count) if by_runs(count.requirement) else [count])):
        return message("more than the share that is allowed")
    if count.counted or count.recognised or not count.requirement.share:
        return NOTHING
    return message("nothing counts yet")


def _recognised(count: Count) -> Message:
    """How much of a span a decision takes over."""
    asked = count.requirement.span or 0
    months = asked - (count.span or 0)
    if not months:
        return NOTHING
    return message(
        "%(months)s of %(asked)s recognised by decision", months=months, asked=units(asked, "months")
    )


def _changes(count: Count) -> date:
    """When the verdict may change though nothing is recorded: a window closes, or a period ends."""
    days = [changes(count)]
    if count.requirement.within is not None and count.days:
        days.append(next_day(min(count.row.ends[count.low : count.high])))
    return count.context.next_change(count.as_of, *days)


def _excluded(request: EvaluationRequest[Practice]) -> Iterator[Excluded]:
    """The member's activities that do not count, each with the first reason."""
    requirement, as_of, leave = request.requirement, request.as_of, request.leave
    for one in request.context.derived(PracticeRecords).candidates(requirement):
        if one.day > as_of.known:
            break
        reason = one.reason or request.start_condition.refuses(one.day, one.record)
        if not reason and one.day in leave:
            reason = message("lies in a leave")
        if not reason and requirement.within is not None:
            end = reach(one.day, requirement.within, leave)
            if end < as_of.day:
                months = units(requirement.within, "months")
                reason = message("counted until %(day)s, %(months)s", day=end, months=months)
        if reason:
            yield Excluded(one.record, reason)


def _progress(count: Count) -> Iterator[Progress]:
    """Every key that is given, in the order of docs/policy.md's table."""
    requirement = count.requirement
    best = count
    if by_runs(requirement):
        best = max(runs(count), key=lambda run: _nearness(list(_of_whole(run))))
    whole = {one.key: one for one in _of_whole(best)}
    if "at-least" in whole:
        yield whole.pop("at-least")
    if requirement.span is not None:
        have = _months_reached(count, requirement.span)
        yield Progress.of("span", have, requirement.span, "months")
    elif requirement.max_gap is not None and not whole and requirement.at_least is None:
        yield Progress.of("max-gap", int(bool(count.counted)), 1, count.requirement.counted_in)
    if "each" in whole:
        yield whole.pop("each")
    yield from (one for key, one in sorted(whole.items()) if key.startswith("share"))
    for share in requirement.share:
        if share.of:
            yield _roster_progress(count, share)
    if "distinct" in whole:
        yield whole["distinct"]
    if not requirement.given or requirement.given == ("within",):
        some = len(count.counted)
        yield Progress.of("counted", some, 1, count.requirement.counted_in)


def _of_whole(count: Count) -> Iterator[Progress]:
    """The keys that are about a set of activities as a whole."""
    requirement = count.requirement
    if requirement.at_least is not None:
        total = Fraction(count.total + count.recognised)
        yield Progress.of("at-least", total, requirement.at_least, count.requirement.counted_in)
    if requirement.span is None and requirement.each:
        enough, ended = enough_periods(count, requirement.each)
        holds = 0 < ended == enough
        yield Progress.of("each", enough, max(ended, 1), "periods", holds)
    for number, share in enumerate(requirement.share):
        if not share.of:
            passing, whole = share_units(count, number)
            asked = share.at_least if share.at_least is not None else share.at_most or Fraction(0)
            holds = share_holds(count, number)
            yield Progress.of(f"share-{number}", passing, asked * whole, count.requirement.counted_in, holds)
    if requirement.distinct:
        have = len(different(count))
        need = requirement.distinct.at_least
        yield Progress.of("distinct", have, need, requirement.distinct.of)


def _roster_progress(count: Count, share: ShareOf) -> Progress:
    came, sessions = roster_share(count)
    asked = share.at_least if share.at_least is not None else share.at_most or Fraction(0)
    need = asked * sessions if sessions else 1  # without a session there is nothing to have a share of
    return Progress.of("share-roster", came, need, "sessions", roster_holds(count, share))


def _nearness(keys: list[Progress]) -> Fraction:
    return min((one.ratio for one in keys if not one.holds), default=Fraction(1))


def _months_reached(count: Count, asked: int) -> int:
    """Of the months asked, those recognised and the greatest number of others that are spanned."""
    rest = count.span or 0
    return asked - rest + months_spanned(count, rest)
