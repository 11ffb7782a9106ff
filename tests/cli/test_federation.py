"""``balintrec federation``."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path

import pytest

from balintrec.cli import CANNOT, CLEAN, FOUND
from balintrec.formats.ansi import Painter
from balintrec.formats.federation.csv import COLUMNS, federation_csv
from balintrec.formats.federation.json import federation_json
from balintrec.formats.federation.markdown import federation_markdown
from balintrec.formats.federation.text import federation_text
from balintrec.sanitize import width
from balintrec.views.federation import Leaders, Members, Row, Summary, total
from tests.cli.running import as_user, balintrec, member, society
from tests.sample import ON, ROOT

pytestmark = pytest.mark.slow

CLEAN_ONE = {"society.md": "---\nname: Clean\n---\n", "members/ola.md": member()}
WRONG_ONE = {"society.md": "---\nname: Wrong\n---\n", "members/ola.md": member(profesion="x")}
EVIL = "=HYPERLINK(1)\u202e<script>alert(1)</script>|{{ x }}\x1b[31m " + "long " * 60


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A list of a society without findings, one with an error, one twice, and one that is not there."""
    society(tmp_path / "clean", CLEAN_ONE)
    society(tmp_path / "wrong", WRONG_ONE)
    file = tmp_path / "list.txt"
    file.write_text("# the federation\nclean\nwrong = Wrong indeed\n\nnowhere = Far away\nclean/\n")
    return file


def test_one_table(listed: Path) -> None:
    ran = balintrec("federation", str(listed), root=None)
    assert (ran.code, ran.err) == (FOUND, "")
    assert ran.out == TABLE


TABLE = """\
society                              records  errors  warnings  members  leaders
Clean                                      2       0         0        0        0
    history: not judged; in that folder, balintrec doctor says why
Wrong indeed                               1       1         0        1        0
    files: 1 of 2 not readable as a record
    members: cannot be read 1
    history: not judged; in that folder, balintrec doctor says why
Far away
    not read: there is no such folder: nowhere
clean/
    not read: listed twice: line 2 names the same folder
────────────────────────────────────────────────────────────────────────────────
2 of 4 societies                           3       1         0        1        0
    files: 1 of 4 not readable as a record
    members: cannot be read 1

Findings
  KEY001 unknown-key                                              1 in 1 society

2 societies could not be read
"""


def test_numbers_of_the_sample_in_every_format(tmp_path: Path) -> None:
    file = tmp_path / "list"
    file.write_text(str(ROOT))
    found = {
        name: balintrec("federation", str(file), "--format", name) for name in ("text", "markdown", "csv")
    }
    data = json.loads(balintrec("federation", str(file), "--format", "json").out)
    assert all(ran.code == CLEAN for ran in found.values())
    (one,) = data["societies"]
    assert data["on"] == str(ON)
    assert data["read"] == 1
    assert data["total"] == {key: one[key] for key in data["total"]}
    members = one["members"]
    rest = ("all_stages_met", "credentialed", "unreadable", "without_policy", "decided", "former")
    assert members["total"] == sum(members["stages"].values()) + sum(members[key] for key in rest) == 17
    (row,) = csv.DictReader(io.StringIO(found["csv"].out.removeprefix("\ufeff")))
    assert row["members"] == "17"
    assert row["leaders current"] == str(one["leaders"]["current"])
    assert f"co-leadership {members['stages']['co-leadership']}" in found["text"].out
    assert f"co-leadership {members['stages']['co-leadership']}" in found["markdown"].out


@pytest.mark.parametrize(
    ("lines", "options", "code"),
    [
        ("clean", (), CLEAN),
        ("wrong", (), FOUND),
        ("wrong", ("--fail-on", "never"), CLEAN),
        ("clean\nnowhere", (), FOUND),
        ("clean\nnowhere", ("--fail-on", "never"), CLEAN),
        ("nowhere", (), CANNOT),
        ("clean", ("--fail-on", "warning"), CLEAN),
        ("warned", (), CLEAN),
        ("warned", ("--fail-on", "warning"), FOUND),
    ],
)
def test_exit_code(tmp_path: Path, lines: str, options: tuple[str, ...], code: int) -> None:
    society(tmp_path / "clean", CLEAN_ONE)
    society(tmp_path / "wrong", WRONG_ONE)
    lives_with = "---\nname: Warned\nsuppressed: [{code: SES004, record: sessions/x, reason: so}]\n---\n"
    society(tmp_path / "warned", {"society.md": lives_with})
    (tmp_path / "list").write_text(lines)
    assert balintrec("federation", str(tmp_path / "list"), "--jobs", "1", *options, root=None).code == code


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "cannot read {file}: no such file or directory"),
        (b"# nothing yet\n\n", "{file} lists no society; write the folder of one society on each line"),
        (
            b"\xff\xfe",
            "{file} is not UTF-8 text; save it as UTF-8, with the folder of one society on each line",
        ),
    ],
)
def test_list_that_is_none(tmp_path: Path, data: bytes | None, said: str) -> None:
    file = tmp_path / "list"
    if data is not None:
        file.write_bytes(data)
    ran = balintrec("federation", str(file), root=None)
    assert (ran.code, ran.out, ran.err) == (CANNOT, "", f"balintrec: {said.format(file=file)}\n")
    ran = balintrec("federation", str(tmp_path), root=None)
    assert (
        ran.err
        == f"balintrec: {tmp_path} is a folder; give a file that lists the folders of societies, one on each line\n"
    )


