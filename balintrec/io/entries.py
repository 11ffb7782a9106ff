"""A table with a person and a day in each row: what lists of attendees and answers to a form have in common."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from balintrec.errors import BalintrecError
from balintrec.io.attendance import Attendance, Person, Reading
from balintrec.io.cells import Fate, Place
from balintrec.io.create import looks_like_a_name
from balintrec.io.days import DayReader
from balintrec.io.details import Details
from balintrec.io.marks import UNKNOWN_MARK, Marks
from balintrec.io.table import Table
from balintrec.io.words import Role

SAY_ROLE = "say what it is: --role WORD=leader (or co-leader, presenter, participant, observer)"


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
            table.not_read(row, Fate.NO_DAY, read_day.why(text), text)
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
        table.not_read(row, Fate.NOT_READ, UNKNOWN_MARK, mark)
    elif word and not table.role(word):
        table.not_read(row, Fate.NOT_READ, f"nobody knows this role; {SAY_ROLE}", word)
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
