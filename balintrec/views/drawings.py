"""Drawings of a member's pathway, timeline and months with sessions: what stands where on the paper. Pure."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import NamedTuple

from balintrec.pathway import Outcome, StageStanding, Status
from balintrec.pathway.timeline import Tenure, Turn
from balintrec.sanitize import clip, visible, wrapped
from balintrec.views.member.values import ROLES, Coming, Month, Person
from balintrec.views.standing import SIGNS, current_stage
from balintrec.wording.language import ENGLISH, Language
from balintrec.wording.vocabulary import word

WIDTH = 320
_MOST = 3
"""So many lines of a title are shown."""


def lines(text: str, columns: int, most: int) -> tuple[str, ...]:
    """A text in at most so many lines of so many columns; what is left out is told by ``…``."""
    broken = list(wrapped(visible(text), columns))
    kept = [clip(line, columns) for line in broken[:most]]
    if len(broken) > most:
        kept[-1] = clip(f"{broken[most - 1]} {broken[most]}", columns)
    return tuple(kept)


_YEAR, _CELL, _HIGH, _GRID_TOP = 38, 23, 26, 20
_FULL = 4
"""So many sessions in a month are the darkest shade."""


class GridCell(NamedTuple):
    """One month in the grid."""

    x: int
    y: int
    month: Month
    shade: int
    """From 0, no session, to 4."""
    led: bool
    """Whether a session was led or co-led."""
    presented: bool
    """Whether a case was presented."""


class GridRow(NamedTuple):
    """One row of the grid."""

    year: int
    y: int
    cells: tuple[GridCell, ...]
    total: int


class AttendanceGrid(NamedTuple):
    """The whole picture."""

    width: int
    height: int
    cell: int
    high: int
    columns: tuple[int, ...]
    """Where the twelve months begin."""
    years: tuple[GridRow, ...]
    ways: tuple[tuple[str, int], ...]
    """How many sessions in each way of taking part; without those that are none."""
    missed: int
    leave: bool
    """Whether any month lies in a leave."""

    @property
    def total(self) -> int:
        """How many sessions in all."""
        return sum(number for _, number in self.ways)


def attendance(person: Person) -> AttendanceGrid:
    """The grid of a member's months; one that never began has no rows."""
    by_year = [(year, list(some)) for year, some in groupby(person.months, key=lambda one: one.first.year)]
    years = tuple(_year(year, some, _GRID_TOP + row * _HIGH) for row, (year, some) in enumerate(by_year))
    ways = ((way, sum(one.sessions.get(way, 0) for one in person.months)) for way in ROLES)
    return AttendanceGrid(
        WIDTH,
        _GRID_TOP + len(years) * _HIGH + 2,
        _CELL,
        _HIGH,
        tuple(_YEAR + number * _CELL for number in range(12)),
        years,
        tuple(one for one in ways if one[1]),
        sum(one.missed for one in person.months),
        any(one.leave for one in person.months),
    )


def _year(year: int, months: list[Month], y: int) -> GridRow:
    cells = tuple(_cell(one, y) for one in months)
    return GridRow(year, y, cells, sum(one.total for one in months))


def _cell(month: Month, y: int) -> GridCell:
    led = bool(month.sessions.get("led") or month.sessions.get("co-led"))
    x = _YEAR + (month.first.month - 1) * _CELL
    return GridCell(x, y, month, min(month.total, _FULL), led, bool(month.sessions.get("presented")))


_STAGE_COLUMNS = 38
_STAGE_LINE, _BELOW, _STAGE_GAP, _STAGE_TOP = 17, 28, 20, 16
_DOT, _DOTS_FROM, _DOTS_IN_ROW = 20, 52, 13


class Dot(NamedTuple):
    """One requirement of a stage."""

    x: int
    y: int
    status: Status
    sign: str
    title: str
    desirable: bool


