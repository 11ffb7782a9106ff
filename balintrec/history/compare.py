"""Two versions of one record, as what is different: key by key. What is only written otherwise is no change. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from balintrec.wording.message import NOTHING, Message, joined, message

if TYPE_CHECKING:
    from balintrec.document import Value
    from balintrec.finding import Key

_FLAGS = {"true": "yes", "false": "no"}
"""Two words for one value."""
_TELLS_APART = ("id", "member", "pseudonym", "from")
"""The keys by which an item of a list is known again, the first that every item has."""


class KeyChange(NamedTuple):
    """One key whose value differs between two versions of a record."""

    key: Key
    """The way to it; an item of a list is named by what tells it apart: ``("roster", "ayesha-khan", "to")``."""
    before: Value | None
    """None: the key was not there."""
    after: Value | None
    """None: the key is gone."""
    removed: tuple[Value, ...] = ()
    """Of a list that was there before and still is: the items that are gone."""
    added: tuple[Value, ...] = ()
    """Of such a list: the items that are new."""

    @property
    def name(self) -> str:
        """The way to the key, as one text: ``period/from``."""
        return "/".join(map(str, self.key))

    @property
    def words(self) -> Message:
        """What happened, in a sentence's part: ``minutes: 90 → 60``. Not yet made safe for a terminal."""
        return message("%(key)s: %(change)s", key=self.name, change=self._change)

    @property
    def _change(self) -> Message:
        if self.removed or self.added:
            added, removed = (", ".join(map(written, items)) for items in (self.added, self.removed))
            parts = (
                message("added %(value)s", value=added) if self.added else NOTHING,
                message("removed %(value)s", value=removed) if self.removed else NOTHING,
            )
            return joined(parts, "; ")
        if self.before is None and self.after is not None:
            return message("added %(value)s", value=written(self.after))
        if self.after is None and self.before is not None:
            return message("removed (was %(value)s)", value=written(self.before))
        before, after = written(self.before or ""), written(self.after or "")
        return message("%(before)s → %(after)s", before=before, after=after)


def changes(before: Mapping[str, Value], after: Mapping[str, Value]) -> tuple[KeyChange, ...]:
    """What differs between the front matter of two versions, in the order of the later one's keys.

    The order of keys, comments, quotation marks and layout make no difference; nor does the order of a list, unless
    it is a row of numbers; nor a single word in place of a list of one.
    """
    return tuple(_mapping((), before, after))


def written(value: Value) -> str:
    """A value on one line, as front matter could write it."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    return f"{{{', '.join(f'{key}: {written(inner)}' for key, inner in value.items())}}}"


def _mapping(key: Key, before: Mapping[str, Value], after: Mapping[str, Value]) -> Iterator[KeyChange]:
    for name in dict.fromkeys((*after, *before)):
        yield from _value((*key, name), before.get(name), after.get(name))


def _value(key: Key, before: Value | None, after: Value | None) -> Iterator[KeyChange]:
    before, after = _alike(key, before, after)
    if before is None or after is None:
        if before is not after:
            yield KeyChange(key, before, after)
    elif isinstance(before, dict) and isinstance(after, dict):
        yield from _mapping(key, before, after)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _list(key, before, after)
    elif _frozen(before) != _frozen(after):
        yield KeyChange(key, before, after)


def _alike(key: Key, before: Value | None, after: Value | None) -> tuple[Value | None, Value | None]:
    """Two ways of writing one thing, both in the longer way."""
    if isinstance(before, list) and isinstance(after, str | dict):
        after = [after]
    elif isinstance(after, list) and isinstance(before, str | dict):
        before = [before]
    elif key == ("name",):
        # A name that is given once is given in Latin letters.
        before = {"latin": before} if isinstance(before, str) and isinstance(after, dict) else before
        after = {"latin": after} if isinstance(after, str) and isinstance(before, dict) else after
    return before, after


def _list(key: Key, before: list[Value], after: list[Value]) -> Iterator[KeyChange]:
    own = next((name for name in _TELLS_APART if _named_by(name, before) and _named_by(name, after)), None)
    if own and before and after:
        yield from _items(key, _by(own, before), _by(own, after))
        return
    if _row(before) and _row(after):
        if [_frozen(item) for item in before] != [_frozen(item) for item in after]:
            yield KeyChange(key, before, after)
        return
    removed, added = _less(before, after), _less(after, before)
    if removed or added:
        yield KeyChange(key, before, after, removed, added)


def _items(
    key: Key, before: Mapping[str, dict[str, Value]], after: Mapping[str, dict[str, Value]]
) -> Iterator[KeyChange]:
    """What changed in the items that both lists have; then which came and went."""
    for name in after:
        if name in before:
            yield from _mapping((*key, name), before[name], after[name])
    removed = tuple(item for name, item in before.items() if name not in after)
    added = tuple(item for name, item in after.items() if name not in before)
    if removed or added:
        yield KeyChange(key, list(before.values()), list(after.values()), removed, added)


def _named_by(name: str, items: list[Value]) -> bool:
    names = [item.get(name) if isinstance(item, dict) else None for item in items]
    return _texts(names) and len(set(names)) == len(names)


def _texts(values: list[Value | None]) -> TypeGuard[list[str | None]]:
    return all(isinstance(value, str) for value in values)


def _by(name: str, items: list[Value]) -> dict[str, dict[str, Value]]:
    return {str(item[name]): item for item in items if isinstance(item, dict)}


def _row(items: list[Value]) -> bool:
    """Whether a list is a row of numbers, whose order tells."""
    return all(isinstance(item, str) and item.strip().isdecimal() for item in items)


def _less(items: list[Value], others: Iterable[Value]) -> tuple[Value, ...]:
    """The items that are not among the others, as often as they are there too many."""
    left = [_frozen(other) for other in others]
    found = []
    for item in items:
        if _frozen(item) in left:
            left.remove(_frozen(item))
        else:
            found.append(item)
    return tuple(found)


def _frozen(value: Value) -> object:
    """A value such that two ways of writing it are equal."""
    if isinstance(value, str):
        text = " ".join(value.split())
        return _FLAGS.get(text, text)
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    if len(value) == 1 and (alone := value.get("member") or value.get("at-least")):
        return _frozen(alone)  # somebody, or a number, without days: as if written alone
    return frozenset((key, _frozen(inner)) for key, inner in value.items())
