"""The days on which requirements were met, and when credentials were held, below each other on a line. Pure."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from balintrec.pathway import Status
from balintrec.pathway.timeline import Tenure, Turn
from balintrec.views.drawings.lines import lines
from balintrec.views.member.values import Coming, Person
from balintrec.views.standing import SIGNS
from balintrec.wording.language import ENGLISH, Language
from balintrec.wording.vocabulary import word

WIDTH = 320
_COLUMNS, _MOST = 42, 3
_LINE, _HEAD, _GAP, _TOP, _FOOT = 16, 17, 12, 14, 14
_DAYS_A_UNIT, _WIDEST = 20, 30
"""A longer time between two days is more room between them, to a bound."""


class Mark(NamedTuple):
    """One day on the line."""

    y: int
    day: date
    what: str
    """begins, met, waived, lost, unknown, not-applicable, held, ended, today, due or lapses."""
    sign: str
    text: tuple[str, ...]
    """The requirement's title in lines, or the credential."""
    record: str
    """The record by which it turned; empty where time passed, or where there are several."""


class Line(NamedTuple):
    """The whole picture."""

    width: int
    height: int
    x: int
    line: int
    marks: tuple[Mark, ...]


_SIGNS = {"begins": "●", "held": "★", "ended": "☆", "today": "◆", "due": "○", "lapses": "○", "lost": "✗"}
_TURNS = {
    Status.MET: "met",
    Status.WAIVED: "waived",
    Status.SHORT: "lost",
    Status.UNKNOWN: "unknown",
    Status.NOT_APPLICABLE: "not-applicable",
}


def timeline(person: Person, speak: Language = ENGLISH) -> Line:
    """From the beginning of the pathway over what was met and lost to the day asked, and what comes after."""
    begin = person.standing.begin
    found = [
        *([(begin, 0, "begins", "", "")] if begin and begin <= person.on else []),
        *(_turn(one) for one in person.turns),
        *(_tenure(one) for one in person.tenures),
        (person.on, 3, "today", "", ""),
        *(_coming(one) for one in person.coming),
    ]
    marks: list[Mark] = []
    y = _TOP
    for day, _, what, text, record in sorted(found, key=lambda one: one[:2]):
        if marks:
            y = _after(marks[-1], day)
        title = lines(speak.say(text), _COLUMNS, _MOST) if text else ()
        marks.append(Mark(y, day, what, _sign(what), title, record))
    return Line(WIDTH, _lower(marks[-1]), 12, _LINE, tuple(marks))


def _turn(one: Turn) -> tuple[date, int, str, str, str]:
    record = one.records[0] if len(one.records) == 1 else ""
    return one.day, 1, _TURNS[one.after], one.title, record


def _tenure(one: Tenure) -> tuple[date, int, str, str, str]:
    return one.day, 2, "held" if one.held else "ended", word(one.credential), one.record or ""


def _coming(one: Coming) -> tuple[date, int, str, str, str]:
    return one.day, 4, "lapses" if one.lapses else "due", one.title or word(one.what), ""


def _sign(what: str) -> str:
    return _SIGNS.get(what) or SIGNS[Status(what)]


def _lower(mark: Mark) -> int:
    return mark.y + len(mark.text) * _LINE + _FOOT


def _after(mark: Mark, day: date) -> int:
    """Where the next day stands: the later it is, the lower."""
    longer = min(abs((day - mark.day).days) // _DAYS_A_UNIT, _WIDEST)
    return mark.y + len(mark.text) * _LINE + _HEAD + (_GAP + longer if day != mark.day else _GAP // 2)
