"""Findings as workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from balintrec.report.annotations import annotation
from balintrec.report.shown import Shown, summary


def findings_github(shown: Shown, folder: str = "", *, quiet: bool = False) -> str:
    """One command a finding, and the summary. ``folder`` leads from the repository to the society, with ``/``."""
    commands = [annotation(finding, folder) for finding in shown.findings]
    return "\n".join(commands if quiet else [*commands, summary(shown)])
