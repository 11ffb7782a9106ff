"""What is renamed, moved or written otherwise is no change; what only looks alike is one."""

from __future__ import annotations

import re

import pytest

from balintrec.views.review.people import person_words
from balintrec.views.review.summary import headline
from tests.review.reviews import Files, edited, review
from tests.rules.examples import BASE

OLD, NEW = "records/members/bilal-ahmed.md", "records/members/bilal-a.md"


def renamed() -> dict[str, bytes | None]:
    """Bilal under another id, wherever he is named; ids of records that end with his stay."""
    named = re.compile(rb"(?<![a-z0-9-])bilal-ahmed(?![a-z0-9-])")
    files = {path: named.sub(b"bilal-a", data) for path, data in BASE.items()}
    return {**files, OLD: None, NEW: files[OLD]}


def test_renamed_member_keeps_standing_and_records() -> None:
    found = review(renamed(), moved={OLD: NEW})
    assert found.findings.new == ()
    assert (found.people, found.records) == ((), ())
    assert [(one.before, one.after) for one in found.moved] == [(OLD, NEW)]
    assert "records/sessions/2023-11-07-lahore-tuesday.md" in found.rewritten


def test_two_people_who_look_alike_to_git_are_two() -> None:
    found = review({OLD: None, NEW: BASE[OLD].replace(b"Bilal Ahmed", b"Bilal Akram")}, moved={OLD: NEW})
    assert "bilal-ahmed" in [one.member for one in found.losing]
    assert [(one.status, one.id) for one in found.records if one.kind == "members"] == [
        ("added", "bilal-a"),
        ("removed", "bilal-ahmed"),
    ]


def test_record_in_another_folder_is_only_moved() -> None:
    old, new = (
        "records/sessions/2024-03-14-karachi-online.md",
        "records/sessions/2024/2024-03-14-karachi-online.md",
    )
    found = review({old: None, new: BASE[old]}, moved={old: new})
    assert (found.people, found.records, found.findings.new) == ((), (), ())
    assert [(one.before, one.after) for one in found.moved] == [(old, new)]


def test_reformatted_record_is_no_change() -> None:
    path = "records/sessions/2024-03-14-karachi-online.md"
    written = (
        "---\ngroup: karachi-online\n# the same again\ndate: '2024-03-14'\nstatus: held\nstart: 18:00\nend: 19:30\n"
        "leaders:\n  - omar-farooq\nattendees: [sana-malik, hina-raza]\nrecorded-by: hina-raza\n"
        "confirmed-by: omar-farooq\n---\n\n"
    )
    found = review({path: written})
    assert (found.people, found.records, found.rewritten) == ((), (), (path,))


def test_text_is_said_to_be_changed_and_never_shown() -> None:
    path = "records/reflections/2024-07-05-bilal-ahmed.md"
    found = review({path: BASE[path] + b"What nobody should read.\n"})
    assert [(one.ref, one.keys, one.text) for one in found.records] == [
        ("reflections/2024-07-05-bilal-ahmed", (), True)
    ]


def test_change_is_told_key_by_key() -> None:
    found = review(
        edited("records/sessions/2024-03-14-karachi-online.md", "[hina-raza, sana-malik]", "[sana-malik]")
    )
    assert [key.words for one in found.records for key in one.keys] == ["attendees: removed hina-raza"]


def called(*members: str, old: str = "bilal-ahmed", new: str = "bilal-rana") -> dict[str, bytes | None]:
    """Bilal under another id, wherever he is named, with these lines in place of his record."""
    named = re.compile(rf"(?<![a-z0-9-]){old}(?![a-z0-9-])".encode())
    files: dict[str, bytes | None] = {path: named.sub(new.encode(), data) for path, data in BASE.items()}
    text = BASE[f"records/members/{old}.md"].decode()
    for line in members:
        key = line.partition(":")[0]
        text = re.sub(rf"(?m)^{key}:.*\n", "", text).replace("---\n", f"---\n{line}\n", 1)
    return {**files, f"records/members/{old}.md": None, f"records/members/{new}.md": text.encode()}


MARRIED = "records/members/bilal-rana.md"


