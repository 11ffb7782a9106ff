"""Sheet to reading: which layout a file has, and where its headings stand. A layout is a module.

Its function ``columns`` says whether a row of headings is its own; its function ``read`` takes a `Table` and gives a
`Reading`. It goes over `Table.rows`, and either yields an `Attendance` with the cells that say it (`Table.places`), or
gives the cells of the row another result (`Table.absent`, `Table.no_day`, or any with ``table.cells.set``). Columns
that the layout knows and does not need stand in `HEADINGS` (columns.py); `Table.reading` gives them and all that is
left their results, so that no cell is dropped. Where a sheet has several tables, each is a `Table` with an ``until``,
over the same `Cells`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import product

from balintrec.errors import BalintrecError
from balintrec.io.attendance import Cells, Options, Reading
from balintrec.io.columns import Columns, find_columns, left_out
from balintrec.io.days import interpret_day
from balintrec.io.layouts import exported, forms, lists, programs
from balintrec.io.sheet import Sheet
from balintrec.io.table import Table

_BEGINNING, _WIDTH = 3, 80
"""So many rows, and so much of each, are shown where a file is not understood."""
_DEEPEST = 50
"""Rows in which the headings are looked for."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One way in which programs and people write attendance down."""

    columns: Callable[[Columns, Options], Columns | None]
    """The columns under a row of headings, if they are this layout's."""
    read: Callable[[Table], Reading]


LAYOUTS: Mapping[str, Layout] = {
    "teams": Layout(programs.teams_columns, programs.read_teams),
    "teams-list": Layout(programs.teams_list_columns, programs.read_teams_list),
    "bigbluebutton": Layout(programs.bigbluebutton_columns, programs.read_bigbluebutton),
    "meet": Layout(programs.meet_columns, programs.read_meet),
    "zoom": Layout(programs.zoom_columns, programs.read_zoom),
    "zoom-meetings": Layout(programs.zoom_meeting_columns, programs.refuse_zoom_meetings),
    "exported": Layout(exported.columns, exported.read),
    "forms": Layout(forms.columns, forms.read),
    "register": Layout(lists.register_columns, lists.read_register),
    "rows": Layout(lists.row_columns, lists.read_rows),
}
_LISTS = ("forms", "register", "rows")
_TRIED = [*((name,) for name in LAYOUTS if name not in _LISTS), _LISTS]
"""The order in which they are tried. Of lists that people keep the first row that can be headings has them."""


def read(sheet: Sheet, options: Options, own: frozenset[str]) -> Reading:
    """Who was there when, by the layout named or recognised. ``own`` are the folded names of the group.

    Raises `BalintrecError` that says what is not understood, which options settle it, and how the file begins.
    """
    if not any(any(cells) for cells in sheet.rows):
        raise BalintrecError("the file is empty")
    try:
        if options.transpose:
            options = replace(options, layout=options.layout or "register")
            reading = _read(sheet.turn(), options, own)
        else:
            reading = _read(sheet, options, own) or _turned(sheet, options, own)
        if reading is None:
            raise BalintrecError(_unrecognised(options))
        return reading
    except BalintrecError as error:
        raise BalintrecError(f"{error}; {_beginning(sheet)}") from None


def _read(sheet: Sheet, options: Options, own: frozenset[str]) -> Reading | None:
    found = [_columns(sheet, row, options) for row, cells in enumerate(sheet.rows[:_DEEPEST]) if any(cells)]
    for names in [(options.layout,)] if options.layout else _TRIED:
        for one, layout in product(filter(None, found), (LAYOUTS[name] for name in names)):
            if columns := layout.columns(one, options):
                return layout.read(Table(sheet, columns.settled(), options, own, Cells(sheet)))
    return None


def _turned(sheet: Sheet, options: Options, own: frozenset[str]) -> Reading | None:
    """The sheet as a register with days below each other, if it can be nothing else."""
    try:
        reading = _read(sheet.turn(), replace(options, layout="register"), own)
    except BalintrecError:
        return None
    return reading if reading and reading.attendances else None


def _columns(sheet: Sheet, row: int, options: Options) -> Columns | None:
    """The columns under a row, without those that are left out."""
    headings = _headings(sheet, row)
    ignored = frozenset() if sheet.turned else left_out(sheet, headings, options.ignored)
    return find_columns(row, headings, options.columns, ignored=ignored)


def _headings(sheet: Sheet, row: int) -> tuple[str, ...]:
    """The texts of a row; days of a month get the month that stands above them."""
    texts = [" ".join(cell.split()) for cell in sheet.rows[row]]
    band = _band(sheet, row - 1, len(texts)) if row else []
    for column, month in enumerate(band):
        if month and texts[column] and not interpret_day(texts[column]).days:
            whole = f"{texts[column]} {month}"
            texts[column] = whole if interpret_day(whole).is_day else texts[column]
    return tuple(texts)


def _band(sheet: Sheet, row: int, width: int) -> list[str]:
    """The month or year over each column; each goes on until the next. Nothing where the row has anything else."""
    texts = [" ".join(sheet.cell(row, column).split()) for column in range(width)]
    if not any(texts) or not all(_is_month(text) for text in texts if text):
        return []
    band, current = [], ""
    for text in texts:
        current = text or current
        band.append(current)
    return band


def _is_month(text: str) -> bool:
    is_year = text.isascii() and text.isdigit() and len(text) == 4
    return is_year or (not interpret_day(text).is_day and interpret_day(f"1 {text}").is_day)


def _unrecognised(options: Options) -> str:
    if options.columns:
        wanted = ", ".join(f'"{heading}"' for heading in options.columns.values())
        return f"no row has the columns that you named ({wanted})"
    what = f"the format {options.layout}" if options.layout else "attendance"
    return (
        f"no row has the headings of {what} (such as Date and Name, or Name and days); name the columns with "
        "--date-column and --name-column, say the day with --date where the file does not, or --transpose where "
        "days stand below each other and names beside each other; where a table has no headings, write them above it"
    )


def _beginning(sheet: Sheet) -> str:
    """The first rows as they were read, and the other sheets that could be meant."""
    filled = [(row, cells) for row, cells in enumerate(sheet.rows) if any(cells)][:_BEGINNING]
    shown = "; ".join(f"row {row + 1}: {_joined(cells)}" for row, cells in filled)
    others = f"; other sheets (--sheet NAME): {', '.join(sheet.unread)}" if sheet.unread else ""
    return f"the file begins: {shown}{others}"


def _joined(cells: tuple[str, ...]) -> str:
    text = " | ".join(" ".join(cell.split()) for cell in cells)
    return text if len(text) <= _WIDTH else f"{text[:_WIDTH]}…"
