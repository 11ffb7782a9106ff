"""Every cell that holds something has one result, and what was not read is named with its place.

The cells are counted here by other means than those of the product.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balintrec.errors import BalintrecError
from balintrec.io.attendance import LOST, Options, RowResult
from balintrec.io.plan import Import
from balintrec.io.sheet import read_sheet
from tests.io.files import SOCIETY, Tree, workbook

pytestmark = pytest.mark.slow

SHARED = Path(__file__).parents[3] / "shared"
ON = date(2026, 11, 23)
_PLACE = re.compile(r"(rows?|columns?) (\w+)(?: to (\w+))?|([A-Z]{1,3})(\d+)(?::([A-Z]{1,3})(\d+))?")


def cells_of(data: bytes, delimiter: str, encoding: str) -> int:
    """How many cells of a CSV file hold something."""
    rows = csv.reader(io.StringIO(data.decode(encoding), newline=""), delimiter=delimiter)
    return sum(bool(cell.strip()) for row in rows for cell in row)


def cells_of_workbook(data: bytes) -> int:
    """How many cells of the first sheet of a workbook hold something."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        name = min(name for name in book.namelist() if name.startswith("xl/worksheets/"))
        text = book.read(name).decode()
    cells = re.findall(r"<c\b[^>]*?(?:/>|>(.*?)</c>)", text, re.DOTALL)
    return sum(bool(re.search(r"<v>[^<]*\S[^<]*</v>|<t[^>]*>[^<]*\S[^<]*</t>", cell)) for cell in cells)


def named(line: str, rows: tuple[tuple[str, ...], ...]) -> set[tuple[int, int]]:
    """The row and column of all cells that a line names, counted from 1."""
    places: set[tuple[int, int]] = set()
    for kind, first, last, left, top, right, bottom in _PLACE.findall(re.split(r": ", line)[0]):
        filled = {(r, c) for r, cells in enumerate(rows, 1) for c, cell in enumerate(cells, 1) if cell}
        if kind.startswith("row"):
            places |= {(r, c) for r, c in filled if int(first) <= r <= int(last or first)}
        elif kind:
            places |= {(r, c) for r, c in filled if number(first) <= c <= number(last or first)}
        else:
            columns = range(number(left), number(right or left) + 1)
            places |= {(row, column) for row in range(int(top), int(bottom or top) + 1) for column in columns}
    return places


def number(letters: str) -> int:
    return sum((ord(letter) - 64) * 26**n for n, letter in enumerate(reversed(letters)))


def account(data: bytes, counted: int, plan: Import) -> None:
    """All cells have a result, and those that are lost are named, each once."""
    summary = plan.summary
    assert sum(summary.cells.values()) == counted
    rows = read_sheet(data).rows
    where = [place for line in summary.lost for place in named(line, rows)]
    assert len(where) == len(set(where)) == sum(summary.cells.get(kind, 0) for kind in LOST)
    assert summary.incomplete == bool(where)


TAB, COMMA, SEMICOLON = "\t", ",", ";"
LISTS: dict[str, tuple[str, str, Options]] = {
    "cp1250.csv": (SEMICOLON, "cp1250", Options()),
    "e2.csv": (COMMA, "utf-8-sig", Options()),
    "excel-dates.csv": (COMMA, "utf-8-sig", Options(date_order="dmy")),
    "excel-resaved.csv": (COMMA, "utf-8-sig", Options()),
    "excel-resaved-reg.csv": (COMMA, "utf-8-sig", Options()),
    "forms-checkbox-date.csv": (COMMA, "utf-8-sig", Options()),
    "forms-ms.csv": (COMMA, "utf-8-sig", Options()),
    "many-in-cell.csv": (COMMA, "utf-8-sig", Options()),
    "meet-google.csv": (COMMA, "utf-8-sig", Options(day=date(2024, 11, 14), min_minutes=30)),
    "reg-blank-head.csv": (COMMA, "utf-8-sig", Options()),
    "reg-noyear.csv": (COMMA, "utf-8-sig", Options(years=(2024,))),
    "reg-odd.csv": (COMMA, "utf-8-sig", Options()),
    "reg-remark.csv": (COMMA, "utf-8-sig", Options()),
    "roles.csv": (COMMA, "utf-8-sig", Options()),
    "rows-minutes.csv": (COMMA, "utf-8-sig", Options(min_minutes=30)),
    "teams-2021-pl.csv": (TAB, "utf-16", Options()),
    "teams-2022-utf16be.csv": (TAB, "utf-16", Options()),
    "teams-tab-utf8.csv": (TAB, "utf-8-sig", Options()),
    "teams-us-utf16le.csv": (TAB, "utf-16", Options()),
    "zoom-de-short.csv": (SEMICOLON, "utf-8-sig", Options(min_minutes=30)),
    "zoom-midnight.csv": (COMMA, "utf-8-sig", Options()),
    "zoom-noheader.csv": (COMMA, "utf-8-sig", Options()),
    "zoom-two-meetings.csv": (COMMA, "utf-8-sig", Options()),
}
BOOKS: dict[str, Options] = {
    "x-formula-head.xlsx": Options(),
    "x-mixed-swapped.xlsx": Options(date_order="dmy"),
    "x-month-band.xlsx": Options(years=(2024,)),
    "x-serial.xlsx": Options(epoch=1900),
    "x-teams.xlsx": Options(),
    "x-transposed.xlsx": Options(),
}
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="no lists beside the checkout")


