"""The register as one page of HTML that needs nothing from anywhere else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from balintrec.formats.html import page
from balintrec.formats.register.phrases import days, ended, nobody, society_name, summary
from balintrec.society import Society
from balintrec.views.register import Entry, latin, other_scripts


def register_html(society: Society, entries: Sequence[Entry], on: date) -> str:
    """A table, a row an entry; every text of a record is escaped."""
    rows = [
        {
            "name": latin(entry.name),
            "others": [{"tag": tag, "text": text} for tag, text in other_scripts(entry.name)],
            "entry": entry,
            "days": days(entry),
            "ended": ended(entry),
        }
        for entry in entries
    ]
    said = f"{summary(entries)}." if entries else nobody(on)
    text = page("register/register.html", society=society_name(society), on=str(on), rows=rows, said=said)
    return text.removesuffix("\n")
