"""Stages that wait for each other: a finding, and all the same an answer."""

from __future__ import annotations

from datetime import date

from balintrec.pathway import standing
from balintrec.society import load
from tests.pathway.edges import attested, need, practice, stage, told, went, wrote
from tests.pathway.societies import as_files
from tests.sources import MemorySource

NUMBER = 12


def test_stages_in_a_circle_are_never_met_and_keep_nobody_waiting() -> None:
    def asked(number: int) -> dict[str, object]:
        around = f"s{(number + 1) % NUMBER}"
        diary = need("writing", f"d{number}", of=["reflections"], every=1, during=around)
        group = need("any-of", f"g{number}", requires=[diary, need("attestation", f"t{number}", of="fee")])
        return stage(f"s{number}", practice(f"p{number}", at_least=2), group, after=around)

    records = (went("01-10 01-20 02-10 03-10"), wrote("02-10 03-10"), attested("02-20"))
    society = told(*(asked(number) for number in range(NUMBER)), *records)
    loaded = load(MemorySource(as_files(society)))
    found = standing(loaded, loaded.members["ada"], date(2024, 6, 1))
    assert [(str(one.status), one.first_met) for one in found.stages] == [("not-met", None)] * NUMBER
