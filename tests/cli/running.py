"""Runs the command line: in this process, and as a user does."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from balintrec.cli import run
from tests.sample import ROOT


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


def balintrec(*arguments: str, on: str = "2026-11-23", root: Path | None = ROOT) -> Ran:
    """Run a command in this process, on a fixed day and on the society of the README unless told otherwise."""
    options = [*(("--root", str(root)) if root else ()), "--on", on]
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run([*options, *arguments])
    return Ran(code, out.getvalue(), err.getvalue())


def as_user(
    *arguments: str,
    environment: Mapping[str, str] | None = None,
    folder: Path = ROOT,
    input: str | None = None,
) -> Ran:
    """Run a command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "balintrec", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
        input=input,
        stdin=subprocess.DEVNULL if input is None else None,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def talk(root: Path, arguments: str, *answers: str, on: str = "2024-05-01") -> str:
    """What `new` says on a terminal while these answers are typed, each at a prompt."""
    return converse(root, ["--root", str(root), "--on", on, "new", *arguments.split()], *answers)


def converse(folder: Path, arguments: Sequence[str], *answers: str) -> str:
    """What a command says on a terminal of 80 columns while these answers are typed, each at a prompt."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ["PYTHONPATH"] = str(ROOT)
        os.environ["TERM"] = "xterm"  # without a name, a terminal shows but the end of a long prompt
        os.environ["COLUMNS"] = "80"
        os.chdir(folder)
        os.execv(sys.executable, [sys.executable, "-m", "balintrec", *arguments])
    said = ""
    for answer in answers:
        said += _until_prompt(terminal)
        os.write(terminal, f"{answer}\n".encode())
    said += _until_prompt(terminal)
    os.close(terminal)
    os.waitpid(child, 0)
    return said.replace("\r\n", "\n")


def _until_prompt(terminal: int) -> str:
    said = b""
    while not said.endswith((b"): ", b"]: ")):
        try:
            said += os.read(terminal, 1000)
        except OSError:  # the command has ended
            break
    return said.decode()


def member(name: str = "Sana Malik", **keys: str) -> str:
    """The file of a member."""
    lines = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\nname: {name}\n{lines}---\n"


def society(folder: Path, files: Mapping[str, str]) -> Path:
    """Write a society with these files under records/."""
    (folder / "records").mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        file = folder / "records" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder
