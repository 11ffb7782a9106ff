"""What the pathway says in English of a requirement, in the language of a page: known sentences by their shape. Pure.

The pathway knows no languages. A sentence of a shape that is not here stays as it is, and is said to be English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from re import Match
from typing import NamedTuple

from balintrec.render.language import SOURCE, Language
from balintrec.render.site.words import either, in_units, one, several, word


class Said(NamedTuple):
    """A sentence, and the language that it is in."""

    text: str
    lang: str


_DAY = r"\d{4}-\d\d-\d\d"
_NUMBER = r"\d+(?:/\d+)?"
_WHO = r"(?: by (?:an? (?P<role>[\w ,-]+?)|somebody))?(?: who holds (?P<credential>.+?))?"
_NEXT_ONE = {
    "session": one("one session on or after %(day)s completes it"),
    "event": one("one event on or after %(day)s completes it"),
    "supervision": one("one supervision on or after %(day)s completes it"),
}
_PAPERS = {
    "reflection": (
        one("reflection %(number)s is due on %(day)s"),
        one("reflection %(number)s was due on %(day)s"),
    ),
    "report": (one("report %(number)s is due on %(day)s"), one("report %(number)s was due on %(day)s")),
}
_POSITIVE = {
    "endorsement": several("%(num)s endorsement still to go", "%(num)s endorsements still to go"),
    "readiness assessment": several(
        "%(num)s readiness assessment still to go", "%(num)s readiness assessments still to go"
    ),
    "report": several("%(num)s report still to go", "%(num)s reports still to go"),
    "observation": several("%(num)s observation still to go", "%(num)s observations still to go"),
}
_PLAIN = {
    "membership has to be entered, or renewed": one("membership has to be entered, or renewed"),
    "no membership is recorded": one("no membership is recorded"),
    "membership was interrupted": one("membership was interrupted"),
    "no application has been submitted": one("no application has been submitted"),
    "nothing has begun that it accompanies": one("nothing has begun that it accompanies"),
    "none of its parts applies": one("none of its parts applies"),
    "the first period begins with the first activity": one("the first period begins with the first activity"),
    "begins with the first activity counted": one("begins with the first activity counted"),
    "on time so far": one("on time so far"),
    "only a decision can waive it": one("only a decision can waive it"),
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


def _completes(speak: Language, match: Match[str]) -> str | None:
    message = _NEXT_ONE.get(match["noun"])
    return speak.gettext(message, day=_day(speak, match["day"])) if message else None


def _begins(speak: Language, match: Match[str]) -> str:
    return speak.gettext("begins when “%(stage)s” is met", stage=match["stage"])


def _anew(speak: Language, match: Match[str]) -> str:
    months = in_units(speak, int(match["months"]), "months")
    return speak.gettext("the time of %(months)s begins anew with the next that counts", months=months)


def _recognised(speak: Language, match: Match[str]) -> str:
    asked = in_units(speak, int(match["asked"]), "months")
    months = speak.gettext("%(have)s of %(needed)s", have=speak.number(int(match["months"])), needed=asked)
    return speak.gettext("recognised by decision: %(months)s", months=months)


def _first_period(speak: Language, match: Match[str]) -> str:
    months = in_units(speak, int(match["months"]), "months")
    return speak.gettext(
        "the first period of %(months)s ends on %(day)s", months=months, day=_day(speak, match["day"])
    )


def _due(speak: Language, match: Match[str]) -> str | None:
    messages = _PAPERS.get(match["noun"])
    if not messages:
        return None
    text = speak.gettext(messages[0], number=match["number"], day=_day(speak, match["day"]))
    if match["grace"]:
        grace = in_units(speak, int(match["grace"]), "days")
        text += speak.gettext(", ") + speak.gettext("%(days)s later at the latest", days=grace)
    return text


def _was_due(speak: Language, match: Match[str]) -> str | None:
    messages = _PAPERS.get(match["noun"])
    if not messages:
        return None
    text = speak.gettext(messages[1], number=match["number"], day=_day(speak, match["day"]))
    return (
        text + speak.gettext(", ") + speak.gettext("and counts until %(day)s", day=_day(speak, match["last"]))
    )


def _missed(speak: Language, match: Match[str]) -> str | None:
    found = []
    for noun, number, day in re.findall(rf"(\w+) (\d+) was due ({_DAY})", match["all"]):
        if noun not in _PAPERS:
            return None
        found.append(speak.gettext(_PAPERS[noun][1], number=number, day=_day(speak, day)))
    return speak.gettext("%(papers)s, and cannot be made up", papers=speak.gettext(", ").join(found))


def _more(speak: Language, match: Match[str]) -> str:
    more = in_units(speak, Fraction(match["number"]), match["unit"].replace(" ", "-"))
    return speak.gettext("%(units)s still to go", units=more)


def _more_different(speak: Language, match: Match[str]) -> str:
    more = in_units(speak, Fraction(match["number"]), match["unit"])
    return speak.gettext("%(units)s still to go, different from the others", units=more)


def _more_attested(speak: Language, match: Match[str]) -> str:
    more = in_units(speak, Fraction(match["number"]), match["unit"].replace(" ", "-"))
    of = either(speak, re.split(r", | or ", match["of"]))
    return speak.gettext("%(units)s still to go: %(what)s", units=more, what=of)


def _more_shared(speak: Language, match: Match[str]) -> str:
    more = in_units(speak, Fraction(match["number"]), match["unit"].replace(" ", "-"))
    return speak.gettext("%(units)s still to go, of the kind that has a share of its own", units=more)


def _more_positive(speak: Language, match: Match[str]) -> str | None:
    messages = _POSITIVE.get(match["kind"]) or _POSITIVE.get(match["kind"].removesuffix("s"))
    if not messages:
        return None
    return speak.gettext(", ").join(
        [speak.ngettext(*messages, Fraction(match["number"])), *_by_whom(speak, match)]
    )


def _by_whom(speak: Language, match: Match[str]) -> Iterator[str]:
    if match["role"]:
        yield speak.gettext("by their %(roles)s", roles=either(speak, re.split(r", | or ", match["role"])))
    if match["credential"]:
        holding = " / ".join(word(speak, one) for one in re.split(r", | or ", match["credential"]))
        yield speak.gettext("by somebody credentialed on that day (%(credential)s)", credential=holding)


def _paper(speak: Language, english: str) -> str:
    """The name of a paper, where English may have put an s at the end for several."""
    what = english.replace(" ", "-")
    known = word(speak, what)
    return known if known != what.replace("-", " ") else word(speak, what.removesuffix("s"))


def _more_papers(speak: Language, match: Match[str]) -> str:
    number = speak.number(Fraction(match["number"]))
    what = speak.listed((_paper(speak, one) for one in re.split(r", | or ", match["what"])), "or")
    papers = speak.gettext(
        "still to come with the application: %(what)s (%(number)s)", what=what, number=number
    )
    return speak.gettext(", ").join([papers, *_by_whom(speak, match)])


def _unrecorded(speak: Language, match: Match[str]) -> str:
    keys = speak.listed(word(speak, key) for key in match["keys"].split(" and "))
    return speak.gettext("not recorded of the member, so nobody can tell if it applies: %(keys)s", keys=keys)


def _because(speak: Language, match: Match[str]) -> str:
    values = speak.listed(word(speak, value) for value in match["values"].split(", "))
    return speak.gettext("%(key)s is %(values)s", key=word(speak, match["key"]), values=values)


_SHAPES: list[tuple[re.Pattern[str], Callable[[Language, Match[str]], str | None]]] = [
    (re.compile(shape), put)
    for shape, put in (
        (
            f"reached on (?P<day>{_DAY}) if membership goes on",
            _dayed(one("reached on %(day)s if membership goes on")),
        ),
        (f"is not a member on (?P<day>{_DAY})", _dayed(one("is not a member on %(day)s"))),
        (f"before that the next one by (?P<day>{_DAY})", _dayed(one("before that the next one by %(day)s"))),
        (
            f"too few from (?P<first>{_DAY}) to (?P<last>{_DAY}), which only a decision can waive",
            _dayed(one("too few from %(first)s to %(last)s, which only a decision can waive")),
        ),
        (f"one (?P<noun>.+) on or after (?P<day>{_DAY}) completes it", _completes),
        (r'begins when "(?P<stage>.+)" is met', _begins),
        (r"the time of (?P<months>\d+) months begins anew with the next .+ that counts", _anew),
        (r"(?P<months>\d+) of (?P<asked>\d+) months? recognised by decision", _recognised),
        (rf"the first period of (?P<months>\d+) months ends on (?P<day>{_DAY})", _first_period),
        (
            rf"(?P<noun>\w+) (?P<number>\d+) is due (?P<day>{_DAY})(?:, with (?P<grace>\d+) days of grace)?",
            _due,
        ),
        (
            rf"(?P<noun>\w+) (?P<number>\d+) was due (?P<day>{_DAY}), still counts until (?P<last>{_DAY})",
            _was_due,
        ),
        (rf"(?P<all>(?:\w+ \d+ was due {_DAY}(?:, )?)+) and cannot be made up", _missed),
        (
            rf"(?P<number>{_NUMBER}) more (?P<unit>[\w ]+) of the kind that has a share of its own",
            _more_shared,
        ),
        (rf"(?P<number>{_NUMBER}) more different (?P<unit>[\w-]+)", _more_different),
        (
            rf"(?P<number>{_NUMBER}) more positive (?P<kind>[\w ]+?)"
            rf"{_WHO}(?: by \d+ other authors)?",
            _more_positive,
        ),
        (
            rf"(?P<number>{_NUMBER}) more (?P<what>[\w ,-]+?){_WHO} in (?:an application|applications/\S+)",
            _more_papers,
        ),
        (rf"(?P<number>{_NUMBER}) more (?P<unit>attestations?|hours?) of (?P<of>.+)", _more_attested),
        (rf"(?P<number>{_NUMBER}) more (?P<unit>(?:double )?[\w-]+)", _more),
        (
            r"(?P<keys>[\w -]+) of the member is not recorded, so nobody can tell if it applies",
            _unrecorded,
        ),
        (r"(?P<key>profession|background) is (?P<values>.+)", _because),
    )
]
