"""A review as JSON; the format is described in the README and carries its version."""

from __future__ import annotations

import json
from typing import Any

from balintrec.finding import Finding
from balintrec.history.compare import KeyChange
from balintrec.pathway import Outcome, Standing
from balintrec.review import Review
from balintrec.review.identities import Identity
from balintrec.review.review import (
    ApplicationSeen,
    Concern,
    DecisionSeen,
    Entered,
    PersonChange,
    Protected,
    RecordChange,
    Step,
)
from balintrec.views.phrases import number, well_formed
from balintrec.views.review.records import stands
from balintrec.views.review.summary import headline

VERSION = 2


def review_json(review: Review) -> str:
    """One object: keys in a fixed order, ASCII alone; numbers that are not whole are texts: ``3/2``."""
    data = {
        "version": VERSION,
        "summary": headline(review),
        "merge_base": review.fork or None,
        "other_merge_bases": list(review.other_forks),
        "tip": review.tip or None,
        "on": review.on.isoformat(),
        "gain": [person.member for person in review.gaining],
        "lose": [person.member for person in review.losing],
        "protected": [_protected(one) for one in review.protected],
        "concerns": [_concern(one) for one in review.concerns],
        "entered": [_entered(one) for one in review.entered],
        "remarks": list(review.remarks),
        "people": [_person(person) for person in review.people],
        "applications": [_application(one) for one in review.applications],
        "decisions": [_decision(one) for one in review.decisions],
        "records": [_record(change) for change in review.records],
        "renamed": [one._asdict() for one in review.renamed],
        "moved": [one._asdict() for one in review.moved],
        "rewritten": list(review.rewritten),
        "outside": list(review.elsewhere),
        "findings": {
            "new": [_finding(one) for one in review.findings.new],
            "fixed": [_finding(one) for one in review.findings.fixed],
            "existing": [_finding(one) for one in review.findings.old],
        },
        "notice": review.notice or None,
    }
    return well_formed(json.dumps(_formed(data), indent=2))


def _formed(value: Any) -> Any:
    """The same with texts that every reader of UTF-8 takes."""
    match value:
        case str():
            return well_formed(value)
        case dict():
            return {key: _formed(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_formed(inner) for inner in value]
    return value


def _protected(one: Protected) -> dict[str, Any]:
    said = {"path": one.path, "what": one.what, "status": one.status}
    return {**said, "keys": [_key(key) for key in one.keys], "text_changed": one.text}


def _key(key: KeyChange) -> dict[str, Any]:
    return {"key": key.name, "before": key.before, "after": key.after}


def _concern(one: Concern) -> dict[str, Any]:
    path, span = one.place
    return {**one._asdict(), "place": {"path": path, "line": span and span.line}}


def _entered(one: Entered) -> dict[str, Any]:
    people = {"authors": one.authors, "committers": one.committers, "co_authors": one.co_authors}
    said = {key: [_identity(identity) for identity in some] for key, some in people.items()}
    return {"record": one.record, "speaks": one.speaks or None, **said}


def _identity(one: Identity) -> dict[str, Any]:
    said = {"name": one.name, "email": one.email, "member": one.member or None}
    return {**said, "known": one.known.value, "as": one.called}


def _person(person: PersonChange) -> dict[str, Any]:
    return {
        "member": person.member,
        "name": person.name,
        "gains": person.gains,
        "loses": person.loses,
        "eligible": {"before": _eligible(person.before), "after": _eligible(person.after)},
        "former_member": {"before": _former(person.before), "after": _former(person.after)},
        "decision": {"before": _decision_of(person.before), "after": _decision_of(person.after)},
        "policy": {"before": _policy(person.before), "after": _policy(person.after)},
        "credentials_gained": list(person.credentials_gained),
        "credentials_lost": list(person.credentials_lost),
        "requirements": [_step(step) for step in person.steps],
        "because": list(person.because),
    }


def _eligible(standing: Standing | None) -> bool | None:
    return standing.eligible if standing else None


def _complete(standing: Standing | None) -> bool | None:
    return standing.complete if standing else None


def _decision_of(standing: Standing | None) -> str | None:
    return standing.decision.record if standing and standing.decision else None


def _former(standing: Standing | None) -> bool | None:
    return standing.former if standing else None


def _policy(standing: Standing | None) -> str | None:
    return standing.policy if standing else None


def _step(step: Step) -> dict[str, Any]:
    return {
        "id": step.outcome.id,
        "title": step.outcome.title,
        "move": step.move.value,
        "part": step.part,
        "desirable": step.outcome.desirable,
        "gains": step.gains,
        "loses": step.loses,
        "before": _verdict(step.before),
        "after": _verdict(step.after),
        "counts_now": list(step.counted),
        "no_longer_counts": [one._asdict() for one in step.dropped],
        "because": list(step.because),
    }


def _verdict(outcome: Outcome | None) -> dict[str, Any] | None:
    if outcome is None:
        return None
    return {
        "status": outcome.status.value,
        "have": number(outcome.have),
        "need": number(outcome.need),
        "unit": outcome.unit,
        "lapses_on": outcome.lapses_on.isoformat() if outcome.lapses_on else None,
    }


def _application(seen: ApplicationSeen) -> dict[str, Any]:
    one = seen.record
    return {
        "record": one.ref,
        "status": seen.status,
        "member": one.member,
        "date": one.date.isoformat(),
        "credential": one.credential,
        "stands": stands(seen.standing),
        "eligible": _complete(seen.standing),
        "policy": _policy(seen.standing),
        "requirements": [_outcome(outcome) for outcome in seen.standing.outcomes()] if seen.standing else [],
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "id": outcome.id,
        "title": outcome.title,
        "desirable": outcome.desirable,
        **(_verdict(outcome) or {}),
        "reason": outcome.reason,
        "counted": [one.record for one in outcome.counted],
        "excluded": [one._asdict() for one in outcome.excluded],
        "values": dict(outcome.values),
        "sources": dict(outcome.sources),
        "decisions": list(outcome.decisions),
        "unreadable": list(outcome.unreadable),
        "parts": [_outcome(part) for part in outcome.parts],
    }


def _decision(seen: DecisionSeen) -> dict[str, Any]:
    one = seen.record
    return {
        "record": one.ref,
        "status": seen.status,
        "kind": one.kind,
        "member": one.member,
        "date": one.date.isoformat(),
        "by": one.by,
        "borne_out": _complete(seen.standing),
    }


def _record(change: RecordChange) -> dict[str, Any]:
    said = {"record": change.ref, "status": change.status, "path": change.path}
    return {**said, "keys": [_key(key) for key in change.keys], "text_changed": change.text}


def _finding(finding: Finding) -> dict[str, Any]:
    span = finding.location.span
    return {
        "code": finding.rule.code,
        "name": finding.rule.name,
        "severity": finding.rule.severity.value,
        "path": finding.location.path,
        "line": span and span.line,
        "column": span and span.column,
        "message": finding.message,
        "help": finding.help,
    }
