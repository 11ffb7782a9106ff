"""Ids of members that once were another person's. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from balintrec.history.trace import Touch, ref_of
from balintrec.names import fold

if TYPE_CHECKING:
    from balintrec.document import Value
    from balintrec.history.log import History
    from balintrec.history.merge_sides import Sides
    from balintrec.model import Member
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
