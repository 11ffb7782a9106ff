"""Names and the files of their pages."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balintrec.formats.site.named import page_name, person, spelled, written_in
from balintrec.wording.language import language
from tests.sample import society

_FILE = re.compile(r"[a-z0-9-]+\.html", re.ASCII)


@given(st.text(min_size=1), st.text(min_size=1))
def test_every_id_has_a_file_of_its_own(one: str, other: str) -> None:
    assert _FILE.fullmatch(page_name(one)) and len(page_name(one)) <= 105
    assert one == other or page_name(one) != page_name(other)


@pytest.mark.parametrize("id", ["index", "..", "a b", "A", "x" * 300, "con#a", "\ud800"])
def test_odd_ids(id: str) -> None:
    assert _FILE.fullmatch(page_name(id)) and page_name(id) != "index.html"


def test_plain_id_is_the_name() -> None:
    assert page_name("ayesha-khan") == "ayesha-khan.html"


def test_name_of_the_page_comes_first() -> None:
    names = {"latin": "Ayesha Khan", "ur": "عائشہ خان"}
    assert [name.text for name in spelled(names, language("en"))] == ["Ayesha Khan", "عائشہ خان"]
    assert [(name.text, name.lang) for name in spelled(names, language("ur"))] == [
        ("عائشہ خان", "ur"),
        ("Ayesha Khan", ""),
    ]


@pytest.mark.parametrize(
    ("text", "spoken", "expected"),
    [
        ("Become a member", ("en", "ur"), "en"),
        ("رکن بنیں", ("en", "ur"), "ur"),
        ("Become a member", ("en", "pl"), ""),  # it may be either
        ("رکن بنیں Balint", ("en", "ur"), ""),
        ("2024", ("en", "ur"), ""),
        ("Become a member", (), ""),
        ("Become a member", ("ur", "no such language"), ""),
    ],
)
def test_language_of_what_a_society_wrote_is_told_where_there_is_no_doubt(
    text: str, spoken: tuple[str, ...], expected: str
) -> None:
    assert written_in(text, spoken) == expected


def test_people_outside_have_no_page() -> None:
    whole, speak = society(), language("en")
    assert person(whole, speak, "shaista-rahim").file == ""
    assert person(whole, speak, "hina-raza").file == "hina-raza.html"
    assert person(whole, speak, "hina-raza", linked=False).file == ""
    assert person(whole, speak, "nobody").name.text == "nobody"
