"""Who speaks in a record and about whom, and what somebody enters in their own favour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from balintrec.model import (
    AnyRecord,
    Decision,
    Endorsement,
    Member,
    Session,
    SocietyRecord,
)
from balintrec.model.people import Tenure, tenures
from balintrec.model.record import kebab
from balintrec.review.renames import Renames
from balintrec.review.review import RecordChange
from balintrec.wording.message import Message, joined, message

OWN_KEYS = ("policy", "membership", "pathway-from", "background")
"""The keys of a member's record by which they are judged."""


class Voice(NamedTuple):
    """Who speaks in a record, and where that stands."""

    key: str
    who: str
    """A member's id; for a referee, or a decision, also another word."""


def voice(record: AnyRecord | None) -> Voice | None:
    """Who speaks in a paper; None where nobody does, or it is not said who."""
    if record is None or not record.speaker:
        return None
    who = getattr(record, record.speaker)
    return Voice(kebab(record.speaker), who) if who else None


def praised(record: AnyRecord | None) -> tuple[str, ...]:
    """In whose favour somebody else speaks in a record."""
    if record is None or not record.praises:
        return ()
    praised = getattr(record, record.praises)
    if isinstance(praised, str):
        return (praised,)
    return tuple(person for person in praised if person != getattr(record, record.speaker))


class Said(NamedTuple):
    """One thing to be said of one record and whoever entered it."""

    kind: str
    message: Message
    key: str = ""
    """Where it stands."""


def in_favour(change: RecordChange, who: str, renamed: Renames) -> Iterator[Said]:
    """What is to be said when somebody enters a record that speaks for them."""
    record = change.version
    favoured = {
        *(renamed.id("members", one) for one in praised(change.before)),
        *praised(change.after),
    }
    speaks = voice(record)
    did = done(change)
    match record:
        case Decision() if who in favoured:
            said = message(
                "%(who)s %(did)s a decision (%(kind)s) about %(who)s", who=who, did=did, kind=record.kind
            )
            yield Said("own-decision", said, "member")
        case Endorsement() if who in favoured:
            said = message(
                "%(who)s %(did)s the endorsement of %(who)s by %(by)s", who=who, did=did, by=record.by
            )
            yield Said("own-endorsement", said, "by")
        case Member() if record.id == who and _own_keys(change):
            keys = joined(_own_keys(change), ", ")
            said = message("%(who)s changed %(keys)s in their own record", who=who, keys=keys)
            yield Said("own-record", said, _own_keys(change)[0])
        case Session() if _confirms(change):
            yield from _confirmed(change, record, who)
        case SocietyRecord() if _joins_committee(change, who, renamed):
            yield Said("own-office", message("%(who)s put themselves on the committee", who=who), "committee")
        case _ if who in favoured and record and speaks:
            said = message(
                "%(who)s %(did)s the %(noun)s about %(who)s by %(by)s",
                who=who,
                did=did,
                noun=record.noun,
                by=speaks.who,
            )
            yield Said("own-paper", said, speaks.key)


def done(change: RecordChange) -> str:
    """What was done to a record, in the past tense."""
    if change.status == "removed":
        return "removed"
    return "changed" if change.before else "entered"


def own_address(change: RecordChange, email: str) -> Iterator[Said]:
    """What is to be said when somebody gives their own address a right in society.md that it did not have.

    To reserve for the first time what everybody may enter gives nobody a right.
    """
    before, after = change.before, change.after
    if not (isinstance(before, SocietyRecord) and isinstance(after, SocietyRecord)):
        return
    rights = {"email": (before.email, after.email)}
    for kind, addresses in (after.may_enter or {}).items():
        if earlier := (before.may_enter or {}).get(kind):
            rights[f"may-enter/{kind}"] = (earlier, addresses)
    for right, (earlier, later) in rights.items():
        if _among(email, later) and not _among(email, earlier):
            yield Said(
                "own-office",
                message("it adds the address by which it was entered to %(right)s", right=right),
                right.partition("/")[0],
            )


def took_part(change: RecordChange, who: str, renamed: Renames) -> bool:
    """Whether somebody was there, or attests it of themselves, before or after the change."""
    before = {
        renamed.id("members", one) for one in (change.before.participants if change.before else frozenset())
    }
    return who in before | (change.after.participants if change.after else frozenset())


def rewritten(change: RecordChange) -> bool:
    """Whether a reflection says something else, or of another day; that it was discussed may be added by others."""
    told = {one.key[0] for one in change.keys} - {"discussed-with"}
    return change.text or bool(told) or change.status in ("removed", "unreadable")


def _among(email: str, addresses: tuple[str, ...]) -> bool:
    return email.casefold() in map(str.casefold, addresses)


def _own_keys(change: RecordChange) -> list[str]:
    """The keys by which a member is judged that differ, or came or went with the record."""
    if change.before and change.after:
        return list(dict.fromkeys(str(one.key[0]) for one in change.keys if one.key[0] in OWN_KEYS))
    return [key for key in OWN_KEYS if getattr(change.version, key.replace("-", "_"), None)]


def _confirmed(change: RecordChange, record: Session, who: str) -> Iterator[Said]:
    confirmed = record.confirmed_by
    taken_part = {person for _, person in record.people()} | {record.recorded_by}
    if who == confirmed and change.status != "changed":
        said = message("%(who)s entered a session and confirmed it too", who=who)
        yield Said("own-confirmation", said, "confirmed-by")
    elif who != confirmed and who in taken_part:
        said = message(
            "%(who)s entered that %(other)s confirmed a session in which %(who)s has a part",
            who=who,
            other=confirmed or "",
        )
        yield Said("own-confirmation", said, "confirmed-by")


def _confirms(change: RecordChange) -> bool:
    """Whether the change says anew who confirmed a session."""
    before, after = change.before, change.after
    now = after.confirmed_by if isinstance(after, Session) else None
    return now is not None and now != (before.confirmed_by if isinstance(before, Session) else None)


def _joins_committee(change: RecordChange, who: str, renamed: Renames) -> bool:
    """Whether somebody decides on days on which they did not, where it was said before who decides."""
    before, after = change.before, change.after
    if not (isinstance(before, SocietyRecord) and isinstance(after, SocietyRecord)):
        return False
    earlier = [one for one in tenures(before.committee_) if renamed.id("members", one.member) == who]
    later = [one for one in tenures(after.committee_) if one.member == who]
    return bool(before.committee_) and any(not any(_within(one, other) for other in earlier) for one in later)


def _within(one: Tenure, other: Tenure) -> bool:
    begins = other.from_ is None or (one.from_ is not None and one.from_ >= other.from_)
    return begins and (other.to is None or (one.to is not None and one.to <= other.to))
