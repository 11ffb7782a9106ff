"""The languages in which messages are said: words from a gettext catalogue, days and numbers as CLDR writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Literal
from unicodedata import bidirectional

from balintrec.errors import BalintrecError
from balintrec.names import did_you_mean, quoted
from balintrec.resources import templates
from balintrec.sanitize import visible
from balintrec.wording.message import Joined, Message, Translated, Value, english, joined, message

if TYPE_CHECKING:
    from babel import Locale

SOURCE = "en"
"""The language that the templates are written in: it needs no catalogue."""

_CLDR = {"en": "en_GB"}
"""23 November 2026, as the records' own order of day and month has it; CLDR's plain English is American."""
_DAYS = {("ur", "long"): "d MMMM y", ("ur", "medium"): "d MMMM y"}
"""Where CLDR's pattern does not do: its comma within a day makes a list of Urdu days unreadable."""
JOINTS = (message(", "), message("; "), message("; and "), message("; or "))
"""What stands between parts; a language may have other commas."""
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "sd", "ur"})

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The variables of the environment that name a language; the first that is set counts."""

_MOST = 10**15
"""Larger numbers than this are written as they are."""

Length = Literal["short", "medium", "long", "full"]


@dataclass(frozen=True)
class Language:
    """A language that pages can be in."""

    code: str
    """Such as ``ur``: what HTML calls ``lang``."""
    catalogue: NullTranslations

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``, for the ``dir`` of a page."""
        return "rtl" if self.code in _RIGHT_TO_LEFT else "ltr"

    @property
    def name(self) -> str:
        """What the language calls itself, such as اردو."""
        return _name(self.code)

    def say(self, text: str) -> str:
        """A message in this language; a text that is no message is said as it is.

        Nothing is hidden in it but what sets apart words of the other direction; controls in values are written out.
        """
        if isinstance(text, Translated):
            return visible(text.languages.get(self.code, str(text)))
        if isinstance(text, Joined):
            return self._joined(text)
        if not isinstance(text, Message):
            return visible(text)
        values = {key: self._value(value) for key, value in text.values.items()}
        if text.plural:
            return self.ngettext(text.id, text.plural, text.number, **values)
        if text.context:
            return self.pgettext(text.context, text.id, **values)
        return self.gettext(text.id, **values) if text.id else ""

    def _joined(self, text: Joined) -> str:
        parts = [self._value(part) for part in text.parts]
        if text.style == "and":
            return self.listed(parts)
        if text.style == "or":
            return self.listed(parts, "or")
        return (self.gettext(text.style) if text.style in JOINTS else text.style).join(parts)

    def _value(self, value: Value) -> str:
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, int | Fraction):
            return self.number(value)
        said = self.say(value)
        return said if isinstance(value, Message) else isolated(said, self.direction)

    def gettext(self, message: str, **values: object) -> str:
        """A message of the templates or of Python code in this language, its values put in."""
        return _put(self.catalogue.gettext(message), values)

    def ngettext(self, one: str, several: str, number: int | Fraction, **values: object) -> str:
        """A message that depends on a number, which stands in it as ``%(num)s``."""
        said = {"num": self.number(number), **values}
        if Fraction(number).denominator == 1:
            return _put(self.catalogue.ngettext(one, several, int(number)), said)
        part = self.catalogue.pgettext("fraction", several)
        # Without a text of its own, a part of a thing is spoken of as several are.
        return _put(part if part != several else self.catalogue.ngettext(one, several, 2), said)

    def pgettext(self, context: str, text: str, **values: object) -> str:
        """A message whose English words mean something else elsewhere."""
        return _put(self.catalogue.pgettext(context, text), values)

    def day(self, day: date, length: Length = "long") -> str:
        """A day, as ``12 March 2024`` or shorter."""
        return _day(self.code, day, length)

    def month(self, day: date) -> str:
        """The month of a day with its year, such as ``March 2024``."""
        return _skeleton(self.code, "yMMMM", day)

    def months(self) -> tuple[str, ...]:
        """The twelve months in few letters, as they stand alone."""
        return _months(self.code)

    def number(self, value: int | Fraction) -> str:
        """A number: whole where it is whole, else a decimal that is exact, else a fraction."""
        return _number(self.code, Fraction(value))

    def percent(self, share: Fraction) -> str:
        """A share in whole percent."""
        return _percent(self.code, share)

    def listed(self, words: Iterable[str], style: Literal["standard", "or", "unit"] = "standard") -> str:
        """``a, b and c``."""
        from babel.lists import format_list

        return format_list(list(words), style, _locale(self.code))


