"""The commands that a finding on the history says to run: each is run, in a repository, and mends what was found."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from balintrec.check import check
from balintrec.finding import Finding
from balintrec.history.log import History
from balintrec.repository import Repository
from balintrec.source import WorkTree
from tests.cli.running import balintrec
from tests.repository.clone import Clone
from tests.repository.conftest import home, own_home  # noqa: F401
from tests.rules.examples import ON
from tests.rules.past import SOCIETY, at, edited, kept, noon, session, told

pytestmark = pytest.mark.slow

GRANT = "records/decisions/2026-03-05-bilal-ahmed-grant.md"
HELD = "records/sessions/2024-03-12-lahore-tuesday.md"


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return kept(tmp_path / "society", late_entry=60, batch=3)


def found(clone: Clone) -> list[Finding]:
    """What the history is found to be, by the clock of this computer."""
    history = History(lambda: Repository.open(clone.top), now=datetime.now(UTC))
    return [one for one in check(WorkTree(clone.top), ON, history=history).findings if "HIS" in one.rule.code]


def follow(clone: Clone, finding: Finding) -> None:
    """Run every command of a remedy, as it stands there."""
    commands = re.findall(r"\b(?:git|balintrec) [a-z]+ [^;]*?(?=;|$)", finding.help)
    assert commands, finding.help
    for command in commands:
        program, *words = shlex.split(command)
        if program == "git":
            clone.git(*words)
        else:
            assert balintrec(*words, root=clone.top).code == 0


# Removed: it is put back as it was, wherever the removal came from

Removing = Callable[[Clone, str], None]


def plainly(clone: Clone, path: str) -> None:
    clone.commit("Remove", {path: None}, noon("2026-04-01"))


def twice(clone: Clone, path: str) -> None:
    plainly(clone, path)
    clone.git("revert", "--no-edit", "HEAD", GIT_COMMITTER_DATE=noon("2026-04-02"))
    clone.commit("Remove", {path: None}, noon("2026-04-03"))


def moved_out(clone: Clone, path: str) -> None:
    clone.commit("Archive", {path: None, "archive/x.md": told(clone, path)}, noon("2026-04-01"))


def moved_before(clone: Clone, path: str) -> None:
    folder, _, name = path.rpartition("/")
    clone.commit("Move", {path: None, f"{folder}/2026/{name}": told(clone, path)}, noon("2026-04-01"))
    clone.commit("Remove", {f"{folder}/2026/{name}": None}, noon("2026-04-02"))


def by_a_merge(clone: Clone, path: str, *, turned: bool = False, octopus: bool = False) -> None:
    """Both sides have it, and the merge has not; or, as an octopus, with three sides."""
    sides = ["one", "two"] if octopus else ["one"]
    for number, side in enumerate(sides):
        clone.git("switch", "--quiet", "--create", side, "main")
        clone.commit("Other", {f"{side}.txt": "x"}, noon(f"2026-04-0{2 + number}"))
    clone.git("switch", "--quiet", "main")
    clone.commit("Other", {"main.txt": "x"}, noon("2026-04-02"))
    if turned:
        clone.git("switch", "--quiet", "one")
        sides = ["main"]
    clone.git("merge", "--quiet", "--no-ff", "--no-commit", *sides)
    clone.commit("Merge", {path: None}, noon("2026-04-06"))


def left_out(clone: Clone, path: str, *, turned: bool = False) -> None:
    """Only one side has it, and the merge takes the other one whole."""
    text = told(clone, path)
    clone.commit("Not yet", {path: None}, noon("2026-03-10"))
    clone.git("switch", "--quiet", "--create", "side")
    clone.commit("Enter", {path: text}, noon("2026-03-21"))
    clone.git("switch", "--quiet", "main")
    clone.commit("Other", {"main.txt": "x"}, noon("2026-04-02"))
    if turned:
        clone.git("switch", "--quiet", "side")
    strategy = ("--no-commit", "--no-ff") if turned else ("--strategy=ours",)
    other = "main" if turned else "side"
    clone.git("merge", "--quiet", *strategy, other, GIT_COMMITTER_DATE=noon("2026-04-20"))
    if turned:
        clone.commit("Merge", {path: None}, noon("2026-04-20"))


@pytest.mark.parametrize("path", [GRANT, HELD])
@pytest.mark.parametrize(
    "remove",
    [
        plainly,
        twice,
        moved_out,
        moved_before,
        by_a_merge,
        lambda clone, path: by_a_merge(clone, path, turned=True),
        lambda clone, path: by_a_merge(clone, path, octopus=True),
        left_out,
        lambda clone, path: left_out(clone, path, turned=True),
    ],
    ids=["plain", "twice", "out", "moved", "merge", "turned", "octopus", "ours", "theirs"],
)
def test_what_was_removed_is_put_back_as_it_was(clone: Clone, path: str, remove: Removing) -> None:
    text = told(clone, path)
    remove(clone, path)
    removed = [one for one in found(clone) if one.rule.code == "HIS004"]
    assert len(removed) == 1
    follow(clone, removed[0])
    assert told(clone, removed[0].location.path) == text
    clone.commit("Put back")
    assert [one.rule.code for one in found(clone) if one.rule.code in ("HIS003", "HIS004", "HIS020")] == []


def test_what_was_changed_can_be_looked_up(clone: Clone) -> None:
    clone.commit("Change", edited(clone, GRANT, "^present: .*", "present: [omar-farooq]"), noon("2026-04-01"))
    (finding,) = found(clone)
    assert finding.rule.code == "HIS003"
    follow(clone, finding)


# Clocks: a commit is made again with the right time

EARLY, LATE = noon("2020-01-01"), "2090-01-01T12:00:00Z"


def entered(clone: Clone, day: str, when: str = "") -> None:
    clone.commit("Enter", {at(day): session(day)}, when)


def merged(clone: Clone, when: str) -> None:
    clone.git("switch", "--quiet", "--create", "side")
    entered(clone, "2026-03-17")
    clone.git("switch", "--quiet", "main")
    entered(clone, "2026-03-24")
    clone.git("merge", "--quiet", "--no-edit", "side", GIT_COMMITTER_DATE=when)


def last(clone: Clone, when: str) -> None:
    entered(clone, "2026-03-17", when)


def first(clone: Clone, when: str) -> None:
    clone.git("commit", "--quiet", "--amend", "--no-edit", GIT_COMMITTER_DATE=when)


def built_on(clone: Clone, when: str, start: Callable[[Clone, str], None] = last) -> None:
    start(clone, when)
    entered(clone, "2026-03-24")


def merged_on(clone: Clone, when: str, start: Callable[[Clone, str], None] = last) -> None:
    start(clone, when)
    clone.git("switch", "--quiet", "--create", "side")
    entered(clone, "2026-03-31")
    clone.git("switch", "--quiet", "main")
    entered(clone, "2026-04-07")
    clone.git("merge", "--quiet", "--no-edit", "--no-ff", "side")


@pytest.mark.parametrize(
    ("when", "forge", "code"),
    [
        (EARLY, last, "HIS006"),
        (EARLY, built_on, "HIS006"),
        (EARLY, merged_on, "HIS006"),
        (EARLY, merged, "HIS006"),
        (LATE, last, "HIS007"),
        (LATE, built_on, "HIS007"),
        (LATE, merged_on, "HIS007"),
        (LATE, merged, "HIS007"),
        (LATE, first, "HIS007"),
        (LATE, lambda clone, when: built_on(clone, when, first), "HIS007"),
        (LATE, lambda clone, when: merged_on(clone, when, first), "HIS007"),
    ],
)
def test_commit_with_a_wrong_time_is_made_again(
    clone: Clone, when: str, forge: Callable[[Clone, str], None], code: str
) -> None:
    forge(clone, when)
    files = clone.git("ls-tree", "-r", "HEAD")
    (finding,) = [one for one in found(clone) if one.rule.code in ("HIS006", "HIS007")]
    assert finding.rule.code == code
    clone.write("records/members/not-yet.md", "what is staged is not swept in")
    clone.git("add", "records/members/not-yet.md")
    if "rebase" in finding.help:
        clone.git("stash", "--quiet")
    follow(clone, finding)
    assert [one.rule.code for one in found(clone) if one.rule.code in ("HIS006", "HIS007")] == []
    assert clone.git("ls-tree", "-r", "HEAD") == files


def test_merge_that_was_built_on_is_not_made_again(clone: Clone) -> None:
    """What was decided in it by hand could get lost."""
    merged(clone, LATE)
    entered(clone, "2026-04-07")
    (finding,) = [one for one in found(clone) if one.rule.code == "HIS007"]
    assert "git " not in finding.help


# What is written again, or otherwise


def test_session_entered_as_held_too_early_is_planned_and_then_held(clone: Clone) -> None:
    clone.commit("Enter", {at("2026-04-07"): session("2026-04-07")}, noon("2026-04-01"))
    (finding,) = found(clone)
    assert finding.rule.code == "HIS010" and "status: planned and commit that" in finding.help
    planned = session("2026-04-07", status="planned")
    clone.commit("Plan", {at("2026-04-07"): planned}, noon("2026-04-02"))
    clone.commit("Held", {at("2026-04-07"): session("2026-04-07")}, noon("2026-04-08"))
    assert found(clone) == []


NEW = "records/members/omar-new.md"
PERSON = "---\nname: {}\nmembership: [{{from: 2022-09-01}}]\n---\n"


def test_id_of_another_is_left_to_them(clone: Clone) -> None:
    clone.commit("Join", {NEW: PERSON.format("Zoya Tareen")}, noon("2026-03-11"))
    clone.commit("Leave", {NEW: None}, noon("2026-04-01"))
    clone.commit("Join", {NEW: PERSON.format("Imran Qureshi")}, noon("2026-05-01"))
    (finding,) = found(clone)
    assert finding.rule.code == "HIS005" and "balintrec rename member, where nothing" in finding.help
    assert balintrec("rename", "member", "omar-new", "imran-qureshi", root=clone.top).code == 0
    clone.commit("An id of their own", {}, noon("2026-05-02"))
    assert found(clone) == []


def test_rename_takes_along_what_was_the_other_ones(clone: Clone) -> None:
    ayesha = "records/members/ayesha-khan.md"
    clone.commit("Another", {ayesha: PERSON.format("Imran Qureshi")}, noon("2026-04-01"))
    assert [one.rule.code for one in found(clone)] == ["HIS005"]
    assert balintrec("rename", "member", "ayesha-khan", "imran-qureshi", root=clone.top).code == 0
    clone.commit("Everything that was Ayesha's", {}, noon("2026-05-02"))
    (finding,) = found(clone)
    assert (finding.rule.code, finding.location.path) == ("HIS005", "records/members/imran-qureshi.md")
    assert '"Ayesha Khan"' in finding.message


def test_two_that_git_takes_for_one_that_was_moved(clone: Clone) -> None:
    clone.commit("Join", {NEW: PERSON.format("Zoya Tareen")}, noon("2026-03-11"))
    clone.commit("Leave, and join", {NEW: None, NEW.replace("omar", "imran"): PERSON.format("Imran Qureshi")})
    assert found(clone) == []


def test_moved_kept_since_is_written_again(clone: Clone) -> None:
    moved = edited(clone, SOCIETY, "kept-since: .*", "kept-since: 2026-09-01")
    clone.commit("Move", moved, noon("2026-08-30"))
    (finding,) = found(clone)
    assert (finding.rule.code, finding.location.path) == ("HIS011", SOCIETY)
    (key,) = re.findall(r"kept-since: \d{4}-\d\d-\d\d", finding.help)
    clone.commit("Again", edited(clone, SOCIETY, "kept-since: .*", key), noon("2026-08-31"))
    assert found(clone) == []
