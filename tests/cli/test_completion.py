"""Completion of commands and ids, from the names of files alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from balintrec.check import rules
from balintrec.model import KINDS
from balintrec.model.schema import describe
from tests.cli.running import as_user, society

pytestmark = pytest.mark.slow

FILES = {
    "members/ayesha-khan.md": "not even a record",
    "members/old/ayesha-siddiqui.md": "",
    "members/bilal-ahmed.md": "",
    "policies/lahore-2024.md": "",
    "sessions/2024/2024-03-12-lahore.md": "",
}


def offered(folder: Path, *words: str) -> list[str]:
    environment = {
        "_BALINTREC_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(("balintrec", *words)),
        "COMP_CWORD": str(len(words)),
    }
    lines = as_user(folder=folder, environment=environment).out.split()
    return [line.partition(",")[2] for line in lines]


@pytest.mark.parametrize(
    ("words", "offers"),
    [
        (("st",), ["status"]),
        (("status", "ay"), ["ayesha-khan", "ayesha-siddiqui"]),
        (("status", "sidd"), ["ayesha-siddiqui"]),
        (("status", "Ayesha"), ["ayesha-khan", "ayesha-siddiqui"]),
        (("status", "ayesha-khan", "b"), ["bilal-ahmed"]),
        (("explain", "la"), ["lahore-2024"]),
        (("explain", "SES00"), [f"SES00{number}" for number in range(1, 10)]),
        (("explain", "se"), ["session"]),
        (("explain", "pa"), ["pakistan"]),
        (("schema", "se"), ["session"]),
        (("init", "--policy", "pa"), ["pakistan"]),
        (("new", "member", "--set", "pr"), ["profession="]),
        (("new", "policies", "--set", "late"), ["late-entry="]),
        (("new", "nothing", "--set", "late"), []),
        (("new", "se"), ["session"]),
        (("new", "session", "--like", "2024"), ["2024-03-12-lahore"]),
        (("import", "a"), ["attendance"]),
        (("check", "--format", "s"), ["sarif"]),
    ],
)
def test_names_are_offered(tmp_path: Path, words: tuple[str, ...], offers: list[str]) -> None:
    assert offered(society(tmp_path, FILES), *words) == offers


def test_every_code_is_offered(tmp_path: Path) -> None:
    codes = {code for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for code in offered(tmp_path, "explain", letter)}
    assert codes == {rule.code for rule in rules()}


def test_every_key_is_offered(tmp_path: Path) -> None:
    for model in KINDS.values():
        keys = [f"{key.key}=" for key in describe(model)]
        assert offered(tmp_path, "new", model.noun, "--set", "") == keys


def test_outside_a_society_nothing_is_offered(tmp_path: Path) -> None:
    assert offered(tmp_path, "status", "ay") == []


def test_named_society_is_used(tmp_path: Path) -> None:
    root = society(tmp_path / "society", FILES)
    assert offered(tmp_path, "--root", str(root), "status", "b") == ["bilal-ahmed"]
    assert offered(tmp_path, "status", "--root", str(root), "b") == ["bilal-ahmed"]
