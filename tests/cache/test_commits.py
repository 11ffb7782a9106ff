"""A review is said again while the same commits are meant, and never once anything else is."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cache.asking import MEMBERS, OLA, OMAR, agreed, all_agreed, ask, cache_of, settle, society
from tests.repository.clone import Clone

pytestmark = pytest.mark.slow

GUEST = f"{MEMBERS}/guest.md"


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """A society with a branch that enters a guest."""
    made = society(tmp_path / "society")
    made.git("checkout", "-q", "-b", "change")
    made.commit("Enter a guest", {GUEST: OLA})
    settle(made)
    return made


@pytest.mark.parametrize(
    "question",
    [
        ("review", "main"),
        ("review", "main", "change"),
        ("review", "HEAD~1", "--format", "json"),
        ("review", "main", "--format=markdown", "--quiet"),
        ("review", "HEAD~2", "HEAD^{/guest}"),
        ("review", "PR-1", "change"),
    ],
)
def test_a_review_is_said_again(question: tuple[str, ...], clone: Clone) -> None:
    clone.git("branch", "PR-1", "main")
    settle(clone)
    assert agreed(clone.top, *question)


def pseudo(clone: Clone, name: str, commit: str) -> None:
    """A file in git's own folder that names a commit, as fetch, merge and rebase leave them."""
    file = clone.top / ".git" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(clone.git("rev-parse", commit).strip() + "\n")


@pytest.mark.parametrize("name", ["ORIG_HEAD", "FETCH_HEAD~0", "mybase", "rebase-merge/onto", "main", "v1"])
def test_what_no_ref_tells_of_is_seen(name: str, clone: Clone) -> None:
    clone.git("tag", "v1", "main")
    pseudo(clone, name.removesuffix("~0"), "main")
    settle(clone)
    assert agreed(clone.top, "review", name, "change")
    pseudo(clone, name.removesuffix("~0"), "main~1")
    agreed(clone.top, "review", name, "change")
    assert not ask(clone.top, "review", "main~0", name).repeated
    (clone.top / ".git" / name.removesuffix("~0")).unlink()
    agreed(clone.top, "review", name, "change")


@pytest.mark.parametrize("name", ["change@{0}", "@{-1}", "HEAD@{1 hour ago}", ":/guest", "HEAD^{/guest}"])
def test_names_that_move_are_seen(name: str, clone: Clone) -> None:
    agreed(clone.top, "review", "main", name)
    clone.git("commit", "-q", "--amend", "-m", "Enter a guest, again")
    clone.git("checkout", "-q", "main")
    settle(clone)
    agreed(clone.top, "review", "main", name)


def test_an_abbreviation_is_no_longer_believed_once_the_commit_is_gone(clone: Clone) -> None:
    short = clone.git("rev-parse", "change").strip()[:12]
    assert agreed(clone.top, "review", "main", short)
    clone.git("checkout", "-q", "main")
    clone.git("branch", "-D", "change")
    clone.git("reflog", "expire", "--expire=now", "--all")
    clone.git("gc", "-q", "--prune=now")
    assert not agreed(clone.top, "review", "main", short)
    assert ask(clone.top, "review", "main", short).ran.code == 2


