"""Who is who where a member's id changed: known again by a name, an address, or by all that names them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from balintrec.model import Member
from balintrec.model.foreign_keys import mentioned
from balintrec.model.types import is_email
from balintrec.names import fold
from balintrec.society import Society


def persons(base: Society, head: Society, moved: Mapping[str, str]) -> dict[str, str]:
    """The earlier ids of members who go by another one, or whose entry was united with another, and the later ids.

    ``moved`` is what git takes for moved. Where several may be meant, nobody is.
    """
    found = {}
    gone = [member for member in base.members.values() if not head.known("members", member.id)]
    called: dict[str, set[str]] = defaultdict(set)
    for member in head.members.values() if gone else ():
        for mark in _marks(member):
            called[mark].add(member.id)
    for member in gone:
        alike = set[str]().union(*(called.get(mark, ()) for mark in _marks(member)))
        likely = {id for id in alike if id not in base.members or _united(base, head, member.id, id)}
        if not likely and (id := moved.get(member.id)) and _followed(base, head, member.id, id):
            likely = {id}
        if len(likely) == 1:
            found[member.id] = likely.pop()
    new = [id for id in found.values() if id not in base.members]
    return {old: id for old, id in found.items() if new.count(id) < 2}


def _marks(member: Member) -> set[str]:
    """By what somebody is known again: an address, or a name of several words."""
    names = (*member.name.values(), *member.also_known_as)
    marks = {address.casefold() for address in member.known_as if is_email(address)}
    return marks | {folded for name in names if " " in (folded := fold(name))}


def _united(base: Society, head: Society, old: str, new: str) -> bool:
    """Whether an entry that was there before took another one in: its names, and all that names it."""
    shared = _marks(base.members[old]) & _marks(base.members[new])
    return not shared or not _named(base, old) or _followed(base, head, old, new)


def _followed(base: Society, head: Society, old: str, new: str) -> bool:
    """Whether whatever named the one, and is still there, names the other."""
    named = [(kind, id) for kind, id in _named(base, old) if id in head.records[kind]]
    later = set(_named(head, new))
    return bool(named) and later.issuperset(named)


def _named(society: Society, member: str) -> list[tuple[str, str]]:
    """The records that name a member."""
    return [
        (kind, record.id)
        for kind, records in society.records.items()
        for record in records.values()
        if any(refers == "members" and member in ids for refers, ids in mentioned(record))
    ]
