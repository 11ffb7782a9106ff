"""A society as tables: every record, every list, what is computed, and what could not be read."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from balintrec.formats.register import register as entries
from balintrec.io.export.tables import register, table_names, tables
from balintrec.pathway import standing
from balintrec.society import read_society
from balintrec.source import WorkTree
from tests.io.export.societies import FILES, ON, column, exported, loaded
from tests.sample import ON as SAMPLE_DAY
from tests.sample import ROOT
from tests.sample import society as sample_society


def test_tables_are_those_that_are_named() -> None:
    assert tuple(exported()) == table_names()
    assert tuple(exported(contacts=True)) == table_names(contacts=True)


def test_every_record_has_a_row() -> None:
    read = read_society(WorkTree(ROOT))
    found = {one.name: one for one in tables(read, SAMPLE_DAY)}
    for kind, records in read.society.records.items():
        assert column(found[kind], "id") == sorted(records)
        assert column(found[kind], "path") == [records[id].path for id in sorted(records)]


def test_every_row_has_a_cell_for_every_column_and_a_key_of_its_own() -> None:
    for table in (*exported().values(), *exported(contacts=True, with_bodies=("reflections",)).values()):
        assert {len(row) for row in table.rows} <= {len(table.columns)}
        places = [[one.name for one in table.columns].index(name) for name in table.key]
        keys = [tuple(row[place] for place in places) for row in table.rows]
        assert len(set(keys)) == len(keys), table.name


def test_a_session_says_what_its_record_says() -> None:
    row = dict(
        zip([one.name for one in exported()["sessions"].columns], exported()["sessions"].rows[4], strict=True)
    )
    assert (row["id"], row["date"], str(row["start"]), row["minutes"]) == (
        "s2",
        date(2025, 4, 1),
        "18:00:00",
        None,
    )
    assert row["attendees"] == ("sana", "ghost", "broken")
    assert exported()["session_attendees"].rows[:2] == (("s1", 1, "sana"), ("s1", 2, "hostile"))


def test_what_holds_for_a_time_is_told_as_of_the_day_and_in_full() -> None:
    terms = "[nadia, {member: sana, from: 2025-01-01}, {member: hostile, to: 2024-12-31}]"
    quorum = "[{at-least: 1, to: 2024-12-31}, {at-least: 2, from: 2025-01-01}]"
    society = f"name: S\ncommittee: {terms}\nquorum: {quorum}\n"
    group = f"name: Tuesday\nleaders: {terms}\n"
    files = {"records/society.md": society, "records/groups/tuesday.md": group}
    found = exported({**FILES, **{path: f"---\n{text}---\n".encode() for path, text in files.items()}})
    assert column(found["society"], "committee") == column(found["groups"], "leaders") == [("nadia", "sana")]
    assert column(found["society"], "quorum") == [2]
    last, first = date(2024, 12, 31), date(2025, 1, 1)
    assert [one.name for one in found["group_leaders"].columns] == [
        "group",
        "position",
        "member",
        "from",
        "to",
    ]
    assert [row[2:] for row in found["group_leaders"].rows] == [
        ("nadia", None, None),
        ("sana", first, None),
        ("hostile", None, last),
    ]
    assert [row[2:] for row in found["society_committee"].rows] == [
        row[2:] for row in found["group_leaders"].rows
    ]
    assert [row[2:] for row in found["society_quorum"].rows] == [(1, None, last), (2, first, None)]


def test_mappings_and_rows_of_rows() -> None:
    found = exported()
    assert found["assessment_competencies"].rows == (
        ("a1", 1, "group-process", "developing"),
        ("a1", 2, "safe-environment", "good"),
    )
    assert found["member_membership"].rows[2:] == (
        ("sana", 1, date(2025, 1, 1), date(2025, 2, 1)),
        ("sana", 2, date(2025, 3, 1), None),
    )
    assert found["evaluation_answers"].rows == (("e1", 1, "p1", "[5, 4]"),)
    assert ("sana", 2, "ur", "ثنا ملک") in found["member_names"].rows
    assert column(found["reflections"], "period_to") == [date(2025, 8, 31)]


def test_standings_are_those_of_status_with_their_parts() -> None:
    society = loaded().society
    rows = [row for row in exported()["standings"].rows if row[0] == "sana"]
    assert [row[4:6] for row in rows] == [
        ("five", None), ("either", None), ("course", "either"), ("hours", "either"), ("half-yearly", None)
    ]  # fmt: skip
    outcome = standing(society, society.members["sana"], ON).outcomes()[0]
    assert rows[0][9:12] == (outcome.status, outcome.have, outcome.need)
    hours = rows[3]
    assert hours[10] == Fraction(16, 9), "60 and 100 of 90 minutes"


def test_standings_hold_everybody_inside() -> None:
    assert set(column(exported()["standings"], "member")) == {"hostile", "nadia", "sana"}


def test_register_is_that_of_the_society() -> None:
    society = sample_society()
    found = register(society, SAMPLE_DAY)
    assert [row[:2] for row in found.rows] == [
        (one.member, one.credential) for one in entries(society, SAMPLE_DAY)
    ]
    held = {(row[0], row[1]) for row in found.rows if row[5] == "current"}
    for member in society.members.values():
        credentials = standing(society, member, SAMPLE_DAY, dates=False).credentials
        assert {credential for who, credential in held if who == member.id} == set(credentials)


def test_what_could_not_be_read_is_listed_with_its_findings() -> None:
    rows = exported()["unread"].rows
    assert [row[:3] for row in rows] == [
        ("records/members/broken.md", "members", "broken"),
        ("records/notes.txt", None, None),
    ]
    assert all(isinstance(row[3], int) and row[3] > 0 for row in rows)
    read = loaded().society
    assert len(rows) == read.files - read.count


@pytest.mark.parametrize("name", ["standings", "session_attendees", "society", "export"])
def test_only_what_is_named(name: str) -> None:
    (found,) = tables(loaded(), ON, only={name})
    assert found == exported()[name]


def test_the_same_tables_twice() -> None:
    assert exported() == exported()
