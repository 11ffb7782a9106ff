"""The cache does what it is for: nothing is read, parsed or judged that was before."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from balintrec.source import WorkTree
from tests.cache import changes
from tests.cache.asking import MEMBERS, OLA, OMAR, agreed, all_agreed, ask, records, settle, society
from tests.repository.clone import Clone

pytestmark = pytest.mark.slow


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    made = society(tmp_path / "society")
    settle(made)
    return made


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read, in order."""
    found: list[str] = []
    plain = WorkTree.read

    def noted(tree: WorkTree, path: str) -> bytes:
        found.append(path)
        return plain(tree, path)

    monkeypatch.setattr(WorkTree, "read", noted)
    return found


def test_a_question_is_answered_from_the_second_time_on(clone: Clone) -> None:
    for question in (("check",), ("status",), ("check", "--format", "json"), ("status", "omar-farooq")):
        assert not ask(clone.top, *question).repeated
        assert ask(clone.top, *question).repeated
        assert ask(clone.top, *question).repeated


def test_what_one_command_read_another_does_not_read_again(clone: Clone, read: list[str]) -> None:
    ask(clone.top, "check")
    assert len(read) == len(records(clone))
    read.clear()
    ask(clone.top, "status")
    ask(clone.top, "export", "csv", "--table", "members", "-o", "-")
    assert read == []


@pytest.mark.parametrize("change", [changes.edit, changes.edit_with_the_time_set_back, changes.chmod])
def test_after_one_edit_one_file_is_read(change: changes.Change, clone: Clone, read: list[str]) -> None:
    ask(clone.top, "check")
    change(clone, 1)
    settle(clone)
    read.clear()
    ask(clone.top, "check")
    one = records(clone)[1].relative_to(clone.top).as_posix()
    assert set(read) == {one}  # where it has findings, once more for their places
    read.clear()
    assert ask(clone.top, "check").repeated
    assert read == []


def test_a_new_time_alone_changes_no_answer(clone: Clone, read: list[str]) -> None:
    ask(clone.top, "check")
    read.clear()
    (clone.top / OMAR).touch()
    assert ask(clone.top, "check").repeated
    assert read == []


def test_an_index_written_anew_changes_no_answer(clone: Clone, read: list[str]) -> None:
    ask(clone.top, "check")
    (clone.top / OMAR).touch()
    settle(clone)
    before = (clone.top / ".git/index").stat().st_mtime_ns
    clone.git("status")
    assert (clone.top / ".git/index").stat().st_mtime_ns != before
    settle(clone)
    read.clear()
    assert ask(clone.top, "check").repeated
    assert read == []
    clone.git("update-index", "--assume-unchanged", OMAR)
    settle(clone)
    assert not ask(clone.top, "check").repeated


def test_what_was_read_before_a_checkout_is_not_parsed_after_it(
    clone: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    import balintrec.society.reading as reading

    ask(clone.top, "check")
    changes.edit(clone, 0)
    changes.edit(clone, 1)
    settle(clone)
    ask(clone.top, "check")
    clone.git("checkout", "-q", "--", "records")
    settle(clone)
    monkeypatch.delattr(reading, "parse")
    assert ask(clone.top, "check", "--format", "concise").ran.code == 0


def test_after_a_rename_one_file_is_read(clone: Clone, read: list[str]) -> None:
    ask(clone.top, "check")
    (clone.top / OMAR).rename(clone.top / MEMBERS / "omar.md")
    settle(clone)
    read.clear()
    ask(clone.top, "check")
    assert read.count(f"{MEMBERS}/omar.md") == 1


def test_files_that_git_does_not_keep_are_not_read_again_either(clone: Clone, read: list[str]) -> None:
    changes.ignore_a_folder(clone, 1)
    changes.ignore_a_file(clone, 1)
    changes.add(clone, 1)
    settle(clone)
    assert all_agreed(clone.top)
    changes.edit(clone, 1)
    settle(clone)
    ask(clone.top, "check")
    read.clear()
    assert ask(clone.top, "check").repeated
    assert read == []


def test_a_revision_is_read_from_the_same_cache(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of it is parsed that the work tree, or another revision, had."""
    import balintrec.society.reading as reading

    parsed: list[bytes] = []
    parse = reading.parse

    def noted(data: bytes) -> object:
        parsed.append(data)
        return parse(data)

    ask(clone.top, "check")
    monkeypatch.setattr(reading, "parse", noted)
    ask(clone.top, "check", "--at", "HEAD")
    assert parsed == []
    ask(clone.top, "check", "--at", "HEAD~1")
    assert len(parsed) <= 1
    parsed.clear()
    ask(clone.top, "check", "--since", "HEAD~1")
    ask(clone.top, "review", "HEAD~1", "HEAD")
    ask(clone.top, "status", "--at", "HEAD~1")
    assert parsed == []


def test_with_no_cache_nothing_is_kept(clone: Clone, read: list[str]) -> None:
    for _ in range(2):
        read.clear()
        ask(clone.top, "check", "--no-cache")
        assert len(read) == len(records(clone))
    assert not (clone.top / ".git/balintrec").exists()


def test_a_settled_answer_waits_for_no_file_that_was_there_before(clone: Clone) -> None:
    """A file that is being written just now keeps its own answer out, and not that of an hour later."""
    (clone.top / OMAR).touch()
    ask(clone.top, "check")
    settle(clone)
    assert agreed(clone.top, "check")


def test_a_time_that_is_not_yet(clone: Clone) -> None:
    later = time.time() + 10_000
    os.utime(clone.top / OMAR, (later, later))
    assert not agreed(clone.top, "check")
    clone.write(OMAR, OLA)
    os.utime(clone.top / OMAR, (later, later))
    assert not agreed(clone.top, "check")


def test_there_are_no_more_answers_than_forty(clone: Clone) -> None:
    for number in range(1, 46):
        ask(clone.top, "check", "-q", on=f"2026-{1 + number // 28:02}-{1 + number % 28:02}")
    assert len(list((clone.top / ".git/balintrec/answers").iterdir())) == 40
