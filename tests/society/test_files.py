"""What may stand under records/, and what is said of everything else."""

from __future__ import annotations

import os
import shutil
import socket
from contextlib import chdir
from datetime import date
from pathlib import Path

import pytest

from balintrec.check import Checked, check
from balintrec.errors import BalintrecError
from balintrec.source import WorkTree, find_root
from tests.sample import ROOT
from tests.sources import MemorySource

pytestmark = pytest.mark.slow

ON = date(2026, 11, 23)
MEMBER = b"---\nname: Sana Malik\n---\n"


def checked(*paths: str) -> Checked:
    return check(MemorySource(dict.fromkeys(paths, MEMBER)), ON)


@pytest.mark.parametrize(
    ("path", "code", "records"),
    [
        ("records/members/Ola.md", "FIL004", 1),
        ("records/members/a b.md", "FIL004", 1),
        ("records/members/aux.md", "FIL004", 1),
        ("records/members/COM1.md", "FIL004", 1),
        ("records/members/a:b.md", "FIL004", 1),
        ("records/members/żółć.md", "FIL004", 1),
        ("records/members/con/sana.md", "FIL004", 1),
        ("records/members/-sana.md", "FIL004", 1),
        ("records/members/\udcff.md", "FIL004", 1),
        ("records/members/sana.yml", "FIL001", 0),
        ("records/members/sana.txt", "FIL001", 0),
        ("records/members/.md", "FIL001", 0),
        ("records/member/sana.md", "FIL001", 0),
        ("records/sana.md", "FIL001", 0),
        ("records/README.md", "FIL001", 0),
        ("records/Society.md", "FIL001", 0),
    ],
)
def test_a_path_that_is_no_id_is_a_finding_and_not_lost(path: str, code: str, records: int) -> None:
    result = checked(path)
    assert [one.rule.code for one in result.findings] == [code]
    assert result.findings[0].help
    assert (result.files, result.records) == (1, records)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("records/members/ola.md", "records/members/Ola.md"),
        ("records/members/\u017c.md", "records/members/z\u0307.md"),
        ("records/sessions/a/ola.md", "records/sessions/A/ala.md"),
    ],
)
def test_paths_that_are_one_on_other_computers(first: str, second: str) -> None:
    assert "FIL005" in {one.rule.code for one in checked(first, second).findings}


def test_one_id_names_one_record() -> None:
    result = checked("records/members/a/sana.md", "records/members/b/sana.md")
    assert [(one.rule.code, one.location.path) for one in result.findings] == [
        ("FIL006", "records/members/b/sana.md")
    ]
    assert (result.files, result.records) == (2, 1)


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "records" / "members"
    folder.mkdir(parents=True)
    (folder / "sana.md").write_bytes(MEMBER)
    (folder / "passwd.md").symlink_to("/etc/passwd")
    (folder / "zero.md").symlink_to("/dev/zero")
    (folder / "loop.md").symlink_to("loop.md")
    (folder / "gone.md").symlink_to("nowhere")
    (folder / "up").symlink_to("..")
    os.mkfifo(folder / "pipe.md")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "socket.md"))
        (folder / "sub").mkdir()
        (folder / "sub" / ".git").write_text("gitdir: elsewhere")
        (folder / "sub" / "bilal.md").write_bytes(MEMBER)
        (folder / ".balintrec-1.tmp").write_text("half")
        result = check(WorkTree(tmp_path), ON)
    found = {one.location.path.rsplit("/", 1)[1]: one.rule.code for one in result.findings}
    assert found == dict.fromkeys(
        ["passwd.md", "zero.md", "loop.md", "gone.md", "up", "pipe.md", "socket.md", "sub"], "FIL002"
    )
    assert (result.files, result.records) == (9, 1)


def test_a_link_in_place_of_a_record_is_known_by_its_id(tmp_path: Path) -> None:
    (tmp_path / "records" / "members").mkdir(parents=True)
    (tmp_path / "records" / "groups").mkdir()
    (tmp_path / "records" / "members" / "sana.md").symlink_to("/etc/passwd")
    (tmp_path / "records" / "groups" / "g.md").write_text("---\nname: G\nleaders: [sana]\n---\n")
    assert [one.rule.code for one in check(WorkTree(tmp_path), ON).findings] == ["FIL002"]


@pytest.mark.parametrize("kind", ["policies", "members", "groups", "sessions", "decisions"])
def test_a_link_in_place_of_a_folder_is_one_finding_and_what_it_hides_is_unknown(
    tmp_path: Path, kind: str
) -> None:
    shutil.copytree(ROOT / "records", tmp_path / "society/records")
    (tmp_path / "society/records" / kind).rename(tmp_path / kind)
    (tmp_path / "society/records" / kind).symlink_to(tmp_path / kind)
    found = check(WorkTree(tmp_path / "society"), ON)
    assert [(one.rule.code, one.location.path) for one in found.findings] == [("FIL002", f"records/{kind}")]
    assert found.society.known(kind, "whoever") and not found.society.records[kind]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_the_right_to_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "records" / "members"
    folder.mkdir(parents=True)
    (folder / "sana.md").write_bytes(MEMBER)
    (folder / "sana.md").chmod(0)
    assert [one.rule.code for one in check(WorkTree(tmp_path), ON).findings] == ["FIL003"]


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    folder = tmp_path / "records" / "members"
    folder.mkdir(parents=True)
    (folder / "sana.md").write_bytes(MEMBER + b"x" * 5_000_000)
    result = check(WorkTree(tmp_path), ON)
    assert [one.rule.code for one in result.findings] == ["DOC013"]
    assert (result.files, result.records) == (1, 0)


def test_a_long_body_is_no_matter(tmp_path: Path) -> None:
    folder = tmp_path / "records" / "members"
    folder.mkdir(parents=True)
    (folder / "sana.md").write_bytes(MEMBER + b"A line of text.\n" * 10_000)
    assert check(WorkTree(tmp_path), ON).findings == ()


def test_folders_deeper_than_the_stack(tmp_path: Path) -> None:
    names = ["records", "members", *["a"] * 1100]
    with chdir(tmp_path):
        for name in names:
            Path(name).mkdir()
            os.chdir(name)
        Path("sana.md").write_bytes(MEMBER)
    result = check(WorkTree(tmp_path), ON)
    with chdir(tmp_path):  # taken down by hand: what tidies up after tests recurses
        for name in names:
            os.chdir(name)
        Path("sana.md").unlink()
        for name in reversed(names):
            os.chdir("..")
            Path(name).rmdir()
    assert (result.files, result.records) == (1, 1)


def test_the_root_is_the_nearest_folder_above(tmp_path: Path) -> None:
    below = tmp_path / "records" / "sessions" / "2024"
    below.mkdir(parents=True)
    assert find_root(below) == tmp_path
    with pytest.raises(BalintrecError, match="balintrec init"):
        find_root(Path("/"))


def test_a_folder_in_upper_case_is_one_finding() -> None:
    result = checked("records/Members/ola.md", "records/members/sana.md", "records/members/ala.md")
    assert [one.rule.code for one in result.findings if one.rule.code < "MEM"] == ["FIL001"]


def test_of_two_names_that_are_one_the_odd_one_is_told() -> None:
    result = checked("records/members/Ola/a.md", "records/members/ola/b.md", "records/members/ola/c.md")
    told = [(one.rule.code, one.location.path) for one in result.findings if one.rule.code < "MEM"]
    assert told == [("FIL005", "records/members/Ola/a.md")]
