"""A commit, or several put together, as a source: blobs are read as they are stored, without a checkout."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from subprocess import Popen
from typing import IO, TYPE_CHECKING
from weakref import finalize

from balintrec.errors import BalintrecError
from balintrec.repository.git import printable
from balintrec.repository.location import Completeness
from balintrec.source import LARGEST, RECORDS, TEMPORARY, Entry, Form, Unreadable

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


Listing = Mapping[str, tuple[str, str]]
_FORMS = {"120000": Form.LINK, "160000": Form.REPOSITORY}


class Revision:
    """The society as it is in one commit, or in several that were not merged yet; a `Source`."""

    def __init__(self, heads: tuple[str, ...], objects: Objects, listing: Callable[[], Listing]) -> None:
        """``listing`` gives the mode and the blob of each path under `records/`."""
        self.heads = heads
        """The commits that led to it, none built on another; the latest last."""
        self._objects = objects
        self._listing = listing
        self._entries: list[Entry] | None = None
        self._blobs: dict[str, str] = {}
        self._order: list[str] = []
        self._places: dict[str, int] = {}
        self._last = -1

    @property
    def commit(self) -> str:
        """The full id of the commit; of several, all of them, which is the name of no commit."""
        return "+".join(self.heads)

    def entries(self) -> list[Entry]:
        """Everything under `records/`, in order of path. Raises `BalintrecError` if there is no such folder."""
        if self._entries is None:
            self._entries = self._list()
        return list(self._entries)

    def blobs(self) -> dict[str, str]:
        """The id of the blob of each regular file under `records/`, by path, in order of path."""
        self.entries()
        return dict(self._blobs)

    def read(self, path: str) -> bytes:
        """The bytes of a regular file under `records/`, at most `LARGEST` and one more; raises `Unreadable`."""
        self.entries()
        if path not in self._places:
            raise Unreadable("it is not a regular file")
        place = self._places[path]
        # Whoever reads two neighbours one after the other is likely to read them all.
        ahead = Objects.AHEAD if place == self._last + 1 and place else 0
        self._last = place
        return self._objects.read(self._order[place], self._order[place + 1 : place + 1 + ahead])

    def _list(self) -> list[Entry]:
        entries = []
        for path, (mode, id) in self._listing().items():
            form = _FORMS.get(mode, Form.FILE)
            if form is not Form.FILE:
                entries.append(Entry(path, form))
            elif not _unfinished(path):
                entries.append(Entry(path))
                self._blobs[path] = id
        if not entries:
            raise BalintrecError(f'there is no folder "{RECORDS}" in the revision {self.heads[-1][:12]}')
        self._blobs = dict(sorted(self._blobs.items()))
        self._order = list(self._blobs.values())
        self._places = {path: place for place, path in enumerate(self._blobs)}
        return sorted(entries)


def listed(completeness: Completeness, commit: str, prefix: str) -> Listing:
    """The mode and the blob of everything under `records/` in a commit, by path from the society's root."""
    arguments = ("ls-tree", "-r", "-z", "--full-tree", commit, "--", f"{prefix}{RECORDS}/")
    output = completeness.read(*arguments).decode("utf-8", "surrogateescape")
    found = {}
    for line in output.split("\0")[:-1]:
        about, _, name = line.partition("\t")
        mode, _, id = about.split(" ")
        found[name[len(prefix) :]] = mode, id
    return found


def _unfinished(path: str) -> bool:
    begin, end = TEMPORARY
    return path.endswith(end) and path.rpartition("/")[2].startswith(begin)
