"""Days as people and spreadsheets write them: a day that can be read in two ways is never guessed at. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from balintrec.errors import BalintrecError
from balintrec.io.words import BESIDE_DAYS, MONTHS, WEEKDAYS
from balintrec.names import fold, quoted

Order = Literal["dmy", "mdy", "ymd"]
Epoch = Literal[1900, 1904]

_CLOCK = re.compile(
    r"(?:T|,?\s+(?:(?:um|at|o|à|alle|om|godz\.?)\s+)?)\d{1,2}(?::\d{2}(?::\d{2})?|\s?h(?![a-z])|\s?[ap]\.?m\b).*",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})\.?|(\d{4})(\d{2})(\d{2})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4}|\d{2})", re.ASCII)
_NO_YEAR = re.compile(r"(\d{1,2})([-/.]) ?(\d{1,2})\2?", re.ASCII)
_ROMAN = re.compile(r"(\d{1,2})[. ]+([ivx]+)[. ]+(\d{4})", re.ASCII | re.IGNORECASE)
_PART = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)?")
_BETWEEN = re.compile(r"[\s.,/\-–º°ª'’]*")
_NUMBER = re.compile(r"[2-7]\d{4}(?:\.\d+)?", re.ASCII)
_WEEKDAY = re.compile(
    r"(?P<word>[^\W\d_]+)[.,]?,?\s+(?P<rest>.+)|(?P<front>.+?),?\s+\(?(?P<last>[^\W\d_]+)\.?\)?"
)
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_FIRST = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ORDERS: tuple[Order, ...] = ("dmy", "mdy", "ymd")
_SHOWN = 4


class DayText(NamedTuple):
    """What a text can mean: under None if there is one meaning, else by the order of day, month and year."""

    days: Mapping[Order | None, date]
    style: str = ""
    """How it is written; one column may be written in several ways, and one says nothing of another."""
    is_day: bool = True
    """Whether it is meant to be a day at all, readable or not."""
    no_year: bool = False
    """Whether nothing but the year is missing."""
    wrong_weekday: bool = False
    """Whether the day was not on the weekday that is written beside it."""


_NO_DAY = DayText({}, is_day=False)


@dataclass(frozen=True, slots=True)
class DayOptions:
    """What the person who imports says about the days of the file."""

    order: Order | None = None
    years: tuple[int, ...] = ()
    """The year of days without one; two years where the days go over the end of one."""
    epoch: Epoch | None = None
    """Numbers such as 45610 are days, counted from there."""


class DayReader:
    """Reads the days of one column, or of one row of headings, given all of them in their order.

    Raises `BalintrecError` where some can be two days and nothing says which.
    """

    def __init__(self, texts: Iterable[str], options: DayOptions) -> None:
        self._options = options
        texts = list(dict.fromkeys(texts))
        self._said = {text: interpret_day(text, epoch=options.epoch) for text in texts}
        self._years = self._years_of(texts)
        self._orders = self._chosen_orders()
        self._swapped = self._find_swapped()
        self._refuse_going_back(texts)

    def __call__(self, text: str) -> date | None:
        """The day that a text means; None if it means none."""
        said = self._said.get(text, _NO_DAY)
        if said.no_year and text in self._years:
            said = interpret_day(text, self._years[text])
        day = said.days.get(None) or said.days.get(self._orders.get(said.style))
        return _exchanged(day) if day and text in self._swapped else day

    def why(self, text: str) -> str:
        """Why a text is not read as a day, and what to do."""
        said = interpret_day(text)
        if not text:
            return "no day; write it as 2024-03-12, or use --fill-down to take the date of the row above"
        if said.wrong_weekday:
            return "the weekday and the day disagree; correct one of them"
        if number := number_day(text, 1900):
            other = number_day(text, 1904)
            return (
                f"a number, perhaps a spreadsheet's day number: --day-numbers 1900 reads it ({text} is {number}), "
                f"or --day-numbers 1904 ({other})"
            )
        return (
            f"a date without a year; give it with {_YEAR}"
            if said.no_year
            else "not a day; write it as 2024-03-12"
        )

    def _chosen_orders(self) -> dict[str, Order | None]:
        """The order of each style. One style says nothing of another."""
        styles: defaultdict[str, list[str]] = defaultdict(list)
        for text, said in self._said.items():
            if said.style:
                styles[said.style].append(text)
        orders = {style: self._fitting(some) for style, some in styles.items()}
        ambiguous = [
            text for text, said in self._said.items() if len(_meanings(said, orders.get(said.style, ()))) > 1
        ]
        if ambiguous:
            raise BalintrecError(_open(ambiguous, self._said))
        return {style: min(fits, default=None, key=_ORDERS.index) for style, fits in orders.items()}

    def _fitting(self, texts: list[str]) -> set[Order]:
        """The orders that the days of one style can have; the one that the user names, unless none has it ever."""
        order = self._options.order
        known = [{one for one in self._said[text].days if one} for text in texts]
        if order and (order != "ymd" or any(order in orders for orders in known)):
            return {order}
        fits: set[Order] = set(_ORDERS)
        for text, orders in zip(texts, known, strict=True):
            if orders and not fits & orders:
                raise BalintrecError(f'"{text}" does not fit the other days; write them all as 2024-03-12')
            fits &= orders or fits
        return fits

    def _find_swapped(self) -> frozenset[str]:
        """Real dates of which a spreadsheet exchanged day and month, as far as that can be seen and is confirmed."""
        real = {text: said.days[None] for text, said in self._said.items() if None in said.days}
        typed = {
            text: (order, day)
            for text, said in self._said.items()
            if (order := self._orders.get(said.style)) and (day := said.days.get(order))
        }
        could_be = all(day.day <= 12 for day in real.values()) and any(
            d.day != d.month for d in real.values()
        )
        if not (typed and could_be and all(day.day > 12 for _, day in typed.values())):
            return frozenset()
        order, _ = next(iter(typed.values()))
        if self._options.order is None:
            raise BalintrecError(_half_swapped(real, [*typed], order))
        return frozenset(real) if self._options.order == order else frozenset()

    def _years_of(self, texts: list[str]) -> dict[str, int]:
        """The year of each day that has none."""
        years, before = list(self._options.years), None
        found = {}
        for text in (text for text in texts if years and self._said[text].no_year):
            day = self._in_year(text, years[0])
            if len(years) > 1 and (day is None or (before and day < before)):
                years.pop(0)
                day = self._in_year(text, years[0])
            found[text] = years[0]
            before = day or before
        for text, year in found.items():
            self._said[text] = interpret_day(text, year)._replace(no_year=True)
        return found

    def _in_year(self, text: str, year: int) -> date | None:
        days = interpret_day(text, year).days
        order: Order | None = self._options.order if self._options.order in days else next(iter(days), None)
        return days.get(order)

    def _refuse_going_back(self, texts: list[str]) -> None:
        """Days of one year that go neither forward nor backward are probably of two."""
        days = [(day, text) for text in texts if text in self._years and (day := self(text))]
        if [*days] in (sorted(days), sorted(days, reverse=True)) or len(self._options.years) > 1:
            return
        back = next(n for n in range(1, len(days)) if days[n][0] < days[n - 1][0])
        year = self._options.years[0]
        raise BalintrecError(
            f'the days go from "{days[back - 1][1]}" back to "{days[back][1]}"; where they go over the end of '
            f"a year, say both: --year {year}-{year + 1}; otherwise write the year in every date"
        )


_YEAR = "--year 2024, or --year 2024-2025 if the dates cross the end of a year"


def interpret_day(text: str, year: int | None = None, epoch: Epoch | None = None) -> DayText:
    """What a text can mean as a day."""
    text = "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)
    text = _CLOCK.sub("", text.strip(), count=1).strip().rstrip(",;:")
    if _NUMBER.fullmatch(text):
        day = number_day(text, epoch) if epoch else None
        return DayText({None: day} if day else {})
    said = _written(text, year)
    match = _WEEKDAY.fullmatch(text)
    if said.is_day or not match:
        return said
    weekdays = WEEKDAYS.get(fold(match["word"] or match["last"]))
    bare = _written(match["rest"] or match["front"], year) if weekdays else _NO_DAY
    return bare._replace(
        days={order: day for order, day in bare.days.items() if day.weekday() in (weekdays or ())},
        wrong_weekday=bool(bare.days)
        and not any(day.weekday() in (weekdays or ()) for day in bare.days.values()),
    )


def possible_days(text: str) -> Mapping[Order | None, date]:
    """What a text can mean: under None if there is one meaning, else by the order of day, month and year."""
    return interpret_day(text).days


def number_day(text: str, epoch: Epoch) -> date | None:
    """The day that a spreadsheet shows for a number; None if it is none of these hundred and fifty years."""
    return _FIRST[epoch] + timedelta(int(text.partition(".")[0])) if _NUMBER.fullmatch(text) else None


def day_and_remark(text: str) -> tuple[str, str]:
    """A day, and the remark beside it: ``30 Nov 2023 cancelled``, ``Session 3: 14.11.2024 (online)``."""
    if interpret_day(text).is_day:
        return text, ""
    inner = _IN_BRACKETS.findall(text)
    words = _IN_BRACKETS.sub(" ", text).split()
    bare = " ".join(words)
    for one in inner:
        if interpret_day(one).days and not interpret_day(bare).is_day:
            return one, bare
    splits = [(words[:n], words[n:]) for n in range(len(words), 0, -1)] + [
        (words[n:], words[:n]) for n in range(1, len(words))
    ]
    for some, rest in splits:
        day, remark = " ".join(some), " ".join(rest).strip("-–:,; ")
        is_sure = interpret_day(day).days or not any(letter.isdigit() for letter in remark)
        if interpret_day(day).is_day and is_sure:
            return day, "; ".join(filter(None, (remark, *inner)))
    return text, ""


def _written(text: str, year: int | None) -> DayText:
    if match := _YEAR_FIRST.fullmatch(text):
        of_year, _, month, day, *compact = match.groups()
        return _only(*compact) if of_year is None else _only(of_year, month, day)
    if match := _NUMBERS.fullmatch(text):
        return DayText(_numbers(match[1], match[3], match[4]), f"{match[2]}{len(match[4])}")
    if match := _NO_YEAR.fullmatch(text):
        days = {} if year is None else _numbers(match[1], match[3], str(year))
        return DayText(days, match[2], no_year=year is None)
    if (match := _ROMAN.fullmatch(text)) and match[2].lower() in _ROMANS:
        return _only(match[3], _ROMANS.index(match[2].lower()) + 1, match[1])
    return _spelt(text, year)


def _spelt(text: str, year: int | None) -> DayText:
    """A day whose month is a word; every other word must be one that stands in days."""
    if not _BETWEEN.fullmatch(_PART.sub("", text)):
        return _NO_DAY
    parts = _PART.findall(text)
    numbers = [part for part in parts if part.isdigit()]
    words = [word for part in parts if not part.isdigit() and (word := fold(part)) not in BESIDE_DAYS]
    month = MONTHS.get(words[0]) if len(words) == 1 else None
    if month is None or not numbers or len(numbers) > 2:
        return _NO_DAY
    if len(numbers) == 1:
        if len(numbers[0]) > 2:
            return _NO_DAY
        return DayText({}, no_year=True) if year is None else _only(year, month, numbers[0])
    day, of_year = numbers if len(numbers[0]) < 4 else reversed(numbers)
    # A year of two digits is the last thing that is said: "2 14 Nov" is no day.
    if len(day) > 2 or len(of_year) not in (2, 4) or (len(of_year) == 2 and fold(parts[-1]) == words[0]):
        return _NO_DAY
    return _only(of_year if len(of_year) == 4 else f"20{of_year}", month, day)


def _only(year: str | int, month: str | int, day: str) -> DayText:
    found = _day(int(year), int(month), int(day))
    return DayText({None: found} if found else {})


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


def _exchanged(day: date) -> date:
    return date(day.year, day.day, day.month)


def _meanings(said: DayText, orders: Iterable[Order]) -> set[date]:
    return {said.days[order] for order in orders if order in said.days}


def _open(ambiguous: list[str], said: Mapping[str, DayText]) -> str:
    """Which days can be two, and the orders that settle it."""
    shown = " and ".join(f'"{text}"' for text in ambiguous[:_SHOWN])
    more = f" and {len(ambiguous) - _SHOWN} more" if len(ambiguous) > _SHOWN else ""
    orders = sorted({order for text in ambiguous for order in said[text].days if order})
    options = quoted(
        f"--date-order {order} ({said[ambiguous[0]].days[order]})"
        if order in said[ambiguous[0]].days
        else f"--date-order {order}"
        for order in orders
    )
    return f"{shown}{more} can be two dates; say which is meant: {options}"


def _half_swapped(real: Mapping[str, date], typed: list[str], order: Order) -> str:
    text, day = next((text, day) for text, day in real.items() if day.day != day.month)
    return (
        f'a spreadsheet may have exchanged day and month in some of these days: all real dates, such as "{text}", have '
        f'days up to 12, and all texts, such as "{typed[0]}", have later days; --date-order {order} exchanges them '
        f"back ({text} is then {_exchanged(day)}), and --date-order ymd takes the real dates as they are"
    )
