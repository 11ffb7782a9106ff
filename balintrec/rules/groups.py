"""Rules on groups: their sessions lie in their time, and the right people are there, as many as agreed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import chain

from balintrec.dates import NEVER
from balintrec.finding import Problem
from balintrec.model import Group, Session
from balintrec.model.people import RosterEntry, Size
from balintrec.rules.rule import at, error, named, problem, warning
from balintrec.society import Society
from balintrec.wording.message import Message, joined, message, plural


@warning("GRP001", "session-outside-group")
def session_outside_group(society: Society, on: date) -> Iterator[Problem]:
    """A session took place before its group began or after it ended.

    Either the session's day or group is wrong, or the group's period.

    Wrong:
        # records/sessions/2024-03-14-karachi-online.md
        date: 2024-03-14
        # records/groups/karachi-online.md
        period: {from: 2024-04-01, to: 2025-12-31}
    Right:
        # records/groups/karachi-online.md
        period: {from: 2024-03-14, to: 2025-12-31}
    """
    for session, group in _live(society):
        period = group.period
        if period is None or session.date in period or (period.to and period.to < period.from_):
            continue
        if session.date < period.from_:
            key, bound = "from", period.from_
            said = message(
                "the session is on %(date)s, but the group %(group)s began on %(bound)s",
                date=session.date,
                group=group.id,
                bound=bound,
            )
        else:
            key, bound = "to", period.to or NEVER
            said = message(
                "the session is on %(date)s, but the group %(group)s ended on %(bound)s",
                date=session.date,
                group=group.id,
                bound=bound,
            )
        remedy = message("correct the session's date or group, or the group's period")
        related = (at(group, "period", key), message("the period of %(group)s", group=group.id))
        yield problem(at(session, "date"), said, remedy, related)


def _live(society: Society) -> Iterator[tuple[Session, Group]]:
    """The sessions that were held or will be, each with its group."""
    for session in society.sessions.values():
        group = society.groups.get(session.group)
        if group and session.status != "cancelled":
            yield session, group


@warning("GRP002", "not-on-roster")
def not_on_roster(society: Society, on: date) -> Iterator[Problem]:
    """Somebody who was not on the roster of a closed group that day took part in its session.

    A closed group keeps the same people, and its roster says who they are, with their dates. Leaders and
    observers need not be on it.

    Wrong:
        # records/sessions/2024-03-14-karachi-online.md
        attendees: [hina-raza, sana-malik, ayesha-khan]
    Right:
        # records/sessions/2024-03-14-karachi-online.md
        attendees: [hina-raza, sana-malik]
    """
    for group in society.groups.values():
        if group.kind != "closed" or not group.roster:
            continue
        if not society.all_known("members", (entry.member for entry in group.roster)):
            continue  # somebody on it is misspelt, and may be the very one
        for session, person in _strangers(society, group):
            said = message(
                "%(person)s is not on the roster of the closed group %(group)s on %(date)s",
                person=person,
                group=group.id,
                date=session.date,
            )
            related = (at(group, "roster"), message("the roster of %(group)s", group=group.id))
            yield problem(named(session, person), said, _where_to_add(society, group, person), related)


def _where_to_add(society: Society, group: Group, person: str) -> Message:
    remedy = message("correct the session, or add the person or the dates to the roster")
    if not any(person in session.leaders for session in society.where(Session, "group", group.id)):
        return remedy
    stays = message(
        "a former leader stays listed under leaders: {member: %(person)s, from: DATE, to: DATE}",
        person=person,
    )
    return joined((remedy, stays), "; ")


def _strangers(society: Society, group: Group) -> Iterator[tuple[Session, str]]:
    """Who took part in a session of the group on a day on which they are not on its roster."""
    entries: dict[str, list[RosterEntry]] = defaultdict(list)
    for entry in group.roster:
        entries[entry.member].append(entry)
    for session in society.where(Session, "group", group.id):
        for role, person in session.people() if session.status == "held" else ():
            if (
                role in ("presenter", "attendee")
                and not any(_covers(entry, session.date) for entry in entries.get(person, ()))
                and person not in group.leaders_on(session.date)
                and society.known("members", person)
            ):
                yield session, person


def _covers(entry: RosterEntry, day: date) -> bool:
    # Which days an entry means that ends before it begins, nobody knows; that is another rule's finding.
    inverted = entry.to is not None and entry.to < entry.from_
    return inverted or (entry.from_ <= day and (entry.to is None or day <= entry.to))


@warning("GRP003", "unusual-group-size")
def size_outside_norm(society: Society, on: date) -> Iterator[Problem]:
    """A session had fewer people than the minimum size of its group, or more than the maximum.

    Leaders, co-leaders, the presenter, the attendees and the guests are counted; observers are not. A session
    where only leaders are recorded says nothing about its size.

    Wrong:
        # records/groups/karachi-online.md
        size: {at-least: 6, at-most: 12}
        # records/sessions/2024-03-14-karachi-online.md
        attendees: [hina-raza, sana-malik]
    Right:
        # records/groups/karachi-online.md
        size: {at-least: 6, at-most: 12}
        # records/sessions/2024-03-14-karachi-online.md
        attendees: [hina-raza, sana-malik]
        guests: 3
    """
    for session, group in _live(society):
        if not group.size or _cannot_be(group.size) or session.status != "held":
            continue
        present = _present(session)
        if not present or not society.all_known("members", _named_in(session)):
            continue
        least, most = group.size.at_least, group.size.at_most
        if least is not None and present < least:
            bound = "at-least"
            said = plural(
                "%(num)s person attended; the group's minimum size is %(size)s",
                "%(num)s people attended; the group's minimum size is %(size)s",
                present,
                size=least,
            )
        elif most is not None and present > most:
            bound = "at-most"
            said = plural(
                "%(num)s person attended; the group's maximum size is %(size)s",
                "%(num)s people attended; the group's maximum size is %(size)s",
                present,
                size=most,
            )
        else:
            continue
        key = "attendees" if session.attendees else "guests" if session.guests else "presenter"
        remedy = message("correct who attended, or the size of the group")
        related = (at(group, "size", bound), message("the size of %(group)s", group=group.id))
        yield problem(at(session, key), said, remedy, related)


def _present(session: Session) -> int:
    """How many people sat in the circle; 0 where only those who lead are recorded."""
    led = {*session.leaders, *session.co_leaders}
    came = {*session.attendees, *([session.presenter] if session.presenter else ())} - led
    guests = session.guests or 0
    return len(led) + len(came) + guests if came or guests else 0


def _named_in(session: Session) -> Iterator[str]:
    presenter = (session.presenter,) if session.presenter else ()
    return chain(session.leaders, session.co_leaders, presenter, session.attendees, session.observers)


@error("GRP005", "impossible-group-size")
def size_cannot_be(society: Society, on: date) -> Iterator[Problem]:
    """A group's minimum size is greater than its maximum, or its maximum is 0.

    Wrong:
        # records/groups/karachi-online.md
        size: {at-least: 12, at-most: 2}
    Right:
        # records/groups/karachi-online.md
        size: {at-least: 2, at-most: 12}
    """
    for group in society.groups.values():
        if group.size and _cannot_be(group.size):
            least, most = group.size.at_least or 0, group.size.at_most or 0
            if most:
                said = message(
                    "no group has at least %(least)s and at most %(most)s people", least=least, most=most
                )
            else:
                said = message("no group has at most 0 people")
            yield problem(at(group, "size"), said, message("correct the two numbers, or swap them"))


def _cannot_be(size: Size) -> bool:
    return size.at_most is not None and (size.at_most == 0 or (size.at_least or 0) > size.at_most)


@warning("GRP006", "roster-outside-period")
def roster_outside_period(society: Society, on: date) -> Iterator[Problem]:
    """Somebody is on the roster before the group began, or from a day after it ended.

    Wrong:
        # records/groups/karachi-online.md
        roster:
          - {member: hina-raza, from: 2012-01-01}
          - {member: sana-malik, from: 2023-06-01}
    Right:
        # records/groups/karachi-online.md
        roster:
          - {member: hina-raza, from: 2023-01-01}
          - {member: sana-malik, from: 2023-06-01}
    """
    for group in society.groups.values():
        outside = [number for number, entry in enumerate(group.roster) if not _in_period(group, entry)]
        # Where nothing fits the period, it is the period that is wrong.
        if len(outside) == len(group.roster) or _has_session_outside(society, group):
            continue
        for number in outside:
            entry = group.roster[number]
            said = message(
                "%(member)s is on the roster from %(date)s, when the group did not exist",
                member=entry.member,
                date=entry.from_,
            )
            remedy = message("correct this date, or the group's period")
            related = (at(group, "period"), message("the group's period"))
            yield problem(at(group, "roster", number, "from"), said, remedy, related)


def _in_period(group: Group, entry: RosterEntry) -> bool:
    period = group.period
    return period is None or (period.to is not None and period.to < period.from_) or entry.from_ in period


def _has_session_outside(society: Society, group: Group) -> bool:
    sessions = society.where(Session, "group", group.id)
    return any(
        group.period and one.status != "cancelled" and one.date not in group.period for one in sessions
    )
