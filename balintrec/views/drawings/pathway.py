"""The pathway as a picture: the stages below each other, each with its verdict and its requirements. Pure."""

from __future__ import annotations

from typing import NamedTuple

from balintrec.pathway import Outcome, StageStanding, Status
from balintrec.views.drawings.lines import lines
from balintrec.views.member.values import Person
from balintrec.views.standing import SIGNS, current_stage
from balintrec.wording.language import ENGLISH, Language

WIDTH = 320
_COLUMNS, _MOST = 38, 3
_LINE, _BELOW, _GAP, _TOP = 17, 28, 20, 16
_DOT, _DOTS_FROM, _DOTS_IN_ROW = 20, 52, 13


class Dot(NamedTuple):
    """One requirement of a stage."""

    x: int
    y: int
    status: Status
    sign: str
    title: str
    desirable: bool


class Stop(NamedTuple):
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


class Way(NamedTuple):
    """The whole picture."""

    width: int
    height: int
    x: int
    """Where the circles stand."""
    line: int
    """From line to line of a title."""
    stops: tuple[Stop, ...]
    met: int
    """How many stages are met."""


def pathway(person: Person, speak: Language = ENGLISH) -> Way:
    """The stages of a member's pathway, from the first at the top to the last."""
    here = None if person.standing.former else current_stage(person.standing)
    stops: list[Stop] = []
    y = _TOP
    for stage in person.standing.stages:
        stop = _stop(stage, y, stage is here, speak)
        stops.append(stop)
        y = _below(stop) + _GAP
    met = sum(stop.stage.status is Status.MET for stop in stops)
    return Way(WIDTH, y - _GAP + 4 if stops else 0, 18, _LINE, tuple(stops), met)


def _stop(stage: StageStanding, y: int, here: bool, speak: Language) -> Stop:
    title = lines(speak.say(stage.title), _COLUMNS, _MOST)
    top = y + (len(title) - 1) * _LINE + _BELOW + _LINE
    shown = [one for one in stage.outcomes if one.status is not Status.NOT_APPLICABLE]
    dots = tuple(_dot(one, number, top) for number, one in enumerate(shown))
    binding = [one for one in shown if not one.desirable]
    met = sum(one.status.holds for one in binding)
    return Stop(y, title, stage, SIGNS[stage.status], dots, here, met, len(binding))


def _dot(outcome: Outcome, number: int, top: int) -> Dot:
    row, place = divmod(number, _DOTS_IN_ROW)
    x, y = _DOTS_FROM + place * _DOT, top + row * _DOT
    return Dot(x, y, outcome.status, SIGNS[outcome.status], outcome.title, outcome.desirable)


def _below(stop: Stop) -> int:
    """The lower edge of a stage."""
    words = stop.y + len(stop.title) * _LINE
    return max((dot.y + _DOT // 2 for dot in stop.dots), default=words)
