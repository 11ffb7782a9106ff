"""``balintrec render site``: it writes its own files and touches nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from balintrec.cli.site import MARKER
from tests.cli.running import Ran, balintrec, member, society
from tests.sources import files_below

pytestmark = pytest.mark.slow


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small society."""
    return society(
        tmp_path / "society",
        {
            "society.md": "---\nname: Small Society\nlanguages: [en, ur]\n---\n",
            "members/sana-malik.md": member("Sana Malik", membership="[{from: 2024-01-01}]"),
            "members/hina-raza.md": member("Hina Raza", membership="[{from: 2024-01-01}]"),
            "groups/tuesday.md": "---\nname: Tuesday\nleaders: [hina-raza]\n---\n",
        },
    )


def site(root: Path, folder: Path, *options: str) -> Ran:
    return balintrec("render", "site", str(folder), *options, root=root)


def test_writes_the_pages_and_says_where(root: Path, tmp_path: Path) -> None:
    ran = site(root, tmp_path / "out")
    assert ran.code == 0 and ran.out == ""
    assert f"open {tmp_path / 'out' / 'index.html'}" in ran.err
    found = files_below(tmp_path / "out")
    assert {"index.html", "ur/index.html", "members/sana-malik.html", "assets/style.css", MARKER} <= set(
        found
    )
    listed = found[MARKER].decode().splitlines()
    assert listed[0] == "balintrec site 1, for the committee"
    assert listed[1:] == sorted(set(found) - {MARKER})


def test_second_run_changes_nothing(root: Path, tmp_path: Path) -> None:
    site(root, tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.html")}
    assert "0 of them new or changed" in site(root, tmp_path / "out").err
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.html")} == before


def test_pages_that_are_there_no_longer_are_removed_and_nothing_else(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    site(root, out)
    (out / "members" / "notes.txt").write_text("mine")
    (out / "CNAME").write_text("balint.example")
    (root / "records" / "members" / "sana-malik.md").unlink()
    assert "removed" in site(root, out, "--language", "en").err
    assert not (out / "members" / "sana-malik.html").exists()
    assert not (out / "ur").exists()
    assert (out / "members" / "notes.txt").read_text() == "mine"
    assert (out / "CNAME").exists()


def test_folder_with_other_files_is_not_touched(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.txt").write_text("years of work")
    ran = site(root, out)
    assert ran.code == 2
    assert "holds files that are not from a balintrec site; give an empty folder" in ran.err
    assert files_below(out) == {"thesis.txt": b"years of work"}


def test_file_of_somebody_else_is_not_overwritten(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    site(root, out, "--language", "en")
    (out / "ur").mkdir()
    (out / "ur" / "register.html").write_text("mine")
    ran = site(root, out)
    assert ran.code == 2 and "is not part of this site and was not overwritten" in ran.err
    assert (out / "ur" / "register.html").read_text() == "mine"


def test_pages_for_everybody_do_not_mix_with_those_for_the_committee(root: Path, tmp_path: Path) -> None:
    site(root, tmp_path / "out")
    ran = site(root, tmp_path / "out", "--public")
    assert ran.code == 2
    assert "holds pages for the committee; name another folder for pages for everybody" in ran.err
    assert site(root, tmp_path / "public", "--public").code == 0
    shown = [data for path, data in files_below(tmp_path / "public").items() if path.endswith(".html")]
    assert shown and b"Sana" not in b"".join(shown)


@pytest.mark.parametrize("where", ["records", "records/site", "."])
def test_pages_do_not_go_among_the_records(root: Path, where: str) -> None:
    before = files_below(root)
    ran = site(root, root / where)
    assert ran.code == 2 and "holds the society's own files" in ran.err
    assert files_below(root) == before


def test_no_link_is_followed(root: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "link").symlink_to(elsewhere)
    assert "it is a link or a file" in site(root, tmp_path / "link").err
    out = tmp_path / "out"
    site(root, out)
    (out / "groups" / "index.html").unlink()
    (out / "groups" / "tuesday.html").unlink()
    (out / "groups").rmdir()
    (out / "groups").symlink_to(elsewhere)
    assert "is a link or a file, not a folder" in site(root, out).err
    assert not list(elsewhere.iterdir())
    (out / "groups").unlink()
    (out / "index.html").unlink()
    (out / "index.html").symlink_to(elsewhere / "index.html")
    assert "is a link or a folder, not a file" in site(root, out).err
    assert not list(elsewhere.iterdir())


def test_changed_list_leads_nowhere(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    site(root, out)
    (tmp_path / "precious.txt").write_text("precious")
    (out / ".hidden").write_text("mine")
    with (out / MARKER).open("a") as file:
        file.write("../precious.txt\n/etc/hostname\nmembers/../../precious.txt\n.hidden\n\\\\x\n")
    assert site(root, out).code == 0
    assert (tmp_path / "precious.txt").exists() and (out / ".hidden").exists()


def test_run_that_was_broken_off_can_be_taken_up(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from balintrec.cli.site import SiteFolder

    write, left = SiteFolder.write, [5]

    def breaking(self: SiteFolder, path: str, data: bytes) -> None:
        left[0] -= 1
        if not left[0]:
            raise KeyboardInterrupt
        write(self, path, data)

    monkeypatch.setattr(SiteFolder, "write", breaking)
    assert site(root, tmp_path / "out").code != 0
    monkeypatch.undo()
    assert site(root, tmp_path / "out").code == 0
    assert (tmp_path / "out" / "index.html").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--language", "de"), 'there is no translation into "de"; there are en, pl or ur'),
        (("--language", "url"), 'did you mean "ur"?'),
    ],
)
def test_unknown_language(root: Path, tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    ran = site(root, tmp_path / "out", *options)
    assert ran.code == 2 and said in ran.err
    assert not (tmp_path / "out").exists()


def test_folder_above_must_be_there(root: Path, tmp_path: Path) -> None:
    ran = site(root, tmp_path / "no" / "out")
    assert ran.code == 2 and "there is no folder" in ran.err


def test_first_language_is_at_the_top(root: Path, tmp_path: Path) -> None:
    site(root, tmp_path / "out", "--language", "ur", "--language", "pl")
    assert '<html lang="ur" dir="rtl">' in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="pl" dir="ltr">' in (tmp_path / "out" / "pl" / "index.html").read_text(
        encoding="utf-8"
    )
