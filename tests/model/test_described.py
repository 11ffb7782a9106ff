"""The models told to people and to editors."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from balintrec.document import parse
from balintrec.model import KINDS
from balintrec.model.schema import all_schemas, describe, json_schema, sentence
from tests.sample import ROOT

RECORDS = sorted((ROOT / "records").rglob("*.md"))


def of(kind: str, key: str) -> tuple[str, bool, str]:
    """How a key is told: its form, whether it is required, the sentence under it."""
    (one,) = [one for one in describe(KINDS[kind]) if one.key == key]
    return one.form, one.required, one.text


@pytest.mark.parametrize(
    ("kind", "key", "told"),
    [
        ("sessions", "date", ("a day, YYYY-MM-DD", True, "")),
        ("sessions", "start", ("a time of day, HH:MM", False, "")),
        ("sessions", "presenter", ("the id of a member", False, "")),
        ("sessions", "co-leaders", ("a list of ids of members", False, "")),
        ("sessions", "guests", ("a whole number", False, "How many people without a record came.")),
        ("sessions", "status", ("one of these", False, "")),
        ("members", "membership", ("a list of keys", False, "None: an outside person.")),
        ("members", "name", ("a name, or a name for each script", True, "")),
        ("references", "referee", ("the id of a member or a name", True, "A member's id, or a name.")),
        ("supervisions", "recorded", ("yes or no", False, "A video or audio recording was used.")),
        ("reflections", "digest", ("a SHA-256 digest", False, "")),
        ("decisions", "requirement", ("stage/requirement", False, "stage/id: what is waived, recognised or required.")),
        ("", "may-enter", (
            "keys (texts) with a list of e-mail addresses",
            False,
            "Who, by e-mail address in git, may enter which kinds of record.",
        )),
    ],
)  # fmt: skip
def test_key_is_told_as_its_type_and_docstring_say(kind: str, key: str, told: tuple[str, bool, str]) -> None:
    assert of(kind, key) == told


def test_every_kind_says_what_it_is() -> None:
    assert all(sentence(model).endswith(".") for model in KINDS.values())


def as_editors_read(value: Any) -> Any:
    """Texts as a YAML 1.2 reader types them."""
    if isinstance(value, list):
        return [as_editors_read(one) for one in value]
    if isinstance(value, dict):
        return {key: as_editors_read(one) for key, one in value.items()}
    if value.isdigit() and str(int(value)) == value:
        return int(value)
    return {"true": True, "false": False}.get(value, value)


@pytest.mark.parametrize("typed", [lambda value: value, as_editors_read], ids=["text", "yaml-1.2"])
def test_schema_accepts_every_record_of_the_sample(typed: Any) -> None:
    validators = {kind: jsonschema.Draft202012Validator(json_schema(model)) for kind, model in KINDS.items()}
    for path in RECORDS:
        parts = path.relative_to(ROOT / "records").parts
        values = parse(path.read_bytes()).values
        validators[parts[0] if len(parts) > 1 else ""].validate(typed(values))


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("members", {}),
        ("members", {"name": "Sana Malik", "nmae": "x"}),
        ("members", {"name": "Sana Malik", "profession": None}),
        ("members", {"name": "Sana Malik", "pathway-from": "2024-3-1"}),
        ("sessions", {"date": "2024-03-12", "group": "lahore", "guests": -1}),
        ("sessions", {"date": "2024-03-12", "group": "lahore", "mode": "on-line"}),
        ("supervisions", {"date": "2024-03-12", "supervisor": "a", "supervisees": "b"}),
    ],
)
def test_schema_refuses_what_a_record_cannot_say(kind: str, values: dict[str, Any]) -> None:
    assert not jsonschema.Draft202012Validator(json_schema(KINDS[kind])).is_valid(values)


@pytest.mark.parametrize("kind", KINDS)
def test_schema_is_one_of_the_draft_it_names(kind: str) -> None:
    schema = json_schema(KINDS[kind])
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "$id" not in schema
    assert all(value["title"] for value in schema["properties"].values())


def test_all_schemas_stand_by_kind() -> None:
    assert list(all_schemas()) == [model.noun for model in KINDS.values()]
    assert json.dumps(all_schemas()) == json.dumps(all_schemas())
