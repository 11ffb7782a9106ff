"""New, fixed and old findings: by what they say of which record, not by their line."""

from __future__ import annotations

import pytest

from balintrec.finding import Finding, Location, Rule, Severity, Span
from balintrec.review.findings import masked, split
from balintrec.review.renames import Renames
from tests.review.reviews import edited, review
from tests.rules.examples import BASE

RULE = Rule("REF001", "unknown-record", Severity.ERROR, "")
OTHER = Rule("REF002", "other", Severity.ERROR, "")


def finding(message: str, line: int = 1, path: str = "records/members/ada.md", rule: Rule = RULE) -> Finding:
    return Finding(rule, Location(path, Span(line, 1, line, 2)), message)


@pytest.mark.parametrize(
    ("before", "after", "counts"),
    [
        ([], [finding("a")], (1, 0, 0)),
        ([finding("a")], [], (0, 1, 0)),
        ([finding("a")], [finding("a", line=9)], (0, 0, 1)),
        ([finding("a")], [finding("a", path="records/members/2026/ada.md")], (0, 0, 1)),
        ([finding("a")], [finding("a", path="records/members/lea.md")], (1, 1, 0)),
        ([finding("a")], [finding("a", rule=OTHER)], (1, 1, 0)),
        ([finding("a")], [finding("a"), finding("a", line=2)], (1, 0, 1)),
        ([finding("3 of 5")], [finding("4 of 5")], (0, 0, 1)),
        ([finding('no "s-1"')], [finding('no "s-2"')], (1, 1, 0)),
        ([finding("3 of 5"), finding("4 of 5")], [finding("4 of 5")], (0, 1, 1)),
        ([finding("x", path="records/odd.txt")], [finding("x", path="records/odder.txt")], (1, 1, 0)),
    ],
)
def test_findings_are_told_apart(
    before: list[Finding], after: list[Finding], counts: tuple[int, int, int]
) -> None:
    found = split(before, after)
    assert (len(found.new), len(found.fixed), len(found.old)) == counts
    assert {*found.new, *found.old} == {*after}


def test_moved_and_renamed_are_known_again() -> None:
    renamed = Renames({"members": {"ada": "ada-b"}}, {"records/members/ada.md": "records/members/ada-b.md"})
    after = [finding('no member "x" beside "ada-b"', path="records/members/ada-b.md")]
    assert split([finding('no member "x" beside "ada"')], after, renamed).new == ()


def test_numbers_in_quotation_marks_stay() -> None:
    assert masked('"s-12" was 3 of 5, line 12') == '"s-12" was 0 of 0, line 0'


def test_old_error_does_not_fail() -> None:
    path = "records/sessions/2024-03-14-karachi-online.md"
    broken = edited(path, "hina-raza, sana", "hina-rasa, sana")
    shifted = {path: broken[path].replace(b"---\ndate", b"---\n\n# a comment\ndate")}
    found = review(shifted, broken)
    assert found.findings.errors == ()
    assert [one.rule.code for one in found.findings.old] == ["REF001"]
    mended = review({path: BASE[path]}, broken)
    assert [one.rule.code for one in mended.findings.fixed] == ["REF001"]
