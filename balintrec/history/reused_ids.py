"""Ids of members that once were another person's, and members whose two entries were joined. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from balintrec.dates import NEVER, Days
from balintrec.history.trace import Touch, ref_of
from balintrec.model import Body, Group, Member, SocietyRecord
from balintrec.model.validate import validate
from balintrec.names import fold

if TYPE_CHECKING:
    from balintrec.document import Value
    from balintrec.history.log import History, Sides
    from balintrec.repository import Commit
    from balintrec.society import Society


class Stranger(NamedTuple):
    """Whose an id was before it was this member's."""

    member: Member
    name: str
    commit: Commit
    """The one after which the id was no longer that person's."""


def strangers(society: Society, history: History) -> Iterator[Stranger]:
    """Each member whose id, or whose record under an earlier id, stood for somebody else; once, in order of id."""
    traces, sides = history.traces, history.sides
    for member in society.members.values():
        stood, life = (some.get(member.ref, []) for some in (traces.stood, traces.lives))
        for touch, following in chain(_left(member.ref, stood, sides), _turned(life, sides)):
            earlier = history.version(touch.change.blob or "", touch.change.path)
            if earlier and earlier.values and another(earlier.values, member):
                yield Stranger(member, _shown(earlier.values), following.commit)
                break


def _left(ref: str, touches: list[Touch], sides: Sides) -> Iterator[tuple[Touch, Touch]]:
    """The versions that stood under an id, and did not stay; with what took their place. Drafts never stood."""
    for touch, following in pairwise(touches):
        blob = _stands(ref, touch)
        left = blob and blob != _stands(ref, following)
        if left and not sides.drafted(touch.commit, following.commit):
            yield touch, following


def _turned(touches: list[Touch], sides: Sides) -> Iterator[tuple[Touch, Touch]]:
    """The versions that were changed where they stood, with what changed them: a rename since takes that along.

    What git takes for a move may be one person's file taken out and another one's put in.
    """
    for touch, following in pairwise(touches):
        in_place = touch.change.blob and following.change.status == "changed"
        if in_place and not sides.drafted(touch.commit, following.commit):
            yield touch, following


def _stands(ref: str, touch: Touch) -> str | None:
    """The blob that stands under an id after a touch; None after the record went away, or to another id."""
    return touch.change.blob if ref_of(touch.change.path) == ref else None


def another(earlier: Mapping[str, Value], member: Member) -> bool:
    """Whether two records can only be two people's: nothing in their names is alike, in a script that both have."""
    then, now = _names(earlier), member.name
    shared = then.keys() & now.keys()
    others = [name for key in ("also-known-as", "email") for name in _texts(earlier.get(key, []))]
    if not shared or _marks([*then.values(), *others]) & _marks([*now.values(), *member.known_as]):
        return False
    return not any(_close(now[script], then[script]) for script in shared)


def _close(one: str, other: str) -> bool:
    """Whether one name may be the other, misspelt."""
    return bool(get_close_matches(fold(one), [fold(other)], cutoff=0.7))


def _names(values: Mapping[str, Value]) -> dict[str, str]:
    name = values.get("name", "")
    if isinstance(name, dict):
        return {script: text for script, text in name.items() if isinstance(text, str)}
    return {"latin": name} if isinstance(name, str) and name.strip() else {}


def _texts(value: Value) -> list[str]:
    return [one for one in ([value] if isinstance(value, str) else value) if isinstance(one, str)]


def _marks(names: list[str]) -> set[str]:
    """By what a person is known again: the words of their names; of an e-mail address, all of it."""
    return {mark for name in names for mark in ([fold(name)] if "@" in name else fold(name).split())}


def _shown(values: Mapping[str, Value]) -> str:
    names = _names(values)
    return names.get("latin") or next(iter(names.values()), "")


_LISTS = (Group.kind_folder, SocietyRecord.kind_folder)
"""In their lists the days of one person are joined, too."""


def united(society: Society, history: History) -> Iterator[tuple[str, str, Touch]]:
    """The id that is gone, the one that stays, and what the commit that joined the two did to the entry that stays.

    One commit took the one entry out, gave the other one its names and all that it said of membership, background and
    policy, and put the id that stays wherever the other one stood. Where it did anything else, or the names can only
    be two people's, nobody is one with anybody.
    """
    for ref, touches in history.traces.lives.items():
        kind, _, old = ref.partition("/")
        if kind == Member.kind_folder and not society.known(kind, old) and not touches[-1].change.blob:
            for touch in _joined(history, touches[-1], old):
                new = (ref_of(touch.change.path) or "").partition("/")[2]
                if society.known(kind, new):
                    yield old, new, touch


def _joined(history: History, removed: Touch, old: str) -> Iterator[Touch]:
    """The change of the entry that took in the one that was removed."""
    changes = [one for one in removed.commit.changes if one.old_blob and one.blob and ref_of(one.path)]
    for change in changes:
        kind, _, new = (ref_of(change.path) or "").partition("/")
        others = [one for one in changes if one is not change]
        if kind == Member.kind_folder and all(
            _handed_on(history, one.path, one.old_blob or "", one.blob or "", old, new) for one in others
        ):
            entries = ((removed.change.old_blob, old), (change.old_blob, new), (change.blob, new))
            gone, before, after = (_member(history, blob, id) for blob, id in entries)
            if gone and before and after and _both(gone, before, after):
                yield Touch(removed.commit, change)


def _handed_on(history: History, path: str, before: str, after: str, old: str, new: str) -> bool:
    """Whether a record names the one where it named the other, and says the same besides."""
    versions = [history.version(blob, path) for blob in (before, after)]
    then, now = (set(_words(one.values)) if one and one.values else set[str]() for one in versions)
    if old not in then:
        return True
    if (ref_of(path) or "").partition("/")[0] in _LISTS:
        return old not in now and new in now
    return {new if word == old else word for word in then} == now


def _member(history: History, blob: str | None, id: str) -> Member | None:
    path = f"records/{Member.kind_folder}/{id}.md"
    version = history.version(blob, path) if blob else None
    if version is None or version.values is None:
        return None
    found = validate(Member.kind_folder, version.values, id, path, Body(False, version.digest))
    return found if isinstance(found, Member) else None


def _both(gone: Member, before: Member, after: Member) -> bool:
    """Whether an entry says what two entries of one person said."""
    names = {*after.name.values(), *after.known_as}
    return (
        not another({"name": dict(gone.name), "also-known-as": list(gone.known_as)}, before)
        and any(name in names for name in gone.name.values())
        and _covered(after) == _covered(gone, before)
        and set(after.background) == {*gone.background, *before.background}
        and after.policy == (before.policy or gone.policy)
        and after.pathway_from == (before.pathway_from or gone.pathway_from)
    )


def _covered(*members: Member) -> Days:
    return Days.of((period.from_, period.to or NEVER) for one in members for period in one.membership)


def _words(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for item in value.values() if isinstance(value, dict) else value:
            yield from _words(item)
