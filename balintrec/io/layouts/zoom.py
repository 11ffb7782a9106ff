"""A participant report of Zoom: perhaps the meeting on top, then a row a person, or a row each time they joined."""

from __future__ import annotations

from balintrec.errors import BalintrecError
from balintrec.io.attendance import Options, Reading
from balintrec.io.columns import Columns
from balintrec.io.reports import Program, read_report, report_columns, tables
from balintrec.io.table import Table
from balintrec.names import fold

PROGRAM = Program(
    "zoom",
    known=("recording", "consent", "disclaimer", "nagrywan", "nagrani", "zgod", "aufzeichnung", "zustimmung",
           "enregistrement", "consentement", "opname", "toestemming", "registrazione", "consenso", "registrant",
           "country", "region", "device"),
)  # fmt: skip
_ORIGINAL = ("original", "oryginal", "origine", "oorspronkelijk")


def columns(found: Columns, options: Options) -> Columns | None:
    """A name and how long somebody stayed; and a thing that only Zoom has, unless the layout is named."""
    columns = report_columns(found, options, PROGRAM)
    if (
        not columns
        or any(thing in columns for thing in ("program role", "moderator"))
        or _is_of_meetings(found)
    ):
        return None
    zooms = any(word in fold(heading) for word in _ORIGINAL for heading in found.headings)
    zooms = zooms or any(thing in columns for thing in ("join", "waiting", "guest"))
    return columns if options.layout == "zoom" or (zooms and "minutes" in columns) else None


def read(table: Table) -> Reading:
    """Everybody who got in, on the day on which the meeting began, each time with its minutes."""
    return read_report(tables(table, columns), PROGRAM)


def meetings(found: Columns, _: Options) -> Columns | None:
    """The headings of a list of meetings."""
    return found if _is_of_meetings(found) else None


def refuse_meetings(_: Table) -> Reading:
    """Raises `BalintrecError`: a list of meetings names their hosts, and of the others only how many they were."""
    raise BalintrecError(
        "this is Zoom's list of meetings: it says how many took part, and not who; open the number of "
        "participants in Zoom (Reports, Usage), and export that list"
    )


def _is_of_meetings(found: Columns) -> bool:
    """Whether a row has the headings that say something of a whole meeting, as also the head of a report does."""
    return {"topic", "participants"} <= set(map(fold, found.headings))
