"""The day that a record records: how late it was entered is counted from it. Pure."""

from __future__ import annotations

from datetime import date

from balintrec.model import Event, Record, Reference


def recorded_day(record: Record) -> date | None:
    """When it happened, was written or, of a letter, came in; None for what has no day, such as a member."""
    if isinstance(record, Event):
        return record.day
    day: date | None = getattr(record, record.dated) if record.dated else None
    return record.received or day if isinstance(record, Reference) else day
