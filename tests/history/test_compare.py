"""What differs between two versions of a record."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balintrec.document import Values, parse
from balintrec.history.compare import changes


def read(text: str) -> Values:
    """Front matter as values."""
    values = parse(f"---\n{text}\n---\n".encode()).values
    assert values is not None
    return values


def differs(before: str, after: str) -> list[str]:
    """What changed between two versions of front matter, in words."""
    return [change.words for change in changes(read(before), read(after))]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\nb: 2", "b: 2\na: 1"),
        ("a: x y", "a: 'x y'"),
        ("a: x  # as told", 'a: "x"'),
        ("a: [x, y]", "a:\n  - x\n  - y"),
        ("a: [x, y]", "a: [y, x]"),
        ("a: [{id: x, b: 1}, {id: y}]", "a: [{id: y}, {b: 1, id: x}]"),
        ("of: sessions", "of: [sessions]"),
        ("consent: yes", "consent: true"),
        ("committee: [x, {member: y}]", "committee: [x, y]"),
        ("quorum: 2", "quorum: [{at-least: 2}]"),
        ("name: Sana Malik", "name: {latin: Sana Malik}"),
        ("a: {b: {c: [x]}}", "a:\n  b:\n    c: [x]"),
    ],
)
def test_what_is_only_written_otherwise_is_no_change(before: str, after: str) -> None:
    assert differs(before, after) == []
    assert differs(after, before) == []


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("minutes: 90", "minutes: 60", "minutes: 90 → 60"),
        ("a: 1", "a: 1\npresenter: sana", "presenter: added sana"),
        ("a: 1\npresenter: sana", "a: 1", "presenter: removed (was sana)"),
        ("of: sessions", "of: [sessions, events]", "of: added events"),
        ("of: [x, y]", "of: [z, y]", "of: added z; removed x"),
        (
            "committee: [x, y]",
            "committee: [x, {member: y, to: d}]",
            "committee: added {member: y, to: d}; removed y",
        ),
        ("of: [x, x]", "of: [x]", "of: removed x"),
        (
            "period: {from: 2024-01-01}",
            "period: {from: 2024-01-01, to: 2025-01-01}",
            "period/to: added 2025-01-01",
        ),
        (
            "roster: [{member: sana, from: 2024-01-01}, {member: ola, from: 2024-01-01}]",
            "roster: [{member: ola, from: 2024-01-01}, {member: sana, from: 2024-01-01, to: 2025-01-01}]",
            "roster/sana/to: added 2025-01-01",
        ),
        (
            "membership: [{from: 2020-01-01}]",
            "membership: [{from: 2020-01-01}, {from: 2024-01-01}]",
            "membership: added {from: 2024-01-01}",
        ),
        (
            "stages: [{id: one, requires: [{id: two, at-least: 3}]}]",
            "stages: [{id: one, requires: [{id: two, at-least: 4}]}]",
            "stages/one/requires/two/at-least: 3 → 4",
        ),
        ("values: [3, 1]", "values: [1, 3]", "values: [3, 1] → [1, 3]"),
        ("name: Sana Malik", "name: {latin: Sana Malik, ur: ثنا}", "name/ur: added ثنا"),
        ("a: {b: 1}", "a: c", "a: {b: 1} → c"),
    ],
)
def test_a_change_is_said_key_by_key(before: str, after: str, words: str) -> None:
    assert differs(before, after) == [words]


_TEXTS = st.text("abc12 ", min_size=1, max_size=3)
_KEYS = st.sampled_from(["a", "b", "id", "member", "name"])
_VALUES = st.recursive(
    _TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=8,
)
_RECORDS = st.dictionaries(_KEYS, _VALUES, max_size=3)


@given(_RECORDS)
def test_a_version_does_not_differ_from_itself(values: Values) -> None:
    assert changes(values, values) == ()


@given(_RECORDS, _RECORDS)
def test_a_way_back_has_as_many_changes(before: Values, after: Values) -> None:
    forth, back = changes(before, after), changes(after, before)
    assert sorted(change.name for change in forth) == sorted(change.name for change in back)
    assert all(change.words for change in forth)
