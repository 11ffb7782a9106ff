"""The register as CSV for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

from balintrec.formats.formula import harmless
from balintrec.sanitize import visible
from balintrec.views.register import Entry, latin


def register_csv(entries: Sequence[Entry]) -> str:
    """A line of headings and one an entry; a column a script that names are written in, Latin first.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    scripts = sorted({tag for entry in entries for tag in entry.name} - {"latin"})
    file = StringIO()
    table = csv.writer(file, lineterminator="\n")
    names = ("name", *(f"name-{tag}" for tag in scripts))
    table.writerow(
        (*names, "credential", "certificate", "granted", "until", "state", "since", "membership-ended")
    )
    for entry in entries:
        texts = [latin(entry.name), *(entry.name.get(tag, "") for tag in scripts)]
        texts += [entry.credential, entry.number or ""]
        days = (
            entry.granted,
            entry.until or "",
            entry.state,
            entry.since or "",
            entry.membership_ended or "",
        )
        table.writerow((*(harmless(visible(text)) for text in texts), *days))
    return file.getvalue().removesuffix("\n")
