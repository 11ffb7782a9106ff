"""Pages: every value is escaped, nothing hidden passes, and what is missing is an error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from balintrec.formats.html import page, tamed
from balintrec.formats.site.named import Name, Named

NAMED = "site/parts.html"


def _name(text: str) -> str:
    """A name as pages show it."""
    from balintrec.formats.html import _environment

    module = _environment("en").get_template(NAMED).make_module({"frame": None})
    return tamed(str(module.name(Named("x", (Name(text, ""),), ""))))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ('" onmouseover="x', "&#34; onmouseover=&#34;x"),
        ("{{ 7 * 7 }}{% raw %}", "{{ 7 * 7 }}{% raw %}"),
        ("abc\u202edcba", r"abc\u202edcba"),
        ("\u2066x\u2069", r"\u2066x\u2069"),
        ("a\x1b[31m\x00b", r"a\x1b[31m\x00b"),
        ("عائشہ خان", "عائشہ خان"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_text_of_a_record_is_only_text(text: str, shown: str) -> None:
    assert _name(text) == f"<bdi>{shown}</bdi>"


@given(st.text(max_size=60))
def test_page_can_be_written_and_shows_no_control(text: str) -> None:
    shown = tamed(text)
    shown.encode()
    assert not any(letter < " " and letter not in "\n\t" for letter in shown)
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x7f\x85") & set(shown)


def test_what_a_page_needs_and_was_not_given_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        page("site/register.html")
