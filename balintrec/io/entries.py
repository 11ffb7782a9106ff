"""A table with a person and a day in each row, and what its rows say about the meeting: times, length, mode, cases."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from balintrec.errors import BalintrecError
from balintrec.io.attendance import Attendance, MeetingDetails, Person, Place, Reading, RowResult
from balintrec.io.days import DayReader, possible_days
from balintrec.io.people import looks_like_a_name
from balintrec.io.table import Table
from balintrec.io.times import Hours, durations, read_hours
from balintrec.io.words import MODES, UNKNOWN_MARK, Marks, Mode, Role
from balintrec.names import fold, quoted


@dataclass(slots=True)
class _Rows:
    """What the rows of one day say."""

    hours: list[tuple[Hours, Role | None]] = field(default_factory=list)
    minutes: list[int | None] = field(default_factory=list)
    modes: set[Mode] = field(default_factory=set)
    cases: set[int] = field(default_factory=set)


class Details:
    """Gathers them while a layout goes over its rows."""

    def __init__(self, table: Table, when: str) -> None:
        self._table = table
        self._when = when
        self._minutes = durations(table.cell(row, "minutes") for row in range(len(table.sheet.rows)))
        self._days: defaultdict[date, _Rows] = defaultdict(_Rows)

    def add(self, row: int, day: date, role: Role | None) -> tuple[int | None, tuple[Place, ...]]:
        """Take in a row of somebody who was there: how many minutes, and the cells that were understood.

        Raises `BalintrecError` where a time of the row is of another day.
        """
        cell = self._table.cell
        rows = self._days[day]
        hours = self._hours(row, day)
        minutes = self._minutes(cell(row, "minutes"))
        mode = MODES.get(fold(cell(row, "mode")))
        cases = int(text) if (text := cell(row, "cases")).isdecimal() and len(text) < 3 else None
        rows.hours += [(hours, role)] if hours else []
        rows.minutes.append(minutes)
        rows.modes |= {mode} if mode else set()
        rows.cases |= {cases} if cases is not None else set()
        known = {
            "time": hours,
            "start": hours,
            "end": hours,
            "minutes": minutes,
            "mode": mode,
            "cases": cases,
        }
        own = minutes if minutes is not None else hours.minutes if hours else None
        return own, self._places(row, known)

    def meetings(self) -> dict[date, MeetingDetails]:
        """What is known about each day."""
        return {day: _meeting(rows) for day, rows in self._days.items()}

    def _hours(self, row: int, day: date) -> Hours | None:
        cell = self._table.cell
        for thing in ("time", "start", "end"):
            said = set(possible_days(cell(row, thing)).values())
            if said and not said & {day, day + timedelta(thing == "end")}:
                raise BalintrecError(
                    f'{self._table.sheet.line(row)}: the day is {day}, and "{cell(row, thing)}" is another day; '
                    "correct one of them in the file"
                )
        if whole := read_hours(cell(row, "time")):
            return whole
        start, end = read_hours(cell(row, "start")), read_hours(cell(row, "end"))
        if start or end:
            return Hours(start.start if start else None, end.start if end else None)
        of_day = read_hours(cell(row, self._when))
        # A spreadsheet writes midnight behind a day that has no time.
        return of_day if of_day and (of_day.end or _is_time(of_day)) else None

    def _places(self, row: int, known: Mapping[str, object]) -> tuple[Place, ...]:
        """The cells that were understood; the others are not read."""
        places = []
        for thing, value in known.items():
            column = self._table.columns.get(thing)
            if column is not None and value is not None:
                places.append((row, column))
            elif column is not None:
                text = self._table.cell(row, thing)
                self._table.cells.set(
                    [(row, column)], RowResult.NOT_READ, f"not recognised as {_SAID[thing]}", text
                )
        return tuple(places)


_SAID = {
    "time": "a time such as 18:00-19:30",
    "start": "a time such as 18:00",
    "end": "a time such as 19:30",
    "minutes": "a length in minutes",
    "mode": "online, in person or hybrid",
    "cases": "a number of cases",
}


def _is_time(hours: Hours) -> bool:
    return hours.start is not None and (hours.start.hour, hours.start.minute) != (0, 0)


def _meeting(rows: _Rows) -> MeetingDetails:
    spans = [hours for hours, _ in rows.hours]
    for one in spans:
        if other := next((other for other in spans if one.apart(other)), None):
            both = " and ".join(sorted(f"{hours.start:%H:%M}-{hours.end:%H:%M}" for hours in (one, other)))
            return MeetingDetails(
                refused=f"two meetings on one day ({both}); enter them with: balintrec new session"
            )
    # Whoever leads is there from the beginning to the end; others come late, or stay on.
    whole = _outer([hours for hours, role in rows.hours if role == "leader"] or spans)
    minutes = rows.minutes[0] if rows.minutes and len(set(rows.minutes)) == 1 else None
    if whole.over_midnight:
        whole, minutes = Hours(whole.start), whole.minutes
    return MeetingDetails(
        start=whole.start,
        end=whole.end,
        minutes=None if whole.end else minutes,
        mode="hybrid" if len(rows.modes) > 1 else next(iter(rows.modes), None),
        cases=next(iter(rows.cases)) if len(rows.cases) == 1 else None,
        unclear=f"the rows of this day say {quoted(map(str, sorted(rows.cases)))} cases"
        if len(rows.cases) > 1
        else "",
    )


def _outer(spans: Iterable[Hours]) -> Hours:
    """From the earliest beginning to the latest end."""
    spans = list(spans)
    starts = [hours.start for hours in spans if hours.start]
    late = [hours.end for hours in spans if hours.end and hours.over_midnight]
    ends = late or [hours.end for hours in spans if hours.end]
    return Hours(min(starts, default=None), max(ends, default=None))


SAY_ROLE = "say what it means: --role WORD=leader (or co-leader, presenter, participant, observer)"


def entries(table: Table, layout: str, when: str) -> Reading:
    """Everybody whose row has a day in the column `when`, and no mark of absence if there is a column for it."""
    texts = _days(table, when)
    read_day = DayReader(texts.values(), table.options.of_days)
    marks = table.marks(table.cell(row, "mark") for row in texts)
    details = Details(table, when)
    meetings: defaultdict[date, set[str]] = defaultdict(set)
    attendances: list[Attendance] = []
    roles = _role_columns(table, texts)
    for row, text in texts.items():
        day = table.options.day or read_day(text)
        if day is None:
            table.not_read(row, RowResult.NO_DAY, read_day.why(text), text)
        elif (was := _was(table, row, marks)) is not None:
            minutes, places = details.add(row, day, was.role)
            cells = (*table.places(row, when, "role", "remark", "meeting"), *places)
            remark = table.cell(row, "remark")
            if any(table.person(row).key):
                attendances.append(Attendance(row, table.person(row), day, minutes, was.role, remark, cells))
            attendances += [
                Attendance(row, Person(name), day, minutes, role, cells=(place, *cells))
                for role, name, place in _in_roles(table, row, roles)
            ]
            meetings[day].add(table.cell(row, "meeting"))
    if marks.unknown and not attendances:
        raise BalintrecError(marks.question)
    table.merged(meetings)
    return table.reading(layout, attendances, details.meetings())


def _role_columns(table: Table, rows: Iterable[int]) -> list[Role]:
    """The roles whose columns hold names. One with marks for the person of the row is not read."""
    rows = list(rows)

    def are_names(role: Role) -> bool:
        cells = filter(None, (table.sheet.cell(row, table.columns.get(role)) for row in rows))
        return all(
            looks_like_a_name(re.split("[,;\n(&]", cell)[0].strip()) and len(cell) > 3 for cell in cells
        )

    return [role for role in table.columns.roles if are_names(role)]


def _in_roles(table: Table, row: int, roles: Iterable[Role]) -> Iterator[tuple[Role, str, Place]]:
    """Those whom a row names in the column of a role."""
    for role in roles:
        if name := table.sheet.cell(row, table.columns.get(role)):
            yield role, name, (row, table.columns.of[role])


class _Was(NamedTuple):
    """Somebody was there, as what the file says."""

    role: Role | None


def _was(table: Table, row: int, marks: Marks) -> _Was | None:
    """What somebody was; None for those who were not there, or of whom it is not known: their cells have a result."""
    mark, word = table.cell(row, "mark"), table.cell(row, "role")
    role = table.role(word) or table.role(mark)
    present = role is not None if table.role(mark) else marks(mark) if "mark" in table.columns else True
    if present is False:
        table.absent(row)
    elif present is None:
        table.not_read(row, RowResult.NOT_READ, UNKNOWN_MARK, mark)
    elif word and not table.role(word):
        table.not_read(row, RowResult.NOT_READ, f"this role is unknown; {SAY_ROLE}", word)
    else:
        return _Was(role)
    return None


def _days(table: Table, when: str) -> dict[int, str]:
    """What stands in the column of the day, by row; of blank cells that of the row above, if that is asked for."""
    texts: dict[int, str] = {}
    above = ""
    for row in table.rows():
        text = table.cell(row, when)
        above = texts[row] = text or (above if table.options.fill_down else "")
    return texts
