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
from tests.cli.running import talk
from tests.exchange.files import workbook

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
SHOWN = re.findall(r"<!-- shows: (.+?) -->\n```text\n(.*?)```", README, re.S)
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.S)
SESSIONS = [block for block in BLOCKS if re.search("^balintrec ", block, re.M)]
PRESENT = ("Nadia Iqbal", "Omar Farooq", "Ayesha Siddiqui", "Bilal Ahmed", "Hina Raza", "Kamran Baig")
ASKS = "balintrec new session "
"""It asks, and so has a test on a terminal of its own."""


def run(arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"COLUMNS": "80", "NO_COLOR": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "balintrec", *shlex.split(arguments)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("arguments", "text"), SHOWN, ids=[arguments for arguments, _ in SHOWN])
def test_what_is_shown_is_what_is_printed(arguments: str, text: str) -> None:
    printed = run(arguments, ROOT).stdout
    for part in text.split("…\n"):
        assert part in printed


def test_a_copy_of_the_repository_is_clean_with_its_history() -> None:
    """Whoever runs the first command sees no finding, also none about what was changed in the sample since."""
    found = run("check --no-cache", ROOT)
    assert (found.returncode, found.stdout.splitlines()[-1][-11:]) == (0, "no findings"), found.stdout


def test_the_examples_are_there() -> None:
    assert len(SHOWN) == 1
    assert len(SESSIONS) == 8
    assert sum(block.count("\nbalintrec ") for block in SESSIONS) > 12


@pytest.fixture
def society(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The society of the README with a register, and the program on the way that a shell goes."""
    folder = tmp_path_factory.mktemp("readme") / "copy"
    folder.mkdir()
    shutil.copytree(ROOT / "records", folder / "records")
    (folder / "register.xlsx").write_bytes(
        workbook({"2026": [["Name", "2026-11-20"], *([one, "x"] for one in PRESENT)]})
    )
    program = folder / "bin" / "balintrec"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m balintrec "$@"\n', "utf-8")
    program.chmod(0o755)
    return folder


def test_the_commands_of_the_readme_run(society: Path) -> None:
    """One block after the other, as they are read: the later ones go on with what the earlier ones made."""
    path = f"{society / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "HOME": str(society), "PYTHONPATH": str(ROOT)}
    for block in SESSIONS:
        lines = [line for line in block.splitlines() if line.partition("#")[0].strip() != ASKS.strip()]
        command = ["bash", "-eu", "-c", "\n".join(lines)]
        done = subprocess.run(command, cwd=society, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, block + done.stderr + done.stdout
    assert "Holds accredited-leader" in run("status nadia-iqbal --root ../our-society", society).stdout


def test_the_question_on_a_terminal(society: Path) -> None:
    assert any(line.startswith(ASKS) for block in SESSIONS for line in block.splitlines())
    said = talk(society, "session", "2026-11-18", "Lahore Tuesday group", "", "Bilal Ahmed", on="2026-11-23")
    assert "wrote records/sessions/2026/2026-11-18-lahore-tuesday.md" in said


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
