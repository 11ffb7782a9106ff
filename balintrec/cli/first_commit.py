"""The part of git in ``init``: a repository around a new society, a name to commit under, and the first commit."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from balintrec.repository.first_commit import Author

_BY_HAND = 'git add . && git commit -m "Begin the society"'


def author_for(root: Path) -> Author | None:
    """Whose name to keep for a repository, asked for at a terminal; None where git knows one, or nobody can answer."""
    from balintrec.cli.prompts import on_terminal
    from balintrec.cli.terminal import report
    from balintrec.repository.first_commit import Author, author, knows_author

    if not shutil.which("git") or not on_terminal() or knows_author(root):
        return None
    report(
        ["Every change is kept with the name of the person who made it. Your name is kept for this society."]
    )
    name = _asked("your name (such as Nadia Iqbal)", lambda text: author(f"{text} <a@b>").name)
    email = _asked(
        "your e-mail address (such as nadia@example.org)", lambda text: author(f"a <{text}>").email
    )
    return Author(name, email)


def committed(root: Path, texts: Mapping[str, str], who: Author | None) -> list[str]:
    """Make a repository of a new society and commit these files of it; what was done, or is left to do."""
    from balintrec.repository import first_commit

    if not shutil.which("git"):
        return [
            f"not committed: git was not found; install it, then in that folder: git init -b main && {_BY_HAND}"
        ]
    own = os.path.lexists(root / ".git")
    if not own and first_commit.in_repository(root):
        return [f"not committed: that folder is in a git repository already; commit there: {_BY_HAND}"]
    if not own:
        first_commit.make(root)
    if who:
        first_commit.keep_author(root, who)
    if not first_commit.knows_author(root):
        return [
            "not committed: git does not know your name; in that folder: "
            f'git config user.name "Your Name" && git config user.email you@example.org && {_BY_HAND}'
        ]
    commit = first_commit.commit_first(root, texts)
    return [f"committed as {commit[:12]}"] if commit else []


def _asked(said: str, understood: Callable[[str], str]) -> str:
    """One answer, asked for until it is one."""
    from balintrec.errors import BalintrecError

    def read(text: str) -> str:
        try:
            return understood(text)
        except BalintrecError:
            raise click.UsageError("write it as in the example") from None

    answer: str = click.prompt(said, value_proc=read)
    return answer
