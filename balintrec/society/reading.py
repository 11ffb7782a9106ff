"""One file's bytes to what they say: a record, or what hinders one."""

from __future__ import annotations

import re
from hashlib import sha1, sha256
from itertools import islice
from typing import NamedTuple

from balintrec.document import parse
from balintrec.document.rules import TOO_LARGE
from balintrec.finding import Fault, Finding, Location, Place, Rule
from balintrec.model import Body, Record
from balintrec.model.validate import validate
from balintrec.society.files import CANNOT_READ, Flaw
from balintrec.source import LARGEST, Source, Unreadable

_NO_BODY = Body(True, sha256(b"").hexdigest())
_SHORT = 200
"""Words; a longer text is one, whatever its headings."""
_NO_TEXT = re.compile(r"<!--(?s:.*?)(?:-->|\Z)|^ {0,3}#.*$", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(rb"[A-Za-z0-9_-]+")


class Slot(NamedTuple):
    """A regular file at a place where a record can be."""

    kind: str
    id: str
    path: str


class Reading(NamedTuple):
    """What the bytes of one file at one path say."""

    record: Record | None
    findings: tuple[Finding, ...] = ()
    faults: tuple[tuple[Rule, Fault], ...] = ()
    tokens: frozenset[str] | None = None
    """Of a file that is no record: its words, as `Broken` has them."""


class Readings(dict[tuple[str, str], Reading]):
    """By path and blob id: what one revision, or one run, has in common with another is read once."""

    def __init__(self, kept: dict[tuple[str, str], Reading] | None = None) -> None:
        super().__init__(kept or {})
        self.used: dict[tuple[str, str], None] = {}
        """Those that were asked for or added, in that order."""
        self.unread = False
        """Whether there was a file whose bytes could not be had."""


class Read(NamedTuple):
    """What came of one file: a reading and the blob id of the bytes, or why they cannot be had."""

    blob: str
    reading: Reading | None = None
    flaw: Flaw | None = None


def read(source: Source, slot: Slot, known: Readings | None) -> Read:
    """Read one file of a source, or of what is ``known`` what it says. Never raises for what it holds."""
    try:
        data = source.read(slot.path)
    except Unreadable as error:
        message = f"this file cannot be read: {error}"
        return Read("", flaw=Flaw(CANNOT_READ, slot.path, message, "ask for the right to read it"))
    if len(data) > LARGEST:
        message = "this file is larger than 4 MB"
        return Read("", flaw=Flaw(TOO_LARGE, slot.path, message, "a record is a page; move it elsewhere"))
    if known is None:
        return Read("", reading(data, slot))
    blob = blob_id(data)
    return Read(blob, known.get((slot.path, blob)) or reading(data, slot))


def blob_id(data: bytes) -> str:
    """The name under which git keeps these bytes (in a repository of the usual kind)."""
    return sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def reading(data: bytes, slot: Slot) -> Reading:
    """What bytes say that stand at a place where a record can be."""
    kind, id, path = slot
    document = parse(data)
    findings = tuple(
        Finding(problem.rule, Location(path, problem.span), problem.message, problem.help)
        for problem in document.problems
    )
    if document.values is None:
        return Reading(None, findings, tokens=tokens(data))
    result = validate(kind, document.values, id, path, _body(document.body))
    if isinstance(result, Record):
        return Reading(result, findings)
    faults = tuple(
        (wrong.rule, Fault(Place(path, wrong.key, wrong.of_key), wrong.message, wrong.help))
        for wrong in result
    )
    return Reading(None, findings, faults, tokens(data))


def tokens(data: bytes) -> frozenset[str] | None:
    """The words of a broken file; None where its bytes are no text, and so might say anything."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return None
    return frozenset(word.decode() for word in _TOKEN.findall(data))


def _body(text: str) -> Body:
    words = text.split()
    if not words:
        return _NO_BODY
    return Body(False, sha256(" ".join(words).encode()).hexdigest(), len(words) < _SHORT and _is_hollow(text))


def _is_hollow(text: str) -> bool:
    """Whether nothing but headings, HTML comments and a word stands in a text."""
    said = _NO_TEXT.sub(" ", text) if "#" in text or "<!--" in text else text
    if len(list(islice(_WORD.finditer(said), 2))) == 2:
        return False
    return sum(map(str.isalpha, said)) < 20
