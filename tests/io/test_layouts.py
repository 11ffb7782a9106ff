"""The four layouts, as small files of the kind that people and programs make."""

from __future__ import annotations

from datetime import date

import pytest

from balintrec.errors import BalintrecError
from balintrec.io.attendance import Options, Reading, RowResult
from balintrec.io.layouts import read
from balintrec.io.sheet import read_sheet
from tests.io.files import workbook

OWN = frozenset({"lahore tuesday", "lahore tuesday group"})


def reading(data: str | bytes, **options: object) -> Reading:
    sheet = read_sheet(data if isinstance(data, bytes) else data.encode())
    return read(sheet, Options(**{"languages": ("en",), **options}), OWN)  # type: ignore[arg-type]


def there(found: Reading) -> list[tuple[str, str]]:
    """Day and name of everybody who was there."""
    return [(str(attendance.day), attendance.person.name) for attendance in found.attendances]


def row_results(found: Reading) -> dict[int, RowResult]:
    """By the number of the row."""
    return {row + 1: kind for row, kind in sorted(found.cells.rows().items())}


def test_one_row_an_attendee() -> None:
    found = reading(
        "Date,Meeting,Attendee,Handle,Note\n"
        "2024-03-12,Tuesday,Ayesha Khan,akhan,\n"
        ",,,,\n"
        "2024-03-12,Tuesday,,lzolc,late\n"
        "2024-03-19,Tuesday,Łucja Żółć,,\n"
    )
    assert found.layout == "rows"
    assert there(found) == [("2024-03-12", "Ayesha Khan"), ("2024-03-12", ""), ("2024-03-19", "Łucja Żółć")]
    assert [attendance.person.handle for attendance in found.attendances] == ["akhan", "lzolc", ""]
    assert row_results(found) == {1: RowResult.HEADING, 3: RowResult.BLANK}
    assert found.attendances[1].remark == "late"
    assert found.cells.lost() == []


def test_rows_with_a_title_semicolons_two_name_columns_and_a_mark() -> None:
    found = reading(
        "Balint group Lahore;;;\n;;;\nSession date;First name;Last name;Attended?\n"
        "13.03.2024;Łucja;Żółć;yes\n12.03.2024;Sana;Malik;No\n20.03.2024;عائشہ;خان;✓\n"
    )
    assert there(found) == [("2024-03-13", "Łucja Żółć"), ("2024-03-20", "عائشہ خان")]
    assert row_results(found) == {
        1: RowResult.HEADING,
        2: RowResult.BLANK,
        3: RowResult.HEADING,
        5: RowResult.ABSENT,
    }


def test_rows_without_a_day_or_a_name_are_told() -> None:
    found = reading("Date,Name\nyesterday,Sana\n,Ali\n2024-03-12,\n2024-03-12,Sana\n")
    assert row_results(found) == {
        1: RowResult.HEADING,
        2: RowResult.NO_DAY,
        3: RowResult.NO_DAY,
        4: RowResult.NO_NAME,
    }
    assert found.cells.lost() == [
        'row 2: not a day; write it as 2024-03-12 ("yesterday")',
        "B3: no day; write it as 2024-03-12, or use --fill-down to take the date of the row above",
        "A4: no name",
    ]


def test_headings_that_come_again_are_headings() -> None:
    assert row_results(reading("Date,Name\n2024-03-12,Sana\nDate,Name\n2024-03-19,Sana\n")) == {
        1: RowResult.HEADING,
        3: RowResult.HEADING,
    }


def test_two_meetings_of_one_day_are_told() -> None:
    found = reading("Date,Topic,Name\n2024-03-12,Morning,Sana\n2024-03-12,Evening,Sana\n")
    assert found.notes == ("2024-03-12: the file has 2 meetings on this day; they became one session",)


def test_rows_of_other_groups_are_left_out() -> None:
    found = reading("Date,Group,Name\n2024-03-12,Lahore Tuesday,Sana\n2024-03-12,Karachi,Ali\n")
    assert there(found) == [("2024-03-12", "Sana")]
    assert row_results(found)[3] == RowResult.OTHER_GROUP
    with pytest.raises(BalintrecError, match=r'several groups, and none .*"Karachi" or "Multan"'):
        reading("Date,Group,Name\n2024-03-12,Multan,Sana\n2024-03-12,Karachi,Ali\n")
    assert len(reading("Date,Group,Name\n2024-03-12,Tuesdays,Sana\n").attendances) == 1


