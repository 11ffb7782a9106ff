"""The shape of a policy: ids, the order of the stages, what they require, and where numbers come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from balintrec.check import check
from balintrec.society import load
from tests.rules.examples import BASE, ON, codes, finds
from tests.rules.policy import HEAD, policy, staged
from tests.sources import MemorySource, files_below

pytestmark = pytest.mark.slow

PRESETS = files_below(Path(__file__).parents[2] / "templates" / "policies")
PATH = "# records/policies/pakistan-2030.md\n"
ANY = "any-of, requires: [{id: inside, title: T, kind: membership, source: committee}"


def writing(id: str, during: str) -> str:
    return f"{{id: {id}, title: T, kind: writing, of: reflections, every: 6, {during}source: committee}}"


@pytest.mark.parametrize("path", sorted(PRESETS))
def test_the_presets_are_in_order(path: str) -> None:
    preset = {f"records/policies/{path}": PRESETS[path]}
    found = check(MemorySource({"records/society.md": BASE["records/society.md"], **preset}), ON).findings
    assert [one for one in found if one.location.path in preset] == []


@pytest.mark.parametrize(
    ("snippet", "expected"),
    [
        (staged(a="", b=""), []),
        (staged(a="", b="").replace("id: b\n", "id: a\n"), ["POL001"]),
        (staged(a="", b="").replace("b-fee", "a-fee"), ["POL001"]),  # in another stage too
        (policy("membership", f"{ANY}]"), []),
        (policy("membership", f"{ANY}]").replace("inside", "r0"), ["POL001"]),
        (policy("membership", f"{ANY}]").replace("inside", "r1"), ["POL001"]),  # like what it is in
    ],
)
def test_an_id_stands_once_in_a_policy(snippet: str, expected: list[str]) -> None:
    assert codes(snippet) == expected


@pytest.mark.parametrize(
    ("snippet", "expected"),
    [
        (staged(a="", b="after: [a]", c="after: [b]"), []),
        (staged(a="", b="after: [x]"), ["POL002"]),
        (staged(a="after: [a]"), ["POL003"]),
        (staged(a="after: [b]", b="after: [a]"), ["POL003"]),
        (staged(a="after: [c]", b="after: [a]", c="after: [b]"), ["POL003"]),
        (staged(a="after: [b]", b="after: [a]", c="after: [d]", d="after: [c]"), ["POL003", "POL003"]),
        (staged(a="", b="after: [a]", c="after: [b, c]"), ["POL003"]),
        (staged(a="after: [x]", b="after: [a]"), ["POL002"]),
    ],
)
def test_stages_wait_for_stages_that_come_before(snippet: str, expected: list[str]) -> None:
    assert codes(snippet) == expected


@pytest.mark.parametrize(
    ("after", "during", "expected"),
    [
        ("", "", []),
        ("", "during: writings, ", []),  # its own stage
        ("", "during: practice, ", []),
        ("", "during: practise, ", ["POL002"]),
        ("after: [writings]", "during: practice, ", ["POL003"]),
    ],
)
def test_a_writing_accompanies_a_stage_that_does_not_wait_for_it(
    after: str, during: str, expected: list[str]
) -> None:
    asks = "title: T, kind: practice, of: sessions, at-least: 8, source: committee"
    stages = (
        f"stages:\n  - {{id: writings, requires: [{writing('r', during)}, {{id: w, {asks}}}]}}\n"
        f"  - id: practice\n    {after}\n    requires: [{{id: m, {asks}}}]\n"
    )
    assert codes(PATH + HEAD + stages) == expected


def grouped(stage: str, after: str, *during: str) -> str:
    """A stage whose writings, each during a stage, stand in groups of a group."""
    inside = ", ".join(writing(f"{stage}-{one}", f"during: {one}, ") for one in during)
    practice = f"{{id: {stage}-p, title: T, kind: practice, of: sessions, at-least: 8, source: committee}}"
    group = f"{{id: {stage}-i, title: T, kind: any-of, source: committee, requires: [{inside}]}}"
    return (
        f"  - id: {stage}\n    {after}\n    requires:\n      - {practice}\n"
        f"      - {{id: {stage}-o, title: T, kind: all-of, source: committee, requires: [{group}]}}\n"
    )


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        (grouped("a", "", "a"), []),  # its own end waits for no writing
        (grouped("a", "", "a") + grouped("b", "after: [a]", "a", "b"), []),
        (grouped("a", "", "b") + grouped("b", "after: [a]", "b"), ["POL003"]),
        (grouped("a", "", "c") + grouped("b", "after: [a]", "b") + grouped("c", "", "b"), ["POL003"]),
        (grouped("a", "", "b") + grouped("b", "", "a"), ["POL003"]),
    ],
)
def test_a_writing_in_a_group_waits_as_any_other(stages: str, expected: list[str]) -> None:
    assert codes(f"{PATH}{HEAD}stages:\n{stages}") == expected


@pytest.mark.parametrize(
    ("requirement", "expected"),
    [
        ("any-of, requires: []", ["POL004"]),
        ("all-of, requires: []", ["POL004"]),
        (f"{ANY}, {{id: deep, title: T, kind: all-of, requires: [], source: committee}}]", ["POL004"]),
        (f"{ANY}]", []),
    ],
)
def test_something_is_required(requirement: str, expected: list[str]) -> None:
    assert codes(policy(requirement)) == expected


@pytest.mark.parametrize(
    ("requirement", "expected"),
    [
        ("practice, of: sessions, at-least: 8, within: 24, source: committee", []),
        (
            "practice, of: sessions, at-least: 8, within: 24, source: {at-least: committee, within: placeholder}",
            [],
        ),
        ("practice, of: sessions, at-least: 8, within: 24, source: {at-least: committee}", ["POL011"]),
        (
            "practice, of: sessions, at-least: 8, source: {at-least: committee, within: placeholder}",
            ["POL011"],
        ),
        ("practice, of: sessions, at-least: 8, source: {at_least: committee}", ["POL011", "POL011"]),
        ("practice, of: sessions, share: {of: roster, at-least: 1/2}, source: {share: committee}", []),
        ("practice, of: sessions, distinct: {of: groups, at-least: 2}, source: {distinct: committee}", []),
        ("writing, of: reflections, every: 6, source: {every: committee}", []),
        ("writing, of: reflections, every: 6, grace: 0, source: {every: committee, grace: committee}", []),
        ("writing, of: reflections, every: 6, grace: 30, source: {every: committee}", ["POL011"]),
        ("membership, source: {months: committee}", ["POL011"]),
    ],
)
def test_each_number_says_where_it_comes_from(requirement: str, expected: list[str]) -> None:
    assert codes(policy(requirement, "practice, of: sessions, at-least: 8, source: committee")) == expected


@pytest.mark.parametrize(
    ("during", "expected"),
    [("", ["POL024"]), ("during: other, ", []), ("during: stage, ", ["POL024"]), ("during: x, ", ["POL002"])],
)
def test_a_writing_accompanies_a_stage_with_a_practice(during: str, expected: list[str]) -> None:
    other = "  - {id: other, requires: [{id: p, title: T, kind: any-of, source: committee, requires: ["
    other += "{id: q, title: T, kind: practice, of: sessions, at-least: 8, source: committee}]}]}\n"
    found = codes(f"{PATH}{HEAD}stages:\n  - {{id: stage, requires: [{writing('r', during)}]}}\n{other}")
    assert found == expected


def nested(groups: int) -> str:
    inside = "{id: m, title: T, kind: membership, source: committee}"
    for number in range(groups):
        inside = f"{{id: g{number}, title: T, kind: all-of, source: committee, requires: [{inside}]}}"
    return f"{PATH}{HEAD}stages:\n  - {{id: s, requires: [{inside}]}}\n"


def stages_of(number: int, each: int) -> str:
    """So many stages after each other, each with a requirement that asks for so many backgrounds."""
    words = ", ".join(f"w{word}" for word in range(each))
    rows = "".join(
        f"  - {{id: s{one}, after: [s{one - 1 if one else 1}], requires: [{{id: r{one}, title: T, kind: membership, "
        f"source: committee, when: {{background: [{words}]}}}}]}}\n"
        for one in range(number)
    ).replace("id: s0, after: [s1], ", "id: s0, ")
    return f"{PATH}{HEAD}stages:\n{rows}"


def spanning(months: int) -> str:
    """A time of so many months."""
    return (
        f"{PATH}{HEAD}stages:\n  - {{id: s, requires: [{{id: r, title: T, kind: practice, of: [sessions], "
        f"source: committee, span: {months}, each: {{months: 1, at-least: 1}}}}]}}\n"
    )


@pytest.mark.parametrize(
    ("snippet", "expected"),
    [
        (nested(4), []),
        (nested(5), ["POL022"]),
        (nested(7), ["POL022"]),
        (stages_of(30, 1), []),
        (stages_of(31, 1), ["POL023"]),
        (stages_of(2, 500), ["POL023"]),
        (stages_of(500, 1), ["POL023"]),
        (spanning(600), []),
        (spanning(601), ["POL023"]),
    ],
)
def test_a_policy_has_bounds(snippet: str, expected: list[str]) -> None:
    assert [code for code in codes(snippet) if code != "POL020"] == expected


def test_nobody_is_judged_by_a_policy_beyond_its_bounds() -> None:
    path = PATH.removeprefix("# ").strip()
    source = MemorySource(dict(BASE) | {path: f"---\n{nested(5).removeprefix(PATH)}---\n".encode()})
    society = load(source)
    assert path in {file.path for file in society.broken}
    assert "pakistan-2030" not in society.policies


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("valid: 60\nbatch: 10\n", []),
        ("valid: 60\nbatch: 10\nsource: committee\n", []),
        ("source: committee\n", []),
        ("valid: 60\nbatch: 10\nsource: {valid: published, batch: placeholder}\n", []),
        ("valid: 60\nbatch: 10\nsource: {valid: published}\n", ["POL011"]),
        ("valid: 60\nsource: {valid: published, double-hour: published}\n", ["POL011"]),
        ("double-hour: 90\nsource: {double-hour: published}\n", []),
        (
            "session-minutes: {at-least: 45}\nlate-entry: 60\n"
            "source: {session_minutes: committee, late-entry: committee}\n",
            ["POL011", "POL011"],
        ),
        ("source: {effective: committee}\n", ["POL011"]),
    ],
)
def test_each_number_of_the_policy_itself_may_say_where_it_comes_from(keys: str, expected: list[str]) -> None:
    assert codes(policy("practice, of: sessions, at-least: 8, source: committee", keys=keys)) == expected


def test_a_source_of_no_number_says_what_was_meant() -> None:
    wrong = policy("practice, of: sessions, at-least: 8, source: {at_least: committee}")
    missing, unknown = finds("POL011", wrong)
    assert "at-least" in missing.message
    assert unknown.help == 'did you mean "at-least"?'
