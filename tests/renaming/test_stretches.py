"""Stretches united: the same days as before, and no two that share one."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from balintrec.renaming.merge import Stretch, unite

BEGIN = date(2024, 1, 1)
SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), max_size=5)


def stretches(spans: list[tuple[int, int]], places: bool) -> list[Stretch]:
    return [
        Stretch(BEGIN + timedelta(start), BEGIN + timedelta(start + length), number if places else None)
        for number, (start, length) in enumerate(spans)
    ]


def days(first: date, last: date) -> set[date]:
    return {first + timedelta(number) for number in range((last - first).days + 1)}


@settings(deadline=None)
@given(SPANS, SPANS)
def test_the_same_days_none_of_them_twice(kept: list[tuple[int, int]], taken: list[tuple[int, int]]) -> None:
    before = [*stretches(kept, True), *stretches(taken, False)]
    united = unite(stretches(kept, True), stretches(taken, False))
    wanted = set().union(*(days(one.first, one.last) for one in before))
    found = [day for one in united for day in days(one.first, one.last)]
    assert sorted(found) == sorted(wanted)
    places = [place for one in united for place in (one.place, *one.gone) if place is not None]
    assert sorted(places) == list(range(len(kept)))
