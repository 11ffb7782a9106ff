"""Front matter that stands below the line that ends it: nobody reads it there, and it looks like text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from balintrec.document import Document, SyntaxProblem, Values, parse
from balintrec.document.rules import KEY_IN_TEXT, LEFT_OVER, SECOND_DOCUMENT
from balintrec.finding import Span
from balintrec.model import Record
from balintrec.model.key_schema import Below, below, own_keys
from balintrec.model.validate import takes
from balintrec.names import did_you_mean

_SUSPECT = re.compile(r"""\A\s*(?:[ \t]\S|[-{\["']|[a-z][a-z-]*[ \t]*:)|^---[ \t]*$""", re.MULTILINE)
"""Nearly no text begins so, or has a line of three dashes."""
_FENCE = re.compile(r"---[ \t]*")
_KEY = re.compile(r"""["']?([a-z][a-z-]*)["']?[ \t]*:(?:[ \t]+(.*)|$)""")
_ANY_KEY = re.compile(r"""[ \t]*(?:-[ \t]+)*[\[{]*[ \t]*["']?([\w-]+)["']?:(?:\s|$)""")
_PAIR = re.compile(rf"{_ANY_KEY.pattern}.*[^\s:]|.*\}}\s*$")
"""A key with a value, or more of them in braces: an item that is none cannot stand below it."""
_ITEM = re.compile(r"[ \t]*-[ \t]+(\S.*?),?[ \t]*")
_BRACKETS = re.compile(r"[ \t]*\[([^\]]*)\][ \t]*,?[ \t]*")
_LIKE_KEYS = re.compile(rf"\s|-(?:\s|$)|#|[{{}}\[\]]|{_KEY.pattern}|$")
_OPEN = re.compile(r"\s+\S|-\s|[^:]+:\s*(?:[|>][-+0-9]*)?\s*(?:#.*)?$")
"""A line of front matter that the next line may go on with: indented, an item, or a key whose value is to come."""
_LAST = re.compile(r"(?:\A|\n)([a-z][a-z-]*):[ \t]+(\S[^\n]*)\s*\Z")
_BELOW_KEYS = (" ", "\t", "-", "#")
"""How a line begins that goes on with the value of the key above it, or is a remark."""
_SENTENCE = re.compile(r"""\S+\s+\S.*[.?!…۔؟]["'”’»)]?\s*""")
_PROSE = "So it was: he came, and we talked."


def left_over(model: type[Record], data: bytes, document: Document) -> list[SyntaxProblem]:
    """What of the front matter stands below the line of dashes, if anything: one problem where it begins."""
    if not _SUSPECT.search(document.body):
        return []
    lines = document.body.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), None)
    if start is None:
        return []
    given = document.values or {}
    if _FENCE.fullmatch(lines[start]):
        help = "move it to a file of its own; for a line across the text write ***"
        return [_second(document, start, lines[start], help)]
    if _begins_with_keys(model, given, lines[start:]):
        help = (
            "move these keys above the line of three dashes; if they are text, begin it with a capital letter"
        )
        return [_second(document, start, lines[start], help)]
    if _goes_on(model, data, document, lines[start], start):
        number: int | None = start
    else:
        number = _keys_below(model, given, lines, start)
    return [] if number is None else [_problem(document.body_line + number, lines[number])]


def _second(document: Document, number: int, line: str, help: str) -> SyntaxProblem:
    message = "a second block of keys begins here; a file holds one record"
    number += document.body_line
    return SyntaxProblem(SECOND_DOCUMENT, message, help, Span(number, 1, number, len(line) + 1))


def _is_speech(model: type[Record], key: str, value: str) -> bool:
    """Whether it is rather a line of a dialogue: a sentence, where the record can have none."""
    found = below(model, key)
    return found is not None and not found.prose and _SENTENCE.fullmatch(value) is not None


def _problem(number: int, line: str) -> SyntaxProblem:
    message = "keys go on here, below the second line of three dashes, and are not read"
    help = "move the line --- from above to below the last key"
    indent = _indent(line)
    return SyntaxProblem(LEFT_OVER, message, help, Span(number, indent + 1, number, len(line) + 1))


def _begins_with_keys(model: type[Record], given: Values, lines: list[str]) -> bool:
    """Whether the first lines are keys with values, and one of them can be of the record; a dialogue is none."""
    return _KEY.match(lines[0]) is not None and any(_is_meant(model, given, one) for one in _run(lines))


def _run(lines: Iterable[str]) -> Iterator[str]:
    """The first lines, as far as they are keys and what stands below keys."""
    return takewhile(lambda line: _KEY.match(line) or line[:1] in _BELOW_KEYS, lines)


def _is_meant(model: type[Record], given: Values, line: str) -> bool:
    """Whether a line is a key that is not given above, or, misspelt or not, one with a value that prose cannot be."""
    match = _KEY.match(line)
    if match is None:
        return False
    keys = own_keys(model)
    if match[1] in keys:
        return _says(model, line) or (
            match[1] not in given and not _is_speech(model, match[1], match[2] or "")
        )
    close = did_you_mean(match[1], keys)
    return close is not None and close not in given and _says(model, f"{close}: {match[2] or ''}")


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
    return _continues(found, above[-1], line) or (found.prose and indented and _is_text(above[-1], line))


def _is_text(above: str, line: str) -> bool:
    """Whether a line goes on with a text over several lines whose last one is ``above``."""
    return _indent(above) == _indent(line) and not (_ANY_KEY.match(above) or _ITEM.fullmatch(above))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _continues(found: Below, above: str, line: str) -> bool:
    if key := _ANY_KEY.match(line):
        if line.lstrip()[:1] in ("-", "{", "["):
            return key[1] in found.keys
        return line[:1] in (" ", "\t") and found.has(key[1])
    if item := _ITEM.fullmatch(line):
        return not _PAIR.match(above) and found.takes(_bare(item[1]))
    listed = _BRACKETS.fullmatch(line)
    return listed is not None and all(found.takes(_bare(one)) for one in listed[1].split(","))


def _bare(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _keys_below(model: type[Record], given: Values, lines: list[str], start: int) -> int | None:
    """The first line of what can only be keys: at the top, or above a later line of dashes."""
    if any(_says(model, line) for line in _run(lines[start:])):
        return start
    end = next((n for n in range(start, len(lines)) if _FENCE.fullmatch(lines[n])), None)
    block = lines[start:end] if end is not None else []
    if any(line.lstrip().startswith(("```", "~~~")) for line in block):
        return None
    if all(map(_LIKE_KEYS.match, block)) and any(_is_meant(model, given, line) for line in block):
        return start
    return next((start + n for n, line in enumerate(block) if _says(model, line)), None)


def _says(model: type[Record], line: str) -> bool:
    """Whether a line is a key with a value that this key can have, and prose cannot be."""
    match = _KEY.match(line)
    if match is None or not _fits(model, line):
        return False
    key, value = match[1], match[2] or ""
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


def key_in_text(model: type[Record], document: Document) -> Iterator[SyntaxProblem]:
    """A last line of the text that reads like a key of the record with its value."""
    match = _LAST.search(document.body)
    if not (match and match[1] in own_keys(model)):
        return
    line = f"{match[1]}: {match[2].rstrip()}"
    if _fits(model, line):
        number = document.body_line + document.body.count("\n", 0, match.start(1))
        message = f'the last line of the text reads like the key "{match[1]}", and is not read as one'
        help = "if it is one, move it above the second line of three dashes"
        yield SyntaxProblem(KEY_IN_TEXT, message, help, Span(number, 1, number, len(line) + 1))
