"""``balintrec doctor``: what is unsafe or slow about a clone, and that its commands mend it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from balintrec.cli import CLEAN, FOUND
from balintrec.formats.ansi import Painter
from balintrec.formats.doctor.text import doctor_text
from balintrec.repository.health import Clone as Held
from balintrec.repository.health import Files, Guards, Health, Lock, Settings
from balintrec.sanitize import width
from balintrec.views.doctor import Advice, Level, advice, lasting, unusable
from tests.cli.running import balintrec
from tests.repository.clone import Clone
from tests.repository.conftest import OLA, clone, home, own_home  # noqa: F401  # fixtures
from tests.sample import ROOT

pytestmark = pytest.mark.slow

DAY = 86_400.0
WELL = Health(
    Held(False, False, 20, 1, 0, None, False, True, 10),
    Settings((2, 47, 1), True, False, True, False, True, False, False, 2, 300),
    Guards(True, True, False, ""),
    Files(300, (("records/members", 300),), (), (), 0, (), 0, None, (), "", "", True),
)


@pytest.fixture(autouse=True)
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command balintrec, which the hooks that are written run."""
    command = tmp_path / "bin/balintrec"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m balintrec "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def society(clone: Clone, tmp_path: Path) -> Clone:  # noqa: F811
    """A clone of which nothing is to be said: with a copy elsewhere, a hook, and line ends."""
    clone.commit("Line ends", {".gitattributes": "*.md text eol=lf\n"})
    clone.git("init", "--quiet", "--bare", str(tmp_path / "elsewhere.git"))
    clone.git("remote", "add", "origin", str(tmp_path / "elsewhere.git"))
    clone.git("push", "--quiet", "--set-upstream", "origin", "HEAD")
    clone.hook("pre-commit", "exec true # balintrec check")
    clone.git("config", "pull.ff", "only")
    return clone


def said(top: Path, *arguments: str, on: str = "2026-11-23") -> dict[str, Advice]:
    """What doctor says, by name."""
    ran = balintrec("doctor", "--format", "json", *arguments, root=top, on=on)
    found = [
        Advice(one["name"], Level(one["level"]), one["what"], one["why"], tuple(one["commands"]))
        for one in json.loads(ran.out)["advice"]
    ]
    assert ran.err == ""
    assert ran.code == (FOUND if any(one.level == Level.UNSAFE for one in found) else CLEAN)
    return {one.name: one for one in found}


def mend(top: Path, one: Advice) -> None:
    """Do what was said, in a shell."""
    for command in one.commands:
        done = subprocess.run(command, shell=True, cwd=top, capture_output=True, text=True)
        assert done.returncode == 0, (command, done.stderr)


def test_nothing_to_say(society: Clone) -> None:
    ran = balintrec("doctor", root=society.top)
    assert (ran.code, ran.err) == (CLEAN, "")
    assert ran.out.startswith("nothing unsafe, and nothing slow; looked at 1 file, 2 commits, git 2.")


def test_each_thing_is_told_and_mended(society: Clone, tmp_path: Path) -> None:
    for make, name in (
        (lambda top: (git(top, "rm", "-q", ".gitattributes"), git(top, "commit", "-qm", "x")), "line-ends"),
        (lambda top: (top / ".git/hooks/pre-commit").unlink(), "nothing-checks"),
        (
            lambda top: git(top, "update-index", "--assume-unchanged", "records/members/ola.md"),
            "files-hidden",
        ),
        (lambda top: git(top, "remote", "remove", "origin"), "no-copy-elsewhere"),
        (lambda top: git(top, "config", "--unset", "pull.ff"), "pull-merges"),
        (lambda top: Clone.made_at(top / "records/members/by").write("ida.md", OLA), "repository-inside"),
        (lambda top: old(top / ".git/index.lock"), "stale-lock"),
        (lambda top: old(top / "records/members/left.md"), "not-committed"),
        (
            lambda top: (git(top, "switch", "-qd"), git(top, "commit", "-qm", "x", "--allow-empty")),
            "on-no-branch",
        ),
    ):
        make(society.top)
        found = said(society.top)
        assert name in found
        commands = tuple(
            one.replace("ADDRESS", str(tmp_path / "elsewhere.git")) for one in found[name].commands
        )
        if name == "nothing-checks":
            commands = commands[1:]
        mend(society.top, found[name]._replace(commands=commands))
        assert name not in said(society.top)


