"""Standings as JSON; the format is described in the README and carries its version."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from balintrec.pathway import ApplicationStanding, Decided, Outcome, StageStanding, Standing
from balintrec.views.phrases import number, well_formed
from balintrec.views.standing import NO_MEMBERSHIP

VERSION = 2


def standing_json(standings: Iterable[Standing], outside: Iterable[str] | None = None) -> str:
    """One object: keys in a fixed order, ASCII alone; numbers that are not whole are texts: ``3/2``.

    ``outside`` are the people without membership, where all members were asked for.
    """
    members = [_member(standing) for standing in standings]
    found: dict[str, Any] = {"version": VERSION, "members": members}
    if outside is not None:
        found["not_listed"] = [{"member": one, "reason": NO_MEMBERSHIP} for one in outside]
    return well_formed(json.dumps(found, indent=2))


def _member(standing: Standing) -> dict[str, Any]:
    return {
        "member": standing.member,
        "policy": standing.policy,
        "on": _day(standing.on),
        "begin": _day(standing.begin),
        "eligible": standing.eligible,
        "credentials": list(standing.credentials),
        "stages": [_stage(stage) for stage in standing.stages],
        "not_checked": list(standing.not_checked),
        "unreadable": list(standing.unreadable),
        "complete": standing.complete,
        "decision": _decision(standing.decision),
        "application": _application(standing.application),
        "decisions_unreadable": list(standing.decisions_unread),
        "membership_ended": _day(standing.membership_ended),
    }


def _decision(decision: Decided | None) -> dict[str, Any] | None:
    if decision is None:
        return None
    return {
        "kind": decision.kind,
        "date": _day(decision.day),
        "until": _day(decision.until),
        "record": decision.record,
    }


def _application(application: ApplicationStanding | None) -> dict[str, Any] | None:
    if application is None:
        return None
    return {
        "record": application.record,
        "date": _day(application.day),
        "state": application.state,
        "decision": application.decision and application.decision.record,
    }


def _stage(stage: StageStanding) -> dict[str, Any]:
    return {
        "id": stage.id,
        "title": stage.title,
        "status": stage.status,
        "first_met": _day(stage.first_met),
        "requirements": [_requirement(outcome) for outcome in stage.outcomes],
    }


def _requirement(outcome: Outcome) -> dict[str, Any]:
    return {
        "id": outcome.id,
        "title": outcome.title,
        "kind": outcome.kind,
        "status": outcome.status,
        "desirable": outcome.desirable,
        "have": number(outcome.have),
        "need": number(outcome.need),
        "unit": outcome.unit,
        "met_on": _day(outcome.met_on),
        "lapses_on": _day(outcome.lapses_on),
        "counted": [one.record for one in outcome.counted],
        "amounts": [number(one.amount) for one in outcome.counted],
        "excluded": [{"record": one.record, "reason": one.reason} for one in outcome.excluded],
        "values": dict(outcome.values),
        "sources": dict(outcome.sources),
        "next": outcome.next,
        "due": _day(outcome.due),
        "reason": outcome.reason,
        "decisions": list(outcome.decisions),
        "unreadable": list(outcome.unreadable),
        "parts": [_requirement(part) for part in outcome.parts],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
