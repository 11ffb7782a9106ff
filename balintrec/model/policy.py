"""A policy: the rules of a society as dated data. What each key means is fixed in docs/policy.md."""

from collections.abc import Hashable
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from balintrec.model.measure import (
    Author,
    Counterpart,
    Distinct,
    Each,
    ShareOf,
    Sources,
    StatementWhere,
    Texts,
    Where,
    Words,
    one_or_more,
)
from balintrec.model.record import Part, Record
from balintrec.model.types import NONE, Count, Day, Flag, LocalText, Text, Word


class Numbered(Part):
    """What gives numbers, and says in its `source` where they come from."""

    numbers: ClassVar[tuple[str, ...]] = ()
    """The keys that hold numbers, in the order of docs/policy.md."""

    @property
    def given(self) -> tuple[str, ...]:
        """The number keys that are given, kebab-case."""
        return tuple(key for key in self.numbers if getattr(self, key.replace("-", "_")) not in (None, ()))

    def source_of(self, key: str) -> str:
        """Where a number comes from; what a mapping does not name is a placeholder; empty without a source."""
        source: str | dict[str, str] | None = getattr(self, "source", None)
        return source.get(key, "placeholder") if isinstance(source, dict) else source or ""


class RequirementBase(Numbered):
    """What every requirement has."""

    id: Word
    """Unique in the policy; spoken of as stage/id."""
    title: LocalText
    """What it asks, for people."""
    source: Sources
    """Where its numbers come from."""
    desirable: Flag = False
    """It never blocks, unless a decision requires it."""
    when: dict[Text, Texts] | None = None
    """It applies only to members whose fields have these values."""
    note: LocalText | None = None
    """A remark, such as what the committee has still to decide."""


class Membership(RequirementBase):
    """Is a member, for how long, unbroken."""

    numbers = ("months",)
    kind: Literal["membership"]
    months: Count | None = None
    """So many months of membership."""
    unbroken: Flag = False
    """Without an uncovered day."""


class Practice(RequirementBase):
    """What a person did."""

    numbers = ("at-least", "span", "max-gap", "each", "within", "share", "distinct")
    kind: Literal["practice"]
    of: Annotated[
        tuple[Literal["sessions", "events", "supervisions"], ...],
        BeforeValidator(one_or_more),
        Field(min_length=1),
    ]
    """What is counted."""
    roles: Words = NONE
    """In which roles; any, if left out. An attendee may present."""
    where: Where | None = None
    """Only activities that fit."""
    with_: Counterpart | None = None
    """Only with such another person there."""
    at_least: Count | None = None
    """So much in all, in the unit."""
    unit: Literal["sessions", "events", "cases", "minutes", "hours", "double-hours", "days"] = "sessions"
    """What is summed up."""
    span: Count | None = None
    """Months from a first to a last activity."""
    max_gap: Count | None = None
    """Days between neighbours, at most."""
    each: Each | None = None
    """A floor for every period."""
    within: Count | None = None
    """Months for which an activity counts."""
    share: Annotated[tuple[ShareOf, ...], BeforeValidator(lambda v: [v] if isinstance(v, dict) else v)] = NONE
    """A part that must, or may at most, be of a kind."""
    distinct: Distinct | None = None
    """So many different ones."""

    @property
    def counted_in(self) -> str:
        """The unit; of one kind of activity that kind: a supervision is worth a session, and is called what it is."""
        return self.of[0] if self.unit == "sessions" and len(self.of) == 1 else self.unit


class Writing(RequirementBase):
    """Something written every so often."""

    numbers = ("every", "grace", "at-least")
    kind: Literal["writing"]
    of: Annotated[
        tuple[Literal["reflections", "reports"], ...], BeforeValidator(one_or_more), Field(min_length=1)
    ]
    """Reflections by the member, or reports by their supervisor."""
    every: Count
    """Months from one due day to the next."""
    grace: Count = 0
    """Days after a due day on which it can still be served."""
    during: Word | None = None
    """The stage that it accompanies; its own, if left out."""
    at_least: Count | None = None
    """So many in all."""


StatementKind = Literal["readiness", "report", "observation", "endorsement"]


class Statement(RequirementBase):
    """A positive word by somebody with the right role and credential."""

    numbers = ("at-least", "within", "distinct")
    kind: Literal["statement"]
    of: Annotated[tuple[StatementKind, ...], BeforeValidator(one_or_more), Field(min_length=1)]
    """Which statements."""
    by: Author | None = None
    """By whom."""
    at_least: Count | None = None
    """How many; one, if left out."""
    distinct: Distinct | None = None
    """By so many authors, or of so many sessions."""
    where: StatementWhere | None = None
    within: Count | None = None
    """Months for which a statement counts."""


class DocumentCited(RequirementBase):
    """What the latest application cites."""

    numbers = ("at-least", "within")
    kind: Literal["document"]
    of: Annotated[Words, Field(min_length=1)]
    """form, statement-of-interest, reference, report, endorsement, logbook, or another word."""
    by: Author | None = None
    """Who wrote a cited paper; anybody but the member, if left out."""
    at_least: Count | None = None
    """How many; one, if left out."""
    within: Count | None = None
    """Months before the application, at most."""


