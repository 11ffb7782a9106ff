"""Rules on evaluations: consent, pseudonyms that hide who answered, and values that fit the measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from balintrec.finding import Problem
from balintrec.names import fold
from balintrec.rules.rule import at, error, problem, warning
from balintrec.society import Society
from balintrec.wording.message import NOTHING, Message, message, plural


class Measure(NamedTuple):
    """How many answers a questionnaire has, and between which numbers they lie."""

    items: int
    least: int
    most: int


MEASURES = {
    "soc-13": Measure(13, 1, 7),
    "soc-29": Measure(29, 1, 7),
    "who-5": Measure(5, 0, 5),
    "proqol": Measure(30, 1, 5),
}
"""The published forms of the questionnaires; feedback has no form."""
COMPARE = message("compare them with the answer sheet, or leave out an incomplete sheet")


@error("EVA001", "no-consent")
def no_consent(society: Society, on: date) -> Iterator[Problem]:
    """Answers are kept without the consent of the people who gave them.

    Wrong:
        # records/evaluations/2024-12-10-lahore-tuesday-feedback.md
        consent: no
    Right:
        # records/evaluations/2024-12-10-lahore-tuesday-feedback.md
        consent: yes
    """
    for evaluation in society.evaluations.values():
        if not evaluation.consent:
            said = message("these answers are kept without consent")
            remedy = message("delete this file, unless everybody who answered has consented")
            yield problem(at(evaluation, "consent"), said, remedy)


@error("EVA002", "pseudonym-is-a-person")
def names_a_person(society: Society, on: date) -> Iterator[Problem]:
    """A pseudonym is the id or the name of a person.

    What somebody answered must not be found out from these files.

    Wrong:
        # records/evaluations/2024-12-10-lahore-tuesday-feedback.md
        answers: [{pseudonym: Sana Malik, values: [5, 4, 6]}]
    Right:
        # records/evaluations/2024-12-10-lahore-tuesday-feedback.md
        answers: [{pseudonym: p1, values: [5, 4, 6]}]
    """
    people = {
        fold(name)
        for member in society.members.values()
        for name in (member.id, *member.name.values(), *member.known_as)
    } - {""}
    surnames = {
        fold(name).split()[-1]
        for member in society.members.values()
        for name in member.name.values()
        if fold(name)
    }
    for evaluation in society.evaluations.values():
        for number, answers in enumerate(evaluation.answers):
            if fold(answers.pseudonym) in people or _ends_with_one(answers.pseudonym, surnames):
                said = message("this pseudonym is the name or the id of a person")
                remedy = message(
                    "write a pseudonym that says nothing, such as p1, and remove the name from the git history too"
                )
                yield problem(at(evaluation, "answers", number, "pseudonym"), said, remedy)


def _ends_with_one(pseudonym: str, surnames: set[str]) -> bool:
    """Whether it is an initial or another word with a surname after it."""
    words = fold(pseudonym).split()
    return len(words) > 1 and words[-1] in surnames


@error("EVA003", "values-do-not-fit")
def values_do_not_fit(society: Society, on: date) -> Iterator[Problem]:
    """Answers have the wrong number of values for their questionnaire, or values outside its scale.

    SOC-13 has 13 values from 1 to 7, SOC-29 has 29 from 1 to 7, WHO-5 has 5 from 0 to 5, ProQOL has 30 from 1 to 5.

    Wrong:
        # records/evaluations/2024-12-10-lahore-tuesday-who.md
        group: lahore-tuesday
        date: 2024-12-10
        kind: who-5
        consent: yes
        answers: [{pseudonym: p1, values: [5, 4, 6, 3]}]
    Right:
        # records/evaluations/2024-12-10-lahore-tuesday-who.md
        group: lahore-tuesday
        date: 2024-12-10
        kind: who-5
        consent: yes
        answers: [{pseudonym: p1, values: [5, 4, 3, 3, 2]}]
    """
    for evaluation in society.evaluations.values():
        measure = MEASURES.get(evaluation.kind)
        for number, answers in enumerate(evaluation.answers if measure else ()):
            if measure and (said := _misfit(measure, answers.values)):
                yield problem(at(evaluation, "answers", number, "values"), said, COMPARE)


def _misfit(measure: Measure, values: tuple[int, ...]) -> Message:
    if len(values) != measure.items:
        return plural(
            "%(num)s value is here, but the questionnaire has %(items)s",
            "%(num)s values are here, but the questionnaire has %(items)s",
            len(values),
            items=measure.items,
        )
    outside = [place for place, value in enumerate(values, 1) if not measure.least <= value <= measure.most]
    if not outside:
        return NOTHING
    least, most = measure.least, measure.most
    return message(
        "value %(number)s is not between %(least)s and %(most)s", number=outside[0], least=least, most=most
    )


@error("EVA004", "same-pseudonym")
def same_pseudonym(society: Society, on: date) -> Iterator[Problem]:
    """One evaluation has two answers under the same pseudonym.

    Either one sheet was entered twice, or two people cannot be distinguished.

    Wrong:
        # records/evaluations/2024-12-10-lahore-tuesday-feedback.md
        answers: [{pseudonym: p1, values: [5, 4, 6]}, {pseudonym: p1, values: [3, 3, 4]}]
    Right:
        # records/evaluations/2024-12-10-lahore-tuesday-feedback.md
        answers: [{pseudonym: p1, values: [5, 4, 6]}, {pseudonym: p2, values: [3, 3, 4]}]
    """
    for evaluation in society.evaluations.values():
        first: dict[str, int] = {}
        for number, answers in enumerate(evaluation.answers):
            earlier = first.setdefault(answers.pseudonym.casefold(), number)
            if earlier != number:
                said = message(
                    "answers %(first)s and %(second)s have the same pseudonym",
                    first=earlier + 1,
                    second=number + 1,
                )
                remedy = message("give each person one pseudonym, and enter each answer sheet once")
                related = (at(evaluation, "answers", earlier, "pseudonym"), message("the first"))
                yield problem(at(evaluation, "answers", number, "pseudonym"), said, remedy, related)


@warning("EVA006", "answers-of-different-length")
def different_lengths(society: Society, on: date) -> Iterator[Problem]:
    """One person's answers have more or fewer values than those of the others.

    Values are given one for each question, in order; where one is missing, all later ones belong to the wrong
    question.

    Wrong:
        # records/evaluations/2024-12-10-lahore-tuesday-feedback.md
        answers: [{pseudonym: p1, values: [5, 4, 6]}, {pseudonym: p2, values: [6, 6]}]
    Right:
        # records/evaluations/2024-12-10-lahore-tuesday-feedback.md
        answers: [{pseudonym: p1, values: [5, 4, 6]}, {pseudonym: p2, values: [6, 6, 5]}]
    """
    for evaluation in society.evaluations.values():
        if evaluation.kind in MEASURES or not evaluation.answers:
            continue
        lengths = Counter(len(answers.values) for answers in evaluation.answers)
        usual = max(lengths, key=lambda length: (lengths[length], length))
        for number, answers in enumerate(evaluation.answers):
            if len(answers.values) != usual:
                said = plural(
                    "%(num)s value is here, but the other answers have %(usual)s",
                    "%(num)s values are here, but the other answers have %(usual)s",
                    len(answers.values),
                    usual=usual,
                )
                yield problem(at(evaluation, "answers", number, "values"), said, COMPARE)
