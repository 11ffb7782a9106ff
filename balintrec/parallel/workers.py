"""Processes on this machine, as an executor that outlives each of them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_ATTEMPTS = 2
"""A process may be ended for what another one did: the system's memory is everybody's."""


class Workers(Executor):
    """So many processes, each with one task at a time.

    A `ProcessPoolExecutor` gives up all its tasks when one process ends, and does not tell whose it was. Here
    each process is a pool of its own: its end is that of one task, which is tried once more.
    """

    def __init__(self, jobs: int) -> None:
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="balintrec")
        self._own = threading.local()
        self._pools: list[ProcessPoolExecutor] = []
        # Not a fork: in a process with threads it may find their locks closed for ever.
        self._context = multiprocessing.get_context("spawn")
        # A process ends when the other end is closed, which the system sees to where this process is killed.
        self._leash, self._hand = self._context.Pipe(duplex=False)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Begin when a process is free. The future raises `BrokenExecutor` if its processes were ended."""
        return self._threads.submit(self._run, fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._threads.shutdown(wait, cancel_futures=cancel_futures)
        for pool in self._pools:
            pool.shutdown(wait, cancel_futures=cancel_futures)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait for what is under way; but end it where somebody wants to stop."""
        if kind is not None:
            self._hand.close()
        self.shutdown(cancel_futures=kind is not None)
        self._hand.close()
        self._leash.close()

    def _run(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return self._pool().submit(fn, *args, **kwargs).result()
            except BrokenExecutor:
                self._own.pool = None
                if attempt == _ATTEMPTS or self._hand.closed:
                    raise
        raise AssertionError("not reached")

    def _pool(self) -> ProcessPoolExecutor:
        """The one process of this thread; a new one, where the last has ended."""
        pool: ProcessPoolExecutor | None = getattr(self._own, "pool", None)
        if pool is None:
            pool = ProcessPoolExecutor(
                1, mp_context=self._context, initializer=_begin, initargs=(self._leash,)
            )
            self._own.pool = pool
            self._pools.append(pool)
        return pool


def _begin(leash: Connection) -> None:
    """In a new process: Ctrl-C is the parent's affair, and without the parent there is nothing to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(leash,), daemon=True).start()


def _end_with(leash: Connection) -> None:
    wait([leash])
    os._exit(1)
