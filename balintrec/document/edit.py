"""Changes to a record as edits of its text at a mark: one line is added or changed, all else stays as typed.

Each function takes the whole text of a file and gives the whole new text; `BalintrecError` when the place
cannot be edited so that exactly this one value changes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from balintrec.document import Document, Value, Values, parse
from balintrec.document.emit import emit
from balintrec.errors import BalintrecError
from balintrec.finding import Span

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_ITEM = re.compile(r"[ ]*-[ ]+")


@dataclass(frozen=True, slots=True)
class _Splice:
    """New text in the place of what stands between two lines and columns, counted from 1."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str


def add_to_list(text: str, key: str, value: str) -> str:
    """The text with one more value at the end of the list under a key; the same text if it is in there.

    The list may stand in brackets, one item a line, be a single value, be empty, or be missing altogether.
    """
    document, values = _parse(text, key)
    old = values.get(key, [])
    listed = old if isinstance(old, list) else [old] if old else []
    if value in listed:
        return text
    missing = key not in values
    splices = (
        _new_line(document, f"{key}: [{emit(value)}]") if missing else [_listed(document, old, key, value)]
    )
    return _first_right(text, document, splices, {**values, key: [*listed, value]}, key)


def set_value(text: str, key: str, value: str | int) -> str:
    """The text with a single value under a key of the record, in the place of the one that stands there."""
    document, values = _parse(text, key)
    if values.get(key) == str(value):
        return text
    if key in values:
        if not isinstance(values[key], str):
            raise _refusal(key)
        splices = [_replaced(document, key, emit(value))]
    else:
        splices = _new_line(document, f"{key}: {emit(value)}")
    return _first_right(text, document, splices, {**values, key: str(value)}, key)


def _parse(text: str, key: str) -> tuple[Document, Values]:
    document = parse(text.encode(), places=True)
    if document.values is None or not document.values:
        raise _refusal(key)
    return document, document.values


def _listed(document: Document, old: Value, key: str, value: str) -> _Splice:
    if isinstance(old, str):
        return _replaced(document, key, f"[{emit(old)}, {emit(value)}]" if old else f"[{emit(value)}]")
    if isinstance(old, dict):
        raise _refusal(key)
    span = document.places[key,][1]
    if not old:
        after = (span.line, span.column + 1)
        gap = " " if _line(document, span.line)[span.column :].startswith("#") else ""
        return _inserted(after, emit(value) + gap)
    last = document.places[key, len(old) - 1][1]
    if _line(document, span.line)[span.column - 1 :].startswith("["):
        return _inserted((last.end_line, last.end_column), f", {emit(value)}")
    return _new_item(document, last, value, key)


def _new_item(document: Document, last: Span, value: str, key: str) -> _Splice:
    """One more line ``- value`` below the last item, indented as that is."""
    lead = _ITEM.fullmatch(_line(document, last.line)[: last.column - 1])
    if not lead:
        raise _refusal(key)
    return _inserted((last.end_line + 1, 1), f"{lead.group()}{emit(value)}\n")


def _replaced(document: Document, key: str, new: str) -> _Splice:
    name, span = document.places[key,]
    assert name is not None
    if (span.line, span.column) != (span.end_line, span.end_column):
        return _Splice((span.line, span.column), (span.end_line, span.end_column), new)
    # A key without a value: it goes behind the colon, before any remark.
    colon = _line(document, name.end_line).find(":", name.end_column - 1)
    return _inserted((name.end_line, colon + 2), f" {new}")


def _new_line(document: Document, line: str) -> list[_Splice]:
    """A key of its own below the others; or above them, where the last value goes on to the very end.

    In front matter that stands in braces it is the first key.
    """
    first = min(name for name, _ in document.places.values() if name)
    before = _line(document, first.line)[: first.column - 1]
    if before.strip():
        return [_inserted((first.line, first.column), f"{line}, ")]
    end = (document.first_line + len(document.lines), 1)
    return [_inserted(place, f"{before}{line}\n") for place in (end, (first.line, 1))]


def _inserted(place: tuple[int, int], text: str) -> _Splice:
    return _Splice(place, place, text)


def _first_right(text: str, document: Document, splices: list[_Splice], wanted: Values, key: str) -> str:
    """The first edited text that is proved to say what was wanted and nothing else."""
    for splice in splices:
        edited = _spliced(text, splice)
        result = parse(edited.encode())
        if result.values == wanted and result.body == document.body:
            return edited
    raise _refusal(key)


def _spliced(text: str, splice: _Splice) -> str:
    lines = _LINE.findall(text)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    mark = len(text) - len(text.removeprefix("\ufeff"))

    def index(place: tuple[int, int]) -> int:
        line, column = place
        return starts[line - 1] + column - 1 + (mark if line == 1 else 0)

    ending = next((line[len(line.rstrip("\r\n")) :] for line in lines if line[-1:] in "\r\n"), "\n")
    return text[: index(splice.start)] + splice.text.replace("\n", ending) + text[index(splice.end) :]


def _line(document: Document, number: int) -> str:
    index = number - document.first_line
    return document.lines[index] if 0 <= index < len(document.lines) else ""


def _refusal(key: str) -> BalintrecError:
    return BalintrecError(f'"{key}" cannot be changed here without touching other lines; change it by hand')
