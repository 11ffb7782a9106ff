"""Values to front matter: the text of a new record, quoted wherever YAML would read something else. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

from balintrec.document.text import INVISIBLE
from balintrec.names import ID

Plain: TypeAlias = "str | int | date"
"""A text is quoted where other readers of YAML would take it for a number; a number or a day is not."""
Emitted: TypeAlias = "Plain | Sequence[Plain | Mapping[str, Plain]] | Mapping[str, Plain]"

# A letter, then letters and digits with single blanks and harmless signs between them.
_SAFE = re.compile(r"[^\W\d_](?:[\w.@+/()&'’-]|[ ](?=[\w(&]))*")
_WORDS = re.compile(r"y|n|yes|no|on|off|true|false|null|nan|inf", re.IGNORECASE)
_NUMBER = re.compile(r"[\d-]+|\d+e-?\d+|0[box][\da-f]+")


def emit(value: Plain) -> str:
    """One value as it may stand after ``key: `` or in a list in brackets."""
    if not isinstance(value, str):
        return str(value)
    if _SAFE.fullmatch(value) and not _WORDS.fullmatch(value) and not INVISIBLE.search(value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + INVISIBLE.sub(_escape, escaped).replace("\n", "\\n").replace("\t", "\\t") + '"'


def front_matter(values: Mapping[str, Emitted]) -> str:
    """A whole record without a body: each key on a line of its own, in the order given."""
    lines = [f"{emit(key)}: {in_one_line(value)}\n" for key, value in values.items()]
    return f"---\n{''.join(lines)}---\n"


def may_stand_bare(value: str) -> bool:
    """Whether every reader of YAML takes it for a text without quotes; ids that begin with a day are such."""
    if emit(value) == value:
        return True
    return bool(ID.fullmatch(value)) and not _NUMBER.fullmatch(value) and not _WORDS.fullmatch(value)


def in_one_line(value: Emitted) -> str:
    """A value as it may stand after ``key: ``, in brackets or braces where it is more than one."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{emit(key)}: {emit(one)}" for key, one in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(in_one_line, value)) + "]"
    return emit(value)


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04X}"
