"""Texts made safe for Markdown: nothing comes to life, and what is copied is what was written."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from balintrec.formats.markdown import safe, span
from balintrec.sanitize import visible

markdown_it = pytest.importorskip("markdown_it")
READER = markdown_it.MarkdownIt("commonmark", {"html": True}).enable("table")
ALIVE = re.compile(
    r"[@#!$%~^&](?=[\w\"'{\[(:*+-])|://|www\.|:[a-z+_-][\w+-]*:|\bGH-\d|\b[0-9a-f]{7,}\b", re.IGNORECASE
)
COMMIT = "6bd028048505d02cdad5a84af172db7f3361fc6c"
TELLING = [
    "@",
    "#",
    "`",
    "|",
    "\\",
    "<",
    "&",
    "_",
    "*",
    " ",
    "a",
    "7",
    ".",
    "-",
    ":",
    "/",
    '"',
    "'",
    "(",
    "[",
    "~",
    "!",
]
texts = st.text() | st.lists(
    st.sampled_from([*TELLING, "www.", "GH-12", "://", COMMIT, "deadbee", "@nadia", "خ", "\u200b", "\n"])
).map("".join)


def inline(markdown: str) -> list[Any]:
    """What a line of Markdown is read as."""
    return [token for block in READER.parse(markdown) for token in block.children or ()]


def read(tokens: list[Any]) -> tuple[str, list[str]]:
    """The text that is seen, and of it what is code."""
    seen, codes, inside = "", [], False
    for token in tokens:
        assert token.type in ("text", "code_inline", "html_inline", "text_special"), token
        if token.type == "html_inline":
            assert token.content in ("<code>", "</code>"), token.content
            inside = token.content == "<code>"
            codes += [""] if inside else []
            continue
        seen += token.content
        if token.type == "code_inline":
            codes.append(token.content)
        elif inside:
            codes[-1] += token.content
        else:
            assert not ALIVE.search(token.content), token.content
    return seen, codes


@given(texts)
@example("`@admin`")
@example("a\\|@admin")
@example('@"a b"')
@example("1. @x")
@example("- #12.")
@example("~@~#!@")
@example(f"see {COMMIT}, or https://evil.example/@x?y=1.")
def test_text_is_read_as_it_was_written_and_nothing_comes_to_life(text: str) -> None:
    seen, _ = read(inline(safe(text)))
    assert seen == visible(text).strip()


@given(texts)
def test_text_in_a_cell_is_read_as_it_was_written(text: str) -> None:
    blocks = READER.parse(f"| a | b |\n|---|---|\n| {safe(text)} | {span(text)} |")
    cells = [token.children for token in blocks if token.type == "inline"]
    assert len(cells) == 4
    assert read(cells[2])[0] == visible(text).strip()
    seen, codes = read(cells[3])
    assert codes == [seen] == [visible(text) or " "]


@given(texts)
def test_code_holds_what_is_to_be_copied_and_nothing_else(text: str) -> None:
    seen, codes = read(inline(span(text)))
    assert codes == [seen] == [visible(text) or " "]
    assert not [
        letter for letter in span(text) if unicodedata.category(letter) == "Cf" and letter not in text
    ]


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        (f"commit {COMMIT}, by hand", [COMMIT]),
        ('run "git show deadbeef1"', ["deadbeef1"]),
        ("git diff HEAD~1 -- records", ["HEAD~1"]),
        ("mentions @indus/everybody.", ["@indus/everybody"]),
        ("#12, GH-12 and indus/records#12: all", ["#12", "GH-12", "indus/records#12"]),
        (
            "nadia@indus.example (https://indus.example/a?b=1)",
            ["nadia@indus.example", "https://indus.example/a?b=1"],
        ),
        ("balintrec check --since main", []),
        ("3 of 5 sessions, on 2026-11-28 at 18:00", []),
        ("C & A: 100 % of them!", []),
    ],
)
def test_only_what_would_come_to_life_is_code(text: str, copied: list[str]) -> None:
    assert read(inline(safe(text))) == (text, copied)
