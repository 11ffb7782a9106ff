"""Whatever goes wrong is one line and an exit code."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from balintrec import cli
from balintrec.cli.options import Day
from balintrec.errors import BalintrecError
from tests.cli.running import as_user, balintrec

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("chek",), 'no command "chek"; did you mean "check"? (see: balintrec --help)'),
        (
            ("import", "atendance"),
            'no command "atendance"; did you mean "attendance"? (see: balintrec import --help)',
        ),
        (("status", "ayesha-sidiqui"), 'no member "ayesha-sidiqui"; did you mean "ayesha-siddiqui"?'),
        (("explain", "membr"), 'no code, kind of record or policy "membr"; did you mean "member"?'),
        (("schema", "sesion"), 'no kind of record "sesion"; did you mean "session"?'),
        (("new", "grup"), 'no kind of record "grup"; did you mean "group"?'),
    ],
)
def test_what_cannot_be_done_is_one_line(arguments: tuple[str, ...], said: str) -> None:
    ran = balintrec(*arguments)
    assert (ran.code, ran.out, ran.err) == (2, "", f"balintrec: {said}\n")


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (("check", "--zzz"), ("--zzz", "(see: balintrec check --help)")),
        (("--root", "nowhere", "check"), ("--root", "nowhere", "(see: balintrec --help)")),
        (
            ("--on", "2024-02-30", "check"),
            ("--on", "write a day as YYYY-MM-DD, such as 2024-03-12 (see: balintrec"),
        ),
        (
            ("--on", "٢٠٢٤-٠٣-١٢", "check"),
            ("--on", "write a day as YYYY-MM-DD, such as 2024-03-12 (see: balintrec"),
        ),
    ],
)
def test_what_click_refuses_is_one_line_that_names_it(
    arguments: tuple[str, ...], parts: tuple[str, ...]
) -> None:
    """In which words is for click to choose, in each of its versions."""
    ran = balintrec(*arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("balintrec: ")
    assert [part for part in parts if part not in ran.err] == []


def test_folder_without_a_society_cannot_be_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = balintrec("check", root=None)
    assert ran.code == 2
    assert ran.err.startswith('balintrec: no folder "records" here or above;')


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(sys.modules["balintrec.check"], "check_sides", fail)


def test_fault_of_ours_says_so_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, KeyError("a confidential word"))
    ran = balintrec("check")
    assert ran.code == 3
    assert "this is a fault of balintrec" in ran.err
    assert re.search(r"KeyError at tests\.cli\.test_running:\d+ ", ran.err)
    assert ran.err.count("\n") == 1
    assert "confidential" not in ran.err


def test_traceback_is_shown_on_demand(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, KeyError("x"))
    monkeypatch.setenv("BALINTREC_DEBUG", "1")
    assert "Traceback" in balintrec("check").err


def test_error_text_cannot_move_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, BalintrecError("cannot\n\x1b[2J"))
    assert balintrec("check").err == "balintrec: cannot \\x1b[2J\n"


def test_being_stopped_is_130(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, KeyboardInterrupt())
    assert balintrec("check").code == 130


def test_today_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = cli.run(["check", "--root", "."])
    assert ran == 0


def test_options_may_stand_before_or_after_the_command() -> None:
    before, after = (
        balintrec("status", "hina-raza", on="2026-01-01"),
        balintrec("status", "hina-raza", "--on", "2026-01-01"),
    )
    assert before.out == after.out != balintrec("status", "hina-raza").out


def test_day_is_converted_once() -> None:
    day = Day().convert("2024-02-29", None, None)
    assert Day().convert(day, None, None) == day


def test_version_is_printed() -> None:
    assert re.fullmatch(r"balintrec \d+\.\d+\.\d+\n", as_user("--version").out)


def test_no_command_is_answered_with_help() -> None:
    ran = as_user()
    assert ran.code == 2
    assert ran.out == as_user("--help").out != ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "balintrec", "--help"], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == cli.CANNOT
    assert done.stderr == "balintrec: the output cannot be written: no space left on device\n"


def test_closed_streams_are_no_fault() -> None:
    command = f'exec "{sys.executable}" -m balintrec explain SES003 >&- 2>&-'
    assert subprocess.run(["sh", "-c", command]).returncode == cli.CLEAN


@pytest.mark.parametrize("command", [["check"], ["status", "x"], ["history", "x"], ["init", "x"]])
def test_a_folder_that_has_been_removed_is_one_line(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    ran = balintrec(*command, root=None)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "balintrec: the current folder has been removed; go to another one\n"
