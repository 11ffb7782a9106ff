"""Changes that cannot be made leave nothing, and say why."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from balintrec import store
from balintrec.errors import BalintrecError
from balintrec.repository import Repository, Transaction
from tests.repository.changes import EVA, IDA, OLA, Change, change, everything, refused
from tests.repository.clone import Clone
from tests.repository.conftest import OLA as OLA_TEXT

pytestmark = pytest.mark.slow


def test_an_exception_in_the_block(clone: Clone) -> None:
    before = everything(clone)
    with pytest.raises(ZeroDivisionError), Repository.open(clone.top).transaction("broken") as it:
        it.write_new(IDA, "x")
        it.replace(OLA, "new", OLA_TEXT)
        raise ZeroDivisionError
    assert everything(clone) == before


@pytest.mark.parametrize("message", ["", "  \n", "a\0b"])
def test_no_message(clone: Clone, message: str) -> None:
    assert "needs a message" in refused(clone, lambda it: it.write_new(IDA, "x"), message)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda it: it.write_new(OLA, "x"), f"{OLA} exists already and is not overwritten"),
        (lambda it: it.write_new(OLA, OLA_TEXT), f"{OLA} exists already and is not overwritten"),
        (lambda it: [it.write_new(IDA, "x"), it.write_new(IDA, "x")], f"{IDA} exists already"),
        (lambda it: [it.write_new(IDA, "x"), it.move(OLA, IDA)], f"{IDA} exists already"),
        (lambda it: it.replace(OLA, "x", "another"), "was changed by someone else meanwhile"),
        (lambda it: it.replace(IDA, "x", "y"), f"cannot change {IDA}: there is no such file"),
        (lambda it: it.move(IDA, EVA), f"cannot move {IDA}: there is no such file"),
        (lambda it: it.remove(IDA), f"cannot remove {IDA}: there is no such file"),
        (lambda it: [it.remove(OLA), it.remove(OLA)], f"cannot remove {OLA}: there is no such file"),
        (lambda it: [it.remove(OLA), it.replace(OLA, "x", OLA_TEXT)], f"cannot change {OLA}"),
        (lambda it: it.write_new("../escaped.md", "x"), "does not lie in the society"),
        (lambda it: it.write_new("/tmp/escaped.md", "x"), "does not lie in the society"),
        (lambda it: it.write_new(".git/hooks/pre-commit", "x"), "does not lie in the society"),
        (lambda it: it.write_new("records/.GIT/config", "x"), "does not lie in the society"),
        (lambda it: it.move(OLA, "records/../../ola.md"), "does not lie in the society"),
        (lambda it: it.remove(".git/config"), "does not lie in the society"),
        (lambda it: it.write_new("records/members/ola.md/x.md", "x"), "is a link or a file, not a folder"),
        (lambda it: it.remove("records/members"), "cannot change records/members"),
    ],
)
def test_refused(clone: Clone, make: Change, why: str) -> None:
    assert why in refused(clone, lambda it: [it.write_new(EVA, "first"), make(it)])


def test_links_are_not_followed(clone: Clone, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/a.md").write_text("precious")
    (clone.top / "records/link").symlink_to(tmp_path / "outside")
    (clone.top / "records/a.md").symlink_to(tmp_path / "outside/a.md")
    for make in (
        lambda it: it.write_new("records/link/b.md", "x"),
        lambda it: it.remove("records/link/a.md"),
        lambda it: it.replace("records/link/a.md", "x", "precious"),
        lambda it: it.replace("records/a.md", "x", "precious"),
        lambda it: it.remove("records/a.md"),
        lambda it: it.move("records/a.md", IDA),
    ):
        refused(clone, lambda it, make=make: [it.write_new(EVA, "first"), make(it)])  # type: ignore[misc]
    assert [path.name for path in (tmp_path / "outside").iterdir()] == ["a.md"]


def test_text_that_is_no_utf8_is_not_touched(clone: Clone) -> None:
    clone.commit("old", {IDA: b"caf\xe9"})
    assert "it is not UTF-8 text" in refused(clone, lambda it: it.move(IDA, EVA))


@pytest.mark.parametrize(
    "make",
    [lambda it: it.replace(OLA, "x", OLA_TEXT), lambda it: it.remove(OLA), lambda it: it.move(OLA, IDA)],
)
def test_changed_by_someone_else_before_the_end_of_the_block(clone: Clone, make: Change) -> None:
    with (
        pytest.raises(BalintrecError, match="changed by someone else meanwhile"),
        Repository.open(clone.top).transaction("too late") as it,
    ):
        it.write_new(EVA, "first")
        make(it)
        clone.write(OLA, "an edit\n")
    assert (clone.top / OLA).read_text() == "an edit\n"
    assert clone.status() == f" M {OLA}"


def test_entered_by_someone_else_before_the_end_of_the_block(clone: Clone) -> None:
    with (
        pytest.raises(BalintrecError, match="exists already and is not overwritten"),
        Repository.open(clone.top).transaction("too late") as it,
    ):
        it.write_new(EVA, "first")
        it.write_new(IDA, "mine")
        clone.write(IDA, "theirs")
    assert (clone.top / IDA).read_text() == "theirs"
    assert clone.status() == f"?? {IDA}"


def test_folders_made_on_the_way_are_taken_back(clone: Clone) -> None:
    def make(it: Transaction) -> None:
        it.write_new("records/a/b/c.md", "x")
        it.write_new(OLA, "exists")

    refused(clone, make)
    assert not (clone.top / "records/a").exists()


@pytest.fixture
def nobody(clone: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git has not been told who works here."""
    (tmp_path / ".gitconfig").write_text("[user]\n\tuseConfigOnly = true\n")
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.mark.usefixtures("nobody")
@pytest.mark.parametrize("known", [{}, {"user.name": "Ida"}])
def test_git_does_not_know_who_writes(clone: Clone, known: dict[str, str]) -> None:
    for key, value in known.items():
        clone.git("config", key, value)
    assert refused(clone, lambda it: it.write_new(IDA, "x")) == (
        "git does not know who you are; say it once with: "
        'git config --global user.name "Your Name" and git config --global user.email you@example.org'
    )


