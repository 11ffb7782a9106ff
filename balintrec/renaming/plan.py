"""What a change of an id does to the files, as a value; and the society as it will be then."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from balintrec.source import Entry, Source


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
