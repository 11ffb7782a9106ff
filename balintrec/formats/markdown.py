"""Text of records made safe for Markdown on GitHub and GitLab: no markup, mention or link comes to life. Pure.

What would come to life (a mention, a reference, an address, the id of a commit) becomes code, where nothing does.
Nothing is put in between: whatever is copied is what was written.
"""

from __future__ import annotations

import re

from balintrec.sanitize import visible
from balintrec.wording.language import Language

_SPECIAL = re.compile(r"[\\`*_\[\]<>|#~&!]")
_LETTER = r"[^\s\"'`()\[\]{}<>,;|]"
_LIVE = re.compile(
    rf"{_LETTER}{{0,99}}(?:"
    r"[@#!$%~&^](?=[\w\"'{\[(:*+-])"  # @user, a@b.example, owner/repo#12, !12, %1, ~label
    r"|://|www\.|:[a-z+_-][\w+-]*:"  # addresses, emoji
    r"|\bGH-\d|\b[0-9a-f]{7,}\b"  # tickets, the ids of commits
    rf"){_LETTER}*",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.:?]*\Z")
"""What ends a sentence, and belongs to no name."""
_AT_THE_START = re.compile(r"^(?:[-+=](?=[-+=\s]|$)|(\d+)(?=[.)](?:\s|$)))")
_NOT_BETWEEN_BACKTICKS = re.compile(r"[`|]|^\s|\s$")
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9]")


def safe(text: str) -> str:
    """A text as it is to be read, wherever a line of Markdown or a cell of a table may hold one."""
    shown = visible(text).strip()
    parts: list[str] = []
    end = 0
    for live in _LIVE.finditer(shown):
        stop = live.start() + (_ENDS.search(live[0]) or live).start()
        parts += [_escaped(shown[end : live.start()]), span(shown[live.start() : stop])]
        end = stop
    return _AT_THE_START.sub(_held, "".join([*parts, _escaped(shown[end:])]))


def said(speak: Language, text: str) -> str:
    """A message in a language, as it is to be read; what sets apart words of the other direction stays."""
    return kept(speak.say(text))


def kept(text: str) -> str:
    """A text that a language has said already, as it is to be read; what sets apart words in it stays."""
    if "\u2068" not in text:
        return safe(text)
    return "".join(_ISOLATES.get(part) or _part(part) for part in re.split("([\u2068\u2069])", text))


_ISOLATES = {"\u2068": "&#x2068;", "\u2069": "&#x2069;"}


def _part(text: str) -> str:
    """A piece of a text, with the spaces around it."""
    inner = text.strip()
    return text.replace(inner, safe(inner), 1) if inner else text


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: f"\\{match.group()}", text)


def _held(match: re.Match[str]) -> str:
    """What would begin a list or a rule, and does not."""
    return f"{match[1]}\\" if match[1] else f"\\{match.group()}"


def span(text: str) -> str:
    """An id, a path or a value as code, where nothing comes to life; in the cell of a table too."""
    shown = visible(text)
    if _NOT_BETWEEN_BACKTICKS.search(shown):
        return f"<code>{_NOT_PLAIN.sub(lambda match: f'&#{ord(match.group())};', shown)}</code>"
    return f"`{shown or ' '}`"
