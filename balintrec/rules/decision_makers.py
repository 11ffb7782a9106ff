"""Rules on who decides: enough of the committee, nobody on their own case, nobody who supervised the candidate."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.finding import Fault, Key
from balintrec.model import Decision, Reference
from balintrec.names import article, did_you_mean
from balintrec.pathway.requirements.statement import is_referee
from balintrec.rules.known import COMMITTEE
from balintrec.rules.meant import by_name
from balintrec.rules.relations import are_members, supervised
from balintrec.rules.rule import at, error, fault, warning
from balintrec.society import Society

__all__ = ["COMMITTEE", "RULES"]

ON_A_CANDIDATE = ("grant", "refuse", "defer", "renew", "waive", "recognise")
"""The decisions that judge what somebody has done."""


@error("DEC006", "no-quorum")
def no_quorum(society: Society, on: date) -> Iterator[Fault]:
    """A decision was taken with fewer of the committee than society.md asks for.

    Who stood aside is present but does not vote. Committee and quorum are those of the day of the decision: whoever
    was on the committee then stays in society.md, with the last day. The decision takes effect all the same: it is for
    the committee to take it again, or to mend the minute.

    Wrong:
        # records/decisions/2026-03-05-bilal-ahmed-grant.md
        present: [nadia-iqbal, omar-farooq]
        recused: [nadia-iqbal]
    Right:
        # records/decisions/2026-03-05-bilal-ahmed-grant.md
        present: [nadia-iqbal, omar-farooq, hina-raza]
        recused: [nadia-iqbal]
    """
    about = society.about
    if not about or any(term.inverted for term in about.terms):
        return
    for decision in society.decisions.values():
        quorum, committee = about.quorum_on(decision.date), about.committee_on(decision.date)
        if decision.by != COMMITTEE or not quorum or (about.committee_ and quorum > len(committee)):
            continue  # a quorum that cannot be had is the one to mend
        voting = set(decision.present) - set(decision.recused)
        if about.committee_:
            voting &= set(committee)
        # An id that nobody knows is another rule's finding: it may be one of the committee.
        unknown = sum(not society.known("members", one) for one in decision.present)
        if len(voting) + unknown < quorum:
            message = f"the quorum is {quorum}, and {len(voting)} of the committee voted"
            remedy = "add under present: who else was there, or take the decision again with enough members"
            others = [one for one in decision.present if about.committee_ and one not in committee]
            if others:
                remedy = f"{_was_on_it(others[0], decision)}; or {remedy}"
            yield fault(at(decision, "present"), message, remedy, (at(about, "quorum"), "the quorum"))


def _was_on_it(person: str, decision: Decision) -> str:
    """What to do for somebody who is not on the committee any more, or not yet."""
    days = f"{{member: {person}, from: DAY, to: DAY}}"
    return (
        f"if {person} was on the committee on {decision.date}, let society.md say from when to when: {days}"
    )


@error("DEC007", "unknown-decider")
def unknown_decider(society: Society, on: date) -> Iterator[Fault]:
    """A decision is neither by the committee nor by a known person.

    Wrong:
        # records/decisions/2026-03-05-bilal-ahmed-grant.md
        by: comittee
    Right:
        # records/decisions/2026-03-05-bilal-ahmed-grant.md
        by: committee
    """
    for decision in society.decisions.values():
        if decision.by != COMMITTEE and not society.known("members", decision.by):
            meant = did_you_mean(decision.by, (COMMITTEE,)) or by_name(society, "members", decision.by)
            meant = meant or did_you_mean(decision.by, society.members)
            remedy = (
                f'did you mean "{meant}"?'
                if meant
                else "write committee, or the id of the member who decided"
            )
            yield fault(at(decision, "by"), "this is neither the committee nor a known member", remedy)


@warning("DEC008", "decider-not-on-committee")
def not_on_committee(society: Society, on: date) -> Iterator[Fault]:
    """One person decided who was not on the committee that day.

    Whoever was on it then stays in society.md, with the last day.

    Wrong:
        # records/decisions/2025-06-01-sana-malik-leave.md
        kind: leave
        member: sana-malik
        date: 2025-06-01
        by: ayesha-khan
        reason: parental leave
        period: {from: 2025-06-01, to: 2025-08-31}
    Right:
        # records/decisions/2025-06-01-sana-malik-leave.md
        kind: leave
        member: sana-malik
        date: 2025-06-01
        by: omar-farooq
        reason: parental leave
        period: {from: 2025-06-01, to: 2025-08-31}
    """
    about = society.about
    if not about or not about.committee_ or any(term.inverted for term in about.terms):
        return
    for decision in society.decisions.values():
        if decision.by in society.members and decision.by not in about.committee_on(decision.date):
            message = f'"{decision.by}" was not on the committee on {decision.date}'
            remedy = f"correct who decided; {_was_on_it(decision.by, decision)}"
            yield fault(at(decision, "by"), message, remedy)


@error("DEC009", "decides-own-case")
def own_case(society: Society, on: date) -> Iterator[Fault]:
    """Somebody decides on their own case.

    Who stood aside is named under recused.

    Wrong:
        # records/decisions/2021-06-01-omar-farooq-recognise.md
        recused: []
    Right:
        # records/decisions/2021-06-01-omar-farooq-recognise.md
        recused: [omar-farooq]
    """
    for decision in society.decisions.values():
        for key, person in _deciding(decision) if are_members(society, *decision.recused) else ():
            if person == decision.member:
                message = f'"{person}" decides on their own case'
                yield fault(
                    at(decision, *key), message, "add them under recused:, or let somebody else decide"
                )
                break


@error("DEC010", "not-recused")
def not_recused(society: Society, on: date) -> Iterator[Fault]:
    """A supervisor or a referee of the candidate decides on them.

    They have given their word already, and so stand aside. This holds for every decision that judges what somebody
    has done, and for those who supervised or wrote on or before its day.

    Wrong:
        # records/decisions/2026-03-05-bilal-ahmed-grant.md
        recused: []
    Right:
        # records/decisions/2026-03-05-bilal-ahmed-grant.md
        recused: [nadia-iqbal]
    """
    letters: dict[str, list[Reference]] = {}
    for letter in society.references.values():
        letters.setdefault(letter.member, []).append(letter)
    for decision in society.decisions.values():
        if decision.kind not in ON_A_CANDIDATE:
            continue
        if not are_members(society, *decision.recused):
            continue
        about = [one for one in letters.get(decision.member, ()) if one.written <= decision.date]
        for key, person in _deciding(decision):
            relation = _relation(society, decision, person, about)
            if relation and person != decision.member:
                message = f'"{person}" is {article(relation)} of "{decision.member}", and did not stand aside'
                yield fault(at(decision, *key), message, "add them under recused:, if they did not vote")


def _deciding(decision: Decision) -> Iterator[tuple[Key, str]]:
    """Who took part in a decision without standing aside, each person once."""
    named: dict[str, Key] = {}
    for number, person in enumerate(decision.present):
        named.setdefault(person, ("present", number))
    if decision.by != COMMITTEE:
        named.setdefault(decision.by, ("by",))
    # Who decides alone on their own case cannot stand aside.
    alone = decision.by if decision.by == decision.member else None
    return ((key, who) for who, key in named.items() if who not in decision.recused or who == alone)


def _relation(society: Society, decision: Decision, person: str, letters: list[Reference]) -> str:
    """What somebody is to the candidate that keeps them from deciding."""
    if supervised(society, person, decision.member, decision.date):
        return "supervisor"
    member = society.members.get(person)
    return "referee" if member and any(is_referee(letter, member) for letter in letters) else ""


RULES = (no_quorum, unknown_decider, not_on_committee, own_case, not_recused)
