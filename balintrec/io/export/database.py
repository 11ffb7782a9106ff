"""Tables as one SQLite database: types, keys, indexes, and views that answer what a secretary is asked."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, time
from fractions import Fraction

from balintrec.errors import BalintrecError
from balintrec.io.export.columns import Cell, Column, Table, Type

_TYPES = {
    Type.TEXT: "TEXT",
    Type.DAY: "DATE",
    Type.CLOCK: "TIME",
    Type.COUNT: "INTEGER",
    Type.AMOUNT: "NUMERIC",
    Type.FLAG: "BOOLEAN",
}
_PAGE = 4096
"""Bytes of a page: the same everywhere, so that the same tables give the same file."""

SESSION_PEOPLE = """
CREATE VIEW session_people AS
-- Who was to be or was at a session, each once, in the first of these roles.
SELECT session, sessions.date, sessions."group", sessions.status, member,
    CASE min(rank) WHEN 1 THEN 'leader' WHEN 2 THEN 'co-leader' WHEN 3 THEN 'presenter'
        WHEN 4 THEN 'attendee' ELSE 'observer' END AS role
FROM (
    SELECT session, member, 1 AS rank FROM session_leaders
    UNION ALL SELECT session, member, 2 FROM session_co_leaders
    UNION ALL SELECT id, presenter, 3 FROM sessions WHERE presenter IS NOT NULL
    UNION ALL SELECT session, member, 4 FROM session_attendees
    UNION ALL SELECT session, member, 5 FROM session_observers
) JOIN sessions ON sessions.id = session
GROUP BY session, member
"""
ATTENDANCE_BY_YEAR = """
CREATE VIEW attendance_by_year AS
-- The sessions held that somebody was at, by calendar year.
SELECT member, members.name, CAST(substr(date, 1, 4) AS INTEGER) AS year, count(*) AS sessions,
    sum(role = 'leader') AS led, sum(role = 'co-leader') AS co_led, sum(role = 'presenter') AS presented,
    sum(role = 'attendee') AS attended, sum(role = 'observer') AS observed
FROM session_people LEFT JOIN members ON members.id = member
WHERE status = 'held'
GROUP BY member, year
ORDER BY member, year
"""
DUE_REFLECTIONS = """
CREATE VIEW due_reflections AS
-- The next reflection of everybody who still has to write one, the first due first.
SELECT due, member, members.name, title, next
FROM standings LEFT JOIN members ON members.id = member
WHERE kind = 'writing' AND unit <> 'reports' AND outcome = 'not-met' AND due IS NOT NULL
ORDER BY due, member, requirement
"""
_VIEWS = (("sessions", SESSION_PEOPLE), ("sessions", ATTENDANCE_BY_YEAR), ("standings", DUE_REFLECTIONS))
"""Each with the table without which it cannot be."""


def database_bytes(tables: Sequence[Table]) -> bytes:
    """A whole database file with the tables of a society, with or without `standings`.

    The same tables give the same bytes, by one version of SQLite.
    """
    ids = {table.name: {row[0] for row in table.rows} for table in tables if table.key == ("id",)}
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(f"PRAGMA page_size = {_PAGE}")
        for table in tables:
            database.execute(_created(table, ids))
            _fill(database, table)
            for statement in _indexes(table):
                database.execute(statement)
        for needed, view in _VIEWS:
            if any(table.name == needed for table in tables):
                database.execute(view)
        database.commit()
        if not hasattr(database, "serialize"):  # an SQLite built without it
            raise BalintrecError("the SQLite of this Python cannot make a file in memory; try another Python")
        return database.serialize()


def _created(table: Table, ids: Mapping[str, set[Cell]]) -> str:
    columns = [f"{_name(one.name)} {_TYPES[one.type]}{_must(one, table)}" for _, one in _kept(table)]
    keys = [f"PRIMARY KEY ({', '.join(map(_name, table.key))})"]
    keys += [
        f"FOREIGN KEY ({_name(one.name)}) REFERENCES {_name(one.refers)} (id)"
        for place, one in _kept(table)
        if one.refers and _holds(table, place, ids.get(one.refers, set()))
    ]
    return f"CREATE TABLE {_name(table.name)} ({', '.join([*columns, *keys])})"


def _kept(table: Table) -> Iterator[tuple[int, Column]]:
    """The columns with their places; a list stands in a table of its own."""
    return ((place, one) for place, one in enumerate(table.columns) if one.type is not Type.LIST)


def _must(column: Column, table: Table) -> str:
    return " NOT NULL" if column.name in table.key else ""


def _holds(table: Table, place: int, known: set[Cell]) -> bool:
    """Whether everything that a column names is there: a key that does not hold would be a false promise."""
    return all(row[place] is None or row[place] in known for row in table.rows)


def _fill(database: sqlite3.Connection, table: Table) -> None:
    places = [place for place, _ in _kept(table)]
    marks = ", ".join("?" * len(places))
    rows = (tuple(_stored(row[place]) for place in places) for row in table.rows)
    database.executemany(f"INSERT INTO {_name(table.name)} VALUES ({marks})", rows)


def _stored(cell: Cell) -> str | int | float | None:
    """A cell as SQLite keeps it: days and times as texts that sort, flags as 1 and 0."""
    match cell:
        case None | str() | int():
            return cell
        case Fraction():
            return float(cell)
        case time():
            return f"{cell:%H:%M}"
        case date():
            return cell.isoformat()
    return "; ".join(cell)


def _indexes(table: Table) -> Iterable[str]:
    """An index on every column that people look things up by: who, which, and when."""
    for _, one in _kept(table):
        if (one.refers or one.type is Type.DAY) and one.name != table.key[0]:
            index = _name(f"{table.name}_by_{one.name}")
            yield f"CREATE INDEX {index} ON {_name(table.name)} ({_name(one.name)})"


def _name(name: str) -> str:
    # `group`, `from` and `references` are words of SQL too.
    return f'"{name}"'
