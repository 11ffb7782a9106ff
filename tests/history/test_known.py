"""What was known on a day: a script makes a repository with every kind of merge, and knows it; git is real."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest

from balintrec.errors import BalintrecError
from balintrec.history.log import History
from balintrec.history.trace import ref_of
from balintrec.repository import Repository
from tests.repository.clone import Clone
from tests.repository.conftest import home, own_home  # noqa: F401

pytestmark = pytest.mark.slow

FIRST = datetime(2025, 1, 1, 12, tzinfo=UTC)
Tree = dict[str, str]
"""What each record says, by its path."""


@dataclass(frozen=True)
class Made:
    """A commit that the script made."""

    id: str
    time: datetime
    tree: Tree
    said: dict[str, str | None]
    """What it itself says of records, whatever its parents say; None: nothing any more."""
    before: frozenset[str]
    """Its ancestors, and itself."""


@dataclass
class Script:
    """Makes commits with `git commit-tree`, and remembers what each of them said of which record."""

    clone: Clone
    made: list[Made] = field(default_factory=list)

    def commit(
        self, time: datetime, parents: Iterable[Made] = (), said: dict[str, str | None] | None = None
    ) -> Made:
        """A commit on top of others: what one of them changed is taken over, what several did is the last one's."""
        parents, said = list(parents), dict(said or {})
        tree: Tree = {}
        for path in sorted(
            {path for one in parents for path in one.tree} | {p for one in self.made for p in one.said}
        ):
            text, is_clear = (said[path], True) if path in said else self._merged(path, parents)
            if text is not None:
                tree[path] = text
            if not is_clear:
                said[path] = text
        tree.update({path: text for path, text in said.items() if text is not None})
        before = frozenset().union(*(one.before for one in parents))
        id = self._written(tree, [one.id for one in parents], time)
        made = Made(id, time, tree, said, before | {id})
        self.made.append(made)
        return made

    def _merged(self, path: str, parents: list[Made]) -> tuple[str | None, bool]:
        """What a merge makes of a record, and whether that is clear; else it has to decide, and takes the last word."""
        changed = []
        for one, other in permutations(parents, 2):
            common = [made for made in self.made if made.id in one.before & other.before]
            base = max(common, key=lambda made: (made.time, made.id)).tree.get(path)
            if one.tree.get(path) != base:
                changed.append((one.tree.get(path), base))
        texts = {text for text, _ in changed}
        if not changed:
            return (parents[0].tree.get(path) if parents else None), True
        if len(texts) == 1:
            return changed[0][0], True
        spoke = max(parents, key=lambda one: (one.time, one.id))
        return spoke.tree.get(path), False

    def _written(self, tree: Tree, parents: list[str], time: datetime) -> str:
        lines = []
        folders: dict[str, list[str]] = {}
        for path, text in tree.items():
            blob = self._put("hash-object", "-w", "--stdin", given=text)
            folder, _, name = path.removeprefix("records/").partition("/")
            folders.setdefault(folder, []).append(f"100644 blob {blob}\t{name}")
        for folder, files in sorted(folders.items()):
            inner = self._put("mktree", given="".join(f"{one}\n" for one in files))
            lines.append(f"040000 tree {inner}\t{folder}")
        records = self._put("mktree", given="".join(f"{one}\n" for one in lines))
        top = self._put("mktree", given=f"040000 tree {records}\trecords\n")
        named = [part for parent in parents for part in ("-p", parent)]
        when = f"{int(time.timestamp())} +0000"
        dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        return self.clone.git("commit-tree", top, *named, "-m", "x", **dates)

    def _put(self, *arguments: str, given: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.clone.top, input=given.encode(), capture_output=True, check=True
        )
        return done.stdout.decode().strip()

    def known(self, day: date, head: Made) -> Tree:
        """Record by record what that side says which said something of it last; what it said before breaks a tie."""
        there = [one for one in self.made if one.id in head.before and one.time.date() <= day]
        sides = [one for one in there if not any(one.id in other.before for other in there if other != one)]
        told = {}
        for path in {path for one in there for path in one.said}:
            words = {
                side.id: sorted(
                    ((one.time, one.id) for one in there if one.id in side.before and path in one.said),
                    reverse=True,
                )
                for side in sides
            }
            last = max(sides, key=lambda side: words[side.id])
            told[path] = last.tree.get(path)
        return {path: text for path, text in told.items() if text is not None}

    def told(self, day: date, head: Made) -> Tree:
        """The same, as balintrec says it."""
        self.clone.git("update-ref", "refs/heads/main", head.id)
        read = Repository.open(self.clone.top).revision(day.isoformat(), alike=ref_of)
        return {path: read.read(path).decode() for path in read.blobs()}


@pytest.fixture
def script(tmp_path: Path) -> Script:
    return Script(Clone.made_at(tmp_path / "society", "--initial-branch=main"))


