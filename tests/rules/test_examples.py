"""Every rule explains itself, and what it shows as wrong and right is wrong and right."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from balintrec.check import rules
from balintrec.finding import Rule
from tests.rules.examples import finds, parts, passes

CANNOT_BE_SHOWN = {
    "FIL002": "a link or a device is not a text",
    "FIL003": "a file without the right to read it is not a text",
    "FIL005": "two names that one computer takes for one cannot both be shown",
    "FIL010": "a file that git has not checked out cannot be shown",
    "DOC013": "64 KB of front matter are more than a page can show",
    "POL023": "a thousand values are more than a page can show",
    "HIS001": "it is the commit that is late, and a commit is not a text",
    "HIS002": "it is one commit that has too many sessions",
    "HIS003": "it takes two commits to change something after the fact",
    "HIS004": "it takes two commits to remove something after the fact",
    "HIS005": "it takes two commits to give an id to somebody else",
    "HIS006": "it is the time of a commit that is wrong",
    "HIS007": "it is the time of a commit that is wrong",
    "HIS008": "it is a merge that is late",
    "HIS009": "it is the commit that brought a register",
    "HIS010": "it is the commit that was early",
    "HIS011": "it takes two commits to move a day that was written",
    "HIS020": "it takes two commits to change something after the fact",
}
SHOWN = [rule for rule in rules() if rule.code not in CANNOT_BE_SHOWN]


def code_of(rule: Rule) -> str:
    return rule.code


def test_the_society_of_the_examples_is_clean() -> None:
    passes("")


@pytest.mark.parametrize("rule", SHOWN, ids=code_of)
def test_what_is_shown_as_wrong_is_found(rule: Rule) -> None:
    finds(rule.code, parts(rule.text)["Wrong"])


@pytest.mark.parametrize("rule", SHOWN, ids=code_of)
def test_what_is_shown_as_right_is_right(rule: Rule) -> None:
    passes(parts(rule.text)["Right"])


@pytest.mark.parametrize("rule", rules(), ids=code_of)
def test_a_rule_says_what_in_its_first_line(rule: Rule) -> None:
    first, _, rest = rule.text.partition("\n")
    assert first.endswith(".")
    assert not rest or rest.startswith("\n")


@pytest.mark.parametrize("rule", rules(), ids=code_of)
def test_a_rule_has_a_wrong_and_a_right_example_or_cannot_be_shown(rule: Rule) -> None:
    assert list(parts(rule.text)) == ([] if rule.code in CANNOT_BE_SHOWN else ["Wrong", "Right"])


@pytest.mark.parametrize("rule", rules(), ids=code_of)
def test_a_code_and_a_name_are_written_in_one_way(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)


def test_no_code_and_no_name_is_used_twice() -> None:
    twice = Counter(text for rule in rules() for text in (rule.code, rule.name))
    assert [text for text, times in twice.items() if times > 1] == []


def test_what_cannot_be_shown_are_rules() -> None:
    assert set(CANNOT_BE_SHOWN) <= {rule.code for rule in rules()}
