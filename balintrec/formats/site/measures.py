"""Feedback and questionnaires of a group, as sums alone: with consent, and of five people or more. Pure.

The scores are those published with the questionnaires; nothing here ever bears on anybody's standing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from statistics import mean
from types import MappingProxyType
from typing import NamedTuple

from balintrec.model import Evaluation
from balintrec.rules.evaluations import MEASURES, Measure

FEWEST = 5
"""Answers; of fewer people it could be guessed who said what."""


class Score(NamedTuple):
    """What a questionnaire comes to."""

    items: tuple[int, ...]
    """The numbers of the questions, from 1."""
    reversed: frozenset[int] = frozenset()
    """Where a high answer means little."""
    factor: int = 1


_SCORES: Mapping[str, Mapping[str, Score]] = MappingProxyType({
    "soc-13": {"sense of coherence": Score(tuple(range(1, 14)), frozenset({1, 2, 3, 7, 10}))},
    "soc-29": {
        "sense of coherence": Score(
            tuple(range(1, 30)), frozenset({1, 4, 5, 6, 7, 11, 13, 14, 16, 20, 23, 25, 27})
        )
    },
    "who-5": {"well-being": Score(tuple(range(1, 6)), factor=4)},
    "proqol": {
        "compassion satisfaction": Score((3, 6, 12, 16, 18, 20, 22, 24, 27, 30)),
        "burnout": Score((1, 4, 8, 10, 15, 17, 19, 21, 26, 29), frozenset({1, 4, 15, 17, 29})),
        "secondary traumatic stress": Score((2, 5, 7, 9, 11, 13, 14, 23, 25, 28)),
    },
})  # fmt: skip


class Line(NamedTuple):
    """One number of an evaluation."""

    label: str
    """What is measured; empty for a question of a feedback, which has a number."""
    question: int
    mean: Fraction
    least: int
    most: int
    """The least and the most that it can be; of feedback the least and most answer given are not told."""


class Summed(NamedTuple):
    """An evaluation as a sum."""

    kind: str
    day: date
    answers: int
    lines: tuple[Line, ...]
    """None where too few answered."""


def summed(evaluation: Evaluation) -> Summed | None:
    """What may be shown of an evaluation; None of one without consent."""
    if not evaluation.consent:
        return None
    sheets = _sheets(evaluation)
    lines = _lines(evaluation.kind, sheets) if len(sheets) >= FEWEST else ()
    return Summed(evaluation.kind, evaluation.date, len(sheets), lines)


def _sheets(evaluation: Evaluation) -> list[tuple[int, ...]]:
    """The answers that can be summed up: one a pseudonym, complete, and of values that can be."""
    values = {one.pseudonym.casefold(): one.values for one in reversed(evaluation.answers)}
    measure = MEASURES.get(evaluation.kind)
    if measure:
        return [sheet for sheet in values.values() if _fits(measure, sheet)]
    lengths = Counter(map(len, values.values()))
    usual = max(lengths, key=lambda length: (lengths[length], length), default=0)
    return [sheet for sheet in values.values() if len(sheet) == usual]


def _fits(measure: Measure, sheet: tuple[int, ...]) -> bool:
    return len(sheet) == measure.items and all(measure.least <= one <= measure.most for one in sheet)


def _lines(kind: str, sheets: list[tuple[int, ...]]) -> tuple[Line, ...]:
    if kind not in _SCORES:
        questions = list(zip(*sheets, strict=True))
        return tuple(Line("", number, _rounded(column), 0, 0) for number, column in enumerate(questions, 1))
    measure = MEASURES[kind]
    return tuple(_scored(label, score, measure, sheets) for label, score in _SCORES[kind].items())


def _scored(label: str, score: Score, measure: Measure, sheets: list[tuple[int, ...]]) -> Line:
    turned = measure.least + measure.most
    totals = [
        sum(turned - sheet[item - 1] if item in score.reversed else sheet[item - 1] for item in score.items)
        * score.factor
        for sheet in sheets
    ]
    worth = len(score.items) * score.factor
    return Line(label, 0, _rounded(totals), measure.least * worth, measure.most * worth)


def _rounded(values: list[int] | tuple[int, ...]) -> Fraction:
    """The mean to one place."""
    return Fraction(round(mean(map(Fraction, values)) * 10), 10)
