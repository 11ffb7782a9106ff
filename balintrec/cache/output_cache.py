"""Whole answers: what a command said, kept with the state of everything it depends on."""

from __future__ import annotations

import os
from zlib import crc32

from balintrec.cache import checksum, worktree_fingerprint
from balintrec.cache.location import cache_folder, fingerprint, git_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_MOST = 40
"""Answers that are kept."""


class Said:
    """An answer: pieces of text, each for one of the two streams (1 and 2), and the exit code."""

    __slots__ = ("code", "pieces")

    def __init__(self, pieces: list[tuple[int, str]], code: int) -> None:
        self.pieces = pieces
        self.code = code


class Question:
    """A question to the society at a root: the same words, from the same place, on the same day, about the same state.

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

    def _ask(self) -> worktree_fingerprint.Asking | None:
        return (
            worktree_fingerprint.status(self.root)
            if self._names is None
            else worktree_fingerprint.commits(self.root, self._names)
        )

    def answer(self) -> Said | None:
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

    def keep(self, said: Said, folders: Iterable[str], files: Mapping[str, str]) -> bool:
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


def _said(pieces: Sequence[bytes], code: bytes) -> Said | None:
    try:
        said = [(int(piece[:1]), piece[1:].decode("utf-8", "surrogatepass")) for piece in pieces]
        return Said(said, int(code))
    except ValueError:  # no answer of ours, whatever its checksum says
        return None
