"""Work that is shared out among processes gives what one process would give, and leaves nothing behind.

Run by test_parallel.py in a process of their own: no process with threads, as other tests leave them, can fork safely.
"""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from balintrec import parallel
from balintrec.check import Checked
from balintrec.check import check as check_source
from balintrec.parallel import can_fork, map_chunks, run_parallel
from balintrec.society.reading import Readings
from balintrec.source import WorkTree
from tests.rules.examples import BASE
from tests.sample import ON, ROOT

HERE = os.getpid()


@pytest.fixture(autouse=True)
def nothing_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """After each test there is no process, ended or not, and no open file more than before."""
    assert can_fork(), "these tests need a process without threads: test_parallel.py starts one"
    copies: list[int] = []
    fork = os.fork

    def noted() -> int:
        copy = fork()
        copies.append(copy)
        return copy

    before = _open()
    monkeypatch.setattr(os, "fork", noted)
    yield
    for copy in copies:
        with pytest.raises(ChildProcessError):
            os.waitpid(copy, os.WNOHANG)
    assert _open() == before


def _open() -> list[Path]:
    folder = Path("/proc/self/fd")
    return sorted(folder.iterdir()) if folder.is_dir() else []


def process() -> int:
    return os.getpid()


def forked(work: Callable[[], int]) -> Callable[[], int]:
    """Something that is done only in a copy; in the first process it gives 7."""
    return lambda: work() if os.getpid() != HERE else 7


def test_each_work_has_a_process() -> None:
    first, (second, third) = run_parallel(process, process, process)
    assert first == HERE
    assert len({first, second, third}) == 3


def test_what_is_made_comes_in_order() -> None:
    works = [lambda number=number: number * 1_000_003 for number in range(5)]
    assert run_parallel(lambda: "first", *works) == ("first", [number * 1_000_003 for number in range(5)])
    assert run_parallel(lambda: "alone") == ("alone", [])


def test_more_than_a_pipe_holds() -> None:
    first, [other] = run_parallel(lambda: 1, lambda: "x" * 5_000_000)
    assert (first, len(other)) == (1, 5_000_000)


def killed() -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 8


def failing() -> int:
    raise ValueError("no")


@pytest.mark.parametrize("work", [killed, failing])
def test_what_a_copy_cannot_do_this_process_does(
    work: Callable[[], int], capfd: pytest.CaptureFixture[str]
) -> None:
    assert run_parallel(process, forked(work), lambda: 9) == (HERE, [7, 9])
    assert capfd.readouterr() == ("", "")  # and nobody hears of it


