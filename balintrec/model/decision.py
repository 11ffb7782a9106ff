"""What was decided about a member."""

from typing import Literal

from balintrec.model.record import Period, Record
from balintrec.model.types import (
    NONE,
    ApplicationId,
    Count,
    Day,
    MemberId,
    RequirementId,
    Text,
    Word,
)

DecisionKind = Literal[
    "grant",
    "refuse",
    "defer",
    "waive",
    "recognise",
    "require",
    "leave",
    "lapse",
    "renew",
    "suspend",
    "revoke",
]


class Decision(Record):
    """A minute: a credential is held, and a rule bent, because a decision says so."""

    kind_folder = "decisions"
    noun = "decision"

    kind: DecisionKind
    member: MemberId
    date: Day
    by: Text
    """committee, or a member's id."""
    present: tuple[MemberId, ...] = NONE
    recused: tuple[MemberId, ...] = NONE
    """Present, not voting."""
    reason: Text | None = None
    application: ApplicationId | None = None
    credential: Word | None = None
    number: Text | None = None
    """Of the certificate."""
    until: Day | None = None
    """The end of validity, or of a waiver."""
    requirement: RequirementId | None = None
    """stage/id: what is waived, recognised or required."""
    due: Count | None = None
    """A waiver of this due day or period only."""
    amount: Count | None = None
    """Recognised: so much."""
    period: Period | None = None
    """Of a leave."""
