"""The days on which a standing turned, held to the standings of those days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from balintrec.pathway import Outcome, Status, standing
from balintrec.pathway.timeline import timeline
from tests.sample import ON, society

pytestmark = pytest.mark.slow

DAY = timedelta(days=1)


def statuses(member: str, day: date) -> dict[str, Status]:
    """Every requirement's status on a day, parts too; by the policy that holds at the end."""
    policy = society().policies[timeline(society(), society().members[member], ON).standing.policy or ""]
    now = standing(society(), society().members[member], day, policy)
    found: dict[str, Status] = {}

    def take(outcome: Outcome) -> None:
        found[outcome.id] = outcome.status
        for part in outcome.parts:
            take(part)

    for outcome in now.outcomes():
        take(outcome)
    return found


@pytest.mark.parametrize(
    "member", ["bilal-ahmed", "usman-tareen", "saad-anwar", "kamran-baig", "javed-durrani"]
)
def test_each_turn_is_the_day_on_which_the_standing_turned(member: str) -> None:
    turns = timeline(society(), society().members[member], ON).turns
    assert turns
    for turn in turns:
        assert statuses(member, turn.day)[turn.requirement] is turn.after
        earlier = statuses(member, turn.day - DAY)[turn.requirement]
        assert earlier is turn.before or (turn.before is None and not earlier.holds)


@pytest.mark.parametrize("member", ["bilal-ahmed", "saad-anwar", "kamran-baig"])
def test_between_turns_nothing_turned(member: str) -> None:
    turns = timeline(society(), society().members[member], ON).turns
    days = sorted({turn.day for turn in turns})
    for earlier, later in pairwise([*days, ON + DAY]):
        assert statuses(member, earlier) == statuses(member, later - DAY)


@pytest.mark.parametrize(
    ("member", "requirement", "day", "after", "records"),
    [
        (
            "bilal-ahmed", "participation/two-years-attendance", "2023-09-12", "met",
            ("sessions/2023-09-12-lahore-tuesday",),
        ),
        (
            "kamran-baig", "participation/introduction", "2026-06-27", "waived",
            ("decisions/2026-06-27-kamran-baig-waive",),
        ),
        ("saad-anwar", "membership/member", "2025-10-01", "not-met", ("members/saad-anwar",)),
        ("saad-anwar", "membership/member", "2025-11-15", "met", ("members/saad-anwar",)),
    ],
)  # fmt: skip
def test_turn_names_the_records_by_which_it_turned(
    member: str, requirement: str, day: str, after: str, records: tuple[str, ...]
) -> None:
    turns = timeline(society(), society().members[member], ON).turns
    (turn,) = [one for one in turns if (one.requirement, str(one.day)) == (requirement, day)]
    assert (turn.after, turn.records) == (after, records)


def test_credentials_are_held_and_lost_by_decision_and_by_time() -> None:
    tenures = timeline(society(), society().members["omar-farooq"], ON).tenures
    assert [(str(one.day), one.held, one.record) for one in tenures] == [
        ("2021-09-04", True, "decisions/2021-09-04-omar-farooq-recognise"),
        ("2025-07-12", False, "decisions/2025-07-12-omar-farooq-suspend"),
        ("2025-09-01", True, None),
    ]


def test_earlier_day_knows_nothing_of_what_came_later() -> None:
    member = society().members["bilal-ahmed"]
    all_of_it = timeline(society(), member, ON).turns
    until = date(2024, 1, 1)
    assert timeline(society(), member, until).turns == tuple(one for one in all_of_it if one.day <= until)