class AttestationOf(RequirementBase):
    """That a thing was attested."""

    numbers = ("at-least", "hours", "within", "since")
    kind: Literal["attestation"]
    of: Annotated[Words, Field(min_length=1)]
    """What is attested."""
    at_least: Count | None = None
    """How many; one, if neither this nor hours is given."""
    hours: Count | None = None
    """Hours in all."""
    within: Count | None = None
    """Months for which an attestation counts."""
    since: Count | None = None
    """Months that must have gone by since."""


class AllOf(RequirementBase):
    """Every one of these that applies."""

    kind: Literal["all-of"]
    requires: "tuple[Requirement, ...]"


class AnyOf(RequirementBase):
    """One of these."""

    kind: Literal["any-of"]
    requires: "tuple[Requirement, ...]"


Requirement = Annotated[
    Membership | Practice | Writing | Statement | DocumentCited | AttestationOf | AllOf | AnyOf,
    Field(discriminator="kind"),
]


class Stage(Part):
    """A step of the pathway."""

    id: Word
    title: LocalText | None = None
    after: Words = NONE
    """Stages that must have been met before; only later records count."""
    requires: tuple[Requirement, ...]
    """All that it asks."""
    note: LocalText | None = None


STAGES = 30
VALUES = 500
GROUPS = 4
MONTHS = 600
"""The bounds of a policy: more than any society asks, and little enough to be judged for everybody at once."""


def _bounded(stages: Any) -> Any:
    """Refuses what is too large before it is read: whatever a policy file holds, it keeps nobody waiting."""
    if isinstance(stages, list):
        if len(stages) > STAGES or _size(stages) > VALUES:
            raise PydanticCustomError("policy-too-large", "policy-too-large")
        if max(map(_depth, stages), default=0) > GROUPS:
            raise PydanticCustomError("groups-too-deep", "groups-too-deep")
        if _longest(stages) > MONTHS:
            raise PydanticCustomError("time-too-long", "time-too-long")
    return stages


def _size(value: Any) -> int:
    """How many single values stand in it."""
    if isinstance(value, dict | list):
        return sum(map(_size, value.values() if isinstance(value, dict) else value))
    return 1


def _longest(value: Any) -> int:
    """The greatest number of months that stands in it."""
    if isinstance(value, list):
        return max(map(_longest, value), default=0)
    if not isinstance(value, dict):
        return 0
    months = (text for key, text in value.items() if key in _IN_MONTHS and isinstance(text, str))
    # What is no number, or too long for one, is told at its own place.
    found = (int(text) for text in months if text.isascii() and text.isdigit() and len(text) < 10)
    return max([*found, *map(_longest, value.values())], default=0)


_IN_MONTHS = frozenset({"span", "within", "since", "every", "months"})


def _depth(value: Any) -> int:
    """How many groups of requirements stand in each other, of a stage or a requirement."""
    inside = value.get("requires") if isinstance(value, dict) else None
    if not isinstance(inside, list):
        return 0
    return max((_depth(one) for one in inside), default=0) + ("kind" in value)


class SessionMinutes(Part):
    """How short and how long a session may be."""

    at_least: Count | None = None
    at_most: Count | None = None


class Policy(Record, Numbered):
    """The rules for one credential, in force from a day on."""

    numbers = ("valid", "session-minutes", "double-hour", "late-entry", "batch")
    kind_folder = "policies"
    noun = "policy"
    dated = ""
    about = ""
    confidential = False
    speaker = ""
    praises = ""
    is_paper = True
    judged_by = ()
    text_counts = False
    named_by = ("title",)
    example = """\
# records/policies/lahore-2024.md
---
title: Pathway to credentialed Balint group leader
effective: 2024-01-01
credential: accredited-leader
valid: 60
leads: [accredited-leader]
supervises: [supervisor, accredited-leader]
session-minutes: {at-least: 45, at-most: 180}
double-hour: 90
late-entry: 60
batch: 10
source: {valid: committee, session-minutes: committee, double-hour: published, late-entry: committee, batch: committee}
not-checked: [basic professional training is checked by the council on paper]
stages:
  - id: participation
    title: Participate actively
    requires:
      - id: two-years-attendance
        title: Attend Balint groups for at least two years
        kind: practice
        of: [sessions]
        roles: [attendee]
        span: 24
        each: {months: 3, at-least: 1}
        source: {span: published, each: placeholder}
---
The rule in words.
"""

    title: LocalText
    """What the pathway is called."""
    effective: Day
    """It holds for pathways begun on or after this day."""
    credential: Word
    """What a grant under it confers."""
    valid: Count | None = None
    """Months that a grant lasts that has no `until`."""
    leads: tuple[Word, ...] = NONE
    """The credentials with which one may lead."""
    supervises: tuple[Word, ...] = NONE
    """The credentials with which one may supervise."""
    session_minutes: SessionMinutes | None = None
    """How short and how long a session may be."""
    double_hour: Count | None = None
    """Minutes; 90, if left out."""
    late_entry: Count | None = None
    """Days after which entering a record is late."""
    batch: Count | None = None
    """So many sessions in one commit are worth a look."""
    source: Sources | None = None
    """Where these five numbers come from."""
    not_checked: tuple[LocalText, ...] = NONE
    """What the society asks and no record can show; printed with every verdict."""
    stages: Annotated[tuple[Stage, ...], BeforeValidator(_bounded), Field(min_length=1)]
    """The steps of the pathway."""

    @property
    def double_hour_minutes(self) -> int:
        """The length of a double hour."""
        return 90 if self.double_hour is None else self.double_hour

    @property
    def identity(self) -> Hashable:
        return self.credential, self.effective
