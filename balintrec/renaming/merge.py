"""Two entries for one person made one: what they say is joined, and every place names the one that stays."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple, Protocol, cast

from balintrec.dates import EVER, NEVER
from balintrec.document import parse
from balintrec.document.edit import add_to_list, line_end, remove_value, replace_value, set_value
from balintrec.errors import BalintrecError
from balintrec.finding import Key
from balintrec.model import Group, Member, Record, SocietyRecord
from balintrec.model.people import RosterEntry, Tenure, tenures
from balintrec.names import fold
from balintrec.renaming.plan import Plan, Rewrite
from balintrec.renaming.references import mentions, refuse_if_hidden, still_named_so, with_number
from balintrec.renaming.rename import record_named, replaced, text_of
from balintrec.society import Society
from balintrec.source import Source


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
    return [_united_days(group) for group in groups]


def _united_days(group: list[tuple[Stretch, bool]]) -> United:
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


_SINGLE = ("profession", "pathway-from", "policy", "sort-key")
"""Keys with one value: two entries must not differ in them."""


def merge(source: Source, society: Society, old: str, new: str) -> Plan:
    """What must change for two members to be one, under the second id. Raises `BalintrecError` where that cannot be.

    Also-known-as, background and membership are united, and the names of the first are other names of the second.
    """
    if old == new:
        raise BalintrecError("a member cannot be merged with itself; name two")
    gone, kept = (cast("Member", record_named(society, Member, id)) for id in (old, new))
    refuse_if_hidden(society, [old])
    _refuse_if_different(gone, kept)
    rewrites, places = [], 0
    for record in society.all():
        count = sum(1 for _ in mentions(record, {("members", old): new}))
        if not count and record is not gone and record is not kept:
            continue
        before = text_of(source, record)
        path = None if record is gone else record.path
        try:
            numbered = getattr(record, "member", "") == gone.id
            text = with_number(society, record, before) if numbered else before
            after = _merged(source, record, gone, kept, text)
        except BalintrecError as error:
            raise BalintrecError(_placed(record, error)) from None
        places += count
        if path is None or after != before:
            rewrites.append(Rewrite(record.path, before, path, after))
    ordered = tuple(sorted(rewrites, key=lambda rewrite: rewrite.path))
    return Plan(ordered, places, tuple(still_named_so(society, old)))


def _placed(record: Record, error: BalintrecError) -> str:
    return f"nothing is changed: {record.path}: {str(error).removeprefix('nothing is changed: ')}"


def _refuse_if_different(gone: Member, kept: Member) -> None:
    def both(key: str) -> tuple[object, object]:
        return _single(gone, key), _single(kept, key)

    different = [key for key in _SINGLE if None not in both(key) and len(set(both(key))) > 1]
    if different:
        raise BalintrecError(
            f"nothing is changed: {gone.ref} and {kept.ref} differ in {', '.join(different)}; "
            "make that equal, or delete it in one of them, and run this again"
        )


def _single(member: Member, key: str) -> object:
    return getattr(member, key.replace("-", "_"))


def _merged(source: Source, record: Record, gone: Member, kept: Member, text: str) -> str:
    if record is gone:
        return ""
    if record is kept:
        return _with_body(_joined(text, gone, kept), text_of(source, gone))
    both = {
        key: entries
        for key, entries in _lasting(record).items()
        if {gone.id, kept.id} <= {entry.member for entry in entries}
    }
    for key, entries in both.items():
        text = _united(text, record, key, entries, gone.id, kept.id)
    return _renamed(text, record, gone.id, kept.id, both)


def _joined(text: str, gone: Member, kept: Member) -> str:
    """The member who stays, with what the other's front matter says."""
    known = {_comparable(name) for name in (*kept.name.values(), *kept.known_as)}
    called = [("also-known-as", name) for name in (*gone.name.values(), *gone.also_known_as)]
    for key, name in (*called, *(("email", address) for address in gone.email)):
        if _comparable(name) not in known:
            known.add(_comparable(name))
            text = add_to_list(text, key, name)
    for word in gone.background:
        text = add_to_list(text, "background", word)
    for key in _SINGLE:
        if _single(kept, key) is None and (value := _single(gone, key)) is not None:
            text = set_value(text, key, value)  # type: ignore[arg-type]  # a text or a day
    return _membership(text, gone, kept)


def _comparable(name: str) -> str:
    # The fold drops the punctuation that tells two addresses apart.
    return name.casefold() if "@" in name else fold(name) or name


def _membership(text: str, gone: Member, kept: Member) -> str:
    united = unite(
        [stretch(period, number) for number, period in enumerate(kept.membership)],
        [stretch(period, None) for period in gone.membership],
    )
    for one in united:
        if one.place is not None:
            text = with_days(text, ("membership", one.place), kept.membership[one.place], one)
    for place in sorted((place for one in united for place in one.gone), reverse=True):
        text = remove_value(text, ("membership", place))
    for one in united:
        if one.place is None:
            end = {} if one.last == NEVER else {"to": one.last}
            text = add_to_list(text, "membership", {"from": one.first, **end})
    return text


def _with_body(text: str, other: str) -> str:
    """The text with another's body below its own, where that says something else."""
    own, more = parse(text.encode()).body, parse(other.encode()).body
    said = more.split()
    if not said or own.split()[-len(said) :] == said:  # there already, perhaps from a run that was broken off
        return text
    between = "\n\n" if own.strip() else "\n"
    end = line_end(text)
    return text.rstrip() + f"{between}{more.strip()}\n".replace("\n", end)


def _lasting(record: Record) -> dict[str, tuple[RosterEntry, ...] | tuple[Tenure, ...]]:
    """By key, the lists of those who belong, lead or decide from a day to a day."""
    match record:
        case Group():
            return {"roster": record.roster, "leaders": tenures(record.leaders_)}
        case SocietyRecord():
            return {"committee": tenures(record.committee_)}
    return {}


def _united(
    text: str,
    record: Record,
    key: str,
    entries: tuple[RosterEntry, ...] | tuple[Tenure, ...],
    old: str,
    new: str,
) -> str:
    """Such a list in which the two are one person, on no day twice."""
    places: list[tuple[int, RosterEntry | Tenure]] = list(enumerate(entries))
    named = {way[1]: way for way, _ in mentions(record, {("members", old): new}) if way[0] == key}
    united = unite(
        [stretch(entry, number) for number, entry in places if entry.member == new],
        [stretch(entry, number) for number, entry in places if entry.member == old],
    )
    for one in united:
        assert one.place is not None, "all of them are in the list"
        text = with_days(text, (key, one.place), entries[one.place], one)
        if one.place in named:
            text = replaced(text, record, [(named[one.place], new)])
    for place in sorted((place for one in united for place in one.gone), reverse=True):
        text = remove_value(text, (key, place))
    return text


def _renamed(text: str, record: Record, old: str, new: str, but: Collection[str]) -> str:
    """The text with the new id for the old; a list that has the new one loses the old. ``but`` is done already."""
    there = {key[:-1] for key, _ in mentions(record, {("members", new): new}) if isinstance(key[-1], int)}
    named = [(key, value) for key, value in mentions(record, {("members", old): new}) if key[0] not in but]
    text = replaced(text, record, [(key, value) for key, value in named if key[:-1] not in there])
    for key in _from_the_end(key for key, _ in named if key[:-1] in there):
        text = remove_value(text, key)
    return text


def _from_the_end(keys: Iterator[Key]) -> list[Key]:
    """Items in such an order that none moves before its turn."""
    return list(reversed(list(keys)))
