"""A policy and a member's records to a standing: every requirement with its verdict and its evidence."""

from __future__ import annotations

from balintrec.pathway.credentials import held_on, holds, pathway_begin, policy_in_force, policy_of
from balintrec.pathway.outcome import (
    ApplicationStanding,
    ApplicationState,
    Counted,
    Decided,
    Excluded,
    Outcome,
    StageStanding,
    Standing,
    Status,
)
from balintrec.pathway.standing import has_unmet_requirements, standing, unread_standing

__all__ = [
    "ApplicationStanding",
    "ApplicationState",
    "Counted",
    "Decided",
    "Excluded",
    "Outcome",
    "StageStanding",
    "Standing",
    "Status",
    "has_unmet_requirements",
    "held_on",
    "holds",
    "pathway_begin",
    "policy_in_force",
    "policy_of",
    "standing",
    "unread_standing",
]
