"""One row an attendee: a day, a name, perhaps an e-mail address, a handle, a mark. Or one row a meeting."""

from __future__ import annotations

from balintrec.errors import BalintrecError
from balintrec.io.attendance import Options, Reading
from balintrec.io.columns import Columns, by_word
from balintrec.io.days import understood
from balintrec.io.entries import entries
from balintrec.io.table import Table


def columns(found: Columns, options: Options) -> Columns | None:
    """Someone's name and a day, which may be named by option instead; or a day, and names in columns of roles."""
    found = by_word(by_word(found, "date", "date"), "name", "name")
    if "date" in found:
        return found if found.names_people or found.roles else None
    return found if found.names_people and options.day else None


def read(table: Table) -> Reading:
    """Everybody whose row has a day, and no mark of absence."""
    if table.options.day and "date" in table.columns:
        raise BalintrecError("the file has days of its own; leave out --date")
    columns = table.columns
    if "date" in columns and understood(columns.headings[columns.of["date"]]).days:
        raise BalintrecError(
            f"{table.sheet.line(columns.row)} holds a day where the headings should be; write a row of headings above "
            "it, such as Date and Name"
        )
    return entries(table, "rows", "date")
