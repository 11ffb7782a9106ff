"""The life of one record, out of a repository of git."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from balintrec.history.log import History
from balintrec.history.record_history import Life, life
from balintrec.repository import Repository
from tests.repository.clone import Clone
from tests.repository.conftest import home, own_home  # noqa: F401

PATH = "records/sessions/2026-04-07-lahore-tuesday.md"
REF = "sessions/2026-04-07-lahore-tuesday"
KARACHI = ZoneInfo("Asia/Karachi")


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone.made_at(tmp_path / "society")


def held(text: str = "Notes.", **keys: str) -> str:
    lines = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\ndate: 2026-04-07\ngroup: lahore-tuesday\n{lines}---\n{text}\n"


def lived(clone: Clone, ref: str = REF, now: tuple[str, bytes | None] | None = None) -> Life:
    found = life(History.of(Repository.open(clone.top)), ref, KARACHI, now)
    assert found is not None
    return found


def steps(life: Life) -> list[tuple[str, str]]:
    """What happened, and which keys changed."""
    return [(one.what, ", ".join(change.words for change in one.changes)) for one in life.steps]


def test_record_is_entered_changed_moved_and_removed(clone: Clone) -> None:
    clone.commit("Enter", {PATH: held(minutes="90")}, "2026-04-09T20:00:00Z")
    clone.commit("Change", {PATH: held(minutes="60")}, "2026-05-01T12:00:00Z")
    folder = "records/sessions/2026/2026-04-07-lahore-tuesday.md"
    clone.commit("Move", {PATH: None, folder: held(minutes="60")}, "2026-05-02T12:00:00Z")
    clone.commit("Remove", {folder: None}, "2026-05-03T12:00:00Z")
    found = lived(clone)
    assert steps(found) == [("entered", ""), ("changed", "minutes: 90 → 60"), ("moved", ""), ("removed", "")]
    assert (found.path, str(found.steps[0].day), found.steps[0].days_after) == (folder, "2026-04-10", 3)
    assert (found.steps[2].old_path, found.steps[2].path) == (PATH, folder)


def test_record_that_was_renamed_takes_its_past_along(clone: Clone) -> None:
    clone.commit("Enter", {PATH: held(minutes="90")})
    other = PATH.replace("tuesday", "monday")
    clone.commit("Rename", {PATH: None, other: held(minutes="90")})
    assert [one.what for one in lived(clone, "sessions/2026-04-07-lahore-monday").steps] == [
        "entered",
        "moved",
    ]
    assert [one.what for one in lived(clone).steps] == ["entered", "moved"]


def test_two_records_that_change_places_keep_their_pasts(clone: Clone) -> None:
    one, other = "records/members/one.md", "records/members/other.md"
    first, second = ("---\nname: Sana Malik\n---\nHers.\n" * 9, "---\nname: Omar Farooq\n---\nHis.\n" * 9)
    clone.commit("Enter one", {one: first})
    clone.commit("Enter the other", {other: second})
    clone.commit("Swap", {one: None, "records/members/third.md": first})
    clone.commit("Swap", {other: None, one: second})
    subjects = [step.commit.subject for step in lived(clone, "members/one").steps if step.commit]
    assert subjects == ["Enter the other", "Swap"]


def test_text_is_said_to_be_changed_and_not_told(clone: Clone) -> None:
    clone.commit("Enter", {PATH: held("She wept.")})
    clone.commit("Change", {PATH: held("She laughed.")})
    (_, step) = lived(clone).steps
    assert (step.what, step.changes, step.text_changed) == ("changed", (), True)
    assert "laughed" not in repr(step)
    assert "wept" not in repr(step)


@pytest.mark.parametrize(
    "text", ["---\n'group': lahore-tuesday\ndate: '2026-04-07'\n---\nNotes.\n", held().replace("\n", "\r\n")]
)
def test_file_that_is_written_otherwise_was_rewritten(clone: Clone, text: str) -> None:
    clone.commit("Enter", {PATH: held()})
    clone.commit("Rewrite", {PATH: text})
    assert [one.what for one in lived(clone).steps] == ["entered", "rewritten"]


def test_version_that_cannot_be_read_is_said_to_be_one(clone: Clone) -> None:
    clone.commit("Enter", {PATH: held()})
    clone.commit("Break", {PATH: "---\ndate: [\n"})
    assert [(one.what, one.readable) for one in lived(clone).steps] == [("entered", True), ("changed", False)]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ((PATH, held(minutes="90").encode()), None),
        ((PATH, held(minutes="90").replace("\n", "\r\n").encode()), None),
        ((PATH, held(minutes="60").encode()), ("changed", "minutes: 90 → 60")),
        ((PATH.replace("/2026", "/more/2026"), held(minutes="60").encode()), ("moved", "minutes: 90 → 60")),
        ((PATH, None), ("removed", "")),
    ],
)
def test_what_is_not_committed_stands_at_the_end(
    clone: Clone, now: tuple[str, bytes | None], expected: tuple[str, str] | None
) -> None:
    clone.commit("Enter", {PATH: held(minutes="90")})
    found = lived(clone, now=now)
    assert steps(found)[1:] == ([expected] if expected else [])
    assert all(one.commit is None for one in found.steps[1:])


def test_record_that_git_does_not_know(clone: Clone) -> None:
    clone.commit("Nothing")
    history = History.of(Repository.open(clone.top))
    assert life(history, REF, KARACHI) is None
    new = life(history, REF, KARACHI, (PATH, held().encode()))
    assert new and [(one.what, one.commit) for one in new.steps] == [("entered", None)]


def test_in_a_shallow_clone_nobody_knows_when_it_was_entered(clone: Clone, tmp_path: Path) -> None:
    clone.commit("Enter", {PATH: held(minutes="90")})
    clone.commit("Other", {"records/members/ola.md": "---\nname: Ola\n---\n"})
    clone.commit("Change", {PATH: held(minutes="60")})
    clone.git("clone", "--quiet", "--depth=2", f"file://{clone.top}", str(tmp_path / "shallow"))
    found = lived(Clone(tmp_path / "shallow"))
    assert steps(found) == [("found", ""), ("changed", "minutes: 90 → 60")]
    assert found.steps[0].days_after is None
    assert "git fetch --unshallow" in (found.incomplete or "")


def test_in_a_partial_clone_nobody_knows_what_changed(clone: Clone, tmp_path: Path) -> None:
    clone.commit("Enter", {PATH: held(minutes="90")})
    clone.commit("Change", {PATH: held(minutes="60")})
    clone.git("config", "uploadpack.allowFilter", "true")
    clone.git("clone", "--quiet", "--filter=blob:none", f"file://{clone.top}", str(tmp_path / "partial"))
    found = lived(Clone(tmp_path / "partial"))
    assert [(one.what, one.readable) for one in found.steps] == [("found", False), ("changed", False)]
    assert "git fetch --refetch --no-filter" in (found.incomplete or "")
