"""Tables as values, and the columns of each kind of record: the keys of its model; a list is its own table."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, time
from enum import Enum, auto
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from balintrec.model import KINDS, Record
from balintrec.model.record import Part, Period
from balintrec.model.schema import Described, describe

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


CONTACT = frozenset({("members", "also-known-as"), ("members", "email"), ("", "email"), ("", "may-enter")})
"""Kind and key of what people are reached by: e-mail addresses, handles."""
_TYPES = {
    "a day, YYYY-MM-DD": Type.DAY,
    "a time of day, HH:MM": Type.CLOCK,
    "a whole number": Type.COUNT,
    "yes or no": Type.FLAG,
}
"""The forms of keys, in the words of the model's description, that are no text."""
_NAME = "a name, or a name for each script"

Getter = Callable[[Any, date], Cell]
"""What stands in a column for a record, as of a day."""
Rows = Callable[[Any], Iterable[tuple[Cell, ...]]]


class Link(NamedTuple):
    """A list in a record as a table: whose it is, at which place, and what stands there."""

    name: str
    columns: tuple[Column, ...]
    rows: Rows
    """Of one record, without whose it is and at which place."""


class RecordTable(NamedTuple):
    """The tables of one kind of record."""

    model: type[Record]
    columns: tuple[tuple[Column, Getter], ...]
    links: tuple[Link, ...]

    @property
    def name(self) -> str:
        """The main table: the kind's folder, and `society` for the society itself."""
        return table_of(self.model.kind_folder)


def table_of(kind: str) -> str:
    """The table of a kind of record, by its folder."""
    return kind or "society"


@cache
def record_tables(*, contacts: bool) -> tuple[RecordTable, ...]:
    """The tables of every kind; without `contacts` what people are reached by has no column."""
    return tuple(_record_table(model, contacts) for model in KINDS.values())


def _record_table(model: type[Record], contacts: bool) -> RecordTable:
    keys = [one for one in describe(model) if contacts or (model.kind_folder, one.key) not in CONTACT]
    columns = [pair for one in keys for pair in _columns(model, one)]
    links = [link for one in keys for link in _links(model.noun, one)]
    return RecordTable(model, tuple(columns), tuple(links))


def _columns(model: type[Record], key: Described) -> Iterator[tuple[Column, Getter]]:
    """The columns of one key: none of a list of rows, several of a mapping with known keys.

    Of what holds from a day to a day, such as who leads, it is what holds on the day of the export.
    """
    name, field = _snake(key.key), key.field
    if key.form == _NAME:
        yield Column(name), lambda part, _: shown_name(getattr(part, field))
        yield Column(f"{name}s", Type.LIST), lambda part, _: names_by_script(getattr(part, field))
    elif hasattr(model, f"{name}_on"):
        column = Column(name, Type.LIST if key.refers else Type.COUNT)
        yield column, lambda part, on: getattr(part, f"{name}_on")(on)
    elif key.many:
        if not key.parts:
            yield Column(name, Type.LIST), lambda part, _: tuple(map(str, getattr(part, field)))
        elif key.parts == (Period,):
            yield Column(name, Type.LIST), lambda part, _: tuple(map(period_text, getattr(part, field)))
    elif key.parts:
        for inner in describe(key.parts[0]):
            column = _column(inner)._replace(name=f"{name}_{_snake(inner.key)}")
            yield column, _inside(field, inner)
    elif not key.form.startswith("keys"):
        yield _column(key), lambda part, _: getattr(part, field)


def _column(key: Described) -> Column:
    # What may also be another text is no reference that could be relied on.
    refers = table_of(key.refers.kind) if key.refers and not key.refers.loose else ""
    return Column(_snake(key.key), _TYPES.get(key.form, Type.TEXT), refers)


def _inside(field: str, inner: Described) -> Getter:
    def value(part: Part, _: date) -> Any:
        found = getattr(getattr(part, field), inner.field, None)
        return shown_name(found) if found and inner.form == _NAME else found

    return value


def _links(noun: str, key: Described) -> Iterator[Link]:
    name, field = f"{noun}_{_snake(key.key)}", key.field
    if key.form == _NAME:
        columns = (Column("script"), Column("name"))
        yield Link(f"{noun}_names", columns, lambda record: getattr(record, field).items())
    elif key.many and key.parts:
        inner = describe(key.parts[0])
        fields = [one.field for one in inner]
        yield Link(name, tuple(map(_plain_column, inner)), lambda record: _cells(record, field, fields))
    elif key.many:
        column = Column("value")
        if key.refers:
            column = Column(KINDS[key.refers.kind].noun, refers=table_of(key.refers.kind))
        yield Link(name, (column,), lambda record: ((one,) for one in getattr(record, field)))
    elif key.form.startswith("keys ("):
        columns = (Column("key"), Column("value"))
        yield Link(name, columns, lambda record: _pairs(getattr(record, field)))


def _plain_column(key: Described) -> Column:
    return _column(key) if not key.many else Column(_snake(key.key))


def _cells(record: Record, field: str, fields: list[str]) -> Iterator[tuple[Cell, ...]]:
    """A row for each part; what is nested deeper stands as JSON in one cell."""
    for part in getattr(record, field):
        # An entry that is written as a single value says its first key alone.
        alone = not isinstance(part, Part)
        values = (part, *(None for _ in fields[1:])) if alone else (getattr(part, name) for name in fields)
        yield tuple(_json(value) if isinstance(value, tuple | dict | Part) else value for value in values)


def _pairs(values: dict[str, Any] | None) -> Iterator[tuple[Cell, ...]]:
    for key, value in (values or {}).items():
        for one in value if isinstance(value, tuple) else (value,):
            yield key, one


def shown_name(name: dict[str, str]) -> str:
    """A name in Latin letters where there is one, else in the first script recorded."""
    return name.get("latin") or next(iter(name.values()))


def names_by_script(name: dict[str, str]) -> tuple[str, ...]:
    """Every name with its script before it; none where the one in Latin letters is all there is."""
    return () if [*name] == ["latin"] else tuple(f"{script}: {text}" for script, text in name.items())


def period_text(period: Period) -> str:
    """From which day to which, as `import members` reads it."""
    return f"{period.from_} to {period.to}" if period.to else f"from {period.from_}"


def _json(value: Any) -> str | None:
    return json.dumps(_plain(value), ensure_ascii=False) if value else None


def _plain(value: Any) -> Any:
    """A value as JSON has it: only the keys that say something."""
    if isinstance(value, Part):
        found = {one.key: _plain(getattr(value, one.field)) for one in _described(type(value))}
        return {key: one for key, one in found.items() if one not in (None, [], {})}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if value is None or isinstance(value, str | bool | int):
        return value
    return value.isoformat() if isinstance(value, date | time) else str(value)


@cache
def _described(model: type[Part]) -> tuple[Described, ...]:
    return describe(model)


def _snake(key: str) -> str:
    return key.replace("-", "_")
