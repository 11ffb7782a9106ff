"""docs/committee.md: its commands are run in order, and what it shows is what they print."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ci.pipeline import git
from tests.desk import Desk
from tests.sample import ROOT

pytestmark = pytest.mark.slow

PAGE = (ROOT / "docs/committee.md").read_text(encoding="utf-8")
WHO = {"GIT_AUTHOR_NAME": "Nadia Iqbal", "GIT_AUTHOR_EMAIL": "nadia@indus.example"}


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


@pytest.mark.parametrize("day", [None, "2026-12-12", "2027-03-01"], ids=["today", "soon", "in three months"])
def test_day_goes_as_the_page_says(tmp_path: Path, day: str | None) -> None:
    clock = {f"GIT_{role}_DATE": f"{day}T18:00:00+0500" for role in ("AUTHOR", "COMMITTER")} if day else {}
    committer = {name.replace("AUTHOR", "COMMITTER"): value for name, value in WHO.items()}
    desk = Desk(tmp_path / "desk", tmp_path / "desk/copy", day, {**WHO, **committer, **clock})
    shutil.copytree(ROOT / "records", desk.folder / "records")
    for step in steps(PAGE):
        done = desk.type(step.command)
        assert done.returncode in (0, 1), f"{step.command}\n{done.stdout}"
        assert re.fullmatch(step.pattern(), done.stdout), f"$ {step.command}\n{done.stdout}"
    pushed = git(desk.place / "committee/server", "log", "--format=%s", "-2", "main").splitlines()
    assert pushed[1] == "Usman Tareen is an accredited leader"


def test_no_day_of_the_page_is_one_on_which_it_must_be_read() -> None:
    """A day that is typed would be in the future of somebody, or too long ago for somebody else."""
    typed = {day for step in steps(PAGE) for day in re.findall(r"\b\d{4}-\d\d-\d\d\b", step.command)}
    assert typed == {"2026-11-10"}  # of a session in the sample


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
