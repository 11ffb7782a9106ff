"""Lists that people keep: a row for each person and day, or a register with names down and days across."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date

from balintrec.errors import BalintrecError
from balintrec.io.attendance import Attendance, MeetingDetails, Options, Place, Reading, RowResult
from balintrec.io.columns import HEADINGS, Columns, by_word
from balintrec.io.days import DayReader, day_and_remark, interpret_day
from balintrec.io.entries import entries
from balintrec.io.table import Table
from balintrec.io.words import CANCELLED, MODES, PRESENT, UNKNOWN_MARK, Marks, Mode, Role, is_total
from balintrec.names import fold


def row_columns(found: Columns, options: Options) -> Columns | None:
    """Someone's name and a day, which may be named by option instead; or a day, and names in columns of roles."""
    found = by_word(by_word(found, "date", "date"), "name", "name")
    if "date" in found:
        return found if found.names_people or found.roles else None
    return found if found.names_people and options.day else None


def read_rows(table: Table) -> Reading:
    """Everybody whose row has a day, and no mark of absence."""
    if table.options.day and "date" in table.columns:
        raise BalintrecError("the file contains the dates; leave out --date")
    columns = table.columns
    if "date" in columns and interpret_day(columns.headings[columns.of["date"]]).days:
        raise BalintrecError(
            f"{table.sheet.line(columns.row)} has a date where the headings should be; add a row of headings above "
            "it, such as Date and Name"
        )
    return entries(table, "rows", "date")


_CORNER = HEADINGS["date"] | HEADINGS["name"]
_NO_PEOPLE = HEADINGS["number"] | HEADINGS["meeting"]
"""What stands where names do, over or beside the numbers and titles of the meetings."""


def register_columns(found: Columns, options: Options) -> Columns | None:
    """Names, and days as headings. The corner over the names may be empty if the other headings are days."""
    days = [interpret_day(day_and_remark(heading)[0]).is_day for heading in found.headings]
    others = [
        is_day
        for is_day, heading in zip(days, found.headings, strict=True)
        if heading and not is_total(heading)
    ]
    if not any(days) or ("date" in found and others.count(True) < 2 and not options.layout):
        return None
    if found.names_people:
        return found
    corner = found.headings[0]
    if days[0] or (corner and fold(corner) not in _CORNER) or sum(days) < (1 if corner else 2):
        return None
    return replace(found, of={**{thing: at for thing, at in found.of.items() if at}, "name": 0})


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _of_other_names(columns: Columns) -> set[int]:
    """The columns of tables that stand beside this one: each begins with a column of names of its own."""
    own = columns.get("name")
    starts = [at for at, heading in enumerate(columns.headings) if fold(heading) in HEADINGS["name"]]
    if own not in starts:
        return set()
    after = [at for at in starts if at > own]
    return {*range(own), *range(after[0] if after else len(columns.headings), len(columns.headings))}


def read_register(table: Table) -> Reading:
    """Everybody with a mark of presence under some day; a row without one is a person who was never there."""
    return _Register(table).reading()


