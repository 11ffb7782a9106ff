"""Stretches of days of two entries for one person, united. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Protocol

from balintrec.dates import EVER, NEVER
from balintrec.document.edit import remove_value, replace_value
from balintrec.errors import BalintrecError
from balintrec.finding import Key


class Lasting(Protocol):
    """What is from a day to a day, both included; either may be open."""

    @property
    def from_(self) -> date | None: ...
    @property
    def to(self) -> date | None: ...


class Stretch(NamedTuple):
    """Days, and the place in a list where they are written; None: not in this list."""

    first: date
    last: date
    place: int | None


class United(NamedTuple):
    """Stretches that share a day, as one."""

    first: date
    last: date
    place: int | None
    """Which of them stays; None: none of them is in the list."""
    gone: tuple[int, ...]
    """The places of the others."""


def stretch(lasting: Lasting, place: int | None) -> Stretch:
    """Raises `BalintrecError` for what ends before it begins: which days are meant, nobody knows."""
    first, last = lasting.from_ or EVER, lasting.to or NEVER
    if last < first:
        raise BalintrecError(
            f"nothing is changed: a period ends before it begins on {first}; correct it first"
        )
    return Stretch(first, last, place)


def unite(kept: Sequence[Stretch], taken: Sequence[Stretch]) -> list[United]:
    """Those that share a day become one, in the place of the first that is kept; those that only touch do not."""
    groups: list[list[tuple[Stretch, bool]]] = []
    both = [(one, False) for one in kept] + [(one, True) for one in taken]
    for one, is_taken in sorted(both, key=lambda item: (item[0].first, item[1])):
        if groups and one.first <= max(other.last for other, _ in groups[-1]):
            groups[-1].append((one, is_taken))
        else:
            groups.append([(one, is_taken)])
    return [_united(group) for group in groups]


def _united(group: list[tuple[Stretch, bool]]) -> United:
    in_list = [one.place for one, _ in sorted(group, key=lambda item: item[1]) if one.place is not None]
    first, last = min(one.first for one, _ in group), max(one.last for one, _ in group)
    return United(first, last, in_list[0] if in_list else None, tuple(sorted(in_list[1:])))


def with_days(text: str, key: Key, was: Lasting, united: United) -> str:
    """The text of a file in which the stretch at a place has the days of the united one."""
    ends = (("from", was.from_ or EVER, united.first), ("to", was.to or NEVER, united.last))
    for name, before, after in ends:
        if after in (EVER, NEVER):
            text = text if before == after else remove_value(text, (*key, name))
        else:
            text = replace_value(text, (*key, name), after)
    return text
