"""Lives of records and timelines of people as JSON; docs/history.md describes the format, which has a version."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from balintrec.history.compare import KeyChange
from balintrec.history.record_history import Entered, Life, Step
from balintrec.pathway.timeline import Tenure, Timeline, Turn
from balintrec.views.phrases import well_formed
from balintrec.views.redaction import discreet

VERSION = 2


def life_json(life: Life) -> str:
    """One object: keys in a fixed order, ASCII alone."""
    return _text(
        {
            "version": VERSION,
            "record": life.ref,
            "path": life.path,
            "incomplete": life.incomplete,
            "steps": [_step(step) for step in life.steps],
        }
    )


def _step(step: Step) -> dict[str, Any]:
    commit = step.commit
    return {
        "what": step.what,
        "day": _day(step),
        "time": commit.time.isoformat() if commit else None,
        "commit": commit.id if commit else None,
        "author": commit.author if commit else None,
        "email": commit.email if commit else None,
        "subject": commit.subject if commit else None,
        "path": step.path,
        "old_path": step.old_path,
        "days_after": step.days_after,
        "changes": [_change(change) for change in step.changes],
        "text_changed": step.text_changed,
        "readable": step.readable,
    }


def _change(change: KeyChange) -> dict[str, Any]:
    change = discreet(change)
    return {
        "key": list(change.key),
        "before": change.before,
        "after": change.after,
        "added": list(change.added),
        "removed": list(change.removed),
    }


def timeline_json(timeline: Timeline, entered: Mapping[str, Entered], incomplete: str | None) -> str:
    """One object: keys in a fixed order, ASCII alone."""
    standing = timeline.standing
    return _text(
        {
            "version": VERSION,
            "member": standing.member,
            "on": standing.on.isoformat(),
            "policy": standing.policy,
            "begin": standing.begin.isoformat() if standing.begin else None,
            "unreadable": list(standing.unreadable),
            "incomplete": incomplete,
            "turns": [_turn(turn, entered) for turn in timeline.turns],
            "stages": [
                {"stage": stage.id, "first_met": stage.first_met.isoformat() if stage.first_met else None}
                for stage in standing.stages
            ],
            "credentials": [_tenure(tenure, entered) for tenure in timeline.tenures],
        }
    )


def _turn(turn: Turn, entered: Mapping[str, Entered]) -> dict[str, Any]:
    return {
        "day": turn.day.isoformat(),
        "requirement": turn.requirement,
        "title": turn.title,
        "before": turn.before,
        "after": turn.after,
        "records": [_record(record, entered) for record in turn.records],
    }


def _tenure(tenure: Tenure, entered: Mapping[str, Entered]) -> dict[str, Any]:
    return {
        "day": tenure.day.isoformat(),
        "credential": tenure.credential,
        "held": tenure.held,
        "records": [_record(tenure.record, entered)] if tenure.record else [],
    }


def _record(ref: str, entered: Mapping[str, Entered]) -> dict[str, Any]:
    known = entered.get(ref)
    return {
        "record": ref,
        "entered": known.day.isoformat() if known else None,
        "commit": known.commit.id if known else None,
        "author": known.commit.author if known else None,
    }


def _day(step: Step) -> str | None:
    return step.day.isoformat() if step.day else None


def _text(value: dict[str, Any]) -> str:
    return well_formed(json.dumps(value, indent=2))
