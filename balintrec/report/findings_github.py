"""Findings as workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from balintrec.finding import Finding
from balintrec.report.shown import Shown, summary
from balintrec.report.visible import visible


def findings_github(shown: Shown, folder: str = "", *, quiet: bool = False) -> str:
    """One command a finding, and the summary. ``folder`` leads from the repository to the society, with ``/``."""
    commands = [_command(finding, folder) for finding in shown.findings]
    return "\n".join(commands if quiet else [*commands, summary(shown)])


def _command(finding: Finding, folder: str) -> str:
    rule, location = finding.rule, finding.location
    properties = {"file": folder + visible(location.path)}
    if span := location.span:
        properties |= {"line": str(span.line), "endLine": str(span.end_line), "col": str(span.column)}
        if span.end_line == span.line:
            properties["endColumn"] = str(span.end_column)
    properties["title"] = f"{rule.code} {rule.name}"
    said = "\n".join(visible(text) for text in (finding.message, finding.help) if text)
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{rule.severity} {listed}::{_data(said)}"


def _data(text: str) -> str:
    """What stands after the second colons: nothing in it can begin another command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
