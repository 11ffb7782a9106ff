"""A society as tables: a table a kind of record, a table a list in them, and what is computed of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import NamedTuple

from balintrec.io.export.columns import Link, Shape, shapes, shown_name
from balintrec.io.export.computed import judged, register, standings, unread
from balintrec.io.export.redaction import Bodies, encodable, without_addresses
from balintrec.io.export.table import Cell, Column, Table, Type
from balintrec.model import Record
from balintrec.society import Loaded, Society
from balintrec.society.load import Progress

VERSION = 1
"""Of the tables: their names and columns."""
STANDINGS = "standings"
"""The one table that takes long: every member is judged for it."""
_EXPORT = (Column("society"), Column("on", Type.DAY), Column("version", Type.COUNT))


class Asked(NamedTuple):
    """What is exported only if it is asked for by name."""

    bodies: Bodies | None = None
    contacts: bool = False


def table_names(*, contacts: bool = False) -> tuple[str, ...]:
    """The names of all tables, in order."""
    names = [
        name
        for shape in shapes(contacts=contacts)
        for name in (shape.name, *(one.name for one in shape.links))
    ]
    return (*names, STANDINGS, "register", "unread", "export")


def tables(
    loaded: Loaded,
    on: date,
    asked: Asked = Asked(),  # noqa: B008  # a value that never changes
    *,
    only: Collection[str] = (),
    progress: Progress | None = None,
) -> tuple[Table, ...]:
    """The tables of a society as of a day, all or those named; ``progress`` hears how many members are judged.

    What is not named is not computed. Rows are in order of id, those of lists in order of id and place.
    """
    society = loaded.society
    computed: dict[str, Callable[[], Table]] = {
        STANDINGS: lambda: standings(judged(society, on, progress)),
        "register": lambda: register(society, on),
        "unread": lambda: unread(loaded),
        "export": lambda: _export(society, on),
    }
    wanted = [
        *_recorded(society, on, asked, only),
        *(make() for name, make in computed.items() if _is(name, only)),
    ]
    if not asked.contacts:
        wanted = [without_addresses(one) for one in wanted]
    return tuple(map(encodable, wanted))


def _is(name: str, only: Collection[str]) -> bool:
    return not only or name in only


def _recorded(society: Society, on: date, asked: Asked, only: Collection[str]) -> Iterator[Table]:
    for shape in shapes(contacts=asked.contacts):
        records = list(_records(society, shape))
        if _is(shape.name, only):
            yield _main(shape, records, on, (asked.bodies or {}).get(shape.model.kind_folder))
        for link in shape.links:
            if _is(link.name, only):
                yield _linked(shape, link, records)


def _records(society: Society, shape: Shape) -> Iterator[Record]:
    if shape.model.kind_folder:
        yield from society.records[shape.model.kind_folder].values()
    elif society.about:
        yield society.about


def _main(shape: Shape, records: list[Record], on: date, bodies: dict[str, str] | None) -> Table:
    columns = (Column("id"), *(column for column, _ in shape.columns), Column("path"))
    getters = [getter for _, getter in shape.columns]
    rows: list[tuple[Cell, ...]] = [(one.id, *(get(one, on) for get in getters), one.path) for one in records]
    if bodies is not None:
        columns = (*columns, Column("body"))
        rows = [(*row, bodies.get(one.id)) for row, one in zip(rows, records, strict=True)]
    return Table(shape.name, columns, tuple(rows))


def _linked(shape: Shape, link: Link, records: list[Record]) -> Table:
    owner = Column(shape.model.noun, refers=shape.name)
    rows = tuple(
        (record.id, position, *cells)
        for record in records
        for position, cells in enumerate(link.rows(record), 1)
    )
    columns = (owner, Column("position", Type.COUNT), *link.columns)
    return Table(link.name, columns, rows, (owner.name, "position"), shape.name)


def _export(society: Society, on: date) -> Table:
    name = shown_name(society.about.name) if society.about else None
    return Table("export", _EXPORT, ((name, on, VERSION),), ("on",))
