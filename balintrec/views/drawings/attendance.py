"""The months of a member as a grid: a row a year, a column a month, in each the number of sessions. Pure."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from balintrec.views.member.values import ROLES, Month, Person

WIDTH = 320
_YEAR, _CELL, _HIGH, _TOP = 38, 23, 26, 20
_FULL = 4
"""So many sessions in a month are the darkest shade."""


class Cell(NamedTuple):
    """One month in the grid."""

    x: int
    y: int
    month: Month
    shade: int
    """From 0, no session, to 4."""
    led: bool
    """Whether a session was led or co-led."""
    presented: bool
    """Whether a case was presented."""


class Year(NamedTuple):
    """One row of the grid."""

    year: int
    y: int
    cells: tuple[Cell, ...]
    total: int


class Grid(NamedTuple):
    """The whole picture."""

    width: int
    height: int
    cell: int
    high: int
    columns: tuple[int, ...]
    """Where the twelve months begin."""
    years: tuple[Year, ...]
    ways: tuple[tuple[str, int], ...]
    """How many sessions in each way of taking part; without those that are none."""
    missed: int
    leave: bool
    """Whether any month lies in a leave."""

    @property
    def total(self) -> int:
        """How many sessions in all."""
        return sum(number for _, number in self.ways)


def attendance(person: Person) -> Grid:
    """The grid of a member's months; one that never began has no rows."""
    by_year = [(year, list(some)) for year, some in groupby(person.months, key=lambda one: one.first.year)]
    years = tuple(_year(year, some, _TOP + row * _HIGH) for row, (year, some) in enumerate(by_year))
    ways = ((way, sum(one.sessions.get(way, 0) for one in person.months)) for way in ROLES)
    return Grid(
        WIDTH,
        _TOP + len(years) * _HIGH + 2,
        _CELL,
        _HIGH,
        tuple(_YEAR + number * _CELL for number in range(12)),
        years,
        tuple(one for one in ways if one[1]),
        sum(one.missed for one in person.months),
        any(one.leave for one in person.months),
    )


def _year(year: int, months: list[Month], y: int) -> Year:
    cells = tuple(_cell(one, y) for one in months)
    return Year(year, y, cells, sum(one.total for one in months))


def _cell(month: Month, y: int) -> Cell:
    led = bool(month.sessions.get("led") or month.sessions.get("co-led"))
    x = _YEAR + (month.first.month - 1) * _CELL
    return Cell(x, y, month, min(month.total, _FULL), led, bool(month.sessions.get("presented")))
