"""The society in `records/` with one mistake planted, one folder a mistake, and what `check` says of it.

A folder holds the files that are different, at their paths; `DELETE` lists paths that are gone. `expected.txt` is
the text of the check. ``pytest --accept`` writes it anew; read it before keeping it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from balintrec.check import check
from balintrec.formats.findings.text import findings_text
from balintrec.views.check import narrowed
from tests.conftest import Expect
from tests.sample import ON, changed
from tests.sources import files_below

pytestmark = pytest.mark.slow

FOLDERS = sorted(path for path in (Path(__file__).parent / "mistakes").iterdir() if path.is_dir())


def said_of(folder: Path) -> str:
    files = files_below(folder)
    files.pop("expected.txt", None)
    gone = files.pop("DELETE", b"").decode().split()
    return findings_text(narrowed(check(changed(files, frozenset(gone)), ON), ()))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_mistake_is_found_and_told(folder: Path, expect: Expect) -> None:
    expect(folder / "expected.txt", said_of(folder))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_same_mistake_is_told_in_the_same_words(folder: Path) -> None:
    assert said_of(folder) == said_of(folder)


def test_society_without_mistakes_is_clean() -> None:
    assert check(changed({}), ON).findings == ()
