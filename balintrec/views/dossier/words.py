"""Words that several sections of a dossier use. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from balintrec.pathway import Outcome
from balintrec.views.dossier.page import Line, Paragraph, Run, Section, plain
from balintrec.views.member.values import Named
from balintrec.views.phrases import counted, spoken

LETTERS = {"attended": "a", "presented": "p", "co-led": "c", "led": "l", "observed": "o"}


def who(person: Named | None) -> Line:
    """Somebody by name, with the id where there is one."""
    if person is None:
        return ()
    if person.id in ("", person.name):
        return plain(person.name)
    return (Run(person.name), Run(" "), Run(person.id, "code"))


def several(people: Iterable[Named]) -> Line:
    """People by name."""
    return plain(", ".join(person.name for person in people))


def span(period: tuple[date, date | None] | None) -> Line:
    """From a day to a day."""
    if period is None:
        return ()
    first, last = period
    if last is None:
        return (Run("from "), *plain(first))
    return plain(first) if first == last else (*plain(first), Run(" to "), *plain(last))


def ways(sessions: Mapping[str, int]) -> str:
    """``3 attended, 1 co-led``."""
    return ", ".join(f"{number} {way}" for way, number in sessions.items())


def verdict(outcome: Outcome) -> Line:
    """The verdict as a badge."""
    return (Run(spoken(outcome.status), outcome.status),)


def days(number: int | None) -> Line:
    """``73 days``."""
    return () if number is None else plain(counted(number, "day"))


def or_nothing(section: Section, said: str) -> Section:
    """A section; one without anything in it says so."""
    return section if section.blocks else section._replace(blocks=(Paragraph(plain(said)),))
