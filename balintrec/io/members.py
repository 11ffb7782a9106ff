"""A list of members, a society and answers, to the plan of an import. Pure: the command line reads and writes.

What a record says already is never written over: a file that says otherwise is answered with the place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from balintrec.document.edit import add_to_list, set_mapping, set_value
from balintrec.document.serialize import Emitted, Plain, front_matter
from balintrec.io.attendance import Cells, Place, RowResult
from balintrec.io.match import Matches, key_of, match_people, member_path, still_open
from balintrec.io.member_list import Claim, MemberOptions, Period, Row, member_rows, overlap
from balintrec.io.people import Found, People, Unclear
from balintrec.io.plan import NewFile, other_sheets, result_lines
from balintrec.io.review_file import GUEST, SKIP, Query, write_review
from balintrec.io.sheet import Sheet
from balintrec.model import Attestation, Member
from balintrec.names import fold
from balintrec.society import Society
from balintrec.source import RECORDS

_OTHERWISE = "the record has a different value and was left unchanged; correct the record or the file"
_FEE = "fee"
"""The kind of attestation of a fee."""


@dataclass(frozen=True, slots=True)
class MemberEdit:
    """Changes to the file of a member, each a text edit at a mark."""

    path: str
    names: Mapping[str, str] = field(default_factory=dict)
    """The name in every script, if one is added."""
    added: tuple[tuple[str, str | Mapping[str, Plain]], ...] = ()
    values: tuple[tuple[str, Plain], ...] = ()

    def apply(self, text: str) -> str:
        """The new text of the file. Raises `BalintrecError` where it cannot be edited line by line."""
        if self.names:
            text = set_mapping(text, "name", self.names)
        for key, value in self.added:
            text = add_to_list(text, key, value)
        for key, single in self.values:
            text = set_value(text, key, single)
        return text


@dataclass(frozen=True, slots=True)
class MemberSummary:
    """What became of every row and cell, and of the files."""

    rows: Mapping[RowResult, int]
    cells: Mapping[RowResult, int]
    lost: tuple[str, ...]
    """What was not read or not entered: the places, and why."""
    new_members: tuple[str, ...]
    changed: int
    fees: int
    queries: int
    """Rows of the review file without an answer."""
    answers: ClassVar[str] = "an id or name, new, or skip"
    """What can be answered in the review file."""

    @property
    def incomplete(self) -> bool:
        """Whether some cell holds something that does not come into the records, and nobody has said so."""
        return bool(self.lost)

    @property
    def nothing_entered(self) -> bool:
        """Whether nothing of the file could be entered."""
        return bool(self.lost) and not any(
            map(self.cells.get, (RowResult.ENTERED, RowResult.RECORDED, RowResult.REVIEW))
        )

    @property
    def made(self) -> str:
        """What was made of it, in a few words."""
        counted = ((len(self.new_members), "new"), (self.changed, "changed"), (self.fees, "fees"))
        return ", ".join(f"{count} {what}" for count, what in counted if count) or "nothing new"

    def text(self) -> str:
        """The table that is printed: rows and cells by their result, adding up, then what was made of them."""
        lines = [f"{sum(self.rows.values()):6}  rows in the file, of which", *result_lines(self.rows)]
        lines += [
            f"{sum(self.cells.values()):6}  cells with content, of which",
            *result_lines(self.cells),
        ]
        lines += [
            f"{number:6}  {what}"
            for number, what in (
                (len(self.new_members), "new members"),
                (self.changed, "changed members"),
                (self.fees, "fees recorded as attestations"),
            )
        ]
        lines += [f"not read: {line}" for line in self.lost]
        return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class MemberImport:
    """The whole plan. ``review`` is the text of the review file, None if there is nothing to put in it."""

    writes: tuple[NewFile | MemberEdit, ...]
    review: str | None
    summary: MemberSummary


def plan_members(
    sheet: Sheet, society: Society, options: MemberOptions, answers: Sequence[Query] = ()
) -> MemberImport:
    """What to write so that the records hold what a list says of members; ``answers`` are those of a review file.

    Raises `BalintrecError` where the sheet or the answers cannot be understood.
    """
    rows, cells = member_rows(sheet, society, options)
    found, matches = _who(rows, society, answers)
    files: dict[str, _File] = {}
    for row in rows:
        id = found[row.row]
        if isinstance(id, str) and id not in (SKIP, GUEST):
            files.setdefault(id, _File(id, society, matches)).take(row, cells)
        else:
            cells.set(_places(row), RowResult.REVIEW if isinstance(id, Unclear) else RowResult.SKIPPED)
    cells.close()
    queries = _queries(rows, found, matches, answers)
    writes = [write for file in files.values() for write in file.writes()]
    summary = MemberSummary(
        _counted(cells),
        cells.counts(),
        (*cells.lost(), *other_sheets(sheet)),
        tuple(sorted(matches.members)),
        sum(isinstance(write, MemberEdit) for write in writes),
        sum(len(file.fees) for file in files.values()),
        sum(not query.answer for query in queries),
    )
    review = write_review(queries) if queries or answers else None
    return MemberImport(tuple(sorted(writes, key=_by_kind)), review, summary)


def _by_kind(write: NewFile | MemberEdit) -> tuple[bool, str]:
    """Members before what names them."""
    return not write.path.startswith(f"{RECORDS}/members/"), write.path


def _places(row: Row) -> list[Place]:
    return [*row.who, *(place for claim in row.claims for place in claim.places)]


def _counted(cells: Cells) -> dict[RowResult, int]:
    counted: defaultdict[RowResult, int] = defaultdict(int)
    for kind in cells.rows().values():
        counted[kind] += 1
    return counted


def _who(rows: Sequence[Row], society: Society, answers: Sequence[Query]) -> tuple[dict[int, Found], Matches]:
    """Whom each row is about, and what had to be decided for that."""
    people = People(society.members.values())
    settled = {row.row: found for row in rows if (found := _known(row, people, society)) is not None}
    answered = {query.person.key for query in answers if query.answer}
    homonyms = _homonyms([row for row in rows if row.row not in settled], people) - answered
    for row in rows:
        if row.row not in settled and row.person.key in homonyms:
            why = "several rows have this name and different addresses; for a new member write new: and an id"
            settled[row.row] = Unclear(why)
    left = [row for row in rows if row.row not in settled]
    named = [
        Query(row.person, "", 1, (), answer)
        for row, answer in _with_ids(left)
        if row.person.key not in answered
    ]
    matches = match_people(left, society, [*answers, *named], create=True)
    return settled | {row.row: matches.by_key[row.person.key] for row in left}, matches


def _with_ids(rows: Iterable[Row]) -> Iterator[tuple[Row, str]]:
    """The rows that say the id of a new member, each with the answer that this is."""
    ids = set()
    for row in rows:
        if id := row.person.handle:
            yield row, id if id in ids else f"new: {id}"
            ids.add(id)


def _known(row: Row, people: People, society: Society) -> Found | None:
    """The member whose id a row says, or who is known under its name in another script than Latin."""
    id = row.person.handle
    if id in society.members:
        return id
    if id:
        broken = society.known("members", id)
        return (
            Unclear(f"{member_path(id)} cannot be read; correct it first (balintrec check)")
            if broken
            else None
        )
    found = people.find(row.person)
    if isinstance(found, Unclear):
        others = {str(claim.value) for claim in row.claims if claim.key.startswith("name:")} - {
            row.person.name
        }
        ids = frozenset[str]().union(*map(people.known_as, others))
        if len(ids) == 1 and (found.unknown or set(found.alike) == ids):
            return next(iter(ids))
    return None


def _homonyms(rows: Iterable[Row], people: People) -> set[tuple[str, str, str]]:
    """The keys of those whom nobody knows, and who can be told apart by their addresses alone."""
    by_name: defaultdict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for row in rows:
        found = people.find(row.person)
        if not row.person.handle and row.person.email and isinstance(found, Unclear) and found.unknown:
            by_name[row.person.key[0]].add(row.person.key)
    return {key for keys in by_name.values() if len(keys) > 1 for key in keys}


def _queries(
    rows: Sequence[Row], found: Mapping[int, Found], matches: Matches, answers: Sequence[Query]
) -> list[Query]:
    """The rows of the review file: open ones first."""
    queries = still_open(answers, matches)
    known = {query.person.key for query in queries}
    for row in rows:
        why = found[row.row]
        if isinstance(why, Unclear) and row.person.key not in known:
            known.add(row.person.key)
            times = sum(one.person.key == row.person.key for one in rows)
            queries.append(Query(row.person, why.why, times, ()))
    return sorted(queries, key=lambda query: (bool(query.answer), query.person.key))


class _File:
    """The record of one member: what it says, and what the rows of the list add to it."""

    def __init__(self, id: str, society: Society, matches: Matches) -> None:
        self.id = id
        self.society = society
        self.record: Member | None = society.members.get(id)
        self.names: dict[str, str] = dict(self.record.name) if self.record else {}
        self.lists: dict[str, list[str]] = {
            "also-known-as": [*self.record.also_known_as] if self.record else [],
            "email": [*self.record.email] if self.record else [],
            "background": [*self.record.background] if self.record else [],
        }
        self.periods: list[Period] = (
            [(one.from_, one.to) for one in self.record.membership] if self.record else []
        )
        self.singles: dict[str, str | date] = dict(self._recorded())
        self.fees: dict[date, NewFile] = {}
        self.before = (dict(self.names), {key: [*one] for key, one in self.lists.items()}, dict(self.singles))
        self.new_periods: list[Period] = []
        self.called = self._called(matches)

    def _recorded(self) -> Iterator[tuple[str, str | date]]:
        for key in ("profession", "pathway-from", "policy", "sort-key"):
            if self.record and (value := getattr(self.record, key.replace("-", "_"))) is not None:
                yield key, value

    def _called(self, matches: Matches) -> list[str]:
        """What the answers say that this person is also called."""
        _, also = matches.members.get(self.id, ("", matches.remembered.get(self.id, [])))
        return also

    def _remember(self) -> None:
        """Add what the person is also called, unless the list has it as a name or an address."""
        for text in self.called:
            if text not in (*self.names.values(), *self.lists[key_of(text)]):
                self.lists[key_of(text)].append(text)

    def take(self, row: Row, cells: Cells) -> None:
        """Enter what a row says, and give its cells their result: what is lost of a cell is said."""
        results: dict[Place, tuple[RowResult, str]] = {}
        for claim in row.claims:
            result = self._enter(claim, row)
            for place in claim.places:
                if place not in results or results[place][0] != RowResult.NOT_READ:
                    results[place] = result
        for place, (kind, why) in results.items():
            cells.set([place], kind, why)
        identity = [place for place in row.who if not cells.knows(place)]
        cells.set(identity, RowResult.RECORDED if self.record else RowResult.ENTERED)

    def _enter(self, claim: Claim, row: Row) -> tuple[RowResult, str]:
        key, value = claim.key, claim.value
        if key.startswith("name:"):
            return self._named(key.removeprefix("name:"), str(value), row)
        if key in self.lists:
            return self._listed(key, str(value))
        if isinstance(value, tuple):
            return self._belongs(value)
        if key == _FEE and isinstance(value, date):
            return self._paid(value)
        return self._single(key, value)

    def _named(self, script: str, text: str, row: Row) -> tuple[RowResult, str]:
        if script not in self.names:
            self.names[script] = text
            return RowResult.ENTERED, ""
        same = fold(self.names[script]) == fold(text) or text in (*self.called, *self.lists["also-known-as"])
        found_by_it = text == row.person.name and not row.person.handle
        return (RowResult.RECORDED, "") if same or found_by_it else (RowResult.NOT_READ, _OTHERWISE)

    def _listed(self, key: str, text: str) -> tuple[RowResult, str]:
        if text in self.lists[key]:
            return RowResult.RECORDED if self.record else RowResult.ENTERED, ""
        self.lists[key].append(text)
        return RowResult.ENTERED, ""

    def _belongs(self, period: Period) -> tuple[RowResult, str]:
        if period in self.periods:
            return RowResult.RECORDED, ""
        if period[1] is not None and period[1] < period[0]:
            return RowResult.NOT_READ, "a membership that ends before it begins"
        if any(overlap(period, other) for other in self.periods):
            return RowResult.NOT_READ, _OTHERWISE
        self.periods.append(period)
        self.new_periods.append(period)
        return RowResult.ENTERED, ""

    def _paid(self, day: date) -> tuple[RowResult, str]:
        there = self.society.where(Attestation, "member", self.id)
        if day in self.fees or any(one.kind == _FEE and one.date == day for one in there):
            return RowResult.RECORDED, ""
        attestation = f"{day}-{self.id}-{_FEE}"
        if self.society.known("attestations", attestation):
            return (
                RowResult.NOT_READ,
                f"the attestation {attestation} has a different value; correct it first",
            )
        text = front_matter({"kind": _FEE, "member": self.id, "date": day})
        self.fees[day] = NewFile(f"{RECORDS}/attestations/{attestation}.md", text)
        return RowResult.ENTERED, ""

    def _single(self, key: str, value: str | date) -> tuple[RowResult, str]:
        if key == "policy" and not self.society.known("policies", str(value)):
            return RowResult.NOT_READ, "unknown policy; write the id of a policy in records/policies"
        known = self.singles.setdefault(key, value)
        if known != value:
            return RowResult.NOT_READ, _OTHERWISE
        return RowResult.RECORDED if key in self.before[2] else RowResult.ENTERED, ""

    def writes(self) -> Iterator[NewFile | MemberEdit]:
        """The file of the member, new or changed, and what is attested."""
        self._remember()
        if self.record is None:
            yield NewFile(member_path(self.id), front_matter(self._values()))
        elif (edit := self._edit(self.record)) is not None:
            yield edit
        yield from self.fees.values()

    def _values(self) -> dict[str, Emitted]:
        """Everything, in the order in which a record says it."""
        plain = [*self.names] == ["latin"]
        values: dict[str, Emitted] = {"name": self.names["latin"] if plain else self.names}
        values |= {key: self.lists[key] for key in ("also-known-as", "email") if self.lists[key]}
        values |= {key: self.singles[key] for key in ("profession",) if key in self.singles}
        values |= {key: self.lists[key] for key in ("background",) if self.lists[key]}
        if self.periods:
            values["membership"] = [
                _written(period) for period in sorted(self.periods, key=lambda one: one[0])
            ]
        return values | {key: one for key, one in self.singles.items() if key != "profession"}

    def _edit(self, record: Member) -> MemberEdit | None:
        names, lists, singles = self.before
        added: list[tuple[str, str | Mapping[str, Plain]]] = [
            (key, text) for key, texts in self.lists.items() for text in texts if text not in lists[key]
        ]
        added += [("membership", _written(period)) for period in self.new_periods]
        values = tuple((key, value) for key, value in self.singles.items() if key not in singles)
        changed = self.names if self.names != names else {}
        if not (added or values or changed):
            return None
        return MemberEdit(record.path, changed, tuple(added), values)


def _written(period: Period) -> dict[str, Plain]:
    start, end = period
    return {"from": start} if end is None else {"from": start, "to": end}
