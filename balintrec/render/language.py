"""The language of a page: its words from a gettext catalogue, its days and numbers as CLDR writes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from gettext import NullTranslations, translation
from typing import TYPE_CHECKING, Literal

from balintrec.errors import BalintrecError
from balintrec.names import did_you_mean, quoted
from balintrec.render.templates import folder

if TYPE_CHECKING:
    from babel import Locale

DOMAIN = "balintrec"
SOURCE = "en"
"""The language that the templates are written in: it needs no catalogue."""

_CLDR = {"en": "en_GB"}
"""23 November 2026, as the records' own order of day and month has it; CLDR's plain English is American."""
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "sd", "ur"})

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

    def gettext(self, message: str, **values: object) -> str:
        """A message of the templates or of Python code in this language, its values put in."""
        return _put(self.catalogue.gettext(message), values)

    def ngettext(self, one: str, several: str, number: int | Fraction, **values: object) -> str:
        """A message that depends on a number, which stands in it as ``%(num)s``."""
        # A part of a thing is spoken of as several are.
        counted = int(number) if Fraction(number).denominator == 1 else 2
        return _put(self.catalogue.ngettext(one, several, counted), {"num": self.number(number), **values})

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


def _put(message: str, values: dict[str, object]) -> str:
    return message % values if values else message


def languages() -> tuple[str, ...]:
    """The codes of the languages that pages can be in; the templates' own first."""
    found = (path.parent.parent.name for path in folder().glob(f"locale/*/LC_MESSAGES/{DOMAIN}.mo"))
    return (SOURCE, *sorted(found))


@cache
def language(code: str) -> Language:
    """A language by its code. Raises `BalintrecError` for one that there is no catalogue for."""
    if code == SOURCE:
        return Language(code, NullTranslations())
    if code not in languages():
        close = did_you_mean(code, languages())
        remedy = f'did you mean "{close}"?' if close else f"there are {quoted(languages())}"
        raise BalintrecError(f'there are no pages in the language "{code}"; {remedy}')
    return Language(code, translation(DOMAIN, folder() / "locale", [code]))


@cache
def _locale(code: str) -> Locale:
    try:
        from babel import Locale
    except ImportError:
        raise BalintrecError(
            'days and numbers in many languages need more than the core: pip install "balintrec[site]"'
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

    return format_date(day, length, locale)


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
    if hundredths.denominator > 1:
        return f"{value.numerator}/{value.denominator}"
    return format_decimal(
        hundredths.numerator / 100 if value.denominator > 1 else value.numerator, locale=locale
    )


@cache
def _percent(code: str, share: Fraction) -> str:
    locale = _locale(code)
    from babel.numbers import format_percent

    return format_percent(round(share * 100) / 100, locale=locale)