class _Records(Language):
    """English as records are written: days as in their front matter, and no need of Babel."""

    def say(self, text: str) -> str:
        return visible(str(text))

    def day(self, day: date, length: Length = "long") -> str:
        return day.isoformat()

    def number(self, value: int | Fraction) -> str:
        return english(value)

    def percent(self, share: Fraction) -> str:
        return f"{round(share * 100)}%"

    def listed(self, words: Iterable[str], style: Literal["standard", "or", "unit"] = "standard") -> str:
        return joined(words, "or" if style == "or" else "and")


ENGLISH: Language = _Records(SOURCE, NullTranslations())
"""The language of reports where none is chosen."""


def isolated(text: str, direction: str) -> str:
    """A text of the records for a sentence: set apart where its letters run the other way (U+2068 to U+2069)."""
    other = ("L",) if direction == "rtl" else ("R", "AL")
    return f"\u2068{text}\u2069" if any(bidirectional(letter) in other for letter in text) else text


def _put(message: str, values: Mapping[str, object]) -> str:
    return message % values if values else message


def languages() -> tuple[str, ...]:
    """The codes of the languages that pages can be in; the templates' own first."""
    return (SOURCE, *sorted(path.stem for path in (templates() / "locale").glob("*.po")))


@cache
def language(code: str) -> Language:
    """A language by its code. Raises `BalintrecError` for one that there is no catalogue for."""
    if code == SOURCE:
        return Language(code, NullTranslations())
    if code not in languages():
        close = did_you_mean(code, languages())
        remedy = f'did you mean "{close}"?' if close else f"there are {quoted(languages())}"
        raise BalintrecError(f'there is no translation into "{code}"; {remedy}')
    return Language(code, _catalogue(code))


def report_language(code: str) -> Language:
    """The language of a report by its code: English as records are written, or another one. Raises as `language`."""
    return ENGLISH if code == SOURCE else language(code)


def preferred(environment: Mapping[str, str]) -> Language:
    """The language of reports that the environment asks for, where there is a catalogue and Babel; else English."""
    wanted = next((text for name in VARIABLES if (text := environment.get(name))), "")
    code = wanted.replace(".", "_").replace("@", "_").partition("_")[0]
    if code == SOURCE or not code or code not in languages() or find_spec("babel") is None:
        return ENGLISH
    return language(code)


def _catalogue(code: str) -> GNUTranslations:
    """A catalogue as people write it, as gettext reads it."""
    _locale(code)
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO((templates() / "locale" / f"{code}.po").read_bytes()), locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def _locale(code: str) -> Locale:
    try:
        from babel import Locale
    except ImportError:
        raise BalintrecError(
            'other languages than English need more than the core: pip install "balintrec[site]"'
        ) from None
    return Locale.parse(_CLDR.get(code, code))


@cache
def _name(code: str) -> str:
    language, _, _ = str(_locale(code)).partition("_")
    return str(_locale(code).languages.get(language, code))


@cache
def _day(code: str, day: date, length: Length) -> str:
    locale = _locale(code)
    from babel.dates import format_date

    return format_date(day, _DAYS.get((code, length), length), locale)


@cache
def _skeleton(code: str, skeleton: str, day: date) -> str:
    locale = _locale(code)
    from babel.dates import format_skeleton

    return format_skeleton(skeleton, day, locale=locale)


@cache
def _months(code: str) -> tuple[str, ...]:
    locale = _locale(code)
    from babel.dates import get_month_names

    names = get_month_names("abbreviated", "stand-alone", locale)
    return tuple(names[number] for number in range(1, 13))


@cache
def _number(code: str, value: Fraction) -> str:
    locale = _locale(code)
    from babel.numbers import format_decimal

    hundredths = value * 100
    if hundredths.denominator > 1 or abs(value) >= _MOST:
        return english(value)
    return format_decimal(
        hundredths.numerator / 100 if value.denominator > 1 else value.numerator, locale=locale
    )


@cache
def _percent(code: str, share: Fraction) -> str:
    locale = _locale(code)
    from babel.numbers import format_percent

    return format_percent(round(share * 100) / 100, locale=locale)


@cache
def script(code: str) -> str:
    """The script that a language is usually written in, such as ``Arab``; empty where that is not known."""
    from babel.core import get_global

    return next(
        (part for part in get_global("likely_subtags").get(code, "").split("_") if len(part) == 4), ""
    )
