"""The table of people that the learning dashboard of BigBlueButton gives after a meeting."""

from __future__ import annotations

from dataclasses import replace

from balintrec.io.attendance import Options, Reading
from balintrec.io.cells import Fate
from balintrec.io.columns import Columns
from balintrec.io.reports import Program, read_report, report_columns, tables
from balintrec.io.table import Table

PROGRAM = Program("bigbluebutton")


def columns(found: Columns, options: Options) -> Columns | None:
    """A name, who is a moderator, and the times. What is said, shown and asked in between says nothing for us."""
    columns = report_columns(found, options, PROGRAM)
    if not columns or not all(thing in columns for thing in ("name", "moderator", "join", "minutes")):
        return None
    taken = set(columns.of.values())
    others = [index for index in range(len(found.headings)) if index not in taken]
    return replace(columns, of={**columns.of, **{f"known {index}": index for index in others}})


def read(table: Table) -> Reading:
    """Everybody; the last row has the answers of nobody in particular to the questions that were put."""
    reports = tables(table, columns)
    for report, _ in reports:
        last = (report.until or len(table.sheet.rows)) - 1
        if last > report.columns.row and not report.cell(last, "join") and not report.cell(last, "minutes"):
            table.cells.set_row(last, Fate.UNUSED)
            report.until = last
    return read_report(reports, PROGRAM)
