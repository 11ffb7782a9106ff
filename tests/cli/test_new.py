"""``balintrec new``: one valid file, never over another."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from balintrec.cli.prompts import NEEDED, WORTH
from balintrec.model import KINDS
from balintrec.model.decision import DecisionKind
from balintrec.model.schema import describe
from balintrec.names import article
from balintrec.society import load
from balintrec.source import WorkTree
from tests.cli.running import Ran, balintrec, member, society, talk

pytestmark = pytest.mark.slow

FILES = {
    "members/nadia-iqbal.md": member("{latin: Nadia Iqbal, ur: نادیہ اقبال}"),
    "members/bilal-ahmed.md": member("Bilal Ahmed"),
    "groups/lahore.md": "---\nname: Lahore\n---\n",
    "sessions/2024/2024-03-12-lahore.md": """---
date: 2024-03-12
group: lahore
start: "18:00"
end: "19:30"
leaders: [nadia-iqbal]  # as always
co-leaders:
  - bilal-ahmed
presenter: bilal-ahmed
attendees: []
guests: 1
cases: 2
recorded-by: bilal-ahmed
confirmed-by: nadia-iqbal
---
""",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return society(tmp_path, FILES)


def new(root: Path, *arguments: str) -> Ran:
    return balintrec("new", *arguments, root=root)


def sets(**values: str) -> list[str]:
    return [part for key, value in values.items() for part in ("--set", f"{key.replace('_', '-')}={value}")]


@pytest.mark.parametrize(
    ("kind", "values", "path"),
    [
        ("member", "name=Ayesha Khan", "members/ayesha-khan.md"),
        ("member", "name={latin: Łucja Żółć, ur: ووتسیا}", "members/lucja-zolc.md"),
        ("members", "name={ur: ووتسیا, latin: Łucja Żółć}", "members/lucja-zolc.md"),
        ("group", "name=Karachi online", "groups/karachi-online.md"),
        ("session", "date=2024-04-09; group=lahore", "sessions/2024/2024-04-09-lahore.md"),
        (
            "event",
            "name=Autumn; kind=intensive; period=2024-10-05..2024-10-08",
            "events/2024-10-05-intensive.md",
        ),
        (
            "supervision",
            "date=2024-04-02; supervisor=nadia-iqbal; supervisees=bilal-ahmed",
            "supervisions/2024/2024-04-02-bilal-ahmed.md",
        ),
        (
            "reflection",
            "member=bilal-ahmed; written=2024-06-30",
            "reflections/bilal-ahmed/2024-06-30-bilal-ahmed.md",
        ),
        (
            "assessment",
            "kind=readiness; member=bilal-ahmed; by=nadia-iqbal; date=2024-07-02; verdict=ready",
            "assessments/2024-07-02-bilal-ahmed.md",
        ),
        (
            "endorsement",
            "member=bilal-ahmed; by=nadia-iqbal; date=2026-02-01",
            "endorsements/2026-02-01-bilal-ahmed.md",
        ),
        (
            "reference",
            "member=bilal-ahmed; referee=Prof. H. Siddiqui; written=2026-01-20",
            "references/2026-01-20-bilal-ahmed-siddiqui.md",
        ),
        (
            "attestation",
            "kind=own-therapy; member=bilal-ahmed; date=2025-11-03",
            "attestations/2025-11-03-bilal-ahmed-own-therapy.md",
        ),
        (
            "application",
            "member=bilal-ahmed; date=2026-02-10; credential=leader",
            "applications/2026-02-10-bilal-ahmed.md",
        ),
        (
            "decision",
            "kind=grant; member=bilal-ahmed; date=2026-03-05; by=committee",
            "decisions/2026-03-05-bilal-ahmed-grant.md",
        ),
        (
            "evaluation",
            "group=lahore; date=2024-12-10; kind=feedback; consent=yes",
            "evaluations/2024-12-10-lahore-feedback.md",
        ),
        ("society", "name=Balint Society", "society.md"),
        (
            "policy",
            "title=Our way; effective=2024-01-01; credential=leader; stages="
            "[{id: a, requires: [{id: m, title: M, kind: membership, source: published}]}]",
            "policies/our-way.md",
        ),
    ],
)
def test_record_of_every_kind_is_written_where_it_belongs(
    root: Path, kind: str, values: str, path: str
) -> None:
    ran = new(root, kind, *(part for pair in values.split("; ") for part in ("--set", pair)))
    assert ran.code == 0, ran.err
    assert ran.out.startswith(f"wrote records/{path}\n")
    assert "not readable as" not in balintrec("check", root=root).out
    assert (root / "records" / path).is_file()


def test_every_kind_has_its_template(root: Path) -> None:
    for model in KINDS.values():
        assert "a policy needs" in new(root, "policy").err
        assert f"{article(model.noun)} needs " in new(root, model.noun).err


def test_keys_stand_in_the_order_of_the_template_and_read_back_the_same(root: Path) -> None:
    new(
        root,
        "member",
        *sets(profession='GP: "family" #1', background="a,b", name="null", also_known_as="A. K.,akhan"),
    )
    assert (root / "records/members/null.md").read_text() == (
        '---\nname: "null"\nalso-known-as: [A. K., akhan]\nprofession: "GP: \\"family\\" #1"\nbackground: [a, b]\n---\n'
    )


def test_people_are_taken_by_name(root: Path) -> None:
    new(
        root,
        "session",
        *sets(date="2024-04-09", group="lahore", leaders="نادیہ اقبال", attendees="bilal AHMED, nadia-iqbal"),
    )
    text = (root / "records/sessions/2024/2024-04-09-lahore.md").read_text()
    assert "leaders: [nadia-iqbal]\nattendees: [bilal-ahmed, nadia-iqbal]\n" in text


def test_like_takes_group_times_and_people_of_a_session(root: Path) -> None:
    ran = new(root, "session", "--like", "2024-03-12-lahore", "--set", "date=2024-03-19")
    assert ran.code == 0
    assert (root / "records/sessions/2024/2024-03-19-lahore.md").read_text() == (
        '---\ndate: 2024-03-19\ngroup: lahore\nstart: "18:00"\nend: "19:30"\nleaders: [nadia-iqbal]\n'
        "co-leaders: [bilal-ahmed]\nattendees: []\n---\n"
    )


def test_what_is_set_goes_before_what_is_taken_over(root: Path) -> None:
    out = new(
        root, "session", "--like", "2024-03-12-lahore", "--print", *sets(date="2024-03-19", start="17:00")
    ).out
    assert 'start: "17:00"\n' in out


def test_wanted_id_is_used(root: Path) -> None:
    assert "wrote records/members/a-khan.md" in new(root, "member", "a-khan", "--set", "name=Ayesha Khan").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("session",),
            "a session needs date (a day, YYYY-MM-DD), group (the id of a group); give each as --set date=…",
        ),
        (("member", "--set", "nmae=x"), 'a member has no key "nmae"; did you mean "name"?'),
        (("member", "--set", "name"), 'write --set KEY=VALUE, not "name"'),
        (("member", "--set", "name=a", "--set", "name=b"), '"name" is given twice; write a list as name=a,b'),
        (("member", "--set", "name= "), "name has no value; leave it out, or give it one"),
        (("member", "--set", "name={latin: x"), "name: this { is not closed, or a comma is missing after it"),
        (("member", "--set", "name=عائشہ"), "this name gives no file name"),
        (
            ("member", "--set", "name=Bilal Ahmed"),
            'there is a member "bilal-ahmed" already; give this one another ID',
        ),
        (
            ("member", "Iqbal", "--set", "name=Nadia"),
            "\"Iqbal\" is not an ID; if it belongs to a value, put the value in quotes: --set 'name=Nadia Iqbal'",
        ),
        (
            ("member", "Maria", "Iqbal", *sets(name="Nadia", profession="GP")),
            "\"Maria Iqbal\" is not an ID; if it belongs to a value, put the value in quotes: --set 'KEY=two words'",
        ),
        (("member", "../x", "--set", "name=x"), '"../x" is not an ID'),
        (("member", "a/b", "--set", "name=x"), '"a/b" is not an ID'),
        (
            ("member", *sets(name="x", pathway_from="2024-02-30")),
            "nothing is written: pathway-from is a day that does not exist",
        ),
        (
            ("member", *sets(name="a\x1b[2Jb")),
            "nothing is written: there is a character here that cannot be seen",
        ),
        (
            ("session", *sets(date="2024-04-09", group="lahor")),
            'nothing is written: no group "lahor" (did you mean "lahore"?)',
        ),
        (
            ("session", *sets(date="2024-04-09", group="lahore", leaders="Nobody")),
            'nothing is written: no member "Nobody"',
        ),
        (
            ("session", "--like", "2024-03-12-lahor"),
            'no session "2024-03-12-lahor" that can be read; did you mean "2024-03-12-lahore"?',
        ),
        (("member", "--like", "2024-03-12-lahore"), "--like is for sessions"),
        (
            ("event", *sets(name="x", kind="party", period="2024-01-01")),
            "nothing is written: kind is not one of its choices",
        ),
        (
            ("event", *sets(name="x", kind="weekend", period="soon")),
            "period is not a period; write 2024-10-05..2024-10-08, or the first day alone while it lasts",
        ),
        (
            ("evaluation", *sets(date="2024-01-01", group="lahore", kind="feedback", consent="perhaps")),
            "nothing is written: consent is neither yes nor no",
        ),
    ],
)
def test_what_is_not_valid_is_never_written(root: Path, arguments: tuple[str, ...], said: str) -> None:
    before = sorted(root.rglob("*"))
    ran = new(root, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"balintrec: {said}")
    assert ran.err.count("\n") == 1
    assert sorted(root.rglob("*")) == before


def test_unreadable_file_is_not_written_over(root: Path) -> None:
    society(root, {"members/x.md": "broken"})
    ran = new(root, "member", "x", "--set", "name=X")
    assert ran.err == 'balintrec: there is a member "x" already; give this one another ID\n'
    assert (root / "records/members/x.md").read_text() == "broken"


def test_what_check_will_remark_is_said(root: Path) -> None:
    ran = new(root, "session", *sets(date="2030-04-09", group="lahore"))
    assert ran.code == 0
    assert "\n  check will say error SES" in ran.out


def test_print_writes_nothing(root: Path) -> None:
    ran = new(root, "member", "--print", "--set", "name=Ayesha Khan")
    assert ran.out == "---\nname: Ayesha Khan\n---\n"
    assert not (root / "records/members/ayesha-khan.md").exists()


def test_quiet_says_nothing(root: Path) -> None:
    assert new(root, "member", "--quiet", "--set", "name=Ayesha Khan").out == ""


def in_one_line(said: str) -> str:
    """What a terminal shows, without its breaks between words."""
    return " ".join(said.split())


def test_terminal_is_asked_for_what_is_missing(root: Path) -> None:
    said = talk(root, "session", "2024-04-09", "lahore", "nadia-iqbal", "Bilal Ahmed", "")
    asked = "leaders (ids or names of members; such as bilal-ahmed, nadia-iqbal; press Enter for none): "
    assert asked in in_one_line(said)
    assert "wrote records/sessions/2024/2024-04-09-lahore.md\n" in said
    assert (root / "records/sessions/2024/2024-04-09-lahore.md").read_text() == (
        "---\ndate: 2024-04-09\ngroup: lahore\nleaders: [nadia-iqbal]\nco-leaders: [bilal-ahmed]\n---\n"
    )


def test_wrong_answer_is_asked_for_again_and_none_is_lost(root: Path) -> None:
    said = talk(
        root, "session", "12/03/2024", "2024-02-30", "2024-04-09", "Karachi", "LAHORE", "Nadia", "", "", ""
    )
    assert "Error: date is not a day; write it YYYY-MM-DD, such as 2024-03-12\ndate (" in said
    assert "Error: date is a day that does not exist; check the month and the day\ndate (" in said
    assert 'Error: no group "Karachi"; write an id, or a whole name\ngroup (' in said
    assert 'Error: no member "Nadia"; did you mean "nadia-iqbal"? leaders (' in in_one_line(said)
    assert (
        root / "records/sessions/2024/2024-04-09-lahore.md"
    ).read_text() == "---\ndate: 2024-04-09\ngroup: lahore\n---\n"


@pytest.mark.parametrize(("answer", "leaders"), [("", "leaders: [nadia-iqbal]\n"), ("-", "")])
def test_leaders_of_the_group_are_offered(root: Path, answer: str, leaders: str) -> None:
    society(root, {"groups/lahore.md": "---\nname: Lahore\nleaders: [nadia-iqbal]\n---\n"})
    said = talk(root, "session", "2024-04-09", "lahore", answer, "", "")
    assert "; - for none) [nadia-iqbal]: " in in_one_line(said)
    written = (root / "records/sessions/2024/2024-04-09-lahore.md").read_text()
    assert written == f"---\ndate: 2024-04-09\ngroup: lahore\n{leaders}---\n"


DATED = "name: Lahore\nleaders: [{member: nadia-iqbal, to: 2024-04-08}, {member: bilal-ahmed, from: 2024-04-09}]\n"


@pytest.mark.parametrize(("day", "leader"), [("2024-04-08", "nadia-iqbal"), ("2024-04-09", "bilal-ahmed")])
def test_those_who_lead_on_the_day_are_offered(root: Path, day: str, leader: str) -> None:
    society(root, {"groups/lahore.md": f"---\n{DATED}---\n"})
    said = talk(root, "session", day, "lahore", "", "", "")
    assert f"; - for none) [{leader}]: " in in_one_line(said)
    assert f"leaders: [{leader}]\n" in (root / f"records/sessions/2024/{day}-lahore.md").read_text()


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ({}, "leaders: [nadia-iqbal]\n"),
        ({"leaders": "bilal-ahmed"}, "leaders: [bilal-ahmed]\n"),
        ({"leaders": "-"}, ""),
        ({"attendees": "nadia-iqbal"}, "attendees: [nadia-iqbal]\n"),
        ({"status": "cancelled"}, ""),
    ],
)
def test_without_a_terminal_the_leaders_of_the_group_are_filled_in(
    root: Path, given: dict[str, str], written: str
) -> None:
    society(root, {"groups/lahore.md": "---\nname: Lahore\nleaders: [nadia-iqbal]\n---\n"})
    assert new(root, "session", *sets(date="2024-04-09", group="lahore", **given)).code == 0
    text = (root / "records/sessions/2024/2024-04-09-lahore.md").read_text()
    assert text.replace("status: cancelled\n", "") == f"---\ndate: 2024-04-09\ngroup: lahore\n{written}---\n"


@pytest.mark.parametrize(
    ("day", "given", "leaders"),
    [
        ("2024-04-08", [], "[nadia-iqbal]"),
        ("2024-04-09", [], "[bilal-ahmed]"),
        ("2024-04-09", ["--set", "leaders=nadia-iqbal"], "[nadia-iqbal]"),
    ],
)
def test_like_takes_the_leaders_of_the_new_day(root: Path, day: str, given: list[str], leaders: str) -> None:
    society(root, {"groups/lahore.md": f"---\n{DATED}---\n"})
    assert new(root, "session", "--like", "2024-03-12-lahore", "--set", f"date={day}", *given).code == 0
    assert f"\nleaders: {leaders}\n" in (root / f"records/sessions/2024/{day}-lahore.md").read_text()


def test_terms_and_a_quorum_are_typed(root: Path) -> None:
    terms = "leaders=[Nadia Iqbal, {member: Bilal Ahmed, from: 2024-04-09}]"
    assert new(root, "group", "--set", "name=Quetta", "--set", terms).code == 0
    written = (root / "records/groups/quetta.md").read_text()
    assert "leaders: [nadia-iqbal, {member: bilal-ahmed, from: 2024-04-09}]\n" in written
    assert new(root, "society", *sets(name="Society", committee="nadia-iqbal", quorum="1")).code == 0
    assert "committee: [nadia-iqbal]\nquorum: 1\n" in (root / "records/society.md").read_text()


def test_id_that_is_taken_is_asked_for_and_nothing_typed_is_lost(root: Path) -> None:
    said = talk(root, "member", "Bilal Ahmed", "", "B!", "bilal-ahmed-2")
    assert (
        'Error: there is a member "bilal-ahmed" already; give this one another ID name of the file ('
        in in_one_line(said)
    )
    assert 'Error: "B!" cannot be an ID' in said
    assert (root / "records/members/bilal-ahmed-2.md").read_text() == "---\nname: Bilal Ahmed\n---\n"
    assert "check will say warning MEM001" in said


POLICY = """---
title: Our way
effective: 2024-01-01
credential: leader
stages: [{id: a, requires: [{id: m, title: M, kind: membership, source: published}]}]
---
"""


@pytest.mark.parametrize(
    ("kind", "answers", "written"),
    [
        ("waive", ["a/n", "a/m", "old", ""], "kind: waive\n{}reason: old\nrequirement: a/m\n"),
        (
            "leave",
            ["soon", "2024-01-01", "ill", ""],
            "kind: leave\n{}reason: ill\nperiod: {{from: 2024-01-01}}\n",
        ),
        (
            "recognise",
            ["papers", "leader", "", ""],
            "kind: recognise\n{}reason: papers\ncredential: leader\n",
        ),
        ("refuse", ["short", "", "Nadia Iqbal"], "kind: refuse\n{}present: [nadia-iqbal]\nreason: short\n"),
        ("grant", ["", ""], "kind: grant\n{}"),
    ],
)
def test_decision_is_asked_for_what_its_kind_needs(
    root: Path, kind: str, answers: list[str], written: str
) -> None:
    society(root, {"policies/ours.md": POLICY})
    said = talk(root, "decision", kind, "Bilal Ahmed", "2024-04-09", "Nobody", "nadia iqbal", *answers)
    assert f"wrote records/decisions/2024-04-09-bilal-ahmed-{kind}.md\n" in said, said
    assert (root / f"records/decisions/2024-04-09-bilal-ahmed-{kind}.md").read_text() == (
        f"---\n{written}---\n".format("member: bilal-ahmed\ndate: 2024-04-09\nby: nadia-iqbal\n")
    )


def test_whoever_gave_all_that_is_needed_is_not_asked(root: Path) -> None:
    assert talk(root, "member --set name=Sara").startswith("wrote records/members/sara.md\n")


def test_every_question_is_about_a_key_and_every_kind_of_decision_about_its_reason() -> None:
    nouns = {model.noun: {key.key for key in describe(model)} for model in KINDS.values()}
    decisions = set(get_args(DecisionKind))
    assert set(NEEDED) == decisions - {"grant"}
    assert set(WORTH) <= {*nouns, *decisions}
    for name, keys in (*NEEDED.items(), *WORTH.items()):
        assert set(keys) <= nouns.get(name, nouns["decision"])


def test_list_of_texts_is_shown_as_understood(root: Path) -> None:
    ran = new(root, "member", *sets(name="Sara Ali", also_known_as='["Ali, Sara", sali]'))
    assert ran.out == "wrote records/members/sara-ali.md\n  also-known-as: 2 entries\n"
    assert (
        "  also-known-as: 2 entries\n"
        in new(root, "member", *sets(name="Omar", also_known_as="Ali, Omar")).out
    )
    assert "  also-known-as: 1 entry\n" in new(root, "member", *sets(name="Usman", also_known_as="uali")).out


def test_groups_and_who_decides_are_taken_by_name(root: Path) -> None:
    session = new(root, "session", "--print", *sets(date="2024-04-09", group="LAHORE", leaders="nadia-iqbal"))
    assert "group: lahore\n" in session.out
    decision = sets(kind="grant", member="Bilal Ahmed", date="2024-04-09", by="Nadia Iqbal")
    assert (
        "member: bilal-ahmed\ndate: 2024-04-09\nby: nadia-iqbal\n"
        in new(root, "decision", "--print", *decision).out
    )
    letter = sets(member="Bilal Ahmed", referee="Nadia Iqbal", written="2024-04-09")
    assert "referee: nadia-iqbal\n" in new(root, "reference", "--print", *letter).out
    roster = sets(name="Karachi", roster="[{member: Bilal Ahmed, from: 2024-01-01}]")
    assert "roster: [{member: bilal-ahmed, from: 2024-01-01}]\n" in new(root, "group", "--print", *roster).out


def test_name_of_two_is_not_guessed(root: Path) -> None:
    society(root, {"members/nadia-iqbal-2.md": member("Nadia Iqbal")})
    ran = new(root, "session", *sets(date="2024-04-09", group="lahore", leaders="Nadia Iqbal"))
    assert '"Nadia Iqbal" is the name of several: nadia-iqbal or nadia-iqbal-2; use the id' in ran.err


def test_a_line_break_in_a_value_is_named_for_what_it_is(root: Path) -> None:
    ran = new(root, "member", "--set", "name=Sana\nMalik")
    assert ran.code == 2
    assert "name: there is a line break in this value; write it on one line" in ran.err


def test_today_is_offered_for_the_day_of_a_record(root: Path) -> None:
    said = talk(root, "session", "", "lahore", "", "", "")
    assert "date (a day, YYYY-MM-DD) [2024-05-01]: " in said
    assert (root / "records/sessions/2024/2024-05-01-lahore.md").is_file()


@pytest.mark.parametrize(
    ("kind", "example"),
    [
        ("member", "Ayesha Khan, or {latin: "),
        ("group", "Lahore Tuesday group)"),
        ("event", "Murree weekend)"),
    ],
)
def test_name_asked_for_is_one_of_its_kind(root: Path, kind: str, example: str) -> None:
    assert f"name (such as {example}" in talk(root, kind)


LONG = "anna-katarzyna-wojciechowska-grabowska"


@pytest.mark.parametrize("kind", [model.noun for model in KINDS.values() if model.kind_folder])
def test_a_question_breaks_no_word_on_a_narrow_terminal_and_leaves_room_for_the_answer(
    root: Path, kind: str
) -> None:
    society(root, {f"members/{LONG}.md": member("Anna"), f"groups/{LONG}-online.md": "---\nname: O\n---\n"})
    given = [part for part in sets(**GIVEN.get(kind, {})) if part]
    lines = talk(root, " ".join([kind, *given])).splitlines()
    assert lines and max(map(len, lines)) <= 80
    assert len(lines[-1]) <= 60


GIVEN = {"session": {"date": "2024-04-09", "group": "lahore"}, "decision": {"kind": "waive", "date": "today"}}


@pytest.mark.parametrize(
    ("kind", "given", "line"),
    [
        ("decision", {"kind": "Recognise", "by": "Committee"}, "by: committee"),
        ("decision", {"Kind": "RECOGNISE", "By": "nadia iqbal"}, "by: nadia-iqbal"),
        (
            "decision",
            {"kind": "recognise", "by": "committee", "present": "Nadia-Iqbal, BILAL AHMED"},
            "present: [nadia-iqbal, bilal-ahmed]",
        ),
        (
            "decision",
            {"kind": "recognise", "by": "committee", "credential": "Accredited Leader"},
            "credential: accredited-leader",
        ),
        ("decision", {"kind": "recognise", "by": "committee", "date": "Today"}, "date: 2024-05-01"),
        ("attestation", {"kind": "Ethics Training"}, "kind: ethics-training"),
        ("application", {"credential": "x", "documents": "Form, Log book"}, "documents: [form, log-book]"),
    ],
)
def test_words_are_taken_in_any_case_and_days_and_people_by_name(
    root: Path, kind: str, given: dict[str, str], line: str
) -> None:
    named = {key.lower() for key in given}
    rest = {
        key: value for key, value in {"member": "bilal ahmed", "date": "today"}.items() if key not in named
    }
    extra = {"reason": "papers seen"} if kind == "decision" else {}
    ran = balintrec("new", kind, "--print", *sets(**rest, **given, **extra), root=root, on="2024-05-01")
    assert f"\n{line}\n" in ran.out, ran.err


@pytest.mark.parametrize(
    ("kind", "given", "line"),
    [
        ("session", {"date": "TODAY", "group": "LAHORE", "mode": "Online"}, "mode: online"),
        ("session", {"date": "today", "group": "Lahore", "status": "Held"}, "status: held"),
        ("member", {"name": "Omar", "membership": "today"}, "membership: [{from: 2024-05-01}]"),
        (
            "member",
            {"name": "Omar", "membership": "2023-01-01..today"},
            "membership: [{from: 2023-01-01, to: 2024-05-01}]",
        ),
        ("event", {"name": "Today", "kind": "Leader Seminar", "period": "today"}, "name: Today"),
        (
            "supervision",
            {
                "date": "today",
                "supervisor": "nadia iqbal",
                "supervisees": "bilal-ahmed",
                "sessions": "2024-03-12 Lahore",
            },
            "sessions: [2024-03-12-lahore]",
        ),
    ],
)
def test_other_kinds_take_them_too(root: Path, kind: str, given: dict[str, str], line: str) -> None:
    ran = balintrec("new", kind, "--print", *sets(**given), root=root, on="2024-05-01")
    assert f"\n{line}\n" in ran.out, ran.err


def test_an_id_and_a_name_that_are_alike_are_not_guessed_between(root: Path) -> None:
    society(root, {"members/omar-ali.md": member("Omar"), "members/omar.md": member("Omar Ali")})
    ran = new(root, "decision", *sets(member="Omar Ali"))
    assert '"Omar Ali" is the name of several: omar or omar-ali; use the id' in ran.err
    assert "several" not in new(root, "decision", *sets(member="omar-ali")).err


def test_membership_typed_as_a_period_is_answered_in_one_round(root: Path) -> None:
    said = new(root, "member", *sets(name="Omar", membership="since 2024-09-01")).err
    assert said == (
        "balintrec: membership is not a period; write 2024-10-05..2024-10-08, "
        "or the first day alone while it lasts\n"
    )


@pytest.mark.parametrize("name", ["عائشہ خان", "王小明", "Иван Петров", "Ivan Петров"])
def test_a_name_of_which_no_file_name_can_be_made_is_answered_with_a_command(root: Path, name: str) -> None:
    ran = new(root, "member", *sets(name=name))
    assert ran.err == (
        "balintrec: this name gives no file name, which is of the letters a to z; type one before --set, "
        "for example: balintrec new member ayesha-khan --set …\n"
    )
    assert new(root, "member", "ivan-petrov", *sets(name=name)).out.startswith(
        "wrote records/members/ivan-petrov.md"
    )


@pytest.mark.parametrize(
    "name",
    [
        "Ülkü O’Hara", "Ali #2", "Ayesha: Khan", 'Bo "B" Ek', "عائشہ خان", "Müller (Köln)", "Zoë & Co", "-x",
        "a\u200cb", "a\u202eb", "a\x07b",
    ],
)  # fmt: skip
def test_a_name_may_have_the_same_letters_as_in_a_file_written_by_hand(root: Path, name: str) -> None:
    ran = new(root, "member", "somebody", *sets(name=name))
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    by_hand = society(root / "hand", {"members/somebody.md": f'---\nname: "{quoted}"\n---\n'})
    read = [load(WorkTree(folder)).members.get("somebody") for folder in (root, by_hand)]
    assert [one and one.name for one in read] == [read[0] and {"latin": name}] * 2
    assert (ran.code == 0) == (read[1] is not None)
