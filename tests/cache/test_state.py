"""The state of a work tree: what git vouches for, what it does not, and what the stamps of files tell."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from balintrec.cache import worktree_fingerprint
from tests.cache.asking import MEMBERS, OLA
from tests.repository.clone import Clone
from tests.sample import ROOT

pytestmark = pytest.mark.slow

SECOND = 1_000_000_000
ODD = (
    b"two words.md",
    b"line\nfeed.md",
    b'quo"te.md',
    b"tab\there.md",
    b"\xff\xfe.md",
    b"1 .M N... x.md",
    "سارہ.md".encode(),
)


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """A repository whose society lies below its top."""
    made = Clone.made_at(tmp_path / "clone")
    made.commit("Ola joins", {f"below/{MEMBERS}/ola.md": OLA})
    return made


def root(clone: Clone) -> str:
    return str(clone.top / "below")


def told(asking: worktree_fingerprint.Asking | None) -> bytes:
    assert asking
    answer = asking.answer()
    assert answer is not None
    return answer


def blob(clone: Clone, path: bytes) -> str:
    return clone.git("hash-object", "--no-filters", "--", b"below/" + path)


def unvouched(clone: Clone, *paths: bytes) -> list[bytes] | None:
    """Those of these files for whose present bytes git does not vouch."""
    read = {os.fsdecode(path): blob(clone, path) for path in paths}
    status, index = (
        told(worktree_fingerprint.status(root(clone))),
        told(worktree_fingerprint.index(root(clone))),
    )
    found = worktree_fingerprint.unvouched(status, index, read, "below/")
    return None if found is None else [os.fsencode(path) for path in found]


def put(clone: Clone, path: bytes, text: str = OLA) -> None:
    clone.write(f"below/{os.fsdecode(path)}", text)


def test_git_vouches_for_what_it_keeps(clone: Clone) -> None:
    assert unvouched(clone, b"records/members/ola.md") == []


def test_git_does_not_vouch_for_what_it_does_not_keep(clone: Clone) -> None:
    put(clone, b"records/members/ola.md", OLA + "More.\n")
    put(clone, b"records/members/new.md")
    put(clone, b"records/members/ignored.md")
    clone.write(".gitignore", "ignored.md\n")
    paths = [b"records/members/ola.md", b"records/members/new.md", b"records/members/ignored.md"]
    assert unvouched(clone, *paths) == paths


@pytest.mark.parametrize("name", ODD)
def test_odd_names(clone: Clone, name: bytes) -> None:
    path = b"records/members/" + name
    put(clone, path)
    assert unvouched(clone, path) == [path]
    clone.git("add", "--all")
    assert unvouched(clone, path) == []
    put(clone, path, OLA + "More.\n")
    assert unvouched(clone, path) == [path]


def test_what_git_does_not_see_is_not_vouched_for_whatever_it_keeps(clone: Clone) -> None:
    (clone.top / "below/records").rename(clone.top / "elsewhere")
    (clone.top / "below/records").symlink_to("../elsewhere")
    assert unvouched(clone, b"records/members/ola.md") == [b"records/members/ola.md"]


@pytest.mark.parametrize("name", ODD)
def test_odd_names_that_git_sees_changed(clone: Clone, name: bytes) -> None:
    path = b"records/members/" + name
    put(clone, path)
    clone.commit("Odd")
    kept = blob(clone, path)
    put(clone, path, OLA + "More.\n")
    status, index = (
        told(worktree_fingerprint.status(root(clone))),
        told(worktree_fingerprint.index(root(clone))),
    )
    assert worktree_fingerprint.unvouched(status, index, {os.fsdecode(path): kept}, "below/") == [
        os.fsdecode(path)
    ]
    assert worktree_fingerprint.unvouched(status, index, {os.fsdecode(path): kept}, "beside/") == []


def test_one_side_of_a_conflict_is_not_vouched_for(clone: Clone) -> None:
    path = f"below/{MEMBERS}/ola.md"
    clone.git("checkout", "--quiet", "-b", "theirs")
    clone.commit("Theirs", {path: OLA.replace("Ola", "Ida")})
    clone.git("checkout", "--quiet", "main")
    clone.commit("Ours", {path: OLA.replace("Ola", "Eva")})
    subprocess.run(["git", "merge", "--quiet", "theirs"], cwd=clone.top, check=False, capture_output=True)
    clone.git("checkout", "--theirs", path)
    assert unvouched(clone, b"records/members/ola.md") == [b"records/members/ola.md"]


def test_other_line_ends_are_other_bytes(clone: Clone) -> None:
    clone.git("config", "core.autocrlf", "true")
    put(clone, b"records/members/ola.md", OLA.replace("\n", "\r\n"))
    assert unvouched(clone, b"records/members/ola.md") == [b"records/members/ola.md"]


@pytest.mark.parametrize("how", ["--assume-unchanged", "--skip-worktree"])
def test_where_git_was_told_to_look_away_nothing_is_certain(clone: Clone, how: str) -> None:
    clone.git("update-index", how, f"below/{MEMBERS}/ola.md")
    assert unvouched(clone, b"records/members/ola.md") is None


def test_status_tells_of_the_commit_and_of_changed_files_only(clone: Clone) -> None:
    before = told(worktree_fingerprint.status(root(clone)))
    assert clone.id().encode() in before
    put(clone, b"records/members/new.md")
    assert told(worktree_fingerprint.status(root(clone))) == before
    put(clone, b"records/members/ola.md", OLA + "More.\n")
    changed = told(worktree_fingerprint.status(root(clone)))
    assert changed != before
    clone.commit("More")
    assert told(worktree_fingerprint.status(root(clone))) not in (before, changed)


@pytest.mark.parametrize(
    "setting",
    [
        *("core.trustctime=false", "core.checkStat=minimal", "core.autocrlf=true", "core.ignoreStat=true"),
        *("status.showStash=true", "status.branch=false", "core.fsmonitor=/bin/false"),
    ],
)
def test_settings_do_not_blind_it(clone: Clone, setting: str) -> None:
    clone.git("config", *setting.split("="))
    before, file = told(worktree_fingerprint.status(root(clone))), clone.top / "below" / MEMBERS / "ola.md"
    old = file.stat()
    file.write_text(OLA.replace("Ola", "Ida"))
    os.utime(file, ns=(old.st_atime_ns, old.st_mtime_ns))
    assert told(worktree_fingerprint.status(root(clone))) != before


def test_a_question_in_vain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asking = worktree_fingerprint.status(str(tmp_path / "nowhere"))
    assert asking
    assert asking.answer() is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert worktree_fingerprint.status(str(tmp_path)) is None


def test_nothing_stays_open_where_git_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("this system does not list the open files of a process")
    monkeypatch.setenv("PATH", str(tmp_path))
    before = sorted(Path("/proc/self/fd").iterdir())
    assert worktree_fingerprint.status(str(tmp_path)) is None
    assert sorted(Path("/proc/self/fd").iterdir()) == before


def test_it_is_known_where_git_looks(clone: Clone) -> None:
    top, git = str(clone.top), str(clone.top / ".git")
    assert worktree_fingerprint.is_at(told(worktree_fingerprint.place(root(clone))), top, git)
    assert worktree_fingerprint.is_at(told(worktree_fingerprint.place(root(clone))), top, f"{git}/../.git")
    assert not worktree_fingerprint.is_at(told(worktree_fingerprint.place(root(clone))), root(clone), git)
    assert not worktree_fingerprint.is_at(None, top, git)
    shutil.copytree(clone.top, clone.top.with_name("other"))
    clone.git("config", "core.worktree", str(clone.top.with_name("other")))
    assert not worktree_fingerprint.is_at(told(worktree_fingerprint.place(root(clone))), top, git)


@pytest.mark.parametrize(
    ("path", "line", "certain"),
    [
        (".gitattributes", "*.md text=auto\n", True),
        (".gitattributes", "*.md filter=secret\n", False),
        ("below/.gitattributes", "*.md ident\n", False),
        ("below/records/.gitattributes", "*.md working-tree-encoding=UTF-16\n", False),
        (".git/info/attributes", "[attr]secret filter=secret\n", False),
        (".git/config", '[remote "origin"]\n\tpromisor = true\n', False),
        (".git/config", "[extensions]\n\tpartialClone = origin\n", False),
        ("records/.gitattributes", "*.md ident\n", True),  # lies beside the society
    ],
)
def test_where_files_are_converted_nothing_is_certain(
    clone: Clone, path: str, line: str, certain: bool
) -> None:
    clone.write(path, line)
    place = (str(clone.top), str(clone.top / ".git"), root(clone), [f"{root(clone)}/records/"])
    assert worktree_fingerprint.is_certain(*place) is certain


def test_in_the_second_of_its_index_git_may_be_blind(clone: Clone) -> None:
    """Git itself does not see the second change here, if all happens within one second."""
    git, index = str(clone.top / ".git"), clone.top / ".git/index"
    written = max(index.stat().st_mtime_ns, index.stat().st_ctime_ns)
    assert worktree_fingerprint.is_racy(git, written)
    assert worktree_fingerprint.is_racy(git, written // SECOND * SECOND + SECOND - 1)
    assert not worktree_fingerprint.is_racy(git, written // SECOND * SECOND + SECOND)
    assert not worktree_fingerprint.is_racy(str(clone.top), time.time_ns())  # no index, nothing to be seen


def test_stamps_tell_of_every_change(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("one")
    time.sleep(0.04)
    now = time.time_ns()
    watched = worktree_fingerprint.watched([str(file), str(tmp_path), str(tmp_path / "missing")], now)
    assert watched
    assert not worktree_fingerprint.changed(watched)
    old = file.stat()
    time.sleep(0.02)
    file.write_text("two")
    os.utime(file, ns=(old.st_atime_ns, old.st_mtime_ns))
    assert worktree_fingerprint.changed(watched)


def test_what_was_changed_just_now_is_not_watched(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("one")
    assert worktree_fingerprint.watched([str(tmp_path / "file")], time.time_ns()) is None


@pytest.mark.parametrize(
    ("changed", "since", "settled"),
    [
        (5 * SECOND + 1, 5 * SECOND + 20_000_002, True),
        (5 * SECOND + 1, 5 * SECOND + 20_000_001, False),
        (5 * SECOND, 6 * SECOND, False),  # a disk that knows whole seconds, or two of them
        (5 * SECOND, 7 * SECOND + 1, True),
        (9 * SECOND, 5 * SECOND, False),  # a time that is not yet
    ],
)
def test_settled(changed: int, since: int, settled: bool) -> None:
    assert worktree_fingerprint.settled((0, changed, 0, 0, 0), since) is settled
    assert worktree_fingerprint.settled((changed, 0, 0, 0, 0), since) is settled
    assert worktree_fingerprint.settled(None, since)


def test_a_process_that_may_not_wait_for_its_children_gets_no_answer() -> None:
    code = (
        "import signal; signal.signal(signal.SIGCHLD, signal.SIG_IGN)\n"
        "from balintrec.cache import worktree_fingerprint; print(worktree_fingerprint.status('.').answer())"
    )
    if not hasattr(signal, "SIGCHLD"):
        pytest.skip("this system has no SIGCHLD")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "None\n"
