"""A participant report of Zoom: perhaps the meeting on top, then a row for each time that somebody joined."""

from __future__ import annotations

import re
from datetime import date

from balintrec.errors import BalintrecError
from balintrec.exchange.attendance import Attendance, Options, Reading
from balintrec.exchange.columns import Columns, find_columns
from balintrec.exchange.days import choose_order, read_day
from balintrec.exchange.table import Table
from balintrec.names import fold

_SPAN = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})", re.ASCII)


def columns(found: Columns, options: Options) -> Columns | None:
    """A name and how long somebody stayed; and a thing that only Zoom has, unless the layout is named."""
    if "name" not in found or "date" in found:
        return None
    original = fold(found.headings[found.of["name"]]) == "name original name"
    zooms = original or "join" in found or "waiting" in found
    return found if options.layout == "zoom" or (zooms and "minutes" in found) else None


def read(table: Table) -> Reading:
    """Everybody who got in, on the day on which the meeting began, each time with its minutes."""
    rows = list(table.rows())
    meeting = table.options.day or _meeting_day(table)
    joined = [table.cell(row, "join") for row in rows]
    order = None if meeting else choose_order(joined, table.options.date_order)
    attendances = []
    for row, text in zip(rows, joined, strict=True):
        day = meeting or read_day(text, order)
        if table.cell(row, "waiting").casefold() in ("yes", "true"):
            table.absent(row)
        elif day is None:
            table.dayless(row, "join")
        else:
            cells = table.places(row, "join", "minutes")
            attendances.append(Attendance(row, table.person(row), day, _minutes(table, row), cells=cells))
    if attendances == [] and rows and not meeting and not any(joined):
        raise BalintrecError("the report does not say when the meeting was; say it with --date 2024-03-12")
    return table.reading("zoom", attendances)


def _meeting_day(table: Table) -> date | None:
    """The day under the heading Start Time in the lines above the participants."""
    for row in range(table.columns.row - 1):
        above = find_columns(row, table.sheet.rows[row], {})
        if above and "start" in above:
            text = table.sheet.cell(row + 1, above.get("start"))
            day = read_day(text, choose_order([text], table.options.date_order))
            if day is None:
                raise BalintrecError(f'the start time "{text}" is not a day; say it with --date 2024-03-12')
            return day
    return None


def _minutes(table: Table, row: int) -> int | None:
    """Whole minutes, from ``92`` or ``1:32:10``; None where the report does not say."""
    text = table.cell(row, "minutes")
    if match := _SPAN.fullmatch(text):
        hours, minutes, _ = match.groups()
        return int(hours or 0) * 60 + int(minutes)
    if text.isascii() and text.isdigit() and len(text) < 6:
        return int(text)
    if table.options.min_minutes:
        raise BalintrecError(
            f'row {row + 1}: "{text[:40]}" is not a number of minutes, which --min-minutes needs'
        )
    return None
