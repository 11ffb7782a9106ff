"""Text in pictures: SVG breaks no lines, so they are broken here."""

from __future__ import annotations

from balintrec.sanitize import clip, visible, wrapped


def lines(text: str, columns: int, most: int) -> tuple[str, ...]:
    """A text in at most so many lines of so many columns; what is left out is told by ``…``."""
    broken = list(wrapped(visible(text), columns))
    kept = [clip(line, columns) for line in broken[:most]]
    if len(broken) > most:
        kept[-1] = clip(f"{broken[most - 1]} {broken[most]}", columns)
    return tuple(kept)
