"""What the pathway says of a requirement, in the language of a page: what comes next, and known reasons. Pure.

The pathway gives reasons in English. One of a shape that is not here stays as it is, and is said to be English.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from re import Match
from typing import NamedTuple

from balintrec.formats.site.words import in_units, one, word
from balintrec.wording.language import SOURCE, Language


class Said(NamedTuple):
    """A sentence, and the language that it is in."""

    text: str
    lang: str


_DAY = r"\d{4}-\d\d-\d\d"
_PLAIN = {
    "no membership is recorded": one("no membership is recorded"),
    "membership was interrupted": one("membership was interrupted"),
    "no application has been submitted": one("no application has been submitted"),
    "the stage that it accompanies has not begun": one("the stage that it accompanies has not begun"),
    "none of its parts applies": one("none of its parts applies"),
    "more than the share that is allowed": one("more than the share that is allowed"),
    "nothing counts yet": one("nothing counts yet"),
    "goes on until the stage is otherwise met": one("goes on until the stage is otherwise met"),
}


def said(speak: Language, english: str) -> Said:
    """A sentence of the pathway in the language of the page, its days and numbers as they are written there."""
    pieces = [_piece(speak, one) for one in english.split("; ")]
    if not english or any(piece is None for piece in pieces):
        return Said(english, SOURCE)
    return Said(speak.gettext("; ").join(piece for piece in pieces if piece), speak.code)


def _piece(speak: Language, english: str) -> str | None:
    if english in _PLAIN:
        return speak.gettext(_PLAIN[english])
    found = (put(speak, match) for shape, put in _SHAPES if (match := shape.fullmatch(english)))
    return next(found, None)


def _day(speak: Language, text: str) -> str:
    return speak.day(date.fromisoformat(text))


def _dayed(message: str) -> Callable[[Language, Match[str]], str]:
    """A message with days in it."""
    return lambda speak, match: speak.gettext(
        message, **{name: _day(speak, text) for name, text in match.groupdict().items()}
    )


def _recognised(speak: Language, match: Match[str]) -> str:
    asked = in_units(speak, int(match["asked"]), "months")
    months = speak.gettext("%(have)s of %(needed)s", have=speak.number(int(match["months"])), needed=asked)
    return speak.gettext("recognised by decision: %(months)s", months=months)


def _unrecorded(speak: Language, match: Match[str]) -> str:
    keys = speak.listed(word(speak, key) for key in match["keys"].split(" and "))
    return speak.gettext("not recorded of the member, so nobody can tell if it applies: %(keys)s", keys=keys)


def _because(speak: Language, match: Match[str]) -> str:
    values = speak.listed(word(speak, value) for value in match["values"].split(", "))
    return speak.gettext("%(key)s is %(values)s", key=word(speak, match["key"]), values=values)


_SHAPES: list[tuple[re.Pattern[str], Callable[[Language, Match[str]], str | None]]] = [
    (re.compile(shape), put)
    for shape, put in (
        (f"is not a member on (?P<day>{_DAY})", _dayed(one("is not a member on %(day)s"))),
        (r"(?P<months>\d+) of (?P<asked>\d+) months? recognised by decision", _recognised),
        (
            r"(?P<keys>[\w -]+) of the member is not recorded, so nobody can tell if it applies",
            _unrecorded,
        ),
        (r"(?P<key>profession|background) is (?P<values>.+)", _because),
    )
]
