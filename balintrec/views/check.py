"""What a check shows: the findings asked for, and how many there are elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from balintrec.check import Checked, under
from balintrec.finding import Finding, Severity
from balintrec.views.phrases import counted

if TYPE_CHECKING:  # it knows of git, which a check does without
    from balintrec.review.findings import Split


@dataclass(frozen=True, slots=True)
class Shown:
    """A check of a whole society, and the part of its findings that was asked for."""

    checked: Checked
    findings: tuple[Finding, ...]
    narrowed: bool = False
    """Paths were named."""
    split: Split | None = None
    """The findings asked for as new, fixed and old ones; then only the new ones are shown in full, and fail."""

    @property
    def elsewhere(self) -> tuple[Finding, ...]:
        """The findings that were not asked for."""
        asked = {*self.findings, *(self.split.old if self.split else ())}
        return tuple(finding for finding in self.checked.findings if finding not in asked)

    def worst(self) -> Severity | None:
        """The greatest severity among the findings shown."""
        severities = {finding.rule.severity for finding in self.findings}
        return next((severity for severity in Severity if severity in severities), None)


def narrowed(checked: Checked, paths: Iterable[str], split: Split | None = None) -> Shown:
    """The findings at or below the paths, all of them where no path is named; of a split the new ones."""
    paths = tuple(paths)
    if split is None:
        return Shown(checked, under(checked.findings, paths) if paths else checked.findings, bool(paths))
    if paths:
        new, fixed, old = (under(part, paths) for part in split)
        split = split._replace(new=new, fixed=fixed, old=old)
    return Shown(checked, split.new, bool(paths), split)


def summary(shown: Shown) -> str:
    """Files, records and findings in one line; they add up."""
    checked = shown.checked
    files = f"{counted(checked.files, 'file')}: {counted(checked.records, 'record')}"
    lost = checked.files - checked.records
    parts = [f"{files}, {lost} not readable as {'a record' if lost == 1 else 'records'}" if lost else files]
    parts.append(_found(shown) + (" here" if shown.narrowed else ""))
    if shown.narrowed:
        parts.append(f"{_severities(shown.elsewhere)} elsewhere")
    if checked.suppressed:
        parts.append(f"{checked.suppressed} suppressed")
    return "; ".join(parts)


def _found(shown: Shown) -> str:
    if shown.split is None:
        return _severities(shown.findings)
    new = " and ".join(_severities(shown.findings, "new ").split(", "))
    return f"{new}, {len(shown.split.fixed)} fixed, {len(shown.split.old)} old"


def _severities(findings: tuple[Finding, ...], which: str = "") -> str:
    found = [finding.rule.severity for finding in findings]
    words = [
        counted(found.count(severity), f"{which}{severity}") for severity in Severity if severity in found
    ]
    return ", ".join(words) or f"no {which}findings"
