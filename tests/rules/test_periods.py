"""A period holds at least one day."""

from __future__ import annotations

import pytest

from tests.rules.examples import codes, finds, passes


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("members/sana-malik", "membership: [{from: 2023-06-01}, {from: 2020-02-01, to: 2020-01-31}]"),
        ("groups/new", "period: {from: 2024-02-01, to: 2024-01-31}"),
        ("groups/new", "roster: [{member: sana-malik, from: 2024-02-01, to: 2024-01-31}]"),
        ("events/new", "period: {from: 2024-02-01, to: 2024-01-31}"),
        ("reflections/2024-07-05-bilal-ahmed", "period: {from: 2024-02-01, to: 2024-01-31}"),
        ("assessments/2023-12-12-bilal-ahmed", "period: {from: 2023-02-01, to: 2023-01-31}"),
    ],
)
def test_a_period_that_ends_before_it_begins_is_found_at_its_end(path: str, line: str) -> None:
    kind = "kind: workshop" if path.startswith("events") else "kind: ongoing"
    new = f"name: Something new\n{kind}\n" if path.endswith("new") else ""

    (found,) = finds("PER001", f"# records/{path}.md\n{new}{line}")

    span = found.location.span
    assert span is not None
    assert line[span.column - 1 : span.end_column - 1] == line.split("to: ")[1].rstrip("}]")


def test_a_period_of_one_day_is_right() -> None:
    passes("""
        # records/groups/new.md
        name: A group of one day
        period: {from: 2024-02-01, to: 2024-02-01}
        roster: [{member: sana-malik, from: 2024-02-01, to: 2024-02-01}]
    """)


@pytest.mark.parametrize(
    ("path", "keys", "expected"),
    [
        ("supervisions/2024-04-02-bilal-ahmed", "minutes: 1440", []),
        ("supervisions/2024-04-02-bilal-ahmed", "minutes: 1441", ["PER002"]),
        ("supervisions/2024-04-02-bilal-ahmed", "minutes: 0", ["PER002"]),
        ("events/2024-10-05-intensive", "minutes: 5760", []),  # four days
        ("events/2024-10-05-intensive", "minutes: 5761", ["PER002"]),
        ("groups/lahore-tuesday", "minutes: 9000", ["PER002"]),
        (
            "sessions/2024-04-09-lahore-tuesday",
            "date: 2024-04-09\ngroup: lahore-tuesday\nleaders: [nadia-iqbal]\nminutes: 9000",
            ["SES009"],  # the policy says how long
        ),
    ],
)
def test_nothing_lasts_longer_than_its_days(path: str, keys: str, expected: list[str]) -> None:
    assert codes(f"# records/{path}.md\n{keys}", only="PER SES") == expected
