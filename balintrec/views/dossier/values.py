"""What goes into a dossier: a member's values, where they were read, and the texts that were asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from balintrec.views.dossier.page import Line, Run
from balintrec.views.member.values import Applied, Person


@dataclass(frozen=True)
class Provenance:
    """Where the records were read."""

    commit: str | None
    """The full id; None outside git, and before the first commit."""
    changed: frozenset[str] = frozenset()
    """The paths that differ from the commit."""
    why_not: str = ""
    """Why there is no commit, or why the history is not told."""


@dataclass(frozen=True)
class Links:
    """How paths become links."""

    base: str = ""
    """An address such as https://example.org/society/blob; empty: links lead to files beside the dossier."""
    commit: str | None = None
    prefix: str = ""
    """From the top of the repository to the society."""
    way: str = ""
    """From the dossier to the society's root, where links lead to files."""
    not_there: frozenset[str] = frozenset()
    """The paths that the commit has not, or not so."""

    def to(self, path: str, line: int | None) -> str:
        """Where a link to a line of a file leads; empty where the commit does not hold the file as it was read."""
        if not self.base:
            return _quoted(f"{self.way}{path}")
        if self.commit is None or path in self.not_there:
            return ""
        place = f"#L{line}" if line else ""
        return f"{self.base}/{self.commit}/{_quoted(self.prefix + path)}{place}"


def _quoted(path: str) -> str:
    """A path in an address; the bytes of an odd file name as they are."""
    return quote(path, errors="surrogateescape")


@dataclass(frozen=True)
class Dossier:
    """All that a committee votes on."""

    person: Person
    society: str
    """The society's name."""
    provenance: Provenance
    links: Links
    version: str
    """Of balintrec."""
    lines: Mapping[str, int]
    """By ref, the line of a record that carries the evidence."""
    application: Applied | None = None
    statement: str = ""
    """The statement of interest, as Markdown."""
    reflections: Mapping[str, str] | None = None
    """By ref, the texts of the reflections; None unless they were asked for."""
    unseen: str = ""
    """What the checker could not look at, and why; empty where it has looked at all."""

    def record(self, ref: str) -> Line:
        """A record as ``records/…/x.md:LINE``, with the link to it."""
        path = self.person.paths.get(ref)
        return self.place(path, self.lines.get(ref)) if path else (Run(ref, "code"),)

    def place(self, path: str, line: int | None) -> Line:
        """A line of a file, with the link to it."""
        return (Run(f"{path}:{line}" if line else path, "code", self.links.to(path, line)),)
