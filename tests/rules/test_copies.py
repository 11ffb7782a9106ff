"""One thing that happened is one record."""

from __future__ import annotations

import re

import pytest

from tests.rules.examples import BASE, codes, finds

COPIED = [
    "supervisions/2024-04-02-bilal-ahmed",
    "events/2024-10-05-intensive",
    "endorsements/2026-02-01-bilal-ahmed",
    "references/2026-01-20-bilal-ahmed-siddiqui",
    "attestations/2025-11-03-bilal-ahmed-own-therapy",
    "assessments/2023-12-12-bilal-ahmed",
    "applications/2026-02-10-bilal-ahmed",
    "evaluations/2024-12-10-lahore-tuesday-feedback",
    "groups/lahore-tuesday",
    "policies/pakistan-2024",
]


@pytest.mark.parametrize("path", COPIED)
def test_a_copy_under_another_name_is_found(path: str) -> None:
    text = BASE[f"records/{path}.md"].decode()

    (found,) = finds("DUP001", f"# records/{path}-again.md\n{text}")

    assert found.related[0].location.path == f"records/{path}.md"


@pytest.mark.parametrize("path", COPIED)
def test_what_was_another_day_is_another_record(path: str) -> None:
    text = re.sub(
        r"(date|written|effective|from): 202\d-\d\d-\d\d",
        r"\1: 2020-01-01",
        BASE[f"records/{path}.md"].decode(),
    )
    text = text.replace("name: Lahore Tuesday", "name: Lahore Wednesday")
    assert "DUP001" not in codes(f"# records/{path}-again.md\n{text}")


@pytest.mark.parametrize(
    ("kind", "keys", "times"),
    [
        ("waive", "requirement: participation/attendance\n", 1),
        ("recognise", "credential: supervisor\n", 1),
        ("leave", "period: {from: 2025-06-01, to: 2025-06-30}\n", 0),  # that they overlap is told
        ("recognise", "credential: supervisor\nnumber: S-1\n", 0),  # that the number is used twice is told
    ],
)
def test_a_decision_taken_twice(kind: str, keys: str, times: int) -> None:
    minute = "by: committee\npresent: [omar-farooq, hina-raza]\nreason: so\n"
    decision = f"kind: {kind}\nmember: sana-malik\ndate: 2025-06-01\n{minute}"
    found = codes(f"# records/decisions/a.md\n{decision}{keys}# records/decisions/b.md\n{decision}{keys}")
    assert found.count("DUP001") == times
