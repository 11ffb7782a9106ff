"""``balintrec new``: one valid file, never over another."""

from __future__ import annotations

import os
import pty
import sys
from pathlib import Path

import pytest

from balintrec.model import KINDS
from tests.cli.running import Ran, balintrec, member, society

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
        assert f"a {model.noun} needs " in new(root, model.noun).err


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
            "a session needs date (a day (YYYY-MM-DD)), group (the id of a group); give each as --set date=…",
        ),
        (("member", "--set", "nmae=x"), 'a member has no key "nmae"; did you mean "name"?'),
        (("member", "--set", "name"), 'write --set KEY=VALUE, not "name"'),
        (("member", "--set", "name=a", "--set", "name=b"), '"name" is given twice; write a list as name=a,b'),
        (("member", "--set", "name= "), "name has no value; leave it out, or give it one"),
        (("member", "--set", "name={latin: x"), "name: this { is not closed, or a comma is missing after it"),
        (("member", "--set", "name=عائشہ"), "no id can be made of that; give one: balintrec new member ID …"),
        (
            ("member", "--set", "name=Bilal Ahmed"),
            'there is a member "bilal-ahmed" already; give this one another ID',
        ),
        (
            ("member", "Upper", "--set", "name=x"),
            '"Upper" cannot be an ID: it is words of a to z and digits with hyphens, such as "upper"',
        ),
        (("member", "../x", "--set", "name=x"), '"../x" cannot be an ID'),
        (("member", "a/b", "--set", "name=x"), '"a/b" cannot be an ID'),
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
            "nothing is written: period is not made of keys",
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


def test_terminal_is_asked_for_what_is_missing(root: Path) -> None:
    """A person types a day, half of a group's id and the Tab key."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
        os.execv(sys.executable, [sys.executable, "-m", "balintrec", "--root", str(root), "new", "session"])
    said = b""
    for answer in (b"2024-04-09\n", b"lahore\n"):
        while not said.endswith(b": "):
            said += os.read(terminal, 1000)
        os.write(terminal, answer)
        said = b""
    while b"wrote" not in said:
        said += os.read(terminal, 1000)
    assert os.waitpid(child, 0)[1] == 0
    assert (
        root / "records/sessions/2024/2024-04-09-lahore.md"
    ).read_text() == "---\ndate: 2024-04-09\ngroup: lahore\n---\n"
