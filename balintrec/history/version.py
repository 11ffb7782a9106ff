"""One version of a record: its values, and a digest of its text; never the text."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from balintrec.document import parse

if TYPE_CHECKING:
    from balintrec.document import Values


class Version(NamedTuple):
    """What a file said at one time."""

    values: Values | None
    """None: its front matter cannot be understood."""
    digest: str
    """Of the text below the front matter, its white space evened out."""


def version(data: bytes) -> Version:
    """A file's bytes as a version of a record. Never fails for what they hold."""
    document = parse(data)
    return Version(document.values, sha256(" ".join(document.body.split()).encode()).hexdigest())
