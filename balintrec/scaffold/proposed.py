"""A society with one file more: what `check` would say if it were written."""

from __future__ import annotations

from datetime import date

from balintrec.check import check, under
from balintrec.finding import Finding, Severity
from balintrec.source import Entry, Source

_READING = ("DOC", "FIL", "KEY", "REF", "VAL")


class Proposed:
    """A source and a file that is not there yet."""

    def __init__(self, source: Source, path: str, text: str) -> None:
        self.source = source
        self.path = path
        self.text = text

    def entries(self) -> list[Entry]:
        return sorted({*self.source.entries(), Entry(self.path)})

    def read(self, path: str) -> bytes:
        return self.text.encode() if path == self.path else self.source.read(path)


def findings_on(source: Source, path: str, text: str, on: date) -> tuple[Finding, ...]:
    """What a check would find at a new file."""
    return under(check(Proposed(source, path, text), on).findings, (path,))


def hinders(finding: Finding) -> bool:
    """Whether the file cannot be read as what it means; other findings are for the committee to judge."""
    return finding.rule.severity is Severity.ERROR and finding.rule.code.startswith(_READING)
