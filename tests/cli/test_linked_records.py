"""A link in the place of records/: no command reads, shows or writes what lies behind it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cache.asking import society as society_in_git
from tests.cli.running import Ran, as_user, balintrec
from tests.sample import ROOT
from tests.sources import files_below

SECRET = "not-for-your-eyes"
COMMANDS = (
    "check", "check --no-cache", "check --at HEAD", "check --format json", "status", "status hina-raza",
    "status --at HEAD", "review HEAD", "history members/x", "history --member hina-raza", "new member --set name=X",
    "new session --like x", "rename member x y", "import attendance FILE --group g", "export csv OUT",
    "export sqlite OUT", "export calendar OUT", "render dossier x", "render certificate x", "render register",
    "render site OUT", "doctor", "init --ci github",
)  # fmt: skip


def linked(root: Path, outside: Path) -> None:
    root.mkdir()
    (root / "records").symlink_to(outside)


def dangling(root: Path, outside: Path) -> None:
    root.mkdir()
    (root / "records").symlink_to(outside / "nowhere")


def a_file(root: Path, outside: Path) -> None:
    root.mkdir()
    (root / "records").write_text(SECRET)


def inside(root: Path, outside: Path) -> None:
    root.mkdir()
    outside.rename(root / "elsewhere")
    (root / "records").symlink_to("elsewhere")


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder of somebody else, with what might be records."""
    folder = tmp_path / "outside"
    (folder / "members").mkdir(parents=True)
    (folder / "members/x.md").write_text(f"---\nname: X\n{SECRET}: 1\n---\n{SECRET}\n")
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_goes_there(
    tmp_path: Path, outside: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    linked(society := tmp_path / "society", outside)
    monkeypatch.chdir(society)
    before = files_below(tmp_path)
    paths = {"OUT": str(tmp_path / "out"), "FILE": str(ROOT / "README.md")}
    refused(balintrec(*(paths.get(word, word) for word in command.split()), root=None))
    assert files_below(tmp_path) == before


@pytest.mark.parametrize("put", [linked, dangling, a_file, inside])
def test_neither_link_nor_file_is_a_folder(
    tmp_path: Path, outside: Path, monkeypatch: pytest.MonkeyPatch, put: Callable[[Path, Path], None]
) -> None:
    put(society := tmp_path / "society", outside)
    refused(balintrec("check", root=society))
    (society / "docs").mkdir()
    monkeypatch.chdir(society / "docs")
    refused(balintrec("status", root=None))
    ran = balintrec("federation", str(society), root=None)
    assert ran.code == 2 and SECRET not in ran.out + ran.err


def refused(ran: Ran) -> None:
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1), ran
    assert '"records" in ' in ran.err
    assert SECRET not in ran.err


def test_an_answer_of_before_is_not_repeated(tmp_path: Path) -> None:
    clone = society_in_git(tmp_path / "society")
    assert as_user("check", folder=clone.top).code == as_user("check", folder=clone.top).code == 0
    (clone.top / "records").rename(tmp_path / "records")
    (clone.top / "records").symlink_to(tmp_path / "records")
    refused(as_user("check", folder=clone.top))
    refused(as_user("status", folder=clone.top))


@pytest.mark.parametrize("below", ["records", "records/members"])
def test_nothing_behind_it_is_completed(tmp_path: Path, outside: Path, below: str) -> None:
    link = tmp_path / "society" / below
    link.parent.mkdir(parents=True)
    link.symlink_to(outside / below.removeprefix("records").strip("/"))
    environment = {
        "_BALINTREC_COMPLETE": "bash_complete",
        "COMP_WORDS": "balintrec status ",
        "COMP_CWORD": "2",
    }
    assert "x" not in as_user(environment=environment, folder=tmp_path / "society").out.split(",")
