"""The messages of pages as they stand in templates and code, and the catalogues of their translations.

``python -m tests.wording.catalogues`` brings the catalogues up to date: new messages get a place to be translated
at, those that are gone are dropped.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from tests.sample import ROOT

# Beside gettext's own: what makes a message, and what marks the two texts of one that depends on a number.
MARKS: dict[str, Any] = {
    "forms": (1, 2),
    "message": None,
    "plural": (1, 2),
    "in_context": ((1, "c"), 2),
}
LOCALE = ROOT / "templates" / "locale"
CODES = ("pl", "ur")

Texts = str | tuple[str, ...]


class Message(NamedTuple):
    """What a catalogue translates: one text, or that for one and for several; and what tells it from the same words."""

    texts: Texts
    context: str | None = None


class Plain(Catalog):
    """A catalogue that says of itself only what a reader needs; when and with what it was made changes every time.

    Its rule of plurals is what people wrote: Babel words the rule of a language differently in each version.
    """

    rule: str

    @property
    def mime_headers(self) -> list[tuple[str, str]]:  # type: ignore[override]
        return [
            ("Language", str(self.locale)),
            ("Plural-Forms", self.rule),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


@cache
def extracted() -> dict[Message, list[str]]:
    """Every message that is to be translated, with the files it stands in; one with a plural has two texts."""
    keywords = {**DEFAULT_KEYWORDS, **MARKS}
    found: dict[Message, list[str]] = {}
    for folder, pattern, method in (
        ("templates", "**.html", "jinja2"),
        ("balintrec/formats", "**.py", "python"),
        ("balintrec/views", "**.py", "python"),
        ("balintrec/wording", "**.py", "python"),
        ("balintrec/pathway", "**.py", "python"),
        ("balintrec/cli", "**.py", "python"),
        ("balintrec/io", "**.py", "python"),
    ):
        options = {pattern: {"encoding": "utf-8", "trimmed": "true"}}
        for path, _, texts, _, context in extract_from_dir(
            ROOT / folder, [(pattern, method)], options, keywords
        ):
            found.setdefault(Message(texts, context), []).append(f"{folder}/{Path(path).as_posix()}")
    return found


def file(code: str) -> Path:
    """The catalogue of a language."""
    return LOCALE / f"{code}.po"


@cache
def catalogue(code: str) -> Catalog:
    """A catalogue as people wrote it."""
    with file(code).open("rb") as opened:
        return read_po(opened, locale=code)


def _renewed(code: str) -> bytes:
    """A catalogue with the messages that there are now, and the translations that there were."""
    made = BytesIO()
    write_po(made, _plain(code, extracted()), sort_output=True, width=0, no_location=True)
    return made.getvalue()


def _plain(code: str, messages: Iterable[Message]) -> Catalog:
    before = catalogue(code)
    now = Plain(locale=code, charset="utf-8", fuzzy=False)
    now.header_comment = before.header_comment
    now.rule = before.plural_forms
    for message in messages:
        # A text that has got a context keeps its translation until somebody gives it another.
        known = before.get(*message) or before.get(message.texts)
        now.add(message.texts, known.string if known else "", context=message.context)
    return now


def main() -> None:
    """Write every catalogue anew."""
    for code in CODES:
        file(code).write_bytes(_renewed(code))
        catalogue.cache_clear()
        left = [message.id for message in catalogue(code) if message.id and not _full(message.string)]
        print(code, "complete" if not left else f"still to translate: {left}")


def _full(text: Any) -> bool:
    return all(text) if isinstance(text, (list, tuple)) else bool(text)


if __name__ == "__main__":
    main()
