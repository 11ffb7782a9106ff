"""On which line of a record the evidence stands, and which files are not as the commit has them."""

from __future__ import annotations

from collections.abc import Iterable

from balintrec.document import Document, parse
from balintrec.finding import Key
from balintrec.model import Decision, Member, Policy, Record
from balintrec.rules.rule import named
from balintrec.society import Society
from balintrec.source import Source, Unreadable


def lines_of(society: Society, member: str, source: Source, refs: Iterable[str]) -> dict[str, int]:
    """By ref, the line on which a record names the member, or says what it decides; the files are read again."""
    found = {}
    for ref in sorted(set(refs)):
        kind, _, id = ref.rpartition("/")
        record = society.records.get(kind, {}).get(id)
        document = _document(source, record.path) if record else None
        if record and document:
            found[ref] = _line(document, _key(record, member))
    return found


def _key(record: Record, member: str) -> Key:
    """The key that carries the evidence."""
    if isinstance(record, Decision):
        given = (key for key in ("requirement", "period", "credential") if getattr(record, key))
        return (next(given, "kind"),)
    if isinstance(record, Member):
        return ("membership",) if record.membership else ("name",)
    if isinstance(record, Policy):
        return ("title",)
    return named(record, member).key


def _document(source: Source, path: str) -> Document | None:
    try:
        return parse(source.read(path), places=True)
    except Unreadable:
        return None


def _line(document: Document, key: Key) -> int:
    """The line of a key's value, else of what is around it, else of the opening fence."""
    while key:
        if key in document.places:
            name, value = document.places[key]
            return value.line if len(key) > 1 or name is None else name.line
        key = key[:-1]
    return max(document.first_line - 1, 1)


def differing(here: Source, there: Source) -> frozenset[str]:
    """The paths of one source that are missing in another, or say something else there, however lines end."""
    known = {entry.path for entry in there.entries()}
    own = {entry.path for entry in here.entries()}
    return frozenset(
        (own ^ known) | {path for path in own & known if _text(here, path) != _text(there, path)}
    )


def _text(source: Source, path: str) -> bytes | None:
    try:
        return source.read(path).replace(b"\r\n", b"\n")
    except Unreadable:
        return None


def body(source: Source, path: str) -> str:
    """The text of a record below its front matter; an empty one where it cannot be read."""
    document = _document(source, path)
    return document.body.strip() if document else ""
