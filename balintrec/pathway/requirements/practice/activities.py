"""Which activities of a member pass a practice requirement, and for how much: what does not depend on the day asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from balintrec.model import Event, Group, Session
from balintrec.model.activity import Activity
from balintrec.model.measure import Counterpart, Where
from balintrec.model.people import RosterEntry
from balintrec.model.policy import Practice, Requirement
from balintrec.pathway.context import MemberContext, MemberIndex, per_requirement
from balintrec.pathway.credentials import happened, holds
from balintrec.pathway.requirements.kind import all_requirements
from balintrec.society import SocietyIndex
from balintrec.wording.message import NOTHING, Message, in_context, joined, message
from balintrec.wording.vocabulary import either, word

NOUNS = {
    "sessions": "session",
    "events": "event",
    "cases": "case",
    "minutes": "minute",
    "hours": "hour",
    "double-hours": "double hour",
    "days": "day",
    "supervisions": "supervision",
}


Exact = int | Fraction
"""A number without rounding; most amounts are whole, and whole numbers are ten times cheaper to add."""


class Candidate(NamedTuple):
    """One activity with its amount in the requirement's unit, or the reason for which it never counts."""

    day: date
    record: str
    activity: Activity
    amount: Exact
    reason: Message


class PracticeRecords(MemberIndex):
    """By requirement: the activities of the member that it may count."""

    @per_requirement
    def candidates(self, requirement: Practice) -> tuple[Candidate, ...]:
        """The activities of the kinds that the requirement counts, in order of day."""
        return tuple(
            _candidate(self.context, requirement, activity, role)
            for activity, role in self.context.activities
            if activity.kind_folder in requirement.of
        )

    @per_requirement
    def fitting(self, requirement: Practice) -> tuple[tuple[date, ...], tuple[Candidate, ...]]:
        """The days of the candidates that have no reason against them, and these candidates."""
        roles = requirement.roles
        # Most were there in another role: why they do not count need not be put into words before a report asks.
        likely = (
            _candidate(self.context, requirement, activity, role)
            for activity, role in self.context.activities
            if activity.kind_folder in requirement.of and (not roles or has_role(role, roles))
        )
        found = tuple(candidate for candidate in likely if not candidate.reason)
        return tuple(candidate.day for candidate in found), found

    @per_requirement
    def sums(self, requirement: Practice) -> tuple[Exact, ...]:
        """The units of those that fit before each place, and in all."""
        return tuple(accumulate((candidate.amount for candidate in self.fitting(requirement)[1]), initial=0))

    @cached_property
    def roster_sessions(self) -> tuple[tuple[date, str, bool], ...]:
        """The held sessions of the groups on whose roster the member stood that day: day, record, whether they came."""
        came = {activity.ref for activity, _ in self.context.activities}
        return tuple(
            sorted(
                (session.date, session.ref, session.ref in came)
                for group, entries in _spells(self.context).items()
                for session in self.context.society.where(Session, "group", group)
                if happened(session)
                and any(
                    entry.from_ <= session.date and (entry.to is None or session.date <= entry.to)
                    for entry in entries
                )
            )
        )


def practices(requirements: Iterable[Requirement]) -> Iterator[Practice]:
    """Every practice requirement, at any depth."""
    return (one for one in all_requirements(requirements) if isinstance(one, Practice))


def _candidate(context: MemberContext, requirement: Practice, activity: Activity, role: str) -> Candidate:
    reason = _refused(context, requirement, activity, role)
    amount: Exact = 0
    if not reason:
        found = amount_of(context, activity, requirement.unit)
        amount, reason = (
            (found, NOTHING)
            if found is not None
            else (amount, message("does not record its %(unit)s", unit=word(_recorded(requirement))))
        )
    return Candidate(activity.day, activity.ref, activity, amount, reason)


def _recorded(requirement: Practice) -> str:
    """The key from which an amount is made."""
    return "minutes" if requirement.unit in ("hours", "double-hours") else requirement.unit


def _refused(context: MemberContext, requirement: Practice, activity: Activity, role: str) -> Message:
    if not happened(activity):
        status = getattr(activity, "status", "")
        return message("was %(status)s, not held", status=word(status)) if status else message("was not held")
    if requirement.roles and not has_role(role, requirement.roles):
        return message(
            "took part as %(role)s, not as %(roles)s", role=word(role), roles=either(requirement.roles)
        )
    if requirement.where and (reason := outside(context, requirement.where, activity)):
        return reason
    if requirement.with_ and not has_counterpart(context, requirement.with_, activity):
        return lacks(requirement.with_)
    return NOTHING


def has_role(role: str, wanted: tuple[str, ...]) -> bool:
    """Whether somebody in that role is meant by these roles: a presenter attends."""
    return role in wanted or (role == "presenter" and "attendee" in wanted)


def has_counterpart(context: MemberContext, wanted: Counterpart, activity: Activity) -> bool:
    """Whether another person was there in one of the roles, with one of the credentials on that day."""
    return any(
        person != context.member.id
        and (not wanted.role or has_role(role, wanted.role))
        and (not wanted.credential or holds(context.society, person, wanted.credential, activity.day))
        for role, person in activity.people()
    )


