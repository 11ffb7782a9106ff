"""What an application cites is the applicant's own, in time, and not replaced."""

from __future__ import annotations

import pytest

from tests.rules.examples import codes, finds

APPLICATION = "# records/applications/2026-02-10-bilal-ahmed.md\n"
SIDDIQUI = "# records/references/2026-01-20-bilal-ahmed-siddiqui.md\n"
ENDORSEMENT = "# records/endorsements/2026-02-01-bilal-ahmed.md\n"
POLICY = "# records/policies/pakistan-2024.md\n"
FORM = "{id: form, title: Form, kind: document, of: form, source: committee}"
REPORT = "# records/assessments/2024-05-01-sana-malik.md\nkind: report\nby: omar-farooq\nverdict: ready\n"


def cited(snippets: str) -> list[str]:
    """The codes about what is cited; whether a requirement is short is asked elsewhere."""
    return [one for one in codes(snippets, only="APP") if one <= "APP006"]


@pytest.mark.parametrize(
    ("snippets", "expected"),
    [
        (f"{SIDDIQUI}member: sana-malik", ["APP001"]),
        (f"{ENDORSEMENT}member: sana-malik", ["APP001"]),
        (
            f"{REPORT}member: sana-malik\ndate: 2024-05-01\n{APPLICATION}reports: [2024-05-01-sana-malik]",
            ["APP001"],
        ),
        (f"{REPORT}member: bilal-ahmed\ndate: 2024-05-01\n{APPLICATION}reports: [2024-05-01-sana-malik]", []),
        (f"{APPLICATION}references: [2026-01-20-bilal-ahmed-siddiqi]", []),  # REF001 says so
        (f"{SIDDIQUI}member: sana-malik\n{APPLICATION}status: draft", ["APP001"]),
    ],
)
def test_the_papers_are_about_the_applicant(snippets: str, expected: list[str]) -> None:
    assert cited(snippets) == expected


@pytest.mark.parametrize(
    ("snippets", "expected"),
    [
        (f"{ENDORSEMENT}date: 2026-02-10", []),
        (f"{ENDORSEMENT}date: 2026-02-11", ["APP002"]),
        (f"{SIDDIQUI}written: 2026-02-11\nreceived: 2026-02-11", ["APP002"]),
        (
            f"{REPORT}member: bilal-ahmed\ndate: 2026-02-11\n{APPLICATION}reports: [2024-05-01-sana-malik]",
            ["APP002"],
        ),
        (f"{ENDORSEMENT}date: 2026-02-11\n{APPLICATION}status: draft", []),
        (f"{ENDORSEMENT}date: 2026-02-11\n{APPLICATION}status: withdrawn", ["APP002"]),
    ],
)
def test_the_papers_were_there_when_the_application_was_made(snippets: str, expected: list[str]) -> None:
    assert cited(snippets) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [("2025-02-09", ["APP003"]), ("2025-02-10", []), ("2025-02-11", [])],
)
def test_a_letter_is_at_most_as_old_as_the_policy_allows(written: str, expected: list[str]) -> None:
    assert cited(f"{SIDDIQUI}written: {written}") == expected


@pytest.mark.parametrize(
    ("requirements", "expected"),
    [
        (["within: 12"], ["APP003"]),
        (["within: 12", "within: 36"], []),  # one of them would take it
        (["within: 12", "at-least: 1"], []),
        (["at-least: 1"], []),
        ([], []),
    ],
)
def test_an_old_letter_is_one_that_every_requirement_refuses(
    requirements: list[str], expected: list[str]
) -> None:
    rows = [
        f"{{id: r{number}, title: Letters, kind: document, of: reference, source: committee, {one}}}"
        for number, one in enumerate(requirements)
    ]
    stage = "{id: papers, requires: [" + ", ".join([FORM, *rows]) + "]}"
    assert cited(f"{POLICY}stages: [{stage}]\n{SIDDIQUI}written: 2024-02-10") == expected


@pytest.mark.parametrize(
    ("written", "expected"), [("2026-02-09", ["APP004"]), ("2026-02-10", ["APP004"]), ("2026-02-11", [])]
)
def test_a_letter_is_replaced_from_the_day_of_the_newer_one(written: str, expected: list[str]) -> None:
    newer = (
        "# records/references/newer.md\nmember: bilal-ahmed\nreferee: Prof. H. Siddiqui\n"
        f"written: {written}\nreplaces: 2026-01-20-bilal-ahmed-siddiqui"
    )
    assert cited(newer) == expected


def test_each_paper_is_cited_once() -> None:
    letter = "2026-01-20-bilal-ahmed-siddiqui"
    found = finds("APP006", f"{APPLICATION}references: [{letter}, {letter}, {letter}]")
    assert [one.location.span.column for one in found if one.location.span] == [47, 80]


def test_an_endorsement_that_says_not_yet_is_none() -> None:
    assert cited(f"{ENDORSEMENT}verdict: not-yet") == ["APP005"]
