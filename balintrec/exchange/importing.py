"""A sheet, a society and answers, to the plan of an import. Pure: the command line reads and writes the files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from balintrec.errors import BalintrecError
from balintrec.exchange.attendance import Fate, Options, Presence, Reading
from balintrec.exchange.create import key_of, member_file
from balintrec.exchange.decide import Decisions, decide, still_open
from balintrec.exchange.layouts import read
from balintrec.exchange.meetings import Meeting, Planned, plan_meeting
from balintrec.exchange.people import Unclear
from balintrec.exchange.plan import Edit, Import, NewFile, Summary, Write, count
from balintrec.exchange.review import GUEST, SKIP, Query, write_review
from balintrec.exchange.sheet import Sheet
from balintrec.model import Group
from balintrec.names import fold, quoted
from balintrec.society import Society
from balintrec.society.meant import meant, no_such

_WEIGHT = {
    fate: weight for weight, fate in enumerate((Fate.ENTERED, Fate.RECORDED, Fate.HELD_BACK, Fate.AGAIN))
}
"""A row of a register is about many days: it is counted by the first of these."""
_SHOWN = 8


def plan_import(
    sheet: Sheet, society: Society, group: Group, options: Options, answers: Sequence[Query] = ()
) -> Import:
    """What to write so that the records hold the attendance in a sheet; ``answers`` are those of a review file.

    Raises `BalintrecError` where the sheet or the answers cannot be understood.
    """
    leaders = None if options.leaders is None else tuple(_leader(society, one) for one in options.leaders)
    reading = read(sheet, options, _own_names(group))
    fates = dict(reading.fates)
    presences, future = _past(reading.presences, options.on, fates)
    if options.min_minutes:
        # Who is who is needed to add the minutes up; nobody is made a member for looking in.
        decisions = decide(presences, society, answers, create=False)
        presences = _long_enough(presences, decisions, options.min_minutes, fates)
    decisions = decide(presences, society, answers, create=options.create_members)
    meetings = _meetings(presences, decisions)
    planned = {day: plan_meeting(meeting, society, group, leaders) for day, meeting in meetings.items()}
    fates |= _fates(presences, decisions, planned)
    queries = _queries(presences, decisions, answers)
    writes = _writes(planned, decisions, society)
    reading = replace(reading, notes=(*reading.notes, *future))
    summary = _summary(reading, len(sheet.rows), fates, writes, decisions, queries, planned, sheet)
    return Import(tuple(writes), write_review(queries) if queries or answers else None, summary)


def _leader(society: Society, text: str) -> str:
    id = meant(society, "members", text)
    if id is None or id not in society.members:
        raise BalintrecError(no_such(society, "members", text))
    return id


def _past(
    presences: Iterable[Presence], on: date | None, fates: dict[int, Fate]
) -> tuple[list[Presence], list[str]]:
    """Those of days that have been, and a note on the others: nobody has been there yet."""
    past: list[Presence] = []
    later: list[Presence] = []
    for presence in presences:
        (later if on and presence.day > on else past).append(presence)
    fates.update((presence.row, Fate.FUTURE) for presence in later)  # unless the row has other days too
    if not later:
        return past, []
    days = sorted({str(presence.day) for presence in later})
    more = f" and {len(days) - _SHOWN} more" if len(days) > _SHOWN else ""
    return past, [
        f"in the future, and not entered: {', '.join(days[:_SHOWN])}{more}; correct the day in the file"
    ]


def _own_names(group: Group) -> frozenset[str]:
    return frozenset(map(fold, (group.id, *group.name.values())))


def _long_enough(
    presences: Sequence[Presence], decisions: Decisions, least: int, fates: dict[int, Fate]
) -> list[Presence]:
    """Those who stayed for at least so many minutes, the rows of one person on one day taken together."""
    minutes: defaultdict[tuple[date, object], int] = defaultdict(int)
    for presence in presences:
        minutes[presence.day, _identity(presence, decisions)] += presence.minutes or 0
    long = []
    for presence in presences:
        if presence.minutes is None or minutes[presence.day, _identity(presence, decisions)] >= least:
            long.append(presence)
        else:
            fates[presence.row] = Fate.BRIEF
    return long


def _identity(presence: Presence, decisions: Decisions) -> object:
    """Equal for rows that are about one person, as far as is known."""
    key = presence.person.key
    decision = decisions.by_key[key]
    return key if isinstance(decision, Unclear) or decision in (GUEST, SKIP) else decision


def _meetings(presences: Iterable[Presence], decisions: Decisions) -> dict[date, Meeting]:
    """The days of the file with those who were there, in order of day."""
    meetings: dict[date, Meeting] = {}
    for presence in presences:
        decision = decisions.by_key[presence.person.key]
        meeting = meetings.setdefault(presence.day, Meeting(presence.day))
        if decision == GUEST:
            meeting.guests.add(presence.person.key)
        elif isinstance(decision, str) and decision != SKIP and decision not in meeting.members:
            meeting.members.append(decision)
    return dict(sorted(meetings.items()))


def _fates(
    presences: Iterable[Presence], decisions: Decisions, planned: Mapping[date, Planned]
) -> dict[int, Fate]:
    """What became of each row that says that somebody was there."""
    seen: set[tuple[date, object]] = set()
    fates: dict[int, Fate] = {}
    for presence in presences:
        one = _fate(presence, decisions, planned[presence.day], seen)
        before = fates.get(presence.row, one)
        fates[presence.row] = min(before, one, key=lambda fate: _WEIGHT.get(fate, 0))
    return fates


def _fate(presence: Presence, decisions: Decisions, planned: Planned, seen: set[tuple[date, object]]) -> Fate:
    decision = decisions.by_key[presence.person.key]
    if isinstance(decision, Unclear):
        return Fate.REVIEW
    if decision == SKIP:
        return Fate.SKIPPED
    if planned.held_back:
        return Fate.HELD_BACK
    identity = (presence.day, _identity(presence, decisions))
    if identity in seen:
        return Fate.AGAIN
    seen.add(identity)
    if decision == GUEST:
        return Fate.GUEST
    return Fate.RECORDED if decision in planned.present else Fate.ENTERED


def _queries(presences: Iterable[Presence], decisions: Decisions, answers: Sequence[Query]) -> list[Query]:
    """The rows of the review file: open ones first, the commonest on top."""
    of: defaultdict[tuple[str, str, str], list[Presence]] = defaultdict(list)
    for presence in presences:
        of[presence.person.key].append(presence)
    queries = still_open(answers, decisions)
    for key, all_of in of.items():
        decision = decisions.by_key[key]
        if isinstance(decision, Unclear):
            days = tuple(sorted({presence.day for presence in all_of}))
            queries.append(Query(all_of[0].person, decision.why, len(all_of), days))
    return sorted(queries, key=lambda query: (bool(query.answer), -query.times, query.person.key))


def _writes(planned: Mapping[date, Planned], decisions: Decisions, society: Society) -> list[Write]:
    """Members before the sessions that name them."""
    writes: list[Write] = [
        member_file(id, name, also, society) for id, (name, also) in sorted(decisions.members.items())
    ]
    for id, names in sorted(decisions.remembered.items()):
        if names:
            added = tuple((key_of(name), name) for name in names)
            writes.append(Edit(society.members[id].path, added))
    return writes + [one.write for one in planned.values() if one.write]


def _summary(
    reading: Reading,
    rows: int,
    fates: Mapping[int, Fate],
    writes: Sequence[Write],
    decisions: Decisions,
    queries: Sequence[Query],
    planned: Mapping[date, Planned],
    sheet: Sheet,
) -> Summary:
    sessions = [write for write in writes if write.path.split("/")[1] == "sessions"]
    remembered = Counter(key_of(name) for names in decisions.remembered.values() for name in names)
    notes = [*reading.notes, *(note for one in planned.values() if (note := one.held_back or one.note))]
    led = Counter(leader for one in planned.values() for leader in one.led)
    if led:
        who = ", ".join(f"{leader} in {times}" for leader, times in sorted(led.items()))
        notes.append(
            f"put down as leading new sessions, since they lead the group: {who} (else: --leader ID)"
        )
    if sheet.unread:
        notes.append(f"other sheets are not read: {quoted(sheet.unread)} (--sheet NAME)")
    return Summary(
        reading.layout,
        rows,
        count(fates, rows),
        sum(isinstance(write, NewFile) for write in sessions),
        sum(isinstance(write, Edit) for write in sessions),
        tuple(sorted(decisions.members)),
        remembered["also-known-as"],
        remembered["email"],
        sum(not query.answer for query in queries),
        tuple(notes),
    )
