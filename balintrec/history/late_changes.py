"""What was changed or removed after the fact: decisions, and what a decision or an application rests on. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, tzinfo
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from balintrec.history.compare import KeyChange, changes
from balintrec.history.evidence import Evidence
from balintrec.history.log import History, day_of
from balintrec.history.reused_ids import united
from balintrec.history.takeover import TakeOver
from balintrec.history.trace import NO_TEXT, Touch, Version, ref_of
from balintrec.model import AnyRecord, Application, Body, Decision, Evaluation, Record
from balintrec.model.validate import validate
from balintrec.repository.times import day_in
from balintrec.society import Society, SocietyIndex

if TYPE_CHECKING:
    from balintrec.document import Value, Values
    from balintrec.repository import Commit

Paper = Decision | Application
_CONFERS = ("grant", "renew", "recognise")
"""The decisions that rest on other records."""
_AT_FIRST = (("number",), ("certificate",))
"""Keys of a decision that may be written down later, once: what stands on its certificate."""
_ELSEWHERE = (("text",), ("digest",))
"""Keys that say where a text went that was taken out."""
_LASTING = ("members", "groups", "policies")
"""What has no day goes on changing: only what was so on the day of the fact is a fact."""
_APPLIED_WITH = ("sessions", "endorsements")
"""What an application rests on before it is decided."""


class LateChange(NamedTuple):
    """A record that no longer says what somebody's case was decided by."""

    ref: str
    path: str
    """Where it stands, or stood."""
    commit: Commit
    """The first that changed it, or that removed it, after the fact."""
    paper: Paper | None
    """The decision, else the application, that rests on it; none for a decision, which is a minute in itself."""
    grave: bool
    """Whether the decision itself, the words of a paper, or what the standing was computed from is different."""
    changes: tuple[KeyChange, ...] = ()
    """What it says now and did not say then."""
    text: bool = False
    """Its text says something else, or there is one now."""
    removed: bool = False
    """The record is gone."""
    last: str = ""
    """The id of the commit that wrote what was removed."""
    about: str = ""
    """Of a decision, the member whom it was about."""


def late_changes(society: Society, history: History, zone: tzinfo) -> tuple[LateChange, ...]:
    """Each such record once, in order of ref.

    A change counts if the record was no draft any more, on a later day than the decision or the application, and after
    the society began to keep its records here. Whoever enters a record and soon mends it, on one side of a merge, has
    changed nothing after the fact.
    """
    by_history = society.derived(_Found).by_history
    if history not in by_history:
        by_history[history] = tuple(_Looking(society, history, zone).found())
    return by_history[history]


class _Found(SocietyIndex):
    """The answers that were given."""

    def __init__(self, society: Society) -> None:
        super().__init__(society)
        self.by_history: dict[History, tuple[LateChange, ...]] = {}


@dataclass(frozen=True)
class _Changed:
    """One record as it was on the day of a fact, and as it is."""

    ref: str
    path: str
    commit: Commit
    before: Values
    digest: str
    """Of the text that it had."""
    old_blob: str
    keys: tuple[KeyChange, ...] = ()
    text: bool = False
    removed: bool = False
    last: str = ""

    @property
    def kind(self) -> str:
        return self.ref.partition("/")[0]

    @property
    def id(self) -> str:
        return self.ref.partition("/")[2]

    @cached_property
    def record(self) -> AnyRecord | None:
        """What it was."""
        found = validate(
            self.kind, self.before, self.id, self.path, Body(self.digest == NO_TEXT, self.digest)
        )
        return found if isinstance(found, Record) else None

    def found(self, paper: Paper | None, *, grave: bool) -> LateChange:
        member = "" if paper else self.before.get("member")
        about = member if isinstance(member, str) else ""
        told = (self.keys, self.text, self.removed, self.last, about)
        return LateChange(self.ref, self.path, self.commit, paper, grave, *told)


