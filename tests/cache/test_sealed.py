"""A file of the cache shows whether it is whole."""

from __future__ import annotations

import os
import resource
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balintrec.cache.checksum import checksummed, names, prune, read, remove, verified, write

PARTS = st.lists(st.binary(max_size=40), min_size=1, max_size=6)


@given(PARTS)
def test_what_was_sealed_comes_back(parts: list[bytes]) -> None:
    assert verified(checksummed(*parts)) == parts


@given(PARTS, st.data())
def test_a_truncated_file_is_none(parts: list[bytes], data: st.DataObject) -> None:
    whole = checksummed(*parts)
    assert verified(whole[: data.draw(st.integers(0, len(whole) - 1))]) is None


@given(PARTS, st.binary(min_size=1, max_size=20))
def test_a_longer_file_is_none(parts: list[bytes], more: bytes) -> None:
    assert verified(checksummed(*parts) + more) is None


@given(PARTS, st.data())
def test_another_byte_anywhere_makes_it_none(parts: list[bytes], data: st.DataObject) -> None:
    whole = bytearray(checksummed(*parts))
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    assert verified(bytes(whole)) is None


@given(st.binary(max_size=200))
def test_random_bytes_are_none(data: bytes) -> None:
    assert verified(data) is None
    assert verified(b"balintrec-cache-1 " + data) is None


@pytest.mark.parametrize(
    "head",
    [b"", b" ", b" 1", b" 0 ", b" -1 0", b" 0 -1", b" 0 1_0", b" 0 \xb2", b" 0 99999999999999999999", b" 00"],
)
def test_a_strange_first_line_is_none(head: bytes) -> None:
    assert verified(b"balintrec-cache-1" + head + b"\n") is None


def test_parts_of_other_lengths_with_a_right_checksum_are_none() -> None:
    body, lengths = b"abcdef", b"2 3"
    checksum = crc32(body, crc32(lengths))
    assert verified(b"balintrec-cache-1 %d %s\n%s" % (checksum, lengths, body)) is None


def test_written_files_are_read(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "er" / "name"
    assert write(str(file), b"one", b"", b"\n\0")
    assert read(str(file)) == [b"one", b"", b"\n\0"]
    assert names(str(file.parent)) == ["name"]


def test_the_last_writer_wins(tmp_path: Path) -> None:
    assert write(str(tmp_path / "name"), b"one")
    assert write(str(tmp_path / "name"), b"two")
    assert read(str(tmp_path / "name")) == [b"two"]
    assert [path.name for path in tmp_path.iterdir()] == ["name"]


def test_what_is_no_regular_file_is_not_read(tmp_path: Path) -> None:
    assert write(str(tmp_path / "name"), b"one")
    os.mkfifo(tmp_path / "pipe")  # nobody writes into it: opening it would wait for ever
    (tmp_path / "link").symlink_to("name")
    (tmp_path / "endless").symlink_to("/dev/zero")
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "link", "endless", "folder", "missing"):
        assert read(str(tmp_path / name)) is None


def test_a_huge_file_is_not_taken_into_memory(tmp_path: Path) -> None:
    with (tmp_path / "huge").open("wb") as file:
        file.write(checksummed(b"one"))
        file.truncate(1 << 40)
    (tmp_path / "line").write_bytes(b"balintrec-cache-1 1" + b" 1" * 5_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert read(str(tmp_path / "huge")) is None
    assert read(str(tmp_path / "line")) is None
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kilobytes


def test_where_nothing_can_be_written_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert not write(str(tmp_path / "file" / "name"), b"one")
    (tmp_path / "name").mkdir()
    assert not write(str(tmp_path / "name"), b"one")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "file",
        "name",
    ]  # and nothing unfinished stays


def test_what_was_left_unfinished_goes_after_an_hour(tmp_path: Path) -> None:
    old, young = tmp_path / ".balintrec-0.tmp", tmp_path / ".balintrec-1.tmp"
    for file in (old, young):
        file.write_bytes(b"half")
    os.utime(old, (0, 0))
    assert write(str(tmp_path / "name"), b"one")
    assert (old.exists(), young.exists()) == (False, True)
    assert names(str(tmp_path)) == ["name"]


def test_prune_leaves_the_newest(tmp_path: Path) -> None:
    for number in range(5):
        assert write(str(tmp_path / f"{number}"), b"one")
        os.utime(tmp_path / f"{number}", (number, number))
    prune(str(tmp_path), 2)
    assert names(str(tmp_path)) == ["3", "4"]
    prune(str(tmp_path / "missing"), 2)
    remove(str(tmp_path / "missing"))
