"""``balintrec render register``: of which day, in which form, to where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import as_user, balintrec, member, society

GRANT = "kind: grant\nmember: sana-malik\ndate: 2024-01-10\nby: committee\ncredential: accredited-leader\n"


def test_it_is_of_today_unless_a_day_is_asked() -> None:
    ran = balintrec("render", "register")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Register of Indus Balint Society on 2026-11-23\n")
    assert ran.out.endswith("\n7 people, 9 credentials: 7 current, 1 lapsed, 1 revoked\n")
    assert balintrec("render", "register", on="2025-08-01").out.endswith(
        "\n6 people, 8 credentials: 5 current, 1 lapsed, 1 suspended, 1 revoked\n"
    )


@pytest.mark.parametrize("format", ["text", "markdown", "html", "json", "csv"])
def test_file_holds_what_is_printed(tmp_path: Path, format: str) -> None:
    file = tmp_path / "register"
    printed = balintrec("render", "register", "--format", format)
    assert balintrec("render", "register", "--format", format, "-o", str(file)).out == ""
    assert file.read_text(encoding="utf-8") == printed.out
    assert printed.out.endswith("\n")
    assert not printed.out.endswith("\n\n")


def test_dash_is_the_standard_output() -> None:
    arguments = ("--on", "2026-11-23", "render", "register", "--format", "json")
    ran = as_user(*arguments, "-o", "-")
    assert (ran.code, ran.out) == (0, as_user(*arguments).out)
    assert json.loads(ran.out)["version"] == 2


def test_file_that_is_there_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    file.write_text("mine")
    ran = balintrec("render", "register", "--format", "csv", "-o", str(file))
    assert ran.code == 2
    assert "already exists; use --force" in ran.err
    assert file.read_text() == "mine"


def test_files_that_cannot_be_read_are_counted(tmp_path: Path) -> None:
    files = {
        "members/sana-malik.md": member(),
        "decisions/grant.md": f"---\n{GRANT}---\n",
        "decisions/x.md": "---\nmember: sana-malik\n",
    }
    ran = balintrec("render", "register", root=society(tmp_path, files))
    assert "unknown" in ran.out
    assert ran.err == "balintrec: 1 file not readable as a record: see balintrec check\n"
