"""The loaded tree: records by kind and id, and the files that could not be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from hashlib import blake2b
from typing import NamedTuple, TypeVar, cast

from balintrec import model
from balintrec.model import AnyRecord, Record, SocietyRecord
from balintrec.source import RECORDS

T = TypeVar("T", bound=Record)


def mark(word: bytes) -> bytes:
    """By what a word is known again without being kept."""
    return blake2b(word, digest_size=10).digest()


@cache
def _mark_of(id: str) -> bytes:
    return mark(id.encode())


class Broken(NamedTuple):
    """A file that is no record: its id is known, so nothing that refers to it is called unknown."""

    kind: str
    id: str
    path: str
    tokens: frozenset[bytes] | None = None
    """The marks of all words in its bytes that may be ids; None where they cannot be decoded, and so might be any.

    Never the words: the file may be a confidential text, and this is kept in the cache.
    """
    is_file: bool = True
    """Whether it is a regular file; else it is a link, a device or a repository, in which nothing is looked for."""

    def mentions(self, id: str) -> bool:
        """Whether the file may be about that person or record."""
        return self.tokens is None or _mark_of(id) in self.tokens


class SocietyIndex:
    """What is found of all records of a society because it is asked for again and again; kept with the society."""

    def __init__(self, society: Society) -> None:
        """Takes the society of which it is found."""
        self.society = society


Index = TypeVar("Index", bound=SocietyIndex)


@dataclass(frozen=True)
class Society:
    """All that a source says. Nothing in it changes."""

    records: Mapping[str, Mapping[str, AnyRecord]]
    """By kind, then by id, in order of id."""
    broken: tuple[Broken, ...] = ()
    files: int = 0
    """Everything under `records/` that is not a folder."""
    about: SocietyRecord | None = None
    _derived: dict[type[SocietyIndex], SocietyIndex] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def derived(self, kind: type[Index]) -> Index:
        """What a class finds of the society; made once, and kept with it."""
        found = self._derived.get(kind)
        if not isinstance(found, kind):
            found = self._derived[kind] = kind(self)
        return found

    def of(self, kind: type[T]) -> Mapping[str, T]:
        """The records of one kind by id."""
        return cast("Mapping[str, T]", self.records[kind.kind_folder])

    def where(self, kind: type[T], key: str, value: str) -> Sequence[T]:
        """The records of one kind whose key (by its name in Python) has that value, in order of id.

        Found once for all values: to look through every record for each member would take the square of their number.
        """
        return cast("Sequence[T]", self.derived(_ByKey).records(kind, key).get(value, ()))

    @property
    def policies(self) -> Mapping[str, model.Policy]:
        return self.of(model.Policy)

    @property
    def members(self) -> Mapping[str, model.Member]:
        return self.of(model.Member)

    @property
    def groups(self) -> Mapping[str, model.Group]:
        return self.of(model.Group)

    @property
    def sessions(self) -> Mapping[str, model.Session]:
        return self.of(model.Session)

    @property
    def events(self) -> Mapping[str, model.Event]:
        return self.of(model.Event)

    @property
    def supervisions(self) -> Mapping[str, model.Supervision]:
        return self.of(model.Supervision)

    @property
    def reflections(self) -> Mapping[str, model.Reflection]:
        return self.of(model.Reflection)

    @property
    def assessments(self) -> Mapping[str, model.Assessment]:
        return self.of(model.Assessment)

    @property
    def endorsements(self) -> Mapping[str, model.Endorsement]:
        return self.of(model.Endorsement)

    @property
    def references(self) -> Mapping[str, model.Reference]:
        return self.of(model.Reference)

    @property
    def attestations(self) -> Mapping[str, model.Attestation]:
        return self.of(model.Attestation)

    @property
    def applications(self) -> Mapping[str, model.Application]:
        return self.of(model.Application)

    @property
    def decisions(self) -> Mapping[str, model.Decision]:
        return self.of(model.Decision)

    @property
    def evaluations(self) -> Mapping[str, model.Evaluation]:
        return self.of(model.Evaluation)

    @cached_property
    def broken_ids(self) -> frozenset[tuple[str, str]]:
        """Kind and id of every file that could not be read."""
        return frozenset((file.kind, file.id) for file in self.broken)

    def known(self, kind: str, id: str) -> bool:
        """Whether there is such a record, readable or not."""
        return id in self.records[kind] or (kind, id) in self.broken_ids or kind in self._hidden

    def all_known(self, kind: str, ids: Iterable[str]) -> bool:
        """Whether there are all of these records, readable or not."""
        return self._ids[kind].issuperset(ids) or kind in self._hidden

    @cached_property
    def _hidden(self) -> frozenset[str]:
        """The kinds of which no record can be read: a link stands in the place of their folder, or it is closed."""
        return frozenset(file.kind for file in self.broken if file.path == f"{RECORDS}/{file.kind}")

    @cached_property
    def _ids(self) -> Mapping[str, frozenset[str]]:
        broken = self.broken_ids
        return {
            kind: frozenset(records).union(id for of, id in broken if of == kind)
            for kind, records in self.records.items()
        }

    def all(self) -> Iterator[AnyRecord]:
        """Every record, by kind and id."""
        if self.about:
            yield self.about
        for kind in self.records.values():
            yield from kind.values()

    @property
    def count(self) -> int:
        """How many records there are."""
        return sum(map(len, self.records.values())) + (self.about is not None)


class _ByKey(SocietyIndex):
    """Records by the value of one of their keys."""

    def __init__(self, society: Society) -> None:
        super().__init__(society)
        self._found: dict[tuple[type[Record], str], Mapping[str, Sequence[Record]]] = {}

    def records(self, kind: type[Record], key: str) -> Mapping[str, Sequence[Record]]:
        """The records of one kind by the value of a key, each in order of id."""
        found = self._found.get((kind, key))
        if found is None:
            by_value: dict[str, list[Record]] = defaultdict(list)
            for record in self.society.of(kind).values():
                by_value[getattr(record, key)].append(record)
            found = self._found[kind, key] = by_value
        return found
