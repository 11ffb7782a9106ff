"""Many societies as CSV for a spreadsheet program: the same columns always, every cell in quotes, none a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from balintrec.formats.formula import harmless
from balintrec.sanitize import visible
from balintrec.views.federation import Counts, Row
from balintrec.views.phrases import well_formed

COLUMNS = (
    "society", "folder", "problem", "files", "records", "errors", "warnings", "suppressed", "findings",
    "members", "stages", "all stages met", "credentialed", "unreadable", "without policy", "decided", "former",
    "leaders current", "leaders lapsed", "leaders suspended", "leaders revoked",
    "commit", "changed", "past judged",
)  # fmt: skip


def federation_csv(rows: Iterable[Row]) -> str:
    """A row a society, without sums; of one that could not be read all after its problem is empty."""
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        about = (row.title, row.folder, row.summary.problem)
        numbers = _numbers(row) if row.read else ("",) * (len(COLUMNS) - len(about))
        writer.writerow(map(_cell, (*about, *numbers)))
    # The mark makes Excel read UTF-8.
    return "\ufeff" + out.getvalue().removesuffix("\r\n")


def _numbers(row: Row) -> tuple[str, ...]:
    summary = row.summary
    members = summary.members
    counts = (summary.files, summary.records, summary.errors, summary.warnings, summary.suppressed)
    return (
        *map(str, counts),
        _list(summary.findings),
        str(members.total),
        _list(members.stages),
        *map(str, members[1:]),
        *map(str, summary.leaders),
        summary.commit or "",
        "yes" if summary.changed else "no",
        "no" if summary.past_unjudged else "yes",
    )


def _list(counts: Counts) -> str:
    return "; ".join(f"{word} {number}" for word, number in counts)


def _cell(text: str) -> str:
    return harmless(well_formed(visible(text)))
