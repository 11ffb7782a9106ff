"""Colour and columns of a terminal. The command line makes a painter for the one that there is."""

from __future__ import annotations

from dataclasses import dataclass

from balintrec.sanitize import WIDTH

_CODES = {
    "error": "1;31",
    "warning": "1;33",
    "met": "32",
    "not-met": "31",
    "unknown": "1;35",
    "waived": "36",
    "not-applicable": "2",
    "strong": "1",
    "quiet": "2",
    "help": "36",
}


@dataclass(frozen=True, slots=True)
class Painter:
    """Takes a colour's name and a text; and knows how many columns there are to fill."""

    coloured: bool = False
    columns: int = WIDTH
    screen: bool = False
    """Only people look at it: what programs want on one line may be wrapped too."""

    def __call__(self, colour: str, text: str) -> str:
        """The text in the colour, where there are colours."""
        return f"\x1b[{_CODES[colour]}m{text}\x1b[0m" if self.coloured and text else text


plain = Painter()
ansi = Painter(coloured=True)
