"""Files, records and findings add up."""

from __future__ import annotations

from datetime import date

import pytest

from balintrec.check import check
from balintrec.views.check import narrowed, summary
from tests.sources import MemorySource

MEMBER = b"---\nname: Sana Malik\n---\n"


def said(files: dict[str, bytes], *paths: str) -> str:
    return summary(narrowed(check(MemorySource(files), date(2026, 11, 23)), paths))


@pytest.mark.parametrize(
    ("files", "paths", "line"),
    [
        ({}, (), "0 files: 0 records; no findings"),
        ({"records/members/sana-malik.md": MEMBER}, (), "1 file: 1 record; no findings"),
        (
            {"records/members/sana-malik.md": MEMBER, "records/members/x.md": b"x", "records/notes.txt": b""},
            (),
            "3 files: 1 record, 2 not readable as records; 2 errors",
        ),
        (
            {"records/members/sana-malik.md": MEMBER, "records/members/x.md": b"x", "records/notes.txt": b""},
            ("records/members",),
            "3 files: 1 record, 2 not readable as records; 1 error here; 1 error elsewhere",
        ),
        (
            {"records/members/sana-malik.md": MEMBER, "records/notes.txt": b""},
            ("records/members",),
            "2 files: 1 record, 1 not readable as a record; no findings here; 1 error elsewhere",
        ),
    ],
)
def test_summary_adds_up(files: dict[str, bytes], paths: tuple[str, ...], line: str) -> None:
    assert said(files, *paths) == line
