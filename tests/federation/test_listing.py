"""The list of societies as somebody writes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balintrec.federation import listed


def test_one_folder_a_line_with_a_name_or_without(tmp_path: Path) -> None:
    text = "\ufeff# ours\r\n\r\nlahore\r\n  karachi  =  Karachi = both shores \r\n  # later: multan\r\n/abs/one#2\r\n"
    found = listed(text, tmp_path)
    assert [(one.line, one.folder, one.name) for one in found] == [
        (3, "lahore", ""),
        (4, "karachi", "Karachi = both shores"),
        (6, "/abs/one#2", ""),
    ]
    assert [one.root for one in found] == [str(tmp_path / "lahore"), str(tmp_path / "karachi"), "/abs/one#2"]
    assert not any(one.problem for one in found)


@pytest.mark.parametrize("again", ["lahore/", "./lahore", "x/../lahore", "link"])
def test_same_folder_twice_is_told(tmp_path: Path, again: str) -> None:
    (tmp_path / "lahore").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "lahore")
    first, second = listed(f"lahore\n{again}\n", tmp_path)
    assert not first.problem
    assert second.problem == "listed twice: line 1 names the same folder"


def test_home_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert listed("~/societies", Path("/"))[0].root == str(tmp_path / "societies")


@pytest.mark.parametrize("folder", ["a\0b", "~nobody-of-that-name/x"])
def test_what_cannot_be_a_folder_is_told(folder: str, tmp_path: Path) -> None:
    (found,) = listed(folder, tmp_path)
    assert found.problem == "no folder can have this name"


@given(text=st.text())
def test_every_text_is_lines(text: str) -> None:
    found = listed(text, Path("/nowhere"))
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    assert len(found) <= len(lines)
    assert all(one.folder in lines[one.line - 1] and one.folder for one in found)
