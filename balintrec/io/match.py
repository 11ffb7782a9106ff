"""For each way in which a file names somebody: who it is, a new member, or a question. Pure."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeAlias

from balintrec.document.serialize import Emitted, front_matter
from balintrec.errors import BalintrecError
from balintrec.io.attendance import Person
from balintrec.io.people import Found, People, Unclear, looks_like_a_name, readings
from balintrec.io.plan import NewFile
from balintrec.io.review_file import GUEST, NEW, SKIP, Query
from balintrec.model.types import is_email
from balintrec.names import fold, quoted, slug, whole_slug
from balintrec.society import Society
from balintrec.society.files import locate
from balintrec.society.lookup import perhaps
from balintrec.source import RECORDS, Entry

_ARABIC_LANGUAGES = frozenset({"ar", "fa", "ks", "pa", "ps", "sd", "ug", "ur"})
_SCRIPTS = {"ARABIC": "arab", "CYRILLIC": "cyrl", "DEVANAGARI": "deva", "GREEK": "grek", "HEBREW": "hebr",
            "CJK": "hani", "HANGUL": "hang", "HIRAGANA": "hira", "KATAKANA": "kana", "BENGALI": "beng"}  # fmt: skip


def proper_name(person: Person) -> str:
    """The name without what programs add to it."""
    return [*readings(person.name)][-1]


def needs_id(name: str) -> bool:
    """Whether an id cannot be made of a name, because some of it is in no Latin letters."""
    return not whole_slug(name)


def free_id(name: str, society: Society, taken: Collection[str]) -> str:
    """An id made of the name, with a number if another person has it."""
    stem = slug(name)[:80].strip("-")
    number = 1
    while True:
        id = stem if number == 1 else f"{stem}-{number}"
        if id not in taken and not society.known("members", id) and not locate(Entry(member_path(id))).flaws:
            return id
        number += 1


def member_path(id: str) -> str:
    """Where the record of a new member goes."""
    return f"{RECORDS}/members/{id}.md"


def key_of(name: str) -> str:
    """The key of a member's record under which another name, a handle or an address is remembered."""
    return "email" if is_email(name) else "also-known-as"


def member_file(id: str, name: str, also: list[str], society: Society) -> NewFile:
    """The record of somebody of whom only the name is known, and how the file calls them."""
    values: dict[str, Emitted] = {"name": {script_of(name, society): name} if needs_id(name) else name}
    for key in ("also-known-as", "email"):
        if found := [text for text in also if key_of(text) == key]:
            values[key] = found
    return NewFile(member_path(id), front_matter(values))


def script_of(name: str, society: Society) -> str:
    """The language of a name in Arabic letters, if the society has one alone; else the script it is written in."""
    letter = next((letter for letter in name if letter.isalpha() and not letter.isascii()), "a")
    script = _SCRIPTS.get(unicodedata.name(letter, "").split(" ")[0], "latin")
    languages = [
        one for one in (society.about.languages if society.about else ()) if one in _ARABIC_LANGUAGES
    ]
    return languages[0] if script == "arab" and len(languages) == 1 else script


Key: TypeAlias = "tuple[str, str, str]"

_LONGEST_REMEMBERED = 100
# What a device, a program or a list calls anybody, as `fold` has it: the next time it would be somebody else.
_ANYBODY = frozenset({"iphone", "ipad", "guest", "user", "zoom user", "zoom", "android", "phone", "unknown", "host",
                      "participant", "laptop", "pc", "computer", "me", "admin", "visitor", "visitors", "guests",
                      "gast", "gaste", "gosc", "goscie", "invite", "ospite", "besucher", "bezoeker"})  # fmt: skip


class Naming(Protocol):
    """A row, or a mark in one, that names somebody."""

    @property
    def person(self) -> Person: ...


@dataclass(slots=True)
class Matches:
    """What was decided about every key: the id of a member, ``guest``, ``skip``, or why nobody knows."""

    people: People
    """Everybody who is known by now."""
    by_key: dict[Key, Found] = field(default_factory=dict)
    members: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    """New members by id: the name, and what else the file calls them."""
    remembered: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """New names for members who have a record, by id."""
    answers: dict[Key, str] = field(default_factory=dict)
    """The answers as they are to stand in the review file from now on: ``new`` has become an id."""


def match_people(
    attendances: Iterable[Naming], society: Society, queries: Iterable[Query], *, create: bool
) -> Matches:
    """Answers first, then what the records say, then, if asked for, new members for names that nobody is like."""
    matcher = _Matcher(society, attendances)
    # New members first: another answer may name one of them.
    for query in sorted(queries, key=lambda query: not query.answer.startswith(NEW)):
        if query.answer and query.person.key in matcher.persons:
            matcher.answered(query)
    if create:
        matcher.create()
    matcher.look_up()
    matcher.remember_rows()
    return matcher.matches


