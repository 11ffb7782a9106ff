"""A day, in a society's zone, as the moment at which it ends."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from balintrec.errors import BalintrecError


def zone_of(name: str | None) -> tzinfo:
    """The zone with this IANA name; UTC without one. Raises `BalintrecError` if there is none."""
    if name is None or name.upper() == "UTC":
        return UTC
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # a ZoneInfoNotFoundError is a KeyError
        raise BalintrecError(
            f"the time zone {name!r} is not known here; name one such as Europe/London in society.md"
        ) from None


def day_in(name: str) -> date | None:
    """The day that a name says, as in 2025-06-30; None if it is none."""
    if len(name) != 10 or not name.isascii() or name[4] != "-" or name[7] != "-":
        return None
    try:
        return date.fromisoformat(name)
    except ValueError:
        return None


def last_second(day: date, zone: tzinfo) -> int:
    """The last second of a day in a zone, counted since 1970."""
    if day == date.max:
        return int(datetime.combine(day, time.max, UTC).timestamp())
    return int(datetime.combine(day + timedelta(days=1), time.min, zone).timestamp()) - 1
