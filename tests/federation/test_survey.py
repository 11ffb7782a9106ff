"""One society to its numbers."""

from __future__ import annotations

import os
import pickle
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balintrec.check import check
from balintrec.federation import survey
from balintrec.federation.standings import leaders, members
from balintrec.pathway import standing
from balintrec.society import load, read_society
from balintrec.views.federation import Leaders, Summary
from tests.cli.running import balintrec, society
from tests.federation.societies import git
from tests.federation.societies import society as drawn
from tests.pathway.societies import Hat, a_society, as_files
from tests.sample import ON, ROOT
from tests.sample import society as sample
from tests.sources import MemorySource

pytestmark = pytest.mark.slow

DAY = date(2026, 1, 31)
WAY = b"""---
title: Way
effective: 2020-01-01
credential: leader
leads: [leader]
stages:
  - {id: one, requires: [{id: paid, kind: attestation, title: Pay, of: fee, source: committee}]}
---
"""


def test_numbers_are_those_of_check_and_status() -> None:
    found = survey(str(ROOT), ON)
    listed = balintrec("status", on=str(ON)).out.split("\n\n")[0].splitlines()[1:]
    assert (found.name, found.problem) == ("Indus Balint Society", "")
    assert found.files == found.records == sample().count
    assert (found.errors, found.warnings) == (0, 0)
    assert found.members.total == len(listed) + found.members.former
    assert (found.members.former, found.members.decided) == (1, 1)
    assert found.members.credentialed == sum("holds accredited leader" in line for line in listed)
    assert found.members.finished == sum("all stages met" in line for line in listed)


@settings(max_examples=15)
@given(seed=st.integers(0, 2**32), on=st.dates(date(2023, 12, 1), date(2025, 6, 30)))
def test_everybody_is_counted_once(seed: int, on: date) -> None:
    files = as_files(a_society(Hat(seed)))
    whole = load(MemorySource(files))
    found = members(whole, on)
    inside = [one for one in whole.members.values() if one.membership or one.pathway_from or one.policy]
    assert found.total == len(inside)
    stands = [standing(whole, one, on, dates=False) for one in inside]
    holding = {who for policy in whole.policies.values() for who in (policy.credential,)}
    assert found.credentialed <= sum(bool(holding & set(one.credentials)) for one in stands)


def test_files_that_cannot_be_read_make_members_unknown(tmp_path: Path) -> None:
    root = society(
        tmp_path, {"members/ola.md": "---\nname: Ola\n", "members/ida.md": "---\nname: Ida\n---\n"}
    )
    found = survey(str(root), DAY)
    assert (found.files, found.records, found.members.unknown) == (2, 1, 1)
    assert found.errors == 1


def test_leaders_by_what_became_of_them() -> None:
    people = {
        "given": "",
        "ran-out": "until: 2025-12-31\n",
        "ends-today": "until: 2026-01-31\n",
        "suspended": "",
        "suspended-for-a-while": "",
        "revoked": "",
        "ended": "",
        "later": "",
        "ended-and-given-again": "",
    }
    files = {"records/policies/way.md": WAY}
    for person, more in people.items():
        files[f"records/members/{person}.md"] = f"---\nname: {person}\n---\n".encode()
        given = "2027-01-01" if person == "later" else "2021-01-01"
        files[f"records/decisions/{given}-{person}.md"] = decision("recognise", person, given, more)
    for kind, person, more in (
        ("suspend", "suspended", ""),
        ("suspend", "suspended-for-a-while", "until: 2025-12-31\n"),
        ("revoke", "revoked", ""),
        ("lapse", "ended", ""),
        ("lapse", "ended-and-given-again", ""),
    ):
        files[f"records/decisions/2025-06-01-{person}.md"] = decision(kind, person, "2025-06-01", more)
    again = decision("grant", "ended-and-given-again", "2025-07-01")
    files["records/decisions/2025-07-01-ended-and-given-again.md"] = again
    found = read_society(MemorySource(files))
    assert not found.findings and not found.problems
    assert leaders(found.society, DAY) == Leaders(current=4, lapsed=2, suspended=1, revoked=1)


def decision(kind: str, member: str, day: str, more: str = "") -> bytes:
    return (
        f"---\nkind: {kind}\nmember: {member}\ndate: {day}\nby: committee\nreason: so\ncredential: leader\n{more}---\n"
    ).encode()


