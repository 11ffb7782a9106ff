"""A home of its own for git: nothing of whoever runs the tests is read, nothing of theirs is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.repository.clone import Clone

SETTINGS = """\
[user]
	name = Sana Malik
	email = sana@example.org
[init]
	defaultBranch = main
[protocol "file"]
	allow = always
[gc]
	autoDetach = false
"""


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    (folder / ".gitconfig").write_text(SETTINGS)
    return folder


@pytest.fixture(autouse=True)
def own_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("GIT_", "XDG_")) or name == "EMAIL":
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """A repository with one commit, in which Ola is a member."""
    made = Clone.made_at(tmp_path / "society")
    made.commit("Ola joins", {"records/members/ola.md": OLA})
    return made


OLA = "---\nname: Ola Nordmann\n---\n"
