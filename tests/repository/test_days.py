"""A day in the place of a revision."""

from __future__ import annotations

import pytest

from balintrec.errors import BalintrecError
from balintrec.repository import Repository
from tests.repository.clone import Clone


@pytest.fixture
def dated(clone: Clone) -> dict[str, str]:
    """Commits by name: each at noon UTC of a day of June 2025, and a late one near midnight."""
    made = {}
    for name, when in (
        ("tenth", "2025-06-10T12:00:00+00:00"),
        ("late", "2025-06-20T20:30:00+00:00"),  # the 21st in Karachi
        ("thirtieth", "2025-06-30T12:00:00+00:00"),
    ):
        if not made:
            clone.git("update-ref", "-d", "HEAD")
        made[name] = clone.commit(name, {"records/members/ola.md": name}, when)
    return made


@pytest.mark.parametrize(
    ("day", "zone", "name"),
    [
        ("2025-06-10", None, "tenth"),
        ("2025-06-19", None, "tenth"),
        ("2025-06-20", None, "late"),
        ("2025-06-20", "UTC", "late"),
        ("2025-06-20", "Asia/Karachi", "tenth"),
        ("2025-06-21", "Asia/Karachi", "late"),
        ("2025-06-20", "America/New_York", "late"),
        ("2025-06-29", None, "late"),
        ("2025-06-30", None, "thirtieth"),
        ("9999-12-31", "Asia/Karachi", "thirtieth"),
    ],
)
def test_the_last_commit_by_the_end_of_a_day(
    clone: Clone, dated: dict[str, str], day: str, zone: str | None, name: str
) -> None:
    assert Repository.open(clone.top).revision(day, zone).commit == dated[name]


@pytest.mark.parametrize(
    ("when", "included"), [("2025-06-30T23:59:59+00:00", True), ("2025-07-01T00:00:00+00:00", False)]
)
def test_the_last_second(clone: Clone, dated: dict[str, str], when: str, included: bool) -> None:
    edge = clone.commit("at the edge", when=when)
    assert (Repository.open(clone.top).revision("2025-06-30").commit == edge) is included


def test_before_the_first(clone: Clone, dated: dict[str, str]) -> None:
    with pytest.raises(BalintrecError, match="no commit was there by the end of 2025-06-09"):
        Repository.open(clone.top).revision("2025-06-09")


def test_the_committer_counts_not_the_author(clone: Clone, dated: dict[str, str]) -> None:
    clone.git(
        *("commit", "--quiet", "--allow-empty", "--message", "back-dated"),
        GIT_AUTHOR_DATE="2025-06-01T12:00:00+00:00",
        GIT_COMMITTER_DATE="2025-08-01T12:00:00+00:00",
    )
    assert Repository.open(clone.top).revision("2025-06-30").commit == dated["thirtieth"]


def test_a_branch_counts_from_its_commits(clone: Clone, dated: dict[str, str]) -> None:
    clone.git("checkout", "--quiet", "-b", "side", dated["tenth"])
    side = clone.commit("beside", {"records/members/ida.md": "y"}, "2025-06-12T12:00:00+00:00")
    clone.git("checkout", "--quiet", "main")
    when = "2025-07-02T12:00:00+00:00"
    clone.git("merge", "--quiet", "--no-ff", "side", GIT_COMMITTER_DATE=when, GIT_AUTHOR_DATE=when)
    repository = Repository.open(clone.top)
    assert repository.revision("2025-06-11").commit == dated["tenth"]
    assert repository.revision("2025-06-15").commit == side
    assert repository.revision("2025-06-20").heads == (side, dated["late"])
    assert "records/members/ida.md" in repository.revision("2025-06-20").blobs()
    assert "records/members/ida.md" in repository.revision("2025-07-02").blobs()


def test_a_commit_dated_before_its_parent(clone: Clone, dated: dict[str, str]) -> None:
    skewed = clone.commit("a clock that is wrong", when="2025-06-15T12:00:00+00:00")
    repository = Repository.open(clone.top)
    assert repository.revision("2025-06-29").commit == dated["late"]
    assert repository.revision("2025-06-30").commit == skewed
    assert repository.revision("2025-06-10").commit == dated["tenth"]


def test_a_day_comes_before_a_branch_of_its_name(clone: Clone, dated: dict[str, str]) -> None:
    clone.git("branch", "2025-06-30", dated["tenth"])
    clone.git("branch", "2025-06-31", dated["late"])
    repository = Repository.open(clone.top)
    assert repository.revision("2025-06-30").commit == dated["thirtieth"]
    assert repository.revision("refs/heads/2025-06-30").commit == dated["tenth"]
    assert repository.revision("2025-06-31").commit == dated["late"]


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "../../etc/passwd", "", "/etc/localtime", "a\0b"])
def test_no_such_zone(clone: Clone, zone: str) -> None:
    with pytest.raises(BalintrecError, match="is not known here"):
        Repository.open(clone.top).revision("2025-06-30", zone)
