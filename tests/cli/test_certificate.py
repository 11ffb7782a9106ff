"""``balintrec render certificate``: which file it writes, and what it says instead."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.cli.running import as_user, balintrec
from tests.sample import ROOT

pytestmark = pytest.mark.slow

GRANT = "2025-12-06-bilal-ahmed-grant"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def render(*arguments: str) -> tuple[int, str, str]:
    ran = balintrec("render", "certificate", *arguments)
    return ran.code, ran.out, ran.err


def test_it_is_written_beside_one_under_the_name_of_the_decision(here: Path) -> None:
    assert render(GRANT) == (0, "", f"balintrec: wrote {GRANT}.pdf: certificate IBS-2025-01\n")
    assert (here / f"{GRANT}.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert [file.name for file in here.iterdir()] == [f"{GRANT}.pdf"]


def test_it_is_written_quietly_to_another_file_in_another_language(here: Path) -> None:
    assert render(GRANT, "-o", "sanad.pdf", "--language", "ur", "-q") == (0, "", "")
    assert "سند" in (here / "sanad.pdf").read_bytes().decode("utf-8", "ignore")


def test_file_that_is_there_is_replaced_only_by_force(here: Path) -> None:
    file = here / "one.pdf"
    file.write_text("mine")
    code, _, err = render(GRANT, "-o", "one.pdf")
    assert (code, err) == (
        2,
        "balintrec: one.pdf already exists; use --force to overwrite it, or -o to name another file\n",
    )
    assert file.read_text() == "mine"
    assert render(GRANT, "-o", "one.pdf", "--force")[0] == 0
    assert file.read_bytes().startswith(b"%PDF")


def test_its_text_is_printed_and_nothing_written(here: Path) -> None:
    code, out, err = render(GRANT, "--text")
    assert (code, err) == (0, "")
    assert out.startswith("Balint certificate IBS-2025-01\nBilal Ahmed\n")
    assert not list(here.iterdir())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["2021-09-04-nadia-iqbal-recognise"], "is a decision of kind recognise"),
        (["bilal-ahmed"], f'name the grant: "{GRANT}"'),
        ([GRANT, "--on", "2025-12-01"], "which is after 2025-12-01"),
    ],
)
def test_refusal_is_one_line_and_nothing_is_written(here: Path, arguments: list[str], said: str) -> None:
    code, out, err = render(*arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err
    assert not list(here.iterdir())


def test_errors_in_the_records_are_counted_and_the_first_is_said(here: Path) -> None:
    shutil.copytree(ROOT / "records", here / "records")
    member = here / "records" / "members" / "bilal-ahmed.md"
    member.write_text(
        member.read_text(encoding="utf-8").replace("profession:", "proffession:"), encoding="utf-8"
    )
    line = next(
        n for n, text in enumerate(member.read_text("utf-8").splitlines(), 1) if "proffession" in text
    )
    ran = balintrec("render", "certificate", GRANT, root=here)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(
        f"balintrec: no certificate: 1 error in what {GRANT} stands on; "
        f"the first: records/members/bilal-ahmed.md:{line}:1: error "
    )
    assert ran.err.endswith("; see them with: balintrec check records/members/bilal-ahmed.md\n")
    assert not (here / f"{GRANT}.pdf").exists()


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("segno", "typst"):
        with monkeypatch.context() as patch:
            patch.setitem(sys.modules, module, None)
            assert render(GRANT)[2].endswith('needs more than the core: pip install "balintrec[pdf]"\n')


def test_two_people_get_the_same_bytes_in_different_places(tmp_path: Path) -> None:
    """Whatever the clock, the folder, the zone and the home of who runs it."""
    made = []
    for number, zone in enumerate(("Asia/Karachi", "America/Lima")):
        folder = tmp_path / f"place-{number}" / ("deeper" * number)
        folder.mkdir(parents=True)
        environment = {"TZ": zone, "HOME": str(folder), "SOURCE_DATE_EPOCH": str(number), "LC_ALL": "C"}
        ran = as_user(
            "--root", str(ROOT), "render", "certificate", GRANT, "-q", environment=environment, folder=folder
        )
        assert (ran.code, ran.err) == (0, "")
        made.append((folder / f"{GRANT}.pdf").read_bytes())
    assert made[0] == made[1]
    assert str(ROOT).encode() not in made[0]
