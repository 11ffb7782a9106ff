"""From a sheet to records: what is written, that nothing is invented, and that a second time changes nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balintrec.check import check
from balintrec.errors import BalintrecError
from balintrec.io.attendance import Options
from tests.io.files import GROUP, SOCIETY, Tree, row_results
from tests.sources import MemorySource

pytestmark = pytest.mark.slow

SHEET = (
    "Date,Name,E-mail,Handle\n"
    "2024-03-12,Sana Malik,,\n"
    "2024-03-12,Bilal Ahmed,bilal@example.org,\n"
    "2024-03-12,عائشہ خان,,\n"
    "2024-03-12,Nadia Iqbal,,\n"
    "2024-03-19,Lucja Zolc,,\n"
    "2024-03-19,Bilal Ahmed,bilal@example.org,\n"
    "2024-03-19,Lucja Zolc,,\n"
)
CREATE = Options(create_members=True)


def test_a_session_file_for_each_day_in_the_order_of_the_rows() -> None:
    tree = Tree()
    plan = tree.take(SHEET)
    assert tree.session("2024-03-12") == (
        "---\ndate: 2024-03-12\ngroup: lahore-tuesday\nleaders: [nadia-iqbal]\n"
        "attendees: [sana-malik, ayesha-khan]\n---\n"
    )
    assert (
        tree.session("2024-03-19")
        == "---\ndate: 2024-03-19\ngroup: lahore-tuesday\nattendees: [lucja-zolc]\n---\n"
    )
    assert row_results(plan) == {"heading": 1, "entered": 4, "again": 1, "review": 2}
    assert (
        "recorded as leaders of new sessions, because they lead the group: nadia-iqbal in 1"
        in plan.summary.text()
    )


def test_a_second_time_changes_nothing() -> None:
    tree = Tree()
    tree.take(SHEET, CREATE)
    before, review = dict(tree.files), tree.review
    plan = tree.take(SHEET, CREATE)
    assert (tree.files, tree.review, plan.writes) == (before, review, ())
    assert row_results(plan) == {"heading": 1, "recorded": 6, "again": 1}


def test_leaders_that_somebody_names() -> None:
    tree = Tree()
    tree.take(SHEET, Options(leaders=("sana-malik",)))
    assert "leaders: [sana-malik]\nattendees: [ayesha-khan, nadia-iqbal]\n" in tree.session("2024-03-12")
    with pytest.raises(BalintrecError, match='no member "sana-malk"; did you mean "sana-malik"'):
        tree.plan(SHEET, Options(leaders=("sana-malk",)))


def test_the_review_file_says_why_how_often_and_when() -> None:
    tree = Tree()
    tree.take(SHEET + "2024-03-19,Sana Malick,,\n")
    assert tree.review is not None
    assert tree.review.splitlines()[1:] == [
        '"Bilal Ahmed","bilal@example.org","","","unknown","2","2024-03-12 2024-03-19"',
        '"Sana Malick","","","","unknown; similar to sana-malik","1","2024-03-19"',
    ]


def test_an_answer_with_an_id_is_remembered() -> None:
    tree = Tree()
    sheet = SHEET + "2024-03-19,Sana Malick,s.malik@example.org,\n"
    tree.take(sheet)
    tree.answer(bilal="skip", sana="sana-malik")
    plan = tree.take(sheet)
    assert tree.files["records/members/sana-malik.md"] == (
        "---\nname: Sana Malik  # the elder\n"
        "also-known-as: [sana@example.org, Sana Malick]\nemail: [s.malik@example.org]\n---\n\nFree.\n"
    )
    assert "attendees: [lucja-zolc, sana-malik]" in tree.session("2024-03-19")
    assert row_results(plan) == {"heading": 1, "entered": 1, "recorded": 4, "again": 1, "skipped": 2}
    before, review = dict(tree.files), tree.review
    assert tree.take(sheet).writes == ()
    assert (tree.files, tree.review) == (before, review)
    tree.review = None
    assert row_results(tree.take(sheet))["review"] == 2  # only Bilal, who was skipped


def test_guests_are_counted_once_a_day_and_later_ones_added() -> None:
    tree = Tree()
    sheet = SHEET + "2024-03-12,Bilal Ahmed,bilal@example.org,\n2024-03-12,Hina Raza,,\n"
    tree.take(sheet)
    tree.answer(bilal="guest")
    tree.take(sheet)
    assert "guests: 1\n" in tree.session("2024-03-12")
    tree.answer(hina="guest")
    tree.take(sheet)
    assert "guests: 2\n" in tree.session("2024-03-12")
    assert tree.take(sheet).writes == ()


def test_guests_recorded_by_hand_are_not_made_fewer() -> None:
    tree = Tree()
    path = "records/sessions/2024/2024-03-12-lahore-tuesday.md"
    tree.files[path] = "---\ndate: 2024-03-12\ngroup: lahore-tuesday\nguests: 3\n---\n"
    tree.take("Date,Name\n2024-03-12,Hina Raza\n")
    tree.answer(hina="guest")
    plan = tree.take("Date,Name\n2024-03-12,Hina Raza\n")
    assert "guests: 3" in tree.files[path]
    assert "2024-03-12: 3 guests are recorded, and the file has 1" in plan.summary.notes


def test_new_members_as_answered() -> None:
    tree = Tree()
    sheet = (
        "Date,Name,E-mail\n2024-03-12,Bilal Ahmed (Guest),b@example.org\n"
        "2024-03-12,حنا رضا,\n2024-03-12,B. Ahmed,\n"
    )
    tree.take(sheet)
    tree.answer(bilal="new", **{"حنا": "new: hina-raza", "b. ": "bilal-ahmed"})
    tree.take(sheet)
    assert tree.files["records/members/bilal-ahmed.md"] == (
        "---\nname: Bilal Ahmed\nalso-known-as: [Bilal Ahmed (Guest), B. Ahmed]\nemail: [b@example.org]\n---\n"
    )
    assert tree.files["records/members/hina-raza.md"] == "---\nname: {ur: حنا رضا}\n---\n"
    assert "attendees: [bilal-ahmed, hina-raza]" in tree.session("2024-03-12")
    assert tree.review is not None
    assert '"bilal-ahmed"' in tree.review and '"new' not in tree.review
    before = dict(tree.files)
    assert tree.take(sheet).writes == () and tree.files == before


def test_create_members_makes_no_second_record_for_a_misspelling() -> None:
    tree = Tree()
    sheet = SHEET + (
        "2024-03-19,Bilal Ahmad,,\n"
        "2024-03-19,Saná Malik,,\n"
        "2024-03-19,Sana Malick,,\n"
        "2024-03-19,to be discussed next week,,\n"
        "2024-03-19,حنا رضا,,\n"
    )
    plan = tree.take(sheet, CREATE)
    assert plan.summary.new_members == ("bilal-ahmed",)
    assert (
        tree.files["records/members/bilal-ahmed.md"]
        == "---\nname: Bilal Ahmed\nemail: [bilal@example.org]\n---\n"
    )
    assert tree.review is not None
    assert [line.split('"')[1::2][::4][:2] for line in tree.review.splitlines()[1:]] == [
        ["Bilal Ahmad", "unknown; similar to bilal-ahmed"],
        ["Sana Malick", "unknown; similar to sana-malik"],
        ["to be discussed next week", "unknown, and not recognised as a name"],
        ["حنا رضا", "unknown; a new record needs an id, such as new: ayesha-khan"],
    ]


def test_an_id_that_another_person_has_gets_a_number() -> None:
    other = {"records/members/bilal-ahmed.md": "---\nname: Bilquis Ahmedzai\nalso-known-as: [bilal.x]\n---\n"}
    tree = Tree({**SOCIETY, **other})
    tree.take("Date,Name\n2024-03-12,Bilal  Ahméd-Shah\n", CREATE)
    assert "records/members/bilal-ahmed-shah.md" in tree.files
    tree.take("Date,Name\n2024-03-12,Con\n", CREATE)  # con.md cannot be made on Windows
    assert "records/members/con-2.md" in tree.files


def test_a_record_that_cannot_be_read_is_not_made_again() -> None:
    tree = Tree({**SOCIETY, "records/members/bilal-ahmed.md": "---\nname: [\n---\n"})
    tree.take(SHEET, CREATE)
    assert tree.review is not None
    assert "unknown; perhaps bilal-ahmed, whose record cannot be read" in tree.review


def test_new_for_two_ways_of_naming_one_person_makes_one_record() -> None:
    tree = Tree()
    sheet = "Date,Name,Handle\n2024-03-12,Bilal Ahmed,\n2024-03-19,Bilal Ahmed,bahmed\n"
    tree.take(sheet)
    assert tree.review is not None
    tree.review = tree.review.replace('"","unknown"', '"new","unknown"')
    assert tree.take(sheet).summary.new_members == ("bilal-ahmed",)
    assert (
        tree.files["records/members/bilal-ahmed.md"]
        == "---\nname: Bilal Ahmed\nalso-known-as: [bahmed]\n---\n"
    )
    assert tree.take(sheet).writes == ()


ANSWERS_REFUSED = [
    ("sana-malk", 'no member "sana-malk"; did you mean "sana-malik"'),
    ("new: sana-malik", 'there is a member "sana-malik" already'),
]


@pytest.mark.parametrize(("answer", "said"), ANSWERS_REFUSED)
def test_an_answer_that_cannot_be_followed(answer: str, said: str) -> None:
    tree = Tree()
    tree.take(SHEET)
    tree.answer(bilal=answer)
    with pytest.raises(BalintrecError, match=said):
        tree.take(SHEET)


def test_a_row_without_a_name_is_no_new_member() -> None:
    sheet = "Date,Name,E-mail\n2024-03-12,,b@example.org\n"
    tree = Tree()
    tree.take(sheet)
    assert tree.review is not None
    tree.review = tree.review.replace('"","unknown', '"new: bilal-ahmed","unknown')
    with pytest.raises(BalintrecError, match=r'"b@example\.org" has no name to make a record of'):
        tree.take(sheet)


def test_a_name_without_latin_letters_is_not_new_without_an_id() -> None:
    tree = Tree()
    tree.take("Date,Name\n2024-03-12,حنا رضا\n")
    tree.answer(حنا="new")
    with pytest.raises(BalintrecError, match='this name gives no id: "حنا رضا"'):
        tree.take("Date,Name\n2024-03-12,حنا رضا\n")


def test_a_device_answered_is_not_remembered() -> None:
    tree = Tree()
    tree.take("Date,Name\n2024-03-12,iPhone\n")
    tree.answer(iphone="sana-malik")
    tree.take("Date,Name\n2024-03-12,iPhone\n")
    assert tree.files["records/members/sana-malik.md"] == SOCIETY["records/members/sana-malik.md"]
    assert "attendees: [sana-malik]" in tree.session("2024-03-12")


def test_a_session_that_exists_gets_only_who_is_new() -> None:
    tree = Tree()
    path = "records/sessions/by-hand/2024-03-12-tuesday.md"
    text = (
        "---\ndate: 2024-03-12\ngroup: lahore-tuesday  # moved\n"
        "leaders: [nadia-iqbal]\npresenter: sana-malik\n---\nRoom 2.\n"
    )
    tree.files[path] = text
    plan = tree.take("Date,Name\n2024-03-12,Sana Malik\n2024-03-12,Nadia Iqbal\n")
    assert tree.files[path] == text and plan.writes == ()
    tree.take("Date,Name\n2024-03-12,Lucja Zolc\n")
    assert tree.files[path] == text.replace("sana-malik\n", "sana-malik\nattendees: [lucja-zolc]\n")


def test_old_sessions_are_entered_with_the_leaders_of_their_day() -> None:
    leaders = "[{member: nadia-iqbal, to: 2024-03-12}, {member: sana-malik, from: 2024-03-13}]"
    tree = Tree({**SOCIETY, GROUP: SOCIETY[GROUP].replace("[nadia-iqbal]", leaders)})
    tree.take("Name,2024-03-12,2024-03-19\nNadia Iqbal,x,x\nSana Malik,x,x\n")
    assert "leaders: [nadia-iqbal]\nattendees: [sana-malik]\n" in tree.session("2024-03-12")
    assert "leaders: [sana-malik]\nattendees: [nadia-iqbal]\n" in tree.session("2024-03-19")


HELD_BACK = {
    "cancelled": (
        "date: 2024-03-12\ngroup: lahore-tuesday\nstatus: cancelled",
        "is cancelled and was left unchanged",
    ),
    "planned": (
        "date: 2024-03-12\ngroup: lahore-tuesday\nstatus: planned",
        "is planned; --held records it as held",
    ),
    "broken": ("date: 2024-03-12\ngroup: [", "cannot be read; correct it first"),
    "of another day": (
        "date: 2024-03-13\ngroup: lahore-tuesday",
        "names another day or group; correct it first",
    ),
}


@pytest.mark.parametrize(("keys", "said"), HELD_BACK.values(), ids=HELD_BACK)
def test_a_session_that_is_not_to_be_touched(keys: str, said: str) -> None:
    path = "records/sessions/2024/2024-03-12-lahore-tuesday.md"
    tree = Tree({**SOCIETY, path: f"---\n{keys}\n---\n"})
    plan = tree.take("Date,Name\n2024-03-12,Sana Malik\n")
    assert plan.writes == ()
    assert row_results(plan) == {"heading": 1, "held_back": 1}
    assert said in plan.summary.lost[0]
    assert plan.summary.incomplete


TODAY = Options(on=date(2024, 3, 12))


def test_days_in_the_future_are_not_entered_and_nobody_is_asked_about() -> None:
    plan = Tree().take("Date,Name\n2042-03-12,Sana Malik\n2042-03-19,Nobody Known\n", TODAY)
    assert row_results(plan) == {"heading": 1, "future": 2}
    assert plan.summary.lost == ('rows 2 to 3: in the future; correct the date ("2042-03-12", "2042-03-19")',)
    assert (plan.writes, plan.review, plan.summary.nothing_entered) == ((), None, True)


def test_row_of_a_register_with_a_day_in_the_future_is_counted_by_the_others() -> None:
    plan = Tree().take("Name,2024-03-12,2042-03-19\nSana Malik,x,x\nAyesha Khan,,x\n", TODAY)
    assert row_results(plan) == {"heading": 1, "entered": 1, "future": 1}
    assert not plan.summary.nothing_entered


@pytest.mark.parametrize(
    ("rows", "nothing_entered"),
    [
        ("soon,Sana Malik\n", True),
        ("2042-03-12,Sana Malik\nsoon,Sana Malik\n,\n", True),
        ("soon,Sana Malik\n2024-03-12,Sana Malik\n", False),
        ("soon,Sana Malik\n2024-03-12,Nobody Known\n", False),
        ("", False),
    ],
)
def test_file_of_which_nothing_can_be_entered(rows: str, nothing_entered: bool) -> None:
    assert Tree().plan(f"Date,Name\n{rows}", TODAY).summary.nothing_entered == nothing_entered


@pytest.mark.parametrize("answer", ["Sana Malik", "SANA  malik", "sana-malik", "sana@example.org"])
def test_answer_may_be_a_name(answer: str) -> None:
    tree = Tree()
    tree.take("Date,Name\n2024-03-12,Somebody Else\n")
    tree.answer(somebody=answer)
    tree.take("Date,Name\n2024-03-12,Somebody Else\n")
    assert "attendees: [sana-malik]" in tree.session("2024-03-12")
    assert '"Somebody Else","","","sana-malik"' in (tree.review or "")


def test_answer_that_is_the_name_of_two_is_not_guessed() -> None:
    tree = Tree({**SOCIETY, "records/members/sana-malik-2.md": "---\nname: Sana Malik\n---\n"})
    tree.take("Date,Name\n2024-03-12,Somebody Else\n")
    tree.answer(somebody="Sana Malik")
    with pytest.raises(BalintrecError, match='"sana malik" may be sana-malik or sana-malik-2; write the id'):
        tree.take("Date,Name\n2024-03-12,Somebody Else\n")


def test_leader_may_be_a_name() -> None:
    tree = Tree()
    tree.take("Date,Name\n2024-03-12,Sana Malik\n", Options(leaders=("Ayesha Khan",)))
    assert "leaders: [ayesha-khan]" in tree.session("2024-03-12")


def test_rows_of_one_person_are_added_up_for_the_least_minutes() -> None:
    sheet = (
        "Name (Original Name),Join Time,Duration (Minutes)\n"
        "Sana Malik,2024-03-12 18:00,20\nAyesha (Ayesha Khan),2024-03-12 18:00,29\nSana,2024-03-12 18:30,10\n"
        "sana malik (Guest),2024-03-12 18:30,15\n"
    )
    plan = Tree().take(sheet, Options(min_minutes=30))
    assert row_results(plan) == {"heading": 1, "entered": 1, "again": 1, "brief": 2}


def test_nobody_is_made_a_member_for_looking_in() -> None:
    sheet = "Name,Join Time,Duration\nHina Raza,2024-03-12 18:00,1\nBilal Ahmed,2024-03-12 18:00,90\n"
    plan = Tree().take(sheet, Options(min_minutes=30, create_members=True))
    assert plan.summary.new_members == ("bilal-ahmed",)
    assert row_results(plan) == {"heading": 1, "entered": 1, "brief": 1}


def test_the_records_are_clean_afterwards() -> None:
    tree = Tree()
    tree.take(SHEET, CREATE)
    source = MemorySource({path: text.encode() for path, text in tree.files.items()})
    codes = {one.rule.code for one in check(source, date(2026, 1, 1)).findings}
    assert not any(code.startswith(("FIL", "DOC", "KEY", "VAL", "REF")) for code in codes)


NAMES = st.sampled_from(["Sana Malik", "sana malik ", "عائشہ خان", "Łucja Żółć", "Bilal Ahmed", "Bilal Ahmad", "Hina",
                         "Sana Malick", "=1+1", "", "Nadia Iqbal", "Hina Raza", "iPhone",
                         "not a name at all 3"])  # fmt: skip
HANDLES = st.sampled_from(["", "", "", "akhan", "bahmed", "hina"])
DAYS = st.sampled_from(["2024-03-12", "2024-03-19", "", "soon", "2042-01-01"])
MARKS = st.sampled_from(["yes", "no", ""])
ANSWERS = st.sampled_from(["", "guest", "skip", "new", "sana-malik", "nadia-iqbal"])


@settings(max_examples=120, deadline=None)
@given(
    st.lists(st.tuples(DAYS, NAMES, HANDLES, MARKS), max_size=14),
    st.booleans(),
    st.lists(ANSWERS, min_size=4, max_size=4),
)
def test_every_row_is_accounted_for_and_again_changes_nothing(
    rows: list[tuple[str, str, str, str]], create: bool, answers: list[str]
) -> None:
    sheet = "Date,Name,Handle,Present\n" + "".join(",".join(row) + "\n" for row in rows)
    options = Options(create_members=create, on=date(2026, 1, 1))
    tree = Tree()
    plan = tree.take(sheet, options)
    assert sum(plan.summary.row_results.values()) == plan.summary.rows == len(rows) + 1
    before, review = dict(tree.files), tree.review
    assert tree.take(sheet, options).writes == ()
    assert (tree.files, tree.review) == (before, review)
    if tree.review is not None:
        lines = tree.review.splitlines(keepends=True)
        for number, answer in enumerate(answers[: len(lines) - 1], 1):
            nameless = lines[number].startswith('"",') and answer == "new"
            lines[number] = lines[number].replace(
                '"","unknown', f'"{"" if nameless else answer}","unknown', 1
            )
        tree.review = "".join(lines)
        plan = tree.take(sheet, options)
        assert sum(plan.summary.row_results.values()) == len(rows) + 1
        before, review = dict(tree.files), tree.review
        assert tree.take(sheet, options).writes == ()
        assert (tree.files, tree.review) == (before, review)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(NAMES, st.lists(MARKS, min_size=3, max_size=3)), max_size=8))
def test_a_register_is_accounted_for_too(rows: list[tuple[str, list[str]]]) -> None:
    sheet = "Name,2024-03-12,2024-03-19,2024-03-26\n" + "".join(
        f"{name},{','.join(marks)}\n" for name, marks in rows
    )
    tree = Tree()
    try:
        plan = tree.take(sheet, CREATE)
    except BalintrecError as error:
        assert "no mark means present" in str(error)
        return
    assert sum(plan.summary.row_results.values()) == len(rows) + 1
    assert tree.take(sheet, CREATE).writes == ()


def test_visitor_is_nobody_in_particular() -> None:
    tree = Tree()
    plan = tree.take("Date,Name\n2024-03-12,Visitor\n2024-03-12,Gość\n", Options(create_members=True))
    assert plan.writes == () and "not recognised as a name" in (plan.review or "")
