"""What became of an application, and who is eligible: decided, open again, withdrawn, no member any more."""

from __future__ import annotations

from datetime import date

import pytest

from balintrec.pathway import ApplicationState, Standing, standing
from balintrec.pathway.credentials import applied, credential_of, holds
from balintrec.society import Society, load
from tests.sources import MemorySource

POLICY = """---
title: Way
effective: 2020-01-01
credential: leader
leads: [leader]
stages:
  - {id: one, requires: [{id: paid, kind: attestation, title: Pay, of: fee, source: committee}]}
---
"""
FILES = {
    "policies/way.md": POLICY,
    "members/ola.md": "---\nname: Ola\nmembership: [{from: 2020-01-01}]\n---\n",
    "attestations/paid.md": "---\nkind: fee\nmember: ola\ndate: 2024-03-01\n---\n",
    "applications/first.md": "---\nmember: ola\ndate: 2024-04-01\ncredential: leader\n---\n",
}


def decision(kind: str, day: str, more: str = "") -> str:
    return f"---\nkind: {kind}\nmember: ola\ndate: {day}\nby: committee\nreason: x\n{more}---\n"


def application(day: str, more: str = "") -> str:
    return f"---\nmember: ola\ndate: {day}\ncredential: leader\n{more}---\n"


def made(files: dict[str, str]) -> Society:
    return load(MemorySource({f"records/{path}": text.encode() for path, text in files.items()}))


def stands(files: dict[str, str], on: date = date(2025, 1, 1)) -> Standing:
    society = made({**FILES, **files})
    return standing(society, society.members["ola"], on)


REFUSED = {"decisions/no.md": decision("refuse", "2024-05-01", "application: first\ncredential: leader\n")}


@pytest.mark.parametrize(
    ("files", "eligible"),
    [
        ({}, True),
        (REFUSED, False),
        ({"decisions/no.md": decision("defer", "2024-05-01")}, False),
        ({"decisions/no.md": decision("defer", "2024-05-01", "until: 2024-12-31\n")}, True),
        ({"decisions/no.md": decision("defer", "2024-05-01", "until: 2025-01-01\n")}, False),
        ({"decisions/no.md": decision("refuse", "2024-05-01", "credential: trainer\n")}, True),
        ({"decisions/no.md": decision("refuse", "2024-02-01")}, True),
        ({"decisions/no.md": decision("refuse", "2025-02-01")}, True),
        ({"decisions/yes.md": decision("grant", "2024-05-01")}, False),
        (
            {
                "decisions/yes.md": decision("grant", "2024-05-01"),
                "decisions/no.md": decision("revoke", "2024-06-01"),
            },
            False,
        ),
        ({**REFUSED, "applications/second.md": application("2024-07-01")}, True),
        ({**REFUSED, "applications/second.md": application("2024-07-01", "status: withdrawn\n")}, False),
        ({**REFUSED, "applications/second.md": application("2024-07-01", "status: draft\n")}, False),
        ({**REFUSED, "applications/second.md": application("2024-05-01")}, True),
        ({**REFUSED, "attestations/paid.md": FILES["attestations/paid.md"].replace("03-01", "06-01")}, True),
        ({"decisions/no.md": "---\nkind: refuse\nmember: ola\nno key\n---\n"}, False),
        (
            {"members/ola.md": "---\nname: Ola\nmembership: [{from: 2020-01-01, to: 2024-06-30}]\n---\n"},
            False,
        ),
    ],
)
def test_eligible_is_on_whom_nobody_has_decided(files: dict[str, str], eligible: bool) -> None:
    found = stands(files)
    assert found.complete
    assert found.eligible is eligible


def waived(day: str, more: str = "") -> str:
    return decision("waive", day, f"requirement: one/paid\n{more}")


UNPAID = {"attestations/paid.md": "---\nkind: fee\nmember: lea\ndate: 2024-03-01\n---\n"}
ONCE_WAIVED = {"decisions/v.md": waived("2024-04-02", "until: 2024-06-01\n")}
NO = {"decisions/no.md": decision("refuse", "2024-05-01")}


