"""Changes to a record at a place: one value is exchanged or taken out, and nothing else is touched."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from balintrec.document import Value, parse
from balintrec.document.edit import add_to_list, remove_value, replace_value, taken_from, value_at, with_value
from balintrec.document.serialize import emit, may_stand_bare
from balintrec.errors import BalintrecError
from balintrec.finding import Key

pytestmark = pytest.mark.slow

REPLACED = {
    "plain": (("by",), "by: ola  # she\n", "by: new-one  # she\n"),
    "in single quotes": (("by",), "by: 'ola'\n", "by: 'new-one'\n"),
    "in double quotes": (("by",), 'by: "ola"\n', 'by: "new-one"\n'),
    "on the next line": (("by",), "by:\n  ola\n", "by:\n  new-one\n"),
    "folded": (("by",), "by: >-  # ola, that is\n  olaf\n", "by: >-  # ola, that is\n  new-one\n"),
    "escaped": (("by",), 'by: "\\u006fla"\n', "by: new-one\n"),
    "empty": (("by",), "by:  # who?\n", "by: new-one  # who?\n"),
    "in brackets": (("by", 1), "by: [a, ola, b]\n", "by: [a, new-one, b]\n"),
    "an item a line": (("by", 1), "by:\n- a\n- ola  # x\n", "by:\n- a\n- new-one  # x\n"),
    "a list of one written plainly": (("by", 0), "by: ola\n", "by: new-one\n"),
    "deep": (("a", 0, "by"), "a:\n  - {x: ola, by: ola}\n", "a:\n  - {x: ola, by: new-one}\n"),
}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(("key", "before", "after"), REPLACED.values(), ids=REPLACED)
def test_a_value_is_replaced(key: Key, before: str, after: str, ending: str) -> None:
    mark = "\ufeff" if ending == "\r\n" else ""

    def whole(front: str) -> str:
        return mark + f"---\n{front}---\n\nola\n".replace("\n", ending)

    assert replace_value(whole(before), key, "new-one") == whole(after)


@pytest.mark.parametrize("new", ["null", "yes", "2024-03-12", "12", "1e5", "0x1f"])
def test_what_others_read_as_something_else_gets_quotes(new: str) -> None:
    assert replace_value("---\nby: ola\n---\n", ("by",), new) == f'---\nby: "{new}"\n---\n'


def test_an_id_that_begins_with_a_day_gets_none() -> None:
    assert replace_value("---\nby: ola\n---\n", ("by",), "2024-03-12-ola") == "---\nby: 2024-03-12-ola\n---\n"


@pytest.mark.parametrize("key", [("no",), ("by", 3), ("by",), ("a", "no"), ("a",)])
def test_what_is_no_single_value_is_not_replaced(key: Key) -> None:
    with pytest.raises(BalintrecError, match="cannot be changed here"):
        replace_value("---\nby: [ola]\na: {b: c}\n---\n", key, "x")


REMOVED = {
    "the first in brackets": (("by", 0), "by: [a, b]\n", "by: [b]\n"),
    "the last in brackets": (("by", 1), "by: [ a, b ]  # x\n", "by: [ a ]  # x\n"),
    "in brackets on lines": (
        ("by", 1),
        "by: [\n  a,  # one\n  b,  # two\n  c\n]\n",
        "by: [\n  a,  # one\n  c\n]\n",
    ),
    "the last in brackets on lines": (("by", 1), "by: [\n  a,  # one\n  b\n]\n", "by: [\n  a,  # one\n]\n"),
    "an item a line": (("by", 1), "by:\n- a\n- b  # x\n# y\n- c\n", "by:\n- a\n# y\n- c\n"),
    "a mapping of several lines": (
        ("by", 0),
        "by:\n  - x: a\n    to: b\n  - x: c\n    to: d\n",
        "by:\n  - x: c\n    to: d\n",
    ),
    "a key in braces": (("by", 0, "to"), "by: [{from: a, to: b}]\n", "by: [{from: a}]\n"),
    "a first key in braces": (("by", 0, "to"), "by: [{to: b, from: a}]\n", "by: [{from: a}]\n"),
    "a key on its line": (("by", "to"), "by:\n  from: a\n  to: b\nx: y\n", "by:\n  from: a\nx: y\n"),
    "a key behind a dash": (("by", 0, "to"), "by:\n  - to: b\n    from: a\n", "by:\n  - from: a\n"),
}


@pytest.mark.parametrize(("key", "before", "after"), REMOVED.values(), ids=REMOVED)
def test_a_value_is_removed(key: Key, before: str, after: str) -> None:
    assert remove_value(f"---\n{before}---\nBody.\n", key) == f"---\n{after}---\nBody.\n"


@pytest.mark.parametrize("key", [("by", 0), ("by", 1), ("by",), ("a", "b"), ("no", 0)])
def test_the_only_one_is_not_removed(key: Key) -> None:
    with pytest.raises(BalintrecError, match="cannot be changed here"):
        remove_value("---\nby: [ola]\na: {b: c}\n---\n", key)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("by: [{from: a}]\n", "by: [{from: a}, {from: b, to: c}]\n"),
        ("by:\n  - from: a\n    to: b\n", "by:\n  - from: a\n    to: b\n  - {from: b, to: c}\n"),
        ("x: y\n", "x: y\nby: [{from: b, to: c}]\n"),
        ("by: [{from: b, to: c}]\n", "by: [{from: b, to: c}]\n"),
    ],
)
def test_one_more_mapping(before: str, after: str) -> None:
    assert add_to_list(f"---\n{before}---\n", "by", {"from": "b", "to": "c"}) == f"---\n{after}---\n"


TEXTS = st.text("ab ,:#-'\"[]{}&*!|>%@`\\łعй0.", min_size=1, max_size=8).map(str.strip).filter(bool)
IDS = st.from_regex(r"[a-z0-9]{1,3}(-[a-z0-9]{1,2}){0,2}", fullmatch=True)
REMARK = st.sampled_from(["", "  # a remark"])


@st.composite
def scalar(draw: st.DrawFn) -> str:
    """A value on one line in one of the ways in which people write it."""
    value = draw(IDS | TEXTS)
    ways = [emit(value), "'" + value.replace("'", "''") + "'"]
    return draw(st.sampled_from([*ways, value] if may_stand_bare(value) else ways))


@st.composite
def records(draw: st.DrawFn) -> str:
    """Front matter with lists and mappings in several ways, and remarks between them."""
    parts = []
    for name in draw(st.lists(st.sampled_from("abcd"), min_size=1, unique=True)):
        one, two, three = draw(scalar()), draw(scalar()), draw(scalar())
        remark = draw(REMARK)
        parts.append(
            draw(
                st.sampled_from(
                    [
                        f"{name}: {one}{remark}\n",
                        f"{name}: [{one}, {two}, {three}]{remark}\n",
                        f"{name}: [\n  {one},{remark}\n  {two},\n  {three}{remark}\n]\n",
                        f"{name}:\n- {one}{remark}\n- {two}{remark}\n# between\n- {three}\n",
                        f"{name}: {{from: {one}, to: {two}}}{remark}\n",
                        f"{name}:\n  - {{m: {one}, from: {two}}}{remark}\n  - {{from: {three}, to: {two}}}\n",
                        f"{name}:\n  - m: {one}{remark}\n    to: {two}\n  - to: {three}\n    m: {one}{remark}\n",
                    ]
                )
            )
        )
    body = draw(st.sampled_from(["", "Body.\n", "\n\nBody: x  # no remark\n"]))
    return f"---\n{''.join(parts)}---\n{body}"


def ways(value: Value, key: Key = ()) -> Iterator[Key]:
    """The way to everything inside a value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for part, one in inside:
        yield (*key, part)
        yield from ways(one, (*key, part))


