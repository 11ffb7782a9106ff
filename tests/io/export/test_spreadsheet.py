"""CSV that no spreadsheet program runs, and that every reader gives back."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from datetime import date, time
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from balintrec.formats.formula import as_typed, harmless
from balintrec.io.export.columns import Cell, Column, Table
from balintrec.io.export.spreadsheet import SEPARATORS, csv_bytes
from tests.io.export.societies import FORMULA, column, exported

TEXTS = st.text() | st.text("=+-@＝\t\r\n '\";,a", max_size=6)


def read(data: bytes, separator: str = ",") -> list[list[str]]:
    return list(
        csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator, strict=True)
    )


def one(*cells: Cell) -> Table:
    return Table("t", tuple(Column(f"c{number}") for number in range(len(cells))), (cells,))


@given(st.lists(TEXTS, min_size=1, max_size=4), st.sampled_from(sorted(SEPARATORS.values())))
@example(["=1+1", "a\r\nb", '"'], ";")
@example(["\n=1", "\ufeff=1", "\u200b@x"], ",")
def test_a_reader_gives_back_the_text_or_the_text_behind_one_apostrophe(
    texts: list[str], separator: str
) -> None:
    (_, row) = read(csv_bytes(one(*texts), separator=separator), separator)
    for text, found in zip(texts, row, strict=True):
        assert found in (text, f"'{text}")


@given(TEXTS)
def test_no_cell_begins_as_a_formula(text: str) -> None:
    found = harmless(text)
    assert not found.startswith(("\t", "\r", "\n"))
    assert not found.lstrip(" \t\r\n\ufeff\u200b\xa0").startswith(
        ("=", "+", "-", "@", "＝", "＋", "－", "＠")
    )


@pytest.mark.parametrize(
    "text", [FORMULA, "+1", "-7", "@SUM(A1)", "\tx", "\rx", "＝1", " =1", "\u200b=1", "\u202e=1"]
)
def test_a_formula_gets_an_apostrophe(text: str) -> None:
    assert csv_bytes(one(text)).split(b"\r\n", 1)[1].startswith(b"\"'")


@pytest.mark.parametrize("text", ["", "Ola", "عائشہ", "1-2", "a=b", "– dash", "# x", "$x", "\u200cx"])
def test_other_texts_stay(text: str) -> None:
    assert harmless(text) == text


@given(TEXTS)
def test_the_text_can_be_had_again(text: str) -> None:
    assert as_typed(harmless(text)) == text


def test_numbers_days_and_flags_stay_and_are_not_quoted() -> None:
    cells = (-5, date(2024, 3, 12), time(18, 0), True, False, Fraction(3, 2), Fraction(16, 9), None)
    data = csv_bytes(one(*cells)).decode().split("\r\n")[1]
    assert data == "-5,2024-03-12,18:00,yes,no,1.5,1.77778,"
    data = csv_bytes(one(*cells), separator=";").decode().split("\r\n")[1]
    assert data == "-5;2024-03-12;18:00;yes;no;1,5;1,77778;"


def test_a_list_is_one_cell() -> None:
    assert read(csv_bytes(one(("sana", "nadia"), ())))[1] == ["sana; nadia", ""]
    assert read(csv_bytes(one(("=1", "x"))))[1] == ["'=1; x"]


def test_the_mark_stands_first_and_once() -> None:
    assert csv_bytes(one("x"), bom=True) == BOM_UTF8 + csv_bytes(one("x"))
    assert not csv_bytes(one("x")).startswith(BOM_UTF8)


def test_every_table_of_a_hostile_society_is_read_back() -> None:
    for table in exported(contacts=True, with_bodies=("members", "groups")).values():
        rows = read(csv_bytes(table))
        assert rows[0] == [one.name for one in table.columns]
        assert len(rows) == len(table.rows) + 1
        assert {len(row) for row in rows} == {len(table.columns)}
    members = read(csv_bytes(exported()["members"]))
    assert members[1][1] == f"'{FORMULA}"
    assert column(exported()["members"], "name")[0] == FORMULA, "the table has what the record has"
