"""Whole answers: what a command said, kept with the state of everything it depends on."""

from __future__ import annotations

import os
from zlib import crc32

from balintrec.cache import sealed, state
from balintrec.cache.place import cache_folder, fingerprint, git_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

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

    def __init__(self, root: str, words: Iterable[str], now: int) -> None:
        """``words`` are all that the answer depends on but the state: the arguments, the folder, the day, the width.

        ``now`` is the moment in nanoseconds; what changes later may not have been seen.
        """
        self.root = os.path.realpath(root)
        self._now = now
        self._place = git_folder(self.root)
        self._asking = state.status(self.root) if self._place else None
        self._status: bytes | None = None
        self._words = b"\0".join([fingerprint(), *(os.fsencode(word) for word in (self.root, *words))])

    def answer(self) -> Said | None:
        """What was said to this question before, if nothing has changed since."""
        parts = sealed.read(self._file()) if self._asking else None
        if parts is None or len(parts) < 4 or parts[0] != self._words:
            return None
        _, status, watched, code, *pieces = parts
        if self._before() != status or not state.unchanged(watched):
            return None
        said = [(int(piece[:1]), piece[1:].decode("utf-8", "surrogatepass")) for piece in pieces]
        return Said(said, int(code))

    def keep(self, said: Said, folders: Iterable[str]) -> bool:
        """Keep what has been said; whether it is. ``folders`` are those that were read, as paths from the root.

        It is not kept where anything was changed meanwhile, or so shortly before that it would not have shown.
        """
        before, again, bits = self._before(), state.status(self.root), state.bits(self.root)
        after, away = (asking.answer() if asking else None for asking in (again, bits))
        if self._place is None or before is None or after != before or away is None or state.looks_away(away):
            return False
        top, git = self._place
        paths = [os.path.join(self.root, path) for path in folders]
        paths += [os.path.join(top, path.rstrip("/")) for path in state.listed(before)]
        watched = state.watched([*paths, *state.of_git(git)], self._now)
        if watched is None:
            return False
        pieces = (b"%d" % stream + text.encode("utf-8", "surrogatepass") for stream, text in said.pieces)
        sealed.prune(os.path.dirname(self._file()), _MOST - 1)
        return sealed.write(self._file(), self._words, before, watched, b"%d" % said.code, *pieces)

    def _before(self) -> bytes | None:
        """What git saw when the question was asked."""
        if self._asking:
            self._status, self._asking = self._asking.answer(), None
        return self._status

    def _file(self) -> str:
        assert self._place
        return os.path.join(cache_folder(self._place[1]), "answers", f"{crc32(self._words):08x}")
