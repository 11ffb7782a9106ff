"""Who stands how to whom on a day, and whether a file that cannot be read might say so."""

from __future__ import annotations

from datetime import date

from balintrec.pathway.credentials import CONFERS
from balintrec.pathway.requirements.statement import stood_first
from balintrec.society import Society


def may_be_hidden(society: Society, kinds: tuple[str, ...], *ids: str) -> bool:
    """Whether a file of one of these kinds that cannot be read mentions all of these."""
    return any(file.kind in kinds and all(map(file.mentions, ids)) for file in society.broken)


def are_members(society: Society, *ids: str) -> bool:
    """Whether all of these are ids of members: of one that is misspelt it is another rule that speaks."""
    return society.all_known("members", ids)


def conferred_on_nobody(society: Society) -> bool:
    """Whether a decision confers a credential on somebody whose id nobody knows, and so might be anybody."""
    key = "conferred on nobody"
    if key not in society.memo:
        conferring = (one for one in society.decisions.values() if one.kind in CONFERS)
        society.memo[key] = any(not society.known("members", one.member) for one in conferring)
    return bool(society.memo[key])


def supervised(society: Society, supervisor: str, member: str, day: date) -> bool:
    """Whether somebody supervised a member on or before a day."""
    return stood_first(society, member, "supervisor", supervisor) <= day
