"""What must hold across records: one family a module, one function a rule. This is the whole list."""

from __future__ import annotations

from balintrec.rules import (
    applications,
    citations,
    clocks,
    copies,
    deciding,
    decisions,
    entry,
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
    possible,
    presence,
    references,
    reflections,
    sessions,
    supervision,
    vocabulary,
)
from balintrec.rules.recalled import Recalled
from balintrec.rules.rule import Check

OF_WHAT_HAPPENED: tuple[Check, ...] = (
    *references.RULES,
    *periods.RULES,
    *groups.RULES,
    *sessions.RULES,
    *presence.RULES,
    *events.RULES,
    *supervision.RULES,
    *reflections.RULES,
    *letters.RULES,
    *decisions.RULES,
    *policies.RULES,
    *numbers.RULES,
    *vocabulary.RULES,
    *fitting.RULES,
    *possible.RULES,
    *evaluations.RULES,
    *filing.RULES,
    *copies.RULES,
    *founding.RULES,
    *misspelt.RULES,
)
OF_THE_PATHWAY: tuple[Check, ...] = (
    *members.RULES,
    *papers.RULES,
    *deciding.RULES,
    *citations.RULES,
    *applications.RULES,
    *grants.RULES,
    *exemptions.RULES,
)

CHECKS = (*OF_WHAT_HAPPENED, *OF_THE_PATHWAY)
"""Every rule over records. The second part asks what each member took part in, and where they stood: it takes as long
as the others with what git remembers."""

PAST: tuple[Recalled, ...] = (*entry.RULES, *history.RULES, *clocks.RULES)
"""What is judged by what git remembers."""

__all__ = ["CHECKS", "OF_THE_PATHWAY", "OF_WHAT_HAPPENED", "PAST", "Check"]
