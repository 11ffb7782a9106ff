"""The society itself, its members and their groups."""

from typing import ClassVar, Literal

from balintrec.model.record import Part, Period, Record
from balintrec.model.types import NONE, Count, Day, Email, MemberId, Name, PolicyId, Text, Word


class Accepted(Part):
    """A finding that the committee lives with."""

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

    name: Name
    languages: tuple[Text, ...] = NONE
    time_zone: Text | None = None
    """An IANA name such as Asia/Karachi."""
    committee: tuple[MemberId, ...] = NONE
    """Who decides."""
    quorum: Count | None = None
    """How many of the committee must be present and not recused."""
    kept_since: Day | None = None
    """Earlier records were taken over from paper."""
    may_enter: dict[Text, tuple[Email, ...]] | None = None
    """Who, by e-mail address in git, may enter which kinds of record."""
    accepted: tuple[Accepted, ...] = NONE


class Member(Record):
    """A person: a member, a guest, a referee or an observer."""

    kind_folder = "members"
    noun = "member"

    name: Name
    also_known_as: tuple[Text, ...] = NONE
    """How registers and reports name this person: other spellings, e-mail addresses, handles."""
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


class Size(Part):
    """How many people a group is meant to have."""

    at_least: Count | None = None
    at_most: Count | None = None


class RosterEntry(Part):
    """A person's time in a group, both days included."""

    member: MemberId
    from_: Day
    to: Day | None = None


class Group(Record):
    """A Balint group: who leads it, who belongs to it, what it agreed on."""

    kind_folder: ClassVar[str] = "groups"
    noun = "group"

    name: Name
    leaders: tuple[MemberId, ...] = NONE
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
