"""Sessions and events to come, what is due, and credentials that expire, as an iCalendar file (RFC 5545)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from balintrec.dates import NEVER, next_day
from balintrec.errors import BalintrecError
from balintrec.io.export.columns import shown_name
from balintrec.io.export.tables import inside
from balintrec.model import Event, Group, Session
from balintrec.names import slug
from balintrec.pathway import Outcome, Standing, Status, held_on, standing
from balintrec.pathway.credentials import credential_decision, runs_until
from balintrec.pathway.requirements.membership import membership_ended
from balintrec.sanitize import visible
from balintrec.society import Society
from balintrec.views.redaction import without_address
from balintrec.views.standing import aimed_at, binding
from balintrec.wording.language import ENGLISH, Language
from balintrec.wording.message import Message, joined, message
from balintrec.wording.vocabulary import word

if TYPE_CHECKING:
    from icalendar import Calendar
    from icalendar import Event as Entry

SESSIONS, DUE, RENEWALS = "sessions", "due", "renewals"
WHAT = (SESSIONS, DUE, RENEWALS)
"""What a calendar may hold."""


class CalendarItem(NamedTuple):
    """Something on a day, or at a time of the society's own clock."""

    uid: str
    """The same as long as it is the same thing, whatever day it is moved to."""
    category: str
    title: str
    text: tuple[str, ...]
    """Lines."""
    begin: date | datetime
    end: date | datetime | None = None
    """The moment at which it ends, or its last day; None where that is the first, or is not recorded."""
    cancelled: bool = False


def calendar_items(
    society: Society, on: date, *, member: str | None = None, what: Collection[str] = WHAT
) -> tuple[CalendarItem, ...]:
    """All that is ahead on a day, or what one member has to do with, in order of time.

    What is due counts from the day on which it fell due: it may lie in the past. No addresses, and nothing of the
    text of a record.
    """
    found: list[CalendarItem] = []
    if SESSIONS in what:
        found += _sessions(society, on, member)
        found += _events(society, on, member)
    if DUE in what:
        members = [one for one in inside(society) if member in (None, one.id)]
        found += [due for one in members for due in _due(society, standing(society, one, on))]
    if RENEWALS in what:
        found += _renewals(society, on, member)
    return tuple(sorted(found, key=lambda one: (one.begin.isoformat(), one.uid)))


def _sessions(society: Society, on: date, member: str | None) -> Iterator[CalendarItem]:
    for session in society.sessions.values():
        group = society.groups.get(session.group)
        if session.status == "held" or session.date < on or not _meets(session, group, member):
            continue
        begin, end = _times(session, group)
        people = [
            (message("Leaders"), session.leaders or (group.leaders_on(session.date) if group else ())),
            (message("Co-leaders"), session.co_leaders),
        ]
        people += [(message("Presenter"), (session.presenter,) if session.presenter else ())]
        yield CalendarItem(
            uid=_uid(society, session.ref),
            category=SESSIONS,
            title=_called(shown_name(group.name) if group else session.group, session),
            text=_text(
                society,
                message("Balint group session"),
                session.mode or (group.mode if group else None),
                people,
            ),
            begin=begin,
            end=end,
            cancelled=session.status == "cancelled",
        )


def _meets(session: Session, group: Group | None, member: str | None) -> bool:
    """Whether a session is one of somebody's: they are named, or belong to the group or lead it."""
    if member is None or any(person == member for _, person in session.people()):
        return True
    if group is None:
        return False
    rostered = any(one.member == member and session.date in one for one in group.roster)
    return rostered or member in group.leaders_on(session.date)


def _times(session: Session, group: Group | None) -> tuple[date | datetime, datetime | None]:
    """When it begins and ends; the day alone where no clock time is recorded."""
    if session.start is None:
        return session.date, None
    begin = datetime.combine(session.date, session.start)
    minutes = session.recorded_minutes or (group.minutes if group else None)
    return begin, begin + timedelta(minutes=minutes) if minutes else None


def _events(society: Society, on: date, member: str | None) -> Iterator[CalendarItem]:
    for event in society.events.values():
        named = member is None or any(person == member for _, person in event.people())
        if event.status == "held" or event.day < on or not named:
            continue
        yield CalendarItem(
            uid=_uid(society, event.ref),
            category=SESSIONS,
            title=_called(shown_name(event.name), event),
            text=_text(society, word(event.kind), event.mode, [(message("Leaders"), event.leaders)]),
            begin=event.period.from_,
            end=max(event.day, event.period.from_),
            cancelled=event.status == "cancelled",
        )


def _called(name: str, activity: Session | Event) -> str:
    return message("Cancelled: %(name)s", name=name) if activity.status == "cancelled" else name


def _text(
    society: Society, what: str, mode: str | None, people: Iterable[tuple[Message, tuple[str, ...]]]
) -> tuple[str, ...]:
    lines: list[str] = [joined((what, word(mode) if mode else ""), ", ")]
    lines += [
        message("%(name)s: %(what)s", name=role, what=joined((_name(society, one) for one in ids), ", "))
        for role, ids in people
        if ids
    ]
    return tuple(lines)


