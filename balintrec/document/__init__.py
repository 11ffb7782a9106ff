"""Bytes to a document: the values and the body of one file, the place of every key, and what hinders reading it.

Only this room knows python-frontmatter and PyYAML. Nothing here raises for what a file holds: problems are values.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from balintrec.document.plain import read_plain
from balintrec.document.rules import RULES, TOO_LARGE, Problem, Unclear
from balintrec.document.text import check_body, check_characters, decode, find_conflict, split
from balintrec.finding import Key, Severity, Span

if TYPE_CHECKING:
    from balintrec.document.front_matter import Handler

__all__ = [
    "RULES",
    "Document",
    "Handler",
    "Problem",
    "Unclear",
    "Value",
    "Values",
    "excerpt",
    "parse",
]

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
Values: TypeAlias = "dict[str, Value]"

FRONT_MATTER_LIMIT = 64 * 1024
"""Bytes; a record is a page, and a parser must not be fed a mountain."""


class Document(NamedTuple):
    """One file as read. ``values`` is None when the front matter cannot be understood.

    All scalars are text, as they stand in the file; the schema gives them types.
    """

    values: Values | None
    body: str = ""
    problems: tuple[Problem, ...] = ()
    places: Mapping[Key, tuple[Span | None, Span]] = MappingProxyType({})
    lines: tuple[str, ...] = ()
    """The front matter line by line, for excerpts: filled only when places are asked for."""
    first_line: int = 1
    """The number of the line after the opening fence."""


def parse(data: bytes, *, places: bool = False) -> Document:
    """Read one file. With ``places`` the span of every key and value is kept (slower; for files with findings)."""
    try:
        text, problems = decode(data)
        front = split(text)
    except Unclear as error:
        return Document(None, problems=(error.problem,))
    problems += check_body(front)
    if not places and (plain := read_plain(front.yaml)) is not None:
        return Document(plain, front.body, tuple(problems), first_line=front.first_line)
    lines = tuple(front.yaml.split("\n")) if places else ()
    bad = check_characters(front.yaml, front.first_line, inside=True)
    conflict = find_conflict(front.yaml, front.first_line, inside=True)
    if conflict or bad:
        problems += [*bad, *([conflict] if conflict else [])]
        return Document(None, front.body, tuple(problems), lines=lines, first_line=front.first_line)
    if len(front.yaml.encode()) > FRONT_MATTER_LIMIT:
        fence = front.first_line - 1
        problems.append(
            Problem(
                TOO_LARGE,
                "the front matter is larger than 64 KB",
                "keep the keys short and move prose below the second ---",
                Span(fence, 1, fence, 4),
            )
        )
        return Document(None, front.body, tuple(problems), first_line=front.first_line)
    from balintrec.document.front_matter import (
        build,  # libyaml is not loaded where every record is written plainly
    )

    try:
        values, found, spans = build(front.yaml, front.first_line, places=places)
    except Unclear as error:
        return Document(None, front.body, (*problems, error.problem), {}, lines, front.first_line)
    problems += found
    broken = any(problem.rule.severity is Severity.ERROR for problem in found)
    return Document(None if broken else values, front.body, tuple(problems), spans, lines, front.first_line)


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
