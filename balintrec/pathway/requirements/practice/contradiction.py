"""Which practice requirements nobody can ever meet, whatever they do: their own keys rule each other out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations, product

from balintrec.model.activity import ACTIVITY_KINDS, FILTERS, MEASURED, ROLES, SOLE, TOLD_APART
from balintrec.model.measure import ShareOf, Where
from balintrec.model.policy import (
    Practice,
)
from balintrec.names import some
from balintrec.pathway.requirements.kind import NO_GROUPS, Contradiction, Groups
from balintrec.pathway.requirements.practice.activities import has_role

_LISTS = ("modes", "kinds", "groups", "group_kinds", "settings")
_FLAGS = ("recorded", "assessed")
_MANY = 12
"""So many shares are compared with each other: more than any society asks, and little enough to keep nobody waiting."""
_OTHER = "\n"
"""Any value that no filter names, or none at all."""


def contradictions(requirement: Practice, groups: Groups) -> Iterator[Contradiction]:
    """What in a requirement makes that nobody can meet it, the groups being what they are."""
    if not _countable(requirement, groups):
        remedy = "let of, unit, roles, where and with be what one activity can have"
        yield Contradiction((), "nothing can be all that is asked of what is counted", remedy)
        return
    each, within = requirement.each, requirement.within
    if each and requirement.span is None and within is not None and each.months > within:
        why = f"what is older than {some(within, 'months')} does not count, so no period is ever over"
        yield Contradiction(("within",), why, "make within at least as long as the period of each")
    yield from _of_distinct(requirement, groups)
    yield from _of_shares(requirement, groups)


def _of_distinct(requirement: Practice, groups: Groups) -> Iterator[Contradiction]:
    distinct, where = requirement.distinct, requirement.where
    if not distinct:
        return
    telling = set(TOLD_APART.get(distinct.of, ())) & set(_countable(requirement, groups))
    if distinct.of == "supervisors" and not set(_own_roles(requirement, "supervisions")) - {"supervisor"}:
        telling = set()
    if not telling:
        remedy = "tell apart what the counted activities record"
        yield Contradiction(
            ("distinct", "of"), f"nothing that is counted has {distinct.of} to tell it apart by", remedy
        )
    wheres = [where] if where else []
    if requirement.at_least is None:  # else it is a share of a number, and there may be more
        wheres += [share.where for share in requirement.share if share.where and share.at_least == 1]
    named = [words for one in wheres for words in _named(one, distinct.of, groups)]
    most = min((len(set(words)) for words in named if words), default=None)
    if most is not None and most < distinct.at_least:
        noun = distinct.of if most > 1 else distinct.of.removesuffix("s")
        why = f"where: lets pass {most} {noun}, and {distinct.at_least} different ones are asked for"
        yield Contradiction(("distinct", "at-least"), why, f"ask for at most {most}, or name more in where:")


def _named(where: Where, of: str, groups: Groups) -> list[tuple[str, ...]]:
    """What lets pass only some groups or settings: their names, and the settings of the groups that are known."""
    if of == "groups":
        return [where.groups]
    if of == "settings":
        settings = tuple(groups[name].setting or name for name in where.groups if name in groups)
        known = len(settings) == len(where.groups)
        return [where.settings, settings if known else where.groups]
    return []


def _of_shares(requirement: Practice, groups: Groups) -> Iterator[Contradiction]:
    """Shares that the counted activities cannot have: alone, or two of them together."""
    shares = [(number, one, one.where) for number, one in enumerate(requirement.share) if one.where]
    remedy = "correct the where: of the share or of the requirement"
    for number, share, where in shares:
        if share.at_least and not can_be(requirement, where, groups=groups):
            yield Contradiction(("share", number), "nothing that is counted can be of this kind", remedy)
        if (
            share.at_most is not None
            and share.at_most < 1
            and not can_be(requirement, outside=(where,), groups=groups)
        ):
            yield Contradiction(("share", number), "all that is counted is of this kind", remedy)
    for (_, one, _), (number, other, _) in combinations(shares[:_MANY], 2):
        if _clash(requirement, one, other, groups) or _clash(requirement, other, one, groups):
            why = "this share and another one before it cannot both be"
            yield Contradiction(("share", number), why, "correct one of the two shares")


def _clash(requirement: Practice, one: ShareOf, other: ShareOf, groups: Groups) -> bool:
    assert one.where and other.where
    least, more = one.at_least, other.at_least
    if (
        least and more and requirement.at_least is None and least + more > 1
    ):  # of what is counted; else of a number
        return not can_be(requirement, one.where, other.where, groups=groups)
    if least and other.at_most is not None and least > other.at_most:
        return not can_be(requirement, one.where, outside=(other.where,), groups=groups)
    if one.at_most is not None and other.at_most is not None and one.at_most + other.at_most < 1:
        return not can_be(requirement, outside=(one.where, other.where), groups=groups)
    return False


def can_be(
    requirement: Practice,
    *inside: Where,
    outside: tuple[Where, ...] = (),
    of: tuple[str, ...] = tuple(ROLES),
    groups: Groups = NO_GROUPS,
) -> bool:
    """Whether something that is counted, of these kinds of activity, can fit all of some filters and none of others."""
    wheres = _wheres(requirement, *inside)
    return any(
        _fits(folder, wheres, outside, groups) for folder in _countable(requirement, groups) if folder in of
    )


def together(
    requirement: Practice, kinds: Iterable[tuple[Where, Fraction, Fraction]], known: Groups = NO_GROUPS
) -> list[list[tuple[Fraction, Fraction]]]:
    """What is asked of certain kinds, put together where one activity can be of all of them."""
    groups: list[tuple[list[Where], list[tuple[Fraction, Fraction]]]] = []
    for where, *numbers in kinds:
        for wheres, found in groups[:_MANY]:
            if len(wheres) < _MANY and can_be(requirement, *wheres, where, groups=known):
                wheres.append(where)
                found.append((numbers[0], numbers[1]))
                break
        else:
            groups.append(([where], [(numbers[0], numbers[1])]))
    return [found for _, found in groups]


def _wheres(requirement: Practice, *more: Where) -> tuple[Where, ...]:
    return (requirement.where, *more) if requirement.where else more


def _countable(requirement: Practice, groups: Groups) -> list[str]:
    """The kinds of activity of which something can be counted."""
    return [
        folder
        for folder in requirement.of
        if folder in MEASURED.get(requirement.unit, requirement.of)
        and _company(requirement, folder)
        and _fits(folder, _wheres(requirement), (), groups)
    ]


def _own_roles(requirement: Practice, folder: str) -> list[str]:
    return [role for role in ROLES[folder] if not requirement.roles or has_role(role, requirement.roles)]


def _company(requirement: Practice, folder: str) -> bool:
    """Whether the member can be there in one of the roles, and somebody else in one of theirs."""
    other = requirement.with_
    theirs = [role for role in ROLES[folder] if not other or not other.role or has_role(role, other.role)]
    return any(
        not other or own != their or own not in SOLE
        for own, their in product(_own_roles(requirement, folder), theirs)
    )


def _fits(folder: str, inside: tuple[Where, ...], outside: tuple[Where, ...], groups: Groups) -> bool:
    """Whether one activity of this kind can fit all of these filters and none of those."""
    values = {key: _values(folder, key, (*inside, *outside)) for key in (*_LISTS, *_FLAGS)}
    ways = list(product(*(list(_given(where)) for where in outside)))
    for left in _by_group(values, groups):
        for where in inside:
            for key, wanted in _given(where):
                left[key] &= wanted
        if any(_avoids(left, way) for way in ways):
            return True
    return False


def _by_group(values: dict[str, set[object]], groups: Groups) -> Iterator[dict[str, set[object]]]:
    """What an activity can have, by group: the kind and setting of a group that is known are what they are."""
    for name in values["groups"]:
        group = groups.get(str(name))
        found = {key: set(words) for key, words in values.items()} | {"groups": {name}}
        for key, fact in (("group_kinds", group and group.kind), ("settings", group and group.setting)):
            if fact:
                found[key] = {fact if fact in found[key] else _OTHER}
        yield found


def _avoids(values: dict[str, set[object]], way: tuple[tuple[str, set[object]], ...]) -> bool:
    """Whether something is left when each of the filters is missed in one of its keys."""
    left = {key: set(some) for key, some in values.items()}
    for key, unwanted in way:
        left[key] -= unwanted
    return all(left.values())


def _given(where: Where) -> Iterator[tuple[str, set[object]]]:
    for key in _LISTS:
        if words := getattr(where, key):
            yield key, set(words)
    for key in _FLAGS:
        if (flag := getattr(where, key)) is not None:
            yield key, {flag}


def _values(folder: str, key: str, wheres: tuple[Where, ...]) -> set[object]:
    """What an activity of this kind can have there: what a filter names, or something else."""
    records = folder in FILTERS.get(key, (folder,))
    if key in _FLAGS:
        return {True, False} if records else {False}
    if not records:
        return {_OTHER}
    if key == "kinds":
        return set(ACTIVITY_KINDS[folder])
    return {_OTHER, *(word for where in wheres for word in getattr(where, key))}
