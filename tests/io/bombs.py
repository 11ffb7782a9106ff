"""Workbooks that want more than there is: made here, when they are needed, and small until they are unpacked."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterable

from tests.io.files import workbook

SHEET = "xl/worksheets/s0.xml"
_MB = 1024**2


def with_parts(parts: dict[str, Iterable[bytes]]) -> bytes:
    """A small workbook in which these parts stand in the place of what they are called, or beside it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook({"A": [["Name"]]}))) as small, zipfile.ZipFile(out, "w") as book:
        for name in small.namelist():
            if name not in parts:
                book.writestr(name, small.read(name))
        for name, pieces in parts.items():
            with book.open(zipfile.ZipInfo(name), "w", force_zip64=True) as part:
                for piece in pieces:
                    part.write(piece)
    return out.getvalue()


def packed(data: bytes) -> bytes:
    """The same file with its parts compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as small:
        for name in book.namelist():
            small.writestr(name, book.read(name))
    return out.getvalue()


def sheet(cells: Iterable[bytes]) -> Iterable[bytes]:
    """A sheet with these cells in it, as a part."""
    yield b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    yield from cells
    yield b"</row></sheetData></worksheet>"


def a_cell_of(megabytes: int) -> bytes:
    """A workbook with one cell of so many MB."""
    text = (b"x" * _MB for _ in range(megabytes))
    cell = (
        piece
        for pieces in ([b'<c r="A1" t="inlineStr"><is><t>'], text, [b"</t></is></c>"])
        for piece in pieces
    )
    return packed(with_parts({SHEET: sheet(cell)}))


def far_away(place: str = "XFD1048576", text: str = "x") -> bytes:
    """A workbook with a cell at a place far from all others."""
    cells = (
        f'<c r="{where}" t="inlineStr"><is><t>{said}</t></is></c>'.encode()
        for where, said in (("A1", "Name"), (place, text))
    )
    return packed(with_parts({SHEET: sheet(cells)}))


def repeated(rows: int, columns: int) -> bytes:
    """An ODS file in which one cell stands so many times."""
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    many = f'office:value-type="string" table:number-columns-repeated="{columns}"'
    cell = f"<table:table-cell {many}><text:p>x</text:p></table:table-cell>"
    row = f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'
    table = f'<table:table table:name="A">{row}</table:table>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f"{table}</office:spreadsheet></office:body></office:document-content>",
        )
        book.writestr("META-INF/manifest.xml", '<manifest:manifest xmlns:manifest="m"></manifest:manifest>')
    return out.getvalue()


def many_times(text: int, cells: int) -> bytes:
    """A workbook in which one text of so many characters stands in so many cells."""
    shared = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>%s</t></si></sst>'
    )
    rows = (b'</row><row r="%d"><c r="A%d" t="s"><v>0</v></c>' % (n, n) for n in range(2, cells))
    parts = {SHEET: sheet(rows), "xl/sharedStrings.xml": [shared % (b"x" * text)]}
    with zipfile.ZipFile(io.BytesIO(workbook({"A": [["Name"]]}))) as small:
        rels = small.read("xl/_rels/workbook.xml.rels")
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    more = b'<Relationship Id="sst" Type="%s" Target="sharedStrings.xml"/></Relationships>' % kind
    parts["xl/_rels/workbook.xml.rels"] = [rels.replace(b"</Relationships>", more)]
    return packed(with_parts(parts))


def that_lies(data: bytes, size: int = 1000) -> bytes:
    """The same file whose directory and heads say that every part is small."""
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        for found in re.finditer(re.escape(mark), data):
            begin = found.start() + place
            if struct.unpack("<I", data[begin : begin + 4])[0] > size:
                data = data[:begin] + struct.pack("<I", size) + data[begin + 4 :]
    return data
