"""A register: names down, days across, a mark where somebody was there."""

from __future__ import annotations

from collections import Counter
from datetime import date

from balintrec.errors import BalintrecError
from balintrec.exchange.attendance import Attendance, Options, Reading
from balintrec.exchange.cells import Fate, Place
from balintrec.exchange.columns import Columns
from balintrec.exchange.days import choose_order, looks_like_a_day, possible_days, read_day
from balintrec.exchange.table import Table


def columns(found: Columns, options: Options) -> Columns | None:
    """Names, and days as headings. The corner over the names may be empty if all other headings are days."""
    days = [bool(possible_days(heading)) for heading in found.headings]
    if not any(days) or ("date" in found and not options.layout):
        return None
    if found.names_people:
        return found
    others = [is_day for is_day, heading in zip(days, found.headings, strict=True) if heading]
    if not found.headings[0] and len(others) > 1 and all(others):
        return Columns(found.row, {"name": 0}, found.headings)
    return None


def read(table: Table) -> Reading:
    """Everybody with a mark of presence under some day; a row without one is a person who was never there."""
    days = _days(table)
    rows = list(table.rows())
    marks = [table.sheet.cell(row, column) for row in rows for column in days]
    is_present = table.marked(marks)
    if any(marks) and not any(map(is_present, marks)):
        some = next(filter(None, marks))
        raise BalintrecError(
            f'no mark means present, though there are marks such as "{some}"; say which do: --present'
        )
    attendances = []
    for row in rows:
        attended: dict[date, list[Place]] = {}
        for column, day in days.items():
            mark = table.sheet.cell(row, column)
            if is_present(mark):
                attended.setdefault(day, []).append((row, column))
            else:
                table.cells.set([(row, column)], Fate.ABSENT)
        attendances += [
            Attendance(row, table.person(row), day, cells=(*table.places(row), *marks))
            for day, marks in attended.items()
        ]
        if not attended:
            table.absent(row)
    return table.reading("register", attendances)


def _days(table: Table) -> dict[int, date]:
    """The day over each column that has one."""
    taken = set(table.columns.of.values())
    headings = {index: text for index, text in enumerate(table.columns.headings) if index not in taken}
    order = choose_order(headings.values(), table.options.date_order)
    days = {}
    for index, text in headings.items():
        if day := read_day(text, order):
            days[index] = day
        elif looks_like_a_day(text):
            raise BalintrecError(
                f'the heading "{text}" is not a whole day; write it with its year, as 2024-03-12'
            )
    for day, times in sorted(Counter(days.values()).items()):
        if times > 1:
            table.notes.append(f"{day}: the file has {times} columns for this day; they became one session")
    return days