@pytest.mark.parametrize("where", [".gitattributes", ".git/info/attributes", "home"])
def test_how_files_are_compared_here_does_not_matter(
    where: str, clone: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is moved and written otherwise is the same one, whatever is said of files that are no text."""
    path = next(path for path in clone.git("ls-files", "records/sessions").split())
    text = (clone.top / path).read_text()
    (clone.top / path).unlink()
    moved = path.replace(".md", "-evening.md")
    clone.commit("Move a session", {moved: text.replace("\n", "\r\n")})
    settle(clone)
    before = ask(clone.top, "check", "--at", "HEAD").ran
    agreed(clone.top, "review", "main")
    file = Path.home() / ".config/git/attributes" if where == "home" else clone.top / where
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("*.md -diff\n")
    try:
        for question in (("check", "--at", "HEAD"), ("review", "main"), ("check",)):
            agreed(clone.top, *question)
        if where != ".git/info/attributes":
            assert ask(clone.top, "check", "--at", "HEAD", "--no-cache").ran == before
    finally:
        file.unlink()


def test_no_error_is_kept(clone: Clone) -> None:
    assert not agreed(clone.top, "review", "nowhere")
    clone.git("branch", "nowhere", "main")
    assert ask(clone.top, "review", "nowhere").ran.code == 0


def test_the_work_tree_does_not_matter(clone: Clone) -> None:
    ask(clone.top, "review", "main")
    clone.write(GUEST, OLA.replace("name", "nome"))
    clone.write(f"{MEMBERS}/another.md", "no record")
    (clone.top / OMAR).unlink()
    clone.git("add", "-A")
    assert ask(clone.top, "review", "main").repeated
    assert agreed(clone.top, "review", "main")


def test_without_records_a_society_is_found_only_by_name(
    clone: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(clone.top)
    assert agreed(None, "review", "main")
    (clone.top / "records").rename(clone.top / "elsewhere")
    assert not agreed(None, "review", "main")
    assert ask(None, "review", "main").ran.code == 2
    assert agreed(clone.top, "review", "main")


def test_a_word_that_is_a_command_elsewhere(clone: Clone) -> None:
    """Only the command itself decides what its answer depends on."""
    clone.git("branch", "check", "main")
    clone.git("branch", "status", "main")
    settle(clone)
    agreed(clone.top, "review", "check", "status")
    agreed(clone.top, "review", "check")
    agreed(clone.top, "status", "review")
    clone.git("branch", "-f", "check", "change")
    settle(clone)
    agreed(clone.top, "review", "check")
    assert all_agreed(clone.top)


def test_another_day_is_another_question(clone: Clone) -> None:
    first = ask(clone.top, "review", "main", on="2026-11-23")
    assert not ask(clone.top, "review", "main", on="2026-11-24").repeated
    assert ask(clone.top, "review", "main", on="2026-11-23") == (first.ran, True)


def test_a_clone_of_which_contents_may_come_later_keeps_nothing(clone: Clone) -> None:
    clone.git("config", "remote.origin.promisor", "true")
    settle(clone)
    assert not agreed(clone.top, "review", "main")


def test_a_clone_that_is_cut_short_says_so(clone: Clone) -> None:
    assert agreed(clone.top, "review", "main")
    (clone.top / ".git/shallow").write_text(clone.git("rev-parse", "main") + "\n")
    settle(clone)
    assert not ask(clone.top, "review", "main").repeated
    (clone.top / ".git/shallow").unlink()
    settle(clone)
    agreed(clone.top, "review", "main")


# Lives of branches

Step = Callable[[Clone, random.Random], None]


def _text(dice: random.Random) -> str:
    return f"---\nname: Guest {dice.choice('ABC')}\n---\nSaid {dice.random()}.\n"


def commit(clone: Clone, dice: random.Random) -> None:
    clone.commit("Say more", {dice.choice([GUEST, f"{MEMBERS}/g{dice.randrange(3)}.md"]): _text(dice)})


def amend(clone: Clone, dice: random.Random) -> None:
    clone.write(GUEST, _text(dice))
    clone.git("add", "-A")
    clone.git("commit", "-q", "--amend", "--allow-empty", "-m", "Say it otherwise")


def switch(clone: Clone, dice: random.Random) -> None:
    clone.git("checkout", "-q", "-f", dice.choice(["main", "change"]))


def move(clone: Clone, dice: random.Random) -> None:
    clone.git("update-ref", f"refs/heads/{dice.choice(['main', 'change'])}", "HEAD~1")
    clone.git("reset", "-q", "--hard")


def merge(clone: Clone, dice: random.Random) -> None:
    clone.git("merge", "-q", "-s", "ours", "-m", "Merge", dice.choice(["main", "change"]))


def tag(clone: Clone, dice: random.Random) -> None:
    clone.git("tag", "-f", "v1", dice.choice(["HEAD", "HEAD~1"]))


def pack(clone: Clone, _: random.Random) -> None:
    clone.git("pack-refs", "--all")
    clone.git("gc", "-q", "--prune=now")


def edit(clone: Clone, dice: random.Random) -> None:
    clone.write(GUEST, _text(dice))


STEPS: tuple[Step, ...] = (commit, commit, amend, switch, move, merge, tag, pack, edit)


@pytest.mark.parametrize("seed", range(4))
def test_never_stale(seed: int, clone: Clone) -> None:
    dice = random.Random(seed)
    for _ in range(10):
        clone.git("tag", "-f", "v1", "HEAD~1")
        for step in dice.choices(STEPS, k=dice.choice([1, 1, 2])):
            step(clone, dice)
        for words in (("main", "change"), ("v1",), ("change", "--format", "json")):
            agreed(clone.top, "review", *words)


def test_damage_is_passed_over(clone: Clone) -> None:
    agreed(clone.top, "review", "main")
    for file in (cache_of(clone) / "answers").iterdir():
        file.write_bytes(file.read_bytes()[:-3])
    agreed(clone.top, "review", "main")


# Clocks

NOW = datetime(2050, 1, 1, 12, tzinfo=UTC)  # later than the commits of the fixtures


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Sets the clock to so much after noon. What day it is for the cache is told apart from that, by the system."""

    def set_to(later: timedelta) -> None:
        for place in ("options", "source", "review"):
            monkeypatch.setattr(f"balintrec.cli.{place}.now", lambda: NOW + later)

    set_to(timedelta())
    return set_to


@pytest.mark.parametrize(
    ("made", "moved", "before", "after"),
    [
        (timedelta(hours=30), timedelta(hours=7), True, False),  # its time comes
        (timedelta(hours=20), timedelta(hours=-6), False, True),  # somebody sets the clock back
        (timedelta(hours=-1), timedelta(hours=-12), False, False),
    ],
)
def test_commit_from_the_future_is_found_while_it_is_one(
    clone: Clone,
    clock: Callable[[timedelta], None],
    made: timedelta,
    moved: timedelta,
    before: bool,
    after: bool,
) -> None:
    clone.commit("Change", {OMAR: OLA}, (NOW + made).isoformat())
    settle(clone)
    for question in (("check",), ("review", "main")):
        clock(timedelta())
        for _ in range(2):
            assert ("HIS007" in ask(clone.top, *question).ran.out) is before, question
        clock(moved)
        assert ("HIS007" in ask(clone.top, *question).ran.out) is after, question
    assert agreed(clone.top, "check") is (made < timedelta())
