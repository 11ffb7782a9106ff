"""Whoever says that nothing was found has looked at everything that `check` looks at."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import balintrec
from tests.repository.clone import Clone
from tests.repository.conftest import home, own_home  # noqa: F401
from tests.rules.past import edited, kept, noon

pytestmark = pytest.mark.slow

GRANT = "records/decisions/2026-03-05-bilal-ahmed-grant.md"
DEFER = "records/decisions/2026-04-01-ayesha-khan-defer.md"
DEFERRED = (
    "---\nkind: defer\nmember: ayesha-khan\ndate: 2026-04-01\nby: committee\n"
    "present: [nadia-iqbal, omar-farooq]\nreason: ill\n---\nMinute.\n"
)
HELD = "records/sessions/2024-03-12-lahore-tuesday.md"
CLEAN = "The records are clean"
NONE = "There are none in the records"


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    clone = kept(tmp_path / "society")
    clone.commit("Defer", {DEFER: DEFERRED}, noon("2026-04-01"))
    return clone


def pages(clone: Clone, folder: Path) -> str:
    """What the first page and that of the findings say."""
    ran = balintrec("render", "site", str(folder), "--language", "en", "--on", "2026-06-01", root=clone.top)
    assert ran.code == 0, ran.err
    return "".join((folder / name).read_text() for name in ("index.html", "findings.html"))


def findings(clone: Clone, who: str) -> str:
    """What the dossier of somebody says of findings."""
    ran = balintrec("render", "dossier", who, "--on", "2026-06-01", root=clone.top)
    return ran.out.partition("\n## Findings\n")[2].partition("\n## ")[0]


def test_all_clear_is_said_where_there_is_nothing(clone: Clone, tmp_path: Path) -> None:
    assert pages(clone, tmp_path / "out").count(CLEAN) == 2
    assert NONE in findings(clone, "ayesha-khan")


def test_decision_that_is_gone_is_told_in_the_dossier_of_the_member(clone: Clone, tmp_path: Path) -> None:
    clone.commit("Remove", {DEFER: None}, noon("2026-05-01"))
    told = pages(clone, tmp_path / "out")
    assert CLEAN not in told and "HIS004" in told
    assert "HIS004" in (tmp_path / "out" / "members" / "ayesha-khan.html").read_text()
    assert "HIS004" in findings(clone, "ayesha-khan")
    assert NONE in findings(clone, "hina-raza")


@pytest.mark.parametrize("files", ["removed", "changed"])
def test_evidence_is_told_in_the_dossier_of_whom_it_was_for(clone: Clone, files: str) -> None:
    changed = {HELD: None} if files == "removed" else edited(clone, HELD, "^co-leaders: .*\n", "")
    clone.commit("Change", changed, noon("2026-05-01"))
    assert f"HIS00{4 if files == 'removed' else 3}" in findings(clone, "bilal-ahmed")


def test_pages_of_a_clone_without_the_history_say_so(clone: Clone, tmp_path: Path) -> None:
    clone.commit("Remove", {DEFER: None}, noon("2026-05-01"))
    clone.git("clone", "--quiet", "--depth=1", f"file://{clone.top}", str(tmp_path / "shallow"))
    shallow = Clone(tmp_path / "shallow")
    told = pages(shallow, tmp_path / "out")
    assert CLEAN not in told and "The history of these records could not be read." in told
    said = findings(shallow, "ayesha-khan")
    assert "in the records as they are now" in said and "git fetch --unshallow" in said
