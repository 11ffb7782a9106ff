"""Texts that a spreadsheet program would run, made harmless."""

from __future__ import annotations

import re

# An apostrophe in front is one of the text's own: with another before it, `as_typed` gives the text back.
# What looks like a blank, and what cannot be seen, does not stop every program from seeing the sign behind it.
_RUNS = re.compile(
    r"'*[\t\r\n]|[\s'\x00-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠﹢﹣﹦﹫−]"
)


def harmless(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet program might take it for a formula."""
    return f"'{text}" if _RUNS.match(text) else text


def as_typed(text: str) -> str:
    """The text of which `harmless` made this one."""
    return text[1:] if text.startswith("'") and _RUNS.match(text) else text
