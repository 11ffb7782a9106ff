"""JSON Schema (draft 2020-12) of the front matter, for editors, with the words that `explain` has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from balintrec.model import KINDS, Record
from balintrec.model.described import describe, sentence

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(model: type[Record]) -> dict[str, Any]:
    """The schema of one kind of record."""
    schema = model.model_json_schema(by_alias=True)
    definitions = schema.get("$defs", {})
    for part in dict.fromkeys(_parts(model)):
        _tell(part, schema if part is model else definitions[part.__name__])
    return {"$schema": _DRAFT, **schema, "title": f"Balint records: {model.noun}"}


def all_schemas() -> dict[str, Any]:
    """The schemas of all kinds, by kind."""
    return {model.noun: json_schema(model) for model in KINDS.values()}


def _parts(
    model: type[BaseModel], seen: frozenset[type[BaseModel]] = frozenset()
) -> Iterator[type[BaseModel]]:
    yield model
    for described in describe(model):
        for part in described.parts:
            if part not in seen:
                yield from _parts(part, seen | {model, part})


def _tell(model: type[BaseModel], schema: dict[str, Any]) -> None:
    schema["description"] = sentence(model)
    for described in describe(model):
        written = schema["properties"][described.key]
        written["title"] = described.key.replace("-", " ").capitalize()
        if described.text:
            written["description"] = described.text
