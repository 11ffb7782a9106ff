"""A table with a person and a day in each row: what lists of attendees and answers to a form have in common."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from balintrec.exchange.attendance import Attendance, Reading
from balintrec.exchange.days import choose_order, read_day
from balintrec.exchange.table import Table


def entries(table: Table, layout: str, when: str) -> Reading:
    """Everybody whose row has a day in the column `when`, and no mark of absence if there is a column for it."""
    options = table.options
    rows = list(table.rows())
    order = choose_order((table.cell(row, when) for row in rows), options.date_order)
    marked = "mark" in table.columns
    is_present = table.marked([table.cell(row, "mark") for row in rows])
    meetings: defaultdict[date, set[str]] = defaultdict(set)
    attendances = []
    for row in rows:
        text = table.cell(row, when)
        day = options.day or read_day(text, order)
        if day is None:
            table.dayless(row, when)
        elif marked and not is_present(table.cell(row, "mark")):
            table.absent(row)
        else:
            attendances.append(Attendance(row, table.person(row), day, cells=table.places(row, when)))
            meetings[day].add(table.cell(row, "meeting"))
    table.merged(meetings)
    return table.reading(layout, attendances)
