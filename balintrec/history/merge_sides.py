"""What merges brought together: the sides of each, whichever of them git names first. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from balintrec.repository import Commit

DRAFTING = timedelta(days=14)
"""So long after it was entered on one side of a merge, a record may still be worked on there."""


class Brought(NamedTuple):
    """A merge, with the commits that came together by it and had not been on a side of an earlier merge."""

    merge: Commit
    commits: tuple[Commit, ...]


class Sides:
    """The sides of every merge, as sets of commits; a set is a number with a bit for each."""

    def __init__(self, commits: Sequence[Commit]) -> None:
        """``commits`` in order, parents before children."""
        self._commits = commits

    def drafted(self, entered: Commit, changed: Commit) -> bool:
        """Whether a record was still a draft when it was changed.

        It was entered and changed on one side of a merge, within so many days; no other side had seen it.
        """
        if changed.time - entered.time > DRAFTING:
            return False
        bits = self._bit(entered) | self._bit(changed)
        return any(own & bits == bits for _, sides in self._merges for own in sides)

    def brought(self) -> Iterator[Brought]:
        """The merges, in order, with what came together by each of them first."""
        seen = 0
        for number, sides in self._merges:
            new = reduce(or_, sides, 0) & ~seen
            seen |= new
            yield Brought(self._commits[number], tuple(self._of(new)))

    def _bit(self, commit: Commit) -> int:
        return 1 << self._numbers[commit.id]

    def _of(self, bits: int) -> Iterator[Commit]:
        while bits:
            low = bits & -bits
            yield self._commits[low.bit_length() - 1]
            bits ^= low

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {commit.id: number for number, commit in enumerate(self._commits)}

    @cached_property
    def _merges(self) -> list[tuple[int, list[int]]]:
        """The number of each merge, and for every two of its parents what only the first of them was built on."""
        if all(len(commit.parents) < 2 for commit in self._commits):
            return []
        left = {one: commit.id for commit in self._commits for one in commit.parents}  # its last child
        reached: dict[str, int] = {}
        found = []
        for number, commit in enumerate(self._commits):
            behind = [reached.get(one, 0) for one in commit.parents]
            sides = [one & ~other for one in behind for other in behind if one != other]
            if len(behind) > 1:
                found.append((number, sides))
            for parent in commit.parents:
                if left[parent] == commit.id:
                    reached.pop(parent, None)
            reached[commit.id] = reduce(or_, behind, 1 << number)
        return found
