"""Which modules a run loads: a warm `check` must start and end within two starts of Python."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cache.asking import MEMBERS, ON, settle, society
from tests.cli.test_lazy import HEAVY, RUN, loaded_by
from tests.repository.clone import Clone
from tests.sample import ROOT

pytestmark = pytest.mark.slow

WARM = {
    "balintrec",
    "balintrec.cache",
    "balintrec.cache.output_cache",
    "balintrec.cache.checksum",
    "balintrec.cache.worktree_fingerprint",
    "balintrec.cli",
    "balintrec.repository",
    "balintrec.repository.git_env",
}
"""Of ours; each costs about half a millisecond."""
NEVER = {
    *(
        "click",
        "collections",
        "contextlib",
        "dataclasses",
        "datetime",
        "enum",
        "functools",
        "git",
        "hashlib",
        "jinja2",
    ),
    *("json", "pathlib", "pickle", "pydantic", "re", "shutil", "subprocess", "threading", "typing", "yaml"),
}
"""Of others, that have been in the way of a quick start."""
REPORT = (
    "import os, sys; before, leave = set(sys.modules), os._exit\n"
    "os._exit = lambda code: (print('\\n'.join(set(sys.modules) - before), file=sys.stderr, flush=True), leave(code))\n"
    "from balintrec.cli import main; main()"
)


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    made = society(tmp_path / "society")
    settle(made)
    return made


def loaded(clone: Clone, *arguments: str) -> set[str]:
    """The modules that the program loads beside those with which Python starts (without `site`)."""
    script = f"import sys; sys.path[:0] = {[str(ROOT), *sys.path]!r}\n{REPORT}"
    options = ["--root", str(clone.top), "--on", ON]
    done = subprocess.run(
        [sys.executable, "-S", "-E", "-c", script, *options, *arguments],
        cwd=clone.top,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode in (0, 1), done.stderr
    return {line for line in done.stderr.splitlines() if line and " " not in line}


def of_ours(modules: set[str]) -> set[str]:
    return {name for name in modules if name.split(".")[0] == "balintrec"}


@pytest.mark.parametrize("question", [("check",), ("status",), ("check", "--format", "json")], ids=" ".join)
def test_warm_run(question: tuple[str, ...], clone: Clone) -> None:
    for _ in range(3):  # somebody may be working on a module just now
        loaded(clone, *question)
        modules = loaded(clone, *question)
        if "click" not in modules:
            break
    assert NEVER & modules == set()
    assert of_ours(modules) == WARM
    assert modules - WARM <= {"__future__", "gc", "time", "types", "zlib"}


def test_warm_run_with_findings(clone: Clone) -> None:
    clone.write(f"{MEMBERS}/ola.md", "---\nnome: Ola\n---\n")
    settle(clone)
    test_warm_run(("check",), clone)


def test_after_one_edit_git_library_and_templates_are_not_loaded(clone: Clone) -> None:
    loaded(clone, "check")
    clone.write(f"{MEMBERS}/ola.md", "---\nname: Ola\n---\n")
    assert {"git", "jinja2", "python_calamine"} & loaded(clone, "check") == set()


def test_cold_run_without_a_cache_does_not_unpickle(clone: Clone) -> None:
    modules = loaded(clone, "check", "--no-cache")
    assert "balintrec.cache.parse_cache" not in modules


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["status", "-h"], ["--version"]])
def test_help(arguments: list[str]) -> None:
    modules = loaded_by(RUN.format(arguments))
    forbidden = {
        *HEAVY,
        "balintrec.cache.parse_cache",
        "balintrec.check",
        "balintrec.source",
    }
    assert "click" in modules
    assert (forbidden | {"subprocess", "asyncio"}) & modules == set()


@pytest.mark.parametrize("words", ["balintrec ", "balintrec check ", "balintrec status "])
def test_completion(words: str) -> None:
    modules = loaded_by(
        RUN.format([]),
        _BALINTREC_COMPLETE="bash_complete",
        COMP_WORDS=words,
        COMP_CWORD=str(len(words.split(" ")) - 1),
    )
    assert "click.shell_completion" in modules
    assert {
        *HEAVY,
        "balintrec.check",
        "balintrec.cache.parse_cache",
    } & modules == set()
