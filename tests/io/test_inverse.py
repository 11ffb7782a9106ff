"""What `export csv` writes, `import` reads: the records come out again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balintrec.document.serialize import front_matter
from balintrec.io.attendance import Options
from balintrec.io.export.spreadsheet import csv_bytes
from balintrec.io.export.tables import Included, tables
from balintrec.io.importing import plan_import
from balintrec.io.member_list import MemberOptions
from balintrec.io.members import plan_members
from balintrec.io.plan import NewFile
from balintrec.io.sheet import Sheet, clean, read_sheet
from balintrec.model import Record
from balintrec.society import load, read_society
from tests.sources import MemorySource

pytestmark = pytest.mark.slow

ON = date(2026, 11, 23)
BASE = {
    "records/society.md": "---\nname: Test society\nlanguages: [en, ur]\n---\n",
    "records/policies/pathway.md": "---\ntitle: Pathway\neffective: 2020-01-01\ncredential: leader\nstages: []\n---\n",
}
# What a spreadsheet program does not show is not in a cell.
TEXTS = (
    st.text(st.sampled_from("aB éŁżعائشہ()[]'’=+-@\"#:;,.&/%1~|"), min_size=1, max_size=16)
    .map(clean)
    .filter(lambda text: bool(text) and text == clean(text))
)
WORDS = st.from_regex(r"[a-z]{1,6}(?:-[a-z0-9]{1,6})?", fullmatch=True)
DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
ADDRESSES = st.from_regex(r"[a-z]{1,6}@example\.(?:org|net)", fullmatch=True)


@st.composite
def periods(draw: st.DrawFn) -> list[dict[str, date]]:
    """Periods of membership one after the other, the last perhaps without an end."""
    days = sorted(draw(st.lists(DAYS, max_size=5, unique=True)))
    found = [
        {"from": start, "to": end - timedelta(1)} for start, end in zip(days[::2], days[1::2], strict=False)
    ]
    found = [one for one in found if one["from"] <= one["to"]]
    return [*found, {"from": days[-1]}] if len(days) % 2 else found


@st.composite
def members(draw: st.DrawFn) -> dict[str, str]:
    """Records of members by their path, with each key that a record can have."""
    files = {}
    for id in draw(st.lists(WORDS, min_size=1, max_size=4, unique=True)):
        scripts = draw(st.lists(st.sampled_from(["latin", "ur", "pl"]), min_size=1, max_size=3, unique=True))
        names = {script: draw(TEXTS) for script in scripts}
        values = {
            "name": names["latin"] if scripts == ["latin"] else names,
            "also-known-as": draw(st.lists(TEXTS, max_size=2, unique=True)),
            "email": draw(st.lists(ADDRESSES, max_size=2, unique=True)),
            "profession": draw(st.none() | TEXTS),
            "background": draw(st.lists(WORDS, max_size=2, unique=True)),
            "membership": draw(periods()),
            "pathway-from": draw(st.none() | DAYS),
            "policy": draw(st.none() | st.just("pathway")),
            "sort-key": draw(st.none() | TEXTS),
        }
        files[f"records/members/{id}.md"] = front_matter({key: one for key, one in values.items() if one})  # type: ignore[misc]
    return files


def source(files: dict[str, str]) -> MemorySource:
    return MemorySource({path: text.encode() for path, text in files.items()})


def values(record: Record) -> dict[str, object]:
    return {name: getattr(record, name) for name in type(record).model_fields}


def table(files: dict[str, str], name: str, separator: str) -> Sheet:
    """A table of a society, as it is exported and read again."""
    [table] = tables(read_society(source(files)), ON, Included(contacts=True), only=(name,))
    return read_sheet(csv_bytes(table, separator=separator, bom=True))


@settings(max_examples=40, deadline=None)
@given(members(), st.sampled_from([",", ";", "\t"]))
def test_members_that_are_exported_and_imported_are_the_same(files: dict[str, str], separator: str) -> None:
    sheet = table(BASE | files, "members", separator)
    plan = plan_members(sheet, load(source(BASE)), MemberOptions())
    assert plan.summary.lost == ()
    written = {write.path: write.text for write in plan.writes if isinstance(write, NewFile)}
    again = load(source(BASE | written))
    assert {id: values(one) for id, one in again.members.items()} == {
        id: values(one) for id, one in load(source(BASE | files)).members.items()
    }
    assert plan_members(sheet, again, MemberOptions()).writes == ()


PEOPLE = ("nadia-iqbal", "sana-malik", "hina-raza", "kamran-baig", "omar-farooq", "noor-fatima")
GROUPS = ("lahore-tuesday", "online-thursday")
FOUND = BASE | {
    **{f"records/members/{id}.md": f"---\nname: {id.replace('-', ' ').title()}\n---\n" for id in PEOPLE},
    **{f"records/groups/{id}.md": f"---\nname: {id}\nleaders: [nadia-iqbal]\n---\n" for id in GROUPS},
}


@st.composite
def sessions(draw: st.DrawFn) -> dict[str, str]:
    """Records of sessions that were held, by their path: everybody in one role, the presenter perhaps in two."""
    files = {}
    for day, group in draw(
        st.lists(st.tuples(DAYS, st.sampled_from(GROUPS)), min_size=1, max_size=4, unique=True)
    ):
        people = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, unique=True))
        parts = sorted(draw(st.lists(st.integers(0, len(people)), min_size=3, max_size=3)))
        leaders, co_leaders, attendees, observers = (
            people[start:end] for start, end in zip([0, *parts], [*parts, len(people)], strict=True)
        )
        others = sorted(set(PEOPLE) - set(people)) + attendees
        values = {
            "date": day,
            "group": group,
            **draw(
                st.sampled_from([{}, {"start": "18:00", "end": "19:30"}, {"start": "23:00", "end": "00:30"}])
            ),
            "minutes": draw(st.none() | st.integers(1, 300)),
            "mode": draw(st.none() | st.sampled_from(["online", "in-person", "hybrid"])),
            "kind": draw(st.none() | st.just("workshop")),
            "leaders": leaders,
            "co-leaders": co_leaders,
            "presenter": draw(st.none() | st.sampled_from(others)) if others else None,
            "attendees": attendees,
            "observers": observers,
            "guests": draw(st.none() | st.integers(1, 9)),
            "cases": draw(st.none() | st.integers(1, 3)),
            "recorded-by": draw(st.none() | st.sampled_from(PEOPLE)),
            "confirmed-by": draw(st.none() | st.sampled_from(PEOPLE)),
        }
        path = f"records/sessions/{day.year}/{day}-{group}.md"
        files[path] = front_matter({key: one for key, one in values.items() if one})  # type: ignore[misc]
    return files


@settings(max_examples=40, deadline=None)
@given(sessions(), st.sampled_from([",", ";", "\t"]))
def test_attendance_that_is_exported_and_imported_is_the_same(files: dict[str, str], separator: str) -> None:
    sheet = table(FOUND | files, "sessions", separator)
    written = dict(FOUND)
    for _ in range(2):
        for group in GROUPS:
            society = load(source(written))
            plan = plan_import(
                sheet, society, society.groups[group], Options(), (), lambda path: written[path]
            )
            assert plan.summary.lost == ()
            assert not any(write.path in written for write in plan.writes)
            written.update({write.path: write.text for write in plan.writes if isinstance(write, NewFile)})
    again, before = load(source(written)), load(source(FOUND | files))
    assert {id: values(one) for id, one in again.sessions.items()} == {
        id: values(one) for id, one in before.sessions.items()
    }
