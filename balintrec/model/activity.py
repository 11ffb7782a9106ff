"""What people did together: sessions, events, supervisions."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from datetime import date as Date  # noqa: N812  # `date` is a key of these records
from typing import Literal

from balintrec.model.record import Period, Record
from balintrec.model.types import NONE, Clock, Count, Day, Flag, GroupId, MemberId, Name, SessionId
from balintrec.names import fold

Mode = Literal["in-person", "online", "hybrid"]
Status = Literal["planned", "held", "cancelled"]


class Session(Record):
    """One meeting of a group: when, who, how long; never what was said."""

    kind_folder = "sessions"
    noun = "session"
    dated = "date"
    about = ""
    confidential = False
    speaker = "recorded_by"
    praises = ""
    is_paper = False
    judged_by = ()
    text_counts = False
    named_by = ("date", "group")
    folder_by = "date"
    example = """\
# records/sessions/2024/2024-03-12-lahore-tuesday.md
---
date: 2024-03-12
group: lahore-tuesday
status: held
start: "18:00"
end: "19:30"
minutes: 90
mode: in-person
kind: ordinary
leaders: [nadia-iqbal]
co-leaders: [bilal-ahmed]
presenter: ayesha-khan
attendees: [ayesha-khan, sana-malik]
observers: []
guests: 1
cases: 2
recorded-by: bilal-ahmed
confirmed-by: nadia-iqbal
---
The room was changed. Never what was said of a case.
"""

    date: Day
    group: GroupId
    status: Status = "held"
    start: Clock | None = None
    end: Clock | None = None
    minutes: Count | None = None
    """The length, where start and end are not recorded."""
    mode: Mode | None = None
    """Left out: the group's."""
    kind: Literal["ordinary", "large-group", "demonstration", "workshop"] = "ordinary"
    leaders: tuple[MemberId, ...] = NONE
    co_leaders: tuple[MemberId, ...] = NONE
    presenter: MemberId | None = None
    attendees: tuple[MemberId, ...] = NONE
    observers: tuple[MemberId, ...] = NONE
    guests: Count | None = None
    """How many people without a record came."""
    cases: Count | None = None
    """How many cases were presented."""
    recorded_by: MemberId | None = None
    confirmed_by: MemberId | None = None

    @property
    def day(self) -> Date:
        """The day it counts on."""
        return self.date

    def people(self) -> Sequence[tuple[str, str]]:
        """Role and person, each person once, in the first role that applies (docs/policy.md, "The roles")."""
        presenter = (self.presenter,) if self.presenter else ()
        return _once(
            ("leader", self.leaders),
            ("co-leader", self.co_leaders),
            ("presenter", presenter),
            ("attendee", self.attendees),
            ("observer", self.observers),
        )

    @property
    def recorded_minutes(self) -> int | None:
        """The length by its own start and end, else by its own `minutes`."""
        if self.start and self.end and self.start < self.end:
            return (self.end.hour - self.start.hour) * 60 + self.end.minute - self.start.minute
        return self.minutes

    @property
    def identity(self) -> None:
        """The rules on this kind say which are the same."""

    @property
    def participants(self) -> frozenset[str]:
        return frozenset(person for _, person in self.people())


