"""What a policy asks of activities, they can show."""

from __future__ import annotations

import pytest

from tests.rules.examples import codes
from tests.rules.policy import policy

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("of", "fits"),
    [
        ("sessions", {"groups", "settings", "leaders", "co-leaders"}),
        ("events", {"leaders"}),
        ("supervisions", {"supervisors"}),
        ("[sessions, supervisions]", {"groups", "settings", "leaders", "co-leaders", "supervisors"}),
    ],
)
def test_things_are_told_apart_by_what_is_recorded(of: str, fits: set[str]) -> None:
    words = ("groups", "settings", "leaders", "co-leaders", "supervisors", "authors", "sessions")
    asked = {
        word: codes(policy(f"practice, of: {of}, distinct: {{of: {word}, at-least: 2}}")) for word in words
    }
    assert asked == {word: [] if word in fits else ["POL017"] for word in words}


@pytest.mark.parametrize(("word", "expected"), [("authors", []), ("sessions", []), ("groups", ["POL017"])])
def test_statements_are_told_apart_by_author_or_session(word: str, expected: list[str]) -> None:
    assert codes(policy(f"statement, of: observation, distinct: {{of: {word}, at-least: 2}}")) == expected


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        ("form", ["POL025"]),
        ("[logbook, statement-of-interest]", ["POL025"]),
        ("[form, report]", []),
        ("reference", []),
        ("endorsement", []),
    ],
)
def test_an_author_is_asked_of_papers_that_have_one(of: str, expected: list[str]) -> None:
    assert codes(policy(f"document, of: {of}, by: {{role: supervisor}}")) == expected
    assert codes(policy(f"document, of: {of}")) == []


@pytest.mark.parametrize(
    ("of", "misfits"),
    [
        ("sessions", {"events", "days"}),
        ("events", {"cases"}),
        ("supervisions", {"events", "cases", "days"}),
        ("[sessions, events]", set()),
    ],
)
def test_a_unit_is_one_that_is_recorded(of: str, misfits: set[str]) -> None:
    units = ("sessions", "events", "cases", "minutes", "hours", "double-hours", "days")
    asked = {unit: codes(policy(f"practice, of: {of}, unit: {unit}, at-least: 2")) for unit in units}
    assert asked == {unit: ["POL018"] if unit in misfits else [] for unit in units}


FILTERS = {
    "modes": "online",
    "kinds": "workshop",
    "groups": "lahore-tuesday",
    "group-kinds": "closed",
    "settings": "hospital",
    "recorded": "yes",
    "assessed": "yes",
}


@pytest.mark.parametrize(
    ("of", "misfits"),
    [
        ("sessions", {"recorded", "assessed"}),
        ("events", {"groups", "group-kinds", "settings", "recorded"}),
        ("supervisions", {"kinds", "groups", "group-kinds", "settings", "assessed"}),
        ("[sessions, events, supervisions]", set()),
    ],
)
def test_a_filter_lets_something_pass(of: str, misfits: set[str]) -> None:
    asked = {
        key: codes(policy(f"practice, of: {of}, where: {{{key}: {word}}}")) for key, word in FILTERS.items()
    }
    assert asked == {key: ["POL019"] if key in misfits else [] for key in FILTERS}


@pytest.mark.parametrize("key", ["recorded", "assessed"])
def test_what_has_no_such_key_passes_as_no(key: str) -> None:
    assert codes(policy(f"practice, of: sessions, where: {{{key}: no}}")) == []
