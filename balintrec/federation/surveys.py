"""Many societies at once, through anything that keeps the contract of `concurrent.futures.Executor`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, as_completed
from datetime import date, datetime

from balintrec.federation.survey import survey
from balintrec.views.federation import Summary

Progress = Callable[[int, int], None]

ENDED = "the process that read it was ended, as when there is not enough memory"
LOST = "no answer came: the scheduler, or the way to it, is gone"


def survey_all(
    roots: Iterable[str],
    on: date,
    executor: Executor,
    progress: Progress | None = None,
    *,
    committed: bool = False,
    now: datetime | None = None,
) -> Iterator[Summary]:
    """A summary for each root, in their order, whatever becomes of the others.

    ``progress`` hears how many are done, of how many; ``committed`` and ``now`` are as in `survey`. What the executor
    cannot give, because a worker was ended, is a summary that says so.
    """
    futures = [_submitted(executor, root, on, committed, now) for root in roots]
    given = 0
    try:
        for done, _ in enumerate(as_completed(futures), 1):
            if progress:
                progress(done, len(futures))
            while given < len(futures) and futures[given].done():
                yield _summary(futures[given])
                given += 1
    finally:
        for future in futures:
            future.cancel()


def _submitted(
    executor: Executor, root: str, on: date, committed: bool, now: datetime | None
) -> Future[Summary]:
    """What is under way; of an executor that takes nothing any more, its refusal."""
    try:
        return executor.submit(survey, root, on, committed, now)
    except BrokenExecutor as error:
        refused: Future[Summary] = Future()
        refused.set_exception(error)
        return refused


def _summary(future: Future[Summary]) -> Summary:
    try:
        return future.result()
    except BrokenExecutor:
        return Summary(problem=ENDED)
    except CancelledError:
        return Summary(problem=LOST)
    except Exception as error:
        # `survey` itself raises nothing: this comes from what stands between. Its text may hold paths.
        ended = type(error).__name__ == "KilledWorker"  # what distributed says, which may not be installed
        return Summary(problem=ENDED if ended else f"its worker failed ({type(error).__name__})")
