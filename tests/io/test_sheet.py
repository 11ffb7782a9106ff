"""Bytes to rows: encodings, delimiters, Excel; and files that are no spreadsheets."""

from __future__ import annotations

import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balintrec.errors import BalintrecError
from balintrec.io.sheet import read_sheet
from tests.io.files import workbook

ROWS = (("Date", "Name"), ("2024-03-12", "Łucja Żółć"), ("2024-03-19", "عائشہ خان"))
TEXT = "Date,Name\n2024-03-12,Łucja Żółć\n2024-03-19,عائشہ خان\n"

READABLE = {
    "UTF-8": TEXT.encode(),
    "UTF-8 with a mark": TEXT.encode("utf-8-sig"),
    "UTF-16, as Zoom and Excel export": TEXT.encode("utf-16"),
    "UTF-16 big-endian": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "UTF-16 without its mark": TEXT.encode("utf-16-le"),
    "UTF-16 big-endian without its mark": TEXT.encode("utf-16-be"),
    "semicolons": TEXT.replace(",", ";").encode(),
    "tabs": TEXT.replace(",", "\t").encode(),
    "Windows line ends": TEXT.replace("\n", "\r\n").encode(),
    "old Mac line ends": TEXT.replace("\n", "\r").encode(),
    "blanks around cells": TEXT.replace(",", " , ").encode(),
    "no-break spaces and marks nobody sees": TEXT.replace(" ", "\u00a0").replace("Ł", "\u200bŁ").encode(),
    "decomposed letters": TEXT.replace("ó", "o\u0301").encode(),
}


@pytest.mark.parametrize("data", READABLE.values(), ids=READABLE)
def test_the_same_rows_in_every_form(data: bytes) -> None:
    assert read_sheet(data).rows == ROWS


def test_a_comma_in_names_does_not_make_commas_the_delimiter() -> None:
    assert read_sheet(b"Date;Name\n2024-03-12;Khan, Ayesha\n2024-03-12;Malik, Sana\n").rows[1] == (
        "2024-03-12",
        "Khan, Ayesha",
    )


def test_tabs_win_over_commas_in_days_and_names() -> None:
    text = (
        'Summary\nTitle\tBalint, "Thursday"; online\nStart time\t14/11/24, 20:29\n\n2. Participants\nName\tJoined\n'
        "Raza, Hina\t14/11/24, 20:30\n"
    )
    rows = read_sheet(text.encode("utf-16")).rows
    assert rows[1] == ("Title", 'Balint, "Thursday"; online')
    assert rows[6] == ("Raza, Hina", "14/11/24, 20:30")


def test_a_tab_in_a_cell_does_not_make_tabs_the_delimiter() -> None:
    assert read_sheet(b"Date,Name\n2024-03-12,Sana\tMalik\n").rows[1] == ("2024-03-12", "Sana Malik")


def test_the_delimiter_that_excel_names_in_the_first_line() -> None:
    assert read_sheet(b"sep=;\nDate;Name\n").rows == (("sep=;",), ("Date", "Name"))


def test_rows_keep_the_numbers_that_a_spreadsheet_program_shows() -> None:
    sheet = read_sheet(b'Name,Note\n\n"Sana\nMalik",x\n')
    assert sheet.rows == (("Name", "Note"), (), ("Sana\nMalik", "x"))


def test_another_encoding_must_be_named() -> None:
    data = "Date,Name\n2024-03-12,Łucja Żółć\n".encode("cp1250")
    with pytest.raises(
        BalintrecError, match=r'line 2 has "Łucja" in cp1250.* --encoding cp1252 .* or cp1250'
    ):
        read_sheet(data)
    assert read_sheet(data, encoding="cp1250").rows == ROWS[:2]


BROKEN = {
    "an unknown encoding": (TEXT.encode(), "klingon", "no encoding 'klingon'"),
    "an encoding that is none": (TEXT.encode(), "rot13", "no encoding of text|no encoding"),
    "the wrong encoding": (b"\xff", "ascii", "is not ascii text"),
    "a quotation mark that is never closed": (
        b'Date,Name\n2024-03-12,"Sana\n2024-03-12,Ali\n',
        None,
        "do not match",
    ),
    "a page of a browser": (b"<html><table>", None, "not a spreadsheet"),
    "an encoding that the file denies": (TEXT.encode("utf-16"), "cp1250", "is marked as UTF-16"),
    "zeros on both sides": ("Date,Nāme\n".encode("utf-16-le") + b"\0" + b"ab" * 3, None, "export it as CSV"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff", None, "export it as CSV or XLSX"),
    "a broken Excel file": (b"PK\x03\x04 nothing more", None, "Excel file cannot be read"),
    "an old Excel file of zeros": (b"\xd0\xcf\x11\xe0" + bytes(2000), None, "Excel file cannot be read"),
}


@pytest.mark.parametrize(("data", "encoding", "said"), BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_read_says_so_in_one_line(data: bytes, encoding: str | None, said: str) -> None:
    with pytest.raises(BalintrecError, match=said) as caught:
        read_sheet(data, encoding=encoding)
    assert "\n" not in str(caught.value)


def test_excel_days_numbers_and_the_first_sheet() -> None:
    book = workbook({"2024": [["Name", date(2024, 4, 3)], [None], ["Łucja", 1]], "Old": [["x"]]})
    sheet = read_sheet(book)
    assert [tuple(filter(None, row)) for row in sheet.rows] == [("Name", "2024-04-03"), (), ("Łucja", "1")]
    assert sheet.unread == ("Old",)
    assert read_sheet(book, sheet="Old").rows == (("x",),)


def test_a_sheet_that_is_not_there() -> None:
    with pytest.raises(BalintrecError, match='no sheet "2025"; there are: "2024"'):
        read_sheet(workbook({"2024": [["Name"]]}), sheet="2025")
    with pytest.raises(BalintrecError, match="leave out --sheet"):
        read_sheet(b"Name\n", sheet="2024")


def test_excel_without_the_package_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(BalintrecError, match=r"pip install 'balintrec\[xlsx\]'"):
        read_sheet(workbook({"2024": [["Name"]]}))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.binary(max_size=100).map(lambda tail: b"PK\x03\x04" + tail))
def test_any_bytes_are_rows_or_one_line(data: bytes) -> None:
    try:
        rows = read_sheet(data).rows
    except BalintrecError as error:
        assert "\n" not in str(error)
    else:
        assert all(cell == cell.strip() for row in rows for cell in row)
