"""Who was there on a day, to a session file or the changes of one. Nothing is put in that the file does not say."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from balintrec.document.emit import Emitted, front_matter
from balintrec.exchange.plan import Edit, NewFile
from balintrec.model import Group, Session
from balintrec.society import Society
from balintrec.source import RECORDS


@dataclass(slots=True)
class Meeting:
    """One day of the file: the members in the order of the rows, and the guests, each once."""

    day: date
    members: list[str] = field(default_factory=list)
    guests: set[tuple[str, str, str]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be done about one meeting; ``held_back`` says why nothing is."""

    write: NewFile | Edit | None = None
    present: frozenset[str] = frozenset()
    """Who is in the session already."""
    held_back: str = ""
    note: str = ""
    led: tuple[str, ...] = ()
    """Those of the group's leaders who were put down as leading, because they were there."""


def plan_meeting(
    meeting: Meeting, society: Society, group: Group, leaders: tuple[str, ...] | None
) -> Planned:
    """The new file of a session, or what is new for the one that the group has on that day."""
    day = meeting.day
    id = f"{day}-{group.id}"
    there = [one for one in society.sessions.values() if one.group == group.id and one.date == day]
    if ("sessions", id) in society.broken_ids:
        return Planned(
            held_back=f"{day}: the session file {id} cannot be read; mend it first (balintrec check)"
        )
    if len(there) > 1:
        return Planned(
            held_back=f"{day}: the group has {len(there)} sessions on this day; add the people by hand"
        )
    if there:
        return _existing(meeting, there[0])
    if society.known("sessions", id):
        return Planned(held_back=f"{day}: the session file {id} names another day or group; correct it first")
    if not meeting.members and not meeting.guests:
        return Planned()
    led = tuple(one for one in group.leaders_on(day) if one in meeting.members) if leaders is None else ()
    return Planned(_new(meeting, group, leaders or led), led=led)


def _existing(meeting: Meeting, session: Session) -> Planned:
    if session.status != "held":
        return Planned(held_back=f"{session.date}: {session.path} is {session.status}; it is left as it is")
    present = frozenset(person for _, person in session.people())
    added = tuple(("attendees", member) for member in meeting.members if member not in present)
    came, recorded = len(meeting.guests), session.guests or 0
    values = (("guests", came),) if came > recorded else ()
    edit = Edit(session.path, added, values) if added or values else None
    fewer = (
        f"{session.date}: {recorded} guests are recorded, and the file has {came}"
        if 0 < came < recorded
        else ""
    )
    return Planned(edit, present, note=fewer)


def _new(meeting: Meeting, group: Group, leaders: tuple[str, ...]) -> NewFile:
    values: dict[str, Emitted] = {"date": meeting.day, "group": group.id}
    if leaders:
        values["leaders"] = leaders
    if attendees := [member for member in meeting.members if member not in leaders]:
        values["attendees"] = attendees
    if meeting.guests:
        values["guests"] = len(meeting.guests)
    path = f"{RECORDS}/sessions/{meeting.day.year}/{meeting.day}-{group.id}.md"
    return NewFile(path, front_matter(values))
