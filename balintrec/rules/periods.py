"""Rules on every period and length of every record: a membership, a place on a roster, a leave, an event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

from balintrec.dates import EVER, NEVER
from balintrec.finding import Fault, Key
from balintrec.model import Event, Record, Session
from balintrec.model.foreign_keys import fields_holding
from balintrec.model.people import Quorum, Tenure, quorums, tenures
from balintrec.model.record import Term, kebab
from balintrec.rules.intervals import overlaps
from balintrec.rules.roles import policy_on
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
        for name in fields_holding(type(record), Term):
            for key, period in _periods(getattr(record, name), (kebab(name),)):
                if period.inverted:
                    message = f"this period ends on {period.to}, before it begins on {period.from_}"
                    yield fault(at(record, *key, "to"), message, "correct one of the two days")


def _periods(value: object, key: Key) -> Iterator[tuple[Key, Term]]:
    if isinstance(value, Term):
        yield key, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            if isinstance(item, Term):
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
            yield fault(at(record, "minutes"), message, "correct the number")


def _is_limited(society: Society, session: Session) -> bool:
    policy = policy_on(society, session.date)
    return policy is not None and policy.session_minutes is not None


@error("PER003", "terms-overlap")
def terms_overlap(society: Society, on: date) -> Iterator[Fault]:
    """One person has two terms for the same day, or two quorums hold on it.

    Both days of a term belong to it, and an entry without days holds on every day. Where two overlap, one of the days
    is wrong, or the entry without days was forgotten there.

    Wrong:
        # records/society.md
        committee:
          - nadia-iqbal
          - hina-raza
          - {member: omar-farooq, to: 2026-06-30}
          - {member: omar-farooq, from: 2026-06-30}
    Right:
        # records/society.md
        committee:
          - nadia-iqbal
          - hina-raza
          - {member: omar-farooq, to: 2026-03-31}
          - {member: omar-farooq, from: 2026-07-01}
    """
    for record, key, entries in _terms(society):
        for what, terms in _by_what(entries).items():
            for earlier, later in overlaps(terms):
                first, second = entries[earlier], entries[later]
                if what and EVER == first.begin == second.begin and NEVER == first.end == second.end:
                    continue  # the same id twice in a list is another rule's finding
                yield fault(
                    at(record, key, later),
                    f"{what or 'a quorum'} already stands here for {_first_day(second)}",
                    "correct one of the days, or delete one of the two entries",
                    (at(record, key, earlier), "the other entry"),
                )


_Terms: TypeAlias = tuple[Tenure, ...] | tuple[Quorum, ...]


def _terms(society: Society) -> Iterator[tuple[Record, str, _Terms]]:
    """Every list of terms, and where it stands."""
    if about := society.about:
        yield about, "committee", tenures(about.committee_)
        yield about, "quorum", quorums(about.quorum_)
    for group in society.groups.values():
        yield group, "leaders", tenures(group.leaders_)


def _by_what(entries: _Terms) -> dict[str, list[tuple[date, date, int]]]:
    """First day, last day and number of every term that holds a day, by person; of quorums all together."""
    found: dict[str, list[tuple[date, date, int]]] = defaultdict(list)
    for number, one in enumerate(entries):
        if not one.inverted:
            found[one.member if isinstance(one, Tenure) else ""].append((one.begin, one.end, number))
    return found


def _first_day(term: Term) -> str:
    return str(term.from_) if term.from_ else "all days before that"


RULES = (period_inverted, impossible_length, terms_overlap)
