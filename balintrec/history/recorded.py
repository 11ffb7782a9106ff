"""The day that a record records: how late it was entered is counted from it. Pure."""

from __future__ import annotations

from datetime import date

from balintrec.model import (
    Application,
    Assessment,
    Attestation,
    Decision,
    Endorsement,
    Evaluation,
    Event,
    Record,
    Reference,
    Reflection,
    Session,
    Supervision,
)


def recorded_day(record: Record) -> date | None:
    """When it happened, was written or, of a letter, came in; None for what has no day, such as a member."""
    match record:
        case Session() | Event() | Supervision():
            return record.day
        case Reference():
            return record.received or record.written
        case Reflection():
            return record.written
        case Assessment() | Endorsement() | Attestation() | Application() | Decision() | Evaluation():
            return record.date
    return None
