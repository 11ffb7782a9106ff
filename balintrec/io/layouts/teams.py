"""A report of Microsoft Teams: summary, participants and what each did; or the list that it gives during a meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from balintrec.io.attendance import Options, Reading
from balintrec.io.cells import Fate
from balintrec.io.columns import Columns
from balintrec.io.reports import Program, read_report, report_columns, tables
from balintrec.io.table import Table
from balintrec.names import fold

PROGRAM = Program(
    "teams",
    known=("registration", "engagement"),
    roles=frozenset(map(fold, (
        "Organizer", "Organiser", "Co-organizer", "Presenter", "Attendee", "Participant", "Producer", "Guest",
        "Organizator", "Współorganizator", "Prezenter", "Osoba prezentująca", "Uczestnik", "Osoba uczestnicząca",
        "Organisator", "Organisatorin", "Mitorganisator", "Referent", "Referentin", "Moderator", "Teilnehmer",
        "Teilnehmerin", "Teilnehmende", "Organisateur", "Co-organisateur", "Présentateur", "Participante",
        "Mede-organisator", "Presentator", "Deelnemer", "Organizzatore", "Co-organizzatore", "Relatore",
        "Presentatore", "Partecipante",
    ))),
)  # fmt: skip
_SECTION = re.compile(r"([1-9])\. \S.*")
_PARTICIPANTS = 2


def columns(found: Columns, options: Options) -> Columns | None:
    """A name, the times of joining and leaving, and a role that Teams gives, or the account that it knows."""
    columns = report_columns(found, options, PROGRAM)
    if not columns or "name" not in columns or "moderator" in columns:
        return None
    times = "join" in columns and "leave" in columns and "program role" in columns
    return columns if options.layout == "teams" or times or "upn" in columns else None


def read(table: Table) -> Reading:
    """Everybody who is among the participants; what each did is the same again, in parts."""
    sections = dict(_sections(table))
    first = sections.get(table.columns.row, _PARTICIPANTS)
    again = [row for row, section in sections.items() if section > first]

    def is_participants(found: Columns, options: Options) -> Columns | None:
        return columns(found, options) if sections.get(found.row, first) == first else None

    reports = tables(table, is_participants)
    for row in again:
        table.cells.set_row(row, Fate.UNUSED)
    return read_report([(_shortened(one, again), head) for one, head in reports], PROGRAM)


def _sections(table: Table) -> Iterator[tuple[int, int]]:
    """The number of the section in which each row is, in reports that number them."""
    section = 0
    for row, cells in enumerate(table.sheet.rows):
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 and (match := _SECTION.fullmatch(filled[0])):
            section = int(match[1])
        if section:
            yield row, section


def _shortened(table: Table, again: list[int]) -> Table:
    """The table without the sections that follow it."""
    return replace(table, until=min((row for row in again if row > table.columns.row), default=table.until))
