"""What the pathway says is said in every language; only what nobody has translated stays English."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from balintrec.pathway import Outcome, standing
from balintrec.render.language import language
from balintrec.render.site.sentences import said
from tests.sample import ON, society

DAYS = (ON, date(2026, 2, 2), date(2025, 3, 3), date(2024, 6, 1), date(2023, 2, 1))


def _sentences(outcomes: tuple[Outcome, ...]) -> Iterator[str]:
    for one in outcomes:
        if not one.parts:
            yield one.next
        yield one.reason
        yield from _sentences(one.parts)


def all_sentences() -> list[str]:
    """Everything that is said of anybody in the sample, on several days."""
    whole = society()
    found = {
        text
        for day in DAYS
        for member in whole.members.values()
        for text in _sentences(standing(whole, member, day, dates=False).outcomes())
    }
    return sorted(found - {""})


@pytest.mark.parametrize("code", ["en", "pl", "ur"])
def test_every_sentence_of_the_sample_is_translated(code: str) -> None:
    speak = language(code)
    found = {text: said(speak, text) for text in all_sentences()}
    assert len(found) > 50
    assert {one.lang for one in found.values()} == {code}
    assert not [one.text for one in found.values() if "-0" in one.text], (
        "days are written as the language does"
    )


@pytest.mark.parametrize(
    ("english", "polish"),
    [
        ("3/2 more double hours", "brakuje jeszcze: 1,5 godziny podwójne"),
        ("12 of 24 months recognised by decision", "uznane decyzją: 12 / 24 miesiące"),
        ("2 more different groups", "brakuje jeszcze: 2 grupy (bez powtórzeń)"),
        ("5 more sessions of the kind that has a share of its own",
         "brakuje jeszcze: 5 sesji tego rodzaju, dla którego określono udział"),
        ("3 more hours of own-therapy", "brakuje jeszcze: 3 godziny (terapia własna)"),
        ("2 more positive reports by a supervisor who holds leader",
         "brakuje jeszcze: 2 sprawozdania, autor: superwizor tej osoby, z uprawnieniem autora w tym dniu (lider)"),
        ("1 more positive observation by somebody who holds leader or trainer",
         "brakuje jeszcze: 1 obserwacja, z uprawnieniem autora w tym dniu (lider / trener)"),
        ("1 more reference in applications/2026-01-01-a", "brakuje jeszcze we wniosku: referencja (1)"),
        ("1 more report by a supervisor who holds leader in an application",
         "brakuje jeszcze we wniosku: sprawozdanie (1), autor: superwizor tej osoby, "
         "z uprawnieniem autora w tym dniu (lider)"),
        ("2 more references by somebody who holds leader in an application",
         "brakuje jeszcze we wniosku: referencja (2), z uprawnieniem autora w tym dniu (lider)"),
        ("2 more report or endorsements in an application",
         "brakuje jeszcze we wniosku: sprawozdanie lub poparcie (2)"),
        ("reflection 1 was due 2025-01-05, reflection 2 was due 2025-07-05 and cannot be made up; "
         "only a decision can waive it",
         "refleksja 1: termin minął 5 stycznia 2025, refleksja 2: termin minął 5 lipca 2025 i nie można tego nadrobić; "
         "zwolnić może tylko decyzja"),
        ("reached on 2027-01-01 if membership goes on", "osiągnięte 1 stycznia 2027, jeśli członkostwo potrwa"),
        ("profession of the member is not recorded, so nobody can tell if it applies",
         "nie zapisano o członku, więc nie wiadomo, czy dotyczy: zawód"),
        ("background is training, law", "przygotowanie: training i law"),
        ("the first period of 3 months ends on 2026-04-30",
         "pierwszy okres (3 miesiące) kończy się 30 kwietnia 2026"),
    ],
)  # fmt: skip
def test_shapes(english: str, polish: str) -> None:
    assert said(language("pl"), english).text == polish


@pytest.mark.parametrize(
    "text", ["", "something new is said", "1 more session; something new", "essay 1 is due 2025-01-01"]
)
def test_unknown_sentence_stays_english_and_says_so(text: str) -> None:
    assert said(language("ur"), text) == (text, "en")
