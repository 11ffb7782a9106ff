"""The dossier in Markdown, HTML and PDF: all say the same, and nothing in a record comes to life in any of them."""

from __future__ import annotations

import re
import shutil
import subprocess
from base64 import b64encode
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from balintrec.formats.dossier.html import dossier_html
from balintrec.formats.dossier.markdown import dossier_markdown
from balintrec.formats.dossier.pdf import dossier_pdf, paragraphs
from balintrec.views.dossier import Dossier, Links, laid_out
from balintrec.views.dossier.gather import Asked
from balintrec.views.dossier.page import Items, Notice, Page, Paragraph, Prose, Run, Section, plain
from tests.formats.dossiers import COMMIT, NAMES, SECRET, hostile, made, of_sample
from tests.sources import MemorySource

pytestmark = pytest.mark.slow

ASKED = Asked("zed", date(2024, 12, 1), "ap")
WITH_REFLECTIONS = ASKED.__class__("zed", date(2024, 12, 1), "ap", with_reflections=True)
ALL = range(len(NAMES))


def attacked(number: int, asked: Asked = WITH_REFLECTIONS) -> Dossier:
    return made(hostile(NAMES[number]), asked)


class Seen(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "hr", "link", "img"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"{tag} is closed out of order"

    def handle_data(self, data: str) -> None:
        self.text += data


def pdf_text(data: bytes, folder: Path) -> str:
    """What a reader of PDF finds in it."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed: what a PDF says cannot be read back")
    file = folder / "dossier.pdf"
    file.write_bytes(data)
    done = subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True)
    return done.stdout.decode()


# HTML


@pytest.mark.parametrize("number", ALL)
def test_page_has_no_element_or_attribute_that_runs_or_fetches_anything(number: int) -> None:
    seen = Seen(dossier_html(attacked(number)))
    assert not {"script", "img", "iframe", "object", "link", "form", "base"} & {
        tag for tag, _ in seen.elements
    }
    names = {name for _, attributes in seen.elements for name in attributes}
    assert not {name for name in names if name.startswith("on") or name in ("style", "src", "srcset")}
    links = {attributes["href"] or "" for tag, attributes in seen.elements if tag == "a"}
    assert all(link.startswith(("#", "records/")) for link in links), links
    assert seen.open == []


@pytest.mark.parametrize("number", ALL)
def test_page_shows_a_name_as_it_is_written(number: int) -> None:
    seen = Seen(dossier_html(attacked(number)))
    assert seen.text.count(NAMES[number]) > 10


def test_page_allows_its_own_style_and_nothing_else() -> None:
    page = dossier_html(of_sample("hina-raza"))
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "http" not in style


def test_ids_are_unique_and_links_inside_the_page_lead_somewhere() -> None:
    elements = Seen(dossier_html(of_sample("saima-batool"))).elements
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    inside = {(attributes["href"] or "")[1:] for tag, attributes in elements if tag == "a"}
    assert {one for one in inside if not one.startswith("ecords")} <= set(ids)
    labels = " ".join(attributes.get("aria-labelledby") or "" for _, attributes in elements)
    assert set(labels.split()) <= set(ids)


def test_controls_that_turn_letters_around_are_written_out() -> None:
    page = dossier_html(attacked(0))
    assert "\u202e" not in page
    assert "\\u202eturned around" in page


def test_pictures_have_titles_and_descriptions() -> None:
    page = dossier_html(of_sample("saima-batool"))
    assert page.count('role="img"') == 3
    assert all(
        f'id="{one}-title"' in page and f'id="{one}-desc"' in page for one in ("months", "way", "turns")
    )


def test_file_with_an_odd_name_is_told_in_every_format() -> None:
    source = hostile("Zed")
    odd = "records/sessions/\udcff {{x}} <b>`|](x).md"
    dossier = made(MemorySource({**source.files, odd: b"---\nattendees: [zed\n---\n"}), ASKED)
    assert any(one.location.path == odd for one in dossier.person.findings)
    assert "<b>" not in dossier_html(dossier)
    assert "\\udcff" in dossier_markdown(laid_out(dossier)).encode().decode()
    assert dossier_pdf(dossier).startswith(b"%PDF")


# Markdown


@pytest.mark.parametrize("number", ALL)
def test_markdown_has_the_headings_of_the_dossier_and_no_others(number: int) -> None:
    page = laid_out(attacked(number))
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(dossier_markdown(page))
    assert sum(token.type == "heading_open" for token in tokens) == 1 + len(page.sections)
    assert not [token for token in tokens if token.type in ("html_block", "fence", "code_block")]


@pytest.mark.parametrize("number", ALL)
def test_markdown_has_no_html_and_no_links_but_to_records(number: int) -> None:
    written = dossier_markdown(laid_out(attacked(number)))
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(written)
    inline = [child for token in tokens for child in token.children or ()]
    assert not [child for child in inline if child.type in ("html_inline", "image")]
    links = {str(child.attrs["href"]) for child in inline if child.type == "link_open"}
    assert links
    assert all(link.startswith("records/") for link in links), links


@pytest.mark.parametrize("number", ALL)
def test_tables_of_markdown_keep_their_columns(number: int) -> None:
    written = dossier_markdown(laid_out(attacked(number)))
    lengths = None
    for line in written.split("\n"):
        columns = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else None
        assert None in (columns, lengths) or columns == lengths, line
        lengths = columns


def test_markdown_of_every_kind_of_block() -> None:
    page = Page(
        "A # title",
        (
            Section(
                "s",
                "A section",
                (
                    Paragraph((Run("one"), Run("; "), Run("two", "strong"))),
                    Notice(plain("careful")),
                    Items((plain("1. first"), (Run("met", "met"), Run(" done")))),
                    Prose("Text", "# loud\n\n- item"),
                ),
            ),
        ),
    )
    assert dossier_markdown(page) == (
        "# A \\# title\n\n## A section\n\none; **two**\n\n> **Note:** careful\n\n- 1\\. first\n- ✓ met done\n\n"
        "**Text**\n\n> \\# loud  \n>\n> \\- item  \n"
    )


# PDF


@pytest.mark.parametrize("number", ALL)
def test_pdf_takes_any_name_as_text(number: int, tmp_path: Path) -> None:
    data = dossier_pdf(attacked(number))
    assert data.startswith(b"%PDF")
    assert b"/JavaScript" not in data
    wanted = re.sub(r"\W", "", NAMES[number])
    assert wanted in re.sub(r"\W", "", pdf_text(data, tmp_path))


def test_pdf_links_to_the_commit_where_an_address_is_given() -> None:
    links = Links("https://example.org/s/blob", COMMIT)
    data = dossier_pdf(made(hostile("Zed"), ASKED, links))
    assert f"https://example.org/s/blob/{COMMIT}/records/members/zed.md#L".encode() in data
    assert b"/URI" not in dossier_pdf(made(hostile("Zed"), ASKED))


def test_paragraphs_run_on_but_for_lists_and_quotations() -> None:
    text = "one\ntwo\n\n- a\n- b\n  more\n> said\n1. first"
    assert list(paragraphs(text)) == [["one two"], ["- a", "- b more", "> said", "1. first"]]
    assert list(paragraphs("")) == []


# All of them


@pytest.mark.parametrize("format", ["markdown", "html", "pdf"])
def test_what_is_confidential_is_in_none_of_them(format: str, tmp_path: Path) -> None:
    dossier = made(hostile("Zed"), ASKED)
    written = {
        "markdown": lambda: dossier_markdown(laid_out(dossier)),
        "html": lambda: dossier_html(dossier),
        "pdf": lambda: re.sub(r"\s", "", pdf_text(dossier_pdf(dossier), tmp_path)),
    }[format]()
    assert SECRET not in written
    assert "Statement" in written


def test_a_second_run_gives_the_same_bytes() -> None:
    first, second = of_sample("saima-batool"), of_sample("saima-batool")
    assert dossier_html(first) == dossier_html(second)
    assert dossier_pdf(first) == dossier_pdf(second)


@pytest.mark.parametrize("member", ["hina-raza", "kamran-baig", "noor-fatima"])
def test_page_and_markdown_say_the_same(member: str) -> None:
    dossier = of_sample(member)
    shown = re.sub(r"\s+", " ", Seen(dossier_html(dossier)).text)
    for section in laid_out(dossier).sections:
        assert section.title in shown
        for block in section.blocks:
            for run in getattr(block, "line", ()):
                assert re.sub(r"\s+", " ", run.text) in shown
