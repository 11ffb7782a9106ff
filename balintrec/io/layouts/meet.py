"""An attendance report of Google Meet: names, how long, and the times of day of coming and going."""

from __future__ import annotations

from balintrec.io.attendance import Options, Reading
from balintrec.io.columns import Columns
from balintrec.io.reports import Program, read_report, report_columns, tables
from balintrec.io.table import Table
from balintrec.names import fold

PROGRAM = Program("meet")


def columns(found: Columns, options: Options) -> Columns | None:
    """Names, how long, and the times of coming and going; and nothing that only another program has."""
    columns = report_columns(found, options, PROGRAM)
    if not columns or any(
        thing in columns for thing in ("program role", "moderator", "upn", "guest", "waiting")
    ):
        return None
    meets = "first" in columns or "time joined" in map(fold, found.headings)
    times = meets and all(thing in columns for thing in ("minutes", "join", "leave"))
    return columns if options.layout == "meet" or times else None


def read(table: Table) -> Reading:
    """Everybody, on the day that the head or the option says: the rows say times of day alone."""
    return read_report(tables(table, columns), PROGRAM)
