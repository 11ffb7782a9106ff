"""The whole output of a command, kept with the state of everything it depends on, and printed again while that holds.

Light: it is read before click.
"""

from __future__ import annotations

import os
import sys
import time
from zlib import crc32

from balintrec.cache import checksum, worktree_fingerprint
from balintrec.cache.checksum import cache_folder, fingerprint, git_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_OF_FILES = ("check", "status")
_OF_COMMITS = ("review",)
_OTHER = ("--at", "--since", "--no-cache")
"""With these the answer depends on more than the files and the commit, or is wanted anew."""
_SHOWN = ("COLUMNS", "NO_COLOR", "TERM", "LC_ALL", "LC_MESSAGES", "LANG")
"""The variables that change how an answer looks."""
_ANSWERED = (0, 1)
"""The exit codes behind which there is a whole answer; another one tells that it was cut short."""
_MOST = 40
"""Outputs that are kept."""


class Output:
    """What a command printed: pieces of text, each for one of the two streams (1 and 2), and the exit code."""

    __slots__ = ("code", "pieces")

    def __init__(self, pieces: list[tuple[int, str]], code: int) -> None:
        self.pieces = pieces
        self.code = code


class CachedOutput:
    """The output of a command for the society at a root: the same arguments, folder, day and state of the files.

    git is asked for the state at once, and answers while something else is done.
    """

    def __init__(self, root: str, words: Iterable[str], now: int, names: Sequence[str] | None = None) -> None:
        """``words`` are all that an answer depends on but for the state: the arguments, the folder, the day, the width.

        ``now`` is the moment in nanoseconds; what changes later may not have been seen. With ``names`` an answer
        depends on nothing but the commits that these, and HEAD, stand for.
        """
        self.root = os.path.realpath(root)
        self.now = now
        self._names = names
        self._place = git_folder(self.root)
        self._asking = self._ask() if self._place else None
        self._status: bytes | None = None
        top = self._place[0] if self._place else ""
        self._words = b"\0".join([fingerprint(), *(os.fsencode(word) for word in (self.root, top, *words))])

    def _ask(self) -> worktree_fingerprint.GitQuery | None:
        return (
            worktree_fingerprint.status(self.root)
            if self._names is None
            else worktree_fingerprint.commits(self.root, self._names)
        )

    def answer(self) -> Output | None:
        """What was said to this question before, if nothing has changed since."""
        parts = checksum.read(self._file()) if self._asking else None
        if parts is None or len(parts) < 4 or parts[0] != self._words:
            return None
        _, status, watched, code, *pieces = parts
        if not status or self._before() != status:
            return None
        changed = worktree_fingerprint.changed(watched)
        return None if changed and not self._renewed(parts, changed) else _said(pieces, code)

    def _renewed(self, parts: Sequence[bytes], changed: Sequence[str]) -> bool:
        """Whether git has only written its index anew, as `git status` does; what is kept then knows that one.

        With the same commit and the same differences every file is the one it was, unless git was told to look away.
        """
        assert self._place
        git = self._place[1]
        if (
            self._names is not None
            or changed != [os.path.join(git, "index")]
            or worktree_fingerprint.is_racy(git, self.now)
        ):
            return False
        asking = worktree_fingerprint.index(self.root)
        index = asking.answer() if asking else None
        watched = worktree_fingerprint.watched(worktree_fingerprint.paths(parts[2]), self.now)
        if index is None or watched is None or worktree_fingerprint.looks_away(index):
            return False
        return checksum.write(self._file(), *parts[:2], watched, *parts[3:])

    def keep(self, said: Output, folders: Iterable[str], files: Mapping[str, str]) -> bool:
        """Keep what has been said; whether it is.

        ``folders`` are those that were read, as paths from the root, and ``files`` the blob ids of the files by path;
        none of these files may have been changed since the question was asked. Nothing is kept where anything else
        was changed meanwhile, or so shortly before that it would not have shown.
        """
        before = self._before()
        if self._place is None or not before:
            return False
        asked = [self._ask(), worktree_fingerprint.index(self.root), worktree_fingerprint.place(self.root)]
        after, index, place = (asking.answer() if asking else None for asking in asked)
        if after != before or index is None or not worktree_fingerprint.is_at(place, *self._place):
            return False
        of_files = self._names is None
        watched = self._watched([*folders], index, files) if of_files else self._watched_of_commits()
        if watched is None:
            return False
        pieces = (b"%d" % stream + text.encode("utf-8", "surrogatepass") for stream, text in said.pieces)
        checksum.prune(os.path.dirname(self._file()), _MOST - 1)
        return checksum.write(self._file(), self._words, before, watched, b"%d" % said.code, *pieces)

    def _watched_of_commits(self) -> bytes | None:
        """The stamps of what the commits do not tell of; None where contents may come later."""
        assert self._place
        git = self._place[1]
        paths = [os.path.join(self.root, "records"), *worktree_fingerprint.of_the_past(git)]
        return None if worktree_fingerprint.is_partial(git) else worktree_fingerprint.watched(paths, self.now)

    def _watched(self, folders: Sequence[str], index: bytes, read: Mapping[str, str]) -> bytes | None:
        """The stamps of what git does not tell of; None where that would not be enough."""
        assert self._place and self._status
        top, git = self._place
        below = os.path.join(self.root, "")[len(os.path.join(top, "")) :]
        unvouched = worktree_fingerprint.unvouched(self._status, index, read, below)
        walked = [os.path.join(self.root, folder) for folder in folders]
        if (
            unvouched is None
            or worktree_fingerprint.is_racy(git, self.now)
            or not worktree_fingerprint.is_certain(top, git, self.root, walked)
        ):
            return None
        files = (os.path.join(self.root, path) for path in unvouched)
        return worktree_fingerprint.watched(
            [*walked, *files, *worktree_fingerprint.of_git(top, git, self.root)], self.now
        )

    def _before(self) -> bytes | None:
        """What git saw when the question was asked."""
        if self._asking:
            self._status, self._asking = self._asking.answer(), None
        return self._status

    def _file(self) -> str:
        assert self._place
        return os.path.join(cache_folder(self._place[1]), "answers", f"{crc32(self._words):08x}")


def _said(pieces: Sequence[bytes], code: bytes) -> Output | None:
    try:
        said = [(int(piece[:1]), piece[1:].decode("utf-8", "surrogatepass")) for piece in pieces]
        return Output(said, int(code))
    except ValueError:  # no answer of ours, whatever its checksum says
        return None


class _Looked:
    __slots__ = ("files", "folders", "root")

    def __init__(self, root: str, folders: Sequence[str], files: Mapping[str, str]) -> None:
        self.root = root
        self.folders = folders
        self.files = files


class RecordedRun:
    """One run of a command: its cached output, if it may be used, and all that is printed."""

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
            question.keep(Output(self.said, code), looked.folders, looked.files)


def _question(arguments: Sequence[str], *, of_commits: bool) -> CachedOutput | None:
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
        return CachedOutput(root, words, now, names) if root else None
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
