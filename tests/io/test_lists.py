"""Lists as people keep them: their days, marks and shapes, each read for certain or asked about."""

from __future__ import annotations

from datetime import date

import pytest

from balintrec.errors import BalintrecError
from balintrec.io.attendance import Options, Reading, RowResult
from balintrec.io.days import DayOptions, DayReader
from balintrec.io.layouts import read
from balintrec.io.people import People, names_in
from balintrec.io.sheet import read_sheet
from balintrec.io.words import Marks
from tests.io.files import Tree, workbook

NOVEMBER = date(2024, 11, 14)


def reading(data: str | bytes, **options: object) -> Reading:
    sheet = read_sheet(data if isinstance(data, bytes) else data.encode())
    return read(sheet, Options(**{"languages": ("en",), **options}), frozenset())  # type: ignore[arg-type]


def there(data: str | bytes, **options: object) -> list[tuple[str, str]]:
    return [(str(one.day), one.person.name) for one in reading(data, **options).attendances]


def day(text: str, options: DayOptions = DayOptions()) -> date | None:  # noqa: B008
    return DayReader([text], options)(text)


SPELT = [
    "14-Nov-24", "Nov 14, 2024", "Thu 14 Nov. 24", "14 نومبر 2024", "جمعرات 14 نومبر 2024", "14 listopada 2024 r.",
    "czw., 14 lis 2024", "Donnerstag, den 14. November 2024", "14. Nov. 2024 (Do)", "jeudi 14 novembre 2024",
    "le 14 nov. 2024", "do 14 november 2024", "giovedì 14 novembre 2024", "the 14th of November 2024", "14.XI.2024",
    "2024-Nov-14", "14 Nov 2024 18:00", "14.11.2024 um 20:30 Uhr", "11/14/24 21:45:45",
]  # fmt: skip


@pytest.mark.parametrize("text", SPELT)
def test_day_in_words(text: str) -> None:
    assert day(text) == NOVEMBER


MONTHS = [
    "1 Jan 2024, 1 جنوری 2024, 1 stycznia 2024, 1. Januar 2024, 1er janvier 2024, 1 januari 2024, 1 gennaio 2024",
    "1 Mar 2024, 1 مارچ 2024, 1 marca 2024, 1. März 2024, 1 mars 2024, 1 mrt 2024, 1 marzo 2024",
    "1 May 2024, 1 مئی 2024, 1 maja 2024, 1. Mai 2024, 1 mai 2024, 1 mei 2024, 1 maggio 2024",
    "1 Jul 2024, 1 جولائی 2024, 1 lipca 2024, 1. Juli 2024, 1 juillet 2024, 1 juli 2024, 1 luglio 2024",
    "1 Oct 2024, 1 اکتوبر 2024, 1 października 2024, 1. Okt 2024, 1 octobre 2024, 1 okt 2024, 1 ottobre 2024",
]


@pytest.mark.parametrize("texts", MONTHS)
def test_months_in_seven_languages(texts: str) -> None:
    days = {day(text) for text in texts.split(", ")}
    assert len(days) == 1 and None not in days


def test_weekday_tells_which_of_two_days_is_meant_or_contradicts() -> None:
    assert day("Thu 05/12/2024") == date(2024, 12, 5)
    assert (
        DayReader(["Mon 14 Nov 2024"], DayOptions())
        .why("Mon 14 Nov 2024")
        .startswith("the weekday and the day")
    )


def test_only_what_is_open_is_asked() -> None:
    heads = '9-Sep-25,"Oct 14, 2025",11-Nov-25,09/12/2025,13.01.26'
    with pytest.raises(BalintrecError, match=r'^"09/12/2025" and "13.01.26" can be two dates'):
        reading(f"Name,{heads}\nSana Malik,x,x,x,x,x\n")
    days = [day for day, _ in there(f"Name,{heads}\nSana Malik,x,x,x,x,x\n", date_order="dmy")]
    assert days == ["2025-09-09", "2025-10-14", "2025-11-11", "2025-12-09", "2026-01-13"]


def test_days_without_a_year() -> None:
    sheet = "Name,10 Oct,12 Dec,9 Jan\nSana Malik,x,x,x\n"
    with pytest.raises(BalintrecError, match="is a date without a year; give it with --year"):
        reading(sheet)
    with pytest.raises(BalintrecError, match=r'from "12 Dec" back to "9 Jan"; .* --year 2024-2025'):
        reading(sheet, years=(2024,))
    assert [day for day, _ in there(sheet, years=(2024, 2025))] == ["2024-10-10", "2024-12-12", "2025-01-09"]


