"""The plain way in which nearly every record is written, read in a sixth of the time that libyaml's events take.

Only what is surely the same to both is answered. For all else the answer is None, and the usual reader reads the text:
no message, no place and no doubtful value comes from here. A differential test holds the two together.
"""

from __future__ import annotations

import re
from typing import Any

LONGEST = 16 * 1024
"""Characters; at most 64 KB, so that what is too large is left to who says so."""

# The classes name what may stand in a text, never what may not: letters and digits of any script, and marks that mean
# nothing to YAML wherever they stand inside a text. So no quotation mark but the apostrophe, no #, bracket, backslash,
# tab or invisible character gets in, and a colon only between quotes. A text begins with a letter, a digit or _, and
# does not end with a blank; only brackets give a comma a meaning. Keys stay far below the 1024 characters of YAML.
_KEY = r"[a-z][a-z0-9-]{0,63}"
_INSIDE = r"\w .()/+@'&;-"
_ITEM = rf"\w[{_INSIDE}]*+(?<! )"
_TEXT = rf"\w[,{_INSIDE}]*+(?<! )"
_QUOTED = rf'"[,:{_INSIDE}]*+"'
_LIST = rf"\[(?:{_ITEM}(?:, {_ITEM})*+)?\]"
_PAIR = rf"{_KEY}: (?:{_ITEM}|{_LIST})"
_MAPPING = rf"\{{{_PAIR}(?:, {_PAIR})*+\}}"

_entries = re.compile(
    rf"({_KEY}):(?:"
    rf" ({_TEXT})"
    rf"| ({_QUOTED})"
    rf"| ({_LIST})"
    rf"|((?:\n  - {_TEXT})++)"
    rf"|( {_MAPPING}| \[{_MAPPING}(?:, {_MAPPING})*+\]|(?:\n  - {_MAPPING})++)"
    r")(?:\n|\Z)"
    r"|([\s\S]+)"  # whatever is written in another way, and all behind it
).findall
_pairs = re.compile(rf"({_KEY}): (?:({_ITEM})|({_LIST}))").findall


def read_plain(text: str) -> dict[str, Any] | None:
    """The values of front matter that is written plainly throughout; None when any of it is not.

    What is returned is what `build` returns for the same text, and `build` has no problem with it.
    """
    if len(text) > LONGEST:
        return None
    values: dict[str, Any] = {}
    for key, one, quoted, listed, block, mappings, other in _entries(text):
        if other or key in values:
            return None
        if one:
            values[key] = one
        elif listed:
            values[key] = _items(listed)
        elif block:
            values[key] = block.split("\n  - ")[1:]
        elif quoted:
            values[key] = quoted[1:-1]
        elif (nested := _nested(mappings)) is not None:
            values[key] = nested
        else:
            return None
    return values or None


def _items(listed: str) -> list[str]:
    return [] if listed == "[]" else listed[1:-1].split(", ")


def _nested(mappings: str) -> dict[str, Any] | list[dict[str, Any]] | None:
    """One ``{…}``, or a list of them in brackets or one a line; None when a key stands twice in one."""
    found = []
    for mapping in mappings.split("{")[1:]:
        pairs = _pairs(mapping)
        found.append({key: one or _items(listed) for key, one, listed in pairs})
        if len(found[-1]) != len(pairs):
            return None
    return found[0] if mappings.startswith(" {") else found
