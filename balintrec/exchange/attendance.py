"""What a layout reads out of a sheet: who was there on which day, and what became of each other row. Values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from balintrec.exchange.days import Order
from balintrec.names import fold


class Fate(StrEnum):
    """What became of a row. Every row of a file has exactly one; the words are those of the summary."""

    HEADING = "headings, and lines above the table"
    BLANK = "blank"
    ENTERED = "entered"
    RECORDED = "in the records already"
    AGAIN = "the same person again on the same day"
    GUEST = "guests (counted, not named)"
    REVIEW = "to review"
    SKIPPED = "skipped by the review file"
    ABSENT = "not present"
    BRIEF = "present for less than --min-minutes"
    OTHER_GROUP = "of another group"
    NO_DAY = "without a day that can be read"
    FUTURE = "of days in the future"
    NO_NAME = "without a name"
    HELD_BACK = "of a session that is left as it is"


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
class Presence:
    """A row says that a person was there on a day."""

    row: int
    """Its index."""
    person: Person
    day: date
    minutes: int | None = None
    """How long, where the layout says so: rows of one person are added up."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A sheet as understood: presences in the order of the rows, and the fate of the rows that have none."""

    layout: str
    presences: tuple[Presence, ...]
    fates: Mapping[int, Fate]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """What the person who imports says about the file."""

    layout: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    """``date``, ``name``, ``email``, ``handle``: the heading of the column, or its number from 1."""
    present: tuple[str, ...] = ()
    """The marks that mean present; if given, no others do."""
    date_order: Order | None = None
    day: date | None = None
    """The day of a file that does not say it."""
    min_minutes: int = 0
    leaders: tuple[str, ...] | None = None
    """Who led; None: those leaders of the group who were present."""
    create_members: bool = False
    on: date | None = None
    """Sessions after this day are not entered: nobody has been there yet."""