def grown(script: Script, random: random.Random, count: int, *, tangled: bool) -> Made:
    """Lines that go on, part, and come together, with conflicts and without; tangled: three at once, and crosswise."""
    paths = [f"records/members/m{number}.md" for number in range(12)]
    lines = [script.commit(FIRST, said={path: f"{path} at first\n" for path in paths[:6]})]
    time = FIRST
    while len(script.made) < count:
        time += timedelta(hours=random.choice([1, 7, 30]))
        kind = random.random()
        if kind < 0.15 and len(lines) < 4:
            lines.append(random.choice(lines))
        elif kind < 0.35 and len(lines) > 1:
            some = random.sample(lines, min(len(lines), random.choice([2, 2, 3]) if tangled else 2))
            tips = [one for one in some if not any(one.id in other.before - {other.id} for other in some)]
            tips = list({one.id: one for one in tips}.values())
            if len(tips) > 1:
                random.shuffle(tips)
                place = lines.index(tips[0])
                lines[place] = script.commit(time, tips)
                if not tangled:
                    lines[lines.index(tips[1])] = lines[place]
                elif random.random() < 0.2:  # crosswise: the other line merges what the first had before
                    time += timedelta(hours=1)
                    lines[lines.index(tips[1])] = script.commit(time, [tips[1], tips[0]])
        else:
            place = random.randrange(len(lines))
            said: dict[str, str | None] = {}
            for path in random.sample(paths, random.choice([1, 1, 2])):
                here = lines[place].tree.get(path)
                said[path] = None if here and random.random() < 0.2 else f"{path} said {len(script.made)}\n"
            lines[place] = script.commit(time, [lines[place]], said)
    tips = [one for one in lines if not any(one.id in other.before - {other.id} for other in lines)]
    tips = list({one.id: one for one in tips}.values())
    head = tips[0]
    for tip in tips[1:]:
        time += timedelta(days=1)
        head = script.commit(time, [head, tip])
    return head


def days(head: Made) -> Iterator[date]:
    day = FIRST.date()
    while day <= head.time.date():
        yield day
        day += timedelta(days=1)


@pytest.mark.parametrize(("seed", "tangled"), [(0, False), (1, True), (2, True)])
def test_what_was_known_on_each_day_is_what_the_script_knows(
    script: Script, seed: int, tangled: bool
) -> None:
    chance = random.Random(seed)
    head = grown(script, chance, 150, tangled=tangled)
    asked = list(days(head))
    for day in chance.sample(asked, min(25, len(asked))):
        assert script.told(day, head) == script.known(day, head), day


def swapped(clone: Clone, name: str = "HEAD") -> None:
    """The same history with the parents of every merge the other way round."""
    new: dict[str, str] = {}
    log = clone.git("log", "--reverse", "--topo-order", "--format=%H %T %ct %P", name)
    for line in log.splitlines():
        id, tree, time, *parents = line.split()
        named = [part for one in reversed(parents) for part in ("-p", new[one])]
        who = clone.git("log", "-1", "--format=%an%n%ae", id).splitlines()
        new[id] = clone.git(
            "commit-tree", tree, *named, "-m", "x",
            GIT_COMMITTER_DATE=f"{time} +0000", GIT_AUTHOR_DATE=f"{time} +0000",
            GIT_AUTHOR_NAME=who[0], GIT_AUTHOR_EMAIL=who[1],
        )  # fmt: skip
    clone.git("update-ref", "HEAD", new[clone.id(name)])


@pytest.mark.parametrize("seed", range(3))
def test_it_makes_no_difference_which_parent_is_named_first(script: Script, seed: int) -> None:
    chance = random.Random(seed + 100)
    head = grown(script, chance, 60, tangled=True)
    script.clone.git("update-ref", "refs/heads/main", head.id)
    asked = chance.sample(list(days(head)), 8)

    def answers() -> list[object]:
        repository = Repository.open(script.clone.top)
        trees = [repository.revision(day.isoformat(), alike=ref_of).blobs() for day in asked]
        history = History.of(repository)
        lives = {
            ref: [(one.commit.time, one.change) for one in touches]
            for ref, touches in history.traces.lives.items()
        }
        entered = {ref: one.time for ref in lives if (one := history.traces.entered(ref))}
        return [trees, lives, entered]

    before = answers()
    swapped(script.clone)
    assert answers() == before


# What people do with git

M = "records/members/m.md"
OTHER = "records/members/{}.md"


