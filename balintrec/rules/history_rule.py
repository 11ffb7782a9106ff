"""How a rule on the history is written, and what such rules say of commits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import tzinfo
from inspect import cleandoc
from typing import TYPE_CHECKING, NamedTuple

from balintrec.finding import Fault, Rule, Severity
from balintrec.history.log import History, day_of, zone_or_utc
from balintrec.society import Society

if TYPE_CHECKING:
    from balintrec.repository import Commit

Finder = Callable[[Society, History], Iterator[Fault]]
SHORT = 10
"""So many letters of a commit's id are shown."""


class Recalled(NamedTuple):
    """A rule with the function that finds where the history of a society breaks it."""

    rule: Rule
    find: Finder


def error(code: str, name: str) -> Callable[[Finder], Recalled]:
    """Something that is wrong. The docstring of the function is what `explain` prints."""
    return _rule(code, name, Severity.ERROR)


def warning(code: str, name: str) -> Callable[[Finder], Recalled]:
    """Something that is worth a look."""
    return _rule(code, name, Severity.WARNING)


def _rule(code: str, name: str, severity: Severity) -> Callable[[Finder], Recalled]:
    def decorate(find: Finder) -> Recalled:
        return Recalled(Rule(code, name, severity, cleandoc(find.__doc__ or "")), find)

    return decorate


def zone_of(society: Society) -> tzinfo:
    """Where a day of a commit ends."""
    return zone_or_utc(society.about.time_zone if society.about else None)


def by(commit: Commit, zone: tzinfo) -> str:
    """When, by whom and in which commit."""
    return f"on {day_of(commit, zone)} by {commit.author} (commit {commit.id[:SHORT]})"
