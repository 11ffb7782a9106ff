"""`next` is a promise: whoever does what it says, on the days that it says, has met the requirement by then."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from balintrec.pathway import Outcome, Standing, Status, standing
from balintrec.pathway.step import (
    AfterStage,
    Apply,
    Attest,
    Begin,
    Decide,
    Fill,
    Parts,
    Practise,
    State,
    Step,
    Write,
)
from balintrec.society import load, read_society
from tests.pathway import oracle, societies
from tests.pathway.edges import (
    attested,
    day,
    each,
    need,
    observed,
    period,
    practice,
    recognise,
    stage,
    told,
    waive,
    went,
    wrote,
)
from tests.pathway.following import Follower, says_what_else
from tests.pathway.trying import days_after, tried
from tests.sample import ROOT
from tests.sources import MemorySource

pytestmark = pytest.mark.slow

Values = dict[str, Any]
ROUNDS = 4


def outcomes(society: Values, on: date) -> Iterator[Outcome]:
    """Every outcome at every depth; the value that it promises by agrees with the day due."""
    loaded = read_society(MemorySource(societies.as_files(society)))
    assert not loaded.findings and not loaded.problems, (loaded.findings, loaded.problems)
    yield from with_parts(standing(loaded.society, loaded.society.members["ada"], on, dates=False))


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
        on = follower.follow(outcome.step, named[outcome.id])
        society, step = follower.society, outcome.step
        outcome = now(society, outcome.id, on)
        if ask_oracle:
            assert by_the_oracle(society, outcome.id, on) == str(outcome.status), (outcome.id, on, told)
        if outcome.status is not Status.NOT_MET:
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
        if outcome.status is Status.NOT_MET:
            for late in (False, True):
                keep(society, on, outcome, late=late)


ALL_CLOSED = {"where": {"group-kinds": ["closed"]}, "at-least": "1"}
NOT_ASSESSED = {"where": {"assessed": False}, "at-most": "1/2"}
ON_ROSTER = {"roster": [{"member": "ada", "from": day("01-01")}]}
LATER_ON_ROSTER = {"roster": [{"member": "ada", "from": day("09-01")}]}


def share_of_roster(part: str, *more: Values) -> list[Values]:
    return [{"of": "roster", "at-least": part}, *more]


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize(
    ("society", "on"),
    [
        (told(practice(span=5, each=each(3), within=5, share=share_of_roster("1", ALL_CLOSED))), "06-01"),
        (told(practice(of=["sessions", "events"], roles=["attendee"], at_least=2,
                       share=share_of_roster("50%", NOT_ASSESSED)), went("01-10")), "06-01"),
        (told(practice(of=["supervisions"], at_least=1, within=2, share=share_of_roster("50%")),
              group=LATER_ON_ROSTER), "06-01"),
        (told(practice(at_least=4, within=6, each=each(2)), went("01-10 02-10 04-10")), "05-20"),
        (told(practice(unit="hours", at_least=8, where={"settings": ["hospital", "practice"]},
                       distinct={"of": "settings", "at-least": 2})), "06-01"),
        (told(practice(at_least=2, where={"groups": ["tuesday", "friday"], "group-kinds": ["closed"]},
                       distinct={"of": "groups", "at-least": 2})), "06-01"),
        (told(practice(at_least=4), recognise("01-01", amount=2, until=day("07-01"))), "06-01"),
        (told(practice(span=6, each=each(2)), recognise("01-01", months=3, until=day("09-01")), went("05-10")),
         "06-01"),
        (told(need("attestation", of="fee", at_least=2, within=6, since=2), attested("04-10")), "06-01"),
        (told(need("statement", of=["observation"], at_least=2, within=3), observed("04-10")), "06-01"),
        (told(need("document", of="logbook", at_least=3), recognise("01-01", amount=1, until=day("06-01"))), "06-01"),
        (told(stage("s", practice("p", at_least=2), need("writing", of="reflections", every=1, at_least=3)),
              went("01-10 03-20"), wrote("02-10"), waive("01-01", due=2, until=day("04-01"))), "03-25"),
        (told(need("membership", months=2), member={"membership": [period("07-01..08-01")]}), "06-01"),
    ],
)  # fmt: skip
def test_what_hangs_together_with_other_things_is_met_all_the_same(
    society: Values, on: str, late: bool
) -> None:
    society = {folder: {} for folder in societies.FOLDERS} | society
    named, when = societies.requirements_of(society)[-1][0], day(on)
    society["members"]["ada"]["policy"] = next(iter(society["policies"]))
    outcome = now(society, named, when)
    assert outcome.status is Status.NOT_MET
    assert outcome.step and not says_what_else(outcome.step)
    keep(society, when, outcome, late=late)
    too_late(society, when, outcome)


def too_late(society: Values, on: date, outcome: Outcome) -> None:
    """A day after the last day said, what is said does not help any more."""
    step = outcome.step
    if (
        not isinstance(step, Practise | State | Apply | Attest | Write)
        or says_what_else(step)
        or not outcome.due
    ):
        return
    policy = society["members"]["ada"]["policy"]
    named = dict(societies.requirements_of({"policies": {policy: society["policies"][policy]}}))
    if isinstance(step, Practise) and step.roster:
        return  # what is come to in a group of one's own may be counted, too
    if isinstance(step, Write) and "at-least" in named[outcome.id]:
        return  # what only makes up a number may also serve the next due day
    follower = Follower(society, policy, on, too_late=True)
    day = follower.follow(step, named[outcome.id])
    late = now(follower.society, outcome.id, day)
    assert late.status is Status.NOT_MET, (outcome.id, on, outcome.next, outcome.due, day)
    assert by_the_oracle(follower.society, outcome.id, day) == "not-met"


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(societies.questions())
def test_a_day_after_the_last_day_said_it_does_not_help_any_more(question: societies.Question) -> None:
    found = asked(question)
    if found is None:
        return
    society, on = found
    for outcome in list(outcomes(society, on)):
        if outcome.status is Status.NOT_MET:
            too_late(society, on, outcome)


def hopeless(question: societies.Question) -> None:
    """Where nothing but a decision is said to help, nothing else does."""
    found = asked(question)
    if found is None:
        return
    society, on = found
    policy = society["members"]["ada"]["policy"]
    named = dict(societies.requirements_of({"policies": {policy: society["policies"][policy]}}))
    for outcome in list(outcomes(society, on)):
        if not only_a_decision(outcome.step):
            continue
        for later in tried(society, policy, named[outcome.id], on):
            loaded = load(MemorySource(societies.as_files(later)))
            if loaded.broken:
                continue  # what cannot be recorded cannot be done
            for later_day in days_after(on):
                found = standing(loaded, loaded.members["ada"], later_day, dates=False)
                again = next(one for one in with_parts(found) if one.id == outcome.id)
                assert again.status is Status.NOT_MET, (outcome.id, on, later_day, outcome.next)


def only_a_decision(step: Step | None) -> bool:
    """Whether it says that nothing but a decision helps any more."""
    return isinstance(step, Decide) or (isinstance(step, Write) and bool(step.missed))


def with_parts(found: Standing) -> Iterator[Outcome]:
    """The outcomes at every depth that has a step of its own."""
    for one in found.outcomes():
        yield one
        yield from one.parts


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
        loaded = read_society(MemorySource(societies.as_files(society)))
        found = standing(loaded.society, loaded.society.members["ada"], on, dates=False)
        if found.eligible:
            return
        coming = [
            one
            for one in found.outcomes()
            if one.status is Status.NOT_MET
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


def halfway(preset: Path, hat: societies.Hat) -> tuple[Values, date]:
    """Ada somewhere on the way of a preset: she did some of what came next, and something was decided."""
    society, on = newcomer(preset), date(2030, 1, 1)
    named = dict(societies.requirements_of(society))
    for _ in range(hat.number(0, 6)):
        for name in hat.some(list(named), 0, 3):
            outcome = next((one for one in outcomes(society, on) if one.id == name), None)
            if (
                outcome
                and outcome.step
                and outcome.status is Status.NOT_MET
                and not says_what_else(outcome.step)
            ):
                follower = Follower(society, "preset", on, late=hat.chance(40))
                on = max(on, follower.follow(outcome.step, named[name]))
                society = follower.society
        if hat.chance(50):
            hat.days = [on]
            decision = hat.one((waived_or_recognised, on_leave))(hat, society) | {"date": on}
            society = deepcopy(society)
            society["decisions"][f"d-{len(society['decisions']):02}"] = decision
        on += timedelta(days=hat.one((0, 1, 29, 30, 31, 90, 180)))
    return oracle.known(society, on), on


def waived_or_recognised(hat: societies.Hat, society: Values) -> Values:
    return societies.a_requirement_decision(hat, *hat.one(societies.requirements_of(society)))


def on_leave(hat: societies.Hat, society: Values) -> Values:
    return societies.minuted(hat, "leave", "ada", {"period": societies.a_leave(hat)})


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.stem)
def test_next_keeps_its_word_halfway_through_every_preset(preset: Path, seed: int) -> None:
    society, on = halfway(preset, societies.Hat(seed))
    for outcome in list(outcomes(society, on)):
        if outcome.status is Status.NOT_MET:
            for late in (False, True):
                keep(society, on, outcome, late=late, ask_oracle=False)
