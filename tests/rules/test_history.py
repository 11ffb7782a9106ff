"""Rules on the history, each on a repository of git."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from balintrec.check import check
from balintrec.errors import BalintrecError
from balintrec.history.log import History
from balintrec.repository import Repository
from balintrec.source import WorkTree
from tests.cli.running import balintrec
from tests.repository.clone import Clone
from tests.repository.conftest import home, own_home  # noqa: F401
from tests.rules.examples import BASE, ON
from tests.rules.past import POLICY, SOCIETY, at, checked, edited, found, kept, noon, session, told
from tests.sources import MemorySource

pytestmark = pytest.mark.slow

HELD = "records/sessions/2024-03-12-lahore-tuesday.md"
"""A session that names the applicant."""
GRANT = "records/decisions/2026-03-05-bilal-ahmed-grant.md"
ENDORSED = "records/endorsements/2026-02-01-bilal-ahmed.md"
APPLICATION = "records/applications/2026-02-10-bilal-ahmed.md"


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return kept(tmp_path / "society", late_entry=60, batch=3)


def test_what_was_taken_over_from_paper_is_neither_late_nor_a_heap(clone: Clone) -> None:
    assert found(clone) == []


def test_nothing_is_late_while_it_cannot_be_read_what_was_taken_over(clone: Clone) -> None:
    clone.commit("Change", edited(clone, SOCIETY, "quorum: .*", "quorum: two"), noon("2026-03-11"))
    assert found(clone) == []


# Entered late


@pytest.mark.parametrize(("entered", "days"), [("2026-06-06", None), ("2026-06-07", 61), ("2026-09-01", 147)])
def test_record_entered_so_many_days_late(clone: Clone, entered: str, days: int | None) -> None:
    clone.commit("Enter", {at("2026-04-07"): session("2026-04-07")}, noon(entered))
    assert found(clone) == ([("HIS001", at("2026-04-07"))] if days else [])
    assert all(f"{days} days after" in finding.message for finding in checked(clone).findings)


@pytest.mark.parametrize(("moment", "late"), [("2026-06-06T18:59:59Z", 0), ("2026-06-06T19:00:00Z", 1)])
def test_day_of_entry_is_that_where_the_society_is(clone: Clone, moment: str, late: int) -> None:
    clone.commit("Enter", {at("2026-04-07"): session("2026-04-07")}, moment)
    assert len(found(clone)) == late


def test_what_counts_is_when_it_was_committed_and_not_what_the_author_says(clone: Clone) -> None:
    clone.write(at("2026-04-07"), session("2026-04-07"))
    clone.git("add", "--all")
    dates = {"GIT_AUTHOR_DATE": noon("2026-04-08"), "GIT_COMMITTER_DATE": noon("2026-09-01")}
    clone.git("commit", "--quiet", "--message", "Enter", **dates)
    assert found(clone) == [("HIS001", at("2026-04-07"))]


@pytest.mark.parametrize(("entered", "late"), [("2026-03-10", 0), ("2026-03-11", 0), ("2026-09-01", 1)])
def test_what_lies_before_kept_since_and_comes_in_later_is_judged(
    clone: Clone, entered: str, late: int
) -> None:
    clone.commit("Enter", {at("2026-03-09"): session("2026-03-09")}, noon(entered))
    assert len(found(clone)) == late


@pytest.mark.parametrize("path", ["records/sessions/2026/2026-04-07-lahore-tuesday.md", at("2026-04-08")])
def test_record_moved_or_renamed_later_was_entered_in_time(clone: Clone, path: str) -> None:
    clone.commit("Enter", {at("2026-04-07"): session("2026-04-07")}, noon("2026-04-08"))
    day = path.rpartition("/")[2][:10]
    clone.commit("Move", {at("2026-04-07"): None, path: session(day)}, noon("2026-09-01"))
    assert found(clone) == []


def test_record_changed_later_was_entered_in_time(clone: Clone) -> None:
    clone.commit("Enter", {at("2026-04-07"): session("2026-04-07")}, noon("2026-04-08"))
    clone.commit("Mend", {at("2026-04-07"): session("2026-04-07", cases="2")}, noon("2026-09-01"))
    assert found(clone) == []


def test_record_entered_in_time_on_one_branch_and_late_on_another_is_not_late(clone: Clone) -> None:
    clone.git("checkout", "--quiet", "-b", "side")
    clone.commit("Enter", {at("2026-04-07"): session("2026-04-07")}, noon("2026-09-01"))
    clone.git("checkout", "--quiet", "main")
    clone.commit("Enter", {at("2026-04-07"): session("2026-04-07")}, noon("2026-04-08"))
    clone.git("merge", "--quiet", "side", GIT_COMMITTER_DATE=noon("2026-09-02"))
    assert found(clone) == [("HIS008", at("2026-04-07"))]  # which of the two they had seen is not known


def test_nothing_is_late_where_no_policy_says_what_late_is(tmp_path: Path) -> None:
    clone = kept(tmp_path / "society")
    clone.commit("Enter", {at("2026-04-07"): session("2026-04-07")}, noon("2026-09-01"))
    assert found(clone) == []


def test_policy_of_the_day_recorded_says_what_late_is(clone: Clone) -> None:
    later = told(clone, POLICY).replace("effective: 2024-01-01", "effective: 2026-05-01")
    stricter = later.replace("late-entry: 60", "late-entry: 10")
    clone.commit("Amend", {"records/policies/pakistan-2026.md": stricter}, noon("2026-04-20"))
    sessions = {at(day): session(day) for day in ("2026-04-28", "2026-05-05")}
    clone.commit("Enter", sessions, noon("2026-05-19"))
    assert found(clone) == [("HIS001", at("2026-05-05"))]


def test_what_is_not_committed_is_not_late(clone: Clone) -> None:
    clone.write(at("2026-04-07"), session("2026-04-07"))
    assert found(clone) == []


# Entered in a heap

TUESDAYS = ["2026-04-07", "2026-04-14", "2026-04-21", "2026-04-28"]


@pytest.mark.parametrize(("days", "heap"), [(TUESDAYS[:3], False), (TUESDAYS, True)])
def test_more_sessions_in_one_commit_than_the_policy_thinks_likely(
    clone: Clone, days: list[str], heap: bool
) -> None:
    clone.commit("Enter", {at(day): session(day) for day in days}, noon("2026-04-29"))
    assert found(clone) == ([("HIS002", at(days[0]))] if heap else [])


def test_sessions_entered_one_by_one_are_no_heap(clone: Clone) -> None:
    for day in TUESDAYS:
        clone.commit("Enter", {at(day): session(day)}, noon("2026-04-29"))
    assert found(clone) == []


def test_sessions_planned_for_a_year_are_no_heap(clone: Clone) -> None:
    clone.commit("Plan", {at(day): session(day, status="planned") for day in TUESDAYS}, noon("2026-04-01"))
    for day in TUESDAYS:
        clone.commit("Held", {at(day): session(day)}, noon(day))
    assert found(clone) == []


def test_sessions_that_lie_before_kept_since_and_come_in_later_are_a_heap(clone: Clone) -> None:
    days = ["2026-02-03", "2026-02-17", "2026-03-03", *TUESDAYS[:3]]
    clone.commit("Enter", {at(day): session(day) for day in days}, noon("2026-04-29"))
    assert found(clone) == [("HIS002", at("2026-02-03"))]


# Changed after the fact


@pytest.mark.parametrize(
    ("path", "pattern", "text"),
    [
        (HELD, '"19:30"', '"19:00"'),
        (HELD, "^co-leaders: .*\n", ""),
        (ENDORSED, "date: .*", "date: 2026-02-02"),
        (GRANT, "until: .*", "until: 2036-03-05"),
        ("records/decisions/2021-06-01-omar-farooq-recognise.md", "reason: .*", "reason: because"),
    ],
)
def test_changed_after_the_fact(clone: Clone, path: str, pattern: str, text: str) -> None:
    clone.commit("Change", edited(clone, path, pattern, text), noon("2026-04-01"))
    assert found(clone) == [("HIS003", path)]


def test_it_is_said_which_key_was_changed_by_whom_and_when(clone: Clone) -> None:
    id = clone.commit("Change", edited(clone, HELD, '"19:30"', '"19:00"'), noon("2026-04-01"))
    (finding,) = checked(clone).findings
    assert finding.message == (
        f"end changed on 2026-04-01 by Sana Malik (commit {id[:10]}), "
        'after the decision "2026-03-05-bilal-ahmed-grant" of 2026-03-05 that rests on it'
    )
    assert finding.excerpt == 'end: "19:00"'
    assert [one.location.path for one in finding.related] == [GRANT]
    assert "suppress this finding in society.md with the reason" in finding.help


def test_person_added_to_a_session_after_they_applied(clone: Clone) -> None:
    clone.commit(
        "Without", {at("2026-04-07"): session("2026-04-07", attendees="[sana-malik]")}, noon("2026-04-08")
    )
    applied = told(clone, APPLICATION).replace("bilal-ahmed\ndate: 2026-02-10", "hina-raza\ndate: 2026-05-01")
    clone.commit("Apply", {"records/applications/2026-05-01-hina-raza.md": applied}, noon("2026-05-01"))
    now = session("2026-04-07", attendees="[sana-malik, hina-raza]")
    clone.commit("With", {at("2026-04-07"): now}, noon("2026-05-02"))
    assert found(clone) == [("HIS003", at("2026-04-07"))]


@pytest.mark.parametrize(("changed", "after"), [("2026-04-30", 0), ("2026-05-01", 0), ("2026-05-02", 1)])
def test_fact_is_the_day_of_the_application(clone: Clone, changed: str, after: int) -> None:
    path, names = at("2026-04-07"), "[sana-malik, hina-raza]"
    clone.commit("Enter", {path: session("2026-04-07", attendees=names)}, noon("2026-04-08"))
    applied = told(clone, APPLICATION).replace("bilal-ahmed\ndate: 2026-02-10", "hina-raza\ndate: 2026-05-01")
    clone.commit("Apply", {"records/applications/2026-05-01-hina-raza.md": applied}, noon("2026-04-09"))
    clone.commit("Change", {path: session("2026-04-07", attendees=names, cases="2")}, noon(changed))
    assert len(found(clone)) == after


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_nothing_rests_on_a_session_for_an_application_that_is_not_submitted(
    clone: Clone, status: str
) -> None:
    path, names = at("2026-04-07"), "[sana-malik, hina-raza]"
    clone.commit("Enter", {path: session("2026-04-07", attendees=names)}, noon("2026-04-08"))
    applied = told(clone, APPLICATION).replace("bilal-ahmed\ndate: 2026-02-10", "hina-raza\ndate: 2026-05-01")
    applied = applied.replace("documents:", f"status: {status}\ndocuments:")
    clone.commit("Apply", {"records/applications/2026-05-01-hina-raza.md": applied}, noon("2026-05-01"))
    clone.commit("Change", {path: session("2026-04-07", attendees="[sana-malik]")}, noon("2026-05-02"))
    assert found(clone) == []


def test_session_of_others_may_be_changed(clone: Clone) -> None:
    path = "records/sessions/2024-03-14-karachi-online.md"
    assert "bilal-ahmed" not in told(clone, path)
    clone.commit("Change", edited(clone, path, "^date: ", "guests: 3\ndate: "), noon("2026-04-01"))
    assert found(clone) == []


def test_what_was_still_being_taken_over_was_not_changed(clone: Clone) -> None:
    clone.git("commit", "--quiet", "--amend", "--no-edit", GIT_COMMITTER_DATE=noon("2026-03-06"))
    clone.commit("Change", edited(clone, HELD, '"19:30"', '"19:00"'), noon("2026-03-09"))
    assert found(clone) == []


def test_moving_kept_since_takes_nothing_back(clone: Clone) -> None:
    clone.commit("Change", edited(clone, HELD, "^co-leaders: .*\n", ""), noon("2026-04-01"))
    clone.commit(
        "Move", edited(clone, SOCIETY, "kept-since: .*", "kept-since: 2026-05-01"), noon("2026-04-02")
    )
    assert found(clone) == [("HIS003", HELD), ("HIS011", SOCIETY)]


REFORMATTED = """\
---
# as in the minute book
confirmed-by:   nadia-iqbal
recorded-by: bilal-ahmed
leaders:
  - nadia-iqbal
