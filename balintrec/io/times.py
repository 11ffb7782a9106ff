"""Times of day, and how long somebody stayed, as programs and people write them. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import time
from fractions import Fraction
from typing import NamedTuple

from balintrec.names import fold

_CLOCK = re.compile(
    r"(?:^|T|[\s,]|\bum\s|\bo\s)(\d{1,2})(?:[:h]|\.(?=.*uhr))(\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?\s*(?:m\b\.?)?"
    r"\s*(?:uhr|h|Z|UTC|GMT)?\s*(?:[+-]\d{1,2}(?::?\d{2})?)?$",
    re.ASCII | re.IGNORECASE,
)


def read_clock(text: str) -> time | None:
    """The time of day at the end of a text, to the second; None where there is none that can be."""
    match = _CLOCK.search(" ".join(text.split()))
    if not match:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups()[:3])
    if half := match[4]:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half in "pP" else 0)
    return time(hours, minutes, seconds) if hours < 24 and minutes < 60 and seconds < 60 else None


_TIME = r"(\d{1,2})(?:[:.h](\d{2})(?::\d{2})?)?\s*(?:uhr|h|u)?\s*(?:([ap])\.?m\.?)?\s*(?:uhr)?"
_SPAN = re.compile(
    rf"(?:.*[\s,T])??{_TIME}(?:\s*(?:[-–—]|\b(?:to|until|till|bis|do|à|a|tot|alle|سے|تا)\b)\s*{_TIME})?\s*(?:تک)?",
    re.IGNORECASE,
)


class Hours(NamedTuple):
    """From when to when, as far as it is said."""

    start: time | None = None
    end: time | None = None

    @property
    def minutes(self) -> int | None:
        """How long, if both are said; a meeting may go on over midnight."""
        if self.start is None or self.end is None:
            return None
        return (_minute(self.end) - _minute(self.start)) % (24 * 60)

    def apart(self, other: Hours) -> bool:
        """Whether these are two meetings: one ends before the other begins."""
        if None in (*self, *other) or self.over_midnight or other.over_midnight:
            return False
        return bool(self.end <= other.start or other.end <= self.start)  # type: ignore[operator]

    @property
    def over_midnight(self) -> bool:
        """Whether it ends on the next day."""
        return self.start is not None and self.end is not None and self.end < self.start


def read_hours(text: str) -> Hours | None:
    """The time or times at the end of a text; None where it has none. A bare number is an hour only beside a time."""
    match = _SPAN.fullmatch(text.strip())
    if not match or not (match[2] or match[3] or match[5] or match[6]):
        return None
    end = _time(match[4], match[5], match[6]) if match[4] else None
    start = _time(match[1], match[2], match[3])
    if end and match[6] and not match[3]:  # "6 to 7:30 pm"
        later = _time(match[1], match[2], match[6])
        start = later if later and later < end else start
    return Hours(start, end) if start and (end or not match[4]) else None


def _time(hour: str, minute: str | None, half: str | None) -> time | None:
    hours, minutes = int(hour), int(minute or 0)
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half in "pP" else 0)
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


_UNITS = {
    3600: "h hr hrs hour hours std stunde stunden godz godzina godziny godzin heure heures uur uren u ora ore "
    "گھنٹہ گھنٹے",
    60: "m mn min mins minute minutes minuten minuta minuty minut minuut minuti منٹ",
    1: "s sec secs second seconds sek sekunde sekunden sekunda sekundy sekund seconde secondes seconden secondo "
    "secondi سیکنڈ",
}
_SECONDS = {fold(word): seconds for seconds, words in _UNITS.items() for word in words.split()}
_PART = re.compile(r"(\d{1,6}(?:[.,]\d{1,4})?)\s*([^\W\d_]+)?\.?[\s,]*(?:(?:and|und|i|et|en|e|اور)\s+)?")
_LENGTH = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})", re.ASCII)
_NUMBER = re.compile(r"\d{1,5}(?:[.,]0*)?", re.ASCII)


def durations(cells: Iterable[str]) -> Callable[[str], int | None]:
    """How to read one column, given all of it: a cell to whole minutes, None where it says no length for certain.

    ``1:20`` is a minute and a bit where the column also has ``1:02:10``; else it can be more than an hour, too.
    """
    has_hours = any(cell.count(":") == 2 for cell in cells)

    def read(cell: str) -> int | None:
        if match := _LENGTH.fullmatch(cell.strip()):
            hours, minutes, _ = match.groups()
            return int(hours or 0) * 60 + int(minutes) if hours or has_hours else None
        return _in_words(cell)

    return read


def _in_words(text: str) -> int | None:
    """Hours, minutes and seconds, each at most once and in this order; a bare number is of minutes."""
    text = text.strip().casefold()
    if _NUMBER.fullmatch(text):
        return int(re.split("[.,]", text)[0])
    total, last, place = Fraction(0), 3601, 0
    while place < len(text):
        match = _PART.match(text, place)
        unit = _unit(match[2], last) if match else None
        if not match or unit is None or unit >= last:
            return None
        total += Fraction(match[1].replace(",", ".")) * unit
        last, place = unit, match.end()
    return int(total // 60) if last <= 3600 else None


def _unit(word: str | None, last: int) -> int | None:
    """The seconds in a unit; of a number without one, what comes below the last: ``1h20`` is 80 minutes."""
    if word is None:
        return 60 if last == 3600 else None
    return _SECONDS.get(fold(word))
