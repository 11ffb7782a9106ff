"""The only writer: whole or not at all, never over another's work, never through a link."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from balintrec import store
from balintrec.errors import BalintrecError
from balintrec.store import locked, replace, write_new
from tests.sources import files_below

PATH = "records/sessions/2024/2024-03-12-lahore-tuesday.md"
posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no such locks, links or rights")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "records").mkdir()
    return tmp_path


def test_a_new_file_and_its_folders(root: Path) -> None:
    write_new(root, PATH, "عائشہ\n")
    assert files_below(root) == {PATH: "عائشہ\n".encode()}


def test_an_existing_file_is_never_overwritten(root: Path) -> None:
    write_new(root, PATH, "first")
    with pytest.raises(BalintrecError, match=f"{PATH} exists already and is not overwritten"):
        write_new(root, PATH, "second")
    assert files_below(root) == {PATH: b"first"}


def test_of_many_writers_of_one_new_file_one_wins(root: Path) -> None:
    won: list[int] = []

    def write(number: int) -> None:
        try:
            write_new(root, PATH, str(number))
        except BalintrecError:
            return
        won.append(number)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert files_below(root) == {PATH: str(won[0]).encode()}
    assert len(won) == 1


def test_a_disk_without_hard_links(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    write_new(root, PATH, "first")
    with pytest.raises(BalintrecError, match="not overwritten"):
        write_new(root, PATH, "second")
    assert files_below(root) == {PATH: b"first"}


def test_a_file_is_replaced_and_keeps_its_rights(root: Path) -> None:
    write_new(root, PATH, "old\r\n")
    (root / PATH).chmod(0o640)
    replace(root, PATH, "new\r\n", "old\r\n")
    assert (root / PATH).read_bytes() == b"new\r\n"
    assert (root / PATH).stat().st_mode & 0o777 == 0o640


def test_a_file_that_changed_meanwhile_is_left_alone(root: Path) -> None:
    write_new(root, PATH, "old")
    (root / PATH).write_text("by hand")
    with pytest.raises(BalintrecError, match="was changed by someone else meanwhile; run the command again"):
        replace(root, PATH, "new", "old")
    assert files_below(root) == {PATH: b"by hand"}


def test_a_file_that_is_gone(root: Path) -> None:
    with pytest.raises(BalintrecError, match=f"cannot write {PATH}: no such file"):
        replace(root, PATH, "new", "old")


@pytest.mark.parametrize(
    "path", ["../outside.md", "/etc/passwd", "records/../../x.md", "records//x.md", ".", "a\\b", "a\0b"]
)
def test_a_path_outside_the_society(root: Path, path: str) -> None:
    with pytest.raises(BalintrecError, match="does not lie in the society"):
        write_new(root, path, "x")


@posix_only
def test_no_link_is_followed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "x.md").write_text("old")
    (root / "records/members").symlink_to(outside)
    (root / "records/x.md").symlink_to(outside / "x.md")
    with pytest.raises(BalintrecError, match="members is a link or a file, not a folder"):
        write_new(root, "records/members/new.md", "x")
    with pytest.raises(BalintrecError, match="not a regular file"):
        replace(root, "records/x.md", "new", "old")
    with pytest.raises(BalintrecError, match="not overwritten"):
        write_new(root, "records/x.md", "new")
    assert files_below(outside) == {"x.md": b"old"}


def test_a_failure_in_between_leaves_the_old_file_and_no_other(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_new(root, PATH, "old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BalintrecError, match=f"cannot write {PATH}: no space left on device"):
        replace(root, PATH, "new", "old")
    with pytest.raises(BalintrecError, match="no space left on device"):
        write_new(root, "records/x.md", "new")
    assert files_below(root) == {PATH: b"old"}


@posix_only
def test_only_one_writer_at_a_time(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_PATIENCE", 0.1)
    with (
        locked(root),
        pytest.raises(BalintrecError, match="another balintrec is writing to this society"),
        locked(root),
    ):
        pass
    with locked(root):
        assert files_below(root) == {}


@posix_only
def test_the_lock_goes_with_its_process(root: Path) -> None:
    code = (
        "import sys, os; from pathlib import Path; from balintrec.store import locked\n"
        "with locked(Path(sys.argv[1])): os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(root)], check=False).returncode == 9
    with locked(root):
        write_new(root, PATH, "x")


def test_no_records_to_lock(tmp_path: Path) -> None:
    with pytest.raises(BalintrecError, match="cannot write records: no such file"), locked(tmp_path):
        pass


def test_unfinished_files_of_another_day_are_removed(root: Path) -> None:
    for name in (".balintrec-old.tmp", ".balintrec-new.tmp", "other.tmp"):
        (root / "records" / name).write_text("x")
    long_ago = time.time() - 2 * 24 * 60 * 60
    for name in (".balintrec-old.tmp", "other.tmp"):
        os.utime(root / "records" / name, (long_ago, long_ago))
    with locked(root):
        assert sorted(files_below(root)) == ["records/.balintrec-new.tmp", "records/other.tmp"]


def test_without_locks_of_the_system_files_are_still_written(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "fcntl", None)
    with locked(root):
        write_new(root, PATH, "x")
    assert files_below(root) == {PATH: b"x"}
