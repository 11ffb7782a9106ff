"""Source to society: read, parse, validate, link; everything that cannot be a record becomes a finding."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType
from typing import NamedTuple

from balintrec.document import Document, parse
from balintrec.document.rules import TOO_LARGE
from balintrec.finding import Fault, Finding, Location, Place, Related, Rule
from balintrec.model import Body, Record, SocietyRecord
from balintrec.model.validate import validate
from balintrec.society.files import CANNOT_READ, FOLDERS, SAME_ID, Flaw, locate, same_names
from balintrec.society.tree import Broken, Society
from balintrec.source import LARGEST, Source, Unreadable

Progress = Callable[[int, int], None]

_NO_BODY = Body(True, sha256(b"").hexdigest())
_TOKEN = re.compile(rb"[A-Za-z0-9_-]+")


class Loaded(NamedTuple):
    """A society, and what reading it found."""

    society: Society
    findings: tuple[Finding, ...]
    """About files and their text: they know their place."""
    faults: tuple[tuple[Rule, Fault], ...]
    """About values: their place is found when they are shown."""


@dataclass(slots=True)
class _Load:
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
        try:
            data = source.read(path)
        except Unreadable as error:
            self.flaw(
                Flaw(CANNOT_READ, path, f"this file cannot be read: {error}", "ask for the right to read it")
            )
            self.broken.append(Broken(kind, id, path))
            return
        if len(data) > LARGEST:
            self.flaw(
                Flaw(
                    TOO_LARGE, path, "this file is larger than 4 MB", "a record is a page; move it elsewhere"
                )
            )
            self.broken.append(Broken(kind, id, path))
            return
        document = parse(data)
        for problem in document.problems:
            self.findings.append(
                Finding(problem.rule, Location(path, problem.span), problem.message, problem.help)
            )
        record = self.record(document, kind, id, path)
        if record is None:
            self.broken.append(Broken(kind, id, path, _tokens(data)))
        elif id in self.records[kind]:
            first = self.records[kind][id].path
            message = f'there is another {record.noun} "{id}", and only that one is read'
            self.flaw(Flaw(SAME_ID, path, message, "give this one another name, or merge the two", first))
            self.broken.append(Broken(kind, id, path, _tokens(data)))
        else:
            self.records[kind][id] = record

    def record(self, document: Document, kind: str, id: str, path: str) -> Record | None:
        if document.values is None:
            return None
        result = validate(kind, document.values, id, path, _body(document.body))
        if isinstance(result, Record):
            return result
        self.faults += [
            (wrong.rule, Fault(Place(path, wrong.key, wrong.of_key), wrong.message, wrong.help))
            for wrong in result
        ]
        return None


def load(source: Source, progress: Progress | None = None) -> Loaded:
    """Read every file of a source; ``progress`` hears how many are done, of how many.

    Never raises for what a file holds. Raises `BalintrecError` when there is no `records/`.
    """
    entries = source.entries()
    loading = _Load()
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
    return Body(False, sha256(" ".join(words).encode()).hexdigest()) if words else _NO_BODY


def _tokens(data: bytes) -> frozenset[str] | None:
    """The words of a broken file; None where its bytes are no text, and so might say anything."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return None
    return frozenset(word.decode() for word in _TOKEN.findall(data))
