"""Where things stand: a person in a record, and a record's day in its file's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from balintrec.finding import Fault, Place
from balintrec.model import Period, Record
from balintrec.model.foreign_keys import references
from balintrec.rules.rule import at, fault

DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-|$)", re.ASCII)
"""The day with which an id begins."""
_YEAR = re.compile(r"(?:19|20|21)\d\d", re.ASCII)


def named(record: Record, person: str) -> Place:
    """Where a record names a person first; keys come in the order of roles."""
    for key, refers, who in references(record):
        if who == person and refers.kind == "members":
            return at(record, *key)
    return at(record)


def misfiled(record: Record, day: date, *key: str) -> Iterator[Fault]:
    """The fault of a record whose file's name says another day than its own, or whose folder another year."""
    written = DAY.match(record.id)
    if written and written[1] != str(day):
        message = f"the day is {day}, but the file's name says {written[1]}"
        rest = record.id[len(written[1]) :]
        yield fault(at(record, *key), message, f"correct the day, or rename the file to {day}{rest}.md")
        return
    year = _year_of(record.path.rpartition("/")[0])
    if year and year != str(day.year):
        message = f'the day is {day}, but the file stands in the folder "{year}"'
        remedy = f'correct the day, or move the file into a folder "{day.year}"'
        yield fault(at(record, *key), message, remedy)


@cache
def _year_of(folder: str) -> str:
    """The innermost year among the folders on the way, below that of the kind; empty where there is none."""
    _, _, *folders = folder.split("/")
    return next((name for name in reversed(folders) if _YEAR.fullmatch(name)), "")


def covers_what_is_to_come(record: Record, key: str, day: date, period: Period | None) -> Iterator[Fault]:
    """The fault of a text that is about days after its own."""
    if not period or (period.to and period.to < period.from_):
        return
    if day < period.from_:
        side, which, bound = "from", "beginning", period.from_
    elif period.to and day < period.to:
        side, which, bound = "to", "end", period.to
    else:
        return
    message = (
        f"{'written on' if key == 'written' else 'dated'} {day}, before the {which} of its period on {bound}"
    )
    related = (at(record, "period", side), f"the {which} of the period")
    yield fault(at(record, key), message, "correct the day or the period", related)
