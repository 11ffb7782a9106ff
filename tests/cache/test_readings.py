"""Readings that are kept: only what they are made of is made again, and they are equal to what was read."""

from __future__ import annotations

import os
import pickle
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from balintrec.cache import checksum
from balintrec.cache.checksum import fingerprint
from balintrec.cache.parse_cache import ParseCache, pickled, unpickled
from balintrec.finding import Severity
from balintrec.model import KINDS
from balintrec.model.record import Body, Period, remade
from balintrec.society import read_society
from balintrec.society.reading import Reading, Readings
from balintrec.source import WorkTree
from tests.sample import ROOT, changed

MADE_BY = b"this version"


def of_the_sample() -> Readings:
    """What the society of the README says, and some files that are no records."""
    known = Readings()
    broken = {
        "records/members/no-text.md": b"---\nname: \xff\n---\n",
        "records/members/no-keys.md": b"name: Ola\n",
        "records/members/wrong.md": b"---\nnome: Ola\nlanguages: 7\n---\nBody\n",
        "records/sessions/2024-01-01-x.md": b"<<<<<<< ours\n---\n---\n",
    }
    read_society(changed(broken), known=known)
    for number, (path, _) in enumerate(list(known)):  # the source names no blobs
        known[path, f"{number}"] = known.pop((path, ""), None) or known[path, _]
    return known


def test_readings_come_back_as_they_were() -> None:
    known = dict(of_the_sample())
    again = unpickled([MADE_BY, pickled(known)], MADE_BY, dict)
    assert again == known
    assert list(again) == list(known)
    for name, reading in known.items():
        record = reading.record
        if record is not None:
            other = again[name].record
            assert type(other) is type(record)
            assert (other.id, other.path, other.body) == (record.id, record.path, record.body)
            assert repr(other) == repr(record)
            assert other.model_dump() == record.model_dump()
            assert hash(other.path) == hash(record.path)
    assert {type(one.record) for one in known.values()} >= set(KINDS.values())
    assert any(one.findings for one in known.values())
    assert any(one.problems for one in known.values())


class Calls:
    """Something that is made by calling what a test names."""

    def __init__(self, *called: Any) -> None:
        self.called = called

    def __reduce__(self) -> Any:
        return self.called


class _Elsewhere:
    pass


@pytest.mark.parametrize(
    "value",
    [
        Calls(os.system, ("touch done",)),
        Calls(eval, ("open('done', 'w')",)),
        Calls(print, ("done",)),
        Calls(getattr, (Body, "__doc__")),
        Calls(os.getcwd, ()),
        Calls(pickle.loads, (b"N.",)),
        Calls(Path, ("done",)),
        Calls(read_society, ()),
        Calls(fingerprint, ()),
        Calls(pickled, (1,)),
        Calls(KINDS.get, ("members",)),
        Calls(Body._make, ((True, "", False),)),
        _Elsewhere(),
        bytearray(b"x"),
        WorkTree,
        pickled,
    ],
)
def test_nothing_else_is_called(value: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert unpickled([MADE_BY, pickle.dumps({"value": value})], MADE_BY, dict) == {}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("os", "system"),
        ("builtins", "eval"),
        ("balintrec.model.record", "kebab"),
        ("balintrec.model.record", "Body._make"),
        ("balintrec.model.record", "BaseModel.model_validate"),
        ("balintrec.model.record", "BaseModel"),
        ("balintrec.model.validate", "validate"),
        ("balintrec.model.types", "date"),
        ("balintrec.model.nowhere", "Body"),
        ("balintrec.modelling", "Body"),
        ("balintrec.finding", "cleandoc"),
        ("balintrec.society.reading", "parse"),
        ("balintrec.society.reading", "read"),
        ("balintrec.society.load", "Loaded"),
        ("balintrec.store", "Store"),
        ("datetime", "datetime"),
        ("fractions", "Fraction.from_float"),
    ],
)
def test_names_that_are_no_part_of_a_reading(module: str, name: str) -> None:
    by_name = b"\x80\x04\x8c%c%s\x8c%c%s\x93." % (len(module), module.encode(), len(name), name.encode())
    in_a_dict = b"\x80\x04}\x8c\x01x" + by_name[2:-1] + b"s."
    assert unpickled([MADE_BY, in_a_dict], MADE_BY, dict) == {}


def test_what_readings_are_made_of_is_allowed() -> None:
    values = {
        "day": date(2026, 11, 23),
        "share": Fraction(1, 3),
        "words": frozenset({"a"}),
        "severity": Severity.ERROR,
        "body": Body(True, "x"),
        "period": remade(Period, {"from_": date(2026, 1, 1), "to": None}, ()),
    }
    assert unpickled([MADE_BY, pickled(values)], MADE_BY, dict) == values


