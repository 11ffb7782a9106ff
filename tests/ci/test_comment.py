"""The comment's workflow takes what the other one left as a text that anybody may have written."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from balintrec.review.protected_files import PATTERNS
from tests.ci.pipeline import tool, workflow

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
MARKER = "<!-- balintrec review -->"
BOT = {"login": "github-actions[bot]"}
HEAD, BASE, FORK = (letter * 40 for letter in "abc")
REVIEW = "**No new errors; 1 person gains.**\n\n`$(touch pwned)` ${process.exit(3)} {{ 7 * 7 }}\n"


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """What an honest run leaves: the number of its pull request, its base branch, and its review."""
    (tmp_path / "number").write_text("7\n")
    (tmp_path / "base").write_text("main\n")
    (tmp_path / "review.md").write_text(REVIEW, encoding="utf-8")
    return tmp_path


BEFORE = {".github/workflows/balintrec.yml": "2", "requirements.txt": "3", "records/society.md": "4"}


def tree(*parts: dict[str, str | None], truncated: bool = False) -> dict[str, Any]:
    """What GitHub says of a commit's files, each with the id of its content; later parts change earlier ones."""
    files = {path: id for part in parts for path, id in part.items()}
    blobs = [{"path": path, "mode": "100644", "type": "blob", "sha": id} for path, id in files.items() if id]
    return {
        "tree": [{"path": "records", "mode": "040000", "type": "tree", "sha": "5"}, *blobs],
        "truncated": truncated,
    }


def pull(head: str = HEAD, repo: int | None = 11, state: str = "open", base: str = "main") -> dict[str, Any]:
    """A pull request as it is when the comment is written."""
    there = {"sha": BASE, "ref": base}
    return {"head": {"sha": head, "repo": repo and {"id": repo}}, "base": there, "state": state}


