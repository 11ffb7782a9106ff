"""What every form of the register says in the same words. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from balintrec.society import Society
from balintrec.views.register import Entry, State, latin
from balintrec.wording.message import NOTHING, Message, in_context, joined, message
from balintrec.wording.vocabulary import units

HEADINGS = (
    message("leader"),
    in_context("register", "certificate"),
    in_context("register", "granted"),
    in_context("register", "valid until"),
    in_context("register", "state"),
)
STATES = {
    State.CURRENT: in_context("credential", "current"),
    State.LAPSED: in_context("credential", "lapsed"),
    State.SUSPENDED: in_context("credential", "suspended"),
    State.REVOKED: in_context("credential", "revoked"),
    State.UNKNOWN: in_context("credential", "unknown"),
}


def until(entry: Entry) -> Message:
    """The last day of an entry; of a validity without an end, that it has none; empty where it is not known."""
    if entry.until:
        return message("%(day)s", day=entry.until)
    return NOTHING if entry.state is State.UNKNOWN else message("no end")


def since(entry: Entry) -> Message:
    """Since when it has been so; empty of what is current."""
    if not entry.since:
        return NOTHING
    if entry.state in (State.LAPSED, State.REVOKED):
        return in_context("lapsed or revoked", "since %(day)s", day=entry.since)
    return message("since %(day)s", day=entry.since)


def state(entry: Entry) -> Message:
    """What a credential is, and since when."""
    said = STATES[entry.state]
    return message("%(state)s %(since)s", state=said, since=since(entry)) if entry.since else said


def heading(society: Society, on: date) -> Message:
    """Whose register it is, and of which day."""
    return message("Register of %(society)s on %(day)s", society=society_name(society), day=on)


def society_name(society: Society) -> str:
    """The society's name in Latin letters."""
    return latin(society.about.name) if society.about else "the society"


def summary(entries: Sequence[Entry]) -> Message:
    """How many people, and how many credentials in which state: ``4 people, 5 credentials: 4 current, 1 lapsed``."""
    counts = Counter(entry.state for entry in entries)
    states = (
        message("%(number)s %(state)s", number=counts[state], state=STATES[state])
        for state in State
        if counts[state]
    )
    return message(
        "%(people)s, %(credentials)s: %(states)s",
        people=units(len({entry.member for entry in entries}), "people"),
        credentials=units(len(entries), "credentials"),
        states=joined(states, ", "),
    )


def nobody(on: date) -> Message:
    """That the register is empty."""
    return message("Nobody held a credential of this society on %(day)s, or had held one before.", day=on)
