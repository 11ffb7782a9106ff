"""Messages are English texts that other languages can say."""

from __future__ import annotations

import pickle
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balintrec.wording.language import language
from balintrec.wording.message import (
    Message,
    Translated,
    Value,
    in_context,
    joined,
    message,
    plural,
)

VALUES: st.SearchStrategy[Value] = st.recursive(
    st.text(max_size=8) | st.integers() | st.dates() | st.fractions(),
    lambda inner: (
        st.builds(lambda value: message("so: %(value)s", value=value), inner)
        | st.builds(lambda value: joined([str(value), message("x")]), inner)
    ),
    max_leaves=4,
)


def test_a_message_is_english_with_days_as_records_write_them() -> None:
    said = message("met on %(day)s with %(number)s", day=date(2024, 3, 12), number=Fraction(3, 2))
    assert said == "met on 2024-03-12 with 1.5"


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1 session"), (2, "2 sessions"), (Fraction(3, 2), "1.5 sessions")]
)
def test_a_number_decides_which_sentence(number: int | Fraction, said: str) -> None:
    assert plural("%(num)s session", "%(num)s sessions", number) == said


@pytest.mark.parametrize(
    ("parts", "style", "said"),
    [
        (["a"], "and", "a"),
        (["a", "", "b", "c"], "and", "a, b and c"),
        (["a", "b"], "or", "a or b"),
        (["a", "b"], "; ", "a; b"),
        ([], "and", ""),
    ],
)
def test_parts_are_joined(parts: list[str], style: str, said: str) -> None:
    assert joined(parts, style) == said  # type: ignore[arg-type]


@given(VALUES)
def test_a_message_survives_being_kept(value: Value) -> None:
    said = message("so: %(value)s", value=value)
    again = pickle.loads(pickle.dumps(said))
    assert isinstance(again, Message)
    assert (again, again.id, dict(again.values)) == (said, said.id, dict(said.values))


@given(VALUES)
def test_english_needs_no_catalogue(value: Value) -> None:
    said = message("so: %(value)s", value=value)
    assert language("en").say(said).startswith("so: ")


def test_another_language_says_days_numbers_and_parts_its_own_way() -> None:
    said = plural("%(num)s month", "%(num)s months", 5)
    assert language("pl").say(said) == "5 miesięcy"
    assert language("pl").say(joined(["a", "b", "c"])) == "a, b i c"
    assert language("ur").say(message("%(list)s", list=joined(["ا", "ب"]))) == "ا اور ب"


def test_a_society_s_own_text_is_set_apart_where_it_runs_the_other_way() -> None:
    assert language("ur").say(message("%(title)s", title="Leading")) == "\u2068Leading\u2069"
    assert language("ur").say(message("%(title)s", title="قیادت")) == "قیادت"
    assert language("en").say(message("%(title)s", title="Leading")) == "Leading"
    both = Translated({"en": "Leading", "ur": "قیادت"})
    assert both == "Leading"
    assert language("ur").say(message("%(title)s", title=both)) == "قیادت"
    assert language("pl").say(message("%(title)s", title=both)) == "Leading"


def test_an_unknown_message_is_said_in_english() -> None:
    assert (
        language("ur").say(message("a sentence that no catalogue has")) == "a sentence that no catalogue has"
    )
    assert language("pl").say(in_context("nowhere", "so")) == "so"
    assert language("pl").say("a plain text") == "a plain text"
