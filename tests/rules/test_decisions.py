"""The minute of a decision: its day, its reason, the certificate's number, and keys that mean something."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rules.examples import codes, finds

GRANT = "# records/decisions/2026-03-05-bilal-ahmed-grant.md\n"


def decision(kind: str, keys: str, member: str = "bilal-ahmed") -> str:
    return (
        f"# records/decisions/new.md\nkind: {kind}\nmember: {member}\ndate: 2026-06-01\nby: committee\n"
        f"present: [omar-farooq, hina-raza]\nreason: a reason\n{keys}\n"
    )


@pytest.mark.parametrize(
    ("kind", "member", "number", "expected"),
    [
        ("renew", "bilal-ahmed", "PBS-2026-001", []),
        ("revoke", "bilal-ahmed", "PBS-2026-001", []),
        ("recognise", "bilal-ahmed", "PBS-2026-001", ["DEC017"]),
        ("recognise", "sana-malik", "PBS-2026-001", ["DEC017"]),
        ("recognise", "sana-malik", "pbs-2026-001", ["DEC017"]),
        ("recognise", "sana-malik", "PBS-2026-002", []),
        ("renew", "nadia-iqbal", "PBS-2026-001", ["DEC017"]),
    ],
)
def test_a_number_is_of_one_certificate(kind: str, member: str, number: str, expected: list[str]) -> None:
    new = decision(kind, f"credential: accredited-leader\nnumber: {number}", member)
    assert codes(new, only="DEC") == expected


@pytest.mark.parametrize(
    "kind", ["refuse", "defer", "waive", "recognise", "require", "leave", "lapse", "renew"]
)
def test_all_but_a_grant_have_a_reason(kind: str) -> None:
    new = decision(kind, "").replace("reason: a reason\n", "")
    assert "DEC018" in codes(new, only="DEC")
    assert "DEC018" not in codes(decision(kind, ""), only="DEC")


@pytest.mark.parametrize(
    ("kind", "keys", "expected"),
    [
        ("refuse", "application: 2026-02-10-bilal-ahmed", []),
        ("refuse", "number: 1", ["DEC019"]),
        ("refuse", "number: 1\ndue: 1\namount: 2", ["DEC019"]),  # one finding for them all
        ("lapse", "until: 2027-01-01", ["DEC019"]),
        ("suspend", "until: 2027-01-01", []),
        ("renew", "requirement: reflection/half-yearly", ["DEC019"]),
        ("recognise", "requirement: reflection/half-yearly\ndue: 1", ["DEC019"]),
        ("waive", "requirement: reflection/half-yearly\namount: 1", ["DEC019"]),
        ("recognise", "credential: accredited-leader\namount: 1", ["DEC019"]),
        ("recognise", "credential: accredited-leader\nmonths: 12\namount: 0", ["DEC019"]),
        ("recognise", "credential: accredited-leader\nrequirement: co-leadership/intensive\namount: 1", []),
        ("recognise", "amount: 1", ["DEC014"]),
        ("renew", "period: {from: 2026-06-01}", ["DEC019"]),
        ("require", "requirement: co-leadership/intensive\nuntil: 2027-01-01", ["DEC019"]),
    ],
)
def test_every_key_means_something(kind: str, keys: str, expected: list[str]) -> None:
    assert codes(decision(kind, keys), only="DEC") == expected


def test_the_key_without_a_meaning_is_pointed_at() -> None:
    [found] = finds("DEC019", decision("refuse", "number: 1\ndue: 1"))
    assert found.excerpt == "number: 1"
    assert found.location.span and found.location.span.end_column == len("number") + 1
    assert found.message.startswith("number and due have no effect ")


@pytest.mark.parametrize(("on", "expected"), [(date(2026, 3, 4), ["DEC020"]), (date(2026, 3, 5), [])])
def test_a_decision_is_not_taken_in_the_future(on: date, expected: list[str]) -> None:
    assert codes("", on, only="DEC") == expected


@pytest.mark.parametrize(("until", "expected"), [("2026-03-04", ["DEC021"]), ("2026-03-05", [])])
def test_what_is_decided_lasts_at_least_that_day(until: str, expected: list[str]) -> None:
    assert codes(f"{GRANT}until: {until}", only="DEC") == expected
