"""``balintrec check``: what it prints, and its exit code."""

from __future__ import annotations

import json
import os
from pathlib import Path
from traceback import walk_stack

import pytest

from balintrec.source import WorkTree
from tests.cli.running import as_user, balintrec, member, society

pytestmark = pytest.mark.slow

WARNS = {"members/sana-malik.md": member(profession="physician  #2")}
FAILS = {"members/sana-malik.md": member(proffession="physician")}


@pytest.mark.parametrize(
    ("files", "fail_on", "code"),
    [
        ({}, "error", 0),
        (WARNS, "error", 0),
        (WARNS, "warning", 1),
        (WARNS, "never", 0),
        (FAILS, "error", 1),
        (FAILS, "warning", 1),
        (FAILS, "never", 0),
    ],
)
def test_exit_code_is_by_the_worst_finding(
    tmp_path: Path, files: dict[str, str], fail_on: str, code: int
) -> None:
    ran = balintrec("check", "--fail-on", fail_on, root=society(tmp_path, files))
    assert (ran.code, ran.err) == (code, "")


def test_sample_society_is_clean() -> None:
    ran = balintrec("check")
    assert ran.code == 0
    assert ran.out.endswith(" records; no findings\n")


def test_sample_society_stays_clean() -> None:
    assert balintrec("check", on="2036-11-23").out.endswith(" records; no findings\n")


def test_only_findings_under_the_path_are_shown_and_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = society(tmp_path, {**FAILS, "groups/lahore.md": "---\nname: Lahore\n---\n"})
    monkeypatch.chdir(root / "records")
    clean, found = (
        balintrec("check", "groups", root=None),
        balintrec("check", "./members/../members/", root=None),
    )
    assert (clean.code, clean.out) == (
        0,
        "2 files: 1 record, 1 not readable as a record; no findings here; 1 error elsewhere\n",
    )
    assert found.code == 1
    assert "proffession" in found.out


@pytest.mark.parametrize("path", ["nothing-here", "..", "/", "records/members/nobody.md"])
def test_path_that_is_missing_or_outside_cannot_be_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.chdir(society(tmp_path / "in", FAILS))
    ran = balintrec("check", path, root=None)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("balintrec: ")
    assert ran.err.count("\n") == 1


def test_link_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = society(tmp_path, {"members/sana-malik.md": member()})
    (root / "records/members/link.md").symlink_to("/etc/hostname")
    monkeypatch.chdir(root)
    assert "FIL002" in balintrec("check", "records/members/link.md", root=None).out


def test_society_is_found_from_a_folder_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(society(tmp_path, FAILS) / "records/members")
    assert balintrec("check", root=None).out.startswith("records/members/sana-malik.md:3:1: error KEY001")


def test_quiet_prints_the_findings_alone(tmp_path: Path) -> None:
    assert "1 file:" not in balintrec("check", "--quiet", root=society(tmp_path, FAILS)).out
    assert balintrec("--quiet", "check").out == ""


def test_formats_are_printed(tmp_path: Path) -> None:
    root = society(tmp_path, FAILS)
    outs = {
        form: balintrec("check", "--format", form, root=root).out
        for form in ("concise", "json", "github", "sarif")
    }
    assert outs["concise"].split("\n")[0].startswith("records/members/sana-malik.md:3:1: error KEY001 ")
    assert [one["code"] for one in json.loads(outs["json"])["findings"]] == ["KEY001"]
    assert outs["github"].startswith("::error file=records/members/sana-malik.md,line=3,")
    assert json.loads(outs["sarif"])["runs"][0]["results"][0]["ruleId"] == "KEY001"


def test_github_places_are_from_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = society(tmp_path / "our society", FAILS)
    monkeypatch.chdir(tmp_path)
    assert "file=our society/records/" in balintrec("check", "--format", "github", root=root).out
    assert '"uri": "our%20society/records/' in balintrec("check", "--format", "sarif", root=root).out


@pytest.mark.parametrize("form", ["text", "concise", "json", "github", "sarif"])
def test_output_is_the_same_twice_and_names_no_absolute_path(tmp_path: Path, form: str) -> None:
    files = {**FAILS, "members/x.md": "x", "sessions/y.md": "---\ngroup: [\n---\n", "odd.txt": ""}
    first, second = (
        balintrec("check", "--format", form, root=society(tmp_path / name, files)).out
        for name in ("one", "two")
    )
    assert first == second
    assert str(tmp_path) not in first


def test_pipe_that_is_closed_early_is_no_fault(tmp_path: Path) -> None:
    root = society(tmp_path, {f"members/m-{number}.md": "x" for number in range(400)})
    script = (
        f'"{os.sys.executable}" -m balintrec --root "{root}" check | head -n 1; echo "${{PIPESTATUS[0]}}"'  # type: ignore[attr-defined]
    )
    import subprocess

    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60)
    assert done.stderr == ""
    assert done.stdout.split("\n")[1] in ("1", "141")


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_pipe_has_no_colour(tmp_path: Path, environment: dict[str, str]) -> None:
    ran = as_user("check", folder=society(tmp_path, FAILS), environment=environment)
    assert ran.code == 1
    assert "\x1b" not in ran.out + ran.err


def test_the_first_record_is_opened_within_ten_frames_of_this_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The eleventh would make a traceback, and a reader, lose their way."""
    calls: list[list[str]] = []

    def read(tree: WorkTree, path: str) -> bytes:
        frames = [
            frame for frame, _ in walk_stack(None) if frame.f_globals["__name__"].split(".")[0] == "balintrec"
        ]
        calls.append(["main", *(frame.f_code.co_name for frame in reversed(frames)), "read"])
        return plain(tree, path)

    plain = WorkTree.read
    monkeypatch.setattr(WorkTree, "read", read)
    balintrec("check", root=society(tmp_path, WARNS))
    assert calls[0][:5] == ["main", "run", "invoke", "check", "check_sides"]
    assert len(calls[0]) <= 10
