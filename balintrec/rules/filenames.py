"""Rules on the names of files: what a name says of the day, the person and the kind agrees with the record.

Any id will do. But one that begins with a day, or names a person, says something, and most often the record was
started as a copy of another. Sessions, events and supervisions have rules of their own for the day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import get_args

from balintrec.finding import Fault
from balintrec.model import Attestation, Decision, Event, Record, Session, Supervision
from balintrec.rules.known import ATTESTATIONS
from balintrec.rules.placing import DAY, misfiled
from balintrec.rules.rule import at, fault, warning
from balintrec.society import Society


@warning("NAM001", "day-in-name-disagrees")
def day_disagrees(society: Society, on: date) -> Iterator[Fault]:
    """The day in a file's name is not the day of the record.

    Where a name begins with a day, it is that of the record, and a folder that is a year holds records of that year.

    Wrong:
        # records/attestations/2025-11-03-sana-malik-fee.md
        kind: fee
        member: sana-malik
        date: 2025-03-11
    Right:
        # records/attestations/2025-11-03-sana-malik-fee.md
        kind: fee
        member: sana-malik
        date: 2025-11-03
    """
    for record in society.all():
        if record.dated and not isinstance(record, Session | Event | Supervision):
            yield from misfiled(record, getattr(record, record.dated), record.dated)


@warning("NAM002", "person-in-name-disagrees")
def person_disagrees(society: Society, on: date) -> Iterator[Fault]:
    """A file's name or folder speaks of a person or a group whom the record does not name.

    Most often the record was copied from another's, and either the name or the key was not changed.

    Wrong:
        # records/attestations/2025-11-03-ayesha-khan-fee.md
        kind: fee
        member: sana-malik
        date: 2025-11-03
    Right:
        # records/attestations/2025-11-03-sana-malik-fee.md
        kind: fee
        member: sana-malik
        date: 2025-11-03
    """
    for record in society.all():
        if not (key := record.about):
            continue
        kind = "groups" if key == "group" else "members"
        named = set(_named(record))
        if not society.known(kind, next(iter(_named(record)))):
            continue  # of an id that nobody knows another rule speaks
        who = next((one for one in _in_path(society, kind, record) if one not in named), None)
        if who:
            message = f'the file\'s name or folder says "{who}", whom the record does not name'
            remedy = "correct the record, or give the file its right name and folder"
            yield fault(at(record, key), message, remedy)


def _named(record: Record) -> Iterator[str]:
    """Whom or what a record is about, and who made it: a file may well be named by either."""
    if isinstance(record, Supervision):
        yield from (*record.supervisees, record.supervisor)
    for key in ("group", "member", "by", "referee"):
        if isinstance(named := vars(record).get(key), str):
            yield named


def _in_path(society: Society, kind: str, record: Record) -> Iterator[str]:
    """The person or group that stands in the name after the day, and those that are folders."""
    _, _, *folders, _ = record.path.split("/")
    written = DAY.match(record.id)
    words = record.id[written.end() :].split("-") if written else []
    starts = ("-".join(words[:length]) for length in range(len(words), 0, -1))
    known = society.records[kind]
    yield from [one for one in starts if one in known][:1]
    yield from (one for one in folders if one in known)


@warning("NAM003", "kind-in-name-disagrees")
def kind_disagrees(society: Society, on: date) -> Iterator[Fault]:
    """A file's name ends with another kind than the record has.

    Wrong:
        # records/assessments/2024-07-02-bilal-ahmed-report.md
        kind: observation
        member: bilal-ahmed
        by: nadia-iqbal
        date: 2024-07-02
        verdict: ready
    Right:
        # records/assessments/2024-07-02-bilal-ahmed-report.md
        kind: report
        member: bilal-ahmed
        by: nadia-iqbal
        date: 2024-07-02
        verdict: ready
    """
    for record in society.all():
        if not (kinds := _kinds(record)):
            continue
        said = [kind for kind in kinds if record.id.endswith(f"-{kind}")]
        if said and vars(record)["kind"] not in said:
            message = f"the file's name says {said[0]}, but the kind is another"
            yield fault(at(record, "kind"), message, f"correct the kind, or the name of the file: {said[0]}")


def _kinds(record: Record) -> tuple[str, ...]:
    """The kinds of which a record has one; an event is called as people call it."""
    if isinstance(record, Decision) and record.kind in ("refuse", "defer"):
        return ()  # a file may be named by what was refused
    return _kinds_of(type(record))


@cache
def _kinds_of(model: type[Record]) -> tuple[str, ...]:
    if model is Attestation:
        return ATTESTATIONS
    field = model.model_fields.get("kind")
    return get_args(field.annotation) if field and model not in (Event, Session) else ()


RULES = (day_disagrees, person_disagrees, kind_disagrees)
