"""Consent, pseudonyms that hide who answered, and values that fit the measure."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rules.examples import codes, finds

PATH = "# records/evaluations/2024-12-10-lahore-tuesday-feedback.md\n"


def answers(kind: str, *sheets: tuple[str, list[int]]) -> str:
    rows = ", ".join(f"{{pseudonym: {name}, values: {values}}}" for name, values in sheets)
    return f"{PATH}kind: {kind}\nanswers: [{rows}]"


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        ("who-5", [0, 5, 0, 5, 0], []),
        ("who-5", [0, 5, 0, 5, 6], ["EVA003"]),
        ("who-5", [0, 5, 0, 5], ["EVA003"]),
        ("who-5", [0, 5, 0, 5, 0, 5], ["EVA003"]),
        ("soc-13", [1, 7] * 6 + [4], []),
        ("soc-13", [0, 7] * 6 + [4], ["EVA003"]),
        ("soc-13", [1, 8] * 6 + [4], ["EVA003"]),
        ("soc-29", [4] * 29, []),
        ("soc-29", [4] * 13, ["EVA003"]),
        ("proqol", [1, 5] * 15, []),
        ("proqol", [1, 0] * 15, ["EVA003"]),
        ("feedback", [99], []),
        ("feedback", [], []),
    ],
)
def test_the_values_fit_the_questionnaire(kind: str, values: list[int], expected: list[str]) -> None:
    assert codes(answers(kind, ("p1", values)), only="EVA") == expected


@pytest.mark.parametrize(
    ("pseudonym", "expected"),
    [
        ("p1", []),
        ("sana-malik", ["EVA002"]),
        ("MALIK", []),
        ("sana  MALIK", ["EVA002"]),
        ("ayesha.khan@example.org", ["EVA002"]),
        ('"—"', []),
    ],
)
def test_a_pseudonym_is_no_person(pseudonym: str, expected: list[str]) -> None:
    assert codes(answers("feedback", (pseudonym, [5])), only="EVA") == expected


def test_a_pseudonym_that_is_a_name_is_not_repeated() -> None:
    [found] = finds("EVA002", answers("feedback", ("Sana Malik", [5])))
    assert "Sana" not in found.message + found.help


@pytest.mark.parametrize(
    ("names", "expected"),
    [(("p1", "p2"), []), (("p1", "P1"), ["EVA004"]), (("p1", "p1", "p1"), ["EVA004", "EVA004"])],
)
def test_each_answer_has_its_own_pseudonym(names: tuple[str, ...], expected: list[str]) -> None:
    assert codes(answers("feedback", *((name, [5]) for name in names)), only="EVA") == expected


@pytest.mark.parametrize("keys", ["consent: no", "consent: no\nanswers: []"])
def test_without_consent_nothing_is_kept(keys: str) -> None:
    assert codes(PATH + keys, only="EVA") == ["EVA001"]


@pytest.mark.parametrize(("on", "expected"), [(date(2024, 12, 9), ["EVA005"]), (date(2024, 12, 10), [])])
def test_an_evaluation_is_not_dated_in_the_future(on: date, expected: list[str]) -> None:
    assert codes("", on, only="EVA") == expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("[{pseudonym: a, values: [1, 2]}, {pseudonym: b, values: [1, 2]}]", []),
        ("[{pseudonym: a, values: [1, 2]}, {pseudonym: b, values: [1]}]", ["EVA006"]),
        (
            "[{pseudonym: a, values: [1]}, {pseudonym: b, values: [1, 2]}, {pseudonym: c, values: [1, 2]}]",
            ["EVA006"],
        ),
        ("[{pseudonym: N. Iqbal, values: [1]}]", ["EVA002"]),
        ("[{pseudonym: river stone, values: [1]}]", []),
        ("[]", []),
    ],
)
def test_answers_are_as_many_as_those_of_others_and_of_nobody_known(
    answers: str, expected: list[str]
) -> None:
    assert (
        codes(f"# records/evaluations/2024-12-10-lahore-tuesday-feedback.md\nanswers: {answers}") == expected
    )
