"""Sheet to reading: which layout a file has, and where its headings stand. A layout is a module.

Its function ``columns`` says whether a row of headings is its own; its function ``read`` takes a `Table` and gives a
`Reading`. It goes over `Table.rows`, and either yields an `Attendance` with the cells that say it (`Table.places`), or
gives the cells of the row another result (`Table.absent`, `Table.dayless`, or any with ``table.cells.set``). Columns
that the layout knows and does not need stand in `HEADINGS` (columns.py); `Table.reading` gives them and all that is
left their results, so that no cell is dropped. Where a sheet has several tables, each is a `Table` with an ``until``,
over the same `Cells`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from balintrec.errors import BalintrecError
from balintrec.exchange.attendance import Options, Reading
from balintrec.exchange.cells import Cells
from balintrec.exchange.columns import Columns, find_columns
from balintrec.exchange.layouts import bigbluebutton, forms, meet, register, rows, teams, teams_list, zoom
from balintrec.exchange.sheet import Sheet
from balintrec.exchange.table import Table

_DEEPEST = 50
"""Rows in which the headings are looked for."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One way in which programs and people write attendance down."""

    columns: Callable[[Columns, Options], Columns | None]
    """The columns under a row of headings, if they are this layout's."""
    read: Callable[[Table], Reading]


LAYOUTS: Mapping[str, Layout] = {
    "teams": Layout(teams.columns, teams.read),
    "teams-list": Layout(teams_list.columns, teams_list.read),
    "bigbluebutton": Layout(bigbluebutton.columns, bigbluebutton.read),
    "meet": Layout(meet.columns, meet.read),
    "zoom": Layout(zoom.columns, zoom.read),
    "zoom-meetings": Layout(zoom.meetings, zoom.refuse_meetings),
    "forms": Layout(forms.columns, forms.read),
    "register": Layout(register.columns, register.read),
    "rows": Layout(rows.columns, rows.read),
}
"""In the order in which they are tried."""


def read(sheet: Sheet, options: Options, own: frozenset[str]) -> Reading:
    """Who was there when, by the layout named or recognised. ``own`` are the folded names of the group."""
    if not any(any(cells) for cells in sheet.rows):
        raise BalintrecError("the file is empty")
    tried = {options.layout: LAYOUTS[options.layout]} if options.layout else LAYOUTS
    found = [
        find_columns(index, headings, options.columns)
        for index, headings in enumerate(sheet.rows[:_DEEPEST])
        if any(headings)
    ]
    for layout in tried.values():
        for one in found:
            if one and (columns := layout.columns(one, options)):
                return layout.read(Table(sheet, columns.settled(), options, own, Cells(sheet)))
    raise BalintrecError(_unrecognised(sheet, options))


def _unrecognised(sheet: Sheet, options: Options) -> str:
    first = next(cells for cells in sheet.rows if any(cells))
    shown = ", ".join(cell for cell in first if cell)[:80]
    if options.columns:
        wanted = ", ".join(f'"{heading}"' for heading in options.columns.values())
        return f"no row has the columns that you named ({wanted}); the first row is: {shown}"
    what = f"the layout {options.layout}" if options.layout else "attendance"
    return (
        f"no row has the headings of {what} (such as Date and Name); the first row is: {shown}; "
        "name the columns with --date-column and --name-column, or the layout with --layout"
    )
