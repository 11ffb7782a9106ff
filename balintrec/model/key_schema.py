"""What may stand below a key of a record, read off the models' own types: keys, choices, values of some type, ids."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from balintrec.model.record import Record, kebab
from balintrec.model.types import ANY_TEXT, PROSE, Refers, Typed
from balintrec.names import ID

Read = Callable[[Any], Any]


class Below(NamedTuple):
    """What may stand below one key, at any depth."""

    keys: frozenset[str]
    types: tuple[Read, ...]
    """Readers of values; without those that take any text."""
    choices: frozenset[str]
    ids: bool
    prose: bool
    """Whether a text for people may stand there."""
    words: bool
    """Whether keys there may be words of the society's own."""

    def has(self, key: str) -> bool:
        """Whether it may be a key there."""
        return key in self.keys or (self.words and ID.fullmatch(key) is not None)

    def takes(self, text: str) -> bool:
        """Whether it may be a value there, and not merely because any text may."""
        return (
            text in self.choices or (self.ids and ID.fullmatch(text) is not None) or reads(self.types, text)
        )


def reads(types: Collection[Read], text: str) -> bool:
    """Whether one of these types has that value."""
    for read in types:
        with suppress(PydanticCustomError):
            read(text)
            return True
    return False


@cache
def below(model: type[Record], key: str) -> Below | None:
    """What may stand below a key of the record; None if it has no such key."""
    field = next((field for name, field in model.model_fields.items() if kebab(name) == key), None)
    if field is None:
        return None
    found = list(_leaves(field.annotation, tuple(field.metadata)))
    types = [one.function for one in found if isinstance(one, Typed)]
    return Below(
        frozenset(key for one in found if isinstance(one, type) for key in own_keys(one)),
        tuple(one for one in types if one not in ANY_TEXT),
        frozenset(one for one in found if isinstance(one, str)),
        any(isinstance(one, Refers) and not one.loose for one in found),
        any(one in PROSE for one in types),
        dict in found,
    )


def own_keys(model: type) -> frozenset[str]:
    """The keys of a record, or of a part of one, itself."""
    return frozenset(map(kebab, model.model_fields)) if issubclass(model, BaseModel) else frozenset()


@cache
def all_keys(model: type[BaseModel]) -> frozenset[str]:
    """Every key that may stand somewhere in a record."""
    return frozenset(key for one in _leaves(model) if isinstance(one, type) for key in own_keys(one))


def _leaves(
    annotation: Any, marks: tuple[Any, ...] = (), above: tuple[type[BaseModel], ...] = ()
) -> Iterator[Any]:
    """The marks and choices somewhere inside a type, and the parts, and ``dict``, that have keys of their own."""
    yield from marks
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _leaves(annotation.__origin__, annotation.__metadata__, above)
    elif origin is Literal:
        yield from map(str, get_args(annotation))
    elif origin in (Union, UnionType, tuple, dict):
        if origin is dict:  # as of a name: a text for each script
            yield dict
        for inner in get_args(annotation):
            yield from _leaves(inner, (), above)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel) and annotation not in above:
        yield annotation
        for field in annotation.model_fields.values():
            yield from _leaves(field.annotation, tuple(field.metadata), (*above, annotation))