@dataclass(slots=True)
class _Register:
    table: Table
    days: dict[int, date] = field(default_factory=dict)
    meetings: dict[date, MeetingDetails] = field(default_factory=dict)
    cancelled: set[int] = field(default_factory=set)

    def reading(self) -> Reading:
        table = self.table
        self._read_days()
        self._refuse_other_days()
        rows = [row for row in table.rows() if not self._about_meetings(row)]
        marks = table.marks(table.sheet.cell(row, column) for row in rows for column in self.days)
        attendances = [one for row in rows for one in self._row(row, marks)]
        if marks.unknown and not attendances:
            raise BalintrecError(marks.question)
        return table.reading("register", attendances, self.meetings)

    def _read_days(self) -> None:
        """The day over each column that has one, with what is remarked beside it."""
        table = self.table
        taken, beside = set(table.columns.of.values()), _of_other_names(table.columns)
        said = {
            at: day_and_remark(text)
            for at, text in enumerate(table.columns.headings)
            if at not in taken | beside and text and interpret_day(day_and_remark(text)[0]).is_day
        }
        read_day = DayReader((text for text, _ in said.values()), table.options.of_days)
        for at, (text, remark) in said.items():
            if day := read_day(text):
                self.days[at] = day
                self._remark(at, day, remark)
            else:
                why = f"the heading has no readable date: {read_day.why(text)}"
                below = range(table.columns.row, len(table.sheet.rows))
                table.cells.set([(row, at) for row in below], RowResult.NO_DAY, why, "")
        if said and not self.days:
            text = next(iter(said.values()))[0]
            raise BalintrecError(f'the heading "{text}" is {read_day.why(text)}')
        for day, times in sorted(Counter(self.days.values()).items()):
            if times > 1:
                table.notes.append(
                    f"{day}: the file has {times} columns for this day; they became one session"
                )

    def _refuse_other_days(self) -> None:
        """Marks below other days would be entered on those of the first headings."""
        table = self.table
        for row in range(table.columns.row + 1, len(table.sheet.rows)):
            if self._are_headings(row):
                raise BalintrecError(
                    f"{table.sheet.line(row)} starts another table with other dates; save that table "
                    "as a separate file"
                )

    def _are_headings(self, row: int) -> bool:
        """Whether days stand below the days; the same row once more, as on each printed page, says nothing new."""
        table, cells = self.table, self.table.sheet.rows[row]
        first = table.sheet.rows[table.columns.row]
        below = [text for at in self.days if (text := " ".join(table.sheet.cell(row, at).split()))]
        if cells == first:
            return any(map(_is_number, below))  # the month that stands above them may be another
        days = [text for text in below if interpret_day(text).is_day]
        word = fold(table.cell(row, "name"))
        is_corner = word in _CORNER and bool(days or (below and all(map(_is_number, below))))
        return is_corner or (bool(days) and days == below and (not word or len(days) > 1))

    def _remark(self, column: int, day: date, remark: str) -> None:
        """What stands beside a day: that nobody met, how they met, or something else."""
        known = self.meetings.get(day, MeetingDetails())
        mode: Mode | None = MODES.get(fold(remark))
        if fold(remark) in CANCELLED:
            self.cancelled.add(column)
            self.table.notes.append(
                f"{day}: the heading says that the meeting did not take place; no session is entered"
            )
        elif mode:
            self.meetings[day] = replace(known, mode=mode)
        elif remark:
            self.meetings[day] = replace(known, remarks=(*known.remarks, remark))

    def _about_meetings(self, row: int) -> bool:
        """Whether a row is about the meetings, and not about a person; then its cells get their result."""
        table = self.table
        word = fold(table.cell(row, "name"))
        if word in _NO_PEOPLE or (word in HEADINGS["mark"] | PRESENT and self._only_numbers(row)):
            table.cells.set_row(row, RowResult.UNUSED)
            table.unneeded.append(f'"{table.cell(row, "name")}"')
            return True
        if word not in HEADINGS["remark"]:
            return False
        table.cells.set([(row, table.columns.of["name"])], RowResult.HEADING)
        for column, day in self.days.items():
            if text := " ".join(table.sheet.cell(row, column).split()):
                known = self.meetings.get(day, MeetingDetails())
                cells = (*known.cells, (row, column))
                self.meetings[day] = replace(known, remarks=(*known.remarks, text), cells=cells)
        return True

    def _only_numbers(self, row: int) -> bool:
        """Whether somebody counted here how many were there."""
        texts = [text for at in self.days if (text := self.table.sheet.cell(row, at))]
        return bool(texts) and all(map(_is_number, texts))

    def _row(self, row: int, marks: Marks) -> list[Attendance]:
        table = self.table
        word = table.cell(row, "role")
        role = table.role(word)
        if word and not role:
            table.not_read(
                row, RowResult.NOT_READ, "this role is unknown; say what it means: --role WORD=ROLE", word
            )
            return []
        attended: defaultdict[date, list[Place]] = defaultdict(list)
        roles: dict[date, Role | None] = {}
        for column, day in self.days.items():
            mark = " ".join(table.sheet.cell(row, column).split())
            present = marks(mark) if not table.role(mark) else True
            if present and column in self.cancelled:
                why = f"a mark of presence, but the heading says that there was no meeting on {day}"
                table.cells.set([(row, column)], RowResult.NOT_READ, why)
            elif present:
                attended[day].append((row, column))
                roles[day] = table.role(mark) or role
            elif present is None:
                table.cells.set([(row, column)], RowResult.NOT_READ, UNKNOWN_MARK, mark)
            else:
                table.cells.set([(row, column)], RowResult.ABSENT)
        if not attended:
            table.absent(row)
        who = table.places(row, "role")
        return [
            Attendance(row, table.person(row), day, role=roles[day], cells=(*who, *places))
            for day, places in attended.items()
        ]
