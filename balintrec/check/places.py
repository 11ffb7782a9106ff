"""Where the keys stand that faults are about: what turns a fault into a finding."""

from __future__ import annotations

from balintrec.document import Document, excerpt, parse
from balintrec.finding import Fault, Finding, Key, Location, Place, Related, Rule, Span
from balintrec.source import Source, Unreadable


class Places:
    """Where keys stand: files are read a second time, but only those that have findings."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.documents: dict[str, Document | None] = {}

    def finding(self, rule: Rule, fault: Fault) -> Finding:
        location = self.location(fault.place)
        related = tuple(Related(self.location(place), message) for place, message in fault.related)
        return self.excerpted(Finding(rule, location, fault.message, fault.help, related))

    def location(self, place: Place) -> Location:
        document = self._document(place.path)
        return Location(place.path, _span(document, place.key, place.of_key) if document else None)

    def excerpted(self, finding: Finding) -> Finding:
        span = finding.location.span
        document = self._document(finding.location.path) if span else None
        return finding._replace(excerpt=excerpt(document, span.line)) if document and span else finding

    def _document(self, path: str) -> Document | None:
        if path not in self.documents:
            try:
                self.documents[path] = parse(self.source.read(path), places=True)
            except Unreadable:
                self.documents[path] = None
        return self.documents[path]


def _span(document: Document, key: Key, of_key: bool) -> Span | None:
    """The span of a key, else of the nearest thing around it, else of the opening fence."""
    while key:
        if key in document.places:
            name, value = document.places[key]
            if of_key and name:
                return name
            # A key without a value has no width: point at the key.
            return (
                name if name and (value.line, value.column) == (value.end_line, value.end_column) else value
            )
        key, of_key = key[:-1], False
    fence = document.first_line - 1
    return Span(fence, 1, fence, 4)
