"""Many societies as JSON; the format is described in docs/federation.md and carries its version."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from balintrec.views.federation import Members, Row, Summary, total
from balintrec.views.phrases import well_formed

VERSION = 2


def federation_json(rows: Iterable[Row], on: date) -> str:
    """One object; of a society that could not be read everything but its problem is null."""
    rows = list(rows)
    data = {
        "version": VERSION,
        "on": str(on),
        "read": sum(row.read for row in rows),
        "societies": [_society(row) for row in rows],
        "total": _numbers(total(rows)),
    }
    return json.dumps(data, indent=2)


def _society(row: Row) -> dict[str, Any]:
    summary = row.summary
    state = {
        "commit": summary.commit,
        "changed": summary.changed,
        "past_judged": not summary.past_unjudged,
    }
    known = {**_numbers(summary), **state}
    return {
        "folder": well_formed(row.folder),
        "name": well_formed(row.title),
        "problem": well_formed(summary.problem) or None,
        **(known if row.read else dict.fromkeys(known)),
    }


def _numbers(summary: Summary) -> dict[str, Any]:
    return {
        "files": summary.files,
        "records": summary.records,
        "errors": summary.errors,
        "warnings": summary.warnings,
        "suppressed": summary.suppressed,
        "findings": dict(summary.findings),
        "members": _members(summary.members),
        "leaders": summary.leaders._asdict(),
    }


def _members(members: Members) -> dict[str, Any]:
    return {
        "total": members.total,
        "stages": dict(members.stages),
        "all_stages_met": members.finished,
        "credentialed": members.credentialed,
        "unreadable": members.unknown,
        "without_policy": members.without_policy,
        "decided": members.decided,
        "former": members.former,
    }
