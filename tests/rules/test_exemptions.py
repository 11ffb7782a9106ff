"""Waivers, recognitions, requirements made binding, and leave."""

from __future__ import annotations

import pytest

from tests.rules.examples import codes, finds

BROKEN_POLICY = "# records/policies/broken.md\n---\n[\n---\n"
POLICY = "# records/policies/pakistan-2024.md\n"
PERIODS = """\
stages:
  - id: attending
    requires:
      - {id: spanned, title: A, kind: practice, of: sessions,
         span: 24, each: {months: 5, at-least: 1}, source: committee}
      - {id: open, title: B, kind: practice, of: sessions, each: {months: 5, at-least: 1}, source: committee}
      - id: either
        title: C
        kind: any-of
        source: committee
        requires: [{id: inside, title: D, kind: writing, of: reflections, every: 6, source: committee}]
"""
OTHER = """\
# records/policies/supervisor-2024.md
title: Pathway to supervisor
effective: 2024-06-01
credential: supervisor
stages: [{id: s, requires: [{id: fee, title: Fee, kind: attestation, of: fee, source: committee}]}]
"""


def decision(kind: str, keys: str, name: str = "a", member: str = "sana-malik") -> str:
    return (
        f"# records/decisions/{name}.md\nkind: {kind}\nmember: {member}\ndate: 2025-01-10\nby: committee\n"
        f"present: [omar-farooq, hina-raza]\nreason: a reason\n{keys}\n"
    )


@pytest.mark.parametrize("kind", ["waive", "recognise", "require"])
@pytest.mark.parametrize(
    ("requirement", "more", "expected"),
    [
        ("reflection/half-yearly", "", []),
        ("half-yearly/reflection", "", ["DEC011"]),
        ("participation/half-yearly", "", ["DEC011"]),  # it is in another stage
        ("s/fee", "", ["DEC011"]),
        ("s/fee", OTHER, []),  # on the way to another credential
        ("attending/inside", POLICY + PERIODS, []),
        ("s/fee", BROKEN_POLICY, []),
    ],
)
def test_the_requirement_is_one_of_the_policy(
    kind: str, requirement: str, more: str, expected: list[str]
) -> None:
    found = codes(more + decision(kind, f"requirement: {requirement}"), only="DEC")
    assert [one for one in found if one == "DEC011"] == expected


def test_the_requirement_is_one_of_the_pinned_policy() -> None:
    pinned = OTHER.replace("supervisor-2024", "old").replace(
        "credential: supervisor", "credential: accredited-leader"
    )
    waiver = decision("waive", "requirement: participation/attendance")
    assert codes(f"{pinned}# records/members/sana-malik.md\npolicy: old\n{waiver}", only="DEC") == ["DEC011"]


@pytest.mark.parametrize(
    ("requirement", "due", "expected"),
    [
        ("attending/spanned", 4, []),
        ("attending/spanned", 5, ["DEC012"]),  # 24 months have four whole periods of 5
        ("attending/spanned", 0, ["DEC012"]),
        ("attending/open", 99, []),
        ("attending/inside", 99, []),
        ("attending/inside", 0, ["DEC012"]),
        ("attending/either", 1, ["DEC012"]),
        ("attending/none", 1, ["DEC011"]),
    ],
)
def test_a_due_day_or_period_is_one_that_there_is(requirement: str, due: int, expected: list[str]) -> None:
    waiver = decision("waive", f"requirement: {requirement}\ndue: {due}")
    found = codes(POLICY + PERIODS + waiver, only="DEC")
    assert [one for one in found if one in ("DEC011", "DEC012")] == expected


@pytest.mark.parametrize(
    ("requirement", "expected"),
    [
        ("participation/attendance", []),
        ("reflection/half-yearly", []),
        ("participation/readiness", ["DEC013"]),
        ("membership/member", ["DEC013"]),
        ("membership/none", ["DEC011"]),
    ],
)
def test_an_amount_is_added_to_a_total(requirement: str, expected: list[str]) -> None:
    assert codes(decision("recognise", f"requirement: {requirement}\namount: 1"), only="DEC") == expected


@pytest.mark.parametrize(
    ("requirement", "months", "expected"),
    [
        ("attending/spanned", 1, []),
        ("attending/spanned", 99, []),
        ("attending/spanned", 0, ["DEC022"]),
        ("attending/open", 1, ["DEC022"]),
        ("attending/inside", 1, ["DEC022"]),
        ("attending/either", 1, ["DEC022"]),
        ("attending/none", 1, ["DEC011"]),
    ],
)
def test_months_are_taken_off_a_span(requirement: str, months: int, expected: list[str]) -> None:
    recognition = decision("recognise", f"requirement: {requirement}\nmonths: {months}")
    found = codes(POLICY + PERIODS + recognition, only="DEC")
    assert [one for one in found if one in ("DEC011", "DEC022")] == expected


@pytest.mark.parametrize(("requirement", "told"), [("spanned", True), ("either", False)])
def test_an_amount_in_the_wrong_place_is_not_deleted(requirement: str, told: bool) -> None:
    recognition = decision("recognise", f"requirement: attending/{requirement}\namount: 12")
    (found,) = finds("DEC013", POLICY + PERIODS + recognition)
    assert ("write months" in found.help) is told
    assert "delete" not in found.help


@pytest.mark.parametrize(
    ("kind", "keys", "expected"),
    [
        ("waive", "", ["DEC014"]),
        ("require", "", ["DEC014"]),
        ("recognise", "", ["DEC014"]),
        ("recognise", "credential: accredited-leader", []),
        ("waive", "credential: accredited-leader", ["DEC014", "DEC019"]),
        ("refuse", "", []),
    ],
)
def test_a_decision_says_what_it_bends(kind: str, keys: str, expected: list[str]) -> None:
    assert codes(decision(kind, keys), only="DEC") == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("{from: 2025-01-01, to: 2025-01-31}", "{from: 2025-02-01, to: 2025-02-28}", []),
        ("{from: 2025-01-01, to: 2025-02-01}", "{from: 2025-02-01, to: 2025-02-28}", ["DEC016"]),
        ("{from: 2025-02-01}", "{from: 2025-01-01, to: 2025-01-31}", []),
        ("{from: 2025-01-31}", "{from: 2025-01-01, to: 2025-01-31}", ["DEC016"]),
        ("{from: 2025-01-01}", "{from: 2035-01-01}", ["DEC016"]),
        ("{from: 2025-01-01, to: 2024-01-01}", "{from: 2024-06-01, to: 2024-06-30}", []),  # inverted: PER001
    ],
)
def test_leaves_share_no_day(first: str, second: str, expected: list[str]) -> None:
    leaves = decision("leave", f"period: {first}") + decision("leave", f"period: {second}", "b")
    assert codes(leaves, only="DEC") == expected


def test_leaves_of_two_members_may_share_days() -> None:
    first = decision("leave", "period: {from: 2025-01-01}")
    assert codes(first + decision("leave", "period: {from: 2025-01-01}", "b", "ayesha-khan")) == []


def test_a_leave_inside_a_long_one_is_found_behind_a_short_one() -> None:
    periods = (
        "{from: 2025-01-01, to: 2025-12-31}",
        "{from: 2025-02-01, to: 2025-02-02}",
        "{from: 2025-06-01, to: 2025-06-02}",
    )
    leaves = "".join(decision("leave", f"period: {one}", f"l{number}") for number, one in enumerate(periods))
    assert [one.location.path[-5:] for one in finds("DEC016", leaves)] == ["l1.md", "l2.md"]
