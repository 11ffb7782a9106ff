"""How a rule is written: a function that yields problems, registered under a code, explained by its docstring."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import cleandoc
from types import ModuleType
from typing import Any, Generic, NamedTuple, TypeVar

from balintrec.finding import Key, Place, Problem, Rule, Severity
from balintrec.model import Record
from balintrec.model.keys import references
from balintrec.society import Society
from balintrec.wording.message import NOTHING, Message, message

Given = TypeVar("Given")
"""What a rule is given beside the society: the day on which it is checked, or what git remembers of it."""
Finder = Callable[[Society, Given], Iterator[Problem]]


class Check(NamedTuple, Generic[Given]):
    """A rule with the function that finds where it does not hold."""

    rule: Rule
    find: Finder[Given]


_registered: dict[str, Check[Any]] = {}
"""By code, in the order of their definition; `registered` gives those of a module."""


def error(code: str, name: str) -> Callable[[Finder[Given]], Check[Given]]:
    """Register a rule on something that is wrong. The docstring of the function is what `explain` prints."""
    return _register(code, name, Severity.ERROR)


def warning(code: str, name: str) -> Callable[[Finder[Given]], Check[Given]]:
    """Register a rule on something that is worth a look."""
    return _register(code, name, Severity.WARNING)


def _register(code: str, name: str, severity: Severity) -> Callable[[Finder[Given]], Check[Given]]:
    if code in _registered:
        raise ValueError(f"two rules have the code {code}")

    def decorate(find: Finder[Given]) -> Check[Given]:
        check = Check(Rule(code, name, severity, cleandoc(find.__doc__ or "")), find)
        _registered[code] = check
        return check

    return decorate


def registered(*families: ModuleType) -> tuple[Check[Any], ...]:
    """The rules of these modules: in the order of the modules, and of their definition."""
    return tuple(
        check
        for family in families
        for check in _registered.values()
        if check.find.__module__ == family.__name__
    )


def find(code: str, society: Society, given: object) -> Iterator[Problem]:
    """What one rule finds."""
    return _registered[code].find(society, given)


def at(record: Record, *key: str | int) -> Place:
    """A key of a record, as it is written in the file: ``at(session, "co-leaders", 0)``."""
    return Place(record.path, key)


def named(record: Record, person: str) -> Place:
    """Where a record names a person first; keys come in the order of roles."""
    for key, refers, who in references(record):
        if who == person and refers.kind == "members":
            return at(record, *key)
    return at(record)


def problem(
    place: Place, message: Message, help: Message = NOTHING, *related: tuple[Place, Message]
) -> Problem:
    """What a rule yields."""
    return Problem(place, message, help, related)


def suggestion(word: str | None, otherwise: Message = NOTHING) -> Message:
    """What to do about a word that was probably meant to be another one; where no such word is known, the rest."""
    return message('did you mean "%(word)s"?', word=word) if word else otherwise


__all__ = [
    "Check",
    "Finder",
    "Key",
    "Problem",
    "at",
    "error",
    "find",
    "named",
    "problem",
    "registered",
    "warning",
]
