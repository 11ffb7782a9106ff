"""Enough of the committee decide, nobody on their own case, and nobody who has given their word already."""

from __future__ import annotations

import pytest

from tests.rules.examples import codes, finds

GRANT = "# records/decisions/2026-03-05-bilal-ahmed-grant.md\n"
SOCIETY = "# records/society.md\n"
LETTER = "# records/references/2026-01-20-bilal-ahmed-siddiqui.md\n"


@pytest.mark.parametrize(
    ("snippets", "expected"),
    [
        (f"{GRANT}present: [omar-farooq, hina-raza]\nrecused: []", []),
        (f"{GRANT}present: [omar-farooq, sana-malik]\nrecused: []", ["DEC006"]),  # not on the committee
        (f"{GRANT}present: [omar-farooq, omar-farooq]\nrecused: []", ["DEC006"]),
        (f"{GRANT}present: []", ["DEC006"]),
        (f"{GRANT}present: [omar-farooq]\nby: omar-farooq", []),
        (f"{GRANT}present: [omar-farooq]\n{SOCIETY}quorum: 1", []),
        (f"{GRANT}present: []\n{SOCIETY}quorum: 0", []),
        (f"{GRANT}present: [omar-farooq, sana-malik]\n{SOCIETY}committee: []", []),
        (f"{GRANT}present: []\n{SOCIETY}---\n[\n---\n", []),
    ],
)
def test_a_quorum_is_of_those_who_vote(snippets: str, expected: list[str]) -> None:
    assert codes(snippets, only="DEC") == expected


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("committee", []),
        ("Committee", ["DEC007"]),
        ("omar-faroq", ["DEC007"]),
        ("omar-farooq", []),
        ("sana-malik", ["DEC008"]),
        ("bilal-ahmed", ["DEC008", "DEC009"]),
        ("nadia-iqbal", []),  # who stood aside
    ],
)
def test_the_committee_decides_or_one_of_it(by: str, expected: list[str]) -> None:
    assert codes(f"{GRANT}by: {by}", only="DEC") == expected


@pytest.mark.parametrize(
    ("present", "recused", "expected"),
    [
        ("bilal-ahmed, omar-farooq, hina-raza", "", ["DEC009"]),
        ("bilal-ahmed, omar-farooq, hina-raza", "bilal-ahmed", []),
        ("nadia-iqbal, omar-farooq, hina-raza", "", ["DEC010"]),
        ("nadia-iqbal, omar-farooq, hina-raza", "nadia-iqbal", []),
        ("nadia-iqbal, bilal-ahmed, omar-farooq, hina-raza", "", ["DEC009", "DEC010"]),
    ],
)
def test_who_is_concerned_stands_aside(present: str, recused: str, expected: list[str]) -> None:
    assert codes(f"{GRANT}present: [{present}]\nrecused: [{recused}]", only="DEC") == expected


@pytest.mark.parametrize(
    ("snippets", "expected"),
    [
        (f"{LETTER}referee: hina-raza", ["DEC010"]),
        (f"{LETTER}referee: HINA RAZA", ["DEC010"]),
        (f"{LETTER}referee: hina-raza\nwritten: 2026-03-06\nreceived: 2026-03-06", []),
        (f"{LETTER}referee: hina-raza\nmember: sana-malik", []),
        (
            "# records/supervisions/b.md\ndate: 2026-03-05\nsupervisor: hina-raza\nsupervisees: [bilal-ahmed]",
            ["DEC010"],
        ),
        (
            "# records/supervisions/b.md\ndate: 2026-03-06\nsupervisor: hina-raza\nsupervisees: [bilal-ahmed]",
            [],
        ),
        (
            "# records/supervisions/b.md\ndate: 2026-03-05\nsupervisor: bilal-ahmed\nsupervisees: [hina-raza]",
            [],
        ),
    ],
)
def test_referees_and_supervisors_are_those_of_before(snippets: str, expected: list[str]) -> None:
    assert [one for one in codes(snippets, only="DEC") if one == "DEC010"] == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("refuse", ["DEC010"]), ("defer", ["DEC010"]), ("waive", ["DEC010"]), ("suspend", []), ("leave", [])],
)
def test_a_supervisor_stands_aside_where_the_work_is_judged(kind: str, expected: list[str]) -> None:
    found = codes(f"{GRANT}kind: {kind}\nrecused: []", only="DEC")
    assert [one for one in found if one == "DEC010"] == expected


def test_the_one_who_did_not_stand_aside_is_pointed_at() -> None:
    [found] = finds("DEC010", f"{GRANT}recused: []")
    assert found.excerpt == "present: [nadia-iqbal, omar-farooq, hina-raza]"
    assert found.location.span and found.location.span.column == len("present: [") + 1


def test_who_decides_alone_on_their_own_case_cannot_stand_aside() -> None:
    path = "# records/decisions/2021-06-01-omar-farooq-recognise.md\n"
    assert codes(f"{path}by: omar-farooq\nrecused: [omar-farooq]", only="DEC") == ["DEC009"]


@pytest.mark.parametrize("by", ["Omar Farooq", "omar-faroq", "Farooq"])
def test_the_one_who_decided_may_be_found_by_name(by: str) -> None:
    assert finds("DEC007", f"{GRANT}by: {by}")[0].help == 'did you mean "omar-farooq"?'
