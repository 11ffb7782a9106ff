"""The list that Microsoft Teams gives during a meeting: a row for each time that somebody joined or left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from balintrec.io.attendance import Options, Reading
from balintrec.io.columns import Columns
from balintrec.io.reports import Program, read_report, report_columns, tables
from balintrec.io.table import Table
from balintrec.names import fold

_ACTION = ("action", "akcja", "aktion", "actie", "azione")
_WHEN = ("timestamp", "znacznik czasu", "zeitstempel", "horodat", "tijdstempel")
_LEFT = (
    "left",
    "opuscil",
    "wyszedl",
    "wyszla",
    "verlass",
    "quitte",
    "parti",
    "vertrokken",
    "verlaten",
    "uscit",
)


def columns(found: Columns, options: Options) -> Columns | None:
    """A name, what somebody did, and when."""
    columns = report_columns(found, options, PROGRAM)
    action, when = (
        next((index for index, heading in enumerate(found.headings) if _is(heading, stems)), None)
        for stems in (_ACTION, _WHEN)
    )
    if not columns or "name" not in columns or action is None or when is None:
        return None
    return replace(columns, of={**columns.of, "action": action, "join": when})


def read(table: Table) -> Reading:
    """Everybody who joined, each time until they left."""
    return read_report(tables(table, columns), PROGRAM)


def _ends(table: Table) -> Mapping[int, int]:
    """The rows in which somebody left, by those in which they had joined."""
    joined: dict[tuple[str, str, str], int] = {}
    ends = {}
    for row in table.rows():
        key = table.person(row).key
        if not _is(table.cell(row, "action"), _LEFT):
            joined[key] = row
        elif key in joined:
            ends[joined.pop(key)] = row
    return ends


def _is(text: str, stems: tuple[str, ...]) -> bool:
    return any(stem in fold(text) for stem in stems)


PROGRAM = Program("teams-list", ends=_ends)
