"""Who was there on a day, to a session file or the changes of one. Nothing is put in that the file does not say.

Whatever order the names are matched in, the same session comes out: its lists are in the order of the file's rows, its
leaders in that of the group's record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from balintrec.document.serialize import Emitted, Plain, front_matter
from balintrec.io.attendance import MeetingDetails
from balintrec.io.plan import Addition, Edit, NewFile, with_remarks
from balintrec.io.words import Role
from balintrec.model import Group, Session
from balintrec.society import Society
from balintrec.source import RECORDS

_LISTS: Mapping[Role, str] = {
    "leader": "leaders",
    "co-leader": "co-leaders",
    "attendee": "attendees",
    "observer": "observers",
}
_KEYS = ("date", "group", "status", "start", "end", "minutes", "mode", "kind", "leaders", "co-leaders", "presenter",
         "attendees", "observers", "guests", "cases", "recorded-by", "confirmed-by")  # fmt: skip
"""The keys of a session in the order in which they are written."""


@dataclass(frozen=True, slots=True)
class MeetingOptions:
    """What the person who imports says about all meetings."""

    leaders: tuple[str, ...] | None = None
    """Who led the new sessions; None: those leaders of the group who were there."""
    planned_too: bool = False
    """Whether planned sessions become held by their attendance."""


@dataclass(slots=True)
class Meeting:
    """One day of the file: the members in the order of the rows, and the guests, each once."""

    day: date
    details: MeetingDetails
    members: dict[str, Role | None] = field(default_factory=dict)
    """With what the file says that they were."""
    guests: set[tuple[str, str, str]] = field(default_factory=set)
    presenter: str | None = None
    """Whom the file calls presenter, if it calls one so and it is known who that is: a session has one."""
    presenters: int = 0
    """How many the file calls presenter, known or not."""
    has_leader: bool = False
    """Whether the file calls somebody leader on this day, known or not."""
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """What is to be done about one meeting; ``held_back`` says why nothing is."""

    write: NewFile | Edit | None = None
    present: frozenset[str] = frozenset()
    """Who is in the session already."""
    held_back: str = ""
    notes: tuple[str, ...] = ()
    differs: Mapping[str, str] = field(default_factory=dict)
    """Those who are in the session as something else than the file says, and what to do."""
    lost: tuple[str, ...] = ()
    """What the file says of the meeting, and is not entered."""
    led: tuple[str, ...] = ()
    """Those of the group's leaders who were put down as leading, because they were there."""


def plan_meeting(meeting: Meeting, society: Society, group: Group, held: MeetingOptions) -> MeetingPlan:
    """The new file of a session, or what is new for the one that the group has on that day."""
    day = meeting.day
    id = f"{day}-{group.id}"
    there = [one for one in society.sessions.values() if one.group == group.id and one.date == day]
    if meeting.details.refused:
        return MeetingPlan(held_back=f"{day}: {meeting.details.refused}")
    if ("sessions", id) in society.broken_ids:
        return MeetingPlan(
            held_back=f"{day}: the session file {id} cannot be read; correct it first (balintrec check)"
        )
    if len(there) > 1:
        return MeetingPlan(
            held_back=f"{day}: the group has {len(there)} sessions on this day; add the attendance by hand"
        )
    if there:
        return _existing(meeting, there[0], group, held)
    if society.known("sessions", id):
        return MeetingPlan(
            held_back=f"{day}: the session file {id} names another day or group; correct it first"
        )
    if not meeting.members and not meeting.guests:
        return MeetingPlan()
    return _new(meeting, group, held)


def _existing(meeting: Meeting, session: Session, group: Group, held: MeetingOptions) -> MeetingPlan:
    if refusal := _refusal(meeting, session, held):
        return MeetingPlan(held_back=f"{session.date}: {refusal}")
    there = {person: role for role, person in session.people()}
    lists = _lists(meeting, group, MeetingOptions(), session)
    added = tuple(
        Addition(key, member, tuple(members[n + 1 :]), _below(key))
        for key, members in lists.items()
        for n, member in enumerate(members)
        if member not in there
    )
    values = {} if session.status == "held" else {"status": "held"}
    if meeting.presenter and session.presenter is None and meeting.presenter not in there:
        values["presenter"] = meeting.presenter
    came, recorded = len(meeting.guests), session.guests or 0
    more: dict[str, Plain] = {"guests": came} if came > recorded else {}
    missing, lost = _details(meeting.details, session)
    changed = tuple((key, value, _below(key)) for key, value in {**values, **missing, **more}.items())
    edit = Edit(session.path, added, changed, tuple(meeting.remarks))
    fewer = (
        (f"{session.date}: {recorded} guests are recorded, and the file has {came}",)
        if 0 < came < recorded
        else ()
    )
    differs = {
        member: f"{session.path} has {member} as {there[member]}, and the file as {role}; correct one of them"
        for member, role in meeting.members.items()
        if role and member in there and not _is_recorded(meeting, session, member, role)
    }
    return MeetingPlan(edit, frozenset(there), notes=fewer, differs=differs, lost=(*lost, *_several(meeting)))


