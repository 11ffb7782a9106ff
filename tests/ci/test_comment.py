"""The comment's workflow takes what the other one left as a text that anybody may have written."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.ci.pipeline import tool, workflow

HERE = Path(__file__).parent
MARKER = "<!-- balintrec review -->"
BOT = {"login": "github-actions[bot]"}
HEAD = "a" * 40
REVIEW = "**No new errors; 1 person gains.**\n\n`$(touch pwned)` ${process.exit(3)} {{ 7 * 7 }}\n"


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """What an honest run leaves: the number of its pull request, and its review."""
    (tmp_path / "number").write_text("7\n")
    (tmp_path / "review.md").write_text(REVIEW, encoding="utf-8")
    return tmp_path


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
        "pull": {"head": {"sha": HEAD, "repo": {"id": 11}}, "changed_files": 1},
        "files": [{"filename": "records/members/ayesha-khan.md"}],
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
    "head",
    [{"sha": "b" * 40, "repo": {"id": 11}}, {"sha": HEAD, "repo": {"id": 12}}, {"sha": HEAD, "repo": None}],
    ids=["newer commit", "another repository", "repository that is gone"],
)
def test_number_of_another_pull_request_writes_nothing(left: Path, head: dict[str, Any]) -> None:
    ran = commented(left, pull={"head": head, "changed_files": 1})
    assert (ran["written"], ran["failed"]) == ([], None)
    assert ran["said"] == ["The review is not of what that pull request holds now; no comment."]


@pytest.mark.parametrize(
    "files",
    [
        [{"filename": ".github/workflows/balintrec.yml"}],
        [{"filename": "old.yml", "previous_filename": ".github/workflows/balintrec.yml"}],
        [],
    ],
    ids=["changed", "moved away", "more files than are listed"],
)
def test_review_that_the_pull_request_could_have_written_is_not_repeated(
    left: Path, files: list[dict[str, str]]
) -> None:
    (written,) = commented(left, files=files)["written"]
    assert "No new errors" not in written["body"]
    assert "read those changes first" in written["body"]
    assert "(https://github.com/indus/records/actions/runs/1)" in written["body"]


def test_nobody_is_called(left: Path) -> None:
    (left / "review.md").write_text("@indus/everybody, nadia@indus.example")
    (written,) = commented(left)["written"]
    assert written["body"].endswith("\n@\u200bindus/everybody, nadia@\u200bindus.example")


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
