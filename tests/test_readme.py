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
from tests.desk import Desk

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
SHOWN = re.findall(r"<!-- shows: (.+?) -->\n```text\n(.*?)```", README, re.S)
BLOCK = re.compile(r"^(?:<!-- not run: (.+?) -->\n)?```sh\n(.*?)^```", re.S | re.M)
BLOCKS = [block for _, block in BLOCK.findall(README)]
RUN = [block for why, block in BLOCK.findall(README) if not why]
MAKES = r"balintrec render .* -o (\S+)|balintrec (?:render|export) (?:site|csv|sqlite|calendar) (\S+)"
NOT_RUN = {block: why for why, block in BLOCK.findall(README) if why}


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
    assert sum(block.count("balintrec ") for block in RUN) > 40


def test_what_is_not_run_needs_the_network_or_somebody_who_answers() -> None:
    reasons = {block: why.split(",")[0] for block, why in NOT_RUN.items()}
    assert set(reasons.values()) == {"needs the network", "asks questions"}
    assert all("pip install" in block for block, why in reasons.items() if why == "needs the network")
    assert [block for block, why in reasons.items() if why == "asks questions"] == ["balintrec new session\n"]


@pytest.mark.parametrize("day", [None, "2026-11-30"], ids=["today", "on a fixed day"])
def test_the_blocks_of_the_readme_run_in_their_order(tmp_path: Path, day: str | None) -> None:
    """From an empty home; each goes on where the one before it ended, as on a terminal."""
    desk = Desk(tmp_path / "desk", tmp_path / "desk/copy", day)
    shutil.copytree(ROOT / "records", desk.folder / "records")
    shutil.copy(ROOT / ".gitignore", desk.folder)
    for block in RUN:
        done = desk.type(block)
        assert done.returncode == 0, f"{block}\n{done.stdout}"
    assert "Holds accredited leader" in desk.type("balintrec status nadia-iqbal").stdout
    assert "no findings" in desk.type("balintrec check").stdout
    for folder in ("../indus", "../our-society"):
        assert desk.type(f"cd {folder}; git status --porcelain; git add --dry-run .").stdout == "", folder
    assert not (desk.place / "copy/tables").exists()


def test_what_the_commands_write_is_left_out_by_git_in_a_new_society(tmp_path: Path) -> None:
    """All that the README writes in its copy of the sample, written in a society that `init` made."""
    desk = Desk(tmp_path / "desk", tmp_path / "desk/new")
    assert desk.type("balintrec init . --ci none --author 'Sana Malik <sana@example.org>'").returncode == 0
    made = re.findall(MAKES, "\n".join(RUN))
    names = ["".join(pair) for pair in made]
    assert {"dossier.pdf", "register.html", "pages", "public", "tables", "society.db", "society.ics"} == {
        *names
    }
    names += ["societies.txt", "register.csv", "register.csv.review.csv", "register.xlsx"]
    desk.type("mkdir pages public tables")
    desk.type(f"for name in {' '.join(names)}; do [ -d $name ] && touch $name/file || touch $name; done")
    desk.type("mkdir records/members; touch records/members/scan.pdf records/list.csv")
    assert desk.type("git status --porcelain --untracked-files=all").stdout.split("\n")[:-1] == [
        "?? records/list.csv",
        "?? records/members/scan.pdf",
    ]


def test_the_question_on_a_terminal(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "records", tmp_path / "records")
    said = talk(
        tmp_path, "session", "2026-11-18", "Lahore Tuesday group", "", "", "Bilal Ahmed", on="2026-11-23"
    )
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


def test_the_ci_checks_call_the_test_command() -> None:
    tests = next(block.strip() for block in BLOCKS if "pytest" in block)
    assert tests in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


def test_every_kind_stands_in_the_table_with_its_required_keys() -> None:
    for kind, model in KINDS.items():
        row = re.search(rf"^\| `{kind or 'society.md'}/?` \|.*\| (.*?) \|$", README, re.M)
        assert row, kind
        required = [name for name, field in model.model_fields.items() if field.is_required()]
        assert re.findall(r"`(\w+)`", row[1]) == required
