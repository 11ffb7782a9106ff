"""Transactions and their users side by side with plain dictionaries: the disk, the index and the last commit."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from balintrec.errors import BalintrecError
from balintrec.repository import Repository, Transaction
from tests.repository.clone import Clone

pytestmark = pytest.mark.slow

PATHS = st.sampled_from([f"records/{name}.md" for name in ("a", "b", "deep/c")])
TEXTS = st.sampled_from(["one\n", "two\n", "three\n"])
OPERATIONS = st.one_of(
    st.tuples(st.just("write_new"), PATHS, TEXTS),
    st.tuples(st.just("replace"), PATHS, TEXTS),
    st.tuples(st.just("replace"), PATHS, TEXTS, TEXTS),
    st.tuples(st.just("move"), PATHS, PATHS),
    st.tuples(st.just("remove"), PATHS),
)
Files = dict[str, str]


class Refused(Exception):
    """The model does not allow it."""


@dataclass
class Model:
    """What a transaction means, said with dictionaries."""

    disk: Files
    index: Files
    head: Files
    now: Files = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    new: set[str] = field(default_factory=set)

    def begin(self) -> None:
        self.now, self.touched, self.new = dict(self.disk), set(), set()

    def make(self, name: str, path: str, *rest: str) -> None:
        getattr(self, name)(path, *rest)

    def write_new(self, path: str, text: str) -> None:
        if path not in self.touched:
            self.new.add(path)
        elif path in self.now:
            raise Refused
        self.now[path] = text
        self.touched.add(path)

    def replace(self, path: str, text: str, old: str) -> None:
        if self.now.get(path) not in (old, text):
            raise Refused
        self.now[path] = text
        self.touched.add(path)

    def move(self, path: str, new_path: str) -> None:
        if path in self.now:
            text = self.now[path]
            self._take(path)
            self.write_new(new_path, text)
        elif self._was_moved(path, new_path):
            self.touched |= {path, new_path}
        else:
            raise Refused

    def remove(self, path: str) -> None:
        if path not in self.now and (path in self.touched or path not in self.head):
            raise Refused
        self._take(path)

    def _take(self, path: str) -> None:
        self.now.pop(path, None)
        self.touched.add(path)
        if path in self.new:  # it came and went
            self.new.remove(path)
            self.touched.remove(path)
            if path in self.disk:
                self.now[path] = self.disk[path]

    def _was_moved(self, path: str, new_path: str) -> bool:
        return (
            path not in self.touched
            and new_path in self.now
            and path in self.head
            and new_path not in self.head
        )

    def end(self, hook_refuses: bool) -> None:
        """The end of the block; whether the commit is made stands in the return."""
        for path in self.new & set(self.disk):
            if self.disk[path] != self.now[path] or path in self.head:
                raise Refused
        self.disk = {**{path: text for path, text in self.disk.items() if path not in self.touched}} | {
            path: self.now[path] for path in self.touched if path in self.now
        }
        commits = any(self.disk.get(path) != self.head.get(path) for path in self.touched)
        if commits and hook_refuses:
            return
        for tree in (self.index, self.head):
            for path in self.touched:
                tree.pop(path, None)
                if path in self.disk:
                    tree[path] = self.disk[path]


class Society(RuleBasedStateMachine):
    """Real files and real git on the one side."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.clone = Clone.made_at(self.folder / "society")
        self.clone.commit("the beginning", {"records/society.md": "s\n", "records/a.md": "one\n"})
        files = {"records/society.md": "s\n", "records/a.md": "one\n"}
        self.model = Model(dict(files), dict(files), dict(files))
        self.repository = Repository.open(self.clone.top)
        self.refuses = False

    @rule(operations=st.lists(OPERATIONS, min_size=1, max_size=4))
    def transaction(self, operations: list[tuple[str, ...]]) -> None:
        model = self.model
        model.begin()
        expected: str | None = None
        head = dict(model.head)
        told: list[tuple[str, ...]] = []
        try:
            for name, path, *rest in operations:
                if name == "replace" and len(rest) == 1:
                    rest.append(model.now.get(path, ""))
                told.append((name, path, *rest))
                model.make(name, path, *rest)
            model.end(self.refuses)
            wanted = {path for path in model.touched if model.disk.get(path) != head.get(path)}
            expected = "written but not committed" if wanted and self.refuses else None
        except Refused:
            wanted, expected = set(), "records/"
        if expected is None:
            assert (self.run(told).commit is not None) == bool(wanted)
        else:
            with pytest.raises(BalintrecError, match=expected):
                self.run(told)

    def run(self, operations: list[tuple[str, ...]]) -> Transaction:
        with self.repository.transaction("A change") as change:
            for name, *arguments in operations:
                getattr(change, name)(*arguments)
        return change

    @rule(path=PATHS, text=TEXTS)
    def edit(self, path: str, text: str) -> None:
        self.clone.write(path, text)
        self.model.disk[path] = text

    @rule(path=PATHS)
    def delete(self, path: str) -> None:
        (self.clone.top / path).unlink(missing_ok=True)
        self.model.disk.pop(path, None)

    @rule()
    def stage_everything(self) -> None:
        self.clone.git("add", "--all")
        self.model.index = dict(self.model.disk)

    @precondition(lambda self: not self.refuses and self.model.index != self.model.head)
    @rule()
    def commit_plainly(self) -> None:
        self.clone.git("commit", "--quiet", "--message", "The user's own")
        self.model.head = dict(self.model.index)

    @rule()
    def turn_the_hook(self) -> None:
        self.refuses = not self.refuses
        self.clone.hook("pre-commit", f"exit {int(self.refuses)}")

    @invariant()
    def side_by_side(self) -> None:
        top = self.clone.top
        disk = {
            path.relative_to(top).as_posix(): path.read_text() for path in (top / "records").rglob("*.md")
        }
        assert disk == self.model.disk
        assert self.texts("ls-files", "--stage") == self.model.index
        revision = Repository.open(top).revision("HEAD")
        assert {path: revision.read(path).decode() for path in revision.blobs()} == self.model.head

    def texts(self, *arguments: str) -> Files:
        lines = (line.split("\t") for line in self.clone.git(*arguments).splitlines())
        return {path: self.repository.read_blob(about.split()[1]).decode() for about, path in lines}

    def teardown(self) -> None:
        shutil.rmtree(self.folder)


Society.TestCase.settings = settings(
    max_examples=12, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)
TestSociety = Society.TestCase
