"""`next` is a promise: whoever does what it says, on the days that it says, has met the requirement by then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from balintrec.pathway import Outcome, Status, standing
from balintrec.pathway.step import AfterStage, Apply, Begin, Decide, Fill, Parts, Write
from balintrec.society import load
from tests.pathway import oracle, societies
from tests.pathway.following import Follower, NoSuchGroup, says_what_else
from tests.pathway.trying import tried
from tests.sample import ROOT
from tests.sources import MemorySource

Values = dict[str, Any]
ROUNDS = 4


def outcomes(society: Values, on: date) -> Iterator[Outcome]:
    """Every outcome at every depth; the value that it promises by agrees with the day due."""
    loaded = load(MemorySource(societies.as_files(society)))
    assert not loaded.findings and not loaded.faults, (loaded.findings, loaded.faults)
    found = list(standing(loaded.society, loaded.society.members["ada"], on, dates=False).outcomes())
    for one in found:
        yield one
        yield from one.parts


def now(society: Values, name: str, on: date) -> Outcome:
    return next(one for one in outcomes(society, on) if one.id == name)


def by_the_oracle(society: Values, name: str, on: date) -> str:
    reading = oracle.read(society, "ada", on)
    assert reading
    stage_id, requirement_id = name.split("/")
    stage = oracle.stage_named(reading, stage_id)
    nested = [part for one in stage["requires"] for part in [one, *one.get("requires", [])]]
    requirement = next(one for one in nested if one["id"] == requirement_id)
    return oracle.verdict(reading, stage, requirement, on).status


def keep(society: Values, on: date, outcome: Outcome, *, late: bool = False, ask_oracle: bool = True) -> None:
    """Follow what is said of one requirement until it is met, or until something else is said to be needed."""
    policy = society["members"]["ada"]["policy"]
    named = dict(societies.requirements_of({"policies": {policy: society["policies"][policy]}}))
    told: list[str] = []
    for _ in range(ROUNDS):
        assert outcome.step and outcome.next, (outcome.id, "says nothing")
        told.append(f"{on}: {outcome.next}")
        if says_what_else(outcome.step):
            return
        follower = Follower(society, policy, on, late=late)
        try:
            on = follower.follow(outcome.step, named[outcome.id])
        except NoSuchGroup:
            return
        society, step = follower.society, outcome.step
        outcome = now(society, outcome.id, on)
        if ask_oracle:
            assert by_the_oracle(society, outcome.id, on) == str(outcome.status), (outcome.id, on, told)
        if outcome.status is not Status.SHORT:
            return
        # Only what hangs together with other things may need another round.
        assert isinstance(step, Parts | Fill), (outcome.id, on, outcome.reason, outcome.next, told)
    raise AssertionError((outcome.id, "is never met", told))


def asked(question: societies.Question) -> tuple[Values, date] | None:
    """The society as it is known that day, its member pinned to the policy that holds."""
    society, _, on = question
    policy = oracle.policy_of(oracle.known(society, on), "ada", on)
    if policy is None:
        return None
    society = oracle.known(society, on)
    members = society["members"] | {"ada": society["members"]["ada"] | {"policy": policy}}
    return society | {"members": members}, on


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(societies.questions())
def test_whoever_does_what_comes_next_has_met_it(question: societies.Question) -> None:
    found = asked(question)
    if found is None:
        return
    society, on = found
    for outcome in list(outcomes(society, on)):
        if outcome.status is Status.SHORT:
            for late in (False, True):
                keep(society, on, outcome, late=late)


def hopeless(question: societies.Question) -> None:
    """Where nothing but a decision is said to help, nothing else does."""
    found = asked(question)
    if found is None:
        return
    society, on = found
    policy = society["members"]["ada"]["policy"]
    named = dict(societies.requirements_of({"policies": {policy: society["policies"][policy]}}))
    for outcome in list(outcomes(society, on)):
        if isinstance(outcome.step, Decide):
            for later, day in tried(society, policy, named[outcome.id], on):
                assert now(later, outcome.id, day).status is Status.SHORT, (outcome.id, on, day, outcome.next)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(societies.questions())
def test_where_only_a_decision_helps_nothing_else_does(question: societies.Question) -> None:
    hopeless(question)


PRESETS = sorted((ROOT / "templates" / "policies").glob("*.md"))
ROUNDS_OF_A_PATHWAY = 300


def newcomer(preset: Path) -> Values:
    """Ada, who has done nothing yet, in a society with that policy."""
    policy = yaml.safe_load(preset.read_text(encoding="utf-8").split("---\n")[1])
    members = {name: {"name": name.title()} for name in ("ada", "lea", "sue")}
    members["ada"] |= {"policy": "preset", "pathway-from": date(2030, 1, 1)}
    society: Values = {folder: {} for folder in societies.FOLDERS}
    return society | {
        "policies": {"preset": policy},
        "members": members,
        "groups": {"tuesday": {"name": "T"}},
    }


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.stem)
def test_who_only_ever_does_what_comes_next_gets_through_every_preset(preset: Path) -> None:
    society, on = newcomer(preset), date(2030, 1, 1)
    named = dict(societies.requirements_of(society))
    planned: dict[str, date] = {}
    for _ in range(ROUNDS_OF_A_PATHWAY):
        loaded = load(MemorySource(societies.as_files(society)))
        found = standing(loaded.society, loaded.society.members["ada"], on, dates=False)
        if found.eligible:
            return
        coming = [
            one
            for one in found.outcomes()
            if one.status is Status.SHORT
            and not isinstance(one.step, AfterStage | Begin)
            and planned.get(one.id, date.min) <= on
        ]
        for outcome in coming:
            assert outcome.step and not isinstance(outcome.step, Decide), (on, outcome.id, outcome.next)
            # A paper comes after a paper, and an application that brings one thing more replaces the one before.
            again = outcome.id in planned and not isinstance(outcome.step, Write | Apply)
            assert not again, (on, outcome.id, outcome.next)
            follower = Follower(society, "preset", on)
            day = follower.follow(outcome.step, named[outcome.id])
            if not isinstance(outcome.step, Fill):
                planned[outcome.id] = day
            society = follower.society
        if not coming:
            on = min(day for day in planned.values() if day > on)
    raise AssertionError([(one.id, one.next) for one in found.outcomes() if not one.status.holds])
