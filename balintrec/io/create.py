"""New members out of an attendance file: which names can be one, their ids and their records. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from balintrec.document.serialize import Emitted, front_matter
from balintrec.io.attendance import Person
from balintrec.io.people import readings
from balintrec.io.plan import NewFile
from balintrec.model.types import is_email
from balintrec.names import slug, whole_slug
from balintrec.society import Society
from balintrec.society.files import locate
from balintrec.source import RECORDS, Entry

_LONGEST = 60
_NOT_IN_NAMES = re.compile(r"[^\w\s.'’ʼ`‘\-]|[\d_]")
_PARTICLES = frozenset({"al", "ap", "bin", "bint", "da", "de", "del", "della", "den", "der", "di", "do", "dos",
                        "du", "e", "el", "ibn", "la", "le", "ten", "ter", "ud", "ul", "ur", "van", "von", "y",
                        "zu"})  # fmt: skip
_ARABIC_LANGUAGES = frozenset({"ar", "fa", "ks", "pa", "ps", "sd", "ug", "ur"})
_SCRIPTS = {"ARABIC": "arab", "CYRILLIC": "cyrl", "DEVANAGARI": "deva", "GREEK": "grek", "HEBREW": "hebr",
            "CJK": "hani", "HANGUL": "hang", "HIRAGANA": "hira", "KATAKANA": "kana", "BENGALI": "beng"}  # fmt: skip


def proper_name(person: Person) -> str:
    """The name without what programs add to it."""
    return [*readings(person.name)][-1]


def looks_like_a_name(name: str) -> bool:
    """Whether a record may be made without asking: a few capitalised words, no digits and no signs."""
    words = name.split()
    if not 0 < len(words) <= 5 or len(name) > _LONGEST or _NOT_IN_NAMES.search(name):
        return False
    return words[0][0].isalpha() and all(
        word.casefold() in _PARTICLES or not word[0].islower() for word in words
    )


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
