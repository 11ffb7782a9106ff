"""The log in one pass."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from balintrec.repository import Change, Commit, Repository
from tests.repository.clone import Clone

pytestmark = pytest.mark.slow

OLA = "records/members/ola.md"
IDA = "records/members/ida.md"
LONG = "".join(f"line {number}\n" for number in range(20))


def last(clone: Clone) -> Commit:
    return Repository.open(clone.top).commits()[-1]


def told(commit: Commit) -> list[tuple[str, str, str | None]]:
    return [(change.status, change.path, change.old_path) for change in commit.changes]


def test_one_commit(clone: Clone) -> None:
    first = clone.id()
    when = "2025-06-20T20:30:00+00:00"
    clone.write(OLA, "new")
    clone.git(
        *("commit", "--quiet", "--all", "--message", "Ola moves\n\nTo Bergen."),
        GIT_AUTHOR_NAME="Ida Ås",
        GIT_AUTHOR_EMAIL="ida@example.org",
        GIT_AUTHOR_DATE="2025-06-18T10:00:00+02:00",
        GIT_COMMITTER_DATE=when,
    )
    karachi = ZoneInfo("Asia/Karachi")
    assert Repository.open(clone.top).commits(zone="Asia/Karachi")[-1] == Commit(
        id=clone.id(),
        parents=(first,),
        author="Ida Ås",
        email="ida@example.org",
        time=datetime(2025, 6, 21, 1, 30, tzinfo=karachi),
        authored=datetime(2025, 6, 18, 13, 0, tzinfo=karachi),
        subject="Ola moves",
        changes=(Change("changed", OLA, None, clone.id(f"HEAD:{OLA}"), clone.id(f"{first}:{OLA}")),),
    )
    assert last(clone).time == datetime(2025, 6, 20, 20, 30, tzinfo=UTC)


def test_co_authors_are_those_that_the_end_of_the_message_names(clone: Clone) -> None:
    named = "co-authored-by: Ida Ås <ida@example.org>\nCo-Authored-By: Ola\nSigned-off-by: X <x@example.org>"
    clone.commit(f"Ola moves\n\nCo-authored-by: Nobody <n@example.org> said so.\n\n{named}", {OLA: "new"})
    assert last(clone).co_authors == (("Ida Ås", "ida@example.org"), ("Ola", ""))
    clone.commit("Ola moves again", {OLA: "newer"})
    assert last(clone).co_authors == ()
    assert told(last(clone)) == [("changed", OLA, None)]


def test_parents_come_before_children(clone: Clone) -> None:
    for number in range(3):
        clone.git("checkout", "--quiet", "-b", f"side{number}", "main")
        clone.commit("side", {f"records/members/s{number}.md": "x"}, "2001-01-01T00:00:00+00:00")
        clone.git("checkout", "--quiet", "main")
        clone.git("merge", "--quiet", "--no-ff", "--message", "merge", f"side{number}")
    commits = Repository.open(clone.top).commits()
    seen: set[str] = set()
    for commit in commits:
        assert seen.issuperset(commit.parents)
        seen.add(commit.id)
    assert len(commits) == 7


def test_only_what_led_to_the_revision(clone: Clone) -> None:
    first = clone.id()
    clone.commit("Ida joins", {IDA: "y"})
    assert [commit.id for commit in Repository.open(clone.top).commits(first)] == [first]


def test_added_removed_and_without_change(clone: Clone) -> None:
    first = last(clone)
    assert told(first) == [("added", OLA, None)]
    assert first.changes[0].old_blob is None
    clone.commit("nothing")
    assert last(clone).changes == ()
    clone.commit("gone", {OLA: None})
    assert told(last(clone)) == [("removed", OLA, None)]
    assert last(clone).changes[0].blob is None


@pytest.mark.parametrize("text", [LONG, LONG.replace("line 3", "line three")])
def test_a_move(clone: Clone, text: str) -> None:
    clone.commit("long", {OLA: LONG})
    clone.commit("moved", {OLA: None, "records/members/2025/ola-n.md": text})
    assert told(last(clone)) == [("moved", "records/members/2025/ola-n.md", OLA)]
    change = last(clone).changes[0]
    assert (change.old_blob, change.blob) == (clone.id(f"HEAD~1:{OLA}"), clone.id(f"HEAD:{change.path}"))


def test_a_copy_is_an_addition(clone: Clone) -> None:
    clone.commit("long", {OLA: LONG})
    clone.commit("copied", {IDA: LONG, OLA: LONG + "more\n"})
    assert told(last(clone)) == [("added", IDA, None), ("changed", OLA, None)]


def test_names_with_any_byte(clone: Clone) -> None:
    names = [
        "records/a\nb.md",
        'records/"q".md',
        "records/\t:.md",
        ":100644 100644.md",
        "records/caf\udce9.md",
    ]
    for name in names:
        (clone.top / name).write_text("x")
    clone.commit("names")
    assert sorted(change.path for change in last(clone).changes) == sorted(names)


@pytest.mark.parametrize("subject", ["", ":100644 100644 a b M", "tab\tand \x1b[31m", "Æ ولی"])
def test_subjects(clone: Clone, subject: str) -> None:
    clone.write(OLA, "new")
    clone.git(
        "commit", "--quiet", "--all", "--cleanup=verbatim", "--allow-empty-message", "--message", subject
    )
    clone.commit("after it", {IDA: "y"})
    commits = Repository.open(clone.top).commits()
    assert [commit.subject for commit in commits][1:] == [subject, "after it"]
    assert told(commits[1]) == [("changed", OLA, None)]


def test_names_of_people_that_are_no_utf8(clone: Clone) -> None:
    raw = clone.git("cat-file", "commit", "HEAD").encode().replace(b"Sana", b"S\xe9na") + b"\n"
    (clone.top / "raw").write_bytes(raw)
    made = clone.git("hash-object", "-t", "commit", "-w", "--literally", "raw")
    assert Repository.open(clone.top).commits(made)[0].author == "S\N{REPLACEMENT CHARACTER}na Malik"


def test_times_that_no_calendar_holds(clone: Clone) -> None:
    raw = clone.git("cat-file", "commit", "HEAD")
    (clone.top / "raw").write_text(
        "\n".join(
            line.rsplit(" ", 2)[0] + " 99999999999999 +0000" if line.startswith("committer") else line
            for line in raw.split("\n")
        )
    )
    made = clone.git("hash-object", "-t", "commit", "-w", "--literally", "raw")
    assert Repository.open(clone.top).commits(made)[0].time.year == 9999


def test_a_file_that_becomes_a_link_is_gone_as_a_file(clone: Clone) -> None:
    (clone.top / OLA).unlink()
    (clone.top / OLA).symlink_to("/etc/passwd")
    clone.commit("a link")
    (change,) = last(clone).changes
    assert (change.status, change.path, change.blob) == ("changed", OLA, None)
    assert change.old_blob is not None


def test_a_society_below_the_top_sees_its_own_paths(tmp_path: Path) -> None:
    clone = Clone.made_at(tmp_path)
    clone.commit("both", {"north/records/a.md": LONG, "south/records/b.md": LONG + "b\n", "northern.md": "n"})
    clone.git("mv", "south/records/b.md", "north/records/b.md")
    clone.git("mv", "north/records/a.md", "south/records/a.md")
    clone.commit("across")
    clone.git("mv", "north/records/b.md", "north/records/c.md")
    clone.commit("within")
    clone.commit("elsewhere", {"south/records/a.md": "x"})
    commits = Repository.open(tmp_path / "north").commits()
    assert [told(commit) for commit in commits] == [
        [("added", "records/a.md", None)],
        [("added", "records/b.md", None), ("removed", "records/a.md", None)],
        [("moved", "records/c.md", "records/b.md")],
        [],
    ]
    assert [(change.blob is None, change.old_blob is None) for change in commits[1].changes] == [
        (False, True),
        (True, False),
    ]


SETTINGS = {
    "diff.renames": "false",
    "diff.orderFile": "order",
    "diff.relative": "true",
    "diff.renameLimit": "1",
    "log.showRoot": "false",
    "log.showSignature": "true",
    "log.follow": "true",
    "log.diffMerges": "off",
    "log.date": "relative",
    "core.abbrev": "4",
    "core.quotePath": "true",
    "color.ui": "always",
    "format.pretty": "oneline",
    "diff.noprefix": "true",
    "core.pager": "false",
    "log.mailmap": "true",
    "diff.ignoreSubmodules": "all",
}


def test_settings_of_the_user_change_nothing(clone: Clone) -> None:
    clone.commit(
        "long", {OLA: LONG, "order": "records/members/z*\n", ".mailmap": "Eva <eva@x> <sana@example.org>\n"}
    )
    clone.commit("moved", {OLA: None, "records/members/ola-n.md": LONG, IDA: "y"})
    plain = Repository.open(clone.top)
    before = plain.commits(), plain.changed("HEAD~2", "HEAD")
    for key, value in SETTINGS.items():
        clone.git("config", key, value)
    assert (
        Repository.open(clone.top).commits(),
        Repository.open(clone.top).changed("HEAD~2", "HEAD"),
    ) == before
