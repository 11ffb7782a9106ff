"""A table with a row of headings: its rows one by one, and the results of the cells that name nobody."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from balintrec.errors import BalintrecError
from balintrec.exchange.attendance import Attendance, MeetingDetails, Options, Person, Reading
from balintrec.exchange.cells import Cells, Fate, Place
from balintrec.exchange.columns import Columns
from balintrec.exchange.marks import understand, unusual
from balintrec.exchange.sheet import Sheet
from balintrec.names import fold, quoted

_SHOWN = 8
_WHO = ("name", "first", "last", "account", "email", "handle", "mark")
"""The columns that are always among the cells of an attendance."""


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

    def rows(self) -> Iterator[int]:
        """The rows below the headings that name a person of this group; the others get their result."""
        other_groups = self._other_groups()
        for row in self._below():
            cells = self.sheet.rows[row]
            if cells == self.columns.headings:
                self.cells.set_row(row, Fate.HEADING)
            elif fold(self.cell(row, "group")) in other_groups:
                self.cells.set_row(row, Fate.OTHER_GROUP)
            elif not any(self.person(row).key):
                self.cells.set_row(row, Fate.NO_NAME, "no name")
            else:
                yield row

    def cell(self, row: int, thing: str) -> str:
        """The cell of a row in the column for a thing; empty where there is none."""
        return self.sheet.cell(row, self.columns.get(thing))

    def person(self, row: int) -> Person:
        """Who a row is about, as typed."""
        name = self.cell(row, "name") or f"{self.cell(row, 'first')} {self.cell(row, 'last')}".strip()
        email = self.cell(row, "email")  # or a word such as "anonymous"
        return Person(
            name or self.cell(row, "account"), email if "@" in email else "", self.cell(row, "handle")
        )

    def places(self, row: int, *things: str) -> tuple[Place, ...]:
        """The cells of a row that say who it is about, whether they were there, and these things."""
        columns = (self.columns.get(thing) for thing in (*_WHO, *things))
        return tuple((row, column) for column in columns if column is not None)

    def dayless(self, row: int, when: str) -> None:
        """A row whose day, in the column ``when``, cannot be read."""
        text = self.cell(row, when)
        what = "not a day" if text else "no day"
        self.cells.set(
            self.places(row, *self.columns.of), Fate.NO_DAY, f"{what}; write it as 2024-03-12", text
        )

    def absent(self, row: int) -> None:
        """A row that says of somebody that they were not there."""
        self.cells.set(self.places(row, *self.columns.of), Fate.ABSENT)

    def merged(self, meetings: Mapping[date, set[str]]) -> None:
        """Note the days on which the file has several meetings, since a session file is one a day."""
        for day, names in sorted(meetings.items()):
            if len(names) > 1:
                self.notes.append(
                    f"{day}: the file has {len(names)} meetings on this day; they became one session"
                )

    def marked(self, marks: Sequence[str]) -> Callable[[str], bool]:
        """Whether a mark means present, given all of them; marks of no known meaning are noted."""
        is_present = understand(marks, self.options.present)
        if odd := unusual(marks, self.options.present):
            shown = quoted(f'"{mark[:20]}"' for mark in odd[:_SHOWN])
            self.notes.append(f"taken for present: the marks {shown} (else: --present)")
        return is_present

    def reading(
        self,
        layout: str,
        attendances: Iterable[Attendance],
        meetings: Mapping[date, MeetingDetails] | None = None,
    ) -> Reading:
        """What was read. Cells of columns that nothing was read from get their result here."""
        found = tuple(attendances)
        self.finish({place for one in found for place in one.cells})
        return Reading(layout, found, self.cells, tuple(self.notes), meetings or {})

    def finish(self, said: Collection[Place]) -> None:
        """Give the headings their result, and all cells that say nothing and have none."""
        self._headings()
        for column, heading in enumerate(self._widest()):
            rows = [row for row in self._below() if (row, column) not in said]
            self._rest(column, heading, rows)

    def _below(self) -> range:
        return range(self.columns.row + 1, len(self.sheet.rows) if self.until is None else self.until)

    def _headings(self) -> None:
        for row in range(self.columns.row + 1):
            self.cells.set_row(row, Fate.HEADING)

    def _widest(self) -> list[str]:
        """The headings, with blanks for the columns that have none."""
        width = max((len(self.sheet.rows[row]) for row in self._below()), default=0)
        headings = list(self.columns.headings)
        return headings + [""] * (width - len(headings))

    def _rest(self, column: int, heading: str, rows: list[int]) -> None:
        """The result of the cells of a column that are in no attendance and have none yet."""
        open_ = [(row, column) for row in rows if not self.cells.knows((row, column))]
        letters = self.sheet.address(0, column).rstrip("0123456789")
        if {fold(heading), letters.casefold()} & {fold(name) for name in self.options.ignored if fold(name)}:
            self.cells.set(open_, Fate.IGNORED)
        elif column in self.columns.of.values():
            self.cells.set(open_, Fate.UNUSED)
        elif heading:
            why = f'nothing is read from the column "{heading[:40]}"; --ignore-column leaves it out'
            self.cells.set(open_, Fate.NOT_READ, why)
        else:
            why = f"no heading says what this is; write one, or leave it out with --ignore-column {letters}"
            self.cells.set(open_, Fate.NOT_READ, why)

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
            raise BalintrecError(
                f"the file is about several groups, and none is called as this one is: {names}"
            )
        return frozenset(typed.keys() - self.own)
