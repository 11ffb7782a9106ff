"""What a change of an id does to the files, as a value; and the society as it will be then.

A change that was broken off is recognised by what it left, and planned again from how things were before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from balintrec.errors import BalintrecError
from balintrec.model import Group, Session
from balintrec.society.files import locate
from balintrec.source import Entry, Source, Unreadable


@dataclass(frozen=True, slots=True)
class Rewrite:
    """One file before and after."""

    path: str
    """Empty where there was no file."""
    old: str
    """Its whole text."""
    new_path: str | None
    """Where it is afterwards; None: nowhere."""
    text: str
    """Its whole text afterwards; empty where there is no file."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Every file that changes, in order of path."""

    rewrites: tuple[Rewrite, ...]
    places: int
    """In how many places another record is named."""
    keeps: tuple[str, ...] = ()
    """Paths of other records that still say the old id: they are ids of their own."""
    remarks: tuple[str, ...] = ()
    """What whoever asked for it should know."""


class After:
    """A source as it will be when a plan is carried out."""

    def __init__(self, source: Source, plan: Plan) -> None:
        self._source = source
        self._plan = plan

    def entries(self) -> list[Entry]:
        gone = {rewrite.path for rewrite in self._plan.rewrites}
        kept = {entry for entry in self._source.entries() if entry.path not in gone}
        return sorted(kept | {Entry(path) for path in self._texts})

    def read(self, path: str) -> bytes:
        text = self._texts.get(path)
        return self._source.read(path) if text is None else text.encode()

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {rewrite.new_path: rewrite.text for rewrite in self._plan.rewrites if rewrite.new_path}


Planner = Callable[[Source], Plan]
"""What must change in a source. Raises `BalintrecError` where that cannot be."""


def broken_off(source: Source, committed: Source | None, planned: Planner) -> Plan | None:
    """The whole plan of a run that did a part of it, by the last commit; None where nothing of it is done."""
    try:
        read = as_before(source, committed, planned)
        return planned(read) if read else None
    except BalintrecError:  # it cannot be what was begun
        return None


def as_before(source: Source, committed: Source | None, planned: Planner) -> Source | None:
    """The source as it was before a run that did a part of its plan; None where nothing of it is done.

    A file that says what the plan makes of its last commit is taken to say what it said there; all others say what
    they say, so that what was not committed before that run is part of the plan as it was then.
    """
    if committed is None:
        return None
    try:
        done = tuple(_undone(one) for one in planned(committed).rewrites if _is_done(source, one))
    except BalintrecError:
        return None
    return After(source, Plan(done, 0)) if done else None


def left_over(source: Source, kind: str, old: str, new: str, planned: Planner) -> Plan | None:
    """The same without a commit: what goes by the new ids are the very files that the plan would write."""
    paths = {(at.kind, at.id): one.path for one in source.entries() if (at := locate(one)).kind}
    pairs = {(kind, old): (kind, new)}
    if kind == Group.kind_folder:  # its sessions are named after it
        named = (id for of, id in paths if of == Session.kind_folder and f"{id[10:]}-".startswith(f"-{old}-"))
        pairs |= {("sessions", id): ("sessions", f"{id[:11]}{new}{id[11 + len(old) :]}") for id in named}
    left = [paths[after] for before, after in pairs.items() if before in paths and after in paths]
    hidden = tuple(Rewrite(path, "", None, "") for path in left)
    try:
        plan = planned(After(source, Plan(hidden, 0)))
    except BalintrecError:
        return None
    texts = {one.new_path: one.text for one in plan.rewrites}
    return plan if left and all(texts.get(path) == _text(source, path) for path in left) else None


def _is_done(source: Source, one: Rewrite) -> bool:
    return _text(source, one.new_path or one.path) == (one.text if one.new_path else None)


def _undone(one: Rewrite) -> Rewrite:
    return Rewrite(one.new_path or one.path, one.text, one.path or None, one.old)


def _text(source: Source, path: str) -> str | None:
    """What a file says; None where there is none, or it is no text."""
    try:
        return source.read(path).decode()
    except (Unreadable, UnicodeDecodeError):
        return None