def _is_recorded(meeting: Meeting, session: Session, member: str, role: Role) -> bool:
    """Whether a session has somebody as what the file says, or as what is made of that."""
    return any(member in _in_role(session, one) for one in (role, _role(meeting, member, session)))


def _in_role(session: Session, role: Role) -> Sequence[str | None]:
    """Who was that at a session; somebody who presented may be among the attendees, too."""
    people: Sequence[str] = getattr(session, _LISTS[role].replace("-", "_")) if role in _LISTS else ()
    return (session.presenter,) if role == "presenter" else people


def _refusal(meeting: Meeting, session: Session, held: MeetingOptions) -> str:
    """Why a session is left as it is."""
    if session.status == "held":
        return ""
    if session.status == "cancelled":
        return f"{session.path} is cancelled and was left unchanged"
    if not held.planned_too:
        return f"{session.path} is planned; --held records it as held, with this attendance"
    if missing := [person for _, person in session.people() if person not in meeting.members]:
        return (
            f"{session.path} is planned with {', '.join(missing)}, who cannot be found in the file; remove them from "
            "the session, or match their names in the review file"
        )
    return ""


def _details(details: MeetingDetails, session: Session) -> tuple[dict[str, Plain], list[str]]:
    """What the file says of a meeting and its session does not, and where they disagree."""
    missing: dict[str, Plain] = {}
    lost = []
    timed = session.start or session.end or session.minutes
    for key, said in _facts(details):
        recorded = getattr(session, key.replace("-", "_"))
        recorded = f"{recorded:%H:%M}" if recorded is not None and key in ("start", "end") else recorded
        if recorded is None and not (timed and key in ("start", "end", "minutes")):
            missing[key] = said
        elif recorded not in (None, said):
            lost.append(
                f"{session.date}: the file says {key} {said}, and {session.path} {recorded}; correct one of them"
            )
    return missing, lost


def _facts(details: MeetingDetails) -> Iterator[tuple[str, Plain]]:
    """What is known of a meeting, by the keys of a session."""
    for key in ("start", "end"):
        if clock := getattr(details, key):
            yield key, f"{clock:%H:%M}"
    for key in ("minutes", "mode", "cases"):
        if (value := getattr(details, key)) is not None:
            yield key, value
    yield from details.more.items()


def _new(meeting: Meeting, group: Group, held: MeetingOptions) -> MeetingPlan:
    values: dict[str, Emitted] = {"date": meeting.day, "group": group.id, **dict(_facts(meeting.details))}
    lists = _lists(meeting, group, held, None)
    values |= {key: members for key, members in lists.items() if members}
    if meeting.presenter and meeting.presenter not in lists["leaders"]:
        values["presenter"] = meeting.presenter
    if meeting.guests:
        values["guests"] = len(meeting.guests)
    path = f"{RECORDS}/sessions/{meeting.day.year}/{meeting.day}-{group.id}.md"
    text = front_matter({key: values[key] for key in _KEYS if key in values})
    by_group = held.leaders is None and not meeting.has_leader
    return MeetingPlan(
        NewFile(path, with_remarks(text, meeting.remarks)),
        led=tuple(lists["leaders"]) if by_group else (),
        lost=_several(meeting),
    )


def _several(meeting: Meeting) -> tuple[str, ...]:
    """Of several presenters nobody is put down as the one that a session has: all of them attended."""
    if meeting.presenters < 2:
        return ()
    said = f"the file names {meeting.presenters} presenters, and a session has one; they are entered as attendees"
    return (f"{meeting.day}: {said}; add the presenter to the session by hand",)


def _lists(
    meeting: Meeting, group: Group, held: MeetingOptions, session: Session | None
) -> dict[str, list[str]]:
    """Who goes into which list of a session, in order; the presenter is in none."""
    leading = group.leaders_on(meeting.day) if held.leaders is None and not meeting.has_leader else ()
    lists: dict[str, list[str]] = {key: [] for key in _LISTS.values()}
    lists["leaders"] = [
        *(held.leaders or ()),
        *(one for one in leading if meeting.members.get(one, "") is None),
    ]
    for member in meeting.members:
        role = _role(meeting, member, session)
        if member not in lists["leaders"] and role != "presenter":
            lists[_LISTS[role]].append(member)
    return lists


def _role(meeting: Meeting, member: str, session: Session | None) -> Role:
    """What somebody was; of several presenters, all attended."""
    role = meeting.members[member] or "attendee"
    taken = session and session.presenter not in (None, member)
    return "attendee" if role == "presenter" and (member != meeting.presenter or taken) else role


def _below(key: str) -> tuple[str, ...]:
    """The keys that are written below a key."""
    return _KEYS[_KEYS.index(key) + 1 :]
