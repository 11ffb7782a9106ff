"""Rules on the names of files: what a name says of the day, the person and the kind agrees with the record.

Any id will do. But one that begins with a day, or names a person, says something, and most often the record was
started as a copy of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import get_args

from balintrec.finding import Problem
from balintrec.model import Attestation, Decision, Event, Record, Session, Supervision
from balintrec.rules.rule import at, error, problem, warning
from balintrec.rules.vocabulary import ATTESTATIONS
from balintrec.society import Society
from balintrec.wording.message import message

DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-|$)", re.ASCII)
"""The day with which an id begins."""
_YEAR = re.compile(r"(?:19|20|21)\d\d", re.ASCII)


def _misfiled(record: Record, day: date, *key: str) -> Iterator[Problem]:
    """The problem of a record whose file name says another date than its own, or whose folder another year."""
    written = DAY.match(record.id)
    if written and written[1] != str(day):
        said = message("the date is %(date)s, but the file name says %(name)s", date=day, name=written[1])
        name = f"{day}{record.id[len(written[1]) :]}.md"
        yield problem(
            at(record, *key), said, message("correct the date, or rename the file to %(name)s", name=name)
        )
        return
    year = _year_of(record.path.rpartition("/")[0])
    if year and year != str(day.year):
        said = message(
            'the date is %(date)s, but the file is in the folder "%(folder)s"', date=day, folder=year
        )
        remedy = message('correct the date, or move the file to a folder "%(folder)s"', folder=str(day.year))
        yield problem(at(record, *key), said, remedy)


@cache
def _year_of(folder: str) -> str:
    """The innermost year among the folders on the way, below that of the kind; empty where there is none."""
    _, _, *folders = folder.split("/")
    return next((name for name in reversed(folders) if _YEAR.fullmatch(name)), "")


@error("SES001", "session-name-disagrees")
def session_name_disagrees(society: Society, on: date) -> Iterator[Problem]:
    """A session's file name, date and group do not agree.

    A session's file is named DATE-GROUP.md, with a word more where a group met twice that day (such as
    2024-03-12-lahore-tuesday-evening.md). So two people who enter the same session write the same file, and git
    shows it. A folder named by a year holds sessions of that year.

    Wrong:
        # records/sessions/2024-05-14-lahore-tuesday.md
        date: 2024-05-15
        group: lahore-tuesday
        leaders: [nadia-iqbal]
    Right:
        # records/sessions/2024-05-14-lahore-tuesday.md
        date: 2024-05-14
        group: lahore-tuesday
        leaders: [nadia-iqbal]
    """
    for session in society.sessions.values():
        written = DAY.match(session.id)
        if not written:
            said = message("the file name does not begin with the date of the session")
            remedy = message("rename the file to %(name)s", name=f"{session.date}-{session.group}.md")
            yield problem(at(session, "date"), said, remedy)
            continue
        yield from _misfiled(session, session.date, "date")
        rest = session.id[written.end() :]
        if society.known("groups", session.group) and _named_group(society, rest) != session.group:
            said = message(
                'the group is %(group)s, but the file name says "%(name)s"', group=session.group, name=rest
            )
            name = f"{written[1]}-{session.group}.md"
            remedy = message("correct the group, or rename the file to %(name)s", name=name)
            yield problem(at(session, "group"), said, remedy)


def _named_group(society: Society, rest: str) -> str:
    """The longest group id with which this text begins: lahore-tuesday rather than lahore."""
    words = rest.split("-")
    starts = ("-".join(words[:length]) for length in range(len(words), 0, -1))
    return next((start for start in starts if society.known("groups", start)), "")


@error("EVT001", "event-name-disagrees")
def event_name_disagrees(society: Society, on: date) -> Iterator[Problem]:
    """An event's file name and its first day do not agree.

    Where a file's name begins with a day, it is the first day of the event; a folder named by a year holds
    events that began in that year.

    Wrong:
        # records/events/2025-03-01-workshop.md
        name: Spring workshop
        kind: workshop
        period: {from: 2025-03-10}
    Right:
        # records/events/2025-03-01-workshop.md
        name: Spring workshop
        kind: workshop
        period: {from: 2025-03-01}
    """
    for event in society.events.values():
        yield from _misfiled(event, event.period.from_, "period", "from")


@error("SUP006", "supervision-name-disagrees")
def supervision_name_disagrees(society: Society, on: date) -> Iterator[Problem]:
    """A supervision's file name and its date do not agree.

    Where a file's name begins with a day, it is the day of the supervision; a folder named by a year holds
    supervisions of that year.

    Wrong:
        # records/supervisions/2024-04-02-bilal-ahmed.md
        date: 2024-04-20
    Right:
        # records/supervisions/2024-04-02-bilal-ahmed.md
        date: 2024-04-02
    """
    for supervision in society.supervisions.values():
        yield from _misfiled(supervision, supervision.date, "date")


@warning("NAM001", "day-in-name-disagrees")
def day_disagrees(society: Society, on: date) -> Iterator[Problem]:
    """The date in a file's name is not the date of the record.

    Where a name begins with a day, it is that of the record, and a folder named by a year holds records of that
    year.

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
            yield from _misfiled(record, getattr(record, record.dated), record.dated)


@warning("NAM002", "person-in-name-disagrees")
def person_disagrees(society: Society, on: date) -> Iterator[Problem]:
    """A file's name or folder names a person or a group that the record does not name.

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
        who = next((id for id in _in_path(society, kind, record) if id not in named), None)
        if who:
            said = message(
                'the file name or folder says "%(name)s", which the record does not name', name=who
            )
            remedy = message("correct the record, or rename or move the file")
            yield problem(at(record, key), said, remedy)


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
def kind_disagrees(society: Society, on: date) -> Iterator[Problem]:
    """A file's name ends with another kind than that of the record.

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
        kind = vars(record)["kind"]
        if said and kind not in said:
            disagrees = message(
                "the kind is %(kind)s, but the file name says %(name)s", kind=kind, name=said[0]
            )
            yield problem(at(record, "kind"), disagrees, message("correct the kind, or rename the file"))


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
