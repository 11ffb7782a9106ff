"""A grant that gives its certificate no number has one that is made of ids: it is written down before they change."""

from __future__ import annotations

from balintrec.document.edit import set_value
from balintrec.model import Decision, Record
from balintrec.pathway.credentials import certificate_number
from balintrec.society import Society


def with_number(society: Society, record: Record, text: str) -> str:
    """The text of a record that is about to be renamed, or to name somebody renamed; a grant's with its number."""
    if not isinstance(record, Decision) or record.kind != "grant" or record.number:
        return text
    return set_value(text, "number", certificate_number(society, record) or "")
