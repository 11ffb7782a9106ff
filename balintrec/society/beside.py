"""Work that is shared out among processes, where this system can fork them and there is enough to do."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


def side_by_side(
    work: Callable[[Sequence[Given]], list[Made]], given: Sequence[Given], jobs: int
) -> list[Made]:
    """What the work makes of every thing given, in the same order, in as many processes as `jobs`.

    The processes are copies of this one, and hand back what they made; where that fails, this one does it itself.
    """
    if jobs < 2 or not _can_fork():
        return work(given)
    helpers = [_Helper(work, given[number::jobs]) for number in range(1, jobs)]
    shares = [work(given[::jobs])]
    shares += [helper.made() for helper in helpers]
    made: list[Made] = [None] * len(given)  # type: ignore[list-item]
    for number, share in enumerate(shares):
        made[number::jobs] = share
    return made


def _can_fork() -> bool:
    # macOS may end a forked process that its own libraries have started threads in; and with threads of our own, a
    # copy could inherit a lock that nobody opens.
    threading = sys.modules.get("threading")
    alone = threading is None or threading.active_count() == 1
    return hasattr(os, "fork") and sys.platform != "darwin" and alone


class _Helper:
    """A copy of this process that does a share of the work."""

    def __init__(self, work: Callable[[Sequence[Given]], list[Made]], share: Sequence[Given]) -> None:
        self.work = work
        self.share = share
        self.pipe, writing = os.pipe()
        self.process = os.fork()
        if not self.process:
            _do_and_leave(work, share, writing)
        os.close(writing)

    def made(self) -> list:  # type: ignore[type-arg]
        """What the copy made, or what this process makes of the same share if the copy came to an end."""
        with os.fdopen(self.pipe, "rb") as pipe:
            data = pipe.read()
        _, status = os.waitpid(self.process, 0)
        return pickle.loads(data) if status == 0 else self.work(self.share)


def _do_and_leave(
    work: Callable[[Sequence[Given]], list[Made]], share: Sequence[Given], writing: int
) -> None:
    """Never returns: no handler, buffer or exit function of the first process may run a second time."""
    status = 1
    try:
        data = pickle.dumps(work(share), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(data)
        status = 0
    finally:
        os._exit(status)
