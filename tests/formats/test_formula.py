"""No table that a spreadsheet program may open holds a formula, however its sign is written or hidden."""

from __future__ import annotations

import csv
import re
import unicodedata
from codecs import BOM_UTF8
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import balintrec
from balintrec.formats.federation.csv import federation_csv
from balintrec.formats.formula import as_typed, harmless
from balintrec.formats.register import Entry, State
from balintrec.formats.register.csv import register_csv
from balintrec.io.attendance import Person
from balintrec.io.export.columns import Column, Table
from balintrec.io.export.spreadsheet import csv_bytes
from balintrec.io.review_file import Query, write_review
from balintrec.views.federation import Row, Summary

LETTERS = [chr(code) for code in range(0x110000)]
SIGNS = [one for one in LETTERS if unicodedata.normalize("NFKC", one)[:1] in ("=", "+", "-", "@")]
SIGNS += ["\u2212", "\u207b", "\u208b", "\u2010", "\u2011"]
UNSEEN = [
    one for one in LETTERS if unicodedata.category(one) in ("Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me")
] + list("\u115f\u1160\u2800\u3164\uffa0\U000e0fff\ufff0")
"""What looks like a blank, cannot be seen, or joins what stands before it."""

ON = date(2026, 11, 23)


def _register(text: str) -> str:
    return register_csv([Entry("x", {"latin": text}, "c", None, ON, None, State.CURRENT, None, "x")])


TABLES: dict[str, Callable[[str], str]] = {
    "export": lambda text: csv_bytes(Table("t", (Column("c"),), ((text,),))).decode(),
    "list in an export": lambda text: csv_bytes(Table("t", (Column("c"),), (((text, "x"),),))).decode(),
    "register": _register,
    "review": lambda text: write_review([Query(Person(text, "", ""), "unknown", 1, ())]),
    "federation": lambda text: federation_csv([Row("folder", text, Summary())]),
}


def first_cell(written: str) -> str:
    text = written.removeprefix(BOM_UTF8.decode())
    return list(csv.reader(StringIO(text, newline=""), strict=True))[1][0]


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: f"U+{ord(sign):04X}")
def test_every_sign_that_a_program_may_take_for_one_is_guarded(sign: str) -> None:
    assert harmless(f"{sign}1") == f"'{sign}1"


def test_nothing_that_is_not_seen_hides_a_sign() -> None:
    assert [hex(ord(one)) for one in UNSEEN if harmless(f"{one}=1") != f"'{one}=1"] == []


@given(
    st.sampled_from(sorted(TABLES)),
    st.lists(st.sampled_from(UNSEEN), max_size=3),
    st.sampled_from(SIGNS),
)
@example("federation", ["\u200c"], "=")
@example("federation", [], "﹦")
@example("federation", [], "−")
@example("federation", ["\u3164", "\xa0"], "＝")
def test_no_table_holds_a_formula(table: str, before: list[str], sign: str) -> None:
    """An apostrophe stands before the sign; or a backslash, where what is hidden is written out."""
    cell = first_cell(TABLES[table](f"{''.join(before)}{sign}HYPERLINK(1)"))
    assert cell.lstrip("".join(UNSEEN))[0] in "'\\"


@given(st.sampled_from(sorted(TABLES)), st.text(st.characters(categories=["L", "N", "Po"]), min_size=1))
def test_no_cell_of_any_table_is_taken_for_a_formula(table: str, text: str) -> None:
    assert not first_cell(TABLES[table](text)).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.text(st.sampled_from([*SIGNS, *UNSEEN[:40], "'", "a", " "]), max_size=6))
def test_the_text_can_be_had_again(text: str) -> None:
    assert as_typed(harmless(text)) == text


@pytest.mark.parametrize(
    "text", ["", "Ola", "عائشہ", "1-2", "a=b", "– dash", "— Nadia", "# x", "\u200cx", "۔", "'", " "]
)
def test_other_texts_stay(text: str) -> None:
    assert harmless(text) == text


def test_there_is_one_guard() -> None:
    """Whatever writes rows for a spreadsheet program has it from here."""
    package = Path(balintrec.__file__).parent
    modules = {
        path.relative_to(package).as_posix(): path.read_text("utf-8") for path in package.rglob("*.py")
    }
    writing = [
        name
        for name, text in modules.items()
        if re.search(r"csv\.writer|DictWriter|openpyxl|xlsxwriter", text)
    ]
    assert writing
    assert [name for name in writing if "formula import" not in modules[name]] == []
