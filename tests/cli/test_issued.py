"""An issued certificate never changes: whatever is renamed, married, merged or moved, with git and without."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import Ran, balintrec
from tests.sample import ROOT

pytestmark = pytest.mark.slow

ON = "2026-12-12"
OLD = "2025-12-06-bilal-ahmed-grant"
NEW = "2026-12-12-hina-raza-grant"
GRANT = (
    "kind=grant", "member=hina-raza", f"date={ON}", "by=committee", "credential=accredited-leader",
    "present=nadia-iqbal,sana-malik,tariq-mehmood", "application=2026-08-18-hina-raza",
)  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "records", tmp_path / "records")
    return tmp_path


def run(root: Path, *arguments: str) -> Ran:
    ran = balintrec(*arguments, root=root, on=ON)
    assert ran.code == 0, ran.err
    return ran


def commit(root: Path) -> None:
    git = ("git", "-C", str(root), "-c", "user.name=Nadia Iqbal", "-c", "user.email=nadia@example.org")
    if not (root / ".git").exists():
        subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-qm", "Enter"], check=True)


def enter(root: Path) -> None:
    run(root, "new", "decision", "-q", *(word for pair in GRANT for word in ("--set", pair)))


def text(root: Path, grant: str) -> str:
    return run(root, "render", "certificate", grant, "--text").out


def edit(root: Path, path: str, old: str, new: str) -> None:
    file = root / "records" / path
    before = file.read_text(encoding="utf-8")
    assert old in before
    file.write_text(before.replace(old, new), encoding="utf-8")


def rename(root: Path, who: str) -> None:
    run(root, "rename", "member", who, "somebody-else")


def marry(root: Path, who: str) -> None:
    names = {"bilal-ahmed": "Bilal Ahmed", "hina-raza": "Hina Raza"}
    edit(root, f"members/{who}.md", names[who], "A New Name")


def merge(root: Path, who: str) -> None:
    (root / "records/members/second.md").write_text("---\nname: Somebody Else\n---\n")
    run(root, "rename", "member", who, "second", "--merge", "--yes")


def rename_signatory(root: Path, who: str) -> None:
    run(root, "rename", "member", "tariq-mehmood", "somebody-else")
    edit(root, "members/somebody-else.md", "Tariq Mehmood", "A New Name")


def move(root: Path, who: str) -> None:
    (file,) = (root / "records/decisions").glob(f"*-{who}-grant.md")
    (file.parent / "once").mkdir()
    file.rename(file.parent / "once" / file.name)


def rename_society(root: Path, who: str) -> None:
    edit(root, "society.md", "Indus Balint Society", "Balint Society of the Indus")


CHANGES = (rename, marry, merge, rename_signatory, move, rename_society)


@pytest.mark.parametrize("change", CHANGES, ids=lambda one: one.__name__)
def test_new_one_never_changes(root: Path, change: Callable[[Path, str], None]) -> None:
    enter(root)
    before = text(root, NEW)
    change(root, "hina-raza")
    assert text(root, NEW) == before


@pytest.mark.parametrize("change", CHANGES, ids=lambda one: one.__name__)
@pytest.mark.parametrize("numbered", [True, False])
def test_old_one_never_changes_where_git_remembers_it(
    root: Path, change: Callable[[Path, str], None], numbered: bool
) -> None:
    if not numbered:
        edit(root, f"decisions/{OLD}.md", "number: IBS-2025-01\n", "")
    commit(root)
    before = text(root, OLD)
    change(root, "bilal-ahmed")
    assert text(root, OLD) == before
    commit(root)
    assert text(root, OLD) == before


def test_it_is_found_by_its_number_and_its_old_id_after_the_decision_is_renamed(root: Path) -> None:
    enter(root)
    before = text(root, NEW)
    run(root, "rename", "decision", NEW, "2026-12-12-grant")
    assert text(root, NEW) == text(root, before.splitlines()[0].split()[-1]) == before


@pytest.mark.parametrize("change", [rename, merge], ids=lambda one: one.__name__)
def test_register_keeps_a_number_that_was_made_of_ids(
    root: Path, change: Callable[[Path, str], None]
) -> None:
    edit(root, f"decisions/{OLD}.md", "number: IBS-2025-01\n", "")
    number = text(root, OLD).splitlines()[0].split()[-1]
    change(root, "bilal-ahmed")
    assert number in run(root, "render", "register").out
    assert f"number: {number}\n" in (root / f"records/decisions/{OLD}.md").read_text(encoding="utf-8")


def test_renamed_old_decision_keeps_its_text_where_git_remembers_it(root: Path) -> None:
    commit(root)
    before = text(root, OLD)
    run(root, "rename", "decision", OLD, "2025-12-06-grant")
    commit(root)
    assert text(root, "2025-12-06-grant") == before


def test_changed_minute_changes_the_digest_alone(root: Path) -> None:
    enter(root)
    before = text(root, NEW).splitlines()
    edit(root, f"decisions/{NEW}.md", "kind: grant\n", "kind: grant\nreason: all is met\n")
    after = text(root, NEW).splitlines()
    assert after[:-1] == before[:-1]
    assert after[-1] != before[-1]


def test_new_decision_writes_what_stands_on_the_certificate(root: Path) -> None:
    enter(root)
    written = (root / f"records/decisions/{NEW}.md").read_text(encoding="utf-8")
    assert "number: IBS-2026-533A2C\n" in written
    assert f"certificate: {{id: {NEW}, name: {{latin: Hina Raza, " in written
    assert run(root, "check").out.endswith("no findings\n")


def test_number_that_is_given_stays(root: Path) -> None:
    pairs = (*GRANT, "number=IBS-2026-07")
    run(root, "new", "decision", "-q", *(word for pair in pairs for word in ("--set", pair)))
    assert text(root, NEW).startswith("Balint certificate IBS-2026-07\n")


def test_rendering_writes_nothing_into_the_records(root: Path) -> None:
    before = {path: path.read_bytes() for path in (root / "records").rglob("*.md")}
    text(root, OLD)
    assert before == {path: path.read_bytes() for path in (root / "records").rglob("*.md")}