@pytest.mark.parametrize(
    "parts",
    [
        None,
        [],
        [MADE_BY],
        [b"another version", pickle.dumps({"a": 1})],
        [MADE_BY, pickle.dumps({"a": 1}), b"more"],
        [MADE_BY, pickle.dumps({"a": 1})[:-3]],
        [MADE_BY, pickle.dumps([1])],
        [MADE_BY, b""],
        [MADE_BY, b"\x80\x05" + b"(" * 10_000],
        [MADE_BY, b"\x80\x05\x8e" + b"\xff" * 8],  # promises more bytes than there are
    ],
)
def test_what_is_not_ours_is_empty(parts: list[bytes] | None) -> None:
    assert unpickled(parts, MADE_BY, dict) == {}


def one(number: int) -> tuple[tuple[str, str], Reading]:
    return (f"records/members/{number}.md", f"{number}"), Reading(None, tokens=frozenset({f"{number}"}))


def kept(git: Path) -> Readings:
    return ParseCache(str(git)).read()


def keep(git: Path, *numbers: int, new: tuple[int, ...] = ()) -> None:
    """A run that uses these, and reads some anew."""
    packs = ParseCache(str(git))
    known = packs.read()
    for number in new:
        name, reading = one(number)
        known[name] = reading
    for number in (*numbers, *new):
        known.used[one(number)[0]] = None
    packs.keep(known)


def files(git: Path) -> list[str]:
    return checksum.names(str(git / "balintrec/readings"))


def test_packs_are_added_to(tmp_path: Path) -> None:
    assert kept(tmp_path) == {}
    keep(tmp_path, new=(1, 2))
    keep(tmp_path, 1, new=(3,))
    keep(tmp_path, 1, 2, 3)
    assert dict(kept(tmp_path)) == dict(map(one, (1, 2, 3)))
    assert len(files(tmp_path)) == 2


def test_many_packs_become_one_that_holds_what_is_used(tmp_path: Path) -> None:
    for number in range(8):
        keep(tmp_path, new=(number,))
    assert len(files(tmp_path)) == 8
    keep(tmp_path, 1, 2, new=(9,))
    assert len(files(tmp_path)) == 1
    assert dict(kept(tmp_path)) == dict(map(one, (1, 2, 9)))


def test_what_nobody_asks_for_goes_when_there_is_too_much_of_it(tmp_path: Path) -> None:
    keep(tmp_path, new=tuple(range(1500)))
    keep(tmp_path, *range(300))
    assert len(kept(tmp_path)) == 1500
    keep(tmp_path, *range(200))
    assert dict(kept(tmp_path)) == dict(map(one, range(200)))


def test_a_run_that_read_nothing_takes_nothing_away(tmp_path: Path) -> None:
    keep(tmp_path, new=tuple(range(1500)))
    keep(tmp_path)
    assert len(kept(tmp_path)) == 1500


def test_damaged_and_foreign_packs_are_passed_over(tmp_path: Path) -> None:
    keep(tmp_path, new=(1,))
    keep(tmp_path, new=(2,))
    folder = tmp_path / "balintrec/readings"
    first = folder / files(tmp_path)[0]
    first.write_bytes(first.read_bytes()[:-1])
    checksum.write(str(folder / "another-version"), b"another version", pickled(dict([one(3)])))
    checksum.write(str(folder / "other-parts"), b"one", b"two", b"three")
    (folder / "noise").write_bytes(os.urandom(1000))
    (folder / "folder").mkdir()
    assert len(kept(tmp_path)) == 1
    for _ in range(9):  # and they go when all is put together
        keep(tmp_path, 4, new=(4,))
        keep(tmp_path, 5, new=(5,))
    assert {"another-version", "noise"}.isdisjoint(files(tmp_path))


def test_a_forged_pack_of_other_things_is_passed_over(tmp_path: Path) -> None:
    forged = {("records/members/1.md", "1"): "no reading"}
    checksum.write(str(tmp_path / "balintrec/readings/forged"), fingerprint(), pickled(forged))
    assert kept(tmp_path) == {}


def test_where_nothing_can_be_written_the_packs_stay(tmp_path: Path) -> None:
    (tmp_path / "balintrec").write_text("in the way")
    keep(tmp_path, new=(1,))
    assert kept(tmp_path) == {}


def test_the_sample_is_kept_and_read(tmp_path: Path) -> None:
    packs, known = ParseCache(str(tmp_path)), Readings()
    loaded = read_society(WorkTree(ROOT), known=known)
    packs.keep(known)
    assert dict(kept(tmp_path)) == dict(known)
    assert loaded.society.count == len(known)
