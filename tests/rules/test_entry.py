"""Rules on when records came in, and on what commits say of their time, each on a repository of git."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from balintrec.check import check
from balintrec.history.log import History
from balintrec.repository import Repository
from balintrec.source import WorkTree
from tests.repository.clone import Clone
from tests.repository.conftest import home, own_home  # noqa: F401
from tests.rules.examples import ON
from tests.rules.past import SOCIETY, at, checked, edited, found, kept, noon, session

pytestmark = pytest.mark.slow

DECIDED = "records/decisions/2026-03-05-bilal-ahmed-grant.md"
OLD = [f"2026-0{month}-0{day}" for month in (4, 5) for day in (1, 2, 3)]


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return kept(tmp_path / "society", late_entry=60, batch=3)


def entered(clone: Clone, days: list[str], when: str) -> str:
    return clone.commit("Enter", {at(day): session(day) for day in days}, when)


def told_at(clone: Clone, clock: str) -> list[tuple[str, str]]:
    """What is found where the clock says so much, whatever day is judged."""
    now = datetime.fromisoformat(clock).astimezone(UTC)
    history = History(lambda: Repository.open(clone.top), now=now)
    findings = check(WorkTree(clone.top), ON, history=history).findings
    return [(one.rule.code, one.location.path) for one in findings if one.rule.code.startswith("HIS")]


# Taken over, late, a batch


def test_key_that_is_moved_later_exempts_nothing_that_the_message_would_move_it_for(clone: Clone) -> None:
    entered(clone, ["2026-03-02"], noon("2026-09-01"))
    (finding,) = checked(clone).findings
    assert "kept-since" not in finding.help


def test_register_of_a_society_without_the_key_is_one_finding_that_says_what_to_write(clone: Clone) -> None:
    clone.write(SOCIETY, edited(clone, SOCIETY, "kept-since: .*\n", "")[SOCIETY])
    clone.git("commit", "--quiet", "--all", "--amend", "--no-edit", GIT_COMMITTER_DATE=noon("2026-03-10"))
    # All that was taken over from paper is found once, and written down it is no more.
    [(code, path)] = found(clone)
    assert (code, path) == ("HIS009", SOCIETY)
    (finding,) = checked(clone).findings
    key = re.search(r"kept-since: \d{4}-\d\d-\d\d", finding.help)
    assert key and "add to society.md" in finding.help
    clone.commit("Key", edited(clone, SOCIETY, "quorum: 2\n", f"quorum: 2\n{key[0]}\n"), noon("2026-03-12"))
    assert found(clone) == []


def test_second_register_is_one_finding_which_can_be_accepted(clone: Clone) -> None:
    days = [f"2025-{month:02}-11" for month in range(1, 13)]
    entered(clone, days, noon("2026-09-01"))
    assert found(clone) == [("HIS002", at("2025-01-11"))]
    accepted = (
        f"suppressed: [{{code: HIS002, record: {at('2025-01-11')[8:-3]}, reason: the Karachi book}}]\nquorum"
    )
    clone.commit("Accept", edited(clone, SOCIETY, "quorum", accepted), noon("2026-09-02"))
    assert found(clone) == []


def test_key_came_with_what_was_taken_over(tmp_path: Path) -> None:
    """The day lies before the commit that first wrote it, as where a society wrote down a day that had passed."""
    clone = kept(tmp_path / "society", late_entry=60, batch=3)
    clone.git("commit", "--quiet", "--amend", "--no-edit", GIT_COMMITTER_DATE=noon("2026-06-10"))
    assert found(clone) == []
    entered(clone, ["2026-02-03"], noon("2026-06-11"))
    assert found(clone) == [("HIS001", at("2026-02-03"))]


@pytest.mark.parametrize(
    ("times", "batch"),
    [
        (["2026-05-20T10:00:00Z", "2026-05-20T20:00:00Z", "2026-05-21T09:00:00Z"], True),
        (["2026-05-20T10:00:00Z", "2026-05-21T11:00:00Z", "2026-05-22T12:00:00Z"], False),
    ],
)
def test_batch_over_several_commits(clone: Clone, times: list[str], batch: bool) -> None:
    for number, when in enumerate(times):
        entered(clone, OLD[2 * number : 2 * number + 2], when)
    assert found(clone) == ([("HIS002", at(OLD[0]))] if batch else [])


def test_batch_is_one_authors(clone: Clone) -> None:
    for number, who in enumerate(("sana@example.org", "nadia@example.org", "SANA@example.org")):
        clone.git("config", "user.email", who)
        entered(clone, OLD[2 * number : 2 * number + 2], noon("2026-05-20"))
    assert found(clone) == [("HIS002", at(OLD[0]))]
    assert checked(clone).findings[0].message.startswith("4 sessions")


def test_sessions_that_had_been_planned_count_when_they_are_said_to_have_been_held(clone: Clone) -> None:
    plan = {at(day): session(day, status="planned") for day in OLD}
    clone.commit("Plan", plan, noon("2026-03-20"))
    for number in range(3):
        entered(clone, OLD[2 * number : 2 * number + 2], noon("2026-05-20"))
    assert found(clone) == [("HIS002", at(OLD[0]))]


def test_session_entered_as_held_before_its_day(clone: Clone) -> None:
    entered(clone, ["2026-05-05"], noon("2026-05-01"))
    assert found(clone) == [("HIS010", at("2026-05-05"))]
    clone.commit("Plan", {at("2026-05-05"): session("2026-05-05", status="planned")}, noon("2026-05-02"))
    entered(clone, ["2026-05-05"], noon("2026-05-06"))
    assert found(clone) == []


# Clocks


@pytest.mark.parametrize(
    ("when", "older"), [("2026-04-30T11:00:00+05:00", True), (noon("2026-04-30"), False)]
)
def test_commit_older_than_its_parent(clone: Clone, when: str, older: bool) -> None:
    entered(clone, ["2026-04-28"], noon("2026-05-01"))
    entered(clone, ["2026-04-21"], when)
    assert found(clone) == ([("HIS006", at("2026-04-21"))] if older else [])


def test_forged_time_hides_nothing(clone: Clone) -> None:
    clone.commit("Honest", when=noon("2026-09-01"))
    entered(clone, ["2026-04-07"], noon("2026-04-08"))
    assert sorted(found(clone)) == [("HIS001", at("2026-04-07")), ("HIS006", at("2026-04-07"))]
    repository = Repository.open(clone.top)
    assert at("2026-04-07") not in repository.revision("2026-08-31", "Asia/Karachi").blobs()


def test_laptop_in_the_future_moves_nobody(clone: Clone) -> None:
    entered(clone, ["2026-05-05"], noon("2036-01-01"))
    entered(clone, ["2026-05-06"], noon("2026-05-07"))
    assert told_at(clone, "2026-05-08T00:00:00Z") == [("HIS007", at("2026-05-05"))]
    now = datetime(2026, 5, 8, tzinfo=UTC)
    assert at("2026-05-05") in Repository.open(clone.top).revision("2026-05-07", now=now).blobs()
    assert at("2026-05-05") not in Repository.open(clone.top).revision("2026-05-06", now=now).blobs()


@pytest.mark.parametrize(
    ("clock", "ahead"), [("2026-05-06T06:00:00Z", True), ("2026-05-06T08:00:00Z", False)]
)
def test_future_begins_a_day_from_now(clone: Clone, clock: str, ahead: bool) -> None:
    entered(clone, ["2026-05-05"], noon("2026-05-07"))
    assert bool(told_at(clone, clock)) is ahead


@pytest.mark.parametrize("turned", [False, True])
def test_what_a_merge_brought_late_says_both_days(clone: Clone, turned: bool) -> None:
    clone.git("switch", "--quiet", "--create", "side")
    entered(clone, ["2026-04-07"], noon("2026-04-08"))
    clone.git("switch", "--quiet", "main")
    entered(clone, ["2026-08-04"], noon("2026-08-05"))
    if turned:
        clone.git("switch", "--quiet", "side")
    other = "main" if turned else "side"
    clone.git("merge", "--quiet", "--no-edit", other, GIT_COMMITTER_DATE=noon("2026-09-01"))
    (finding,) = checked(clone).findings
    assert (finding.rule.code, finding.location.path) == ("HIS008", at("2026-04-07"))
    assert "2026-04-08" in finding.message and "2026-09-01" in finding.message


def test_what_soon_came_together_is_not_late_when_it_comes_together_with_something_else(clone: Clone) -> None:
    clone.git("branch", "stale")
    for month in range(4, 9):
        clone.git("switch", "--quiet", "--create", f"pr-{month}")
        entered(clone, [f"2026-0{month}-07"], noon(f"2026-0{month}-08"))
        clone.git("switch", "--quiet", "main")
        merge = ("merge", "--quiet", "--no-edit", "--no-ff", f"pr-{month}")
        clone.git(*merge, GIT_COMMITTER_DATE=noon(f"2026-0{month}-09"))
    clone.git("switch", "--quiet", "stale")
    entered(clone, ["2026-08-12"], noon("2026-08-13"))
    clone.git("switch", "--quiet", "main")
    clone.git("merge", "--quiet", "--no-edit", "stale", GIT_COMMITTER_DATE=noon("2026-08-14"))
    assert found(clone) == []


# kept-since is written once


def since(clone: Clone, said: str, when: str) -> None:
    clone.commit("Move", edited(clone, SOCIETY, "(?<=^quorum: 2\n)(kept-since: .*\n)?", said), noon(when))


MOVED = [("HIS011", SOCIETY)]


@pytest.mark.parametrize("day", ["2026-05-01", "2025-01-01"])
def test_key_that_says_another_day(clone: Clone, day: str) -> None:
    since(clone, f"kept-since: {day}\n", "2026-03-20")
    (finding,) = [one for one in checked(clone).findings if one.rule.code == "HIS011"]
    assert all(text in finding.message for text in ("2026-03-10", day, "on 2026-03-20 by Sana Malik"))
    since(clone, "kept-since: 2026-03-10\n", "2026-03-21")
    assert found(clone) == []


def test_key_that_was_deleted_exempts_what_it_did(clone: Clone) -> None:
    since(clone, "", "2026-04-01")
    assert found(clone) == MOVED
    clone.commit(
        "Change", edited(clone, DECIDED, "^present: .*", "present: [omar-farooq]"), noon("2026-04-02")
    )
    assert found(clone) == [("HIS003", DECIDED), *MOVED]


def test_key_that_was_deleted_is_not_written_anew_with_another_day(clone: Clone) -> None:
    since(clone, "", "2026-04-01")
    entered(clone, OLD, noon("2026-09-01"))
    assert "HIS009" not in [code for code, _ in found(clone)]
    since(clone, "kept-since: 2026-09-02\n", "2026-09-02")
    assert MOVED[0] in found(clone)


def test_key_that_was_moved_before_its_day_had_come(tmp_path: Path) -> None:
    clone = kept(tmp_path / "society", late_entry=60, batch=3)
    clone.git("commit", "--quiet", "--amend", "--no-edit", GIT_COMMITTER_DATE=noon("2026-03-01"))
    since(clone, "kept-since: 2026-03-15\n", "2026-03-09")
    assert found(clone) == []


def test_key_that_was_mended_in_the_branch_that_brought_it(tmp_path: Path) -> None:
    clone = Clone.made_at(tmp_path / "society")
    clone.commit("Before", {"README": "x"}, noon("2026-03-01"))
    clone.git("switch", "--quiet", "--create", "side")
    kept(clone.top, late_entry=60, batch=3)
    since(clone, "kept-since: 2026-03-11\n", "2026-03-12")
    clone.git("switch", "--quiet", "main")
    merge = ("merge", "--quiet", "--no-ff", "--no-edit", "side")
    clone.git(*merge, GIT_COMMITTER_DATE=noon("2026-03-13"))
    assert found(clone) == []


def test_key_that_cannot_be_read_was_not_moved(clone: Clone) -> None:
    since(clone, "kept-since: soon\n", "2026-03-21")
    assert found(clone) == []


def test_key_that_was_moved_can_be_accepted(clone: Clone) -> None:
    since(
        clone,
        "kept-since: 2026-03-11\nsuppressed: [{code: HIS011, record: society, reason: misread the minute}]\n",
        "2026-03-20",
    )
    assert found(clone) == []


# Drafts

DEFER = "records/decisions/2026-04-01-ayesha-khan-defer.md"
MINUTE = (
    "---\nkind: defer\nmember: ayesha-khan\ndate: 2026-04-01\nby: committee\n"
    "present: [nadia-iqbal, omar-farooq]\nreason: {}\n---\nMinute.\n"
)


@pytest.mark.parametrize("into", ["main", "side"])
@pytest.mark.parametrize(("changed", "codes"), [("2026-04-17", []), ("2026-04-18", ["HIS003"])])
def test_draft_is_what_one_side_changed_within_14_days(
    clone: Clone, into: str, changed: str, codes: list[str]
) -> None:
    clone.git("switch", "--quiet", "--create", "side")
    clone.commit("Enter", {DEFER: MINUTE.format("ill")}, noon("2026-04-03"))
    clone.commit("Mend", {DEFER: MINUTE.format("illness")}, noon(changed))
    clone.git("switch", "--quiet", "main")
    clone.commit("Other", {"other.txt": "x"}, noon("2026-04-04"))
    clone.git("switch", "--quiet", into)
    other = "side" if into == "main" else "main"
    clone.git("merge", "--quiet", "--no-edit", other, GIT_COMMITTER_DATE=noon("2026-04-20"))
    assert [code for code, _ in found(clone)] == codes
