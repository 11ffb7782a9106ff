"""The reader of plain front matter is held to the usual one: it says nothing, or the same."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from balintrec import document
from balintrec.document import Document, parse
from balintrec.document.fast_path import LONGEST, read_plain
from balintrec.document.front_matter import build
from balintrec.document.text import INVISIBLE, split

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "records").rglob("*.md"))
MISTAKES = sorted((ROOT / "tests" / "mistakes").rglob("*.md"))


def exact(value: Any) -> Any:
    """A value with its types and the order of its keys, which == does not look at."""
    if type(value) is dict:
        return [("key", type(key), key, exact(one)) for key, one in value.items()]
    if type(value) is list:
        return [("item", exact(one)) for one in value]
    return type(value), value


def answered(text: str) -> bool:
    """Whether the plain reader takes this text; then the usual one must read the same, without a problem."""
    values = read_plain(text)
    if values is None:
        return False
    usual, problems, _ = build(text, 2, places=False)
    assert (exact(values), problems) == (exact(usual), [])
    return True


def usually(data: bytes) -> Document:
    """What `parse` gives without the plain reader."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "read_plain", lambda _: None)
        return parse(data)


def same_document(data: bytes) -> None:
    one, other = parse(data), usually(data)
    assert one == other
    assert exact(one.values) == exact(other.values)


PLAIN = {
    "texts": ("name: Sana Malik\ndate: 2024-03-12\n", {"name": "Sana Malik", "date": "2024-03-12"}),
    "no line end behind the last": ("name: Sana", {"name": "Sana"}),
    "marks inside a text": (
        "reason: O'Neil (x.y@z.org) & co; a+b, c/d - e",
        {"reason": "O'Neil (x.y@z.org) & co; a+b, c/d - e"},
    ),
    "what YAML takes for something else": ("a: yes\nb: null\nc: 0x1F", {"a": "yes", "b": "null", "c": "0x1F"}),
    "letters of any script": ("name: عائشہ خان\nsort-key: Łucja 𐐀", {"name": "عائشہ خان", "sort-key": "Łucja 𐐀"}),
    "blanks inside a text": ("name: Sana   Malik", {"name": "Sana   Malik"}),
    "in quotes": ('start: "18:00"\nend: ""\nkind: " a: b "', {"start": "18:00", "end": "", "kind": " a: b "}),
    "a list": ("leaders: [nadia-iqbal, omar farooq]", {"leaders": ["nadia-iqbal", "omar farooq"]}),
    "a list of nothing": ("observers: []", {"observers": []}),
    "a list of one": ("leaders: [a]", {"leaders": ["a"]}),
    "one a line": ("norms:\n  - a, b\n  - c\nname: x", {"norms": ["a, b", "c"], "name": "x"}),
    "keys in braces": ("size: {at-least: 6, at-most: 12}", {"size": {"at-least": "6", "at-most": "12"}}),
    "keys in braces, in a list": (
        "membership: [{from: 2022-01-10, to: 2023-01-09}, {from: 2024-01-01}]",
        {"membership": [{"from": "2022-01-10", "to": "2023-01-09"}, {"from": "2024-01-01"}]},
    ),
    "keys in braces, one a line": (
        "answers:\n  - {pseudonym: p1, values: [5, 4]}\n  - {pseudonym: p2, values: []}\n",
        {"answers": [{"pseudonym": "p1", "values": ["5", "4"]}, {"pseudonym": "p2", "values": []}]},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "values"), PLAIN.values(), ids=PLAIN)
def test_what_is_plain_is_read(text: str, values: dict[str, Any]) -> None:
    assert exact(read_plain(text)) == exact(values)
    assert answered(text)


