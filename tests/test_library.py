"""What the package gives to Python: answers about the very objects that are given, and one clear line for others."""

from __future__ import annotations

import copy
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import balintrec
from balintrec.model import Member, Policy, Record
from tests.sample import ON, ROOT, society

pytestmark = pytest.mark.slow

HINA = "hina-raza"
MEMBER, POLICY = society().members[HINA], society().policies["indus-2021"]


def amended(more: int) -> Policy:
    """The policy asking for more, or fewer, of everything that is counted; its id stays."""
    stages = []
    for stage in POLICY.stages:
        asked = [
            one.model_copy(update={"at_least": max(one.at_least + more, 1)})
            if getattr(one, "at_least", None)
            else one
            for one in stage.requires
        ]
        stages.append(stage.model_copy(update={"requires": tuple(asked)}))
    return POLICY.model_copy(update={"stages": tuple(stages)})


def later(days: int) -> Member:
    """The member with a membership that begins on another day."""
    period = MEMBER.membership[0]
    moved = period.model_copy(update={"from_": date.fromordinal(period.from_.toordinal() + days)})
    return MEMBER.model_copy(update={"membership": (moved,)})


ASKED: dict[str, tuple[Member, Policy]] = {
    "as they are": (MEMBER, POLICY),
    "a stricter policy": (MEMBER, amended(90)),
    "a laxer policy": (MEMBER, amended(-90)),
    "a newer member": (later(900), POLICY),
    "a newer member of a stricter policy": (later(900), amended(90)),
}


def fresh(which: str) -> balintrec.Standing:
    """The answer of a society that was asked nothing before."""
    return balintrec.standing(replace(society()), *_given(which))


def _given(which: str) -> tuple[Member, date, Policy]:
    member, policy = ASKED[which]
    return member, ON, policy


def test_they_are_judged_otherwise() -> None:
    answers = [fresh(which).stages for which in ASKED]
    assert all(one != other for one, other in combinations(answers, 2))


@given(st.lists(st.sampled_from(sorted(ASKED)), min_size=2, max_size=6))
def test_an_answer_is_about_what_is_given_whatever_was_asked_before(asked: list[str]) -> None:
    whole = replace(society())
    for which in asked:
        assert balintrec.standing(whole, *_given(which)) == fresh(which)


def test_a_society_with_other_records_keeps_no_answers_of_this_one() -> None:
    before = balintrec.standing(society(), MEMBER, ON)
    records = {kind: {} if kind == "sessions" else found for kind, found in society().records.items()}
    after = replace(society(), records=records)
    assert balintrec.standing(after, MEMBER, ON) != before == balintrec.standing(society(), MEMBER, ON)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (lambda: balintrec.load("records"), "a source is wanted, and this is the path 'records': give WorkTree(path)"),
        (lambda: balintrec.load(Path("x")), "a source is wanted, and this is the path 'x': give WorkTree(path)"),
        (lambda: balintrec.load(society()), "a source is wanted, and this is a Society: give WorkTree(path)"),
        (lambda: balintrec.check("x", ON), "a source is wanted, and this is the path 'x': give WorkTree(path)"),
        (
            lambda: balintrec.check(balintrec.WorkTree(ROOT), "2026-11-23"),
            "a day is wanted, and this is '2026-11-23': give a datetime.date",
        ),
        (
            lambda: balintrec.standing(society(), MEMBER, datetime(2026, 11, 23)),
            "a day is wanted, and this is a datetime: give a datetime.date",
        ),
        (
            lambda: balintrec.standing(str(ROOT), MEMBER, ON),
            "a Society is wanted, and this is a str: give load(source)",
        ),
        (
            lambda: balintrec.standing(balintrec.check(balintrec.WorkTree(ROOT), ON), MEMBER, ON),
            "a Society is wanted, and this is a Checked: give load(source)",
        ),
        (
            lambda: balintrec.standing(society(), HINA, ON),
            'the member is wanted, not its id: give society.members["hina-raza"]',
        ),
        (
            lambda: balintrec.standing(society(), "hina-rza", ON),
            'no member "hina-rza"; did you mean "hina-raza"?',
        ),
        (
            lambda: balintrec.standing(society(), "zzz", ON),
            'no member "zzz"; society.members has them by id',
        ),
        (
            lambda: balintrec.standing(society(), None, ON),
            "a Member is wanted, and this is a NoneType: take one of society.members",
        ),
        (
            lambda: balintrec.standing(society(), MEMBER, ON, POLICY.id),
            f'the policy is wanted, not its id: give society.policies["{POLICY.id}"]',
        ),
        (
            lambda: balintrec.standing(society(), MEMBER, ON, MEMBER),
            "a Policy is wanted, and this is a Member: take one of society.policies",
        ),
    ],
)  # fmt: skip
def test_what_is_no_such_thing_is_one_line(asked: Callable[[], object], said: str) -> None:
    with pytest.raises(balintrec.BalintrecError) as error:
        asked()
    assert str(error.value) == said


def test_a_path_may_be_text_where_a_path_is_wanted() -> None:
    assert balintrec.load(balintrec.WorkTree(str(ROOT))) == society()


COPIES: dict[str, Callable[[Any], Any]] = {
    "model_copy": lambda one: one.model_copy(),
    "deep": lambda one: one.model_copy(deep=True),
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda one: pickle.loads(pickle.dumps(one)),
    "twice": lambda one: copy.copy(copy.deepcopy(one)),
}


def whole(record: Record) -> tuple[object, ...]:
    return type(record), record, record.id, record.path, record.body, record.ref, record.model_dump()


@pytest.mark.parametrize("made", COPIES.values(), ids=COPIES)
def test_a_copy_of_a_record_is_the_record(made: Callable[[Any], Any]) -> None:
    for record in society().all():
        found = made(record)
        assert found is not record
        assert whole(found) == whole(record)


def test_a_copy_may_have_other_values_and_another_id() -> None:
    found = MEMBER.model_copy(update={"id": "hina-khan", "profession": "nurse"})
    assert (found.id, found.ref, found.profession) == ("hina-khan", "members/hina-khan", "nurse")
    assert (found.path, found.body) == (MEMBER.path, MEMBER.body)
    assert (MEMBER.id, MEMBER.profession) != (found.id, found.profession)
    assert found.model_copy().profession == "nurse"


def test_a_deep_copy_shares_nothing_that_can_change() -> None:
    found = MEMBER.model_copy(deep=True)
    assert found.name == MEMBER.name
    assert found.name is not MEMBER.name


def test_the_types_are_seen_from_outside(tmp_path: Path) -> None:
    """Where the package is installed, it says that it is typed, and a wrong call is an error of types."""
    script = tmp_path / "uses.py"
    script.write_text(
        "from datetime import date\n"
        "from pathlib import Path\n"
        "import balintrec\n"
        "society = balintrec.load(balintrec.WorkTree(Path()))\n"
        "found: balintrec.Standing = balintrec.standing(society, society.members['a'], date(2026, 1, 1))\n"
        "wrong: str = found\n"
        "balintrec.standing(society, 'a', date(2026, 1, 1))\n",
        "utf-8",
    )
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), str(script)]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    assert re.findall(r"^uses\.py:(\d+): error: .*\[([\w-]+)\]$", said, re.M) == [
        ("6", "assignment"),
        ("7", "arg-type"),
    ]
