"""A writer that dies at any moment, a disk that is full, and many writers at once."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from hashlib import sha1
from pathlib import Path

import pytest

from balintrec.errors import BalintrecError
from balintrec.repository import Repository, committing
from tests.repository import tracing
from tests.repository.clone import Clone

pytestmark = pytest.mark.slow

OLA, IDA, EVA = (f"records/members/{name}.md" for name in ("ola", "ida", "eva"))
EVA_NEW = "records/members/2025/eva-b.md"
STAGED = "records/members/tor.md"
LONG = "a line of a record\n" * 200
BEFORE = {OLA: f"Ola\n{LONG}", EVA: f"Eva\n{LONG}"}
AFTER = {OLA: f"Ola Nordmann\n{LONG}", IDA: f"Ida\n{LONG}", EVA_NEW: f"Eva\n{LONG}"}


def change_three(top: Path) -> str | None:
    """One file entered, one changed, one moved."""
    with Repository.open(top).transaction("Three files") as change:
        change.write_new(IDA, AFTER[IDA])
        change.replace(OLA, AFTER[OLA], (top / OLA).read_text())
        change.move(EVA, EVA_NEW)
    return change.commit


@pytest.fixture
def scene(tmp_path: Path) -> Clone:
    clone = Clone.made_at(tmp_path / "scene", "--template=")  # few files: it is copied at every point
    clone.commit("before", BEFORE)
    clone.write(STAGED, "staged by the user\n")
    clone.git("add", STAGED)
    return clone


def files(clone: Clone) -> dict[str, str]:
    """What is on the disk, but for unfinished files of the writer."""
    found = sorted(path for path in (clone.top / "records").rglob("*.md"))
    return {path.relative_to(clone.top).as_posix(): path.read_text() for path in found}


def committed(clone: Clone) -> dict[str, str]:
    """The ids of the contents by path."""
    lines = clone.git("ls-tree", "-r", "HEAD").splitlines()
    return {path: about.split()[2] for about, path in (line.split("\t") for line in lines)}


def ids(texts: Mapping[str, str]) -> dict[str, str]:
    """The ids that git gives to such contents."""
    contents = {path: text.encode() for path, text in texts.items()}
    return {path: sha1(b"blob %d\0%b" % (len(text), text)).hexdigest() for path, text in contents.items()}


def again(clone: Clone) -> list[str]:
    """Make the same change once more; a lock that is in the way and reported is removed. Gives these locks."""
    locks = []
    while True:
        try:
            change_three(clone.top)
        except BalintrecError as error:
            reported = re.search(r"(\S+\.lock) has been there", str(error))
            assert reported, error
            Path(reported[1]).unlink()
            locks.append(Path(reported[1]).name)
        else:
            return locks


def assert_whole(clone: Clone) -> None:
    """No file is torn, none is lost, and the history is sound."""
    clone.git("fsck", "--strict")
    assert committed(clone) in (ids(BEFORE), ids(AFTER))
    found = files(clone)
    assert found.pop(STAGED) == "staged by the user\n"
    assert found[OLA] in (BEFORE[OLA], AFTER[OLA])
    assert EVA in found or EVA_NEW in found
    for path, text in found.items():
        assert text in (BEFORE.get(path), AFTER.get(path)), path


def assert_next_commit_takes_nothing_back(clone: Clone) -> None:
    """What the user had staged is still staged; their own commit holds this and the three files."""
    clone.git("commit", "--quiet", "--message", "The user's own")
    assert committed(clone) == ids({**AFTER, STAGED: "staged by the user\n"})
    left = [line for line in clone.status().splitlines() if not re.search(r"\.balintrec-\w+\.tmp$", line)]
    assert left == []


def test_killed_before_every_call_that_changes_a_file(
    scene: Clone,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    if reason := tracing.why_not():
        pytest.skip(reason)
    monkeypatch.setattr(committing, "_PATIENCE", 0.0)
    Repository.open(scene.top)  # loads what is needed, before the child is made
    seen: Counter[str] = Counter()
    point = 0
    while True:
        point += 1
        clone = Clone(tmp_path / f"point{point}")
        shutil.copytree(scene.top, clone.top)
        _, status = tracing.killed_before(lambda top=clone.top: change_three(top), clone.top, point)  # type: ignore[misc]
        assert_whole(clone)
        if committed(clone) == ids(BEFORE):
            seen["before the commit"] += 1
            seen.update(again(clone))
        else:
            seen["after the commit"] += 1
            for lock in (clone.top / ".git").glob("*.lock"):
                lock.unlink()
        assert_next_commit_takes_nothing_back(clone)
        if status != -9:
            break
    assert status == 0
    assert seen["before the commit"] > 50
    assert seen["after the commit"] > 1
    for what, count in {"points": point - 1, **seen}.items():
        record_property(what, count)


CALLS = ("os.link", "os.replace", "os.unlink", "os.mkdir", "subprocess.Popen.communicate")


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="there are no groups of processes here")
def test_killed_before_every_call_of_python_that_changes_a_file(
    scene: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same without a tracer, coarser: the system's calls of git itself are not seen."""
    monkeypatch.setattr(committing, "_PATIENCE", 0.0)
    point, status = 0, -9
    while status == -9:
        point += 1
        clone = Clone(tmp_path / f"point{point}")
        shutil.copytree(scene.top, clone.top)
        status = in_child(DYING, str(clone.top), str(point)).returncode
        assert status in (0, -9)
        assert_whole(clone)
        if committed(clone) == ids(BEFORE):
            again(clone)
        assert_next_commit_takes_nothing_back(clone)
    assert point > 12


