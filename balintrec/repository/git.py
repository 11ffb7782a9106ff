"""Runs the program git: to read, by itself; to write, through GitPython, which only this module knows.

Loading GitPython costs as much as eight starts of Python, and a `check` reads the log each time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from threading import Lock
from typing import Any

from balintrec.errors import BalintrecError
from balintrec.repository.git_env import EVERYWHERE, SAFELY, for_reading, leads_astray


@dataclass(frozen=True, slots=True)
class Answer:
    """What a run of git gave."""

    status: int
    output: bytes
    complaint: str
    """What it wrote to its standard error."""

    @property
    def reason(self) -> str:
        """The complaint in one printable line."""
        lines = [line for line in self.complaint.splitlines() if line and not line.startswith("hint:")]
        told = next(
            (line for line in lines if line.startswith(("fatal:", "error:"))), lines[-1] if lines else ""
        )
        text = told.removeprefix("fatal: ").removeprefix("error: ") or self._end
        return printable(text)

    @property
    def everything(self) -> str:
        """The complaint with all its lines, made one printable line of moderate length."""
        lines = [
            line.strip()
            for line in self.complaint.splitlines()
            if line.strip() and not line.startswith("hint:")
        ]
        text = printable(" / ".join(lines)) or self._end
        return text if len(text) <= 500 else f"{text[:500]} …"

    @property
    def _end(self) -> str:
        return (
            f"git ended with {self.status}" if self.status >= 0 else f"git was ended by signal {-self.status}"
        )


def printable(text: str) -> str:
    """A text from outside on one line, without anything that a terminal obeys."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


_MISSING = "the program git was not found; install it, or put it on the PATH"
_environment = Lock()


class Program:
    """The program git in one folder; with `git_dir` it looks for no repository any more."""

    def __init__(self, folder: Path, git_dir: Path | None = None) -> None:
        self._folder = str(folder)
        self._always = dict(EVERYWHERE)
        self._git_dir = str(git_dir) if git_dir is not None else None
        if git_dir is not None:
            self._always |= {"GIT_DIR": str(git_dir), "GIT_WORK_TREE": str(folder)}

    def ask(self, *arguments: str, given: bytes = b"") -> Answer:
        """Run a command that only reads; whether it worked stands in the answer."""
        return _finish(self._start(arguments, stderr=PIPE), given)

    def ask_of_commits(self, *arguments: str, given: bytes = b"") -> Answer:
        """Run a command that only reads commits: what it says depends on no file of the work tree, nor on whose it is.

        git would look into `.gitattributes` of the work tree, of the index and of the user for how files are compared,
        and so find other renames in the same commits.
        """
        if self._git_dir is None:
            return self.ask(*arguments, given=given)
        nowhere = {"GIT_WORK_TREE": self._git_dir, "GIT_INDEX_FILE": f"{self._git_dir}/no-index"}
        command = ["git", "-C", self._git_dir, *SAFELY, "-c", f"core.attributesFile={os.devnull}", *arguments]
        surroundings = for_reading() | self._always | nowhere | {"GIT_ATTR_NOSYSTEM": "1"}
        with _plainly(FileNotFoundError):
            process = Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=surroundings)
        return _finish(process, given)

    def read(self, *arguments: str) -> bytes:
        """What a command that only reads prints. Raises `BalintrecError` when it fails."""
        answer = self.ask(*arguments)
        if answer.status:
            raise BalintrecError(f"git {arguments[0]} failed: {answer.reason}")
        return answer.output

    def converse(self, *arguments: str) -> Popen[bytes]:
        """Start a command that only reads and answers as long as it is asked. The caller ends it."""
        return self._start(arguments, stderr=DEVNULL)

    def write(self, *arguments: str, given: bytes = b"") -> Answer:
        """Run a command that writes, as its user would: with their settings and their hooks."""
        try:
            from git import Git, GitCommandNotFound
        except ImportError:  # this is how GitPython says that it cannot find the program
            raise BalintrecError(_MISSING) from None
        git = Git()
        git.update_environment(**self._always)
        command = [Git.GIT_PYTHON_GIT_EXECUTABLE or "git", "-C", self._folder, *arguments]
        with _stripped(), _plainly(GitCommandNotFound):
            process: Any = git.execute(command, istream=PIPE, as_process=True)
        return _finish(process, given)

    def _start(self, arguments: Sequence[str], stderr: int) -> Popen[bytes]:
        command = ["git", "-C", self._folder, *SAFELY, *arguments]
        with _plainly(FileNotFoundError):
            return Popen(command, stdin=PIPE, stdout=PIPE, stderr=stderr, env=for_reading() | self._always)


def _finish(process: Any, given: bytes = b"") -> Answer:
    output, complaint = process.communicate(given)
    return Answer(process.returncode, output, complaint.decode("utf-8", "replace"))


@contextmanager
def _plainly(missing: type[Exception]) -> Iterator[None]:
    """That the program cannot be started, as one line for people."""
    try:
        yield
    except missing:
        raise BalintrecError(_MISSING) from None
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        raise BalintrecError(f"the program git cannot be started: {reason}") from None


@contextmanager
def _stripped() -> Iterator[None]:
    """The variables of git are away while a process starts: GitPython can set them, but not leave them out."""
    with _environment:
        away = {name: os.environ[name] for name in os.environ if leads_astray(name)}
        for name in away:
            del os.environ[name]
        try:
            yield
        finally:
            os.environ.update(away)
