"""``balintrec init``: a new society passes `check` at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from balintrec.render.templates import presets
from tests.cli.running import balintrec
from tests.sources import files_below


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
    assert "left as they were: README.md\n" in ran.out
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
    arguments = ("init", str(tmp_path / "whole"), "--policy", "pakistan", "--ci", "none")
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
    ran = balintrec("init", str(tmp_path / "begun"), "--policy", "pakistan", "--ci", "none", root=None)
    assert (ran.code, files_below(tmp_path / "begun")) == (0, wanted)
    assert (
        balintrec("init", str(tmp_path / "begun"), "--policy", "pakistan", "--ci", "none", root=None).code
        == 2
    )
