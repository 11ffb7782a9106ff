"""Made-up societies: the same number and seed give the same commit, and a check finds nothing in them."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

import balintrec
from benchmarks.company import LAST_DAY
from benchmarks.fast_import import git
from benchmarks.people import FAMILY, GIVEN, MIDDLE, MOST, REFEREES, person
from benchmarks.society import entries, make

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("git"), reason="a society is written with git"),
]


@pytest.fixture(scope="module")
def society(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("society") / "of-700"
    make(folder, 700)
    return folder


def findings(folder: Path, on: date) -> list[str]:
    return [
        f"{one.location.path}: {one.message}"
        for one in balintrec.check(balintrec.WorkTree(folder), on).findings
    ]


def test_nothing_is_found_in_a_society_on_its_last_day_nor_years_later(society: Path) -> None:
    assert findings(society, LAST_DAY) == []
    assert findings(society, LAST_DAY + timedelta(days=3_000)) == []


@pytest.mark.parametrize(("records", "seed"), [(20, 1), (21, 2), (163, 3), (420, 4)])
def test_any_number_and_seed_give_a_clean_society_of_that_many_records(
    tmp_path: Path, records: int, seed: int
) -> None:
    make(tmp_path, records, seed)
    assert findings(tmp_path, LAST_DAY) == []
    assert len([path for path in (tmp_path / "records").rglob("*") if path.is_file()]) == records


def test_the_command_finds_nothing_in_its_history_either(society: Path) -> None:
    from click.testing import CliRunner

    from balintrec.cli.program import program

    told = CliRunner().invoke(program, ["check", "--root", str(society), "--on", "2026-11-23"])
    assert told.output == "700 files: 700 records; no findings\n"


def test_the_same_number_and_seed_give_the_same_commit_elsewhere(society: Path, tmp_path: Path) -> None:
    assert make(tmp_path, 700) == git(society, "rev-parse", "HEAD").strip()


def test_another_seed_gives_another_society() -> None:
    assert list(entries(100, seed=1)) != list(entries(100, seed=2))


def test_the_work_tree_is_as_it_was_committed(society: Path) -> None:
    assert git(society, "status", "--porcelain") == ""


def test_every_kind_of_record_is_there() -> None:
    kinds = {entry.path.split("/")[1] for entry in entries(3_000)}
    assert kinds == {
        "applications", "assessments", "attestations", "decisions", "endorsements", "evaluations", "events", "groups",
        "members", "policies", "references", "reflections", "sessions", "society.md", "supervisions",
    }  # fmt: skip


@pytest.mark.parametrize("records", [5_000, 30_000])
def test_no_path_comes_twice_and_no_folder_is_crowded(records: int) -> None:
    paths = [entry.path for entry in entries(records)]
    assert len(set(paths)) == len(paths) == records
    assert max(Counter(path.rpartition("/")[0] for path in paths).values()) <= 600


def test_no_two_people_have_the_same_names() -> None:
    ids = {person(number).id for number in range(MOST)}
    assert len(ids) == MOST
    for script in (0, 1):
        parts = [one[script] for part in (GIVEN, MIDDLE, FAMILY) for one in part if one[script]]
        assert [part for part, times in Counter(parts).items() if times > 1] == []
    assert not {family for family, _ in FAMILY} & set(REFEREES)


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(SystemExit, match="is not empty"):
        make(tmp_path, 20)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
