"""JSON Schema (draft 2020-12) of the front matter, for editors, with the words that `explain` has."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from balintrec.model import KINDS, Record
from balintrec.model.record import Part
from balintrec.model.schema_docs import describe, sentence

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
