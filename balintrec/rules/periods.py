"""Rules on every period of every record: a membership, a place on a roster, a leave, an event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.finding import Fault, Key
from balintrec.model import Period
from balintrec.model.people import RosterEntry
from balintrec.model.record import kebab
from balintrec.rules.rule import at, error, fault
from balintrec.society import Society


@error("PER001", "period-inverted")
def period_inverted(society: Society, on: date) -> Iterator[Fault]:
    """A period ends before it begins.

    Both days belong to a period, so one that ends before its first day holds no day at all: a membership
    would count for nothing, a leave would stop no clock.

    Wrong:
        # records/members/sana-malik.md
        membership: [{from: 2023-06-01, to: 2022-12-31}]
    Right:
        # records/members/sana-malik.md
        membership: [{from: 2023-06-01, to: 2025-12-31}]
    """
    for record in society.all():
        for name, value in vars(record).items():
            for key, period in _periods(value, (kebab(name),)):
                if period.to and period.to < period.from_:
                    message = f"this period ends on {period.to}, before it begins on {period.from_}"
                    yield fault(at(record, *key, "to"), message, "correct one of the two days")


def _periods(value: object, key: Key) -> Iterator[tuple[Key, Period | RosterEntry]]:
    if isinstance(value, Period | RosterEntry):
        yield key, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            if isinstance(item, Period | RosterEntry):
                yield (*key, number), item


RULES = (period_inverted,)
