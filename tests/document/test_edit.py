"""Changes to a record: one value more, and nothing else is touched."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from balintrec.document import Values, parse
from balintrec.document.edit import add_to_list, set_value
from balintrec.document.serialize import emit
from balintrec.errors import BalintrecError

KEY = "also-known-as"

ADDED = {
    "no such key": ("name: Sana\n", "name: Sana\nalso-known-as: [New]\n"),
    "in brackets": ("also-known-as: [a, b]  # two\n", "also-known-as: [a, b, New]  # two\n"),
    "with a last comma": ("also-known-as: [a, b,]\n", "also-known-as: [a, b, New,]\n"),
    "in brackets on lines": (
        "also-known-as: [\n  a,  # one\n  b  # two\n]\n",
        "also-known-as: [\n  a,  # one\n  b, New  # two\n]\n",
    ),
    "empty brackets": ("also-known-as: []\n", "also-known-as: [New]\n"),
    "one a line": (
        "also-known-as:\n  - a\n  - 'b'  # two\n# end\n",
        "also-known-as:\n  - a\n  - 'b'  # two\n  - New\n# end\n",
    ),
    "one a line, not indented": ("also-known-as:\n- a\nname: x\n", "also-known-as:\n- a\n- New\nname: x\n"),
    "a single value": ("also-known-as: a  # one\n", "also-known-as: [a, New]  # one\n"),
    "a single value with a comma": ("also-known-as: a, b\n", 'also-known-as: ["a, b", New]\n'),
    "no value": ("also-known-as:  # none yet\nname: x\n", "also-known-as: [New]  # none yet\nname: x\n"),
    "keys set in": ("  name: x\n", "  name: x\n  also-known-as: [New]\n"),
    "keys in braces": ("{name: x}\n", "{also-known-as: [New], name: x}\n"),
    "a last value that goes on to the end": (
        "norms:\n- |+\n  x\n\n",
        "also-known-as: [New]\nnorms:\n- |+\n  x\n\n",
    ),
    "there already": ("also-known-as: [New]\n", "also-known-as: [New]\n"),
    "letters of two columns before it": (
        "also-known-as: [عائشہ خان, 👩‍⚕️]\n",
        "also-known-as: [عائشہ خان, 👩‍⚕️, New]\n",
    ),
}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(("before", "after"), ADDED.values(), ids=ADDED)
def test_one_more_value(before: str, after: str, ending: str) -> None:
    mark = "\ufeff" if ending == "\r\n" else ""

    def whole(front: str) -> str:
        return mark + f"---\n{front}---\n\nBody: [a]\n".replace("\n", ending)

    assert add_to_list(whole(before), KEY, "New") == whole(after)


REFUSED = {
    "a mapping": "---\nalso-known-as: {a: b}\n---\n",
    "no front matter": "Sana\n",
    "broken front matter": "---\nname: [\n---\n",
    "a dash on a line of its own": "---\nalso-known-as:\n  -\n    a\n---\n",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_edited_is_refused(text: str) -> None:
    with pytest.raises(BalintrecError, match=r"change it by hand"):
        add_to_list(text, KEY, "New")


COUNTS = {
    "no such key": ("date: 2024-03-12\n", "date: 2024-03-12\nguests: 2\n"),
    "a value": ("guests: 1  # Hina\nx: y\n", "guests: 2  # Hina\nx: y\n"),
    "a quoted value": ('guests: "1"\n', "guests: 2\n"),
    "no value": ("guests:\nx: y\n", "guests: 2\nx: y\n"),
    "the same": ('guests: "2"\n', 'guests: "2"\n'),
}


@pytest.mark.parametrize(("before", "after"), COUNTS.values(), ids=COUNTS)
def test_a_value_is_set(before: str, after: str) -> None:
    assert set_value(f"---\n{before}---\n", "guests", 2) == f"---\n{after}---\n"


def test_a_list_is_no_single_value() -> None:
    with pytest.raises(BalintrecError):
        set_value("---\nguests: [1]\n---\n", "guests", 2)


TEXTS = st.text("ab ,:#-'\"[]{}&*!|>%@`\\łعй0.", min_size=1, max_size=8).map(str.strip).filter(bool)
FLOW = st.sampled_from(["[{}]", "[ {} ]", "[{},]", "[\n    {}\n  ]", "[  # why\n    {}  # that\n  ]"])
REST = st.sampled_from(["", "# a remark\n", "name: Sana  # the elder\n", "norms: |\n  one\n  two\n",
                        "goals:\n- a\n- b\n", "size: {at-least: 6}\n"])  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> str:
    """Front matter with a list in one of the ways in which people write it, between other keys."""
    values = draw(st.lists(TEXTS, max_size=3))
    way = draw(st.sampled_from(["flow", "block", "one", "none", "missing"]))
    if way == "flow":
        written = f"{KEY}: {draw(FLOW).format(', '.join(map(emit, values)))}\n"
    elif way == "block" and values:
        lead = draw(st.sampled_from(["", "  ", "    "]))
        written = f"{KEY}:\n" + "".join(
            f"{lead}- {emit(value)}{draw(st.sampled_from(['', '  # x']))}\n" for value in values
        )
    elif way == "one" and values:
        written = f"{KEY}: {draw(st.sampled_from([emit(values[0]), values[0]]))}\n"
    else:
        written = f"{KEY}:\n" if way == "none" else ""
    body = draw(st.sampled_from(["", "Body.", "\n\nBody: x\n"]))
    return f"---\n{draw(REST)}{written}{draw(REST)}---\n{body}"


@settings(max_examples=400, deadline=None)
@given(records(), TEXTS)
def test_the_same_values_and_one_more(text: str, value: str) -> None:
    before = parse(text.encode())
    assume(before.values and not isinstance(before.values.get(KEY), dict))
    assert before.values is not None
    edited = add_to_list(text, KEY, value)
    after = parse(edited.encode())
    old = before.values.get(KEY, [])
    listed = old if isinstance(old, list) else [old] if old else []
    wanted: Values = {**before.values, KEY: listed if value in listed else [*listed, value]}
    assert (after.values, after.body) == (wanted if value not in listed else before.values, before.body)
    if isinstance(old, list):
        changes = [line for line in difflib.ndiff(text.splitlines(), edited.splitlines()) if line[0] in "+-"]
        assert len(changes) <= 2
        assert text.count("#") <= edited.count("#")
