"""``balintrec history``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import balintrec, member, society
from tests.repository.clone import Clone
from tests.repository.conftest import home, own_home  # noqa: F401
from tests.sample import ROOT

pytestmark = pytest.mark.slow

SESSION = "records/sessions/2024-03-12-lahore-tuesday.md"
TEXT = "---\ndate: 2024-03-12\ngroup: lahore-tuesday\nminutes: {}\n---\nShe wept.\n"


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """A session entered eight days late, then changed; and two members."""
    made = Clone.made_at(tmp_path / "society")
    made.commit(
        "Begin",
        {"records/society.md": "---\nname: Test Society\ntime-zone: Asia/Karachi\n---\n"}
        | {f"records/members/{id}.md": member() for id in ("sana-malik", "lahore-tuesday")}
        | {"records/groups/lahore-tuesday.md": "---\nname: Lahore\n---\n"},
        "2024-01-01T12:00:00Z",
    )
    made.commit("Enter", {SESSION: TEXT.format(90)}, "2024-03-19T20:00:00Z")
    made.commit("Mend", {SESSION: TEXT.format(60)}, "2024-04-01T12:00:00Z")
    return made


def test_life_is_told_in_words(clone: Clone) -> None:
    ran = balintrec("history", "2024-03-12-lahore-tuesday", root=clone.top)
    entered, mended = clone.id("HEAD~1")[:10], clone.id()[:10]
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "sessions/2024-03-12-lahore-tuesday",
        SESSION,
        "",
        "2024-03-20  entered by Sana Malik, 8 days after the day that it records",
        f'            commit {entered} "Enter"',
        "",
        "2024-04-01  changed by Sana Malik",
        "            - minutes: 90 → 60",
        f'            commit {mended} "Mend"',
    ]


@pytest.mark.parametrize(
    "name",
    [
        SESSION,
        SESSION.removesuffix(".md")[8:],
        "session/2024-03-12-lahore-tuesday",
        "2024-03-12-lahore-tuesday",
    ],
)
def test_record_is_named_by_path_or_kind_and_id_or_id(clone: Clone, name: str) -> None:
    assert balintrec("history", name, root=clone.top).out.startswith("sessions/2024-03-12-lahore-tuesday\n")


def test_path_is_one_from_the_current_folder(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(clone.top / "records" / "members")
    assert balintrec("history", "sana-malik.md", root=None).out.startswith("members/sana-malik\n")
    assert balintrec("history", "../society.md", root=None).out.startswith("society\n")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("lahore-tuesday", "is the id of more than one record: groups/lahore-tuesday or members/lahore-tuesday"),
        ("sana-malick", 'did you mean "sana-malik"?'),
        ("member/sana-malick", 'did you mean "members/sana-malik"?'),
        ("zzz", "give its path, its kind/id or its id"),
    ],
)  # fmt: skip
def test_name_that_names_no_record_or_several(clone: Clone, name: str, words: str) -> None:
    ran = balintrec("history", name, root=clone.top)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_removed_record_still_has_a_life(clone: Clone) -> None:
    clone.commit("Remove", {SESSION: None})
    assert "removed by Sana Malik" in balintrec("history", SESSION, root=clone.top).out


def test_what_is_not_committed_is_said(clone: Clone) -> None:
    clone.write(SESSION, TEXT.format(45))
    out = balintrec("history", SESSION, root=clone.top).out
    assert out.endswith("            changed, not committed yet\n            - minutes: 60 → 45\n")


def test_life_up_to_a_revision(clone: Clone) -> None:
    out = balintrec("history", SESSION, "--at", "HEAD~1", root=clone.top).out
    assert "entered" in out
    assert "changed" not in out


@pytest.mark.parametrize("format", ["text", "json", "markdown"])
def test_text_of_a_record_is_never_shown(clone: Clone, format: str) -> None:
    clone.commit("Change", {SESSION: TEXT.format(60).replace("wept", "laughed")})
    out = balintrec("history", SESSION, "--format", format, root=clone.top).out
    assert ("text_changed" if format == "json" else "the text was changed") in out
    assert "laughed" not in out
    assert "wept" not in out


def test_json_of_a_life(clone: Clone) -> None:
    report = json.loads(balintrec("history", SESSION, "--format", "json", root=clone.top).out)
    assert list(report) == ["version", "record", "path", "incomplete", "steps"]
    assert report["version"] == 2
    entered, changed = report["steps"]
    assert (entered["what"], entered["day"], entered["days_after"]) == ("entered", "2024-03-20", 8)
    assert changed["changes"] == [
        {"key": ["minutes"], "before": "90", "after": "60", "added": [], "removed": []}
    ]
    assert (changed["email"], changed["commit"]) == ("sana@example.org", clone.id())


def test_markdown_of_a_life(clone: Clone) -> None:
    out = balintrec("history", SESSION, "--format", "markdown", root=clone.top).out
    assert "- 2024-04-01: changed by Sana Malik" in out
    assert "  - minutes: 90 → 60" in out


def test_names_from_git_cannot_write_to_a_terminal(clone: Clone) -> None:
    clone.write(SESSION, TEXT.format(45))
    name = "E\x1b]0;x\x07vil [a](b)"
    clone.git("commit", "--quiet", "--all", f"--author={name} <e@example.org>", "--message=a\x1b[31mb")
    for format in ("text", "json", "markdown"):
        out = balintrec("history", SESSION, "--format", format, root=clone.top).out
        assert "\x1b" not in out
        assert "\x07" not in out


def test_shallow_clone_is_told_how_to_fetch_the_rest(clone: Clone, tmp_path: Path) -> None:
    clone.git("clone", "--quiet", "--depth=1", f"file://{clone.top}", str(tmp_path / "shallow"))
    ran = balintrec("history", SESSION, root=tmp_path / "shallow")
    assert (ran.code, "git fetch --unshallow" in ran.err) == (0, True)
    assert "entered" not in ran.out


def test_history_of_a_record_outside_git(tmp_path: Path) -> None:
    society(tmp_path, {"members/sana-malik.md": member()})
    ran = balintrec("history", "sana-malik", root=tmp_path)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "is not in a git repository" in ran.err


@pytest.mark.parametrize("arguments", [[], ["sana-malik", "--member", "sana-malik"]])
def test_either_a_record_or_a_member_is_named(clone: Clone, arguments: list[str]) -> None:
    ran = balintrec("history", *arguments, root=clone.top)
    assert (ran.code, "either a RECORD or --member" in ran.err) == (2, True)


# Of members


def test_timeline_of_a_member_is_told_in_words() -> None:
    out = balintrec("history", "--member", "saad-anwar").out
    assert "2025-10-01  lost      Be a member of the society (membership/member)\n" in out
    assert "2024-09-20  stage     Become a member (membership) is passed\n" in out
    assert "by members/saad-anwar" in out


def test_timeline_names_a_member_by_name_and_until_a_day() -> None:
    out = balintrec("history", "--member", "Bilal Ahmed", "--on", "2024-01-01").out
    assert "participation/two-years-attendance" in out
    assert "co-leadership" not in out


def test_timeline_says_when_records_were_entered(tmp_path: Path) -> None:
    clone = Clone.made_at(tmp_path)
    sample = (path for path in (ROOT / "records").rglob("*.md"))
    files = {path.relative_to(ROOT).as_posix(): path.read_text() for path in sample}
    clone.commit("Take over", files, "2026-11-15T12:00:00Z")
    report = json.loads(
        balintrec("history", "--member", "bilal-ahmed", "--format", "json", root=tmp_path).out
    )
    assert list(report) == [
        "version", "member", "on", "policy", "begin", "unreadable", "incomplete", "turns", "stages", "credentials",
    ]  # fmt: skip
    (turn,) = [one for one in report["turns"] if one["requirement"] == "participation/readiness"]
    assert turn["records"] == [
        {
            "record": "assessments/2023-09-20-bilal-ahmed",
            "entered": "2026-11-15",
            "commit": clone.id(),
            "author": "Sana Malik",
        }
    ]
    text = balintrec("history", "--member", "bilal-ahmed", root=tmp_path).out
    assert "by assessments/2023-09-20-bilal-ahmed (entered 2026-11-15)" in text
    table = balintrec("history", "--member", "bilal-ahmed", "--format", "markdown", root=tmp_path).out
    assert (
        "| 2023-09-20 | met | Found ready for co-leading by your leader (participation/readiness) |" in table
    )


def test_timeline_of_somebody_whose_record_cannot_be_read(tmp_path: Path) -> None:
    society(tmp_path, {"members/sana-malik.md": "---\nname:\n---\n"})
    ran = balintrec("history", "--member", "sana-malik", root=tmp_path)
    assert (ran.code, "cannot be read: see balintrec check" in ran.err) == (2, True)
