"""Reads blobs through one process that stays; what is read next is asked for ahead."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from subprocess import Popen
from typing import IO, TYPE_CHECKING
from weakref import finalize

from balintrec.errors import BalintrecError
from balintrec.repository.completeness import Completeness
from balintrec.repository.git_result import printable
from balintrec.source import LARGEST

if TYPE_CHECKING:
    from balintrec.repository.git import Program

_CHUNK = 1024 * 1024


class Objects:
    """The objects of one repository by id. Questions may run ahead, at most `AHEAD`: answers wait in the pipe.

    Not for several threads at once.
    """

    AHEAD = 128
    """So few that all the questions fit into a pipe: neither side ever waits for the other."""

    def __init__(self, program: Program, completeness: Completeness) -> None:
        self._program = program
        self._completeness = completeness
        self._process: Popen[bytes] | None = None
        self._let_go: Callable[[], object] = lambda: None
        self._asked: deque[str] = deque()
        self._owner = os.getpid()

    def read(self, id: str, following: Sequence[str] = ()) -> bytes:
        """The bytes of a blob, at most `LARGEST` and one more. ``following`` are likely to be read next."""
        if self._owner != os.getpid():
            # A copy of the process that began to ask: what answers there must not be listened to here.
            self._owner = os.getpid()
            self._forget()
        try:
            while self._asked and self._asked[0] != id:
                self._answer()
            if not self._asked:
                self._ask([id, *following[: self.AHEAD]])
            found = self._answer()
        except OSError:  # the process is gone; the next question starts another
            found = None
            self._let_go()
            self._forget()
        if found is None:
            raise self._completeness.failure(
                f"the object {printable(id)} is missing here", "look with: git fsck"
            )
        return found

    def _forget(self) -> None:
        self._process = None
        self._asked.clear()

    def _ask(self, ids: Sequence[str]) -> None:
        if not all(id.isalnum() and id.isascii() for id in ids):
            raise BalintrecError("an object of git is asked for by its id")
        if self._process is None:
            self._process = self._program.converse("cat-file", "--batch")
            self._let_go = finalize(self, _end, self._process, self._owner)
        questions = self._process.stdin
        assert questions is not None
        questions.write("".join(f"{id}\n" for id in ids).encode())
        questions.flush()
        self._asked.extend(ids)

    def _answer(self) -> bytes | None:
        """What was asked first; None if there is no such blob."""
        assert self._process is not None and self._process.stdout is not None
        answers = self._process.stdout
        head = answers.readline().split()
        if not head:
            raise BrokenPipeError
        if not head[0].startswith(self._asked.popleft().encode()):
            raise BrokenPipeError  # an answer to nobody's question
        if len(head) != 3:  # "<id> missing"
            return None
        size = int(head[2])
        found = answers.read(min(size, LARGEST + 1))
        _skip(answers, size - len(found) + 1)  # and the line feed after it
        return found if head[1] == b"blob" else None


def _end(process: Popen[bytes], owner: int) -> None:
    """Nobody asks any more: an orderly end, whatever is still in the pipes. A copy of its owner leaves it alone."""
    if owner != os.getpid():
        return
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    process.terminate()
    process.wait()


def _skip(stream: IO[bytes], count: int) -> None:
    while count and (chunk := stream.read(min(count, _CHUNK))):
        count -= len(chunk)
