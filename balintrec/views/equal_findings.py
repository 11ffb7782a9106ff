"""Findings that say the same of several places, told once. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from balintrec.finding import Finding, Severity
from balintrec.review.findings import masked
from balintrec.views.phrases import headline, place

_PLACES = 3
"""So many places are named of findings that say the same."""


class Alike(NamedTuple):
    """Findings of one code that say the same, in the order of their places: they have one cause."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The one that is told in full."""
        return self.findings[0]

    @property
    def order(self) -> tuple[bool, bool, int]:
        """Errors first; of them what was changed afterwards, then what is wrong in most places."""
        rule = self.first.rule
        return (rule.severity is not Severity.ERROR, not rule.code.startswith("HIS"), -len(self.findings))

    @property
    def words(self) -> str:
        """The first finding as it stands alone; of several their number, what they say, and the first places."""
        if len(self.findings) == 1:
            return headline(self.first)
        rule, message = self.first.rule, self.first.message
        return f"{len(self.findings)} times {rule.severity} {rule.code} {rule.name}: {message}: {self.places}"

    @property
    def places(self) -> str:
        """Where they are."""
        some = ", ".join(place(finding.location) for finding in self.findings[:_PLACES])
        more = len(self.findings) - _PLACES
        return f"{some} and {more} more" if more > 0 else some


def alike(findings: Iterable[Finding]) -> list[Alike]:
    """The findings by what they say, the most important first."""
    found: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        found[finding.rule.code, masked(finding.message)].append(finding)
    return sorted((Alike(tuple(some)) for some in found.values()), key=lambda one: one.order)
