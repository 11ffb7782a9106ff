"""The applications and decisions that a change brings, and what the records say of them on their own day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from balintrec.model import Application, Decision
from balintrec.pathway import Standing, standing
from balintrec.pathway.credentials import CONFERS, credential_of
from balintrec.review.review import ApplicationSeen, DecisionSeen, RecordChange
from balintrec.rules.requirements import judged_by
from balintrec.society import Society

R = TypeVar("R", Application, Decision)
_BROUGHT = ("added", "changed", "readable")


def applications(head: Society, records: Iterable[RecordChange]) -> tuple[ApplicationSeen, ...]:
    """Every application that is new or says something else, with the outcome of every requirement on its day."""
    return tuple(
        ApplicationSeen(status, one, _on_the_day(head, one, one.credential))
        for status, one in _brought(records, Application)
    )


def decisions(head: Society, records: Iterable[RecordChange]) -> tuple[DecisionSeen, ...]:
    """Every decision that is new or says something else; with one that grants, whether the records bear it out."""
    found = []
    for status, one in _brought(records, Decision):
        credential = credential_of(head, one) if one.kind in CONFERS and one.kind != "recognise" else None
        found.append(DecisionSeen(status, one, _on_the_day(head, one, credential) if credential else None))
    return tuple(found)


def _brought(records: Iterable[RecordChange], kind: type[R]) -> Iterator[tuple[str, R]]:
    for change in records:
        if change.told and change.status in _BROUGHT and isinstance(change.after, kind):
            yield ("changed" if change.status == "changed" else "added"), change.after


def _on_the_day(society: Society, paper: Application | Decision, credential: str) -> Standing | None:
    member = society.members.get(paper.member)
    policy = judged_by(society, paper, credential)
    return standing(society, member, paper.date, policy) if member and policy else None
