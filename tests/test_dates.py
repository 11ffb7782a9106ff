"""Calendar time at its edges, and against counting day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balintrec.dates import NEVER, Days, add_months, gap, months_reached, reach

DAY = timedelta(days=1)
DAYS = st.dates(date(2019, 1, 1), date(2026, 12, 31))
PERIODS = st.lists(
    st.tuples(DAYS, st.integers(-3, 90)).map(lambda one: (one[0], one[0] + one[1] * DAY)), max_size=5
)
MONTHS = st.integers(0, 60)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-12-15", 1, "2025-01-15"),
        ("2024-01-15", -1, "2023-12-15"),
        ("2024-05-31", 0, "2024-05-31"),
        ("9999-12-01", 1, "9999-12-31"),
    ],
)
def test_add_months(day: str, months: int, expected: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


def test_beyond_the_calendar_is_never() -> None:
    assert add_months(date(9999, 6, 1), 12) == NEVER
    assert reach(date(2024, 1, 1), 1, Days.of([(date(2024, 1, 5), NEVER)])) == NEVER


def listed(days: Days, first: date, last: date) -> set[date]:
    return {day for n in range((last - first).days + 1) if (day := first + n * DAY) in days}


@given(PERIODS, DAYS, DAYS)
def test_days_are_the_union_of_their_periods(
    periods: list[tuple[date, date]], first: date, last: date
) -> None:
    days = Days.of(periods)
    one_by_one = {
        day
        for n in range((last - first).days + 1)
        if any(a <= (day := first + n * DAY) <= b for a, b in periods)
    }
    assert listed(days, first, last) == one_by_one
    assert days.count(first, last) == len(one_by_one)
    assert (
        listed(days.missing(first), first, last) == listed(Days.of([(first, last)]), first, last) - one_by_one
    )
    ends = [end for _, end in days.periods]
    assert all(later > end + DAY for end, (later, _) in zip(ends, days.periods[1:], strict=False))


@given(DAYS, MONTHS, PERIODS)
def test_reach_stands_still_on_stopped_days(
    start: date, months: int, periods: list[tuple[date, date]]
) -> None:
    stopped = Days.of(periods)
    day = reach(start, months, stopped)
    assert day == add_months(start, months) + stopped.count(start, day) * DAY
    # No earlier day is stable: it is reached as soon as enough days have gone by.
    earlier = add_months(start, months)
    while earlier < day:
        assert earlier != add_months(start, months) + stopped.count(start, earlier) * DAY
        earlier += DAY


@given(DAYS, DAYS, PERIODS)
def test_a_gap_is_counted_without_stopped_days(
    one: date, other: date, periods: list[tuple[date, date]]
) -> None:
    earlier, later = min(one, other), max(one, other)
    between = listed(Days.of(periods), earlier + DAY, later - DAY) if later > earlier else set()
    assert gap(earlier, later, Days.of(periods)) == (later - earlier).days - len(between)


@given(DAYS, DAYS, PERIODS)
def test_months_reached_is_the_greatest_that_fits(
    start: date, day: date, periods: list[tuple[date, date]]
) -> None:
    stopped = Days.of(periods)
    months = months_reached(start, day, stopped)
    assert months == 0 or reach(start, months, stopped) <= day
    assert reach(start, months + 1, stopped) > day or day < start
