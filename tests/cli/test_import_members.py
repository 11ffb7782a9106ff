"""``balintrec import members`` as people run it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from balintrec.cli import run
from tests.io.files import SOCIETY
from tests.sources import files_below

SHEET = "Name,Email,Member since,Phone\nZara Haider,zara@example.org,2024-09-01,0300 1234567\nSana Malk,,2025-01-01,\n"
Import = Callable[..., tuple[int, str, str]]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for path, text in SOCIETY.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text.encode())
    (tmp_path / "members.csv").write_text(SHEET, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def take(root: Path, capsys: pytest.CaptureFixture[str]) -> Import:
    """Import a list of members: exit code, output, errors."""

    def run_import(*options: str) -> tuple[int, str, str]:
        code = run(["import", "members", "members.csv", "--on", "2026-11-23", *options])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_import


def test_every_cell_is_accounted_for_and_what_is_left_is_said(take: Import, root: Path) -> None:
    code, out, _ = take()
    assert code == 1
    assert out.splitlines()[0] == "created records/members/zara-haider.md"
    assert "    10  cells with content, of which\n" in out
    assert (
        'not read: D2: nothing is read from this column: "Phone"; use --ignore-column to leave it out\n'
        in out
    )
    assert out.endswith(
        "1 name to review in members.csv.review.csv: fill in its column member\n"
        "(an id or name, new, or skip) and run the same command again\n"
    )
    assert "1234567" not in out
    before = files_below(root)
    assert take()[0] == 1
    assert files_below(root) == before


def test_a_column_may_be_left_out_and_an_answer_given(take: Import, root: Path) -> None:
    take("--ignore-column", "Phone")
    review = root / "members.csv.review.csv"
    review.write_bytes(
        review.read_bytes().replace(b'"Sana Malk","","",""', b'"Sana Malk","","","sana-malik"')
    )
    code, out, _ = take("--ignore-column", "Phone", "-q")
    assert (code, out) == (0, "")
    assert "membership: [{from: 2025-01-01}]" in (root / "records/members/sana-malik.md").read_text("utf-8")


def test_a_dry_run_writes_nothing(take: Import, root: Path) -> None:
    before = files_below(root)
    code, out, _ = take("--dry-run", "--ignore-column", "D")
    assert (code, out.splitlines()[0]) == (0, "would create records/members/zara-haider.md")
    assert files_below(root) == before


def test_what_check_will_say_is_said_at_once(take: Import, root: Path) -> None:
    (root / "members.csv").write_text("Name,Fee paid\nZara Haider,2030-01-01\nSana Malik,2030-01-01\n")
    _, out, _ = take()
    [line] = [line for line in out.splitlines() if line.startswith("check will say")]
    assert "2 times, first in records/attestations/2030-01-01-sana-malik-fee.md" in line


def test_a_column_that_is_not_there(take: Import) -> None:
    code, out, err = take("--name-column", "Kto")
    assert (code, out) == (2, "")
    assert 'no row has the columns that you named ("Kto")' in err
