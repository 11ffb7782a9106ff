"""A sheet, a society and answers, to the plan of an import. Pure: the command line reads and writes the files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from balintrec.errors import BalintrecError
from balintrec.io.attendance import Attendance, Cells, MeetingDetails, Options, Reading, RowResult
from balintrec.io.layouts import read
from balintrec.io.match import Matches, key_of, match_people, member_file, still_open
from balintrec.io.meetings import Meeting, MeetingOptions, MeetingPlan, plan_meeting
from balintrec.io.people import People, Unclear, split_names, with_roles_in_brackets
from balintrec.io.plan import Addition, Edit, Import, NewFile, Summary, Write, count, other_sheets
from balintrec.io.review_file import GUEST, SKIP, Query, write_review
from balintrec.io.sheet import Sheet
from balintrec.model import Group
from balintrec.names import fold
from balintrec.society import Society
from balintrec.society.lookup import meant, no_such


def plan_import(
    sheet: Sheet,
    society: Society,
    group: Group,
    options: Options,
    answers: Sequence[Query],
    text_of: Callable[[str], str],
) -> Import:
    """What to write so that the records hold the attendance in a sheet; ``answers`` are those of a review file.

    ``text_of`` gives the text of a record by its path.

    Raises `BalintrecError` where the sheet or the answers cannot be understood.
    """
    leaders = None if options.leaders is None else tuple(_leader(society, one) for one in options.leaders)
    options = replace(options, languages=society.about.languages if society.about else ())
    reading = read(sheet, options, _own_names(group))
    cells = reading.cells
    past = _past(reading.attendances, options.on, cells)
    attendances = split_names(past, People(society.members.values()))
    attendances = list(with_roles_in_brackets(attendances, options.roles, cells))
    if options.min_minutes:
        # Who is who is needed to add the minutes up; nobody is made a member for looking in.
        matches = match_people(attendances, society, answers, create=False)
        attendances = _long_enough(attendances, matches, options.min_minutes, cells)
    matches = match_people(attendances, society, answers, create=options.create_members)
    meetings = _meetings(attendances, matches, reading.meetings)
    held = MeetingOptions(leaders, options.held)
    planned = {day: plan_meeting(meeting, society, group, held) for day, meeting in meetings.items()}
    _enter(attendances, matches, planned, cells)
    _enter_details(reading.meetings, planned, cells)
    cells.close()
    queries = _queries(attendances, matches, answers)
    writes = _writes(planned, matches, society, text_of)
    summary = _summary(reading, writes, matches, queries, planned, sheet)
    return Import(tuple(writes), write_review(queries) if queries or answers else None, summary)


def _leader(society: Society, text: str) -> str:
    id = meant(society, "members", text)
    if id is None or id not in society.members:
        raise BalintrecError(no_such(society, "members", text))
    return id


def _past(attendances: Iterable[Attendance], on: date | None, cells: Cells) -> list[Attendance]:
    """Those of days that have been: nobody has been there yet on the others."""
    past = []
    for attendance in attendances:
        if on and attendance.day > on:
            cells.set(
                attendance.cells, RowResult.FUTURE, "in the future; correct the date", str(attendance.day)
            )
        else:
            past.append(attendance)
    return past


def _own_names(group: Group) -> frozenset[str]:
    return frozenset(map(fold, (group.id, *group.name.values())))


def _long_enough(
    attendances: Sequence[Attendance], matches: Matches, least: int, cells: Cells
) -> list[Attendance]:
    """Those who stayed for at least so many minutes, the rows of one person on one day taken together.

    Raises `BalintrecError` where it is not known how long somebody stayed.
    """
    minutes: defaultdict[tuple[date, object], int] = defaultdict(int)
    for attendance in attendances:
        minutes[attendance.day, _identity(attendance, matches)] += attendance.minutes or 0
    long = []
    for attendance in attendances:
        if minutes[attendance.day, _identity(attendance, matches)] >= least:
            long.append(attendance)
        elif attendance.minutes is None:
            raise BalintrecError(_no_length(attendances, attendance, cells))
        else:
            cells.set(attendance.cells, RowResult.BRIEF)
    return long


def _no_length(attendances: Sequence[Attendance], attendance: Attendance, cells: Cells) -> str:
    if all(one.minutes is None for one in attendances):
        return "the file does not say how long anybody stayed; leave out --min-minutes"
    where = cells.sheet.line(attendance.row)
    return (
        f"{where} does not say how many minutes the person stayed, which --min-minutes needs; "
        "write them there, or leave the option out"
    )


def _identity(attendance: Attendance, matches: Matches) -> object:
    """Equal for rows that are about one person, as far as is known."""
    key = attendance.person.key
    matched = matches.by_key[key]
    return key if isinstance(matched, Unclear) or matched in (GUEST, SKIP) else matched


def _meetings(
    attendances: Iterable[Attendance], matches: Matches, details: Mapping[date, MeetingDetails]
) -> dict[date, Meeting]:
    """The days of the file with those who were there, in order of day."""
    meetings: dict[date, Meeting] = {}
    attendances = list(attendances)
    presenters = {(one.day, one.person.key) for one in attendances if one.role == "presenter"}
    several = Counter(day for day, _ in presenters)
    for attendance in attendances:
        matched = matches.by_key[attendance.person.key]
        said = details.get(attendance.day, MeetingDetails())
        meeting = meetings.setdefault(
            attendance.day,
            Meeting(attendance.day, said, remarks=list(said.remarks), presenters=several[attendance.day]),
        )
        meeting.has_leader |= attendance.role == "leader"
        if matched == GUEST:
            meeting.guests.add(attendance.person.key)
        elif isinstance(matched, str) and matched != SKIP:
            meeting.members[matched] = meeting.members.get(matched) or attendance.role
            if attendance.role == "presenter" and meeting.presenters == 1:
                meeting.presenter = matched
            if attendance.remark:
                meeting.remarks.append(f"{attendance.person.name or matched}: {attendance.remark}")
    return dict(sorted(meetings.items()))


def _enter(
    attendances: Iterable[Attendance], matches: Matches, planned: Mapping[date, MeetingPlan], cells: Cells
) -> None:
    """Give the cells that say that somebody was there their result."""
    seen: set[tuple[date, object]] = set()
    for attendance in attendances:
        day = planned[attendance.day]
        kind = _row_result(attendance, matches, day, seen)
        why = day.held_back
        if kind == RowResult.RECORDED and (
            differs := day.differs.get(str(matches.by_key[attendance.person.key]))
        ):
            kind, why = RowResult.HELD_BACK, differs
        cells.set(attendance.cells, kind, why if kind == RowResult.HELD_BACK else "")


def _enter_details(
    details: Mapping[date, MeetingDetails], planned: Mapping[date, MeetingPlan], cells: Cells
) -> None:
    """Give the cells that say something of a meeting itself the result of its session."""
    for day, said in details.items():
        meeting = planned.get(day, MeetingPlan())
        if meeting.held_back:
            cells.set(said.cells, RowResult.HELD_BACK, meeting.held_back)
        elif meeting.write or meeting.present:
            cells.set(said.cells, RowResult.ENTERED)
        else:
            why = f"a remark on {day}, which has no session yet"
            cells.set(said.cells, RowResult.NOT_READ, why)


def _row_result(
    attendance: Attendance, matches: Matches, planned: MeetingPlan, seen: set[tuple[date, object]]
) -> RowResult:
    matched = matches.by_key[attendance.person.key]
    if isinstance(matched, Unclear):
        return RowResult.REVIEW
    if matched == SKIP:
        return RowResult.SKIPPED
    if planned.held_back:
        return RowResult.HELD_BACK
    identity = (attendance.day, _identity(attendance, matches))
    if identity in seen:
        return RowResult.AGAIN
    seen.add(identity)
    if matched == GUEST:
        return RowResult.GUEST
    return RowResult.RECORDED if matched in planned.present else RowResult.ENTERED


def _queries(attendances: Iterable[Attendance], matches: Matches, answers: Sequence[Query]) -> list[Query]:
    """The rows of the review file: open ones first, the commonest on top."""
    of: defaultdict[tuple[str, str, str], list[Attendance]] = defaultdict(list)
    for attendance in attendances:
        of[attendance.person.key].append(attendance)
    queries = still_open(answers, matches)
    for key, all_of in of.items():
        matched = matches.by_key[key]
        if isinstance(matched, Unclear):
            days = tuple(sorted({attendance.day for attendance in all_of}))
            queries.append(Query(all_of[0].person, matched.why, len(all_of), days))
    return sorted(queries, key=lambda query: (bool(query.answer), -query.times, query.person.key))


def _writes(
    planned: Mapping[date, MeetingPlan], matches: Matches, society: Society, text_of: Callable[[str], str]
) -> list[Write]:
    """Members before the sessions that name them."""
    writes: list[Write] = [
        member_file(id, name, also, society) for id, (name, also) in sorted(matches.members.items())
    ]
    for id, names in sorted(matches.remembered.items()):
        if names:
            added = tuple(Addition(key_of(name), name) for name in names)
            writes.append(Edit(society.members[id].path, added))
    writes += [one.write for one in planned.values() if one.write]
    return [write for write in writes if isinstance(write, NewFile) or write.changes(text_of)]


def _summary(
    reading: Reading,
    writes: Sequence[Write],
    matches: Matches,
    queries: Sequence[Query],
    planned: Mapping[date, MeetingPlan],
    sheet: Sheet,
) -> Summary:
    sessions = [write for write in writes if write.path.split("/")[1] == "sessions"]
    remembered = Counter(key_of(name) for names in matches.remembered.values() for name in names)
    notes = [*reading.notes, *(note for one in planned.values() for note in one.notes)]
    lost = [*reading.cells.lost(), *(line for one in planned.values() for line in one.lost)]
    lost += [f"{day}: {said.unclear}" for day, said in reading.meetings.items() if said.unclear]
    led = Counter(leader for one in planned.values() for leader in one.led)
    if led:
        who = ", ".join(f"{leader} in {times}" for leader, times in sorted(led.items()))
        notes.append(
            f"recorded as leaders of new sessions, because they lead the group: {who} (to change this: --leader ID)"
        )
    return Summary(
        reading.layout,
        rows := len(reading.cells.sheet.rows),
        count(reading.cells.rows(), rows),
        reading.cells.counts(),
        (*lost, *other_sheets(sheet)),
        sum(isinstance(write, NewFile) for write in sessions),
        sum(isinstance(write, Edit) for write in sessions),
        tuple(sorted(matches.members)),
        remembered["also-known-as"],
        remembered["email"],
        sum(not query.answer for query in queries),
        tuple(notes),
    )
