"""A workbook takes no more time and memory than there is, and cannot take the command with it."""

from __future__ import annotations

import re
import subprocess
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from balintrec.errors import BalintrecError
from balintrec.io import workbook
from balintrec.io.sheet import read_sheet
from balintrec.source import LARGEST
from tests.cli.running import balintrec
from tests.io import bombs
from tests.io.files import binary_workbook
from tests.io.files import workbook as workbook_of

pytestmark = pytest.mark.slow

MB = 1024**2
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def refusal(data: bytes, **options: str) -> str:
    """Why a file is not read: one line, and this process lives on."""
    with pytest.raises(BalintrecError) as caught:
        read_sheet(data, **options)
    said = str(caught.value)
    assert "\n" not in said
    assert "CSV" in said or "split it" in said or "cell in line" in said, "what to do"
    return said


BOMBS = {
    "a cell in the last row and column": (lambda: bombs.far_away(), "too large|too much memory"),
    "17 million cells": (lambda: bombs.far_away("P1048576"), "too large|too much memory"),
    "a cell in the last row": (lambda: bombs.far_away("A1048576"), "too large"),
    "a cell in the last column": (lambda: bombs.far_away("XFD100"), "too large"),
    "one text in very many cells": (lambda: bombs.many_times(32_000, 60_000), "too large|too much memory"),
    "a cell repeated over the whole sheet": (lambda: bombs.repeated(1_048_576, 16_384), "cannot be read|too much"),
    "a million repeated cells": (lambda: bombs.repeated(1000, 1000), "too large"),
    "a large cell": (lambda: bombs.a_cell_of(60), "too large|too much memory"),
    "a large cell that is said to be small": (lambda: bombs.that_lies(bombs.a_cell_of(120)), "."),
}  # fmt: skip