DYING = f"""
import os, pathlib, signal, subprocess, sys
from balintrec.repository import Repository
from tests.repository.test_faults import change_three
top, left = pathlib.Path(sys.argv[1]), int(sys.argv[2])
Repository.open(top)
def dying(call):
    def instead(*arguments, **options):
        global left
        left -= 1
        if not left:
            os.killpg(0, signal.SIGKILL)
        return call(*arguments, **options)
    return instead
for name in {CALLS!r}:
    home, _, last = name.rpartition(".")
    home = eval(home)
    setattr(home, last, dying(getattr(home, last)))
change_three(top)
"""


def in_child(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=Path(__file__).parents[2],
        start_new_session=True,
        capture_output=True,
        text=True,
        check=False,
    )


FULL = """
import pathlib, resource, sys
from balintrec import BalintrecError
from balintrec.repository import Repository
from tests.repository.test_faults import change_three
Repository.open(pathlib.Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    print(change_three(pathlib.Path(sys.argv[1])))
except BalintrecError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits of size here")
def test_a_disk_too_full_for_the_files(scene: Clone) -> None:
    before = files(scene), scene.status(), scene.id()
    done = in_child(FULL, str(scene.top), "2000")
    assert done.stdout == "cannot write records/members/2025/eva-b.md: file too large\n", done.stderr
    assert (files(scene), scene.status(), scene.id()) == before
    assert [path.name for path in (scene.top / "records").rglob("*.tmp")] == []
    assert again(scene) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits of size here")
def test_a_disk_too_full_for_the_commit(scene: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(committing, "_PATIENCE", 0.0)
    scene.commit("a large index", {f"records/groups/{number}.md": "g" for number in range(200)})
    scene.git("reset", "--quiet", "--soft", "HEAD~1")
    done = in_child(FULL, str(scene.top), "6000")
    assert "the files are written but not committed: " in done.stdout, done.stderr
    assert {path: files(scene)[path] for path in AFTER} == AFTER
    assert committed(scene) == ids(BEFORE)
    scene.git("fsck", "--strict")
    again(scene)
    assert committed(scene) == ids(AFTER)


WRITER = """
import pathlib, sys
from balintrec import BalintrecError, store
from balintrec.repository import Repository
top, writer = pathlib.Path(sys.argv[1]), sys.argv[2]
repository = Repository.open(top)
"""

# Each takes the least number that is free, as whoever enters a record does.
TAKES_IDS = f"""{WRITER}
taken = {{}}
number = 0
while len(taken) < 40:
    number += 1
    path = f"records/sessions/{{number:03}}.md"
    if (top / path).exists():
        continue
    try:
        store.write_new(top, path, f"{{writer}} {{number}}")
    except BalintrecError:
        continue
    taken[path] = f"{{writer}} {{number}}"
with repository.transaction(f"ids of {{writer}}") as change:
    for path, text in taken.items():
        change.write_new(path, text)
print(*taken, sep="\\n")
"""

COMMITS = f"""{WRITER}
for number in range(25):
    with repository.transaction(f"{{writer}} {{number}}") as change:
        change.write_new(f"records/sessions/{{writer}}-{{number}}.md", f"{{number}}")
"""


def side_by_side(code: str, clone: Clone, writers: int) -> list[str]:
    """What each of so many writers at once prints."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(clone.top), f"w{writer}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for writer in range(writers)
    ]
    printed = []
    for process in running:
        output, complaint = process.communicate()
        assert process.returncode == 0, complaint
        printed.append(output)
    return printed


def test_eight_writers_with_forty_ids_each(clone: Clone) -> None:
    taken = [path for output in side_by_side(TAKES_IDS, clone, 8) for path in output.splitlines()]
    assert len(taken) == len(set(taken)) == 320
    assert set(taken) <= set(Repository.open(clone.top).revision("HEAD").blobs())
    assert len(Repository.open(clone.top).commits()) == 1 + 8
    texts = [(clone.top / path).read_text() for path in taken]
    assert Counter(text.split()[0] for text in texts) == {f"w{writer}": 40 for writer in range(8)}
    assert clone.status() == ""


def test_four_writers_with_twenty_five_commits_each(clone: Clone) -> None:
    side_by_side(COMMITS, clone, 4)
    commits = Repository.open(clone.top).commits()[1:]
    assert len(commits) == 100
    assert all([change.status for change in commit.changes] == ["added"] for commit in commits)
    assert clone.status() == ""
    clone.git("fsck", "--strict")
