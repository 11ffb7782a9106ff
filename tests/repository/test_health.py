"""What is looked at in a clone, each fact on a real repository."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from balintrec.errors import BalintrecError
from balintrec.repository.health import Lock, Uncommitted, changes, examine, inspect
from tests.repository.clone import Clone
from tests.repository.conftest import OLA

pytestmark = pytest.mark.slow

DAY = 86_400.0
NOW = 1_800_000_000.0
LONG_AGO = "2026-01-01T12:00:00+00:00"


def age(clone: Clone, path: str, seconds: float) -> None:
    os.utime(clone.top / path, (NOW - seconds, NOW - seconds))


def test_clone_as_it_was_made(clone: Clone) -> None:
    found = examine(clone.top, NOW)
    assert (found.clone.shallow, found.clone.lacks_contents, found.clone.stranded) == (False, False, False)
    assert (found.clone.commits, found.clone.remotes, found.clone.unpushed) == (1, 0, 1)
    assert found.settings.version >= (2, 30)
    assert found.settings.identity
    assert (found.settings.tracked, found.settings.index_version) == (1, 2)
    assert not found.guards.hook and not found.guards.pipeline
    assert (found.files.count, found.files.uncommitted, found.files.uncommitted_for) == (1, 0, None)
    assert found.files.crowded == (("records/members", 1),)
    assert found.files.locks == found.files.ignored == found.files.repositories == ()
    assert found.files.cache_writable


def test_nothing_is_changed(clone: Clone) -> None:
    clone.write("records/members/new.md", OLA)
    before = {path: path.stat() for path in sorted(clone.top.rglob("*"))}
    examine(clone.top, NOW)
    after = {path: path.stat() for path in sorted(clone.top.rglob("*"))}
    assert list(before) == list(after)
    for path, now in after.items():
        assert (now.st_mtime_ns, now.st_size) == (before[path].st_mtime_ns, before[path].st_size), path


def test_no_repository_is_an_error_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(BalintrecError, match=r"not in a git repository; start one there with: git init$"):
        examine(tmp_path, NOW)


def test_repository_without_a_commit(tmp_path: Path) -> None:
    made = Clone.made_at(tmp_path / "new")
    made.write("records/members/ola.md", OLA)
    found = examine(made.top, NOW)
    assert (found.clone.commits, found.clone.unpushed, found.clone.stranded) == (0, 0, False)
    assert (found.settings.tracked, found.settings.index_version, found.files.uncommitted) == (0, None, 1)


def test_shallow_and_partial(clone: Clone, tmp_path: Path) -> None:
    clone.commit("Ola goes", {"records/members/ola.md": "---\nname: Ola\n---\n"})
    clone.git("config", "uploadpack.allowFilter", "true")
    there = f"file://{clone.top}"
    clone.git("clone", "--quiet", "--depth=1", there, str(tmp_path / "shallow"))
    clone.git("clone", "--quiet", "--filter=blob:none", there, str(tmp_path / "partial"))
    shallow, partial = (examine(tmp_path / name, NOW).clone for name in ("shallow", "partial"))
    assert (shallow.shallow, shallow.lacks_contents) == (True, False)
    assert (partial.shallow, partial.lacks_contents) == (False, True)
    assert (partial.remotes, partial.unpushed, partial.unpushed_for) == (1, 0, None)


def test_commits_that_nobody_else_has(clone: Clone, tmp_path: Path) -> None:
    clone.git("clone", "--quiet", str(clone.top), str(tmp_path / "copy"))
    copy = Clone(tmp_path / "copy")
    copy.commit("Old", when=f"{int(NOW - 3 * DAY)} +0000")
    copy.git("switch", "--quiet", "--create", "autumn")
    copy.commit("New", when=f"{int(NOW - 60)} +0000")
    found = examine(copy.top, NOW).clone
    assert (found.remotes, found.unpushed, found.unpushed_for) == (1, 2, 3 * DAY)


def test_commit_on_no_branch(clone: Clone) -> None:
    clone.git("switch", "--quiet", "--detach")
    assert not examine(clone.top, NOW).clone.stranded  # the branch has it too
    clone.commit("Somewhere")
    assert examine(clone.top, NOW).clone.stranded


def test_commit_graph(clone: Clone) -> None:
    assert not examine(clone.top, NOW).clone.commit_graph
    clone.git("commit-graph", "write", "--reachable")
    assert examine(clone.top, NOW).clone.commit_graph
    clone.git("config", "core.commitGraph", "false")
    assert not examine(clone.top, NOW).clone.commit_graph


def test_loose_objects(clone: Clone) -> None:
    loose = examine(clone.top, NOW).clone.loose
    assert loose > 0
    clone.git("gc", "--quiet")
    found = examine(clone.top, NOW).clone
    assert (found.loose, found.commit_graph) == (0, True)


def test_settings(clone: Clone) -> None:
    for key, value in (
        ("core.autocrlf", "TRUE"),
        ("core.untrackedCache", "yes"),
        ("core.ignoreCase", "true"),
        ("core.fsmonitor", "true"),
    ):
        clone.git("config", key, value)
    clone.git("update-index", "--index-version", "4")
    found = examine(clone.top, NOW).settings
    assert found.converts and found.untracked_cache and found.ignores_case and found.fsmonitor
    assert found.index_version == 4
    clone.git("config", "--unset", "core.untrackedCache")
    assert not examine(clone.top, NOW).settings.untracked_cache
    clone.git("config", "feature.manyFiles", "true")
    assert examine(clone.top, NOW).settings.untracked_cache


@pytest.mark.parametrize(
    ("line", "says"),
    [("*.md text eol=lf", True), ("* text=auto", True), ("*.md -text", True), ("*.png binary", False)],
)
def test_line_ends(clone: Clone, line: str, says: bool) -> None:
    clone.write(".gitattributes", f"{line}\n")
    assert examine(clone.top, NOW).settings.line_ends is says


def test_nobody_named(clone: Clone, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert not examine(clone.top, NOW).settings.identity
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Sana Malik")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "sana@example.org")
    assert examine(clone.top, NOW).settings.identity


def test_command_in_the_settings_is_not_run(clone: Clone, tmp_path: Path) -> None:
    clone.write("watch", f"#!/bin/sh\ntouch {tmp_path}/was-run\n")
    (clone.top / "watch").chmod(0o755)
    clone.git("config", "core.fsmonitor", str(clone.top / "watch"))
    assert examine(clone.top, NOW).settings.fsmonitor
    assert changes(clone.top) == ()
    assert not (tmp_path / "was-run").exists()


@pytest.mark.parametrize(
    "path", [".github/workflows/balintrec.yml", ".gitlab-ci.yml", ".forgejo/workflows/check.yaml"]
)
def test_pipeline(clone: Clone, path: str) -> None:
    clone.write(path, "run: something else\n")
    assert not examine(clone.top, NOW).guards.pipeline
    clone.write(path, "run: balintrec check\n")
    assert examine(clone.top, NOW).guards.pipeline


def test_hook(clone: Clone) -> None:
    clone.write(".pre-commit-config.yaml", "hooks: [{id: balintrec-check}]\n")
    found = examine(clone.top, NOW).guards
    assert (found.hook, found.hook_described) == (False, True)
    clone.hook("pre-commit", "exec pre-commit run")
    assert examine(clone.top, NOW).guards.hook
    (clone.top / ".pre-commit-config.yaml").unlink()
    assert not examine(clone.top, NOW).guards.hook
    clone.hook("pre-commit", "exec balintrec check")
    assert examine(clone.top, NOW).guards.hook
    (clone.top / ".git/hooks/pre-commit").chmod(stat.S_IRUSR | stat.S_IWUSR)
    assert not examine(clone.top, NOW).guards.hook


def test_hooks_kept_elsewhere(clone: Clone) -> None:
    clone.git("config", "core.hooksPath", "tools")
    clone.write("tools/pre-commit", "#!/bin/sh\nexec balintrec check\n")
    (clone.top / "tools/pre-commit").chmod(0o755)
    assert examine(clone.top, NOW).guards.hook


def test_what_is_not_committed(clone: Clone) -> None:
    clone.write(".gitignore", "records/members/private-*\n*.tmp\n")
    clone.commit("Ignore some")
    clone.write("records/members/ola.md", "---\nname: Ola\n---\n")
    clone.write("records/members/new.md", OLA)
    clone.write("records/members/private-x.md", OLA)
    clone.write("records/.balintrec-0.tmp", "unfinished")
    clone.write("elsewhere.md", "not a record")
    age(clone, "records/members/ola.md", 2 * DAY)
    age(clone, "records/members/new.md", 60)
    age(clone, "records/members/private-x.md", 90 * DAY)
    assert changes(clone.top) == (
        Uncommitted("records/members/new.md", False),
        Uncommitted("records/members/ola.md", False),
        Uncommitted("records/members/private-x.md", True),
    )
    found = examine(clone.top, NOW).files
    assert (found.uncommitted, found.uncommitted_for) == (2, 2 * DAY)
    assert found.ignored == ("records/members/private-x.md",)


def test_clone_without_files(clone: Clone, tmp_path: Path) -> None:
    clone.git("clone", "--quiet", "--no-checkout", str(clone.top), str(tmp_path / "bare"))
    found = examine(tmp_path / "bare", NOW)
    assert (found.clone.commits, found.files.count, found.files.uncommitted_for) == (1, 0, None)


def test_record_that_is_gone_is_not_committed_either(clone: Clone) -> None:
    (clone.top / "records/members/ola.md").unlink()
    clone.write("records/members/new.md", OLA)
    found = examine(clone.top, NOW).files
    assert found.uncommitted == 2


def test_hidden_files(clone: Clone) -> None:
    clone.commit("Ida joins", {"records/members/ida.md": OLA})
    clone.git("update-index", "--assume-unchanged", "records/members/ida.md")
    assert examine(clone.top, NOW).files.hidden == 1
    clone.git("update-index", "--skip-worktree", "records/members/ola.md")
    assert examine(clone.top, NOW).files.hidden == 2


def test_repository_inside(clone: Clone) -> None:
    Clone.made_at(clone.top / "records/sessions")
    assert examine(clone.top, NOW).files.repositories == ("records/sessions",)


def test_names_alike(clone: Clone) -> None:
    id = clone.git("rev-parse", "HEAD:records/members/ola.md")
    clone.git("update-index", "--add", "--cacheinfo", f"100644,{id},records/members/Ola.md")
    found = examine(clone.top, NOW).files
    assert found.alike == (("records/members/Ola.md", "records/members/ola.md"),)


def test_locks_with_their_age(clone: Clone) -> None:
    clone.write(".git/index.lock", "")
    age(clone, ".git/index.lock", 7200)
    assert examine(clone.top, NOW).files.locks == (Lock(".git/index.lock", 7200),)


def test_society_below_the_top_and_in_a_worktree(clone: Clone, tmp_path: Path) -> None:
    clone.commit("Another", {"our/records/members/ida.md": OLA})
    clone.write("our/records/members/new.md", OLA)
    clone.write(".git/index.lock", "")
    found = examine(clone.top / "our", NOW)
    assert (found.guards.below, found.files.count, found.files.uncommitted) == ("our", 2, 1)
    assert found.files.locks[0].path == "../.git/index.lock"
    (clone.top / ".git/index.lock").unlink()
    clone.git("worktree", "add", "--quiet", str(tmp_path / "tree"), "-b", "other")
    assert examine(tmp_path / "tree", NOW).files.uncommitted == 0
    assert changes(clone.top / "our") == (Uncommitted("records/members/new.md", False),)


@pytest.mark.parametrize(
    ("folder", "by"),
    [("Dropbox/our", "Dropbox"), ("OneDrive - Society/our", "OneDrive - Society"), ("Dropboxes/our", "")],
)
def test_folder_that_is_copied_by_others(clone: Clone, folder: str, by: str) -> None:
    where = clone.top.parent / folder
    where.parent.mkdir(parents=True)
    clone.top.rename(where)
    assert examine(where, NOW).files.synced_by == by


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says what is mounted where in a file")
def test_disk_of_another_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/a / ext4 rw 0 0\nserver:/x /srv/our\\040files nfs4 rw 0 0\n/dev/b /srv/our\\040files/here ext4 rw 0 0\n"
    )
    real = Path.read_text
    monkeypatch.setattr(
        Path, "read_text", lambda path, **how: real(mounts if str(path).startswith("/proc") else path, **how)
    )
    assert inspect._far_disk(Path("/srv/our files/society")) == "nfs4"
    assert inspect._far_disk(Path("/srv/our files/here/society")) == ""
    assert inspect._far_disk(Path("/srv/our")) == ""


def test_cache_of_somebody_else(clone: Clone) -> None:
    cache = clone.top / ".git/balintrec/readings"
    cache.mkdir(parents=True)
    cache.chmod(0o500)
    try:
        if os.access(cache, os.W_OK):
            pytest.skip("whoever runs this may write everywhere")
        assert not examine(clone.top, NOW).files.cache_writable
    finally:
        cache.chmod(0o700)
