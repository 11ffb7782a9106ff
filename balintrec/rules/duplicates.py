"""Rules on what was entered twice: one thing that happened is one record."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date

from balintrec.finding import Problem
from balintrec.model import AnyRecord, Group, Policy
from balintrec.rules.rule import at, problem, warning
from balintrec.society import Society
from balintrec.wording.message import Message, message


@warning("DUP001", "entered-twice")
def entered_twice(society: Society, on: date) -> Iterator[Problem]:
    """Two records of one kind say that the same thing happened on the same day.

    Each would count. Sessions, members and reflections have their own rules. Where there really were two, the
    committee can suppress the finding.

    Wrong:
        # records/supervisions/2024-04-02-bilal-ahmed-again.md
        date: 2024-04-02
        supervisor: nadia-iqbal
        supervisees: [bilal-ahmed]
    Right:
        # records/supervisions/2024-04-09-bilal-ahmed.md
        date: 2024-04-09
        supervisor: nadia-iqbal
        supervisees: [bilal-ahmed]
    """
    first: dict[Hashable, AnyRecord] = {}
    for record in society.all():
        identity = record.identity
        if identity is None:
            continue
        earlier = first.setdefault((record.kind_folder, identity), record)
        if earlier is not record:
            remedy = message("delete the one that was entered by mistake, or correct what differs")
            yield problem(
                at(record), _same(record, earlier), remedy, (at(earlier), message("the other record"))
            )


def _same(record: AnyRecord, earlier: AnyRecord) -> Message:
    if isinstance(record, Policy):
        return message(
            '"%(record)s" is another policy for the same credential from the same date', record=earlier.id
        )
    if isinstance(record, Group):
        return message('"%(record)s" is a group with the same name', record=earlier.id)
    return message('"%(record)s" is the same %(kind)s on the same date', record=earlier.id, kind=record.noun)
