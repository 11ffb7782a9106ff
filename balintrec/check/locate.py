"""Where the keys stand that problems are about: what turns a problem into a finding."""

from __future__ import annotations

from collections.abc import Collection

from balintrec.document import Document, excerpt, parse, span_of
from balintrec.finding import Finding, Location, Place, Problem, Related, Rule
from balintrec.model.confidential import is_confidential, may_be_confidential, safe_line
from balintrec.society.files import locate
from balintrec.source import Entry, Source, Unreadable


class Places:
    """Where keys stand: files are read a second time, but only those that have findings."""

    def __init__(self, source: Source, broken: Collection[str] = ()) -> None:
        """``broken`` are the paths of files that are no records."""
        self.source = source
        self.broken = broken
        self.documents: dict[str, Document | None] = {}
        self.kinds: dict[str, str | None] = {}
        """Of files whose text is, or may be, confidential."""

    def finding(self, rule: Rule, problem: Problem) -> Finding:
        location = self.location(problem.place)
        related = tuple(Related(self.location(place), message) for place, message in problem.related)
        return self.excerpted(Finding(rule, location, problem.message, problem.help, related))

    def location(self, place: Place) -> Location:
        document = self._document(place.path)
        return Location(place.path, span_of(document, place.key, place.of_key) if document else None)

    def excerpted(self, finding: Finding) -> Finding:
        path, span = finding.location
        document = self._document(path) if span else None
        if not (document and span):
            return finding
        line = excerpt(document, span.line)
        if line is not None and path in self.kinds:
            line = safe_line(self.kinds[path], line, certain=path not in self.broken)
        return finding._replace(excerpt=line)

    def _document(self, path: str) -> Document | None:
        if path not in self.documents:
            try:
                data = self.source.read(path)
            except Unreadable:
                self.documents[path] = None
                return None
            self.documents[path] = parse(data, places=True)
            kind = locate(Entry(path)).kind
            if is_confidential(kind) or (path in self.broken and may_be_confidential(kind, data)):
                self.kinds[path] = kind
        return self.documents[path]
