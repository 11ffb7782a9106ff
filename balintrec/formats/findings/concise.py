"""Findings one a line, as editors and `grep` read them."""

from __future__ import annotations

from balintrec.views.check import Shown, summary
from balintrec.views.phrases import headline


def findings_concise(shown: Shown, *, quiet: bool = False) -> str:
    """The first line of every finding, and the summary; with ``quiet`` the findings alone."""
    lines = [headline(finding) for finding in shown.findings]
    return "\n".join(lines if quiet else [*lines, summary(shown)])
