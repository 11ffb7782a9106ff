"""Whole sites in memory, and their pages as a reader of HTML sees them."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote, urlsplit

from balintrec.check import check
from balintrec.document import parse
from balintrec.formats.site.frame import site
from balintrec.formats.site.pages import files
from balintrec.source import Source
from tests.sample import ON

_VOID = {
    "meta",
    "link",
    "br",
    "hr",
    "img",
    "input",
    "path",
    "rect",
    "circle",
    "line",
    "use",
    "polyline",
    "polygon",
}


def made(source: Source, on: date = ON, **options: Any) -> dict[str, bytes]:
    """Every file of a site by path."""
    checked = check(source, on)
    whole = site(
        checked.society, on, checked.findings, lambda record: parse(source.read(record.path)).body, **options
    )
    return {file.path: file.data for file in files(whole)}


def texts(found: Mapping[str, bytes]) -> dict[str, str]:
    """The pages of a site."""
    return {path: data.decode() for path, data in found.items() if path.endswith(".html")}


@dataclass
class Page(HTMLParser):
    """One page: its tags, ids, links and text."""

    source: str
    tags: Counter[str] = field(default_factory=Counter)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    text: str = ""
    open: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.source)
        self.close()
        self.wrong += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attributes]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attributes]

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes something else, at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, name: str) -> Iterator[str]:
        """The values of an attribute wherever it stands."""
        return (value for _, one, value in self.attributes if one == name)


def lost_links(found: Mapping[str, bytes]) -> list[str]:
    """Links of the pages that lead nowhere within the site."""
    pages = {path: Page(text) for path, text in texts(found).items()}
    ids = {path: set(page.values("id")) for path, page in pages.items()}
    lost = []
    for path, page in pages.items():
        for href in page.values("href"):
            way = urlsplit(href)
            if way.scheme in ("http", "https", "mailto"):
                continue
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(way.path)))
                if way.path
                else path
            )
            anchored = not way.fragment or way.fragment in ids.get(target, ())
            if way.scheme or way.netloc or href.startswith("/") or target not in found or not anchored:
                lost.append(f"{path}: {href}")
    return lost
