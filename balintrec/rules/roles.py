"""Who may lead and who may supervise on a day, as far as the records show it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from balintrec.model import Policy
from balintrec.names import did_you_mean
from balintrec.pathway import holds, policy_in_force
from balintrec.pathway.credentials import CONFERS, decisions_about
from balintrec.rules.relations import conferred_on_nobody, may_be_hidden
from balintrec.society import Society


def policy_on(society: Society, day: date) -> Policy | None:
    """The policy of the society's entry credential that was in force on a day.

    None where there is none, and where a policy cannot be read: it might have been the one.
    """
    key = ("policy on", day)
    if key not in society.memo:
        society.memo[key] = _policy_on(society, day)
    return society.memo[key]  # type: ignore[return-value]


def _policy_on(society: Society, day: date) -> Policy | None:
    if not society.policies or any(file.kind == "policies" for file in society.broken):
        return None
    oldest = min(society.policies.values(), key=lambda policy: (policy.effective, policy.id))
    return policy_in_force(society, oldest.credential, day)


def none_holds(society: Society, people: Iterable[str], credentials: tuple[str, ...], day: date) -> bool:
    """Whether the records show that none of these people held one of the credentials on a day."""
    people = tuple(people)
    if any(holds(society, person, credentials, day) for person in people):
        return False
    return not any(_unclear(society, person) for person in people)


def _unclear(society: Society, person: str) -> bool:
    # A grant may name neither credential nor end; they then come from the application or the person's policy.
    hidden = may_be_hidden(society, ("decisions", "applications"), person)
    # A credential that no policy speaks of is misspelt, and a decision about nobody is about somebody after all.
    policies = society.policies.values()
    known = {word for one in policies for word in (one.credential, *one.leads, *one.supervises)}
    conferred = {one.credential for one in decisions_about(society, person) if one.kind in CONFERS}
    odd = any(word and did_you_mean(word, known) for word in conferred - known)
    return hidden or odd or person not in society.members or conferred_on_nobody(society)
