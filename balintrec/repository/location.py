"""Finds the repository of a society, once, and says whether this clone holds all of its history."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from balintrec.errors import BalintrecError
from balintrec.repository.git import Answer, Program, printable


@dataclass(frozen=True, slots=True)
class Place:
    """Where a repository is, and the society in it."""

    top: Path
    git_dir: Path
    prefix: str
    """From the top to the society's root: empty, or ending with ``/``."""
    shallow: bool


def find(root: Path) -> Place:
    """The repository around a society's root. Raises `BalintrecError` in plain words."""
    root = root.resolve()
    if not root.is_dir():
        raise BalintrecError(f"{root} is not a folder")
    answer = Program(root).ask(
        "rev-parse",
        "--is-shallow-repository",
        "--is-inside-work-tree",
        "--show-toplevel",
        "--absolute-git-dir",
    )
    if answer.status:
        raise BalintrecError(_why_not(root, answer))
    shallow, inside, *folders = answer.output.decode("utf-8", "surrogateescape").splitlines()
    if len(folders) != 2 or inside != "true":
        raise BalintrecError(
            f"the repository around {root} cannot be used: move it to a plainly named folder"
        )
    top, git_dir = (Path(folder) for folder in folders)
    if not (root.is_relative_to(top) and _belongs(top, git_dir)):
        raise BalintrecError(_BARE.format(root=root))
    parts = root.relative_to(top).parts
    return Place(top, git_dir, "".join(f"{part}/" for part in parts), shallow == "true")


_BARE = "{root} lies in a bare repository, or in a folder made to look like one; use a clone that has files"


def _why_not(root: Path, answer: Answer) -> str:
    complaint = answer.complaint
    if "dubious ownership" in complaint:
        where = next((line for line in complaint.splitlines() if "safe.directory" in line), "").strip()
        command = where or f"git config --global --add safe.directory {root}"
        return f"the repository around {root} belongs to another user; if you trust it: {printable(command)}"
    if "bare repository" in complaint or "must be run in a work tree" in complaint:
        return _BARE.format(root=root)
    if "not a git repository" in complaint:
        return f"{root} is not in a git repository; start one there with: git init"
    return f"the repository around {root} cannot be read: {answer.reason}"


def _belongs(top: Path, git_dir: Path) -> bool:
    """Whether the git folder was found through ``.git`` at the top, as in a clone, a worktree or a submodule.

    A folder of the tree that holds what a git folder holds could say otherwise; old versions of git believe it.
    """
    door = top / ".git"
    if door.is_dir():
        return door.samefile(git_dir)
    try:
        said = door.read_text(encoding="utf-8", errors="surrogateescape").removeprefix("gitdir:").strip()
        return (top / said).samefile(git_dir)
    except OSError:
        return False


_PROMISED = r"^(remote\..*\.promisor|extensions\.partialclone)$"
"""Settings of a clone that was once made without all of the contents."""


class Completeness:
    """What is missing in a clone, asked once and only when it matters."""

    def __init__(self, program: Program, shallow: bool) -> None:
        self._program = program
        self._shallow = shallow

    @cached_property
    def partial(self) -> bool:
        """Whether contents may be missing."""
        return bool(self._program.ask("config", "--get-regexp", _PROMISED).output)

    @cached_property
    def incomplete(self) -> str | None:
        """One line that says how to fetch the rest; None if nothing is missing."""
        commands = ["git fetch --unshallow"] if self._shallow else []
        if self.partial and (self._shallow or self._lacks_contents()):
            commands.append("git fetch --refetch --no-filter")
        if not commands:
            return None
        return f"this clone does not hold the whole history; fetch the rest with: {' && '.join(commands)}"

    def read(self, *arguments: str, given: bytes = b"") -> bytes:
        """What git prints. Raises `BalintrecError`, with how to fetch the rest, when it fails."""
        answer = self._program.ask_of_commits(*arguments, given=given)
        if answer.status:
            raise self.failure(f"the history cannot be read: {answer.reason}")
        return answer.output

    def failure(self, said: str, otherwise: str = "") -> BalintrecError:
        """What went wrong, with how to fetch the rest where that may be why, else with another remedy."""
        return BalintrecError("; ".join(part for part in (said, self.incomplete or otherwise) if part))

    def _lacks_contents(self) -> bool:
        answer = self._program.ask("rev-list", "--objects", "--missing=print", "--all", "--")
        return answer.status != 0 or answer.output.startswith(b"?") or b"\n?" in answer.output
