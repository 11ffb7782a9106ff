"""Rules on the minute of a decision: its day, its reason, the certificate's number, and keys that mean something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from balintrec.finding import Fault, Place
from balintrec.model import Decision
from balintrec.names import quoted
from balintrec.pathway.credentials import CONFERS, ENDS, NAMES_A_POLICY
from balintrec.rules.rule import at, error, fault, warning
from balintrec.society import Society

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
def number_used_twice(society: Society, on: date) -> Iterator[Fault]:
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
            message = f'decision "{earlier.id}" has the same number of a certificate'
            remedy = "give this certificate its own number, on paper too"
            yield fault(at(decision, "number"), message, remedy, (at(earlier, "number"), "the earlier one"))


@error("DEC018", "reason-missing")
def reason_missing(society: Society, on: date) -> Iterator[Fault]:
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
            message = f"a decision of kind {decision.kind} needs a reason"
            yield fault(at(decision, "kind"), message, "add a line reason: in a few words")


@warning("DEC019", "meaningless-key")
def meaningless_key(society: Society, on: date) -> Iterator[Fault]:
    """A decision has a key that means nothing for its kind, or beside its other keys.

    Whoever wrote it meant something by it. So a waiver or a recognition with a key that narrows others (`due`,
    `amount`, `months`, `period`) is not about the whole requirement, and what a decision gives ends with its `until` or
    its `period`, whatever the kind. An `amount` and `months` are recognised of a requirement; a credential is held, or
    it is not.

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
            message = f"{', '.join(keys)} has no meaning for a decision of kind {decision.kind}"
            yield fault(Place(decision.path, (keys[0],), of_key=True), message, _instead(decision, keys))
        keys = _given(decision, ("amount", "months"))
        if keys and decision.kind == "recognise" and decision.credential and not decision.requirement:
            message = f"{', '.join(keys)} has no meaning where a credential is recognised and no requirement"
            remedy = (
                "name the requirement that it is for, by the minute, or ask the committee for a new decision"
            )
            yield fault(Place(decision.path, (keys[0],), of_key=True), message, remedy)


def _given(decision: Decision, keys: Iterable[str]) -> list[str]:
    return [key for key in keys if getattr(decision, key) is not None]


def _instead(decision: Decision, keys: list[str]) -> str:
    """What to do about keys without a meaning; what narrows the decision is never deleted."""
    if decision.kind == "leave" and "until" in keys:
        return "write the last day of a leave as the to of its period"
    narrows = [key for key in keys if key in NARROWS.get(decision.kind, ())]
    key = (narrows or keys)[0]
    alone = f"{key} is for {quoted(MEANT_FOR[key]).replace(' or ', ' and ')} alone"
    if narrows:
        return f"correct the kind or the key by the minute, or ask the committee for a new decision: {alone}"
    return f"delete it, if the kind is that of the minute: {alone}"


@error("DEC020", "decision-in-the-future")
def in_the_future(society: Society, on: date) -> Iterator[Fault]:
    """A decision is dated later than today.

    Wrong:
        # records/decisions/2026-03-05-bilal-ahmed-grant.md
        date: 2126-03-05
    Right:
        # records/decisions/2026-03-05-bilal-ahmed-grant.md
        date: 2026-03-05
    """
    for decision in society.decisions.values():
        if decision.date > on:
            message = f"decided on {decision.date}, which is in the future"
            yield fault(at(decision, "date"), message, "correct the day: enter a decision once it is taken")


@error("DEC021", "ends-before-it-begins")
def ends_early(society: Society, on: date) -> Iterator[Fault]:
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
            message = f"this ends on {decision.until}, before it begins on {decision.date}"
            yield fault(
                at(decision, "until"),
                message,
                "correct one of the two days",
                (at(decision, "date"), "its day"),
            )


RULES = (number_used_twice, reason_missing, meaningless_key, in_the_future, ends_early)
