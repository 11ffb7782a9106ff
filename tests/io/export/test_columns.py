"""The columns are the keys of the model, and none is forgotten."""

from __future__ import annotations

import pytest

from balintrec.io.export.columns import _TYPES, CONTACT, RecordTable, Type, record_tables
from balintrec.model import KINDS
from balintrec.model.schema import describe

EVERY = record_tables(contacts=True)


@pytest.mark.parametrize("record_table", EVERY, ids=lambda record_table: record_table.name)
def test_every_key_has_a_column_or_a_table_of_its_own(record_table: RecordTable) -> None:
    columns = {column.name for column, _ in record_table.columns}
    links = {link.name for link in record_table.links}
    for key in describe(record_table.model):
        name = key.key.replace("-", "_")
        inside = {f"{name}_{inner.key.replace('-', '_')}" for part in key.parts for inner in describe(part)}
        assert name in columns or f"{record_table.model.noun}_{name}" in links or inside <= columns, key.key


@pytest.mark.parametrize("record_table", EVERY, ids=lambda record_table: record_table.name)
def test_columns_stand_in_the_order_of_the_keys(record_table: RecordTable) -> None:
    keys = [key.key.replace("-", "_") for key in describe(record_table.model)]
    found = [next(key for key in keys if column.name.startswith(key)) for column, _ in record_table.columns]
    assert found == sorted(found, key=keys.index)


def test_every_form_that_is_no_text_is_known() -> None:
    forms = {key.form for model in KINDS.values() for key in describe(model)}
    assert set(_TYPES) <= forms


def test_what_mentions_an_address_is_a_contact() -> None:
    mentioned = {
        (kind, key.key)
        for kind, model in KINDS.items()
        for key in describe(model)
        if "e-mail" in key.form or "e-mail" in key.text
    }
    assert mentioned == CONTACT


def test_a_contact_has_neither_column_nor_table_unless_asked() -> None:
    names = [
        column.name for record_table in record_tables(contacts=False) for column, _ in record_table.columns
    ]
    names += [link.name for record_table in record_tables(contacts=False) for link in record_table.links]
    assert not {"also_known_as", "member_also_known_as", "society_may_enter"} & set(names)


def test_a_list_stands_in_a_column_and_in_a_table() -> None:
    session = next(record_table for record_table in EVERY if record_table.name == "sessions")
    assert next(column.type for column, _ in session.columns if column.name == "attendees") is Type.LIST
    attendees = next(link for link in session.links if link.name == "session_attendees")
    assert [(one.name, one.refers) for one in attendees.columns] == [("member", "members")]
