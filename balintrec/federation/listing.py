"""The list of societies: one folder a line, with a name after an equals sign where one is wanted."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Listed(NamedTuple):
    """One line of the list."""

    line: int
    folder: str
    """As it is written there."""
    name: str
    """After the equals sign; empty where there is none."""
    root: str
    """The folder from the top of the disk, links followed."""
    problem: str = ""
    """Why it is not looked at."""


def listed(text: str, base: Path) -> tuple[Listed, ...]:
    """Every line that names a folder, in order; ``base`` is the folder from which they are named.

    Empty lines, and lines that begin with ``#``, say nothing. A folder that was there before, by whatever
    way it is written, is a line with a problem.
    """
    first: dict[str, int] = {}
    found = []
    for number, folder, name in _lines(text):
        root, problem = _resolved(folder, base)
        if not problem and first.setdefault(root, number) != number:
            problem = f"listed twice: line {first[root]} names the same folder"
        found.append(Listed(number, folder, name, root, problem))
    return tuple(found)


def _lines(text: str) -> Iterator[tuple[int, str, str]]:
    # Not `splitlines`, which takes letters for line breaks that no editor counts as such.
    for number, line in enumerate(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"), 1):
        folder, _, name = line.partition(" = ")
        if folder.strip() and not folder.lstrip().startswith("#"):
            yield number, folder.strip(), name.strip()


def _resolved(folder: str, base: Path) -> tuple[str, str]:
    """Where a folder is; or why it cannot be anywhere."""
    if "\0" in folder:
        return folder, "no folder can have this name"
    try:
        return os.path.realpath(base / Path(folder).expanduser()), ""
    except (OSError, RuntimeError, ValueError):  # a name too long, nobody's home, half a letter
        return folder, "no folder can have this name"