def _due(society: Society, found: Standing) -> Iterator[CalendarItem]:
    """What somebody has to do or keep up; of who has reached the end of the pathway, nothing but renewals.

    Nothing of somebody who is no member any more.
    """
    if found.former or aimed_at(society, found) in found.credentials:
        return
    for outcome in _waiting(found.outcomes()):
        name = _name(society, found.member)
        if outcome.status is Status.MET:
            day = outcome.lapses_on
            title = message(
                "Lapses if nothing more is recorded: %(what)s (%(member)s)", what=outcome.title, member=name
            )
        else:
            day, title = outcome.due, message("Due: %(what)s (%(member)s)", what=outcome.title, member=name)
        if day:
            text = (outcome.next, message("rule: %(rule)s", rule=outcome.id))
            yield CalendarItem(_uid(society, f"due/{found.member}/{outcome.id}"), DUE, title, text, day)


def _waiting(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """What binds and has a day; of what is made of parts, the parts that do not hold yet."""
    for outcome in binding(outcomes):
        if outcome.parts and not outcome.status.holds:
            yield from _waiting(outcome.parts)
        elif outcome.due or outcome.lapses_on:
            yield outcome


def _renewals(society: Society, on: date, member: str | None) -> Iterator[CalendarItem]:
    """When what somebody holds runs out; nobody is reminded of it who is no member any more."""
    members = sorted({one.member for one in society.decisions.values()})
    for person in members if member is None else [member]:
        record = society.members.get(person)
        if record and membership_ended(record, on):
            continue
        for credential in held_on(society, person, on):
            decision = credential_decision(society, person, credential, on)
            until = runs_until(society, decision, credential) if decision else NEVER
            if decision and until != NEVER:
                uid = _uid(society, f"renewals/{person}/{credential}")
                title = message(
                    "Last day of %(credential)s (%(member)s)",
                    credential=word(credential),
                    member=_name(society, person),
                )
                text = (message("By %(decision)s", decision=decision.ref),)
                yield CalendarItem(uid, RENEWALS, title, text, until)


def _name(society: Society, id: str) -> str:
    record = society.members.get(id)
    return shown_name(record.name) if record else id


def _uid(society: Society, ref: str) -> str:
    name = slug(shown_name(society.about.name)) if society.about else ""
    return f"{ref}@{name or 'society'}.balintrec"


_MAKER = "-//balintrec//balintrec//EN"
_FIRST = date(2000, 1, 1)
"""The day from which versions of a calendar are counted."""


def calendar_bytes(
    calendar_items: Sequence[CalendarItem],
    name: str,
    zone: tzinfo | None,
    on: date,
    speak: Language = ENGLISH,
) -> bytes:
    """The file, without addresses. Times are of the zone, or without one of whatever clock the reader has.

    What a program has taken in before is replaced by what is made on a later day. Raises `BalintrecError` where the
    library for it is missing.
    """
    try:
        from icalendar import Calendar
    except ImportError:
        raise BalintrecError(
            'a calendar needs more than the core: pip install "balintrec[calendar]"'
        ) from None
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", visible(name))
    for one in calendar_items:
        calendar.add_component(_entry(one, zone, on, speak))
    _add_zone(calendar, calendar_items)
    data: bytes = calendar.to_ical()
    return data


def _entry(one: CalendarItem, zone: tzinfo | None, on: date, speak: Language) -> Entry:
    from icalendar import Event as Entry

    entry = Entry()
    entry.add("uid", one.uid)
    entry.add("dtstamp", datetime.combine(on, time.min, UTC))
    entry.add("sequence", max((on - _FIRST).days, 0))
    entry.add("summary", without_address(speak.say(one.title)))
    lines = (without_address(speak.say(line)) for line in one.text if line)
    entry.add("description", "\n".join(lines))
    entry.add("categories", [one.category])
    if one.category != SESSIONS:
        entry.add("class", "PRIVATE")
    entry.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    entry.add("transp", "OPAQUE" if isinstance(one.begin, datetime) and not one.cancelled else "TRANSPARENT")
    entry.add("dtstart", _moment(one.begin, zone))
    if isinstance(one.begin, datetime):
        if one.end is not None:
            entry.add("dtend", _moment(one.end, zone))
    elif next_day(last := one.end or one.begin) != NEVER:
        entry.add("dtend", next_day(last))  # the first day after
    return entry


def _moment(when: date, zone: tzinfo | None) -> date:
    return when.replace(tzinfo=zone) if isinstance(when, datetime) else when


def _add_zone(calendar: Calendar, calendar_items: Sequence[CalendarItem]) -> None:
    """The rules of the zone for the years in which there is something; none where there is no clock time."""
    days = [one.begin.date() for one in calendar_items if isinstance(one.begin, datetime)]
    if days:
        first, last = min(days), max(days)
        calendar.add_missing_timezones(date(first.year, 1, 1), date(min(last.year + 2, NEVER.year), 1, 1))
