"""Rules on the minute of a decision: its day, its reason, the certificate's number, and keys that mean something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from balintrec.finding import Key, Place, Problem
from balintrec.model import Decision, Reference
from balintrec.names import did_you_mean
from balintrec.pathway.credentials import CONFERS, ENDS, NAMES_A_POLICY
from balintrec.pathway.requirements.statement import is_referee
from balintrec.rules.roles import are_members, supervised
from balintrec.rules.rule import at, error, problem, suggestion, warning
from balintrec.rules.vocabulary import COMMITTEE
from balintrec.society import Society
from balintrec.society.lookup import by_name
from balintrec.wording.message import NOTHING, Message, joined, message, plural

MEANT_FOR = {
    "application": ("grant", "refuse", "defer", "waive", "recognise", "renew"),
    "policy": NAMES_A_POLICY,
    "credential": (*CONFERS, *ENDS, "refuse", "defer"),
    "number": (*CONFERS, *ENDS),
    "certificate": ("grant",),
    "until": (*CONFERS, "suspend", "waive", "defer"),
    "requirement": ("waive", "recognise", "require"),
    "due": ("waive",),
    "amount": ("recognise",),
    "months": ("recognise",),
    "period": ("leave",),
}
"""The kinds of decision to which a key means something; the other keys are for all."""


NARROWS = {
    "waive": ("amount", "months", "period"),
    "recognise": ("due", "period"),
    "grant": ("period",),
    "renew": ("period",),
    "leave": ("until",),
}
"""Where such a key has no meaning it still keeps a decision from saying more: without it that would say more."""


@error("DEC017", "number-used-twice")
def number_used_twice(society: Society, on: date) -> Iterator[Problem]:
    """Two certificates have the same number.

    What renews or ends a credential may repeat the number of the same member's certificate.

    Wrong:
        # records/decisions/2021-06-01-omar-farooq-recognise.md
        number: PBS-2026-001
        # records/decisions/2026-03-05-bilal-ahmed-grant.md
        number: PBS-2026-001
    Right:
        # records/decisions/2021-06-01-omar-farooq-recognise.md
        number: PBS-2021-001
        # records/decisions/2026-03-05-bilal-ahmed-grant.md
        number: PBS-2026-001
    """
    first: dict[str, Decision] = {}
    for decision in sorted(society.decisions.values(), key=lambda one: (one.date, one.kind in ENDS, one.id)):
        if decision.number is None:
            continue
        earlier = first.setdefault(decision.number.casefold(), decision)
        again = decision.kind in ("grant", "recognise") or decision.member != earlier.member
        if earlier is not decision and again:
            said = message('decision "%(decision)s" has the same certificate number', decision=earlier.id)
            remedy = message("give this certificate its own number, on paper too")
            related = (at(earlier, "number"), message("the earlier decision"))
            yield problem(at(decision, "number"), said, remedy, related)


@error("DEC018", "reason-missing")
def reason_missing(society: Society, on: date) -> Iterator[Problem]:
    """A decision other than a grant gives no reason.

    Wrong:
        # records/decisions/2025-06-01-sana-malik-leave.md
        kind: leave
        member: sana-malik
        date: 2025-06-01
        by: committee
        present: [omar-farooq, hina-raza]
        period: {from: 2025-06-01, to: 2025-08-31}
    Right:
        # records/decisions/2025-06-01-sana-malik-leave.md
        kind: leave
        member: sana-malik
        date: 2025-06-01
        by: committee
        present: [omar-farooq, hina-raza]
        reason: parental leave
        period: {from: 2025-06-01, to: 2025-08-31}
    """
    for decision in society.decisions.values():
        if decision.kind != "grant" and decision.reason is None:
            said = message("a decision of kind %(kind)s needs a reason", kind=decision.kind)
            yield problem(at(decision, "kind"), said, message("add a line reason: with a few words"))


@warning("DEC019", "key-without-effect")
def meaningless_key(society: Society, on: date) -> Iterator[Problem]:
    """A decision has a key that has no effect for its kind, or beside its other keys.

    The author meant something by it. So a waiver or a recognition with a key that narrows others (`due`,
    `amount`, `months`, `period`) is not about the whole requirement, and what a decision gives ends with its
    `until` or its `period`, whatever the kind. An `amount` and `months` are recognised of a requirement; a
    credential is held, or it is not.

    Wrong:
        # records/decisions/2025-06-01-sana-malik-leave.md
        kind: leave
        member: sana-malik
        date: 2025-06-01
        by: committee
        present: [omar-farooq, hina-raza]
        reason: parental leave
        period: {from: 2025-06-01, to: 2025-08-31}
        until: 2025-08-31
    Right:
        # records/decisions/2025-06-01-sana-malik-leave.md
        kind: leave
        member: sana-malik
        date: 2025-06-01
        by: committee
        present: [omar-farooq, hina-raza]
        reason: parental leave
        period: {from: 2025-06-01, to: 2025-08-31}
    """
    for decision in society.decisions.values():
        keys = _given(decision, (key for key, kinds in MEANT_FOR.items() if decision.kind not in kinds))
        if keys:
            said = plural(
                "%(keys)s has no effect in a decision of kind %(kind)s",
                "%(keys)s have no effect in a decision of kind %(kind)s",
                len(keys),
                keys=joined(keys),
                kind=decision.kind,
            )
            yield problem(Place(decision.path, (keys[0],), of_key=True), said, _instead(decision, keys))
        keys = _given(decision, ("amount", "months"))
        if keys and decision.kind == "recognise" and decision.credential and not decision.requirement:
            said = plural(
                "%(keys)s has no effect where a credential is recognised and no requirement",
                "%(keys)s have no effect where a credential is recognised and no requirement",
                len(keys),
                keys=joined(keys),
            )
            remedy = message(
                "name the requirement, as the minutes have it, or ask the committee for a new decision"
            )
            yield problem(Place(decision.path, (keys[0],), of_key=True), said, remedy)


def _given(decision: Decision, keys: Iterable[str]) -> list[str]:
    return [key for key in keys if getattr(decision, key) is not None]


def _instead(decision: Decision, keys: list[str]) -> Message:
    """What to do about keys without an effect; what narrows the decision is never deleted."""
    if decision.kind == "leave" and "until" in keys:
        return message("write the last day of a leave under period:, as its to:")
    narrows = [key for key in keys if key in NARROWS.get(decision.kind, ())]
    key = (narrows or keys)[0]
    kinds = joined(MEANT_FOR[key])
    if narrows:
        return message(
            "correct the kind or the key, as the minutes have it, or ask the committee for a new decision: "
            "%(key)s is only for %(kinds)s",
            key=key,
            kinds=kinds,
        )
    return message(
        "delete it, if the minutes have this kind: %(key)s is only for %(kinds)s", key=key, kinds=kinds
    )


@error("DEC021", "ends-before-it-begins")
def ends_early(society: Society, on: date) -> Iterator[Problem]:
    """What a decision confers or waives ends before the day of the decision.

    Wrong:
        # records/decisions/2026-03-05-bilal-ahmed-grant.md
        until: 2021-03-05
    Right:
        # records/decisions/2026-03-05-bilal-ahmed-grant.md
        until: 2031-03-05
    """
    for decision in society.decisions.values():
        if decision.until and decision.until < decision.date:
            said = message(
                "this ends on %(end)s, before it begins on %(begin)s", end=decision.until, begin=decision.date
            )
            related = (at(decision, "date"), message("the date of the decision"))
            yield problem(at(decision, "until"), said, message("correct one of the two dates"), related)


ON_A_CANDIDATE = ("grant", "refuse", "defer", "renew", "waive", "recognise")
"""The decisions that judge what somebody has done."""


@error("DEC006", "no-quorum")
def no_quorum(society: Society, on: date) -> Iterator[Problem]:
    """A decision was taken by fewer members of the committee than the quorum in society.md.

    Members who are recused are present but do not vote. Committee and quorum are those of the date of the
    decision: former members stay in society.md, with their last day. The decision takes effect all the same:
    the committee decides again, or corrects the minutes.

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
        unknown = sum(not society.known("members", person) for person in decision.present)
        if len(voting) + unknown < quorum:
            said = plural(
                "%(num)s member of the committee voted; the quorum is %(quorum)s",
                "%(num)s members of the committee voted; the quorum is %(quorum)s",
                len(voting),
                quorum=quorum,
            )
            remedy = message("add under present: who else was there, or decide again with enough members")
            others = [person for person in decision.present if about.committee_ and person not in committee]
            help = joined((_was_on_it(others[0], decision), remedy), "; ") if others else remedy
            yield problem(at(decision, "present"), said, help, (at(about, "quorum"), message("the quorum")))


