"""The database is whole, holds what the tables hold, and is the same file twice."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from balintrec.io.export.columns import Type
from balintrec.io.export.database import database_bytes
from balintrec.io.export.tables import table_names, tables
from balintrec.pathway import standing
from balintrec.society import load, read_society
from balintrec.source import WorkTree
from tests.io.export.societies import FILES, FORMULA, LONG, exported
from tests.sample import ON, ROOT


@contextmanager
def opened(data: bytes, folder: Path) -> Iterator[sqlite3.Connection]:
    """The database as a file on the disk, as others open it."""
    file = folder / "society.db"
    file.write_bytes(data)
    database = sqlite3.connect(file)
    try:
        yield database
    finally:
        database.close()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    data = database_bytes(tables(read_society(WorkTree(ROOT)), ON))
    with opened(data, tmp_path_factory.mktemp("sample")) as database:
        yield database


def small(files: Mapping[str, bytes] = FILES) -> bytes:
    return database_bytes(list(exported(files).values()))


def rows(database: sqlite3.Connection, query: str) -> list[tuple[Any, ...]]:
    return database.execute(query).fetchall()


def whole(database: sqlite3.Connection) -> bool:
    return rows(database, "PRAGMA integrity_check") == [("ok",)] and not rows(
        database, "PRAGMA foreign_key_check"
    )


def test_database_is_whole(sample: sqlite3.Connection, tmp_path: Path) -> None:
    assert whole(sample)
    with opened(small(), tmp_path) as database:
        assert whole(database)


def test_every_table_is_there_with_all_its_rows(tmp_path: Path) -> None:
    found = exported()
    with opened(small(), tmp_path) as database:
        names = [name for (name,) in rows(database, "SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert tuple(names) == table_names()
        for table in found.values():
            assert rows(database, f'SELECT count(*) FROM "{table.name}"') == [(len(table.rows),)]
            columns = [row[1] for row in rows(database, f'PRAGMA table_info("{table.name}")')]
            assert columns == [one.name for one in table.columns if one.type is not Type.LIST]


def test_the_same_society_gives_the_same_bytes() -> None:
    assert small() == small()
    assert small() == small(dict(sorted(FILES.items(), reverse=True)))


def test_values_have_types_that_sort(tmp_path: Path) -> None:
    with opened(small(), tmp_path) as database:
        session = rows(database, "SELECT date, start, \"end\", minutes FROM sessions WHERE id = 's2'")
        assert session == [("2025-04-01", "18:00", "19:40", None)]
        assert rows(database, "SELECT recorded, typeof(recorded) FROM supervisions") == [(0, "integer")]
        have = rows(
            database, "SELECT have, need FROM standings WHERE member = 'sana' AND requirement = 'hours'"
        )
        assert have == [(pytest.approx(16 / 9), 3)]


def test_hostile_texts_are_stored_as_they_are(tmp_path: Path) -> None:
    with opened(small(), tmp_path) as database:
        assert rows(database, "SELECT name, sort_key FROM members WHERE id = 'hostile'") == [(FORMULA, LONG)]


def test_keys_lead_where_they_say(sample: sqlite3.Connection) -> None:
    keys = {row[3]: row[2] for row in rows(sample, "PRAGMA foreign_key_list(session_attendees)")}
    assert keys == {"session": "sessions", "member": "members"}
    assert (
        rows(
            sample,
            "SELECT * FROM session_attendees LEFT JOIN members ON members.id = member WHERE id IS NULL",
        )
        == []
    )


def test_a_name_that_leads_nowhere_is_kept_and_promised_no_more(tmp_path: Path) -> None:
    with opened(small(), tmp_path) as database:
        found = rows(database, "SELECT member FROM session_attendees WHERE session = 's2' ORDER BY position")
        assert found == [("sana",), ("ghost",), ("broken",)]
        keys = {row[3] for row in rows(database, "PRAGMA foreign_key_list(session_attendees)")}
        assert keys == {"session"}
        assert rows(database, "SELECT path FROM unread WHERE kind = 'members'") == [
            ("records/members/broken.md",)
        ]


def test_what_is_looked_up_has_an_index(sample: sqlite3.Connection) -> None:
    plan = rows(sample, "EXPLAIN QUERY PLAN SELECT * FROM session_attendees WHERE member = 'hina-raza'")
    assert "session_attendees_by_member" in plan[0][3]
    plan = rows(sample, "EXPLAIN QUERY PLAN SELECT * FROM sessions WHERE date > '2025-01-01'")
    assert "sessions_by_date" in plan[0][3]


def test_attendance_by_year_counts_as_the_records_do(sample: sqlite3.Connection) -> None:
    society = load(WorkTree(ROOT))
    expected = Counter(
        (member, session.date.year, role)
        for session in society.sessions.values()
        if session.status == "held"
        for role, member in session.people()
    )
    roles = {"leader": "led", "co-leader": "co_led", "presenter": "presented", "attendee": "attended"}
    roles["observer"] = "observed"
    found: Counter[tuple[str, int, str]] = Counter()
    for role, name in roles.items():
        for member, year, number in rows(sample, f"SELECT member, year, {name} FROM attendance_by_year"):
            found[member, year, role] += number
    assert +found == expected
    totals = rows(
        sample,
        "SELECT sum(sessions), sum(led + co_led + presented + attended + observed) FROM attendance_by_year",
    )
    assert totals == [(expected.total(), expected.total())]


def test_due_reflections_are_those_of_status(sample: sqlite3.Connection) -> None:
    society = load(WorkTree(ROOT))
    expected = sorted(
        (str(outcome.due), member.id)
        for member in society.members.values()
        for outcome in standing(society, member, ON, dates=False).outcomes()
        if outcome.kind == "writing" and outcome.due
    )
    found = rows(sample, "SELECT due, member FROM due_reflections")
    assert found == expected
    assert found


def test_without_standings_there_is_no_view_on_them(tmp_path: Path) -> None:
    found = [table for name, table in exported().items() if name != "standings"]
    with opened(database_bytes(found), tmp_path) as database:
        views = [name for (name,) in rows(database, "SELECT name FROM sqlite_master WHERE type = 'view'")]
        assert views == ["session_people", "attendance_by_year"]
        assert rows(database, "SELECT count(*) FROM attendance_by_year") == [(5,)]


def test_a_society_without_records(tmp_path: Path) -> None:
    with opened(small({}), tmp_path) as database:
        assert whole(database)
        assert rows(database, "SELECT * FROM due_reflections") == []
        assert rows(database, 'SELECT society, "on" FROM export') == [(None, "2026-03-10")]
