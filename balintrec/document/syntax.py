"""libyaml's complaints, said in the words of somebody who looks at the line."""

from __future__ import annotations

import re
from typing import Any

from balintrec.finding import Span

# Characters that look like YAML's own punctuation and are not; word processors and phones type them.
_LOOKALIKES = {
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'",
    "：": ":", "﹕": ":", "，": ",", "،": ",", "［": "[", "］": "]", "｛": "{", "｝": "}",
    "–": "-", "—": "-", "−": "-", "\u00a0": "a space", "\u3000": "a space",
}  # fmt: skip
_LOOKALIKE = re.compile("[" + "".join(_LOOKALIKES) + "]")
_NAMES = {"\u00a0": "a no-break space", "\u3000": "a wide space"}
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
    "this line is not front matter that can be read",
    "write key: value, one a line; put odd text in quotes",
)
_NO_SPACE = re.compile(r"\s*(?:- )?[A-Za-z][\w-]*:[^\s]")
_NO_COLON = re.compile(r"\s*[A-Za-z][\w-]*(?:\s|$)")


def explain_syntax(text: str, error: Any, first_line: int) -> tuple[str, str, Span]:
    """What is wrong, what to do, and where, for a `yaml.YAMLError` on front matter that starts at ``first_line``."""
    lines = text.split("\n")
    opened = error.context in _OPENED or error.context == "while scanning a simple key"
    mark = error.context_mark if opened else error.problem_mark
    number = min(mark.line, len(lines) - 1)
    if number and not lines[number].strip():
        number = max(n for n in range(number + 1) if lines[n].strip() or n == 0)
        column = 0
    else:
        column = mark.column
    line = lines[number]
    span = Span(first_line + number, column + 1, first_line + number, max(len(line), column + 1) + 1)
    message, help = _said(error, line, lines[number - 1] if number else "")
    return message, help, span


def _said(error: Any, line: str, before: str) -> tuple[str, str]:
    indentation = line[: len(line) - len(line.lstrip())]
    if "\t" in indentation or "tab character" in (error.problem or ""):
        return "this line is indented with a tab", "use spaces: two for each level"
    if found := _LOOKALIKE.search(line):
        letter = found.group()
        meant = _LOOKALIKES[letter]
        return (
            f"{_NAMES.get(letter, letter)} (U+{ord(letter):04X}) is not the character that it looks like",
            f"type {meant} instead",
        )
    if error.context in _OPENED:
        message, closing = _OPENED[error.context]
        return message, f"close it with {closing} on the same line"
    return _said_of_problem(error.problem or "", line, before, bool(indentation))


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
        if _NO_SPACE.match(line):
            return "there is no space after the colon", "write key: value, with a space"
        return "this line is neither a key with a value nor an item of a list", "write key: value, or - item"
    return next((said for part, said in _PROBLEMS.items() if part in problem), _UNREADABLE)
