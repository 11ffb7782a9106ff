"""Colour for terminals: a painter takes a colour's name and a text. The command line picks one."""

from __future__ import annotations

from collections.abc import Callable

Painter = Callable[[str, str], str]

_CODES = {
    "error": "1;31",
    "warning": "1;33",
    "met": "32",
    "short": "31",
    "unknown": "1;35",
    "waived": "36",
    "not-applicable": "2",
    "strong": "1",
    "quiet": "2",
    "help": "36",
}


def plain(colour: str, text: str) -> str:
    """The text as it is."""
    return text


def ansi(colour: str, text: str) -> str:
    """The text in a colour."""
    return f"\x1b[{_CODES[colour]}m{text}\x1b[0m" if text else text
