"""What an export does not say unless it is asked for by name: the texts of records, and addresses."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from balintrec.document import parse
from balintrec.io.export.table import Cell, Table
from balintrec.society import Society
from balintrec.source import Source, Unreadable
from balintrec.views.addresses import without_address
from balintrec.views.phrases import well_formed

Bodies = dict[str, dict[str, str]]
"""By kind, then by id: the text below the front matter."""


def bodies(society: Society, source: Source, kinds: Collection[str]) -> Bodies:
    """The texts of the records of these kinds (folders), read again: a society keeps only their digests."""
    return {kind: dict(_bodies(society, source, kind)) for kind in kinds}


def _bodies(society: Society, source: Source, kind: str) -> Iterator[tuple[str, str]]:
    about = [society.about] if society.about else []
    for record in society.records[kind].values() if kind else about:
        try:
            yield record.id, parse(source.read(record.path)).body
        except Unreadable:  # it was there a moment ago
            continue


def without_addresses(table: Table) -> Table:
    """The same table with every e-mail address, wherever somebody has written one, replaced by a remark."""
    return table._replace(rows=tuple(tuple(map(_without, row)) for row in table.rows))


def _without(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return without_address(cell)
    return tuple(map(without_address, cell)) if isinstance(cell, tuple) else cell


def encodable(table: Table) -> Table:
    """The same table with the bytes of odd file names written out, so that it can be told in UTF-8."""
    return table._replace(rows=tuple(tuple(map(_encodable, row)) for row in table.rows))


def _encodable(cell: Cell) -> Cell:
    return well_formed(cell) if isinstance(cell, str) and not cell.isascii() else cell
