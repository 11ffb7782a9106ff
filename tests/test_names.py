"""Names written in two ways are one name; other names are not."""

from __future__ import annotations

import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balintrec.names import ID, did_you_mean, fold, more, name_words, quoted, slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Łucja Żółć-Wiśniewska", "lucja zolc wisniewska"),
        ("Zażółć", unicodedata.normalize("NFD", "Zażółć")),
        ("علی", "علي"),
        ("کمال", "كمال"),
        ("ہما", "هما"),
        ("عائشہ خان", "عائشه خان"),
        ("ثنا\u200cملک", "ثناملک"),
        ("مُحَمَّد", "محمد"),
        ("  Sana   MALIK ", "sana malik"),
        ("Sana, Malik", "sana malik"),
        ("O’Neill", "o'neill"),
        ("Groß", "GROSS"),
        ("Ⅻ", "xii"),
        ("۱۲", "12"),
        ("İnci", "inci"),
    ],
)
def test_one_name(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Sana", "Sara"), ("علی", "عمر"), ("Sana Malik", "Sanam Alik")])
def test_two_names(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=60))
def test_a_fold_folds_to_itself(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_a_fold_does_not_depend_on_the_normal_form(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.text(max_size=60))
def test_a_slug_is_an_id_or_nothing(text: str) -> None:
    assert slug(text) == "" or ID.fullmatch(slug(text))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("ayesha-kahn", "ayesha-khan"),
        ("Ayesha Khan", "ayesha-khan"),
        ("ayeshakhan", "ayesha-khan"),
        ("omar", None),
        ("ауеshа-khаn", "ayesha-khan"),  # five letters of it are Cyrillic
    ],
)
def test_did_you_mean(word: str, expected: str | None) -> None:
    assert did_you_mean(word, ["ayesha-khan", "bilal-ahmed"]) == expected


def test_quoted() -> None:
    assert [quoted(words) for words in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a or b", "a, b or c"]


def test_more() -> None:
    said = [
        more(Fraction(1), "sessions"),
        more(Fraction(3, 2), "double-hours"),
        more(Fraction(2), "reference"),
        more(Fraction(1), "positive readiness"),
        more(Fraction(2), "statement-of-interest"),
    ]
    assert said == [
        "1 more session",
        "3/2 more double hours",
        "2 more references",
        "1 more positive readiness",
        "2 more statements of interest",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dr. Ada Khan", "ada khan"),
        ("Khan, Ada", "Ada Khan"),
        ("Prof. Łucja Żółć-Wiśniewska", "lucja zolc wisniewska"),
        ("ڈاکٹر عائشہ خان", "عائشہ خان"),
    ],
)
def test_a_name_is_the_same_in_any_order_and_with_a_title(one: str, other: str) -> None:
    assert name_words(one) == name_words(other)
    assert name_words(one) != name_words(f"{other} Raza")


def test_a_title_alone_is_a_name() -> None:
    assert name_words("Dr") == {"dr"}