class StageDrawing(NamedTuple):
    """One stage on the way."""

    y: int
    """Where its circle stands."""
    title: tuple[str, ...]
    """In lines."""
    stage: StageStanding
    sign: str
    dots: tuple[Dot, ...]
    here: bool
    """Whether the member is at this stage."""
    met: int
    """How many of the requirements that bind hold."""
    asked: int
    """How many requirements bind."""


class PathwayDrawing(NamedTuple):
    """The whole picture."""

    width: int
    height: int
    x: int
    """Where the circles stand."""
    line: int
    """From line to line of a title."""
    stops: tuple[StageDrawing, ...]
    met: int
    """How many stages are met."""


def pathway(person: Person, speak: Language = ENGLISH) -> PathwayDrawing:
    """The stages of a member's pathway, from the first at the top to the last."""
    here = None if person.standing.former else current_stage(person.standing)
    stops: list[StageDrawing] = []
    y = _STAGE_TOP
    for stage in person.standing.stages:
        stop = _stop(stage, y, stage is here, speak)
        stops.append(stop)
        y = _below(stop) + _STAGE_GAP
    met = sum(stop.stage.status is Status.MET for stop in stops)
    return PathwayDrawing(WIDTH, y - _STAGE_GAP + 4 if stops else 0, 18, _STAGE_LINE, tuple(stops), met)


def _stop(stage: StageStanding, y: int, here: bool, speak: Language) -> StageDrawing:
    title = lines(speak.say(stage.title), _STAGE_COLUMNS, _MOST)
    top = y + (len(title) - 1) * _STAGE_LINE + _BELOW + _STAGE_LINE
    shown = [one for one in stage.outcomes if one.status is not Status.NOT_APPLICABLE]
    dots = tuple(_dot(one, number, top) for number, one in enumerate(shown))
    binding = [one for one in shown if not one.desirable]
    met = sum(one.status.holds for one in binding)
    return StageDrawing(y, title, stage, SIGNS[stage.status], dots, here, met, len(binding))


def _dot(outcome: Outcome, number: int, top: int) -> Dot:
    row, place = divmod(number, _DOTS_IN_ROW)
    x, y = _DOTS_FROM + place * _DOT, top + row * _DOT
    return Dot(x, y, outcome.status, SIGNS[outcome.status], outcome.title, outcome.desirable)


def _below(stop: StageDrawing) -> int:
    """The lower edge of a stage."""
    words = stop.y + len(stop.title) * _STAGE_LINE
    return max((dot.y + _DOT // 2 for dot in stop.dots), default=words)


_DAY_COLUMNS = 42
_DAY_LINE, _HEAD, _DAY_GAP, _DAY_TOP, _FOOT = 16, 17, 12, 14, 14
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


class TimelineDrawing(NamedTuple):
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
    Status.NOT_MET: "lost",
    Status.UNKNOWN: "unknown",
    Status.NOT_APPLICABLE: "not-applicable",
}


def timeline(person: Person, speak: Language = ENGLISH) -> TimelineDrawing:
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
    y = _DAY_TOP
    for day, _, what, text, record in sorted(found, key=lambda one: one[:2]):
        if marks:
            y = _after(marks[-1], day)
        title = lines(speak.say(text), _DAY_COLUMNS, _MOST) if text else ()
        marks.append(Mark(y, day, what, _sign(what), title, record))
    return TimelineDrawing(WIDTH, _lower(marks[-1]), 12, _DAY_LINE, tuple(marks))


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
    return mark.y + len(mark.text) * _DAY_LINE + _FOOT


def _after(mark: Mark, day: date) -> int:
    """Where the next day stands: the later it is, the lower."""
    longer = min(abs((day - mark.day).days) // _DAYS_A_UNIT, _WIDEST)
    return (
        mark.y
        + len(mark.text) * _DAY_LINE
        + _HEAD
        + (_DAY_GAP + longer if day != mark.day else _DAY_GAP // 2)
    )
