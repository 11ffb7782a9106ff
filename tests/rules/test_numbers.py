"""The numbers of a policy go together, and they ask for something."""

from __future__ import annotations

import pytest

from tests.rules.examples import codes, finds
from tests.rules.policy import policy

SESSIONS = "practice, of: [sessions], "


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("span: 24", ["POL005"]),
        ("span: 24, within: 36", ["POL005"]),
        ("span: 24, distinct: {of: groups, at-least: 2}", ["POL005"]),
        ("span: 24, max-gap: 90", []),
        ("span: 24, at-least: 8", []),
        ("span: 24, each: {months: 24, at-least: 1}", []),
        ("span: 24, each: {months: 25, at-least: 1}", ["POL006"]),
        ("each: {months: 25, at-least: 1}", []),
        ("span: 24, at-least: 8, within: 23", ["POL007"]),
        ("span: 24, at-least: 8, within: 24", []),
        ("at-least: 8, within: 6", []),
    ],
)
def test_span_and_what_goes_with_it(keys: str, expected: list[str]) -> None:
    assert codes(policy(SESSIONS + keys)) == expected


@pytest.mark.parametrize(
    "requirement",
    [
        f"{SESSIONS}at-least: 0",
        f"{SESSIONS}at-least: 8, max-gap: 0",
        f"{SESSIONS}at-least: 8, within: 0",
        f"{SESSIONS}at-least: 8, span: 0",
        f"{SESSIONS}each: {{months: 0, at-least: 1}}",
        f"{SESSIONS}each: {{months: 3, at-least: 0}}",
        f"{SESSIONS}distinct: {{of: groups, at-least: 0}}",
        "membership, months: 0",
        "statement, of: readiness, within: 0",
        "document, of: form, at-least: 0",
        "attestation, of: fee, since: 0",
        "attestation, of: fee, hours: 0",
        "any-of, requires: [{id: in, title: T, kind: membership, months: 0, source: committee}]",
    ],
)
def test_zero_asks_for_nothing(requirement: str) -> None:
    assert codes(policy(requirement)) == ["POL008"]


def test_writing_every_zero_months_in_a_stage_without_practice() -> None:
    assert codes(policy("writing, of: reflections, every: 0")) == ["POL008", "POL024"]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("double-hour: 0\n", ["POL008"]),
        ("valid: 0\n", ["POL008"]),
        ("late-entry: 0\n", []),
        ("session-minutes: {at-least: 90, at-most: 90}\n", []),
        ("session-minutes: {at-least: 91, at-most: 90}\n", ["POL009"]),
        ("session-minutes: {at-least: 91}\n", []),
    ],
)
def test_the_numbers_of_the_policy_itself(keys: str, expected: list[str]) -> None:
    assert codes(policy("membership", keys=keys)) == expected


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        ("{of: roster, at-least: 1/2}", []),
        ("{where: {modes: online}, at-most: 0.5}", []),
        ("{where: {modes: online}, at-least: 25%, at-most: 1/2}", []),
        ("{where: {modes: online}, at-least: 51%, at-most: 1/2}", ["POL009"]),
        ("{of: roster}", ["POL010"]),
        ("{at-least: 1/2}", ["POL010"]),
        ("{}", ["POL010", "POL010"]),
        ("{of: roster, where: {modes: online}, at-least: 1/2}", ["POL010"]),
        ("[{of: roster, at-least: 1/2}, {at-least: 1/2}]", ["POL010"]),
    ],
)
def test_a_share_says_of_what_and_how_much(share: str, expected: list[str]) -> None:
    assert codes(policy(f"{SESSIONS}at-least: 8, share: {share}")) == expected


def test_the_number_is_pointed_at() -> None:
    [found] = finds("POL007", policy(f"{SESSIONS}span: 24, at-least: 8, within: 23"))
    span = found.location.span
    assert span and found.excerpt
    assert found.excerpt[span.column - 1 : span.end_column - 1] == "23"


def test_a_policy_that_allows_no_session_is_the_one_to_mend() -> None:
    path = "# records/policies/pakistan-2024.md\n"
    assert codes(f"{path}session-minutes: {{at-least: 0, at-most: 0}}") == ["POL008"]