def test_a_list_of_names_for_one_day() -> None:
    found = reading("Name\nSana Malik\n", day=date(2024, 3, 12))
    assert there(found) == [("2024-03-12", "Sana Malik")]
    with pytest.raises(BalintrecError, match="leave out --date"):
        reading("Date,Name\n2024-03-12,Sana\n", day=date(2024, 3, 12))


def test_columns_that_somebody_names() -> None:
    text = "Kiedy,Kto,Skąd\n2024-03-12,Łucja Żółć,Wrocław\n"
    named = reading(text, columns={"date": "kiedy", "name": "2"})
    assert there(named) == [("2024-03-12", "Łucja Żółć")]
    with pytest.raises(
        BalintrecError, match=r'columns that you named \("Wann"\); the file begins: row 1: Kiedy \\| Kto'
    ):
        reading(text, columns={"date": "Wann"})


def test_a_register_with_marks() -> None:
    found = reading(
        "Name,E-mail,2024-03-12,2024-03-19,2024-03-26,Total\n"
        "Sana Malik,sana@example.org,P,A,p,2\n"
        "Ayesha Khan,,,-,0,0\n"
        "Łucja Żółć,,present,late,P,2\n"
    )
    assert found.layout == "register"
    assert there(found) == [
        ("2024-03-12", "Sana Malik"),
        ("2024-03-26", "Sana Malik"),
        ("2024-03-12", "Łucja Żółć"),
        ("2024-03-26", "Łucja Żółć"),
    ]
    assert row_results(found) == {1: RowResult.HEADING, 3: RowResult.ABSENT}
    why = "this mark is unknown; say what it means: --present MARK or --absent MARK"
    assert found.cells.lost() == [f'D4: {why} ("late")']


def test_a_register_with_an_empty_corner_in_excel() -> None:
    book = workbook(
        {"2024": [[None, date(2024, 4, 3), date(2024, 4, 10)], ["عائشہ خان", 1, None], ["Sana", None, 1]]}
    )
    assert there(reading(book)) == [("2024-04-03", "عائشہ خان"), ("2024-04-10", "Sana")]


def test_days_across_decide_each_others_order() -> None:
    assert there(reading("Name,05/03/2024,19/03/2024\nSana,x,\n")) == [("2024-03-05", "Sana")]
    with pytest.raises(BalintrecError, match="--date-order"):
        reading("Name,05/03/2024,12/03/2024\nSana,x,\n")
    assert there(reading("Name,05/03/2024,12/03/2024\nSana,x,\n", date_order="dmy")) == [
        ("2024-03-05", "Sana")
    ]


MARKS_REFUSED = [
    ("Sana,L,l\nAyesha,a,late\n", 'which of the marks "a", "l", "late" mean present'),
    ("Sana,a,a\n", "--present, and those that mean absent with --absent"),
    ("Sana,Y,N\n", 'which of the marks "N", "Y" mean present'),
]


@pytest.mark.parametrize(("row", "said"), MARKS_REFUSED)
def test_marks_of_which_nobody_knows_any_are_refused(row: str, said: str) -> None:
    with pytest.raises(BalintrecError, match=said):
        reading(f"Name,2024-03-12,2024-03-19\n{row}")


def test_marks_that_somebody_names() -> None:
    found = reading("Name,2024-03-12,2024-03-19\nSana,x,P\nAyesha,l,\n", present=("P", "L"))
    assert there(found) == [("2024-03-19", "Sana"), ("2024-03-12", "Ayesha")]


