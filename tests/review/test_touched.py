"""Nobody whose standing a change alters is left out of the computation."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balintrec.review.people import people
from balintrec.review.records import differences
from balintrec.review.renames import Renames, renames
from balintrec.review.touched import touched
from balintrec.society import Society, load
from tests.pathway.societies import SEEDS, Hat, a_question, as_files
from tests.review.reviews import changed_files, changes
from tests.rules.examples import BASE
from tests.sources import MemorySource

pytestmark = pytest.mark.slow

BROKEN = (b"\xff", b"---\nmember: [ada\ngroup: tuesday sue lea ben\n---\n", b"---\nno: good\n---\n")
"""Files of which no record can be made: one that may say anything, one that names people, one that names nobody."""

TELLING = ("decisions", "members", "groups", "applications")
"""What others than the one it names may hang on."""


def everybody(base: Society, head: Society, renamed: Renames) -> dict[str, tuple[str, ...]]:
    ids = {*head.members, *(renamed.id("members", id) for id in base.members)}
    broken = {file.id for one in (base, head) for file in one.broken if file.kind == "members"}
    return dict.fromkeys(sorted(ids | broken), ("all",))


def mutated(files: dict[str, bytes], dice: Random, other: dict[str, bytes]) -> dict[str, bytes | None]:
    """One file or two removed, broken, taken from another society, or changed in one word."""
    found: dict[str, bytes | None] = {}
    paths = sorted({*files, *other})
    telling = [path for path in paths if path.split("/")[1] in TELLING] or paths
    for path in (dice.choice(telling), *dice.sample(paths, dice.randint(0, 1))):
        ways = [None, None, dice.choice(BROKEN), other.get(path), swapped(files.get(path), dice)]
        found[path] = dice.choice(ways)
    return found


def swapped(data: bytes | None, dice: Random) -> bytes | None:
    """The file with one name, status or credential in another's place."""
    pairs = [
        (b"ada", b"ben"),
        (b"lea", b"sue"),
        (b"held", b"planned"),
        (b"tuesday", b"friday"),
        (b"2024", b"2025"),
    ]
    old, new = dice.choice(pairs)
    return data and data.replace(old, new)


def compared_both_ways(before: dict[str, bytes], after: dict[str, bytes], on: date) -> list[str]:
    """Who stands otherwise, found in those who are touched and in everybody: it must be the same."""
    base, head = (load(MemorySource(files)) for files in (before, after))
    renamed = renames(base, head, changes(before, after, {}))
    records = differences(base, head, renamed)
    few = people(base, head, on, touched(base, head, records, renamed), records, renamed)
    all_of_them = people(base, head, on, everybody(base, head, renamed), records, renamed)
    found = [[(one.member, one.before, one.after, one.steps) for one in some] for some in (few, all_of_them)]
    assert [[step._replace(because=()) for step in one[3]] for one in found[0]] == [
        [step._replace(because=()) for step in one[3]] for one in found[1]
    ]
    assert [one[:3] for one in found[0]] == [one[:3] for one in found[1]]
    return [one.member for one in all_of_them]


@given(SEEDS, st.integers(0, 2**32 - 1))
@settings(max_examples=60, deadline=None)
def test_touched_are_all_who_stand_otherwise(seed: int, other_seed: int) -> None:
    society, _, day = a_question(Hat(seed))
    before = as_files(society)
    other = as_files(a_question(Hat(seed + other_seed))[0])
    after = changed_files(before, mutated(before, Random(other_seed), other))
    compared_both_ways(before, after, day)


@pytest.mark.parametrize("path", sorted(BASE))
def test_removing_any_record_touches_all_who_stand_otherwise(path: str) -> None:
    if path != "records/society.md":
        compared_both_ways(BASE, changed_files(BASE, {path: None}), date(2026, 11, 23))


POLICY = "records/policies/pakistan-2024.md"
LAHORE = "records/groups/lahore-tuesday.md"
SESSION = "records/sessions/2024-03-12-lahore-tuesday.md"
GRANTED = "records/decisions/2021-06-01-nadia-iqbal-recognise.md"
ATTENDANCE = "of: [sessions], roles: [attendee], at-least: 2, source: placeholder"


def asks(requirement: str) -> dict[str, bytes | None]:
    """The clean society with another first requirement of its second stage."""
    text = BASE[POLICY].decode()
    assert ATTENDANCE in text
    return {POLICY: text.replace(ATTENDANCE, requirement).encode()}


def instead(path: str, old: str, new: str) -> dict[str, bytes | None]:
    assert old in BASE[path].decode()
    return {path: BASE[path].decode().replace(old, new).encode()}


ROSTER = asks("of: [sessions], share: {of: roster, at-least: 1/1}, source: committee")
IN_PERSON = asks("of: [sessions], where: {modes: [in-person]}, at-least: 2, source: committee")
APPLICATION = "---\nmember: nadia-iqbal\ndate: 2021-05-01\ncredential: accredited-leader\n---\n"
BY_APPLICATION: dict[str, bytes | None] = {
    "records/applications/2021-05-01-nadia-iqbal.md": APPLICATION.encode(),
    GRANTED: b"---\nkind: grant\nmember: nadia-iqbal\ndate: 2021-06-01\nby: committee\n"
    b"present: [omar-farooq, hina-raza]\napplication: 2021-05-01-nadia-iqbal\n---\n",
}
OTHER_CREDENTIAL = {
    "records/applications/2021-05-01-nadia-iqbal.md": APPLICATION.replace(
        "accredited-leader", "supervisor"
    ).encode()
}


@pytest.mark.parametrize(
    ("before", "after", "who"),
    [
        ({}, {GRANTED: None}, "bilal-ahmed"),
        ({}, {GRANTED: b"\xff"}, "bilal-ahmed"),
        ({}, {"records/members/nadia-iqbal.md": b"---\nname: [\n---\n"}, "nadia-iqbal"),
        (BY_APPLICATION, OTHER_CREDENTIAL, "bilal-ahmed"),
        (BY_APPLICATION, {"records/applications/2021-05-01-nadia-iqbal.md": b"\xff"}, "nadia-iqbal"),
        (ROSTER, instead(SESSION, "[ayesha-khan, sana-malik]", "[ayesha-khan]"), "sana-malik"),
        (
            {**ROSTER, SESSION: None},
            instead(SESSION, "[ayesha-khan, sana-malik]", "[ayesha-khan]"),
            "sana-malik",
        ),
        (ROSTER, instead(LAHORE, "sana-malik, from: 2023-06-01", "sana-malik, from: 2021-06-01"), None),
        (ROSTER, {LAHORE: b"---\nname: [ayesha-khan\n---\n"}, "ayesha-khan"),
        (IN_PERSON, instead(LAHORE, "mode: in-person", "mode: online"), "ayesha-khan"),
        (IN_PERSON, {LAHORE: b"---\nname: [\n---\n"}, "ayesha-khan"),
    ],
)
def test_others_than_those_named_are_touched(
    before: dict[str, bytes | None], after: dict[str, bytes | None], who: str | None
) -> None:
    earlier = changed_files(BASE, before)
    changed = compared_both_ways(earlier, changed_files(earlier, after), date(2026, 11, 23))
    assert who is None or who in changed
