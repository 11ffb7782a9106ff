"""Whatever order names are answered for in, the same records come out; and what the sessions then say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balintrec.document import parse
from balintrec.errors import BalintrecError
from balintrec.io.attendance import Options
from balintrec.io.review_file import read_review, write_review
from tests.io.files import GROUP, SOCIETY, Tree, row_results

pytestmark = pytest.mark.slow

# Leaders of the group until a day and from a day on; one of them is not matched at once.
LEADERS = "[{member: nadia-iqbal, to: 2024-03-12}, {member: sana-malik, from: 2024-03-13}, lucja-zolc]"
FILES = {**SOCIETY, GROUP: SOCIETY[GROUP].replace("[nadia-iqbal]", LEADERS)}
ANSWERS = {
    "Łucja Z.": "lucja-zolc",
    "Bilal Ahmed": "new",
    "Hina Raza": "new",
    "Omar the guest": "guest",
    "Sana M. Malik": "sana-malik",
    "nobody at all": "skip",
}
NAMES = ["Sana Malik", "Nadia Iqbal", "Ayesha Khan", *ANSWERS]
ROLES = st.sampled_from(["", "", "leader", "co-leader", "presenter", "participant", "observer"])
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["2024-03-12", "2024-03-19"]),
        st.sampled_from(NAMES),
        st.sampled_from(["", "", "18:00-19:30", "18:10-19:30"]),
        st.sampled_from(["", "", "came late", "first time"]),
    ),
    max_size=9,
    unique_by=lambda row: (row[0], row[1]),
)


def records(tree: Tree) -> dict[str, object]:
    """What the records say; the order in which people stand in a list says nothing."""
    found: dict[str, object] = {}
    for path, text in tree.files.items():
        document = parse(text.encode())
        values = (document.values or {}).items()
        lists = {key: sorted(map(str, value)) if isinstance(value, list) else value for key, value in values}
        found[path] = (lists, document.body)
    return found


def answered(sheet: str, order: list[list[str]]) -> Tree:
    """An import that is repeated with more answers each time."""
    tree = Tree(FILES)
    tree.take(sheet)
    for names in order:
        known = {name: ANSWERS[name] for name in names if tree.review and f'"{name}"' in tree.review}
        tree.answer(**known) if known else None
        tree.take(sheet)
    return tree


@settings(max_examples=50, deadline=None)
@given(ROWS, st.dictionaries(st.sampled_from(NAMES), ROLES), st.permutations(list(ANSWERS)))
def test_answers_in_any_order(
    rows: list[tuple[str, str, str, str]], roles: dict[str, str], order: list[str]
) -> None:
    # One person is one thing in the whole file, under whatever name.
    roles["Sana M. Malik"] = roles.get("Sana Malik", "")
    lines = [f"{day},{name},{roles.get(name, '')},{hours},{remark}" for day, name, hours, remark in rows]
    sheet = "\n".join(["Date,Name,Role,Time,Remarks", *lines])
    at_once = Tree(FILES)
    at_once.review = Tree(FILES).plan(sheet).review
    if at_once.review:
        at_once.answer(**{name: answer for name, answer in ANSWERS.items() if f'"{name}"' in at_once.review})
    at_once.take(sheet)
    one_by_one = answered(sheet, [[name] for name in order])
    assert records(one_by_one) == records(at_once)
    assert at_once.take(sheet).writes == () == one_by_one.take(sheet).writes


ROW = st.tuples(
    st.sampled_from(["Nadja", "N. Iqbal", "Nadia I."]),
    st.sampled_from(["", "nadja@example.org", "n.i@example.org"]),
    st.sampled_from(["", "nadja99"]),
)


@settings(max_examples=50, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=5, unique=True), st.data())
def test_what_is_remembered_of_somebody_with_many_names(
    rows: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    sheet = "\n".join(["Date,Name,Email,Handle", *(f"2024-03-12,{','.join(row)}" for row in rows)])
    trees = []
    for order in (rows, data.draw(st.permutations(rows)), None):
        tree = Tree()
        tree.take(sheet)
        for row in order or ():
            _answer(tree, [row])
            tree.take(sheet)
        if order is None:
            _answer(tree, rows)
            tree.take(sheet)
        trees.append(tree)
    assert records(trees[0]) == records(trees[1]) == records(trees[2])


def _answer(tree: Tree, rows: list[tuple[str, str, str]]) -> None:
    """Answer for these rows, where they are asked about."""
    if tree.review:
        tree.review = write_review(
            replace(query, answer="nadia-iqbal")
            if (query.person.name, query.person.email, query.person.handle) in rows
            else query
            for query in read_review(tree.review.encode())
        )


def test_a_leader_who_is_answered_for_later_leads() -> None:
    sheet = "Date,Name\n2024-03-12,Ayesha Khan\n2024-03-12,Łucja Z.\n"
    tree = answered(sheet, [["Łucja Z."]])
    assert tree.session("2024-03-12") == (
        "---\ndate: 2024-03-12\ngroup: lahore-tuesday\nleaders: [lucja-zolc]\nattendees: [ayesha-khan]\n---\n"
    )


def test_roles_times_mode_cases_and_remarks() -> None:
    tree = Tree()
    plan = tree.take(
        "Date,Name,Role,Time,Mode,Cases,Remarks\n"
        "2024-03-12,Sana Malik,Prowadząca,18:00-19:30,online,2,\n"
        "2024-03-12,Nadia Iqbal,uczestniczka,18:00-19:30,online,2,came late\n"
        "2024-03-12,Ayesha Khan,Fallvorstellerin,17:30-20:00,online,2,\n"
        "2024-03-12,Łucja Żółć,observer,18:00-19:30,online,2,first time\n"
    )
    assert tree.session("2024-03-12") == (
        '---\ndate: 2024-03-12\ngroup: lahore-tuesday\nstart: "18:00"\nend: "19:30"\nmode: online\n'
        "leaders: [sana-malik]\npresenter: ayesha-khan\nattendees: [nadia-iqbal]\nobservers: [lucja-zolc]\ncases: 2\n"
        "---\n- Nadia Iqbal: came late\n- Łucja Żółć: first time\n"
    )
    assert not plan.summary.incomplete


def test_of_two_presenters_none_is_guessed() -> None:
    tree = Tree()
    plan = tree.take("Date,Name,Role\n2024-03-12,Sana Malik,presenter\n2024-03-12,Ayesha Khan,presenter\n")
    assert "attendees: [sana-malik, ayesha-khan]" in tree.session("2024-03-12")
    assert plan.summary.lost[0].startswith("2024-03-12: the file names 2 presenters, and a session has one")


def test_role_that_nobody_knows_is_asked() -> None:
    tree = Tree()
    sheet = "Date,Name,Role\n2024-03-12,Sana Malik,chairwoman\n2024-03-12,Ayesha Khan,Host\n2024-03-12,Łucja Żółć,\n"
    plan = tree.take(sheet)
    assert "attendees: [lucja-zolc]" in tree.session("2024-03-12")
    assert plan.summary.lost[0].startswith(
        "rows 2 to 3: this role is unknown; say what it means: --role WORD=leader"
    )
    tree.take(sheet, Options(roles={"chairwoman": "leader", "host": "attendee"}))
    assert "leaders: [sana-malik]\nattendees: [ayesha-khan, lucja-zolc]" in tree.session("2024-03-12")


def test_somebody_recorded_as_something_else_is_named() -> None:
    tree = Tree()
    tree.take("Date,Name\n2024-03-12,Sana Malik\n")
    plan = tree.take("Date,Name,Role\n2024-03-12,Sana Malik,observer\n")
    assert plan.writes == ()
    assert "has sana-malik as attendee, and the file as observer; correct one of them" in plan.summary.lost[0]


PLANNED = "---\ndate: 2024-03-12\ngroup: lahore-tuesday\nstatus: planned\nleaders: [nadia-iqbal]\n---\n"


@pytest.mark.parametrize(
    ("names", "held", "said"),
    [
        ("Nadia Iqbal,Sana Malik", False, "is planned; --held records it as held, with this attendance"),
        ("Sana Malik", True, "is planned with nadia-iqbal, who cannot be found in the file"),
        ("Nadia Iqbal,Sana Malik", True, ""),
    ],
)
def test_planned_session_becomes_held_if_that_is_asked_for(names: str, held: bool, said: str) -> None:
    path = "records/sessions/2024/2024-03-12-lahore-tuesday.md"
    tree = Tree({**SOCIETY, path: PLANNED})
    sheet = "Date,Name\n" + "".join(f"2024-03-12,{name}\n" for name in names.split(","))
    plan = tree.take(sheet, Options(held=held))
    assert said in "".join(plan.summary.lost)
    changed = PLANNED.replace("planned", "held").replace("\n---\n", "\nattendees: [sana-malik]\n---\n")
    assert tree.files[path] == (PLANNED if said else changed)
    assert row_results(plan).get("held_back", 0) == (len(names.split(",")) if said else 0)


def test_two_meetings_of_one_day_are_not_made_one_long_session() -> None:
    sheet = "Date,Name,Time\n2024-03-12,Sana Malik,09:00-10:30\n2024-03-12,Ayesha Khan,18:00-19:30\n"
    plan = Tree().take(sheet)
    assert plan.writes == ()
    assert "two meetings on one day (09:00-10:30 and 18:00-19:30)" in plan.summary.lost[0]


def test_what_the_records_say_of_a_meeting_is_not_overwritten() -> None:
    tree = Tree()
    tree.take("Date,Name,Time\n2024-03-12,Sana Malik,18:00-19:30\n")
    plan = tree.take("Date,Name,Time,Mode\n2024-03-12,Sana Malik,18:00-20:00,online\n")
    assert "mode: online" in tree.session("2024-03-12") and 'end: "19:30"' in tree.session("2024-03-12")
    assert (
        "the file says end 20:00, and records/sessions/2024/2024-03-12-lahore-tuesday.md 19:30"
        in plan.summary.lost[0]
    )
    assert plan.summary.incomplete


def test_row_of_another_day_than_its_meeting_is_refused() -> None:
    sheet = "Date,Name,Start\n2024-03-12,Sana Malik,2024-04-02 18:00\n"
    with pytest.raises(
        BalintrecError, match='row 2: the day is 2024-03-12, and "2024-04-02 18:00" is another day'
    ):
        Tree().plan(sheet)
    with pytest.raises(BalintrecError, match="the day is 2024-03-11"):
        Tree().plan("Name,Start\nSana Malik,2024-03-12 18:00\n", Options(day=date(2024, 3, 11)))
