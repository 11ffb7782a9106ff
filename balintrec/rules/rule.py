"""How a rule is written: a function that yields faults, under a code, with its explanation as its docstring."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from inspect import cleandoc
from typing import NamedTuple

from balintrec.finding import Fault, Key, Place, Rule, Severity
from balintrec.model import Record
from balintrec.society import Society

Finder = Callable[[Society, date], Iterator[Fault]]


class Check(NamedTuple):
    """A rule with the function that finds where it does not hold, for a society on a day."""

    rule: Rule
    find: Finder


def error(code: str, name: str) -> Callable[[Finder], Check]:
    """Something that is wrong. The docstring of the function is what `explain` prints."""
    return _check(code, name, Severity.ERROR)


def warning(code: str, name: str) -> Callable[[Finder], Check]:
    """Something that is worth a look."""
    return _check(code, name, Severity.WARNING)


def _check(code: str, name: str, severity: Severity) -> Callable[[Finder], Check]:
    def decorate(find: Finder) -> Check:
        return Check(Rule(code, name, severity, cleandoc(find.__doc__ or "")), find)

    return decorate


def at(record: Record, *key: str | int) -> Place:
    """A key of a record, as it is written in the file: ``at(session, "co-leaders", 0)``."""
    return Place(record.path, key)


def fault(place: Place, message: str, help: str = "", *related: tuple[Place, str]) -> Fault:
    """What a rule yields."""
    return Fault(place, message, help, related)


__all__ = ["Check", "Fault", "Finder", "Key", "at", "error", "fault", "warning"]