@pytest.mark.parametrize(
    ("files", "eligible"),
    [
        ({"decisions/w.md": waived("2024-04-30")}, False),
        ({"decisions/w.md": waived("2024-05-01")}, False),
        ({"decisions/w.md": waived("2024-05-02")}, True),
        ({**ONCE_WAIVED, "decisions/w.md": waived("2024-06-02")}, False),
        ({**ONCE_WAIVED, "decisions/w.md": waived("2024-06-03")}, True),
    ],
)  # fmt: skip
def test_what_is_waived_after_a_refusal_is_for_the_committee_again(
    files: dict[str, str], eligible: bool
) -> None:
    found = stands({**UNPAID, **NO, **files})
    assert found.complete
    assert found.eligible is eligible


def test_the_pathway_of_a_refusal_must_have_begun() -> None:
    later = {"members/ola.md": "---\nname: Ola\nmembership: [{from: 2024-05-02}]\n---\n"}
    assert stands({**NO, **later}).eligible


def test_the_last_decision_on_an_application_tells() -> None:
    put_off = decision("defer", "2024-06-01", "application: first\nuntil: 2024-12-31\n")
    found = stands({**REFUSED, "decisions/off.md": put_off})
    assert found.application and found.application.state is ApplicationState.OPEN
    assert found.eligible
    again = {"decisions/off.md": put_off.replace("2024-06-01", "2024-04-15")}
    found = stands({**REFUSED, **again})
    assert found.application and found.application.state is ApplicationState.DECIDED
    assert not found.eligible


def test_application_is_decided_by_what_cites_it_or_follows_it() -> None:
    files = {
        **FILES,
        "decisions/later.md": decision("defer", "2024-05-01"),
        "applications/second.md": application("2024-06-01"),
        "decisions/yes.md": decision("grant", "2024-07-01", "application: second\n"),
        "applications/third.md": application("2024-08-01", "status: withdrawn\n"),
        "applications/fourth.md": application("2024-08-01", "status: draft\n"),
        "applications/fifth.md": application("2024-09-01"),
        "decisions/other.md": decision("waive", "2024-10-01", "application: fifth\nrequirement: one/paid\n"),
    }
    society = made(files)
    found = {id: applied(society, one, date(2025, 1, 1)) for id, one in society.applications.items()}
    assert {id: one.state for id, one in found.items()} == {
        "first": ApplicationState.DECIDED,
        "second": ApplicationState.DECIDED,
        "third": ApplicationState.WITHDRAWN,
        "fourth": ApplicationState.DRAFT,
        "fifth": ApplicationState.OPEN,
    }
    assert [one.decision and one.decision.record for one in found.values()] == [
        None if id in ("third", "fourth", "fifth") else f"decisions/{'later' if id == 'first' else 'yes'}"
        for id in found
    ]
    early = applied(society, society.applications["first"], date(2024, 4, 15))
    assert early.state is ApplicationState.OPEN


def test_refusal_without_an_application_is_about_no_credential() -> None:
    found = stands(
        {
            "applications/first.md": application("2024-06-01"),
            "decisions/no.md": decision("refuse", "2024-05-01"),
        }
    )
    assert found.decision is None


@pytest.mark.parametrize(
    ("membership", "former"),
    [
        ("[{from: 2020-01-01, to: 2024-12-31}]", True),
        ("[{from: 2020-01-01, to: 2025-01-01}]", False),
        ("[{from: 2020-01-01, to: 2022-12-31}, {from: 2023-02-01, to: 2024-01-31}]", True),
        ("[{from: 2020-01-01, to: 2022-12-31}, {from: 2025-06-01}]", False),
        ("[{from: 2025-06-01}]", False),
        ("[]", False),
    ],
)
def test_former_member_is_whose_memberships_all_ended(membership: str, former: bool) -> None:
    text = f"---\nname: Ola\npathway-from: 2020-01-01\nmembership: {membership}\n---\n"
    found = stands({"members/ola.md": text})
    assert found.former is former


def test_an_application_dated_after_a_decision_does_not_say_what_was_decided() -> None:
    later = {
        "applications/later.md": application("2026-01-01").replace("leader", "trainer"),
        "decisions/yes.md": decision("grant", "2024-05-01"),
        "decisions/end.md": decision("lapse", "2024-06-01", "application: later\n"),
    }
    society = made({**FILES, **later})
    assert credential_of(society, society.decisions["end"]) == "leader"
    assert not holds(society, "ola", ("leader",), date(2024, 7, 1))
    assert not holds(society, "ola", ("leader",), date(2026, 7, 1))
