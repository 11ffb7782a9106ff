"""``--commit``: what a command writes is one commit, and nothing else is in it. With real git."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from balintrec.check import check
from balintrec.source import WorkTree
from tests.cli.running import Ran, balintrec, member, society
from tests.repository.clone import Clone
from tests.repository.conftest import home, own_home  # noqa: F401  # fixtures
from tests.sample import ON, ROOT
from tests.sources import files_below

pytestmark = pytest.mark.slow

FILES = {
    "records/members/ola.md": member("Ola"),
    "records/members/per.md": member("Per"),
    "records/groups/g.md": "---\nname: G\nleaders: [ola]\n---\n",
}
ENTER = ("new", "session", "--set", "date=2024-03-12", "--set", "group=g", "--set", "leaders=ola")
SHEET = "Date,Name\n2024-03-12,Ola\n2024-03-19,Ola\n2024-03-19,Per\n"


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    made = Clone.made_at(tmp_path / "society")
    made.commit("Begin", FILES)
    return made


def run(clone: Clone, *arguments: str) -> Ran:
    return balintrec(*arguments, root=clone.top)


def shown(clone: Clone) -> list[str]:
    """The last commit: its subject, and what it did to which files."""
    return clone.git("show", "--format=%s", "--name-status", "-M").replace("\t", " ").split("\n")


def test_a_new_record_is_one_commit(clone: Clone) -> None:
    ran = run(clone, *ENTER, "--commit")
    assert ran.out == f"wrote records/sessions/2024/2024-03-12-g.md\ncommitted as {clone.id()[:12]}\n"
    assert shown(clone) == ["Enter session 2024-03-12-g", "", "A records/sessions/2024/2024-03-12-g.md"]
    assert clone.status() == ""


def test_another_message(clone: Clone) -> None:
    run(clone, *ENTER, "--commit", "-m", "Minute book, page 12")
    assert shown(clone)[0] == "Minute book, page 12"


def test_what_else_is_changed_or_staged_stays_out(clone: Clone) -> None:
    clone.write("records/members/per.md", member("Per Person"))
    clone.write("note.txt", "x")
    clone.git("add", "note.txt")
    run(clone, *ENTER, "--commit")
    assert len(shown(clone)) == 3
    assert clone.status().split("\n") == ["A  note.txt", " M records/members/per.md"]


def test_an_import_is_one_commit_and_the_second_is_none(clone: Clone) -> None:
    sheet = clone.top.parent / "march.csv"
    sheet.write_text(SHEET)
    arguments = ("import", "attendance", str(sheet), "--group", "g", "--commit")
    assert f"committed as {clone.id()[:12]}" not in run(clone, *arguments).out
    assert shown(clone) == [
        "Enter attendance of g: 2 new sessions",
        "",
        "A records/sessions/2024/2024-03-12-g.md",
        "A records/sessions/2024/2024-03-19-g.md",
    ]
    assert clone.status() == ""
    before = clone.id()
    assert "nothing to commit\n" in run(clone, *arguments).out
    assert clone.id() == before


@pytest.mark.parametrize("written", [1, 2])
def test_an_import_that_was_broken_off_before_its_commit_is_committed_by_the_next(
    clone: Clone, written: int
) -> None:
    sheet = clone.top.parent / "march.csv"
    sheet.write_text(SHEET)
    arguments = ("import", "attendance", str(sheet), "--group", "g")
    run(clone, *arguments)
    for path in ("2024-03-12-g.md", "2024-03-19-g.md")[written:]:
        (clone.top / "records/sessions/2024" / path).unlink()
    run(clone, *arguments, "--commit")
    assert shown(clone)[2:] == [
        "A records/sessions/2024/2024-03-12-g.md",
        "A records/sessions/2024/2024-03-19-g.md",
    ]
    assert clone.status() == ""


def test_a_rename_is_one_commit(clone: Clone) -> None:
    ran = run(clone, "rename", "member", "ola", "olaf", "--commit")
    assert ran.out.endswith(f"committed as {clone.id()[:12]}\n")
    assert shown(clone) == [
        "Rename member ola to olaf",
        "",
        "M records/groups/g.md",
        "R100 records/members/ola.md records/members/olaf.md",
    ]


def test_a_merge_is_one_commit(clone: Clone) -> None:
    run(clone, "rename", "member", "ola", "per", "--merge", "--yes", "--commit")
    assert shown(clone) == [
        "Merge member ola into per",
        "",
        "M records/groups/g.md",
        "D records/members/ola.md",
        "M records/members/per.md",
    ]


WAYS = {
    "new": ENTER,
    "rename": ("rename", "member", "ola", "olaf"),
    "import": ("import", "attendance", "march.csv", "--group", "g"),
}


@pytest.mark.parametrize("arguments", WAYS.values(), ids=WAYS)
def test_outside_git_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    root = society(tmp_path, {path.removeprefix("records/"): text for path, text in FILES.items()})
    (root / "march.csv").write_text(SHEET)
    monkeypatch.chdir(root)
    before = files_below(root)
    ran = balintrec(*arguments, "--commit", root=root)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"balintrec: {root} is not in a git repository; start one there with: git init\n"
    assert files_below(root) == before


@pytest.mark.parametrize("arguments", WAYS.values(), ids=WAYS)
def test_a_message_without_a_commit_is_refused(clone: Clone, arguments: tuple[str, ...]) -> None:
    ran = run(clone, *arguments, "-m", "x")
    assert (ran.code, "-m can only be used with --commit" in ran.err) == (2, True)
    assert clone.status() == ""


def test_a_hook_that_says_no_leaves_the_files_and_the_same_command_goes_on(clone: Clone) -> None:
    clone.hook("pre-commit", "echo not today >&2; exit 1")
    ran = run(clone, *ENTER, "--commit")
    assert ran.code == 2
    assert ran.err.startswith("balintrec: the files are written but not committed: not today")
    assert clone.status() == "?? records/sessions/2024/2024-03-12-g.md"
    (clone.top / ".git/hooks/pre-commit").unlink()
    assert run(clone, *ENTER, "--commit").code == 0
    assert (shown(clone)[0], clone.status()) == ("Enter session 2024-03-12-g", "")
    assert run(clone, *ENTER, "--commit").err == (
        "balintrec: records/sessions/2024/2024-03-12-g.md exists already and is not overwritten\n"
    )


def entered(clone: Clone, branch: str, day: str, people: str) -> None:
    """Somebody enters a session on a branch of their own."""
    clone.git("switch", "--quiet", "--create", branch, "main")
    ran = run(
        clone,
        "new",
        "session",
        "--set",
        f"date={day}",
        "--set",
        "group=g",
        "--set",
        f"attendees={people}",
        "--commit",
    )
    assert ran.code == 0


def test_two_who_enter_the_same_session_collide(clone: Clone) -> None:
    entered(clone, "one", "2024-03-12", "ola")
    entered(clone, "two", "2024-03-12", "ola,per")
    with pytest.raises(AssertionError):
        clone.git("merge", "--quiet", "one")
    assert clone.status() == "AA records/sessions/2024/2024-03-12-g.md"
    assert "DOC" in run(clone, "check").out


def test_two_who_enter_different_sessions_do_not(clone: Clone) -> None:
    entered(clone, "one", "2024-03-12", "ola")
    entered(clone, "two", "2024-03-19", "ola,per")
    clone.git("merge", "--quiet", "--no-edit", "one")
    assert clone.status() == ""
    assert run(clone, "check").out.startswith("5 files: 5 records")


def test_a_member_of_the_sample_there_and_back(tmp_path: Path) -> None:
    clone = Clone.made_at(tmp_path / "society")
    shutil.copytree(ROOT / "records", clone.top / "records")
    first = clone.commit("The sample")
    ran = run(clone, "rename", "member", "bilal-ahmed", "bilal-ahmad", "--commit")
    assert ran.out.startswith("renamed member bilal-ahmed to bilal-ahmad: 105 places in 75 files changed\n")
    lines = [line.split("\t")[:2] for line in clone.git("show", "--format=", "--numstat", "-M").split("\n")]
    assert (sum(int(more) for more, _ in lines), sum(int(less) for _, less in lines)) == (105, 105)
    assert check(WorkTree(clone.top), ON).findings == ()
    run(clone, "rename", "member", "bilal-ahmad", "bilal-ahmed", "--commit")
    assert clone.git("diff", "--stat", first, "HEAD") == ""
    assert clone.git("rev-list", "--count", "HEAD") == "3"
