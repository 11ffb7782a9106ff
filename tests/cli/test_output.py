"""A result is written whole or not at all, and over nothing that is not meant."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from balintrec.cli.output import write_output
from balintrec.errors import BalintrecError


def refused(path: Path, *, force: bool = False) -> str:
    with pytest.raises(BalintrecError) as caught:
        write_output(path, b"new", force=force)
    return str(caught.value).replace(str(path.parent), "…")


def test_new_file_is_written_and_nothing_left_beside_it(tmp_path: Path) -> None:
    write_output(tmp_path / "a", b"new\r\n\x00", force=False)
    assert (tmp_path / "a").read_bytes() == b"new\r\n\x00"
    assert [one.name for one in tmp_path.iterdir()] == ["a"]


def test_existing_file_is_replaced_by_force_alone(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"old")
    assert refused(file) == "…/a already exists; use --force to overwrite it, or -o to name another file"
    assert file.read_bytes() == b"old"
    write_output(file, b"new", force=True)
    assert file.read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("force", [False, True])
def test_what_is_no_regular_file_is_kept(tmp_path: Path, force: bool) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("elsewhere")
    os.mkfifo(tmp_path / "pipe")
    assert (
        refused(tmp_path / "folder", force=force)
        == "cannot write …/folder: it is a folder; name a file in it"
    )
    for name in ("link", "pipe"):
        assert refused(tmp_path / name, force=force) == f"cannot write …/{name}: it is not a regular file"
    assert (tmp_path / "link").is_symlink()
    assert not (tmp_path / "elsewhere").exists()


def test_missing_folder_is_said(tmp_path: Path) -> None:
    assert refused(tmp_path / "no" / "a").startswith("cannot write …/a: there is no folder ")


def test_file_that_comes_meanwhile_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a"
    monkeypatch.setattr("balintrec.cli.output._check", lambda path, force: path.write_bytes(b"theirs"))
    assert "already exists" in refused(file)
    assert file.read_bytes() == b"theirs"
    assert [one.name for one in tmp_path.iterdir()] == ["a"]


def test_disk_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", none)
    write_output(tmp_path / "a", b"new", force=False)
    assert (tmp_path / "a").read_bytes() == b"new"
    assert "already exists" in refused(tmp_path / "a")
