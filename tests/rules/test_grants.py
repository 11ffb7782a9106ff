"""The records support a grant, and what ends was held."""

from __future__ import annotations

import pytest

from tests.rules.examples import codes, finds

GRANT = "# records/decisions/2026-03-05-bilal-ahmed-grant.md\n"
APPLICATION = "# records/applications/2026-02-10-bilal-ahmed.md\n"
REFERENCE = "# records/references/2026-01-20-bilal-ahmed-siddiqui.md\n"
SUPERVISION = "# records/supervisions/2024-04-02-bilal-ahmed.md\n"
ALONE = f"{SUPERVISION}supervisees: [sana-malik]\nsessions: []\n"
BROKEN = "# records/{}/broken.md\n---\n[{}\n---\n"


def decision(kind: str, day: str, keys: str = "", member: str = "bilal-ahmed") -> str:
    return (
        f"# records/decisions/{day}-{kind}.md\nkind: {kind}\nmember: {member}\ndate: {day}\nby: committee\n"
        f"present: [omar-farooq, hina-raza]\nreason: a reason\n{keys}"
    )


@pytest.mark.parametrize(
    ("snippets", "expected"),
    [
        ("", []),
        (ALONE, ["DEC001"]),
        (f"{SUPERVISION}date: 2026-03-05", ["DEC001"]),  # later than the endorsement
        (f"{ALONE}{GRANT}kind: recognise", []),
        (f"{ALONE}{GRANT}date: 2126-03-05\nuntil: 2131-03-05", ["DEC020"]),
        (ALONE + BROKEN.format("supervisions", "bilal-ahmed"), []),
        (ALONE + BROKEN.format("decisions", "bilal-ahmed"), []),
        (ALONE + BROKEN.format("policies", "x"), []),
        (f"{ALONE}{GRANT}credential: supervisor", ["DEC005"]),  # which no policy confers
        (f"{GRANT}application: 2026-02-11-bilal-ahmed", []),  # REF001 says so
    ],
)
def test_a_grant_is_judged_on_its_day(snippets: str, expected: list[str]) -> None:
    assert codes(snippets, only="DEC") == expected


def test_a_grant_names_what_is_short_and_not_what_waits_for_it() -> None:
    [found] = finds("DEC001", f"{ALONE}{GRANT}date: 2026-03-05")
    assert found.excerpt == "date: 2026-03-05"
    assert '"Be supervised" (0 of 1 supervision)' in found.message
    assert "endorsement" not in found.message


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        (decision("suspend", "2026-03-06"), []),
        (decision("suspend", "2026-03-04"), ["DEC002"]),
        (decision("suspend", "2026-03-05"), []),  # on one day what ends comes last
        (decision("suspend", "2031-03-05"), []),
        (decision("suspend", "2031-03-06"), ["DEC002"]),  # it has run out
        (decision("lapse", "2031-03-06"), []),
        (decision("renew", "2031-03-06"), []),
        (decision("renew", "2026-03-04"), ["DEC002"]),
        (decision("suspend", "2026-04-01") + decision("revoke", "2026-05-01"), []),
        (decision("lapse", "2026-04-01") + decision("revoke", "2026-05-01"), ["DEC002"]),
        (decision("lapse", "2026-04-01") + decision("renew", "2026-05-01"), []),
        (
            decision("lapse", "2026-04-01")
            + decision("renew", "2026-05-01")
            + decision("revoke", "2026-06-01"),
            [],
        ),
        (decision("lapse", "2026-04-01", "credential: supervisor"), ["DEC002"]),
        (decision("lapse", "2026-04-01", member="sana-malik"), ["DEC002"]),
        (decision("lapse", "2026-04-01", member="sana-malik") + BROKEN.format("decisions", "sana-malik"), []),
    ],
)
def test_what_is_renewed_or_ended_was_held(decisions: str, expected: list[str]) -> None:
    assert [one for one in codes(decisions, only="DEC") if one == "DEC002"] == expected


