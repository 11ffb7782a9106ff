"""Small societies on the disk, each in a git repository of its own, and each a little different."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from random import Random

from tests.pathway.societies import Hat, a_society, as_files

AT = "2026-01-31T12:00:00+00:00"
WHO = {
    "GIT_AUTHOR_NAME": "Sana Malik",
    "GIT_AUTHOR_EMAIL": "sana@example.org",
    "GIT_COMMITTER_NAME": "Sana Malik",
    "GIT_COMMITTER_EMAIL": "sana@example.org",
    "GIT_AUTHOR_DATE": AT,
    "GIT_COMMITTER_DATE": AT,
}


def git(folder: Path, *arguments: str) -> str:
    """What git prints, in a folder."""
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env={**os.environ, **WHO}, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def society(folder: Path, seed: int) -> Path:
    """A society drawn by its number; every fourth has a file that cannot be read as a record."""
    files = as_files(a_society(Hat(seed)))
    name = f"Society {seed}"
    files["records/society.md"] = f"---\nname: {name}\ntime-zone: Europe/London\n---\n".encode()
    if seed % 4 == 3:
        files["records/members/broken.md"] = b"---\nname: Nobody\n"
    for path, data in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Begin")
    return folder


def federation(folder: Path, count: int, seed: int = 0) -> list[str]:
    """So many societies below a folder, in an order of chance; their roots."""
    roots = [str(society(folder / f"society-{number:02}", seed + number)) for number in range(count)]
    Random(seed).shuffle(roots)
    return roots
