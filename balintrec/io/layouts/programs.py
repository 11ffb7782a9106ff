"""Reports of meeting programs: Microsoft Teams, Google Meet, Zoom, BigBlueButton. What they share is in `reports`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from balintrec.errors import BalintrecError
from balintrec.io.attendance import Options, Reading, RowResult
from balintrec.io.columns import Columns
from balintrec.io.reports import Program, read_report, report_columns, tables
from balintrec.io.table import Table
from balintrec.names import fold

_TEAMS = Program(
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


def teams_columns(found: Columns, options: Options) -> Columns | None:
    """A name, the times of joining and leaving, and a role that Teams gives, or the account that it knows."""
    columns = report_columns(found, options, _TEAMS)
    if not columns or "name" not in columns or "moderator" in columns:
        return None
    times = "join" in columns and "leave" in columns and "program role" in columns
    return columns if options.layout == "teams" or times or "upn" in columns else None


def read_teams(table: Table) -> Reading:
    """Everybody who is among the participants; what each did is the same again, in parts."""
    sections = dict(_sections(table))
    first = sections.get(table.columns.row, _PARTICIPANTS)
    again = [row for row, section in sections.items() if section > first]

    def is_participants(found: Columns, options: Options) -> Columns | None:
        return teams_columns(found, options) if sections.get(found.row, first) == first else None

    reports = tables(table, is_participants)
    for row in again:
        table.cells.set_row(row, RowResult.UNUSED)
    return read_report([(_shortened(one, again), head) for one, head in reports], _TEAMS)


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


def teams_list_columns(found: Columns, options: Options) -> Columns | None:
    """A name, what somebody did, and when."""
    columns = report_columns(found, options, _TEAMS_LIST)
    action, when = (
        next((index for index, heading in enumerate(found.headings) if _is(heading, stems)), None)
        for stems in (_ACTION, _WHEN)
    )
    if not columns or "name" not in columns or action is None or when is None:
        return None
    return replace(columns, of={**columns.of, "action": action, "join": when})


def read_teams_list(table: Table) -> Reading:
    """Everybody who joined, each time until they left."""
    return read_report(tables(table, teams_list_columns), _TEAMS_LIST)


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


_TEAMS_LIST = Program("teams-list", ends=_ends)


_MEET = Program("meet")


def meet_columns(found: Columns, options: Options) -> Columns | None:
    """Names, how long, and the times of coming and going; and nothing that only another program has."""
    columns = report_columns(found, options, _MEET)
    if not columns or any(
        thing in columns for thing in ("program role", "moderator", "upn", "guest", "waiting")
    ):
        return None
    meets = "first" in columns or "time joined" in map(fold, found.headings)
    times = meets and all(thing in columns for thing in ("minutes", "join", "leave"))
    return columns if options.layout == "meet" or times else None


def read_meet(table: Table) -> Reading:
    """Everybody, on the day that the head or the option says: the rows say times of day alone."""
    return read_report(tables(table, meet_columns), _MEET)


_ZOOM = Program(
    "zoom",
    known=("recording", "consent", "disclaimer", "nagrywan", "nagrani", "zgod", "aufzeichnung", "zustimmung",
           "enregistrement", "consentement", "opname", "toestemming", "registrazione", "consenso", "registrant",
           "country", "region", "device"),
)  # fmt: skip
_ORIGINAL = ("original", "oryginal", "origine", "oorspronkelijk")


def zoom_columns(found: Columns, options: Options) -> Columns | None:
    """A name and how long somebody stayed; and a thing that only Zoom has, unless the layout is named."""
    columns = report_columns(found, options, _ZOOM)
    if (
        not columns
        or any(thing in columns for thing in ("program role", "moderator"))
        or _is_of_meetings(found)
    ):
        return None
    zooms = any(word in fold(heading) for word in _ORIGINAL for heading in found.headings)
    zooms = zooms or any(thing in columns for thing in ("join", "waiting", "guest"))
    return columns if options.layout == "zoom" or (zooms and "minutes" in columns) else None


def read_zoom(table: Table) -> Reading:
    """Everybody who got in, on the day on which the meeting began, each time with its minutes."""
    return read_report(tables(table, zoom_columns), _ZOOM)


def zoom_meeting_columns(found: Columns, _: Options) -> Columns | None:
    """The headings of a list of meetings."""
    return found if _is_of_meetings(found) else None


def refuse_zoom_meetings(_: Table) -> Reading:
    """Raises `BalintrecError`: a list of meetings names their hosts, and of the others only how many they were."""
    raise BalintrecError(
        "this is Zoom's list of meetings: it says how many took part, and not who; open the number of "
        "participants in Zoom (Reports, Usage), and export that list"
    )


def _is_of_meetings(found: Columns) -> bool:
    """Whether a row has the headings that say something of a whole meeting, as also the head of a report does."""
    return {"topic", "participants"} <= set(map(fold, found.headings))


_BIGBLUEBUTTON = Program("bigbluebutton")


def bigbluebutton_columns(found: Columns, options: Options) -> Columns | None:
    """A name, who is a moderator, and the times. What is said, shown and asked in between says nothing for us."""
    columns = report_columns(found, options, _BIGBLUEBUTTON)
    if not columns or not all(thing in columns for thing in ("name", "moderator", "join", "minutes")):
        return None
    taken = set(columns.of.values())
    others = [index for index in range(len(found.headings)) if index not in taken]
    return replace(columns, of={**columns.of, **{f"known {index}": index for index in others}})


def read_bigbluebutton(table: Table) -> Reading:
    """Everybody; the last row has the answers of nobody in particular to the questions that were put."""
    reports = tables(table, bigbluebutton_columns)
    for report, _ in reports:
        last = (report.until or len(table.sheet.rows)) - 1
        if last > report.columns.row and not report.cell(last, "join") and not report.cell(last, "minutes"):
            table.cells.set_row(last, RowResult.UNUSED)
            report.until = last
    return read_report(reports, _BIGBLUEBUTTON)