LEFT = [
    # lines and keys
    "", "\n", "name", "name:", "name: ", "name:\n", "name:Sana", "name : Sana", "name:  Sana", "name: Sana ",
    " name: Sana", "Name: Sana", '"name": a', "? a\n: b", "<<: {a: b}", f"{'k' * 65}: a", "name: Sana\n\nkind: a",
    "name: a\nname: b", "name: Sana\n  Malik", "name: Sana\n  - a", "# a", "name: a #b", "name: a\t", "name:\ta",
    "name: a\rb", "---", "name: Sana\n---", "name: a\n...", "%YAML 1.1\nname: a", "name: a\n<<<<<<< HEAD",
    "name: a\n=======", f"name: {'a' * LONGEST}",
    # texts
    "name: a: b", "name: a:", "name: a:b", "name: |\n  a", "name: >\n  a", "name: &a b", "name: *a", "name: !a b",
    "name: %a", "name: @a", "name: `a", "name: -a", "name: - a", "name: ?a", "name: ? a", "name: :a", "name: , a",
    "name: 'a'", 'name: "a', 'name: a"', 'name: "a" b', 'name: "a\\n"', 'name: "a\n  b"', 'name: "a""b"', "name: “a”",
    "name: a’s", "name: a\u0085b", "name: a\u2028b", "name: a\u00a0b", "name: a\ufeffb", "name: a\u200cb",
    "name: z\u0307", "name: a\x00b", "\ufeffname: a", "name: <<",
    # lists
    "name: [", "name: ]", "name: [a", "name: a]\nkind: [b", "name: [a]]", "name: [a,b]", "name: [a ,b]",
    "name: [a,  b]", "name: [ a]", "name: [a ]", "name: [a, ]", "name: [a,]", "name: [a,, b]", "name: [a, , b]",
    "name: [, a]", "name: [a: b]", "name: [a] b", "name: [a]b", "name: [a]: b", "name: [[a]]", 'name: ["a"]',
    "name: [a,\n  b]", "name:\n- a", "name:\n  - a\n   - b", "name:\n  - a\n - b", "name:\n  -\n    a", "name:\n    a",
    "name:\n  - [a]",
    # keys in braces, or set in
    "name: }", "name: {", "name: {}", "name: {a}", "name: {a: }", "name: {a:}", "name: {a:b}", "name: {a: b, c}",
    "name: {a: b,}", "name: {a: b, a: c}", "name: [{a: b, a: c}]", "name:\n  - {a: b, a: c}", "name: {a: {b: c}}",
    "name: [{a: b}, c]", "name: {a: b}\n  - {a: b}", "name:\n  - {a: b}\n  - c", "name:\n  - a\n  - {b: c}",
    "name:\n  - a: b", "name:\n  a: b",
]  # fmt: skip


@pytest.mark.parametrize("text", LEFT)
def test_what_is_not_plain_is_left_to_the_usual_reader(text: str) -> None:
    assert read_plain(text) is None


def test_nearly_every_record_is_plain() -> None:
    plain = sum(answered(split(path.read_text("utf-8")).yaml) for path in SAMPLES)
    assert plain >= 0.95 * len(SAMPLES)


def test_every_letter_that_is_taken_is_the_same_to_both() -> None:
    """Of all characters there are."""
    letters = map(chr, range(sys.maxunicode + 1))
    inside = [letter for letter in letters if read_plain(f"name: a{letter}a")]
    first = [letter for letter in inside if read_plain(f"name: {letter}")]
    assert len(inside) > len(first) > 100_000
    assert not INVISIBLE.search("".join(inside))
    for start in range(0, len(inside), 1000):
        assert answered(f"name: a{''.join(inside[start : start + 1000])}a")
        some = first[start : start + 1000]
        assert answered(
            f"name: [a, {', '.join(some)}]\nkind:" + "".join(f"\n  - {one}" for one in "a" + "".join(some))
        )


EVERY_FORM = """date: 2024-03-12
start: "18:00"
name: {latin: A b, ur: ع خ}
leaders: [nadia-i, o f]
observers: []
norms:
  - a, b
  - c
roster:
  - {member: a, from: 1}
  - {of: [b, c], to: 2}
of: [{from: 1}, {to: 2}]"""
TELLING = (
    "\n\r\t :;#-+[]{}(),.\"'&*!|>%@`?\\/~=<_^$0aZé\x00\x07\x85\xa0\xad"
    "\u0307\u0670\u200b\u200c\u2028\u2019\u201c\u3000\ufeff\uffff٣ع𐐀"
)
PIECES = [
    *TELLING, "\n  - ", "\n- ", "\n  ", ": ", ", ", " #", "---", "...", "\n---\n", "{a: b}", "[a]", '"a"', "'a'", "<<",
    "\n\n", "\nkey: value", "key:", "2024-03-12", "z\u0307", "عائشہ",
]  # fmt: skip


def edits(text: str) -> Iterator[str]:
    """Every text that one typing error makes of this one."""
    for place in range(len(text) + 1):
        yield text[:place] + text[place + 1 :]
        for letter in TELLING:
            yield text[:place] + letter + text[place:]
            yield text[:place] + letter + text[place + 1 :]


