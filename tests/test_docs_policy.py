"""docs/policy.md says what the models and the program say: its examples, its tables and its worked example."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pytest

from balintrec.check import rules
from balintrec.document import parse
from balintrec.model import Body, Policy
from balintrec.model.measure import Where
from balintrec.model.policy import (
    AllOf,
    AnyOf,
    AttestationOf,
    DocumentCited,
    Membership,
    Practice,
    Requirement,
    RequirementBase,
    Stage,
    Statement,
    Writing,
)
from balintrec.model.record import Part
from balintrec.model.schema import describe
from balintrec.model.validate import validate
from balintrec.pathway import Outcome, standing
from balintrec.pathway.context import AsOf, EvaluationRequest, MemberContext
from balintrec.pathway.outcome import Status
from balintrec.pathway.requirements.practice.count import Count, count_for, period
from balintrec.society import Society, read_society
from tests.rules.examples import findings
from tests.sources import MemorySource

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/policy.md").read_text(encoding="utf-8")
POLICY = "records/policies/pakistan-2030.md"
AROUND = """\
---
title: A policy around one requirement
effective: 2030-01-01
credential: accredited-leader
stages:
  - id: co-leadership
    requires:
      - {id: beginning, title: Co-lead, kind: practice, of: [sessions], roles: [co-leader], source: committee}
  - id: participation
    requires:
