"""What every form of the register says in the same words. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from balintrec.society import Society
from balintrec.views.phrases import counted
from balintrec.views.register import Entry, State, latin

NO_END = "no end"


class Days(NamedTuple):
    """The days of an entry as they are written."""

    granted: str
    until: str
    """Empty where it is not known."""
    since: str


def days(entry: Entry) -> Days:
    """The days of an entry; of a validity without an end, that it has none."""
    open_end = "" if entry.state is State.UNKNOWN else NO_END
    until = str(entry.until) if entry.until else open_end
    return Days(str(entry.granted), until, str(entry.since) if entry.since else "")


def ended(entry: Entry) -> str:
    """That a holder is no member any more; empty of everybody else."""
    return f"membership ended on {entry.membership_ended}" if entry.membership_ended else ""


def heading(society: Society, on: date) -> str:
    """Whose register it is, and of which day."""
    return f"Register of {society_name(society)} on {on}"


def society_name(society: Society) -> str:
    """The society's name in Latin letters."""
    return latin(society.about.name) if society.about else "the society"


def summary(entries: Sequence[Entry]) -> str:
    """How many people, and how many credentials in which state: ``4 people, 5 credentials: 4 current, 1 lapsed``."""
    counts = Counter(entry.state for entry in entries)
    people = counted(len({entry.member for entry in entries}), "person")
    states = ", ".join(f"{counts[state]} {state}" for state in State if counts[state])
    return f"{people}, {counted(len(entries), 'credential')}: {states}"


def nobody(on: date) -> str:
    """That the register is empty."""
    return f"Nobody held a credential of this society on {on}, or had held one before."
