"""docs/committee.md: its commands are run in order, and what it shows is what they print."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ci.pipeline import commit, git, tool
from tests.sample import ROOT

PAGE = (ROOT / "docs/committee.md").read_text(encoding="utf-8")
DAY = "2026-12-12"
PROGRAM = f"""\
import sys
from datetime import UTC, datetime

from balintrec.cli import main, options

options.now = lambda: datetime.fromisoformat("{DAY}T23:00:00+05:00").astimezone(UTC)
sys.argv[1:1] = ["--on", "{DAY}"]
main()
"""
"""The command on a computer whose clock shows the page's day."""
ADDRESS = "https://github.com/indus-balint/records"


@dataclass(frozen=True)
class Step:
    """A command of the page, and what is shown below it."""

    command: str
    shown: str

    def pattern(self) -> str:
        """What is shown, with a line `…` for any lines and `…` in a line for any text."""
        lines = [
            "(?:.*\n)*" if line == "…" else f"{re.escape(line).replace('…', '.*')}\n"
            for line in self.shown.splitlines()
        ]
        return "".join(lines)


def steps(page: str) -> Iterator[Step]:
    """The commands in the page's blocks: `$ ` begins one, `> ` goes on with it, what follows is printed."""
    for block in re.findall(r"^```console\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            lines = part.splitlines()
            length = 1
            while lines[length:] and lines[length].startswith("> "):
                length += 1
            command = "\n".join(line.removeprefix("> ") for line in lines[:length])
            yield Step(command, "\n".join(lines[length:]))


@dataclass
class Desk:
    """Where a member of the committee sits: a folder, a shell, and the page's day."""

    place: Path
    folder: Path

    def environment(self) -> dict[str, str]:
        who = {"NAME": "Nadia Iqbal", "EMAIL": "nadia@indus.example", "DATE": f"{DAY}T18:00:00+0500"}
        return {
            "PATH": f"{self.place}/bin{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.place),
            "LANG": "C.UTF-8",
            "GIT_CONFIG_NOSYSTEM": "1",
            **{f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()},
        }

    def type(self, command: str) -> str:
        """Run a command where the last one ended; what it prints, on either stream."""
        after = self.place / "where"
        done = subprocess.run(
            [tool("bash"), "-c", f"trap 'pwd > \"{after}\"' EXIT\n{command}"],
            cwd=self.folder,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert done.returncode in (0, 1), f"{command}\n{done.stdout}"
        self.folder = Path(after.read_text(encoding="utf-8").strip())
        return done.stdout


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A computer on which it is the page's day, and from which the society's repository can be cloned."""
    shutil.copytree(ROOT / "records", tmp_path / "first/records")
    git(tmp_path / "first", "init", "--quiet")
    commit(tmp_path / "first", "The records, taken over from paper")
    git(tmp_path, "clone", "--quiet", "--bare", "first", "server")
    (tmp_path / ".gitconfig").write_text(f'[url "{tmp_path}/server"]\n\tinsteadOf = {ADDRESS}\n')
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin/balintrec"
    program.write_text(f"#!{sys.executable}\n{PROGRAM}")
    program.chmod(0o755)
    (tmp_path / "desk").mkdir()
    return Desk(tmp_path, tmp_path / "desk")


def test_day_goes_as_the_page_says(desk: Desk) -> None:
    for step in steps(PAGE):
        printed = desk.type(step.command)
        assert re.fullmatch(step.pattern(), printed), f"$ {step.command}\n{printed}"
    pushed = git(desk.place / "server", "log", "--format=%s", "-2", "main").splitlines()
    assert pushed[1] == "Usman Tareen is an accredited leader"


def test_page_uses_the_commands_that_it_is_about() -> None:
    typed = " ".join(step.command for step in steps(PAGE))
    wanted = ["git clone", *(f"balintrec {name}" for name in ("check", "new", "review", "status", "history"))]
    assert [command for command in wanted if command not in typed] == []


@pytest.mark.parametrize(
    ("shown", "printed", "fits"),
    [
        ("one\ntwo", "one\ntwo\n", True),
        ("one", "one\ntwo\n", False),
        ("one\n…", "one\ntwo\nthree\n", True),
        ("one\n…\nfour", "one\ntwo\nthree\n", False),
        ("in …, by a.b", "in 5d41402a, by a.b\n", True),
        ("in …, by a.b", "in 5d41402a, by aXb\n", False),
        ("", "one\n", False),
    ],
)
def test_shown_is_compared_line_by_line(shown: str, printed: str, fits: bool) -> None:
    assert bool(re.fullmatch(Step("", shown).pattern(), printed)) is fits


def test_page_is_read_as_typed() -> None:
    page = "```console\n$ cat > a << 'END'\n> x\n> END\n$ ls\na\nb\n```\n\n```yaml\n$ no\n```\n"
    assert [*steps(page)] == [Step("cat > a << 'END'\nx\nEND", ""), Step("ls", "a\nb")]
