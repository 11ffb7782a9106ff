"""Work shared among processes: copies of this one where the system can fork; in `workers`, ones that outlive a task."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

First = TypeVar("First")
Other = TypeVar("Other")
Thing = TypeVar("Thing")
Made = TypeVar("Made")

_RUNS = 16
"""So many for each process: fewer leave one waiting at the end, more hand back the same names more often."""
_WIDTH = 4
"""Bytes of a number."""


def run_parallel(first: Callable[[], First], *others: Callable[[], Other]) -> tuple[First, list[Other]]:
    """What each work makes, a process for each: this one does the first.

    The others are done by copies of this process, which hand back what they made; where that fails, this one does it.
    """
    if not can_fork():
        return first(), [work() for work in others]
    helpers = [_Helper(work) for work in others]
    try:
        return first(), [helper.made() for helper in helpers]
    finally:
        for helper in helpers:
            helper.hang_up()
        for helper in helpers:
            helper.end()


def map_chunks(
    work: Callable[[Sequence[Thing]], Sequence[Made]],
    things: Sequence[Thing],
    processes: int,
    progress: Callable[[int, int], None] | None = None,
    *,
    one_by_one: bool = False,
) -> list[Made]:
    """What a work makes of many things, in their order, done in runs of things that stand next to each other.

    Each process takes the next run that nobody has begun, so none waits long for another: some things take longer,
    and what a copy made has to be handed back besides. ``progress`` hears how many are begun, of how many.
    """
    processes = processes if can_fork() else 1
    length = 1 if one_by_one else max(len(things) // (processes * _RUNS), 1)
    starts = range(0, len(things), length)
    queue = _WorkQueue(len(starts)) if processes > 1 else _WorkQueue(0)

    def run(number: int) -> Sequence[Made]:
        return work(things[starts[number] : starts[number] + length])

    def mine() -> dict[int, Sequence[Made]]:
        return {number: told(number) for number in queue}

    def told(number: int) -> Sequence[Made]:
        if progress:  # of the copies nobody hears
            progress(starts[number], len(things))
        return run(number)

    def theirs() -> dict[int, bytes]:
        return {number: pickle.dumps(run(number), pickle.HIGHEST_PROTOCOL) for number in queue}

    try:
        made, others = run_parallel(mine, *[theirs] * (processes - 1))
    finally:
        queue.close()
    for other in others:
        made |= {number: pickle.loads(data) for number, data in other.items()}
    # What a copy had begun that came to an end, or what could not be shared out, is done here.
    runs = (made[number] if number in made else told(number) for number in range(len(starts)))
    return [one for run in runs for one in run]


class _WorkQueue:
    """The numbers from 0, each given out once, to whichever process asks next; none where there can be no pipe."""

    def __init__(self, number: int) -> None:
        self._pipe = -1
        try:
            self._pipe, writing = os.pipe()
        except OSError:
            return
        # Far less than a pipe holds; and it is read in the pieces in which it was written.
        os.write(writing, b"".join(turn.to_bytes(_WIDTH, "big") for turn in range(number)))
        os.close(writing)

    def __iter__(self) -> Iterator[int]:
        while self._pipe >= 0 and (turn := os.read(self._pipe, _WIDTH)):
            yield int.from_bytes(turn, "big")

    def close(self) -> None:
        """Give out no more."""
        if self._pipe >= 0:
            os.close(self._pipe)


def can_fork() -> bool:
    """Whether this process may be copied while it runs."""
    # macOS may end a forked process that its own libraries have started threads in; and with threads of our own, a
    # copy could inherit a lock that nobody opens.
    threading = sys.modules.get("threading")
    alone = threading is None or threading.active_count() == 1
    return hasattr(os, "fork") and sys.platform != "darwin" and alone


class _Helper(Generic[Other]):
    """A copy of this process that does one work; no copy, where there can be no more processes or open files."""

    def __init__(self, work: Callable[[], Other]) -> None:
        self._work = work
        self._pipe = self._process = -1
        try:
            self._pipe, writing = os.pipe()
        except OSError:
            return
        try:
            self._process = os.fork()
        except OSError:
            self.hang_up()
        if self._process == 0:
            os.close(self._pipe)  # so that nobody hears the copy any more once the first process does not
            _do_and_leave(work, writing)
        os.close(writing)

    def made(self) -> Other:
        """What the copy made, or what this process makes if the copy came to an end."""
        data = b""
        if self._pipe >= 0:
            with open(self._pipe, "rb", closefd=False) as pipe:
                data = pipe.read()
        made: Other = pickle.loads(data) if self.end() else self._work()
        return made

    def hang_up(self) -> None:
        """Listen no longer; a copy that says something then ends."""
        if self._pipe >= 0:
            os.close(self._pipe)
        self._pipe = -1

    def end(self) -> bool:
        """Wait until the copy has ended; whether it did its work."""
        process, self._process = self._process, -1
        if process < 0:
            return False
        try:
            _, status = os.waitpid(process, 0)
        except ChildProcessError:  # whoever started this process told the system not to wait for its children
            return False
        return status == 0


def _do_and_leave(work: Callable[[], object], writing: int) -> None:
    """Never returns: no handler, buffer or exit function of the first process may run a second time."""
    status = 1
    try:
        data = pickle.dumps(work(), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(data)
        status = 0
    finally:
        os._exit(status)
