"""Seven years of real minutes, where they lie beside the checkout: all rows accounted for, twice changes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from balintrec.check import check
from balintrec.io.attendance import Options
from tests.io.files import GROUP, Tree, row_results
from tests.sources import MemorySource

REAL = Path(__file__).parents[3] / "shared/real/openjs-cpc-attendance.csv"


@pytest.mark.skipif(not REAL.exists(), reason="no real attendance in ../shared/real beside the checkout")
def test_real_attendance() -> None:
    tree = Tree(
        {"records/society.md": "---\nname: Test\n---\n", GROUP: "---\nname: Lahore Tuesday group\n---\n"}
    )
    options = Options(create_members=True, on=date(2026, 1, 1))
    data = REAL.read_bytes()
    plan = tree.take(data, options)
    counted = row_results(plan)
    assert counted.pop("heading") == 1
    assert sum(counted.values()) == 2542
    assert counted["entered"] > 2400
    assert plan.summary.new_sessions == 211
    before, review = dict(tree.files), tree.review
    again = tree.take(data, options)
    assert (again.writes, tree.files, tree.review) == ((), before, review)
    source = MemorySource({path: text.encode() for path, text in tree.files.items()})
    reading = ("FIL", "DOC", "KEY", "VAL", "REF")
    assert [
        one for one in check(source, date(2026, 1, 1)).findings if one.rule.code.startswith(reading)
    ] == []
