"""What is read out of a list: who attended on which day, and what became of each cell. Values.

A layout gives cells their result with `Cells.set`; the cells of an attendance get theirs from the import; and whatever
is left at the end was not read, is named with its place, and makes the command exit with 1."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from balintrec.document.serialize import Plain
from balintrec.io.days import DayOptions, Epoch, Order
from balintrec.io.sheet import Sheet
from balintrec.io.words import Mode, Role
from balintrec.names import fold

Place: TypeAlias = tuple[int, int]
"""The index of a row and of a column, from 0, as in `Sheet.rows`."""


class RowResult(StrEnum):
    """What became of a cell, and of a row. The words are those of the summary."""

    HEADING = "headings, and lines above the table"
    BLANK = "blank"
    ENTERED = "entered"
    RECORDED = "already in the records"
    AGAIN = "the same person twice on one day"
    GUEST = "guests (counted, not named)"
    REVIEW = "to review"
    SKIPPED = "skipped by the review file"
    ABSENT = "not present"
    BRIEF = "present for less than --min-minutes"
    OTHER_GROUP = "of another group"
    NO_DAY = "without a date that can be read"
    FUTURE = "with a date in the future"
    NO_NAME = "without a name"
    HELD_BACK = "of sessions that were left unchanged"
    UNUSED = "columns and totals not needed"
    IGNORED = "ignored (--ignore-column)"
    NOT_READ = "not read"


LOST = (RowResult.NO_DAY, RowResult.FUTURE, RowResult.NO_NAME, RowResult.HELD_BACK, RowResult.NOT_READ)
"""What holds something and yet does not come into the records, without anybody having said so: exit code 1."""

_IMPORTANCE = {
    RowResult[name]: weight
    for weight, name in enumerate((
        "REVIEW", "ENTERED", "RECORDED", "HELD_BACK", "NO_DAY", "NO_NAME", "AGAIN", "GUEST", "SKIPPED", "BRIEF",
        "FUTURE", "ABSENT", "OTHER_GROUP", "HEADING", "UNUSED", "IGNORED", "NOT_READ",
    ))
}  # fmt: skip
"""Which result counts where a cell or a row has several: a name over many days, two names in one cell."""
_SAID = 3


class CellResult(NamedTuple):
    """What became of a cell; of one that was not read, why, and the text that could not be."""

    kind: RowResult
    why: str = ""
    said: str = ""


class Cells:
    """The results, gathered while a sheet is read."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._results: dict[Place, CellResult] = {}

    def set(self, places: Iterable[Place], kind: RowResult, why: str = "", said: str = "") -> None:
        """Give cells a result, if they hold something; of two results the more important one counts."""
        for place in (self.sheet.origin(*place) for place in places):
            if self.sheet.cell(*place):
                result = CellResult(kind, why, said)
                known = self._results.get(place, result)
                self._results[place] = min(known, result, key=lambda one: _IMPORTANCE[one.kind])

    def set_row(self, row: int, kind: RowResult, why: str = "", said: str = "") -> None:
        """Give all cells of a row that have no result yet this one."""
        self.set(self._open(row), kind, why, said)

    def set_column(self, column: int, rows: Iterable[int], kind: RowResult, why: str = "") -> None:
        """Give the cells of a column in these rows a result."""
        self.set(((row, column) for row in rows), kind, why)

    def knows(self, place: Place) -> bool:
        """Whether a cell has a result already."""
        return self.sheet.origin(*place) in self._results

    def close(self) -> None:
        """Whatever has no result by now was not read."""
        for row in range(len(self.sheet.rows)):
            self.set_row(
                row,
                RowResult.NOT_READ,
                "not recognised; put it under a heading, or leave it out with --ignore-column",
            )

    def counts(self) -> Mapping[RowResult, int]:
        """How many cells have each result; together they are all cells that hold something."""
        return Counter(result.kind for result in self._results.values())

    def rows(self) -> dict[int, RowResult]:
        """The result of each row, that is of its most important cell; not of rows with cells that have none yet."""
        row_results: defaultdict[int, list[RowResult]] = defaultdict(list)
        for (row, _), result in self._results.items():
            row_results[row].append(result.kind)
        found = {row: min(some, key=_IMPORTANCE.__getitem__) for row, some in sorted(row_results.items())}
        blank = {row: RowResult.BLANK for row, cells in enumerate(self.sheet.rows) if not any(cells)}
        return blank | {row: kind for row, kind in found.items() if not self._open(row)}

    def lost(self) -> list[str]:
        """A line for each reason why cells were not read or not entered, with all their places."""
        groups: defaultdict[tuple[RowResult, str], list[Place]] = defaultdict(list)
        for place, result in sorted(self._results.items()):
            if result.kind in LOST and result.why:
                groups[result.kind, result.why].append(place)
        return [f"{self._places(places)}: {why}{self._said(places)}" for (_, why), places in groups.items()]

    def _open(self, row: int) -> list[Place]:
        cells = self.sheet.rows[row]
        return [
            (row, index) for index, text in enumerate(cells) if text and (row, index) not in self._results
        ]

    def _places(self, places: list[Place]) -> str:
        """Whole rows by their number, other cells by the letter of their column too."""
        held = Counter(row for row, _ in places)
        whole = [row for row, number in held.items() if number == sum(map(bool, self.sheet.rows[row])) > 1]
        columns: defaultdict[int, list[int]] = defaultdict(list)
        for row, column in places:
            if row not in whole:
                columns[column].append(row)
        rows = [self._run(*run) for run in ranges(whole)]
        return ", ".join([*rows, *self._columns(columns)])

    def _run(self, first: int, last: int) -> str:
        start = self.sheet.line(first)
        if first == last:
            return start
        word, number = start.split()
        return f"{word}s {number} to {self.sheet.line(last).split()[1]}"

    def _columns(self, columns: Mapping[int, list[int]]) -> Iterator[str]:
        for column, rows in sorted(columns.items()):
            for first, last in ranges(rows):
                start, end = self.sheet.address(first, column), self.sheet.address(last, column)
                yield start if first == last else f"{start}:{end}"

    def _said(self, places: list[Place]) -> str:
        said = list(dict.fromkeys(text for place in places if (text := self._results[place].said)))
        more = f" and {len(said) - _SAID} more" if len(said) > _SAID else ""
        shown = ", ".join(f'"{" ".join(text.split())[:40]}"' for text in said[:_SAID])
        return f" ({shown}{more})" if said else ""


