"""What a member did: sessions by month and by group, co-leading by leader, events, supervisions. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from balintrec.dates import ONE_DAY, Days, add_months
from balintrec.model import Event, Policy, Session, Supervision
from balintrec.pathway import holds
from balintrec.pathway.credentials import activities_of, decisions_about, happened
from balintrec.society import Society, SocietyIndex
from balintrec.views.member.relevant_records import named
from balintrec.views.member.values import (
    ROLES,
    AtEvent,
    CoLeading,
    InGroup,
    Month,
    Supervised,
)

_WAYS = {
    "attendee": "attended",
    "presenter": "presented",
    "co-leader": "co-led",
    "leader": "led",
    "observer": "observed",
}
Attendance = tuple[Session, str]
"""A session, and the way of taking part in it."""


def attendance(society: Society, member: str, on: date) -> list[Attendance]:
    """The sessions held up to a day that a member took part in, in order of day."""
    return [
        (activity, _WAYS[role])
        for activity, role in activities_of(society, member)
        if isinstance(activity, Session) and happened(activity) and activity.day <= on
    ]


def months(society: Society, member: str, begin: date | None, on: date) -> tuple[Month, ...]:
    """Every calendar month from the first session, or the pathway's beginning, to that of the day asked."""
    came = attendance(society, member, on)
    missed = Counter(_month(day) for day in _missed(society, member, came, on))
    leave = leave_days(society, member, on)
    ways: defaultdict[date, Counter[str]] = defaultdict(Counter)
    for session, way in came:
        ways[_month(session.date)][way] += 1
    first = min([*ways, *missed, *([_month(begin)] if begin and begin <= on else [])], default=None)
    return tuple(
        Month(day, _in_order(ways[day]), missed[day], leave.count(day, add_months(day, 1) - ONE_DAY) > 0)
        for day in (_months_from(first, on) if first else ())
    )


def leave_days(society: Society, member: str, on: date) -> Days:
    """The days of leave as decided by a day; an open leave runs to that day."""
    decided = [one for one in decisions_about(society, member) if one.kind == "leave" and one.date <= on]
    return Days.of((one.period.from_, one.last or on) for one in decided if one.period)


def _months_from(first: date, on: date) -> Iterator[date]:
    while first <= on:
        yield first
        first = add_months(first, 1)


def _month(day: date) -> date:
    return day.replace(day=1)


def _in_order(ways: Mapping[str, int]) -> dict[str, int]:
    return {way: ways[way] for way in ROLES if ways.get(way)}


def _missed(society: Society, member: str, came: list[Attendance], on: date) -> Iterator[date]:
    """The days of sessions that groups held without a member who stood on their roster."""
    there = {session.id for session, _ in came}
    held = society.derived(_HeldSessions).by_group
    for group in society.groups.values():
        spells = [one for one in group.roster if one.member == member]
        for session in held.get(group.id, ()) if spells else ():
            absent = session.date <= on and session.id not in there
            if absent and any(one.from_ <= session.date <= (one.to or session.date) for one in spells):
                yield session.date


class _HeldSessions(SocietyIndex):
    @cached_property
    def by_group(self) -> Mapping[str, list[Session]]:
        """The sessions that were held, by group."""
        by_group: defaultdict[str, list[Session]] = defaultdict(list)
        for session in self.society.sessions.values():
            if happened(session):
                by_group[session.group].append(session)
        return by_group


def groups(society: Society, came: list[Attendance]) -> tuple[InGroup, ...]:
    """The groups, in the order in which the member first came to them."""
    by_group: defaultdict[str, list[Attendance]] = defaultdict(list)
    for one in came:
        by_group[one[0].group].append(one)
    return tuple(
        InGroup(
            group,
            _group_name(society, group),
            _in_order(Counter(way for _, way in some)),
            some[0][0].date,
            some[-1][0].date,
        )
        for group, some in by_group.items()
    )


def _group_name(society: Society, id: str) -> str:
    group = society.groups.get(id)
    return (group.name.get("latin") or next(iter(group.name.values()))) if group else id


def co_leading(society: Society, policy: Policy | None, came: list[Attendance]) -> tuple[CoLeading, ...]:
    """By leader, the one with the most sessions first; a session with two leaders counts for both."""
    by_leader: defaultdict[str, list[Session]] = defaultdict(list)
    for session, way in came:
        if way == "co-led":
            for leader in session.leaders:
                by_leader[leader].append(session)
    credentials = policy.leads if policy else ()
    found = [
        CoLeading(
            named(society, leader),
            len(some),
            sum(holds(society, leader, credentials, session.date) for session in some),
            tuple(dict.fromkeys(_group_name(society, session.group) for session in some)),
            some[0].date,
            some[-1].date,
        )
        for leader, some in by_leader.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.sessions, one.leader)))


def events(society: Society, member: str, on: date) -> tuple[AtEvent, ...]:
    """The events that a member took part in, in order of day."""
    return tuple(
        AtEvent(
            one.ref,
            one.name.get("latin") or next(iter(one.name.values())),
            one.kind,
            one.period.from_,
            one.day,
            _WAYS[role],
            member in one.assessed,
        )
        for one, role in activities_of(society, member)
        if isinstance(one, Event) and happened(one) and one.day <= on
    )


def supervisions(society: Society, member: str, on: date) -> tuple[Supervised, ...]:
    """The supervisions that a member received, in order of day."""
    return tuple(
        Supervised(
            one.ref,
            one.date,
            named(society, one.supervisor),
            one.minutes,
            one.mode,
            len(one.sessions),
            one.recorded,
        )
        for one, role in activities_of(society, member)
        if isinstance(one, Supervision) and role == "supervisee" and one.date <= on
    )
