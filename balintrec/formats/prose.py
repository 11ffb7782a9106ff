"""The body of a record as HTML: Markdown for people, without raw HTML, images or links that do anything odd."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from balintrec.errors import BalintrecError
from balintrec.formats.html import tamed

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_BLOCKS = ("p", "ul", "ol", "blockquote", "table", "h2", "h3", "h4", "h5", "h6")
_TAGS = {
    *_BLOCKS,
    "li",
    "a",
    "em",
    "strong",
    "s",
    "code",
    "pre",
    "hr",
    "br",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
_ATTRIBUTES = {**{tag: {"dir"} for tag in _BLOCKS}, "a": {"href"}, "ol": {"dir", "start"}}
_LOWEST = 6


def prose(text: str, top: int = 3) -> Markup:
    """A Markdown text as safe HTML; its highest heading becomes one of the level ``top``.

    HTML in it is shown as text, a picture as the words that stand for it; links lead to http, https and mail. Every
    paragraph finds its own direction. Raises `BalintrecError` where the libraries are not installed.
    """
    markdown, clean = _libraries()
    tokens = markdown.parse(tamed(text))
    _demote(tokens, top)
    for token in tokens:
        if token.tag in _BLOCKS and token.nesting == 1:
            token.attrSet("dir", "auto")
    made = markdown.renderer.render(tokens, markdown.options, {})
    safe = clean(
        made,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        url_relative="deny",
        link_rel="noopener nofollow",
    )
    return Markup(safe)  # cleaned just above: the one place where text of a record becomes markup


def _demote(tokens: Sequence[Token], top: int) -> None:
    """Headings in order below that of the page: none higher than ``top``, none that leaves out a level."""
    openings = [token for token in tokens if token.type == "heading_open"]
    highest = min((int(token.tag[1]) for token in openings), default=1)
    level = before = top - 1
    for token in tokens:
        if token.type == "heading_open":
            level = before = min(top + int(token.tag[1]) - highest, before + 1, _LOWEST)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{level}"


@cache
def _libraries() -> tuple[MarkdownIt, Callable[..., str]]:
    try:
        from markdown_it import MarkdownIt
        from nh3 import clean
    except ImportError:
        raise BalintrecError(
            'pages with texts of records need more than the core: pip install "balintrec[site]"'
        ) from None
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.add_render_rule("image", _described)
    return markdown, clean


def _described(_: object, tokens: Sequence[Token], place: int, *__: object) -> str:
    """Of a picture the words that stand for it."""
    return escape(tokens[place].content)
