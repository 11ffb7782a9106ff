"""``balintrec init``: a new society passes `check` at once."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from balintrec.scaffold.templates import presets
from tests.cli.running import balintrec, converse
from tests.sources import files_below

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("policy", presets())
@pytest.mark.parametrize("on", ["2026-11-23", "2036-11-23"])
def test_new_society_is_clean(tmp_path: Path, policy: str, on: str) -> None:
    root = tmp_path / "deep" / "society"
    ran = balintrec("init", str(root), "--policy", policy, root=None)
    assert ran.code == 0
    assert ran.out.startswith(
        f"wrote records/society.md, records/policies/{policy}.md, README.md, .gitignore, .gitattributes in "
    )
    assert balintrec("check", root=root, on=on).out == "2 files: 2 records; no findings\n"


def test_default_is_the_pathway_of_pakistan(tmp_path: Path) -> None:
    balintrec("init", str(tmp_path), "--name", 'Lahore "Balint": society', root=None)
    assert (tmp_path / "records/policies/pakistan.md").is_file()
    assert (
        (tmp_path / "records/society.md")
        .read_text()
        .startswith('---\nname: "Lahore \\"Balint\\": society"\n---\n')
    )


def test_members_can_be_entered_and_asked_about(tmp_path: Path) -> None:
    balintrec("init", str(tmp_path), root=None)
    balintrec("new", "member", "--set", "name=Ayesha Khan", "--set", "membership=2026-01-01", root=tmp_path)
    assert "Ayesha Khan" in balintrec("status", "ayesha-khan", root=tmp_path).out


def test_folder_that_has_a_society_is_refused(tmp_path: Path) -> None:
    balintrec("init", str(tmp_path), root=None)
    ran = balintrec("init", str(tmp_path), root=None)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"balintrec: there is a society in {tmp_path} already")


@pytest.mark.parametrize("inside", ["records", "records/members/x", "new"])
def test_folder_in_a_society_is_refused(tmp_path: Path, inside: str) -> None:
    balintrec("init", str(tmp_path), root=None)
    ran = balintrec("init", str(tmp_path / inside), root=None)
    assert (ran.code, ran.out) == (2, "")
    assert f"lies inside the society in {tmp_path}, which has a folder records" in ran.err
    assert not (tmp_path / inside).exists() or inside == "records"


def test_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    ran = balintrec("init", str(tmp_path), root=None)
    assert (ran.code, "README.md" in ran.out.splitlines()[0]) == (0, False)
    assert "left unchanged: README.md\n" in ran.out
    assert (tmp_path / "README.md").read_text() == "mine"


@pytest.mark.parametrize(
    ("policy", "said"),
    [("pakistn", 'did you mean "pakistan"?'), ("../pakistan", "did you mean"), ("xyz", "there are american")],
)
def test_unknown_policy_writes_nothing(tmp_path: Path, policy: str, said: str) -> None:
    ran = balintrec("init", str(tmp_path / "new"), "--policy", policy, root=None)
    assert ran.code == 2
    assert said in ran.err
    assert not (tmp_path / "new").exists()


def test_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ran = balintrec("init", str(tmp_path / "file" / "new"), root=None)
    assert (ran.code, ran.err.count("\n")) == (2, 1)


@pytest.mark.parametrize("written", [0, 1, 2, 3, 4])
def test_a_run_that_was_broken_off_is_finished_by_the_same_command(tmp_path: Path, written: int) -> None:
    arguments = ("init", str(tmp_path / "whole"), "--policy", "pakistan", "--ci", "none", "--no-git")
    assert balintrec(*arguments, root=None).code == 0
    wanted = files_below(tmp_path / "whole")
    order = [
        "records/society.md",
        "records/policies/pakistan.md",
        "README.md",
        ".gitignore",
        ".gitattributes",
    ]
    for path in order[:written]:
        file = tmp_path / "begun" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(wanted[path])
    arguments = ("init", str(tmp_path / "begun"), *arguments[2:])
    assert (balintrec(*arguments, root=None).code, files_below(tmp_path / "begun")) == (0, wanted)
    assert balintrec(*arguments, root=None).code == 2


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", "-C", str(folder), *arguments], capture_output=True, encoding="utf-8", check=True
    ).stdout


@pytest.fixture
def nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on a computer on which git knows no name."""
    for name in ("home", "desk"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "desk"


def test_new_society_is_a_repository_with_one_commit_on_main(tmp_path: Path) -> None:
    ran = balintrec("init", str(tmp_path / "new"), root=None)
    assert (ran.code, "\ncommitted as " in ran.out) == (0, True)
    assert git(tmp_path / "new", "log", "--format=%D %an %s") == "HEAD -> main Sana Malik Begin the society\n"
    assert git(tmp_path / "new", "status", "--porcelain") == ""
    assert balintrec("check", root=tmp_path / "new").err == ""


def test_name_to_commit_under_is_given_by_an_option(nobody: Path) -> None:
    ran = balintrec("init", str(nobody / "new"), "--author", "Zoë O'Hara <zoe@example.org>", root=None)
    assert ran.code == 0
    assert git(nobody / "new", "log", "--format=%an <%ae>") == "Zoë O'Hara <zoe@example.org>\n"
    assert not (nobody.parent / "home/.gitconfig").exists()


@pytest.mark.parametrize(
    "author", ["", "Nadia Iqbal", "nadia@example.org", "<nadia@example.org>", "N <x>", "N <a@b> c"]
)
def test_author_that_is_none_is_refused_and_nothing_written(nobody: Path, author: str) -> None:
    ran = balintrec("init", str(nobody / "new"), "--author", author, root=None)
    assert (ran.code, ran.out, [*nobody.iterdir()]) == (2, "", [])
    assert '"Nadia Iqbal <nadia@example.org>"' in ran.err


def test_without_a_name_everything_but_the_commit_is_made_and_the_rest_is_said(nobody: Path) -> None:
    ran = balintrec("init", str(nobody / "new"), root=None)
    assert ran.code == 0
    (line,) = [line for line in ran.out.splitlines() if line.startswith("not committed: ")]
    command = line.partition("in that folder: ")[2]
    subprocess.run(command, shell=True, cwd=nobody / "new", check=True, capture_output=True)
    assert git(nobody / "new", "log", "--format=%D %s") == "HEAD -> main Begin the society\n"


def test_name_is_asked_for_on_a_terminal(nobody: Path) -> None:
    said = converse(nobody, ["init", "new"], "<>", "Nadia Iqbal", "nadia", "nadia@example.org")
    assert said.count("Error: write it as in the example") == 2
    assert "committed as " in said
    assert git(nobody / "new", "log", "--format=%an <%ae>") == "Nadia Iqbal <nadia@example.org>\n"


def test_without_git_the_files_are_written(
    tmp_path: Path, nobody: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = balintrec("init", str(nobody / "new"), root=None)
    assert (ran.code, (nobody / "new/records/society.md").is_file()) == (0, True)
    assert "not committed: git was not found; install it" in ran.out


@pytest.mark.parametrize(("options", "there"), [(["--no-git"], False), ([], True)])
def test_repository_is_made_unless_it_is_not_wanted(tmp_path: Path, options: list[str], there: bool) -> None:
    ran = balintrec("init", str(tmp_path / "new"), *options, root=None)
    assert ((tmp_path / "new/.git").exists(), "committed as" in ran.out) == (there, there)


def test_no_git_and_an_author_contradict_each_other(tmp_path: Path) -> None:
    ran = balintrec("init", str(tmp_path / "new"), "--no-git", "--author", "A <a@b>", root=None)
    assert (ran.code, (tmp_path / "new").exists()) == (2, False)


def test_repository_that_is_there_is_used(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=trunk", "new")
    (tmp_path / "new/README.md").write_text("mine")
    balintrec("init", str(tmp_path / "new"), root=None)
    assert git(tmp_path / "new", "log", "--format=%D %s") == "HEAD -> trunk Begin the society\n"
    assert git(tmp_path / "new", "status", "--porcelain") == "?? README.md\n"


def test_nothing_is_committed_in_a_repository_around(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    ran = balintrec("init", str(tmp_path / "new"), root=None)
    assert "not committed: that folder is in a git repository already" in ran.out
    assert git(tmp_path, "status", "--porcelain") == "?? new/\n"
    assert not (tmp_path / "new/.git").exists()
