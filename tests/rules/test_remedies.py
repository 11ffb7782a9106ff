"""Whoever follows a remedy corrects or narrows: nothing becomes met, and nobody holds a credential, by a deletion."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from balintrec.check import check
from balintrec.document import parse
from balintrec.document.edit import taken_from
from balintrec.finding import Finding, Key, Rule
from balintrec.pathway import Outcome, standing
from balintrec.society import load
from tests.pathway import societies
from tests.pathway.edges import (
    applied,
    decided,
    each,
    leave,
    letter,
    need,
    period,
    practice,
    recognise,
    stage,
    told,
    waive,
    went,
)
from tests.pathway.societies import as_files, as_record
from tests.rules.examples import BASE, ON, parts, read_snippets, written
from tests.rules.test_examples import SHOWN, code_of
from tests.sample import ROOT
from tests.sources import MemorySource

pytestmark = pytest.mark.slow

Files = Mapping[str, bytes]
ROOMS = ("check", "document", "history", "model", "pathway", "rules", "society")
"""Where findings are made."""
SOURCES = [path for room in ROOMS for path in sorted((ROOT / "balintrec" / room).rglob("*.py"))]
ITSELF = r"it(?: here)?|the line|this line|one of the two|one of the two entries|this acceptance|the escape"
RECORD = r"the record|this record|this file|the copy|one of them"
NO_KEYS = r"the other|the tag|the #|them|the three marker lines"
"""What is deleted without any value being lost: marks, or the other of two that say the same."""
DELETE = re.compile(r"\b(?:delete|remove|drop|leave out)\b")
DELETES = re.compile(
    rf"\b(?:delete|remove|drop|leave out) (?:(?P<itself>{ITSELF})|(?P<record>{RECORD})|(?P<nothing>{NO_KEYS})"
    r"|(?:the |the line |the event's line )?(?P<key>[a-z-]+)):?(?=$|[,;( ])"
)
WIDENS = re.compile(
    r"counts? as met|to waive|that waives|enter (?:a|the) decision that|decision that (?:gave|conferred)"
)


def deletions(files: Files, finding: Finding) -> Iterator[Files]:
    """The files as they are after each thing that the remedy says to delete."""
    for match in DELETE.finditer(finding.help):
        said = DELETES.match(finding.help, match.start())
        assert said, f"say in DELETES what this deletes: {finding.help}"
        path = finding.location.path
        if said["record"]:
            yield {other: data for other, data in files.items() if other != path}
        elif not said["nothing"]:
            yield {**files, path: without(files[path], finding, said["key"])}


def without(data: bytes, finding: Finding, named: str | None) -> bytes:
    """A file without the key that a finding is about, or without another one of it."""
    document = parse(data, places=True)
    spans = {key: pair for key, pair in document.places.items() if finding.location.span in pair}
    if document.values is None or not (spans or named):
        return data
    key: Key = (named,) if named else min(spans, key=len)
    if named and named not in document.values:
        return data
    return as_record({**taken_from(document.values, key), "_body": document.body})


def held(files: Files, on: date) -> set[tuple[str, ...]]:
    """Everything that is met or waived, by any policy, and every credential that is held."""
    society = load(MemorySource(files))
    found: set[tuple[str, ...]] = set()
    for member in society.members.values():
        found |= {(member.id, one) for one in standing(society, member, on).credentials}
        for policy in society.policies.values():
            seen = standing(society, member, on, policy, dates=False)
            found |= {(member.id, policy.id, one) for one in holding(seen.outcomes())}
    return found


def holding(outcomes: tuple[Outcome, ...]) -> Iterator[str]:
    for one in outcomes:
        if one.status.holds:
            yield one.id
        yield from holding(one.parts)


def follow(files: Files, on: date, code: str = "") -> None:
    """Carry out every deletion that a finding proposes: nothing must hold afterwards that did not before.

    Of a file that could not be read nothing was known before; what may be deleted there is looked at by itself.
    """
    before: set[tuple[str, ...]] | None = None
    broken = {one.path for one in load(MemorySource(files)).broken}
    for finding in check(MemorySource(files), on).findings:
        if code in ("", finding.rule.code):
            assert not WIDENS.search(finding.help), finding.help
            if finding.location.path in broken:
                continue
            for changed in deletions(files, finding):
                before = held(files, on) if before is None else before
                assert held(changed, on) <= before, f"{finding.rule.code}: {finding.help}"


def shown(rule: Rule, what: str) -> Files:
    """The society of the examples with what a rule shows as wrong, or as right."""
    snippets = read_snippets(parts(rule.text)[what])
    return {**BASE, **{path: written(path, text) for path, text in snippets}}


@pytest.mark.parametrize("rule", SHOWN, ids=code_of)
def test_following_what_a_rule_says_of_its_example(rule: Rule) -> None:
    follow(shown(rule, "Wrong"), ON, rule.code)


@pytest.mark.parametrize("rule", SHOWN, ids=code_of)
def test_what_a_rule_shows_as_right_makes_nothing_met_that_was_not(rule: Rule) -> None:
    """A correction may give back what the mistake took away: more than in the clean society is never met."""
    before = held(shown(rule, "Wrong"), ON) | held_in_base()
    assert {one for one in held(shown(rule, "Right"), ON) if _is_of_base(one)} <= before


@cache
def held_in_base() -> set[tuple[str, ...]]:
    return held(BASE, ON)


def _is_of_base(one: tuple[str, ...]) -> bool:
    """Whether it is a credential, or by a policy that the clean society has: one of the example's own is new."""
    return len(one) == 2 or f"records/policies/{one[1]}.md" in BASE


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_of_every_remedy_it_is_known_what_it_deletes(path: Path) -> None:
    """Also of those that no example shows: each is a text in the source."""
    for said in texts_of(ast.parse(path.read_text(encoding="utf-8"))):
        assert not WIDENS.search(said), said
        for match in DELETE.finditer(said):
            assert DELETES.match(said, match.start()), f"say in DELETES what this deletes: {said}"


