"""The sessions of a group lie in its time, and the right people are there."""

from __future__ import annotations

import pytest

from tests.rules.examples import codes, finds, passes

SESSION = "# records/sessions/2024-03-14-karachi-online.md\n"
GROUP = "# records/groups/karachi-online.md\n"


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("{from: 2024-03-14}", []),
        ("{from: 2024-03-15}", ["GRP001"]),
        ("{from: 2023-01-01, to: 2024-03-14}", []),
        ("{from: 2023-01-01, to: 2024-03-13}", ["GRP001"]),
        ("{from: 2024-03-14, to: 2024-03-14}", []),
        ("{from: 2024-03-15, to: 2024-03-15}", ["GRP001"]),
        ("{from: 2024-03-15, to: 2024-03-13}", ["PER001"]),
    ],
)
def test_both_days_of_a_group_belong_to_it(period: str, expected: list[str]) -> None:
    assert codes(f"{GROUP}period: {period}") == expected


def test_a_cancelled_session_may_lie_outside_its_group() -> None:
    passes(f"{GROUP}period: {{from: 2024-03-15}}\n{SESSION}status: cancelled\nattendees: []")


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ("{member: sana-malik, from: 2024-03-14}", []),
        ("{member: sana-malik, from: 2024-03-15}", ["GRP002"]),
        ("{member: sana-malik, from: 2023-06-01, to: 2024-03-14}", []),
        ("{member: sana-malik, from: 2023-06-01, to: 2024-03-13}", ["GRP002"]),
        (
            "{member: sana-malik, from: 2023-06-01, to: 2023-12-31}, {member: sana-malik, from: 2024-03-01}",
            [],
        ),
        ("{member: sana-malik, from: 2024-03-13, to: 2024-03-13}", ["GRP002"]),
        ("{member: sana-malik, from: 2023-06-01, to: 2023-05-01}", ["PER001"]),
        ("{member: bilal-ahmed, from: 2023-06-01}", ["GRP002"]),
    ],
)
def test_both_days_on_a_roster_belong_to_it(entries: str, expected: list[str]) -> None:
    assert codes(f"{GROUP}roster: [{{member: hina-raza, from: 2023-01-01}}, {entries}]") == expected


@pytest.mark.parametrize(
    ("group", "session", "expected"),
    [
        ("kind: closed", "attendees: [hina-raza, bilal-ahmed]", ["GRP002"]),
        ("kind: closed", "presenter: bilal-ahmed", ["GRP002"]),
        ("kind: closed", "observers: [bilal-ahmed]", []),
        ("kind: closed", "co-leaders: [bilal-ahmed]", []),
        ("kind: closed\nleaders: [nadia-iqbal]", "attendees: [hina-raza, nadia-iqbal]", []),
        ("kind: closed\nroster: []", "attendees: [bilal-ahmed]", []),  # nobody wrote down who belongs to it
        ("kind: ongoing", "attendees: [bilal-ahmed]", []),
        ("kind: closed", "attendees: [bilal-ahmad]", ["REF001"]),  # one mistake, one finding
    ],
)
def test_only_who_takes_part_in_a_closed_group_stands_on_its_roster(
    group: str, session: str, expected: list[str]
) -> None:
    assert codes(f"{GROUP}{group}\n{SESSION}{session}") == expected


@pytest.mark.parametrize(
    ("size", "session", "expected"),
    [
        ("at-least: 3", "cases: 1", []),
        ("at-least: 4", "cases: 1", ["GRP003"]),
        ("at-least: 4", "guests: 1", []),
        ("at-most: 3", "cases: 1", []),
        ("at-most: 2", "cases: 1", ["GRP003"]),
        ("at-most: 3", "guests: 1", ["GRP003"]),
        ("at-most: 3", "observers: [bilal-ahmed]", []),
        ("at-most: 3", "presenter: sana-malik", []),  # named twice, there once
        ("at-least: 4", "attendees: []", []),  # only the leader is recorded
        ("at-most: 2", "attendees: []\nguests: 2", ["GRP003"]),
        ("at-least: 4", "status: cancelled", ["SES015"]),
        ("at-most: 2", "status: planned", ["SES007"]),  # who came is not known yet
    ],
)
def test_the_size_of_a_group_counts_those_in_the_circle(size: str, session: str, expected: list[str]) -> None:
    assert codes(f"{GROUP}size: {{{size}}}\n{SESSION}{session}") == expected


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (["from: 2023-01-01, to: 2024-06-30", "from: 2024-07-01"], []),
        (["from: 2023-01-01, to: 2024-06-30", "from: 2024-06-30"], ["GRP004"]),
        (["from: 2023-01-01", "from: 2024-06-30, to: 2024-06-30"], ["GRP004"]),
        (["from: 2023-01-01", "from: 2024-06-30, to: 2024-06-29"], ["PER001"]),
    ],
)
def test_nobody_stands_on_a_roster_twice_on_one_day(entries: list[str], expected: list[str]) -> None:
    roster = ", ".join(f"{{member: hina-raza, {days}}}" for days in entries)

    assert codes(f"{GROUP}roster: [{{member: sana-malik, from: 2023-06-01}}, {roster}]") == expected


def test_a_size_is_found_at_the_attendees_and_tells_of_the_group() -> None:
    (found,) = finds("GRP003", f"{GROUP}size: {{at-least: 6}}\n{SESSION}guests: 1")

    assert found.excerpt == "attendees: [hina-raza, sana-malik]"
    assert found.related[0].location.path == "records/groups/karachi-online.md"


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ("{at-least: 2, at-most: 12}", []),
        ("{at-least: 3, at-most: 3}", []),
        ("{at-least: 12, at-most: 2}", ["GRP005"]),
        ("{at-least: 0, at-most: 0}", ["GRP005"]),
        ("{at-most: 0}", ["GRP005"]),
    ],
)
def test_a_size_that_can_be_is_what_sessions_are_compared_with(size: str, expected: list[str]) -> None:
    assert codes(f"{GROUP}size: {size}") == expected


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("2023-01-01", []),
        ("2022-12-31", ["GRP006"]),
        ("2025-12-31", ["GRP002"]),
        ("2026-01-01", ["GRP002", "GRP006"]),
    ],
)
def test_a_roster_lies_in_the_time_of_its_group(first: str, expected: list[str]) -> None:
    others = "{member: sana-malik, from: 2023-06-01}"
    assert codes(f"{GROUP}roster: [{{member: hina-raza, from: {first}}}, {others}]") == expected


def test_where_the_period_is_wrong_the_roster_is_not() -> None:
    assert codes(f"{GROUP}period: {{from: 2024-05-01, to: 2025-12-31}}") == ["GRP001"]
