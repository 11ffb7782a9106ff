"""What a dossier consists of, whatever it is written in: sections with paragraphs, tables, lists and texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, TypeAlias

from balintrec.pathway import Outcome
from balintrec.views.member.values import Named
from balintrec.views.phrases import counted, spoken


class Run(NamedTuple):
    """A stretch of a line."""

    text: str
    style: str = ""
    """code, strong, quiet, day, or a verdict: met, short, unknown, waived, not-applicable."""
    href: str = ""


Line: TypeAlias = tuple[Run, ...]
"""What stands in a paragraph, an item or a cell."""


class Paragraph(NamedTuple):
    """One paragraph."""

    line: Line
    kind: str = "paragraph"


class Notice(NamedTuple):
    """A paragraph that must not be overlooked."""

    line: Line
    kind: str = "notice"


class Items(NamedTuple):
    """A list."""

    items: tuple[Line, ...]
    kind: str = "items"


class Facts(NamedTuple):
    """Names of things, and what they are."""

    rows: tuple[tuple[str, Line], ...]
    kind: str = "facts"


class Table(NamedTuple):
    """Rows under headings."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    name: str = ""
    """Such as months: what a template may set in a way of its own."""
    kind: str = "table"


class Prose(NamedTuple):
    """A Markdown text that somebody wrote, with what it is."""

    title: str
    text: str
    kind: str = "prose"


class Picture(NamedTuple):
    """A drawing, where it can be drawn; what it shows is told beside it, too."""

    name: str
    """pathway, attendance or timeline."""
    kind: str = "picture"


Block: TypeAlias = Paragraph | Notice | Items | Facts | Table | Prose | Picture


class Section(NamedTuple):
    """A part with a title."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    level: int = 2
    """2 for a section, 3 for one inside it."""


class Page(NamedTuple):
    """A whole dossier."""

    title: str
    sections: tuple[Section, ...]


def plain(text: object, style: str = "") -> Line:
    """One stretch of text as a line; nothing for None and for an empty text. A day stays on one line."""
    if text in (None, ""):
        return ()
    return (Run(str(text), style or ("day" if isinstance(text, date) else "")),)


def table(headings: tuple[str, ...], rows: Iterable[tuple[Line, ...]]) -> tuple[Table, ...]:
    """A table without the columns in which nothing stands; none where there are no rows."""
    rows = tuple(rows)
    kept = [number for number in range(len(headings)) if any(row[number] for row in rows)]
    if not rows:
        return ()
    return (
        Table(
            tuple(headings[number] for number in kept),
            tuple(tuple(row[number] for number in kept) for row in rows),
        ),
    )


def joined(lines: tuple[Line, ...] | list[Line], joint: str = "; ") -> Line:
    """Lines after each other with something between them; empty ones are left out."""
    found: list[Run] = []
    for line in filter(None, lines):
        found += [Run(joint)] if found else []
        found += line
    return tuple(found)


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
