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
from balintrec.pathway.activities import Exact, fitting, roster_sessions
from balintrec.pathway.attestations import attested
from balintrec.pathway.context import Case, Recognised
from balintrec.pathway.documents import applications
from balintrec.pathway.statements import POSITIVE, about, author_refused, kind_of


def alike(requirement: Requirement) -> object:
    """Equal for requirements on which the same records bear: `bearing` looks at no more of most."""
    if isinstance(requirement, AllOf | AnyOf):
        return id(requirement)
    return type(requirement), isinstance(requirement, Practice) and any(one.of for one in requirement.share)


def record_days(case: Case, requirement: Requirement) -> set[date]:
    """The days of all records that can change a requirement's status."""
    if isinstance(requirement, Statement):
        # What its author and the member did together matters up to the day of the paper, and is known on that day.
        return {one.date for one in (*case.decisions, *about(case))}
    return {day for day, _ in bearing(case, requirement)}


def lasts(requirement: Requirement) -> bool:
    """Whether nothing that is done later can undo it once it is met, but only a decision, or a stage before."""
    return (
        isinstance(requirement, Practice)
        and requirement.within is None
        and not requirement.share
        and (requirement.each is None or requirement.span is not None)
    )


def bearing(case: Case, requirement: Requirement) -> Iterator[tuple[date, Record | str]]:
    """Every record that can change a requirement's status, or its ref, with its day."""
    society, own = case.society, case.member.id
    yield from ((one.date, one) for one in case.decisions)
    if isinstance(requirement, Practice | Writing | Statement):
        yield from ((activity.day, activity) for activity, _ in case.activities)
    if isinstance(requirement, Writing | Statement | DocumentCited):
        yield from ((one.date, one) for one in about(case))
    match requirement:
        case Practice() if any(share.of for share in requirement.share):
            yield from ((day, ref) for day, ref, _ in roster_sessions(case))
        case Writing():
            yield from ((one.written, one) for one in society.where(Reflection, "member", own))
        case DocumentCited():
            yield from ((one.date, one) for one in society.where(Application, "member", own))
            yield from ((one.written, one) for one in society.where(Reference, "member", own))
        case AttestationOf():
            yield from ((one.date, one) for one in society.where(Attestation, "member", own))
        case AllOf() | AnyOf():
            for part in requirement.requires:
                yield from bearing(case, part)
        case Membership() | Practice() | Statement():
            pass  # as above
        case _:
            assert_never(requirement)


def enough_on(case: Case, requirement: Practice, first: date, known: date, recognised: Recognised) -> date:
    """The first day on which what counts from `first` on can be enough, whatever else is asked; NEVER: not by `known`.

    Nothing is taken away here for leave or a window: with them it can only be later.
    """
    wanted = (requirement.at_least or 0) - recognised.amount
    span = max((requirement.span or 0) - recognised.months, 0)
    if wanted <= 0 and not span:
        return first
    days, found = fitting(case, requirement)
    key = ("amounts", id(requirement))
    if key not in case.memo:
        case.memo[key] = tuple(accumulate((one.amount for one in found), initial=0))
    amounts: tuple[Exact, ...] = case.memo[key]  # type: ignore[assignment]
    place = begin = bisect_left(days, first)
    if wanted > 0:
        place = bisect_left(amounts, amounts[begin] + wanted, begin + 1) - 1
    if place < len(days) and span:
        place = max(place, bisect_left(days, add_months(days[begin], span)))
    return days[place] if place < len(days) and days[place] <= known else NEVER


def written_on(case: Case, requirement: Statement | DocumentCited | AttestationOf) -> list[date]:
    """The days of the papers that may count, in order: a paper that is dated later can count no sooner.

    For a document they are those of the applications that may cite it. Kept with the case.
    """
    key = ("written on", id(requirement))
    if key not in case.memo:
        case.memo[key] = sorted(_days(case, requirement))
    days: list[date] = case.memo[key]  # type: ignore[assignment]
    return days


def _days(case: Case, requirement: Statement | DocumentCited | AttestationOf) -> Iterator[date]:
    match requirement:
        case Statement():
            for paper in about(case):
                wanted = kind_of(paper) in requirement.of and paper.verdict in POSITIVE
                if wanted and not author_refused(case, requirement.by, paper.by, paper.date):
                    yield paper.date
        case DocumentCited():
            yield from (one.date for one in applications(case))
        case AttestationOf():
            yield from (one.date for one in attested(case, requirement.of))
