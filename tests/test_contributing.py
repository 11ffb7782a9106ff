"""Who follows CONTRIBUTING.md gets a rule, a format, a language, a kind of record and a requirement that work."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.contributing import CHANGES, PAGE, balintrec, changed, copied, run
from tests.sample import ROOT

pytestmark = pytest.mark.slow

SESSION = "records/sessions/2026/2026-11-10-lahore-tuesday.md"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return copied(tmp_path / "copy")


def passes(folder: Path, *command: str) -> None:
    done = run(folder, "-m", *command)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr


def insert(file: Path, line: str) -> None:
    """Add a line at the top of a record's keys."""
    file.write_text(file.read_text("utf-8").replace("---\n", f"---\n{line}\n", 1), "utf-8")


def test_a_rule(copy: Path) -> None:
    touched = changed(copy, "rule")
    assert len(touched) <= 3
    assert "more cases than there is time for" in balintrec(copy, "explain", "SES090")
    file = copy / SESSION
    file.write_text(re.sub(r"^cases: .*\n", "", file.read_text("utf-8"), flags=re.M), "utf-8")
    assert "SES090" not in balintrec(copy, "check", "--no-cache")
    insert(file, "cases: 22")
    printed = balintrec(copy, "check", "--no-cache", "--no-history", "--format", "concise")
    assert f"{SESSION}:2:8: warning SES090 many-cases: 22 cases in one session" in printed
    passes(copy, "pytest", "-q", "tests/rules/test_examples.py", "-k", "SES090 or used_twice")
    passes(copy, "mypy", "balintrec/rules/case_numbers.py")


def test_a_kind_of_record(copy: Path) -> None:
    touched = changed(copy, "kind")
    assert len(set(touched)) <= 4
    assert "A visit to a group for the committee." in balintrec(copy, "explain", "visit")
    assert '"title": "Balint records: visit"' in balintrec(copy, "schema", "visit")
    values = ("--set", "group=lahore-tuesday", "--set", "date=2026-11-02", "--set", "by=nadia-iqbal")
    path = "records/visits/2026-11-02-lahore-tuesday.md"
    assert f"wrote {path}" in balintrec(copy, "new", "visit", *values)
    assert "no findings" in balintrec(copy, "check", "--no-cache", "--no-history")
    insert(copy / path, "colour: red")
    assert path in balintrec(copy, "check", "--no-cache", "--no-history", "--format", "concise")
    passes(copy, "mypy")


def test_a_kind_of_requirement(copy: Path) -> None:
    touched = changed(copy, "requirement")
    assert len(set(touched)) <= 3
    policy = copy / "records/policies/indus-2021.md"
    asked = "kind: profession, of: [psychiatrist], source: committee"
    stage = (
        f"stages:\n  - id: work\n    requires:\n      - {{id: doctor, title: Be a psychiatrist, {asked}}}\n"
    )
    policy.write_text(policy.read_text("utf-8").replace("stages:\n", stage, 1), "utf-8")
    printed = balintrec(copy, "status", "--no-cache", "hina-raza", "saima-batool", "--on", "2026-11-23")
    assert re.search(r"(met|not met) +Be a psychiatrist", printed)
    assert "the profession: psychiatrist" in balintrec(copy, "explain", "indus-2021")
    assert '"profession"' in balintrec(copy, "schema", "policy")
    balintrec(copy, "render", "site", "pages", "--language", "en", "--on", "2026-11-23")
    assert "Be a psychiatrist" in (copy / "pages/members/hina-raza.html").read_text("utf-8")
    passes(copy, "mypy")


def test_a_format(copy: Path) -> None:
    touched = changed(copy, "format")
    assert len(touched) <= 3
    insert(copy / SESSION, "colour: red")
    printed = balintrec(copy, "check", "--no-cache", "--no-history", "--format", "junit")
    assert printed.startswith('<testsuite name="balintrec" failures="1">')
    assert f'file="{SESSION}"' in printed
    passes(copy, "mypy", "balintrec/formats/findings/junit.py", "balintrec/cli/check.py")


def test_a_language(copy: Path) -> None:
    touched = changed(copy, "language")
    assert len(touched) <= 3
    said = run(copy, "-m", "tests.wording.catalogues").stdout
    assert "de still to translate" in said
    assert 'msgid "Members"\nmsgstr "Mitglieder"' in (copy / "templates/locale/de.po").read_text("utf-8")
    balintrec(copy, "render", "site", "pages", "--language", "de", "--on", "2026-11-23")
    page = (copy / "pages/index.html").read_text("utf-8")
    assert 'lang="de"' in page
    assert "Mitglieder" in page
    passes(
        copy,
        "pytest",
        "-q",
        "tests/wording/test_language.py",
        "-k",
        "there_are_the_languages or holds_nothing_else",
    )


def test_every_change_on_the_page_is_made_here() -> None:
    tests = Path(__file__).read_text("utf-8")
    assert all(f'changed(copy, "{name}")' in tests for name, _ in CHANGES)


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:[\w.-]+/)+[\w.-]*)`", PAGE))))
def test_every_path_on_the_page_exists(path: str) -> None:
    assert (ROOT / path).exists() or path == "visits/"  # the kind that the page adds


def test_version_changelog_and_tags_follow_one_convention() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert headings[0] == "Unreleased" or headings[0].startswith(f"{VERSION} - ")
    released = [heading for heading in headings if heading != "Unreleased"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+ - \d{4}-\d\d-\d\d", heading) for heading in released)
    assert not released or released[0].startswith(f"{VERSION} - ")
    workflow = (ROOT / ".github/workflows/release.yml").read_text("utf-8")
    assert 'tags: ["v*"]' in workflow
    assert 'grep -Fx "version = \\"${TAG#v}\\"" pyproject.toml' in workflow
    assert 'grep -F "## ${TAG#v} " CHANGELOG.md' in workflow
    assert "`vX.Y.Z`" in PAGE
