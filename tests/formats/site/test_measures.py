"""Feedback and questionnaires: sums alone, with consent, of five or more."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balintrec.document import parse
from balintrec.model import Body, Evaluation
from balintrec.model.validate import validate
from balintrec.views.groups import FEWEST, summed

SHEET = st.lists(st.integers(0, 7), min_size=1, max_size=14)


def evaluation(kind: str, sheets: list[list[int]], consent: str = "yes", *, same: bool = False) -> Evaluation:
    answers = ", ".join(
        f"{{pseudonym: p{0 if same else number}, values: {values}}}" for number, values in enumerate(sheets)
    )
    text = f"---\ngroup: g\ndate: 2024-12-10\nkind: {kind}\nconsent: {consent}\nanswers: [{answers}]\n---\n"
    values = parse(text.encode()).values
    assert values is not None
    record = validate("evaluations", values, "e", "records/evaluations/e.md", Body(True, ""))
    assert isinstance(record, Evaluation), record
    return record


def test_feedback_is_the_mean_of_each_question() -> None:
    found = summed(evaluation("feedback", [[5, 6], [4, 5], [6, 6], [5, 5], [4, 6]]))
    assert found is not None and found.answers == 5
    assert [(line.question, line.mean) for line in found.lines] == [
        (1, Fraction(24, 5)),
        (2, Fraction(28, 5)),
    ]


@pytest.mark.parametrize(
    ("kind", "sheet", "means"),
    [
        (
            "soc-13",
            [1, 1, 1, 7, 7, 7, 1, 7, 7, 1, 7, 7, 7],
            [91],
        ),  # the strongest: 1, 2, 3, 7 and 10 are reversed
        ("soc-13", [4] * 13, [52]),
        ("soc-29", [4] * 29, [116]),
        ("who-5", [5, 5, 5, 5, 5], [100]),
        ("who-5", [0, 1, 2, 3, 4], [40]),
        ("proqol", [5] * 30, [50, 30, 50]),  # five of ten on burnout are reversed
    ],
)
def test_scores_as_published(kind: str, sheet: list[int], means: list[int]) -> None:
    found = summed(evaluation(kind, [sheet] * 5))
    assert found is not None
    assert [line.mean for line in found.lines] == means
    assert all(line.least <= line.mean <= line.most for line in found.lines)


@given(st.sampled_from(["feedback", "soc-13", "who-5", "proqol"]), st.lists(SHEET, max_size=FEWEST - 1))
def test_nothing_is_shown_of_fewer_than_five(kind: str, sheets: list[list[int]]) -> None:
    found = summed(evaluation(kind, sheets))
    assert found is not None and found.lines == ()


def test_nothing_is_shown_without_consent() -> None:
    assert summed(evaluation("feedback", [[5]] * 9, consent="no")) is None


def test_sheets_that_cannot_be_are_not_counted() -> None:
    found = summed(evaluation("who-5", [[5] * 5] * 4 + [[5] * 4, [9] * 5]))
    assert found is not None and (found.answers, found.lines) == (4, ())


def test_one_person_counts_once() -> None:
    found = summed(evaluation("feedback", [[1]] * 5, same=True))
    assert found is not None and (found.answers, found.lines) == (1, ())
