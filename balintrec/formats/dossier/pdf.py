"""A dossier as a PDF to be kept: the same sections, set by Typst."""

from __future__ import annotations

import re
from collections.abc import Iterable

from balintrec.formats.pdf import pdf
from balintrec.views.dossier import Dossier, laid_out
from balintrec.views.dossier.page import Block, Line, Picture, Prose, Section, Table, in_language
from balintrec.wording.language import ENGLISH, Language

_SHORT = 14
"""Columns whose longest cell has at most so many letters take what they need; the others share the rest."""
_BY_ITSELF = re.compile(r"\s*(?:[-*+>#|]|\d+[.)])\s?")
"""How a line of Markdown begins that is no part of the paragraph above it."""


def dossier_pdf(dossier: Dossier, speak: Language = ENGLISH) -> bytes:
    """The whole file. Raises `BalintrecError` where the extra for PDF is not installed."""
    page = in_language(laid_out(dossier), speak)
    commit = dossier.provenance.commit or "no commit"
    data = {
        "day": dossier.person.on,
        "language": speak.code,
        "title": page.title,
        "society": dossier.society,
        "foot": f"{dossier.person.id} · {dossier.person.on} · {commit}",
        "sections": [_section(section) for section in page.sections],
    }
    return pdf("dossier/dossier.typ", data, strict=False)


def _section(section: Section) -> dict[str, object]:
    blocks = [_block(block) for block in section.blocks if not isinstance(block, Picture)]
    return {"title": section.title, "level": section.level, "blocks": blocks}


def _block(block: Block) -> dict[str, object]:
    values: dict[str, object] = dict(block._asdict())
    if isinstance(block, Table):
        values["widths"] = _widths(block)
    if isinstance(block, Prose):
        values["paragraphs"] = list(paragraphs(block.text))
    return values


def _widths(table: Table) -> list[int]:
    """Shares of the width by the longest cell of each column; 0: as wide as it must be."""
    columns = zip(table.headings, *((_said(cell) for cell in row) for row in table.rows), strict=True)
    longest = [max(map(len, cells)) for cells in columns]
    return [0 if size <= _SHORT else min(max(size, 16), 44) for size in longest]


def _said(cell: Line) -> str:
    return "".join(run.text for run in cell)


def paragraphs(text: str) -> Iterable[list[str]]:
    """A Markdown text as it stands, in paragraphs: lines run on but for those of lists, quotations and headings."""
    for part in re.split(r"\n\s*\n", text.strip()):
        lines: list[str] = []
        for line in part.splitlines():
            if lines and not _BY_ITSELF.match(line):
                lines[-1] += f" {line.strip()}"
            else:
                lines.append(line.strip())
        if lines:
            yield lines
