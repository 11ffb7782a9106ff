"""Rules on every period and length of every record: a membership, a place on a roster, a leave, an event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.finding import Fault, Key
from balintrec.model import Event, Period, Session
from balintrec.model.people import RosterEntry
from balintrec.model.record import kebab
from balintrec.model.refers import fields_holding
from balintrec.rules.authority import policy_on
from balintrec.rules.rule import at, error, fault, warning
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
        for name in fields_holding(type(record), Period, RosterEntry):
            for key, period in _periods(getattr(record, name), (kebab(name),)):
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


_A_DAY = 24 * 60


@warning("PER002", "impossible-length")
def impossible_length(society: Society, on: date) -> Iterator[Fault]:
    """Something is said to last 0 minutes, or more minutes than its days have.

    Often a 0 too many, or hours for minutes. The length of a session is looked at by another rule, too, where the
    policy says how long one may be.

    Wrong:
        # records/supervisions/2024-04-02-bilal-ahmed.md
        minutes: 6000
    Right:
        # records/supervisions/2024-04-02-bilal-ahmed.md
        minutes: 60
    """
    for record in society.all():
        minutes = vars(record).get("minutes")
        if minutes is None or (isinstance(record, Session) and _is_limited(society, record)):
            continue
        days = max((record.day - record.period.from_).days + 1, 1) if isinstance(record, Event) else 1
        if not 0 < minutes <= days * _A_DAY:
            message = f"it cannot last {minutes} minutes"
            yield fault(
                at(record, "minutes"), message, "correct the number, or delete the line if it is not known"
            )


def _is_limited(society: Society, session: Session) -> bool:
    policy = policy_on(society, session.date)
    return policy is not None and policy.session_minutes is not None


RULES = (period_inverted, impossible_length)
