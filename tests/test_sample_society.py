"""The society in records/ shows what it is meant to show, and a second reading of its policy agrees."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import frontmatter
import pytest

from balintrec.check import check
from balintrec.model import KINDS
from balintrec.pathway import Standing, standing
from balintrec.society import Society
from balintrec.source import WorkTree
from tests.pathway.oracle import outcomes
from tests.pathway.test_oracle import differences

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def society() -> Society:
    return check(WorkTree(ROOT), TODAY).society


@pytest.fixture(scope="module")
def plain() -> dict[str, Any]:
    """The same records as plain python-frontmatter reads them."""
    found: dict[str, Any] = {}
    for path in sorted((ROOT / "records").rglob("*.md")):
        if path.name != "society.md":
            post = frontmatter.load(str(path))
            found.setdefault(path.relative_to(ROOT / "records").parts[0], {})[path.stem] = {
                **post.metadata,
                "_body": post.content,
            }
    return found


def stand(society: Society, member: str) -> Standing:
    return standing(society, society.members[member], TODAY)


@pytest.mark.parametrize("on", [TODAY, date(2036, 11, 23)])
def test_it_is_clean_today_and_in_ten_years(on: date) -> None:
    checked = check(WorkTree(ROOT), on)
    assert checked.findings == ()
    assert checked.files == checked.records


def test_every_kind_of_record_and_every_status_but_unknown_occurs(society: Society) -> None:
    assert {record.kind_folder for record in society.all()} == set(KINDS)
    statuses = Counter(
        outcome.status for member in society.members for outcome in stand(society, member).outcomes()
    )
    assert set(statuses) == {"met", "not-met", "waived", "not-applicable"}


@pytest.mark.parametrize(
    ("member", "stages"),
    [
        ("bilal-ahmed", "met met met met met met"),  # credentialed
        ("hina-raza", "met met met met met met"),  # ready
        ("usman-tareen", "met met met met not-met not-met"),  # has a waiver; short by the endorsement
        ("saima-batool", "met met met not-met not-met not-met"),  # short by one reflection
        ("ayesha-siddiqui", "met met not-met not-met not-met not-met"),  # on leave
        ("farhan-qureshi", "met met not-met not-met not-met not-met"),  # prior learning recognised
    ],
)
def test_where_they_stand(society: Society, member: str, stages: str) -> None:
    assert " ".join(stage.status for stage in stand(society, member).stages) == stages


@pytest.mark.parametrize(
    "member", ["saima-batool", "bilal-ahmed", "ayesha-siddiqui", "farhan-qureshi", "kamran-baig"]
)
def test_a_second_reading_agrees(society: Society, plain: dict[str, Any], member: str) -> None:
    want = outcomes(plain, member, TODAY, lapses=False)
    have = stand(society, member)
    assert [stage.first_met for stage in have.stages] == [stage["first_met"] for stage in want["stages"]]
    found = [
        difference
        for stage, like in zip(have.stages, want["stages"], strict=True)
        for outcome, wanted in zip(stage.outcomes, like["requirements"], strict=True)
        for difference in differences(outcome, wanted, TODAY)
        if difference[1] != "lapses_on"
    ]
    assert found == []
