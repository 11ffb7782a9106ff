"""What stands around a society's root: a repository, or a reason in plain words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from balintrec.errors import BalintrecError
from balintrec.repository import Repository
from tests.repository.clone import Clone

pytestmark = pytest.mark.slow


def members(root: Path) -> list[str]:
    return [entry.path for entry in Repository.open(root).revision("HEAD").entries()]


def refusal(root: Path) -> str:
    with pytest.raises(BalintrecError) as raised:
        Repository.open(root)
    message = str(raised.value)
    assert "\n" not in message
    return message


def test_importing_loads_nothing_of_git() -> None:
    code = "import sys, balintrec.repository; assert not {'git', 'gitdb', 'zoneinfo'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_top(clone: Clone) -> None:
    assert members(clone.top) == ["records/members/ola.md"]


def test_a_society_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    clone = Clone.made_at(tmp_path)
    clone.commit("both", {"north/records/members/ola.md": "x", "records/members/ida.md": "y"})
    assert members(tmp_path / "north") == ["records/members/ola.md"]
    assert Repository.open(tmp_path / "north").root == tmp_path / "north"


def test_a_root_reached_through_a_link(clone: Clone, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(clone.top)
    assert members(tmp_path / "link") == ["records/members/ola.md"]


def test_no_repository(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"{tmp_path} is not in a git repository; start one there with: git init"


def test_no_folder(tmp_path: Path) -> None:
    assert "is not a folder" in refusal(tmp_path / "absent")


def test_a_bare_repository(clone: Clone, tmp_path: Path) -> None:
    clone.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare"))
    assert "use a clone that has files" in refusal(tmp_path / "bare")


def test_the_folder_of_git_itself(clone: Clone) -> None:
    assert "use a clone that has files" in refusal(clone.top / ".git")


def test_a_worktree(clone: Clone, tmp_path: Path) -> None:
    clone.git("worktree", "add", "--quiet", "-b", "side", str(tmp_path / "beside"))
    Clone(tmp_path / "beside").commit("Ida joins", {"records/members/ida.md": "y"})
    assert members(tmp_path / "beside") == ["records/members/ida.md", "records/members/ola.md"]
    assert members(clone.top) == ["records/members/ola.md"]


def test_a_worktree_whose_repository_is_gone(clone: Clone, tmp_path: Path) -> None:
    clone.git("worktree", "add", "--quiet", "-b", "side", str(tmp_path / "beside"))
    clone.top.rename(tmp_path / "elsewhere")
    assert "is not in a git repository" in refusal(tmp_path / "beside")


def test_a_submodule(clone: Clone, tmp_path: Path) -> None:
    outer = Clone.made_at(tmp_path / "outer")
    outer.git("submodule", "--quiet", "add", str(clone.top), "society")
    assert members(outer.top / "society") == ["records/members/ola.md"]


def test_a_detached_head(clone: Clone) -> None:
    clone.git("checkout", "--quiet", "--detach")
    assert members(clone.top) == ["records/members/ola.md"]


def test_an_empty_repository(tmp_path: Path) -> None:
    Clone.made_at(tmp_path)
    for ask in (
        lambda it: it.revision("HEAD"),
        lambda it: it.commits(),
        lambda it: it.revision("2025-06-30"),
    ):
        with pytest.raises(BalintrecError, match="there is no commit in this repository yet"):
            ask(Repository.open(tmp_path))


@pytest.mark.parametrize("variable", ["GIT_DIR", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE"])
def test_variables_that_hooks_set(
    clone: Clone, tmp_path: Path, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Clone.made_at(tmp_path / "other")
    other.commit("Eva joins elsewhere", {"records/members/eva.md": "z"})
    monkeypatch.setenv(variable, str(other.top / ".git"))
    assert members(clone.top) == ["records/members/ola.md"]
    assert os.environ[variable] == str(other.top / ".git")


def test_an_index_that_hooks_set(clone: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    with Repository.open(clone.top).transaction("Ida joins") as change:
        change.write_new("records/members/ida.md", "y")
    assert not (tmp_path / "index").exists()
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert clone.status() == ""


def test_settings_through_variables(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.email")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "forged@example.org")
    assert Repository.open(clone.top).email() == "sana@example.org"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_another_owner(clone: Clone) -> None:
    for path in (clone.top, clone.top / ".git"):
        os.chown(path, 12345, 12345)
    message = refusal(clone.top)
    assert "belongs to another user" in message
    assert f"git config --global --add safe.directory {clone.top}" in message


def test_no_program(clone: Clone, tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from balintrec import BalintrecError; from balintrec.repository import Repository\n"
        "try: Repository.open(pathlib.Path(sys.argv[1]))\n"
        "except BalintrecError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(clone.top)],
        env={**os.environ, "PATH": str(tmp_path / "nothing")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "the program git was not found; install it, or put it on the PATH\n"


def test_the_program_gone_later(clone: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = Repository.open(clone.top)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    with pytest.raises(BalintrecError, match="the program git was not found"):
        repository.revision("HEAD")


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A file that appears when a command runs that a folder of the tree asks for."""
    return tmp_path / "ran"


