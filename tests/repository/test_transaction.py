"""Changes to files as one commit: what is written, and what stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from balintrec.repository import Repository, Transaction
from tests.repository.changes import EVA, IDA, OLA, change, changed, everything
from tests.repository.clone import Clone
from tests.repository.conftest import OLA as OLA_TEXT

pytestmark = pytest.mark.slow


def test_a_new_file(clone: Clone) -> None:
    commit = change(clone, lambda it: it.write_new(IDA, "Ida\n"), "Enter Ida\n\nShe asked for it.")
    assert commit == clone.id()
    assert changed(clone) == [f"A {IDA}"]
    assert clone.git("show", f"HEAD:{IDA}") == "Ida"
    assert clone.git("log", "-1", "--format=%an <%ae>|%B") == (
        "Sana Malik <sana@example.org>|Enter Ida\n\nShe asked for it.\n"
    )
    assert clone.status() == ""


def test_a_file_whether_it_is_new_or_not(clone: Clone) -> None:
    def make(it: Transaction) -> None:
        it.write(OLA, "Ola the elder\n")
        it.write(IDA, "Ida\n")

    change(clone, make)
    assert changed(clone) == [f"A {IDA}", f"M {OLA}"]
    assert (clone.top / OLA).read_text() == "Ola the elder\n"


def test_all_four_at_once(clone: Clone) -> None:
    clone.commit("more", {IDA: "Ida\n", EVA: "Eva\n", "records/members/tor.md": "Tor\n"})

    def make(it: Transaction) -> None:
        it.write_new("records/sessions/2025/one.md", "new\n")
        it.replace(IDA, "Ida Ås\n", "Ida\n")
        it.move(EVA, "records/members/eva-b.md")
        it.remove("records/members/tor.md")

    change(clone, make)
    assert changed(clone) == [
        "A records/members/eva-b.md",
        f"D {EVA}",
        f"M {IDA}",
        "D records/members/tor.md",
        "A records/sessions/2025/one.md",
    ]
    assert clone.status() == ""


def test_moved_and_changed_on_the_way(clone: Clone) -> None:
    def make(it: Transaction) -> None:
        it.move(OLA, IDA)
        it.replace(IDA, "Ida\n", OLA_TEXT)

    change(clone, make)
    assert changed(clone) == [f"A {IDA}", f"D {OLA}"]
    assert (clone.top / IDA).read_text() == "Ida\n"


def test_a_path_used_again(clone: Clone) -> None:
    def make(it: Transaction) -> None:
        it.move(OLA, IDA)
        it.write_new(OLA, "another Ola\n")

    change(clone, make)
    assert (clone.top / OLA).read_text() == "another Ola\n"
    assert changed(clone) == [f"A {IDA}", f"M {OLA}"]


def test_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    clone = Clone.made_at(tmp_path)
    clone.commit("both", {"north/records/a.md": "a", "south/records/a.md": "a"})
    with Repository.open(tmp_path / "north").transaction("north") as it:
        it.replace("records/a.md", "A", "a")
        it.write_new("records/b.md", "b")
    assert changed(clone) == ["M north/records/a.md", "A north/records/b.md"]


def test_names_that_git_could_take_for_patterns(clone: Clone) -> None:
    names = ["records/members/*.md", ":(exclude)x.md", "records/members/a\nb.md", "-x.md", 'records/"q".md']
    change(clone, lambda it: [it.write_new(name, "x") for name in names])
    listed = clone.git("ls-tree", "-r", "-z", "--name-only", "HEAD").split("\0")[:-1]
    assert sorted(listed) == sorted([OLA, *names])


def test_many_paths(clone: Clone) -> None:
    folder = "records/sessions/" + "long" * 30
    change(clone, lambda it: [it.write_new(f"{folder}/{number}.md", "x") for number in range(300)])
    assert len(changed(clone)) == 300
    assert clone.status() == ""


def test_the_first_commit_of_a_repository(tmp_path: Path) -> None:
    clone = Clone.made_at(tmp_path)
    clone.write("records/society.md", "s")
    change(clone, lambda it: it.write_new(OLA, "x"))
    assert changed(clone) == [f"A {OLA}"]
    assert clone.status() == "?? records/society.md"


def test_a_detached_head(clone: Clone) -> None:
    clone.git("checkout", "--quiet", "--detach")
    assert change(clone, lambda it: it.write_new(IDA, "x")) == clone.id()


def test_a_worktree(clone: Clone, tmp_path: Path) -> None:
    clone.git("worktree", "add", "--quiet", "-b", "side", str(tmp_path / "beside"))
    beside = Clone(tmp_path / "beside")
    change(beside, lambda it: it.write_new(IDA, "x"))
    assert (changed(beside), beside.status(), clone.status()) == ([f"A {IDA}"], "", "")


def test_a_file_that_git_was_told_to_ignore(clone: Clone) -> None:
    clone.commit("ignore", {".gitignore": "*.md\n"})
    change(clone, lambda it: it.write_new(IDA, "x"))
    assert changed(clone) == [f"A {IDA}"]


def test_line_ends_are_converted_as_the_repository_asks(clone: Clone) -> None:
    clone.commit("attributes", {".gitattributes": "*.md text\n"})
    change(clone, lambda it: it.write_new(IDA, "one\r\ntwo\r\n"))
    assert clone.git("show", f"HEAD:{IDA}") == "one\ntwo"
    assert (clone.top / IDA).read_bytes() == b"one\r\ntwo\r\n"


def test_what_the_user_had_staged_stays_staged(clone: Clone) -> None:
    clone.commit("more", {IDA: "Ida\n"})
    clone.write(IDA, "Ida, staged\n")
    clone.write(EVA, "Eva, staged\n")
    clone.git("add", IDA, EVA)
    clone.write(IDA, "Ida, not staged\n")
    clone.write("notes.txt", "not staged either\n")
    change(clone, lambda it: [it.write_new("records/members/tor.md", "x"), it.replace(OLA, "new", OLA_TEXT)])
    assert changed(clone) == [f"M {OLA}", "A records/members/tor.md"]
    assert clone.status().splitlines() == [f"A  {EVA}", f"MM {IDA}", "?? notes.txt"]
    assert clone.git("show", f":{IDA}") == "Ida, staged"


def test_nothing_is_committed_when_nothing_changed(clone: Clone) -> None:
    before = everything(clone)
    assert change(clone, lambda it: None) is None
    assert change(clone, lambda it: it.replace(OLA, OLA_TEXT, OLA_TEXT)) is None
    assert change(clone, lambda it: [it.write_new(IDA, "x"), it.remove(IDA)]) is None
    assert change(clone, lambda it: [it.move(OLA, IDA), it.move(IDA, OLA)]) is None
    assert everything(clone) == before


def test_an_edit_that_is_taken_back(clone: Clone) -> None:
    clone.write(OLA, "an edit\n")
    assert change(clone, lambda it: it.replace(OLA, OLA_TEXT, "an edit\n")) is None
    assert clone.status() == ""


def test_a_file_that_git_does_not_know_is_removed(clone: Clone) -> None:
    clone.write(IDA, "draft\n")
    assert change(clone, lambda it: it.remove(IDA)) is None
    assert change(clone, lambda it: it.remove(OLA)) == clone.id()
    assert not (clone.top / IDA).exists()
