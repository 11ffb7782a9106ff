"""The society at a glance: who stands where, what is due next, what is wrong in the records. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from balintrec.dates import add_months
from balintrec.finding import Finding, Rule
from balintrec.pathway import Standing
from balintrec.society import Society
from balintrec.views.register import State, entries_of
from balintrec.views.standing import aimed_at, binding, current_stage, missing, next_due

AHEAD = 6
"""Months within which something due is told."""


class Step(NamedTuple):
    """A place on the pathway where people stand."""

    kind: str
    """``stage``, ``complete`` (all stages met), ``decided`` (and decided on), ``holds``, ``suspended``, ``former`` (no
    member any more), ``unread`` or ``none`` (no policy)."""
    title: str = ""
    """The title of the stage, or the credential that is held or suspended."""


class Coming(NamedTuple):
    """A day on which something is due, or lapses."""

    day: date
    what: str
    """The title of a requirement, or the credential that runs out."""
    lapses: bool
    credential: bool


class Place(NamedTuple):
    """Where one member stands."""

    member: str
    step: Step
    missing: int
    unknown: bool
    """Something that is missing may be there, in a file that cannot be read."""
    of: int
    coming: Coming | None
    standing: Standing
    """Without its stages."""


class Tally(NamedTuple):
    """How often a rule was broken."""

    rule: Rule
    findings: tuple[Finding, ...]


def place(society: Society, standing: Standing) -> Place:
    """What the overview keeps of a standing."""
    step = _step(society, standing)
    stage = current_stage(standing) if step.kind == "stage" else None
    blocking = missing(stage.outcomes) if stage else []
    of = len(binding(stage.outcomes)) if stage else 0
    unknown = any(one.status == "unknown" for one in blocking)
    return Place(
        standing.member,
        step,
        len(blocking),
        unknown,
        of,
        _coming(society, standing),
        standing._replace(stages=()),
    )


def suspended(society: Society, standing: Standing) -> bool:
    """Whether the credential that somebody's pathway leads to was conferred on them, and is suspended."""
    credential = aimed_at(society, standing)
    entries = entries_of(society, standing.member, standing.on)
    return any(one.credential == credential and one.state is State.SUSPENDED for one in entries)


def _step(society: Society, standing: Standing) -> Step:
    if standing.unreadable:
        return Step("unread")
    if standing.former:
        return Step("former")
    credential = aimed_at(society, standing)
    if credential in standing.credentials:
        return Step("holds", credential)
    if suspended(society, standing):
        return Step("suspended", credential)
    stage = current_stage(standing)
    if stage:
        return Step("stage", stage.title)
    if not standing.stages:
        return Step("none")
    if standing.decisions_unread:
        return Step("unread")
    return Step("complete" if standing.undecided else "decided")


def _coming(society: Society, standing: Standing) -> Coming | None:
    due = next_due(society, standing)
    if due is None:
        return None
    title = next((one.title for one in standing.outcomes() if one.id == due.what), "")
    return Coming(due.day, title or due.what, due.lapses, credential=not title)


def steps(society: Society, places: Iterable[Place]) -> dict[Step, list[Place]]:
    """Who stands where: the stages in the order of the policies, then those who are through, then the others."""
    order = [Step("stage", stage.title or stage.id) for one in _policies(society) for stage in one.stages]
    held = [Step("holds", one.credential) for one in _policies(society)]
    found: dict[Step, list[Place]] = {}
    paused = [Step("suspended", one.credential) for one in _policies(society)]
    known = dict.fromkeys(
        [
            *order,
            *map(Step, ("complete", "decided")),
            *held,
            *paused,
            *map(Step, ("unread", "none", "former")),
        ]
    )
    for one in places:
        found.setdefault(one.step, []).append(one)
    return {step: found[step] for step in (*known, *sorted(set(found) - set(known))) if step in found}


def _policies(society: Society) -> list:  # type: ignore[type-arg]
    return sorted(society.policies.values(), key=lambda one: (one.effective, one.id), reverse=True)


def coming(places: Iterable[Place], on: date) -> tuple[list[Place], int]:
    """What is due within the months ahead or is overdue, in order of day; and how many are due later."""
    due = sorted(
        (one for one in places if one.coming),
        key=lambda one: (one.coming.day if one.coming else on, one.member),
    )
    until = add_months(on, AHEAD)
    soon = [one for one in due if one.coming and one.coming.day <= until]
    return soon, len(due) - len(soon)


def tallies(findings: Iterable[Finding]) -> list[Tally]:
    """The findings by their rule: errors first, then by how often."""
    by_rule: dict[Rule, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    found = (Tally(rule, tuple(some)) for rule, some in by_rule.items())
    return sorted(found, key=lambda one: (one.rule.severity != "error", -len(one.findings), one.rule.code))


def severities(findings: Iterable[Finding]) -> Mapping[str, int]:
    """How many findings of each severity."""
    return Counter(finding.rule.severity.value for finding in findings)
