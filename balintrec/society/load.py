"""Source to society: read, parse, validate, link; everything that cannot be a record becomes a finding."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from os import PathLike
from types import MappingProxyType
from typing import NamedTuple

from balintrec.errors import BalintrecError
from balintrec.finding import Finding, Location, Problem, Related, Rule
from balintrec.model import AnyRecord, SocietyRecord
from balintrec.names import article
from balintrec.parallel import map_chunks
from balintrec.society.files import FOLDERS, SAME_ID, Flaw, locate, not_checked_out, same_names
from balintrec.society.reading import Read, Reading, Readings, Slot, read, tokens
from balintrec.society.society import Broken, Society
from balintrec.source import Source

Progress = Callable[[int, int], None]

_WORTH_SHARING = 1500
"""Files; for fewer, starting a second process and hearing from it takes longer than it saves (measured)."""


class Loaded(NamedTuple):
    """A society, and what reading it found."""

    society: Society
    findings: tuple[Finding, ...]
    """About files and their text: they know their place."""
    problems: tuple[tuple[Rule, Problem], ...]
    """About values: their place is found when they are shown."""


@dataclass(slots=True)
class _Load:
    records: dict[str, dict[str, AnyRecord]] = field(
        default_factory=lambda: {kind: {} for kind in ("", *FOLDERS)}
    )
    broken: list[Broken] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    problems: list[tuple[Rule, Problem]] = field(default_factory=list)

    def flaw(self, flaw: Flaw) -> None:
        related = (Related(Location(flaw.other), "the first"),) if flaw.other else ()
        self.findings.append(Finding(flaw.rule, Location(flaw.path), flaw.message, flaw.help, related))

    def file(self, source: Source, slot: Slot, found: Read) -> None:
        """One regular file at a place where a record can be."""
        if found.reading is not None:
            self.take(found.reading, source, slot)
        elif found.flaw is not None:
            self.flaw(found.flaw)
            self.broken.append(Broken(slot.kind, slot.id, slot.path))

    def take(self, reading: Reading, source: Source, slot: Slot) -> None:
        """What one file says, under its id."""
        kind, id, path = slot
        self.findings += reading.findings
        self.problems += reading.problems
        record = reading.record
        if record is None:
            self.broken.append(Broken(kind, id, path, reading.tokens))
        elif id in self.records[kind]:
            first = self.records[kind][id].path
            message = f'there is another {record.noun} "{id}", and only that one is read'
            self.flaw(Flaw(SAME_ID, path, message, "give this one another name, or merge the two", first))
            self.broken.append(Broken(kind, id, path, tokens(source.read(path))))
        else:
            self.records[kind][id] = record


def load(
    source: Source, progress: Progress | None = None, known: Readings | None = None, jobs: int = 1
) -> Society:
    """The society of a source; parameters and errors are those of `read_society`.

    A file that cannot be read is in `Society.broken`; `check` says what is wrong with it.
    """
    return read_society(source, progress, known, jobs).society


def read_society(
    source: Source, progress: Progress | None = None, known: Readings | None = None, jobs: int = 1
) -> Loaded:
    """Read every file of a source, and keep what reading found; ``progress`` hears how many are done, of how many.

    ``known`` is what was read before, of other revisions or in an earlier run; what is read now is added to it.
    ``jobs`` is how many processes may share the reading.

    Never raises for what a file holds. Raises `BalintrecError` when there is no `records/`, and for a path.
    """
    if not hasattr(source, "entries"):
        what = (
            f"the path {str(source)!r}"
            if isinstance(source, str | PathLike)
            else article(type(source).__name__)
        )
        raise BalintrecError(f"a source is wanted, and this is {what}: give WorkTree(path)")
    entries = source.entries()
    located = [locate(entry) for entry in entries]
    slots = {
        entry.path: Slot(place.kind, place.id, entry.path)
        for entry, place in zip(entries, located, strict=True)
        if place.kind is not None and entry.form == "file"
    }
    found = _read_all(source, slots.values(), progress, known, jobs)
    loading = _Load()
    for entry, place in zip(entries, located, strict=True):
        for flaw in place.flaws:
            loading.flaw(flaw)
        if place.kind is None:
            continue
        if entry.form == "file":
            loading.file(source, slots[entry.path], found[entry.path])
        else:
            is_file = entry.form == "hidden"
            loading.broken.append(Broken(place.kind, place.id, entry.path, is_file=is_file))
    for flaw in (*same_names(entries), *not_checked_out(entries)):
        loading.flaw(flaw)
    return Loaded(_society(loading, len(entries)), tuple(loading.findings), tuple(loading.problems))


def _read_all(
    source: Source, slots: Collection[Slot], progress: Progress | None, known: Readings | None, jobs: int
) -> dict[str, Read]:
    """What came of every file, by path: as it is known, else as it is read now."""
    found: dict[str, Read] = {}
    if known is not None:
        blobs = source.blobs() if hasattr(source, "blobs") else {}
        for slot in slots:
            blob = blobs.get(slot.path, "")
            if (reading := known.get((slot.path, blob))) is not None:
                found[slot.path] = Read(blob, reading)
                known.used[slot.path, blob] = None
    wanted = [slot for slot in slots if slot.path not in found]
    shared = jobs if len(wanted) >= _WORTH_SHARING and getattr(source, "shareable", False) else 1

    def work(some: Sequence[Slot]) -> list[Read]:
        return [read(source, slot, known) for slot in some]

    reads: Iterable[Read]
    if shared > 1:
        reads = map_chunks(work, wanted, shared, progress)
    else:  # so few frames lie between the command and the file that a traceback can be read
        reads = map(read, repeat(source), wanted, repeat(known))
    for done, (slot, one) in enumerate(zip(wanted, reads, strict=False)):
        if progress and shared == 1:
            progress(done, len(wanted))
        found[slot.path] = one
        if known is None:
            continue
        if one.reading is None:
            known.unread = True
        else:
            known[slot.path, one.blob] = one.reading
            known.used[slot.path, one.blob] = None
    return found


def _society(loading: _Load, files: int) -> Society:
    about = loading.records.pop("").get("society")
    return Society(
        MappingProxyType(
            {
                kind: MappingProxyType(dict(sorted(records.items())))
                for kind, records in loading.records.items()
            }
        ),
        tuple(loading.broken),
        files,
        about if isinstance(about, SocietyRecord) else None,
    )