@dataclass
class _Looking:
    society: Society
    history: History
    zone: tzinfo
    societies: dict[tuple[tuple[str, str], ...], Society] = field(default_factory=dict)

    def found(self) -> Iterator[LateChange]:
        worst: dict[str, LateChange] = {}
        for one in (*self._minutes(), *(one for paper in self.papers for one in self._rests(paper))):
            known = worst.get(one.ref)
            if known is None or (one.grave and not known.grave):
                worst[one.ref] = one
        yield from (worst[ref] for ref in sorted(worst))

    def _minutes(self) -> Iterator[LateChange]:
        """The decisions that are not what they were: each is a fact from its own day on."""
        for ref, touches in self.touched.items():
            if _is_decision(ref):
                day = _day(self._version(ref, touches[0].change.old_blob))
                later = [one for one in touches if day is None or day_of(one.commit, self.zone) > day]
                if changed := self._changed(ref, later):
                    yield changed.found(None, grave=True)

    @cached_property
    def papers(self) -> list[Paper]:
        """Decisions, then applications, each in order of day: the first that rests on a record is named."""
        conferring = (one for one in self.society.decisions.values() if one.kind in _CONFERS)
        submitted = (one for one in self.society.applications.values() if one.status == "submitted")
        return [
            *sorted(conferring, key=lambda one: (one.date, one.id)),
            *sorted(submitted, key=lambda one: (one.date, one.id)),
        ]

    @cached_property
    def take_over(self) -> TakeOver:
        return TakeOver(self.society, self.history)

    @cached_property
    def days(self) -> list[date]:
        return sorted({paper.date for paper in self.papers})

    def _rests(self, paper: Paper) -> Iterator[LateChange]:
        """What a decision or an application rests on, and is not what it was."""
        touched = {*self._naming[paper.member], *self._for_all}
        if isinstance(paper, Application):
            touched = {ref for ref in touched if ref.partition("/")[0] in _APPLIED_WITH}
        changed = [one for ref in sorted(touched) if (one := self._since(ref, paper.date))]
        if not changed:
            return
        then, now = Evidence(self._as_it_was(changed), paper), Evidence(self.society, paper)
        weighed = [(one, one.removed or _moves(one, then, now)) for one in changed]
        weighed = [(one, grave) for one, grave in weighed if grave or one.kind not in _LASTING]
        for one, grave in weighed:
            if then.rests_on(one.ref) or now.rests_on(one.ref):
                yield one.found(paper, grave=grave)

    def _as_it_was(self, changed: Sequence[_Changed]) -> Society:
        """The society in which these records say what they said; most papers have the same ones."""
        key = tuple((one.ref, one.old_blob) for one in changed)
        if key not in self.societies:
            self.societies[key] = _with(self.society, changed)
        return self.societies[key]

    @cached_property
    def touched(self) -> dict[str, list[Touch]]:
        """What happened to records after they had come in, by ref."""
        found = {}
        for ref, touches in sorted(self.history.traces.lives.items()):
            kind, _, id = ref.partition("/")
            if len(touches) > 1 and id and kind != Evaluation.kind_folder and (late := self._late(touches)):
                found[ref] = late
        return found

    def _late(self, touches: Sequence[Touch]) -> list[Touch]:
        """Those after it had come in, and after what was taken over from paper was in."""
        since, joining = self.take_over.begun, [touch for _, _, touch in self.united]
        sides, entered = self.history.sides, touches[0].commit
        return [
            touch
            for touch in touches[1:]
            if touch.change.old_blob
            and touch.change.old_blob != touch.change.blob
            and day_of(touch.commit, self.zone) >= since
            and not sides.drafted(entered, touch.commit)
            and touch not in joining
        ]

    @cached_property
    def _naming(self) -> defaultdict[str, set[str]]:
        """By member, what was touched and names them, then or now, or is cited by a paper about them."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        members = {paper.member for paper in self.papers}
        for ref, touches in self.touched.items():
            kind, _, id = ref.partition("/")
            if _is_decision(ref) or not self._matters(kind, id, touches):
                continue
            versions = [*(one.change.old_blob for one in touches), self._now(ref, touches)]
            for blob in dict.fromkeys(versions):
                version = self._version(ref, blob)
                words = _words(_renamed(version.values or {}, self.new_ids)) if version else ()
                for member in members.intersection((id, *words)):
                    found[member].add(ref)
        return found

    def _matters(self, kind: str, id: str, touches: Sequence[Touch]) -> bool:
        """Whether it was there to be decided by, and touched later: else its versions need not be read."""
        last = day_of(touches[-1].commit, self.zone)
        return any(day < last and self._was_there(kind, id, day) for day in self.days)

    @cached_property
    def _for_all(self) -> set[str]:
        """What was touched and may bear on anybody."""
        return {ref for ref in self.touched if ref.partition("/")[0] in ("groups", "policies")}

    @cached_property
    def new_ids(self) -> dict[str, str]:
        """The ids that records had, to those that they have now: who is named anew is still the same."""
        ids: dict[str, str] = {}
        for ref, touches in self.history.traces.lives.items():
            for touch in touches:
                old = ref_of(touch.change.old_path) if touch.change.old_path else None
                if old and old != ref:
                    ids[old.rpartition("/")[2]] = ref.rpartition("/")[2]
        return ids | {old: new for old, new, _ in self.united}

    @cached_property
    def united(self) -> list[tuple[str, str, Touch]]:
        """The entries of members that were joined with another one: then two entries say what one says now."""
        return list(united(self.society, self.history))

    def _since(self, ref: str, day: date) -> _Changed | None:
        return self._changed(ref, [one for one in self.touched[ref] if day_of(one.commit, self.zone) > day])

    def _changed(self, ref: str, later: Sequence[Touch]) -> _Changed | None:
        """What is different since the first of these touches; None where nothing is, or nobody can say."""
        if not later:
            return None
        kind, _, id = ref.partition("/")
        old, now = later[0].change.old_blob or "", self._now(ref, later)
        before = self._version(ref, old)
        if before is None or before.values is None:
            return None
        values = _renamed({**self._completed(ref, later), **before.values}, self.new_ids)
        if not self.society.known(kind, id):
            gone = [one for one in later if one.change.status == "removed"]
            if now or not gone:
                return None
            path, commit, last = gone[-1].change.path, gone[-1].commit, self._wrote(ref, gone[-1])
            return _Changed(ref, path, commit, values, before.digest, old, removed=True, last=last)
        after = self._version(ref, now)
        if after is None or after.values is None:
            return None
        text = after.digest not in (before.digest, NO_TEXT)
        keys = tuple(one for one in changes(values, after.values) if not _allowed(ref, one, before, after))
        path = self._path(ref) or later[-1].change.path
        changed = _Changed(ref, path, later[0].commit, values, before.digest, old, keys, text)
        return changed if keys or text else None

    def _wrote(self, ref: str, removed: Touch) -> str:
        """The commit that wrote what was removed; which parent of a merge had it, git's order does not tell."""
        change = removed.change
        wrote = (
            touch.commit.id
            for touch in reversed(self.history.traces.lives[ref])
            if (touch.change.path, touch.change.blob) == (change.path, change.old_blob)
        )
        return next(wrote, removed.commit.parents[0])

    def _completed(self, ref: str, later: Sequence[Touch]) -> Values:
        """What was written down in a decision that may be, as it was first."""
        versions = [self._version(ref, one.change.old_blob) for one in later[1:] if _is_decision(ref)]
        known = [version.values for version in versions if version and version.values]
        return {key: values[key] for values in reversed(known) for (key,) in _AT_FIRST if key in values}

    def _was_there(self, kind: str, id: str, day: date) -> bool:
        """Whether a session may be, or by its id may have been, held by a day."""
        session = self.society.sessions.get(id) if kind == "sessions" else None
        named = day_in(id[:10])
        return session is None or session.date <= day or named is None or named <= day

    def _now(self, ref: str, later: Sequence[Touch]) -> str | None:
        """The blob that stands in the revision; another branch may have won."""
        blobs = self.history.blobs
        return blobs.get(later[-1].change.path) or blobs.get(self._path(ref) or "")

    def _path(self, ref: str) -> str | None:
        kind, _, id = ref.partition("/")
        record = self.society.records[kind].get(id)
        return record.path if record else None

    def _version(self, ref: str, blob: str | None) -> Version | None:
        return self.history.version(blob, f"records/{ref}.md") if blob else None


