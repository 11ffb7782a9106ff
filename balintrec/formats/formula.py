"""Texts that a spreadsheet program would run, made harmless: the one guard of every table that one may open."""

from __future__ import annotations

import unicodedata

_SIGNS = frozenset("=+-@−‐")
_FILLERS = "'\u115f\u1160\u2800\u3164\uffa0"
"""Letters and a sign that look like a blank; and the apostrophe, which is one of the text's own here."""


def harmless(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet program might take it for a formula.

    One of the text's own gets another before it, so that `as_typed` gives the text back.
    """
    return f"'{text}" if _runs(text) else text


def as_typed(text: str) -> str:
    """The text of which `harmless` made this one."""
    return text[1:] if text.startswith("'") and _runs(text) else text


def _runs(text: str) -> bool:
    """Whether it begins with a sign of a formula, or what some program reads as one, or with a tab or line break.

    What looks like a blank, and what cannot be seen, does not stop every program from seeing the sign behind it.
    """
    if text.lstrip("'")[:1] in ("\t", "\r", "\n"):
        return True
    first = next((letter for letter in text if not _passed_over(letter)), "")
    return unicodedata.normalize("NFKC", first)[:1] in _SIGNS


def _passed_over(letter: str) -> bool:
    return (
        letter in _FILLERS
        or unicodedata.category(letter)[0] in "CZ"
        or unicodedata.category(letter) in ("Mn", "Me")
    )
