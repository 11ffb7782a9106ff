"""How people are called: by the name that their record gives first, else by their id."""

from __future__ import annotations

from balintrec.society import Society
from balintrec.views.member.values import Named


def named(society: Society, person: str) -> Named:
    """A member by id; whoever has no record that can be read is called what the text says."""
    member = society.members.get(person)
    if member is None:
        return Named(person if society.known("members", person) else "", person)
    return Named(person, member.name.get("latin") or next(iter(member.name.values())))


def names_of(society: Society, person: str) -> tuple[tuple[str, str], ...]:
    """Every name recorded, by script or language; the id where the record cannot be read."""
    member = society.members.get(person)
    return tuple(member.name.items()) if member else (("latin", person),)
