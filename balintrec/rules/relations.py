"""Who stands how to whom on a day, and whether a file that cannot be read might say so."""

from __future__ import annotations

from datetime import date

from balintrec.model import Member, Reference, Supervision
from balintrec.names import fold
from balintrec.pathway.credentials import activities_of
from balintrec.society import Society


def may_be_hidden(society: Society, kinds: tuple[str, ...], *ids: str) -> bool:
    """Whether a file of one of these kinds that cannot be read mentions all of these."""
    return any(file.kind in kinds and all(map(file.mentions, ids)) for file in society.broken)


def supervised(society: Society, supervisor: str, member: str, day: date) -> bool:
    """Whether somebody supervised a member on or before a day."""
    return any(
        isinstance(activity, Supervision)
        and role == "supervisee"
        and activity.supervisor == supervisor
        and activity.day <= day
        for activity, role in activities_of(society, member)
    )


def is_referee(reference: Reference, person: Member) -> bool:
    """Whether a letter was written by this person, under their id or one of their names."""
    if reference.referee == person.id:
        return True
    return fold(reference.referee) in {fold(name) for name in (*person.name.values(), *person.also_known_as)}
