"""Where a record is named by others; and the files of which nobody can say whether they name it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from balintrec.document.edit import set_value
from balintrec.errors import BalintrecError
from balintrec.finding import Key
from balintrec.model import Decision, Record, SocietyRecord
from balintrec.model.keys import references
from balintrec.names import ID
from balintrec.pathway.credentials import certificate_number
from balintrec.society import Society

COMMITTEE = "committee"
"""Who decides, where it is not one member."""
Ids = Mapping[tuple[str, str], str]
"""New ids by the kind and the old id of a record."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]+")
_SHOWN = 3


def mentions(record: Record, ids: Ids) -> Iterator[tuple[Key, str]]:
    """Every place in a record that names one of those, and what it says when that has its new id."""
    for key, refers, id in references(record):
        if (refers.kind, id) in ids and (not refers.loose or ID.fullmatch(id)):
            yield key, ids[refers.kind, id]
    if isinstance(record, Decision) and record.by != COMMITTEE and ("members", record.by) in ids:
        yield ("by",), ids["members", record.by]
    if isinstance(record, SocietyRecord):
        for key, suppression in record.suppressions:
            begin, end = _around(suppression.record)
            kind, _, id = suppression.record.removeprefix(begin).removesuffix(end).partition("/")
            if (kind, id) in ids:
                yield (*key, "record"), f"{begin}{kind}/{ids[kind, id]}{end}"


def _around(ref: str) -> tuple[str, str]:
    """A suppression may name a record as a path, or without what all paths have."""
    return "records/" if ref.startswith("records/") else "", ".md" if ref.endswith(".md") else ""


def refuse_if_hidden(society: Society, ids: Iterable[str]) -> None:
    """Raises `BalintrecError` with the files that cannot be read and may name a record: they would be left behind."""
    for id in ids:
        words = _TOKEN.findall(id)
        hidden = [file.path for file in society.broken if all(map(file.mentions, words))]
        if not hidden:
            continue
        more = f" and {len(hidden) - _SHOWN} more" if len(hidden) > _SHOWN else ""
        raise BalintrecError(
            f'nothing is changed: {", ".join(hidden[:_SHOWN])}{more} cannot be read and may name "{id}"; '
            "mend or remove that first (balintrec check)"
        )


def still_named_so(society: Society, id: str) -> Iterator[str]:
    """Paths of records that have an id in their names, but are others."""
    part = re.compile(rf"(?:^|[/-]){re.escape(id)}(?:[/.-]|$)")
    for record in society.all():
        if record.id != id and part.search(record.path.removeprefix(f"records/{record.kind_folder}/")):
            yield record.path


def with_number(society: Society, record: Record, text: str) -> str:
    """The text of a record that is about to be renamed, or to name somebody renamed; a grant's with its number."""
    if not isinstance(record, Decision) or record.kind != "grant" or record.number:
        return text
    return set_value(text, "number", certificate_number(society, record) or "")
