"""What must hold across records: one family a module, one function a rule. This is the whole list."""

from __future__ import annotations

from balintrec.rules import (
    applications,
    citations,
    copies,
    deciding,
    decisions,
    evaluations,
    events,
    exemptions,
    filing,
    fitting,
    founding,
    grants,
    groups,
    history,
    letters,
    members,
    misspelt,
    numbers,
    papers,
    periods,
    policies,
    presence,
    references,
    reflections,
    sessions,
    supervision,
    vocabulary,
)
from balintrec.rules.rule import Check

CHECKS: tuple[Check, ...] = (
    *references.RULES,
    *periods.RULES,
    *members.RULES,
    *groups.RULES,
    *sessions.RULES,
    *presence.RULES,
    *events.RULES,
    *supervision.RULES,
    *reflections.RULES,
    *papers.RULES,
    *letters.RULES,
    *citations.RULES,
    *applications.RULES,
    *grants.RULES,
    *deciding.RULES,
    *exemptions.RULES,
    *decisions.RULES,
    *policies.RULES,
    *numbers.RULES,
    *vocabulary.RULES,
    *fitting.RULES,
    *evaluations.RULES,
    *filing.RULES,
    *copies.RULES,
    *founding.RULES,
    *misspelt.RULES,
)

PAST: tuple[history.Recalled, ...] = history.RULES
"""What is judged by what git remembers."""

__all__ = ["CHECKS", "PAST", "Check"]
