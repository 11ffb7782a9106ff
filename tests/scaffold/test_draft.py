"""What is written for a value reads back as that value."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from balintrec.document import parse
from balintrec.document.syntax import SPACE
from balintrec.model import KINDS
from balintrec.model.schema import describe
from balintrec.scaffold.input_values import Entered
from balintrec.scaffold.record import draft, written

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=30)
KEYS = TEXTS.filter(lambda text: not SPACE.search(text))  # a no-break space in a key is a finding
VALUES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4)
)


@given(VALUES)
def test_value_reads_back_the_same(value: Entered) -> None:
    document = parse(f"---\nkey: {written(value)}\n---\n".encode())
    assert (document.values, document.problems) == ({"key": value}, ())


@given(TEXTS)
def test_text_is_text_for_other_readers_of_yaml_too(text: str) -> None:
    read = yaml.safe_load(f"key: {written(text)}")["key"]
    assert read == text or str(read) == text  # days and numbers may be typed; they say the same


def test_every_key_has_its_place_in_the_template() -> None:
    for model in KINDS.values():
        keys = [one.key for one in describe(model)]
        values = parse(draft(model, dict.fromkeys(reversed(keys), "x")).encode()).values
        assert values is not None
        assert list(values) == keys


def test_body_stands_below() -> None:
    assert (
        draft(KINDS["members"], {"name": "Sana Malik"}, "A note.") == "---\nname: Sana Malik\n---\nA note.\n"
    )