def test_numbers_of_days() -> None:
    plan = Tree().plan("Date,Name\n45610,Sana Malik\n")
    assert (
        "--day-numbers 1900 reads it (45610 is 2024-11-14), or --day-numbers 1904 (2028-11-15)"
        in plan.summary.lost[0]
    )
    assert day("45610", DayOptions(epoch=1900)) == NOVEMBER
    assert day("44148", DayOptions(epoch=1904)) == NOVEMBER
    for epoch in (1900, 1904):
        book = workbook({"2024": [["Date", "Name"], [NOVEMBER, "Sana Malik"]]}, epoch=epoch)
        assert there(book) == [("2024-11-14", "Sana Malik")]


def test_column_of_which_a_spreadsheet_exchanged_half() -> None:
    texts = ["2024-05-03", "13/03/2024", "2024-12-03", "19/03/2024"]
    with pytest.raises(
        BalintrecError, match=r"--date-order dmy exchanges them back \(2024-05-03 is then 2024-03-05\)"
    ):
        DayReader(texts, DayOptions())
    assert list(map(DayReader(texts, DayOptions("dmy")), texts)) == [
        date(2024, 3, 5), date(2024, 3, 13), date(2024, 3, 12), date(2024, 3, 19)
    ]  # fmt: skip
    assert DayReader(texts, DayOptions("ymd"))(texts[0]) == date(2024, 5, 3)
    assert DayReader([*texts, "2024-05-21"], DayOptions())(texts[0]) == date(2024, 5, 3)


def meaning(
    mark: str, *others: str, languages: tuple[str, ...] = (), **named: tuple[str, ...]
) -> bool | None:
    return Marks([mark, *others], named.get("present", ()), named.get("absent", ()), languages)(mark)


@pytest.mark.parametrize(
    "mark",
    ["present", "حاضر", "obecna", "ob.", "anwesend", "Ja", "présente", "oui", "aanwezig", "presente", "sì", "✓",
     "1", "+", "yes"],
)  # fmt: skip
def test_words_of_presence(mark: str) -> None:
    assert meaning(mark) is True


@pytest.mark.parametrize(
    "mark",
    ["absent", "apologies", "غیر حاضر", "nieob.", "usprawiedliwiona", "abwesend", "entschuldigt", "excusée", "afwezig",
     "afgemeld", "assente", "giustificato", "-", "0", "✗", "no", "nie", "nein", ""],
)  # fmt: skip
def test_words_of_absence(mark: str) -> None:
    assert meaning(mark) is False


@pytest.mark.parametrize("mark", ["late", "Y", "v", "L", "h", "E", "?", "P?", "-1", "90", "half", "=1+1"])
def test_mark_that_nobody_knows_is_asked(mark: str) -> None:
    assert meaning(mark, languages=("en",)) is None
    assert meaning(mark, present=(mark,)) is True
    assert meaning(mark, absent=(mark,)) is False


def test_single_letters() -> None:
    assert [meaning("P", "A"), meaning("A", "P")] == [None, None]
    for language in ("en", "ur", "pl", "fr", "it"):
        assert [meaning("P", "A", languages=(language,)), meaning("A", "P", languages=(language,))] == [
            True,
            False,
        ]
    for language in ("de", "nl"):
        assert [meaning("P", "A", languages=(language,)), meaning("A", "P", languages=(language,))] == [
            None,
            None,
        ]
    assert meaning("A", languages=("en",)) is None


def test_cross_beside_a_tick_is_asked() -> None:
    assert [meaning("x"), meaning("x", "-"), meaning("x", "✓"), meaning("x", "yes")] == [
        True,
        True,
        None,
        None,
    ]


def test_heading_over_the_names_tells_the_language() -> None:
    with pytest.raises(BalintrecError, match="which of the marks"):
        reading("Vorname,Nachname,2024-11-14,2024-11-21\nSana,Malik,P,A\n")
    assert there("Imię,Nazwisko,2024-11-14,2024-11-21\nSana,Malik,P,A\n", languages=()) == [
        ("2024-11-14", "Sana Malik")
    ]


REGISTER = [("2024-11-14", "Sana Malik"), ("2024-11-21", "Sana Malik"), ("2024-11-21", "Nadia Iqbal")]


