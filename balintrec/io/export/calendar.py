"""Occasions as an iCalendar file (RFC 5545), which every calendar program reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, tzinfo
from typing import TYPE_CHECKING

from balintrec.dates import NEVER, next_day
from balintrec.errors import BalintrecError
from balintrec.io.export.calendar_items import SESSIONS, Occasion
from balintrec.sanitize import visible

if TYPE_CHECKING:
    from icalendar import Calendar
    from icalendar import Event as Entry

_MAKER = "-//balintrec//balintrec//EN"
_FIRST = date(2000, 1, 1)
"""The day from which versions of a calendar are counted."""


def calendar_bytes(occasions: Sequence[Occasion], name: str, zone: tzinfo | None, on: date) -> bytes:
    """The file. Times are of the zone, or without one of whatever clock the reader has.

    What a program has taken in before is replaced by what is made on a later day. Raises `BalintrecError` where the
    library for it is missing.
    """
    try:
        from icalendar import Calendar
    except ImportError:
        raise BalintrecError(
            'a calendar needs more than the core: pip install "balintrec[calendar]"'
        ) from None
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", visible(name))
    for one in occasions:
        calendar.add_component(_entry(one, zone, on))
    _add_zone(calendar, occasions)
    data: bytes = calendar.to_ical()
    return data


def _entry(one: Occasion, zone: tzinfo | None, on: date) -> Entry:
    from icalendar import Event as Entry

    entry = Entry()
    entry.add("uid", one.uid)
    entry.add("dtstamp", datetime.combine(on, time.min, UTC))
    entry.add("sequence", max((on - _FIRST).days, 0))
    entry.add("summary", visible(one.title))
    entry.add("description", "\n".join(map(visible, one.text.split("\n"))))
    entry.add("categories", [one.category])
    if one.category != SESSIONS:
        entry.add("class", "PRIVATE")
    entry.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    entry.add("transp", "OPAQUE" if isinstance(one.begin, datetime) and not one.cancelled else "TRANSPARENT")
    entry.add("dtstart", _moment(one.begin, zone))
    if isinstance(one.begin, datetime):
        if one.end is not None:
            entry.add("dtend", _moment(one.end, zone))
    elif next_day(last := one.end or one.begin) != NEVER:
        entry.add("dtend", next_day(last))  # the first day after
    return entry


def _moment(when: date, zone: tzinfo | None) -> date:
    return when.replace(tzinfo=zone) if isinstance(when, datetime) else when


def _add_zone(calendar: Calendar, occasions: Sequence[Occasion]) -> None:
    """The rules of the zone for the years in which there is something; none where there is no clock time."""
    days = [one.begin.date() for one in occasions if isinstance(one.begin, datetime)]
    if days:
        first, last = min(days), max(days)
        calendar.add_missing_timezones(date(first.year, 1, 1), date(min(last.year + 2, NEVER.year), 1, 1))
