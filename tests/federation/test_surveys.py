"""Many societies at once: every answer, in order, whatever becomes of a process."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from pathlib import Path

import pytest

from balintrec.federation import Workers, survey, survey_all
from balintrec.federation.survey import ENDED
from balintrec.views.federation import Summary
from tests.federation.societies import federation

pytestmark = pytest.mark.slow

DAY = date(2026, 1, 31)
SPAWN = multiprocessing.get_context("spawn")


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return federation(tmp_path_factory.mktemp("federation"), 8)


@pytest.fixture(scope="module")
def serial(roots: list[str]) -> list[Summary]:
    return [survey(root, DAY) for root in roots]


def executors() -> Iterator[Executor]:
    yield Workers(2)
    yield ThreadPoolExecutor(2)
    yield ProcessPoolExecutor(2, mp_context=SPAWN)


def test_every_executor_gives_what_one_after_the_other_gives(roots: list[str], serial: list[Summary]) -> None:
    assert all(not one.problem for one in serial)
    assert len(set(serial)) > 6, "the societies should differ"
    for executor in executors():
        with executor:
            assert list(survey_all(roots, DAY, executor)) == serial


def test_progress_hears_of_each(roots: list[str]) -> None:
    heard: list[tuple[int, int]] = []
    with ThreadPoolExecutor(2) as executor:
        found = survey_all(roots[:3], DAY, executor, lambda done, total: heard.append((done, total)))
        assert len(list(found)) == 3
    assert heard == [(1, 3), (2, 3), (3, 3)]


def test_nothing_to_do() -> None:
    with ThreadPoolExecutor(1) as executor:
        assert list(survey_all([], DAY, executor)) == []


def test_process_that_is_ended_costs_nothing(roots: list[str], serial: list[Summary]) -> None:
    """The first process is killed when two results are in; its task is done again by another."""
    with Workers(2) as executor:
        found = survey_all(roots * 3, DAY, executor)
        first = [next(found), next(found)]
        killed = multiprocessing.active_children()[0]
        assert killed.pid
        os.kill(killed.pid, signal.SIGKILL)
        assert [*first, *found] == serial * 3


def test_society_that_ends_its_process_is_a_row(
    roots: list[str], serial: list[Summary], tmp_path: Path
) -> None:
    """Every process that comes near it is killed; the others stay."""
    deadly = tmp_path / "deadly"
    with Workers(2) as executor:
        asked: list[Future[object]] = []

        class Deadly(Executor):
            def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
                asked.append(
                    executor.submit(die, *args) if args[0] == str(deadly) else executor.submit(fn, *args)
                )
                return asked[-1]

        found = list(survey_all([*roots[:4], str(deadly), *roots[4:]], DAY, Deadly()))
    assert found == [*serial[:4], Summary(problem=ENDED), *serial[4:]]


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_plain_pool_that_breaks_gives_rows_too(roots: list[str]) -> None:
    with ProcessPoolExecutor(1, mp_context=SPAWN) as executor:
        with pytest.raises(BrokenProcessPool):
            executor.submit(die).result()
        assert list(survey_all(roots[:2], DAY, executor)) == [Summary(problem=ENDED)] * 2


def test_what_a_worker_raises_is_a_row_without_its_words() -> None:
    class Odd(Executor):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            future: Future[object] = Future()
            future.set_exception(ModuleNotFoundError("No module named 'x' in /home/sana/secret"))
            return future

    (found,) = survey_all(["/nowhere"], DAY, Odd())
    assert found == Summary(problem="its worker failed (ModuleNotFoundError)")


def test_worker_ends_with_its_parent(tmp_path: Path) -> None:
    """A process killed without a word leaves no others behind."""
    parent = SPAWN.Process(target=begin_and_wait, args=(str(tmp_path / "pid"),))
    parent.start()
    pid = int(_read(tmp_path / "pid"))
    assert parent.pid
    os.kill(parent.pid, signal.SIGKILL)
    parent.join(10)
    until = time.monotonic() + 20
    while time.monotonic() < until and _runs(pid):
        time.sleep(0.05)
    assert not _runs(pid)


def begin_and_wait(file: str) -> None:
    executor = Workers(1)
    executor.submit(write_pid, file).result()
    executor.submit(time.sleep, 60).result()


def write_pid(file: str) -> None:
    Path(f"{file}.tmp").write_text(str(os.getpid()))
    Path(f"{file}.tmp").rename(file)


def _read(file: Path) -> str:
    until = time.monotonic() + 30
    while not file.exists() and time.monotonic() < until:
        time.sleep(0.05)
    return file.read_text()


def _runs(pid: int) -> bool:
    """Whether a process is at work; one that has ended may wait for somebody to hear of it."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        if not Path("/proc/self").exists():
            pytest.skip("this system does not say which processes there are")
        return False


def test_stopping_early_leaves_what_has_not_begun(roots: list[str]) -> None:
    with Workers(1) as executor:
        found = survey_all(roots * 50, DAY, executor)
        assert next(found)
        found.close()  # type: ignore[attr-defined]


def test_whoever_wants_to_stop_does_not_wait() -> None:
    with pytest.raises(KeyboardInterrupt), Workers(1) as executor:
        running = executor.submit(time.sleep, 600)
        later = executor.submit(time.sleep, 600)
        while not multiprocessing.active_children():
            time.sleep(0.01)
        raise KeyboardInterrupt
    assert running.exception()
    assert later.cancelled()
    assert not multiprocessing.active_children()
