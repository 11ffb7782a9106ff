"""What must hold across records: a family of rules a module, a rule a function. This is the whole list of families.

A rule registers itself by its decorator; a module that is not named here registers none.
"""

from __future__ import annotations

from datetime import date

from balintrec.history.log import History
from balintrec.rules import (
    activity_filters,
    applications,
    decisions,
    duplicates,
    entry,
    evaluations,
    events,
    filenames,
    grants,
    groups,
    history,
    in_the_future,
    members,
    numbers,
    overlaps,
    periods,
    policies,
    policy_words,
    presence,
    reflections,
    roles,
    sessions,
    society_record,
    statements,
    supervision,
    unknown_records,
    vocabulary,
    waivers,
)
from balintrec.rules.rule import Check, registered

RECORD_RULES: tuple[Check[date], ...] = registered(
    unknown_records, duplicates, vocabulary, filenames, in_the_future, periods, overlaps, roles,
    groups, sessions, presence, events, supervision, reflections, evaluations, society_record,
    policies, numbers, policy_words, activity_filters,
)  # fmt: skip
"""Rules on what records say, each by itself or beside others."""

PATHWAY_RULES: tuple[Check[date], ...] = registered(
    members, statements, decisions, applications, grants, waivers
)
"""Rules that ask what each member took part in, and where they stood: they take as long as all the others together."""

HISTORY_RULES: tuple[Check[History], ...] = registered(entry, history)
"""Rules on what git remembers."""

RULES = (
    *(check.rule for check in RECORD_RULES),
    *(check.rule for check in PATHWAY_RULES),
    *(check.rule for check in HISTORY_RULES),
)
"""What all of them stand for."""

__all__ = ["HISTORY_RULES", "PATHWAY_RULES", "RECORD_RULES", "RULES", "Check"]
