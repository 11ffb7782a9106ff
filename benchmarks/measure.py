"""One command, run and measured: how long, how much memory the largest of its processes took, how it ended."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import NamedTuple

PATIENCE = 900
"""After so many seconds a command is given up."""
SMALL = """
import os, sys, time
begun = time.perf_counter()
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, used = os.wait4(child, 0)
took = time.perf_counter() - begun
os.write(2, b"\\n%.6f %d %d" % (took, used.ru_maxrss, os.waitstatus_to_exitcode(status)))
"""
"""What starts the command: a process of its own, and a small one, because a child is counted with its parent's size
until it has become another program."""


class Command(NamedTuple):
    """What is run, where, and with what besides in the environment."""

    words: tuple[str, ...]
    folder: Path
    besides: tuple[tuple[str, str], ...] = ()
    ends: tuple[int, ...] = (0,)
    """The exit codes with which it has done its work."""


class Run(NamedTuple):
    """One run of a command."""

    seconds: float
    megabytes: float
    """The largest of its processes at its largest."""


class Failed(Exception):
    """A command that did not do its work; says why in one line."""


def environment(command: Command) -> dict[str, str]:
    """The environment of what is measured: bytecode may be written and kept, as on anybody's machine."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    # No pager, no colours, no questions.
    return {**kept, "GIT_CONFIG_NOSYSTEM": "1", "NO_COLOR": "1", "TERM": "dumb", **dict(command.besides)}


def run(command: Command) -> Run:
    """Run a command to its end. Raises `Failed` if it cannot be run, takes too long or does not do its work."""
    starter = [sys.executable, "-I", "-S", "-c", SMALL, *command.words]
    with TemporaryFile() as said:
        with subprocess.Popen(
            starter,
            cwd=command.folder,
            env=environment(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            start_new_session=True,
        ) as process:
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                raise Failed(f"not done after {PATIENCE} s") from None
        said.seek(0)
        lines = said.read().decode(errors="replace").splitlines()
    if process.returncode:
        raise Failed(f"cannot be run: {_last(lines)}")
    seconds, kilobytes, code = lines[-1].split()
    if int(code) not in command.ends:
        raise Failed(f"ended with {code}: {_last(lines[:-1])}")
    return Run(float(seconds), int(kilobytes) / 1024)


def _last(lines: list[str]) -> str:
    return next((line.strip() for line in reversed(lines) if line.strip()), "without a word")


def instructions(command: Command) -> int | None:
    """How many instructions a command takes, of itself and its children; None where nothing can count them.

    A processor's own counter is asked first, and valgrind where there is none, as on most rented machines. The command
    is run once, so that it finds what it would find unmeasured. Raises `Failed` if it does not do its work.
    """
    if _has_counter():
        return _by_perf(command)
    return _by_valgrind(command) if shutil.which("valgrind") else None


@cache
def _has_counter() -> bool:
    nothing = Command((sys.executable, "-c", "pass"), Path.cwd())
    try:
        return bool(shutil.which("perf")) and _by_perf(nothing) is not None
    except Failed:
        return False


def _by_perf(command: Command) -> int | None:
    said = _heard(command, ["perf", "stat", "-x,", "-e", "instructions:u"])
    found = re.search(r"^(\d+),[^,]*,instructions", said, re.MULTILINE)
    return int(found[1]) if found else None


def _by_valgrind(command: Command) -> int | None:
    with TemporaryDirectory() as folder:
        out = f"--callgrind-out-file={folder}/%p"
        said = _heard(command, ["valgrind", "--tool=callgrind", "--trace-children=yes", out])
    counts = [int(number) for number in re.findall(r"Collected : (\d+)", said)]
    return sum(counts) if counts else None


def _heard(command: Command, counter: list[str]) -> str:
    """What is said on standard error under a counter. Python's hashes are fixed: the count is to be the same twice."""
    done = subprocess.run(
        [*counter, *command.words],
        cwd=command.folder,
        env={**environment(command), "PYTHONHASHSEED": "0"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode not in command.ends:
        raise Failed(f"ended with {done.returncode} while it was counted")
    return done.stderr
