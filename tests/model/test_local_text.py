"""Texts of a policy may be given in several languages."""

from __future__ import annotations

import pickle
from datetime import date

import pytest

from balintrec import check, standing
from balintrec.society import load
from balintrec.wording.language import language
from balintrec.wording.message import Translated
from tests.rules.examples import BASE
from tests.sources import MemorySource

POLICY = "records/policies/pakistan-2024.md"
TITLE = b"title: Attend two sessions"
ON = date(2026, 11, 23)


def written(title: bytes) -> MemorySource:
    assert TITLE in BASE[POLICY]
    return MemorySource({**BASE, POLICY: BASE[POLICY].replace(TITLE, title)})


def test_a_standing_has_the_title_in_the_language_of_the_reader() -> None:
    source = written("title: {en: Attend two sessions, ur: دو نشستوں میں شرکت}".encode())
    assert check(source, ON).findings == ()
    society = load(source)
    outcomes = standing(society, society.members["bilal-ahmed"], ON).outcomes()
    title = next(outcome.title for outcome in outcomes if outcome.title == "Attend two sessions")
    assert isinstance(title, Translated)
    assert language("ur").say(title) == "دو نشستوں میں شرکت"
    assert language("pl").say(title) == "Attend two sessions"
    assert pickle.loads(pickle.dumps(title)).languages == title.languages


@pytest.mark.parametrize("title", [b"title: {}", b"title: {En: a}", b"title: {en: [a]}", b"title: [a, b]"])
def test_other_shapes_are_findings_with_a_remedy(title: bytes) -> None:
    found = check(written(title), ON).findings
    assert any(finding.location.path == POLICY and finding.help for finding in found)
