"""Whatever a file holds: nothing is lost without a word, nothing crashes, and python-frontmatter reads the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import frontmatter
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balintrec.check import check
from balintrec.document import Handler, Unclear, parse
from tests.sources import MemorySource

pytestmark = pytest.mark.slow

ON = date(2026, 11, 23)
RECORDS = Path(__file__).parents[2] / "records"
SAMPLES = sorted(RECORDS.rglob("*.md"))
SESSION = "records/sessions/2024/2024-03-12-lahore-tuesday.md"
VALID = """---
date: 2024-03-12
group: lahore-tuesday
start: "18:00"
end: "19:30"
mode: in-person
leaders: [nadia-iqbal]
co-leaders:
  - bilal-ahmed
presenter: ayesha-khan
attendees: [ayesha-khan, sana-malik]
guests: 1
---

The room was changed; the list of the year is with the secretary.
"""
TELLING = "\n\t\r :#-[]{}\"'&*!|>%@`,?\\~=<\u202e\u200b\ufeff0a"
LETTERS = st.one_of(st.characters(codec="utf-8"), st.sampled_from(list(TELLING)))


def values_of(text: str) -> dict[str, Any] | None:
    return parse(text.encode("utf-8", "surrogatepass")).values


@settings(max_examples=600, deadline=None)
@given(st.data())
def test_a_single_character_edit_is_never_a_silent_loss(data: st.DataObject) -> None:
    """Every key is still there, or there is a finding."""
    place = data.draw(st.integers(0, len(VALID) - 1))
    edited = data.draw(
        st.one_of(
            st.just(VALID[:place] + VALID[place + 1 :]),
            LETTERS.map(lambda letter: VALID[:place] + letter + VALID[place:]),
            LETTERS.map(lambda letter: VALID[:place] + letter + VALID[place + 1 :]),
        )
    )
    result = check(MemorySource({SESSION: edited.encode("utf-8", "surrogatepass")}), ON)
    about_text = [one for one in result.findings if one.rule.code[:3] in ("DOC", "KEY", "VAL")]
    original, values = values_of(VALID), values_of(edited)
    assert about_text or (values and original and set(values) == set(original))
    if not about_text and values and original:
        for key, value in original.items():
            assert isinstance(values[key], type(value))
            assert not isinstance(value, list) or len(values[key]) in (
                len(value),
                len(value) + 1,
                len(value) - 1,
            )


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: f"---\n{text}\n---\n".encode()))
)
def test_any_bytes_are_a_record_or_a_finding(data: bytes) -> None:
    result = check(MemorySource({"records/members/sana-malik.md": data}), ON)
    assert result.files == 1
    assert result.records == 1 or any(one.rule.severity == "error" for one in result.findings)
    assert all(one.message and one.location.path for one in result.findings)


MARKS = [
    ": ",
    ":",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "\n",
    "\n  ",
    '"',
    "'",
    "# ",
    "|\n",
    ">\n",
    "? ",
    "\t",
    "\\",
]
YAML_WORDS = st.sampled_from(
    [*MARKS, *["a", "name", "!!str", "&a", "*a", "---", "...", "<<", "~", "yes", "2024-02-30", "%", "@"]]
)


@settings(max_examples=500, deadline=None)
@given(st.lists(YAML_WORDS, max_size=40).map("".join))
def test_odd_yaml_ends_in_values_or_in_a_finding(text: str) -> None:
    document = parse(f"---\n{text}\n---\nbody\n".encode(), places=True)
    assert document.values is not None or document.problems
    for problem in document.problems:
        assert 1 <= problem.span.line <= text.count("\n") + 6
        assert problem.span.column >= 1


@pytest.mark.skipif(not SAMPLES, reason="the sample society in records/ is not beside the tests")
def test_python_frontmatter_reads_the_same() -> None:
    for path in SAMPLES:
        ours = parse(path.read_bytes())
        post = frontmatter.load(str(path), handler=Handler())
        plain = frontmatter.load(str(path))
        assert post.metadata == ours.values
        assert post.content == ours.body.strip()
        assert (list(plain.metadata), plain.content) == (list(ours.values or {}), ours.body.strip())


def test_the_handler_refuses_what_python_frontmatter_would_lose() -> None:
    for text in ("Sana\n---\nname: Sana\n---\n", "---\n- Sana\n---\n", "---\nname: a\nname: b\n---\n"):
        with pytest.raises(Unclear, match="line "):
            frontmatter.loads(text, handler=Handler())


def test_places_point_at_what_they_name() -> None:
    lines = VALID.split("\n")
    document = parse(VALID.encode(), places=True)
    assert document.values
    for key, (name, value) in document.places.items():
        if name:
            assert lines[name.line - 1][name.column - 1 : name.end_column - 1] == key[-1]
        text: Any = document.values
        for part in key:
            text = text[part]
        if isinstance(text, str):
            assert lines[value.line - 1][value.column - 1 : value.end_column - 1].strip("\"'") == text
