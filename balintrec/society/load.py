"""Source to society: read, parse, validate, link; everything that cannot be a record becomes a finding."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType
from typing import NamedTuple

from balintrec.document import parse
from balintrec.document.rules import TOO_LARGE
from balintrec.finding import Fault, Finding, Location, Place, Related, Rule
from balintrec.model import Body, Record, SocietyRecord
from balintrec.model.validate import validate
from balintrec.society.files import CANNOT_READ, FOLDERS, SAME_ID, Flaw, locate, same_names
from balintrec.society.tree import Broken, Society
from balintrec.source import LARGEST, Source, Unreadable

Progress = Callable[[int, int], None]

_NO_BODY = Body(True, sha256(b"").hexdigest())
_SHORT = 200
"""Words; a longer text is one, whatever its headings."""
_NO_TEXT = re.compile(r"<!--(?s:.*?)(?:-->|\Z)|^ {0,3}#.*$", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(rb"[A-Za-z0-9_-]+")


class Loaded(NamedTuple):
    """A society, and what reading it found."""

    society: Society
    findings: tuple[Finding, ...]
    """About files and their text: they know their place."""
    faults: tuple[tuple[Rule, Fault], ...]
    """About values: their place is found when they are shown."""


class Reading(NamedTuple):
    """What the bytes of one file at one path say."""

    record: Record | None
    findings: tuple[Finding, ...] = ()
    faults: tuple[tuple[Rule, Fault], ...] = ()
    tokens: frozenset[str] | None = None
    """Of a file that is no record: its words, as `Broken` has them."""


Readings = dict[tuple[str, str], Reading]
"""By path and blob id: what one revision has in common with another is read once."""


@dataclass(slots=True)
class _Load:
    blobs: Mapping[str, str]
    known: Readings
    records: dict[str, dict[str, Record]] = field(
        default_factory=lambda: {kind: {} for kind in ("", *FOLDERS)}
    )
    broken: list[Broken] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    faults: list[tuple[Rule, Fault]] = field(default_factory=list)

    def flaw(self, flaw: Flaw) -> None:
        related = (Related(Location(flaw.other), "the first"),) if flaw.other else ()
        self.findings.append(Finding(flaw.rule, Location(flaw.path), flaw.message, flaw.help, related))

    def file(self, source: Source, kind: str, id: str, path: str) -> None:
        """One regular file at a place where a record can be."""
        name = (path, self.blobs.get(path, ""))
        reading = self.known.get(name)
        if reading is None:
            try:
                data = source.read(path)
            except Unreadable as error:
                message = f"this file cannot be read: {error}"
                self.unread(Flaw(CANNOT_READ, path, message, "ask for the right to read it"), kind, id)
                return
            if len(data) > LARGEST:
                message = "this file is larger than 4 MB"
                self.unread(Flaw(TOO_LARGE, path, message, "a record is a page; move it elsewhere"), kind, id)
                return
            reading = _reading(data, kind, id, path)
            if name[1]:
                self.known[name] = reading
        self.take(reading, source, kind, id, path)

    def unread(self, flaw: Flaw, kind: str, id: str) -> None:
        """A file of which nothing is known but that it is there."""
        self.flaw(flaw)
        self.broken.append(Broken(kind, id, flaw.path))

    def take(self, reading: Reading, source: Source, kind: str, id: str, path: str) -> None:
        """What one file says, under its id."""
        self.findings += reading.findings
        self.faults += reading.faults
        record = reading.record
        if record is None:
            self.broken.append(Broken(kind, id, path, reading.tokens))
        elif id in self.records[kind]:
            first = self.records[kind][id].path
            message = f'there is another {record.noun} "{id}", and only that one is read'
            self.flaw(Flaw(SAME_ID, path, message, "give this one another name, or merge the two", first))
            self.broken.append(Broken(kind, id, path, _tokens(source.read(path))))
        else:
            self.records[kind][id] = record


def _reading(data: bytes, kind: str, id: str, path: str) -> Reading:
    document = parse(data)
    findings = tuple(
        Finding(problem.rule, Location(path, problem.span), problem.message, problem.help)
        for problem in document.problems
    )
    if document.values is None:
        return Reading(None, findings, tokens=_tokens(data))
    result = validate(kind, document.values, id, path, _body(document.body))
    if isinstance(result, Record):
        return Reading(result, findings)
    faults = tuple(
        (wrong.rule, Fault(Place(path, wrong.key, wrong.of_key), wrong.message, wrong.help))
        for wrong in result
    )
    return Reading(None, findings, faults, _tokens(data))


def load(source: Source, progress: Progress | None = None, known: Readings | None = None) -> Loaded:
    """Read every file of a source; ``progress`` hears how many are done, of how many.

    ``known`` is what was read of other revisions of the same repository; what is read now is added to it.

    Never raises for what a file holds. Raises `BalintrecError` when there is no `records/`.
    """
    entries = source.entries()
    blobs = source.blobs() if known is not None and hasattr(source, "blobs") else {}
    loading = _Load(blobs, {} if known is None else known)
    for number, entry in enumerate(entries):
        if progress:
            progress(number, len(entries))
        located = locate(entry)
        for flaw in located.flaws:
            loading.flaw(flaw)
        if located.kind is None:
            continue
        if entry.form == "file":
            loading.file(source, located.kind, located.id, entry.path)
        else:
            loading.broken.append(Broken(located.kind, located.id, entry.path))
    for flaw in same_names(entries):
        loading.flaw(flaw)
    return Loaded(_society(loading, len(entries)), tuple(loading.findings), tuple(loading.faults))


def _society(loading: _Load, files: int) -> Society:
    about = loading.records.pop("").get("society")
    return Society(
        MappingProxyType(
            {
                kind: MappingProxyType(dict(sorted(records.items())))
                for kind, records in loading.records.items()
            }
        ),
        tuple(loading.broken),
        files,
        about if isinstance(about, SocietyRecord) else None,
    )


def _body(text: str) -> Body:
    words = text.split()
    if not words:
        return _NO_BODY
    return Body(False, sha256(" ".join(words).encode()).hexdigest(), len(words) < _SHORT and _is_hollow(text))


def _is_hollow(text: str) -> bool:
    """Whether nothing but headings, HTML comments and a word stands in a text."""
    said = _NO_TEXT.sub(" ", text)
    return len(_WORD.findall(said)) < 2 and sum(map(str.isalpha, said)) < 20


def _tokens(data: bytes) -> frozenset[str] | None:
    """The words of a broken file; None where its bytes are no text, and so might say anything."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return None
    return frozenset(word.decode() for word in _TOKEN.findall(data))