def test_a_heading_without_its_year_is_not_passed_over() -> None:
    found = reading("Name,2024-03-05,12-Mar\nSana,x,x\n")
    assert there(found) == [("2024-03-05", "Sana")]
    assert found.cells.lost()[0].startswith("C1:C2: the heading has no readable date: a date without a year")
    with pytest.raises(
        BalintrecError, match='the heading "12-Mar" is a date without a year; give it with --year'
    ):
        reading("Name,12-Mar\nSana,x\n")
    assert there(reading("Name,12-Mar\nSana,x\n", years=(2024,))) == [("2024-03-12", "Sana")]


ZOOM = (
    "Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants\n"
    "812 3456 7890,Lahore Tuesday,03/26/2024 06:00:21 PM,03/26/2024 07:32:10 PM,nadia@example.org,92,5\n"
    "\n"
    "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,In Waiting Room\n"
    "Nadia Iqbal,nadia@example.org,03/26/2024 06:00:21 PM,03/26/2024 07:32:10 PM,92,No,No\n"
    "Sana Malik (Guest),,03/26/2024 06:05:00 PM,03/26/2024 06:25:00 PM,20,Yes,No\n"
    "Sana Malik (Guest),,03/26/2024 06:30:00 PM,03/26/2024 07:30:00 PM,60,Yes,No\n"
    "Ali,,03/26/2024 06:31:00 PM,03/26/2024 06:32:00 PM,1,Yes,Yes\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_zoom_report(encoding: str) -> None:
    found = reading(ZOOM.encode(encoding))
    assert found.layout == "zoom"
    assert [
        (*one, attendance.minutes) for one, attendance in zip(there(found), found.attendances, strict=True)
    ] == [
        ("2024-03-26", "Nadia Iqbal", 92),
        ("2024-03-26", "Sana Malik (Guest)", 20),
        ("2024-03-26", "Sana Malik (Guest)", 60),
    ]
    assert row_results(found) == {
        1: RowResult.HEADING,
        2: RowResult.HEADING,
        3: RowResult.BLANK,
        4: RowResult.HEADING,
        8: RowResult.ABSENT,
    }


def test_a_zoom_report_of_an_ambiguous_day_is_refused() -> None:
    text = ZOOM.replace("03/26", "03/04")
    with pytest.raises(BalintrecError, match="--date-order"):
        reading(text)
    assert there(reading(text, date_order="mdy"))[0][0] == "2024-03-04"
    assert there(reading(text, day=date(2024, 4, 3)))[0][0] == "2024-04-03"


def test_a_zoom_report_that_does_not_say_when() -> None:
    text = "Name (original name),Email,Total duration (minutes),Guest\nSana Malik,,45,No\n"
    with pytest.raises(BalintrecError, match="--date 2024-03-12"):
        reading(text)
    assert there(reading(text, day=date(2024, 3, 12))) == [("2024-03-12", "Sana Malik")]


def test_a_zoom_report_with_hours() -> None:
    found = reading("Name,Join Time,Duration\nSana,2024-03-12 18:00,1:02:10\nAli,2024-03-12 18:00,12:10\n")
    assert [attendance.minutes for attendance in found.attendances] == [62, 12]


def test_a_form_that_asks_for_the_day() -> None:
    found = reading(
        "Timestamp,Email Address,What is your name?,Date of the session\n"
        "3/25/2024 20:01:09,sana@example.org,Sana Malik,3/19/2024\n"
        "3/26/2024 20:01:09,lucja@example.org,Łucja Żółć,\n"
    )
    assert found.layout == "forms"
    assert there(found) == [("2024-03-19", "Sana Malik")]
    assert row_results(found) == {1: RowResult.HEADING, 3: RowResult.NO_DAY}


def test_a_form_that_does_not() -> None:
    found = reading("Timestamp,Username,Name\n2024/03/12 6:05:22 PM GMT+5,a@example.org,عائشہ خان\n")
    assert there(found) == [("2024-03-12", "عائشہ خان")]
    assert found.attendances[0].person.email == "a@example.org"


UNKNOWN = [
    ("", "the file is empty"),
    ("\n\n", "the file is empty"),
    (
        "Colour,Taste\nred,sweet\n",
        "--date-column .* the file begins: row 1: Colour . Taste; row 2: red",
    ),
    (
        "Date,Attendee,Participant\n2024-03-12,a,b\n",
        '"Attendee" or "Participant"\\? name it with --name-column',
    ),
]


@pytest.mark.parametrize(("text", "said"), UNKNOWN)
def test_a_file_that_is_not_understood(text: str, said: str) -> None:
    with pytest.raises(BalintrecError, match=said):
        reading(text)


def test_a_layout_that_somebody_names_is_the_only_one_tried() -> None:
    with pytest.raises(BalintrecError, match="the headings of the format zoom"):
        reading("Date,Name\n2024-03-12,Sana\n", layout="zoom")


def test_a_register_beside_another_keeps_to_its_own_days() -> None:
    """Two groups on one sheet: the days of the second are not those of the people of the first."""
    sheet = (
        "Tuesday group,,,Thursday group,,\nName,2024-11-12,2024-11-19,Name,2024-11-14,2024-11-21\n"
        "Sana Malik,x,,Ayesha Khan,x,x\n"
    )
    first = reading(sheet, columns={"name": "1"})
    assert there(first) == [("2024-11-12", "Sana Malik")]
    assert [line.split(":")[0] for line in first.cells.lost()] == ["D3", "E3", "F3"]
    second = reading(sheet, columns={"name": "4"})
    assert there(second) == [("2024-11-14", "Ayesha Khan"), ("2024-11-21", "Ayesha Khan")]
    assert [line.split(":")[0] for line in second.cells.lost()] == ["A3", "B3"]


@pytest.mark.parametrize(
    "second",
    [
        "Name,2025-01-14,2025-01-21",
        ",14 Jan 2025,",
        "Spring term,14 Jan 2025,21 Jan 2025",
    ],
)
def test_a_register_below_another_has_days_of_its_own(second: str) -> None:
    with pytest.raises(BalintrecError, match="row 4 starts another table with other dates"):
        reading(f"Name,2024-11-12,2024-11-19\nSana Malik,x,\n,,\n{second}\nSana Malik,x,x\n")


def test_months_above_the_days_of_two_registers() -> None:
    sheet = ",Nov 2024,\nName,5,12\nSana Malik,x,\n,Dec 2024,\nName,{},10\nSana Malik,x,x\n"
    for day in ("3", "5"):
        with pytest.raises(BalintrecError, match="row 5 starts another table with other dates"):
            reading(sheet.format(day))


def test_the_same_headings_on_each_page_are_one_register() -> None:
    found = reading("Name,2024-11-12\nSana Malik,x\nName,2024-11-12\nAyesha Khan,x\n")
    assert there(found) == [("2024-11-12", "Sana Malik"), ("2024-11-12", "Ayesha Khan")]


def test_the_first_row_of_a_list_without_headings_is_not_lost() -> None:
    with pytest.raises(BalintrecError, match="row 1 has a date where the headings should be; add a row"):
        reading("2024-11-12,Sana Malik\n2024-11-12,Ayesha Khan\n", columns={"date": "1", "name": "2"})


def test_one_is_no_tick_beside_other_numbers() -> None:
    """They may be minutes, and somebody who looked in for one of them was hardly there."""
    with pytest.raises(BalintrecError, match='which of the marks "1", "90" mean present'):
        reading("Name,2024-11-12,2024-11-19\nSana Malik,90,\nAyesha Khan,1,0\n")
    found = reading("Name,2024-11-12\nSana Malik,90\nAyesha Khan,1\n", present=("90",), absent=("1",))
    assert there(found) == [("2024-11-12", "Sana Malik")]


def test_numbers_of_meetings_and_of_those_present_are_no_people() -> None:
    found = reading(
        "Name,2024-11-12,2024-11-19\nSession no,1,2\nSana Malik,1,1\nAyesha Khan,1,0\nPresent,2,1\n"
    )
    assert there(found) == [
        ("2024-11-12", "Sana Malik"), ("2024-11-19", "Sana Malik"), ("2024-11-12", "Ayesha Khan")
    ]  # fmt: skip
    assert (row_results(found)[2], row_results(found)[5], found.cells.lost()) == (
        RowResult.UNUSED,
        RowResult.UNUSED,
        [],
    )
    assert found.notes == ('columns not needed: "Session no", "Present"',)