def _moves(one: _Changed, then: Evidence, now: Evidence) -> bool:
    """Whether a record says something else of what the standing was computed from, or in its words."""
    before, after = one.record, now.society.records[one.kind].get(one.id)
    if before is None or after is None:
        return True
    return (one.text and before.text_counts) or then.said(before) != now.said(after)


def _with(society: Society, changed: Iterable[_Changed]) -> Society:
    records: dict[str, Mapping[str, AnyRecord]] = dict(society.records)
    for one in changed:
        if one.record:
            records[one.kind] = {**records[one.kind], one.id: one.record}
    return replace(society, records=MappingProxyType(records))


def _is_decision(ref: str) -> bool:
    return ref.startswith(f"{Decision.kind_folder}/")


def _allowed(ref: str, change: KeyChange, before: Version, after: Version) -> bool:
    """Whether a key may be written down later: what a certificate shows, or where a text went."""
    if _is_decision(ref):
        return change.before is None and change.key[:1] in _AT_FIRST
    erased = after.digest == NO_TEXT and before.digest != NO_TEXT
    return erased and change.key in _ELSEWHERE and change.before in (None, "here")


def _day(version: Version | None) -> date | None:
    text = version.values.get("date") if version and version.values else None
    return day_in(text.strip()) if isinstance(text, str) else None


def _renamed(values: Values, ids: dict[str, str]) -> Values:
    """The values with every id that was given up replaced by the one that took its place."""

    def anew(value: Value) -> Value:
        if isinstance(value, str):
            return ids.get(value, value)
        if isinstance(value, list):
            return [anew(item) for item in value]
        return {key: anew(item) for key, item in value.items()}

    return {key: anew(value) for key, value in values.items()}


def _words(value: Value | None) -> Iterator[str]:
    """Every single value in a value."""
    if isinstance(value, str):
        yield value
    elif value:
        for item in value.values() if isinstance(value, dict) else value:
            yield from _words(item)
