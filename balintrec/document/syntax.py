"""What is wrong with a line of YAML, in the words of somebody who looks at the line."""

from __future__ import annotations

import re
from typing import Any

from balintrec.document.rules import COMMENT, SyntaxProblem
from balintrec.finding import Span

# Characters that look like YAML's own punctuation and are not; word processors and phones type them.
_LOOKALIKES = {
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'",
    "：": ":", "﹕": ":", "，": ",", "،": ",", "［": "[", "］": "]", "｛": "{", "｝": "}",
    "–": "-", "—": "-", "−": "-",
}  # fmt: skip
_LOOKALIKE = re.compile("[" + "".join(_LOOKALIKES) + "]")
SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
"""Spaces that YAML takes for letters."""
_SPACE_AFTER_COLON = re.compile(rf":{SPACE.pattern}")
_OPENED = {
    "while parsing a flow sequence": (
        "this list is opened with [ and not closed, or a comma is missing in it",
        "]",
    ),
    "while parsing a flow mapping": ("this { is not closed, or a comma is missing after it", "}"),
    "while scanning a quoted scalar": ("the quotation mark that opens here is never closed", "the same mark"),
}
_MISFIT = (
    "this does not fit what stands above it",
    "check that the keys start in the same column, and that quotes and brackets are in pairs",
)
_PROBLEMS = {
    "cannot start any token": ("a value cannot begin with this character", "put the text in quotes"),
    "did not find expected key": _MISFIT,
    "'-' indicator": _MISFIT,
    "document start": ("a line of dots or a % above ends the keys before this line", "delete that line"),
}
_UNREADABLE = (
    "this line cannot be read as a key with its value",
    "write key: value, one a line; put odd text in quotes",
)
_SPACE_MISSING = ("there is no space after the colon", "write key: value, with a space")
_NOT_A_KEY = (
    "this line is neither a key with a value nor an item of a list",
    "write key: value, or - item",
)
# A value or an item that begins with a quotation mark whose pair is not on the line.
_OPENS = re.compile(r"""(?:[:,\[{-]\s+|[\[{]|^\s*)(["'])(?:(?!\1).)*$""")
_NO_SPACE = re.compile(r"\s*(?:- )?[A-Za-z][\w-]*:[^\s]")


def explain_syntax(text: str, error: Any, first_line: int) -> tuple[str, str, Span]:
    """What is wrong, what to do, and where, for a `yaml.YAMLError` on front matter that starts at ``first_line``."""
    lines = text.split("\n")
    opened = error.context in _OPENED or error.context == "while scanning a simple key"
    mark = error.context_mark if opened else error.problem_mark
    if "did not find expected" in (error.problem or "") and (quote := _opened_above(lines, mark.line)):
        number, column = quote
        message, closing = _OPENED["while scanning a quoted scalar"]
        return message, f"close it with {closing} on the same line", _rest(lines, number, column, first_line)
    number = min(mark.line, len(lines) - 1)
    if number and not lines[number].strip():
        number = max(n for n in range(number + 1) if lines[n].strip() or n == 0)
        column = 0
    else:
        column = mark.column
    message, help = _said(error, lines[number], lines[number - 1] if number else "")
    return message, help, _rest(lines, number, column, first_line)


def explain_line(text: str, number: int, first_line: int) -> tuple[str, str, Span]:
    """What a first line lacks to be a key: its colon is missing, or is not one, or has no space after it."""
    lines = text.split("\n")
    line = lines[number]
    span = _rest(lines, number, len(line) - len(line.lstrip()), first_line)
    message, help = _lookalike(line) or (_NOT_A_KEY if not _NO_SPACE.match(line) else _SPACE_MISSING)
    return message, help, span


def _rest(lines: list[str], number: int, column: int, first_line: int) -> Span:
    """A line from a column on."""
    end = max(len(lines[number]), column + 1) + 1
    return Span(first_line + number, column + 1, first_line + number, end)


def _opened_above(lines: list[str], number: int) -> tuple[int, int] | None:
    """Line and column of a quotation mark that opens shortly above and only the next one, lines below, closes."""
    for above in range(number - 1, max(number - 4, -1), -1):
        if match := _OPENS.search(lines[above]):
            return above, match.start(1)
    return None