def _was_on_it(person: str, decision: Decision) -> Message:
    """What to do for somebody who is not on the committee any more, or not yet."""
    return message(
        "if %(person)s was on the committee on %(date)s, add the term to society.md: "
        "{member: %(person)s, from: DATE, to: DATE}",
        person=person,
        date=decision.date,
    )


@error("DEC007", "unknown-decider")
def unknown_decider(society: Society, on: date) -> Iterator[Problem]:
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
            said = message('"%(by)s" is neither the committee nor a known member', by=decision.by)
            remedy = message("write committee, or the id of the member who decided")
            yield problem(at(decision, "by"), said, suggestion(meant, remedy))


@warning("DEC008", "decider-not-on-committee")
def not_on_committee(society: Society, on: date) -> Iterator[Problem]:
    """The person who decided was not on the committee that day.

    Former members of the committee stay in society.md, with their last day.

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
            who = decision.by
            said = message('"%(by)s" was not on the committee on %(date)s', by=who, date=decision.date)
            remedy = joined((message("correct who decided"), _was_on_it(who, decision)), "; ")
            yield problem(at(decision, "by"), said, remedy)


@error("DEC009", "decides-own-case")
def own_case(society: Society, on: date) -> Iterator[Problem]:
    """Somebody decides on their own case.

    Members who did not vote are listed under recused.

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
                said = message('"%(person)s" decides on their own case', person=person)
                remedy = message("add them under recused:, or let somebody else decide")
                yield problem(at(decision, *key), said, remedy)
                break


@error("DEC010", "not-recused")
def not_recused(society: Society, on: date) -> Iterator[Problem]:
    """A supervisor or a referee of the candidate decides on them.

    They have already given their opinion, and so do not vote. This applies to every decision that judges what
    somebody has done, and to everybody who supervised or wrote on or before its date.

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
        about = [letter for letter in letters.get(decision.member, ()) if letter.written <= decision.date]
        for key, person in _deciding(decision):
            said = _partial(society, decision, person, about)
            if said and person != decision.member:
                yield problem(
                    at(decision, *key), said, message("add them under recused:, if they did not vote")
                )


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


def _partial(society: Society, decision: Decision, person: str, letters: list[Reference]) -> Message:
    """What somebody is to the candidate that keeps them from deciding."""
    if supervised(society, person, decision.member, decision.date):
        return message(
            '"%(person)s" is a supervisor of "%(member)s", but is not recused',
            person=person,
            member=decision.member,
        )
    member = society.members.get(person)
    if member and any(is_referee(letter, member) for letter in letters):
        return message(
            '"%(person)s" is a referee of "%(member)s", but is not recused',
            person=person,
            member=decision.member,
        )
    return NOTHING
