"""Days in spreadsheets: one meaning, or a question."""

from __future__ import annotations

from datetime import date

import pytest

from balintrec.errors import BalintrecError
from balintrec.io.days import DayOptions, DayReader, Order, interpret_day


def read_day(text: str, order: Order | None = None) -> date | None:
    return DayReader([text], DayOptions(order))(text)


MARCH = date(2024, 3, 12)

ONE_MEANING = ["2024-03-12", "2024/03/12", "2024.3.12", "20240312", "12 March 2024", "12-Mar-2024", "Mar 12, 2024",
               "March 12th, 2024", "Tuesday, 12 March 2024", "Tue 12 Mar 2024", "2024-03-12T18:00:00Z",
               "2024-03-12 18:05:22", "2024/03/12 6:05:22 PM GMT+5", "۲۰۲۴-۰۳-۱۲"]  # fmt: skip


@pytest.mark.parametrize("text", ONE_MEANING)
def test_a_day_with_one_meaning(text: str) -> None:
    assert read_day(text) == MARCH


@pytest.mark.parametrize(
    "text", ["", "Sana", "2024-02-30", "2024-13-01", "0", "45363", "12/2024", "1823-03-12", "2024-3"]
)
def test_what_is_no_day(text: str) -> None:
    assert read_day(text) is None


OTHERS: list[tuple[list[str], Order]] = [
    (["03/04/2024", "13/04/2024"], "dmy"),
    (["03/04/2024", "04/13/2024 06:00:21 PM"], "mdy"),
    (["03.04.2024", "25.12.2023"], "dmy"),
]


@pytest.mark.parametrize(("texts", "order"), OTHERS)
def test_a_day_above_twelve_decides_for_its_column(texts: list[str], order: Order) -> None:
    assert DayReader(texts, DayOptions())(texts[0]) == read_day(texts[0], order)


def test_a_day_that_is_its_month_decides_nothing_and_needs_nothing() -> None:
    assert read_day("03/03/2024") == date(2024, 3, 3)


REFUSED = [
    (["03/04/2024"], r"--date-order dmy \(2024-04-03\) or --date-order mdy \(2024-03-04\)"),
    (["03/03/2024", "03/04/2024"], '"03/04/2024" can be two dates'),
    (["13/04/2024", "04/13/2024"], '"04/13/2024" does not fit the other days'),
    (["13/12/24"], r"--date-order dmy \(2024-12-13\) or --date-order ymd \(2013-12-24\)"),
]


@pytest.mark.parametrize(("texts", "said"), REFUSED)
def test_a_column_that_does_not_decide_is_refused(texts: list[str], said: str) -> None:
    with pytest.raises(BalintrecError, match=said):
        DayReader(texts, DayOptions())


NAMED: list[tuple[str, Order, date | None]] = [
    ("03/04/2024", "dmy", date(2024, 4, 3)),
    ("03/04/2024", "mdy", date(2024, 3, 4)),
    ("03/04/24", "dmy", date(2024, 4, 3)),
    ("24/04/03", "ymd", date(2024, 4, 3)),
    ("2024-03-12", "mdy", MARCH),
    ("04/13/2024", "dmy", None),
]


@pytest.mark.parametrize(("text", "order", "day"), NAMED)
def test_the_order_that_somebody_names(text: str, order: Order, day: date | None) -> None:
    assert read_day(text, order) == day


@pytest.mark.parametrize("text", ["12-Mar", "12 March", "March 12", "12/3", "2024-02-30"])
def test_a_heading_that_was_meant_as_a_day(text: str) -> None:
    assert interpret_day(text).is_day


@pytest.mark.parametrize("text", ["Name", "Total", "Group 3", "E-mail", "Maria", ""])
def test_a_heading_that_was_not(text: str) -> None:
    assert not interpret_day(text).is_day
