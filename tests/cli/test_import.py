"""``balintrec import attendance`` as people run it."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from balintrec.cli import run
from tests.io.files import SOCIETY, workbook
from tests.sources import files_below

SHEET = "Date,Name,Town\n2024-03-12,Sana Malik,\n2024-03-12,Bilal Ahmed,\n2024-03-19,Sana Malik,\n"
Import = Callable[..., tuple[int, str, str]]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for path, text in SOCIETY.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text.encode())
    (tmp_path / "march.csv").write_text(SHEET, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def take(root: Path, capsys: pytest.CaptureFixture[str]) -> Import:
    """Import a file for the group: exit code, output, errors."""

    def run_import(file: str = "march.csv", *options: str) -> tuple[int, str, str]:
        code = run(["import", "attendance", file, "--group", "lahore-tuesday", *options])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_import


def test_the_rows_are_accounted_for_and_the_records_written(take: Import, root: Path) -> None:
    (root / "march.csv").write_text(f"{SHEET}2024-03-19,,=1+1\n2024-03-19,Sana Malik,Kasur\n")
    assert take() == (
        1,
        "created records/sessions/2024/2024-03-12-lahore-tuesday.md\n"
        "created records/sessions/2024/2024-03-19-lahore-tuesday.md\n"
        "format: one row per attendee\n"
        "     6  rows in the file, of which\n"
        "     1    headings, and lines above the table\n"
        "     2    entered\n"
        "     1    the same person twice on one day\n"
        "     1    to review\n"
        "     1    without a name\n"
        "    14  cells with content, of which\n"
        "     3    headings, and lines above the table\n"
        "     4    entered\n"
        "     2    the same person twice on one day\n"
        "     2    to review\n"
        "     2    without a name\n"
        "     1    not read\n"
        "     2  new sessions\n"
        "     0  sessions with more people\n"
        "     0  new members\n"
        "     0  aliases added (also-known-as)\n"
        "not read: row 5: no name\n"
        'not read: C6: nothing is read from this column: "Town"; use --ignore-column to leave it out\n'
        "1 name to review in march.csv.review.csv: fill in its column member\n"
        "(an id or name, new, guest or skip) and run the same command again\n",
        "",
    )
    written = files_below(root).keys() - SOCIETY.keys()
    assert sorted(written) == [
        "march.csv",
        "march.csv.review.csv",
        "records/sessions/2024/2024-03-12-lahore-tuesday.md",
        "records/sessions/2024/2024-03-19-lahore-tuesday.md",
    ]


def test_the_review_file_is_filled_in_and_read_back(take: Import, root: Path) -> None:
    take()
    review = root / "march.csv.review.csv"
    review.write_bytes(
        review.read_bytes().replace(b'"Bilal Ahmed","","",""', b'"Bilal Ahmed","","","sana-malik"')
    )
    code, out, _ = take()
    assert code == 0
    assert "changed records/members/sana-malik.md\n" in out
    assert (
        "also-known-as: [sana@example.org, Bilal Ahmed]"
        in (root / "records/members/sana-malik.md").read_text()
    )
    before = files_below(root)
    assert "to review in" not in take()[1]
    assert files_below(root) == before


def test_a_review_file_somewhere_else(take: Import, root: Path) -> None:
    take("march.csv", "--review", "ask.csv")
    assert (root / "ask.csv").exists()
    assert not (root / "march.csv.review.csv").exists()


def test_twice_changes_nothing_not_even_a_time(take: Import, root: Path) -> None:
    take("march.csv", "--create-members")
    before = {path: (root / path).stat().st_mtime_ns for path in files_below(root)}
    code, out, _ = take("march.csv", "--create-members")
    assert code == 0 and "already in the records" in out
    assert {path: (root / path).stat().st_mtime_ns for path in files_below(root)} == before


def test_a_dry_run_writes_nothing_and_says_what_it_would(take: Import, root: Path) -> None:
    before = files_below(root)
    code, out, _ = take("march.csv", "--create-members", "--dry-run")
    assert code == 0
    assert out.splitlines()[:3] == [
        "would create records/members/bilal-ahmed.md",
        "would create records/sessions/2024/2024-03-12-lahore-tuesday.md",
        "would create records/sessions/2024/2024-03-19-lahore-tuesday.md",
    ]
    assert files_below(root) == before


def test_quiet_says_only_what_is_left_to_do(take: Import) -> None:
    assert take("march.csv", "-q")[1].startswith("1 name to review in march.csv.review.csv")
    assert take("march.csv", "-q", "--create-members")[1] == ""


def test_excel_by_options(take: Import, root: Path) -> None:
    (root / "register.xlsx").write_bytes(
        workbook({"Old": [], "2024": [["Kto", "12.03.24", "x"], ["Łucja Żółć", "L", 1]]})
    )
    code, out, _ = take(
        "register.xlsx", "--sheet", "2024", "--layout", "register", "--name-column", "kto", "--date-order", "dmy",
        "--present", "P, L", "--leader", "sana-malik",
    )  # fmt: skip
    assert code == 1 and 'not read: C2: nothing is read from this column: "x"' in out
    assert (root / "records/sessions/2024/2024-03-12-lahore-tuesday.md").read_text().splitlines()[3:5] == [
        "leaders: [sana-malik]",
        "attendees: [lucja-zolc]",
    ]


def test_many_sessions_are_not_all_listed(take: Import, root: Path) -> None:
    rows = "".join(f"2024-03-{day:02},Sana Malik\n" for day in range(1, 14))
    (root / "march.csv").write_text(f"Date,Name\n{rows}2024-03-01,Bilal Ahmed\n")
    lines = take("march.csv", "--create-members")[1].splitlines()
    assert lines[0] == "created records/members/bilal-ahmed.md"
    assert lines[10:13] == [
        "created records/sessions/2024/2024-03-10-lahore-tuesday.md",
        "and 3 more",
        "format: one row per attendee",
    ]


def test_nothing_that_can_be_entered_is_said(take: Import, root: Path) -> None:
    (root / "march.csv").write_text("Date,Name\nsoon,Sana Malik\n2024-03-12,Sana Malik\n")
    assert take("march.csv", "--on", "2024-03-01") == (
        2,
        "format: one row per attendee\n"
        "     3  rows in the file, of which\n"
        "     1    headings, and lines above the table\n"
        "     1    without a date that can be read\n"
        "     1    with a date in the future\n"
        "     6  cells with content, of which\n"
        "     2    headings, and lines above the table\n"
        "     2    without a date that can be read\n"
        "     2    with a date in the future\n"
        "     0  new sessions\n"
        "     0  sessions with more people\n"
        "     0  new members\n"
        "     0  aliases added (also-known-as)\n"
        'not read: row 2: not a day; write it as 2024-03-12 ("soon")\n'
        'not read: row 3: in the future; correct the date ("2024-03-12")\n',
        "balintrec: nothing could be entered; the table and the notes say why\n",
    )


def test_group_may_be_named(root: Path) -> None:
    assert run(["import", "attendance", "march.csv", "--group", "lahore TUESDAY group", "--commit"]) == 2
    assert run(["import", "attendance", "march.csv", "--group", "lahore TUESDAY group"]) == 0
    assert (root / "records/sessions/2024/2024-03-12-lahore-tuesday.md").exists()


WRONG = {
    "no file": (["none.csv"], None, "there is no file none.csv"),
    "this folder": (["."], None, "cannot be read: it is not a regular file"),
    "a folder": (["records"], None, "records cannot be read: it is not a regular file"),
    "no such column": (["march.csv", "--date-column", "Wann"], None, 'the columns that you named ("Wann")'),
    "days of two meanings": (["march.csv"], "Date,Name\n03/04/2024,Sana\n", '"03/04/2024" can be two dates'),
    "not text": (["march.csv"], "\x00\x01", "march.csv: this file is not text"),
    "a leader nobody knows": (["march.csv", "--leader", "sana-malk"], None, 'did you mean "sana-malik"?'),
}


@pytest.mark.parametrize(("arguments", "text", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_one_line(
    take: Import, root: Path, arguments: list[str], text: str | None, said: str
) -> None:
    if text is not None:
        (root / "march.csv").write_text(text)
    before = files_below(root)
    code, out, err = take(*arguments)
    assert (code, out) == (2, "")
    assert said in err and err.count("\n") == 1
    assert files_below(root) == before


def test_a_group_that_is_not_there(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "attendance", "march.csv", "--group", "lahore-tusday"]) == 2
    assert capsys.readouterr().err == 'balintrec: no group "lahore-tusday"; did you mean "lahore-tuesday"?\n'


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_does_not_hang(take: Import, root: Path) -> None:
    os.mkfifo(root / "pipe.csv")
    assert take("pipe.csv")[0] == 2


def test_a_link_to_the_file_is_followed(take: Import, root: Path) -> None:
    (root / "april.csv").symlink_to(root / "march.csv")
    assert take("april.csv")[0] == 0


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not bind this user")
def test_a_folder_that_cannot_be_written(take: Import, root: Path) -> None:
    (root / "records").chmod(stat.S_IRUSR | stat.S_IXUSR)
    code, _, err = take()
    assert code == 2 and "permission denied" in err


def test_an_edit_that_cannot_be_made_stops_before_anything_is_written(take: Import, root: Path) -> None:
    take()
    member = root / "records/members/sana-malik.md"
    member.write_text("---\nname: Sana Malik\nalso-known-as:\n  -\n    a\n---\n")
    review = root / "march.csv.review.csv"
    review.write_bytes(
        review.read_bytes().replace(b'"Bilal Ahmed","","",""', b'"Bilal Ahmed","","","sana-malik"')
    )
    before = files_below(root)
    code, _, err = take()
    assert code == 2 and "records/members/sana-malik.md" in err and "by hand" in err
    assert files_below(root) == before
