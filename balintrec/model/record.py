"""What every record has: closed keys, an id, a path, and the digest of its body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from pydantic import BaseModel, ConfigDict

from balintrec.model.types import Day

if TYPE_CHECKING:
    from datetime import date


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
        slots = (self.id, self.path, self.body) if isinstance(self, Record) else None
        return remade, (type(self), self.__dict__, slots)


def remade(model: type[Part], values: dict[str, Any], slots: tuple[str, str, Body] | None) -> Part:
    """A part or a record of values that were validated before."""
    part = model.__new__(model)
    for name, value in (("__dict__", values), *_AS_BUILT):
        object.__setattr__(part, name, value)
    if slots:
        for name, value in zip(("id", "path", "body"), slots, strict=True):
            object.__setattr__(part, name, value)
    return part


_AS_BUILT: tuple[tuple[str, Any], ...] = (
    ("__pydantic_fields_set__", frozenset()), ("__pydantic_extra__", None), ("__pydantic_private__", None)
)  # fmt: skip
"""What Pydantic keeps beside the values, and nothing here asks for."""


class Period(Part):
    """From a day to a day, both included; without `to` while it lasts."""

    from_: Day
    to: Day | None = None

    def __contains__(self, day: date) -> bool:
        return self.from_ <= day and (self.to is None or day <= self.to)


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
    confidential: ClassVar[bool] = False
    """The body is shown to nobody who did not ask for it by name."""

    if TYPE_CHECKING:
        id: str
        path: str
        body: Body

    @property
    def ref(self) -> str:
        """How this record is spoken of: ``sessions/2024-03-12-lahore-tuesday``."""
        return f"{self.kind_folder}/{self.id}" if self.kind_folder else self.id
