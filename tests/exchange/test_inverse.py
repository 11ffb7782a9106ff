"""What `export csv` writes, `import` reads: the records come out again."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from balintrec.document.emit import front_matter
from balintrec.exchange.export.spreadsheet import csv_bytes
from balintrec.exchange.export.tables import Asked, tables
from balintrec.exchange.member_list import MemberOptions
from balintrec.exchange.members import plan_members
from balintrec.exchange.plan import NewFile
from balintrec.exchange.sheet import clean, read_sheet
from balintrec.model import Member
from balintrec.society import load
from tests.sources import MemorySource

ON = date(2026, 11, 23)
BASE = {
    "records/society.md": "---\nname: Test society\nlanguages: [en, ur]\n---\n",
    "records/policies/pathway.md": "---\ntitle: Pathway\neffective: 2020-01-01\ncredential: leader\nstages: []\n---\n",
}
# A semicolon stands between the items of a list, and what a spreadsheet program does not show is not in a cell.
TEXTS = (
    st.text(st.sampled_from("aB éŁżعائشہ()[]'’=+-@\"#:,.&/%1~|"), min_size=1, max_size=16)
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


def values(member: Member) -> dict[str, object]:
    return {name: getattr(member, name) for name in Member.model_fields}


@settings(max_examples=40, deadline=None)
@given(members(), st.sampled_from([",", ";", "\t"]))
def test_members_that_are_exported_and_imported_are_the_same(files: dict[str, str], separator: str) -> None:
    loaded = load(source(BASE | files))
    [table] = tables(loaded, ON, Asked(contacts=True), only=("members",))
    sheet = read_sheet(csv_bytes(table, separator=separator, bom=True))
    plan = plan_members(sheet, load(source(BASE)).society, MemberOptions())
    assert plan.summary.lost == ()
    written = {write.path: write.text for write in plan.writes if isinstance(write, NewFile)}
    again = load(source(BASE | written)).society
    assert {id: values(one) for id, one in again.members.items()} == {
        id: values(one) for id, one in loaded.society.members.items()
    }
    assert plan_members(sheet, again, MemberOptions()).writes == ()
