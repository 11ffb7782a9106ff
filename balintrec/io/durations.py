"""How long somebody stayed, as programs write it: ``92``, ``1:32:10``, ``1h 20m 26s``, ``1 godz. 20 min``. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fractions import Fraction

from balintrec.names import fold

_UNITS = {
    3600: "h hr hrs hour hours std stunde stunden godz godzina godziny godzin heure heures uur uren u ora ore "
    "گھنٹہ گھنٹے",
    60: "m mn min mins minute minutes minuten minuta minuty minut minuut minuti منٹ",
    1: "s sec secs second seconds sek sekunde sekunden sekunda sekundy sekund seconde secondes seconden secondo "
    "secondi سیکنڈ",
}
_SECONDS = {fold(word): seconds for seconds, words in _UNITS.items() for word in words.split()}
_PART = re.compile(r"(\d{1,6}(?:[.,]\d{1,4})?)\s*([^\W\d_]+)?\.?[\s,]*(?:(?:and|und|i|et|en|e|اور)\s+)?")
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})", re.ASCII)
_NUMBER = re.compile(r"\d{1,5}(?:[.,]0*)?", re.ASCII)


def durations(cells: Iterable[str]) -> Callable[[str], int | None]:
    """How to read one column, given all of it: a cell to whole minutes, None where it says no length for certain.

    ``1:20`` is a minute and a bit where the column also has ``1:02:10``; else it can be more than an hour, too.
    """
    has_hours = any(cell.count(":") == 2 for cell in cells)

    def read(cell: str) -> int | None:
        if match := _CLOCK.fullmatch(cell.strip()):
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