def at_noon(day: int) -> dict[str, str]:
    when = f"2025-01-{day:02}T12:00:00Z"
    return {"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when}


def said_on(clone: Clone, day: int, path: str = M) -> str | None:
    read = Repository.open(clone.top).revision(f"2025-01-{day:02}", alike=ref_of)
    return read.read(path).decode() if path in read.blobs() else None


def wrote(clone: Clone, day: int, text: str | None, path: str = M) -> str:
    return clone.commit("x", {path: text}, at_noon(day)["GIT_COMMITTER_DATE"])


@pytest.fixture
def society(tmp_path: Path) -> Clone:
    """A record that says "one" on the 1st, "two" on the 3rd, and "side" on a branch on the 5th."""
    clone = Clone.made_at(tmp_path / "society", "--initial-branch=main")
    wrote(clone, 1, "one")
    clone.git("branch", "side")
    wrote(clone, 3, "two")
    clone.git("switch", "--quiet", "side")
    return clone


@pytest.mark.parametrize("kept", ["two", "side", "both"])
def test_merge_with_a_conflict(society: Clone, kept: str) -> None:
    wrote(society, 5, "side")
    society.git("switch", "--quiet", "main")
    society.git("merge", "--quiet", "--no-commit", "--strategy=ours", "side", **at_noon(7))
    wrote(society, 7, kept)
    assert [said_on(society, day) for day in (1, 3, 5, 7)] == ["one", "two", "side", kept]


def test_octopus(society: Clone) -> None:
    wrote(society, 5, "a", OTHER.format("a"))
    society.git("switch", "--quiet", "--create", "third", "main~1")
    wrote(society, 6, "b", OTHER.format("b"))
    society.git("switch", "--quiet", "main")
    wrote(society, 6, "three")
    society.git("merge", "--quiet", "--no-edit", "side", "third", **at_noon(9))
    assert [said_on(society, 8, path) for path in (M, OTHER.format("a"), OTHER.format("b"))] == [
        "three",
        "a",
        "b",
    ]
    assert said_on(society, 4, OTHER.format("a")) is None


def test_revert_says_again_what_was_said_before(society: Clone) -> None:
    wrote(society, 5, "a", OTHER.format("a"))
    society.git("switch", "--quiet", "main")
    society.git("revert", "--no-edit", "HEAD", **at_noon(6))
    society.git("merge", "--quiet", "--no-edit", "side", **at_noon(8))
    assert [said_on(society, day) for day in (3, 5, 6, 8)] == ["two", "two", "one", "one"]


def test_cherry_pick_is_known_from_the_first_time(society: Clone) -> None:
    picked = wrote(society, 5, "a", OTHER.format("a"))
    society.git("switch", "--quiet", "main")
    society.git("cherry-pick", picked, **at_noon(8))
    assert [said_on(society, day, OTHER.format("a")) for day in (5, 7, 8)] == [None, None, "a"]
    society.git("merge", "--quiet", "--no-edit", "side", **at_noon(9))
    assert [said_on(society, day, OTHER.format("a")) for day in (4, 5, 8)] == [None, "a", "a"]
    history = History.of(Repository.open(society.top))
    first = history.traces.entered("members/a")
    assert first and first.id == picked


def test_rebase_counts_from_when_it_was_done(society: Clone) -> None:
    wrote(society, 5, "a", OTHER.format("a"))
    society.git("rebase", "--quiet", "main", GIT_COMMITTER_DATE=at_noon(8)["GIT_COMMITTER_DATE"])
    assert [said_on(society, day, OTHER.format("a")) for day in (5, 7, 8)] == [None, None, "a"]


def test_crosswise(society: Clone) -> None:
    side = wrote(society, 5, "a", OTHER.format("a"))
    society.git("merge", "--quiet", "--no-edit", "main", **at_noon(6))
    society.git("switch", "--quiet", "main")
    society.git("merge", "--quiet", "--no-edit", "--no-ff", side, **at_noon(7))
    wrote(society, 8, "three")
    society.git("merge", "--quiet", "--no-edit", "side", **at_noon(9))
    assert [said_on(society, day) for day in (1, 3, 6, 8)] == ["one", "two", "two", "three"]


def test_record_that_one_side_moved_stands_in_one_place(society: Clone) -> None:
    wrote(society, 5, "side")
    society.git("switch", "--quiet", "main")
    society.commit("x", {M: None, "records/members/old/m.md": "two"}, at_noon(4)["GIT_COMMITTER_DATE"])
    society.git("merge", "--quiet", "--no-commit", "--strategy=ours", "side", **at_noon(9))
    society.commit("x", {}, at_noon(9)["GIT_COMMITTER_DATE"])
    assert (said_on(society, 4, M), said_on(society, 4, "records/members/old/m.md")) == (None, "two")
    assert (said_on(society, 5, M), said_on(society, 5, "records/members/old/m.md")) == ("side", None)


def test_before_1970_nothing_was_known(society: Clone) -> None:
    with pytest.raises(BalintrecError, match="no commit was there by the end of 1969-12-31"):
        Repository.open(society.top).revision("1969-12-31")
