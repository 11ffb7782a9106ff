"""The changes that CONTRIBUTING.md shows, made in a copy of the package."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.sample import ROOT

PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
CHANGES = re.findall(r"^```diff (\w+)\n(.*?)^```", PAGE, re.S | re.M)
PARTS = (
    "balintrec",
    "templates",
    "tests",
    "records",
    "pyproject.toml",
    "README.md",
    "docs",
    "CONTRIBUTING.md",
)


def copied(folder: Path) -> Path:
    """A copy of what a change touches."""
    folder.mkdir()
    for name in PARTS:
        if (ROOT / name).is_dir():
            shutil.copytree(
                ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules")
            )
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


def changed(folder: Path, change: str) -> list[str]:
    """Make every step of a change that the page shows; gives the files that it touches."""
    steps = [text for name, text in CHANGES if name == change]
    return [path for text in steps for path in applied(folder, text)]


def applied(folder: Path, diff: str) -> list[str]:
    """Make the changes of a diff, which has no line numbers: what it removes or leaves must be there just once."""
    paths = []
    for before, path, body in re.findall(r"^--- (\S+)\n\+\+\+ b/(\S+)\n(.*?)(?=^--- |\Z)", diff, re.S | re.M):
        file = folder / path
        if before == "/dev/null":
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(side(body, "+"), "utf-8")
        else:
            for hunk in body.split("@@\n")[1:]:
                replace(file, side(hunk, " -"), side(hunk, " +"))
        paths.append(path)
    return paths


def side(hunk: str, marks: str) -> str:
    """The lines of a hunk with one of the marks."""
    return "".join(line[1:] or "\n" for line in hunk.splitlines(keepends=True) if line[0] in f"{marks}\n")


def replace(file: Path, before: str, after: str) -> None:
    """Put one text in the place of another; a line may go on behind what a diff shows of it."""
    text = file.read_text("utf-8")
    if text.count(before) != 1:
        before, after = before.removesuffix("\n"), after.removesuffix("\n")
    assert text.count(before) == 1, f"{file.name} has {text.count(before)} times:\n{before}"
    file.write_text(text.replace(before, after), "utf-8")


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Python in a copy, with the copy's package."""
    environment = os.environ | {"PYTHONPATH": str(folder), "NO_COLOR": "1", "COLUMNS": "100"}
    return subprocess.run(
        [sys.executable, *command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def balintrec(folder: Path, *arguments: str) -> str:
    """What a command prints."""
    return run(folder, "-m", "balintrec", *arguments).stdout
