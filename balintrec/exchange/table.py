"""A sheet with a row of headings: its rows one by one, and what becomes of those that name nobody. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from balintrec.errors import BalintrecError
from balintrec.exchange.attendance import Fate, Options, Person, Presence, Reading
from balintrec.exchange.columns import Columns
from balintrec.exchange.marks import understand, unusual
from balintrec.exchange.sheet import Sheet
from balintrec.names import fold, quoted

_SHOWN = 8


@dataclass(slots=True)
class Table:
    """What a layout works on. ``own`` are the folded names of the group that is imported."""

    sheet: Sheet
    columns: Columns
    options: Options
    own: frozenset[str]
    fates: dict[int, Fate] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    """About single rows; only the first few are said."""

    def rows(self) -> Iterator[int]:
        """The rows below the headings that name a person of this group; the others get their fate."""
        other_groups = self._other_groups()
        for row, cells in enumerate(self.sheet.rows):
            if not any(cells):
                self.fates[row] = Fate.BLANK
            elif row <= self.columns.row or cells == self.columns.headings:
                self.fates[row] = Fate.HEADING
            elif fold(self.cell(row, "group")) in other_groups:
                self.fates[row] = Fate.OTHER_GROUP
            elif not any((person := self.person(row)).key):
                self.fates[row] = Fate.NO_NAME
                self.troubles.append(f"row {row + 1} names nobody: {_shown(person, cells)}")
            else:
                yield row

    def cell(self, row: int, thing: str) -> str:
        """The cell of a row in the column for a thing; empty where there is none."""
        return self.sheet.cell(row, self.columns.get(thing))

    def person(self, row: int) -> Person:
        """Who a row is about, as typed."""
        name = self.cell(row, "name") or f"{self.cell(row, 'first')} {self.cell(row, 'last')}".strip()
        return Person(name, self.cell(row, "email"), self.cell(row, "handle"))

    def dayless(self, text: str, row: int) -> None:
        """A row whose day cannot be read."""
        self.fates[row] = Fate.NO_DAY
        said = f'"{text[:40]}" is not a day' if text else "no day is given"
        self.troubles.append(f"row {row + 1}: {said}; write it as 2024-03-12")

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

    def unused(self, *used: int) -> None:
        """Note the columns that nothing was read from, so that nobody thinks they were."""
        if unused := self.columns.unused(used):
            self.notes.append(
                f"columns not read: {', '.join(unused[:_SHOWN])}{' …' if len(unused) > _SHOWN else ''}"
            )

    def reading(self, layout: str, presences: Iterable[Presence]) -> Reading:
        """What was read, with the fates and notes gathered on the way."""
        more = len(self.troubles) - _SHOWN
        rest = (f"… and {more} more rows like these",) if more > 0 else ()
        notes = (*self.troubles[:_SHOWN], *rest, *self.notes)
        return Reading(layout, tuple(presences), self.fates, notes)

    def _other_groups(self) -> frozenset[str]:
        """The folded group names in the file that are not this group's; one name alone is taken for this group."""
        if "group" not in self.columns:
            return frozenset()
        typed = {fold(cell): cell for row in range(self.columns.row + 1, len(self.sheet.rows))
                 if (cell := self.cell(row, "group"))}  # fmt: skip
        typed.pop(fold(self.columns.headings[self.columns.of["group"]]), None)
        if len(typed) < 2:
            return frozenset()
        if not typed.keys() & self.own:
            names = quoted(f'"{name}"' for name in sorted(typed.values())[:_SHOWN])
            raise BalintrecError(
                f"the file is about several groups, and none is called as this one is: {names}"
            )
        return frozenset(typed.keys() - self.own)


def _shown(person: Person, cells: tuple[str, ...]) -> str:
    return f'"{person.name[:40]}"' if person.name else f"it has {sum(map(bool, cells))} other cells"
