"""The models described: every key with its type in words, and JSON Schema (draft 2020-12) for editors."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BeforeValidator
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from balintrec.model import KINDS, Record
from balintrec.model.measure import Sources
from balintrec.model.record import Part, kebab
from balintrec.model.types import (
    DEPRECATED,
    Clock,
    Count,
    Day,
    Digest,
    Email,
    Flag,
    LocalText,
    Name,
    Refers,
    RequirementId,
    Share,
    Word,
)
from balintrec.names import article

_ONE_OR_MORE = "one or a list of"


@dataclass(frozen=True, slots=True)
class Described:
    """One key: what may stand there, and what it means."""

    key: str
    field: str
    """Its name in Python."""
    form: str
    """In words, such as ``a day`` or ``a list of ids of members``."""
    required: bool
    choices: tuple[str, ...]
    text: str
    default: str
    parts: tuple[type[Part], ...]
    """The models whose keys stand inside it."""
    refers: Refers | None
    """Which kind of record it names."""

    @property
    def many(self) -> bool:
        """Whether it is a list."""
        return self.form.startswith(("a list of", _ONE_OR_MORE))

    @property
    def may_be_one(self) -> bool:
        """Whether a list of one may be written as that one."""
        return self.form.startswith(_ONE_OR_MORE)


_SPOKEN: tuple[tuple[Any, str, str], ...] = (
    (Day, "a day, YYYY-MM-DD", "days"),
    (Clock, "a time of day, HH:MM", "times"),
    (Count, "a whole number", "whole numbers"),
    (Flag, "yes or no", "yes or no"),
    (Share, "a share, such as 1/2 or 50%", "shares"),
    (Name, "a name, or a name for each script", "names"),
    (LocalText, "a text, or a text for each language", "texts, each may be given for each language"),
    (Word, "a word", "words"),
    (RequirementId, "stage/requirement", "requirements"),
    (Digest, "a SHA-256 digest", "digests"),
    (Email, "an e-mail address", "e-mail addresses"),
    (Sources, "published, committee or placeholder; or one of them for each number", "sources"),
)


def describe(model: type[Part]) -> tuple[Described, ...]:
    """Every key of a model, in the order of the schema."""
    hints = get_type_hints(model, include_extras=True)
    texts = _texts(model)
    return tuple(
        Described(
            key=kebab(name),
            field=name,
            form=_words(hints[name]),
            required=field.is_required(),
            choices=tuple(_choices(hints[name])),
            text=texts.get(name, ""),
            default=_default(field.default),
            parts=tuple(dict.fromkeys(_models(hints[name]))),
            refers=_refers(hints[name]),
        )
        for name, field in model.model_fields.items()
        if field.json_schema_extra != DEPRECATED.json_schema_extra
    )


def sentence(model: type[Part]) -> str:
    """What the model is, from its own docstring."""
    return " ".join((model.__doc__ or "").split())


def _default(default: Any) -> str:
    if isinstance(default, bool):
        return "yes" if default else "no"
    return str(default) if isinstance(default, str | int) else ""


def _words(hint: Any, many: bool = False) -> str:
    """A type in words."""
    for known, one, several in _SPOKEN:
        if known.__metadata__[0] in getattr(hint, "__metadata__", ()):
            return several if many else one
    if mark := _mark(hint):
        return _ids(mark, many)
    origin, inner = get_origin(hint), [one for one in get_args(hint) if one not in (NoneType, Ellipsis)]
    if origin is Annotated and any(map(_takes_one, hint.__metadata__)):
        return _words(inner[0]).replace("a list of", _ONE_OR_MORE)
    if origin in (Annotated, Union, UnionType):
        inner = inner[:1] if origin is Annotated else inner
        return " or ".join(dict.fromkeys(_words(one, many) for one in inner))
    if origin is tuple:
        return f"a list of {_words(inner[0], many=True)}"
    if origin is dict:
        return f"keys ({_words(inner[0], many=True)}) with {_words(inner[1])}"
    if origin is Literal:
        return "words" if many else "one of these"
    if next(_models(hint), None):
        return "keys"
    return "texts" if many else "a text"


def _ids(mark: Refers, many: bool) -> str:
    ids = f"ids of {mark.kind}" if many else f"the id of {article(_noun(mark.kind))}"
    return f"{ids} or a name" if mark.loose else ids


def _noun(folder: str) -> str:
    return f"{folder[:-3]}y" if folder.endswith("ies") else folder.removesuffix("s")


def _takes_one(mark: Any) -> bool:
    """Whether a single value may stand for a list of one."""
    put_in_a_list: Any = mark.func if isinstance(mark, BeforeValidator) else None
    singles: tuple[Any, ...] = ("", {})
    return put_in_a_list is not None and any(put_in_a_list(one) == [one] for one in singles)


def _mark(hint: Any) -> Refers | None:
    return next((mark for mark in getattr(hint, "__metadata__", ()) if isinstance(mark, Refers)), None)


def _refers(hint: Any) -> Refers | None:
    """The mark on the value, or on the items of a list."""
    return _mark(hint) or next((mark for inner in get_args(hint) if (mark := _refers(inner))), None)


def _choices(hint: Any) -> Iterator[str]:
    if get_origin(hint) is Literal:
        yield from get_args(hint)
    elif get_origin(hint) in (Annotated, Union, UnionType, tuple):
        for inner in get_args(hint):
            yield from _choices(inner)


def _models(hint: Any) -> Iterator[type[Part]]:
    if isinstance(hint, type) and issubclass(hint, Part):
        yield hint
    elif get_origin(hint) in (Annotated, Union, UnionType, tuple, dict):
        for inner in get_args(hint):
            yield from _models(inner)


def _texts(model: type[Part]) -> dict[str, str]:
    """The sentence under each field, of the class itself and of those that it is made from."""
    texts: dict[str, str] = {}
    for parent in reversed(model.__mro__):
        if issubclass(parent, Part):
            texts |= _written(parent)
    return texts


@cache
def _written(model: type[Part]) -> dict[str, str]:
    defined = ast.parse(inspect.getsource(model)).body[0]
    body = defined.body if isinstance(defined, ast.ClassDef) else []
    texts = {}
    for field, below in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            match below:
                case ast.Expr(value=ast.Constant(value=str(said))):
                    texts[field.target.id] = " ".join(said.split())
    return texts


_DRAFT = "https://json-schema.org/draft/2020-12/schema"


class _OneOrMore(GenerateJsonSchema):
    """Where a model makes a list of one value, a schema allows the one value."""

    def generate_inner(self, schema: Any) -> JsonSchemaValue:
        # Pydantic writes a key's default into the dictionary that all keys of its type share.
        return deepcopy(super().generate_inner(schema))

    def function_before_schema(self, schema: Any) -> JsonSchemaValue:
        inner = super().function_before_schema(schema)
        return {"anyOf": [inner["items"], inner]} if inner.get("type") == "array" else inner


def json_schema(model: type[Record]) -> dict[str, Any]:
    """The schema of one kind of record."""
    schema = model.model_json_schema(by_alias=True, schema_generator=_OneOrMore)
    definitions = schema.get("$defs", {})
    for part in dict.fromkeys(_parts(model)):
        _tell(part, schema if part is model else definitions[part.__name__])
    return {"$schema": _DRAFT, **schema, "title": f"Balint records: {model.noun}"}


def all_schemas() -> dict[str, Any]:
    """The schemas of all kinds, by kind."""
    return {model.noun: json_schema(model) for model in KINDS.values()}


def _parts(model: type[Part], seen: frozenset[type[Part]] = frozenset()) -> Iterator[type[Part]]:
    yield model
    for described in describe(model):
        for part in described.parts:
            if part not in seen:
                yield from _parts(part, seen | {model, part})


def _tell(model: type[Part], schema: dict[str, Any]) -> None:
    schema["description"] = sentence(model)
    for described in describe(model):
        written = schema["properties"][described.key] = _present(schema["properties"][described.key])
        written["title"] = described.key.replace("-", " ").capitalize()
        if described.text:
            written["description"] = described.text


def _present(schema: dict[str, Any]) -> dict[str, Any]:
    """A key that has no value is left out of a record: null is no value of it."""
    schema = {name: value for name, value in schema.items() if not (name == "default" and value is None)}
    choices = [one for one in schema.pop("anyOf", ()) if one != {"type": "null"}]
    if len(choices) == 1:
        return {**choices[0], **schema}
    return {**schema, "anyOf": choices} if choices else schema