"""
KINDS: dict[str, type[RequirementBase]] = {
    "membership": Membership,
    "practice": Practice,
    "writing": Writing,
    "statement": Statement,
    "document": DocumentCited,
    "attestation": AttestationOf,
    "all-of": AllOf,
    "any-of": AnyOf,
}


class Block(NamedTuple):
    """A fenced block of YAML and the word that marks what it is."""

    mark: str
    text: str


def section(page: str, title: str) -> str:
    """The text under a heading, up to the next heading of the same depth or a lesser one."""
    found = re.search(rf"^(#+) {re.escape(title)}$", page, re.MULTILINE)
    assert found, f"no heading {title}"
    rest = page[found.end() :]
    following = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.MULTILINE)
    return rest[: following.start()] if following else rest


def headings(page: str, depth: int) -> list[str]:
    """The headings of one depth, in order."""
    return re.findall(rf"^{'#' * depth} (.+)$", page, re.MULTILINE)


def table(text: str) -> list[list[str]]:
    """The cells of the first table, without its head; the ticks of code stay."""
    lines = re.search(r"(?:^\|.*\n)+", text, re.MULTILINE)
    assert lines, "no table"
    rows = [line.removeprefix("|").removesuffix("|").split("|") for line in lines[0].splitlines()[2:]]
    return [[cell.strip() for cell in row] for row in rows]


def keys(text: str) -> list[str]:
    """The first column of the first table: the keys that it explains."""
    return [row[0].strip("`") for row in table(text)]


def blocks(page: str) -> list[Block]:
    """Every block of YAML, in order."""
    return [Block(*one) for one in re.findall(r"^```yaml ?(\S*)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)]


def marked(mark: str, page: str = PAGE) -> list[str]:
    """The text of the blocks with one mark."""
    return [block.text for block in blocks(page) if block.mark == mark]


def indented(text: str, by: int) -> str:
    """A requirement as an item of a list."""
    lines = text.splitlines()
    pad = " " * by
    return "\n".join([f"{pad}- {lines[0]}", *(f"{pad}  {line}" for line in lines[1:])]) + "\n"


def around(requirement: str) -> str:
    """A minimal policy that asks for one requirement."""
    return f"{AROUND}{indented(requirement, 6)}---\n"


def values_of(text: str) -> dict[str, Any]:
    """The values of a block."""
    values = parse(f"---\n{text}---\n".encode()).values
    assert values is not None
    return values


def name_of(text: str) -> str:
    return str(values_of(text).get("id", "policy"))


def own_keys(model: type[Part], without: type[Part] | None = None) -> list[str]:
    shared = {one.key for one in describe(without)} if without else set()
    return [one.key for one in describe(model) if one.key not in shared | {"kind"}]


def says_nothing_wrong(text: str) -> None:
    found = findings({POLICY: text}, date(2026, 11, 23))
    assert [f"{one.rule.code} {one.message}" for one in found] == []


def test_every_block_of_yaml_is_marked() -> None:
    assert {block.mark for block in blocks(PAGE)} == {"policy", "requirement", "decision"}


@pytest.mark.parametrize("text", marked("requirement"), ids=name_of)
def test_a_requirement_shown_is_a_requirement(text: str) -> None:
    says_nothing_wrong(around(text))


@pytest.mark.parametrize("text", marked("policy"), ids=name_of)
def test_a_policy_shown_is_a_policy(text: str) -> None:
    says_nothing_wrong(f"---\n{text}---\n")


def test_a_requirement_that_is_wrong_would_be_noticed() -> None:
    spoiled = marked("requirement")[0].replace("kind: membership", "kind: practice")
    with pytest.raises(AssertionError, match="KEY"):
        says_nothing_wrong(around(spoiled))


@pytest.mark.parametrize("text", marked("decision"), ids=lambda text: str(values_of(text)["kind"]))
def test_a_decision_shown_is_a_decision(text: str) -> None:
    record = validate("decisions", values_of(text), "a-decision", "", Body(True, ""))
    assert not isinstance(record, list)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_an_example_of_it(kind: str) -> None:
    shown = [values_of(text)["kind"] for text in marked("requirement", section(PAGE, kind))]
    assert kind in shown


def test_the_kinds_are_those_of_the_model() -> None:
    models = get_args(get_args(Requirement)[0])
    keys_of_all = (one for model in models for one in describe(model))
    assert set(KINDS) == {one.choices[0] for one in keys_of_all if one.key == "kind"}
    assert headings(section(PAGE, "Kinds of requirement"), 3) == list(KINDS)


def test_the_practice_table_has_the_numbers_of_a_practice_in_order() -> None:
    assert tuple(keys(section(PAGE, "The practice table"))) == Practice.numbers


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "practice"])
def test_a_kind_lists_its_keys(kind: str) -> None:
    assert keys(section(PAGE, kind)) == own_keys(KINDS[kind], RequirementBase)


def test_a_practice_lists_its_keys() -> None:
    listed = keys(section(PAGE, "What is counted")) + keys(section(PAGE, "The practice table"))
    assert sorted(listed) == sorted(own_keys(Practice, RequirementBase))


@pytest.mark.parametrize(
    ("title", "model"),
    [("Keys of a policy", Policy), ("Keys of a stage", Stage), ("where", Where)],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_table_lists_the_keys_of_its_model(title: str, model: type[Part]) -> None:
    assert sorted(keys(section(PAGE, title))) == sorted(own_keys(model))


def test_the_keys_of_every_requirement_are_listed() -> None:
    listed = keys(section(PAGE, "Keys of every requirement"))
    assert sorted(listed) == sorted([*own_keys(RequirementBase), "kind"])


def test_the_units_are_those_of_the_model() -> None:
    unit = next(one for one in describe(Practice) if one.key == "unit")
    assert tuple(keys(section(PAGE, "unit"))) == unit.choices


def test_the_statuses_are_those_of_an_outcome() -> None:
    assert keys(section(PAGE, "Statuses")) == [str(status) for status in Status]


def test_the_findings_are_those_about_policies() -> None:
    codes = sorted(rule.code for rule in rules() if rule.code.startswith("POL"))
    assert keys(section(PAGE, "What is a finding in a policy")) == codes


def cited() -> list[str]:
    texts = (path.read_text(encoding="utf-8") for path in sorted((ROOT / "balintrec").rglob("*.py")))
    return sorted({title for text in texts for title in re.findall(r'policy\.md, "([^"]+)"', text)})


@pytest.mark.parametrize("title", cited())
def test_a_heading_that_the_code_speaks_of_is_there(title: str) -> None:
    assert section(PAGE, title).strip()


def test_a_link_within_the_page_leads_to_a_heading() -> None:
    titles = [title for depth in range(1, 7) for title in headings(PAGE, depth)]
    anchors = {re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-") for title in titles}
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= anchors


EXAMPLE = section(PAGE, "A worked example")
SESSIONS = table(section(PAGE, "The sessions she attended"))
VERDICTS = table(section(PAGE, "What is said on which day"))


@pytest.fixture(scope="module")
def society() -> Society:
    files = {
        POLICY: around(marked("requirement", EXAMPLE)[0]),
        "records/members/ayesha-khan.md": "---\nname: Ayesha Khan\nmembership: [{from: 2023-01-10}]\n---\n",
        "records/groups/lahore-tuesday.md": "---\nname: Lahore Tuesday group\n---\n",
        "records/decisions/leave.md": f"---\n{marked('decision', EXAMPLE)[0]}---\n",
    }
    for day, *_ in SESSIONS:
        session = f"---\ndate: {day}\ngroup: lahore-tuesday\nattendees: [ayesha-khan]\n---\n"
        files[f"records/sessions/{day}.md"] = session
    loaded = read_society(MemorySource({path: text.encode() for path, text in files.items()}))
    assert not loaded.findings
    assert not loaded.problems
    return loaded.society


def asked(society: Society, on: str) -> Outcome:
    found = standing(society, society.members["ayesha-khan"], date.fromisoformat(on)).outcomes()
    return next(one for one in found if one.id == "participation/two-years-attendance")


def tally(society: Society, on: date) -> Count:
    policy = society.policies["pakistan-2030"]
    requirement: Any = policy.stages[1].requires[0]
    case = MemberContext(society, society.members["ayesha-khan"], policy)
    return count_for(EvaluationRequest(case, requirement, AsOf(on, on)))


def test_the_sessions_of_the_example_count_as_it_says(society: Society) -> None:
    outcome = asked(society, VERDICTS[-1][0])
    counted = {one.day.isoformat(): "yes" for one in outcome.counted}
    refused = {one.record.removeprefix("sessions/"): one.reason for one in outcome.excluded}
    for day, whether, why in SESSIONS:
        assert counted.get(day, "no") == whether
        assert day not in refused or refused[day] == why


def test_the_periods_of_the_example_are_those_computed(society: Society) -> None:
    rows = table(section(PAGE, "The periods from 2023-11-30"))
    found = tally(society, date(2026, 6, 1))
    for number, first, after, sessions in rows:
        bounds = period(found, date(2023, 11, 30), int(number))
        assert [day.isoformat() for day in bounds] == [first, after]
        assert found.units(*bounds) == int(sessions)
    assert len(rows) == 8


@pytest.mark.parametrize("row", VERDICTS, ids=lambda row: str(row[0]))
def test_a_verdict_of_the_example_is_the_one_computed(society: Society, row: list[str]) -> None:
    on, *said = row
    outcome = asked(society, on)
    found = (outcome.status, outcome.have, outcome.need, outcome.met_on, outcome.due)
    assert ["" if value is None else str(value) for value in found] == said
