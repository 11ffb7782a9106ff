"""Spreadsheets and small societies for the tests of exchange."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from xml.sax.saxutils import escape

from balintrec.io.attendance import Options
from balintrec.io.importing import plan_import
from balintrec.io.plan import Import, NewFile
from balintrec.io.review_file import Query, read_review
from balintrec.io.sheet import read_sheet
from balintrec.society import Society, read_society
from tests.sources import MemorySource

GROUP = "records/groups/lahore-tuesday.md"
SOCIETY = {
    "records/society.md": "---\nname: Test society\nlanguages: [en, ur]\n---\n",
    GROUP: "---\nname: Lahore Tuesday group\nleaders: [nadia-iqbal]\n---\n",
    "records/members/nadia-iqbal.md": "---\nname: Nadia Iqbal\n---\n",
    "records/members/sana-malik.md": (
        "---\nname: Sana Malik  # the elder\nalso-known-as: [sana@example.org]\n---\n\nFree.\n"
    ),
    "records/members/ayesha-khan.md": "---\nname: {latin: Ayesha Khan, ur: عائشہ خان}\nalso-known-as: [akhan]\n---\n",
    "records/members/lucja-zolc.md": "---\nname: Łucja Żółć\n---\n",
}
_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


_FIRST = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}


class Tree:
    """A society as texts by path; an import changes it as the command line would."""

    def __init__(self, files: Mapping[str, str] = SOCIETY) -> None:
        self.files = dict(files)
        self.review: str | None = None

    @property
    def society(self) -> Society:
        loaded = read_society(MemorySource({path: text.encode() for path, text in self.files.items()}))
        return loaded.society

    def plan(self, sheet: str | bytes, options: Options = Options(), answers: Sequence[Query] = ()) -> Import:  # noqa: B008
        data = sheet if isinstance(sheet, bytes) else sheet.encode()
        society = self.society
        group = society.groups["lahore-tuesday"]
        return plan_import(read_sheet(data), society, group, options, answers, self.files.__getitem__)

    def take(self, sheet: str | bytes, options: Options = Options()) -> Import:  # noqa: B008
        """Plan with the answers of the review file, and write."""
        answers = read_review(self.review.encode()) if self.review else ()
        plan = self.plan(sheet, options, answers)
        for write in plan.writes:
            if isinstance(write, NewFile):
                assert write.path not in self.files
                self.files[write.path] = write.text
            else:
                self.files[write.path] = write.apply(self.files[write.path])
        self.review = plan.review if plan.review is not None else self.review
        return plan

    def answer(self, **answers: str) -> None:
        """Fill in the review file: ``bilal="guest"`` for the name that begins with Bilal."""
        assert self.review is not None
        lines = self.review.splitlines(keepends=True)
        for name, answer in answers.items():
            [row] = [n for n, line in enumerate(lines) if line.casefold().startswith(f'"{name}'.casefold())]
            cells = lines[row].split('","')
            cells[3] = answer
            lines[row] = '","'.join(cells)
        self.review = "".join(lines)

    def session(self, day: str) -> str:
        return self.files[f"records/sessions/{day[:4]}/{day}-lahore-tuesday.md"]


def row_results(plan: Import) -> dict[str, int]:
    """The table of the summary, by the names of the row_results."""
    return {kind.name.lower(): number for kind, number in plan.summary.row_results.items()}


def workbook(
    sheets: Mapping[str, Sequence[Sequence[str | int | date | None]]],
    *,
    hidden: Sequence[str] = (),
    merged: Mapping[str, Sequence[str]] = {},
    epoch: int = 1900,
) -> bytes:
    """A small XLSX file, as Excel would write it."""
    out = io.BytesIO()
    names = list(sheets)
    with zipfile.ZipFile(out, "w") as book:
        parts = "".join(f'<Override PartName="/xl/worksheets/s{n}.xml" ContentType="application/vnd.openxmlformats-'
                        'officedocument.spreadsheetml.worksheet+xml"/>' for n in range(len(names)))  # fmt: skip
        book.writestr("[Content_Types].xml", f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType='
                      f'"application/xml"/>{parts}</Types>')  # fmt: skip
        book.writestr("_rels/.rels", f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type='
                      f'"{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>')  # fmt: skip
        listed = "".join(
            f'<sheet name="{escape(name)}" sheetId="{n + 1}" r:id="r{n}"{_hidden(name in hidden)}/>'
            for n, name in enumerate(names)
        )
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_NS}" xmlns:r="{_REL}">{_date_system(epoch)}<sheets>{listed}</sheets></workbook>',
        )
        related = "".join(f'<Relationship Id="r{n}" Type="{_REL}/worksheet" Target="worksheets/s{n}.xml"/>'
                          for n in range(len(names)))  # fmt: skip
        styles = f'<Relationship Id="styles" Type="{_REL}/styles" Target="styles.xml"/>'
        book.writestr("xl/_rels/workbook.xml.rels",
                      f'<Relationships xmlns="{_PACKAGE}">{related}{styles}</Relationships>')  # fmt: skip
        book.writestr("xl/styles.xml", f'<styleSheet xmlns="{_NS}"><cellXfs count="2"><xf numFmtId="0"/>'
                      '<xf numFmtId="14"/></cellXfs></styleSheet>')  # fmt: skip
        for number, (name, rows) in enumerate(sheets.items()):
            spans = "".join(f'<mergeCell ref="{span}"/>' for span in merged.get(name, ()))
            merges = f"<mergeCells>{spans}</mergeCells>" if spans else ""
            body = "".join(f'<row r="{r}">{"".join(_cell(c, r, v, epoch) for c, v in enumerate(row))}</row>'
                           for r, row in enumerate(rows, 1))  # fmt: skip
            book.writestr(
                f"xl/worksheets/s{number}.xml",
                f'<worksheet xmlns="{_NS}"><sheetData>{body}</sheetData>{merges}</worksheet>',
            )
    return out.getvalue()


def binary_workbook(rows: Sequence[Sequence[str | int | None]], name: str = "Attendance") -> bytes:
    """A small XLSB file with one sheet: the parts of an XLSX, each a row of records of a number, a length and bytes."""
    out = io.BytesIO()
    related = f'<Relationship Id="r1" Type="{_REL}/worksheet" Target="worksheets/sheet1.bin"/>'
    size = struct.pack("<4I", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    cells = b"".join(
        _binary(0, struct.pack("<IIHHBI", number, 0, 0, 0, 0, 0))
        + b"".join(_binary_cell(column, one) for column, one in enumerate(row) if one is not None)
        for number, row in enumerate(rows)
    )
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("[Content_Types].xml", f'<Types xmlns="{_TYPES}"/>')
        book.writestr(
            "xl/_rels/workbook.bin.rels", f'<Relationships xmlns="{_PACKAGE}">{related}</Relationships>'
        )
        listed = _binary(156, struct.pack("<II", 0, 1) + _wide("r1") + _wide(name))
        book.writestr("xl/workbook.bin", _binary(131) + _binary(143) + listed + _binary(144) + _binary(132))
        data = _binary(145) + cells + _binary(146)
        book.writestr("xl/worksheets/sheet1.bin", _binary(129) + _binary(148, size) + data + _binary(130))
    return out.getvalue()


def _binary(number: int, data: bytes = b"") -> bytes:
    parts = [number & 0x7F | (0x80 if number > 0x7F else 0), *([number >> 7] if number > 0x7F else [])]
    length = len(data)
    while length > 0x7F:
        parts.append(length & 0x7F | 0x80)
        length >>= 7
    return bytes([*parts, length]) + data


def _binary_cell(column: int, value: str | int) -> bytes:
    place = struct.pack("<II", column, 0)
    if isinstance(value, int):
        return _binary(5, place + struct.pack("<d", value))
    return _binary(6, place + _wide(value))


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")


def _hidden(is_hidden: bool) -> str:
    return ' state="hidden"' if is_hidden else ""


def _date_system(epoch: int) -> str:
    return '<workbookPr date1904="1"/>' if epoch == 1904 else ""


def _cell(column: int, row: int, value: str | int | date | None, epoch: int) -> str:
    place = f"{chr(65 + column)}{row}"
    if value is None:
        return ""
    if isinstance(value, date):
        return f'<c r="{place}" s="1"><v>{(value - _FIRST[epoch]).days}</v></c>'
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
