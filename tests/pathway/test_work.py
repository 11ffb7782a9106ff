"""How much is judged for a member with so many records, and with twice as many: counted, not timed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from balintrec.pathway import standing
from balintrec.pathway.course import Pathway
from balintrec.society import load
from tests.pathway.edges import each, need, practice, recognise, stage, told, waive
from tests.pathway.societies import as_files
from tests.sources import MemorySource

ON = date(2026, 11, 23)
BEGIN = date(2016, 1, 4)


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
PATHS = {
    "writings in groups of groups": [stage("a", practice("o", at_least=900, within=12), GROUPS, diary("c"))],
    "stages after each other": [
        stage(f"s{number}", practice(f"p{number}", at_least=3 + number, within=6), diary(f"d{number}"),
              after=f"s{number - 1}" if number else "")
        for number in range(12)
    ],
    "windows, periods and runs": [
        stage("a", practice("p", each=each(1, 2), within=6), practice("q", max_gap=9, at_least=900, each=each(2)),
              practice("r", span=120, each=each(1)))
    ],
}  # fmt: skip


def judged(stages: list[dict[str, Any]], records: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many rulings a standing takes with so many records, a few days apart."""
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
    decided = [
        one
        for day in days[7::8]
        for one in (*waive(str(day), "a/p", due=3), *recognise(str(day), "a/q", amount=1))
    ]
    society = told(*stages, sessions, written, leaves, decided, member={"pathway-from": BEGIN})
    loaded = load(MemorySource(as_files(society))).society
    number = 0
    asked = Pathway.__base__.ruling  # type: ignore[union-attr]

    def counting(*arguments: Any) -> Any:
        nonlocal number
        number += 1
        return asked(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(Pathway.__base__, "ruling", counting)
        standing(loaded, loaded.members["ada"], ON)
    return number


@pytest.mark.parametrize("path", PATHS)
def test_twice_the_records_take_at_most_four_times_the_work(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    few, more, most = (judged(PATHS[path], records, monkeypatch) for records in (40, 80, 160))
    assert more <= 4 * few, (few, more, most)
    assert most <= 4 * more, (few, more, most)
