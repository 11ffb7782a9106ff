"""What the README says is what happens."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from balintrec.model import KINDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
SHOWN = re.findall(r"<!-- shows: (.+?) -->\n```text\n(.*?)```", README, re.S)
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.S)
COMMANDS = [
    line.split("#")[0].strip()
    for block in BLOCKS
    for line in block.splitlines()
    if line.startswith("balintrec ")
]
NEEDS_MORE = {
    "balintrec new session": "asks on a terminal",
    "balintrec import attendance register.xlsx --group lahore-tuesday --dry-run": "needs a register",
    "balintrec import attendance register.xlsx --group lahore-tuesday": "needs a register",
}
"""Commands that cannot be run as they stand, and why."""


def run(arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"COLUMNS": "80", "NO_COLOR": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "balintrec", *shlex.split(arguments)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("arguments", "text"), SHOWN, ids=[arguments for arguments, _ in SHOWN])
def test_what_is_shown_is_what_is_printed(arguments: str, text: str) -> None:
    printed = run(arguments, ROOT).stdout
    for part in text.split("…\n"):
        assert part in printed


def test_the_examples_are_there() -> None:
    assert len(SHOWN) == 1
    assert set(NEEDS_MORE) <= set(COMMANDS)
    assert len(COMMANDS) > 12


@pytest.fixture(scope="module")
def society(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "records", folder / "records")
    return folder


@pytest.mark.parametrize("command", [one for one in COMMANDS if one not in NEEDS_MORE])
def test_a_command_of_the_readme_runs(command: str, society: Path) -> None:
    result = run(f"{command.removeprefix('balintrec ')}", society)
    assert result.returncode == 0, result.stderr + result.stdout


def test_the_finding_shown_is_the_one_printed(tmp_path: Path) -> None:
    shown = re.search(r"```text\n(records/sessions.*?)```", README, re.S)
    assert shown
    path = shown[1].split(":")[0]
    excerpt = re.search(r"(\d+) \| (.*)", shown[1])
    assert excerpt
    shutil.copytree(ROOT / "records", tmp_path / "records")
    lines = (tmp_path / path).read_text("utf-8").split("\n")
    lines[int(excerpt[1]) - 1] = excerpt[2]
    (tmp_path / path).write_text("\n".join(lines), "utf-8")
    assert shown[1] in run("check --on 2026-11-23", tmp_path).stdout


def test_the_gate_calls_the_test_command() -> None:
    tests = next(block.strip() for block in BLOCKS if "pytest" in block)
    assert tests in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


def test_every_kind_stands_in_the_table_with_its_required_keys() -> None:
    for kind, model in KINDS.items():
        row = re.search(rf"^\| `{kind or 'society.md'}/?` \|.*\| (.*?) \|$", README, re.M)
        assert row, kind
        required = [name for name, field in model.model_fields.items() if field.is_required()]
        assert re.findall(r"`(\w+)`", row[1]) == required
