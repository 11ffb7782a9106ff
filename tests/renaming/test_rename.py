"""Another id for a record: the file moves, every place that names it changes, and nothing else does."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balintrec.check import check
from balintrec.document.serialize import may_stand_bare
from balintrec.errors import BalintrecError
from balintrec.model import Record
from balintrec.names import ID
from tests.renaming.societies import after, planned, source_of, text
from tests.sample import ON, changed, society

pytestmark = pytest.mark.slow

OLA = {"members/ola": "name: Ola\n", "groups/g": "name: G\n"}
RECORDS = [record for record in society().all() if record.kind_folder]
FIRST = {record.kind_folder: record for record in reversed(RECORDS)}

# What a file said, and what it says when the member ola is liv.
NAMED = {
    "attendees in brackets": (
        "sessions/s",
        "date: 2024-03-12\ngroup: g\nattendees: [ola, per]  # ola too\n",
        "date: 2024-03-12\ngroup: g\nattendees: [liv, per]  # ola too\n",
    ),
    "a leader in quotes, one a line": (
        "groups/h",
        "name: ola\nleaders:\n- 'per'\n- 'ola'\n",
        "name: ola\nleaders:\n- 'per'\n- 'liv'\n",
    ),
    "leaders and committee with days": (
        "society",
        "name: S\ncommittee:\n- per\n- {member: ola, to: 2024-01-01}\n- member: ola\n  from: 2025-01-01\n- ola\n",
        "name: S\ncommittee:\n- per\n- {member: liv, to: 2024-01-01}\n- member: liv\n  from: 2025-01-01\n- liv\n",
    ),
    "the roster": (
        "groups/h",
        "name: H\nroster:\n  - {member: ola, from: 2024-01-01}\n  - member: ola\n    from: 2024-03-01\n",
        "name: H\nroster:\n  - {member: liv, from: 2024-01-01}\n  - member: liv\n    from: 2024-03-01\n",
    ),
    "a referee with an id": (
        "references/r",
        "member: per\nreferee: ola\nwritten: 2024-01-01\n",
        "member: per\nreferee: liv\nwritten: 2024-01-01\n",
    ),
    "who decided": (
        "decisions/d",
        "kind: grant\nmember: per\ndate: 2024-01-01\nby: ola\npresent: [ola]\n",
        "kind: grant\nmember: per\ndate: 2024-01-01\nby: liv\npresent: [liv]\n",
    ),
    "the committee and what it accepts": (
        "society",
        "name: S\ncommittee: [ola]\nsuppressed:\n- {code: A, record: members/ola, reason: ola}\n"
        "- {code: A, record: records/members/ola.md, reason: x}\n- {code: A, record: groups/ola, reason: x}\n",
        "name: S\ncommittee: [liv]\nsuppressed:\n- {code: A, record: members/liv, reason: ola}\n"
        "- {code: A, record: records/members/liv.md, reason: x}\n- {code: A, record: groups/ola, reason: x}\n",
    ),
}


@pytest.mark.parametrize(("path", "before", "then"), NAMED.values(), ids=NAMED)
def test_a_member_is_renamed_where_they_are_named(path: str, before: str, then: str) -> None:
    source = source_of({**OLA, "members/per": "name: Per\n", path: before})
    done = after(source, planned(source, "member", "ola", "liv"))
    assert text(done, path) == then
    assert (text(done, "members/ola"), text(done, "members/liv")) == ("", "name: Ola\n")


def test_a_policy_is_renamed_where_members_are_pinned_to_it_and_a_group_where_policies_count_it() -> None:
    stages = (
        "title: P\neffective: 2024-01-01\ncredential: c\nstages: [{id: a, requires: [{id: b, title: B, source: "
        "committee, kind: practice, of: sessions, where: {groups: g}}]}]\n"
    )
    source = source_of({**OLA, "policies/p": stages, "members/per": "name: Per\npolicy: p\n"})
    source = after(source, planned(source, "policy", "p", "p-2024"))
    assert text(source, "members/per") == "name: Per\npolicy: p-2024\n"
    source = after(source, planned(source, "group", "g", "h"))
    assert text(source, "policies/p-2024") == stages.replace("groups: g", "groups: h")


def test_a_name_is_no_id_and_another_kind_is_another_record() -> None:
    files = {
        **OLA,
        "groups/ola": "name: G\n",
        "references/r": "member: per\nreferee: Ola\nwritten: 2024-01-01\n",
        "sessions/s": "date: 2024-03-12\ngroup: ola\n",
    }
    assert [rewrite.path for rewrite in planned(source_of(files), "member", "ola", "liv").rewrites] == [
        "records/members/ola.md"
    ]


@pytest.mark.parametrize(
    ("path", "new", "new_path"),
    [
        ("sessions/2024/2024-03-12-g", "2024-03-19-g", "sessions/2024/2024-03-19-g"),
        ("sessions/2024/2024-12-31-g", "2025-01-01-g", "sessions/2025/2025-01-01-g"),
        ("sessions/2024/2024-12-31-g", "first", "sessions/2024/first"),
        ("sessions/old/2024-12-31-g", "2025-01-01-g", "sessions/old/2025-01-01-g"),
        ("sessions/2023/2024-12-31-g", "2025-01-01-g", "sessions/2023/2025-01-01-g"),
        ("sessions/2024-12-31-g", "2025-01-01-g", "sessions/2025-01-01-g"),
    ],
)
def test_a_file_stays_in_its_folder_unless_that_is_its_year(path: str, new: str, new_path: str) -> None:
    source = source_of({**OLA, path: "date: 2024-03-12\ngroup: g\n"})
    plan = planned(source, "session", path.rpartition("/")[2], new)
    assert [rewrite.new_path for rewrite in plan.rewrites] == [f"records/{new_path}.md"]


def test_sessions_are_named_after_their_group_and_go_with_it() -> None:
    session = "date: 2024-03-12\ngroup: g\n"
    source = source_of(
        {
            **OLA,
            "groups/g-e": "name: E\n",
            "sessions/2024/2024-03-12-g": session,
            "sessions/2024/2024-03-12-g-late": session,
            "sessions/2024/2024-03-13-g": session,
            "sessions/2024/2024-03-12-g-e": "date: 2024-03-12\ngroup: g-e\n",
            "supervisions/u": "date: 2024-04-01\nsupervisor: ola\nsupervisees: []\nsessions: [2024-03-12-g]  # one\n",
        }
    )
    plan = planned(source, "group", "g", "h")
    done = after(source, plan)
    assert text(done, "supervisions/u").endswith("sessions: [2024-03-12-h]  # one\n")
    assert text(done, "sessions/2024/2024-03-12-h-late") == "date: 2024-03-12\ngroup: h\n"
    assert sorted(path for path in done.files if "/sessions/" in path) == [
        f"records/sessions/2024/2024-03-{id}.md" for id in ("12-g-e", "12-h-late", "12-h", "13-g")
    ]


def test_ids_of_other_records_stay_and_are_told() -> None:
    reflection = "member: ola\nwritten: 2024-01-01\n"
    source = source_of(
        {
            **OLA,
            "reflections/ola/2024-01-01-ola": reflection,
            "members/olaf": "name: O\n",
            "members/per-ola": "name: P\n",
        }
    )
    assert planned(source, "member", "ola", "liv").keeps == (
        "records/members/per-ola.md",
        "records/reflections/ola/2024-01-01-ola.md",
    )


def test_who_is_named_already_without_a_record_is_told() -> None:
    source = source_of({**OLA, "sessions/s": "date: 2024-03-12\ngroup: g\nattendees: [liv]\n"})
    assert planned(source, "member", "ola", "liv").remarks == (
        '"liv" was named before, though there was no such member, by sessions/s',
    )


REFUSED = {
    "no such record": (("member", "olaa", "liv"), 'no member "olaa"; did you mean "ola"?'),
    "no record like it": (
        ("group", "x", "y"),
        'no group "x"; ids are the names of files in records/groups',
    ),
    "taken": (
        ("member", "ola", "per"),
        'there is a member "per" already; if both are one person: --merge',
    ),
    "taken by a file that cannot be read": (
        ("member", "ola", "broken"),
        'there is a member "broken" already',
    ),
    "taken but for case": (
        ("group", "g", "upper"),
        'there is a group "upper" already; give this one another id',
    ),
    "the same": (("member", "ola", "ola"), "members/ola has that id already"),
    "no id": (("member", "ola", "Ola N"), '"Ola N" cannot be an id'),
    "a path": (("member", "ola", "../ola"), '"../ola" cannot be an id'),
    "not on Windows": (("member", "ola", "aux"), 'a file named "aux" cannot be made on Windows'),
    "the committee": (("member", "ola", "committee"), '"committee" in a decision means all of them'),
    "the society": (("society", "society", "x"), "the society's own record is always society.md"),
    "not readable": (("member", "broken", "x"), "records/members/broken.md cannot be read; mend it first"),
    "twice there": (
        ("member", "twice", "x"),
        "records/members/a/twice.md and records/members/b/twice.md have one id",
    ),
    "named in what cannot be read": (
        ("member", "per", "x"),
        'nothing is changed: records/members/broken.md cannot be read and may name "per"; mend or remove that first',
    ),
}


@pytest.mark.parametrize(("arguments", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused(arguments: tuple[str, str, str], said: str) -> None:
    source = source_of(
        {
            **OLA,
            "members/per": "name: Per\n",
            "members/broken": "nmae: Broken, like per\n",
            "groups/Upper": "name: U\n",
            "members/a/twice": "name: T\n",
            "members/b/twice": "name: T\n",
        }
    )
    with pytest.raises(BalintrecError) as caught:
        planned(source, *arguments)
    assert str(caught.value).startswith(said)


def test_a_file_with_a_name_that_cannot_be_an_id_gets_one() -> None:
    source = source_of({"members/Ola N": "name: Ola\n", "groups/g": "name: G\nleaders: [Ola N]\n"})
    done = after(source, planned(source, "member", "Ola N", "ola-n"))
    assert (text(done, "groups/g"), text(done, "members/ola-n")) == (
        "name: G\nleaders: [ola-n]\n",
        "name: Ola\n",
    )


def lines_changed(before: str, then: str) -> int:
    differ = [line[0] for line in difflib.ndiff(before.splitlines(), then.splitlines())]
    assert differ.count("-") == differ.count("+")
    return differ.count("-")


@pytest.mark.parametrize("kind", FIRST)
def test_there_and_back_is_the_same_bytes_for_every_record(kind: str) -> None:
    source = changed({})
    for record in society().records[kind].values():
        there = planned(source, record.noun, record.id, f"{record.id}-x")
        lines = sum(lines_changed(one.old, one.text) for one in there.rewrites)
        # Sessions go with their group, and a supervision may name several in a line.
        assert lines <= there.places if kind == "groups" else lines == there.places
        renamed = after(source, there)
        back = planned(renamed, record.noun, f"{record.id}-x", record.id)
        assert after(renamed, back).files == source.files


@pytest.mark.parametrize("kind", FIRST)
def test_check_finds_nothing_new(kind: str) -> None:
    source, record = changed({}), FIRST[kind]
    then = check(after(source, planned(source, record.noun, record.id, f"{record.id}-x")), ON)
    assert then.findings == ()
    assert then.records == society().count


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(RECORDS),
    st.from_regex(ID, fullmatch=True).filter(lambda new: len(new) < 50 and may_stand_bare(new)),
)
def test_any_id_there_and_back_is_the_same_bytes(record: Record, new: str) -> None:
    source = changed({})
    try:
        renamed = after(source, planned(source, record.noun, record.id, new))
    except BalintrecError as error:
        assert "already" in str(error) or "Windows" in str(error)
        return
    assert after(renamed, planned(renamed, record.noun, new, record.id)).files == source.files
