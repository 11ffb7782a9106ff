"""``balintrec render dossier``: whose, as of when, from which commit, and where it goes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.running import Ran, as_user, balintrec, society
from tests.repository.clone import Clone
from tests.repository.conftest import home, own_home  # noqa: F401
from tests.rules.past import at as session_at
from tests.rules.past import kept, noon, session
from tests.sample import ROOT

pytestmark = pytest.mark.slow

APPLICATION = "2026-08-18-hina-raza"
ADDRESS = "https://example.org/society/blob"


def render(*arguments: str, root: Path = ROOT, on: str = "2026-11-23") -> Ran:
    return balintrec("render", "dossier", *arguments, root=root, on=on)


def as_of(out: str) -> str:
    (day,) = re.findall(r"^- \*\*as of:\*\* (.*)$", out, re.MULTILINE)
    return str(day)


def commit_line(out: str) -> str:
    (said,) = re.findall(r"^- \*\*commit:\*\* (.*)$", out, re.MULTILINE)
    return str(said)


# Whose


@pytest.mark.parametrize(
    "who", ["hina-raza", "Hina Raza", "حنا رضا", "members/hina-raza", "records/members/hina-raza.md"]
)
def test_member_is_found_by_id_and_by_name(who: str) -> None:
    ran = render(who)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("# Dossier: Hina Raza · حنا رضا\n")
    assert as_of(ran.out) == "2026-11-23"


@pytest.mark.parametrize(
    "who", [APPLICATION, f"applications/{APPLICATION}", f"records/applications/{APPLICATION}.md"]
)
def test_application_is_judged_as_of_its_day(who: str) -> None:
    ran = as_user("render", "dossier", who)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("# Dossier: Hina Raza")
    assert as_of(ran.out) == "2026-08-18"
    assert "| endorsement | 2026-06-06 | 73 days |" in ran.out


def test_application_is_judged_as_of_another_day_if_one_is_named() -> None:
    assert as_of(render(APPLICATION, on="2026-09-01").out) == "2026-09-01"


def test_application_is_not_there_before_its_day() -> None:
    ran = render(APPLICATION, on="2026-08-17")
    assert ran.code == 2
    assert ran.err == (
        f"balintrec: applications/{APPLICATION} is of 2026-08-18, later than 2026-08-17: "
        "leave --on out, or name a later day\n"
    )


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("Hina Rasa", 'no member "Hina Rasa"; did you mean "hina-raza"?'),
        ("2026-08-18-hina-rasa", f'no application "2026-08-18-hina-rasa"; did you mean "{APPLICATION}"?'),
        ("nobody-at-all", 'no member "nobody-at-all"; balintrec status lists them'),
    ],
)
def test_who_is_not_there_is_told_in_one_line(who: str, said: str) -> None:
    ran = render(who)
    assert (ran.code, ran.out, ran.err) == (2, "", f"balintrec: {said}\n")


def test_application_that_cannot_be_read_is_told_with_what_to_do(tmp_path: Path) -> None:
    root = society(tmp_path, {"applications/a.md": "---\nmember: [\n---\n"})
    assert render("a", root=root).err == (
        "balintrec: records/applications/a.md cannot be read as an application; "
        "see: balintrec check records/applications/a.md\n"
    )


def test_application_of_nobody_is_told(tmp_path: Path) -> None:
    root = society(
        tmp_path, {"applications/a.md": "---\nmember: zed\ndate: 2024-01-01\ncredential: leader\n---\n"}
    )
    assert render("a", root=root).err == (
        'balintrec: applications/a names a member "zed" who has no record; see: balintrec check\n'
    )


def test_member_who_is_called_as_an_application_is_meant_first(tmp_path: Path) -> None:
    files = {
        "members/zed.md": "---\nname: Zed\n---\n",
        "applications/zed.md": "---\nmember: zed\ndate: 2024-01-01\ncredential: leader\n---\n",
    }
    root = society(tmp_path, files)
    assert as_of(render("zed", root=root).out) == "2026-11-23"
    assert (
        "records/applications/zed.md"
        in as_user("--root", str(root), "render", "dossier", "applications/zed").out
    )


# From what


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """A society with a session that was entered late."""
    made = kept(tmp_path / "society", late_entry=60)
    made.commit("Enter", {session_at("2026-04-07"): session("2026-04-07")}, noon("2026-09-01"))
    return made


def who_came(clone: Clone) -> str:
    """A member whom the session names."""
    text = (clone.top / session_at("2026-04-07")).read_text()
    (named,) = re.findall(r"^leaders: \[([a-z-]+)", text, re.MULTILINE)
    return str(named)


def test_late_entry_is_told_with_its_days(clone: Clone) -> None:
    out = render(who_came(clone), root=clone.top).out
    assert "| 2026-04-07 | 2026-09-01 | 147 days after; late is more than 60 |" in out
    assert "**warning HIS001** entered-late" in out


def test_commit_is_named_in_full_and_what_is_not_committed_is_told(clone: Clone) -> None:
    member = who_came(clone)
    assert commit_line(render(member, root=clone.top).out) == f"`{clone.id()}`"
    clone.write("records/members/zed.md", "---\nname: Zed\n---\n")
    assert commit_line(render(member, root=clone.top).out) == (
        f"`{clone.id()}`, with changes not yet committed in 1 file"
    )


def test_records_are_read_as_they_were_at_a_revision(clone: Clone) -> None:
    member, before = who_came(clone), clone.id("HEAD~1")
    out = render(member, "--at", "HEAD~1", root=clone.top).out
    assert commit_line(out) == f"`{before}`"
    assert "2026-04-07" not in out


def test_outside_git_it_is_said_that_there_is_none(tmp_path: Path) -> None:
    root = society(tmp_path, {"members/zed.md": "---\nname: Zed\n---\n"})
    out = render("zed", root=root).out
    assert commit_line(out) == "these records are not kept in git"
    assert "It is not known what came in late: these records are not kept in git." in out
    assert str(tmp_path) not in out


def test_before_the_first_commit_it_is_said_so(tmp_path: Path) -> None:
    clone = Clone.made_at(tmp_path / "empty")
    clone.write("records/members/zed.md", "---\nname: Zed\n---\n")
    assert "nothing has been committed" in commit_line(render("zed", root=clone.top).out)


# Links


def test_links_lead_to_lines_at_the_commit_but_for_what_is_not_committed(clone: Clone) -> None:
    member = who_came(clone)
    path = session_at("2026-04-07")
    link = f"({ADDRESS}/{clone.id()}/{path}#L"
    assert link in render(member, "--links", f"{ADDRESS}/", root=clone.top).out
    clone.write(path, session("2026-04-07", minutes="95"))
    changed = render(member, "--links", ADDRESS, root=clone.top).out
    assert link not in changed
    assert f"`{path}:" in changed


def test_links_know_where_the_society_stands_in_its_repository(tmp_path: Path) -> None:
    clone = Clone.made_at(tmp_path / "top")
    clone.commit("Begin", {"inner/records/members/zed.md": "---\nname: Zed\n---\n"}, noon("2026-01-01"))
    out = render("zed", "--links", ADDRESS, root=clone.top / "inner").out
    assert f"({ADDRESS}/{clone.id()}/inner/records/members/zed.md#L2)" in out


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "example.org", "https://a b", 'https://a"b', "https://a)b"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    ran = render("hina-raza", "--links", address)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith(
        "is not an address for --links; write one such as https://example.org/society/blob\n"
    )


def test_links_to_files_start_from_where_the_dossier_lies(tmp_path: Path) -> None:
    root = society(tmp_path / "s", {"members/zed.md": "---\nname: Zed\n---\n"})
    (root / "out" / "here").mkdir(parents=True)
    for place, link in [("out/here/d.md", "../../records/"), ("d.md", "records/"), ("../d.md", "records/")]:
        assert render("zed", "-o", str(root / place), root=root).code == 0
        assert f"]({link}members/zed.md)" in (root / place).read_text()


# Where to


@pytest.mark.parametrize(
    ("format", "begins"), [("markdown", b"# Dossier"), ("html", b"<!DOCTYPE"), ("pdf", b"%PDF")]
)
def test_second_run_writes_the_same_bytes(format: str, begins: bytes, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for file in (one, two):
        ran = render("saima-batool", "--format", format, "-o", str(file))
        assert (ran.code, ran.out, ran.err) == (0, "", f"balintrec: wrote {file}\n")
    assert one.read_bytes() == two.read_bytes()
    assert one.read_bytes().lstrip().startswith(begins)


def test_file_that_is_there_is_replaced_only_by_force(tmp_path: Path) -> None:
    file = tmp_path / "dossier.md"
    file.write_text("mine")
    ran = render("hina-raza", "-o", str(file))
    assert ran.code == 2
    assert "already exists; use --force" in ran.err
    assert file.read_text() == "mine"
    assert render("hina-raza", "-o", str(file), "--force").code == 0
    assert file.read_text().startswith("# Dossier: ")


def test_reflections_are_shown_only_when_asked_for() -> None:
    sentence = "On a screen I miss the chairs"
    for format in ("markdown", "html"):
        assert sentence not in render("hina-raza", "--format", format).out
        assert sentence in render("hina-raza", "--format", format, "--with-reflections").out


def test_markdown_needs_none_of_the_extras(tmp_path: Path) -> None:
    extras = ("typst", "babel", "nh3", "markdown_it", "segno")
    (tmp_path / "sitecustomize.py").write_text(f"import sys\nsys.modules.update(dict.fromkeys({extras}))\n")
    path = {"PYTHONPATH": f"{tmp_path}:{ROOT}"}
    ran = as_user("render", "dossier", "hina-raza", environment=path)
    assert (ran.code, ran.err) == (0, "")
    for format, extra in (("pdf", "pdf"), ("html", "site")):
        ran = as_user("render", "dossier", "hina-raza", "--format", format, environment=path)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.endswith(f'pip install "balintrec[{extra}]"\n')
        assert ran.err.count("\n") == 1
