"""How much work a standing is for a member with so many records, and with twice as many: counted, not timed."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import balintrec
from balintrec.pathway import standing
from balintrec.society import load
from tests.pathway.edges import each, need, practice, recognise, stage, told, waive
from tests.pathway.societies import as_files
from tests.sources import MemorySource

pytestmark = pytest.mark.slow

ON = date(2026, 11, 23)
BEGIN = date(2016, 1, 4)
PACKAGE = str(Path(balintrec.__file__).parent)


def diary(name: str, **keys: Any) -> dict[str, Any]:
    return need("writing", name, of=["reflections"], every=1, grace=20, **keys)


MANY = practice("q", at_least=900)
GROUPS = need(
    "all-of", "g", requires=[
        practice("p", span=24, each=each(1), max_gap=40),
        need("any-of", "h", requires=[diary("d"), need("all-of", "i", requires=[diary("e"), MANY])]),
        diary("f"),
    ],
)  # fmt: skip
ONLINE = [{"where": {"modes": ["online"]}, "at-least": "1/10"}]
PATHS = {
    "writings in groups of groups": [stage("a", practice("o", at_least=900, within=12), GROUPS, diary("c"))],
    "stages after each other": [
        stage(f"s{number}", practice(f"p{number}", at_least=3 + number, within=6), diary(f"d{number}"),
              after=f"s{number - 1}" if number else "")
        for number in range(6)
    ],
    "windows, periods and runs": [
        stage("a", practice("p", each=each(1, 2), within=6), practice("q", max_gap=9, at_least=900, each=each(2)),
              practice("r", span=120, each=each(1)))
    ],
    "hundreds of runs": [
        stage("a", practice("q", max_gap=5, each=each(1)), practice("p", max_gap=5, each=each(1), within=9),
              practice("r", max_gap=5, each=each(1), share=ONLINE))
    ],
    "spans from every day": [
        stage("a", practice("q", span=11, each=each(1, 6)), practice("p", span=7, each=each(1, 4), within=9))
    ],
    "the roster, and different people": [
        stage("a", practice("q", share=[*ONLINE, {"of": "roster", "at-least": "9/10"}], each=each(1)),
              practice("p", distinct={"of": "leaders", "at-least": 3}, within=1))
    ],
}  # fmt: skip


class Lines:
    """Counts the lines of the package that are run: unlike time, as many on every machine and every time."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, frame: FrameType, event: str, argument: object) -> Any:
        return self._line if frame.f_code.co_filename.startswith(PACKAGE) else None

    def _line(self, frame: FrameType, event: str, argument: object) -> Any:
        self.number += event == "line"
        return self._line


def lines_of(stages: list[dict[str, Any]], records: int) -> int:
    """How many lines a standing takes with so many records, a few days apart."""
    days = [BEGIN + timedelta(days=3 * number) for number in range(records)]
    sessions = [
        ("sessions", {"date": one, "group": "tuesday", "leaders": ["lea"], "attendees": ["ada"]})
        for one in days[::2]
    ]
    written = [("reflections", {"member": "ada", "written": one}) for one in days[1::4]]
    leaves = [
        ("decisions", {"kind": "leave", "member": "ada", "date": one, "by": "committee", "reason": "ill",
                       "period": {"from": one, "to": one}})
        for one in days[3::8]
    ]  # fmt: skip
    names = {f"{one['id']}/{need['id']}" for one in stages for need in one["requires"]}
    decided = [
        one
        for day in days[7::8]
        for one in (*waive(str(day), "a/p", due=3), *recognise(str(day), "a/q", amount=1))
        if one[1]["requirement"] in names
    ]
    society = told(*stages, sessions, written, leaves, decided, member={"pathway-from": BEGIN})
    loaded = load(MemorySource(as_files(society)))
    member, counting, before = loaded.members["ada"], Lines(), sys.gettrace()
    sys.settrace(counting)
    try:
        standing(loaded, member, ON)
    finally:
        sys.settrace(before)
    return counting.number


@pytest.mark.parametrize("path", PATHS)
def test_twice_the_records_take_at_most_four_times_the_work(path: str) -> None:
    few, more, most = (lines_of(PATHS[path], records) for records in (40, 80, 160))
    assert more <= 4 * few, (few, more, most)
    assert most <= 4 * more, (few, more, most)
