"""``balintrec review`` and ``check --since`` in real repositories."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import Ran, balintrec
from tests.repository.clone import Clone
from tests.repository.conftest import home, own_home  # noqa: F401  # fixtures
from tests.review.reviews import Files, edited
from tests.review.scenes import CO_LED, HOSTILE, REVOKES, SOCIETY, STRICTER, as_in_base
from tests.rules.examples import BASE

pytestmark = pytest.mark.slow

OLD_ERROR: Files = {"records/members/old.md": "---\nname: Old\nproffession: x\n---\n"}


def society(top: Path, files: Files | None = None) -> Clone:
    """The clean society, changed by some files, on main; what follows is committed on a branch."""
    clone = Clone.made_at(top)
    clone.commit("Take over the records", {**BASE, **(files or {})}, when="2026-11-01T12:00:00")
    clone.git("switch", "--quiet", "--create", "branch")
    return clone


def ran(clone: Clone, *arguments: str) -> Ran:
    return balintrec(*arguments, root=clone.top)


def first(out: str) -> str:
    return " ".join(out.partition("judged")[0].split())


def test_branch_is_reviewed_from_where_it_went_out(tmp_path: Path) -> None:
    clone = society(tmp_path)
    clone.commit("Nadia leaves", REVOKES)
    clone.git("switch", "--quiet", "main")
    clone.commit("A new member meanwhile", {"records/members/zara.md": "---\nname: Zara\n---\n"})
    found = ran(clone, "review", "main", "branch")
    assert found.code == 1
    assert first(found.out).startswith("review: 4 new errors; look at who entered it")
    assert "; 2 people lose (bilal-ahmed: no longer eligible, nadia-iqbal: " in first(found.out)
    assert "zara" not in found.out


def test_head_is_what_is_checked_out_and_nothing_else_is_read(tmp_path: Path) -> None:
    clone = society(tmp_path)
    clone.write("records/members/not-committed.md", "x")
    found = ran(clone, "review", "main")
    assert (found.code, found.err) == (0, "")
    assert first(found.out).startswith("review: no new errors; nobody gains or loses")
    assert "not-committed" not in found.out
    assert clone.status() == "?? records/members/not-committed.md"


def test_old_error_does_not_fail_and_new_one_does(tmp_path: Path) -> None:
    clone = society(tmp_path, OLD_ERROR)
    clone.commit(
        "Shift its lines",
        {"records/members/old.md": "---\nname: Old\nbackground: [a]\nproffession: x\n---\n"},
    )
    assert ran(clone, "review", "main").code == 0
    assert ran(clone, "check").code == 1
    since = ran(clone, "check", "--since", "main")
    assert since.code == 0
    assert "no new findings, 0 fixed, 1 old" in since.out
    clone.commit("Another", {"records/members/new.md": "---\nname: New\nproffession: x\n---\n"})
    assert ran(clone, "review", "main").code == 1
    assert ran(clone, "check", "--since", "main").code == 1


def test_check_since_reads_the_work_tree_and_tells_apart(tmp_path: Path) -> None:
    clone = society(tmp_path, {**OLD_ERROR, "records/members/mended.md": "---\nname: M\nfoo: x\n---\n"})
    clone.write("records/members/mended.md", "---\nname: M\n---\n")
    clone.write("records/members/new.md", "---\nname: N\nfoo: x\n---\n")
    data = json.loads(ran(clone, "check", "--since", "main", "--format", "json").out)
    paths = {part: [one["path"] for one in data[part]] for part in ("findings", "fixed", "existing")}
    assert paths == {
        "findings": ["records/members/new.md"],
        "fixed": ["records/members/mended.md"],
        "existing": ["records/members/old.md"],
    }
    for form in ("concise", "github", "gitlab", "sarif"):
        out = ran(clone, "check", "--since", "main", "--format", form).out
        assert "new.md" in out and "old.md" not in out and "mended.md" not in out
    narrowed = ran(clone, "check", "--since", "main", str(clone.top / "records/members/old.md"))
    assert (narrowed.code, narrowed.out.splitlines()[0]) == (0, "old:")


def test_renamed_record_is_no_change(tmp_path: Path) -> None:
    clone = society(tmp_path)
    clone.git("mv", "records/members/ayesha-khan.md", "records/members/ayesha-k.md")
    for path in sorted(clone.top.glob("records/sessions/*.md")):
        path.write_text(path.read_text().replace("ayesha-khan", "ayesha-k"))
    path = clone.top / "records/groups/lahore-tuesday.md"
    path.write_text(path.read_text().replace("ayesha-khan", "ayesha-k"))
    clone.commit("Ayesha is called otherwise")
    data = json.loads(ran(clone, "review", "main", "--format", "json").out)
    assert (data["people"], data["records"], data["findings"]["new"]) == ([], [], [])
    assert data["moved"] == [
        {"before": "records/members/ayesha-khan.md", "after": "records/members/ayesha-k.md"}
    ]


def test_who_entered_it_is_told_of_the_commits_of_the_branch_alone(tmp_path: Path) -> None:
    reserved = edited(SOCIETY, "quorum: 2", "quorum: 2\nmay-enter: {sessions: [secretary@example.org]}")
    clone = society(tmp_path, {**reserved, CO_LED: BASE[CO_LED].replace(b"cases: 2", b"cases: 1")})
    clone.commit("Two cases", as_in_base(CO_LED))
    data = json.loads(ran(clone, "review", "main", "--format", "json").out)
    assert [(one["kind"], one["email"], one["commits"]) for one in data["concerns"]] == [
        ("may-enter", "…@example.org", [clone.id()]),
        ("unknown-address", "…@example.org", [clone.id()]),
    ]
    assert data["concerns"][0]["place"] == {"path": CO_LED, "line": 12}
    for form in ("text", "markdown", "json", "github"):
        assert "sana@" not in ran(clone, "review", "main", "--format", form).out
    shown = json.loads(ran(clone, "review", "main", "--format", "json", "--addresses").out)
    assert {one["email"] for one in shown["concerns"]} == {"sana@example.org"}
    codes = [ran(clone, "review", "main", *options).code for options in ([], ["--fail-on-concern"])]
    assert codes == [0, 1]


def test_workflow_above_the_society_is_seen(tmp_path: Path) -> None:
    clone = Clone.made_at(tmp_path)
    clone.commit("Begin", {f"our society/{path}": data for path, data in BASE.items()})
    clone.git("switch", "--quiet", "--create", "branch")
    clone.commit("Change", {".github/workflows/check.yml": "on: push\n", "our society/notes.md": "x\n"})
    out = balintrec("review", "main", "--format", "json", root=tmp_path / "our society").out
    data = json.loads(out)
    assert [one["path"] for one in data["protected"]] == ["../.github/workflows/check.yml"]
    assert data["outside"] == ["notes.md"]


@pytest.mark.parametrize("form", ["text", "markdown", "json", "github"])
def test_hostile_branch_is_shown_and_the_same_twice(tmp_path: Path, form: str) -> None:
    outs = []
    for name in ("one", "two"):
        clone = society(tmp_path / name)
        clone.commit("Change", {**HOSTILE, **STRICTER}, when="2026-11-20T12:00:00")
        found = ran(clone, "review", "main", "--format", form)
        assert (found.code, found.err) == (1, "")
        outs.append(found.out)
    assert outs[0] == outs[1]
    assert str(tmp_path) not in outs[0]
    assert "\x1b" not in outs[0]


def test_day_names_the_base(tmp_path: Path) -> None:
    clone = society(tmp_path)
    clone.commit("Stricter", STRICTER, when="2026-11-20T12:00:00")
    assert "rules or protected files change" in first(ran(clone, "review", "2026-11-10").out)


def test_day_of_the_review_can_be_another(tmp_path: Path) -> None:
    clone = society(tmp_path)
    clone.commit("Stricter", STRICTER)
    found = balintrec("review", "main", root=clone.top, on="2024-02-01")
    assert first(found.out).endswith("→ " + clone.id()[:10] + ",")
    assert "as of 2024-02-01" in found.out


def test_shallow_clone_says_how_to_fetch_the_rest(tmp_path: Path) -> None:
    origin = society(tmp_path / "origin")
    origin.commit("Stricter", STRICTER)
    origin.git(
        "clone", "--quiet", "--depth=1", "--no-single-branch", f"file://{origin.top}", str(tmp_path / "clone")
    )
    found = ran(Clone(tmp_path / "clone"), "review", "origin/main")
    assert (found.code, found.out) == (2, "")
    assert "git fetch --unshallow" in found.err
    assert found.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [("review", "nowhere"), ("review", "--", "--output=F"), ("check", "--since", "nowhere")]
)
def test_revision_that_is_not_there(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    clone = society(tmp_path)
    found = ran(clone, *arguments)
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith("balintrec: there is no revision")
    assert not (clone.top / "F").exists()


def test_society_outside_git_cannot_be_reviewed(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    found = balintrec("review", "main", root=tmp_path)
    assert (found.code, found.err.count("\n")) == (2, 1)


def test_a_link_or_a_repository_is_nobody(tmp_path: Path) -> None:
    clone = society(tmp_path)
    (clone.top / "records/members/zed.md").symlink_to("../society.md")
    clone.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},records/members/ida.md")
    clone.git("add", "records/members/zed.md")
    clone.git("commit", "--quiet", "--message", "Two strangers")
    found = json.loads(ran(clone, "review", "main", "--format", "json").out)
    assert not {"zed", "ida"} & {one["member"] for one in found["people"]}
    assert {one["path"] for one in found["findings"]["new"]} == {
        "records/members/ida.md",
        "records/members/zed.md",
    }
    clone.git("rm", "--quiet", "--cached", "records/members/zed.md", "records/members/ida.md")
    clone.git("commit", "--quiet", "--message", "Gone again")
    back = json.loads(ran(clone, "review", "HEAD^", "HEAD", "--format", "json").out)
    assert not {"zed", "ida"} & {one["member"] for one in back["people"]}


def test_a_member_whose_file_became_a_link_is_still_somebody(tmp_path: Path) -> None:
    clone = society(tmp_path)
    (clone.top / "records/members/sana-malik.md").unlink()
    (clone.top / "records/members/sana-malik.md").symlink_to("../society.md")
    clone.git("commit", "--quiet", "--all", "--message", "A link")
    found = json.loads(ran(clone, "review", "main", "--format", "json").out)
    assert "sana-malik" in {one["member"] for one in found["people"] if one["loses"]}


def test_branches_that_were_merged_into_each_other_have_two_fork_points_and_say_so(tmp_path: Path) -> None:
    clone = society(tmp_path)
    clone.commit("On the branch", {"a": "x"})
    branch = clone.id()
    clone.git("switch", "--quiet", "main")
    clone.commit("On main", {"b": "y"})
    main = clone.id()
    clone.git("merge", "--quiet", "--no-edit", branch)
    clone.git("switch", "--quiet", "branch")
    clone.git("merge", "--quiet", "--no-edit", main)
    data = json.loads(ran(clone, "review", "main", "--format", "json").out)
    assert {data["merge_base"], *data["other_merge_bases"]} == {branch, main}
    assert "more than one merge base" in ran(clone, "review", "main").out
    assert "more than one merge base" not in ran(clone, "review", "main~1").out


@pytest.mark.parametrize("path", ["requirements.txt", "Pyproject.toml", ".husky/pre-commit", "sub/.envrc"])
def test_program_that_judges_stands_first_whatever_else_changes(tmp_path: Path, path: str) -> None:
    clone = society(tmp_path)
    clone.commit("A small fix", {path: "evil==1\n", "records/members/zara.md": "---\nname: Zara\n---\n"})
    out = ran(clone, "review", "main").out
    assert f"rules or protected files change ({path})" in first(out)
    assert out.split("Look at this first\n")[1].startswith(f"  ! {path}: added, ")
