"""Findings as a code quality report, which GitLab shows in merge requests.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from typing import Any

from balintrec.finding import Finding, Severity
from balintrec.review.findings import Identity, identity, masked
from balintrec.views.check import Shown
from balintrec.views.phrases import well_formed

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def findings_gitlab(shown: Shown, folder: str = "") -> str:
    """A list of the findings. ``folder`` leads from the repository to the society, with ``/``."""
    seen: Counter[Identity] = Counter()
    issues = []
    for finding in shown.findings:
        known = identity(finding)
        known = known._replace(message=masked(known.message))
        issues.append(_issue(finding, known, seen[known], folder))
        seen[known] += 1
    return json.dumps(issues, indent=2)


def _issue(finding: Finding, known: Identity, number: int, folder: str) -> dict[str, Any]:
    said = f"{finding.message}; {finding.help}" if finding.help else finding.message
    return {
        "description": well_formed(f"{finding.rule.code} {finding.rule.name}: {said}"),
        "check_name": finding.rule.code,
        "fingerprint": _fingerprint(known, number),
        "severity": _SEVERITIES[finding.rule.severity],
        "location": {
            "path": well_formed(folder + finding.location.path),
            "lines": {"begin": finding.location.span.line if finding.location.span else 1},
        },
    }


def _fingerprint(known: Identity, number: int) -> str:
    """The same wherever the line is now; another one for each of several alike in one record."""
    return sha256("\0".join((*known, str(number))).encode("utf-8", "surrogateescape")).hexdigest()
