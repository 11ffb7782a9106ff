"""Which ids of the earlier society are which of the later one: records and members that go by another id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import time
from types import MappingProxyType
from typing import Any, NamedTuple

from balintrec.document import Value, Values
from balintrec.finding import Key
from balintrec.history.compare import changes
from balintrec.model import Member, Record
from balintrec.model.keys import mentioned, references
from balintrec.model.record import Part, kebab
from balintrec.model.types import is_email
from balintrec.names import fold
from balintrec.repository import Change
from balintrec.society import Society
from balintrec.society.files import Located, locate
from balintrec.source import RECORDS, Entry

Ids = Mapping[str, Mapping[str, str]]
"""By kind: the earlier id to the later one."""


class Renames(NamedTuple):
    """From the earlier society's names to the later one's."""

    ids: Ids = MappingProxyType({})
    paths: Mapping[str, str] = MappingProxyType({})
    """What git takes for moved: the earlier path to the later one."""
    merged: frozenset[str] = frozenset()
    """The earlier ids of members whose entry was united with another one, which was there as well."""

    def id(self, kind: str, id: str) -> str:
        """The later id."""
        return self.ids.get(kind, {}).get(id, id)

    def earlier(self, kind: str, id: str) -> str:
        """The earlier id."""
        found = (old for old, new in self.ids.get(kind, {}).items() if new == id and not self.gone(kind, old))
        return next(found, id)

    def united_in(self, member: str) -> tuple[str, ...]:
        """The earlier ids of the entries that were united with a member's."""
        names = self.ids.get("members", {})
        return tuple(sorted(old for old in self.merged if names.get(old) == member))

    def gone(self, kind: str, id: str) -> bool:
        """Whether an earlier record was united with another one."""
        return kind == "members" and id in self.merged

    def ref(self, ref: str) -> str:
        """The later name of a record such as ``members/ayesha-khan``."""
        kind, slash, id = ref.partition("/")
        return f"{kind}/{self.id(kind, id)}" if slash else ref


def record_at(path: str) -> Located:
    """Which record a path is; of what lies outside records/, none."""
    return locate(Entry(path)) if path.startswith(f"{RECORDS}/") else Located(None, path)


def renames(base: Society, head: Society, changed: Iterable[Change]) -> Renames:
    """What git takes for moved; as ids only where both records say the same, and only one society has each.

    Two short files are alike for git though they are two people: taking the one for the other would hide that
    somebody lost everything. Of members, who may take another name with another id, `persons` tells who is who.
    """
    moved = [change for change in changed if change.old_path and change.status == "moved"]
    ids: dict[str, dict[str, str]] = defaultdict(dict)
    for change in moved:
        old, new = record_at(change.old_path or ""), record_at(change.path)
        if (
            old.kind
            and old.kind == new.kind
            and old.id != new.id
            and _handed_on(base, head, old.kind, old.id, new.id)
        ):
            ids[old.kind][old.id] = new.id
    known = persons(base, head, ids["members"])
    ids["members"].update(known)
    merged = frozenset(old for old, new in known.items() if base.known("members", new))
    paths = {change.old_path or "": change.path for change in moved}
    return Renames(_pure(base, head, ids, known), paths, merged)


def _handed_on(base: Society, head: Society, kind: str, old: str, new: str) -> bool:
    there = old in base.records[kind] and new in head.records[kind]
    return there and not head.known(kind, old) and not base.known(kind, new)


def _pure(base: Society, head: Society, ids: dict[str, dict[str, str]], known: Mapping[str, str]) -> Ids:
    """Without those whose records differ, but members who are known again; what refers to one may then differ too."""
    while True:
        tried = Renames({kind: dict(some) for kind, some in ids.items()})
        unlike = [
            (kind, old)
            for kind, some in ids.items()
            for old, new in some.items()
            if not (kind == "members" and old in known)
            and changes(values(base.records[kind][old], tried), values(head.records[kind][new]))
        ]
        if not unlike:
            return tried.ids
        for kind, old in unlike:
            del ids[kind][old]


def values(record: Record, renamed: Renames | None = None) -> Values:
    """What a record says, as front matter would; what it leaves out is left out, and ids are the later ones."""
    names: dict[Key, str] = {}
    if renamed and renamed.ids:
        names = {key: renamed.id(refers.kind, id) for key, refers, id in references(record)}
    return _values(record, (), names)


def _values(part: Part, key: Key, names: Mapping[Key, str]) -> Values:
    found: Values = {}
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if name == "quorum_" and len(value) == 1 and isinstance(value[0], int):
            value = value[0]  # one number for all days is written alone
        if value is not None and value != field.default:
            below = (*key, kebab(name))
            found[kebab(name)] = _value(value, below, names)
    return found


def _value(value: Any, key: Key, names: Mapping[Key, str]) -> Value:
    if key in names:
        return names[key]
    match value:
        case Part():
            return _values(value, key, names)
        case tuple():
            found = [_value(item, (*key, number), names) for number, item in enumerate(value)]
            # Two entries that became one may have stood beside each other.
            texts = [one for one in found if isinstance(one, str)] if (*key, 0) in names else []
            return list(dict.fromkeys(texts)) if texts and len(texts) == len(found) else found
        case dict():
            return {name: _value(inner, (*key, name), names) for name, inner in value.items()}
        case bool():
            return "yes" if value else "no"
        case time():
            return f"{value:%H:%M}"
    return str(value)


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
