"""How names and words are compared: a fold over scripts and accents, and "did you mean". Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

# Letters that look and are meant the same but decompose to nothing common: Arabic and Urdu keyboards
# type different code points for yeh, kaf and heh; Latin strokes do not decompose.
_SAME = str.maketrans({
    "ی": "ي", "ى": "ي", "ې": "ي", "ک": "ك", "ہ": "ه", "ۀ": "ه", "ۃ": "ه", "ة": "ه",
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i",
})  # fmt: skip
# Cyrillic and Greek letters that cannot be told from Latin ones by looking at them.
_LOOKALIKES = str.maketrans("аеорсухіјѕԁһαορν", "aeopcyxijsdhaopv")
# The same where one of the two is a capital letter: they are compared without regard to case.
_LOOKALIKE_CAPITALS = str.maketrans("вкмнтβεζηικμτυχ", "bkmhtbezhikmtyx")
_LONGEST = 120  # no id or key is longer, and to compare longer texts letter by letter would take long
_IGNORED = {"Mn", "Cf", "Me"}
_APOSTROPHES = re.compile("['’ʼ`]")
_NOT_WORD = re.compile(r"[\W_]+")

_SPOKEN_VOWEL = re.compile(r"(?!eu|one\b|uni(?![mn])|us[eu])[aeiou]", re.IGNORECASE)

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
"""What an id looks like: lower-case ASCII words with hyphens between them."""

NOTHING = ("~", "null", "Null", "NULL")
"""What stands in YAML where there is no value."""


@lru_cache(maxsize=1 << 16)  # several rules ask it of every name
def fold(text: str) -> str:
    """A key that is equal for two ways of writing one name: case, accents, script variants, spacing, digits."""
    text = _decomposed(_decomposed(text).casefold()).translate(_SAME)
    kept = (_digit(letter) for letter in text if unicodedata.category(letter) not in _IGNORED)
    return _NOT_WORD.sub(" ", _APOSTROPHES.sub("", "".join(kept))).strip()


def looks(text: str) -> str:
    """A key that is equal, too, for names that cannot be told apart by looking at them: `Nadia` with a Cyrillic `а`."""
    return fold(text).translate(_LOOKALIKES).translate(_LOOKALIKE_CAPITALS)


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFKD", text)


def _digit(letter: str) -> str:
    return str(unicodedata.digit(letter)) if letter.isdigit() else letter


_TITLES = frozenset(map(fold, ("Dr", "Prof", "Professor", "Doctor", "Mr", "Mrs", "Ms", "Miss", "ڈاکٹر")))
"""Words before a name that are no part of it."""


def name_words(name: str) -> frozenset[str]:
    """The words of a name without titles, as they are compared."""
    words = frozenset(fold(name).split())
    return words - _TITLES or words


def slug(text: str) -> str:
    """An id made of a name in Latin letters; empty when nothing of it is Latin."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def whole_slug(name: str) -> str:
    """An id made of a name of which every word is in Latin letters; else empty, for half a name would mislead."""
    return slug(name) if fold(name).isascii() else ""


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """The one candidate that `word` was probably meant to be, or None."""
    import difflib  # paid for only when something is wrong

    choices = sorted(set(candidates))
    word = word[:_LONGEST].translate(_LOOKALIKES)
    close = difflib.get_close_matches(word, choices, n=1, cutoff=0.7)
    if close:
        return close[0]
    if not slug(word):
        return None  # nothing Latin is left of it: any two such words would be alike
    folded = {slug(choice): choice for choice in choices}
    close = difflib.get_close_matches(slug(word), sorted(folded), n=1, cutoff=0.7)
    return folded[close[0]] if close else None


def some(number: Fraction | int | float, units: str) -> str:
    """A number with its unit: ``1 session``, ``3/2 double hours``, ``2 statements of interest``.

    The unit is given for one or for several, as a policy writes it.
    """
    head, of, rest = units.replace("-", " ").partition(" of ")
    one = head if head.endswith("ss") else head.removesuffix("s")
    several = one if one.endswith("ss") else f"{one}s"
    return f"{number} {one if number == 1 else several}{of}{rest}"


def more(number: Fraction | int | float, units: str) -> str:
    """What is still missing: ``1 more session``, ``3/2 more double hours``."""
    return some(number, f"more {units}")


def article(noun: str) -> str:
    """What is called so, with its article as it is spoken: ``a session``, ``an event``, ``a university``."""
    return f"an {noun}" if _SPOKEN_VOWEL.match(noun) else f"a {noun}"


def quoted(words: Iterable[str]) -> str:
    """Words as a list for people: ``a``, ``a or b``, ``a, b or c``."""
    *most, last = list(words)
    return f"{', '.join(most)} or {last}" if most else last
