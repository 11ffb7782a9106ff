"""Languages: every message is translated; days and numbers are CLDR's."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import pytest

from balintrec.errors import BalintrecError
from balintrec.wording.language import language, languages
from tests.wording.catalogues import CODES, Message, Texts, catalogue, extracted

_PLACE = re.compile(r"%\((\w+)\)s")
DAY = date(2026, 3, 12)
NUMBERS = range(201)


def _polish(number: int) -> int:
    if number == 1:
        return 0
    return 1 if number % 10 in (2, 3, 4) and number // 10 % 10 != 1 else 2


PLURALS = {"pl": _polish, "ur": lambda number: int(number != 1)}
"""Which of the texts of a message goes with a number, by the grammar of the language."""


def test_there_are_the_languages_of_the_catalogues() -> None:
    assert languages() == ("en", *CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_message_is_translated(code: str) -> None:
    left = []
    for message, places in extracted().items():
        found = catalogue(code).get(*message)
        texts = (
            found.string if found and not isinstance(found.string, str) else [found.string if found else ""]
        )
        if not found or found.fuzzy or not all(texts):
            left.append((message, places))
    assert not left, (
        "translate these: python -m tests.wording.catalogues gives them a place in the catalogues"
    )


@pytest.mark.parametrize("code", CODES)
def test_catalogue_holds_nothing_else(code: str) -> None:
    assert {Message(message.id, message.context) for message in catalogue(code) if message.id} == set(
        extracted()
    )


@pytest.mark.parametrize("code", CODES)
def test_what_gettext_reads_is_the_catalogue(code: str) -> None:
    read = language(code).catalogue
    for message in catalogue(code):
        ids: Texts = message.id
        if isinstance(ids, tuple):
            found = tuple(read.ngettext(*ids, number) for number in NUMBERS)
            assert found == tuple(message.string[PLURALS[code](number)] for number in NUMBERS)
        elif ids and message.context:
            assert read.pgettext(message.context, ids) == message.string
        elif ids:
            assert read.gettext(ids) == message.string


@pytest.mark.parametrize("code", CODES)
def test_translations_hold_the_same_values(code: str) -> None:
    for message in catalogue(code):
        ids: Texts = message.id
        if not ids:
            continue
        wanted = {
            name for text in (ids if isinstance(ids, tuple) else (ids,)) for name in _PLACE.findall(text)
        }
        for text in message.string if isinstance(message.string, (list, tuple)) else (message.string,):
            assert set(_PLACE.findall(text)) == wanted, text
            assert text.count("%") == text.count("%(") + 2 * text.count("%%"), text


def test_polish_has_three_forms_of_many() -> None:
    pl = language("pl")
    found = [pl.ngettext("%(num)s session", "%(num)s sessions", number) for number in (1, 2, 5, 12, 22)]
    assert found == ["1 sesja", "2 sesje", "5 sesji", "12 sesji", "22 sesje"]
    assert catalogue("pl").num_plurals == 3


@pytest.mark.parametrize(
    ("code", "month", "decimal", "direction"),
    [("en", "March", ".", "ltr"), ("pl", "marca", ",", "ltr"), ("ur", "مارچ", ".", "rtl")],
)
def test_days_and_numbers(code: str, month: str, decimal: str, direction: str) -> None:
    """What stands between and around them is CLDR's, and changes with it."""
    found = language(code)
    assert re.findall(r"\w+", found.day(DAY)) == ["12", month, "2026"]
    assert re.findall(r"\d+", found.day(DAY, "medium")) == ["12", "2026"]
    whole, part = found.number(Fraction(24691, 2)).split(decimal)
    assert (re.sub(r"\D", "", whole), part) == ("12345", "5")
    assert found.number(Fraction(1, 3)) == "1/3"
    assert re.findall(r"\d+", found.percent(Fraction(1, 2))) == ["50"]
    assert found.direction == direction
    assert len(set(found.months())) == 12


def test_languages_call_themselves_by_their_names() -> None:
    assert [language(code).name for code in languages()] == ["English", "polski", "اردو"]


def test_unknown_language_is_said_plainly() -> None:
    with pytest.raises(BalintrecError, match='no translation into "de"'):
        language("de")