def git(top: Path, *arguments: str) -> None:
    Clone(top).git(*arguments)


def old(file: Path) -> None:
    file.write_text(OLA if file.suffix == ".md" else "")
    os.utime(file, (1_767_000_000, 1_767_000_000))


def test_merges_that_a_pull_made_are_named(society: Clone, tmp_path: Path) -> None:
    """Somebody who was behind pulls; before they push, and after."""
    society.git("clone", "--quiet", str(tmp_path / "elsewhere.git"), str(tmp_path / "other"))
    other = Clone(tmp_path / "other")
    other.commit("Theirs", {"records/members/eva.md": OLA})
    other.git("push", "--quiet")
    society.commit("Own", {"records/members/ida.md": OLA})
    assert "pulled-merges" not in said(society.top)
    society.git("-c", "pull.ff=true", "pull", "--quiet", "--no-rebase", "--no-edit")
    for _ in range(2):
        found = said(society.top)["pulled-merges"]
        assert society.id()[:10] in found.what
        assert "pull.ff only" in found.why
        society.git("push", "--quiet")
    society.git("switch", "--quiet", "--create", "autumn")
    society.commit("Autumn", {"records/members/tor.md": OLA})
    society.git("switch", "--quiet", "-")
    society.git("merge", "--quiet", "--no-ff", "--no-edit", "autumn")
    assert said(society.top)["pulled-merges"].what.startswith("1 merge ")


def test_shallow_and_partial_clones_are_mended(society: Clone, tmp_path: Path) -> None:
    society.commit("Ola is renamed", {"records/members/ola.md": "---\nname: Ola\n---\n"})
    society.git("config", "uploadpack.allowFilter", "true")
    for name, option in (("shallow-clone", "--depth=1"), ("partial-clone", "--filter=blob:none")):
        society.git("clone", "--quiet", option, f"file://{society.top}", str(tmp_path / name))
        found = said(tmp_path / name)
        assert found[name].level is Level.UNSAFE
        mend(tmp_path / name, found[name])
        assert name not in said(tmp_path / name)


def test_hook_that_is_written_names_a_society_below_the_top(society: Clone) -> None:
    (society.top / ".git/hooks/pre-commit").unlink()
    society.commit("Below", {"our society/records/members/ida.md": OLA})
    found = said(society.top / "our society")["nothing-checks"]
    mend(society.top / "our society", found._replace(commands=found.commands[1:]))
    hook = (society.top / ".git/hooks/pre-commit").read_text()
    assert hook == "#!/bin/sh\nexec balintrec check --root 'our society'\n"
    assert "nothing-checks" not in said(society.top / "our society")


def test_folder_by_year(society: Clone) -> None:
    files = {f"records/sessions/{2020 + number % 3}-01-01-g{number:04}.md": OLA for number in range(1001)}
    society.commit("Many", files)
    found = said(society.top)["crowded-folder"]
    assert found.what == "records/sessions holds 1001 files"
    mend(society.top, found)
    assert "crowded-folder" not in said(society.top)
    moved = society.git("ls-files", "records/sessions").splitlines()
    assert len(moved) == 1001
    assert all(path.split("/")[2] == path.split("/")[3][:4] for path in moved)


def test_no_repository(tmp_path: Path) -> None:
    (tmp_path / "records/members").mkdir(parents=True)
    (tmp_path / "records/members/ola.md").write_text(OLA)
    found = said(tmp_path)["no-repository"]
    assert found.commands[0] == "git init"
    mend(tmp_path, found)
    assert "no-repository" not in said(tmp_path)


def test_repository_of_another() -> None:
    found = unusable(
        "the repository around /x belongs to another user; if you trust it: git config --global --add safe.directory /x"
    )
    assert found.commands == ("git config --global --add safe.directory /x",)
    assert unusable("it lies in a bare repository: it says").commands == ()


