"""Asks a society twice, and once without a cache; and waits until what was changed can be told from what comes."""

from __future__ import annotations

import io
import os
import shutil
import time
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from balintrec.cache.output_cache import RecordedRun
from balintrec.cli import run
from tests.cli.running import Ran
from tests.repository.clone import Clone
from tests.rules.past import kept

ON = "2026-11-23"
OLA = "---\nname: Ola Nordmann\n---\n"
MEMBERS = "records/members"
OMAR = f"{MEMBERS}/omar-farooq.md"
QUESTIONS = (("check",), ("status",))


class Asked(NamedTuple):
    """What was said, and whether it was said from the cache."""

    ran: Ran
    repeated: bool


def ask(root: Path | None, *arguments: str, on: str | None = ON) -> Asked:
    """Run a command in this process in the order in which the program does."""
    given = [*(("--root", str(root)) if root else ()), *(("--on", on) if on else ()), *arguments]
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        conversation = RecordedRun(given)
        code = conversation.repeat()
        repeated = code is not None
        code = run(given, conversation) if code is None else code
    return Asked(Ran(code, out.getvalue(), err.getvalue()), repeated)


def agreed(root: Path | None, *arguments: str, on: str | None = ON) -> bool:
    """Assert that a question is answered alike, twice with and once without a cache; whether it was from the cache."""
    first, second = ask(root, *arguments, on=on), ask(root, *arguments, on=on)
    cold = ask(root, arguments[0], "--no-cache", *arguments[1:], on=on)
    assert not cold.repeated
    assert first.ran == cold.ran, (arguments, first.repeated)
    assert second.ran == cold.ran, (arguments, second.repeated)
    assert cold.ran.code in (0, 1, 2), cold.ran.err
    return second.repeated


def all_agreed(root: Path) -> bool:
    """Assert it of every question; whether all were answered from the cache."""
    return sum(agreed(root, *question) for question in QUESTIONS) == len(QUESTIONS)


def settle(*clones: Clone) -> None:
    """Wait until the last change can be told from the next one: by us, and by git, which counts in seconds."""
    time.sleep(0.04)
    for clone in clones:
        index = clone.top / ".git" / "index"
        while index.exists() and _changed(index) // 10**9 >= time.time_ns() // 10**9:
            time.sleep(0.02)


def _changed(file: Path) -> int:
    status = file.stat()
    return max(status.st_mtime_ns, status.st_ctime_ns)


def society(folder: Path) -> Clone:
    """A small society in git whose history is judged, too; the files are older than its index."""
    shutil.copytree(_template(), folder, symlinks=True)
    clone = Clone(folder)
    clone.git("status")  # its index knows the copies now
    return clone


@cache
def _template() -> Path:
    folder = Path(mkdtemp(prefix="balintrec-")) / "society"
    clone = kept(folder, late_entry=60)
    clone.commit("Ola joins", {f"{MEMBERS}/ola.md": OLA, OMAR: (folder / OMAR).read_text() + "More.\n"})
    old = time.time() - 100_000
    for path in sorted((folder / "records").rglob("*.md")):
        os.utime(path, (old, old))
    return folder


def cache_of(clone: Clone) -> Path:
    """The folder of the cache in a clone."""
    return clone.top / ".git" / "balintrec"


def records(clone: Clone) -> list[Path]:
    """The regular files of records, in order."""
    found = (clone.top / "records").rglob("*.md")
    return sorted(path for path in found if path.is_file() and not path.is_symlink())