def _said(error: Any, line: str, before: str) -> tuple[str, str]:
    indentation = line[: len(line) - len(line.lstrip())]
    if "\t" in indentation or "tab character" in (error.problem or ""):
        return "this line is indented with a tab", "use spaces: two for each level"
    if lookalike := _lookalike(line):
        return lookalike
    if error.context in _OPENED:
        message, closing = _OPENED[error.context]
        return message, f"close it with {closing} on the same line"
    return _said_of_problem(error.problem or "", line, before, bool(indentation))


def _lookalike(line: str) -> tuple[str, str] | None:
    if found := SPACE.search(line):
        after = _SPACE_AFTER_COLON.search(line)
        letter = after.group()[1] if after else found.group()
        where = "after the colon" if after else "in this line"
        return f"there is {space_name(letter)} {where}", "replace it by a plain space"
    if not (found := _LOOKALIKE.search(line)):
        return None
    letter = found.group()
    said = f"{letter} (U+{ord(letter):04X}) is not the character that it looks like"
    return said, f"type {_LOOKALIKES[letter]} instead"


def space_name(letter: str) -> str:
    """How a space that is no plain one is spoken of."""
    name = "a no-break space" if letter in "\u00a0\u202f" else "a space of another kind"
    return f"{name} (U+{ord(letter):04X})"


def _said_of_problem(problem: str, line: str, before: str, indented: bool) -> tuple[str, str]:
    if "mapping values are not allowed" in problem:
        if _NO_SPACE.match(before) and ": " not in before:
            return "the line above has no space after its colon", "write key: value, with a space"
        if indented and not before[:1].isspace():
            return (
                "this line is indented as if it went on with the line above, or its text has a second colon",
                "start the key at the same column as the others; put a text with a colon in quotes",
            )
        return "the text after the key has a colon in it", 'put the text in quotes: key: "text: more text"'
    if "could not find expected ':'" in problem:
        return _SPACE_MISSING if _NO_SPACE.match(line) else _NOT_A_KEY
    return next((said for part, said in _PROBLEMS.items() if part in problem), _UNREADABLE)


# "#3", "# bilal-ahmed", "#minutes: 90", "# - sana", "# {pseudonym: a}": data rather than a remark.
DATA_COMMENT = re.compile(r"#(?:\S.*|[ \t]*(?:-[ \t].*|[a-z][a-z0-9-]*:.*|[\[{].*|[^\s]+[ \t]*))?")
_ITEM = re.compile(r"( *)- ")


def lost_in_comments(text: str, first_line: int, scalars: list[tuple[int, int, bool]]) -> list[SyntaxProblem]:
    """Comments that swallow data: ``title: Case #3`` is "Case" to YAML, and ``# bilal-ahmed`` is nobody.

    A remark is two spaces away from a value, or on a line of its own, and has a space after its ``#``. ``scalars``
    are the beginning and end of what is no comment, in the order of the text, and whether it is plain.
    """
    problems = []
    lines = text.split("\n")
    start = 0
    ends_plain = {end for _, end, plain in scalars if plain}
    following = iter([*scalars, (len(text), len(text), False)])
    begin, end, _ = next(following)
    for number, line in enumerate(lines, first_line):
        index = text.find("#", start, start + len(line))
        while index >= 0:
            while end <= index < len(text):
                begin, end, _ = next(following)
            if index < begin:
                break
            index = text.find("#", end, start + len(line)) if end > index else -1
        lost = index >= 0 and (
            _is_data(text, index, start, start + len(line), ends_plain)
            or _is_item(lines, number - first_line, index - start)
        )
        if lost:
            column = index - start + 1
            problems.append(_problem(Span(number, column, number, len(line) + 1)))
        start += len(line) + 1
    return problems


def _is_data(text: str, index: int, start: int, end: int, ends_plain: set[int]) -> bool:
    after_plain = index - 1 in ends_plain and index > start and text[index - 1] == " "
    return after_plain or DATA_COMMENT.fullmatch(text, index, end) is not None


def _is_item(lines: list[str], number: int, column: int) -> bool:
    """Whether a comment stands where an item of a list would: ``# sana`` for ``- sana``."""
    beside = [lines[other] for other in (number - 1, number + 1) if 0 <= other < len(lines)]
    items = [match for line in beside if (match := _ITEM.match(line))]
    return not lines[number][:column].strip() and column > 0 and any(len(item[1]) == column for item in items)


def _problem(span: Span) -> SyntaxProblem:
    return SyntaxProblem(
        COMMENT,
        "the text after # is a comment and is not read",
        "if it belongs to the record, put the whole value in quotes or delete the #; "
        "a remark stands two spaces away or at the start of its own line: # like this",
        span,
    )