class Half:
    """A pipe into which a copy says one half of what it has to say."""

    def __init__(self, number: int, _: str) -> None:
        self.number = number

    def __enter__(self) -> Half:
        return self

    def __exit__(self, *_: object) -> None:
        killed()

    def write(self, data: bytes) -> None:
        os.write(self.number, data[: len(data) // 2])


def test_half_of_what_a_copy_made_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fdopen", Half)
    assert run_parallel(process, lambda: [1, 2, 3]) == (HERE, [[1, 2, 3]])


def test_what_cannot_be_handed_back_is_made_here() -> None:
    _, [made] = run_parallel(process, lambda: lambda: 5)
    assert made() == 5


def test_what_no_process_can_do_is_raised() -> None:
    with pytest.raises(ValueError, match="no"):
        run_parallel(process, failing)


def test_copies_end_when_the_first_work_fails() -> None:
    """Those too that have more to say than a pipe holds."""
    large = "x" * 5_000_000
    with pytest.raises(ValueError, match="no"):
        run_parallel(failing, lambda: large, process, lambda: large)


def test_an_interrupted_first_work_leaves_nothing() -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_parallel(interrupt, process)


def test_with_threads_nothing_is_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fork", failing)
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        assert not can_fork()
        assert run_parallel(process, process) == (HERE, [HERE])
    finally:
        end.set()
        thread.join()


@pytest.mark.parametrize(("module", "name"), [(os, "fork"), (os, "pipe")])
def test_where_there_can_be_no_more_processes(
    module: object, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(module, name, refuse)
    assert run_parallel(process, process) == (HERE, [HERE])


def test_on_systems_without_it_nothing_is_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not can_fork()
    monkeypatch.undo()
    monkeypatch.delattr(os, "fork")
    assert not can_fork()
    assert run_parallel(process, process) == (HERE, [HERE])


def test_where_nobody_may_wait_for_children() -> None:
    code = (
        "import signal; signal.signal(signal.SIGCHLD, signal.SIG_IGN)\n"
        "from balintrec.parallel import run_parallel; print(run_parallel(lambda: 1, lambda: 2))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert (done.stdout, done.stderr) == ("(1, [2])\n", "")


def test_copies_end_with_the_first_process() -> None:
    code = (
        "import os; from balintrec.parallel import run_parallel\n"
        "run_parallel(lambda: os._exit(5), lambda: 'x' * 5_000_000, lambda: 'x' * 5_000_000)"
    )
    done = subprocess.run(  # whoever is left would keep its output open
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 5


def test_what_was_not_yet_printed_is_printed_once() -> None:
    code = (
        "from balintrec.parallel import run_parallel; print('once', end=' ')\n"
        "run_parallel(lambda: 1, lambda: 2, lambda: 3)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "once "


def squares(numbers: Sequence[int]) -> list[int]:
    return [number * number for number in numbers]


@pytest.mark.parametrize("one_by_one", [False, True])
@pytest.mark.parametrize("processes", [1, 2, 3, 5])
@pytest.mark.parametrize("count", [0, 1, 2, 31, 32, 33, 500])
def test_mapped_chunks_come_in_order(count: int, processes: int, one_by_one: bool) -> None:
    made = map_chunks(squares, range(count), processes, one_by_one=one_by_one)
    assert made == [number * number for number in range(count)]


def test_every_process_takes_some() -> None:
    def slowly(_: Sequence[int]) -> list[int]:
        time.sleep(0.01)
        return [os.getpid()]

    made = map_chunks(slowly, range(40), 3, one_by_one=True)
    assert len(made) == 40
    assert len(set(made)) == 3
    assert HERE in made


def test_each_thing_is_done_once(tmp_path: Path) -> None:
    def noted(numbers: Sequence[int]) -> list[int]:
        with (tmp_path / "done").open("a") as file:
            file.writelines(f"{number}\n" for number in numbers)
        return list(numbers)

    assert map_chunks(noted, range(100), 4, one_by_one=True) == list(range(100))
    done = (tmp_path / "done").read_text().split()
    assert sorted(map(int, done)) == list(range(100))


@pytest.mark.parametrize("trouble", [killed, failing, lambda: lambda: 5])
def test_what_a_copy_had_begun_is_done_here(
    trouble: Callable[[], object], capfd: pytest.CaptureFixture[str]
) -> None:
    def work(numbers: Sequence[int]) -> list[object]:
        time.sleep(0.005)
        return [trouble() if os.getpid() != HERE and number > 3 else number for number in numbers]

    assert map_chunks(work, range(20), 3, one_by_one=True) == list(range(20))
    assert capfd.readouterr() == ("", "")


def test_what_this_process_cannot_do_is_an_error() -> None:
    def work(_: Sequence[int]) -> list[int]:
        raise ValueError("of ours")

    with pytest.raises(ValueError, match="of ours"):
        map_chunks(work, range(20), 3, one_by_one=True)


def test_without_a_pipe_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_more() -> tuple[int, int]:
        raise OSError(errno.EMFILE, "too many open files")

    monkeypatch.setattr(os, "pipe", no_more)
    assert map_chunks(lambda some: [os.getpid() for _ in some], range(5), 3) == [HERE] * 5


def test_progress_is_heard_of_this_process_alone() -> None:
    heard: list[tuple[int, int]] = []

    def told(done: int, of: int) -> None:
        assert os.getpid() == HERE
        heard.append((done, of))

    assert map_chunks(squares, range(100), 2, told) == squares(range(100))
    assert heard == sorted(heard)
    assert all(done < of == 100 for done, of in heard)


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Everything is worth sharing; how many works there were each time."""
    times: list[int] = []

    def counted(first: Callable[[], object], *others: Callable[[], object]) -> object:
        times.append(1 + len(others))
        return run_parallel(first, *others)

    for name in ("balintrec.check.run", "balintrec.society.load"):
        monkeypatch.setattr(import_module(name), "_WORTH_SHARING", 0)
    monkeypatch.setattr(parallel, "run_parallel", counted)
    return times


def broken(folder: Path) -> Path:
    """A society with one of each: what is no record, what cannot be read, what stands twice, what is too large."""
    files = {path.removeprefix("records/"): data for path, data in BASE.items()}
    files["members/wrong.md"] = b"---\nnome: Ola\n---\n"
    files["members/no-text.md"] = b"---\nname: \xff\n---\n"
    files["members/again/ayesha-khan.md"] = files["members/ayesha-khan.md"]
    files["members/large.md"] = b"---\nname: Ola\n---\n" + b"x" * 4_200_000
    files["sessions/2024-01-01-x.md"] = b"---\ndate: 2024-01-01\ngroup: nobody\n---\n"
    for path, data in files.items():
        file = folder / "records" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


def checked(root: Path, jobs: int, on: date = ON) -> tuple[Checked, Readings]:
    known = Readings()
    return check_source(WorkTree(root), on, known=known, jobs=jobs), known


@pytest.mark.parametrize("jobs", [2, 3, 4])
def test_one_process_and_several_find_the_same(jobs: int, tmp_path: Path, shared: list[int]) -> None:
    root = broken(tmp_path)
    alone, known = checked(root, 1)
    assert max(shared, default=1) == 1
    several, known_by_several = checked(root, jobs)
    assert max(shared) == jobs
    assert several.findings == alone.findings
    assert several.society == alone.society
    assert several == alone
    assert dict(known_by_several) == dict(known)
    assert known_by_several.unread == known.unread is True
    assert sorted(known_by_several.used) == sorted(known.used)


def test_progress_is_told_of_all(tmp_path: Path, shared: list[int]) -> None:
    heard: list[tuple[int, int]] = []
    root = broken(tmp_path)
    check_source(WorkTree(root), ON, lambda done, of: heard.append((done, of)), jobs=2)
    assert heard == sorted(heard)
    assert {of for _, of in heard} == {heard[-1][1]}
    assert all(done < of for done, of in heard)


def test_a_copy_that_dies_in_a_check_costs_time_only(
    tmp_path: Path, shared: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = broken(tmp_path)
    alone, _ = checked(root, 1)
    monkeypatch.setattr(parallel.pickle, "dumps", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    several, _ = checked(root, 3)
    assert several == alone