@pytest.mark.usefixtures("nobody")
def test_who_writes_is_said_by_variables(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Ida Ås")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "ida@example.org")
    change(clone, lambda it: it.write_new(IDA, "x"))
    assert clone.git("log", "-1", "--format=%an %ae %cn") == "Ida Ås ida@example.org Ida Ås"


def test_a_merge_that_is_not_finished(clone: Clone) -> None:
    clone.git("checkout", "--quiet", "-b", "side")
    clone.commit("side", {IDA: "i"})
    clone.git("checkout", "--quiet", "main")
    clone.commit("main", {EVA: "e"})
    clone.git("merge", "--quiet", "--no-commit", "--no-ff", "side")
    assert "a merge is not finished" in refused(clone, lambda it: it.write_new("records/members/tor.md", "x"))


@pytest.mark.parametrize("name", ["index.lock", "HEAD.lock", "refs/heads/main.lock"])
@pytest.mark.parametrize(("age", "words"), [(7_300, "2 hours"), (90_000, "1 day"), (120, "2 minutes")])
def test_a_lock_that_was_left(clone: Clone, name: str, age: int, words: str) -> None:
    lock = clone.top / ".git" / name
    lock.touch()
    os.utime(lock, (time.time() - age, time.time() - age))
    message = refused(clone, lambda it: it.write_new(IDA, "x"))
    assert f"{lock} has been there for {words}; if no git is running, remove that file" in message
    assert lock.exists()
    lock.unlink()
    assert change(clone, lambda it: it.write_new(IDA, "x")) is not None


def test_a_lock_that_goes_away(clone: Clone) -> None:
    lock = clone.top / ".git/index.lock"
    lock.touch()
    timer = threading.Timer(0.3, lock.unlink)
    timer.start()
    assert change(clone, lambda it: it.write_new(IDA, "x")) is not None
    timer.join()


def test_another_writer(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_PATIENCE", 0.1)
    with store.locked(clone.top):
        assert "another balintrec is writing" in refused(clone, lambda it: it.write_new(IDA, "x"))
