"""Where git keeps records that it has not put into the work tree, nothing is claimed of them, and nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import balintrec
from tests.repository.clone import Clone
from tests.repository.conftest import home, own_home  # noqa: F401
from tests.rules.past import kept
from tests.sources import files_below

pytestmark = pytest.mark.slow

ON = "2026-06-01"


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return kept(tmp_path / "society")


def hide(clone: Clone, how: str) -> None:
    """All but the members, the policies and the society itself."""
    if how == "sparse":
        clone.git("sparse-checkout", "set", "--cone", "records/members", "records/policies")
    elif how == "sparse index":
        clone.git("sparse-checkout", "set", "--cone", "--sparse-index", "records/members", "records/policies")
    else:
        paths = clone.git("ls-files", "records/sessions").split()
        clone.git("update-index", "--skip-worktree", *paths)
        for path in paths:
            (clone.top / path).unlink()


WAYS = ["sparse", "sparse index", "bit"]


@pytest.mark.parametrize("how", WAYS)
def test_check_says_which_part_it_could_not_see(clone: Clone, how: str) -> None:
    assert balintrec("check", root=clone.top, on=ON).code == 0
    hide(clone, how)
    ran = balintrec("check", "--format", "concise", root=clone.top, on=ON)
    assert ran.code == 1
    lines = [line for line in ran.out.splitlines() if "FIL010" in line]
    assert any(line.startswith("records/sessions") for line in lines)
    assert "REF001" not in ran.out
    assert balintrec("check", "--at", "HEAD", root=clone.top, on=ON).code == 0


@pytest.mark.parametrize("how", WAYS)
def test_what_may_hang_on_it_is_unknown(clone: Clone, how: str) -> None:
    hide(clone, how)
    out = balintrec("status", "hina-raza", root=clone.top, on=ON).out
    assert "unknown" in out and "not-met" not in out


@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize(
    "arguments",
    [
        ("rename", "member", "hina-raza", "hina-r"),
        ("rename", "member", "hina-raza", "hina-r", "--commit"),
        ("rename", "member", "hina-raza", "sana-malik", "--merge", "--yes"),
        ("new", "member", "--set", "name=Zoya Tareen"),
        ("new", "member", "--set", "name=Zoya Tareen", "--commit"),
        ("import", "attendance", "list.csv", "--group", "lahore-tuesday"),
        ("init", "--ci", "github"),
    ],
    ids=" ".join,
)
def test_nothing_is_written(
    clone: Clone, how: str, arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hide(clone, how)
    (tmp_path / "list.csv").write_text("Name,2026-05-05\nHina Raza,x\n")
    before = files_below(clone.top / "records"), clone.id(), clone.status()
    monkeypatch.chdir(tmp_path if "import" in arguments else clone.top)
    root = None if "init" in arguments else clone.top
    ran = balintrec(*arguments, root=root, on=ON)
    assert (ran.code, ran.out) == (2, "")
    assert "nothing is written: git has not checked out all files here" in ran.err.replace("\n  ", " ")
    assert (files_below(clone.top / "records"), clone.id(), clone.status()) == before


def test_everything_is_as_before_once_it_is_checked_out(clone: Clone) -> None:
    hide(clone, "sparse")
    clone.git("sparse-checkout", "disable")
    assert balintrec("check", root=clone.top, on=ON).code == 0
    assert balintrec("rename", "member", "hina-raza", "hina-r", "--commit", root=clone.top, on=ON).code == 0
