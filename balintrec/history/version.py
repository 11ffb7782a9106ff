"""One version of a record: its values, and a digest of its text; never the text."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from balintrec.document import parse
from balintrec.model.confidential import may_be_confidential
from balintrec.society.files import locate
from balintrec.society.reading import Slot, reading
from balintrec.source import Entry

if TYPE_CHECKING:
    from balintrec.document import Values

NO_TEXT = sha256(b"").hexdigest()
"""The digest of a record without a text."""


class Version(NamedTuple):
    """What a file said at one time."""

    values: Values | None
    """None: its front matter cannot be understood, or may hold what is confidential."""
    digest: str
    """Of the text below the front matter, its white space evened out."""


def version(data: bytes, path: str) -> Version:
    """A file's bytes, at its path then, as a version of a record. Never fails for what they hold."""
    document = parse(data)
    values = document.values if _may_be_told(data, path) else None
    return Version(values, sha256(" ".join(document.body.split()).encode()).hexdigest())


def _may_be_told(data: bytes, path: str) -> bool:
    """Whether what looks like keys and values is sure to be no confidential text."""
    kind, id, _ = locate(Entry(path))
    if not may_be_confidential(kind, data):
        return True
    return kind is not None and reading(data, Slot(kind, id, path)).record is not None
