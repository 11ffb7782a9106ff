"""Times of day in lists that people keep: ``18:00-19:30``, ``6 to 7:30 pm``, ``18.00 Uhr``. Pure."""

from __future__ import annotations

import re
from datetime import time
from typing import NamedTuple

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
