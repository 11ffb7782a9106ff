"""Several names in one cell: taken apart where every part is a person who is known or can be asked about. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from balintrec.io.attendance import Attendance, Person
from balintrec.io.cells import Cells, Fate
from balintrec.io.create import looks_like_a_name
from balintrec.io.people import People, in_brackets, without_brackets
from balintrec.io.words import ABSENT, CANCELLED, ROLES, Role
from balintrec.names import fold

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


def beside_names(
    attendances: Iterable[Attendance], roles: Mapping[str, Role], cells: Cells
) -> Iterator[Attendance]:
    """The attendances, with the roles in brackets behind names; without those who were not there by such a word."""
    for attendance in attendances:
        name, words = attendance.person.name, set(map(fold, in_brackets(attendance.person.name)))
        role = next((role for word in sorted(words) if (role := roles.get(word) or ROLES.get(word))), None)
        if words & (ABSENT | CANCELLED):
            cells.set(attendance.cells, Fate.ABSENT)
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
