"""By whom letters and attestations are, about whom, and when."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rules.examples import codes

LETTER = "# records/references/2026-01-20-bilal-ahmed-siddiqui.md\n"
THERAPY = "# records/attestations/2025-11-03-bilal-ahmed-own-therapy.md\n"
ASKS_FIRST_AID = """\
# records/policies/pakistan-2030.md
title: Pathway
effective: 2030-01-01
credential: accredited-leader
stages:
  - id: papers
    requires:
      - id: one-of
        title: One of these
        kind: any-of
        source: committee
        requires: [{id: first-aid, title: First aid, kind: attestation, of: first-aid, source: committee}]
"""
AYESHA = "# records/references/ayesha-khan.md\nmember: ayesha-khan\nwritten: 2026-01-20\nreferee: "


@pytest.mark.parametrize(
    ("referee", "expected"),
    [
        ("ayesha-khan", ["LET001"]),
        ("AYESHA  KHÁN", ["LET001"]),
        ("عائشه خان", ["LET001"]),  # another heh
        ("Dr Ayesha K.", ["LET001"]),
        ("Ayesha Khanum", []),
        ("nadia-iqbal", []),
    ],
)
def test_nobody_is_their_own_referee(referee: str, expected: list[str]) -> None:
    assert codes(AYESHA + referee, only="LET") == expected


@pytest.mark.parametrize(
    ("received", "expected"), [("2026-01-19", ["LET002"]), ("2026-01-20", []), ("2026-01-21", [])]
)
def test_a_letter_is_received_once_it_is_written(received: str, expected: list[str]) -> None:
    assert codes(f"{LETTER}received: {received}", only="LET") == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2026, 1, 19), ["LET003", "LET003"]), (date(2026, 1, 24), ["LET003"]), (date(2026, 1, 25), [])],
)
def test_a_letter_is_neither_written_nor_received_in_the_future(on: date, expected: list[str]) -> None:
    assert codes("", on, only="LET") == expected


@pytest.mark.parametrize(
    ("member", "written", "replaces", "expected"),
    [
        ("bilal-ahmed", "2026-01-21", "2026-01-20-bilal-ahmed-siddiqui", []),
        ("bilal-ahmed", "2026-01-20", "2026-01-20-bilal-ahmed-siddiqui", []),
        ("bilal-ahmed", "2026-01-19", "2026-01-20-bilal-ahmed-siddiqui", ["LET004"]),
        ("sana-malik", "2026-01-21", "2026-01-20-bilal-ahmed-siddiqui", ["LET004"]),
        ("bilal-ahmed", "2026-01-21", "new", ["LET004"]),
        ("bilal-ahmed", "2026-01-21", "there-is-none", []),  # REF001 says so
    ],
)
def test_a_letter_replaces_an_earlier_one_about_the_same_person(
    member: str, written: str, replaces: str, expected: list[str]
) -> None:
    new = f"# records/references/new.md\nmember: {member}\nreferee: A. Raza\nwritten: {written}\nreplaces: {replaces}"
    assert codes(new, only="LET") == expected


@pytest.mark.parametrize(("on", "expected"), [(date(2025, 11, 2), ["ATT001"]), (date(2025, 11, 3), [])])
def test_an_attestation_is_not_dated_in_the_future(on: date, expected: list[str]) -> None:
    assert codes("", on, only="ATT") == expected


@pytest.mark.parametrize(
    ("snippets", "expected"),
    [
        (f"{THERAPY}kind: ethics", []),
        (f"{THERAPY}kind: first-aid", ["ATT003"]),
        (f"{THERAPY}kind: first-aid\n# records/policies/broken.md\n---\n[\n---\n", []),
        (f"{THERAPY}kind: first-aid\n{ASKS_FIRST_AID}", []),
    ],
)
def test_the_kind_of_an_attestation_is_a_word_of_a_policy(snippets: str, expected: list[str]) -> None:
    assert codes(snippets, only="ATT") == expected


@pytest.mark.parametrize("referee", ["Dr Bilal Ahmed", "Ahmed, Bilal", "Prof. BILAL AHMED", "bilal-ahmed"])
def test_nobody_writes_about_themselves_under_another_form_of_their_name(referee: str) -> None:
    assert "LET001" in codes(f"# records/references/2026-01-20-bilal-ahmed-siddiqui.md\nreferee: {referee}")


def test_letters_do_not_replace_each_other_in_a_circle() -> None:
    keys = "member: sana-malik\nwritten: 2025-01-20\n"
    letters = "".join(
        f"# records/references/{id}.md\n{keys}referee: Prof. {id}\nreplaces: {next}\n"
        for id, next in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"))
    )
    assert codes(letters) == ["LET004"] * 3
