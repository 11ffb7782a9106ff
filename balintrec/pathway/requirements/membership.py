"""The requirement `membership`: is a member, for how long, unbroken. Leave does not stop it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from balintrec.dates import NEVER, Days, add_months, months_reached, next_day, reach
from balintrec.model import Member
from balintrec.model.policy import Membership, Stage
from balintrec.pathway.context import EvaluationRequest, Judgement, MemberContext, Progress
from balintrec.pathway.requirements.kind import DatedRecord, FileKinds, Search, SimpleKind
from balintrec.pathway.step import Decide, Hint, Join, Step
from balintrec.wording.message import NOTHING, Message, message


def covered(member: Member) -> Days:
    """The days on which somebody is a member."""
    return Days.of((period.from_, period.to or NEVER) for period in member.membership)


def membership_ended(member: Member, on: date) -> date | None:
    """The last day of membership of somebody who was a member before a day, and is none on it nor will be again."""
    if not all(period.to and period.to < on for period in member.membership):
        return None
    return max((period.to for period in member.membership if period.to), default=None)


class MembershipKind(SimpleKind[Membership]):
    """The kind `membership`."""

    waits_for_stages = False
    due_from_former_members = True

    def sentence(self, requirement: Membership, titles: Mapping[str, str]) -> Message:
        if requirement.unbroken:
            return message("is a member on the day asked, without a day's break")
        return message("is a member on the day asked")

    def judge(self, request: EvaluationRequest[Membership]) -> Judgement:
        """Whether the member is one on the day, for long enough, and without a break where that is required."""
        requirement, day = request.requirement, request.as_of.day
        cover = covered(request.context.member)
        met, reason = _judged(requirement, cover, day)
        first = cover.periods[0][0] if cover else NEVER
        changes = [moment for moment in _moments(requirement, cover, first) if moment > day]

        def progress() -> tuple[Progress, ...]:
            if not requirement.months:
                return (Progress.of("membership", int(met), 1, "membership"),)
            have = months_reached(first, day, cover.missing(first)) if cover and first <= day else 0
            have = min(have, requirement.months)
            return (Progress.of("months", have, requirement.months, "months", met),)

        return Judgement(
            met,
            changes=min(changes, default=NEVER),
            progress=progress,
            hint=lambda: Hint() if met else Hint(_next(requirement, cover, day)),
            reason=lambda: reason,
        )

    def relevant_records(self, context: MemberContext, requirement: Membership) -> Iterator[DatedRecord]:
        return iter(())  # membership stands in the member's own record

    def earliest_possible(self, requirement: Membership, search: Search) -> date:
        return search.at.day

    def unreadable_kinds(self, context: MemberContext, stage: Stage, requirement: Membership) -> FileKinds:
        return FileKinds(["members"])


def _judged(requirement: Membership, cover: Days, day: date) -> tuple[bool, Message]:
    """Whether it is met, and why not where numbers do not say it."""
    if not cover:
        return False, message("no membership is recorded")
    first = cover.periods[0][0]
    if day not in cover:
        return False, message("is not a member on %(day)s", day=day)
    if requirement.months and day < reach(first, requirement.months, cover.missing(first)):
        return False, NOTHING
    if requirement.unbroken:
        since = max(first, add_months(day, -requirement.months)) if requirement.months else first
        if cover.missing(first).count(since, day):
            return False, message("membership was interrupted")
    return True, NOTHING


def _next(requirement: Membership, cover: Days, day: date) -> Step:
    """Membership from the day asked on, or as recorded from a later day, and the first day on which that is enough."""
    begins = None if day in cover else min((start for start, _ in cover.periods if start > day), default=None)
    on = Days.of((*cover.periods, (begins or day, NEVER)))
    moments = sorted({begins or day, *_moments(requirement, on, on.periods[0][0])})
    met = next((one for one in moments if day <= one < NEVER and _judged(requirement, on, one)[0]), None)
    return Join(met, renew=day not in cover and not begins, begins=begins) if met else Decide()


def _moments(requirement: Membership, cover: Days, first: date) -> list[date]:
    """Every day on which the verdict may change."""
    moments = [moment for start, end in cover.periods for moment in (start, next_day(end))]
    if requirement.months and cover:
        moments.append(reach(first, requirement.months, cover.missing(first)))
        for _, end in cover.missing(first).periods:
            # The first day whose window begins after the gap; months of unequal length make it up to four days later.
            back = add_months(next_day(end), requirement.months)
            if back < NEVER - timedelta(days=4):
                moments += [back + timedelta(days=later) for later in range(4)]
    return moments
