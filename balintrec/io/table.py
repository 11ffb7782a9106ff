"""A table with a row of headings: its rows one by one, and the results of the cells that name nobody."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from balintrec.errors import BalintrecError
from balintrec.io.attendance import (
    Attendance,
    Cells,
    MeetingDetails,
    Options,
    Person,
    Place,
    Reading,
    RowResult,
)
from balintrec.io.columns import LANGUAGES, Columns
from balintrec.io.sheet import Sheet
from balintrec.io.words import ROLE_NAMES, ROLES, Marks, Role, is_total
from balintrec.names import fold, quoted

_SHOWN = 8
_WHO = ("name", "first", "last", "account", "email", "handle", "mark")
"""The columns that are always among the cells of an attendance."""

_MEANT = ("mark", "role", "remark", "time", "start", "end", "minutes", "mode", "cases", *ROLE_NAMES)
"""The columns that say something; if a layout does not read them, they were not read."""


@dataclass(slots=True)
class Table:
    """What a layout works on. ``own`` are the folded names of the group that is imported."""

    sheet: Sheet
    columns: Columns
    options: Options
    own: frozenset[str]
    cells: Cells
    until: int | None = None
    """The row before which the table ends, where another one follows in the same sheet."""
    notes: list[str] = field(default_factory=list)
    unneeded: list[str] = field(default_factory=list)
    """The headings of columns that are known, and not needed."""

    def rows(self) -> Iterator[int]:
        """The rows below the headings that name a person of this group; the others get their result."""
        other_groups = self._other_groups()
        for row in self._below():
            cells = self.sheet.rows[row]
            if not any(cells):
                continue
            if row and cells == self.sheet.rows[self.columns.row]:
                self.cells.set_row(row, RowResult.HEADING)
            elif self._left_out(row):
                self.cells.set_row(row, RowResult.IGNORED)
            elif fold(self.cell(row, "group")) in other_groups:
                self.cells.set_row(row, RowResult.OTHER_GROUP)
            elif is_total(self.person(row).name):
                self.cells.set_row(row, RowResult.UNUSED)
            elif not any(self.person(row).key) and not any(
                self.cell(row, role) for role in self.columns.roles
            ):
                self.cells.set_row(row, RowResult.NO_NAME, "no name")
            else:
                yield row

    def cell(self, row: int, thing: str) -> str:
        """The cell of a row in the column for a thing; empty where there is none."""
        return " ".join(self.sheet.cell(row, self.columns.get(thing)).split())

    def person(self, row: int) -> Person:
        """Who a row is about, as typed."""
        parts = f"{self.cell(row, 'first')} {self.cell(row, 'last')}".strip()
        name = self.sheet.cell(row, self.columns.get("name")) or parts or self.cell(row, "account")
        email = self.cell(row, "email")  # or a word such as "anonymous"
        return Person(name, email if "@" in email else "", self.cell(row, "handle"))

    def places(self, row: int, *things: str) -> tuple[Place, ...]:
        """The cells of a row that say who it is about, whether they were there, and these things."""
        columns = (self.columns.get(thing) for thing in (*_WHO, *things))
        return tuple((row, column) for column in columns if column is not None)

    def role(self, text: str) -> Role | None:
        """What somebody was, by the word of the file; None where nobody knows the word."""
        word = fold(text)
        return self.options.roles.get(word) or ROLES.get(word)

    def marks(self, marks: Iterable[str]) -> Marks:
        """What the marks of the file mean, given all of them."""
        heading = next((fold(self.columns.headings[at]) for at in self._names() if at is not None), "")
        language = self.options.language or LANGUAGES.get(heading)
        languages = [language] if language else self.options.languages
        marks = [mark for mark in marks if not self.role(mark)]
        return Marks(marks, self.options.present, self.options.absent, languages)

    def no_day(self, row: int, when: str) -> None:
        """A row whose day, in the column ``when``, cannot be read."""
        text = self.cell(row, when)
        what = "not a day" if text else "no day"
        self.not_read(row, RowResult.NO_DAY, f"{what}; write it as 2024-03-12", text)

    def not_read(self, row: int, kind: RowResult, why: str, said: str = "") -> None:
        """A row of which nothing can be entered."""
        self.cells.set(self.places(row, *self.columns.of), kind, why, said)

    def absent(self, row: int) -> None:
        """A row that says of somebody that they were not there."""
        self.cells.set(self.places(row, *self.columns.of), RowResult.ABSENT)

    def merged(self, meetings: Mapping[date, set[str]]) -> None:
        """Note the days on which the file has several meetings, since a session file is one a day."""
        for day, names in sorted(meetings.items()):
            if len(names) > 1:
                self.notes.append(
                    f"{day}: the file has {len(names)} meetings on this day; they became one session"
                )

    def reading(
        self,
        layout: str,
        attendances: Iterable[Attendance],
        meetings: Mapping[date, MeetingDetails] | None = None,
    ) -> Reading:
        """What was read. Cells of columns that nothing was read from get their result here."""
        found = tuple(attendances)
        self._refuse_unknown()
        self.finish({place for one in found for place in one.cells})
        notes = [f"columns not needed: {', '.join(self.unneeded)}"] if self.unneeded else []
        return Reading(layout, found, self.cells, (*self.notes, *notes), meetings or {})

    def finish(self, said: Collection[Place]) -> None:
        """Give the headings their result, and all cells that say nothing and have none."""
        self._headings()
        for column, heading in enumerate(self._widest()):
            rows = [row for row in self._below() if (row, column) not in said]
            self._rest(column, heading, rows)

    def _refuse_unknown(self) -> None:
        """Raise `BalintrecError` for a column that somebody leaves out and the file does not have."""
        if self.options.ignored and not self.columns.ignored and RowResult.IGNORED not in self.cells.counts():
            raise BalintrecError(
                f"there is no column {quoted(self.options.ignored)}, which --ignore-column names"
            )

    def _below(self) -> range:
        return range(self.columns.row + 1, len(self.sheet.rows) if self.until is None else self.until)

    def _headings(self) -> None:
        for row in range(self.columns.row + 1):
            self.cells.set_row(row, RowResult.HEADING)

    def _unneeded(self) -> set[int]:
        """The columns that are known, and say nothing that a session could hold."""
        return {column for thing, column in self.columns.of.items() if thing not in _MEANT}

    def _names(self) -> tuple[int | None, ...]:
        return tuple(self.columns.get(thing) for thing in ("name", "last", "first"))

    def _left_out(self, row: int) -> bool:
        """Whether a row is a column of the file that somebody leaves out."""
        left_out = {fold(name) for name in self.options.ignored}
        return self.sheet.turned and bool(
            {fold(self.cell(row, "name")), fold(self.sheet.line(row).split()[1])} & left_out
        )

    def _widest(self) -> list[str]:
        """The headings, with blanks for the columns that have none."""
        width = max((len(self.sheet.rows[row]) for row in self._below()), default=0)
        headings = list(self.columns.headings)
        return headings + [""] * (width - len(headings))

    def _rest(self, column: int, heading: str, rows: list[int]) -> None:
        """The result of the cells of a column that are in no attendance and have none yet."""
        open_ = [(row, column) for row in rows if not self.cells.knows((row, column))]
        if column in self.columns.ignored:
            self.cells.set(open_, RowResult.IGNORED)
        elif is_total(heading) or column in self._unneeded():
            self.cells.set(open_, RowResult.UNUSED)
            if any(self.sheet.cell(*place) for place in open_):
                self.unneeded.append(f'"{heading}"')
        elif heading:
            why = f'nothing is read from this column: "{heading[:40]}"; use --ignore-column to leave it out'
            self.cells.set(open_, RowResult.NOT_READ, why)
        else:
            letters = self.sheet.letters(column)
            why = f"this column has no heading; add one, or leave it out with --ignore-column {letters}"
            self.cells.set(open_, RowResult.NOT_READ, why)

    def _other_groups(self) -> frozenset[str]:
        """The folded group names in the file that are not this group's; one name alone is taken for this group."""
        if "group" not in self.columns:
            return frozenset()
        typed = {fold(cell): cell for row in self._below() if (cell := self.cell(row, "group"))}
        typed.pop(fold(self.columns.headings[self.columns.of["group"]]), None)
        if len(typed) < 2:
            return frozenset()
        if not typed.keys() & self.own:
            names = quoted(f'"{name}"' for name in sorted(typed.values())[:_SHOWN])
            raise BalintrecError(f"the file has several groups, and none has this group's name: {names}")
        return frozenset(typed.keys() - self.own)