def ranges(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Numbers as first and last of each unbroken run."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


@dataclass(frozen=True, slots=True)
class Person:
    """How a row names somebody, as it was typed."""

    name: str
    email: str = ""
    handle: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """Equal for two rows that name somebody in the same way."""
        return fold(self.name) or self.name, self.email.casefold(), fold(self.handle) or self.handle


@dataclass(frozen=True, slots=True)
class Attendance:
    """A row, or a mark under a day, says that a person was there. Every layout yields these."""

    row: int
    """Its index."""
    person: Person
    day: date
    minutes: int | None = None
    """How long this person was there, where the file says so: rows of one person are added up."""
    role: Role | None = None
    """What the file says that the person was; None where it does not say."""
    remark: str = ""
    cells: tuple[Place, ...] = ()
    """The cells that say all this: they get the result of this attendance (entered, to review, …)."""


@dataclass(frozen=True, slots=True)
class MeetingDetails:
    """What a file says about the meeting of a day itself; the times of single people are no such thing."""

    start: time | None = None
    end: time | None = None
    minutes: int | None = None
    mode: Mode | None = None
    cases: int | None = None
    remarks: tuple[str, ...] = ()
    """What the file remarks on the meeting; they go into the text of the session."""
    cells: tuple[Place, ...] = ()
    """The cells of a row that is about meetings and not about a person."""
    more: Mapping[str, Plain] = field(default_factory=dict)
    """Other keys of the session, with what a table of sessions says there."""
    refused: str = ""
    """Why nothing of this day can be entered, such as two meetings at different times."""
    unclear: str = ""
    """What the file says in two ways, and is not entered."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A sheet as understood: attendances in the order of the rows, and the results of all cells that are not theirs."""

    layout: str
    attendances: tuple[Attendance, ...]
    cells: Cells
    notes: tuple[str, ...] = ()
    meetings: Mapping[date, MeetingDetails] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Options:
    """What the person who imports says about the file."""

    layout: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    """``date``, ``name``, ``email``, ``handle``: the heading of the column, or its number from 1."""
    present: tuple[str, ...] = ()
    """The marks that mean present; if given, no others do."""
    absent: tuple[str, ...] = ()
    """The marks that mean absent."""
    roles: Mapping[str, Role] = field(default_factory=dict)
    """Words of the file, folded, for what somebody was."""
    language: str | None = None
    """The language of the file; else its headings may tell it, else the languages of the society."""
    languages: tuple[str, ...] = ()
    """The languages of the society."""
    transpose: bool = False
    """Whether days stand below each other and names beside each other."""
    fill_down: bool = False
    """Whether a blank day is that of the row above."""
    held: bool = False
    """Whether planned sessions become held by their attendance."""
    ignored: tuple[str, ...] = ()
    """The headings, or letters, of columns that are left out."""
    date_order: Order | None = None
    years: tuple[int, ...] = ()
    """The year of days without one; two where they go over the end of a year."""
    epoch: Epoch | None = None
    """From where a spreadsheet's numbers of days are counted, if numbers are days."""
    day: date | None = None
    """The day of a file that does not say it."""
    min_minutes: int = 0
    leaders: tuple[str, ...] | None = None
    """Who led; None: those leaders of the group who were present."""
    create_members: bool = False
    on: date | None = None
    """Sessions after this day are not entered: nobody has been there yet."""

    @property
    def of_days(self) -> DayOptions:
        """What is said about the days."""
        return DayOptions(self.date_order, self.years, self.epoch)
