"""How git is started so that nothing leads it astray: its variables and its settings. Light, as a warm `check` is."""

from __future__ import annotations

import os

_KEPT = ("GIT_AUTHOR_", "GIT_COMMITTER_")
"""The only variables of git that are handed on: hooks set others, and they lead to other repositories."""
EVERYWHERE = {
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
}
_READING = {"GIT_NO_LAZY_FETCH": "1", "GIT_LITERAL_PATHSPECS": "1", "GIT_OPTIONAL_LOCKS": "0"}
_PLAIN = {"LANGUAGE": "C", "LC_ALL": "C"}
"""What git says is read by programs."""
# A folder that only looks like a bare repository may name a command to run. And older versions of git, which
# do not know GIT_NO_LAZY_FETCH, must not fetch what a partial clone lacks either.
# And looking at the index runs the command that core.fsmonitor names.
SAFELY = ("-c", "safe.bareRepository=explicit", "-c", "protocol.allow=never", "-c", "core.fsmonitor=false")


def for_reading() -> dict[str, str]:
    """The variables for a command that only reads."""
    kept = {name: value for name, value in os.environ.items() if not leads_astray(name)}
    return kept | _PLAIN | EVERYWHERE | _READING


def leads_astray(name: str) -> bool:
    """Whether a variable would lead git to another repository, or to other settings."""
    return name.startswith("GIT_") and not name.startswith(_KEPT)
