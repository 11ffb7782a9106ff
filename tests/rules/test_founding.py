"""society.md says who decides, how many, and where."""

from __future__ import annotations

from datetime import date

import pytest

from balintrec.check import check
from tests.rules.examples import BASE, ON, codes, finds
from tests.sources import MemorySource

SOCIETY = "# records/society.md\n"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("quorum: 3", ["DEC006"]),  # two voted on the grant
        ("quorum: 4", ["SOC001"]),
        ("quorum: 0", ["SOC001"]),
        ("time-zone: Asia/Karachy", ["SOC002"]),
        ("time-zone: PKT+5 hours", ["SOC002"]),
        ("time-zone: ../../etc/passwd", ["SOC002"]),
        ("time-zone: UTC", []),
        ("may-enter: {sessions: [a@example.org]}", []),
        ("may-enter: {session: [a@example.org], reflections: [b@example.org]}", ["SOC003"]),
        ("kept-since: 2026-11-23", []),
        ("kept-since: 2026-11-24", ["SOC004"]),
        ("committee: []\nquorum: 2", ["SOC005"]),
    ],
)
def test_the_society_can_be_as_it_says(keys: str, expected: list[str]) -> None:
    told = codes(f"{SOCIETY}{keys}", only="SOC DEC")
    assert set(told) == set(expected)


@pytest.mark.parametrize(
    ("keys", "code", "help"),
    [
        ("time-zone: Asia/Karachy", "SOC002", 'did you mean "Asia/Karachi"?'),
        ("may-enter: {session: [a@example.org]}", "SOC003", 'did you mean "sessions"?'),
    ],
)
def test_what_was_meant(keys: str, code: str, help: str) -> None:
    assert finds(code, f"{SOCIETY}{keys}")[0].help == help


def test_a_committee_that_decides_without_a_society_file_is_told_once() -> None:
    files = {path: data for path, data in BASE.items() if path != "records/society.md"}
    assert [one.rule.code for one in check(MemorySource(files), ON).findings] == ["SOC005"]


def test_a_society_without_decisions_needs_no_committee() -> None:
    files = {"records/members/sana-malik.md": b"---\nname: Sana Malik\n---\n"}
    assert check(MemorySource(files), date(2026, 11, 23)).findings == ()
