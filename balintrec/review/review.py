"""What a review says: values, in the order in which a reviewer reads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from balintrec.finding import Location
from balintrec.history.compare import KeyChange
from balintrec.model import AnyRecord, Application, Decision
from balintrec.pathway import Excluded, Outcome, Standing, Status
from balintrec.review.findings import Split
from balintrec.review.identities import Identity
from balintrec.society import Society
from balintrec.wording.message import Message


class RecordChange(NamedTuple):
    """One record that is there, or says, something else. What is only moved or written otherwise is none."""

    status: str
    """added, changed, removed; unreadable: no record can be made of its file now; readable: it could not before."""
    kind: str
    """The folder of its kind; empty for the society itself."""
    id: str
    path: str
    before: AnyRecord | None = None
    after: AnyRecord | None = None
    keys: tuple[KeyChange, ...] = ()
    text: bool = False
    """The text below the front matter was changed."""

    @property
    def ref(self) -> str:
        """How the record is spoken of."""
        return f"{self.kind}/{self.id}" if self.kind else self.id

    @property
    def version(self) -> AnyRecord | None:
        """The record as it is; of one that is gone, as it was."""
        return self.after or self.before

    @property
    def told(self) -> bool:
        """Whether there is anything to tell: a change of white space can matter, and yet say nothing to people."""
        return self.status != "changed" or bool(self.keys) or self.text


class Moved(NamedTuple):
    """A record that stands in another folder, or goes by another id, and says what it said."""

    before: str
    after: str
    """Paths."""


class Renamed(NamedTuple):
    """A member who goes by another id."""

    before: str
    after: str
    merged: bool
    """There was an entry under that id already, and now there is one for both."""


class Move(StrEnum):
    """What became of one requirement for one member."""

    MET = "met"
    WAIVED = "waived"
    LOST = "lost"
    UNKNOWN = "no longer known"
    ASKED = "asked now"
    DROPPED = "no longer asked"
    NEARER = "nearer"
    FURTHER = "further"
    LONGER = "lasts longer"
    SOONER = "lapses sooner"
    KNOWN = "known now"


class Step(NamedTuple):
    """One requirement that stands otherwise for a member, and the records that did it."""

    move: Move
    before: Outcome | None
    after: Outcome | None
    counted: tuple[str, ...] = ()
    """Records that count now and did not."""
    dropped: tuple[Excluded, ...] = ()
    """Records that counted and no longer do, each with the reason."""
    because: tuple[str, ...] = ()
    """The records of this change that did it."""
    part: bool = False
    """It is a part of a requirement."""

    @property
    def outcome(self) -> Outcome:
        """The outcome as it is now, else as it was."""
        found = self.after or self.before
        assert found
        return found

    @property
    def gains(self) -> bool:
        """Whether something that stood in the way no longer does."""
        return not self.part and _free(self.after) and not _free(self.before)

    @property
    def loses(self) -> bool:
        """Whether something stands in the way that did not."""
        return not self.part and _free(self.before) and not _free(self.after)


def _free(outcome: Outcome | None) -> bool:
    """Whether a requirement does not stand in the way."""
    return outcome is None or outcome.desirable or outcome.status in (*_PASSED, Status.NOT_APPLICABLE)


_PASSED = (Status.MET, Status.WAIVED)


class PersonChange(NamedTuple):
    """Somebody who stands otherwise after the change."""

    member: str
    """The id, as it is after the change."""
    name: str
    before: Standing | None
    """None: there was no such member."""
    after: Standing | None
    """None: there is no such member any more."""
    steps: tuple[Step, ...]
    because: tuple[str, ...]
    """The records of this change that did it; where none of them stands out, all that touch the person."""

    @property
    def hidden(self) -> bool:
        """Whether nothing can be said any more, because a file cannot be read."""
        return bool(self.before and self.after and self.after.unreadable and not self.before.unreadable)

    @property
    def eligible_now(self) -> bool:
        """Whether the committee can decide, or has given the credential, and could not before."""
        return _ready(self.after) and not _ready(self.before)

    @property
    def no_longer_eligible(self) -> bool:
        """Whether every stage was met, and is not any more."""
        return _ready(self.before) and not (self.after and self.after.complete)

    @property
    def other_policy(self) -> bool:
        """Whether the person is judged by another policy than before."""
        known = self.before and self.after and not (self.before.unreadable or self.after.unreadable)
        return bool(known) and (self.before and self.before.policy) != (self.after and self.after.policy)

    @property
    def no_longer_member(self) -> bool:
        """Whether membership has ended, and had not."""
        return bool(self.before and self.after and self.after.former and not self.before.former)

    @property
    def member_again(self) -> bool:
        """Whether membership had ended, and has not any more."""
        return bool(self.before and self.after and self.before.former and not self.after.former)

    @property
    def decided_otherwise(self) -> bool:
        """Whether what was decided last about the credential is another decision than it was."""
        if self.after is None or any(one and one.unreadable for one in (self.before, self.after)):
            return False
        return (self.before and self.before.decision) != self.after.decision

    @property
    def credentials_gained(self) -> tuple[str, ...]:
        """The credentials held now and not before."""
        return _without(self.after, self.before)

    @property
    def credentials_lost(self) -> tuple[str, ...]:
        """The credentials held before and not now."""
        return _without(self.before, self.after)

    @property
    def gains(self) -> bool:
        """Whether the person is eligible now, a member again, holds a credential more, or passes a requirement more."""
        came = self.eligible_now or self.member_again or bool(self.credentials_gained)
        return came or any(step.gains for step in self.steps)

    @property
    def loses(self) -> bool:
        """Whether the person is eligible no longer, or has lost a credential, a requirement or the record itself."""
        gone = self.after is None or self.hidden
        return (
            gone
            or self.no_longer_eligible
            or self.no_longer_member
            or bool(self.credentials_lost)
            or any(step.loses for step in self.steps)
        )

    @property
    def decisive(self) -> bool:
        """Whether more than a requirement came or went: the record, membership, eligibility or a credential."""
        went = self.after is None or self.no_longer_member or self.no_longer_eligible
        came = self.member_again or self.eligible_now
        return went or came or bool(self.credentials_lost or self.credentials_gained)


def _ready(standing: Standing | None) -> bool:
    return bool(standing and (standing.eligible or (standing.complete and standing.holds)))


def _without(one: Standing | None, other: Standing | None) -> tuple[str, ...]:
    held = other.credentials if other else ()
    return tuple(credential for credential in (one.credentials if one else ()) if credential not in held)


class ApplicationSeen(NamedTuple):
    """An application that the change brings, and where the applicant stands on its day."""

    status: str
    """added or changed"""
    record: Application
    standing: Standing | None
    """None: the applicant, or the policy, is not there."""


class DecisionSeen(NamedTuple):
    """A decision that the change brings; for one that confers a credential, where the member stood that day."""

    status: str
    record: Decision
    standing: Standing | None = None


class Protected(NamedTuple):
    """A rule, or a file that guards the records, which the change touches."""

    path: str
    what: str
    status: str
    keys: tuple[KeyChange, ...] = ()
    text: bool = False


class Concern(NamedTuple):
    """Something about who entered what."""

    kind: str
    """What is to be looked at: may-enter, unknown-address, name-and-address, other-committer, own-endorsement,
    own-paper, own-decision, own-record, own-office, own-confirmation, own-attendance or other-reflection."""
    email: str
    who: str
    """The member whose address or name it is; empty where nobody's is."""
    message: Message
    records: tuple[str, ...]
    commits: tuple[str, ...]
    place: Location = Location("")
    """Where it stands, in the first of the records."""


