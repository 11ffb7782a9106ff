"""Who is meant by a name, an e-mail address or a handle, and by several names in one cell. Nobody is guessed. Pure."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from balintrec.io.attendance import Attendance, Cells, Person, RowResult
from balintrec.io.words import ABSENT, CANCELLED, ROLES, Role
from balintrec.model import Member
from balintrec.names import fold

_IN_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_DEVICE = re.compile(
    r"(.+?)['’]?s (?:(?:i?phone|i?pad|galaxy|macbook|laptop|pc|computer|tablet|samsung|pixel|redmi|oppo|vivo)\b.*)",
    re.IGNORECASE,
)
_TITLES = frozenset(fold("Dr Doctor Prof Professor Mr Mrs Ms Herr Frau Mgr lek hab inż ڈاکٹر").split())
_LONGEST = 60
_NOT_IN_NAMES = re.compile(r"[^\w\s.'’ʼ`‘\-]|[\d_]")
_PARTICLES = frozenset({"al", "ap", "bin", "bint", "da", "de", "del", "della", "den", "der", "di", "do", "dos",
                        "du", "e", "el", "ibn", "la", "le", "ten", "ter", "ud", "ul", "ur", "van", "von", "y",
                        "zu"})  # fmt: skip
_CLOSE = 0.85
"""From here on two names are so alike that one may be a misspelling of the other."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nobody, or more than one person, can be meant."""

    why: str
    alike: tuple[str, ...] = ()
    """Ids of members with a name like it; a suggestion, never an answer."""
    unknown: bool = False
    """No cell is known, and no member is like it: a record could be made."""


Found: TypeAlias = "str | Unclear"
"""The id of a member, or why there is none."""


def readings(name: str) -> Iterator[str]:
    """A name as typed, and without what programs add: ``(Guest)``, ``'s iPhone``, the account in brackets.

    ``Last, First`` is read the other way round, too.
    """
    yield name
    bare = without_brackets(name)
    if bare and bare != name:
        yield bare
    if match := _DEVICE.fullmatch(bare):
        yield match[1]
    last, comma, first = bare.partition(",")
    if comma and last.strip() and first.strip() and "," not in first:
        yield f"{first.strip()} {last.strip()}"


def in_brackets(name: str) -> tuple[str, ...]:
    """What stands in brackets behind a name: Zoom puts the name of the account there."""
    return tuple(inner for match in _IN_BRACKETS.findall(name) if (inner := "".join(match).strip()))


def without_brackets(name: str) -> str:
    """A name without what stands in brackets in it."""
    return " ".join(_IN_BRACKETS.sub(" ", name).split())


class People:
    """The members by every name, address and handle under which they are known."""

    def __init__(self, members: Iterable[Member]) -> None:
        self._ids: defaultdict[str, set[str]] = defaultdict(set)
        self._names: defaultdict[str, set[str]] = defaultdict(set)
        self._starts: defaultdict[str, set[str]] = defaultdict(set)
        for member in members:
            self.add(member.id, member.name.values(), member.known_as)

    def add(self, id: str, names: Iterable[str], also: Iterable[str] = ()) -> None:
        """One more person; or, for a person who is there, one more name."""
        names = {*names}
        for text in {id, *names, *also}:
            key = _key(text)
            if not key:
                continue
            self._ids[key].add(id)
            # A single word among the other names may be a handle, and tells nothing about a likeness.
            if text in names or (" " in key and text != id):
                self._names[id].add(key)
                for word in key.split():
                    self._starts[word[:2]].add(id)

    def known_as(self, text: str) -> frozenset[str]:
        """The ids of all who are known under exactly this name, address or handle, up to the fold."""
        return frozenset(self._ids.get(_key(text), ()))

    def is_known(self, text: str) -> bool:
        """Whether somebody is known under a text as it stands, or as ``Last, First``."""
        return any(self.known_as(name) for name in readings(text))

    def find(self, person: Person) -> Found:
        """The one member that all known cells of a row agree on."""
        named = next((ids for name in readings(person.name) if (ids := self.known_as(name))), frozenset())
        inner = frozenset[str]().union(*map(self.known_as, in_brackets(person.name)))
        cells = (
            ("the name", named),
            ("the name in brackets", inner),
            ("the e-mail address", self.known_as(person.email)),
            ("the handle", self.known_as(person.handle)),
        )
        known = [(cell, ids) for cell, ids in cells if ids]
        if not known:
            alike = self.alike(person)
            why = f"unknown; similar to {' and '.join(alike)}" if alike else "unknown"
            return Unclear(why, alike, unknown=not alike)
        agreed = frozenset.intersection(*(ids for _, ids in known))
        if len(agreed) == 1:
            return self._unless_contradicted(next(iter(agreed)), person, known[0][0], bool(named))
        return _disagreement(known, agreed)

    def alike(self, person: Person) -> tuple[str, ...]:
        """Up to three members with a name like one in this row, the likest first."""
        likeness: dict[str, float] = {}
        for text in {*readings(person.name), *in_brackets(person.name)}:
            key = _untitled(_key(text))
            for id in frozenset[str]().union(*(self._starts.get(word[:2], set()) for word in key.split())):
                likeness[id] = max(
                    likeness.get(id, 0), max(_likeness(key, _untitled(name)) for name in self._names[id])
                )
        ranked = sorted((-like, id) for id, like in likeness.items() if like >= _CLOSE)
        return tuple(id for _, id in ranked[:3])

    def _unless_contradicted(self, id: str, person: Person, cell: str, named: bool) -> Found:
        """An address or a handle is not enough where the name beside it is somebody else's."""
        bare = [
            key for name in readings(person.name) if not _IN_BRACKETS.search(name) and (key := _key(name))
        ]
        written = bare or [key for key in (_key(person.name),) if key]
        if named or not written or self._could_be_named(id, written):
            return id
        return Unclear(f"{cell} is that of {id}, but the name is not known", (id,))

    def _could_be_named(self, id: str, written: list[str]) -> bool:
        comparable = [name for name in self._names[id] if name.isascii() == written[0].isascii()]
        return not comparable or any(_likeness(key, name) >= _CLOSE for key in written for name in comparable)


