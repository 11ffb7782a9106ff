"""One file a person, and a membership that covers what they do."""

from __future__ import annotations

import unicodedata

import pytest

from tests.rules.examples import codes, finds, passes

AYESHA = "{latin: Ayesha Khan, ur: عائشہ خان}"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("name: José Núñez", f"name: {unicodedata.normalize('NFD', 'José Núñez')}"),
        ("name: Łucja Wójcik", "name: LUCJA WOJCIK"),
        ("name: {ur: علی کریم}", "name: {ur: علي كريم}"),  # an Urdu and an Arabic keyboard
        ("name: {latin: Ali, ur: علی کریم}", "name: {latin: Karim, ar: علي كريم}"),
        ("name: Saima  O'Neil", "name: Saima O’Neil"),
        ("name: Ali\nalso-known-as: [Dr Karim]", "name: Dr. Karim"),
        ("name: Ali\nalso-known-as: [ali@example.org]", "name: Karim\nalso-known-as: [Ali@Example.org]"),
        ("name: Ali\nemail: ali@example.org", "name: Karim\nemail: [k@example.org, Ali@Example.org]"),
        ("name: Ali\nemail: ali@example.org", "name: Karim\nalso-known-as: [Ali@Example.org]"),
        ("name: Maria Hahn", "name: M\u0430ria \u041dahn"),  # with a Cyrillic a and a Cyrillic capital en
        ("name: Maria Hahn", "name: \u039caria Hahn"),  # with a Greek capital mu
    ],
)
def test_two_ways_of_writing_one_name_are_one(first: str, second: str) -> None:
    finds("MEM001", f"# records/members/a.md\n{first}\n# records/members/b.md\n{second}")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("name: Ali Karim", "name: Ali Karimi"),
        ("name: Ali\nemail: [a.li@example.org]", "name: Karim\nemail: [ali@example.org]"),
        ("name: Ali\nemail: a-li@example.org", "name: Karim\nemail: a.li@example.org"),
        ("name: Ali\nalso-known-as: [Ali, ALI]", "name: Karim"),
        ("name: {latin: Anna Koval, uk: Анна Коваль}", "name: {latin: Ivan Koval, uk: Іван Коваль}"),
    ],
)
def test_two_names_are_two(first: str, second: str) -> None:
    passes(f"# records/members/a.md\n{first}\n# records/members/b.md\n{second}")


def test_two_people_who_share_several_names_are_told_once_with_the_other_place() -> None:
    (found,) = finds("MEM001", f"# records/members/khan.md\nname: {AYESHA}\nalso-known-as: [Dr Ayesha K.]")

    (other,) = found.related
    assert other.location.path == "records/members/ayesha-khan.md"
    assert "ayesha-khan" in found.message


def test_of_three_each_later_one_is_told() -> None:
    three = "".join(f"# records/members/{name}.md\nname: Ali Karim\n" for name in ("a", "b", "c"))

    assert [one.location.path for one in finds("MEM001", three)] == [
        "records/members/b.md",
        "records/members/c.md",
    ]


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ("{from: 2023-01-01, to: 2023-05-31}, {from: 2023-06-01}", []),
        ("{from: 2023-06-01}, {from: 2023-01-01, to: 2023-05-31}", []),
        ("{from: 2023-01-01, to: 2023-06-01}, {from: 2023-06-01}", ["MEM002"]),
        ("{from: 2023-06-01}, {from: 2023-01-01, to: 2023-06-01}", ["MEM002"]),
        ("{from: 2023-01-01}, {from: 2023-06-01}", ["MEM002"]),
        ("{from: 2023-01-01}, {from: 2023-02-01, to: 2023-02-28}, {from: 2023-06-01}", ["MEM002", "MEM002"]),
        ("{from: 2023-06-01}, {from: 2024-05-01, to: 2024-04-01}", ["PER001"]),  # holds no day
    ],
)
def test_periods_of_membership_overlap_when_they_share_a_day(periods: str, expected: list[str]) -> None:
    assert codes(f"# records/members/sana-malik.md\nmembership: [{periods}]") == expected


@pytest.mark.parametrize(
    ("membership", "says"),
    [
        ("[{from: 2023-11-07, to: 2024-10-08}]", None),  # the days of the first and the last activity
        ("[{from: 2023-11-08}]", "sessions/2023-11-07-lahore-tuesday on 2023-11-07, outside"),
        ("[{from: 2023-11-07, to: 2024-10-07}]", "events/2024-10-05-intensive on 2024-10-08, outside"),
        ("[{from: 2024-03-13}]", "on 2023-11-07, and in 2 more, outside"),
        ("[{from: 2023-11-07, to: 2023-11-07}, {from: 2024-03-12}]", "2023-12-05"),
        ("[{from: 2024-03-13, to: 2024-03-12}]", None),  # what it covers nobody knows
        ("[]", None),  # never a member: a guest
    ],
)
def test_what_a_member_did_outside_is_told_once(membership: str, says: str | None) -> None:
    snippet = f"# records/members/sana-malik.md\nmembership: {membership}"
    if says is None:
        assert "MEM003" not in codes(snippet)
    else:
        (found,) = finds("MEM003", snippet)
        assert says in found.message


def test_a_session_that_was_not_held_is_no_activity() -> None:
    passes("""
        # records/sessions/2020-01-07-lahore-tuesday.md
        date: 2020-01-07
        group: lahore-tuesday
        status: cancelled
        leaders: [sana-malik]
    """)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("name: Ali Karim", "name: Karim, Ali"),
        ("name: Ali Karim", "name: Prof. Dr. Ali Karim"),
        ("name: {ur: علی کریم}", "name: {ur: ڈاکٹر علی کریم}"),
    ],
)
def test_titles_and_the_order_of_words_do_not_tell_people_apart(first: str, second: str) -> None:
    finds("MEM001", f"# records/members/a.md\n{first}\n# records/members/b.md\n{second}")


@pytest.mark.parametrize(("day", "expected"), [("2026-11-23", []), ("2026-11-24", ["MEM004"])])
def test_a_pathway_begins_when_its_day_has_come(day: str, expected: list[str]) -> None:
    assert codes(f"# records/members/sana-malik.md\npathway-from: {day}") == expected