CASES = {
    "pull-merges": replace(WELL, settings=replace(WELL.settings, pull_merges=True)),
    "pulled-merges": replace(WELL, clone=replace(WELL.clone, pulled=("1a2b3c4d5e",))),
    "git-too-old": replace(WELL, settings=replace(WELL.settings, version=(2, 30, 1))),
    "nobody-named": replace(WELL, settings=replace(WELL.settings, identity=False)),
    "not-pushed": replace(WELL, clone=replace(WELL.clone, unpushed=3, unpushed_for=2 * DAY)),
    "no-commit-graph": replace(WELL, clone=replace(WELL.clone, commits=5000, commit_graph=False)),
    "not-packed": replace(WELL, clone=replace(WELL.clone, loose=7000)),
    "untracked-cache-off": replace(
        WELL, settings=replace(WELL.settings, tracked=10_000, untracked_cache=False)
    ),
    "index-version": replace(WELL, settings=replace(WELL.settings, tracked=100_000)),
    "fsmonitor-off": replace(WELL, settings=replace(WELL.settings, tracked=10_000, has_fsmonitor=True)),
    "hook-not-installed": replace(WELL, guards=Guards(False, False, True, "")),
    "names-alike": replace(
        WELL,
        settings=replace(WELL.settings, ignores_case=True),
        files=replace(WELL.files, alike=(("records/members/Ola.md", "records/members/ola.md"),)),
    ),
    "records-ignored": replace(WELL, files=replace(WELL.files, ignored=("records/a b.md",))),
    "synced-folder": replace(WELL, files=replace(WELL.files, synced_by="Dropbox")),
    "far-disk": replace(WELL, files=replace(WELL.files, far_disk="nfs4")),
    "cache-not-writable": replace(WELL, files=replace(WELL.files, cache_writable=False)),
    "stale-lock": replace(WELL, files=replace(WELL.files, locks=(Lock(".git/index.lock", 7200),))),
    "crowded-folder": replace(WELL, files=replace(WELL.files, crowded=(("records/members", 1001),))),
}


@pytest.mark.parametrize("name", CASES)
def test_one_thing_alone_is_said(name: str) -> None:
    (found,) = advice(CASES[name])
    assert found.name == name
    assert found.what and found.why.endswith((".", "downloads"))


def test_nothing_is_said_of_what_is_well() -> None:
    assert advice(WELL) == ()
    fresh = replace(WELL, clone=replace(WELL.clone, unpushed=3, unpushed_for=60.0))
    held = replace(WELL, files=replace(WELL.files, locks=(Lock(".git/index.lock", 5),), uncommitted_for=60.0))
    assert advice(fresh) == advice(held) == ()


def test_what_is_unsafe_comes_first() -> None:
    everything = replace(
        WELL,
        clone=Held(True, True, 5000, 0, 9, 9 * DAY, True, False, 9000),
        settings=Settings((2, 30), False, True, False, True, False, False, True, 2, 200_000),
        guards=Guards(False, False, False, ""),
    )
    found = advice(everything)
    levels = [one.level for one in found]
    assert levels == sorted(levels, key=list(Level).index)
    assert len({one.name for one in found}) == len(found) >= 12


@pytest.mark.parametrize("columns", [40, 80])
def test_lines_fit_and_commands_are_whole(columns: int) -> None:
    found = tuple(one for case in CASES.values() for one in advice(case))
    text = doctor_text(found, "300 files, 20 commits, git 2.47.1", Painter(columns=columns))
    commands = {f"        $ {command}" for one in found for command in one.commands}
    lines = text.splitlines()
    assert commands <= set(lines)
    assert max(width(line) for line in lines if line not in commands) <= columns


def test_hostile_file_name_is_harmless() -> None:
    evil = "records/$(rm -rf x)\x1b[31m\u202e'.md"
    case = replace(WELL, files=replace(WELL.files, ignored=(evil,), repositories=(evil,)))
    text = doctor_text(advice(case), "all")
    assert "\x1b" not in text and "\u202e" not in text
    assert "git add 'records/$(rm -rf x)" in text


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(5, "less than a minute"), (60, "1 minute"), (7300, "2 hours"), (DAY * 400, "400 days")],
)
def test_how_long(seconds: float, words: str) -> None:
    assert lasting(seconds) == words


def test_facts_have_no_path_of_a_record(society: Clone) -> None:
    society.write("records/members/secret-name.md", OLA)
    ran = balintrec("doctor", "--format", "json", root=society.top)
    facts = json.loads(ran.out)["facts"]
    assert facts["files"]["uncommitted"] == 1
    assert facts["clone"]["commit_graph"] is False
    assert "secret-name" not in ran.out
