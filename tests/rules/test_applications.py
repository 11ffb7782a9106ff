"""Who applies is a member, for a credential that there is, and the records bear them out."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rules.examples import ON, codes, findings, finds, read_snippets

APPLICATION = "# records/applications/2026-02-10-bilal-ahmed.md\n"
MEMBER = "# records/members/bilal-ahmed.md\n"
SUPERVISION = "# records/supervisions/2024-04-02-bilal-ahmed.md\n"
REFLECTION = "# records/reflections/2024-07-05-bilal-ahmed.md\n"
ALONE = f"{SUPERVISION}supervisees: [sana-malik]\nsessions: []\n"
BROKEN = "# records/{}/broken.md\n---\n[{}\n---\n"
BARE = f"{APPLICATION}references: []\n"
LETTER = "Submit an updated reference"
WAIVER = """\
# records/decisions/2026-02-{day}-bilal-ahmed-waive.md
kind: waive
member: bilal-ahmed
date: 2026-02-{day}
by: committee
present: [omar-farooq, hina-raza]
reason: the letter burnt
requirement: application/references
"""


def short(snippets: str, on: date = ON) -> list[str]:
    """The titles of the requirements that are said to be short on the day of the application."""
    found = findings(dict(read_snippets(snippets)), on)
    return sorted(one.message.split('"')[1] for one in found if one.rule.code == "APP008")


@pytest.mark.parametrize(
    ("snippets", "expected"),
    [
        ("", []),
        (ALONE, ["Be supervised"]),  # and not what only waits for it
        (f"{ALONE}{APPLICATION}documents: []", ["Be supervised", "Submit the application form"]),
        (
            f"{APPLICATION}documents: []\nreferences: []",
            [LETTER, "Submit the application form"],
        ),
        (f"{REFLECTION}member: sana-malik", ["Write about your growth as a leader every six months"]),
        (f"{ALONE}{APPLICATION}status: draft", []),
        (f"{ALONE}{APPLICATION}status: withdrawn", []),
        (BARE + WAIVER.format(day="10"), []),
        (BARE + WAIVER.format(day="11"), [LETTER]),
        (f"{BARE}{WAIVER.format(day='01')}until: 2026-02-09", [LETTER]),
        (f"{BARE}{WAIVER.format(day='01')}until: 2026-02-10", []),
        ("# records/events/2024-10-05-intensive.md\nassessed: []", []),  # desirable
        (
            "# records/events/2024-10-05-intensive.md\nassessed: []\n"
            + WAIVER.format(day="01")
            .replace("waive", "require")
            .replace("application/references", "co-leadership/intensive"),
            ["Be assessed at an intensive"],
        ),
        (ALONE + BROKEN.format("supervisions", "bilal-ahmed"), []),
        (ALONE + BROKEN.format("supervisions", "sana-malik"), ["Be supervised"]),
        (ALONE + BROKEN.format("decisions", "bilal-ahmed"), []),
        (ALONE + BROKEN.format("policies", "x"), []),
    ],
)
def test_what_is_short_and_not_waived_on_the_day_of_the_application(
    snippets: str, expected: list[str]
) -> None:
    assert short(snippets) == expected


def test_a_policy_for_another_credential_is_the_one_in_force_when_the_pathway_began() -> None:
    asked = "{{id: r, title: {}, kind: attestation, of: fee, source: committee}}"
    policies = "".join(
        f"# records/policies/p{year}.md\ntitle: P\neffective: {year}-01-01\ncredential: supervisor\n"
        f"stages: [{{id: s, requires: [{asked.format(year)}]}}]\n"
        for year in (2021, 2022, 2023)  # the pathway began on 2022-01-10
    )
    application = (
        "# records/applications/b.md\nmember: bilal-ahmed\ndate: 2026-04-01\ncredential: supervisor\n"
    )
    assert short(f"{policies}{MEMBER}policy: pakistan-2024\n{application}") == ["2022"]


def test_a_pinned_policy_judges() -> None:
    pinned = (
        "# records/policies/old.md\ntitle: Old\neffective: 2023-01-01\ncredential: accredited-leader\n"
        "stages: [{id: s, requires: [{id: r, title: The fee, kind: attestation, of: fee, source: committee}]}]\n"
    )
    assert short(f"{pinned}{MEMBER}policy: old") == ["The fee"]


@pytest.mark.parametrize(
    ("membership", "expected"),
    [
        ("[{from: 2022-01-10, to: 2026-02-10}]", []),
        ("[{from: 2022-01-10, to: 2026-02-09}]", ["APP007"]),  # and not APP008 too
        ("[{from: 2022-01-10, to: 2025-01-01}, {from: 2026-02-10}]", []),
        ("[]", ["APP007"]),
    ],
)
def test_who_applies_is_a_member_that_day(membership: str, expected: list[str]) -> None:
    assert codes(f"{MEMBER}membership: {membership}\npathway-from: 2022-01-10", only="APP") == expected


@pytest.mark.parametrize(("on", "expected"), [(date(2026, 2, 9), ["APP009"]), (date(2026, 2, 10), [])])
def test_an_application_is_not_dated_in_the_future(on: date, expected: list[str]) -> None:
    assert codes("", on, only="APP") == expected


@pytest.mark.parametrize(
    ("snippets", "expected"),
    [
        (f"{APPLICATION}credential: supervisor", ["APP010"]),
        (f"{APPLICATION}credential: supervisor\n{BROKEN.format('policies', 'x')}", []),
        (f"{APPLICATION}documents: [form, logbook]", []),
        (f"{APPLICATION}documents: [form, log-book]", ["APP011"]),
        (f"{APPLICATION}documents: [form, log-book]\n{BROKEN.format('policies', 'x')}", []),
    ],
)
def test_credentials_and_papers_are_words_of_a_policy(snippets: str, expected: list[str]) -> None:
    assert codes(snippets, only="APP") == expected


def test_what_is_short_is_said_at_the_day_with_what_comes_next() -> None:
    [found] = finds("APP008", f"{ALONE}{APPLICATION}date: 2026-02-10")
    assert found.excerpt == "date: 2026-02-10"
    assert "0 of 1 supervision" in found.message
    assert "co-leadership/supervision" in found.help
