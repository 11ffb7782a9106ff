"""Work that is shared out among processes, where this system can fork them and there is enough to do."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from typing import Generic, TypeVar

First = TypeVar("First")
Other = TypeVar("Other")


def side_by_side(first: Callable[[], First], *others: Callable[[], Other]) -> tuple[First, list[Other]]:
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