def test_standard_input_is_read_from_here(listed: Path) -> None:
    ran = as_user("federation", "-", "--on", str(ON), folder=listed.parent, input="clean\n")
    assert (ran.code, ran.err) == (CLEAN, "")
    assert "\nClean " in ran.out


def test_jobs_are_for_this_machine(listed: Path) -> None:
    ran = balintrec("federation", str(listed), "--jobs", "2", "--scheduler", "tcp://127.0.0.1:1", root=None)
    assert ran.code == CANNOT
    assert "--jobs cannot be used with --scheduler" in ran.err


def test_cluster_needs_more_than_the_core(listed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    ran = balintrec("federation", str(listed), "--scheduler", "tcp://127.0.0.1:1", root=None)
    said = 'balintrec: a cluster needs more than the core: pip install "balintrec[federation]"\n'
    assert (ran.code, ran.out, ran.err) == (CANNOT, "", said)


def test_table_in_the_docs_is_what_is_printed(tmp_path: Path) -> None:
    text = (ROOT / "docs/federation.md").read_text(encoding="utf-8")
    table = re.findall(r"```text\n(society .*?)```", text, re.DOTALL)
    (tmp_path / "list").write_text(f"{ROOT}\nkarachi = Karachi and Hyderabad\n")
    ran = balintrec("federation", str(tmp_path / "list"), root=None)
    assert [without_history(ran.out)] == table


def without_history(text: str) -> str:
    """What does not depend on how this was unpacked."""
    return "".join(
        line
        for line in text.splitlines(keepends=True)
        if not line.startswith(("    history: ", "    commit: "))
    )


def test_same_bytes_twice_and_with_any_number_of_jobs(listed: Path) -> None:
    found = {balintrec("federation", str(listed), "--jobs", jobs, root=None).out for jobs in ("1", "2", "2")}
    assert len(found) == 1


def rows() -> list[Row]:
    some = Summary(
        name=EVIL,
        files=12_345_678,
        records=12_345_677,
        errors=3,
        warnings=999_999,
        findings=(("REF001", 3), ("SES004", 999_999)),
        members=Members((("membership", 3), ("co-leadership", 2)), 1, 4, 1, 2),
        leaders=Leaders(5, 1, 0, 1),
        commit="0" * 40,
    )
    return [
        Row("one", "", some),
        Row(EVIL, "", Summary(problem="there is no such folder")),
        Row("three", EVIL, Summary(problem="there is no such folder")),
        Row("لاہور", "", some._replace(name="لاہور بالنٹ سوسائٹی")),
    ]


@pytest.mark.parametrize("columns", [40, 80, 100])
def test_no_line_is_too_long_and_nothing_hidden_passes(columns: int) -> None:
    text = federation_text(rows(), Painter(columns=columns))
    assert max(map(width, text.splitlines())) <= max(columns, 66)
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", text)
    assert "…" in text


def test_colour_is_asked_for() -> None:
    assert "\x1b[" not in federation_text(rows())
    assert "\x1b[1;31m" in federation_text(rows(), Painter(coloured=True))


def test_hostile_names_are_harmless() -> None:
    markdown = federation_markdown(rows())
    assert "<script" not in markdown.replace("\\<script", "")
    assert len({len(re.findall(r"(?<!\\)\|", line)) for line in markdown.splitlines()}) == 1
    sheet = list(csv.reader(io.StringIO(federation_csv(rows()).removeprefix("\ufeff"))))
    assert {len(row) for row in sheet} == {len(COLUMNS)}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in sheet for cell in row)
    text = federation_json(rows(), ON)
    assert text.isascii()
    assert json.loads(text)["societies"][0]["name"] == EVIL


def test_what_is_not_known_is_null_and_not_nought() -> None:
    unread = json.loads(federation_json(rows(), ON))["societies"][1]
    assert unread["problem"] == "there is no such folder"
    assert {key for key, value in unread.items() if value is not None} == {"folder", "name", "problem"}


def test_sums_are_of_what_was_read() -> None:
    sums = total(rows())
    assert (sums.errors, sums.members.total, sums.leaders) == (6, 26, Leaders(10, 2, 0, 2))
    assert sums.members.stages == (("membership", 6), ("co-leadership", 4))
    assert sums.findings == (("REF001", 6), ("SES004", 1_999_998))
    assert total([]) == Summary()
