"""Bytes to a document: the values and the body of one file, the place of every key, and what hinders reading it.

Only this room knows python-frontmatter and PyYAML. Nothing here raises for what a file holds: problems are values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from balintrec.document.fast_path import read_plain
from balintrec.document.rules import RULES, TOO_LARGE, SyntaxProblem, Unclear
from balintrec.document.text import check_body, check_characters, decode, find_conflict, split
from balintrec.finding import Key, Severity, Span
from balintrec.names import NOTHING

if TYPE_CHECKING:
    from balintrec.document.front_matter import Handler

__all__ = [
    "RULES",
    "Document",
    "Handler",
    "SyntaxProblem",
    "Unclear",
    "Value",
    "Values",
    "excerpt",
    "parse",
    "span_of",
]

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
Values: TypeAlias = "dict[str, Value]"

_NOTHING = re.compile(rf"(?<![\w-])(?:{'|'.join(NOTHING)})(?![\w-])")
FRONT_MATTER_LIMIT = 64 * 1024
"""Bytes; a record is a page, and a parser must not be fed a mountain."""


class Document(NamedTuple):
    """One file as read. ``values`` is None when the front matter cannot be understood.

    All scalars are text, as they stand in the file; the schema gives them types.
    """

    values: Values | None
    body: str = ""
    problems: tuple[SyntaxProblem, ...] = ()
    places: Mapping[Key, tuple[Span | None, Span]] = MappingProxyType({})
    lines: tuple[str, ...] = ()
    """The front matter line by line, for excerpts: filled only when places are asked for."""
    first_line: int = 1
    """The number of the line after the opening fence."""
    body_line: int = 1
    """The number of the line after the closing fence."""
    long: Span | None = None
    """The first value that goes over several lines."""
    nothing: tuple[Key, ...] = ()
    """The ways to values that are ~ or null without quotes, which other readers of YAML take for no value."""


def parse(data: bytes, *, places: bool = False) -> Document:
    """Read one file. With ``places`` the span of every key and value is kept (slower; for files with findings)."""
    try:
        text, problems = decode(data)
        front = split(text)
    except Unclear as error:
        return Document(None, problems=(error.problem,))
    problems += check_body(front)
    if not (places or _NOTHING.search(front.yaml)) and (plain := read_plain(front.yaml)) is not None:
        first, below = front.first_line, front.body_line
        return Document(plain, front.body, tuple(problems), first_line=first, body_line=below)
    lines = tuple(front.yaml.split("\n")) if places else ()
    bad = check_characters(front.yaml, front.first_line, inside=True)
    conflict = find_conflict(front.yaml, front.first_line, inside=True)
    if conflict or bad:
        problems += [*bad, *([conflict] if conflict else [])]
        return Document(None, front.body, tuple(problems), lines=lines, first_line=front.first_line)
    if len(front.yaml.encode()) > FRONT_MATTER_LIMIT:
        fence = front.first_line - 1
        problems.append(
            SyntaxProblem(
                TOO_LARGE,
                "the block between the two lines of three dashes is larger than 64 KB",
                "keep the keys short and move prose below the second line of three dashes",
                Span(fence, 1, fence, 4),
            )
        )
        return Document(None, front.body, tuple(problems), first_line=front.first_line)
    from balintrec.document.front_matter import (
        built,  # libyaml is not loaded where every record is written plainly
    )

    try:
        values, found, spans, long, nothing = built(front.yaml, front.first_line, places=places)
    except Unclear as error:
        return Document(None, front.body, (*problems, error.problem), {}, lines, front.first_line)
    problems += found
    broken = any(problem.rule.severity is Severity.ERROR for problem in found)
    return Document(
        None if broken else values,
        front.body,
        tuple(problems),
        spans,
        lines,
        front.first_line,
        front.body_line,
        long,
        nothing,
    )


def __getattr__(name: str) -> object:
    # Handed on when first asked for, as PyYAML and python-frontmatter are loaded with it.
    if name != "Handler":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from balintrec.document.front_matter import Handler

    return Handler


def excerpt(document: Document, line: int) -> str | None:
    """The line of front matter with that number, or None for a line of the body or a fence."""
    index = line - document.first_line
    return document.lines[index] if 0 <= index < len(document.lines) else None


def span_of(document: Document, key: Key, of_key: bool = False) -> Span:
    """The span of a key's value (or name), else of the nearest thing around it, else of the opening fence."""
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
