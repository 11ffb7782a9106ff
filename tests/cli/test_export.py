"""``balintrec export``: where it is written, what is refused, and that nothing unasked is in it."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.running import Ran, as_user, balintrec
from tests.io.export.societies import CONTACT, FILES, SECRET
from tests.sources import files_below

pytestmark = pytest.mark.slow


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The careful society on a disk."""
    for path, data in FILES.items():
        file = tmp_path / "society" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return tmp_path / "society"


def export(*arguments: str | Path, root: Path) -> Ran:
    return balintrec("export", *map(str, arguments), on="2026-03-10", root=root)


def table(ran: Ran) -> list[dict[str, str]]:
    assert ran.code == 0, ran.err
    return list(csv.DictReader(StringIO(ran.out, newline="")))


def printed(*arguments: str, root: Path) -> list[dict[str, str]]:
    """A table on the standard output of a process of its own."""
    return table(as_user("--root", str(root), "--on", "2026-03-10", "export", "csv", *arguments))


def test_csv_is_a_folder_with_a_file_a_kind_and_one_of_lists(root: Path, tmp_path: Path) -> None:
    ran = export("csv", tmp_path / "out", root=root)
    assert (ran.code, ran.out) == (0, "")
    found = files_below(tmp_path / "out")
    assert {"sessions.csv", "standings.csv", "lists/session_attendees.csv", "unread.csv"} <= set(found)
    assert all(data.startswith(b"\xef\xbb\xbf") for data in found.values())
    assert f"balintrec: wrote {len(found)} tables into {tmp_path / 'out'}\n" in ran.err
    assert "2 files not readable as records, and left out: see balintrec check" in ran.err


def test_one_table_goes_to_the_screen_without_a_mark(root: Path) -> None:
    rows = printed("--table", "session_attendees", root=root)
    assert rows[0] == {"session": "s1", "position": "1", "member": "sana"}


def test_one_table_goes_to_a_file(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "members.csv"
    assert export("csv", "--table", "members", "-o", file, "--separator", "semicolon", root=root).code == 0
    assert file.read_bytes().startswith(b'\xef\xbb\xbf"id";"name";')
    assert export("csv", "--table", "members", "-o", file, "--no-bom", "--force", root=root).code == 0
    assert file.read_bytes().startswith(b'"id","name",')


def test_nothing_is_written_over_without_force(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "sessions.csv").write_text("mine")
    ran = export("csv", out, root=root)
    assert (ran.code, [path.name for path in out.iterdir()]) == (2, ["sessions.csv"])
    assert ran.err.endswith("sessions.csv already exists; use --force to overwrite all tables\n")
    assert export("csv", out, "--force", root=root).code == 0
    assert (out / "sessions.csv").read_text(encoding="utf-8-sig").startswith('"id"')


@pytest.mark.parametrize("form", ["sqlite", "calendar"])
def test_a_file_is_written_whole_and_not_over_another(form: str, root: Path, tmp_path: Path) -> None:
    file = tmp_path / "result"
    assert export(form, file, root=root).code == 0
    first = file.read_bytes()
    ran = export(form, file, root=root)
    assert ran.code == 2
    assert "already exists; use --force" in ran.err
    assert export(form, file, "--force", root=root).code == 0
    assert file.read_bytes() == first, "the same society, the same bytes"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["result", "society"], (
        "nothing is left beside it"
    )


def test_sqlite_opens_and_has_the_records(root: Path, tmp_path: Path) -> None:
    export("sqlite", tmp_path / "society.db", root=root)
    with closing(sqlite3.connect(tmp_path / "society.db")) as database:
        assert database.execute("SELECT count(*) FROM sessions").fetchone() == (7,)
        assert database.execute("SELECT member, sessions FROM attendance_by_year").fetchall()[0] == (
            "broken",
            1,
        )


def test_without_standings_everything_else_is_there(root: Path, tmp_path: Path) -> None:
    export("csv", tmp_path / "out", "--no-standings", root=root)
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert "standings.csv" not in names
    assert "register.csv" in names


@pytest.mark.parametrize("form", ["csv", "sqlite", "calendar"])
def test_nothing_confidential_is_written_unless_asked_for(form: str, root: Path, tmp_path: Path) -> None:
    ran = export(form, tmp_path / "out", root=root)
    written = tmp_path / "out"
    data = b"".join(files_below(written).values()) if written.is_dir() else written.read_bytes()
    for text in (SECRET, CONTACT):
        assert text.encode() not in data
        assert text not in ran.out + ran.err


def test_bodies_are_asked_for_by_kind(root: Path) -> None:
    rows = printed("--table", "reflections", "--with-bodies", "reflection", root=root)
    assert SECRET in rows[0]["body"]
    assert "body" not in printed("--table", "reflections", "--with-bodies", "supervisions", root=root)[0]


def test_contacts_are_asked_for_by_name(root: Path) -> None:
    assert CONTACT in printed("--table", "members", "--with-contacts", root=root)[2]["also_known_as"]
    assert "also_known_as" not in printed("--table", "members", root=root)[0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["csv"], "give a folder for the tables, or choose one table with --table"),
        (
            ["csv", "--table", "a", "--table", "b"],
            "give a folder for the tables, or choose one table with --table",
        ),
        (["csv", "out", "-o", "x"], "give either a folder for several tables or -o FILE for one, not both"),
        (["csv", "--table", "sesions"], 'no table "sesions"; did you mean "sessions"?'),
        (["csv", "--table", "qqqqqq"], 'no table "qqqqqq"; there are society, '),
        (["csv", "--table", "member_also_known_as"], "it is only exported with --with-contacts"),
        (["csv", "--table", "members", "--with-bodies", "reflektion"], 'did you mean "reflection"?'),
        (["calendar", "-", "--member", "Sana Malk"], 'no member "Sana Malk"; did you mean "sana"?'),
        (["sqlite", "no/such/folder.db"], "there is no folder no/such"),
        (["cvs", "x"], 'no command "cvs"; there are csv, sqlite or calendar'),
        (["sqlit", "x"], 'no command "sqlit"; did you mean "sqlite"?'),
    ],
)
def test_what_cannot_be_is_one_line(arguments: list[str], said: str, root: Path) -> None:
    ran = export(*arguments, root=root)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") - ran.err.count("left out: see balintrec check\n") == 1


def test_calendar_of_one_member_by_name(root: Path, tmp_path: Path) -> None:
    ran = export("calendar", tmp_path / "sana.ics", "--member", "Sana Malik", root=root)
    text = (tmp_path / "sana.ics").read_bytes().decode()
    assert (ran.code, text.count("BEGIN:VEVENT")) == (0, 4)
    assert "X-WR-CALNAME:Wisła Balint Society: Sana Malik" in text
    assert "balintrec: wrote 4 entries into " in ran.err


def test_a_zone_that_is_not_known_is_said(root: Path, tmp_path: Path) -> None:
    file = root / "records/society.md"
    file.write_bytes(file.read_bytes().replace(b"Europe/Warsaw", b"Europe/Warshaw"))
    ran = export("calendar", tmp_path / "x.ics", root=root)
    assert ran.code == 0
    assert "Europe/Warshaw" in ran.err
    assert b"DTSTART:20260602T180000\r\n" in (tmp_path / "x.ics").read_bytes()


def test_quiet_says_nothing(root: Path, tmp_path: Path) -> None:
    assert export("csv", tmp_path / "out", "-q", root=root) == Ran(0, "", "")


def test_help_names_the_three() -> None:
    out = as_user("export", "--help").out
    assert all(f"  {name} " in out for name in ("csv", "sqlite", "calendar"))
