"""The table of sessions that `export csv` writes: a row a session, with the ids of its people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from typing import cast

from balintrec.document.serialize import Plain
from balintrec.errors import BalintrecError
from balintrec.io.attendance import Attendance, MeetingDetails, Options, Person, Reading, RowResult
from balintrec.io.columns import Columns
from balintrec.io.export.spreadsheet import items_in
from balintrec.io.table import Table
from balintrec.io.words import Mode, Role
from balintrec.names import fold

_ROLES: dict[str, Role] = {
    "leaders": "leader",
    "co_leaders": "co-leader",
    "attendees": "attendee",
    "observers": "observer",
    "presenter": "presenter",
}
"""The presenter last: often among the attendees, too, and then in both."""
_MORE = ("kind", "guests", "recorded_by", "confirmed_by")
"""Keys of a session that only this table says."""
_READ = ("date", "start", "end", "minutes", "mode", "cases", *_MORE)
_HEADINGS = {"id", "group", "status", "path", *_READ, *_ROLES}


def columns(found: Columns, _: Options) -> Columns | None:
    """The headings that the table has, all of them."""
    of = {heading: index for index, heading in enumerate(found.headings) if heading in _HEADINGS}
    return replace(found, of=of, doubts={}) if of.keys() == _HEADINGS else None


def read(table: Table) -> Reading:
    """The people and facts of the group's sessions that were held. Raises `BalintrecError` for what no export says."""
    attendances: list[Attendance] = []
    meetings: dict[date, MeetingDetails] = {}
    for row in range(table.columns.row + 1, len(table.sheet.rows)):
        if not any(table.sheet.rows[row]):
            continue
        if fold(table.cell(row, "group")) not in table.own:
            table.cells.set_row(row, RowResult.OTHER_GROUP)
        elif table.cell(row, "status") != "held":
            table.cells.set_row(row, RowResult.UNUSED)
        else:
            day = _day(table, row)
            attendances += _people(table, row, day)
            meetings[day] = _twice(meetings[day]) if day in meetings else _details(table, row)
    return table.reading("exported sessions", attendances, meetings)


def _day(table: Table, row: int) -> date:
    try:
        return date.fromisoformat(table.cell(row, "date"))
    except ValueError:
        raise BalintrecError(
            f"{table.sheet.line(row)}: the day of a session is written as 2024-03-12"
        ) from None


def _people(table: Table, row: int, day: date) -> Iterator[Attendance]:
    """Everybody in their roles; the cells about the meeting itself go with the first."""
    facts = tuple((row, table.columns.of[thing]) for thing in _READ)
    for thing, role in _ROLES.items():
        for id in items_in(table.cell(row, thing)):
            place = (row, table.columns.of[thing])
            yield Attendance(row, Person("", handle=id), day, role=role, cells=(place, *facts))
            facts = ()


def _details(table: Table, row: int) -> MeetingDetails:
    def number(thing: str) -> int | None:
        text = table.cell(row, thing)
        return int(text) if text.isascii() and text.isdigit() else None

    def clock(thing: str) -> time | None:
        text = table.cell(row, thing)
        return time.fromisoformat(text) if text else None

    more: dict[str, Plain] = {
        key.replace("_", "-"): number(key) or text if key == "guests" else text
        for key in _MORE
        if (text := table.cell(row, key)) and text != "ordinary"
    }
    mode = cast("Mode | None", table.cell(row, "mode") or None)
    try:
        start, end = clock("start"), clock("end")
    except ValueError:
        raise BalintrecError(f"{table.sheet.line(row)}: times are written as 18:00") from None
    return MeetingDetails(start, end, number("minutes"), mode, number("cases"), more=more)


def _twice(details: MeetingDetails) -> MeetingDetails:
    return replace(details, refused="two sessions on one day; enter them with: balintrec new session")
