"""What a standing says: values, each with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from balintrec.pathway.step import Step
from balintrec.wording.message import NOTHING, Message


class Status(StrEnum):
    """The five verdicts."""

    MET = "met"
    NOT_MET = "not-met"
    UNKNOWN = "unknown"
    WAIVED = "waived"
    NOT_APPLICABLE = "not-applicable"

    @property
    def holds(self) -> bool:
        """Whether a stage can be met with it."""
        return self in (Status.MET, Status.WAIVED)


class Counted(NamedTuple):
    """A record that counts, and for how much in the requirement's unit."""

    record: str
    """Such as sessions/2024-03-12-lahore-tuesday."""
    day: date
    amount: Fraction = Fraction(1)


class Excluded(NamedTuple):
    """A record of the right kind that does not count, and why."""

    record: str
    reason: Message


class Outcome(NamedTuple):
    """The verdict on one requirement for one member on one day."""

    id: str
    """stage/requirement."""
    title: str
    kind: str
    status: Status
    have: Fraction | None = None
    need: Fraction | None = None
    unit: str = ""
    met_on: date | None = None
    """The earliest day since which it has been met without a break; only when it is met."""
    lapses_on: date | None = None
    """The first later day within ten years on which it is no longer met if nothing more is recorded."""
    counted: tuple[Counted, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    values: Mapping[str, Message] = MappingProxyType({})
    """The numbers of the policy that were used, by key."""
    sources: Mapping[str, str] = MappingProxyType({})
    """Where each of them comes from: published, committee or placeholder."""
    next: Message = NOTHING
    """What would come next, and by when, in words."""
    step: Step | None = None
    """The same as a value; None where there is nothing that comes next."""
    due: date | None = None
    """The next day by which something is due, where there is one."""
    reason: Message = NOTHING
    """Why it is not met, unknown or not applicable, where numbers do not say it."""
    decisions: tuple[str, ...] = ()
    """The decisions that it rests on: a waiver, a recognition, a requirement made binding."""
    unreadable: tuple[str, ...] = ()
    """The files that had to be read to know."""
    desirable: bool = False
    """It never blocks."""
    parts: tuple[Outcome, ...] = ()
    """The outcomes that an all-of or any-of is made of."""


class StageStanding(NamedTuple):
    """Where a member stands in one stage."""

    id: str
    title: str
    status: Status
    first_met: date | None
    outcomes: tuple[Outcome, ...]
    waits_for: str = ""
    """The title of a stage before, where nothing but that is in the way."""


class Decided(NamedTuple):
    """A decision about a credential for somebody."""

    kind: str
    """Such as grant, refuse or defer."""
    day: date
    record: str
    """Such as decisions/2026-12-12-hina-raza-refuse."""
    until: date | None = None


class ApplicationState(StrEnum):
    """What has become of an application."""

    DRAFT = "draft"
    OPEN = "open"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class ApplicationStanding(NamedTuple):
    """An application, and what has become of it."""

    record: str
    day: date
    state: ApplicationState
    decision: Decided | None = None
    """The last decision on it."""


class Standing(NamedTuple):
    """Where a member stands on a day, by the policy that holds for them."""

    member: str
    on: date
    policy: str | None
    """The id of the policy; None where the society has none that can be read."""
    begin: date | None
    """The first day of the pathway."""
    stages: tuple[StageStanding, ...] = ()
    not_checked: tuple[str, ...] = ()
    credentials: tuple[str, ...] = ()
    """The credentials held that day."""
    unreadable: tuple[str, ...] = ()
    """Files without which nothing can be said: the policy, the member's own record."""
    aim: str = ""
    """The credential at the end of the pathway."""
    decision: Decided | None = None
    """What was decided last about that credential."""
    application: ApplicationStanding | None = None
    """The latest application for it that was handed in, not counting those withdrawn."""
    undecided: bool = True
    """Whether nothing was decided since all that binds is met, or since that application."""
    decisions_unread: tuple[str, ...] = ()
    """Files that cannot be read and may hold a decision about the member."""
    membership_ended: date | None = None
    """The last day of membership of somebody who is no member any more."""

    def outcomes(self) -> tuple[Outcome, ...]:
        """All outcomes, in the order of the policy."""
        return tuple(outcome for stage in self.stages for outcome in stage.outcomes)

    @property
    def complete(self) -> bool:
        """Whether nothing that binds is missing: every stage is met, and there is one."""
        return bool(self.stages) and all(stage.status is Status.MET for stage in self.stages)

    @property
    def holds(self) -> bool:
        """Whether the credential at the end of the pathway is held."""
        return self.aim in self.credentials

    @property
    def former(self) -> bool:
        """Whether somebody was a member and is none any more."""
        return self.membership_ended is not None

    @property
    def eligible(self) -> bool:
        """Whether the committee can decide now: a member has everything, and nobody has decided on it yet."""
        known = not self.decisions_unread
        return self.complete and self.undecided and known and not self.holds and not self.former
