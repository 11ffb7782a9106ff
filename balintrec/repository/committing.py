"""Files first, then one commit of exactly these files; what the user had staged stays staged."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from balintrec import store
from balintrec.errors import BalintrecError
from balintrec.repository.git import Answer, Program, printable
from balintrec.repository.location import Place
from balintrec.repository.transaction import Transaction

_PATIENCE = 3.0
"""Seconds to wait for another git that is at work."""
_UNFINISHED = {"MERGE_HEAD": "merge", "CHERRY_PICK_HEAD": "cherry-pick", "REVERT_HEAD": "revert"}
_LOCK = re.compile(r"'([^'\n]+\.lock)'")


@contextmanager
def transaction(root: Path, place: Place, program: Program, message: str) -> Iterator[Transaction]:
    """See `Repository.transaction`. The society is locked only while the changes are made."""
    if not message.strip() or "\0" in message:
        raise BalintrecError("a commit needs a message that says what it does")
    writer = _Writer(place, program)
    change = Transaction(root, writer.committed)
    yield change
    if not change.paths:
        return
    with store.locked(root):
        writer.refuse_unless_ready()
        change.apply()
        change.commit = writer.commit(message, change.paths, change.present)


class _Writer:
    """Commits to one repository; paths are the society's."""

    def __init__(self, place: Place, program: Program) -> None:
        self._place = place
        self._program = program

    def committed(self) -> frozenset[str]:
        """The paths of the last commit."""
        answer = self._program.ask("ls-tree", "-r", "-z", "--name-only", "--full-tree", "HEAD")
        prefix = self._place.prefix
        names = "" if answer.status else answer.output.decode("utf-8", "surrogateescape")  # no commit yet
        return frozenset(
            name[len(prefix) :] for name in names.split("\0") if name.startswith(prefix) and name
        )

    def refuse_unless_ready(self) -> None:
        """Before anything is written: nobody else is at work, nothing is half done, and we know who writes."""
        for lock in self._locks():
            _wait_for(lock)
        for name, what in _UNFINISHED.items():
            if (self._place.git_dir / name).exists():
                raise BalintrecError(
                    f"a {what} is not finished in this repository; finish it, or: git {what} --abort"
                )
        for who in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
            if self._program.write("var", who).status:
                raise BalintrecError(
                    "git does not know who you are; say it once with: "
                    'git config --global user.name "Your Name" and git config --global user.email you@example.org'
                )

    def commit(self, message: str, paths: Sequence[str], present: Sequence[str]) -> str | None:
        """Commit what these paths hold; ``present`` are those at which there is a file. None: no difference."""
        before, staged = self._head(), self._staged()
        gone = set(paths) - set(present) - set(staged)
        known = gone & self.committed() if gone else gone
        # The index gets the changes before the commit does: broken off after the commit, but before git has
        # written its new index, an index without them would take them back with the next commit.
        to_stage = sorted(set(paths) - gone)
        if to_stage:
            added = self._index("--add", "--remove", given=to_stage)
            if added.status:
                self._give_up(added, to_stage, staged)
        if not (to_stage or known):
            return None
        command = ("commit", "--quiet", "--only", f"--message={message}")
        answer = self._write(*command, given=[*to_stage, *known])
        # Whether there was nothing to commit is asked of git itself, which knows the filters of these files.
        if answer.status and self._write(*command, "--dry-run", given=[*to_stage, *known]).status != 1:
            self._give_up(answer, to_stage, staged)
        after = self._head()
        return after if after != before else None

    def _head(self) -> str:
        return self._program.ask("rev-parse", "--verify", "--quiet", "HEAD").output.decode().strip()

    def _give_up(self, answer: Answer, paths: Sequence[str], staged: Mapping[str, list[str]]) -> NoReturn:
        """The files stay; the index is as it was."""
        lock = _LOCK.search(answer.complaint)
        reason = _about(Path(lock[1])) if lock and Path(lock[1]).exists() else answer.everything
        self._index("--force-remove", given=paths)
        entries = "".join(f"{entry}\0" for path in paths for entry in staged.get(path, ()))
        self._program.write("update-index", "-z", "--index-info", given=_bytes(entries))
        raise BalintrecError(
            f"the files are written but not committed: {reason}; "
            "run the command again when that is mended, or: git add records && git commit"
        )

    def _staged(self) -> dict[str, list[str]]:
        """By path, how the index holds it, as git writes that."""
        entries: dict[str, list[str]] = {}
        listed = self._program.read("ls-files", "--stage", "-z").decode("utf-8", "surrogateescape")
        for line in listed.split("\0"):
            name = line.partition("\t")[2]
            if name.startswith(self._place.prefix):
                path = name[len(self._place.prefix) :]
                entries.setdefault(path, []).append(line)
        return entries

    def _index(self, *options: str, given: Sequence[str]) -> Answer:
        """Let the index follow these paths; it takes them as they are, and any number of them quickly."""
        names = "".join(f"{self._place.prefix}{path}\0" for path in given)
        return self._program.write("update-index", *options, "-z", "--stdin", given=_bytes(names))

    def _write(self, *arguments: str, given: Sequence[str]) -> Answer:
        """Run a command on these paths; any number of them, and each taken by its letters."""
        specs = "\0".join(f":(top,literal){self._place.prefix}{path}" for path in given)
        return self._program.write(
            *arguments, "--pathspec-from-file=-", "--pathspec-file-nul", given=_bytes(specs)
        )

    def _locks(self) -> list[Path]:
        """Where other runs of git say that they are at work, as far as a commit is concerned."""
        names = ["index.lock", "HEAD.lock"]
        branch = self._program.ask("symbolic-ref", "--quiet", "HEAD").output.decode(
            "utf-8", "surrogateescape"
        )
        if branch:
            names.append(f"{branch.strip()}.lock")
        asked = [part for name in names for part in ("--git-path", name)]
        places = self._program.read("rev-parse", *asked).decode("utf-8", "surrogateescape")
        return [self._place.top / line for line in places.splitlines()]


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _wait_for(lock: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while lock.exists():
        age = _age(lock)
        if age is not None and (age > 60 or time.monotonic() > until):
            raise BalintrecError(_about(lock))
        time.sleep(0.05)


def _about(lock: Path) -> str:
    age = _age(lock)
    how_old = "" if age is None else f" for {_words(age)}"
    return (
        f"another git is at work here, or was broken off: {printable(str(lock))} has been there{how_old}; "
        "if no git is running, remove that file, and look with: git status"
    )


def _age(lock: Path) -> float | None:
    try:
        return max(time.time() - lock.lstat().st_mtime, 0)
    except OSError:
        return None


def _words(seconds: float) -> str:
    for length, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")):
        if seconds >= length:
            count = int(seconds // length)
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return "less than a second"
