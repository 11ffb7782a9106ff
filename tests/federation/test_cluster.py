"""A real scheduler and real workers on this machine, one of which is killed midway."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from balintrec.cli import FOUND
from balintrec.errors import BalintrecError
from balintrec.federation import survey, survey_all
from balintrec.federation.survey import ENDED, LOST
from balintrec.views.federation import Summary
from tests.cli.running import as_user
from tests.federation.societies import federation
from tests.federation.test_surveys import die
from tests.sample import ROOT

try:
    import distributed  # noqa: F401
except ImportError:
    pytest.skip("distributed is not installed: pip install 'balintrec[federation]'", allow_module_level=True)

from balintrec.federation.cluster import cluster

pytestmark = pytest.mark.slow

DAY = date(2026, 1, 31)
MANY = 40
PATIENCE = 60.0


class Cluster(NamedTuple):
    """Processes of dask."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


@contextmanager
def dask(folder: Path, workers: int, **variables: str) -> Iterator[Cluster]:
    """A scheduler on a port that is free, and so many workers, without nannies: who is killed stays away."""
    running = [
        _started(
            folder,
            "scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--no-dashboard",
            "--scheduler-file",
            "s",
            **variables,
        )
    ]
    try:
        address = _address(folder / "s", running[0])
        for number in range(workers):
            options = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", f"w{number}")
            running.append(_started(folder, "worker", address, "--host", "127.0.0.1", *options))
        yield Cluster(address, running[0], running[1:])
    finally:
        for process in reversed(running):
            process.kill()
            process.wait(PATIENCE)


def _started(folder: Path, what: str, *options: str, **variables: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "distributed.cli.dask_" + what, *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )


def _address(file: Path, scheduler: subprocess.Popen[bytes]) -> str:
    import json

    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and scheduler.poll() is None:
        if file.exists():
            try:
                return str(json.loads(file.read_text())["address"])
            except ValueError:  # it is being written
                pass
        time.sleep(0.05)
    raise AssertionError(f"no scheduler: {(file.parent / 'log').read_text()}")


def test_forty_societies_and_one_worker_killed(tmp_path: Path) -> None:
    roots = federation(tmp_path / "societies", MANY)
    roots[7] = str(tmp_path / "nowhere")
    serial = [survey(root, DAY) for root in roots]
    with dask(tmp_path, workers=2) as running, cluster(running.address, PATIENCE) as executor:
        _wait_for_two(executor)
        found = survey_all(roots, DAY, executor)
        first = [next(found) for _ in range(5)]
        assert all(worker.poll() is None for worker in running.workers)
        running.workers[0].send_signal(signal.SIGKILL)
        assert [*first, *found] == serial
        assert running.workers[0].wait(PATIENCE) == -signal.SIGKILL
        assert running.workers[1].poll() is None
    assert serial[7] == Summary(problem="there is no such folder")
    assert sum(not one.problem for one in serial) == MANY - 1


def _wait_for_two(executor: object) -> None:
    executor._client.wait_for_workers(2, timeout=PATIENCE)  # type: ignore[attr-defined]


def test_society_that_ends_its_worker_is_a_row(tmp_path: Path) -> None:
    """The scheduler gives such a task up, and then this row says so; the other worker does the rest."""
    roots = federation(tmp_path / "societies", 3)
    serial = [survey(root, DAY) for root in roots]
    with (
        dask(tmp_path, workers=2, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0") as running,
        cluster(running.address, PATIENCE) as executor,
    ):
        _wait_for_two(executor)

        class Deadly(Executor):
            def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
                return executor.submit(die if args[0] == "deadly" else fn, *args)

        assert list(survey_all(["deadly"], DAY, Deadly())) == [Summary(problem=ENDED)]
        assert list(survey_all(roots, DAY, executor)) == serial


def test_scheduler_that_ends_is_rows_and_no_traceback(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with dask(tmp_path, workers=1) as running, cluster(running.address, PATIENCE) as executor:
        assert (
            next(survey_all([str(tmp_path / "nowhere")], DAY, executor)).problem == "there is no such folder"
        )
        running.scheduler.kill()
        running.scheduler.wait(PATIENCE)
        left = list(survey_all([str(tmp_path)] * 3, DAY, executor))
    assert left == [Summary(problem=LOST)] * 3
    assert capfd.readouterr() == ("", "")


def test_command_gives_the_same_with_a_scheduler(tmp_path: Path) -> None:
    roots = federation(tmp_path / "societies", 4)
    listed = tmp_path / "list.txt"
    listed.write_text("\n".join([*roots, "nowhere"]))
    command = ("federation", str(listed), "--on", str(DAY), "--format", "json")
    here = as_user(*command)
    with dask(tmp_path, workers=1) as running:
        there = as_user(*command, "--scheduler", running.address)
    assert (there.code, there.err) == (FOUND, "")
    assert there.out == here.out


def test_no_scheduler_no_worker_no_address() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(BalintrecError, match="there is no scheduler at"), cluster(address, 0.5):
        pass
    with pytest.raises(BalintrecError, match="there is no scheduler at"), cluster("what://x", 0.5):
        pass


def test_scheduler_without_workers(tmp_path: Path) -> None:
    with (
        dask(tmp_path, workers=0) as running,
        pytest.raises(BalintrecError, match="has no worker; start one with: dask worker tcp"),
        cluster(running.address, 1),
    ):
        pass
