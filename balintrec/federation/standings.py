"""How many members of a society stand at which stage, and how many of its leaders stand how. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date

from balintrec.model import Decision
from balintrec.pathway import Standing, holds, standing
from balintrec.pathway.credentials import CONFERS, ENDS, credential_of, decisions_about
from balintrec.society import Society
from balintrec.views.federation import Leaders, Members
from balintrec.views.standing import aimed_at, current_stage

_FINISHED, _CREDENTIALED, _UNKNOWN, _NO_POLICY, _DECIDED, _FORMER = range(6)
"""Where somebody is who is at no stage, in the order of `Members`."""


def members(society: Society, on: date) -> Members:
    """Everybody whom `status` lists, by the first stage that is not met on a day."""
    inside = [one for one in society.members.values() if one.belongs]
    found = Counter(_place(society, standing(society, one, on, dates=False)) for one in inside)
    broken = {id for kind, id in society.broken_ids if kind == "members"} - {one.id for one in inside}
    found[_UNKNOWN] += len(broken)
    stages = [(stage, found[stage]) for stage in _stages(society) if found[stage]]
    return Members(tuple(stages), *(found[place] for place in range(6)))


def _place(society: Society, found: Standing) -> str | int:
    """The id of a stage, or one of the places that are none."""
    if found.unreadable:
        return _UNKNOWN
    if found.former:
        return _FORMER
    if aimed_at(society, found) in found.credentials:
        return _CREDENTIALED
    stage = current_stage(found)
    if stage:
        return stage.id
    if not found.undecided:
        return _DECIDED
    return _FINISHED if found.stages else _NO_POLICY


def _stages(society: Society) -> dict[str, None]:
    """The ids of all stages, those of older policies first, each once."""
    policies = sorted(society.policies.values(), key=lambda policy: (policy.effective, policy.id))
    return {stage.id: None for policy in policies for stage in policy.stages}


def leaders(society: Society, on: date) -> Leaders:
    """Everybody who was ever given a credential with which one may lead, by what became of it on a day."""
    policies = society.policies.values()
    # A policy may leave it open with what one leads; then it is what it confers.
    leading = {word for one in policies for word in one.leads} or {one.credential for one in policies}
    people = {decision.member for decision in society.decisions.values()}
    found = Counter(_leads(society, person, leading, on) for person in people)
    return Leaders(*(found[word] for word in Leaders._fields))


def _leads(society: Society, person: str, leading: Collection[str], on: date) -> str:
    """One of the words of `Leaders`; empty of somebody who never was one."""
    about = [
        one
        for one in decisions_about(society, person)
        if one.date <= on and one.kind in CONFERS + ENDS and (credential_of(society, one) or "") in leading
    ]
    if not any(one.kind in CONFERS for one in about):
        return ""
    if holds(society, person, leading, on):
        return "current"
    return _ended(about[-1], on)


def _ended(last: Decision, on: date) -> str:
    """How what was given came to its end; what ran out, and a suspension that is over, leave it lapsed."""
    if last.kind == "revoke":
        return "revoked"
    if last.kind == "suspend" and (last.until is None or last.until >= on):
        return "suspended"
    return "lapsed"
