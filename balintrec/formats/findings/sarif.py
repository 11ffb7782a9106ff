"""Findings as SARIF 2.1.0, the OASIS format that code scanning reads."""

from __future__ import annotations

import json
import os
from typing import Any
from urllib.parse import quote

from balintrec.finding import Finding, Location, Rule
from balintrec.views.check import Shown
from balintrec.views.phrases import first_sentence, well_formed

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def findings_sarif(shown: Shown, version: str, folder: str = "") -> str:
    """One run, with every rule that was broken in full. ``folder`` leads to the society, with ``/``."""
    rules = sorted({finding.rule for finding in shown.findings}, key=lambda rule: rule.code)
    index = {rule.code: number for number, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {"name": "balintrec", "version": version, "rules": [_rule(rule) for rule in rules]}
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index[finding.rule.code], folder) for finding in shown.findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": first_sentence(rule.text) or rule.name},
        "fullDescription": {"text": rule.text or rule.name},
        "help": {"text": f"balintrec explain {rule.code}"},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(finding: Finding, index: int, folder: str) -> dict[str, Any]:
    said = f"{finding.message}; {finding.help}" if finding.help else finding.message
    result: dict[str, Any] = {
        "ruleId": finding.rule.code,
        "ruleIndex": index,
        "level": finding.rule.severity,
        "message": {"text": well_formed(said)},
        "locations": [{"physicalLocation": _physical(finding.location, folder)}],
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _physical(related.location, folder),
                "message": {"text": well_formed(related.message)},
            }
            for number, related in enumerate(finding.related)
        ]
    return result


def _physical(location: Location, folder: str) -> dict[str, Any]:
    # The bytes of the name, percent-encoded: a URI has no other way to name a file that is not UTF-8.
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(os.fsencode(folder + location.path))}}
    if span := location.span:
        place["region"] = {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        }
    return place
