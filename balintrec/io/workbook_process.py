"""The process that reads a workbook, and nothing else: what kills it kills no command. Run by `workbook`.

It takes the bytes of the file and gives JSON: rows of texts, or what stands in the way.
"""

from __future__ import annotations

import json
import re
import sys
from contextlib import suppress
from datetime import date, datetime
from functools import reduce
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

MOST_MEMORY = 1024**3
"""Bytes of memory that reading one workbook may take, where the system can be told so (not macOS, not Windows)."""
MOST_SECONDS = 60
MOST_CELLS = 500_000
"""Of a sheet, blank ones too."""
_MOST_TEXT = 32 * 1024**2
"""Characters in all cells together: one text may stand in many cells, and be large in the file only once."""
ZIP = b"PK\x03\x04"
"""How XLSX, XLSB and ODS begin."""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHARED = "xl/sharedStrings.xml"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_PLACE = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["']""")


def main() -> None:
    """Read a workbook from the standard input, of it the sheet named in the last argument, or the first."""
    _limit()
    sheet: str | None = json.loads(sys.argv[-1])
    print(json.dumps(_answer(sys.stdin.buffer.read(), sheet)))


def _limit() -> None:
    with suppress(ImportError):
        import resource

        limits = (
            (resource.RLIMIT_AS, MOST_MEMORY),
            (resource.RLIMIT_CPU, MOST_SECONDS),
            (resource.RLIMIT_CORE, 0),
        )
        for which, most in limits:
            with suppress(ValueError, OSError):
                resource.setrlimit(which, (most, most))


def _answer(data: bytes, sheet: str | None) -> dict[str, Any]:
    import python_calamine as calamine

    try:
        if data.startswith(ZIP):
            data = _without_stray_blanks(data)
        with calamine.CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            names = book.sheet_names
            seen = calamine.SheetVisibleEnum.Visible
            hidden = [one.name for one in book.sheets_metadata if one.visible != seen]
            chosen = sheet if sheet is not None else _first(names, hidden)
            if chosen is None or chosen not in names:
                return {"rows": [], "names": names, "chosen": None}
            table = book.get_sheet_by_name(chosen)
            # These are the indexes of the last row and column, also of those that are blank.
            if (table.total_height + 1) * (table.total_width + 1) > MOST_CELLS:
                return {"problem": "large"}
            rows = _texts(table.to_python(skip_empty_area=False))
            if rows is None:
                return {"problem": "large"}
            filled = [one for one in names if one == chosen or book.get_sheet_by_name(one).start is not None]
            return {
                "rows": rows,
                "names": names,
                "chosen": chosen,
                "hidden": hidden,
                "filled": filled,
                "merged": table.merged_cell_ranges or [],
            }
    except calamine.PasswordError:
        return {"problem": "password"}
    except MemoryError:
        return {"problem": "large"}
    except BaseException:  # a panic of the Rust library is not an Exception
        return {"problem": "unreadable"}


def _first(names: list[str], hidden: list[str]) -> str | None:
    """The first sheet that people see, else the first."""
    return next((name for name in names if name not in hidden), next(iter(names), None))


def _without_stray_blanks(data: bytes) -> bytes:
    """The same workbook without blank cells, in sheets of an XLSX that such cells make larger than is read.

    calamine makes room for everything between the first cell and the last. In the other formats cells are not looked
    for: a sheet of which one lies far away is refused.
    """
    with ZipFile(BytesIO(data)) as book:
        sheets = {name: book.read(name) for name in book.namelist() if _SHEET.fullmatch(name)}
        far = {name for name, part in sheets.items() if _reaches_far(part)}
        if not far:
            return data
        blank = _blank_texts(book)
        out = BytesIO()
        with ZipFile(out, "w") as less:
            for name in book.namelist():
                part = _without_blanks(sheets[name], blank) if name in far else book.read(name)
                less.writestr(name, part)
    return out.getvalue()


def _reaches_far(sheet: bytes) -> bool:
    """Whether the last row and the last column that are named make a table that is too large."""
    places = _PLACE.findall(sheet)
    last = max((column for column, _ in places), key=lambda one: (len(one), one), default=b"")
    width = reduce(lambda number, letter: number * 26 + letter - 64, last, 0)
    return width * max((int(row) for _, row in places), default=0) > MOST_CELLS


def _blank_texts(book: ZipFile) -> frozenset[str]:
    """Which of the texts that cells share hold nothing, by their numbers."""
    if _SHARED not in book.namelist():
        return frozenset()
    texts = ElementTree.fromstring(book.read(_SHARED))
    return frozenset(str(number) for number, one in enumerate(texts) if not "".join(one.itertext()).strip())


def _without_blanks(sheet: bytes, blank: frozenset[str]) -> bytes:
    root = ElementTree.fromstring(sheet)
    for row in root.iter(f"{{{_MAIN}}}row"):
        row[:] = [cell for cell in row if not _is_blank(cell, blank)]
    return ElementTree.tostring(root)


def _is_blank(cell: ElementTree.Element, blank: frozenset[str]) -> bool:
    said = "".join(cell.itertext()).strip()
    return not said or (cell.get("t") == "s" and said in blank)


def _texts(table: list[list[Any]]) -> list[list[str]] | None:
    """The cells as texts; None where they are too much."""
    left = _MOST_TEXT
    rows = []
    for row in table:
        rows.append([text(cell) for cell in row])
        left -= sum(map(len, rows[-1]))
        if left < 0:
            return None
    return rows


def text(cell: Any) -> str:
    """A cell of Excel as text: days are days, whole numbers have no point."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
