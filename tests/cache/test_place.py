"""Where the cache is: found without asking git, and only in what is the user's own."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import balintrec.cache.checksum as place
from balintrec.cache.checksum import common_folder, fingerprint, git_folder
from tests.repository.clone import Clone


def test_git_directory_of_a_clone_is_found_from_below(tmp_path: Path) -> None:
    Clone.made_at(tmp_path / "clone")
    (tmp_path / "clone/records/deep").mkdir(parents=True)
    found = (str(tmp_path / "clone"), str(tmp_path / "clone/.git"))
    assert git_folder(str(tmp_path / "clone")) == found
    assert git_folder(str(tmp_path / "clone/records/deep")) == found


def test_nearest_one_counts(tmp_path: Path) -> None:
    Clone.made_at(tmp_path)
    Clone.made_at(tmp_path / "inner")
    assert git_folder(str(tmp_path / "inner")) == (str(tmp_path / "inner"), str(tmp_path / "inner/.git"))


def test_worktree_has_a_git_directory_of_its_own(tmp_path: Path) -> None:
    clone = Clone.made_at(tmp_path / "clone")
    clone.commit("Begin", {"a": "1\n"})
    clone.git("worktree", "add", "--quiet", "../beside")
    found = git_folder(str(tmp_path / "beside"))
    assert found is not None
    assert found[0] == str(tmp_path / "beside")
    assert Path(found[1]).resolve() == tmp_path / "clone/.git/worktrees/beside"
    assert common_folder(found[1]) == str(tmp_path / "clone/.git")
    assert common_folder(str(tmp_path / "clone/.git")) == str(tmp_path / "clone/.git")


def test_submodule_is_found_by_the_way_that_its_file_names(tmp_path: Path) -> None:
    inner = Clone.made_at(tmp_path / "inner")
    inner.commit("Begin", {"a": "1\n"})
    outer = Clone.made_at(tmp_path / "outer")
    outer.git("submodule", "--quiet", "add", "../inner", "society", GIT_ALLOW_PROTOCOL="file")
    found = git_folder(str(tmp_path / "outer/society"))
    assert found is not None
    assert (found[0], Path(found[1]).resolve()) == (
        str(tmp_path / "outer/society"),
        tmp_path / "outer/.git/modules/society",
    )


@pytest.mark.parametrize(
    "said", [b"", b"gitdir: nowhere\n", b"gitdir:", b"\xff\xfe", b"gitdir: \0\n", b"x" * 9000]
)
def test_a_file_that_names_no_git_directory_is_passed_over(tmp_path: Path, said: bytes) -> None:
    Clone.made_at(tmp_path)
    (tmp_path / "below").mkdir()
    (tmp_path / "below/.git").write_bytes(said)
    found = git_folder(str(tmp_path / "below"))
    assert found is None or found[0] in (str(tmp_path), str(tmp_path / "below"))


def test_outside_git_there_is_none(tmp_path: Path) -> None:
    if any((folder / ".git").exists() for folder in tmp_path.parents):
        pytest.skip("the folder for temporary files lies in a repository")
    assert git_folder(str(tmp_path)) is None


def test_what_is_anothers_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Clone.made_at(tmp_path)
    assert git_folder(str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert git_folder(str(tmp_path)) is None


Version = Callable[[], bytes]


@pytest.fixture
def version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Version:
    """The fingerprint of a package of two modules."""
    (tmp_path / "package/cache").mkdir(parents=True)
    (tmp_path / "package/cache/place.py").write_text("")
    (tmp_path / "package/rules.py").write_text("least = 60\n")
    monkeypatch.setattr(place, "__file__", str(tmp_path / "package/cache/place.py"))
    monkeypatch.setattr("sys.path", [str(tmp_path / "site-packages")])
    return fingerprint


def test_version_is_the_same_as_long_as_nothing_changes(version: Version) -> None:
    assert version() == version()


def test_another_module_of_the_same_size_and_time_is_another_version(
    tmp_path: Path, version: Version
) -> None:
    before, module = version(), tmp_path / "package/rules.py"
    times = module.stat()
    module.write_text("least = 45\n")
    os.utime(module, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert version() != before


def test_a_new_module_is_another_version(tmp_path: Path, version: Version) -> None:
    before = version()
    (tmp_path / "package/cache/more.py").write_text("")
    assert version() != before


def test_a_new_package_beside_it_is_another_version(tmp_path: Path, version: Version) -> None:
    before = version()
    (tmp_path / "site-packages").mkdir()
    with_folder = version()
    assert with_folder != before
    (tmp_path / "site-packages/pydantic-9").mkdir()
    assert version() != with_folder


def test_the_same_times_in_another_place_are_another_version(
    tmp_path: Path, version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = version()
    (tmp_path / "package").rename(tmp_path / "moved")
    monkeypatch.setattr(place, "__file__", str(tmp_path / "moved/cache/place.py"))
    assert version() != before
