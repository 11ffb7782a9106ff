"""Findings one a line, as editors and `grep` read them."""

from __future__ import annotations

from balintrec.report.shown import Shown, summary
from balintrec.report.words import headline


def findings_concise(shown: Shown, *, quiet: bool = False) -> str:
    """The first line of every finding, and the summary; with ``quiet`` the findings alone."""
    lines = [headline(finding) for finding in shown.findings]
    return "\n".join(lines if quiet else [*lines, summary(shown)])
