"""Findings as workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from balintrec.formats.annotations import annotation, limited
from balintrec.views.check import Shown, summary


def findings_github(shown: Shown, folder: str = "", *, quiet: bool = False) -> str:
    """One command a finding, and the summary. ``folder`` leads from the repository to the society, with ``/``.

    Errors come first, as everywhere; of them those that keep a file from being read, for they hide others.
    """
    findings = sorted(
        shown.findings, key=lambda one: (one.rule.severity != "error", one.rule.code[:3] != "DOC")
    )
    commands = limited(annotation(finding, folder) for finding in findings)
    return "\n".join(commands if quiet else [*commands, summary(shown)])
