"""What a merge itself changes is not invisible; what it only brings together is told by the commits it brings."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from balintrec.repository import Commit, Repository
from tests.repository.clone import Clone

pytestmark = pytest.mark.slow

OLA = "records/members/ola.md"
IDA = "records/members/ida.md"
EVA = "records/members/eva.md"
LINES = "".join(f"line {number}\n" for number in range(30))


def merged(
    clone: Clone,
    ours: Mapping[str, str | None],
    theirs: Mapping[str, str | None],
    also: Mapping[str, str | None],
) -> Commit:
    """Two branches with their changes, and a merge that puts `also` on top."""
    clone.commit("the beginning", {OLA: LINES, IDA: LINES + "ida\n"})
    clone.git("checkout", "--quiet", "-b", "side")
    clone.commit("theirs", theirs)
    clone.git("checkout", "--quiet", "main")
    clone.commit("ours", ours)
    clone.git("merge", "--quiet", "--no-ff", "--no-commit", "-X", "ours", "side")
    clone.commit("merge", also)
    commit = Repository.open(clone.top).commits()[-1]
    assert len(commit.parents) == 2
    return commit


def told(commit: Commit) -> list[tuple[str, str, str | None]]:
    return [(change.status, change.path, change.old_path) for change in commit.changes]


def test_an_honest_merge(clone: Clone) -> None:
    commit = merged(clone, {OLA: LINES + "ours\n"}, {IDA: LINES + "theirs\n", EVA: "e"}, {})
    assert told(commit) == []


def test_both_changed_different_lines(clone: Clone) -> None:
    commit = merged(clone, {OLA: "ours\n" + LINES}, {OLA: LINES + "theirs\n"}, {})
    assert told(commit) == [("changed", OLA, None)]
    (change,) = commit.changes
    # Both sides may have been committed in one second: then the greater id tells which is the later.
    assert change.old_blob in {clone.id(f"HEAD^1:{OLA}"), clone.id(f"HEAD^2:{OLA}")}
    assert change.blob == clone.id(f"HEAD:{OLA}")


@pytest.mark.parametrize(
    ("also", "expected"),
    [
        ({OLA: LINES + "forged\n"}, [("changed", OLA, None)]),
        ({EVA: "forged"}, [("added", EVA, None)]),
        ({OLA: None}, [("removed", OLA, None)]),
        ({OLA: None, "records/members/ola-n.md": LINES}, [("moved", "records/members/ola-n.md", OLA)]),
    ],
)
def test_an_evil_merge(
    clone: Clone, also: Mapping[str, str | None], expected: list[tuple[str, str, str | None]]
) -> None:
    commit = merged(clone, {"records/members/tor.md": "t"}, {"records/members/liv.md": "l"}, also)
    assert told(commit) == expected


def test_moved_differently_on_both_sides_and_again_by_the_merge(clone: Clone) -> None:
    commit = merged(
        clone,
        {OLA: LINES + "ours\n"},
        {OLA: None, "records/members/ola-n.md": LINES},
        {"records/members/ola-n.md": None, "records/members/ola-m.md": LINES + "ours\n"},
    )
    found = {change.path: change.status for change in commit.changes}
    assert found.pop("records/members/ola-m.md") == "moved"
    assert set(found.values()) <= {"removed"}  # the names that the sides gave it


def test_three_parents(clone: Clone) -> None:
    for name in ("one", "two"):
        clone.git("checkout", "--quiet", "-b", name, "main")
        clone.commit(name, {f"records/members/{name}.md": name})
    clone.git("checkout", "--quiet", "main")
    clone.commit("main", {IDA: "i"})
    clone.git("merge", "--quiet", "--no-ff", "--no-commit", "one", "two")
    clone.commit("an octopus", {EVA: "forged"})
    commit = Repository.open(clone.top).commits()[-1]
    assert len(commit.parents) == 3
    assert told(commit) == [("added", EVA, None)]


LIV = "records/members/liv.md"
CHOICES = [
    # ours, theirs, what the merge puts on top, what it is told to do, and against whom:
    # a change of one side is not in it
    ({EVA: "e"}, {OLA: "theirs"}, {OLA: LINES}, ("changed", OLA), "side"),
    ({EVA: "e"}, {LIV: "l"}, {LIV: None}, ("removed", LIV), "side"),
    ({EVA: "e"}, {OLA: None}, {OLA: LINES}, ("added", OLA), "side"),
    ({OLA: "ours"}, {EVA: "e"}, {OLA: LINES}, ("changed", OLA), "main~1"),
    ({EVA: "e"}, {LIV: "l"}, {EVA: None}, ("removed", EVA), "main~1"),
    ({OLA: None}, {EVA: "e"}, {OLA: LINES}, ("added", OLA), "main~1"),
    # both changed the same lines, and the merge takes one side whole
    ({OLA: "ours"}, {OLA: "theirs"}, {}, ("changed", OLA), "side"),
    ({OLA: "ours"}, {OLA: "theirs"}, {OLA: "theirs"}, ("changed", OLA), "main~1"),
]


@pytest.mark.parametrize(("ours", "theirs", "also", "expected", "against"), CHOICES)
def test_a_side_that_is_left_out(
    clone: Clone,
    ours: Mapping[str, str | None],
    theirs: Mapping[str, str | None],
    also: Mapping[str, str | None],
    expected: tuple[str, str],
    against: str,
) -> None:
    (change,) = merged(clone, ours, theirs, also).changes
    assert (change.status, change.path) == expected
    assert change.blob == blob(clone, "HEAD", change.path)
    assert change.old_blob == blob(clone, against, change.path)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({OLA: None, EVA: LINES}, {IDA: "theirs"}),
        ({IDA: "ours"}, {OLA: None, EVA: LINES}),
        ({OLA: None, EVA: LINES}, {OLA: None, EVA: LINES}),
        ({OLA: "same"}, {OLA: "same", IDA: "theirs"}),
        ({OLA: None}, {OLA: None, IDA: None}),
    ],
)
def test_both_sides_are_in_it(
    clone: Clone, ours: Mapping[str, str | None], theirs: Mapping[str, str | None]
) -> None:
    assert told(merged(clone, ours, theirs, {})) == []


def blob(clone: Clone, revision: str, path: str) -> str | None:
    found = clone.git("ls-tree", revision, "--", path)
    return found.split()[2] if found else None


def test_a_file_moved_on_one_side_and_changed_on_the_other(clone: Clone) -> None:
    commit = merged(clone, {OLA: None, EVA: LINES}, {OLA: LINES + "theirs\n"}, {})
    blobs = {change.path: change.blob for change in commit.changes}
    assert blobs.pop(EVA) == clone.id(f"HEAD:{EVA}")
    assert blobs in ({}, {OLA: None})  # as the other side still called it


FOLDER = "records/members/old/ola.md"
E, X = {EVA: "e"}, LINES + "x"
FOLDED: Mapping[str, str | None] = {OLA: None, FOLDER: LINES}


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("ours", "theirs", "made", "expected"),
    [
        # one side put it into another folder, and the merge has it nowhere, or as it was, or without what it says
        (E, FOLDED, E, [("removed", FOLDER, None)]),
        (E, FOLDED, {**E, OLA: LINES}, [("moved", OLA, FOLDER)]),
        (FOLDED, {OLA: X}, {FOLDER: LINES}, [("moved", FOLDER, OLA)]),
        (FOLDED, {OLA: X}, {}, [("removed", OLA, None)]),
        (FOLDED, E, {**E, FOLDER: LINES}, []),
        # one side gave it another name
        (E, {OLA: None, IDA: LINES}, E, [("removed", IDA, None)]),
    ],
)
def test_what_one_side_moved_and_the_merge_left_out(
    clone: Clone,
    ours: Mapping[str, str | None],
    theirs: Mapping[str, str | None],
    made: Mapping[str, str | None],
    expected: list[tuple[str, str, str | None]],
    turned: bool,
) -> None:
    clone.commit("the beginning", {OLA: LINES})
    clone.git("switch", "--quiet", "--create", "side")
    clone.commit("theirs", ours if turned else theirs)
    clone.git("switch", "--quiet", "main")
    clone.commit("ours", theirs if turned else ours)
    clone.git("merge", "--quiet", "--no-commit", "--strategy=ours", "side")
    clone.git("rm", "--quiet", "-r", "records")
    clone.commit("merge", made)
    commit = Repository.open(clone.top).commits()[-1]
    assert len(commit.parents) == 2
    gone = {FOLDER, OLA} if expected == [("removed", OLA, None)] else set()
    assert told(commit) == expected or {path for _, path, _ in told(commit)} < gone


@pytest.mark.parametrize("also", [{}, {OLA: None}, {EVA: None}])
def test_two_that_share_nothing(clone: Clone, also: Mapping[str, str | None]) -> None:
    """Neither side has anything in common with the other: what the merge does not have, it left out."""
    clone.commit("ours", {OLA: "ours"})
    clone.git("switch", "--quiet", "--orphan", "other")
    clone.commit("theirs", {EVA: "e"})
    clone.git("switch", "--quiet", "main")
    merge = ("merge", "--quiet", "--no-ff", "--no-commit", "--allow-unrelated-histories", "other")
    clone.git(*merge)
    clone.commit("merge", also)
    commit = Repository.open(clone.top).commits()[-1]
    assert told(commit) == [("removed", path, None) for path in also]


def test_a_branch_that_was_brought_up_to_date(clone: Clone) -> None:
    clone.commit("the beginning", {OLA: LINES})
    clone.git("checkout", "--quiet", "-b", "side")
    clone.commit("theirs", {OLA: "theirs\n"})
    clone.git("checkout", "--quiet", "main")
    clone.commit("ours", {OLA: "ours\n", IDA: "i"})
    clone.git("checkout", "--quiet", "side")
    clone.git("merge", "--quiet", "--no-commit", "-X", "ours", "main")
    clone.commit("resolved", {OLA: "ours and theirs\n"})
    clone.git("checkout", "--quiet", "main")
    clone.commit("further", {IDA: "ii"})
    clone.git("merge", "--quiet", "--no-ff", "--message", "merge", "side")
    commits = Repository.open(clone.top).commits()
    assert {commit.subject: told(commit) for commit in commits if len(commit.parents) > 1} == {
        "resolved": [("changed", OLA, None)],
        "merge": [],
    }


def test_a_whole_branch_that_is_left_out(clone: Clone) -> None:
    clone.git("checkout", "--quiet", "-b", "side")
    clone.commit("theirs", {IDA: "i", OLA: None})
    clone.git("checkout", "--quiet", "main")
    clone.git("merge", "--quiet", "--no-ff", "--strategy=ours", "--message", "merge", "side")
    assert told(Repository.open(clone.top).commits()[-1]) == [("removed", IDA, None), ("added", OLA, None)]