class Entered(NamedTuple):
    """One paper: who speaks in it, and who entered it."""

    record: str
    speaks: str
    """A member's id, a name, or the committee; empty where it is not said."""
    authors: tuple[Identity, ...]
    done: str
    """What they did: entered, changed or removed."""
    committers: tuple[Identity, ...] = ()
    """Those that are others than the authors of the same commits."""
    co_authors: tuple[Identity, ...] = ()
    """Whom the commits name beside their authors."""


@dataclass(frozen=True, slots=True)
class Review:
    """What changed between two societies, each judged by its own policies on one day."""

    on: date
    base: Society = field(repr=False)
    head: Society = field(repr=False)
    findings: Split
    protected: tuple[Protected, ...] = ()
    concerns: tuple[Concern, ...] = ()
    entered: tuple[Entered, ...] = ()
    remarks: tuple[str, ...] = ()
    """What is said once, of who may enter what and of how that is known."""
    people: tuple[PersonChange, ...] = ()
    applications: tuple[ApplicationSeen, ...] = ()
    decisions: tuple[DecisionSeen, ...] = ()
    records: tuple[RecordChange, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    moved: tuple[Moved, ...] = ()
    rewritten: tuple[str, ...] = ()
    """Paths of records that were written otherwise and say what they said."""
    elsewhere: tuple[str, ...] = ()
    """Paths outside records/ that differ and are not protected."""
    fork: str = ""
    """The commit from which the change went out, where there is one."""
    other_forks: tuple[str, ...] = ()
    """Other commits that are as near, where the two sides were merged into each other."""
    tip: str = ""
    """The commit that it came to."""
    notice: str = ""
    """What could not be judged, and what to do about it."""

    @property
    def gaining(self) -> tuple[PersonChange, ...]:
        """Who gains."""
        return tuple(person for person in self.people if person.gains)

    @property
    def losing(self) -> tuple[PersonChange, ...]:
        """Who loses; somebody may do both."""
        return tuple(person for person in self.people if person.loses)

    @property
    def shifting(self) -> tuple[PersonChange, ...]:
        """Who only moves nearer or further."""
        return tuple(person for person in self.people if not (person.gains or person.loses))
