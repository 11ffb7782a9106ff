"""The code quality report of GitLab, as its documentation describes it."""

from __future__ import annotations

import json
from datetime import date

import jsonschema

from balintrec.check import check
from balintrec.formats.findings.gitlab import findings_gitlab
from balintrec.views.check import narrowed
from tests.formats.findings import COMMENT, HOSTILE, finding, shown
from tests.sources import MemorySource

# docs.gitlab.com, "Code Quality report format": the properties that every entry must have.
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32,64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./|/)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def fingerprints(text: str) -> list[str]:
    """Of the errors of a session with this text."""
    files = {"records/sessions/s.md": text.encode()}
    found = json.loads(findings_gitlab(narrowed(check(MemorySource(files), date(2026, 11, 23)), ())))
    return sorted(one["fingerprint"] for one in found)


def test_report_is_as_documented() -> None:
    report = json.loads(
        findings_gitlab(shown(finding("x", (1, 2)), finding(None, rule=COMMENT), HOSTILE), "our/")
    )
    jsonschema.validate(report, SCHEMA)
    assert [(one["check_name"], one["severity"]) for one in report[:2]] == [
        ("REF001", "major"),
        ("DOC015", "minor"),
    ]
    assert report[0]["location"] == {
        "path": "our/records/sessions/2024/2024-03-12-lahore.md",
        "lines": {"begin": 7},
    }
    assert report[1]["location"]["lines"] == {"begin": 1}


def test_no_finding_is_an_empty_list() -> None:
    assert findings_gitlab(shown()) == "[]"


def test_fingerprint_stays_where_lines_shift() -> None:
    text = "---\ndate: 2024-03-12\ngroup: nowhere\nleaders: [nobody]\n---\n"
    shifted = text.replace("date: 2024-03-12\n", "").replace("leaders", "date: 2024-03-12\nleaders")
    assert fingerprints(text) == fingerprints(shifted)
    assert len(set(fingerprints(text))) == len(fingerprints(text)) > 1


def test_several_alike_in_one_record_are_told_apart() -> None:
    report = json.loads(findings_gitlab(shown(finding("x", (1, 2)), finding("x", (5, 6)))))
    assert len({one["fingerprint"] for one in report}) == 2