def commented(left: Path, **changed: Any) -> dict[str, Any]:
    """Run the script on what a run left, with GitHub as described."""
    (script,) = (
        step["with"]["script"]
        for step in workflow("balintrec-comment")["jobs"]["comment"]["steps"]
        if "script" in step["with"]
    )
    url = "https://github.com/indus/records/actions/runs/1"
    described = {
        "script": script,
        "number": 7,
        "run": {"head_sha": HEAD, "head_repository": {"id": 11}, "html_url": url},
        "pull": pull(),
        "forks": {f"{BASE}...{HEAD}": FORK},
        "trees": {FORK: tree(BEFORE), HEAD: tree(BEFORE, {"records/members/ayesha-khan.md": "1"})},
        "comments": [],
        **changed,
    }
    done = subprocess.run(
        [tool("node"), str(HERE / "comment.js")],
        input=json.dumps(described),
        env={"PATH": os.environ["PATH"], "REVIEW": str(left)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    ran: dict[str, Any] = json.loads(done.stdout)
    return ran


def test_first_review_is_a_new_comment(left: Path) -> None:
    ran = commented(left)
    assert ran["written"] == [{"create": 7, "at": "indus/records", "body": f"{MARKER}\n{REVIEW}"}]
    assert ran["failed"] is None


def test_next_review_edits_the_comment(left: Path) -> None:
    comments = [
        {"id": 1, "user": {"login": "mallory"}, "body": f"{MARKER}\nAll is well."},
        {"id": 2, "user": BOT, "body": "of another workflow"},
        {"id": 3, "user": None, "body": None},
        {"id": 4, "user": BOT, "body": f"{MARKER}\nthe review before"},
    ]
    assert commented(left, comments=comments)["written"] == [{"update": 4, "body": f"{MARKER}\n{REVIEW}"}]


@pytest.mark.parametrize(
    "number",
    [
        "",
        "0",
        "-7",
        "7.0",
        "7e0",
        "0x7",
        "٧",
        "7\n7",
        "7; rm -rf ~",
        "../../../issues/7",
        "1234567890",
        "7" * 99,
    ],
)
def test_forged_number_writes_nothing(left: Path, number: str) -> None:
    (left / "number").write_text(number, encoding="utf-8")
    ran = commented(left)
    assert ran["written"] == []
    assert ran["failed"].startswith("number is not a ")


def test_number_of_nothing_writes_nothing(left: Path) -> None:
    (left / "number").write_text("8")
    ran = commented(left)
    assert (ran["written"], ran["failed"]) == ([], "Not Found")


@pytest.mark.parametrize(
    "now",
    [pull("d" * 40), pull(repo=12), pull(repo=None), pull(state="closed"), pull(base="2026")],
    ids=[
        "newer commit or force push",
        "another repository",
        "repository that is gone",
        "closed",
        "another base",
    ],
)
def test_what_is_not_there_any_more_gets_no_comment(left: Path, now: dict[str, Any]) -> None:
    ran = commented(left, pull=now)
    assert (ran["written"], ran["failed"]) == ([], None)
    assert ran["said"] == ["The review is not of what that pull request holds now; no comment."]


GUARDED = [
    ".github/workflows/balintrec.yml",
    ".GitHub/Workflows/other.yml",
    "requirements.txt",
    "sub/requirements-dev.txt",
    "pyproject.toml",
    "records/sessions/.gitattributes",
    "CODEOWNERS",
    ".husky",
    ".gitlab-ci.yml",
    "\u017fetup.py",
]


@pytest.mark.parametrize("path", GUARDED)
@pytest.mark.parametrize("how", ["changed", "removed", "added"])
def test_review_that_the_pull_request_could_have_written_is_not_repeated(
    left: Path, path: str, how: str
) -> None:
    before: dict[str, str | None] = {path: None if how == "added" else "6"}
    after: dict[str, str | None] = {path: None if how == "removed" else "7"}
    (written,) = commented(left, trees={FORK: tree(BEFORE, before), HEAD: tree(BEFORE, after)})["written"]
    assert "No new errors" not in written["body"]
    assert "read those changes first" in written["body"]
    assert path.isascii() == (f"`{path}`" in written["body"])
    assert "(https://github.com/indus/records/actions/runs/1)" in written["body"]


def test_guard_that_is_moved_away_or_made_a_program_is_seen(left: Path) -> None:
    moved = tree(BEFORE, {"requirements.txt": None, "records/members/old.txt": "3"})
    program = tree(BEFORE)
    program["tree"][1]["mode"] = "100755"
    for after in (moved, program):
        (written,) = commented(left, trees={FORK: tree(BEFORE), HEAD: after})["written"]
        assert "could have written its own review" in written["body"]


@pytest.mark.parametrize("part", [FORK, HEAD])
def test_more_files_than_can_be_compared_are_as_suspect(left: Path, part: str) -> None:
    trees = {FORK: tree(BEFORE), HEAD: tree(BEFORE), part: tree(BEFORE, truncated=True)}
    (written,) = commented(left, trees=trees)["written"]
    assert "more files than can be compared" in written["body"]


def test_later_push_and_moved_base_change_nothing_of_what_is_compared(left: Path) -> None:
    """The branch was pushed to and set back while this ran; and the base has got another workflow meanwhile."""
    evil = tree(BEFORE, {"requirements.txt": "8"})
    later = {"e" * 40: tree(BEFORE), BASE: tree(BEFORE, {".github/workflows/balintrec.yml": "9"})}
    (written,) = commented(left, trees={FORK: tree(BEFORE), HEAD: evil, **later})["written"]
    assert "could have written its own review" in written["body"]
    (written,) = commented(left, trees={FORK: tree(BEFORE), HEAD: tree(BEFORE), **later})["written"]
    assert "No new errors" in written["body"]


def test_names_are_those_of_the_review_and_of_codeowners() -> None:
    script = workflow("balintrec-comment")["jobs"]["comment"]["steps"][1]["with"]["script"]
    names = json.loads(f"[{re.findall(r'const names = .(.*?).;', script, re.DOTALL)[0]}]")
    assert names == [pattern.removesuffix("/") for pattern in PATTERNS]


def test_nobody_is_called(left: Path) -> None:
    (left / "review.md").write_text("@indus/everybody, nadia@indus.example")
    (written,) = commented(left)["written"]
    assert written["body"].endswith("\n@\u200bindus/everybody, nadia@\u200bindus.example")
    (left / "review.md").write_text("`nadia@indus.example` @x `a` @y `b")
    (written,) = commented(left)["written"]
    assert written["body"].endswith("\n`nadia@indus.example` @\u200bx `a` @\u200by `b")


@pytest.mark.parametrize("length", [65_001, 262_145], ids=["for a comment", "to be read"])
def test_review_that_is_too_long_is_refused(left: Path, length: int) -> None:
    (left / "review.md").write_text("x" * length)
    ran = commented(left)
    assert ran["written"] == []
    assert ran["failed"].startswith("review.md ")


def test_long_review_in_another_script_is_posted(left: Path) -> None:
    (left / "review.md").write_text("ی" * 60_000, encoding="utf-8")
    (written,) = commented(left)["written"]
    assert written["body"].count("ی") == 60_000


@pytest.mark.parametrize("name", ["number", "review.md"])
@pytest.mark.parametrize("form", ["link", "pipe", "folder", "missing"])
def test_only_plain_files_are_read(left: Path, name: str, form: str) -> None:
    file = left / name
    file.rename(left / "elsewhere")
    match form:
        case "link":
            file.symlink_to(left / "elsewhere")
        case "pipe":
            os.mkfifo(file)
        case "folder":
            file.mkdir()
    ran = commented(left)
    assert ran["written"] == []
    assert ran["failed"]
