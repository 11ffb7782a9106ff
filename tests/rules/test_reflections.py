"""There is a text, it is its own, and it was written when it could be."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rules.examples import codes, finds

FIRST = "# records/reflections/2024-07-05-bilal-ahmed.md\n"
SECOND = "# records/reflections/2025-01-05-bilal-ahmed.md\n"
DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def reflection(keys: str = "", body: str = "What I saw.", member: str = "bilal-ahmed") -> str:
    return f"---\nmember: {member}\nwritten: 2024-07-05\n{keys}---\n{body}\n"


@pytest.mark.parametrize(
    ("keys", "body", "expected"),
    [
        ("", "What I saw.", []),
        ("", "", ["RFL001"]),
        ("", " \n\t\n", ["RFL001"]),
        ("text: here\n", "", ["RFL001"]),
        ("text: elsewhere\n", "", ["RFL002"]),
        (f"text: elsewhere\ndigest: {DIGEST}\n", "", []),
        (f"digest: {DIGEST}\n", "", ["RFL001"]),  # it does not say that the text is elsewhere
    ],
)
def test_a_text_is_there_or_elsewhere_with_its_digest(keys: str, body: str, expected: list[str]) -> None:
    assert codes(FIRST + reflection(keys, body), only="RFL") == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (reflection(body="One text."), reflection(body="Another text."), []),
        (reflection(body="One text."), reflection(body="One\n  text."), ["RFL003"]),
        (reflection(body="One text."), reflection(body="One text.", member="sana-malik"), ["RFL003"]),
        (
            reflection(f"text: elsewhere\ndigest: {DIGEST}\n"),
            reflection(f"text: elsewhere\ndigest: {DIGEST}\n"),
            ["RFL003"],
        ),
        (
            reflection(f"text: elsewhere\ndigest: {DIGEST}\n", "In the safe."),
            reflection(f"text: elsewhere\ndigest: {DIGEST[::-1]}\n", "In the safe."),
            [],
        ),
        (reflection(body=""), reflection(body=""), ["RFL001", "RFL001"]),  # nothing is not one text
    ],
)
def test_one_text_is_one_reflection(first: str, second: str, expected: list[str]) -> None:
    assert codes(FIRST + first + SECOND + second, only="RFL") == expected


def test_the_later_of_two_equal_texts_names_the_earlier() -> None:
    [found] = finds("RFL003", FIRST + reflection() + SECOND + reflection().replace("2024-07", "2025-01"))
    assert found.location.path.endswith("2025-01-05-bilal-ahmed.md")
    assert [one.location.path for one in found.related] == ["records/reflections/2024-07-05-bilal-ahmed.md"]


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("{from: 2024-01-01, to: 2024-07-04}", []),
        ("{from: 2024-01-01, to: 2024-07-05}", []),
        ("{from: 2024-01-01, to: 2024-07-06}", ["RFL004"]),
        ("{from: 2024-01-01}", []),
        ("{from: 2025-01-01, to: 2024-12-31}", []),  # the period itself is wrong
    ],
)
def test_it_is_written_once_its_period_has_ended(period: str, expected: list[str]) -> None:
    assert codes(FIRST + reflection(f"period: {period}\n"), only="RFL") == expected


@pytest.mark.parametrize(("on", "expected"), [(date(2024, 7, 4), ["RFL005"]), (date(2024, 7, 5), [])])
def test_it_is_not_written_in_the_future(on: date, expected: list[str]) -> None:
    assert codes("", on, only="RFL") == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One text.", False),
        ("# A heading\n\nOne text.", False),
        ("<!-- write here -->\nOne text.", False),
        ("私はこのグループから多くのことを学びました。これからも続けたいです。", False),
        ("# A long heading that says what it will be about", True),
        ("<!-- write here\nhow it was -->", True),
        ("***", True),
        ("…", True),
        ("TODO", True),
        ("- \n- \n", True),
    ],
)
def test_a_heading_or_a_word_is_no_text(text: str, found: bool) -> None:
    path = "# records/reflections/2024-12-20-bilal-ahmed.md\n"
    told = codes(f"{path}---\nmember: bilal-ahmed\nwritten: 2024-12-20\n---\n{text}\n", only="RFL")
    assert ("RFL001" in told) is found


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("period: {from: 2024-07-05}", []),
        ("period: {from: 2024-07-06}", ["RFL004"]),
        ("period: {from: 2024-07-06, to: 2024-08-01}", ["RFL004"]),
        ("discussed-with: nadia-iqbal", []),
        ("discussed-with: bilal-ahmed", ["RFL007"]),
        (f"digest: {'ab' * 32}", ["RFL006"]),
        (f"text: elsewhere\ndigest: {'ab' * 32}", []),
    ],
)
def test_what_a_reflection_says_of_itself(keys: str, expected: list[str]) -> None:
    assert codes(f"# records/reflections/2024-07-05-bilal-ahmed.md\n{keys}") == expected