@pytest.mark.parametrize(
    "text",
    [
        "Name,2024-11-14,2024-11-21\nSana Malik,x,x\nNadia Iqbal,,x\n",
        "Date,Sana Malik,Nadia Iqbal\n2024-11-14,x,\n2024-11-21,x,x\n",
        ",Sana Malik,Nadia Iqbal,Total\n2024-11-14,x,,1\n2024-11-21,x,x,2\n",
        "Balint 2024,,\n,November 2024,\nName,14,21\nSana Malik,x,x\nNadia Iqbal,,x\n",
        ",2024,\nName,14 Nov,21 Nov\nSana Malik,x,x\nNadia Iqbal,,x\n",
        "Name,14 Nov 2024 (online),21 Nov 2024,28 Nov 2024 cancelled\nSana Malik,x,x,\nNadia Iqbal,,x,\n",
        'Name,Session 1: 14.11.2024,"Thu\n21 Nov. 24",%\nSana Malik,x,x,100\nNadia Iqbal,,x,50\nRazem,1,2,\n',
    ],
)
def test_shapes_of_a_register(text: str) -> None:
    found = reading(text)
    assert sorted((str(one.day), one.person.name) for one in found.attendances) == sorted(REGISTER)
    assert found.cells.lost() == []


def test_days_down_where_that_is_asked_for() -> None:
    sheet = "Datum,Sana Malik,Nadia Iqbal\n2024-11-14,j,n\n"
    assert there(sheet, transpose=True, present=("j",), absent=("n",)) == [("2024-11-14", "Sana Malik")]
    with pytest.raises(BalintrecError, match=r"--transpose .* the file begins: row 1: Datum \| Sana Malik"):
        reading(sheet)


def test_mark_under_a_cancelled_meeting_is_named() -> None:
    found = reading("Name,2024-11-14,21 Nov 2024 abgesagt\nSana Malik,x,x\n")
    assert found.cells.lost() == [
        "C2: a mark of presence, but the heading says that there was no meeting on 2024-11-21"
    ]


def test_how_they_met_and_a_remark_beside_the_day() -> None:
    tree = Tree()
    tree.take("Name,2024-11-14 (online),2024-11-21 (room 3)\nSana Malik,x,x\nComments,,two new\n")
    assert "mode: online\n" in tree.session("2024-11-14")
    assert tree.session("2024-11-21").endswith("---\n- room 3\n- two new\n")


MANY = [
    ("Ayesha Khan, Sana Malik", ["Ayesha Khan", "Sana Malik"]),
    ("Anna Nowak; Jan Kowal", ["Anna Nowak", "Jan Kowal"]),
    ("Anna Nowak and Jan Kowal", ["Anna Nowak", "Jan Kowal"]),
    ("Anna Nowak und Jan Kowal", ["Anna Nowak", "Jan Kowal"]),
    ("Anna Nowak\nJan Kowal\nEwa Lis", ["Anna Nowak", "Jan Kowal", "Ewa Lis"]),
    ("Anna, Jan, Ewa", ["Anna", "Jan", "Ewa"]),
    ("Malik, Sana", ["Malik, Sana"]),
    ("Mehmood, Tariq", ["Mehmood, Tariq"]),
    ("Jan Kowal, MD", ["Jan Kowal, MD"]),
    ("Nowak\nAnna", ["Nowak Anna"]),
    ("Silva e Costa", ["Silva e Costa"]),
]


@pytest.mark.parametrize(("cell", "names"), MANY)
def test_names_in_one_cell(cell: str, names: list[str]) -> None:
    assert names_in(cell, People(Tree().society.members.values())) == names


def test_last_name_first_is_known_if_the_other_way_round_is() -> None:
    tree = Tree()
    tree.take('Date,Name\n2024-11-14,"Malik, Sana"\n2024-11-14,"Mehmood, Tariq"\n')
    assert "attendees: [sana-malik]" in tree.session("2024-11-14")
    assert '"Mehmood, Tariq"' in (tree.review or "")


def test_days_only_in_the_first_row_of_each_meeting() -> None:
    sheet = "Date,Name\n2024-11-14,Sana Malik\n,Nadia Iqbal\n"
    assert reading(sheet).cells.lost() == [
        "B3: no day; write it as 2024-03-12, or use --fill-down to take the date of the row above"
    ]
    assert there(sheet, fill_down=True) == [("2024-11-14", "Sana Malik"), ("2024-11-14", "Nadia Iqbal")]


def test_columns_that_somebody_leaves_out() -> None:
    sheet = "Date,Name,Town,Role\n2024-11-14,Sana Malik,Lahore,leader\n"
    found = reading(sheet, ignored=("town", "D"))
    assert found.cells.counts()[RowResult.IGNORED] == 4 - 2 and found.attendances[0].role is None
    with pytest.raises(BalintrecError, match="there is no column Place, which --ignore-column names"):
        reading(sheet, ignored=("Place",))


