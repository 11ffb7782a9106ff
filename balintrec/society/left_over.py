"""Front matter that stands below the line that ends it: nobody reads it there, and it looks like text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from balintrec.document import Document, Problem, parse
from balintrec.document.rules import KEY_IN_TEXT, LEFT_OVER
from balintrec.finding import Span
from balintrec.model import Record
from balintrec.model.below import Below, below, own_keys
from balintrec.model.validate import takes

_SUSPECT = re.compile(r"\A\s*(?:[ \t]\S|[-{\[]|[a-z][a-z-]*:)|^---[ \t]*$", re.MULTILINE)
"""Nearly no text begins so, or has a line of three dashes."""
_FENCE = re.compile(r"---[ \t]*")
_KEY = re.compile(r"([a-z][a-z-]*):(?:[ \t]|$)")
_ANY_KEY = re.compile(r"""[ \t]*(?:-[ \t]+)*[\[{]*[ \t]*["']?([\w-]+)["']?:(?:\s|$)""")
_ITEM = re.compile(r"[ \t]*-[ \t]+(\S.*?),?[ \t]*")
_BRACKETS = re.compile(r"[ \t]*\[([^\]]*)\][ \t]*,?[ \t]*")
_LIKE_KEYS = re.compile(r"\s|-(?:\s|$)|#|[{}\[\]]|[a-z][a-z0-9-]*:(?:\s|$)|$")
_OPEN = re.compile(r"\s+\S|-\s|[^:]+:\s*(?:[|>][-+0-9]*)?\s*(?:#.*)?$")
"""A line of front matter that the next line may go on with: indented, an item, or a key whose value is to come."""
_LAST = re.compile(r"(?:\A|\n)([a-z][a-z-]*):[ \t]+(\S[^\n]*)\s*\Z")
_PROSE = "So it was: he came, and we talked."


def left_over(model: type[Record], data: bytes, document: Document) -> list[Problem]:
    """What of the front matter stands below the line of dashes, if anything: one problem where it begins."""
    if not _SUSPECT.search(document.body):
        return []
    lines = document.body.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), None)
    if start is None:
        return []
    if _goes_on(model, data, document, lines[start], start):
        number: int | None = start
    else:
        number = _keys_before_fence(model, lines, start)
    return [] if number is None else [_problem(document.body_line + number, lines[number])]


def _problem(number: int, line: str) -> Problem:
    message = "front matter goes on here, below the line of three dashes that ends it, and is not read"
    help = "move the line --- from above to below the last key"
    indent = len(line) - len(line.lstrip())
    return Problem(LEFT_OVER, message, help, Span(number, indent + 1, number, len(line) + 1))


def _goes_on(model: type[Record], data: bytes, document: Document, line: str, blanks: int) -> bool:
    """Whether the first line of the text could continue the last key above it."""
    indented = line[:1] in (" ", "\t")
    if not document.values or (blanks and not indented):
        return False
    above = [
        one for one in parse(data, places=True).lines if one.strip() and not one.lstrip().startswith("#")
    ]
    if not above or not _OPEN.match(above[-1]):
        return False
    key = next(reversed(document.values))
    found = below(model, key)
    if found is None:
        return False
    return _continues(found, line, indented) or (
        found.prose and indented and _indent(above[-1]) == _indent(line)
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _continues(found: Below, line: str, indented: bool) -> bool:
    if key := _ANY_KEY.match(line):
        structured = indented or line.lstrip()[:1] in ("-", "{", "[")
        return structured and found.has(key[1])
    item = _ITEM.fullmatch(line)
    if item:
        return found.takes(_bare(item[1]))
    listed = _BRACKETS.fullmatch(line)
    return listed is not None and all(found.takes(_bare(one)) for one in listed[1].split(","))


def _bare(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _keys_before_fence(model: type[Record], lines: list[str], start: int) -> int | None:
    """The first line of what can only be keys above a later line of dashes."""
    end = next((n for n in range(start, len(lines)) if _FENCE.fullmatch(lines[n])), None)
    block = lines[start:end] if end is not None else []
    if any(line.lstrip().startswith(("```", "~~~")) for line in block):
        return None
    keys = [
        start + n for n, line in enumerate(block) if (key := _KEY.match(line)) and key[1] in own_keys(model)
    ]
    if keys and all(map(_LIKE_KEYS.match, block)):
        return start
    return next((number for number in keys if _says(model, lines[number])), None)


def _says(model: type[Record], line: str) -> bool:
    """Whether a line is a key with a value that this key can have, and prose cannot be."""
    key, _, value = line.partition(":")
    if not _fits(model, line):
        return False
    found = below(model, key)
    ids = found is not None and all(found.takes(_bare(one)) for one in value.strip(" []").split(","))
    return ids or not _fits(model, f'{key}: "{_PROSE}"')


def _fits(model: type[Record], line: str) -> bool:
    """Whether a line by itself is a key of the record with a value that it can have."""
    values = parse(f"---\n{line}\n---\n".encode("utf-8", "replace")).values
    if not values or len(values) != 1:
        return False
    [(key, value)] = values.items()
    return bool(value) and takes(model, key, value)


def key_in_text(model: type[Record], document: Document) -> Iterator[Problem]:
    """A last line of the text that reads like a key of the record with its value."""
    match = _LAST.search(document.body)
    if not (match and match[1] in own_keys(model)):
        return
    line = f"{match[1]}: {match[2].rstrip()}"
    if _fits(model, line):
        number = document.body_line + document.body.count("\n", 0, match.start(1))
        message = f'the last line of the text reads like the key "{match[1]}", and is not read as one'
        help = "if it is one, move it above the second line of three dashes"
        yield Problem(KEY_IN_TEXT, message, help, Span(number, 1, number, len(line) + 1))
