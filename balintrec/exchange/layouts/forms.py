"""A Google Forms export: a timestamp, the questions as headings, one row an answer."""

from __future__ import annotations

from balintrec.errors import BalintrecError
from balintrec.exchange.attendance import Options, Reading
from balintrec.exchange.columns import Columns, by_word
from balintrec.exchange.entries import entries
from balintrec.exchange.table import Table


def columns(found: Columns, options: Options) -> Columns | None:
    """A timestamp and a question for the name, or the e-mail address that Forms collects."""
    if "timestamp" not in found:
        return None
    found = by_word(by_word(by_word(found, "date", "date"), "name", "name"), "email", "email")
    return found if found.names_people else None


def read(table: Table) -> Reading:
    """Everybody who answered: on the day that they gave; of the timestamp only if the form did not ask for it."""
    asked = "date" in table.columns
    if table.options.day and asked:
        raise BalintrecError("the form asked for the day; leave out --date")
    return entries(table, "forms", "date" if asked else "timestamp")
