"""Comments that swallow what belongs to the record."""

from __future__ import annotations

import re

from balintrec.document.rules import COMMENT, SyntaxProblem
from balintrec.finding import Span

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
