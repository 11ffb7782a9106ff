"""Rules on what overlaps: periods of one person, and one person in two places at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeAlias, TypeVar

from balintrec.dates import EVER, NEVER, ONE_DAY
from balintrec.finding import Problem
from balintrec.model import Decision, Group, Member, Record, Session
from balintrec.model.people import Quorum, Tenure, quorums, tenures
from balintrec.model.record import Term
from balintrec.rules.rule import at, error, named, problem, warning
from balintrec.society import Society
from balintrec.wording.message import NOTHING, Message, Value, joined, message, plural

Moment = TypeVar("Moment")
OTHER_ENTRY = message("the other entry")


def _overlaps(stretches: Iterable[tuple[Moment, Moment, int]]) -> Iterator[tuple[int, int]]:
    """Numbers of stretches that share a moment with one that begins before them, each with that one first.

    A stretch is its first and last moment, both included, and a number. Of several earlier ones it is the one
    that lasts longest: each stretch is told once.
    """
    longest: tuple[Moment, int] | None = None
    for start, end, number in sorted(stretches):
        if longest and start <= longest[0]:  # type: ignore[operator]
            yield longest[1], number
        if longest is None or end > longest[0]:  # type: ignore[operator]
            longest = (end, number)


@error("PER003", "terms-overlap")
def terms_overlap(society: Society, on: date) -> Iterator[Problem]:
    """One person has two terms for the same day, or two quorums hold on it.

    Both dates of a term belong to it, and an entry without dates applies on every day. Where two overlap, one
    of the dates is wrong, or an entry without dates was left behind.

    Wrong:
        # records/society.md
        committee:
          - nadia-iqbal
          - hina-raza
          - {member: omar-farooq, to: 2026-06-30}
          - {member: omar-farooq, from: 2026-06-30}
    Right:
        # records/society.md
        committee:
          - nadia-iqbal
          - hina-raza
          - {member: omar-farooq, to: 2026-03-31}
          - {member: omar-farooq, from: 2026-07-01}
    """
    for record, key, entries in _terms(society):
        for member, terms in _by_member(entries).items():
            for earlier, later in _overlaps(terms):
                first, second = entries[earlier], entries[later]
                if member and EVER == first.begin == second.begin and NEVER == first.end == second.end:
                    continue  # the same id twice in a list is another rule's finding
                remedy = message("correct one of the dates, or delete one of the two entries")
                related = (at(record, key, earlier), OTHER_ENTRY)
                yield problem(at(record, key, later), _twice(member, second), remedy, related)


_Terms: TypeAlias = tuple[Tenure, ...] | tuple[Quorum, ...]


def _terms(society: Society) -> Iterator[tuple[Record, str, _Terms]]:
    """Every list of terms, and where it stands."""
    if about := society.about:
        yield about, "committee", tenures(about.committee_)
        yield about, "quorum", quorums(about.quorum_)
    for group in society.groups.values():
        yield group, "leaders", tenures(group.leaders_)


def _by_member(entries: _Terms) -> dict[str, list[tuple[date, date, int]]]:
    """First day, last day and number of every term that holds a day, by person; of quorums all together."""
    found: dict[str, list[tuple[date, date, int]]] = defaultdict(list)
    for number, term in enumerate(entries):
        if not term.inverted:
            found[term.member if isinstance(term, Tenure) else ""].append((term.begin, term.end, number))
    return found


def _twice(member: str, term: Term) -> Message:
    if member and term.from_:
        return message("%(member)s is already listed here for %(date)s", member=member, date=term.from_)
    if member:
        return message("%(member)s is already listed here for all days before", member=member)
    if term.from_:
        return message("a quorum is already listed here for %(date)s", date=term.from_)
    return message("a quorum is already listed here for all days before")


@error("SES005", "in-two-places")
def in_two_places(society: Society, on: date) -> Iterator[Problem]:
    """Somebody is in two sessions at the same time.

    Sessions that were held are compared by their times; one may begin at the minute at which another ends.
    Sessions without times are not compared, and neither are events and supervisions, which have none.

    Wrong:
        # records/sessions/2024-03-14-karachi-online.md
        start: "18:00"
        end: "19:30"
        # records/sessions/2024-03-14-lahore-tuesday.md
        date: 2024-03-14
        group: lahore-tuesday
        start: "19:00"
        end: "20:30"
        leaders: [nadia-iqbal]
        attendees: [sana-malik]
    Right:
        # records/sessions/2024-03-14-lahore-tuesday.md
        date: 2024-03-14
        group: lahore-tuesday
        start: "19:30"
        end: "21:00"
        leaders: [nadia-iqbal]
        attendees: [sana-malik]
    """
    sessions = tuple(session for session in society.sessions.values() if session.status == "held")
    for (earlier, later), people in _met_at_once(society, sessions).items():
        first, second = sessions[earlier], sessions[later]
        said = message("%(person)s is in %(session)s at the same time", person=people[0], session=first.ref)
        others = len(people) - 1
        more = (
            plural("and so is %(num)s other person", "and so are %(num)s other people", others)
            if others
            else NOTHING
        )
        remedy = message(
            "correct the date, the times or the people of one of the two; if they are one session, keep one"
        )
        related = (named(first, people[0]), message("the other session"))
        yield problem(named(second, people[0]), joined((said, more), ", "), remedy, related)


def _met_at_once(society: Society, sessions: tuple[Session, ...]) -> dict[tuple[int, int], list[str]]:
    """Two sessions by number, and who is in both at the same time."""
    stretches: dict[tuple[date, str], list[tuple[int, int, int]]] = defaultdict(list)
    for number in _met_twice(sessions):
        session = sessions[number]
        times = _times(society, session)
        if times:
            for _, person in session.people():
                stretches[session.date, person].append((*times, number))
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for (_, person), some in stretches.items():
        for pair in _overlaps(some):
            found[pair].append(person)
    return found


def _met_twice(sessions: tuple[Session, ...]) -> Iterator[int]:
    """The sessions of the days on which anybody was in two: of most days it need not be asked who."""
    by_day: dict[date, list[int]] = defaultdict(list)
    for number, session in enumerate(sessions):
        by_day[session.date].append(number)
    for numbers in by_day.values():
        seen: set[str | None] = set()
        for number in numbers if len(numbers) > 1 else ():
            one = sessions[number]
            there = {*one.leaders, *one.co_leaders, *one.attendees, *one.observers, one.presenter} - {None}
            if not seen.isdisjoint(there):
                yield from numbers
                break
            seen |= there


def _times(society: Society, session: Session) -> tuple[int, int] | None:
    """The first and the last minute of a session, where both are known."""
    group = society.groups.get(session.group)
    length = session.recorded_minutes
    if length is None and group and not session.end:
        length = group.minutes
    if not session.start or not length or (session.end and session.end <= session.start):
        return None
    start = session.start.hour * 60 + session.start.minute
    return start, start + length - 1


@warning("EVT007", "in-two-events")
def in_two_events(society: Society, on: date) -> Iterator[Problem]:
    """Somebody was in two events at once, both in person.

    People may travel from one event to the next, and two events on one day may follow each other: only a day in
    the middle of an event, or more than one shared day, is reported. Events and sessions on one day are not
    compared, because events have no times.

    Wrong:
        # records/events/2024-10-06-workshop.md
        name: Autumn workshop
        kind: workshop
        period: {from: 2024-10-06}
        mode: in-person
        attendees: [sana-malik]
    Right:
        # records/events/2024-10-08-workshop.md
        name: Autumn workshop
        kind: workshop
        period: {from: 2024-10-08}
        mode: in-person
        attendees: [sana-malik]
    """
    events = [
        event
        for event in society.events.values()
        if event.status == "held" and event.mode == "in-person" and event.day >= event.period.from_
    ]
    stretches: dict[str, list[tuple[date, date, int]]] = defaultdict(list)
    for number, event in enumerate(events):
        for _, person in event.people():
            # Without its last day: what begins on that day is no clash, nor is an event of that one day.
            stretches[person].append((event.period.from_, event.day - ONE_DAY, number))
    for person, some in stretches.items():
        for earlier, later in _overlaps(some):
            said = message(
                "%(person)s was in %(event)s at the same time", person=person, event=events[earlier].ref
            )
            remedy = message("correct the dates or the people of one of the two")
            related = (named(events[earlier], person), message("the other event"))
            yield problem(named(events[later], person), said, remedy, related)


@error("MEM002", "memberships-overlap")
def memberships_overlap(society: Society, on: date) -> Iterator[Problem]:
    """Two periods of membership of one person share a day.

    Both days of a period belong to it: one that ends on 30 June is followed by one from 1 July. Where two
    overlap, one of the days is wrong, and with it perhaps the day on which the pathway began.

    Wrong:
        # records/members/sana-malik.md
        membership: [{from: 2022-01-01, to: 2023-06-30}, {from: 2023-06-01}]
    Right:
        # records/members/sana-malik.md
        membership: [{from: 2022-01-01, to: 2022-12-31}, {from: 2023-06-01}]
    """
    for member in society.members.values():
        for earlier, later in _overlaps(_stretches(member)):
            first, second = member.membership[earlier], member.membership[later]
            begins: dict[str, Value] = {"second": second.from_, "first": first.from_}
            if first.to:
                said = message(
                    "this membership begins on %(second)s, but the one from %(first)s lasts until %(end)s",
                    end=first.to,
                    **begins,
                )
            else:
                said = message(
                    "this membership begins on %(second)s, but the one from %(first)s has no end", **begins
                )
            remedy = message("correct one of the dates, or make the two periods one")
            related = (at(member, "membership", earlier), message("the other period"))
            yield problem(at(member, "membership", later, "from"), said, remedy, related)


def _stretches(member: Member) -> Iterator[tuple[date, date, int]]:
    for number, period in enumerate(member.membership):
        if not period.to or period.from_ <= period.to:
            yield period.from_, period.to or NEVER, number


@error("GRP004", "roster-overlap")
def roster_overlap(society: Society, on: date) -> Iterator[Problem]:
    """One person is on a group's roster twice for the same day.

    Both days of an entry belong to it. Where two entries of one person overlap, one of the days is wrong.

    Wrong:
        # records/groups/karachi-online.md
        roster:
          - {member: hina-raza, from: 2023-01-01, to: 2024-06-30}
          - {member: hina-raza, from: 2024-06-30}
          - {member: sana-malik, from: 2023-06-01}
    Right:
        # records/groups/karachi-online.md
        roster:
          - {member: hina-raza, from: 2023-01-01, to: 2024-06-30}
          - {member: hina-raza, from: 2024-07-01}
          - {member: sana-malik, from: 2023-06-01}
    """
    for group in society.groups.values():
        for person, entries in _roster(group).items():
            for earlier, later in _overlaps(entries):
                said = message(
                    "%(person)s is already on the roster on %(date)s",
                    person=person,
                    date=group.roster[later].from_,
                )
                remedy = message("correct one of the dates, so that one entry ends before the other begins")
                yield problem(
                    at(group, "roster", later), said, remedy, (at(group, "roster", earlier), OTHER_ENTRY)
                )


def _roster(group: Group) -> dict[str, list[tuple[date, date, int]]]:
    """First day, last day and number of every entry that holds a day, by person."""
    entries: dict[str, list[tuple[date, date, int]]] = defaultdict(list)
    for number, entry in enumerate(group.roster):
        end = entry.to or NEVER
        if entry.from_ <= end:
            entries[entry.member].append((entry.from_, end, number))
    return entries


@error("DEC016", "overlapping-leaves")
def overlapping_leaves(society: Society, on: date) -> Iterator[Problem]:
    """Two leaves of one member share a day.

    A leave is prolonged by a leave that begins on the day after; an open one is closed by its `to`.

    Wrong:
        # records/decisions/2025-06-01-sana-malik-leave.md
        kind: leave
        member: sana-malik
        date: 2025-06-01
        by: committee
        present: [omar-farooq, hina-raza]
        reason: parental leave
        period: {from: 2025-06-01}
        # records/decisions/2025-09-01-sana-malik-leave.md
        kind: leave
        member: sana-malik
        date: 2025-09-01
        by: committee
        present: [omar-farooq, hina-raza]
        reason: illness
        period: {from: 2025-09-01, to: 2025-09-30}
    Right:
        # records/decisions/2025-06-01-sana-malik-leave.md
        kind: leave
        member: sana-malik
        date: 2025-06-01
        by: committee
        present: [omar-farooq, hina-raza]
        reason: parental leave
        period: {from: 2025-06-01, to: 2025-08-31}
    """
    leaves = [
        (decision, decision.period)
        for decision in society.decisions.values()
        if decision.kind == "leave" and decision.period
    ]
    furthest: dict[str, tuple[date, Decision]] = {}
    for decision, period in sorted(leaves, key=lambda leave: (leave[1].from_, leave[0].id)):
        end = decision.last or NEVER
        if end < period.from_:
            continue
        last = furthest.get(decision.member)
        if last and period.from_ <= last[0]:
            said = message(
                'this leave begins on %(date)s, during that of decision "%(decision)s"',
                date=period.from_,
                decision=last[1].id,
            )
            remedy = message("let one begin on the day after the other ends")
            related = (at(last[1], "period"), message("the other leave"))
            yield problem(at(decision, "period"), said, remedy, related)
        if not last or end > last[0]:
            furthest[decision.member] = (end, decision)
