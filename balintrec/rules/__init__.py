"""What must hold across records: one family a module, one function a rule. This is the whole list."""

from __future__ import annotations

from balintrec.rules import (
    activity_filters,
    applications,
    assessments,
    citations,
    commit_times,
    decision_makers,
    decisions,
    duplicates,
    entry,
    evaluations,
    events,
    filenames,
    grants,
    groups,
    history,
    members,
    misspelt,
    numbers,
    periods,
    policies,
    possible,
    presence,
    references,
    reflections,
    sessions,
    society_record,
    supervision,
    unknown_records,
    vocabulary,
    waivers,
)
from balintrec.rules.history_rule import Recalled
from balintrec.rules.rule import Check

OF_WHAT_HAPPENED: tuple[Check, ...] = (
    *unknown_records.RULES,
    *periods.RULES,
    *groups.RULES,
    *sessions.RULES,
    *presence.RULES,
    *events.RULES,
    *supervision.RULES,
    *reflections.RULES,
    *references.RULES,
    *decisions.RULES,
    *policies.RULES,
    *numbers.RULES,
    *vocabulary.RULES,
    *activity_filters.RULES,
    *possible.RULES,
    *evaluations.RULES,
    *filenames.RULES,
    *duplicates.RULES,
    *society_record.RULES,
    *misspelt.RULES,
)
OF_THE_PATHWAY: tuple[Check, ...] = (
    *members.RULES,
    *assessments.RULES,
    *decision_makers.RULES,
    *citations.RULES,
    *applications.RULES,
    *grants.RULES,
    *waivers.RULES,
)

CHECKS = (*OF_WHAT_HAPPENED, *OF_THE_PATHWAY)
"""Every rule over records. The second part asks what each member took part in, and where they stood: it takes as long
as the others with what git remembers."""

PAST: tuple[Recalled, ...] = (*entry.RULES, *history.RULES, *commit_times.RULES)
"""What is judged by what git remembers."""

__all__ = ["CHECKS", "OF_THE_PATHWAY", "OF_WHAT_HAPPENED", "PAST", "Check"]
