"""Times of day as programs write them, alone or behind a day: ``8:31 PM``, ``14.11.2024, 20:29:46``. Pure."""

from __future__ import annotations

import re
from datetime import time

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
