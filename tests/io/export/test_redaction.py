"""Nothing that was not asked for by name is exported: no text of a record, no address."""

from __future__ import annotations

import pytest

from balintrec.io.export.calendar import calendar_bytes, calendar_items
from balintrec.io.export.database import database_bytes
from balintrec.io.export.spreadsheet import csv_bytes
from balintrec.views.redaction import LEFT_OUT, without_address
from tests.io.export.societies import CONTACT, KIND_FOLDERS, ON, SECRET, column, exported, loaded


def everything(*, contacts: bool = False, with_bodies: tuple[str, ...] = ()) -> bytes:
    """All bytes of CSV and SQLite."""
    tables = exported(contacts=contacts, with_bodies=with_bodies).values()
    return b"".join(map(csv_bytes, tables)) + database_bytes(list(tables))


def test_no_body_and_no_address_stands_in_any_table() -> None:
    data = everything()
    assert SECRET.encode() not in data
    assert CONTACT.encode() not in data
    assert b"@example" not in data


def test_no_body_and_no_address_stands_in_a_calendar() -> None:
    society = loaded().society
    data = calendar_bytes(calendar_items(society, ON), "A calendar", None, ON)
    assert SECRET.encode() not in data
    assert CONTACT.encode() not in data


@pytest.mark.parametrize("kind", KIND_FOLDERS, ids=lambda kind: kind or "society")
def test_bodies_are_those_of_the_kind_asked_for(kind: str) -> None:
    found = exported(with_bodies=(kind,))
    with_body = [table.name for table in found.values() if "body" in [one.name for one in table.columns]]
    assert with_body == [kind or "society"]
    assert all(SECRET in str(body) for body in column(found[kind or "society"], "body"))
    rest = b"".join(csv_bytes(table) for table in found.values() if table.name != (kind or "society"))
    assert SECRET.encode() not in rest


def test_contacts_are_there_when_asked_for() -> None:
    found = exported(contacts=True)
    assert column(found["members"], "also_known_as")[2] == (CONTACT, f"{CONTACT}@example.org")
    assert found["society_may_enter"].rows[0] == ("society", 1, "sessions", f"{CONTACT}@example.org")
    assert column(found["references"], "referee") == [f"Prof. H. Siddiqui <{CONTACT}@example.org>"]


def test_an_address_is_replaced_wherever_somebody_wrote_it() -> None:
    found = exported()
    assert column(found["references"], "referee") == [f"Prof. H. Siddiqui <{LEFT_OUT}>"]
    assert column(found["sessions"], "recorded_by")[4] == LEFT_OUT
    assert LEFT_OUT in str(column(found["group_goals"], "value")[1])


@pytest.mark.parametrize(
    "text", ["a@b.org", "write to Ola.Zolc+balint@sub.example.org", "ola＠example.org", "x@localhost"]
)
def test_addresses_are_known(text: str) -> None:
    assert LEFT_OUT in without_address(text)
    assert "@" not in without_address(text)


@pytest.mark.parametrize("text", ["@ 18:00", "at the hospital", "a @ b", ""])
def test_what_is_no_address_stays(text: str) -> None:
    assert without_address(text) == text
