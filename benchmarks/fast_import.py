"""Entries into git: blobs as they come, then few commits, and the work tree written by git itself."""

from __future__ import annotations

import os
import subprocess
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from benchmarks.company import KEPT_SINCE
from benchmarks.filing import Entry

HEAP = 8
"""So many records go into one commit, where they are entered as they come: fewer than a policy calls a heap."""
WHO = "Keeper of the Records <records@example.org>"


def environment() -> dict[str, str]:
    """The environment without anybody's settings of git, so that the same records give the same commits."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return {**kept, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def git(folder: Path, *arguments: str) -> str:
    """What git prints."""
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, env=environment(), check=True, capture_output=True, text=True).stdout


def write(folder: Path, entries: Iterable[Entry]) -> str:
    """Make a repository of the entries in an empty folder, with its work tree. Gives the commit's id."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "config", "gc.auto", "0")
    command = ["git", "-C", str(folder), "fast-import", "--quiet", "--done"]
    with subprocess.Popen(command, env=environment(), stdin=subprocess.PIPE) as importing:
        assert importing.stdin
        _history(importing.stdin, entries)
        importing.stdin.close()
    if importing.returncode:
        raise OSError(f"git fast-import ended with {importing.returncode}")
    git(folder, "reset", "-q", "--hard")
    return git(folder, "rev-parse", "HEAD").strip()


def settle(folder: Path) -> None:
    """Let git see that nothing has changed: what was written in the second of its index, it reads again each time."""
    time.sleep(1.1)
    git(folder, "update-index", "-q", "--refresh")


def _history(out: IO[bytes], entries: Iterable[Entry]) -> None:
    """Blobs first; which of them goes into which commit is put down in one file a year meanwhile."""
    years: defaultdict[int, IO[bytes]] = defaultdict(TemporaryFile)
    late: list[tuple[date, str, bytes]] = []
    for mark, entry in enumerate(entries, 1):
        content = entry.text.encode()
        out.write(b"blob\nmark :%d\ndata %d\n%b\n" % (mark, len(content), content))
        line = b"M 100644 :%d %b\n" % (mark, entry.path.encode())
        if entry.day and entry.day >= KEPT_SINCE:
            late.append((entry.day, entry.path, line))
        else:
            years[entry.day.year if entry.day else 0].write(line)
    for place, (year, lines) in enumerate(sorted(years.items())):
        subject = f"Take over the records of {year}" if year else "Begin the society"
        _commit(out, subject, KEPT_SINCE - timedelta(days=len(years) - place))
        lines.seek(0)
        out.writelines(lines)
        lines.close()
    for day, heap in _heaps(late):
        _commit(out, f"Enter {len(heap)} records", day + timedelta(days=2))
        out.writelines(heap)
    out.write(b"done\n")


def _heaps(late: list[tuple[date, str, bytes]]) -> Iterator[tuple[date, list[bytes]]]:
    """What is entered together, and the last day of it: at most so many records, of at most a week."""
    begun, latest, heap = date.min, date.min, list[bytes]()
    for day, _, line in sorted(late):
        if heap and (len(heap) == HEAP or day - begun > timedelta(days=7)):
            yield latest, heap
            heap = []
        begun, latest = begun if heap else day, day
        heap.append(line)
    if heap:
        yield latest, heap


def _commit(out: IO[bytes], subject: str, day: date) -> None:
    when = int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())
    signed = f"{WHO} {when} +0500\n"
    text = (
        f"commit refs/heads/main\nauthor {signed}committer {signed}data {len(subject.encode())}\n{subject}\n"
    )
    out.write(text.encode())
