"""Who may lead and supervise on a day, as far as the records show it, and rules on those who may not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from balintrec.finding import Place, Problem
from balintrec.model import Policy
from balintrec.names import did_you_mean
from balintrec.pathway import holds, policy_in_force
from balintrec.pathway.credentials import CONFERS, decisions_about
from balintrec.pathway.requirements.statement import first_day_in_role
from balintrec.rules.rule import at, error, problem, warning
from balintrec.society import Society, SocietyIndex
from balintrec.wording.message import Value, joined, message


def policy_on(society: Society, day: date) -> Policy | None:
    """The policy of the society's entry credential that was in force on a day.

    None where there is none, and where a policy cannot be read: it might have been the one.
    """
    policies = society.derived(_Roles).policies
    if day not in policies:
        policies[day] = _policy_on(society, day)
    return policies[day]


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


def may_be_hidden(society: Society, kinds: tuple[str, ...], *ids: str) -> bool:
    """Whether a file of one of these kinds that cannot be read mentions all of these."""
    return any(file.kind in kinds and all(map(file.mentions, ids)) for file in society.broken)


def are_members(society: Society, *ids: str) -> bool:
    """Whether all of these are ids of members: of one that is misspelt it is another rule that speaks."""
    return society.all_known("members", ids)


def conferred_on_nobody(society: Society) -> bool:
    """Whether a decision confers a credential on somebody whose id nobody knows, and so might be anybody."""
    return society.derived(_Roles).conferred_on_nobody


class _Roles(SocietyIndex):
    def __init__(self, society: Society) -> None:
        super().__init__(society)
        self.policies: dict[date, Policy | None] = {}
        """The policy in force by day."""

    @cached_property
    def conferred_on_nobody(self) -> bool:
        conferring = (decision for decision in self.society.decisions.values() if decision.kind in CONFERS)
        return any(not self.society.known("members", decision.member) for decision in conferring)


def supervised(society: Society, supervisor: str, member: str, day: date) -> bool:
    """Whether somebody supervised a member on or before a day."""
    return first_day_in_role(society, member, "supervisor", supervisor) <= day


class _Acted(NamedTuple):
    """Who led or supervised on a day, and where the record says so."""

    place: Place
    people: tuple[str, ...]
    day: date


def _without_credential(
    society: Society, acted: Iterable[_Acted], credentials_in: Callable[[Policy], tuple[str, ...]]
) -> Iterator[tuple[Place, dict[str, Value]]]:
    """Where none of these people had a credential to do so, and the values of a message that says that.

    Where the policy names no such credential, nothing is said.
    """
    for place, people, day in acted:
        policy = policy_on(society, day)
        wanted = credentials_in(policy) if policy else ()
        if wanted and people and none_holds(society, people, wanted, day):
            yield place, {"who": joined(people), "date": day, "credential": joined(wanted, "or")}


def _led_without_credential(society: Society, led: Iterable[_Acted]) -> Iterator[Problem]:
    for place, values in _without_credential(society, led, lambda policy: policy.leads):
        said = message("%(who)s led on %(date)s without holding %(credential)s", **values)
        remedy = message("correct the leaders or the date; only the committee confers a credential")
        yield problem(place, said, remedy)


@error("SES003", "leader-not-accredited")
def leader_not_accredited(society: Society, on: date) -> Iterator[Problem]:
    """Nobody who led a session had a credential to lead on that day.

    The policy in force on the day says which credentials allow somebody to lead (`leads`); a decision confers
    one, and it may have been conferred later, have expired, or have been suspended. One leader who holds it is
    enough. Where the policy names none, or a decision about a leader cannot be read, nothing is reported.

    Wrong:
        # records/sessions/2024-03-12-lahore-tuesday.md
        leaders: [hina-raza]
    Right:
        # records/sessions/2024-03-12-lahore-tuesday.md
        leaders: [hina-raza, nadia-iqbal]
    """
    held = (session for session in society.sessions.values() if session.status == "held")
    return _led_without_credential(
        society, (_Acted(at(session, "leaders"), session.leaders, session.date) for session in held)
    )


@warning("EVT008", "event-leader-not-accredited")
def event_leader_not_accredited(society: Society, on: date) -> Iterator[Problem]:
    """An event counts as sessions, and nobody who led it had a credential to lead on that day.

    The policy in force on the event's last day says which credentials allow somebody to lead (`leads`). A
    leader from another society is recognised by a decision. Where no leader is recorded, nothing is reported.

    Wrong:
        # records/events/2024-10-05-intensive.md
        leaders: [hina-raza]
    Right:
        # records/events/2024-10-05-intensive.md
        leaders: [hina-raza, omar-farooq]
    """
    held = (event for event in society.events.values() if event.status == "held" and event.sessions)
    return _led_without_credential(
        society, (_Acted(at(event, "leaders"), event.leaders, event.day) for event in held)
    )


@error("SUP001", "supervisor-not-accredited")
def supervisor_not_accredited(society: Society, on: date) -> Iterator[Problem]:
    """A supervisor had no credential to supervise on that day.

    The policy in force on the day says which credentials allow somebody to supervise (`supervises`). Where it
    names none, or a decision about the supervisor cannot be read, nothing is reported.

    Wrong:
        # records/supervisions/2024-04-02-bilal-ahmed.md
        supervisor: hina-raza
    Right:
        # records/supervisions/2024-04-02-bilal-ahmed.md
        supervisor: nadia-iqbal
    """
    supervised = (
        _Acted(at(supervision, "supervisor"), (supervision.supervisor,), supervision.date)
        for supervision in society.supervisions.values()
    )
    for place, values in _without_credential(society, supervised, lambda policy: policy.supervises):
        said = message("%(who)s supervised on %(date)s without holding %(credential)s", **values)
        remedy = message("correct the supervisor or the date; only the committee confers a credential")
        yield problem(place, said, remedy)
