"""What may be shown of a file whose text is confidential, or may be: keys of its kind, and values that they can have.

Where a line of dashes is missing or misplaced, the text of a record is read as front matter. So of such a file no word
is shown that the schema does not account for: not in a message, nor in the line under it.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from balintrec.model import KINDS
from balintrec.model.key_schema import Below, all_keys, below, own_keys, reads
from balintrec.model.types import NO_WORDS
from balintrec.names import did_you_mean
from balintrec.wording.message import message

IF_TEXT = message("if this is the text of the record, add a line --- above it")
"""What else may be the remedy where a line is no key."""

_REMARK = re.compile(r"(?:^|(?<=\s))#.*$")
_BEGINS = re.compile(r"""[\s{\["'-]*([a-z][a-z-]*)["']?\s*:""")
_KEY_LINE = re.compile(r"([a-z][a-z-]*):(?=\s|$)")
_WRITTEN = re.compile(
    r"""(?:^|[{,])[\s{\["'?-]{0,40}+([a-z][a-z-]*)["']?[ \t]*(?:[:：]|$)""", re.MULTILINE | re.IGNORECASE
)
"""What somebody may have meant for a key, in any way in which YAML can have it, and some in which it cannot."""
_LONG_ENOUGH = 256 * 1024
"""Bytes; front matter has at most a quarter of it."""
_MOST_GUESSED = 40
"""Words of a file of which it is asked whether they are misspelt keys."""
_PART = re.compile(r"""(?P<between>[\s,\[\]{}"']+)|(?P<key>[a-z-]+):(?=\s|$)|(?P<value>[^\s,\[\]{}"']+)""")


def is_confidential(kind: str | None) -> bool:
    """Whether the texts of that kind are; of what is no kind they may be."""
    return kind is None or KINDS[kind].confidential


def may_be_confidential(kind: str | None, data: bytes) -> bool:
    """Whether a file's text is confidential by its kind, or, by its keys, because it is in the wrong folder."""
    if kind is None or KINDS[kind].confidential:
        return True
    keys = all_keys(KINDS[kind])
    others = _keys_of_confidential() - keys
    text = data[:_LONG_ENOUGH].decode("utf-8", "replace").replace("\r", "\n")
    used = dict.fromkeys(word.lower() for word in _WRITTEN.findall(text))
    if not others.isdisjoint(used):
        return True
    unknown = islice((word for word in used if word not in keys), _MOST_GUESSED)
    return any(did_you_mean(word, keys | others) in others for word in unknown)


def is_key(word: str) -> bool:
    """Whether a word is a key of any kind of record, and so need not come from a text."""
    return word in _keys_of_all()


def safe_line(kind: str | None, line: str, *, certain: bool) -> str | None:
    """A line of front matter as far as it may be shown, or None.

    Where the file is a record, so that it is ``certain`` what its lines are, all that begins with a key, but a remark:
    it may be a heading of the text, and an item of a list without keys may be one of the text's own. Else a key of that
    kind, and days, numbers and choices that it can have; any word may look like an id.
    """
    if certain:
        key = _BEGINS.match(line)
        return without_remark(line) if key and kind and key[1] in all_keys(KINDS[kind]) else None
    match = _KEY_LINE.match(line)
    allowed = below(KINDS[kind], match[1]) if kind is not None and match else None
    if match is None or allowed is None:
        return None
    end = match.end()
    for part in _PART.finditer(line, end):
        if part["value"] and not _is_safe(allowed, part["value"]):
            break
        if part["key"] and part["key"] not in allowed.keys:
            break
        end = end if part["between"] else part.end()
    else:
        return line
    return f"{line[:end]} …"


def without_remark(line: str) -> str:
    """A line of front matter without the remark at its end."""
    return _REMARK.sub("", line)


def _is_safe(allowed: Below, value: str) -> bool:
    return value in allowed.choices or reads([one for one in allowed.types if one in NO_WORDS], value)


@cache
def _keys_of_confidential() -> frozenset[str]:
    return frozenset().union(*(own_keys(model) for model in KINDS.values() if model.confidential))


@cache
def _keys_of_all() -> frozenset[str]:
    return frozenset().union(*map(all_keys, KINDS.values()))
