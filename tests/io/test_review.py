"""The review file: safe in a spreadsheet program, and the same when it comes back."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balintrec.errors import BalintrecError
from balintrec.io.attendance import Person
from balintrec.io.review_file import Query, read_review, write_review
from balintrec.io.sheet import clean

DAYS = (date(2024, 3, 12), date(2024, 3, 19))
CELLS = st.text(st.sampled_from("='+-@\t\r\n \",;aŁعＰ＝＋0"), max_size=8).map(clean)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            CELLS, CELLS, CELLS, st.sampled_from(["", "guest", "skip", "new", "sana-malik", "new: a-b"])
        )
    )
)
def test_what_is_written_comes_back_and_nothing_runs(rows: list[tuple[str, str, str, str]]) -> None:
    queries = {}
    for name, email, handle, answer in rows:
        person = Person(name, email, handle)
        if any((name, email, handle)):
            queries[person.key] = Query(person, "unknown", 2, DAYS, answer)
    text = write_review(queries.values())
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))):
        assert not any(cell.startswith(tuple("=+-@\t\r\n＝＋")) for cell in row)
    assert read_review(text.encode()) == tuple(queries.values())


def test_formulas_in_names_are_prefixed_and_quoted() -> None:
    text = write_review([Query(Person("=HYPERLINK(1)", "@x", "-2+3"), "unknown", 1, DAYS)])
    assert (
        text.splitlines()[1] == '"\'=HYPERLINK(1)","\'@x","\'-2+3","","unknown","1","2024-03-12 2024-03-19"'
    )


RESAVED = {
    "Excel in Europe": 'name;e-mail;handle;member;why;times;days\r\n"Bilal Ahmed";;;guest;unknown;1;12.03.2024\r\n',
    "columns moved": "member,name\nguest,Bilal Ahmed\n",
    "UTF-16": "name\tmember\nBilal Ahmed\tGuest\n",
}


@pytest.mark.parametrize("text", RESAVED.values(), ids=RESAVED)
def test_a_spreadsheet_program_saved_it_again(text: str) -> None:
    [query] = read_review(text.encode("utf-16" if "\t" in text else "utf-8"))
    assert (query.person.name, query.answer) == ("Bilal Ahmed", "guest")


WRONG = [
    ("name,who\nBilal,guest\n", "has no headings"),
    ("name,member\nBilal,new: Bilal Ahmed\n", "row 2 of the review file: the column member takes an id"),
    (
        "name,member\nBilal,guest\nbilal,skip\n",
        "row 3 of the review file has a different answer from a row above it",
    ),
    ("", "has no headings"),
]


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_an_answer_that_cannot_be_read(text: str, said: str) -> None:
    with pytest.raises(BalintrecError, match=said):
        read_review(text.encode())