def lacks(wanted: Counterpart) -> Message:
    """Why an activity without the right counterpart does not count."""
    who = either(wanted.role) if wanted.role else in_context("somebody", "person")
    if not wanted.credential:
        return message("has no other %(person)s", person=who)
    return message(
        "has no other %(person)s who held the credential %(credential)s that day",
        person=who,
        credential=either(wanted.credential),
    )


def outside(context: MemberContext, where: Where, activity: Activity) -> Message:
    """Why an activity does not fit, or an empty text. What is not recorded does not fit."""
    return _other_kind(context, where, activity) or _other_flag(context, where, activity)


def _other_kind(context: MemberContext, where: Where, activity: Activity) -> Message:
    group = group_of(context, activity)
    if where.modes and (mode := mode_of(context, activity)) not in where.modes:
        known = word(mode) if mode else message("of unknown mode")
        return message("was %(mode)s, not %(modes)s", mode=known, modes=either(where.modes))
    if where.kinds and (kind := getattr(activity, "kind", None)) not in where.kinds:
        kinds = either(where.kinds)
        if not kind:
            return message("is not of the kind %(kinds)s", kinds=kinds)
        return message("is of the kind %(kind)s, not %(kinds)s", kind=word(kind), kinds=kinds)
    if where.groups and getattr(activity, "group", None) not in where.groups:
        return message("is not of group %(groups)s", groups=joined(where.groups, "or"))
    if where.group_kinds and (not group or group.kind not in where.group_kinds):
        return message("is not of a group of kind %(kinds)s", kinds=either(where.group_kinds))
    if where.settings and (not group or group.setting not in where.settings):
        return message("is not of a group in the setting %(settings)s", settings=either(where.settings))
    return NOTHING


def _other_flag(context: MemberContext, where: Where, activity: Activity) -> Message:
    if where.recorded is not None and where.recorded is not bool(getattr(activity, "recorded", False)):
        return message("used no recording") if where.recorded else message("used a recording")
    if where.assessed is not None and where.assessed is not (
        context.member.id in getattr(activity, "assessed", ())
    ):
        return message("did not assess the member") if where.assessed else message("assessed the member")
    return NOTHING


def group_of(context: MemberContext, activity: Activity) -> Group | None:
    """The group that met; events and supervisions have none."""
    return context.society.groups.get(activity.group) if isinstance(activity, Session) else None


def mode_of(context: MemberContext, activity: Activity) -> str | None:
    """The activity's own mode, else its group's."""
    group = group_of(context, activity)
    return activity.mode or (group.mode if group else None)


def minutes_of(context: MemberContext, activity: Activity) -> int | None:
    """Start and end, else `minutes`, else the group's."""
    if not isinstance(activity, Session):
        return activity.minutes
    if activity.recorded_minutes is not None:
        return activity.recorded_minutes
    group = group_of(context, activity)
    return group.minutes if group else None


def amount_of(context: MemberContext, activity: Activity, unit: str) -> Exact | None:
    """How much an activity counts in a unit; None where that is not recorded."""
    amount: int | None
    match unit:
        case "sessions":
            amount = activity.sessions if isinstance(activity, Event) and activity.sessions is not None else 1
        case "events":
            amount = 1 if isinstance(activity, Event) else None
        case "cases":
            amount = activity.cases if isinstance(activity, Session) else None
        case "days":
            amount = activity.days if isinstance(activity, Event) else None
        case _:
            amount = minutes_of(context, activity)
    if amount is None:
        return None
    per_unit = {"hours": 60, "double-hours": max(context.policy.double_hour_minutes, 1)}.get(unit, 1)
    return Fraction(amount, per_unit) if per_unit > 1 else amount


def distinct_of(context: MemberContext, activity: Activity, of: str) -> set[str]:
    """The groups, settings or other people by which activities are told apart."""
    if of == "groups":
        return {activity.group} if isinstance(activity, Session) else set()
    if of == "settings":
        group = group_of(context, activity)
        return {group.setting} if group and group.setting else set()
    role = of.removesuffix("s")
    return {person for theirs, person in activity.people() if theirs == role} - {context.member.id}


class _Rosters(SocietyIndex):
    """Who was on the roster of which group, and when."""

    @cached_property
    def by_member(self) -> Mapping[str, Mapping[str, list[RosterEntry]]]:
        """By member and group."""
        found: dict[str, dict[str, list[RosterEntry]]] = defaultdict(lambda: defaultdict(list))
        for group in self.society.groups.values():
            for entry in group.roster:
                found[entry.member][group.id].append(entry)
        return found


def _spells(context: MemberContext) -> Mapping[str, list[RosterEntry]]:
    """By group: from when to when the member was on its roster."""
    return context.society.derived(_Rosters).by_member.get(context.member.id, {})


def on_roster(context: MemberContext, day: date) -> bool:
    """Whether the member is on the roster of a group that day."""
    return any(
        entry.from_ <= day and (entry.to is None or day <= entry.to)
        for entries in _spells(context).values()
        for entry in entries
    )
