"""What every record has: closed keys, an id, a path, and the digest of its body."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Hashable, Mapping
from copy import copy, deepcopy
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self, TypeVar

from pydantic import BaseModel, ConfigDict

from balintrec.dates import EVER, NEVER
from balintrec.model.types import Day

P = TypeVar("P", bound="Part")


def kebab(name: str) -> str:
    """`from_` and `co_leaders` in Python are `from` and `co-leaders` in a file."""
    return name.rstrip("_").replace("_", "-")


class Part(BaseModel):
    """A mapping with known keys and no others; it never changes after it has been read."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        alias_generator=kebab,
        # Built when the first record of a kind is read: a `check` of a few kinds does not pay for all.
        defer_build=True,
    )

    def __reduce__(self) -> tuple[Any, ...]:
        """What another process, or a later run, makes it of: without validating it again, in a tenth of the time."""
        return remade, (type(self), self.__dict__, self._beside())

    def __copy__(self) -> Self:
        return remade(type(self), dict(self.__dict__), self._beside())

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        return remade(type(self), deepcopy(self.__dict__, memo), self._beside())

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """The same with other values, which nobody validates; of a record with its id, path and body."""
        made = deepcopy(self) if deep else copy(self)
        for name, value in (update or {}).items():
            object.__setattr__(made, name, value)
        return made

    def _beside(self) -> tuple[Any, ...]:
        """What is kept beside the values of keys: nothing but of a record."""
        return ()


def remade(model: type[P], values: dict[str, Any], beside: tuple[Any, ...]) -> P:
    """A part or a record of values that were validated before."""
    part = model.__new__(model)
    for name, value in (("__dict__", values), *_AS_BUILT, *zip(_BESIDE, beside, strict=False)):
        object.__setattr__(part, name, value)
    return part


_BESIDE = ("id", "path", "body")
_AS_BUILT: tuple[tuple[str, Any], ...] = (
    ("__pydantic_fields_set__", frozenset()), ("__pydantic_extra__", None), ("__pydantic_private__", None)
)  # fmt: skip
"""What Pydantic keeps beside the values, and nothing here asks for."""


class Term(Part):
    """Something from a day to a day, both included; without `from` since ever, without `to` while it lasts."""

    if TYPE_CHECKING:  # each kind of term declares them itself, below what it is about
        from_: Day | None
        to: Day | None

    @property
    def begin(self) -> date:
        """The first day."""
        return self.from_ or EVER

    @property
    def end(self) -> date:
        """The last day."""
        return self.to or NEVER

    @property
    def inverted(self) -> bool:
        """Whether it ends before it begins: which days are meant, nobody knows."""
        return self.end < self.begin

    def __contains__(self, day: date) -> bool:
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day <= self.to)


class Period(Term):
    """From a day to a day, both included; without `to` while it lasts."""

    from_: Day
    to: Day | None = None


class Body(NamedTuple):
    """What is kept of the text below the front matter: whether there is any, and its digest; never the text."""

    blank: bool
    digest: str
    """SHA-256 of the text with its white space evened out; two equal ones are one text."""
    hollow: bool = False
    """There is something, but no text: headings, remarks for the writer, a word."""


class Record(Part):
    """One file. Its id is the file's name, unique within its kind."""

    __slots__ = ("body", "id", "path")

    kind_folder: ClassVar[str]
    """The folder under `records/` that holds this kind."""
    noun: ClassVar[str]
    """What one record of this kind is called."""
    dated: ClassVar[str]
    """The key that gives its day; empty for what has none, such as a member."""
    about: ClassVar[str]
    """The key that says whom or what it is about, as its file is named; empty where nobody in particular."""
    confidential: ClassVar[bool]
    """The body is shown to nobody who did not ask for it by name."""
    speaker: ClassVar[str]
    """The field that says whose word the record is; empty where it is nobody's."""
    praises: ClassVar[str]
    """The field of those in whose favour somebody else speaks; empty where nobody does."""
    is_paper: ClassVar[bool]
    """Somebody's word is what the record is, or others are judged by it: a review says who entered it."""
    judged_by: ClassVar[tuple[str, ...]]
    """The fields of a paper from which a standing is computed."""
    text_counts: ClassVar[bool]
    """Those who decide read the body: it is as much what a decision rests on as the keys."""
    named_by: ClassVar[tuple[str, ...]]
    """The keys of which the file name of a new record is made: ``a.b`` is b inside a, ``a[0]`` the first of a list,
    ``a[-1]`` the last word."""
    folder_by: ClassVar[str] = ""
    """The key of which the folder below that of the kind is made: a member, or the year of a day."""
    example: ClassVar[str]
    """A file with every key, its path in the first line; `explain` prints it."""

    if TYPE_CHECKING:
        id: str
        path: str
        body: Body

    def _beside(self) -> tuple[Any, ...]:
        return self.id, self.path, self.body

    @property
    @abstractmethod
    def identity(self) -> Hashable:
        """What makes two records of this kind one and the same; None where other rules look for that."""

    @property
    def subjects(self) -> tuple[tuple[str, str], ...]:
        """Whom or what it is about, each by the folder of its kind and its id."""
        named = getattr(self, self.about) if self.about else ()
        kind = "groups" if self.about == "group" else "members"
        return tuple((kind, id) for id in ((named,) if isinstance(named, str) else named))

    @property
    def recorded_day(self) -> date | None:
        """When it happened, was written or, of a letter, came in: how late it was entered is counted from it."""
        return getattr(self, self.dated) if self.dated else None

    @property
    def participants(self) -> frozenset[str]:
        """Who was there, belongs to a group, or of whom it is attested: what a member may enter for themselves."""
        return frozenset()

    @property
    def ref(self) -> str:
        """How this record is spoken of: ``sessions/2024-03-12-lahore-tuesday``."""
        return f"{self.kind_folder}/{self.id}" if self.kind_folder else self.id
