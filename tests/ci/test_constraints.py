"""The versions that the tests were last run with, and the job that looks for newer ones."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.ci.pipeline import Runner, Yaml, commit, git, read, write
from tests.sample import ROOT

CONSTRAINTS = "constraints.txt"
PINS = [line for line in (ROOT / CONSTRAINTS).read_text("utf-8").splitlines() if not line.startswith("#")]


def plain(name: str) -> str:
    """A name as all registries write it."""
    return re.sub("[-_.]+", "-", name).lower()


def wanted() -> set[str]:
    """Every package that pyproject.toml names, for the product, its extras and its tests."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    return {plain(re.split(r"[\s<>=!~;\[]", one)[0]) for named in groups for one in named} - {"balintrec"}


def test_constraints_are_names_and_exact_versions_alone() -> None:
    assert [line for line in PINS if not re.fullmatch(r"[A-Za-z][\w.-]*==\d[\w.!+]*", line)] == []
    names = [plain(line.partition("==")[0]) for line in PINS]
    assert len(names) == len(set(names))


def test_everything_that_is_asked_for_is_pinned() -> None:
    assert wanted() - {plain(line.partition("==")[0]) for line in PINS} == set()


@pytest.fixture(scope="module")
def newest() -> list[Yaml]:
    """The steps of the weekly job."""
    said = read((ROOT / ".github/workflows/tests.yml").read_text("utf-8"))
    assert said[True]["schedule"]  # YAML takes the key `on` for yes
    steps: list[Yaml] = said["jobs"]["newest"]["steps"]
    return [step for step in steps if "run" in step]


@pytest.fixture
def machine(tmp_path: Path) -> Runner:
    """A repository in which one release is newer, and a gate that does not pass with it."""
    made = f"printf 'a==1\\nb==3\\n' > {CONSTRAINTS}"
    gate = "echo all kinds of lines; echo 'FAILED tests/test_b.py::test_b - assert 3 == 2'; exit 1"
    repository = write(
        tmp_path / "checkout", {CONSTRAINTS: "a==1\nb==2\n", ".ci/constraints": made, ".ci/run": gate}
    )
    for name in (".ci/constraints", ".ci/run"):
        (repository / name).write_text(f"#!/bin/sh\n{(repository / name).read_text('utf-8')}\n", "utf-8")
        (repository / name).chmod(0o755)
    git(repository, "init", "--quiet")
    commit(repository, "As it was")
    runner = Runner(repository, tmp_path / "machine")
    runner.prepare()
    return runner


def test_weekly_job_says_what_is_newer_and_what_broke(newest: list[Yaml], machine: Runner) -> None:
    assert [machine.run(step["run"]).returncode for step in newest] == [0, 1, 0]
    assert machine.summary.read_text("utf-8") == (
        "### Newer than constraints.txt\n\n```diff\n-b==2\n+b==3\n```\n"
        "\n### What broke\n\n```text\nFAILED tests/test_b.py::test_b - assert 3 == 2\n```\n"
    )


def test_weekly_job_says_that_nothing_is_newer(newest: list[Yaml], machine: Runner) -> None:
    write(machine.checkout, {".ci/constraints": "#!/bin/sh\n"})
    assert machine.run(newest[0]["run"]).returncode == 0
    assert "```diff\nnothing\n```" in machine.summary.read_text("utf-8")
