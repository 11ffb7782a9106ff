"""The pages of docs/ say each thing once, and docs/history.md names the rules on history as they are."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from balintrec.check import rules
from tests.sample import ROOT

PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_heading_stands_twice_under_one_heading(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    found = Counter(re.findall(r"^## .+$", text, flags=re.MULTILINE))
    assert [heading for heading, number in found.items() if number > 1] == []


def test_rules_on_history_are_listed_with_their_severity() -> None:
    text = (ROOT / "docs" / "history.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(HIS\d+)` \| (\w+) \|", text, flags=re.MULTILINE)
    expected = sorted((rule.code, rule.severity.value) for rule in rules() if rule.code.startswith("HIS"))
    assert sorted(listed) == expected
