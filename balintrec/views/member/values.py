"""What is known of one member, as values: codes, days and numbers, for a dossier and for a page in any language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from balintrec.finding import Finding
from balintrec.model import Policy
from balintrec.pathway import ApplicationStanding, Standing
from balintrec.pathway.timeline import Tenure, Turn
from balintrec.views.requirement import Number

ROLES = ("attended", "presented", "co-led", "led", "observed")
"""The ways to take part in a session, in the order in which they are shown."""


class Named(NamedTuple):
    """Somebody who is spoken of: a member's id and name; of an outsider the name alone."""

    id: str
    name: str


class Held(NamedTuple):
    """A credential that is held on the day."""

    credential: str
    since: date
    until: date | None
    record: str
    """The decision by which it is held."""


class Month(NamedTuple):
    """What happened in one calendar month."""

    first: date
    """Its first day."""
    sessions: Mapping[str, int]
    """How many sessions, by the way of taking part (`ROLES`); without those that are none."""
    missed: int
    """Sessions of groups on whose roster the member stood, held without the member."""
    leave: bool
    """Whether a leave covers a day of it."""

    @property
    def total(self) -> int:
        """How many sessions in all."""
        return sum(self.sessions.values())


class InGroup(NamedTuple):
    """What somebody did in one group."""

    group: str
    name: str
    sessions: Mapping[str, int]
    first: date
    last: date


class CoLeading(NamedTuple):
    """The sessions that somebody co-led with one leader."""

    leader: Named
    sessions: int
    accredited: int
    """In how many of them the leader held a credential to lead that day."""
    groups: tuple[str, ...]
    first: date
    last: date


class AtEvent(NamedTuple):
    """An event that somebody took part in."""

    record: str
    name: str
    kind: str
    first: date
    last: date
    role: str
    assessed: bool


class Supervised(NamedTuple):
    """One supervision that somebody received."""

    record: str
    day: date
    supervisor: Named
    minutes: int | None
    mode: str | None
    sessions: int
    """How many sessions were talked about."""
    recorded: bool | None


class Written(NamedTuple):
    """One reflection, without its text."""

    record: str
    day: date
    period: tuple[date, date | None] | None
    elsewhere: bool
    """The text is kept outside."""
    discussed_with: Named | None
    days_since: int | None
    """Days since the one before."""


class DueDay(NamedTuple):
    """A day by which a reflection or report is due, and what became of it."""

    requirement: str
    number: int
    day: date
    state: str
    """served, waived, missed, open (it can still be served) or coming."""
    record: str
    """What serves it; empty where nothing does."""


class Statement(NamedTuple):
    """What somebody found about the member: an assessment or an endorsement, without its text."""

    record: str
    kind: str
    """readiness, report, observation or endorsement."""
    day: date
    by: Named
    verdict: str
    credentials: tuple[str, ...]
    """Which the author held that day."""
    session: str
    event: str
    """The id of what was observed; one of the two at most is not empty."""


class Letter(NamedTuple):
    """A reference, without its text."""

    record: str
    referee: Named
    written: date
    received: date | None
    replaces: str
    replaced: bool
    """Whether a later one takes its place."""


class Attested(NamedTuple):
    """That a thing is so."""

    record: str
    kind: str
    day: date
    by: Named | None
    hours: int | None


class Cited(NamedTuple):
    """A document that an application cites."""

    kind: str
    """endorsement, reference, report, or a word of the policy for what came on paper."""
    record: str
    """Empty for what came on paper."""
    day: date | None
    """None for what came on paper, and for a record that cannot be read."""
    days: int | None
    """Its age in days when the application was made."""


class Applied(NamedTuple):
    """An application."""

    record: str
    day: date
    credential: str
    status: str
    standing: ApplicationStanding
    """What has become of it."""
    cited: tuple[Cited, ...]


class Decided(NamedTuple):
    """A decision about the member."""

    record: str
    day: date
    kind: str
    by: Named
    reason: str
    requirement: str
    """stage/requirement; empty where it is about none."""
    title: str
    """The requirement's title."""
    credential: str
    until: date | None
    due: int | None
    amount: int | None
    months: int | None
    """Recognised of a span."""
    period: tuple[date, date | None] | None
    present: tuple[Named, ...]
    recused: tuple[Named, ...]
    in_force: bool
    """Whether its own time has not run out."""


class Entry(NamedTuple):
    """When a record came in, later than the policy allows."""

    record: str
    day: date
    """The day that it records."""
    entered: date
    days: int
    allowed: int


class Coming(NamedTuple):
    """A day to keep an eye on."""

    day: date
    what: str
    """stage/requirement, or the credential that runs out."""
    title: str
    lapses: bool
    overdue: bool


@dataclass(frozen=True)
class Person:
    """All that the records say about one member on a day. No text of a confidential record is in it."""

    standing: Standing
    """The verdicts, with their evidence."""
    names: tuple[tuple[str, str], ...]
    """Script or language, and the name in it."""
    profession: str
    background: tuple[str, ...]
    membership: tuple[tuple[date, date | None], ...]
    policy: Policy | None
    """The policy that holds for the member."""
    aim: str
    """The credential at the end of the pathway."""
    held: tuple[Held, ...]
    numbers: Mapping[str, tuple[Number, ...]]
    """By stage/requirement."""
    months: tuple[Month, ...]
    """Every month from the first that matters to the one of the day."""
    groups: tuple[InGroup, ...]
    co_leading: tuple[CoLeading, ...]
    events: tuple[AtEvent, ...]
    supervisions: tuple[Supervised, ...]
    reflections: tuple[Written, ...]
    due_days: tuple[DueDay, ...]
    statements: tuple[Statement, ...]
    references: tuple[Letter, ...]
    attestations: tuple[Attested, ...]
    applications: tuple[Applied, ...]
    decisions: tuple[Decided, ...]
    turns: tuple[Turn, ...]
    """The days on which a requirement became met, or was no longer."""
    tenures: tuple[Tenure, ...]
    coming: tuple[Coming, ...]
    """What is due or lapses, in order of day; what is past due first."""
    late: tuple[Entry, ...] | None
    """What was entered late; None where it is not known."""
    findings: tuple[Finding, ...]
    """At records that name the member and are dated up to the day, and at files that may be about them."""
    findings_later: int
    """How many more there are at records that are dated later."""
    paths: Mapping[str, str]
    """Of every record spoken of, where it stands: ``sessions/…`` to ``records/sessions/…``."""

    @property
    def id(self) -> str:
        """The member's id."""
        return self.standing.member

    @property
    def on(self) -> date:
        """The day as of which all this is so."""
        return self.standing.on

    @property
    def name(self) -> str:
        """The name in Latin letters, else the first one recorded."""
        return dict(self.names).get("latin") or self.names[0][1]
