"""``balintrec check`` and what git remembers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import balintrec, member, society
from tests.repository.clone import Clone
from tests.repository.conftest import home, own_home  # noqa: F401
from tests.rules.past import at, kept, noon, session
from tests.sample import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """A society with a session that was entered late."""
    made = kept(tmp_path / "society", late_entry=60)
    made.commit("Enter", {at("2026-04-07"): session("2026-04-07")}, noon("2026-09-01"))
    return made


def codes(*arguments: str, root: Path) -> list[str]:
    report = json.loads(balintrec("check", "--format", "json", *arguments, root=root).out)
    return [finding["code"] for finding in report["findings"]]


def test_check_looks_at_the_history_unless_told_otherwise(clone: Clone) -> None:
    assert codes(root=clone.top) == ["HIS001"]
    assert codes("--no-history", root=clone.top) == []


def test_society_may_lie_below_the_top_of_its_repository(tmp_path: Path) -> None:
    inner = kept(tmp_path / "top" / "society", late_entry=60)
    files = {f"society/{path.relative_to(inner.top)}": path.read_bytes() for path in inner.top.rglob("*.md")}
    outer = Clone.made_at(tmp_path / "outer")
    outer.commit("Begin", files, noon("2026-03-10"))
    outer.commit("Enter", {f"society/{at('2026-04-07')}": session("2026-04-07")}, noon("2026-09-01"))
    assert codes(root=outer.top / "society") == ["HIS001"]


def test_in_a_shallow_clone_one_line_says_what_is_lacking(clone: Clone, tmp_path: Path) -> None:
    clone.git("clone", "--quiet", "--depth=1", f"file://{clone.top}", str(tmp_path / "shallow"))
    ran = balintrec("check", root=tmp_path / "shallow")
    assert (ran.code, "no findings" in ran.out) == (0, True)
    assert ran.err == (
        "balintrec: records entered or changed late were not looked for: "
        "this clone does not hold the whole history; fetch the rest with: git fetch --unshallow\n"
    )
    assert balintrec("check", "--quiet", root=tmp_path / "shallow").err == ""


def loaded(folder: Path, *arguments: str) -> set[str]:
    """The modules that a check leaves loaded."""
    code = (
        "import atexit, sys; atexit.register(lambda: print('\\n'.join(sys.modules), file=sys.stderr)); "
        f"from balintrec.cli import run; run({['check', '--root', str(folder), *arguments]})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    modules = set(done.stderr.split())
    assert "balintrec.check" in modules
    return modules


def test_outside_git_nothing_of_git_is_loaded(tmp_path: Path) -> None:
    society(tmp_path, {"members/sana-malik.md": member()})
    assert not {"git", "balintrec.repository.git"} & loaded(tmp_path)


def test_where_nothing_rests_on_the_history_nothing_of_git_is_loaded(tmp_path: Path) -> None:
    clone = Clone.made_at(tmp_path)
    clone.commit("Begin", {"records/members/sana-malik.md": member()})
    assert not {"git", "balintrec.repository.git"} & loaded(tmp_path)


def test_without_history_nothing_of_git_is_loaded(clone: Clone) -> None:
    assert not {"git", "balintrec.repository.git"} & loaded(clone.top, "--no-history")
    assert "balintrec.repository.git" in loaded(clone.top)
