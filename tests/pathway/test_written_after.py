"""A writing in a stage that comes after the stage it accompanies: who can meet it, by the brute-force reading."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from balintrec.model.policy import Writing
from balintrec.pathway.order import counts_too_late
from balintrec.pathway.requirements.kind import all_requirements
from balintrec.rules.policies import counts_only_when_it_is_past
from balintrec.society import load
from tests.pathway import societies
from tests.pathway.edges import day, each, need, practice, stage, told
from tests.pathway.test_promise import asked, by_the_oracle
from tests.sources import MemorySource

pytestmark = pytest.mark.slow

Values = dict[str, Any]
ONE_DAY = timedelta(days=1)
DAYS = tuple(date(2021, 3, 1) + ONE_DAY * number for number in range(4 * 366))


def after_all(months: int, every: int, grace: int, begin: date) -> Values:
    """Something every so many months of a stage that takes so many, asked in the stage after it; all is done early."""
    writing = need("writing", of="reflections", during="s", every=every, grace=grace)
    society: Values = {folder: {} for folder in societies.FOLDERS}
    society |= told(stage("s", practice("p", span=months, each=each(months))), stage("t", writing, after="s"))
    society["members"]["ada"] |= {"pathway-from": begin, "policy": "first"}
    society["policies"]["first"]["effective"] = day("2021-01-01")
    met = societies.months_later(begin, months)
    session = {"group": "tuesday", "leaders": ["lea"], "attendees": ["ada"]}
    society["sessions"] = societies.numbered("s", [session | {"date": one} for one in (begin, met)])
    every_day = [{"member": "ada", "written": begin + ONE_DAY * number} for number in range(months * 31 + 99)]
    society["reflections"] = societies.numbered("r", every_day)
    return society


def found_in(society: Values) -> bool:
    """Whether the policy is found to ask for what nobody can meet."""
    loaded = load(MemorySource(societies.as_files(society)))
    return any(counts_only_when_it_is_past.find(loaded, day("2024-01-01")))


@pytest.mark.parametrize(
    ("months", "every"), [one for one in product(range(1, 7), range(1, 5)) if one[1] <= one[0]]
)
def test_it_is_found_where_nobody_can_be_in_time_and_nowhere_else(months: int, every: int) -> None:
    later = societies.months_later
    late = {one: (later(one, months) - later(one, every)).days for one in DAYS}
    begin = min(late, key=lambda one: late[one])
    for grace, early in ((late[begin] - 1, True), (late[begin], False)):
        if grace < 0:
            continue
        for first in (begin, day("2024-01-31"), day("2023-07-31")):
            society = after_all(months, every, grace, first)
            asked_on = later(first, months) + timedelta(days=99)
            found, status = found_in(society), by_the_oracle(society, "t/r", asked_on)
            assert found is early
            assert (status == "met") is (grace >= late.get(first, grace))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(societies.questions())
def test_where_it_is_found_nobody_meets_it_without_a_decision(question: societies.Question) -> None:
    found = asked(question)
    if found is None:
        return
    society, on = found
    kinds = ("waive", "recognise")
    left = {name: one for name, one in society["decisions"].items() if one["kind"] not in kinds}
    society = society | {"decisions": left}
    loaded = load(MemorySource(societies.as_files(society)))
    policy = loaded.policies[society["members"]["ada"]["policy"]]
    for part in policy.stages:
        for one in all_requirements(part.requires):
            if isinstance(one, Writing) and counts_too_late(policy, part, one) is not None:
                assert by_the_oracle(society, f"{part.id}/{one.id}", on) != "met"
