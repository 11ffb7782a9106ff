"""Text of records made safe and measurable for a terminal: nothing hidden passes, cells are counted. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

WIDTH = 80
_JOINERS = "\u200c\u200d"  # Urdu and emoji need them; they hide nothing.
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_NO_CELL = {"Mn", "Me", "Cf"}
_RIGHT_TO_LEFT = {"R", "AL"}
_NEUTRAL = {"WS", "ON", "CS", "ES", "ET", "EN", "AN", "NSM", "BN"}
CUT = "…"


def visible(text: str) -> str:
    """The text with every control, bidi control, surrogate and line break written out, such as ``\\x1b``."""
    return text if text.isascii() and text.isprintable() else "".join(map(_shown, text))


def _shown(letter: str) -> str:
    if letter in _JOINERS or unicodedata.category(letter) not in _HIDDEN:
        return letter
    return letter.encode("unicode_escape", "surrogatepass").decode()


def cells(text: str) -> list[int]:
    """How many columns of a terminal each character takes: 0, 1 or 2."""
    taken: list[int] = []
    for number, letter in enumerate(text):
        before = text[number - 1] if number else ""
        if letter == "\ufe0f" and taken and taken[-1] == 1:
            taken.append(1)  # asks for the emoji form of the character before, which is wide
        elif before == "\u200d" and (_wide(letter) or unicodedata.category(letter) == "So"):
            taken.append(0)  # one emoji made of several
        elif unicodedata.category(letter) in _NO_CELL or "\u1160" <= letter <= "\u11ff" or _skin(letter):
            taken.append(0)
        else:
            taken.append(2 if _wide(letter) else 1)
    return taken


def width(text: str) -> int:
    """The columns that a text takes on a terminal."""
    return len(text) if text.isascii() else sum(cells(text))


def _wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


def _skin(letter: str) -> bool:
    return "\U0001f3fb" <= letter <= "\U0001f3ff"


def clip(text: str, columns: int) -> str:
    """The beginning of a text that fits so many columns, with ``…`` where something is left out."""
    if width(text) <= columns:
        return text
    left = columns - 1
    kept = []
    for letter, taken in zip(text, cells(text), strict=True):
        left -= taken
        if left < 0:
            break
        kept.append(letter)
    return "".join(kept).rstrip() + CUT


def padded(text: str, columns: int) -> str:
    """A text clipped or filled with spaces to exactly so many columns."""
    text = clip(text, columns)
    return text + " " * (columns - width(text))


def wrapped(text: str, columns: int) -> Iterator[str]:
    """A text in lines of at most so many columns, broken at spaces; a longer word at its slashes and hyphens."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width(longer) <= columns:
            line = longer
            continue
        if line:
            yield line
        *pieces, line = _pieces(word, columns)
        yield from pieces
    yield line


def _pieces(word: str, columns: int) -> list[str]:
    """A word that fits, or its parts as far as they do."""
    pieces = [""]
    for part in re.split(r"(?<=[/_-])", word) if width(word) > columns else [word]:
        if pieces[-1] and width(pieces[-1] + part) > columns:
            pieces.append(part)
        else:
            pieces[-1] += part
    return pieces


def hanging(label: str, text: str, size: int | None = None, columns: int = WIDTH) -> Iterator[str]:
    """A text after a label, its other lines set under its beginning; ``size`` where the label is painted."""
    size = len(label) if size is None else size
    first, *others = wrapped(text, columns - size)
    yield label + first
    yield from (" " * size + line for line in others)


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of a text, made larger where it cuts a run of right-to-left letters.

    A terminal may show such a run in either direction; only the whole of it
    stands in the same columns in both.
    """
    for first, last in _right_to_left(text):
        if first < end and start < last and not (start <= first and last <= end):
            start, end = min(start, first), max(end, last)
    return start, end


def _right_to_left(text: str) -> Iterator[tuple[int, int]]:
    """Where runs of right-to-left letters begin and end, with the spaces and digits between them."""
    first = last = None
    for place, letter in enumerate(text):
        direction = unicodedata.bidirectional(letter)
        if direction in _RIGHT_TO_LEFT:
            first, last = (place if first is None else first), place + 1
        elif direction == "NSM" and last == place:
            last = place + 1
        elif direction not in _NEUTRAL and first is not None and last is not None:
            yield first, last
            first = last = None
    if first is not None and last is not None:
        yield first, last
