"""What a dossier consists of, whatever it is written in: sections with paragraphs, tables, lists and texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, TypeAlias

from balintrec.pathway import Outcome, Status
from balintrec.views.member.values import Named
from balintrec.wording import vocabulary
from balintrec.wording.language import Language
from balintrec.wording.message import Message, joined, message, plural
from balintrec.wording.vocabulary import amount, forms, units


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


SEMICOLON, COMMA = message("; "), message(", ")


def in_language(page: Page, speak: Language) -> Page:
    """A dossier of which every message is said in a language; nothing is hidden in what it says."""
    sections = tuple(
        section._replace(
            title=speak.say(section.title), blocks=tuple(_said(block, speak) for block in section.blocks)
        )
        for section in page.sections
    )
    return Page(speak.say(page.title), sections)


def _said(block: Block, speak: Language) -> Block:
    match block:
        case Paragraph(line) | Notice(line):
            return block._replace(line=_said_line(line, speak))
        case Items(items):
            return block._replace(items=tuple(_said_line(line, speak) for line in items))
        case Facts(rows):
            said = tuple((speak.say(name), _said_line(line, speak)) for name, line in rows)
            return block._replace(rows=said)
        case Table(headings, rows):
            cells = tuple(tuple(_said_line(cell, speak) for cell in row) for row in rows)
            return block._replace(headings=tuple(map(speak.say, headings)), rows=cells)
        case Prose(title):
            return block._replace(title=speak.say(title))
    return block


def _said_line(line: Line, speak: Language) -> Line:
    return tuple(run if run.style == "code" else run._replace(text=speak.say(run.text)) for run in line)


def plain(text: str | int | date | None, style: str = "") -> Line:
    """One stretch of text as a line; nothing for None and for an empty text. A day stays on one line."""
    if text in (None, "") or text is None:
        return ()
    if isinstance(text, date):
        return (Run(message("%(day)s", day=text), style or "day"),)
    return (Run(text if isinstance(text, str) else amount(text), style),)


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


def run_on(lines: tuple[Line, ...] | list[Line], joint: str = SEMICOLON) -> Line:
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


def span(period: tuple[date, date | None] | None) -> Line:
    """From a day to a day."""
    if period is None:
        return ()
    first, last = period
    if first == last:
        return plain(first)
    return plain(vocabulary.period(first, last) if last else message("from %(day)s on", day=first))


_WAYS = {
    "attended": forms("attended %(num)s", "attended %(num)s"),
    "presented": forms("presented %(num)s", "presented %(num)s"),
    "co-led": forms("co-led %(num)s", "co-led %(num)s"),
    "led": forms("led %(num)s", "led %(num)s"),
    "observed": forms("observed %(num)s", "observed %(num)s"),
}


def ways(sessions: Mapping[str, int]) -> Message:
    """``attended 3, co-led 1``."""
    return joined((plural(*_WAYS[way], number) for way, number in sessions.items()), ", ")


def verdict(outcome: Outcome) -> Line:
    """The verdict as a badge."""
    return badge(outcome.status)


def badge(status: Status) -> Line:
    """A status as a badge."""
    return (Run(vocabulary.status(status), status),)


def days(number: int | None) -> Line:
    """``73 days``."""
    return () if number is None else plain(units(number, "days"))


def or_nothing(section: Section, said: str) -> Section:
    """A section; one without anything in it says so."""
    return section if section.blocks else section._replace(blocks=(Paragraph(plain(said)),))
