"""What the checker says: values that name a rule, a place and a remedy."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

Key = tuple[str | int, ...]
"""The way to a value in front matter: ``("attendees", 0)`` is the first attendee; ``()`` is the record."""


class Severity(StrEnum):
    """An error is wrong; a warning is worth a look."""

    ERROR = "error"
    WARNING = "warning"


class Rule(NamedTuple):
    """What a code stands for. ``text`` says what, why, wrong and right; `explain` prints it and a test runs it."""

    code: str
    name: str
    severity: Severity
    text: str


class Span(NamedTuple):
    """From line and column to line and column, counted from 1; the end column is the first one after."""

    line: int
    column: int
    end_line: int
    end_column: int


class Place(NamedTuple):
    """Which file, and which key of it: what a rule knows. Lines and columns are found later."""

    path: str
    key: Key = ()
    of_key: bool = False
    """Point at the key's name rather than at its value."""


class Problem(NamedTuple):
    """What a rule yields: where, what is wrong, what to do, and the other places that have to do with it."""

    place: Place
    message: str
    help: str = ""
    related: tuple[tuple[Place, str], ...] = ()


class Location(NamedTuple):
    """A path with the span that was found in it; a finding about a whole file has no span."""

    path: str
    span: Span | None = None


class Related(NamedTuple):
    """Another place that a finding is about, and what it has to do with it."""

    location: Location
    message: str


class Finding(NamedTuple):
    """One thing that is wrong, where, and what to do about it."""

    rule: Rule
    location: Location
    message: str
    help: str = ""
    related: tuple[Related, ...] = ()
    excerpt: str | None = None
    """The line of front matter under the span; never a line of a body."""

    @property
    def order(self) -> tuple[bool, str, Span, str, str]:
        """Errors first, then by place, then by code: the order in which findings are shown."""
        span = self.location.span or Span(0, 0, 0, 0)
        warning = self.rule.severity is Severity.WARNING
        return (warning, self.location.path, span, self.rule.code, self.message)
