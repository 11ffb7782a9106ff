"""Rules on what was entered twice: one thing that happened is one record."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date
from typing import assert_never

from balintrec.finding import Problem
from balintrec.model import (
    AnyRecord,
    Application,
    Assessment,
    Attestation,
    Decision,
    Endorsement,
    Evaluation,
    Event,
    Group,
    Member,
    Policy,
    Reference,
    Reflection,
    Session,
    SocietyRecord,
    Supervision,
)
from balintrec.names import fold
from balintrec.rules.rule import at, problem, warning
from balintrec.society import Society
from balintrec.wording.message import Message, message


@warning("DUP001", "entered-twice")
def entered_twice(society: Society, on: date) -> Iterator[Problem]:
    """Two records of one kind say that the same thing happened on the same day.

    Each would count. Sessions, members and reflections have their own rules. Where there really were two, the
    committee can suppress the finding.

    Wrong:
        # records/supervisions/2024-04-02-bilal-ahmed-again.md
        date: 2024-04-02
        supervisor: nadia-iqbal
        supervisees: [bilal-ahmed]
    Right:
        # records/supervisions/2024-04-09-bilal-ahmed.md
        date: 2024-04-09
        supervisor: nadia-iqbal
        supervisees: [bilal-ahmed]
    """
    first: dict[Hashable, AnyRecord] = {}
    for record in society.all():
        identity = _says(record)
        if identity is None:
            continue
        earlier = first.setdefault((record.kind_folder, identity), record)
        if earlier is not record:
            remedy = message("delete the one that was entered by mistake, or correct what differs")
            yield problem(
                at(record), _same(record, earlier), remedy, (at(earlier), message("the other record"))
            )


def _says(record: AnyRecord) -> Hashable:
    """What makes two records of a kind one; None where another rule looks for it."""
    match record:
        case Policy():
            return record.credential, record.effective
        case Group():
            return frozenset(map(fold, record.name.values()))
        case Event():
            return (
                record.kind,
                record.period.from_,
                record.period.to,
                frozenset(map(fold, record.name.values())),
            )
        case Supervision():
            return record.date, record.supervisor, frozenset(record.supervisees)
        case Decision():
            about = (record.requirement, record.credential, record.application)
            # Leaves that overlap, and numbers used twice, are told as that.
            plain = record.kind != "leave" and not record.number
            return (
                (record.kind, record.member, record.date, record.due, record.until, *about) if plain else None
            )
        case SocietyRecord() | Member() | Session() | Reflection():
            return None
        case _:
            return _paper(record)


def _paper(
    record: Assessment | Endorsement | Reference | Attestation | Application | Evaluation,
) -> Hashable:
    match record:
        case Assessment():
            about = (record.session, record.event, record.verdict)
            return (record.kind, record.member, record.by, record.date, *about)
        case Endorsement():
            return record.member, record.by, record.date, record.verdict
        case Reference():
            return record.member, fold(record.referee), record.written
        case Attestation():
            return record.kind, record.member, record.date
        case Application():
            return record.member, record.date, record.credential
        case Evaluation():
            return record.group, record.date, record.kind
        case _:
            assert_never(record)


def _same(record: AnyRecord, earlier: AnyRecord) -> Message:
    if isinstance(record, Policy):
        return message(
            '"%(record)s" is another policy for the same credential from the same date', record=earlier.id
        )
    if isinstance(record, Group):
        return message('"%(record)s" is a group with the same name', record=earlier.id)
    return message('"%(record)s" is the same %(kind)s on the same date', record=earlier.id, kind=record.noun)
