"""Commits and changes as values, and the raw differences of git, separated by NUL, from which they are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple


class Change(NamedTuple):
    """One path that differs between two trees, relative to the society's root, with ``/``.

    A link or a submodule is not a file: what stands there is seen as a change without a blob.
    """

    status: str
    """added, changed, removed or moved"""
    path: str
    old_path: str | None
    """Only of what was moved."""
    blob: str | None
    """The object's id afterwards; None when no file stands there any more."""
    old_blob: str | None
    """The object's id before; None when no file stood there."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit and what it changed against its parent.

    Of a merge only what it did itself is a change: a content that none of its parents has, told against its
    first; and one side's change that it left out, told against that side.
    """

    id: str
    parents: tuple[str, ...]
    """The one that claims to be the latest first: which one git names first depends on who pulled from whom."""
    author: str
    email: str
    """The author's."""
    time: datetime
    """When it was committed, in the zone that was asked for: as it claims, or as far as that is certain."""
    authored: datetime
    """When it was written, in the same zone."""
    subject: str
    changes: tuple[Change, ...]
    claimed: datetime | None = None
    """The time that it claims, where that cannot be the one."""
    committer: str = field(default="", compare=False)
    """Who made the commit of it; empty: the author. A rebase, a forge or a forger makes it another."""
    committer_email: str = field(default="", compare=False)
    co_authors: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    """The names and addresses that its message names at the end as `Co-authored-by`."""


_FILES = ("100644", "100755", "100664")
"""What git writes before a regular file; the last one only in old trees."""


class Tokens:
    """Pieces between NULs, read one after the other."""

    def __init__(self, output: bytes) -> None:
        # Names of files may hold any byte.
        self._pieces = output.decode("utf-8", "surrogateescape").split("\0")
        self._next = 0

    def take(self) -> str:
        """The next piece."""
        piece = self._pieces[self._next]
        self._next += 1
        return piece

    def more(self) -> str:
        """The next piece, empty ones aside, without taking it; nothing if none is left."""
        pieces, end = self._pieces, len(self._pieces)
        while self._next < end and not pieces[self._next]:
            self._next += 1
        return pieces[self._next] if self._next < end else ""


def changes(tokens: Tokens, prefix: str, parent: int = 0) -> Iterator[Change]:
    """The raw entries that come next, as changes of the society whose root is at `prefix`.

    Those of a merge are told against one of its parents.
    """
    while (entry := tokens.more().lstrip("\n")).startswith(":"):
        tokens.take()
        change = _combined(entry, tokens, parent) if entry.startswith("::") else _plain(entry, tokens)
        below = _below(change, prefix) if prefix else change
        if below is not None:
            yield below


def _plain(entry: str, tokens: Tokens) -> Change:
    old_mode, mode, old, new, status = entry[1:].split(" ")
    path = tokens.take()
    old_path = None
    if status == "A" and mode in _FILES:  # most entries of most logs
        return Change("added", path, None, new, None)
    if status[0] in "RC":
        old_path, path = path, tokens.take()
    if status[0] == "C":
        old_path, old_mode = None, "000000"
    return _change(path, old_path, (old_mode, old), (mode, new))


def _combined(entry: str, tokens: Tokens, parent: int) -> Change:
    """A merge that equals none of its parents there."""
    fields = entry.lstrip(":").split(" ")
    parents = len(entry) - len(entry.lstrip(":"))
    modes, ids = fields[: parents + 1], fields[parents + 1 : 2 * parents + 2]
    paths = [tokens.take() for _ in range(parents + 1)]
    old_path = paths[parent] if paths[parent] != paths[-1] and fields[-1][parent] == "R" else None
    return _change(paths[-1], old_path, (modes[parent], ids[parent]), (modes[-1], ids[-1]))


def _change(path: str, old_path: str | None, before: tuple[str, str], after: tuple[str, str]) -> Change:
    if int(before[0], 8) == 0:
        status = "added"
    elif int(after[0], 8) == 0:
        status = "removed"
    else:
        status = "changed" if old_path is None else "moved"
    return Change(status, path, old_path, _blob(*after), _blob(*before))


def _blob(mode: str, id: str) -> str | None:
    return id if mode in _FILES else None


def _below(change: Change, prefix: str) -> Change | None:
    """The change as the society sees it: what comes from outside it was added, what leaves it was removed."""
    length = len(prefix)
    inside = change.path.startswith(prefix)
    if change.old_path is None:
        if not inside:
            return None
        return Change(change.status, change.path[length:], None, change.blob, change.old_blob)
    came_from_inside = change.old_path.startswith(prefix)
    if inside and came_from_inside:
        return Change("moved", change.path[length:], change.old_path[length:], change.blob, change.old_blob)
    if inside:
        return Change("added", change.path[length:], None, change.blob, None)
    if came_from_inside:
        return Change("removed", change.old_path[length:], None, None, change.old_blob)
    return None
