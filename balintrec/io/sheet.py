"""Bytes of a spreadsheet to rows of text cells: CSV in its many forms, and XLSX. Pure."""

from __future__ import annotations

import codecs
import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from io import StringIO
from typing import Literal

from balintrec.document.text import INVISIBLE
from balintrec.errors import BalintrecError
from balintrec.io.workbook import Workbook, read_workbook
from balintrec.io.workbook_process import MOST_CELLS
from balintrec.names import quoted
from balintrec.source import LARGEST

_DELIMITERS = (",", ";", "\t", "|")
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_TOO_MANY = f"this table has more than {MOST_CELLS} cells; split it"
_USUAL = ("cp1250", "cp1252", "cp1256")
_NOT_ASCII = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]{0,30}")
_SEPARATOR_LINE = re.compile(r"sep=(.)[ \t]*(?:\r\n|\r|\n)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows as a spreadsheet program shows them: row 1 is ``rows[0]``. Cells are text without outer blanks.

    A cell of several lines has line feeds in it.
    """

    rows: tuple[tuple[str, ...], ...]
    unread: tuple[str, ...] = ()
    """The names of other sheets in the same file."""
    turned: bool = False
    """Whether rows and columns have been exchanged since the file was read."""
    merged: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """For each blank cell that is merged with another the one that holds the text."""

    def cell(self, row: int, column: int | None) -> str:
        """A cell by the index of its row and column; empty where the row is shorter, or there is no column."""
        if column is None:
            return ""
        row, column = self.origin(row, column)
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """The cell that holds the text of a cell: another one where they are merged."""
        return self.merged.get((row, column), (row, column))

    def turn(self) -> Sheet:
        """The same with rows for columns."""
        width = max(map(len, self.rows), default=0)
        rows = tuple(tuple(cells[n] if n < len(cells) else "" for cells in self.rows) for n in range(width))
        merged = {(column, row): (c, r) for (row, column), (r, c) in self.merged.items()}
        return replace(self, rows=rows, merged=merged, turned=not self.turned)

    def letters(self, column: int) -> str:
        """How a column is called in the file: ``C``; a row of a sheet that is turned by its number."""
        return str(column + 1) if self.turned else _letters(column)

    def address(self, row: int, column: int) -> str:
        """Where a cell stands in the file, as a spreadsheet program says it: ``C7``."""
        row, column = (column, row) if self.turned else (row, column)
        return f"{_letters(column)}{row + 1}"

    def line(self, row: int) -> str:
        """Where a row stands in the file: ``row 7``, or ``column G`` of a sheet that is turned."""
        return f"column {_letters(row)}" if self.turned else f"row {row + 1}"


def _letters(column: int) -> str:
    """The letters of a column: A to Z, AA and so on."""
    before, last = divmod(column, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def read_sheet(data: bytes, *, encoding: str | None = None, sheet: str | None = None) -> Sheet:
    """The rows of a file, whatever its name. Raises `BalintrecError` if it is no spreadsheet that can be read."""
    if len(data) > LARGEST:
        raise BalintrecError("this file is larger than 4 MB; split it, or export the one sheet as CSV")
    if data.startswith((_ZIP, _OLE)):
        return _read_workbook(data, sheet)
    if sheet is not None:
        raise BalintrecError("only an Excel file has sheets to choose from; leave out --sheet")
    text = _decode(data, encoding)
    if text.lstrip()[:100].lower().startswith(("<html", "<!doctype", "<?xml", "<table", "{\\rtf", "%pdf")):
        raise BalintrecError("this file is not a spreadsheet; export it as CSV or XLSX")
    return _sheet(_rows(text))


def _sheet(rows: list[list[str]], others: tuple[str, ...] = ()) -> Sheet:
    return Sheet(tuple(tuple(clean(cell) if cell else "" for cell in row) for row in rows), others)


def clean(text: str) -> str:
    """A cell as visible characters, composed, with single blanks; its lines, where it has several."""
    if text.isascii() and text.isprintable():  # as most are: nothing to compose, nothing invisible
        return " ".join(text.split())
    if len(lines := text.splitlines()) > 1:
        return "\n".join(filter(None, map(clean, lines)))
    return " ".join(INVISIBLE.sub(_blank_or_nothing, unicodedata.normalize("NFC", text)).split())


def _blank_or_nothing(match: re.Match[str]) -> str:
    return " " if match.group().isspace() else ""


def _decode(data: bytes, encoding: str | None) -> str:
    named = _named(data, encoding)
    try:
        text = data.decode(named or "utf-8")  # not of codecs: some of those unpack, without a bound
    except UnicodeError:
        raise BalintrecError(_undecodable(data, named)) from None
    except (LookupError, ValueError, TypeError):
        raise BalintrecError(f"no encoding {encoding!r}; try utf-8, utf-16, cp1252 or cp1250") from None
    if "\0" in text:
        raise BalintrecError("this file is not text; export it as CSV or XLSX")
    return text.removeprefix("\ufeff")


def _named(data: bytes, encoding: str | None) -> str | None:
    """The encoding that the file itself names by its first bytes, else the one that the user names."""
    mark = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)
    if mark and encoding and not encoding.casefold().startswith("utf"):
        raise BalintrecError(f"this file is marked as {mark[:6].upper()}; leave out --encoding")
    return mark or encoding or _unmarked_utf16(data)


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without the mark in front: digits, separators and line ends have a zero byte, all on one side."""
    zeros = data[::2].count(0), data[1::2].count(0)
    if max(zeros) < 4 or (min(zeros) and max(zeros) < 20 * min(zeros)):
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _undecodable(data: bytes, encoding: str | None) -> str:
    if encoding and not encoding.startswith("utf-16-"):
        return f"this file is not {encoding} text; try another --encoding"
    if b"\0" in data:
        return "this file cannot be read as a spreadsheet; export it as CSV or XLSX"
    return (
        f"this file is not UTF-8 text; save it as CSV UTF-8, or name its encoding{_tried(data)}: "
        "--encoding cp1252 (Western Europe) or cp1250 (Central Europe)"
    )


def _tried(data: bytes) -> str:
    """How the first word that is not plain ASCII would read in each of the encodings that are usual."""
    word = _NOT_ASCII.search(data)
    if not word:
        return ""
    texts = {name: word.group().decode(name, "replace") for name in _USUAL}
    shown = [f'"{text}" in {name}' for name, text in texts.items() if text.isalpha()]
    line = data.count(b"\n", 0, word.start()) + 1
    return f" (line {line} has {quoted(shown)})" if shown else ""


def _rows(text: str) -> list[list[str]]:
    """The rows under the delimiter that gives the most even and then the widest table; a tab wins if it can be it."""
    if text.count("\n") + text.count("\r") > 2 * MOST_CELLS:  # a line may end in both
        raise BalintrecError(_TOO_MANY)
    if named := _SEPARATOR_LINE.match(text):
        return [[named.group().strip()], *_parse(text[named.end() :], named[1])]
    if rows := _tabbed(text):
        return rows
    best: tuple[tuple[int, int, int], list[list[str]]] | None = None
    failed = ""
    for rank, delimiter in enumerate([one for one in _DELIMITERS if one in text] or _DELIMITERS[:1]):
        try:
            rows = _parse(text, delimiter)
        except BalintrecError as error:
            failed = failed or str(error)
            continue
        score = (*_evenness(rows), -rank)
        if best is None or score > best[0]:
            best = (score, rows)
    # What is hardly a table under one delimiter may be a broken table under another: then say what is broken.
    if best is None or (failed and best[0][0] < 50):
        raise BalintrecError(failed)
    return best[1]


def _tabbed(text: str) -> list[list[str]] | None:
    """The rows between tabs, if every row has some, but for titles in which nothing else could be a delimiter.

    Nobody types a tab into a cell; commas and semicolons stand in days, times and names.
    """
    if "\t" not in text:
        return None
    try:
        rows = _parse(text, "\t")
    except BalintrecError:  # a quotation mark in a title, as programs write it that quote nothing
        rows = _parse(text, "\t", csv.QUOTE_NONE)
    titles = [row for row in rows if len(row) == 1]
    is_table = not any(other in row[0] for row in titles for other in _DELIMITERS)
    return rows if is_table and len(rows) > len([row for row in titles if row[0].strip()]) else None


def _evenness(rows: list[list[str]]) -> tuple[int, int]:
    """How many per cent of the rows have the commonest width, if that is two columns or more; and the width."""
    widths = Counter(len(row) for row in rows if any(row))
    tables = {width: times for width, times in widths.items() if width > 1}
    if not tables:
        return 0, 1
    width = max(tables, key=lambda width: (tables[width], width))
    return 100 * tables[width] // sum(widths.values()), width


def _parse(text: str, delimiter: str, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL) -> list[list[str]]:
    # strict: a quotation mark that is never closed would swallow the rest of the rows without a word.
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True, quoting=quoting)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in reader:
            rows.append(row)
            cells += max(len(row), 1)
            if cells > MOST_CELLS:
                raise BalintrecError(_TOO_MANY)
        return rows
    except csv.Error as error:
        if "field limit" in str(error):
            raise BalintrecError(
                f"the cell in line {reader.line_num} is longer than {csv.field_size_limit()} characters"
            ) from None
        raise BalintrecError(
            f"the quotation marks in line {reader.line_num} do not match; "
            "a cell with a quotation mark in it is written in quotes, with the mark doubled"
        ) from None


def _read_workbook(data: bytes, sheet: str | None) -> Sheet:
    book = read_workbook(data, sheet)
    if book.chosen is None:
        raise BalintrecError(_no_sheet(sheet, book.names))
    others = [name for name in book.filled if sheet is None and name != book.chosen]
    shown = tuple(f"{clean(name)} (hidden)" if name in book.hidden else clean(name) for name in others)
    return replace(_sheet(book.rows, shown), merged=_merged(book))


def _merged(book: Workbook) -> dict[tuple[int, int], tuple[int, int]]:
    """For each blank cell of a sheet the one with which it is merged."""
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    for (top, left), (bottom, right) in book.merged:
        rows = range(top, min(bottom, len(book.rows) - 1) + 1)
        for row in rows:
            for column in range(left, min(right, len(book.rows[row]) - 1) + 1):
                if (row, column) != (top, left) and not book.rows[row][column]:
                    merged[row, column] = (top, left)
    return merged


def _no_sheet(sheet: str | None, names: list[str]) -> str:
    known = ", ".join(f'"{clean(name)}"' for name in names)
    return f'no sheet "{sheet}"; there are: {known}' if names else "this Excel file has no sheets"
