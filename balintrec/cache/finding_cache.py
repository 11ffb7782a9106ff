"""What was found in commits, kept by commit and day: neither a commit nor, in a whole clone, its past ever changes.

What the clock says is part of it: a commit from the future is judged otherwise, and what was found then is not kept.
"""

from __future__ import annotations

import os
from datetime import date
from zlib import crc32

from balintrec.cache import checksum, worktree_fingerprint
from balintrec.cache.checksum import cache_folder, fingerprint
from balintrec.cache.parse_cache import pickled, unpickled
from balintrec.check import CheckResult

_MOST = 40
"""Commits of which the findings are kept."""


class StoredFindings:
    """The findings of checks of a society's commits, kept in a git directory."""

    def __init__(self, root: str, top: str, git: str, clock: str = "") -> None:
        """``root`` is the society's, of which a repository may hold several, ``top`` that of the work tree.

        ``clock`` is the real day.
        """
        self._git = git
        self._folder = os.path.join(cache_folder(git), "judgements")
        self._about = b"\0".join(
            [
                fingerprint(),
                clock.encode(),
                *(os.fsencode(os.path.realpath(one)) for one in (root, top)),
            ]
        )

    def read(self, commit: str, on: date) -> CheckResult | None:
        """What a check of that commit found, judged on that day; None if that is not known."""
        if worktree_fingerprint.is_partial(self._git):  # git finds other renames there
            return None
        words = self._words(commit, on)
        found = unpickled(checksum.read(self._path(words)), words, tuple)
        return CheckResult(*found) if len(found) == len(CheckResult._fields) else None

    def keep(self, commit: str, on: date, judged: CheckResult) -> None:
        """Keep it, and as many others as there is room for."""
        if worktree_fingerprint.is_partial(self._git):
            return
        words = self._words(commit, on)
        checksum.prune(self._folder, _MOST - 1)
        checksum.write(self._path(words), words, pickled(tuple(judged)))

    def _words(self, commit: str, on: date) -> bytes:
        told = worktree_fingerprint.attributes(self._git)
        return b"\0".join([self._about, commit.encode(), on.isoformat().encode(), told])

    def _path(self, words: bytes) -> str:
        return os.path.join(self._folder, f"{crc32(words):08x}")
