"""What is measured: floors, balintrec, peers; each a row with one command for every size."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks import peers
from benchmarks.fast_import import git, settle
from benchmarks.given import BRANCH, CHANGED, Society, branch, later
from benchmarks.measure import Command, run

ON = "2026-11-23"
"""Everything is judged on this day."""

PYTHON = "bare Python start"
GIT = "git status"
STAT = "stat of all files (find)"
READ = "reading all files in Python (os.read)"
COLD = "balintrec check, cold"
WARM = "balintrec check, warm"
ONE = "balintrec check, one record changed"
STATUS = "balintrec status of one member"
STATUS_AGAIN = "balintrec status of one member, repeated"
REVIEW = f"balintrec review of {CHANGED} changed records"
REVIEW_AGAIN = f"balintrec review of {CHANGED} changed records, repeated"
HELP = "balintrec --help"
COMPLETION = "balintrec, shell completion"
FLOORS = (PYTHON, GIT, STAT, READ)
OURS = (COLD, WARM, ONE, STATUS, STATUS_AGAIN, REVIEW, REVIEW_AGAIN, HELP, COMPLETION)


class Row(NamedTuple):
    """One thing that is measured at one size."""

    name: str
    command: Command | None
    """None: not installed, or not run at this size; ``remark`` says which."""
    before: Callable[[], None] | None = None
    """What is done before each run, unmeasured."""
    counted: bool = False
    """Whether its instructions are counted too."""
    remark: str = ""


def floors(made: Society) -> list[Row]:
    """What nobody can go below on this machine."""
    here = made.folder
    find = ("find", "records", "-type", "f", "-size", "+100000k")
    read = (sys.executable, str(Path(__file__).with_name("read_all.py")), "records")
    return [
        Row(PYTHON, Command((sys.executable, "-c", "pass"), here), counted=True),
        Row(GIT, Command(("git", "status", "--porcelain"), here)),
        Row(STAT, Command(find, here)) if shutil.which("find") else Row(STAT, None, remark="not installed"),
        Row(READ, Command(read, here), counted=True),
    ]


def balintrec(made: Society) -> list[Row]:
    """What balintrec does, each from the state that its name says."""
    program = _program()
    here, session, member = made.folder, made.session, made.member
    committed = session.read_text(encoding="utf-8")
    check = Command((*program, "check", "--quiet", "--on", ON), here)
    caches = _knows(program, "--no-cache")
    cold = check._replace(words=(*check.words, "--no-cache")) if caches else check
    remark = "" if caches else "this version keeps nothing between runs, so that every check is cold"

    checked = False

    def unchanged() -> None:
        """The work tree as it was committed, and a check of it done."""
        nonlocal checked
        if checked and session.read_text(encoding="utf-8") == committed:
            return
        session.write_text(committed, encoding="utf-8")
        # What was written a moment ago may be written again in the same moment, so neither git nor a check relies
        # on it; a while later git writes its index anew, and then all is quiet.
        settle(here)
        git(here, "status")
        time.sleep(1.1)
        run(check)
        checked = True

    def changed() -> None:
        """After a check of what is committed, one session's minutes, as they never were before."""
        unchanged()
        text = later(committed, 1 + time.time_ns() % 20)
        session.write_text(f"{text}Corrected, {time.time_ns()}.\n", encoding="utf-8")

    status = Command((*program, "status", member, "--on", ON), here)
    review = Command((*program, "review", "main", BRANCH, "--on", ON), here)

    def asked(command: Command) -> Callable[[], None]:
        """A check done, and after it the same question asked."""

        def ask() -> None:
            unchanged()
            run(command)

        return ask

    def not_asked() -> None:
        """A check done, and nothing else asked since the society was as it is."""
        nonlocal checked
        unchanged()
        shutil.rmtree(here / ".git" / "balintrec" / "answers", ignore_errors=True)
        checked = False

    def proposed() -> None:
        """A branch as it never was before, and a check of what it went out from."""
        nonlocal checked
        unchanged()
        branch(here, 1 + time.time_ns() % 20, f"Corrected, {time.time_ns()}.\n")
        checked = False  # there is more in the repository now, and a check asks git once more

    asks = (("_BALINTREC_COMPLETE", "bash_complete"), ("COMP_WORDS", "balintrec sta"), ("COMP_CWORD", "1"))
    return [
        Row(COLD, cold, unchanged, counted=True, remark=remark),
        Row(WARM, check, unchanged, counted=True),
        Row(ONE, check, changed, counted=True),
        Row(STATUS, status, not_asked, counted=True),
        Row(STATUS_AGAIN, status, asked(status), counted=True),
        Row(REVIEW, review, proposed, counted=True),
        Row(REVIEW_AGAIN, review, asked(review), counted=True),
        Row(HELP, Command((*program, "--help"), here), counted=True),
        Row(COMPLETION, Command(program, here, asks), counted=True),
    ]


def _program() -> tuple[str, ...]:
    own = Path(sys.executable).with_name("balintrec")
    return (str(own),) if own.exists() else (sys.executable, "-m", "balintrec")


def _knows(program: tuple[str, ...], option: str) -> bool:
    help = subprocess.run([*program, "check", "--help"], capture_output=True, text=True, check=True).stdout
    return option in help


def beside(made: Society, inputs: Path, programs: Path | None) -> list[Row]:
    """The peers, each on as many pieces of its own; the loop on the very same records."""
    return [_loop(made, programs), *(_peer(one, made.records, inputs, programs) for one in peers.ALL)]


def _loop(made: Society, programs: Path | None) -> Row:
    python = peers.program("python", programs) if programs else sys.executable
    script = str(Path(__file__).with_name("loop.py"))
    return Row(peers.LOOP, Command((str(python), script, os.curdir), made.folder), counted=True)


def _peer(one: peers.Peer, pieces: int, inputs: Path, programs: Path | None) -> Row:
    found = peers.program(one.program, programs)
    if found is None:
        return Row(one.name, None, remark="not installed")
    if pieces > one.most:
        return Row(one.name, None, remark=f"run up to {one.most:,} {one.pieces}")
    counted = one.program in ("bean-check", "hledger")
    return Row(one.name, peers.command(one, found, pieces, inputs), counted=counted)