def test_every_edit_of_a_letter_is_read_the_same_or_left() -> None:
    assert sum(answered(text) for text in edits(EVERY_FORM)) > 2000


def mostly(usual: list[str], near_misses: list[str]) -> st.SearchStrategy[str]:
    return st.integers(0, 15).flatmap(lambda odd: st.sampled_from(usual if odd else near_misses))


KEYS = mostly(
    ["name", "from", "to", "co-leaders", "a", "k9-"], ["Name", "no", "<<", "-a", "é", "a b", "", "9a"]
)
USUAL = ["sana-malik", "2024-03-12", "a b", "عائشہ خان", "O'Neil", "x@y.org", "5", "no", "null"]
MISSED = [
    "a, b",
    "",
    '"18:00"',
    '""',
    "'a'",
    '"a',
    "a:",
    "a: b",
    "a #b",
    "a ",
    "-a",
    "- a",
    "a\u2028b",
    "z\u0307",
]
WORDS = st.one_of(
    mostly(USUAL, MISSED),
    st.sampled_from("ab0") | st.text(st.sampled_from("ab0 é-'.") | st.sampled_from(TELLING), max_size=5),
)
COMMA = mostly([", "], [",", " , ", ",, ", "  "])
COLON = mostly([": "], [":", ":  ", " : ", ":\n  "])
ITEM = mostly(["\n  - "], ["\n- ", "\n    - ", "\n  -", "\n -"])
END = mostly(["\n"], [" \n", "", "\n\n", "\n  ", "\n# a\n", "\r\n"])


def joined(items: st.SearchStrategy[str], start: str, end: str) -> st.SearchStrategy[str]:
    return st.builds(lambda comma, some: start + comma.join(some) + end, COMMA, st.lists(items, max_size=3))


PAIR = st.builds("{}{}{}".format, st.sampled_from("ab") | KEYS, COLON, WORDS | joined(WORDS, "[", "]"))
MAPPING = joined(PAIR, "{", "}")
FLOW = st.one_of(WORDS, MAPPING, joined(WORDS, "[", "]"), joined(MAPPING, "[", "]"), joined(PAIR, "[", ""))
BLOCK = st.lists(st.tuples(ITEM, WORDS | MAPPING).map("".join), min_size=1, max_size=3).map("".join)
ENTRY = st.one_of(
    st.tuples(KEYS, COLON, WORDS | FLOW, END).map("".join),
    st.tuples(KEYS, st.just(":"), BLOCK, END).map("".join),
)


@settings(max_examples=800, deadline=None)
@given(st.lists(ENTRY, min_size=1, max_size=3).map("".join))
def test_what_looks_plain_is_read_the_same_or_left(text: str) -> None:
    event(f"answered: {answered(text)}")


def changed(text: str, changes: list[tuple[int, int, str]]) -> str:
    for place, gone, come in changes:
        place %= len(text) + 1
        text = text[:place] + come + text[place + gone :]
    return text


CHANGES = st.lists(
    st.tuples(st.integers(0, 2000), st.sampled_from([0, 0, 1, 1, 2, 5]), st.sampled_from(["", "", *PIECES])),
    min_size=1,
    max_size=3,
)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(SAMPLES), CHANGES)
def test_a_record_with_mistakes_is_read_the_same_or_left(
    path: Path, changes: list[tuple[int, int, str]]
) -> None:
    event(f"answered: {answered(changed(split(path.read_text('utf-8')).yaml, changes))}")


@pytest.mark.parametrize("folder", ["records", "tests/mistakes"])
def test_the_whole_document_is_the_same(folder: str) -> None:
    paths = sorted((ROOT / folder).rglob("*.md"))
    assert paths
    for path in paths:
        same_document(path.read_bytes())


@pytest.mark.parametrize("letter", "aé𐐀")
@pytest.mark.parametrize("size", [LONGEST - 7, LONGEST, 4 * LONGEST])
def test_what_is_too_large_is_so_to_both(letter: str, size: int) -> None:
    same_document(f"---\nname: {letter * size}\n---\n".encode())


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SAMPLES + MISTAKES), CHANGES)
def test_the_whole_document_with_mistakes_is_the_same(
    path: Path, changes: list[tuple[int, int, str]]
) -> None:
    same_document(changed(path.read_bytes().decode("utf-8", "replace"), changes).encode())
