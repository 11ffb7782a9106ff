"""The society itself, its members and their groups."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import BeforeValidator, Discriminator, Tag

from balintrec.finding import Key
from balintrec.model.record import Part, Period, Record, Term
from balintrec.model.types import DEPRECATED, NONE, Count, Day, Email, MemberId, Name, PolicyId, Text, Word
from balintrec.names import fold


class Tenure(Term):
    """Somebody who is on the committee, or leads a group, from a day to a day, both included."""

    member: MemberId
    from_: Day | None = None
    to: Day | None = None


class Quorum(Term):
    """How many of the committee must be there, from a day to a day, both included."""

    at_least: Count
    from_: Day | None = None
    to: Day | None = None


def _form(value: Any) -> str:
    return "dated" if isinstance(value, dict | Term) else "always"


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str | dict) else value


Holder: TypeAlias = Annotated[
    Annotated[MemberId, Tag("always")] | Annotated[Tenure, Tag("dated")], Discriminator(_form)
]
"""Somebody who always was and will be, or from a day to a day."""
Needed: TypeAlias = Annotated[
    Annotated[Count, Tag("always")] | Annotated[Quorum, Tag("dated")], Discriminator(_form)
]


Addresses: TypeAlias = Annotated[tuple[Email, ...], BeforeValidator(_listed)]
"""E-mail addresses: contact data, shown to nobody who does not ask for them by name."""


def tenures(entries: Iterable[str | Tenure]) -> tuple[Tenure, ...]:
    """The entries of a list; those without days are without beginning and end."""
    return tuple(one if isinstance(one, Tenure) else Tenure.model_construct(member=one) for one in entries)


def quorums(entries: Iterable[int | Quorum]) -> tuple[Quorum, ...]:
    """The same of numbers."""
    return tuple(one if isinstance(one, Quorum) else Quorum.model_construct(at_least=one) for one in entries)


def _holding(entries: Iterable[str | Tenure], day: date) -> tuple[str, ...]:
    """Who of them it is on a day, each once."""
    ids = (one if isinstance(one, str) else one.member if day in one else "" for one in entries)
    return tuple(dict.fromkeys(filter(None, ids)))


class Suppression(Part):
    """A finding that `check` leaves out, with the committee's reason."""

    code: Text
    """The code of the finding, such as SES004."""
    record: Text
    """The record that it is about, such as sessions/2023-05-02-lahore."""
    reason: Text
    until: Day | None = None


class SocietyRecord(Record):
    """The society: its name, its languages, who decides."""

    kind_folder = ""
    noun = "society"
    dated = ""
    about = ""
    confidential = False
    speaker = ""
    praises = ""
    is_paper = True
    judged_by = ()
    text_counts = False
    named_by = ()
    example = """\
# records/society.md
---
name: Pakistan Balint Society
languages: [en, ur]
time-zone: Asia/Karachi
committee: [nadia-iqbal, {member: omar-farooq, from: 2019-01-01}]
quorum: 2
kept-since: 2023-01-01
email: [office@example.org]
may-enter: {sessions: [secretary@example.org]}
suppressed:
  - {code: SES004, record: sessions/2023-05-02-lahore-tuesday, reason: lost in a flood, until: 2027-12-31}
---
About the society.
"""

    name: Name
    languages: tuple[Text, ...] = NONE
    time_zone: Text | None = None
    """An IANA name such as Asia/Karachi."""
    # What holds from a day to a day is never read as it stands here: ask `committee_on`, `quorum_on`, `leaders_on`.
    committee_: tuple[Holder, ...] = NONE
    """Who decides, always or from a day to a day."""
    quorum_: Annotated[tuple[Needed, ...], BeforeValidator(_listed)] = NONE
    """How many of the committee must be present and not recused, always or from a day to a day."""
    kept_since: Day | None = None
    """Earlier records were taken over from paper."""
    email: Addresses = NONE
    """Addresses of the society's own offices, by which papers are entered for others in git."""
    may_enter: dict[Text, tuple[Email, ...]] | None = None
    """Who, by e-mail address in git, may enter which kinds of record."""
    suppressed: tuple[Suppression, ...] = NONE
    """Findings that `check` leaves out."""
    accepted: Annotated[tuple[Suppression, ...], DEPRECATED] = NONE
    """The earlier name of `suppressed`: still read, with a warning (SOC007)."""

    @property
    def earlier_keys(self) -> tuple[str, ...]:
        """The keys of the file that have another name now."""
        return tuple(name for name in ("accepted",) if getattr(self, name))

    @property
    def suppressions(self) -> Iterator[tuple[Key, Suppression]]:
        """Every suppression with its key, whichever name the list has."""
        for name in ("suppressed", "accepted"):
            for number, suppression in enumerate(getattr(self, name)):
                yield (name, number), suppression

    @property
    def terms(self) -> tuple[Term, ...]:
        """All that is from a day to a day: of the committee, then of the quorum."""
        return (*tenures(self.committee_), *quorums(self.quorum_))

    def committee_on(self, day: date) -> tuple[str, ...]:
        """Who is on the committee on a day, each once, in the order of the file."""
        return _holding(self.committee_, day)

    def quorum_on(self, day: date) -> int | None:
        """How many of them must be there; None where nothing is said of that day, the most where too much is."""
        return max((one.at_least for one in quorums(self.quorum_) if day in one), default=None)

    @property
    def identity(self) -> None:
        """The rules on this kind say which are the same."""