@pytest.mark.parametrize(
    ("snippets", "expected"),
    [
        (f"{GRANT}credential: supervisor", ["DEC005"]),  # known, but not what was applied for
        (f"{GRANT}credential: trainer", ["DEC003", "DEC005"]),
        (f"{GRANT}credential: trainer\n{BROKEN.format('policies', 'x')}", ["DEC005"]),
    ],
)
def test_a_credential_is_one_of_a_policy(snippets: str, expected: list[str]) -> None:
    assert [one for one in codes(snippets, only="DEC") if one != "DEC001"] == expected


@pytest.mark.parametrize(
    ("snippets", "expected"),
    [
        (f"{APPLICATION}date: 2026-03-05", []),
        (f"{APPLICATION}date: 2026-03-06", ["DEC005"]),
        (f"{APPLICATION}status: withdrawn", ["DEC005"]),
        (f"{APPLICATION}status: withdrawn\n{GRANT}kind: defer", []),
        (f"{APPLICATION}status: draft", ["DEC005"]),
        (f"{APPLICATION}member: sana-malik", ["DEC004"]),
    ],
)
def test_the_application_is_the_one_that_was_decided_on(snippets: str, expected: list[str]) -> None:
    assert [one for one in codes(snippets, only="DEC") if one in ("DEC004", "DEC005")] == expected


RENEWAL = """\
# records/policies/renewal.md
title: Renewal
effective: {}
credential: accredited-leader
valid: 12
leads: [accredited-leader, examiner]
stages:
  - id: renewal
    requires:
      - {{id: led, title: Lead, kind: practice, of: [sessions], roles: [leader], at-least: 9, source: committee}}
      - {{id: word, title: A word, kind: statement, of: [endorsement], by: {{credential: examiner}}, source: committee}}
"""
SECOND = """\
# records/policies/supervisor-2026.md
title: Pathway to supervisor
effective: 2026-04-01
credential: supervisor
stages: [{id: s, requires: [{id: fee, title: Fee, kind: attestation, of: fee, source: committee}]}]
"""
PINNED = "# records/members/bilal-ahmed.md\npolicy: {}\n"
LATER = RENEWAL.format("2026-09-01") + PINNED.format("renewal")
AT_ONCE = RENEWAL.format("2026-01-31") + PINNED.format("renewal")
FEE = "# records/attestations/fee.md\nkind: fee\nmember: bilal-ahmed\ndate: 2026-04-02\n"
TO_SUPERVISE = SECOND + PINNED.format("supervisor-2026")


@pytest.mark.parametrize(
    ("snippets", "expected"),
    [
        (LATER, []),
        (LATER + decision("waive", "2025-01-10", "requirement: reflection/half-yearly\n"), []),
        (LATER + decision("waive", "2026-10-10", "requirement: reflection/half-yearly\n"), ["DEC011"]),
        (RENEWAL.format("2026-03-06") + PINNED.format("renewal"), []),
        # In force on the day of the application and of the decision it is the policy meant, unless another is named.
        (AT_ONCE, ["APP008", "APP008", "DEC001", "STM002"]),
        (f"{AT_ONCE}{GRANT}policy: pakistan-2024", []),
        (f"{GRANT}policy: pakistan-2024", []),
        (f"{GRANT}policy: pakistan-2014", ["REF001"]),
        (RENEWAL.format("2026-04-01") + f"{GRANT}policy: renewal", ["DEC023"]),
        (SECOND + f"{GRANT}policy: supervisor-2026", ["DEC023"]),
        (TO_SUPERVISE, []),
        (TO_SUPERVISE + FEE + decision("grant", "2026-04-03", "policy: supervisor-2026\n"), []),
        (SECOND + FEE + decision("grant", "2026-04-03", "credential: supervisor\n"), []),
        (SECOND + decision("grant", "2026-04-03", "credential: supervisor\n"), ["DEC001"]),
        (decision("lapse", "2026-04-03", "policy: pakistan-2024\n"), ["DEC019"]),
    ],
)
def test_a_grant_is_judged_by_the_policy_of_its_day(snippets: str, expected: list[str]) -> None:
    assert codes(snippets) == expected