def texts_of(tree: ast.AST) -> Iterator[str]:
    """Every text in a module but those that explain it; a word stands where a value is put in."""
    inside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            inside.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            inside |= set(map(id, node.values))
            yield "".join(str(one.value) if isinstance(one, ast.Constant) else "x" for one in node.values)
        elif isinstance(node, ast.Constant) and id(node) not in inside:
            # A rule on how a file is written is explained by an argument.
            yield from [node.value] if isinstance(node.value, str) and "Wrong:" not in node.value else []


SPAN = practice(span=12, each=each(3))
MEMBER = need("membership")
RECOGNISED = recognise("01-01", amount=2)
CASES: dict[str, Any] = {
    "an amount of a span": told(SPAN, RECOGNISED),
    "an amount of a membership": told(MEMBER, RECOGNISED),
    "months of a membership": told(MEMBER, recognise("01-01", months=2)),
    "no months": told(SPAN, recognise("01-01", months=0)),
    "an amount and months of a membership": told(MEMBER, recognise("01-01", amount=1, months=1)),
    "a period that there is not": told(SPAN, waive("01-01", due=9)),
    "a period of what has none": told(MEMBER, waive("01-01", due=1)),
    "a waiver with an amount": told(MEMBER, waive("01-01", amount=1)),
    "a waiver with months": told(MEMBER, waive("01-01", months=1)),
    "a waiver with a period": told(MEMBER, waive("01-01", period=period("01-01..01-31"))),
    "a recognition with a due day": told(MEMBER, recognise("01-01", due=1)),
    "a recognition with a period": told(MEMBER, recognise("01-01", period=period("01-01..01-31"))),
    "a credential with an amount": told(
        MEMBER, decided("recognise", "01-01", credential="leader", amount=2, months=0)
    ),
    "a grant with a period": told(
        MEMBER, decided("grant", "01-01", credential="leader", period=period("01-01..02-01"))
    ),
    "a leave with an until": told(
        practice(at_least=1, within=1), went("02-01"), leave("02-02..", until=date(2024, 2, 3))
    ),
    "a filter that lets nothing pass": told(practice(where={"assessed": True}), went("02-01")),
    "a window of no length": told(practice(within=0, at_least=1), went("02-01")),
    "a gap of no length": told(practice(max_gap=0, at_least=2), went("02-01 03-01")),
    "a floor of no length": told(practice(each=each(0), at_least=1), went("02-01")),
    "a window within the span": told(practice(span=3, within=1, max_gap=60), went("02-01 03-01 04-01 05-01")),
    "a share of two things": told(
        practice(at_least=1, share={"of": "roster", "where": {"modes": ["online"]}, "at-least": "1"}), went("02-01")
    ),
    "a stage that requires nothing": told(
        stage("s", practice(at_least=9)),
        stage("t", after="s"),
        stage("u", need("attestation", "f", of="fee"), after="t"),
    ),
    "letters that replace each other": told(
        need("document", of=["reference"], at_least=2),
        letter("03-02", replaces="r-02"),
        letter("03-01", replaces="r-01"),
        applied("06-30", references=["r-01", "r-02"]),
    ),
    "a letter that replaces a later one": told(
        need("document", of=["reference"], at_least=2),
        letter("03-02"),
        letter("03-01", replaces="r-01"),
        letter("03-03", replaces="r-01"),
        applied("06-30", references=["r-01", "r-02", "r-03"]),
    ),
    "minutes that cannot be": told(practice(unit="minutes", at_least=30), went("02-01", minutes=0)),
}  # fmt: skip
EMPTIES = {
    "until": recognise("01-01", until=0),
    "amount": recognise("01-01", amount=0),
    "months": recognise("01-01", months=0),
    "due": waive("01-01", due=0),
    "status": went("02-01", status=0),
    "mode": went("02-01", mode=0),
    "kind": went("02-01", kind=0),
}


@pytest.mark.parametrize("society", CASES.values(), ids=CASES)
def test_following_where_much_depends_on_it(society: Any) -> None:
    follow(as_files(society), date(2024, 12, 1))


@pytest.mark.parametrize(("key", "records"), EMPTIES.items(), ids=EMPTIES)
def test_a_limit_without_a_value_is_not_deleted(key: str, records: Any) -> None:
    asked = practice(at_least=1, where={"modes": ["in-person"], "kinds": ["ordinary"]})
    society = told(asked, records, group={"mode": "in-person"})
    files = {
        path: data.replace(f"{key}: 0".encode(), f"{key}:".encode())
        for path, data in as_files(society).items()
    }
    found = [one for one in check(MemorySource(files), ON).findings if one.rule.code == "VAL001"]
    assert [one.help for one in found] == ["write a value"]
    follow(files, ON)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(societies.questions())
def test_following_every_remedy_of_random_societies(question: tuple[dict[str, Any], str, date]) -> None:
    society, _, on = question
    follow(as_files(society), on)
