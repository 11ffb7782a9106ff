"""Changes to a record as edits of its text: one line is added or changed, and all else stays as typed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from balintrec.document import Document, Value, Values, parse
from balintrec.document.serialize import Plain, emit, in_one_line, may_stand_bare
from balintrec.errors import BalintrecError
from balintrec.finding import Key, Span


def value_at(values: Value, key: Key) -> Value:
    """What stands at the end of a way. Raises `KeyError` or `IndexError` where it leads nowhere."""
    for part in key:
        values = values[part]  # type: ignore[index]  # a way fits the values it was found in
    return values


def with_value(values: Values, key: Key, new: Value) -> Values:
    """The same values with another one there."""
    return cast("Values", _changed(values, key, new))


def taken_from(values: Values, key: Key) -> Values:
    """The same values without the one there."""
    around = value_at(values, key[:-1])
    if isinstance(around, dict):
        left: Value = {name: one for name, one in around.items() if name != key[-1]}
    else:
        left = [one for number, one in enumerate(around) if number != key[-1]]
    return cast("Values", _changed(values, key[:-1], left))


def _changed(values: Value, key: Key, new: Value) -> Value:
    if not key:
        return new
    first, *rest = key
    if isinstance(values, dict):
        return {
            name: _changed(one, tuple(rest), new) if name == first else one for name, one in values.items()
        }
    return [_changed(one, tuple(rest), new) if number == first else one for number, one in enumerate(values)]


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


_ITEM = re.compile(r"[ ]*-[ ]+")
_NOTHING_ELSE = re.compile(r"\s*,?\s*(?:#.*)?")


def add_to_list(
    text: str,
    key: str,
    value: str | Mapping[str, Plain],
    *,
    before: Collection[str] = (),
    above: Collection[str] = (),
) -> str:
    """The text with one more value in the list under a key; the same text if it is in there.

    It goes before the first item that is one of `before`, else to the end; a new list goes above the first key that is
    one of `above`. The list may stand in brackets, one item a line, be a single value, be empty, or be missing.
    """
    document, values = _parse(text, key)
    old = values.get(key, [])
    listed = old if isinstance(old, list) else [old] if old else []
    said: Value = value if isinstance(value, str) else {name: str(one) for name, one in value.items()}
    if said in listed:
        return text
    new = in_one_line(value)
    at = next((n for n, one in enumerate(listed) if one in before), len(listed))
    if key not in values:
        splices = _new_line(document, f"{key}: [{new}]", above)
    elif at < len(listed):
        splices = [_before(document, old, key, at, new)]
    else:
        splices = [_listed(document, old, key, new)]
    return _first_right(text, document, splices, {**values, key: [*listed[:at], said, *listed[at:]]}, key)


def set_value(text: str, key: str, value: Plain, *, above: Collection[str] = ()) -> str:
    """The text with a single value under a key of the record, in the place of the one that stands there.

    A new key goes above the first one that is in `above`.
    """
    document, values = _parse(text, key)
    if values.get(key) == str(value):
        return text
    if key in values:
        if not isinstance(values[key], str):
            raise _refusal(key)
        splices = [_replaced(document, (key,), emit(value))]
    else:
        splices = _new_line(document, f"{key}: {emit(value)}", above)
    return _first_right(text, document, splices, {**values, key: str(value)}, key)


def set_mapping(text: str, key: str, value: Mapping[str, Plain]) -> str:
    """The text with these keys and values under a key of the record, in the place of what stands there."""
    document, values = _parse(text, key)
    wanted: Values = {**values, key: {name: str(one) for name, one in value.items()}}
    if values == wanted or key not in values:
        return (
            text
            if values == wanted
            else _first_right(
                text, document, _new_line(document, f"{key}: {in_one_line(value)}"), wanted, key
            )
        )
    return _first_right(text, document, [_replaced(document, (key,), in_one_line(value))], wanted, key)


def replace_value(text: str, key: Key, new: Plain) -> str:
    """The text with another single value at a place, in the quotes of the old one where that can be.

    The first item of a list that is written as a single value is that value.
    """
    document, values = _parse(text, str(key[0]))
    if key not in document.places and key[-1:] == (0,):
        key = key[:-1]
    old = value_at(values, key) if key in document.places else None
    if not isinstance(old, str):
        raise _refusal(str(key[0]))
    if old == str(new):
        return text
    wanted = with_value(values, key, str(new))
    return _first_right(text, document, _rewritten(document, key, old, new), wanted, str(key[0]))


def remove_value(text: str, key: Key) -> str:
    """The text without one item of a list, or one key below another; what is written of it goes with its line.

    Raises `BalintrecError` for the only item or key that is left there.
    """
    document, values = _parse(text, str(key[0]))
    around = value_at(values, key[:-1]) if key in document.places and len(key) > 1 else ""
    if len(around) < 2:
        raise _refusal(str(key[0]))
    return _first_right(text, document, _cuts(document, key, around), taken_from(values, key), str(key[0]))


def _parse(text: str, key: str) -> tuple[Document, Values]:
    document = parse(text.encode(), places=True)
    if document.values is None or not document.values:
        raise _refusal(key)
    return document, document.values


def _listed(document: Document, old: Value, key: str, new: str) -> Splice:
    """One more item, as it is to be written, in a list that is there."""
    if isinstance(old, str):
        return _replaced(document, (key,), f"[{emit(old)}, {new}]" if old else f"[{new}]")
    if isinstance(old, dict):
        raise _refusal(key)
    span = document.places[key,][1]
    if not old:
        after = (span.line, span.column + 1)
        gap = " " if line_of(document, span.line)[span.column :].startswith("#") else ""
        return inserted(after, new + gap)
    last = document.places[key, len(old) - 1][1]
    if line_of(document, span.line)[span.column - 1 :].startswith("["):
        return inserted((last.end_line, last.end_column), f", {new}")
    return _new_item(document, last, new, key)


def _before(document: Document, old: Value, key: str, at: int, new: str) -> Splice:
    """One more item, as it is to be written, before one that is there."""
    if isinstance(old, str):
        return _replaced(document, (key,), f"[{new}, {emit(old)}]")
    item = document.places[key, at][1]
    lead = line_of(document, item.line)[: item.column - 1]
    if _ITEM.fullmatch(lead):
        return inserted((item.line, 1), f"{lead}{new}\n")
    return inserted((item.line, item.column), f"{new}, ")


def _new_item(document: Document, last: Span, new: str, key: str) -> Splice:
    """One more line ``- new`` below the last item, indented as that is."""
    lead = _ITEM.fullmatch(line_of(document, last.line)[: last.column - 1])
    if not lead:
        raise _refusal(key)
    return inserted((last.end_line + 1, 1), f"{lead.group()}{new}\n")


def _replaced(document: Document, key: Key, new: str) -> Splice:
    name, span = document.places[key]
    if (span.line, span.column) != (span.end_line, span.end_column):
        return instead(span, new)
    if name is None:
        raise _refusal(str(key[0]))
    # A key without a value: it goes behind the colon, before any remark.
    colon = line_of(document, name.end_line).find(":", name.end_column - 1)
    return inserted((name.end_line, colon + 2), f" {new}")


def _rewritten(document: Document, key: Key, old: str, new: Plain) -> Iterator[Splice]:
    """Ways to write the new value: inside what is written there, else anew."""
    span = document.places[key][1]
    written = written_at(document, span)
    bare = not isinstance(new, str) or may_stand_bare(new)
    if old and written.count(old) == 1 and (written != old or bare):
        yield instead(span, written.replace(old, str(new)))
    if not (written[:1] in ("|", ">") and "#" in written):  # there may be a remark behind the sign
        yield _replaced(document, key, emit(new))


def _cuts(document: Document, key: Key, around: Value) -> Iterator[Splice]:
    """Ways to take a value out: its lines, where nothing else stands there, else it and the comma beside it."""
    start, end = _reach(document, key)
    before = line_of(document, start[0])[: start[1] - 1]
    after = line_of(document, end[0])[end[1] - 1 :]
    alone = not before.strip() or (isinstance(around, list) and _ITEM.fullmatch(before))
    if alone and _NOTHING_ELSE.fullmatch(after):
        yield Splice((start[0], 1), (end[0] + 1, 1), "")
    keys: list[str | int] = [*around] if isinstance(around, dict) else [*range(len(around))]
    number = keys.index(key[-1])
    if number + 1 < len(keys):
        yield Splice(start, _reach(document, (*key[:-1], keys[number + 1]))[0], "")
    else:
        yield Splice(_reach(document, (*key[:-1], keys[number - 1]))[1], end, "")


def _reach(document: Document, key: Key) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where a value begins, with the name of its key, and where it ends."""
    name, span = document.places[key]
    first = name or span
    return (first.line, first.column), (span.end_line, span.end_column)


def _new_line(document: Document, line: str, above: Collection[str] = ()) -> list[Splice]:
    """A key of its own, above the first of certain keys; else below the others, or above them all.

    It goes above them all where the last value goes on to the very end. In front matter that stands in braces it is the
    first key.
    """
    names = {str(key[0]): name for key, (name, _) in document.places.items() if name and len(key) == 1}
    first = min(names.values())
    indent = line_of(document, first.line)[: first.column - 1]
    if indent.strip():
        return [inserted((first.line, first.column), f"{line}, ")]
    following = min((name.line for key, name in names.items() if key in above), default=None)
    end = document.first_line + len(document.lines)
    places = [place for place in (following, end, first.line) if place is not None]
    return [inserted((place, 1), f"{indent}{line}\n") for place in places]


def _first_right(text: str, document: Document, splices: Iterable[Splice], wanted: Values, key: str) -> str:
    """The first edited text that is proved to say what was wanted and nothing else."""
    for splice in splices:
        edited = spliced(text, splice)
        result = parse(edited.encode())
        if result.values == wanted and result.body == document.body:
            return edited
    raise _refusal(key)


def _refusal(key: str) -> BalintrecError:
    return BalintrecError(f'"{key}" cannot be changed here without touching other lines; change it by hand')
