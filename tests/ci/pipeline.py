"""What the files for GitHub and GitLab say, and their shell steps run as they are written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from balintrec.scaffold.ci import ci_files
from tests.sample import ROOT

Yaml = dict[Any, Any]
PIN = f"balintrec==0.1.0 --hash=sha256:{'0' * 64}"
"""Which balintrec the files install."""


@cache
def files(service: str) -> dict[str, str]:
    """What `init` writes for a service."""
    return ci_files(service, PIN)


def read(text: str) -> Any:
    """A YAML file as the services read it."""
    return yaml.safe_load(text)


def workflow(name: str) -> Yaml:
    """A workflow for GitHub that `init` writes."""
    found: Yaml = read(files("github")[f".github/workflows/{name}.yml"])
    return found


def write(folder: Path, texts: Mapping[str, str]) -> Path:
    """Put files into a folder."""
    for path, text in texts.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def tool(name: str) -> str:
    """A program that stands beside Python or on the path; the test is skipped where it is not to be had."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.is_file() else shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not installed here")
    return found


def git(folder: Path, *arguments: str, day: str = "2026-11-23") -> str:
    """Run git as nobody in particular, on a fixed day."""
    who = {"NAME": "Nadia Iqbal", "EMAIL": "nadia@indus.example", "DATE": f"{day}T10:00:00+0500"}
    environment = {
        f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()
    }
    done = subprocess.run(
        [tool("git"), "-c", "init.defaultBranch=main", *arguments],
        cwd=folder,
        env={**os.environ, **environment, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@dataclass
class Runner:
    """A folder with a checkout, and what a service's machine has around it."""

    checkout: Path
    place: Path
    expressions: Mapping[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> Path:
        return self.place / "summary.md"

    def prepare(self) -> None:
        """Programs that the steps call: balintrec itself, and a pip that only notes what it is to build and install."""
        programs = self.place / "bin"
        programs.mkdir(parents=True)
        (self.place / "temp").mkdir()
        (programs / "balintrec").symlink_to(tool("balintrec"))
        (programs / "pip").write_text(
            "#!/bin/sh\n"
            'while [ "$#" -gt 1 ]; do [ "$1" = --wheel-dir ] && wheels=$2; shift; done\n'
            f'cat "$1" >> "{self.place}/installed"\n'
            '[ -z "$wheels" ] || { mkdir -p "$wheels"; echo "# a wheel" > "$wheels/balintrec.whl"; }\n'
        )
        (programs / "pip").chmod(0o755)

    def environment(self, given: Mapping[str, str]) -> dict[str, str]:
        """The variables of a step; nothing of who runs the test but where programs are."""
        return {
            "PATH": f"{self.place}/bin{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.place),
            "LANG": "C.UTF-8",
            "GIT_CONFIG_NOSYSTEM": "1",
            "RUNNER_TEMP": str(self.place / "temp"),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            **{key: self.evaluated(value) for key, value in given.items()},
        }

    def evaluated(self, text: str) -> str:
        """A text with the service's expressions replaced; one that a test does not know is a failure."""
        return re.sub(r"\$\{\{ (.+?) \}\}", lambda found: self.expressions[found[1]], text)

    def run(self, script: str, given: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """Run a step's script in the checkout, as the services run it."""
        assert "${{" not in script, "an expression in a script is an injection"
        return subprocess.run(
            [tool("bash"), "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.checkout,
            env=self.environment(given or {}),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


def sample_repository(folder: Path, branch: str = "main") -> Path:
    """The society of `records/` as a repository with one commit, and the files for GitHub."""
    folder.mkdir(parents=True)
    shutil.copytree(ROOT / "records", folder / "records")
    write(folder, files("github"))
    git(folder, "init", "--quiet")
    git(folder, "symbolic-ref", "HEAD", f"refs/heads/{branch}")
    commit(folder, "The records")
    return folder


def commit(folder: Path, message: str, day: str = "2026-11-23") -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message, day=day)