co-leaders: [bilal-ahmed]
presenter: ayesha-khan
"attendees": [sana-malik, "ayesha-khan"]
guests: 1
cases: "2"
start: '18:00'
end: '19:30'
group: lahore-tuesday
date: '2024-03-12'
---
"""


def test_reformatted_file_is_not_changed(clone: Clone) -> None:
    clone.commit("Reformat", {HELD: REFORMATTED}, noon("2026-04-01"))
    assert found(clone) == []


@pytest.mark.parametrize("path", [HELD, GRANT, ENDORSED])
def test_moved_file_is_not_changed(clone: Clone, path: str) -> None:
    folder, _, name = path.rpartition("/")
    clone.commit("Move", {path: None, f"{folder}/old/{name}": told(clone, path)}, noon("2026-04-01"))
    assert found(clone) == []


ASSESSED = "records/assessments/2023-12-12-bilal-ahmed.md"
REFERENCE = "records/references/2026-01-20-bilal-ahmed-siddiqui.md"
REFLECTED = "records/reflections/2024-07-05-bilal-ahmed.md"
SUPERVISED = "records/supervisions/2024-04-02-bilal-ahmed.md"
ATTESTED = "records/attestations/2025-11-03-bilal-ahmed-own-therapy.md"
OTHER = "records/sessions/2024-03-14-karachi-online.md"
BILAL = "records/members/bilal-ahmed.md"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (GRANT, "HIS003"),
        (APPLICATION, "HIS003"),
        (ENDORSED, "HIS003"),
        (REFERENCE, "HIS003"),
        (ASSESSED, "HIS003"),
        (REFLECTED, "HIS003"),
        (HELD, "HIS020"),
        (SUPERVISED, "HIS020"),
        (ATTESTED, None),
        (OTHER, None),
        (BILAL, None),
        (POLICY, None),
    ],
)
def test_words_of_papers_are_what_was_decided_by(clone: Clone, path: str, code: str | None) -> None:
    clone.commit("Write on", {path: told(clone, path) + "\nAnother sentence.\n"}, noon("2026-04-01"))
    assert found(clone) == ([(code, path)] if code else [])


def test_text_that_is_taken_out_is_no_change(clone: Clone) -> None:
    front = {path: told(clone, path).split("\n---\n")[0] + "\n---\n" for path in (GRANT, REFERENCE)}
    away = told(clone, REFLECTED).split("\n---\n")[0] + f"\ntext: elsewhere\ndigest: {'0' * 64}\n---\n"
    clone.commit("Take out", front | {REFLECTED: away}, noon("2026-04-01"))
    assert found(clone) == []


def test_number_and_certificate_may_be_written_down_once(clone: Clone) -> None:
    path = "records/decisions/2026-04-01-bilal-ahmed-renew.md"
    text = told(clone, GRANT).replace("number: PBS-2026-001\n", "").replace("2026-03-05", "2026-04-01")
    clone.commit("Renew", {path: text.replace("kind: grant", "kind: renew")}, noon("2026-04-02"))
    certificate = "number: A-1\ncertificate: {id: x, name: Bilal Ahmed, society: Ours}\nkind: "
    clone.commit("Number", edited(clone, path, "^kind: ", certificate), noon("2026-04-03"))
    assert found(clone) == []
    clone.commit("Renumber", edited(clone, path, "number: A-1", "number: A-2"), noon("2026-04-04"))
    assert found(clone) == [("HIS003", path)]


@pytest.mark.parametrize(
    ("path", "pattern", "text", "code"),
    [
        (HELD, "date: 2024-03-12", "date: 2024-03-13", "HIS003"),
        (HELD, "co-leaders: .*\n", "observers: [bilal-ahmed]\n", "HIS003"),
        (HELD, "leaders: .*nadia-iqbal.*", "leaders: [omar-farooq]", "HIS003"),
        (HELD, "^date: ", "status: cancelled\ndate: ", "HIS003"),
        (HELD, ", sana-malik", "", "HIS020"),
        (HELD, "^guests: 1", "guests: 3", "HIS020"),
        (HELD, "^recorded-by: .*", "recorded-by: sana-malik", "HIS020"),
        (REFERENCE, "referee: .*", "referee: Somebody Else", "HIS003"),
        (REFLECTED, "written: .*", "written: 2024-07-06", "HIS003"),
        (SUPERVISED, "minutes: 60", "minutes: 90", "HIS020"),
        (SUPERVISED, "supervisor: .*", "supervisor: omar-farooq", "HIS003"),
        (ASSESSED, "verdict: .*", "verdict: not-yet", "HIS003"),
        (BILAL, "from: [0-9-]*", "from: 2020-01-01", "HIS003"),
        (BILAL, "from: ([0-9-]*)", "from: \\1, to: 2026-12-31", None),
        (BILAL, "^name: .*", "name: Bilal Ahmad", None),
        (POLICY, "at-least: 2, source: placeholder", "at-least: 1, source: placeholder", "HIS003"),
        (POLICY, "at-least: 2, source: placeholder", "at-least: 2, source: committee", None),
        (POLICY, "title: Attend two sessions", "title: Be there twice", None),
    ],
)
def test_it_is_an_error_where_the_standing_was_computed_from_it(
    clone: Clone, path: str, pattern: str, text: str, code: str | None
) -> None:
    clone.commit("Change", edited(clone, path, pattern, text), noon("2026-04-01"))
    assert [one for one in found(clone) if one[0] in ("HIS003", "HIS020")] == ([(code, path)] if code else [])


TUESDAY = "records/groups/lahore-tuesday.md"


@pytest.mark.parametrize(("own", "codes"), [(True, []), (False, [("HIS003", TUESDAY)])])
def test_length_of_a_group_is_what_those_sessions_rest_on_that_say_none(
    clone: Clone, own: bool, codes: list[tuple[str, str]]
) -> None:
    if not own:
        clone.write(HELD, re.sub(r"^(start|end): .*\n", "", told(clone, HELD), flags=re.MULTILINE))
        clone.git("commit", "--quiet", "--all", "--amend", "--no-edit", GIT_COMMITTER_DATE=noon("2026-03-10"))
    clone.commit("Shorter", edited(clone, TUESDAY, "^minutes: 90", "minutes: 75"), noon("2026-04-01"))
    assert found(clone) == codes


@pytest.mark.parametrize("path", [APPLICATION, REFERENCE, ASSESSED, REFLECTED, SUPERVISED])
def test_everything_that_counted_or_was_cited_may_not_be_removed(clone: Clone, path: str) -> None:
    clone.commit("Remove", {path: None}, noon("2026-04-01"))
    findings = [one for one in checked(clone).findings if one.rule.code.startswith("HIS")]
    assert [(one.rule.code, one.location.path) for one in findings] == [("HIS004", path)]
    assert '"2026-03-05-bilal-ahmed-grant"' in findings[0].message


def test_what_counted_for_nobody_may_be_removed(clone: Clone) -> None:
    clone.commit("Remove", {ATTESTED: None}, noon("2026-04-01"))
    assert found(clone) == []


def test_person_whose_id_is_renamed_everywhere_has_changed_nothing(clone: Clone) -> None:
    """A rename edits every record that names the person, and not what it says of them."""
    named_so = [path for path in sorted(BASE) if b"bilal-ahmed" in BASE[path] and (clone.top / path).exists()]
    whole = re.compile(r"(?<![\w-])bilal-ahmed(?![\w-])")
    files = {path: whole.sub("bilal-ahmad", told(clone, path)) for path in named_so}
    old = "records/members/bilal-ahmed.md"
    member = {old: None, "records/members/bilal-ahmad.md": told(clone, old)}
    clone.commit("Rename", files | member, noon("2026-04-01"))
    assert "HIS003" not in {code for code, _ in found(clone)}


SECOND = "records/members/bilal-ahmad.md"


@pytest.mark.parametrize(
    ("second", "path", "pattern", "text", "grave"),
    [
        ("Bilal Ahmad", None, "", "", False),
        ("Bilal Ahmad", GRANT, "until: .*", "until: 2036-03-05", True),
        ("Bilal Ahmad", SECOND, "from: .*?}", "from: 2015-01-01}", True),
        ("Tariq Mehmood", None, "", "", True),  # nothing says that the two are one person
    ],
)
def test_two_entries_made_one_are_no_change_and_what_else_is_done_is_one(
    clone: Clone, second: str, path: str | None, pattern: str, text: str, grave: bool
) -> None:
    """To join two entries of one person edits every record that names the one, and not what it says of them."""
    entry = f"---\nname: {second}\nmembership: [{{from: 2022-01-10}}]\n---\n"
    clone.commit("Enter twice", {SECOND: entry}, noon("2026-03-20"))
    arguments = ("member", "bilal-ahmed", "bilal-ahmad", "--merge", "--yes", "--on", ON.isoformat())
    assert balintrec("rename", *arguments, root=clone.top).code == 0
    changes = edited(clone, path, pattern, text) if path else {}
    clone.commit("Join", changes, noon("2026-04-01"))
    assert ("HIS003" in {code for code, _ in found(clone)}) == grave


def test_changed_and_put_back_is_no_change(clone: Clone) -> None:
    before = told(clone, GRANT)
    clone.commit("Change", edited(clone, GRANT, "until: .*", "until: 2036-03-05"), noon("2026-04-01"))
    clone.commit("Put back", {GRANT: before}, noon("2026-04-02"))
    assert found(clone) == []


def test_change_that_a_merge_threw_away_is_no_change(clone: Clone) -> None:
    clone.git("checkout", "--quiet", "-b", "side")
    clone.commit("Change", edited(clone, GRANT, "until: .*", "until: 2036-03-05"), noon("2026-04-01"))
    clone.git("checkout", "--quiet", "main")
    clone.git("merge", "--quiet", "--strategy=ours", "side", GIT_COMMITTER_DATE=noon("2026-04-02"))
    assert found(clone) == []


WAIVED = "records/decisions/2026-04-01-ayesha-khan-defer.md"
DEFER = (
    "---\nkind: defer\nmember: ayesha-khan\ndate: 2026-04-01\nby: committee\n"
    "present: [nadia-iqbal, omar-farooq]\nreason: {}\n---\nMinute.\n"
)


@pytest.mark.parametrize(("branch", "codes"), [("side", []), ("main", [("HIS003", WAIVED)])])
def test_what_is_entered_and_mended_in_one_branch_is_not_changed_after_the_fact(
    clone: Clone, branch: str, codes: list[tuple[str, str]]
) -> None:
    clone.git("checkout", "--quiet", "-B", branch)
    clone.commit("Enter", {WAIVED: DEFER.format("ill")}, noon("2026-04-03"))
    clone.commit("Mend", {WAIVED: DEFER.format("illness")}, noon("2026-04-04"))
    clone.git("checkout", "--quiet", "main")
    clone.git("merge", "--quiet", "--no-ff", branch, GIT_COMMITTER_DATE=noon("2026-04-05"))
    assert found(clone) == codes


# Removed after the fact


@pytest.mark.parametrize("path", [HELD, GRANT, ENDORSED])
def test_removed_after_the_fact(clone: Clone, path: str) -> None:
    id = clone.commit("Remove", {path: None}, noon("2026-04-01"))
    assert ("HIS004", path) in found(clone)
    (finding,) = [one for one in checked(clone).findings if one.rule.code == "HIS004"]
    assert id[:10] in finding.message


ARCHIVED = GRANT.replace("decisions/", "decisions/2026/")


@pytest.mark.parametrize("moved", [ARCHIVED, GRANT.replace("03-05", "03-06")])
def test_decision_that_one_side_moved_and_the_merge_dropped(clone: Clone, moved: str) -> None:
    clone.git("switch", "--quiet", "--create", "side")
    clone.commit("Move", {GRANT: None, moved: told(clone, GRANT)}, noon("2026-04-01"))
    clone.git("switch", "--quiet", "main")
    clone.commit("Other", {"other.txt": "x"}, noon("2026-04-02"))
    clone.git("merge", "--quiet", "--no-commit", "side")
    clone.commit("Merge", {moved: None}, noon("2026-04-03"))
    assert [code for code, _ in found(clone)] == ["HIS004"]


def test_decision_that_a_history_of_its_own_does_not_have(clone: Clone) -> None:
    """A new beginning without it, and all that was merged into that: those who pull see it go on."""
    clone.git("switch", "--quiet", "--create", "new")
    clone.git("update-ref", "-d", "HEAD")
    clone.commit("Begin anew", {GRANT: None}, noon("2026-04-01"))
    merge = ("merge", "--quiet", "--strategy=ours", "--allow-unrelated-histories", "--no-edit", "main")
    clone.git(*merge, GIT_COMMITTER_DATE=noon("2026-04-02"))
    assert ("HIS004", GRANT) in found(clone)


@pytest.mark.parametrize("first", ["2026-04-01", "2026-04-03"])
def test_what_two_sides_renamed_alike_keeps_its_past(clone: Clone, first: str) -> None:
    """Such as where a rename was picked from another branch."""
    renamed = HELD.replace("03-12", "03-13")
    said = edited(clone, HELD, '"19:30"', '"19:00"')[HELD].replace("2024-03-12", "2024-03-13")
    for branch, day in (("side", first), ("main", "2026-04-02")):
        clone.git("switch", "--quiet", *(("--create",) if branch == "side" else ()), branch)
        clone.commit("Rename", {HELD: None, renamed: said}, noon(day))
    clone.git("merge", "--quiet", "--no-edit", "side", GIT_COMMITTER_DATE=noon("2026-04-04"))
    assert found(clone) == [("HIS003", renamed)]


def test_session_of_nobody_who_applied_may_be_removed(clone: Clone) -> None:
    clone.commit("Enter", {at("2026-04-07"): session("2026-04-07")}, noon("2026-04-08"))
    clone.commit("Remove", {at("2026-04-07"): None}, noon("2026-04-09"))
    assert found(clone) == []


def test_decision_moved_out_of_the_records_is_removed(clone: Clone) -> None:
    clone.commit("Archive", {GRANT: None, "archive/grant.md": told(clone, GRANT)}, noon("2026-04-01"))
    assert found(clone) == [("HIS004", GRANT)]


def test_decision_entered_and_removed_in_one_branch_never_was(clone: Clone) -> None:
    clone.git("checkout", "--quiet", "-b", "side")
    clone.commit("Enter", {WAIVED: DEFER.format("ill")}, noon("2026-04-03"))
    clone.commit("Remove", {WAIVED: None}, noon("2026-04-04"))
    clone.git("checkout", "--quiet", "main")
    clone.git("merge", "--quiet", "--no-ff", "side", GIT_COMMITTER_DATE=noon("2026-04-05"))
    assert found(clone) == []


def test_file_that_can_no_longer_be_read_is_not_removed(clone: Clone) -> None:
    clone.commit("Break", {GRANT: "---\nkind: grant\n"}, noon("2026-04-01"))
    assert found(clone) == []


# Ids used again

AYESHA = "records/members/ayesha-khan.md"


def named(name: str, *also: str) -> str:
    others = f"also-known-as: [{', '.join(also)}]\n" if also else ""
    return f"---\nname: {name}\n{others}membership: [{{from: 2022-09-01}}]\n---\n"


@pytest.mark.parametrize(
    ("name", "another"),
    [
        ("Zoya Tareen", True),
        ("{latin: Zoya Tareen, ur: زویا ترین}", True),
        ("Ayesha Tareen", False),
        ("Khan, Aisha", False),
        ("Aisha Chan", False),
        ("AYESHA KHAN", False),
        ("{ur: عائشہ خان}", False),
    ],
)
def test_id_that_was_another_persons(clone: Clone, name: str, another: bool) -> None:
    assert "Ayesha Khan" in told(clone, AYESHA)
    clone.commit("Change", {AYESHA: named(name)}, noon("2026-04-01"))
    assert found(clone) == ([("HIS005", AYESHA)] if another else [])


def test_earlier_name_that_is_recorded_is_no_other_person(clone: Clone) -> None:
    clone.commit("Marry", {AYESHA: named("Zoya Tareen", "Ayesha Khan")}, noon("2026-04-01"))
    assert found(clone) == []


def test_id_given_to_somebody_else_after_the_person_was_removed(clone: Clone) -> None:
    clone.commit("Remove", {AYESHA: None}, noon("2026-04-01"))
    clone.commit("Add", {AYESHA: named("Zoya Tareen")}, noon("2026-05-01"))
    assert found(clone) == [("HIS005", AYESHA)]


def test_id_given_to_somebody_else_after_the_person_was_renamed(clone: Clone) -> None:
    moved = {AYESHA: None, "records/members/ayesha-khan-2.md": told(clone, AYESHA)}
    clone.commit("Rename", moved, noon("2026-04-01"))
    assert found(clone) == []
    clone.commit("Add", {AYESHA: named("Zoya Tareen")}, noon("2026-05-01"))
    assert found(clone) == [("HIS005", AYESHA)]


# What cannot be judged


def test_shallow_clone_is_told_how_to_fetch_the_rest(clone: Clone, tmp_path: Path) -> None:
    clone.commit("Enter", {at("2026-04-07"): session("2026-04-07")}, noon("2026-04-08"))
    clone.commit("Anything", {}, noon("2026-09-01"))
    clone.git("clone", "--quiet", "--depth=1", f"file://{clone.top}", str(tmp_path / "shallow"))
    shallow = Clone(tmp_path / "shallow")
    assert found(shallow) == []
    assert "git fetch --unshallow" in checked(shallow).notice
    shallow.git("fetch", "--quiet", "--unshallow")
    assert checked(shallow).notice == ""


def test_partial_clone_is_told_how_to_fetch_the_rest(clone: Clone, tmp_path: Path) -> None:
    clone.git("config", "uploadpack.allowFilter", "true")
    clone.commit("Change", edited(clone, GRANT, "until: .*", "until: 2036-03-05"), noon("2026-04-01"))
    clone.git("clone", "--quiet", "--filter=blob:none", f"file://{clone.top}", str(tmp_path / "partial"))
    partial = Clone(tmp_path / "partial")
    assert found(partial) == []
    assert "git fetch --refetch --no-filter" in checked(partial).notice


def test_history_that_was_rewritten_is_judged_as_it_is_now(clone: Clone) -> None:
    clone.commit("Change", edited(clone, GRANT, "until: .*", "until: 2036-03-05"), noon("2026-04-01"))
    clone.commit("Enter", {at("2026-04-07"): session("2026-04-07")}, noon("2026-04-08"))
    clone.git("rebase", "--quiet", "--onto", "HEAD~2", "HEAD~1", GIT_COMMITTER_DATE=noon("2026-09-01"))
    assert found(clone) == [("HIS001", at("2026-04-07"))]


def test_where_nothing_is_committed_nothing_is_found(tmp_path: Path) -> None:
    clone = Clone.made_at(tmp_path)
    for path, data in BASE.items():
        clone.write(path, data)
    assert found(clone) == []
    assert checked(clone).notice == ""


def test_repository_that_cannot_be_used_is_a_notice_and_no_failure() -> None:
    def refuse() -> Repository:
        raise BalintrecError("the repository belongs to another user")

    done = check(MemorySource(BASE), ON, history=History(refuse))
    assert done.findings == ()
    assert "belongs to another user" in done.notice


def test_history_is_not_read_where_nothing_rests_on_it() -> None:
    def unwanted() -> Repository:
        raise AssertionError("it was read")

    without = {
        path: data
        for path, data in BASE.items()
        if "/applications/" not in path and "/decisions/" not in path
    }
    assert check(MemorySource(without), ON, history=History(unwanted)).notice == ""


def test_acceptance_of_what_is_not_judged_is_not_called_useless(clone: Clone) -> None:
    accepted = f"suppressed: [{{code: HIS003, record: {GRANT[8:-3]}, reason: the year was a slip}}]\nquorum"
    clone.commit("Change", edited(clone, GRANT, "until: .*", "until: 2036-03-05"), noon("2026-04-01"))
    clone.commit("Accept", edited(clone, SOCIETY, "quorum", accepted), noon("2026-04-02"))
    assert (checked(clone).findings, checked(clone).suppressed) == ((), 1)
    assert check(WorkTree(clone.top), ON).findings == ()
