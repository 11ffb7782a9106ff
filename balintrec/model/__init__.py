"""What one record may say: closed Pydantic models, the only place that knows Pydantic."""

from __future__ import annotations

from typing import TypeAlias, get_args

from balintrec.model.activity import Event, Session, Supervision
from balintrec.model.decision import Decision
from balintrec.model.papers import (
    Application,
    Assessment,
    Attestation,
    Endorsement,
    Evaluation,
    Reference,
    Reflection,
)
from balintrec.model.people import Group, Member, SocietyRecord, Suppression
from balintrec.model.policy import Policy
from balintrec.model.record import Body, Period, Record

AnyRecord: TypeAlias = (
    SocietyRecord
    | Policy
    | Member
    | Group
    | Session
    | Event
    | Supervision
    | Reflection
    | Assessment
    | Endorsement
    | Reference
    | Attestation
    | Application
    | Decision
    | Evaluation
)
"""The fifteen kinds of record: who tells them apart says something of each, or it is an error of types."""

KINDS: dict[str, type[AnyRecord]] = {model.kind_folder: model for model in get_args(AnyRecord)}
"""The kinds of record by the folder they stand in; the society itself has none."""

__all__ = [
    "KINDS",
    "AnyRecord",
    "Application",
    "Assessment",
    "Attestation",
    "Body",
    "Decision",
    "Endorsement",
    "Evaluation",
    "Event",
    "Group",
    "Member",
    "Period",
    "Policy",
    "Record",
    "Reference",
    "Reflection",
    "Session",
    "SocietyRecord",
    "Supervision",
    "Suppression",
]
