"""Markdown in sections that are folded, and that together stay under the size of a comment. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_RESERVE = 200
"""For a section's heading, its fold, and the line that says how much is left out."""
_SHARE = 4_000
"""So much room is kept for each section, so that a long one takes it from none that follows."""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading; where a fold is named, only that is seen until somebody opens it.

    A line may hold line breaks; it is shown whole, or not at all.
    """

    heading: str
    lines: Sequence[str]
    fold: str = ""
    """Plain text, which no markup may stand in."""
    table: str = ""
    """The head of a table, of which the lines are the rows."""


def laid_out(head: str, sections: Iterable[Section], limit: int, more: str) -> str:
    """The text with its sections; what does not fit is counted, and ``more`` says where to find it.

    The most important lines of a section are its first. Every section keeps some.
    """
    found = [section for section in sections if section.lines]
    parts = [head]
    left = limit - len(head) - _RESERVE * len(found)
    share = min(_SHARE, left // (2 * len(found) or 1))
    kept = [min(share, sum(len(line) + 1 for line in section.lines)) for section in found]
    for number, section in enumerate(found):
        part, used = _section(section, left - sum(kept[number + 1 :]), more)
        parts.append(part)
        left -= used
    return "\n\n".join(parts)


def _section(section: Section, room: int, more: str) -> tuple[str, int]:
    """A section that takes no more than there is room for, and how much its lines and heading take."""
    parts = [f"### {section.heading}"] if section.heading else []
    if section.fold:
        parts.append(f"<details><summary>{section.fold}</summary>")
    before = sum(map(len, parts)) + len(section.table)
    lines, used = _fitting(section.lines, room - before)
    parts.append("\n".join([section.table, *lines] if section.table and lines else lines))
    if len(lines) < len(section.lines):
        parts.append(f"*{len(section.lines) - len(lines)} more: {more}*")
    if section.fold:
        parts.append("</details>")
    return "\n\n".join(filter(None, parts)), used + before


def _fitting(lines: Sequence[str], room: int) -> tuple[list[str], int]:
    """The lines that fit, from the first on, and how many characters they take; a long one takes no other's place."""
    used = 0
    kept = []
    for line in lines:
        if used + len(line) + 1 <= room:
            kept.append(line)
            used += len(line) + 1
    return kept, used
