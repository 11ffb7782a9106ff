"""What `explain` says of rules, kinds of record and policies."""

from __future__ import annotations

from pathlib import Path

import pytest

from balintrec.check import rules
from balintrec.document import parse
from balintrec.formats.explain.kind import kind_text
from balintrec.formats.explain.policy import policy_text
from balintrec.formats.explain.rule import index_text, rule_text
from balintrec.model import KINDS, Body, Record
from balintrec.model.schema import describe
from balintrec.model.validate import validate
from balintrec.sanitize import width
from balintrec.scaffold.templates import preset_policies, presets
from balintrec.society.files import locate
from balintrec.source import Entry
from tests.conftest import Expect

EXPECTED = Path(__file__).parent / "expected"
NOUNS = {model.noun: model for model in KINDS.values()}


def example(noun: str) -> tuple[str, Record | object]:
    """The path and the record of an example."""
    path, _, text = NOUNS[noun].example.strip().partition("\n")
    path = path.removeprefix("# ")
    located = locate(Entry(path))
    document = parse(f"{text}\n".encode())
    assert document.values is not None
    assert (located.kind, located.flaws, document.problems) == (NOUNS[noun].kind_folder, (), ())
    return path, validate(NOUNS[noun].kind_folder, document.values, located.id, path, Body(True, ""))


@pytest.mark.parametrize("noun", NOUNS)
def test_example_of_a_kind_can_be_read(noun: str) -> None:
    _, record = example(noun)
    assert isinstance(record, NOUNS[noun])


@pytest.mark.parametrize("noun", NOUNS)
def test_example_shows_every_key(noun: str) -> None:
    missing = [one.key for one in describe(NOUNS[noun]) if f"{one.key}:" not in NOUNS[noun].example]
    assert missing == []


@pytest.mark.parametrize("noun", ["session", "decision", "policy", "society"])
def test_kind_of_record_is_told(noun: str, expect: Expect) -> None:
    expect(EXPECTED / f"explain-{noun}.txt", kind_text(NOUNS[noun]))


@pytest.mark.parametrize("noun", NOUNS)
def test_kind_of_record_fits_eighty_columns(noun: str) -> None:
    lines = kind_text(NOUNS[noun]).split("\nExample\n")[0].split("\n")
    assert max(map(width, lines)) <= 80


@pytest.mark.parametrize("name", ["pakistan", "roma"])
def test_policy_is_told_in_words(name: str, expect: Expect) -> None:
    expect(EXPECTED / f"explain-{name}.txt", policy_text(preset_policies()[name]))


@pytest.mark.parametrize("name", presets())
def test_policy_names_every_number_source_and_placeholder(name: str) -> None:
    policy = preset_policies()[name]
    text = policy_text(policy)
    assert max(width(line) for line in text.split("\n")) <= 80
    told = " ".join(text.split())
    for key in policy.given:
        assert f"({key}) [{policy.source_of(key)}]" in told
        assert (f"- {key}: " in told) == (policy.source_of(key) == "placeholder")
    for stage in policy.stages:
        for requirement in stage.requires:
            assert f"({requirement.id})" in told
            for key in requirement.given:
                placeholder = requirement.source_of(key) == "placeholder"
                assert (f"{stage.id}/{requirement.id}, {key}: " in told) == placeholder
            if not requirement.given:
                assert (f"{stage.id}/{requirement.id}: " in told) == (requirement.source == "placeholder")
    assert all(" ".join(sentence.split()) in told for sentence in policy.not_checked)


def test_rule_is_told_with_what_is_wrong_and_right() -> None:
    rule = next(rule for rule in rules() if rule.code == "REF001")
    text = rule_text(rule)
    assert text.startswith("REF001 unknown-record (error)\n\n")
    assert "\nWrong:\n    # records/" in text
    assert "\nRight:\n    # records/" in text


def test_list_names_everything_that_can_be_explained() -> None:
    text = index_text(rules(), [("session", "One meeting.")], [("pakistan", "A pathway")])
    assert all(f"  {rule.code}  {rule.name}: " in text for rule in rules())
    assert "  session  One meeting." in text
    assert "  pakistan  A pathway" in text
    assert max(map(width, text.split("\n"))) <= 80
