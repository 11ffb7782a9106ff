"""Clones that do not hold everything: they say so, and never fetch on their own."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from balintrec.errors import BalintrecError
from balintrec.repository import Repository
from tests.repository.clone import Clone

OLA = "records/members/ola.md"
LONG = "".join(f"line {number}\n" for number in range(20))


@pytest.fixture
def cloned(clone: Clone, tmp_path: Path) -> Callable[..., Clone]:
    """Clones the repository of three commits with these options."""
    clone.commit("second", {OLA: LONG})
    clone.commit("third", {OLA: None, "records/members/ola-n.md": LONG + "more\n"})
    clone.git("config", "uploadpack.allowFilter", "true")

    def make(*options: str) -> Clone:
        clone.git("clone", "--quiet", *options, clone.top.as_uri(), str(tmp_path / "copy"))
        return Clone(tmp_path / "copy")

    return make


@pytest.mark.parametrize(
    "options",
    [
        ["--depth=1"],
        ["--filter=blob:none"],
        ["--filter=blob:none", "--no-checkout"],
        ["--filter=tree:0"],
        ["--filter=tree:0", "--no-checkout"],
        ["--depth=1", "--filter=blob:none"],
    ],
)
def test_the_one_command_makes_it_whole(cloned: Callable[..., Clone], options: list[str]) -> None:
    copy = cloned(*options)
    said = Repository.open(copy.top).incomplete
    assert said is not None
    head, _, commands = said.partition(": ")
    assert head == "this clone does not hold the whole history; fetch the rest with"
    for command in commands.split(" && "):
        subprocess.run([*shlex.split(command), "--quiet"], cwd=copy.top, check=True, capture_output=True)
    whole = Repository.open(copy.top)
    assert whole.incomplete is None
    assert len(whole.commits()) == 3
    assert len(whole.revision("HEAD~2").read(OLA)) > 0


def test_a_whole_clone(cloned: Callable[..., Clone]) -> None:
    repository = Repository.open(cloned().top)
    assert repository.incomplete is None
    assert [commit.subject for commit in repository.commits()] == ["Ola joins", "second", "third"]
    assert [change.status for change in repository.commits()[-1].changes] == ["moved"]


def test_a_shallow_clone_reads_what_it_has(cloned: Callable[..., Clone]) -> None:
    repository = Repository.open(cloned("--depth=1").top)
    assert list(repository.revision("HEAD").blobs()) == ["records/members/ola-n.md"]
    assert [commit.subject for commit in repository.commits()] == ["third"]
    for ask in (
        lambda: repository.revision("HEAD~1"),
        lambda: repository.revision("2001-01-01"),
        lambda: repository.changed("HEAD~1", "HEAD"),
    ):
        with pytest.raises(BalintrecError, match=r"fetch the rest with: git fetch --unshallow$"):
            ask()


def test_a_fork_point_that_is_cut_off(clone: Clone, cloned: Callable[..., Clone]) -> None:
    clone.git("checkout", "--quiet", "-b", "side", "main")
    clone.commit("side")
    clone.git("checkout", "--quiet", "main")
    copy = cloned("--depth=1", "--no-single-branch")
    with pytest.raises(BalintrecError, match=r"have no commit in common; .* git fetch --unshallow$"):
        Repository.open(copy.top).fork_point("origin/main", "origin/side")


def test_a_partial_clone_fetches_nothing(cloned: Callable[..., Clone]) -> None:
    copy = cloned("--filter=blob:none", "--no-checkout")
    held = copy.git("count-objects", "-v")
    repository = Repository.open(copy.top)
    revision = repository.revision("HEAD~1")
    assert len(repository.commits()) == 3
    assert len(repository.changed("HEAD~2", "HEAD")) == 2
    for _ in range(2):
        with pytest.raises(
            BalintrecError, match=r"is missing here; this clone .* git fetch --refetch --no-filter$"
        ):
            revision.read(OLA)
    assert copy.git("count-objects", "-v") == held


def test_a_clone_without_trees_fetches_nothing(cloned: Callable[..., Clone]) -> None:
    copy = cloned("--filter=tree:0", "--no-checkout")
    held = copy.git("count-objects", "-v")
    repository = Repository.open(copy.top)
    for ask in (repository.commits, lambda: repository.revision("HEAD").entries()):
        with pytest.raises(BalintrecError, match=r"git fetch --refetch --no-filter$"):
            ask()
    assert copy.git("count-objects", "-v") == held