def _disagreement(known: list[tuple[str, frozenset[str]]], agreed: frozenset[str]) -> Unclear:
    if agreed or len(known) == 1:
        ids = sorted(agreed or known[0][1])
        return Unclear(f"{len(ids)} members match: {', '.join(ids)}", tuple(ids))
    said = ", ".join(f"{cell} is that of {' or '.join(sorted(ids))}" for cell, ids in known)
    return Unclear(said, tuple(sorted(frozenset[str]().union(*(ids for _, ids in known)))))


def _key(text: str) -> str:
    """What is compared: an address as it is but for its case, anything else folded."""
    return text.strip().casefold() if "@" in text.strip("@ ") else fold(text)


def _untitled(key: str) -> str:
    """A folded name without ``Dr`` and the like, unless nothing else is there."""
    return " ".join(word for word in key.split() if word not in _TITLES) or key


def _likeness(one: str, other: str) -> float:
    """From 0 to 1, of two keys; 1 if the words of one are those of the other, shortened or left out."""
    if "@" in one or "@" in other or not one or not other:
        return float(one == other)
    fewer, more = sorted((one.split(), other.split()), key=len)
    if _shortened(fewer, more):
        return 1
    if (len(fewer) > 1 and len(more) > 1) or abs(len(one) - len(other)) < 3:
        return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()
    return 0


def _shortened(fewer: list[str], more: list[str]) -> bool:
    """Whether every word of the shorter name is, or begins, or is begun by, a word of its own in the longer."""
    short = len(fewer) == 1 and len(fewer[0]) > 2 and len(more) < 4
    if not (short or len(fewer) == len(more) or set(fewer) & set(more)):
        return False
    left = list(more)
    for word in fewer:
        match = next((one for one in left if one.startswith(word) or word.startswith(one)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def looks_like_a_name(name: str) -> bool:
    """Whether a record may be made without asking: a few capitalised words, no digits and no signs."""
    words = name.split()
    if not 0 < len(words) <= 5 or len(name) > _LONGEST or _NOT_IN_NAMES.search(name):
        return False
    return words[0][0].isalpha() and all(
        word.casefold() in _PARTICLES or not word[0].islower() for word in words
    )


_SURE = re.compile(r"\s*(?:[;|\n،]|\s(?:&|\+|and|und|et|oraz|اور)\s)\s*", re.IGNORECASE)
"""Signs and words that stand between people and never in a name."""
_PERHAPS = re.compile(r"\s*(?:[,/]|\s(?:i|en|e|ed)\s)\s*", re.IGNORECASE)
"""What may also be part of one: "Last, First", "Silva e Costa"."""
_AFTER_NAMES = frozenset(
    ("md", "m.d", "phd", "ph.d", "mbbs", "fcps", "frcp", "msc", "jr", "sr", "dr", "prof")
)


def split_names(attendances: Iterable[Attendance], people: People) -> list[Attendance]:
    """The attendances with one person each; who shares a cell has no address or handle of their own."""
    found = []
    for attendance in attendances:
        names = names_in(attendance.person.name, people)
        if len(names) == 1:
            found.append(replace(attendance, person=replace(attendance.person, name=names[0])))
        else:
            found += [replace(attendance, person=Person(name)) for name in names]
    return found


def with_roles_in_brackets(
    attendances: Iterable[Attendance], roles: Mapping[str, Role], cells: Cells
) -> Iterator[Attendance]:
    """The attendances, with the roles in brackets behind names; without those who were not there by such a word."""
    for attendance in attendances:
        name, words = attendance.person.name, set(map(fold, in_brackets(attendance.person.name)))
        role = next((role for word in sorted(words) if (role := roles.get(word) or ROLES.get(word))), None)
        if words & (ABSENT | CANCELLED):
            cells.set(attendance.cells, RowResult.ABSENT)
        elif role:
            person = replace(attendance.person, name=without_brackets(name))
            yield replace(attendance, person=person, role=attendance.role or role)
        else:
            yield attendance


def names_in(text: str, people: People) -> list[str]:
    """The names in a cell; the whole, where it is known or cannot be taken apart for certain."""
    whole = " ".join(text.split())
    if people.is_known(whole):
        return [whole]
    lines = text.split("\n")
    if len(lines) == 2 and not any(" " in line for line in lines):  # one name over two lines
        return [whole]
    parts = [part for some in _SURE.split(text) for part in _perhaps(some.strip(" ,/"), people) if part]
    return parts if len(parts) > 1 and all(_is_person(part, people) for part in parts) else [whole]


def _perhaps(text: str, people: People) -> list[str]:
    """The names between commas and the like, if they cannot be the parts of one."""
    parts = [part for part in _PERHAPS.split(text) if part]
    if people.is_known(text) or any(part.casefold().rstrip(".") in _AFTER_NAMES for part in parts):
        return [text]
    whole = [" " in part or people.is_known(part) for part in parts]
    are_several = all(whole) or (len(parts) > 2 and not any(whole) and "," in text)
    return parts if are_several else [text]


def _is_person(text: str, people: People) -> bool:
    return people.is_known(text) or looks_like_a_name(text.split("(")[0].strip())
