"""Bodies of records: Markdown for people, and nothing that is not."""

from __future__ import annotations

import builtins
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balintrec.errors import BalintrecError
from balintrec.formats import prose as module
from balintrec.formats.prose import prose

PIECES = st.sampled_from(
    ["<script>", "</script>", "<img src=x onerror=alert(1)>", "[a](javascript:alert(1))", "![b](http://c/d.png)", "# ",
     "\n\n", "- ", "> ", "`", "<a href='data:text/html,x'>", "[e](//f)", "&lt;", "\u202e",
     "|a|b|\n|-|-|\n|c|d|\n", "***"]
)  # fmt: skip
TAG = re.compile(r"<(/?)([a-z0-9]+)((?:\s[^<>]*)?)>")
ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')


def test_markdown_becomes_a_page() -> None:
    assert prose("# Agreement\n\nWhat is said **here** stays here.\n\n- no notes\n") == (
        '<h3 dir="auto">Agreement</h3>\n<p dir="auto">What is said <strong>here</strong> stays here.</p>\n'
        '<ul dir="auto">\n<li>no notes</li>\n</ul>\n'
    )


def test_html_is_shown_as_text() -> None:
    assert "<script>" not in prose("<script>alert(1)</script>")
    assert "&lt;script&gt;" in prose("<script>alert(1)</script>")


@pytest.mark.parametrize(
    "way", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "../members/x.html", "//evil"]
)
def test_links_lead_to_the_web_and_to_mail_alone(way: str) -> None:
    assert "href" not in prose(f"[text]({way})")


@pytest.mark.parametrize("way", ["https://example.org/a?b=c", "http://example.org", "mailto:a@example.org"])
def test_links_take_nobody_along(way: str) -> None:
    made = prose(f"[text]({way})")
    assert f'href="{way}"' in made
    assert 'rel="noopener nofollow"' in made


def test_picture_is_its_words() -> None:
    assert prose("![the <room>](https://example.org/a.png)") == '<p dir="auto">the &lt;room&gt;</p>\n'


def test_headings_follow_those_of_the_page_without_leaving_one_out() -> None:
    levels = re.findall(r"<h(\d)", prose("### a\n\n##### b\n\n# c\n\n## d\n\n###### e\n"))
    assert levels == ["3", "4", "3", "4", "5"]


@given(st.lists(PIECES | st.text(max_size=8), max_size=12))
def test_nothing_but_plain_markup_comes_out(pieces: list[str]) -> None:
    made = prose("".join(pieces))
    rest = TAG.sub("", made)
    assert "<" not in rest and ">" not in rest
    for _, tag, attributes in TAG.findall(made):
        assert tag in module._TAGS
        for name, value in ATTRIBUTE.findall(attributes):
            assert name in ("dir", "href", "rel", "start")
            assert name != "href" or value.startswith(("http://", "https://", "mailto:"))


def test_without_the_libraries_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name in ("nh3", "markdown_it"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    module._libraries.cache_clear()
    with pytest.raises(BalintrecError, match=r'pip install "balintrec\[site\]"'):
        prose("text")
    module._libraries.cache_clear()
