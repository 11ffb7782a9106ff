"""What a layout reads out of a sheet: who attended on which day, and what became of each cell. Values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from balintrec.document.serialize import Plain
from balintrec.io.cells import Cells, Place
from balintrec.io.days import DayOptions, Epoch, Order
from balintrec.io.words import Mode, Role
from balintrec.names import fold


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
