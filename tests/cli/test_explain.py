"""``balintrec explain`` and ``schema``: what a word names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from balintrec.model import KINDS
from tests.cli.running import balintrec


@pytest.mark.parametrize(
    ("what", "begins"),
    [
        ("REF001", "REF001 unknown-record (error)\n"),
        ("ref001", "REF001 unknown-record (error)\n"),
        ("unknown-record", "REF001 unknown-record (error)\n"),
        ("session", "session  records/sessions/ID.md\n"),
        ("Sessions", "session  records/sessions/ID.md\n"),
        ("society", "society  records/society.md\n"),
        (
            "pakistan",
            "Pathway to credentialed Balint group leader\n"
            "pakistan: a grant confers accredited leader. Sessions are led with: accredited\n"
            "leader. Supervision is given with: supervisor or accredited leader.\n"
            "· for pathways begun on or after 2024-01-01 (effective) [the committee sets it]\n"
            "· a session lasts at least 45 minutes (session-minutes) [placeholder]\n"
            "· a session lasts at most 180 minutes (session-minutes) [placeholder]\n"
            "· a record is late if it is entered after 60 days (late-entry) [placeholder]\n"
            "· worth a look: more than 10 sessions entered at once, or, where some are older\n"
            "  than 31 days, by one person within 24 hours (batch) [placeholder]\n",
        ),
        ("indus-2021", "Pathway to credentialed Balint group leader\nindus-2021: "),
    ],
)
def test_code_kind_or_policy_is_explained(what: str, begins: str) -> None:
    ran = balintrec("explain", what)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(begins)


def test_presets_are_explained_outside_a_society(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert balintrec("explain", "germany", root=None).code == 0


def test_list_tells_presets_from_the_policies_of_the_society(tmp_path: Path) -> None:
    out = balintrec("explain").out
    assert "\n  policy indus-2021 " in out
    assert "\n  preset pakistan " in out
    balintrec("init", str(tmp_path), root=None)
    assert "\n  policy pakistan " in balintrec("explain", root=tmp_path).out


def test_schema_of_a_kind_and_of_all() -> None:
    one, every = json.loads(balintrec("schema", "session").out), json.loads(balintrec("schema").out)
    assert one == every["session"]
    assert len(every) == len(KINDS) == 15
