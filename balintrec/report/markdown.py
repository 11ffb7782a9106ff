"""Text of records made safe for Markdown on GitHub and GitLab: no markup, mention or link comes to life. Pure."""

from __future__ import annotations

import re

from balintrec.report.visible import visible

_SPECIAL = re.compile(r"[\\`*_\[\]<>|#~&!]")
_GAP = "\u200b"
"""A space of no width. A backslash keeps Markdown from reading on, but not what looks for mentions afterwards."""
_LIVE = re.compile(
    r"(?P<sign>[@#!$%~&^])(?=[\w\"'{\[(:*+-])"  # mentions and references: @user, #12, !12, %1, $1, ~label
    r"|(?P<colon>:)(?=//|[a-z+_-][\w+-]*:)"  # https://…, :emoji:
    r"|(?P<www>www)(?=\.)"
    r"|(?P<ticket>\bGH-)(?=\d)"
    r"|(?P<hash>\b[0-9a-f]{6})(?=[0-9a-f]+\b)",  # the id of a commit
    re.IGNORECASE,
)
_AT_THE_START = re.compile(r"^(?:[-+=](?=[-+=\s]|$)|(\d+)(?=[.)](?:\s|$)))")


def safe(text: str) -> str:
    """A text as it is to be read, wherever a line of Markdown or a cell of a table may hold one."""
    still = _LIVE.sub(lambda match: match.group() + _GAP, visible(text).strip())
    escaped = _SPECIAL.sub(lambda match: f"\\{match.group()}", still)
    return _AT_THE_START.sub(lambda match: f"{match[1]}\\" if match[1] else f"\\{match.group()}", escaped)


def code(text: str) -> str:
    """What stands between two backticks, where nothing comes to life at all; in the cell of a table too."""
    return visible(text).replace("`", "'").replace("|", "\\|")


def span(text: str) -> str:
    """An id, a path or a value as code."""
    return f"`{code(text) or ' '}`"
