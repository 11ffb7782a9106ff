"""What is renamed, moved or written otherwise is no change; what only looks alike is one."""

from __future__ import annotations

import re

from tests.review.reviews import edited, review
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
