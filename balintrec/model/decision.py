"""What was decided about a member."""

import datetime
from collections.abc import Hashable
from typing import Literal

from balintrec.model.record import Part, Period, Record
from balintrec.model.types import (
    NONE,
    ApplicationId,
    Count,
    Day,
    MemberId,
    Name,
    PolicyId,
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


class Certificate(Part):
    """What stands on a certificate and may be called otherwise later."""

    id: Text
    """Of the decision."""
    name: Name
    """Of the member."""
    society: Name
    """What the society is called."""


class Decision(Record):
    """A minute: a credential is held, and a rule bent, because a decision says so."""

    kind_folder = "decisions"
    noun = "decision"
    dated = "date"
    about = "member"
    confidential = False
    speaker = "by"
    praises = "member"
    is_paper = True
    judged_by = ()
    text_counts = False
    named_by = ("date", "member", "kind")
    example = """\
# records/decisions/2026-03-05-bilal-ahmed-grant.md
---
kind: grant
member: bilal-ahmed
date: 2026-03-05
by: committee
present: [nadia-iqbal, omar-farooq, sana-malik]
recused: [nadia-iqbal]
reason: all requirements met
application: 2026-02-10-bilal-ahmed
credential: accredited-leader
policy: pakistan-2024
number: PBS-2026-001
certificate: {id: 2026-03-05-bilal-ahmed-grant, name: Bilal Ahmed, society: Pakistan Balint Society}
until: 2031-03-05
---
The minute. A waiver, a recognition or a leave has these keys as well, as it needs them:

    requirement: co-leadership/two-years-co-leading
    due: 3
    amount: 6
    months: 12
    period: {from: 2025-06-01, to: 2025-08-31}
"""

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
    policy: PolicyId | None = None
    """By which a grant or a renewal was decided."""
    number: Text | None = None
    """Of the certificate."""
    certificate: Certificate | None = None
    """What stands on it besides: written when it is entered, and never changed."""
    until: Day | None = None
    """The end of validity, or of a waiver."""
    requirement: RequirementId | None = None
    """stage/id: what is waived, recognised or required."""
    due: Count | None = None
    """A waiver of this due day or period only."""
    amount: Count | None = None
    """Recognised: so much."""
    months: Count | None = None
    """Recognised: so many months of a span."""
    period: Period | None = None
    """Of a leave."""

    @property
    def whole(self) -> bool:
        """Whether a waiver or a recognition is about all of its requirement.

        Who wrote a key that narrows meant less than the whole, even where the key does not fit and has no effect.
        """
        return all(part is None for part in (self.due, self.amount, self.months, self.period))

    @property
    def last(self) -> datetime.date | None:
        """The last day of what it gives, if it says one: `until`, or that of a period, whichever is earlier."""
        ends = (self.until, self.period.to if self.period else None)
        return min((day for day in ends if day), default=None)

    @property
    def identity(self) -> Hashable:
        # Leaves that overlap, and certificate numbers used twice, have rules of their own.
        if self.kind == "leave" or self.number:
            return None
        about = (self.requirement, self.credential, self.application)
        return (self.kind, self.member, self.date, self.due, self.until, *about)
