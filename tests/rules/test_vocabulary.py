"""The roles, kinds, credentials and fields that a policy names exist."""

from __future__ import annotations

import pytest

from balintrec.model import KINDS
from balintrec.model.activity import ACTIVITY_KINDS
from balintrec.rules import policy_words
from tests.rules.examples import codes, finds
from tests.rules.policy import policy

BROKEN = "# records/{}/broken.md\n---\n[{}\n---\n"


@pytest.mark.parametrize(
    ("requirement", "expected"),
    [
        ("practice, of: [sessions], roles: [leader, co-leader, presenter, attendee, observer]", []),
        ("practice, of: [events], roles: [leader, attendee]", []),
        ("practice, of: [supervisions], roles: [supervisor, supervisee]", []),
        ("practice, of: [sessions, supervisions], roles: [leader, supervisee]", []),
        ("practice, of: [sessions], roles: [supervisee]", ["POL012"]),
        ("practice, of: [events], roles: [co-leader, presenter]", ["POL012", "POL012"]),
        ("practice, of: [sessions], with: {role: [leader, co-leder]}", ["POL012"]),
        ("practice, of: [sessions], with: {role: supervisor}", ["POL012"]),
        ("statement, of: readiness, by: {role: [leader, supervisor]}", []),
        ("statement, of: readiness, by: {role: co-leader}", ["POL012"]),
        ("document, of: report, by: {role: [leader, supervisor]}", []),
        ("document, of: report, by: {role: supervisee}", ["POL012"]),
    ],
)
def test_a_role_is_one_that_people_have_there(requirement: str, expected: list[str]) -> None:
    assert codes(policy(requirement)) == expected


@pytest.mark.parametrize(
    ("of", "where", "expected"),
    [
        ("sessions", "kinds: [ordinary, workshop]", []),
        ("sessions", "kinds: weekend", ["POL013"]),
        ("events", "kinds: [weekend, workshop]", []),
        ("events", "kinds: ordinary", ["POL013"]),
        ("sessions", "group-kinds: [ongoing, closed, time-limited, large]", []),
        ("sessions", "group-kinds: open", ["POL013"]),
    ],
)
def test_a_kind_is_one_of_what_is_counted(of: str, where: str, expected: list[str]) -> None:
    assert codes(policy(f"practice, of: {of}, at-least: 1, where: {{{where}}}")) == expected
    assert codes(policy(f"practice, of: {of}, share: {{at-least: 1/2, where: {{{where}}}}}")) == expected


def test_a_kind_may_be_one_of_either_activity() -> None:
    assert codes(policy("practice, of: [sessions, events], where: {kinds: [ordinary, weekend]}")) == []


@pytest.mark.parametrize(
    ("snippets", "expected"),
    [
        (policy("practice, of: sessions, with: {credential: accredited-leader}"), []),
        (policy("practice, of: sessions, with: {credential: supervisor}"), []),  # named in supervises
        (policy("practice, of: sessions, with: {credential: [accredited-leader, trainer]}"), ["POL014"]),
        (policy("practice, of: sessions, with: {credential: trainer}", keys="leads: [trainer]\n"), []),
        (policy("statement, of: readiness, by: {credential: trainer}"), ["POL014"]),
        (policy("document, of: report, by: {credential: trainer}"), ["POL014"]),
        (policy("document, of: report, by: {credential: supervisor}"), []),
        (policy("membership", keys="leads: [trainer]\n"), []),  # a word of its own
        (policy("membership", keys="supervises: [accreditedleader]\n"), ["POL015"]),
    ],
)
def test_a_credential_is_one_that_somebody_can_have(snippets: str, expected: list[str]) -> None:
    assert codes(snippets, only="POL") == expected


@pytest.mark.parametrize(
    "snippet",
    [
        policy("statement, of: readiness, by: {credential: trainer}") + BROKEN.format("decisions", "trainer"),
        policy("membership", keys="leads: [acredited-leader]\n")
        + BROKEN.format("policies", "acredited-leader"),
    ],
)
def test_a_file_that_cannot_be_read_may_confer_it(snippet: str) -> None:
    assert codes(snippet, only="POL") == []


@pytest.mark.parametrize(
    ("field", "expected"),
    [("background", []), ("profession", []), ("Background", ["POL016"]), ("membership", ["POL016"])],
)
def test_a_condition_asks_for_a_key_with_words(field: str, expected: list[str]) -> None:
    assert codes(policy(f"membership, when: {{{field}: x}}")) == expected


def test_the_word_is_pointed_at() -> None:
    [found] = finds("POL012", policy("practice, of: sessions, roles: [leader, atendee]"))
    span = found.location.span
    assert span and found.excerpt
    assert found.excerpt[span.column - 1 : span.end_column - 1] == "atendee"
    assert found.help == 'did you mean "attendee"?'


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("sessions", ACTIVITY_KINDS["sessions"]),
        ("events", ACTIVITY_KINDS["events"]),
        ("groups", policy_words.GROUP_KINDS),
    ],
)
def test_the_kinds_are_those_of_the_records(kind: str, words: tuple[str, ...]) -> None:
    schema = KINDS[kind].model_json_schema()["properties"]["kind"]
    [choices] = [one["enum"] for one in (schema, *schema.get("anyOf", ())) if "enum" in one]
    assert choices == list(words)


def test_the_fields_are_those_of_a_member() -> None:
    assert set(policy_words.FIELDS) < set(KINDS["members"].model_json_schema()["properties"])
