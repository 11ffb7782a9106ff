"""Values to front matter: what is written is read again as the same values, by us and by others."""

from __future__ import annotations

from datetime import date

import frontmatter
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balintrec.document import parse
from balintrec.document.serialize import emit, front_matter
from balintrec.document.text import INVISIBLE

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20
).filter(lambda text: not INVISIBLE.search(text))
ODD = st.sampled_from(["yes", "No", "~", "null", "1.10", "0x1F", "12:30", "2024-02-30", "a: b", "a #b", "- a",
                       "[x]", "{", "*a", "&a", "!a", "%a", "@a", "`a", "'", '"', "\\", "a,b", "?", "|", ">", "---",
                       "...", "=", "<<", "a:", " a ", "", "Łucja Żółć", "عائشہ خان", "O'Neil", "Dr. A. (x)",
                       "x@y.org"])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    TEXTS | ODD,
    st.lists(TEXTS | ODD, max_size=4),
    st.dictionaries(st.sampled_from(["latin", "ur", "no"]), TEXTS | ODD),
)
def test_what_is_written_is_read_again(text: str, texts: list[str], mapping: dict[str, str]) -> None:
    written = front_matter({"name": text, "also-known-as": texts, "more": mapping})
    assert len(written.splitlines()) == 5
    document = parse(written.encode())
    assert document.values == {"name": text, "also-known-as": texts, "more": mapping}
    assert not document.problems


@settings(max_examples=150, deadline=None)
@given(TEXTS | ODD)
def test_other_readers_take_it_for_the_same_text(text: str) -> None:
    assert frontmatter.loads(front_matter({"name": text}))["name"] == text


PLAIN = [
    ("sana-malik", "sana-malik"),
    ("Łucja Żółć", "Łucja Żółć"),
    ("sana@example.org", "sana@example.org"),
    (date(2024, 3, 12), "2024-03-12"),
    (3, "3"),
    ("3", '"3"'),
    ("yes", '"yes"'),
    ("Khan, Ayesha", '"Khan, Ayesha"'),
    ('Ayesha "AK" Khan', '"Ayesha \\"AK\\" Khan"'),
]


@pytest.mark.parametrize(("value", "written"), PLAIN)
def test_quoted_only_where_needed(value: str | int | date, written: str) -> None:
    assert emit(value) == written
