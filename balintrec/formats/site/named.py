"""Whom a page speaks of: a name in the script of the page, and the page of its own. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from balintrec.names import ID, slug
from balintrec.society import Society
from balintrec.wording.language import Language, languages, script

_LETTERS = {
    "Latn": re.compile("[A-Za-z]"),
    "Arab": re.compile("[\u0620-\u06d3]"),
    "Cyrl": re.compile("[\u0400-\u04ff]"),
}
_LONGEST = 100
_TAKEN = ("index",)
"""Files that every folder has anyway."""


class Name(NamedTuple):
    """One spelling of a name."""

    text: str
    lang: str
    """The language it is in, where that is known; else empty."""


class Named(NamedTuple):
    """Somebody or something that has a page."""

    id: str
    names: tuple[Name, ...]
    """In every script recorded, that of the page first; the id where the record cannot be read."""
    file: str
    """The name of its page without the folder; empty where there is none."""

    @property
    def name(self) -> Name:
        return self.names[0]


def page_name(id: str) -> str:
    """The file of a record's page: its id, or of an odd id what can be a file's name everywhere."""
    if ID.fullmatch(id) and len(id) <= _LONGEST and id not in _TAKEN:
        return f"{id}.html"
    digest = sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{slug(id)[: _LONGEST // 2] or 'page'}-{digest}.html"


def spelled(names: Mapping[str, str], speak: Language) -> tuple[Name, ...]:
    """A name in every script recorded, the one of the page first."""
    known = languages()
    found = [(code != speak.code, Name(text, code if code in known else "")) for code, text in names.items()]
    return tuple(name for _, name in sorted(found, key=lambda one: one[0]))


def written_in(text: str, spoken: Sequence[str]) -> str:
    """The language of what a society wrote: the only one that it speaks in these letters; else empty."""
    scripts = {script for script, letters in _LETTERS.items() if letters.search(text)}
    found = [code for code in spoken if {script(code)} == scripts]
    return found[0] if len(found) == 1 else ""


def person(society: Society, speak: Language, id: str, *, linked: bool = True) -> Named:
    """A member by id; one whose record cannot be read is called by it."""
    member = society.members.get(id)
    names = spelled(member.name, speak) if member else (Name(id, ""),)
    return Named(id, names, page_name(id) if linked and has_page(society, id) else "")


def has_page(society: Society, id: str) -> bool:
    """Whether somebody is on the pathway, or was, and so has a page: not the people outside the society."""
    member = society.members.get(id)
    if member is None:
        return ("members", id) in society.broken_ids
    return member.belongs


def group(society: Society, speak: Language, id: str) -> Named:
    """A group by id."""
    found = society.groups.get(id)
    return Named(id, spelled(found.name, speak) if found else (Name(id, ""),), page_name(id) if found else "")


def sort_key(society: Society, id: str) -> tuple[str, str]:
    """How members are put in order: by their sort key, else by their name."""
    member = society.members.get(id)
    if member is None:
        return id, id
    return (member.sort_key or next(iter(member.name.values()))).casefold(), id
