"""docs/records.md says of each kind of record what its model says, and its examples are records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from balintrec.document import parse
from balintrec.model import KINDS, Record
from balintrec.model.policy import Stage
from balintrec.model.record import Part, Period
from balintrec.model.schema import Described, describe
from balintrec.scaffold.record import path_of
from balintrec.society import read_society
from balintrec.society.files import locate
from balintrec.source import Entry
from tests.sources import MemorySource
from tests.test_docs_policy import headings, section, table

PAGE = (Path(__file__).parents[1] / "docs/records.md").read_text(encoding="utf-8")
TITLES = {model.noun.capitalize(): model for model in KINDS.values()}
SPOKEN_OF_ELSEWHERE = (Period, Stage)
"""What a period is stands once for all at the top; what a stage is, in docs/policy.md."""


def example(title: str) -> tuple[str, str]:
    """Where the file of an example stands, and its text."""
    text = section(PAGE, title)
    path = re.search(r"^File: `(records/\S+)`", text, re.MULTILINE)
    whole = re.search(r"^```markdown\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert path
    assert whole
    return path[1], whole[1]


def listed(title: str) -> dict[str, list[str]]:
    """The rows of a kind's table by key."""
    return {row[0].strip("`"): row[1:] for row in table(section(PAGE, title))}


def keys_of(model: type[Part], above: str = "") -> Iterator[tuple[str, Described]]:
    """Every key of a model, each followed by the keys inside it."""
    for one in describe(model):
        yield above + one.key, one
        for part in one.parts:
            if part not in SPOKEN_OF_ELSEWHERE:
                yield from keys_of(part, f"{above}{one.key}.")


def test_every_kind_has_its_section_in_the_order_of_the_models() -> None:
    assert headings(PAGE, 2) == ["Rules for every record", *TITLES]


def test_the_folders_are_those_of_the_models() -> None:
    rows = {row[0]: row[1] for row in table(PAGE)}
    assert rows == {
        f"[{title}](#{title.lower()})": f"`{model.kind_folder}/`" if model.kind_folder else "–"
        for title, model in TITLES.items()
    }


def test_the_confidential_kinds_are_named() -> None:
    said = re.search(r"\*\*Confidential\*\* are the bodies of ([^.]+)\.", PAGE)
    assert said
    named = set(re.split(r", |\s+and\s+", said[1]))
    assert named == {model.kind_folder for model in KINDS.values() if model.confidential}


@pytest.mark.parametrize("title", [title for title, model in TITLES.items() if model.confidential])
def test_a_confidential_kind_says_so(title: str) -> None:
    assert "confidential" in section(PAGE, title).partition("\nFile:")[0]


@pytest.mark.parametrize(("title", "model"), TITLES.items(), ids=[*TITLES])
def test_the_keys_listed_are_those_of_the_model(title: str, model: type[Record]) -> None:
    assert [*listed(title)] == [key for key, _ in keys_of(model)]


@pytest.mark.parametrize(("title", "model"), TITLES.items(), ids=[*TITLES])
def test_a_key_is_called_required_where_it_is(title: str, model: type[Record]) -> None:
    said = {key: required for key, (_, required, _) in listed(title).items()}
    assert said == {key: "yes" if one.required else "no" for key, one in keys_of(model)}


@pytest.mark.parametrize(("title", "model"), TITLES.items(), ids=[*TITLES])
def test_choices_and_defaults_are_those_of_the_model(title: str, model: type[Record]) -> None:
    for key, one in keys_of(model):
        form, _, meaning = listed(title)[key]
        assert (form == "one of") is bool(one.choices), key
        choices = [f"`{choice}`" for choice in one.choices]
        assert re.findall("`[^`]+`", meaning)[: len(choices)] == choices, key
        assert ("default" in meaning) is bool(one.default), key
        assert not one.default or re.search(rf"default `?{re.escape(one.default)}\b", meaning), key


@pytest.mark.parametrize("title", TITLES)
def test_an_example_is_a_record_of_its_kind(title: str) -> None:
    path, text = example(title)
    loaded = read_society(MemorySource({path: text.encode()}))
    assert [(one.rule.code, one.message) for one in loaded.findings] == []
    assert [(rule.code, problem.message) for rule, problem in loaded.problems] == []
    located = locate(Entry(path))
    assert located.kind == TITLES[title].kind_folder
    records = loaded.society.records
    found = records[located.kind][located.id] if located.kind else loaded.society.about
    assert isinstance(found, TITLES[title])


@pytest.mark.parametrize("title", [title for title in TITLES if title != "Policy"])
def test_an_example_stands_where_a_new_record_is_put(title: str) -> None:
    path, text = example(title)
    values: dict[str, Any] | None = parse(text.encode()).values
    assert values is not None
    assert path_of(TITLES[title], values) == path


@pytest.mark.parametrize(("title", "model"), TITLES.items(), ids=[*TITLES])
def test_an_example_shows_the_required_keys_and_most_others(title: str, model: type[Record]) -> None:
    values = parse(example(title)[1].encode()).values or {}
    keys = describe(model)
    assert {one.key for one in keys if one.required} <= set(values)
    assert 2 * len(values) > len(keys)
