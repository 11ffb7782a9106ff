"""New text in the place of old, by line and column: nothing else in a file is touched. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from balintrec.document import Document
from balintrec.finding import Span

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Splice:
    """New text in the place of what stands between two lines and columns, counted from 1."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str


def inserted(place: tuple[int, int], text: str) -> Splice:
    """New text before what stands at a place."""
    return Splice(place, place, text)


def instead(span: Span, text: str) -> Splice:
    """New text in the place of a span."""
    return Splice((span.line, span.column), (span.end_line, span.end_column), text)


def spliced(text: str, splice: Splice) -> str:
    """The whole text of a file with the new part; line ends become those of the file."""
    lines = _LINE.findall(text)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    mark = len(text) - len(text.removeprefix("\ufeff"))

    def index(place: tuple[int, int]) -> int:
        line, column = place
        return starts[line - 1] + column - 1 + (mark if line == 1 else 0)

    ending = line_end(text)
    return text[: index(splice.start)] + splice.text.replace("\n", ending) + text[index(splice.end) :]


def line_end(text: str) -> str:
    """How the lines of a file end: as its first does."""
    return next(
        (line[len(line.rstrip("\r\n")) :] for line in _LINE.findall(text) if line[-1:] in "\r\n"), "\n"
    )


def line_of(document: Document, number: int) -> str:
    """A line of front matter; empty outside it."""
    index = number - document.first_line
    return document.lines[index] if 0 <= index < len(document.lines) else ""


def written_at(document: Document, span: Span) -> str:
    """What stands in a span of front matter, in quotes if it does, with line feeds."""
    lines = [line_of(document, number) for number in range(span.line, span.end_line + 1)]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)