def test_commit_and_changes(tmp_path: Path) -> None:
    root = drawn(tmp_path / "one", 1)
    found = survey(str(root), DAY)
    assert (found.commit, found.changed, found.past_unjudged) == (
        git(root, "rev-parse", "HEAD"),
        False,
        False,
    )
    (root / "records/members/new.md").write_text("---\nname: New\n---\n")
    assert survey(str(root), DAY).changed
    git(root, "init", "--quiet", str(tmp_path / "empty"))
    society(tmp_path / "empty", {"members/ola.md": "---\nname: Ola\n---\n"})
    found = survey(str(tmp_path / "empty"), DAY)
    assert (found.commit, found.changed, found.problem) == (None, False, "")


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda top: None, "there is no such folder"),
        (lambda top: top.write_text("x"), "this is no folder"),
        (lambda top: top.mkdir(), 'there is no folder "records" in it'),
    ],
)
def test_what_cannot_be_read_says_so(tmp_path: Path, make: object, problem: str) -> None:
    make(tmp_path / "society")  # type: ignore[operator]
    assert survey(str(tmp_path / "society"), DAY) == Summary(problem=problem)


def test_history_that_cannot_be_read_is_told_without_a_path(tmp_path: Path) -> None:
    root = drawn(tmp_path / "one", 1)
    for file in (root / ".git/objects").rglob("*"):
        if file.is_file():
            file.chmod(0o600)
            file.write_bytes(b"not an object")
    found = survey(str(root), DAY)
    assert found.problem or found.past_unjudged
    assert str(tmp_path) not in repr(found)


def test_fault_of_ours_is_a_row_that_does_not_say_what_the_record_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ValueError("the body of a confidential record")

    monkeypatch.setattr("balintrec.federation.standings.members", fails)
    root = society(tmp_path, {"members/ola.md": "---\nname: Ola\n---\n"})
    found = survey(str(root), DAY)
    assert found.problem.startswith("a fault of balintrec (ValueError at tests.federation.test_survey:")
    assert "confidential" not in found.problem


def test_nothing_personal_leaves(tmp_path: Path) -> None:
    """Every word of every id, name and path of the sample is looked for in what is sent."""
    sent = repr(survey(str(ROOT), ON))
    whole = sample()
    for record in whole.all():
        if record.path != "records/society.md" and record.id not in ("society",):
            assert record.path not in sent
            assert record.id not in sent, record.id
    for one in whole.members.values():
        assert not any(name in sent for name in one.name.values())


def test_summary_comes_back_from_another_process_as_it_was() -> None:
    found = survey(str(ROOT), ON)
    assert pickle.loads(pickle.dumps(found)) == found


def test_last_commit_is_read_where_it_is_asked_for(tmp_path: Path) -> None:
    root = drawn(tmp_path / "one", 1)
    before = survey(str(root), DAY)
    git(tmp_path, "clone", "--quiet", "--no-checkout", str(root), str(tmp_path / "bare"))
    (root / "records/members/new.md").write_text("---\nname: New\n---\n")
    assert survey(str(root), DAY, committed=True) == before
    assert survey(str(tmp_path / "bare"), DAY, committed=True) == before
    assert survey(str(tmp_path / "bare"), DAY).problem == 'there is no folder "records" in it'
    (tmp_path / "none").mkdir()
    assert (
        survey(str(tmp_path / "none"), DAY, committed=True).problem == "it is no git repository with a commit"
    )


def test_findings_are_counted_by_code(tmp_path: Path) -> None:
    root = drawn(tmp_path / "one", 3)
    found = survey(str(root), DAY)
    from balintrec.source import WorkTree

    checked = check(WorkTree(root), DAY)
    assert sum(number for _, number in found.findings) >= len(checked.findings)
    assert found.errors + found.warnings == sum(number for _, number in found.findings)
    assert list(found.findings) == sorted(found.findings)


def test_folder_without_the_right_to_read(tmp_path: Path) -> None:
    root = society(tmp_path / "one", {"members/ola.md": "---\nname: Ola\n---\n"})
    (root / "records").chmod(0)
    try:
        if os.access(root / "records", os.R_OK):
            pytest.skip("whoever runs this may read everything")
        assert survey(str(root), DAY).problem == "it cannot be read: permission denied"
    finally:
        (root / "records").chmod(0o700)
