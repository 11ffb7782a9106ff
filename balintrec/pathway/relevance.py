"""Which records bear on a requirement; how soon enough of them are there, by counting alone; whether it then lasts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from itertools import accumulate
from typing import assert_never

from balintrec.dates import NEVER, add_months
from balintrec.model import Application, Attestation, Record, Reference, Reflection
from balintrec.model.policy import (
    AllOf,
    AnyOf,
    AttestationOf,
    DocumentCited,
    Membership,
    Practice,
    Requirement,
    Statement,
    Writing,
)
from balintrec.pathway.context import MemberContext, Recognised
from balintrec.pathway.requirements.attestation import attested
from balintrec.pathway.requirements.document import applications
from balintrec.pathway.requirements.practice.activities import Exact, fitting, roster_sessions
from balintrec.pathway.requirements.statement import POSITIVE, about, author_refused, kind_of


def alike(requirement: Requirement) -> object:
    """Equal for requirements on which the same records bear: `bearing` looks at no more of most."""
    if isinstance(requirement, AllOf | AnyOf):
        return id(requirement)
    return type(requirement), isinstance(requirement, Practice) and any(one.of for one in requirement.share)


def record_days(context: MemberContext, requirement: Requirement) -> set[date]:
    """The days of all records that can change a requirement's status."""
    if isinstance(requirement, Statement):
        # What its author and the member did together matters up to the day of the paper, and is known on that day.
        return {one.date for one in (*context.decisions, *about(context))}
    return {day for day, _ in relevant_records(context, requirement)}


def is_permanent(requirement: Requirement) -> bool:
    """Whether nothing that is done later can undo it once it is met, but only a decision, or a stage before."""
    return (
        isinstance(requirement, Practice)
        and requirement.within is None
        and not requirement.share
        and (requirement.each is None or requirement.span is not None)
    )


def relevant_records(context: MemberContext, requirement: Requirement) -> Iterator[tuple[date, Record | str]]:
    """Every record that can change a requirement's status, or its ref, with its day."""
    society, own = context.society, context.member.id
    yield from ((one.date, one) for one in context.decisions)
    if isinstance(requirement, Practice | Writing | Statement):
        yield from ((activity.day, activity) for activity, _ in context.activities)
    if isinstance(requirement, Writing | Statement | DocumentCited):
        yield from ((one.date, one) for one in about(context))
    match requirement:
        case Practice() if any(share.of for share in requirement.share):
            yield from ((day, ref) for day, ref, _ in roster_sessions(context))
        case Writing():
            yield from ((one.written, one) for one in society.where(Reflection, "member", own))
        case DocumentCited():
            yield from ((one.date, one) for one in society.where(Application, "member", own))
            yield from ((one.written, one) for one in society.where(Reference, "member", own))
        case AttestationOf():
            yield from ((one.date, one) for one in society.where(Attestation, "member", own))
        case AllOf() | AnyOf():
            for part in requirement.requires:
                yield from relevant_records(context, part)
        case Membership() | Practice() | Statement():
            pass  # as above
        case _:
            assert_never(requirement)


def earliest_possible(
    context: MemberContext, requirement: Practice, first: date, known: date, recognised: Recognised
) -> date:
    """The first day on which what counts from `first` on can be enough, whatever else is asked; NEVER: not by `known`.

    Nothing is taken away here for leave or a window: with them it can only be later.
    """
    wanted = (requirement.at_least or 0) - recognised.amount
    span = max((requirement.span or 0) - recognised.months, 0)
    if wanted <= 0 and not span:
        return first
    days, found = fitting(context, requirement)
    key = ("amounts", id(requirement))
    if key not in context.memo:
        context.memo[key] = tuple(accumulate((one.amount for one in found), initial=0))
    amounts: tuple[Exact, ...] = context.memo[key]  # type: ignore[assignment]
    place = begin = bisect_left(days, first)
    if wanted > 0:
        place = bisect_left(amounts, amounts[begin] + wanted, begin + 1) - 1
    if place < len(days) and span:
        place = max(place, bisect_left(days, add_months(days[begin], span)))
    return days[place] if place < len(days) and days[place] <= known else NEVER


def written_on(context: MemberContext, requirement: Statement | DocumentCited | AttestationOf) -> list[date]:
    """The days of the papers that may count, in order: a paper that is dated later can count no sooner.

    For a document they are those of the applications that may cite it. Kept with the case.
    """
    key = ("written on", id(requirement))
    if key not in context.memo:
        context.memo[key] = sorted(_days(context, requirement))
    days: list[date] = context.memo[key]  # type: ignore[assignment]
    return days


def _days(context: MemberContext, requirement: Statement | DocumentCited | AttestationOf) -> Iterator[date]:
    match requirement:
        case Statement():
            for paper in about(context):
                wanted = kind_of(paper) in requirement.of and paper.verdict in POSITIVE
                if wanted and not author_refused(context, requirement.by, paper.by, paper.date):
                    yield paper.date
        case DocumentCited():
            yield from (one.date for one in applications(context))
        case AttestationOf():
            yield from (one.date for one in attested(context, requirement.of))
