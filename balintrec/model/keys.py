"""The keys of records: which may stand where, which name other records, and how a place is called in words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, ForwardRef, Union, get_args, get_origin

from pydantic import BaseModel

from balintrec.finding import Key
from balintrec.model.confidential import is_key
from balintrec.model.record import Record, kebab
from balintrec.model.types import Refers
from balintrec.names import did_you_mean


def mentioned(record: Record) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The same ids without their places, a kind and some ids at a time: four times as fast."""
    return _mentioned(record)


def _mentioned(part: BaseModel) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, _, refers, parts in _fields(type(part)):
        value = getattr(part, name)
        if not value:
            continue
        values = value if isinstance(value, tuple) else (value,)
        if parts:
            for item in values:
                if isinstance(item, BaseModel):
                    yield from _mentioned(item)
            values = tuple(item for item in values if not isinstance(item, BaseModel))
        if refers:
            yield refers.kind, values


@cache
def fields_holding(model: type[BaseModel], *parts: type[BaseModel]) -> tuple[str, ...]:
    """The fields, by their names in Python, in which one of these parts may stand, alone or in a list."""
    return tuple(name for name, field in model.model_fields.items() if _holds(field.annotation, parts))


def references(record: Record) -> Iterator[tuple[Key, Refers, str]]:
    """Every id that a record names: the way to it, what it must be, and the id itself."""
    yield from _named(record, ())


def _named(part: BaseModel, key: Key) -> Iterator[tuple[Key, Refers, str]]:
    for name, written, refers, _ in _fields(type(part)):
        value = getattr(part, name)
        if value is None or value == ():
            continue
        below = (*key, written)
        if not isinstance(value, tuple):
            yield from _one(value, below, refers)
            continue
        for number, item in enumerate(value):
            yield from _one(item, (*below, number), refers)


def _one(value: Any, key: Key, refers: Refers | None) -> Iterator[tuple[Key, Refers, str]]:
    if isinstance(value, BaseModel):
        yield from _named(value, key)
    elif refers:
        yield key, refers, value


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str, Refers | None, bool], ...]:
    """The fields that name records themselves, or that hold parts which may, and whether they hold parts."""
    found = []
    for name, field in model.model_fields.items():
        refers = next((item for item in field.metadata if isinstance(item, Refers)), None)
        refers = refers or _refers(field.annotation)
        parts = _holds(field.annotation, (BaseModel,))
        if refers or parts:
            found.append((name, kebab(name), refers, parts))
    return tuple(found)


def _refers(annotation: Any) -> Refers | None:
    """The mark inside `tuple[MemberId, ...]` or `MemberId | None`."""
    if get_origin(annotation) is Annotated:
        marks = [item for item in annotation.__metadata__ if isinstance(item, Refers)]
        return marks[0] if marks else _refers(annotation.__origin__)
    if get_origin(annotation) in (Union, UnionType, tuple):
        return next((mark for inner in get_args(annotation) if (mark := _refers(inner))), None)
    return None


def _holds(annotation: Any, parts: tuple[type[BaseModel], ...]) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, parts):
        return True
    if get_origin(annotation) in (Annotated, Union, UnionType, tuple):
        return any(_holds(inner, parts) for inner in get_args(annotation) if inner is not Ellipsis)
    return False


_GUESSES = 100
"""In a file with more misspelt keys than this, something else is wrong."""


def spoken(key: Key) -> str:
    """A way to a value in words: ``item 2 of attendees``."""
    words = ""
    for part in key:
        if isinstance(part, int):
            words = f"item {part + 1} of {words}" if words else f"item {part + 1}"
        else:
            words = f"{shown(part)} of {words}" if words else shown(part)
    return words or "the record"


def shown(name: str | int) -> str:
    return str(name).encode("ascii", "backslashreplace").decode()[:60]


def key_of(values: Any, loc: tuple[int | str, ...], kind: str) -> Key:
    """Pydantic's location without the tags of unions, which are no keys of the file."""
    key: list[str | int] = []
    for part in loc:
        inside = isinstance(values, dict) and part in values
        if inside or (isinstance(values, list) and isinstance(part, int) and part < len(values)):
            key.append(part)
            values = values[part]
    if kind == "missing":
        key.append(loc[-1])
    return tuple(key)


def value_at(values: Any, key: Key) -> Any:
    for part in key:
        values = values[part]
    return values


def keys_at(model: type[BaseModel], values: Any, key: Key) -> list[str]:
    """The keys that the mapping at `key` may have."""
    return sorted({kebab(name) for m in models_at(model, values, key) for name in m.model_fields})


def models_at(model: type[BaseModel], values: Any, key: Key) -> list[type[BaseModel]]:
    """What the mapping at `key` may be, or an item of the list there."""
    models: list[type[BaseModel]] = [model]
    for part in key:
        values = values[part]
        if isinstance(part, str):
            fields = [m.model_fields.get(_python(part, m)) for m in models]
            inner = [one for field in fields if field for one in _models(field.annotation)]
            # What an all-of requires is written as a forward reference: requirements of the same kinds again.
            again = any(field and isinstance(field.annotation, ForwardRef) for field in fields)
            models = inner or (models if again else [])
    if isinstance(values, dict) and "kind" in values:
        tagged = [m for m in models if values["kind"] in get_args(_kind(m))]
        models = tagged or models
    return models


def _python(name: str, model: type[BaseModel]) -> str:
    return next((field for field in model.model_fields if kebab(field) == name), "")


def _kind(model: type[BaseModel]) -> Any:
    field = model.model_fields.get("kind")
    return field.annotation if field else None


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models somewhere inside a type."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (Annotated, Union, UnionType, tuple, dict):
        for inner in get_args(annotation):
            yield from _models(inner)


class Keys:
    """Which keys may stand where in a record, and what a misspelt one was meant to be."""

    def __init__(self, model: type[Record], values: dict[str, Any], discreet: bool = False) -> None:
        """With ``discreet`` no word of the file is spoken that is not a key of the schema."""
        self.discreet = discreet
        self.model = model
        self.values = values
        self.noun = model.noun
        self.known: dict[Key, list[str]] = {}
        self.guesses: dict[Key, str | None] = {}

    def at(self, key: Key) -> list[str]:
        if key not in self.known:
            self.known[key] = keys_at(self.model, self.values, key)
        return self.known[key]

    def guess(self, key: Key) -> str | None:
        if key not in self.guesses and len(self.guesses) < _GUESSES:
            self.guesses[key] = did_you_mean(str(key[-1]), self.at(key[:-1]))
        return self.guesses.get(key)

    def spoken(self, key: Key) -> str:
        """A way to a value in words, as far as it may be spoken of."""
        if self.discreet:
            known = (number for number, part in enumerate(key) if isinstance(part, str) and not is_key(part))
            key = key[: next(known, len(key))]
        return spoken(key)
