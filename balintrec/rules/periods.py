"""Rules on every period and length of every record: a membership, a place on a roster, a leave, an event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.finding import Key, Problem
from balintrec.model import Event, Period, Record, Session
from balintrec.model.keys import fields_holding
from balintrec.model.record import Term, kebab
from balintrec.rules.roles import policy_on
from balintrec.rules.rule import at, error, problem, warning
from balintrec.society import Society
from balintrec.wording.message import message


@error("PER001", "period-inverted")
def period_inverted(society: Society, on: date) -> Iterator[Problem]:
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
                if period.inverted and period.to and period.from_:
                    said = message(
                        "this period ends on %(end)s, before it begins on %(begin)s",
                        end=period.to,
                        begin=period.from_,
                    )
                    yield problem(at(record, *key, "to"), said, message("correct one of the two dates"))


def _periods(value: object, key: Key) -> Iterator[tuple[Key, Term]]:
    if isinstance(value, Term):
        yield key, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            if isinstance(item, Term):
                yield (*key, number), item


_A_DAY = 24 * 60


@warning("PER002", "impossible-length")
def impossible_length(society: Society, on: date) -> Iterator[Problem]:
    """Something lasts 0 minutes, or more minutes than its days have.

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
            said = message("it cannot last %(minutes)s minutes", minutes=minutes)
            yield problem(at(record, "minutes"), said, message("correct the number of minutes"))


def _is_limited(society: Society, session: Session) -> bool:
    policy = policy_on(society, session.date)
    return policy is not None and policy.session_minutes is not None


def _covers_what_is_to_come(record: Record, key: str, day: date, period: Period | None) -> Iterator[Problem]:
    """The problem of a text that is about days after its own."""
    if not period or (period.to and period.to < period.from_):
        return
    if day < period.from_:
        side, which = "from", message("the beginning of the period")
        said = message("dated %(date)s, before its period begins on %(bound)s", date=day, bound=period.from_)
    elif period.to and day < period.to:
        side, which = "to", message("the end of the period")
        said = message("dated %(date)s, before its period ends on %(bound)s", date=day, bound=period.to)
    else:
        return
    yield problem(
        at(record, key), said, message("correct the date or the period"), (at(record, "period", side), which)
    )


@error("STM007", "statement-period-in-future")
def about_days_to_come(society: Society, on: date) -> Iterator[Problem]:
    """An assessment is dated before the end of the period that it is about.

    Wrong:
        # records/assessments/2024-07-02-bilal-ahmed.md
        kind: readiness
        member: bilal-ahmed
        by: nadia-iqbal
        date: 2024-07-02
        verdict: ready
        period: {from: 2024-01-01, to: 2024-08-31}
    Right:
        # records/assessments/2024-07-02-bilal-ahmed.md
        kind: readiness
        member: bilal-ahmed
        by: nadia-iqbal
        date: 2024-07-02
        verdict: ready
        period: {from: 2024-01-01, to: 2024-06-30}
    """
    for assessment in society.assessments.values():
        yield from _covers_what_is_to_come(assessment, "date", assessment.date, assessment.period)


@error("RFL004", "written-before-its-period-ends")
def written_early(society: Society, on: date) -> Iterator[Problem]:
    """A reflection was written before the period that it covers had ended.

    Nobody reflects on what has not happened yet: the day or the period is wrong.

    Wrong:
        # records/reflections/2024-07-05-bilal-ahmed.md
        written: 2024-07-05
        period: {from: 2024-01-01, to: 2024-08-31}
    Right:
        # records/reflections/2024-07-05-bilal-ahmed.md
        written: 2024-07-05
        period: {from: 2024-01-01, to: 2024-06-30}
    """
    for reflection in society.reflections.values():
        yield from _covers_what_is_to_come(reflection, "written", reflection.written, reflection.period)
