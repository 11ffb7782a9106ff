"""Files that git keeps and has not put into the work tree: a sparse checkout, or a bit that somebody set."""

from __future__ import annotations

import os
from pathlib import Path

from balintrec.errors import BalintrecError
from balintrec.source import RECORDS


def hidden(root: Path, below: str = RECORDS) -> tuple[str, ...]:
    """The paths of files that are hidden below a folder of a society; none outside git.

    git is only asked where its index can hold such a mark at all, so that most pay for eight bytes.
    """
    door = next((folder / ".git" for folder in (root, *root.parents) if (folder / ".git").exists()), None)
    if door is None or not _may_hide(door):
        return ()
    from balintrec.repository.git import Program

    try:
        answer = Program(root).ask("ls-files", "-t", "-z", "--", below)
    except BalintrecError:  # there is no git here to have hidden anything
        return ()
    lines = answer.output.decode("utf-8", "surrogateescape").split("\0")
    marked = (line[2:] for line in lines if line.startswith("S "))
    return tuple(path for path in marked if not os.path.lexists(root / path))


def refuse_if_hidden(root: Path, below: str = RECORDS) -> None:
    """Raises `BalintrecError` where a part is hidden: what is written might not fit to it."""
    found = hidden(root, below)
    if found:
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        raise BalintrecError(
            f"nothing is written: git has not checked out all files here ({found[0]}{more}); "
            "get them with: git sparse-checkout disable"
        )


def _may_hide(door: Path) -> bool:
    """Whether the index may hold the mark: it came with the third version of its format."""
    try:
        if door.is_file():  # of a worktree or a submodule, whose index lies elsewhere
            door = door.parent / os.fsdecode(door.read_bytes().removeprefix(b"gitdir:").strip())
        with (door / "index").open("rb") as file:
            head = file.read(8)
    except OSError:
        return False
    return head[4:8] > b"\0\0\0\2" or any(door.glob("sharedindex.*"))
