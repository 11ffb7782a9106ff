"""The standing, compared with a second, brute-force reading of the policy language on random societies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from balintrec.pathway import Outcome, Standing, Status, standing
from balintrec.society import read_society
from tests.pathway import societies
from tests.pathway.edges import EDGES, Edge
from tests.pathway.oracle import outcomes
from tests.sources import MemorySource

pytestmark = pytest.mark.slow

HORIZON = 250
"""Days for which the day-by-day reading looks ahead for a lapse; ten years of days would take minutes."""


def stand(society: dict[str, Any], member: str, on: date) -> Standing:
    loaded = read_society(MemorySource(societies.as_files(society)))
    assert not loaded.findings and not loaded.problems, (loaded.findings, loaded.problems)
    return standing(loaded.society, loaded.society.members[member], on)


def with_parts(outcomes: tuple[Outcome, ...]) -> Iterator[Outcome]:
    for outcome in outcomes:
        yield outcome
        yield from with_parts(outcome.parts)


def differences(
    outcome: Outcome, like: dict[str, Any], on: date
) -> Iterator[tuple[str, str, object, object]]:
    """Where an outcome and the oracle's differ, as far as the oracle says something."""
    lapses = outcome.lapses_on
    pairs = {
        "status": (str(outcome.status), like["status"]),
        "met_on": (outcome.met_on, like["met_on"]),
        "lapses_on": (
            lapses if lapses and lapses <= on + timedelta(days=HORIZON) else None,
            like["lapses_on"],
        ),
        "counted": ([one.record for one in outcome.counted], like["counted"]),
        "have": (outcome.have, like["have"]),
        "need": (outcome.need, like["need"]),
    }
    for key, (have, want) in pairs.items():
        # The oracle leaves open what policy.md does; the numbers of a requirement that nobody can apply are not told.
        silent = want is None and key in ("counted", "have", "need")
        if have != want and not silent and not (have is None and key in ("have", "need")):
            yield outcome.id, key, have, want
    if outcome.parts and like.get("children"):
        for part, child in zip(outcome.parts, like["children"], strict=True):
            yield from differences(part, child, on)


def compare(society: dict[str, Any], member: str, on: date) -> None:
    want = outcomes(society, member, on, horizon_days=HORIZON)
    have = stand(society, member, on)
    assert (have.policy, have.begin) == (want["policy"], want["begin"])
    assert [(stage.id, stage.first_met) for stage in have.stages] == [
        (stage["id"], stage["first_met"]) for stage in want["stages"]
    ]
    assert [str(stage.status) for stage in have.stages] == [stage["status"] for stage in want["stages"]]
    found = [
        difference
        for stage, like in zip(have.stages, want["stages"], strict=True)
        for outcome, wanted in zip(stage.outcomes, like["requirements"], strict=True)
        for difference in differences(outcome, wanted, on)
    ]
    assert found == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(societies.questions())
def test_standing_equals_the_brute_force_reading(question: tuple[dict[str, Any], str, date]) -> None:
    compare(*question)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(societies.questions())
def test_the_numbers_say_what_the_status_says(question: tuple[dict[str, Any], str, date]) -> None:
    for one in with_parts(stand(*question).outcomes()):
        numbers = one.have is not None and one.need is not None and one.have >= one.need
        if one.status is Status.MET:
            assert numbers or one.have is None, one
        if one.status is Status.NOT_MET:
            assert not numbers, one
            assert one.have is not None or one.reason, one


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: edge.title)
def test_edge(edge: Edge) -> None:
    have = stand(edge.society, "ada", edge.on)
    if "/" not in edge.asked:
        stage = next(stage for stage in have.stages if stage.id == edge.asked)
        assert str(stage.status) == edge.status
        assert edge.met_on is None or stage.first_met == edge.met_on
        return
    outcome = next(outcome for outcome in with_parts(have.outcomes()) if outcome.id == edge.asked)
    assert str(outcome.status) == edge.status
    assert edge.met_on is None or outcome.met_on == edge.met_on
    assert edge.have is None or outcome.have == Fraction(edge.have)
    assert edge.lapses_on is None or outcome.lapses_on == edge.lapses_on
