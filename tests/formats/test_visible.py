"""What is hidden is made visible, and every column of a terminal is counted."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balintrec.sanitize import cells, clip, padded, visible, widened, width, wrapped

TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("عائشہ خان", "عائشہ خان"),
        ("Łucja Żółć", "Łucja Żółć"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\x1b[31m", "\\x1b[31m"),
        ("\x9b31m", "\\x9b31m"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u2066b\u2069", "a\\u2066b\\u2069"),
        ("\ufeffa", "\\ufeffa"),
        ("\udcff", "\\udcff"),
        ("one\r\ntwo\ttabs\0", "one\\r\\ntwo\\ttabs\\x00"),
        ("a\u2028b", "a\\u2028b"),
    ],
)
def test_hidden_characters_are_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_nothing_that_moves_a_terminal_passes(text: str) -> None:
    hidden = {
        letter for letter in visible(text) if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    }
    assert hidden <= {"\u200c", "\u200d"}


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("abc", 3),
        ("عائشہ", 5),
        ("e\u0301", 1),
        ("漢字", 4),
        ("👩‍⚕️", 2),
        ("👍🏽", 2),
        ("❤️", 2),
        ("نِسَاء", 4),
        ("", 0),
    ],
)
def test_width_is_that_of_a_terminal(text: str, columns: int) -> None:
    assert width(text) == columns


@given(TEXTS, st.integers(1, 40))
def test_padded_text_has_exactly_its_columns(text: str, columns: int) -> None:
    assert width(padded(visible(text), columns)) == columns


@given(TEXTS, st.integers(1, 40))
def test_clipped_text_says_that_something_is_missing(text: str, columns: int) -> None:
    clipped = clip(text, columns)
    assert width(clipped) <= columns
    assert clipped == text or clipped.endswith("…")


@given(TEXTS)
def test_every_character_has_its_cells(text: str) -> None:
    assert len(cells(text)) == len(text)


@given(st.lists(st.text("abcعے漢", min_size=1, max_size=9), min_size=1, max_size=20), st.integers(20, 40))
def test_wrapped_lines_fit_and_lose_no_word(words: list[str], columns: int) -> None:
    lines = list(wrapped(" ".join(words), columns))
    assert all(width(line) <= columns for line in lines)
    assert " ".join(lines).split() == words


def test_part_of_an_urdu_name_is_widened_to_the_whole_of_it() -> None:
    line = "name: {latin: Ayesha Khan, ur: عائشہ خان}"
    start = line.index("خان")
    assert widened(line, start, start + 3) == (line.index("ع"), len(line) - 1)


def test_part_of_a_latin_name_stays_as_it_is() -> None:
    assert widened("name: Ayesha Khan", 6, 12) == (6, 12)
