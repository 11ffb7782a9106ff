"""What a check shows: the findings asked for, and how many there are elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from balintrec.check import Checked, under
from balintrec.finding import Finding, Severity
from balintrec.report.words import counted


@dataclass(frozen=True, slots=True)
class Shown:
    """A check of a whole society, and the part of its findings that was asked for."""

    checked: Checked
    findings: tuple[Finding, ...]
    narrowed: bool = False
    """Paths were named."""

    @property
    def elsewhere(self) -> tuple[Finding, ...]:
        """The findings that were not asked for."""
        asked = set(self.findings)
        return tuple(finding for finding in self.checked.findings if finding not in asked)

    def worst(self) -> Severity | None:
        """The greatest severity among the findings shown."""
        severities = {finding.rule.severity for finding in self.findings}
        return next((severity for severity in Severity if severity in severities), None)


def narrowed(checked: Checked, paths: Iterable[str]) -> Shown:
    """The findings at or below the paths; all of them where no path is named."""
    paths = tuple(paths)
    return Shown(checked, under(checked.findings, paths) if paths else checked.findings, bool(paths))


def summary(shown: Shown) -> str:
    """Files, records and findings in one line; they add up."""
    checked = shown.checked
    files = f"{counted(checked.files, 'file')}: {counted(checked.records, 'record')}"
    lost = checked.files - checked.records
    parts = [f"{files}, {lost} not readable as {'a record' if lost == 1 else 'records'}" if lost else files]
    parts.append(_severities(shown.findings) + (" here" if shown.narrowed else ""))
    if shown.narrowed:
        parts.append(f"{_severities(shown.elsewhere)} elsewhere")
    if checked.accepted:
        parts.append(f"{checked.accepted} accepted")
    return "; ".join(parts)


def _severities(findings: tuple[Finding, ...]) -> str:
    found = [finding.rule.severity for finding in findings]
    words = [counted(found.count(severity), severity) for severity in Severity if severity in found]
    return ", ".join(words) or "no findings"
