"""A society's decisions to the entries of its register on a day. Pure.

Everybody is in it on whom a decision conferred a credential by that day. Whether it is held is asked of
`balintrec.pathway.credentials`, as everywhere; here it is said why it is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from balintrec.dates import NEVER, ONE_DAY, next_day
from balintrec.model import Decision
from balintrec.names import fold
from balintrec.pathway.credentials import (
    CONFERS,
    ENDS,
    certificate_number,
    credential_decision,
    credential_of,
    decisions_about,
    runs_until,
)
from balintrec.pathway.requirements.membership import membership_ended
from balintrec.society import Society


class State(StrEnum):
    """What a credential is on a day; unknown where a file that cannot be read may say otherwise."""

    CURRENT = "current"
    LAPSED = "lapsed"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


class Entry(NamedTuple):
    """One credential of one person. Nothing else about them is in it."""

    member: str
    """The id."""
    name: Mapping[str, str]
    """By language or script, as the member's record has it; the id where that cannot be read."""
    credential: str
    number: str | None
    """Of the certificate."""
    granted: date
    """The day of the latest decision that granted or recognised it; of the first renewal where there is none."""
    until: date | None
    """The last day on which it is, or was, valid; None without an end, and where that is not known."""
    state: State
    since: date | None
    """The first day on which it had lapsed, was suspended or revoked."""
    decision: str
    """The id of that decision."""
    membership_ended: date | None = None
    """The last day of membership of a holder who is no member any more: only a decision ends a credential."""


_ENDED = (State.LAPSED, State.REVOKED)


class _Validity(NamedTuple):
    state: State
    until: date | None
    since: date | None = None


def register(society: Society, on: date) -> tuple[Entry, ...]:
    """Every credential conferred by a day, with what had become of it on that day.

    In order of the members' sort keys, else names; then of credentials. A decision dated later is not seen.
    """
    people = {decision.member for decision in society.decisions.values()}
    entries = [entry for person in people for entry in entries_of(society, person, on)]
    return tuple(sorted(entries, key=lambda entry: (_order(society, entry), entry.member, entry.credential)))


def latin(name: Mapping[str, str]) -> str:
    """A name in Latin letters, else in the first script that there is."""
    return name.get("latin") or next(iter(name.values()))


def other_scripts(name: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The other ways of writing a name: tag and text, in order of tag."""
    shown = latin(name)
    return tuple(sorted((tag, text) for tag, text in name.items() if tag != "latin" and text != shown))


def _order(society: Society, entry: Entry) -> str:
    member = society.members.get(entry.member)
    return fold((member and member.sort_key) or latin(entry.name))


def entries_of(society: Society, person: str, on: date) -> Iterator[Entry]:
    """The entries of one person, by id, in order of credential."""
    past = [decision for decision in decisions_about(society, person) if decision.date <= on]
    credentials = {credential_of(society, decision) for decision in past} - {None}
    member = society.members.get(person)
    for credential in sorted(filter(None, credentials)):
        about = [one for one in past if credential_of(society, one) == credential]
        conferring = [one for one in about if one.kind in CONFERS]
        if not conferring:
            continue
        last = conferring[-1]
        validity = _validity(society, about, last, credential, on)
        granted = next((one for one in reversed(conferring) if one.kind != "renew"), conferring[0])
        yield Entry(
            person,
            member.name if member else {"latin": person},
            credential,
            _number(society, conferring),
            granted.date,
            validity.until,
            validity.state,
            validity.since,
            granted.id,
            None if member is None or validity.state in _ENDED else membership_ended(member, on),
        )


def _validity(
    society: Society, about: list[Decision], last: Decision, credential: str, on: date
) -> _Validity:
    """Whether a credential is held, until when, and else since when not; ``last`` is what last conferred it."""
    if _may_be_otherwise(society, last):
        return _Validity(State.UNKNOWN, last.last)
    end = runs_until(society, last, credential)
    until = None if end == NEVER else end
    if credential_decision(society, last.member, credential, on):
        return _Validity(State.CURRENT, until)
    after = [one for one in about[about.index(last) :] if one.kind in ENDS]
    if ended := next((one for one in reversed(after) if one.kind != "suspend"), None):
        state = State.REVOKED if ended.kind == "revoke" else State.LAPSED
        return _Validity(state, min(end, ended.date - ONE_DAY), ended.date)
    if end < on or not after:
        return _Validity(State.LAPSED, until, next_day(end))
    return _Validity(State.SUSPENDED, until, after[-1].date)


def _may_be_otherwise(society: Society, last: Decision) -> bool:
    """Whether a file that cannot be read may hold a decision about the person, or how long this one is valid."""
    if any(file.kind == "decisions" and file.mentions(last.member) for file in society.broken):
        return True
    lost = any(file.kind == "policies" for file in society.broken) or last.member not in society.members
    return last.last is None and lost


def _number(society: Society, conferring: list[Decision]) -> str | None:
    """The number of the latest certificate."""
    numbers = (certificate_number(society, decision) for decision in reversed(conferring))
    return next(filter(None, numbers), None)
