"""Runs the program git: to read, by itself; to write, through GitPython, which only this module knows.

Loading GitPython costs as much as eight starts of Python, and a `check` reads the log each time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from threading import Lock
from typing import Any

from balintrec.errors import BalintrecError
from balintrec.repository.git_env import EVERYWHERE, SAFELY, for_reading, leads_astray
from balintrec.repository.git_result import Answer

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
