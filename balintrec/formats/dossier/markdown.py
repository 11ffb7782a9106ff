"""A dossier in Markdown: what records say cannot become a heading, a link or HTML in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from balintrec.formats.markdown import kept, span
from balintrec.views.dossier.page import (
    Block,
    Facts,
    Items,
    Line,
    Notice,
    Page,
    Paragraph,
    Prose,
    Run,
    Section,
    Table,
    in_language,
)
from balintrec.views.standing import SIGNS
from balintrec.wording.language import ENGLISH, Language
from balintrec.wording.message import message

_SIGNS = {str(status): sign for status, sign in SIGNS.items()}


def dossier_markdown(page: Page, speak: Language = ENGLISH) -> str:
    """The whole text in a language, with a line break at its end."""
    page = in_language(page, speak)
    lines = [f"# {kept(page.title)}"]
    for section in page.sections:
        lines += _section(section, speak)
    return "\n".join(lines) + "\n"


def _section(section: Section, speak: Language) -> Iterator[str]:
    yield from ("", f"{'#' * section.level} {kept(section.title)}")
    for block in section.blocks:
        lines = list(_block(block, speak))
        if lines:
            yield from ("", *lines)


def _block(block: Block, speak: Language) -> Iterator[str]:
    match block:
        case Paragraph(line):
            yield _line(line)
        case Notice(line):
            note = message("Note:")
            yield f"> **{speak.say(note)}** {_line(line)}"
        case Items(items):
            yield from (f"- {_line(line)}" for line in items)
        case Facts(rows):
            yield from (f"- **{kept(name)}:** {_line(line)}" for name, line in rows)
        case Table(headings, rows):
            yield from _table(headings, rows)
        case Prose(title, text):
            yield from (f"**{kept(title)}**", "", *_quoted(text))


def _table(headings: tuple[str, ...], rows: Iterable[tuple[Line, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(kept(heading) for heading in headings)} |"
    yield "|" + "---|" * len(headings)
    yield from (f"| {' | '.join(_line(cell) or ' ' for cell in row)} |" for row in rows)


def _quoted(text: str) -> Iterator[str]:
    """What somebody wrote, line by line, with nothing in it alive."""
    for line in text.splitlines():
        yield f"> {kept(line)}".rstrip() + ("  " if line.strip() else "")


def _line(line: Line) -> str:
    return "".join(_run(run, first=number == 0) for number, run in enumerate(line))


def _run(run: Run, *, first: bool) -> str:
    if run.style == "code":
        return f"[{span(run.text)}]({run.href})" if run.href else span(run.text)
    # Spaces at the edges separate runs; what makes a text safe takes them away.
    text = run.text.strip()
    before = " " if run.text[:1] == " " and not first else ""
    after = " " if run.text[-1:] == " " and text else ""
    if run.style in _SIGNS:
        return f"{before}{_SIGNS[run.style]} {kept(text)}{after}"
    return f"{before}{f'**{kept(text)}**' if run.style == 'strong' else kept(text)}{after}"
