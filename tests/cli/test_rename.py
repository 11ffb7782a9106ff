"""``balintrec rename``: one record, everywhere; and two entries for one member made one."""

from __future__ import annotations

import os
import pty
import sys
from pathlib import Path

import pytest

from tests.cli.running import Ran, balintrec, member, society
from tests.sources import files_below

SESSION = """---
date: 2024-03-12
group: g
leaders: [ola]  # as always
attendees: [per, liv]
---
Body of the evening.
"""
FILES = {
    "members/ola.md": member("Ola Nordmann"),
    "members/liv.md": member("Liv"),
    "members/liva.md": member("Liv A", profession="GP"),
    "members/per.md": member("Per"),
    "groups/g.md": "---\nname: G\n---\n",
    "sessions/2024/2024-03-12-g.md": SESSION,
    "reflections/ola/2024-02-01-ola.md": "---\nmember: ola\nwritten: 2024-02-01\n---\nI lead.\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return society(tmp_path, FILES)


def rename(root: Path, *arguments: str) -> Ran:
    return balintrec("rename", *arguments, root=root)


def test_a_member_has_another_id_everywhere(root: Path) -> None:
    ran = rename(root, "member", "ola", "ola-nordmann")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "renamed member ola to ola-nordmann: 2 places in 2 files changed\n"
        "1 other id contains ola and is not changed, such as records/reflections/ola/2024-02-01-ola.md\n"
    )
    files = files_below(root / "records")
    assert files["sessions/2024/2024-03-12-g.md"].decode() == SESSION.replace("ola", "ola-nordmann")
    assert (files["members/ola-nordmann.md"].decode(), "members/ola.md" in files) == (
        FILES["members/ola.md"],
        False,
    )


def test_a_group_takes_its_sessions_along(root: Path) -> None:
    assert rename(root, "groups", "g", "oslo").out == (
        "renamed group g to oslo, and 1 session named after it: 1 place in 1 file changed\n"
    )
    assert "group: oslo\n" in (root / "records/sessions/2024/2024-03-12-oslo.md").read_text()


def test_a_dry_run_shows_the_change_and_makes_none(root: Path) -> None:
    before = files_below(root)
    ran = rename(root, "member", "ola", "olaf", "--dry-run")
    assert ran.code == 0
    assert "-leaders: [ola]  # as always\n+leaders: [olaf]  # as always\n" in ran.out
    assert "--- records/members/ola.md\n+++ records/members/olaf.md\n" in ran.out
    assert "I lead" not in ran.out and "Body of" not in ran.out
    assert files_below(root) == before


def test_what_check_will_find_is_said(root: Path) -> None:
    out = rename(root, "session", "2024-03-12-g", "2024-03-19-g").out
    assert "  check will say error SES001 in records/sessions/2024/2024-03-19-g.md: " in out


def test_quiet_says_nothing(root: Path) -> None:
    assert rename(root, "member", "ola", "olaf", "--quiet") == Ran(0, "", "")


def test_what_cannot_be_is_one_line_and_changes_nothing(root: Path) -> None:
    before = files_below(root)
    ran = rename(root, "member", "ola", "liv")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == 'balintrec: there is a member "liv" already; if both are one person: --merge\n'
    assert files_below(root) == before


def test_a_merge_shows_the_change_and_wants_a_yes(root: Path) -> None:
    before = files_below(root)
    ran = rename(root, "member", "liv", "liva", "--merge")
    assert ran.code == 2
    assert ran.err == "balintrec: nothing is changed: if this is what you want, run it again with --yes\n"
    assert "--- records/members/liv.md\n+++ (nothing)\n" in ran.out
    assert "-attendees: [per, liv]\n+attendees: [per, liva]\n" in ran.out
    assert files_below(root) == before


def test_a_merge_with_a_yes(root: Path) -> None:
    ran = rename(root, "member", "liv", "liva", "--merge", "--yes")
    assert ran.code == 0
    assert ran.out.endswith("merged member liv into liva: 1 place in 2 files changed\n")
    assert not (root / "records/members/liv.md").exists()
    assert "also-known-as: [Liv]\n" in (root / "records/members/liva.md").read_text()


def test_a_merge_says_what_check_will_find(root: Path) -> None:
    out = rename(root, "member", "liv", "ola", "--merge", "--dry-run").out
    assert "\n  check will say " in out


def test_only_members_are_merged(root: Path) -> None:
    assert rename(root, "group", "g", "h", "--merge").err == (
        "balintrec: only members can be merged with --merge; combine other records by hand\n"
    )


@pytest.mark.parametrize(("answer", "left"), [(b"y\n", False), (b"n\n", True)])
def test_whoever_sits_at_the_terminal_is_asked(root: Path, answer: bytes, left: bool) -> None:
    child, terminal = pty.fork()
    if child == 0:
        os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
        arguments = ["--root", str(root), "rename", "member", "liv", "liva", "--merge"]
        os.execv(sys.executable, [sys.executable, "-m", "balintrec", *arguments])
    said = b""
    while b"[y/N]: " not in said:
        said += os.read(terminal, 1000)
    os.write(terminal, answer)
    assert b"--- records/members/liv.md" in said
    while True:
        try:
            if not os.read(terminal, 1000):
                break
        except OSError:  # this is how the end looks
            break
    assert os.waitpid(child, 0)[1] == 0
    assert (root / "records/members/liv.md").exists() is left
