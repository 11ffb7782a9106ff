"""Which of several stretches of time overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

Moment = TypeVar("Moment")


def overlaps(stretches: Iterable[tuple[Moment, Moment, int]]) -> Iterator[tuple[int, int]]:
    """Numbers of stretches that share a moment with one that begins before them, each with that one first.

    A stretch is its first and last moment, both included, and a number. Of several earlier ones it is the one
    that lasts longest: each stretch is told once.
    """
    longest: tuple[Moment, int] | None = None
    for start, end, number in sorted(stretches):
        if longest and start <= longest[0]:  # type: ignore[operator]
            yield longest[1], number
        if longest is None or end > longest[0]:  # type: ignore[operator]
            longest = (end, number)
