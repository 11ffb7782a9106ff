"""Bytes to text to front matter and body: encodings, characters, fences, conflict markers."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from balintrec.document.rules import (
    BAD_CHARACTER,
    BYTE_ORDER_MARK,
    CONFLICT,
    NO_FRONT_MATTER,
    NOT_CLOSED,
    NOT_UTF8,
    TEXT_BEFORE,
    SyntaxProblem,
    Unclear,
)
from balintrec.finding import Span

# Controls but tab and line feed; line and paragraph separators; bidirectional embeddings, overrides and isolates,
# which make a line read differently from what it says. U+200C and U+200D stay: Urdu and emoji need them.
_NEVER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
# What cannot be seen at all has no place in keys and values.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u180e\u200b\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
# Below, seven of these underline a heading.
_CONFLICT_IN_KEYS = re.compile(r"^(?:(?:<{7}|>{7}|\|{7})(?: .*)?|={7})$", re.MULTILINE)
_MARKS = ("<" * 7, ">" * 7, "|" * 7, "=" * 7)
_FENCE = re.compile(r"---[ \t]*")
_USUAL = re.compile(r"---\n((?:(?!---).*\n)*)---(?:\n|\Z)")
"""A text that begins with a fence and has one more, both without a blank behind them: nearly every record."""
_ALMOST_FENCE = re.compile(
    r"[ \t]+---[ \t]*|-{4,}[ \t]*|[‐-―−]{1,3}[ \t]*|--[ \t]*|\*{3,}[ \t]*|---\S.*|--- .*|\.\.\.[ \t]*"
)


class Front(NamedTuple):
    """A text cut at its two fences; ``first_line`` and ``body_line`` count from 1."""

    yaml: str
    body: str
    first_line: int
    body_line: int


def decode(data: bytes) -> tuple[str, list[SyntaxProblem]]:
    """UTF-8, with or without a byte order mark, any line ends, to text with line feeds; raises `Unclear`."""
    problems = []
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unclear(
            NOT_UTF8,
            "this file is UTF-16, which git and other programs cannot compare",
            "save it as UTF-8 (in the editor: Save with Encoding, UTF-8)",
            Span(1, 1, 1, 1),
        )
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        problems.append(
            SyntaxProblem(
                BYTE_ORDER_MARK,
                "the file begins with a byte order mark",
                'save it as "UTF-8", not as "UTF-8 with BOM"',
                Span(1, 1, 1, 1),
            )
        )
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        raise Unclear(
            NOT_UTF8,
            "this file is not UTF-8 text: a byte here is no letter in it",
            "save it as UTF-8 (in the editor: Save with Encoding, UTF-8)",
            Span(line, column, line, column + 1),
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems


def split(text: str) -> Front:
    """Cut a text at its fences, two lines of exactly three dashes; raises `Unclear`."""
    if usual := _USUAL.match(text):
        yaml = usual[1]
        return Front(yaml[:-1], text[usual.end() :], 2, yaml.count("\n") + 3)
    lines = text.split("\n")
    opening = next((number for number, line in enumerate(lines) if line.strip()), None)
    if opening is None:
        raise Unclear(
            NO_FRONT_MATTER,
            "the file is empty",
            "begin it with a line ---, the keys of the record, and a second line ---",
            Span(1, 1, 1, 1),
        )
    if not _FENCE.fullmatch(lines[opening]):
        raise _no_opening(lines, opening)
    for number in range(opening + 1, len(lines)):
        if _FENCE.fullmatch(lines[number]):
            yaml = "\n".join(lines[opening + 1 : number])
            body = "\n".join(lines[number + 1 :])
            return Front(yaml, body, opening + 2, number + 2)
    raise _no_closing(lines, opening)


def _no_opening(lines: list[str], opening: int) -> Unclear:
    line = lines[opening]
    span = Span(opening + 1, 1, opening + 1, len(line) + 1)
    if _ALMOST_FENCE.fullmatch(line):
        return Unclear(
            NO_FRONT_MATTER,
            "this line should be the first line of three dashes",
            "write exactly three dashes, --- at the start of the line and nothing else",
            span,
        )
    if any(_FENCE.fullmatch(later) for later in lines[opening + 1 :]):
        return Unclear(
            TEXT_BEFORE,
            "there is text before the first ---, so the keys below would not be seen",
            "move this text below the second line of three dashes, or add a line --- above it if these are keys",
            span,
        )
    return Unclear(
        NO_FRONT_MATTER,
        "the file does not begin with a line of three dashes and the keys of the record",
        "begin it with a line ---, the keys of the record, and a second line ---",
        span,
    )


def _no_closing(lines: list[str], opening: int) -> Unclear:
    for number in range(opening + 1, len(lines)):
        if lines[number].strip() and _ALMOST_FENCE.fullmatch(lines[number]):
            return Unclear(
                NOT_CLOSED,
                "this line should be the second line of three dashes",
                "write exactly three dashes, --- at the start of the line and nothing else",
                Span(number + 1, 1, number + 1, len(lines[number]) + 1),
            )
    return Unclear(
        NOT_CLOSED,
        "the block of keys that begins here is not closed by a second line of three dashes",
        "add a line --- after the last key",
        Span(opening + 1, 1, opening + 1, 4),
    )


def check_characters(text: str, first_line: int, *, inside: bool) -> list[SyntaxProblem]:
    """The characters that must not stand in a record, each kind once; ``inside`` is front matter."""
    found: dict[str, SyntaxProblem] = {}
    for match in (INVISIBLE if inside else _NEVER).finditer(text):
        letter = match.group()
        if letter not in found:
            line, column = position(text, match.start(), first_line)
            found[letter] = SyntaxProblem(
                BAD_CHARACTER,
                f"there is a character here that cannot be seen: {character_name(letter)}",
                "delete it, or type the text of this line anew",
                Span(line, column, line, column + 1),
            )
    return list(found.values())


def check_body(front: Front) -> list[SyntaxProblem]:
    """What is wrong below the front matter; the record above it stays readable."""
    problems = check_characters(front.body, front.body_line, inside=False)
    if conflict := find_conflict(front.body, front.body_line, inside=False):
        problems.append(conflict)
    return problems


def find_conflict(text: str, first_line: int, *, inside: bool) -> SyntaxProblem | None:
    """The first line that git left in the text because two changes met; ``inside`` is front matter."""
    if not any(marks in text for marks in _MARKS):
        return None
    match = (_CONFLICT_IN_KEYS if inside else _CONFLICT).search(text)
    if not match:
        return None
    line, _ = position(text, match.start(), first_line)
    return SyntaxProblem(
        CONFLICT,
        "git left both sides of a conflict here",
        "keep the lines that are right and delete the three marker lines (<<<<<<<, =======, >>>>>>>)",
        Span(line, 1, line, len(match.group()) + 1),
    )


def position(text: str, index: int, first_line: int) -> tuple[int, int]:
    """Line and column, from 1, of a place in a text whose first line has the number ``first_line``."""
    return first_line + text.count("\n", 0, index), index - (text.rfind("\n", 0, index) + 1) + 1


def character_name(letter: str) -> str:
    """How a character is spoken of: its number and its name."""
    return f"U+{ord(letter):04X} {unicodedata.name(letter, 'a control character').lower()}"