def lay_bare_folder(at: Path, trap: Path, worktree: str = "") -> None:
    """A folder that could be taken for a bare repository, with a command in its settings."""
    subprocess.run(["git", "init", "--quiet", "--bare", str(at)], check=True)
    (at / "config").write_text(
        f"[core]\n\trepositoryformatversion = 0\n\tbare = {'false' if worktree else 'true'}\n"
        + (f"\tworktree = {worktree}\n" if worktree else "")
        + f'\tfsmonitor = "touch {trap}; false"\n\tpager = "touch {trap}"\n'
    )
    (at / "records/members").mkdir(parents=True)
    (at / "records/members/eva.md").write_text("z")


def test_a_folder_made_to_look_like_a_repository(clone: Clone, trap: Path) -> None:
    lay_bare_folder(clone.top / "records/members/2025", trap)
    clone.git("add", "--all", ":/")
    clone.git("commit", "--quiet", "--message", "A trap")
    repository = Repository.open(clone.top)
    with repository.transaction("Ida joins") as change:
        change.write_new("records/members/ida.md", "y")
        change.write_new("records/members/2025/records/members/tor.md", "y")
    assert "records/members/2025/config" in members(clone.top)
    assert len(repository.commits()) == 3
    assert not trap.exists()


@pytest.mark.parametrize("worktree", ["", "..", "."])
def test_a_root_made_to_look_like_a_repository(clone: Clone, trap: Path, worktree: str) -> None:
    lay_bare_folder(clone.top / "trap", trap, worktree and str(clone.top / "trap" / worktree))
    assert "use a clone that has files" in refusal(clone.top / "trap")
    assert not trap.exists()


def test_an_old_git_that_believes_the_folder(clone: Clone, trap: Path) -> None:
    from balintrec.repository.location import _belongs

    lay_bare_folder(clone.top / "trap", trap)
    assert _belongs(clone.top, clone.top / ".git")
    assert not _belongs(clone.top / "trap", clone.top / "trap")
    assert not _belongs(clone.top, clone.top / "trap")


def test_a_replaced_commit_is_the_one_that_was_made(clone: Clone) -> None:
    first = clone.id()
    clone.commit("A forgery", {"records/members/ola.md": "forged"})
    clone.git("replace", first, "HEAD")
    assert (
        Repository.open(clone.top)
        .revision(first)
        .read("records/members/ola.md")
        .startswith(b"---\nname: Ola")
    )


def test_a_graft_changes_no_parents(clone: Clone) -> None:
    first = clone.id()
    second = clone.commit("Ida joins", {"records/members/ida.md": "y"})
    clone.write(".git/info/grafts", f"{second}\n")
    assert [commit.parents for commit in Repository.open(clone.top).commits()] == [(), (first,)]