@pytest.mark.parametrize(("made", "said"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_one_line(made: Callable[[], bytes], said: str) -> None:
    data = made()
    assert len(data) < MB
    assert re.search(said, refusal(data))


@pytest.mark.parametrize(
    "data",
    [bombs.a_cell_of(101), bombs.with_parts({f"x{n}": [b""] for n in range(2_001)})],
    ids=["size", "parts"],
)
def test_what_would_be_too_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("it was unpacked"))
    assert "when it is unpacked" in refusal(data)


@pytest.mark.parametrize(
    ("dies", "said"),
    [
        ("import os; os.abort()", "makes the reader fail"),
        ("raise SystemExit(3)", "makes the reader fail"),
        ("while True: pass", "not read within 1 seconds"),
    ],
)
def test_the_process_that_reads_may_die(monkeypatch: pytest.MonkeyPatch, dies: str, said: str) -> None:
    monkeypatch.setattr(workbook, "_READ", dies)
    monkeypatch.setattr(workbook, "MOST_SECONDS", 1)
    assert said in refusal(bombs.with_parts({}))


def test_the_process_that_reads_takes_nothing_from_where_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("json.py", "balintrec.py", "python_calamine.py", "sitecustomize.py"):
        (tmp_path / name).write_text("raise SystemExit('taken from the current folder')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert read_sheet(bombs.with_parts({})).rows == (("Name",),)


BLANKS: list[tuple[str, str]] = [
    ("XFD1048576", " "),
    ("A1048576", ""),
    ("XFD100", "\n\t"),
    ("P1048576", "\u00a0"),
]


@pytest.mark.parametrize(("place", "text"), BLANKS)
def test_a_sheet_with_a_stray_blank_is_read(place: str, text: str) -> None:
    assert read_sheet(bombs.far_away(place, text)).rows == (("Name",),)


def test_a_stray_blank_that_cells_share_is_one_too() -> None:
    cells = (b'<c r="A1" t="s"><v>0</v></c>', b'<c r="XFD200" t="s"><v>1</v></c>', b'<c r="XFD300" s="1"/>')
    texts = b"<sst xmlns='%s'><si><t>Name</t></si><si><t xml:space='preserve'> </t></si></sst>" % MAIN
    parts = {bombs.SHEET: bombs.sheet(cells), "xl/sharedStrings.xml": [texts]}
    assert read_sheet(bombs.with_parts(parts)).rows == (("Name",),)


def test_a_sheet_that_is_not_too_large_is_left_as_it_is() -> None:
    rows = read_sheet(bombs.far_away("C3", " ")).rows
    assert [len(row) for row in rows] == [3, 3, 3]


def test_a_hidden_sheet_is_read_only_where_it_is_named() -> None:
    data = workbook_of({"Lists": [["x"]], "Attendance": [["Name"]]})
    with ZipFile(BytesIO(data)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    book_xml = parts["xl/workbook.xml"]
    parts["xl/workbook.xml"] = book_xml.replace(b'sheetId="1"', b'sheetId="1" state="hidden"')
    out = BytesIO()
    with ZipFile(out, "w") as hidden:
        for name, part in parts.items():
            hidden.writestr(name, part)
    assert read_sheet(out.getvalue()).rows == (("Name",),)
    assert read_sheet(out.getvalue(), sheet="Lists").rows == (("x",),)


def test_xls_is_read() -> None:
    """As a program of 2003 writes it, with days, letters of two scripts, and a second sheet."""
    read = read_sheet((Path(__file__).parent / "small.xls").read_bytes())
    assert read.rows == (
        ("Date", "Name", "Role", "Minutes"),
        ("2024-11-14", "Hina Raza", "", "90"),
        ("2024-11-14", "Łucja Żółć", "presenter", "90"),
        ("2024-11-21", "عائشہ خان", "", "45"),
        ("yes", "", "", ""),
    )
    assert read.unread == ("Notes",)


def test_xlsb_is_read() -> None:
    rows = [["Date", "Name", "Minutes"], ["2024-11-14", "عائشہ خان", 90], ["2024-11-21", None, 45]]
    assert read_sheet(binary_workbook(rows)).rows == (
        ("Date", "Name", "Minutes"),
        ("2024-11-14", "عائشہ خان", "90"),
        ("2024-11-21", "", "45"),
    )


def test_a_stray_cell_of_another_format_is_one_line() -> None:
    rows: list[list[str | int | None]] = [["Name"], *[[]] * 40_000, [None] * 200 + ["x"]]
    assert re.search("too large|too much memory", refusal(binary_workbook(rows)))
    assert "cannot be read" in refusal(binary_workbook([["Name"]])[:200])


def test_other_workbooks_are_read() -> None:
    assert read_sheet(bombs.repeated(2, 3)).rows == (("x", "x", "x"), ("x", "x", "x"))
    assert len(read_sheet(bombs.many_times(30, 1000)).rows) == 999


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a\n" * 1_100_000, "more than 500000 cells"),
        (b"a,b\n" * 300_000, "more than 500000 cells"),
        (b"," * 600_000, "more than 500000 cells"),
        (b"a,b\n" + b"x" * 200_000 + b",1\n", "the cell in line 2 is longer"),
        (b"a" * (LARGEST + 1), "larger than 4 MB"),
    ],
)
def test_a_table_of_text_is_bounded_too(data: bytes, said: str) -> None:
    assert said in refusal(data)


@pytest.mark.parametrize("encoding", ["zlib", "bz2", "hex", "rot13"])
def test_no_encoding_unpacks(encoding: str) -> None:
    with pytest.raises(BalintrecError, match="no encoding"):
        read_sheet(zlib.compress(b"x" * MB), encoding=encoding)


def test_the_command_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "stray.xlsx").write_bytes(bombs.far_away())
    ran = balintrec(
        "import", "attendance", str(tmp_path / "stray.xlsx"), "--group", "online-thursday", "--dry-run"
    )
    assert (ran.code, ran.out) == (2, "")
    assert "Ctrl+End goes to the last one" in ran.err
