"""All tables of a society: records, lists, standings, register, files that cannot be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from balintrec.document import parse
from balintrec.io.export.columns import (
    Cell,
    Column,
    Link,
    RecordTable,
    Table,
    Type,
    record_tables,
    shown_name,
)
from balintrec.model import Member, Record
from balintrec.pathway import Outcome, Standing, standing
from balintrec.society import Loaded, Society
from balintrec.society.files import locate
from balintrec.society.load import Progress
from balintrec.source import Entry, Source, Unreadable
from balintrec.views.phrases import well_formed
from balintrec.views.redaction import without_address
from balintrec.views.register import latin
from balintrec.views.register import register as entries

Bodies = dict[str, dict[str, str]]
"""By kind, then by id: the text below the front matter."""


def bodies(society: Society, source: Source, kinds: Collection[str]) -> Bodies:
    """The texts of the records of these kinds (folders), read again: a society keeps only their digests."""
    return {kind: dict(_bodies(society, source, kind)) for kind in kinds}


def _bodies(society: Society, source: Source, kind: str) -> Iterator[tuple[str, str]]:
    about = [society.about] if society.about else []
    for record in society.records[kind].values() if kind else about:
        try:
            yield record.id, parse(source.read(record.path)).body
        except Unreadable:  # it was there a moment ago
            continue


def without_addresses(table: Table) -> Table:
    """The same table with every e-mail address, wherever somebody has written one, replaced by a remark."""
    return table._replace(rows=tuple(tuple(map(_without, row)) for row in table.rows))


def _without(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return without_address(cell)
    return tuple(map(without_address, cell)) if isinstance(cell, tuple) else cell


def encodable(table: Table) -> Table:
    """The same table with the bytes of odd file names written out, so that it can be told in UTF-8."""
    return table._replace(rows=tuple(tuple(map(_encodable, row)) for row in table.rows))


def _encodable(cell: Cell) -> Cell:
    return well_formed(cell) if isinstance(cell, str) and not cell.isascii() else cell


_STANDING_COLUMNS = (
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
    return Table("standings", _STANDING_COLUMNS, tuple(rows), ("member", "position"))


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


VERSION = 2
"""Of the tables: their names and columns."""
STANDINGS = "standings"
"""The one table that takes long: every member is judged for it."""
_EXPORT = (Column("society"), Column("on", Type.DAY), Column("version", Type.COUNT))


class Included(NamedTuple):
    """What is exported only if it is asked for by name."""

    bodies: Bodies | None = None
    contacts: bool = False


def table_names(*, contacts: bool = False) -> tuple[str, ...]:
    """The names of all tables, in order."""
    names = [
        name
        for record_table in record_tables(contacts=contacts)
        for name in (record_table.name, *(one.name for one in record_table.links))
    ]
    return (*names, STANDINGS, "register", "unread", "export")


def tables(
    loaded: Loaded,
    on: date,
    included: Included = Included(),  # noqa: B008  # a value that never changes
    *,
    only: Collection[str] = (),
    progress: Progress | None = None,
) -> tuple[Table, ...]:
    """The tables of a society as of a day, all or those named; ``progress`` hears how many members are judged.

    What is not named is not computed. Rows are in order of id, those of lists in order of id and place.
    """
    society = loaded.society
    computed: dict[str, Callable[[], Table]] = {
        STANDINGS: lambda: standings(judged(society, on, progress)),
        "register": lambda: register(society, on),
        "unread": lambda: unread(loaded),
        "export": lambda: _export(society, on),
    }
    wanted = [
        *_recorded(society, on, included, only),
        *(make() for name, make in computed.items() if _is(name, only)),
    ]
    if not included.contacts:
        wanted = [without_addresses(one) for one in wanted]
    return tuple(map(encodable, wanted))


def _is(name: str, only: Collection[str]) -> bool:
    return not only or name in only


def _recorded(society: Society, on: date, included: Included, only: Collection[str]) -> Iterator[Table]:
    for record_table in record_tables(contacts=included.contacts):
        records = list(_records(society, record_table))
        if _is(record_table.name, only):
            yield _main(
                record_table, records, on, (included.bodies or {}).get(record_table.model.kind_folder)
            )
        for link in record_table.links:
            if _is(link.name, only):
                yield _linked(record_table, link, records)


def _records(society: Society, record_table: RecordTable) -> Iterator[Record]:
    if record_table.model.kind_folder:
        yield from society.records[record_table.model.kind_folder].values()
    elif society.about:
        yield society.about


def _main(record_table: RecordTable, records: list[Record], on: date, bodies: dict[str, str] | None) -> Table:
    columns = (Column("id"), *(column for column, _ in record_table.columns), Column("path"))
    getters = [getter for _, getter in record_table.columns]
    rows: list[tuple[Cell, ...]] = [(one.id, *(get(one, on) for get in getters), one.path) for one in records]
    if bodies is not None:
        columns = (*columns, Column("body"))
        rows = [(*row, bodies.get(one.id)) for row, one in zip(rows, records, strict=True)]
    return Table(record_table.name, columns, tuple(rows))


def _linked(record_table: RecordTable, link: Link, records: list[Record]) -> Table:
    owner = Column(record_table.model.noun, refers=record_table.name)
    rows = tuple(
        (record.id, position, *cells)
        for record in records
        for position, cells in enumerate(link.rows(record), 1)
    )
    columns = (owner, Column("position", Type.COUNT), *link.columns)
    return Table(link.name, columns, rows, (owner.name, "position"), record_table.name)


def _export(society: Society, on: date) -> Table:
    name = shown_name(society.about.name) if society.about else None
    return Table("export", _EXPORT, ((name, on, VERSION),), ("on",))