class _Matcher:
    def __init__(self, society: Society, attendances: Iterable[Naming]) -> None:
        self.society = society
        self.people = People(society.members.values())
        self.matches = Matches(self.people)
        self.persons: dict[Key, Person] = {}
        self.named: defaultdict[str, list[Person]] = defaultdict(list)
        self.times: Counter[Key] = Counter()
        for attendance in attendances:
            if attendance.person.key not in self.persons:
                self.persons[attendance.person.key] = attendance.person
                self.named[attendance.person.key[0]].append(attendance.person)
            self.times[attendance.person.key] += 1

    def answered(self, query: Query) -> None:
        """Do as the review file says. Raises `BalintrecError` where that cannot be done."""
        person = self.persons[query.person.key]
        answer = query.answer
        if answer in (GUEST, SKIP):
            self._settle(person, answer)
        elif answer == NEW or query.new_id:
            self._settle(person, self._new(person, query.new_id))
        else:
            id = self._named(answer)
            self._remember(id, person)
            self._settle(person, id)
        self.matches.answers[person.key] = str(self.matches.by_key[person.key])

    def _named(self, answer: str) -> str:
        """The member with this id or name, old or new. Raises `BalintrecError` if there is not exactly one."""
        if answer in self.society.members or answer in self.matches.members:
            return answer
        found = sorted(self.people.known_as(answer))
        if len(found) == 1:
            return found[0]
        if found:
            raise BalintrecError(f'the review file: "{answer}" may be {quoted(found)}; write the id')
        raise BalintrecError(f'the review file: no member "{answer}"{self._remedy(answer)}')

    def create(self) -> None:
        """New members for unknown names, the commonest first: a rarer spelling is then seen to be like it."""
        for key in sorted(self.persons, key=lambda key: (-self.times[key], *key)):
            person = self.persons[key]
            if key not in self.matches.by_key and self._can_create(person):
                self._make(free_id(proper_name(person), self.society, self.matches.members), person)

    def look_up(self) -> None:
        """Whatever is not decided yet, as the records and the new members have it."""
        for key, person in self.persons.items():
            if key not in self.matches.by_key:
                self.matches.by_key[key] = self._explained(self.people.find(person), person)

    def remember_rows(self) -> None:
        """Remember what all rows call a member for whom some were answered.

        Otherwise it would depend on the order of the answers: a row that is found by an address which an earlier answer
        has brought in is not asked about any more.
        """
        answered = {self.matches.by_key[key] for key in self.matches.answers} - {GUEST, SKIP}
        for key, person in self.persons.items():
            found = self.matches.by_key[key]
            if isinstance(found, str) and found in answered:
                self._remember(found, person)

    def _can_create(self, person: Person) -> bool:
        name = proper_name(person)
        # Elsewhere in the file the same name may stand beside an address or a handle of somebody else.
        same = (self.people.find(one) for one in self.named[person.key[0]])
        if not all(isinstance(found, Unclear) and found.unknown for found in same):
            return False
        return _is_a_name(name) and not needs_id(name) and not self._unreadable(name)

    def _explained(self, found: Found, person: Person) -> Found:
        """Why no record was made, or could be, for an unknown name."""
        if isinstance(found, str) or not found.unknown:
            return found
        name = proper_name(person)
        if not name:
            return Unclear("unknown, and the row has no name")
        if unreadable := self._unreadable(name):
            return Unclear(f"unknown; perhaps {unreadable}, whose record cannot be read")
        if not _is_a_name(name):
            return Unclear("unknown, and not recognised as a name")
        if needs_id(name):
            return Unclear("unknown; a new record needs an id, such as new: ayesha-khan")
        return found

    def _unreadable(self, name: str) -> str | None:
        id = slug(name)
        return id if ("members", id) in self.society.broken_ids else None

    def _new(self, person: Person, id: str | None) -> str:
        """A new member as answered; the one who is there if this is done a second time."""
        found = self.people.find(person)
        if isinstance(found, str) and id in (None, found):
            self._remember(found, person)
            return found
        if not person.name:
            raise BalintrecError(
                f'the review file: "{person.email or person.handle}" has no name to make a record of; '
                "make it (balintrec new member), and write its id"
            )
        if id is None:
            name = proper_name(person)
            if needs_id(name):
                raise BalintrecError(
                    f'the review file: this name gives no id: "{name}"; write one, for example new: ayesha-khan'
                )
            id = free_id(name, self.society, self.matches.members)
        elif self.society.known("members", id) or id in self.matches.members:
            raise BalintrecError(
                f'the review file: there is a member "{id}" already; write {id}, or another id'
            )
        self._make(id, person)
        return id

    def _make(self, id: str, person: Person) -> None:
        name = proper_name(person)
        also = [text for text in self._unknown_cells(person) if fold(text) not in (fold(name), fold(id))]
        self.matches.members[id] = (name, also)
        self.people.add(id, [name], also)

    def _remember(self, id: str, person: Person) -> None:
        _, names = self.matches.members.get(id, ("", self.matches.remembered[id]))
        for text in self._unknown_cells(person):
            names.append(text)
            self.people.add(id, (), [text])

    def _unknown_cells(self, person: Person) -> list[str]:
        """What a row calls somebody and nobody is known by yet."""
        return [
            text
            for text in (person.name, person.email, person.handle)
            if fold(text)
            and len(text) <= _LONGEST_REMEMBERED
            and fold(text) not in _ANYBODY
            and not self.people.known_as(text)
        ]

    def _settle(self, person: Person, matched: str) -> None:
        self.matches.by_key[person.key] = matched

    def _remedy(self, answer: str) -> str:
        if self.society.known("members", answer):
            return f"; {member_path(answer)} cannot be read; correct that first"
        close = perhaps(self.society, "members", answer)
        return (
            f"; did you mean {quoted(close)}?"
            if close
            else f"; to create a new member, write new: {slug(answer)}"
        )


def _is_a_name(text: str) -> bool:
    return looks_like_a_name(text) and fold(text) not in _ANYBODY


def still_open(queries: Iterable[Query], matches: Matches) -> list[Query]:
    """The rows of an earlier review file that are kept: answers, and open questions about other files."""
    kept = []
    for query in queries:
        key = query.person.key
        if query.answer:
            kept.append(replace(query, answer=matches.answers.get(key, query.answer)))
        elif key not in matches.by_key and isinstance(matches.people.find(query.person), Unclear):
            kept.append(query)
    return kept
