"""What is not needed is not loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

import balintrec
from balintrec.cli.complete import NOUNS
from balintrec.cli.program import COMMANDS, IMPORTS, program
from balintrec.model import KINDS
from tests.cli.running import as_user
from tests.sample import ROOT

HEAVY = {
    "pydantic",
    "pydantic_core",
    "jinja2",
    "yaml",
    "frontmatter",
    "git",
    "python_calamine",
    "balintrec.model",
}


def loaded_by(code: str, **environment: str) -> set[str]:
    """The modules that some code leaves loaded."""
    report = "import atexit, sys; atexit.register(lambda: print('\\n'.join(sys.modules), file=sys.stderr)); "
    done = subprocess.run(
        [sys.executable, "-c", report + code],
        cwd=ROOT,
        env={"PATH": "", "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )
    return set(done.stderr.split())


RUN = "from balintrec.cli import run; run({})"


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["-h"], ["check", "--help"], ["status", "--help"], ["new", "--help"], ["import", "--help"]],
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    loaded = loaded_by(RUN.format(arguments))
    assert "balintrec.cli.program" in loaded
    assert not HEAVY & loaded


@pytest.mark.parametrize(
    "words",
    [
        "balintrec ",
        "balintrec st",
        "balintrec status h",
        "balintrec new s",
        "balintrec explain in",
        "balintrec explain S",
        "balintrec new member --set n",
        "balintrec init --policy p",
    ],
)
def test_completion_loads_nothing_heavy(words: str) -> None:
    count = str(len(words.split(" ")) - 1)
    loaded = loaded_by(
        RUN.format([]), _BALINTREC_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=count
    )
    assert "click.shell_completion" in loaded
    assert not HEAVY & loaded


def test_package_loads_neither_pydantic_nor_click() -> None:
    loaded = loaded_by("import balintrec")
    assert "balintrec" in loaded
    assert not {*HEAVY, "click", "dataclasses", "typing"} & loaded


def test_package_hands_on_its_names() -> None:
    assert all(getattr(balintrec, name) is not None for name in balintrec.__all__)
    assert set(balintrec.__all__) == set(dir(balintrec))
    assert callable(balintrec.check)
    assert callable(balintrec.standing)
    with pytest.raises(AttributeError, match="no_such_name"):
        balintrec.no_such_name  # noqa: B018


@pytest.mark.parametrize("name", COMMANDS)
def test_table_of_commands_names_what_there_is(name: str) -> None:
    ran = as_user(name, "--help")
    assert ran.code == 0
    assert f" balintrec {name} " in ran.out.splitlines()[0]


def test_table_of_imports_names_what_there_is() -> None:
    ran = as_user("import", "attendance", "--help")
    assert (ran.code, list(IMPORTS)) == (0, ["attendance", "members"])


def test_help_lists_every_command_with_its_line() -> None:
    text = " ".join(as_user("--help").out.split())
    assert all(f"{name} {line}" in text for name, (_, line) in COMMANDS.items())
    assert program.name == "program"


def test_completion_offers_every_kind() -> None:
    assert {model.noun for model in KINDS.values()} == set(NOUNS)