def changed_lines(before: str, after: str) -> int:
    """How many lines are gone, and how many have come: the greater of the two."""
    differ = [line[0] for line in difflib.ndiff(before.split("\n"), after.split("\n"))]
    return max(differ.count("-"), differ.count("+"))


@settings(max_examples=300, deadline=None)
@given(records(), TEXTS | IDS, st.data())
def test_only_that_value_is_another(text: str, new: str, data: st.DataObject) -> None:
    before = parse(text.encode())
    assume(before.values)
    assert before.values
    keys = [key for key in ways(before.values) if isinstance(value_at(before.values, key), str)]
    key = data.draw(st.sampled_from(keys))
    edited = replace_value(text, key, new)
    after = parse(edited.encode())
    assert (after.values, after.body) == (with_value(before.values, key, new), before.body)
    assert changed_lines(text, edited) <= 1
    assert text.count("remark") == edited.count("remark")
    old = value_at(before.values, key)
    assert isinstance(old, str)
    if may_stand_bare(new) and old not in new and new not in old:
        assert parse(replace_value(edited, key, old).encode()).values == before.values


@settings(max_examples=300, deadline=None)
@given(records(), st.data())
def test_only_that_value_is_gone(text: str, data: st.DataObject) -> None:
    before = parse(text.encode())
    assume(before.values)
    assert before.values
    keys = [key for key in ways(before.values) if len(key) > 1 and len(value_at(before.values, key[:-1])) > 1]
    assume(keys)
    key = data.draw(st.sampled_from(keys))
    after = parse(remove_value(text, key).encode())
    assert (after.values, after.body) == (taken_from(before.values, key), before.body)
