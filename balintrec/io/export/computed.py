"""What is computed, as tables: where members stand, who holds what, and which files are no records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from balintrec.io.export.table import Cell, Column, Table, Type
from balintrec.model import Member
from balintrec.pathway import Outcome, Standing, standing
from balintrec.society import Loaded, Society
from balintrec.society.files import locate
from balintrec.society.load import Progress
from balintrec.source import Entry
from balintrec.views.register import latin
from balintrec.views.register import register as entries

STANDINGS = (
    Column("member", refers="members"),
    Column("position", Type.COUNT),
    Column("policy", refers="policies"),
    Column("stage"),
    Column("requirement"),
    Column("part_of"),
    Column("title"),
    Column("kind"),
    Column("desirable", Type.FLAG),
    Column("outcome"),
    Column("have", Type.AMOUNT),
    Column("need", Type.AMOUNT),
    Column("unit"),
    Column("due", Type.DAY),
    Column("met_on", Type.DAY),
    Column("lapses_on", Type.DAY),
    Column("next"),
)
REGISTER = (
    Column("member", refers="members"),
    Column("credential"),
    Column("name"),
    Column("from", Type.DAY),
    Column("until", Type.DAY),
    Column("state"),
    Column("since", Type.DAY),
    Column("number"),
    Column("decision", refers="decisions"),
    Column("membership_ended", Type.DAY),
)
UNREAD = (Column("path"), Column("kind"), Column("id"), Column("findings", Type.COUNT))


def inside(society: Society) -> list[Member]:
    """Who is on a pathway or may be: not the guests and referees from outside the society."""
    return [one for one in society.members.values() if one.belongs]


def judged(society: Society, on: date, progress: Progress | None = None) -> tuple[Standing, ...]:
    """Where everybody stands on a day; ``progress`` hears how many are judged, of how many."""
    members = inside(society)
    found = []
    for number, member in enumerate(members):
        if progress:
            progress(number, len(members))
        found.append(standing(society, member, on))
    return tuple(found)


def standings(found: Iterable[Standing]) -> Table:
    """A row a requirement of a member, each followed by the parts that it is made of."""
    rows: list[tuple[Cell, ...]] = []
    for one in found:
        lines = [line for outcome in one.outcomes() for line in _lines(outcome, None)]
        rows += [
            (one.member, number, one.policy, *_outcome(outcome, part_of))
            for number, (outcome, part_of) in enumerate(lines, 1)
        ]
    return Table("standings", STANDINGS, tuple(rows), ("member", "position"))


def _lines(outcome: Outcome, part_of: str | None) -> Iterator[tuple[Outcome, str | None]]:
    yield outcome, part_of
    for part in outcome.parts:
        yield from _lines(part, outcome.id.partition("/")[2])


def _outcome(outcome: Outcome, part_of: str | None) -> Iterator[Cell]:
    stage, _, requirement = outcome.id.partition("/")
    yield from (stage, requirement, part_of, outcome.title, outcome.kind, outcome.desirable)
    yield from (str(outcome.status), _number(outcome.have), _number(outcome.need), outcome.unit or None)
    yield from (outcome.due, outcome.met_on, outcome.lapses_on, outcome.next or None)


def _number(amount: Fraction | None) -> Fraction | int | None:
    return amount.numerator if amount is not None and amount.denominator == 1 else amount


def register(society: Society, on: date) -> Table:
    """Who holds or held which credential on a day, in the order of the register."""
    rows = tuple(
        (
            one.member,
            one.credential,
            latin(one.name),
            one.granted,
            one.until,
            str(one.state),
            one.since,
            one.number,
            one.decision,
            one.membership_ended,
        )
        for one in entries(society, on)
    )
    return Table("register", REGISTER, rows, ("member", "credential"))


def unread(loaded: Loaded) -> Table:
    """Every file below records/ that is no record, with how many findings there are about it."""
    told = Counter(one.location.path for one in loaded.findings)
    told.update(problem.place.path for _, problem in loaded.problems)
    read = {record.path for record in loaded.society.all()}
    paths = ({*told} | {file.path for file in loaded.society.broken}) - read
    rows = tuple((path, *_place(path), told[path]) for path in sorted(paths))
    return Table("unread", UNREAD, rows, ("path",))


def _place(path: str) -> tuple[str | None, str | None]:
    located = locate(Entry(path))
    return (located.kind or "society", located.id) if located.kind is not None else (None, None)