def test_first_sheet_that_is_shown_is_read_and_all_others_are_named() -> None:
    sheet = [["Date", "Name"], [NOVEMBER, "Sana Malik"]]
    book = workbook({"Old": sheet, "2024": sheet, "2023": sheet, "Blank": []}, hidden=["Old"])
    plan = Tree().plan(book)
    assert plan.summary.lost == (
        'other sheets of the file: "Old (hidden)" or "2023"; import each with --sheet NAME',
    )
    with pytest.raises(BalintrecError, match=r"other sheets \(--sheet NAME\): 2024"):
        reading(workbook({"Cover": [["Hello"]], "2024": sheet}))


def test_columns_of_parts_of_names() -> None:
    assert there("Date;Nom;Prénom\n2024-11-14;Malik;Sana\n") == [("2024-11-14", "Sana Malik")]
    assert there("Data;Cognome;Nome\n2024-11-14;Malik;Sana\n") == [("2024-11-14", "Sana Malik")]


def test_one_row_a_meeting_with_the_names_of_each_role() -> None:
    tree = Tree()
    sheet = (
        "Date,Leader,Co-leader,Participants,Time\n"
        '2024-11-14,Nadia Iqbal,Sana Malik,"Ayesha Khan, Łucja Żółć",18:00-19:30\n'
    )
    assert not tree.take(sheet).summary.incomplete
    assert tree.session("2024-11-14") == (
        '---\ndate: 2024-11-14\ngroup: lahore-tuesday\nstart: "18:00"\nend: "19:30"\nleaders: [nadia-iqbal]\n'
        "co-leaders: [sana-malik]\nattendees: [ayesha-khan, lucja-zolc]\n---\n"
    )


def test_leader_beside_each_name_and_marks_for_the_leader() -> None:
    sheet = "Date,Name,Leader\n2024-11-14,Sana Malik,Ayesha Khan\n2024-11-14,Ayesha Khan,Ayesha Khan\n"
    tree = Tree()
    tree.take(sheet)
    assert "leaders: [ayesha-khan]\nattendees: [sana-malik]\n" in tree.session("2024-11-14")
    lost = Tree().plan("Date,Name,Leader\n2024-11-14,Sana Malik,x\n").summary.lost
    assert lost == ('C2: nothing is read from this column: "Leader"; use --ignore-column to leave it out',)


def test_what_stands_in_brackets_behind_a_name() -> None:
    """A role decides what somebody was; who sent apologies was not there; anything else is a part of the name."""
    tree = Tree()
    plan = tree.take(
        "Date,Names\n"
        '2024-11-14,"Nadia Iqbal (leader), Sana Malik (presenter), Ayesha Khan (apologies)"\n'
        "2024-11-21,Sana Malik (absent)\n"
        "2024-11-28,Sana Malik (nieob.)\n"
        "2024-12-05,Sana Malik [case]\n",
        Options(roles={"case": "presenter"}),
    )
    assert plan.summary.cells == {RowResult.HEADING: 2, RowResult.ENTERED: 4, RowResult.ABSENT: 4}
    text = tree.files["records/sessions/2024/2024-11-14-lahore-tuesday.md"]
    assert "leaders: [nadia-iqbal]\npresenter: sana-malik\n" in text
    assert "ayesha" not in text
    assert "presenter: sana-malik\n" in tree.files["records/sessions/2024/2024-12-05-lahore-tuesday.md"]
    assert not any("also-known-as: [sana@example.org, " in text for text in tree.files.values())


@pytest.mark.parametrize(
    "heading", ["Name, Vorname", "Last name, first name", "Cognome e nome", "Nazwisko, imię"]
)
def test_last_names_first_under_a_heading_that_says_so(heading: str) -> None:
    tree = Tree()
    plan = tree.take(f'"{heading}",2024-03-12\n"Malik, Sana",x\n"Khan, Ayesha",x\n')
    assert "attendees: [sana-malik, ayesha-khan]" in tree.session("2024-03-12")
    assert not plan.summary.incomplete


def test_a_column_of_weekdays_is_no_person() -> None:
    tree = Tree()
    plan = tree.take("Date,Weekday,Sana Malik,Ayesha Khan\n2024-03-12,Tuesday,x,\n2024-03-19,Tuesday,x,x\n")
    assert "attendees: [sana-malik, ayesha-khan]" in tree.session("2024-03-19")
    assert not plan.summary.incomplete
