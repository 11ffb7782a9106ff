"""The review file: who could not be matched, why, and the answers that somebody fills in. Texts in, texts out."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import StringIO

from balintrec.errors import BalintrecError
from balintrec.formats.formula import as_typed, harmless
from balintrec.io.attendance import Person
from balintrec.io.sheet import read_sheet
from balintrec.names import ID, fold

COLUMNS = ("name", "e-mail", "handle", "member", "why", "times", "days")
NEW, GUEST, SKIP = "new", "guest", "skip"
"""The answers beside the id of a member. ``new: ayesha-khan`` gives the id of the new record too."""

_NEW_WITH_ID = re.compile(rf"new[:\s]\s*({ID.pattern})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Query:
    """One row of the review file: one way in which a file names somebody."""

    person: Person
    why: str
    times: int
    days: tuple[date, ...]
    answer: str = ""
    """An id or a name, ``new``, ``new: id``, ``guest``, ``skip``; empty while nobody has answered."""

    @property
    def new_id(self) -> str | None:
        """The id in ``new: id``."""
        match = _NEW_WITH_ID.fullmatch(self.answer)
        return match[1] if match else None


def write_review(queries: Iterable[Query]) -> str:
    """The review file as CSV for a spreadsheet program: every cell in quotes, no cell a formula."""
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for query in queries:
        person = query.person
        days = " ".join(map(str, query.days))
        cells = (person.name, person.email, person.handle, query.answer, query.why, str(query.times), days)
        writer.writerow(map(harmless, cells))
    # The mark makes Excel read UTF-8, and write it again.
    return "\ufeff" + out.getvalue()


def read_review(data: bytes) -> tuple[Query, ...]:
    """The rows of a review file, answered or not, as a spreadsheet program may have saved it again."""
    sheet = read_sheet(data)
    headings = [fold(cell) for cell in sheet.rows[0]] if sheet.rows else []
    if not {"name", "member"} <= set(headings):
        raise BalintrecError(
            "the review file has no headings; add this first row again: " + ", ".join(COLUMNS)
        )
    place = {column: headings.index(fold(column)) for column in COLUMNS if fold(column) in headings}
    queries: dict[tuple[str, str, str], Query] = {}
    for row in range(1, len(sheet.rows)):
        if any(sheet.rows[row]):
            cells = {column: as_typed(sheet.cell(row, place.get(column))) for column in COLUMNS}
            query = _query(cells, row + 1)
            if queries.setdefault(query.person.key, query).answer != query.answer:
                raise BalintrecError(
                    f"row {row + 1} of the review file has a different answer from a row above it"
                )
    return tuple(queries.values())


def _query(cells: dict[str, str], row: int) -> Query:
    answer = cells["member"].casefold()
    if answer.startswith(f"{NEW}:") and not _NEW_WITH_ID.fullmatch(answer):
        raise BalintrecError(
            f"row {row} of the review file: the column member takes an id or name, {NEW}, {NEW}: and an id, "
            f"{GUEST} or {SKIP}"
        )
    times = cells["times"]
    return Query(
        Person(cells["name"], cells["e-mail"], cells["handle"]),
        cells["why"],
        int(times) if times.isascii() and times.isdigit() and len(times) < 7 else 0,
        tuple(_days(cells["days"])),
        answer,
    )


def _days(text: str) -> Iterable[date]:
    for word in text.split():
        try:
            yield date.fromisoformat(word)
        except ValueError:  # a spreadsheet program wrote the day in its own way; it is only for people
            continue
