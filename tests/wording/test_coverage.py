"""Everything that is said of the sample society is a message, and every message of it is translated."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from functools import cache
from gettext import GNUTranslations
from typing import Any

import pytest

from balintrec.formats.register.markdown import register_markdown
from balintrec.formats.register.text import register_text
from balintrec.formats.standing.lines import standing_lines
from balintrec.formats.standing.markdown import standing_markdown
from balintrec.formats.standing.text import standing_text
from balintrec.pathway import Outcome, Standing, standing
from balintrec.views.register import register
from balintrec.wording.language import Language, language
from balintrec.wording.message import Message
from tests.sample import ON, ROOT, society
from tests.wording.catalogues import CODES

DAYS = (ON, date(2025, 3, 3))


class Listening(GNUTranslations):
    """A catalogue that remembers which messages it did not have."""

    def __init__(self, catalogue: Any) -> None:
        super().__init__()
        self._catalog = catalogue._catalog
        self.plural = catalogue.plural  # type: ignore[method-assign]
        self.lacking: set[str] = set()

    def gettext(self, message: str) -> str:
        if message not in self._catalog and (message, self.plural(1)) not in self._catalog:
            self.lacking.add(message)
        return super().gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        if (msgid1, self.plural(n)) not in self._catalog:
            self.lacking.add(msgid1)
        return super().ngettext(msgid1, msgid2, n)

    def pgettext(self, context: str, message: str) -> str:
        if context != "fraction" and f"{context}\x04{message}" not in self._catalog:
            self.lacking.add(f"[{context}] {message}")
        return super().pgettext(context, message)


@cache
def standings() -> tuple[Standing, ...]:
    whole = society()
    return tuple(
        standing(whole, member, day) for day in DAYS for member in whole.members.values() if member.belongs
    )


@pytest.mark.parametrize("code", CODES)
def test_no_message_of_ours_stays_english(code: str) -> None:
    listening = Listening(language(code).catalogue)
    speak = Language(code, listening)
    whole, people = society(), standings()
    said = [
        standing_lines(whole, people, speak=speak),
        standing_markdown(whole, people, speak),
        *(standing_text(whole, one, evidence=True, speak=speak) for one in people),
        register_text(whole, register(whole, ON), ON, speak=speak),
        register_markdown(whole, register(whole, ON), ON, speak),
    ]
    assert len("".join(said)) > 10_000
    assert not listening.lacking


def _outcomes(outcomes: tuple[Outcome, ...]) -> Iterator[Outcome]:
    for outcome in outcomes:
        yield outcome
        yield from _outcomes(outcome.parts)


def test_the_pathway_says_nothing_but_messages() -> None:
    for one in standings():
        for outcome in _outcomes(one.outcomes()):
            texts = (outcome.next, outcome.reason, *outcome.values.values())
            assert all(isinstance(text, Message) for text in texts)
            assert all(isinstance(excluded.reason, Message) for excluded in outcome.excluded)


def test_no_message_is_made_inside_an_f_string() -> None:
    """There catalogues cannot find it."""
    hidden = [
        f"{path.name}:{node.lineno}"
        for path in (ROOT / "balintrec").rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for node in ast.walk(text)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("message", "in_context")
    ]
    assert hidden == []