@pytest.mark.parametrize("moved", [{OLD: MARRIED}, {}], ids=["moved for git", "too different for git"])
@pytest.mark.parametrize(
    ("base", "lines"),
    [
        ({}, ("name: Bilal Rana", "also-known-as: [Bilal Ahmed]")),
        ({}, ("name: {latin: Bilal Rana, ur: بلال}", "also-known-as: [B.R., bilal ahmed]")),
        (edited(OLD, "name:", "email: b@example.org\nname:"), ("name: Bilal Rana", "email: [B@example.org]")),
    ],
)
def test_member_who_takes_another_name_with_another_id_is_one_person(
    base: Files, lines: tuple[str, ...], moved: dict[str, str]
) -> None:
    found = review(called(*lines), base, moved=moved)
    assert (found.people, found.findings.new) == ((), ())
    assert [(one.status, one.ref) for one in found.records] == [("changed", "members/bilal-rana")]
    assert [(one.before, one.after, one.merged) for one in found.renamed] == [
        ("bilal-ahmed", "bilal-rana", False)
    ]
    assert headline(found) == "review: no new errors; bilal-ahmed is now bilal-rana; nobody gains or loses"
    assert "records/sessions/2023-11-07-lahore-tuesday.md" in found.rewritten


def test_whoever_is_named_wherever_the_other_was_is_known_again_where_git_says_so() -> None:
    changed = called("name: Bilal Rana")
    found = review(changed, moved={OLD: MARRIED})
    assert (found.people, [one.after for one in found.renamed]) == ((), ["bilal-rana"])
    assert [one.member for one in review(changed).losing] == ["bilal-ahmed"]  # nothing says that they are one


def test_another_person_under_the_same_name_who_is_named_nowhere_loses_everything() -> None:
    found = review({OLD: None, MARRIED: BASE[OLD]}, moved={OLD: MARRIED})
    assert [one.member for one in found.losing] == ["bilal-rana"]
    assert "bilal-ahmed is now bilal-rana" in headline(found)


def test_standing_that_moves_with_the_name_is_told_of_the_new_id() -> None:
    files = {**called("name: Bilal Rana", "also-known-as: [Bilal Ahmed]"), **_without_grant()}
    found = review(files, moved={OLD: MARRIED})
    assert [one.member for one in found.losing] == ["bilal-rana"]


def _without_grant() -> Files:
    return {"records/decisions/2026-03-05-bilal-ahmed-grant.md": None}


DOUBLE = {"records/members/b-ahmed.md": "---\nname: Bilal Ahmed\nmembership: [{from: 2025-01-01}]\n---\n"}


@pytest.mark.parametrize("names", ["Bilal Ahmed", "B. A."])
def test_entries_that_were_united_are_one_person_who_neither_gains_nor_loses(names: str) -> None:
    double = {path: text.replace("Bilal Ahmed", names) for path, text in DOUBLE.items()}
    session = "records/sessions/2024-03-14-karachi-online.md"
    before = {**double, **edited(session, "sana-malik]", "sana-malik, b-ahmed]")}
    after = {
        "records/members/b-ahmed.md": None,
        **edited(session, "sana-malik]", "sana-malik, bilal-ahmed]"),
        **edited(OLD, "name:", f"also-known-as: [X, {names} II, {names}]\nname:"),
    }
    found = review(after, before)
    assert [(one.before, one.after, one.merged) for one in found.renamed] == [
        ("b-ahmed", "bilal-ahmed", True)
    ]
    assert (found.gaining, found.losing) == ((), ())
    assert "b-ahmed is one entry now with bilal-ahmed; nobody" in headline(found)


def test_united_the_other_way_round_what_the_fuller_entry_had_is_kept() -> None:
    united = called(old="bilal-ahmed", new="b-ahmed")
    after = {
        **united,
        "records/members/b-ahmed.md": BASE[OLD].replace(b"---\n", b"---\nalso-known-as: [BA]\n", 1),
    }
    found = review(after, DOUBLE)
    assert [(one.before, one.after, one.merged) for one in found.renamed] == [
        ("bilal-ahmed", "b-ahmed", True)
    ]
    assert (found.gaining, found.losing) == ((), ())


def test_member_who_cannot_be_read_cannot_be_judged_and_is_under_no_other_policy() -> None:
    broken = {OLD: "---\nname: [\n---\n"}
    (gone,) = review(broken).people
    assert person_words(gone) == "cannot be judged any more"
    (back,) = review(BASE, broken).people
    assert "no policy" not in person_words(back) and "can be judged again" in person_words(back)
    new = {"records/members/new-one.md": "---\nname: [\n---\n"}
    (added,) = review(new).people
    assert person_words(added) == "new here; cannot be judged"
    assert all("policy" not in person_words(one) for one in review({}, new).people)
    removed = review({"records/members/new-one.md": None}, new).people
    assert all("policy" not in person_words(one) for one in removed)
