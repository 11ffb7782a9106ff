"""A table as CSV, for people with a spreadsheet program and for other programs (RFC 4180).

A cell that a spreadsheet program would run as a formula gets an apostrophe before it, which they show as text.
"""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from datetime import date, time
from fractions import Fraction

from balintrec.formats.formula import harmless
from balintrec.io.export.columns import Cell, Table

SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}


def csv_bytes(table: Table, *, separator: str = ",", bom: bool = False) -> bytes:
    """The table with its headings, in UTF-8. Excel reads UTF-8 as such only after a byte order mark (``bom``).

    With a semicolon between cells numbers have a decimal comma: programs that expect the one expect the other.
    """
    point = "," if separator == ";" else "."
    lines = [separator.join(_quoted(column.name) for column in table.columns)]
    lines += [separator.join(_shown(cell, point) for cell in row) for row in table.rows]
    return (BOM_UTF8 if bom else b"") + "".join(f"{line}\r\n" for line in lines).encode()


def _shown(cell: Cell, point: str) -> str:
    """A cell as it stands in the file. Days and times are as records write them, and like numbers not quoted."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case int():
            return str(cell)
        case Fraction():
            return f"{float(cell):.6g}".replace(".", point)
        case time():
            return f"{cell:%H:%M}"
        case date():
            return cell.isoformat()
    return _quoted(harmless(cell if isinstance(cell, str) else "; ".join(map(_item, cell))))


def _item(text: str) -> str:
    """One of several texts in a cell: in quotes, if it could be taken for two."""
    return _quoted(text) if ";" in text or text.startswith('"') else text


def items_in(text: str) -> list[str]:
    """The texts of which a cell with a list was made."""
    return [item for row in csv.reader([text], delimiter=";", skipinitialspace=True) for item in row if item]


def _quoted(text: str) -> str:
    # Every text, whatever is in it: programs that try several separators at once must not split it at another.
    return '"' + text.replace('"', '""') + '"'
