"""What the pathway says is said in every language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from balintrec.model.measure import Author
from balintrec.model.policy import DocumentCited, Statement, Writing
from balintrec.pathway import Outcome, standing
from balintrec.pathway.step import Apply, DueDay, Join, State, Step, Write
from balintrec.pathway.step_words import words
from balintrec.wording.language import language
from tests.sample import ON, society

DAYS = (ON, date(2026, 2, 2), date(2025, 3, 3), date(2024, 6, 1), date(2023, 2, 1))


def _all(outcomes: tuple[Outcome, ...]) -> Iterator[Outcome]:
    for one in outcomes:
        yield one
        yield from _all(one.parts)


@cache
def all_outcomes() -> tuple[Outcome, ...]:
    """Everything that is said of anybody in the sample, on several days."""
    whole = society()
    return tuple(
        one
        for day in DAYS
        for member in whole.members.values()
        for one in _all(standing(whole, member, day, dates=False).outcomes())
    )


@pytest.mark.parametrize("code", ["en", "pl", "ur"])
def test_every_sentence_of_the_sample_is_translated(code: str) -> None:
    speak = language(code)
    steps = {speak.say(one.next) for one in all_outcomes() if one.step}
    assert len(steps) > 50
    assert not [text for text in steps if "-0" in text], "days are written as the language does"


BY = Author(role=("supervisor",), credential=("leader",))
STATEMENT = Statement(id="r", title="R", source="committee", kind="statement", of=("report",), by=BY)
LETTERS = DocumentCited(
    id="r", title="R", source="committee", kind="document", of=("reference",), within="12"
)
WRITING = Writing(id="r", title="R", source="committee", kind="writing", of=("reflections",), every="6")
JANUARY, JULY = date(2025, 1, 5), date(2025, 7, 5)


@pytest.mark.parametrize(
    ("step", "english", "polish"),
    [
        (State(STATEMENT, 2),
         "2 more positive reports by a supervisor who holds the credential leader",
         "jeszcze 2 pozytywne sprawozdania, autor: superwizor tej osoby, z uprawnieniem w tym dniu (lider)"),
        (Apply(LETTERS, 2, again=True),
         "a new application with 2 references, written at most 12 months before it",
         "nowy wniosek, do niego: 2 listy referencyjne, z okresu przed wnioskiem: najwyżej 12 miesięcy"),
        (Write(WRITING, JULY, missed=(DueDay(1, JANUARY, JANUARY, JANUARY),)),
         "reflection 1 was due on 5 January 2025, and cannot be made up; only a decision can waive it",
         "refleksja 1: termin minął 5 stycznia 2025 i nie można tego nadrobić; zwolnić może tylko decyzja"),
        (Join(date(2027, 1, 1), renew=False),
         "reached on 1 January 2027 if membership goes on", "osiągnięte 1 stycznia 2027, jeśli członkostwo potrwa"),
    ],
)  # fmt: skip
def test_what_comes_next_is_said_in_the_language_of_the_page(step: Step, english: str, polish: str) -> None:
    assert language("en").say(words(step)) == english
    assert language("pl").say(words(step)) == polish
