"""The workers of a dask cluster, as an executor. Only here: dask.distributed, of the extra ``federation``."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, InvalidStateError
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Any, ParamSpec, TypeVar

import balintrec
from balintrec.errors import BalintrecError

PATIENCE = 30.0
"""Seconds to wait for the scheduler, and then for its first worker."""
_LEAVE = 5.0
"""Seconds to wait for a scheduler when all is done."""
_LOOK = 0.5
"""Seconds between two looks whether the scheduler is still there."""

P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def cluster(address: str, patience: float = PATIENCE) -> Iterator[Executor]:
    """The executor of the scheduler at an address such as ``tcp://127.0.0.1:8786``.

    The workers must see the societies under the same paths. Raises `BalintrecError` where there is no such
    scheduler, no worker, or a worker with another version of balintrec, whose answers might differ.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it says of versions is said below, where it matters
            from distributed import Client
    except ImportError:
        raise BalintrecError(
            'a cluster needs more than the core: pip install "balintrec[federation]"'
        ) from None
    with _silence():
        client = _connected(Client, address, patience)
        try:
            _refuse_others(client, address, patience)
            with _Answering(client) as executor:
                yield executor
        finally:
            client.close(timeout=_LEAVE)


class _Answering(Executor):
    """The client's own executor, but for this: when the scheduler is gone, every task is answered by that.

    Some futures of the library then wait for ever (measured with 2026.8: those whose result was on its way).
    """

    def __init__(self, client: Any) -> None:
        self._client = client
        self._executor: Executor = client.get_executor(pure=False)
        self._open: set[Future[Any]] = set()
        self._done = Event()
        self._watch = Thread(target=self._watching, daemon=True)
        self._watch.start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        answer: Future[T] = Future()
        self._open.add(answer)
        asked = self._executor.submit(fn, *args, **kwargs)
        asked.add_done_callback(lambda asked: _hand_on(asked, answer))
        answer.add_done_callback(lambda answer: asked.cancel() if answer.cancelled() else None)
        return answer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._done.set()
        self._watch.join()
        for answer in self._open:
            answer.cancel()

    def _watching(self) -> None:
        while not self._done.wait(_LOOK):
            if self._client.status != "running":
                for answer in list(self._open):
                    _answer(answer, lambda one: one.set_exception(CancelledError()))


def _hand_on(asked: Future[T], answer: Future[T]) -> None:
    if asked.cancelled():
        _answer(answer, lambda one: one.set_exception(CancelledError()))
    elif error := asked.exception():
        _answer(answer, lambda one: one.set_exception(error))
    else:
        _answer(answer, lambda one: one.set_result(asked.result()))


def _answer(answer: Future[T], how: Callable[[Future[T]], None]) -> None:
    with suppress(InvalidStateError):  # the first answer counts
        how(answer)


@contextmanager
def _silence() -> Iterator[None]:
    """What goes wrong with a worker is a row; the library would write a traceback beside it."""
    loud = ("distributed", "tornado")
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] in loud]
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _connected(client: Any, address: str, patience: float) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return client(address, timeout=patience, set_as_default=False)
    except (OSError, ValueError, TypeError):
        raise BalintrecError(
            f"there is no scheduler at {address}; start one with: dask scheduler, and give the address it prints"
        ) from None


def _refuse_others(client: Any, address: str, patience: float) -> None:
    """Look whether somebody is there to work, with the same balintrec as here."""
    try:
        client.wait_for_workers(1, timeout=patience)
    except (TimeoutError, OSError):
        raise BalintrecError(
            f"the scheduler at {address} has no worker; start one with: dask worker {address}"
        ) from None
    try:
        found = client.run(_version)
    except Exception:  # whatever a machine raises that lacks what is asked
        raise BalintrecError(
            f'a worker has no balintrec; there: pip install "balintrec[federation]=={balintrec.__version__}"'
        ) from None
    others = {version for version in found.values() if version != balintrec.__version__}
    if others:
        raise BalintrecError(
            f"a worker has balintrec {min(others)}, and here is {balintrec.__version__}; let them be the same"
        )


def _version() -> str:
    return balintrec.__version__