@needs_shared
@pytest.mark.parametrize("name", LISTS)
def test_lists_as_programs_and_people_write_them(name: str) -> None:
    delimiter, encoding, options = LISTS[name]
    data = (SHARED / "cases/attendance" / name).read_bytes()
    text = data if encoding != "cp1250" else data.decode(encoding).encode()
    account(text, cells_of(data, delimiter, encoding), Tree().plan(text, options))


@needs_shared
@pytest.mark.parametrize("name", BOOKS)
def test_workbooks(name: str) -> None:
    data = (SHARED / "cases/attendance" / name).read_bytes()
    account(data, cells_of_workbook(data), Tree().plan(data, BOOKS[name]))


@needs_shared
def test_seven_years_of_real_minutes() -> None:
    data = (SHARED / "real/openjs-cpc-attendance.csv").read_bytes()
    account(data, cells_of(data, ",", "utf-8-sig"), Tree().plan(data, Options(on=ON)))


HEADINGS = st.sampled_from(
    ["Date", "Name", "", "2024-03-12", "19 Mar 2024", "Role", "Time", "Remarks", "Total", "Present", "Minutes", "Mode",
     "E-mail", "Cases", "Town", "14.11", "45610", "Start", "End", "First name", "30 Nov 2023 cancelled", "Group", "No",
     "2024-03-12 (online)", "Comment", "03/04/2024", "Timestamp", "Leader", "Participants"]
)  # fmt: skip
CELLS = st.sampled_from(
    ["", "", "", "P", "A", "x", "yes", "no", "late", "Sana Malik", "Nadia Iqbal", "Ayesha Khan, Sana Malik",
     "Malik, Sana", "Nobody Known", "2024-03-12", "12 March 2024", "soon", "45610", "leader", "observer", "chairman",
     "18:00-19:30", "80", "online", "=1+1", "Total", "a@example.org", "2042-01-01", "0", "03/04/2024", "13/04/2024",
     "came late", "Date", "Name"]
)  # fmt: skip
TABLES = st.tuples(
    st.lists(HEADINGS, min_size=2, max_size=6), st.lists(st.lists(CELLS, max_size=7), max_size=7)
)
OPTIONS = st.builds(
    Options,
    day=st.sampled_from([None, None, date(2024, 3, 12)]),
    years=st.sampled_from([(), (2024,)]),
    present=st.sampled_from([(), ("P",), ("late",)]),
    ignored=st.sampled_from([(), ("Town",), ("C",)]),
    date_order=st.sampled_from([None, "dmy"]),
    fill_down=st.booleans(),
    create_members=st.booleans(),
    on=st.just(ON),
)


@settings(max_examples=300, deadline=None)
@given(TABLES, OPTIONS)
def test_any_sheet(table: tuple[list[str], list[list[str]]], options: Options) -> None:
    headings, rows = table
    out = io.StringIO()
    csv.writer(out).writerows([headings, *rows])
    data = out.getvalue().encode()
    try:
        plan = Tree().plan(data, options)
    except BalintrecError as error:
        assert "the file begins: row " in str(error) or "the file is empty" in str(error)
        return
    account(data, sum(bool(cell) for row in (headings, *rows) for cell in row), plan)


def test_merged_cells_are_counted_once_and_hold_for_all_of_them() -> None:
    book = workbook(
        {"List": [["Date", "Name"], [date(2024, 3, 12), "Sana Malik"], [None, "Ayesha Khan"]]},
        merged={"List": ["A2:A3"]},
    )
    plan = Tree(SOCIETY).plan(book)
    assert plan.summary.cells == {RowResult.HEADING: 2, RowResult.ENTERED: 3}
