"""The process that reads a workbook, and nothing else: what kills it kills no command. Run by `workbook`.

It takes the bytes of the file and gives JSON: rows of texts, or what stands in the way.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO
from typing import Any

MOST_MEMORY = 1024**3
"""Bytes of memory that reading one workbook may take, where the system can be told so (not macOS, not Windows)."""
MOST_SECONDS = 60
MOST_CELLS = 500_000
"""Of a sheet, blank ones too."""
_MOST_TEXT = 32 * 1024**2
"""Characters in all cells together: one text may stand in many cells, and be large in the file only once."""


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
        with calamine.CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            names = book.sheet_names
            hidden = [one.name for one in book.sheets_metadata if "Visible" not in str(one.visible)]
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
