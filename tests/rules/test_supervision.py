"""By whom, of whom, about which sessions, and when."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rules.examples import codes, finds

APRIL = "# records/supervisions/2024-04-02-bilal-ahmed.md\n"


def recognised(day: str, credential: str) -> str:
    return (
        f"# records/decisions/hina-raza.md\nkind: recognise\nmember: hina-raza\ndate: {day}\nby: committee\n"
        f"present: [nadia-iqbal, omar-farooq]\nreason: examined\ncredential: {credential}\n"
    )


@pytest.mark.parametrize(
    ("decision", "accredited"),
    [
        ("", False),
        (recognised("2024-04-02", "supervisor"), True),
        (recognised("2024-04-03", "supervisor"), False),
        (recognised("2024-04-02", "accredited-leader"), True),
        (recognised("2024-04-02", "trainer"), False),
        ("# records/decisions/x.md\n---\nmember: hina-raza\n---\n", True),  # cannot be read: nobody knows
        ("# records/policies/pakistan-2024.md\nsupervises: []\n", True),
    ],
)
def test_a_supervisor_holds_the_credential_on_the_day(decision: str, accredited: bool) -> None:
    assert ("SUP001" not in codes(f"{decision}{APRIL}supervisor: hina-raza")) is accredited


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("supervisees: [bilal-ahmed, ayesha-khan]", []),  # one of them co-led
        ("supervisees: [ayesha-khan]", ["SUP003"]),  # she presented
        ("supervisees: [nadia-iqbal]", ["SUP002"]),
        ("supervisees: [bilal-ahmd]", ["REF001"]),
        ("supervisor: omar-farooq\nsupervisees: [nadia-iqbal]", []),  # she led
        ("sessions: [2024-03-12-lahore-tuesday, 2023-12-05-lahore-tuesday]", ["SUP003"]),
        ("sessions: [2024-03-12-lahore-tuesdays]", ["REF001"]),
        ("date: 2024-04-03", ["SUP006"]),
    ],
)
def test_a_supervision_is_about_its_supervisees_leading(keys: str, expected: list[str]) -> None:
    assert codes(f"{APRIL}{keys}", only="SUP REF") == expected


@pytest.mark.parametrize(
    ("session", "expected"),
    [
        ("co-leaders: [bilal-ahmd]", ["REF001"]),  # one mistake, one finding
        ("---\ndate: tomorrow\n---", ["KEY002", "VAL002"]),
        ("status: cancelled", ["SUP003"]),
    ],
)
def test_a_session_is_covered_if_it_was_held(session: str, expected: list[str]) -> None:
    snippet = f"# records/sessions/2024-03-12-lahore-tuesday.md\n{session}"

    assert codes(snippet, only="SUP REF KEY VAL") == expected


@pytest.mark.parametrize(("day", "expected"), [("2024-03-12", []), ("2024-03-11", ["SUP004"])])
def test_a_session_lies_before_its_supervision(day: str, expected: list[str]) -> None:
    supervision = f"date: {day}\nsupervisor: nadia-iqbal\nsupervisees: [bilal-ahmed]\n"
    covered = "sessions: [2024-03-12-lahore-tuesday]"

    assert codes(f"# records/supervisions/bilal-ahmed.md\n{supervision}{covered}") == expected


@pytest.mark.parametrize(("on", "expected"), [(date(2026, 11, 23), []), (date(2026, 11, 22), ["SUP005"])])
def test_a_supervision_is_not_planned(on: date, expected: list[str]) -> None:
    supervision = "date: 2026-11-23\nsupervisor: nadia-iqbal\nsupervisees: [bilal-ahmed]"

    assert codes(f"# records/supervisions/2026-11-23-bilal-ahmed.md\n{supervision}", on) == expected


def test_the_session_that_was_not_led_is_pointed_at() -> None:
    both = "sessions: [2024-03-12-lahore-tuesday, 2023-12-05-lahore-tuesday]"

    (found,) = finds("SUP003", f"{APRIL}{both}")

    span = found.location.span
    assert span is not None
    assert both[span.column - 1 : span.end_column - 1] == "2023-12-05-lahore-tuesday"
