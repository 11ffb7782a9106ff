"""Days as spreadsheets write them: a day that can be read in two ways is never guessed at. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Literal

from balintrec.errors import BalintrecError

Order = Literal["dmy", "mdy", "ymd"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
         "november", "december")  # fmt: skip
_MONTH = {
    **{name: n for n, name in enumerate(_MONTHS, 1)},
    **{name: n for n, name in enumerate(_LONG, 1)},
    "sept": 9,
}
_WEEKDAY = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s+", re.IGNORECASE
)
_CLOCK = re.compile(r"(?:T|,?\s+)\d{1,2}:\d{2}.*")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})(\d{2})(\d{2})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{2}", re.ASCII)
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s./-]+([a-z]+)\.?,?[\s./-]+(\d{4})", re.ASCII | re.IGNORECASE
)
_MONTH_DAY = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.ASCII | re.IGNORECASE)
_LIKE_A_DAY = re.compile(
    rf"\d{{1,4}}[-/.]\d{{1,2}}(?:[-/.]\d{{1,4}})?|\d{{1,2}}(?:st|nd|rd|th)?[\s./-]*(?:{'|'.join(_MONTHS)})[a-z]*"
    rf"|(?:{'|'.join(_MONTHS)})[a-z]*[\s./-]*\d{{1,2}}",
    re.ASCII | re.IGNORECASE,
)


def possible_days(text: str) -> dict[Order | None, date]:
    """What a text can mean: under None if there is one meaning, else by the order of day, month and year."""
    text = _without_clock(text)
    if match := _YEAR_FIRST.fullmatch(text):
        year, _, month, day, *compact = match.groups()
        return _only(*compact) if year is None else _only(year, month, day)
    if match := _DAY_MONTH.fullmatch(text):
        return _only(match[3], _MONTH.get(match[2].lower(), 0), match[1])
    if match := _MONTH_DAY.fullmatch(text):
        return _only(match[3], _MONTH.get(match[1].lower(), 0), match[2])
    if match := _NUMBERS.fullmatch(text):
        return _numbers(match[1], match[3], match[4])
    return {}


def looks_like_a_day(text: str) -> bool:
    """Whether a text was meant to be a day, readable or not."""
    return bool(_LIKE_A_DAY.fullmatch(_WEEKDAY.sub("", text, count=1)))


def choose_order(texts: Iterable[str], order: Order | None) -> Order | None:
    """How the days of one column are written. Raises `BalintrecError` if the column does not say."""
    if order:
        return order
    fits: set[Order] = {"dmy", "mdy"}
    undecided = None
    for text in texts:
        days = possible_days(text)
        if not days or None in days:
            continue
        if _SHORT_YEAR.fullmatch(_without_clock(text)):
            raise BalintrecError(
                f'"{text}" has a year of two digits; say how days are written: --date-order dmy, mdy or ymd'
            )
        if not fits & days.keys():
            raise BalintrecError(f'"{text}" does not fit the other days; write them all as 2024-03-12')
        fits &= days.keys()
        undecided = undecided or (text if len(set(days.values())) > 1 else None)
    if undecided and len(fits) > 1:
        raise BalintrecError(
            f'"{undecided}" can be two days; say which comes first, day or month: --date-order dmy or --date-order mdy'
        )
    return "dmy" if "dmy" in fits else "mdy"


def read_day(text: str, order: Order | None) -> date | None:
    """The day that a text means in a column of that order; None if it means none."""
    days = possible_days(text)
    return days.get(None) or days.get(order)


def _without_clock(text: str) -> str:
    """The day alone, in ASCII digits, without a weekday before it or a time after it."""
    text = "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)
    return _CLOCK.sub("", _WEEKDAY.sub("", text.strip(), count=1), count=1).strip()


def _only(year: str, month: str | int, day: str) -> dict[Order | None, date]:
    found = _day(int(year), int(month), int(day))
    return {None: found} if found else {}


def _numbers(first: str, second: str, last: str) -> dict[Order | None, date]:
    """Two small numbers before a year, or three small numbers: the order decides."""
    a, b, c = int(first), int(second), int(last)
    year = c if len(last) == 4 else 2000 + c
    days: dict[Order | None, date | None] = {"dmy": _day(year, b, a), "mdy": _day(year, a, b)}
    if len(last) == 2:
        days["ymd"] = _day(2000 + a, b, c)
    return {order: day for order, day in days.items() if day}


def _day(year: int, month: int, day: int) -> date | None:
    with suppress(ValueError):
        return date(year, month, day) if 1900 <= year <= 2199 else None
    return None