class Event(Record):
    """An intensive, a workshop, a weekend: several hours or days, often with sessions in it."""

    kind_folder = "events"
    noun = "event"
    dated = "period"
    about = ""
    confidential = False
    speaker = ""
    praises = ""
    is_paper = False
    judged_by = ()
    text_counts = False
    named_by = ("period.from", "kind")
    example = """\
# records/events/2024-10-08-intensive.md
---
name: Autumn intensive
kind: intensive
period: {from: 2024-10-05, to: 2024-10-08}
days: 4
sessions: 8
minutes: 1440
mode: in-person
status: held
leaders: [nadia-iqbal]
attendees: [bilal-ahmed]
assessed: [bilal-ahmed]
approved-by: nadia-iqbal
---
"""

    name: Name
    kind: Literal["intensive", "workshop", "weekend", "leader-seminar", "conference", "course"]
    period: Period
    days: Count | None = None
    sessions: Count | None = None
    """It counts as so many sessions."""
    minutes: Count | None = None
    mode: Mode | None = None
    status: Status = "held"
    leaders: tuple[MemberId, ...] = NONE
    attendees: tuple[MemberId, ...] = NONE
    assessed: tuple[MemberId, ...] = NONE
    """Whose leading was assessed there."""
    approved_by: MemberId | None = None

    @property
    def day(self) -> Date:
        """The day it counts on: its last."""
        return self.period.to or self.period.from_

    def people(self) -> Sequence[tuple[str, str]]:
        """Role and person, each person once; who was assessed was there."""
        return _once(("leader", self.leaders), ("attendee", self.attendees), ("attendee", self.assessed))

    @property
    def recorded_day(self) -> date:
        return self.day

    @property
    def identity(self) -> Hashable:
        return self.kind, self.period.from_, self.period.to, frozenset(map(fold, self.name.values()))

    @property
    def participants(self) -> frozenset[str]:
        return frozenset(person for _, person in self.people())


class Supervision(Record):
    """One meeting of a supervisor with those whose leading they supervise."""

    kind_folder = "supervisions"
    noun = "supervision"
    dated = "date"
    about = "supervisees"
    confidential = True
    speaker = "supervisor"
    praises = "supervisees"
    is_paper = True
    judged_by = ()
    text_counts = False
    named_by = ("date", "supervisees[0]")
    folder_by = "date"
    example = """\
# records/supervisions/2024/2024-04-02-bilal-ahmed.md
---
date: 2024-04-02
supervisor: nadia-iqbal
supervisees: [bilal-ahmed]
minutes: 60
mode: online
sessions: [2024-03-12-lahore-tuesday]
recorded: no
---
"""

    date: Day
    supervisor: MemberId
    supervisees: tuple[MemberId, ...]
    minutes: Count | None = None
    mode: Mode | None = None
    sessions: tuple[SessionId, ...] = NONE
    """The sessions that were talked about."""
    recorded: Flag | None = None
    """A video or audio recording was used."""

    @property
    def day(self) -> Date:
        """The day it counts on."""
        return self.date

    def people(self) -> Sequence[tuple[str, str]]:
        """Role and person, each person once."""
        return _once(("supervisor", (self.supervisor,)), ("supervisee", self.supervisees))

    @property
    def identity(self) -> Hashable:
        return self.date, self.supervisor, frozenset(self.supervisees)


Activity = Session | Event | Supervision


def _once(*roles: tuple[str, tuple[str, ...]]) -> Sequence[tuple[str, str]]:
    first: dict[str, str] = {}
    for role, people in roles:
        for person in people:
            first.setdefault(person, role)
    return [(role, person) for person, role in first.items()]


ROLES = {
    "sessions": ("leader", "co-leader", "presenter", "attendee", "observer"),
    "events": ("leader", "attendee"),
    "supervisions": ("supervisor", "supervisee"),
}
"""The roles that people have in each kind of activity."""
SOLE = ("presenter", "supervisor")
"""The roles that one person has alone."""
ACTIVITY_KINDS = {
    "sessions": ("ordinary", "large-group", "demonstration", "workshop"),
    "events": ("intensive", "workshop", "weekend", "leader-seminar", "conference", "course"),
    "supervisions": (),
}
TOLD_APART = {
    "groups": ("sessions",),
    "settings": ("sessions",),
    "leaders": ("sessions", "events"),
    "co-leaders": ("sessions",),
    "supervisors": ("supervisions",),
}
"""The activities that record what `distinct` tells apart."""
MEASURED = {"events": ("events",), "cases": ("sessions",), "days": ("events",)}
"""The activities that can be counted in a unit; the other units are for all."""
FILTERS = {
    "kinds": ("sessions", "events"),
    "groups": ("sessions",),
    "group_kinds": ("sessions",),
    "settings": ("sessions",),
    "recorded": ("supervisions",),
    "assessed": ("events",),
}
"""The activities that a key of `where` can let pass; modes are for all."""
