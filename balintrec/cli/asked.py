"""Commands whose whole answer is kept: what they were asked, and what they said. Light: it is read before click."""

from __future__ import annotations

import os
import sys
import time

from balintrec.cache.answers import Question, Said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_KEPT = {"check", "status"}
_OTHER = ("--at", "--since", "--no-cache")
"""With these the answer depends on more than the files and the commit, or is wanted anew."""
_SHOWN = ("COLUMNS", "NO_COLOR", "TERM")
"""The variables that change how an answer looks."""


class Conversation:
    """One run of a command: the question, if it may be answered from the cache, and all that is said."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self.question = _question(arguments)
        self.said: list[tuple[int, str]] = []
        self.read: tuple[str, list[str]] | None = None
        """The root and the folders that were read, once it is certain that they stood still meanwhile."""

    def repeat(self) -> int | None:
        """Say again what was said to the same question in the same state; the exit code, None where it was not."""
        answer = self.question.answer() if self.question else None
        if answer is None:
            return None
        for stream, text in answer.pieces:
            print(text, file=sys.stdout if stream == 1 else sys.stderr)
        return answer.code

    def keep(self, code: int) -> None:
        """Keep what was said, where that is safe."""
        question, read = self.question, self.read
        if question and read and question.root == os.path.realpath(read[0]):
            question.keep(Said(self.said, code), read[1])


def _question(arguments: Sequence[str]) -> Question | None:
    if _KEPT.isdisjoint(arguments) or any(one.startswith(_OTHER) for one in arguments):
        return None
    root = _root(arguments)
    return Question(root, [*_circumstances(arguments), *arguments], time.time_ns()) if root else None


def _circumstances(arguments: Sequence[str]) -> list[str]:
    """What else an answer depends on: where it is asked, on which day, and what it is shown on."""
    day = "" if any(one.startswith("--on") for one in arguments) else time.strftime("%Y-%m-%d")
    shown = [os.environ.get(name, "\n") for name in _SHOWN]
    return [os.getcwd(), day, *shown, *map(_width, (sys.stdout, sys.stderr))]


def _width(stream: object) -> str:
    try:
        number = stream.fileno()  # type: ignore[attr-defined]
        return str(os.get_terminal_size(number).columns) if os.isatty(number) else ""
    except (AttributeError, OSError, ValueError):
        return ""


def _root(arguments: Sequence[str]) -> str | None:
    """The society that is meant, where that is plain: named once, or found from the current folder upward."""
    named = [one[7:] for one in arguments if one.startswith("--root=")]
    named += [after for one, after in zip(arguments, arguments[1:], strict=False) if one == "--root"]
    if named:
        return named[0] if len(named) == 1 else None
    folder = os.path.realpath(os.getcwd())
    while not os.path.isdir(os.path.join(folder, "records")):
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            return None
    return folder
