"""Commands whose whole answer is kept: what they were asked, and what they said. Light: it is read before click."""

from __future__ import annotations

import os
import sys
import time

from balintrec.cache.output_cache import Question, Said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_OF_FILES = ("check", "status")
_OF_COMMITS = ("review",)
_OTHER = ("--at", "--since", "--no-cache")
"""With these the answer depends on more than the files and the commit, or is wanted anew."""
_SHOWN = ("COLUMNS", "NO_COLOR", "TERM", "LC_ALL", "LC_MESSAGES", "LANG")
"""The variables that change how an answer looks."""
_ANSWERED = (0, 1)
"""The exit codes behind which there is a whole answer; another one tells that it was cut short."""


class _Looked:
    __slots__ = ("files", "folders", "root")

    def __init__(self, root: str, folders: Sequence[str], files: Mapping[str, str]) -> None:
        self.root = root
        self.folders = folders
        self.files = files


class Conversation:
    """One run of a command: the question, if it may be answered from the cache, and all that is said."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._command = next((one for one in arguments if one in _OF_FILES + _OF_COMMITS), None)
        self.question = (
            _question(arguments, of_commits=self._command in _OF_COMMITS) if self._command else None
        )
        self.said: list[tuple[int, str]] = []
        self._looked: _Looked | None = None

    def is_of(self, command: str | None) -> bool:
        """Whether what this command says is kept."""
        return self.question is not None and command == self._command

    def look(self, root: str, folders: Sequence[str], files: Mapping[str, str]) -> None:
        """Hear what a command looked at: the root, the folders, and the blob id of each file, as paths from the root.

        None of the files may have been changed since the question was asked.
        """
        self._looked = _Looked(root, folders, files)

    def repeat(self) -> int | None:
        """Say again what was said to the same question in the same state; the exit code, None where it was not."""
        answer = self.question.answer() if self.question else None
        if answer is None:
            return None
        for stream, text in answer.pieces:
            # At once, as it was the first time: both streams may lead to the same place.
            print(text, file=sys.stdout if stream == 1 else sys.stderr, flush=True)
        return answer.code

    def keep(self, code: int) -> None:
        """Keep what was said, where that is safe."""
        question, looked = self.question, self._looked
        if question and looked and code in _ANSWERED and question.root == os.path.realpath(looked.root):
            question.keep(Said(self.said, code), looked.folders, looked.files)


def _question(arguments: Sequence[str], *, of_commits: bool) -> Question | None:
    if any(one.startswith(_OTHER) for one in arguments):
        return None
    if not all(map(_speaks_utf8, (sys.stdout, sys.stderr))):  # click may choose another encoding there
        return None
    now = time.time_ns()
    try:
        root = _root(arguments)
        words = [*_circumstances(arguments), *arguments]
        # Which of them are names of commits need not be known: what names none now must name none later.
        names = [one for one in arguments if not one.startswith("-")] if of_commits else None
        return Question(root, words, now, names) if root else None
    except OSError:  # the current folder has been removed
        return None


def _circumstances(arguments: Sequence[str]) -> list[str]:
    """What else an answer depends on: where it is asked, on which day, and what it is shown on."""
    here = os.getcwd()
    shown = [os.environ.get(name, "\n") for name in _SHOWN]
    places = [_place(here, one) for one in arguments]
    day = time.strftime("%Y-%m-%d")
    return [here, *places, day, sys.getfilesystemencoding(), *shown, *map(_width, (sys.stdout, sys.stderr))]


def _place(here: str, argument: str) -> str:
    """Where an argument leads if it is a path: what it names may lie behind links, and outside `records/`."""
    path = os.path.normpath(os.path.join(here, argument))
    is_there = os.path.lexists(os.path.join(here, argument))
    return f"{os.path.realpath(os.path.dirname(path))}{os.sep if is_there else ''}"


def _speaks_utf8(stream: object) -> bool:
    return (getattr(stream, "encoding", None) or "utf-8").lower() in ("utf-8", "utf8")


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
