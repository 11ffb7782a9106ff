"""What comes next, as plain values: what to do, on which conditions, from when and until when. No words, no rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from balintrec.model.measure import Where
from balintrec.model.policy import AttestationOf, DocumentCited, Practice, Statement, Writing


class Wait(NamedTuple):
    """Nothing is left to do: it is met on that day."""

    day: date


class Decide(NamedTuple):
    """Nothing that anybody can do helps any more; only a decision can waive it."""

    missed: tuple[date, date] | None = None
    """From when to when too little was done, where it is that."""
    never: bool = False
    """Nobody can meet it as the policy stands."""


class Rejoin(NamedTuple):
    """Nothing is asked of somebody who is no member any more."""

    ended: date
    """The last day of membership."""


class AfterStage(NamedTuple):
    """Nothing counts before that stage is met."""

    title: str


class AfterLeave(NamedTuple):
    """Nothing counts while an open leave lasts."""

    since: date
    ends: date
    """The day on which it is taken to end."""
    then: Practise | Wait | Decide | None = None
    """What would come next then; each day that the leave lasts longer moves it by a day."""


class Fill(NamedTuple):
    """What the member's record has to say before anybody can tell whether the requirement applies."""

    keys: tuple[str, ...]


class Join(NamedTuple):
    """Membership has to be entered or renewed, or has to go on; then it is met on that day."""

    day: date
    renew: bool
    begins: date | None = None
    """The day on which a membership that is recorded already begins."""


class Quota(NamedTuple):
    """At least so much on the days from the first to the last."""

    first: date
    last: date
    units: Fraction


def units_of(quotas: Iterable[Quota]) -> Fraction:
    """How much they ask in all; most ask the same as the one before, and adding up fractions takes long."""
    alike = groupby(one.units for one in quotas)
    return sum((units * sum(1 for _ in same) for units, same in alike), Fraction(0))


class Portion(NamedTuple):
    """How many of the units to come must, or may at most, be of a kind."""

    where: Where
    at_least: Fraction | None = None
    at_most: Fraction | None = None
    beyond: Fraction | None = None
    """What part of those that are more than asked; None: of a fixed number, which more of them do not change."""


class Practise(NamedTuple):
    """What to do so that a practice requirement is met on a day."""

    requirement: Practice
    unit: str
    on: date
    """The day asked."""
    met: date
    """The day on which it is met, if all this is done by then and as early as may be."""
    span: int = 0
    """The months from the first to the last, where there has to be a span."""
    units: Fraction = Fraction(0)
    """In all at least so many more, whatever else is asked."""
    first: date | None = None
    """What is done earlier does not count; None: it counts from the day asked on."""
    last: date | None = None
    """All of it has to be done by then; where it starts from scratch, the first of it."""
    quotas: tuple[Quota, ...] = ()
    """In order of day."""
    finish: date | None = None
    """One on that day or later, after all the others."""
    gap: int | None = None
    """Never more days than this between two of them, up to the last."""
    gap_due: date | None = None
    """The last day on which the next is not too far from the one before."""
    restarts: bool = False
    """A new period or series starts with the first of them."""
    portions: tuple[Portion, ...] = ()
    different: int = 0
    """With so many groups, settings or people that do not count so far."""
    roster: int = 0
    """So many sessions, one after the other, of the groups on whose roster the member is."""
    missed: int = 0
    """So many others of their sessions have to take place without the member."""
    enrol: bool = False
    """The member has to be on the roster of a group first."""
    apart: bool = False
    """Those of the roster have to be such as are not counted otherwise: nothing of their kind may be added."""
    leave: date | None = None
    """A leave without an end begins that day, and moves all that comes after."""

    @property
    def idle(self) -> bool:
        """Whether there is nothing left to do but to wait."""
        return not (self.units or self.quotas or self.finish or self.different or self.roster or self.missed)

    @property
    def due(self) -> date | None:
        """The last day on which the next of them still serves."""
        if self.restarts:
            return self.last
        days = [self.last, self.gap_due, self.quotas[0].last if self.quotas else None]
        return min((day for day in days if day), default=None)


class Begin(NamedTuple):
    """A writing starts with the first activity that counts for that stage."""

    title: str


class DueDay(NamedTuple):
    """A document that is due: its number, when it may be written, when it is due, and until when it counts."""

    number: int
    first: date
    due: date
    last: date


class Write(NamedTuple):
    """What to write, and by when."""

    requirement: Writing
    on: date
    """The day asked."""
    papers: tuple[DueDay, ...] = ()
    """Those that are wanted next."""
    missed: tuple[DueDay, ...] = ()
    """Those that only a decision can waive."""
    late: bool = False
    """Whether the next was due before the day asked."""
    rest: str = ""
    """The stage all else of which must be met first: until then one document after the other falls due."""
    leave: date | None = None
    """A leave without an end begins or began that day, and moves all that comes after."""


class State(NamedTuple):
    """Statements that others have to make."""

    requirement: Statement
    number: int
    first: date | None = None
    """They are dated on or after that day; None: from the day asked on."""
    last: date | None = None
    """After that day more would be wanted: something is too old by then, or a decision ends."""
    different: int = 0
    """From so many authors, or about so many sessions, that do not count so far."""


class Apply(NamedTuple):
    """Papers that an application has to bring."""

    requirement: DocumentCited
    number: int
    to: date | None = None
    """The day of the application that they can be added to; None: a new one has to bring them all."""
    again: bool = False
    """There is an application already, and it cannot help."""
    first: date | None = None
    """Papers are dated on or after that day; None: any day that the policy allows."""
    last: date | None = None
    """After that day more would be wanted, as a decision ends."""


class Attest(NamedTuple):
    """Attestations that are wanted."""

    requirement: AttestationOf
    met: date
    number: int = 0
    hours: int = 0
    last: date | None = None
    """After that day more would be wanted: something is too old by then, or a decision ends."""


class Keep(NamedTuple):
    """It is met, but lapses while the others of a group are still to be met."""

    lapses: date
    """The first day on which it is no longer met if nothing more is recorded."""


class Part(NamedTuple):
    """One requirement of several, with what comes next for it."""

    id: str
    title: str
    step: Step


class Parts(NamedTuple):
    """Several requirements in one: all of these steps, or one of them."""

    every: bool
    steps: tuple[Part, ...]


Step = (
    Wait
    | Decide
    | Rejoin
    | AfterStage
    | AfterLeave
    | Fill
    | Join
    | Practise
    | Begin
    | Write
    | State
    | Apply
    | Attest
    | Keep
    | Parts
)


class Hint(NamedTuple):
    """What would come next, and the last day on which doing it still serves."""

    step: Step | None = None
    due: date | None = None
