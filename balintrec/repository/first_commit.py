"""A society's first commit, for people who have never used git: the repository is made, and a name is kept for it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from balintrec.errors import BalintrecError
from balintrec.repository.git import Program
from balintrec.repository.repository import Repository

BRANCH = "main"
FIRST = "Begin the society"
"""The message of the first commit."""
_AUTHOR = re.compile(r"\s*([^<>\r\n]*\w[^<>\r\n]*?)\s*<\s*([^\s<>@]+@[^\s<>@]+)\s*>\s*")


class Author(NamedTuple):
    """Under whose name the history of a society is written."""

    name: str
    email: str


def author(text: str) -> Author:
    """``Nadia Iqbal <nadia@example.org>`` in its parts. Raises `BalintrecError`."""
    match = _AUTHOR.fullmatch(text)
    if not match:
        raise BalintrecError(
            f'"{text}" is not a name with an e-mail address; '
            'write it like this: "Nadia Iqbal <nadia@example.org>"'
        )
    return Author(match[1], match[2])


def knows_author(folder: Path) -> bool:
    """Whether git knows, in this folder, whose name to write. A name that it only guesses is none."""
    program = Program(folder)
    asked = ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT")
    return not any(program.ask("-c", "user.useConfigOnly=true", "var", who).status for who in asked)


def in_repository(root: Path) -> bool:
    """Whether a folder is in a git repository, be it one that cannot be used."""
    return any(os.path.lexists(folder / ".git") for folder in (root, *root.parents))


def make(root: Path) -> None:
    """Make a repository of a folder. Raises `BalintrecError` where git cannot."""
    # Not with --initial-branch: git has had that option since 2.28 only.
    for command in (("init", "--quiet"), ("symbolic-ref", "HEAD", f"refs/heads/{BRANCH}")):
        answer = Program(root).write(*command)
        if answer.status:
            raise BalintrecError(f"git {command[0]} failed: {answer.reason}")


def keep_author(root: Path, who: Author) -> None:
    """Let git write this name in this one repository, and in no other."""
    for key, value in who._asdict().items():
        Program(root).write("config", f"user.{key}", value)


def commit_first(root: Path, texts: Mapping[str, str]) -> str | None:
    """Commit those of these files that hold these texts; the commit's id, None where there is nothing to commit."""
    with Repository.open(root).transaction(FIRST) as change:
        for path, text in texts.items():
            change.written(path, text)
    return change.commit
