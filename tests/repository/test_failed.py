"""Commits that fail keep the files and leave the index as it was; what was broken off is found again."""

from __future__ import annotations

from pathlib import Path

import pytest

from balintrec.errors import BalintrecError
from balintrec.repository import Transaction
from tests.repository.changes import EVA, IDA, OLA, change, changed, refused
from tests.repository.clone import Clone
from tests.repository.conftest import OLA as OLA_TEXT


def test_hooks_run_as_the_user_has_them(clone: Clone, tmp_path: Path) -> None:
    clone.hook(
        "pre-commit",
        f'git diff --cached --name-only > "{tmp_path}/seen"; cat > "{tmp_path}/stdin"; pwd >> "{tmp_path}/seen"',
    )
    clone.hook("commit-msg", 'echo "Checked-by: hook" >> "$1"')
    clone.write(EVA, "staged")
    clone.git("add", EVA)
    change(clone, lambda it: [it.write_new(IDA, "x"), it.remove(OLA)])
    assert (tmp_path / "seen").read_text().splitlines() == [IDA, OLA, str(clone.top)]
    assert (tmp_path / "stdin").read_text() == ""
    assert clone.git("log", "-1", "--format=%B").splitlines() == ["A change", "Checked-by: hook"]


def test_a_hook_that_refuses(clone: Clone) -> None:
    clone.hook("pre-commit", "echo 'ida.md: no name'; echo 'see the rules' >&2; exit 1")
    index = clone.git("ls-files", "--stage")
    with pytest.raises(BalintrecError) as raised:
        change(clone, lambda it: [it.write_new(IDA, "x"), it.replace(OLA, "new", OLA_TEXT), it.remove(OLA)])
    assert str(raised.value) == (
        "the files are written but not committed: ida.md: no name / see the rules; "
        "run the command again when that is mended, or: git add records && git commit"
    )
    assert clone.git("ls-files", "--stage") == index
    assert clone.status().splitlines() == [f" D {OLA}", f"?? {IDA}"]
    clone.hook("pre-commit", "exit 0")
    change(clone, lambda it: [it.write_new(IDA, "x"), it.remove(OLA)])
    assert (changed(clone), clone.status()) == ([f"A {IDA}", f"D {OLA}"], "")


def test_a_commit_that_fails_leaves_the_index_as_it_was(clone: Clone) -> None:
    clone.hook("pre-commit", "exit 1")
    clone.write(OLA, "staged\n")
    clone.write(EVA, "staged\n")
    clone.git("add", OLA, EVA)
    clone.git("rm", "--quiet", "--cached", OLA)
    before = clone.git("ls-files", "--stage")
    with pytest.raises(BalintrecError, match="written but not committed: git ended with 1;"):
        change(
            clone, lambda it: [it.write_new(IDA, "x"), it.remove(OLA), it.replace(EVA, "new\n", "staged\n")]
        )
    assert clone.git("ls-files", "--stage") == before
    assert clone.git("show", f":{EVA}") == "staged"


def test_a_lock_that_a_hook_leaves(clone: Clone) -> None:
    clone.hook("pre-commit", "touch .git/HEAD.lock")
    with pytest.raises(
        BalintrecError, match=r"written but not committed: another git is at work here.*HEAD\.lock has been"
    ):
        change(clone, lambda it: it.write_new(IDA, "x"))


def test_a_hook_that_mends_the_files(clone: Clone) -> None:
    clone.hook("pre-commit", f"echo mended > {IDA}; git add {IDA}")
    change(clone, lambda it: it.write_new(IDA, "x\n"))
    assert clone.git("show", f"HEAD:{IDA}") == "mended"


def test_files_left_without_a_commit_are_found_again(clone: Clone) -> None:
    clone.commit("more", {IDA: "Ida\n"})
    clone.write(EVA, "Eva\n")  # written
    clone.write("records/members/ola-n.md", OLA_TEXT)  # moved, the old one not yet gone

    def make(it: Transaction) -> None:
        it.write_new(EVA, "Eva\n")
        it.move(OLA, "records/members/ola-n.md")
        it.remove(IDA)

    change(clone, make)
    assert changed(clone) == [f"A {EVA}", f"D {IDA}", "A records/members/ola-n.md", f"D {OLA}"]
    assert clone.status() == ""


def test_everything_done_but_the_commit(clone: Clone) -> None:
    clone.commit("more", {IDA: "Ida\n", "records/members/tor.md": "Tor\n"})
    (clone.top / OLA).rename(clone.top / "records/members/ola-n.md")
    (clone.top / IDA).unlink()
    clone.write("records/members/tor.md", "Tor Å\n")
    clone.git("add", "--intent-to-add", "records")

    def make(it: Transaction) -> None:
        it.move(OLA, "records/members/ola-n.md")
        it.remove(IDA)
        it.replace("records/members/tor.md", "Tor Å\n", "Tor\n")

    change(clone, make)
    assert changed(clone) == [
        f"D {IDA}",
        "A records/members/ola-n.md",
        f"D {OLA}",
        "M records/members/tor.md",
    ]
    assert clone.status() == ""


def test_a_text_that_was_left_and_is_another(clone: Clone) -> None:
    clone.write(IDA, "a draft of somebody\n")
    assert "exists already" in refused(clone, lambda it: it.write_new(IDA, "Ida\n"))
