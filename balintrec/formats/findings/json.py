"""Findings as JSON; the format is described in the README and carries its version."""

from __future__ import annotations

import json
from typing import Any

from balintrec.finding import Finding, Location
from balintrec.views.check import Shown
from balintrec.views.phrases import well_formed

VERSION = 2


def findings_json(shown: Shown) -> str:
    """One object: keys in a fixed order, and ASCII alone, which does no harm on a terminal.

    With ``--since`` its `findings` are the new ones, with `fixed` and `existing` beside them.
    """
    data: dict[str, Any] = {
        "version": VERSION,
        "files": shown.checked.files,
        "records": shown.checked.records,
        "suppressed": shown.checked.suppressed,
        "outside": len(shown.elsewhere),
        "findings": [_finding(finding) for finding in shown.findings],
    }
    if shown.split:
        data["fixed"] = [_finding(finding) for finding in shown.split.fixed]
        data["existing"] = [_finding(finding) for finding in shown.split.old]
    return json.dumps(data, indent=2)


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.rule.code,
        "name": finding.rule.name,
        "severity": finding.rule.severity,
        **_location(finding.location),
        "message": well_formed(finding.message),
        "help": well_formed(finding.help),
        "related": [
            {**_location(related.location), "message": well_formed(related.message)}
            for related in finding.related
        ],
    }


def _location(location: Location) -> dict[str, Any]:
    span = location.span
    return {
        "path": well_formed(location.path),
        "line": span and span.line,
        "column": span and span.column,
        "end_line": span and span.end_line,
        "end_column": span and span.end_column,
    }