class Member(Record):
    """A person: a member, a guest, a referee or an observer."""

    kind_folder = "members"
    noun = "member"
    dated = ""
    about = ""
    confidential = False
    speaker = ""
    praises = ""
    is_paper = True
    judged_by = ()
    text_counts = False
    named_by = ("name",)
    example = """\
# records/members/ayesha-khan.md
---
name: {latin: Ayesha Khan, ur: عائشہ خان}
also-known-as: [Dr Ayesha K.]
email: ayesha.khan@example.org
profession: psychiatrist
background: [psychodynamic-training]
membership: [{from: 2022-01-10}]
pathway-from: 2022-01-10
policy: pakistan-2024
sort-key: khan ayesha
---
"""

    name: Name
    also_known_as: tuple[Text, ...] = NONE
    """How registers and reports name this person: other spellings, handles; e-mail addresses in `email`."""
    email: Addresses = NONE
    """By which registers, reports and git know this person: never shown unless asked for by name."""
    profession: Text | None = None
    background: tuple[Word, ...] = NONE
    """Words that a policy's `when` can ask for."""
    membership: tuple[Period, ...] = NONE
    """None: an outside person."""
    pathway_from: Day | None = None
    """The pathway begins here, else on the first day of membership."""
    policy: PolicyId | None = None
    """Pinned; else the one in force on the day the pathway began."""
    sort_key: Text | None = None

    @property
    def belongs(self) -> bool:
        """Whether this is or was a member, or is on a pathway: not a guest, a referee or an observer."""
        return bool(self.membership or self.pathway_from or self.policy)

    @property
    def known_as(self) -> tuple[str, ...]:
        """What this person is called besides their names: other spellings, handles, e-mail addresses."""
        return (*self.also_known_as, *self.email)

    @property
    def identity(self) -> None:
        """The rules on this kind say which are the same."""


class Size(Part):
    """How many people a group is meant to have."""

    at_least: Count | None = None
    at_most: Count | None = None


class RosterEntry(Term):
    """A person's time in a group, both days included."""

    member: MemberId
    from_: Day
    to: Day | None = None


class Group(Record):
    """A Balint group: who leads it, who belongs to it, what it agreed on."""

    kind_folder: ClassVar[str] = "groups"
    noun = "group"
    dated = ""
    about = ""
    confidential = False
    speaker = ""
    praises = ""
    is_paper = False
    judged_by = ()
    text_counts = False
    named_by = ("name",)
    example = """\
# records/groups/lahore-tuesday.md
---
name: Lahore Tuesday group
leaders: [nadia-iqbal]
kind: ongoing
mode: in-person
minutes: 90
language: ur
size: {at-least: 6, at-most: 12}
goals: [understand the relation with the patient]
norms: [what is said here stays here]
setting: hospital
roster: [{member: ayesha-khan, from: 2022-02-01}]
period: {from: 2022-02-01}
---
What the group agreed on.
"""

    name: Name
    leaders_: tuple[Holder, ...] = NONE
    """Who leads it as a rule, always or from a day to a day."""
    kind: Literal["ongoing", "closed", "time-limited", "large"] | None = None
    mode: Literal["in-person", "online", "hybrid"] | None = None
    minutes: Count | None = None
    language: Text | None = None
    size: Size | None = None
    goals: tuple[Text, ...] = NONE
    norms: tuple[Text, ...] = NONE
    setting: Text | None = None
    roster: tuple[RosterEntry, ...] = NONE
    period: Period | None = None

    def leaders_on(self, day: date) -> tuple[str, ...]:
        """Who leads the group on a day, each once, in the order of the file."""
        return _holding(self.leaders_, day)

    @property
    def identity(self) -> Hashable:
        return frozenset(map(fold, self.name.values()))

    @property
    def participants(self) -> frozenset[str]:
        return frozenset(entry.member for entry in self.roster)
