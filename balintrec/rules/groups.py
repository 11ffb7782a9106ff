"""Rules on groups: their sessions lie in their time, and the right people are there, as many as agreed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import chain

from balintrec.finding import Problem
from balintrec.model import Group, Session
from balintrec.model.people import RosterEntry, Size
from balintrec.rules.rule import at, error, named, problem, warning
from balintrec.society import Society


@warning("GRP001", "session-outside-group")
def session_outside_group(society: Society, on: date) -> Iterator[Problem]:
    """A session lies before its group began or after it ended.

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
        early = session.date < period.from_
        bound = f"began on {period.from_}" if early else f"ended on {period.to}"
        yield problem(
            at(session, "date"),
            f"the session is on {session.date}, but the group {group.id} {bound}",
            "correct the session's date or group, or the group's period",
            (at(group, "period", "from" if early else "to"), f"the period of {group.id}"),
        )


def _live(society: Society) -> Iterator[tuple[Session, Group]]:
    """The sessions that were held or will be, each with its group."""
    for session in society.sessions.values():
        group = society.groups.get(session.group)
        if group and session.status != "cancelled":
            yield session, group


@warning("GRP002", "not-on-roster")
def not_on_roster(society: Society, on: date) -> Iterator[Problem]:
    """Somebody who did not belong to a closed group that day took part in its session.

    A closed group keeps the same people, and its roster says who they are and from when to when. Those who
    lead or observe need not stand on it.

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
            yield problem(
                named(session, person),
                f"{person} is not on the roster of the closed group {group.id} on {session.date}",
                _where_to_add(society, group, person),
                (at(group, "roster"), f"the roster of {group.id}"),
            )


def _where_to_add(society: Society, group: Group, person: str) -> str:
    remedy = "correct the session, or add the person or the days to the roster"
    if any(person in session.leaders for session in society.where(Session, "group", group.id)):
        return f"{remedy}; who led the group then stays among its leaders: {{member: {person}, from: DAY, to: DAY}}"
    return remedy


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


@warning("GRP003", "size-outside-norm")
def size_outside_norm(society: Society, on: date) -> Iterator[Problem]:
    """Fewer or more people were in a session than the group is meant to have.

    Leaders, co-leaders, the presenter, the attendees and the guests are counted; observers are not. A
    session where nobody but those who lead is recorded says nothing about its size.

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
            bound, norm = "at-least", f"minimum size is {least}"
        elif most is not None and present > most:
            bound, norm = "at-most", f"maximum size is {most}"
        else:
            continue
        key = "attendees" if session.attendees else "guests" if session.guests else "presenter"
        yield problem(
            at(session, key),
            f"{'1 person' if present == 1 else f'{present} people'} attended; the {norm} in {group.id}",
            "add or take out who is missing or too many, or correct the group's size",
            (at(group, "size", bound), f"the size of {group.id}"),
        )


def _present(session: Session) -> int:
    """How many people sat in the circle; 0 where only those who lead are recorded."""
    led = {*session.leaders, *session.co_leaders}
    came = {*session.attendees, *([session.presenter] if session.presenter else ())} - led
    guests = session.guests or 0
    return len(led) + len(came) + guests if came or guests else 0


def _named_in(session: Session) -> Iterator[str]:
    presenter = (session.presenter,) if session.presenter else ()
    return chain(session.leaders, session.co_leaders, presenter, session.attendees, session.observers)


@error("GRP005", "size-cannot-be")
def size_cannot_be(society: Society, on: date) -> Iterator[Problem]:
    """A group's size is at least more than it is at most, or at most 0.

    Wrong:
        # records/groups/karachi-online.md
        size: {at-least: 12, at-most: 2}
    Right:
        # records/groups/karachi-online.md
        size: {at-least: 2, at-most: 12}
    """
    for group in society.groups.values():
        if group.size and _cannot_be(group.size):
            least, most = group.size.at_least, group.size.at_most
            said = "at most 0" if most == 0 else f"at least {least} and at most {most}"
            yield problem(
                at(group, "size"), f"no group has {said} people", "correct the numbers, or exchange them"
            )


def _cannot_be(size: Size) -> bool:
    return size.at_most is not None and (size.at_most == 0 or (size.at_least or 0) > size.at_most)


@warning("GRP006", "roster-outside-period")
def roster_outside_period(society: Society, on: date) -> Iterator[Problem]:
    """Somebody stands on the roster before the group began, or from a day after it ended.

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
            yield problem(
                at(group, "roster", number, "from"),
                f"{entry.member} is on the roster from {entry.from_}, when there was no group",
                "correct this day, or the group's period",
                (at(group, "period"), "the group's period"),
            )


def _in_period(group: Group, entry: RosterEntry) -> bool:
    period = group.period
    return period is None or (period.to is not None and period.to < period.from_) or entry.from_ in period


def _has_session_outside(society: Society, group: Group) -> bool:
    sessions = society.where(Session, "group", group.id)
    return any(
        group.period and one.status != "cancelled" and one.date not in group.period for one in sessions
    )
