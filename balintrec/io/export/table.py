"""A table as a value: named columns with types, and rows of cells."""

from __future__ import annotations

from datetime import date, time
from enum import Enum, auto
from fractions import Fraction
from typing import NamedTuple

Cell = str | int | Fraction | date | time | tuple[str, ...] | None
"""A flag is a bool. None: nothing is recorded."""


class Type(Enum):
    """What stands in a column."""

    TEXT = auto()
    DAY = auto()
    CLOCK = auto()
    COUNT = auto()
    AMOUNT = auto()
    """A number that need not be whole."""
    FLAG = auto()
    LIST = auto()
    """Several texts: for formats without a second table to look at; the same stands in a table of its own."""


class Column(NamedTuple):
    """A column by its name in snake_case."""

    name: str
    type: Type = Type.TEXT
    refers: str = ""
    """The table whose `id` stands here."""


class Table(NamedTuple):
    """Rows in a fixed order, each with a cell for every column."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    key: tuple[str, ...] = ("id",)
    """The columns by which rows are told apart."""
    owner: str = ""
    """The table of records in which these rows are lists; empty where they are no lists."""
