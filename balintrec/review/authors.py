"""Who speaks in a record, whom it is about, and what in it is in somebody's own favour."""

from __future__ import annotations

from typing import NamedTuple, assert_never

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

OWN_KEYS = ("policy", "membership", "pathway-from", "background")
"""The keys of a member's record by which they are judged."""


class Voice(NamedTuple):
    """Who speaks in a record, and where that stands."""

    key: str
    who: str
    """A member's id; for a referee, or a decision, also another word."""


def voice(record: AnyRecord | None) -> Voice | None:
    """Who speaks in a paper; None where nobody does, or it is not said who."""
    match record:
        case Endorsement() | Assessment() | Decision():
            return Voice("by", record.by)
        case Reference():
            return Voice("referee", record.referee)
        case Supervision():
            return Voice("supervisor", record.supervisor)
        case Reflection() | Application():
            return Voice("member", record.member)
        case Attestation():
            return Voice("by", record.by) if record.by else None
        case Session():
            return Voice("recorded-by", record.recorded_by) if record.recorded_by else None
        case None | SocietyRecord() | Policy() | Evaluation() | Member() | Group() | Event():
            return None
        case _:
            assert_never(record)


def is_paper(record: AnyRecord | None) -> bool:
    """Whether somebody's word is what the record is, or others are judged by it: of both it is said who entered it."""
    match record:
        case Endorsement() | Assessment() | Decision() | Reference() | Supervision() | Reflection():
            return True
        case Application() | Attestation() | Member() | Policy() | SocietyRecord():
            return True
        case None | Session() | Event() | Group() | Evaluation():
            return False
        case _:
            assert_never(record)


def praised(record: AnyRecord | None) -> tuple[str, ...]:
    """In whose favour somebody else speaks in a record."""
    match record:
        case Endorsement() | Assessment() | Reference() | Decision():
            return (record.member,)
        case Supervision():
            return tuple(one for one in record.supervisees if one != record.supervisor)
        case None | SocietyRecord() | Policy() | Member() | Group() | Session() | Event() | Evaluation():
            return ()
        case Reflection() | Attestation() | Application():
            return ()
        case _:
            assert_never(record)


def present(record: AnyRecord | None) -> frozenset[str]:
    """Who was there, belongs to a group, or of whom it is attested: what a member may enter for themselves."""
    match record:
        case Session() | Event():
            return frozenset(person for _, person in record.people())
        case Group():
            return frozenset(entry.member for entry in record.roster)
        case Attestation():
            return frozenset({record.member})
        case None | SocietyRecord() | Policy() | Member() | Supervision() | Evaluation():
            return frozenset()
        case Reflection() | Assessment() | Endorsement() | Reference() | Application() | Decision():
            return frozenset()
        case _:
            assert_never(record)
