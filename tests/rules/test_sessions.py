"""When a session was and how long."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rules.examples import codes, finds

pytestmark = pytest.mark.slow

MARCH = "# records/sessions/2024-03-12-lahore-tuesday.md\n"
LEADERS = "leaders: [nadia-iqbal]\n"


@pytest.mark.parametrize(
    ("path", "keys", "expected"),
    [
        ("2024-05-14-lahore-tuesday", "date: 2024-05-14\ngroup: lahore-tuesday", []),
        ("2024/2024-05-14-lahore-tuesday", "date: 2024-05-14\ngroup: lahore-tuesday", []),
        ("lahore/2024/05/2024-05-14-lahore-tuesday", "date: 2024-05-14\ngroup: lahore-tuesday", []),
        ("2024-05-14-lahore-tuesday-evening-2", "date: 2024-05-14\ngroup: lahore-tuesday", []),
        ("2023/2024-05-14-lahore-tuesday", "date: 2024-05-14\ngroup: lahore-tuesday", ["SES001"]),
        ("2024-05-14-lahore-tuesday", "date: 2024-05-15\ngroup: lahore-tuesday", ["SES001"]),
        ("2024-05-14-lahore-tuesday", "date: 2024-05-14\ngroup: karachi-online", ["SES001"]),
        ("2024-05-14-lahore-tuesday", "date: 2024-05-15\ngroup: karachi-online", ["SES001", "SES001"]),
        ("2024-05-14-lahore", "date: 2024-05-14\ngroup: lahore-tuesday", ["SES001"]),
        ("2024-05-14-lahore-tuesdays", "date: 2024-05-14\ngroup: lahore-tuesday", ["SES001"]),
        ("2024-05-14", "date: 2024-05-14\ngroup: lahore-tuesday", ["SES001"]),
        ("lahore-tuesday", "date: 2024-05-14\ngroup: lahore-tuesday", ["SES001"]),
        ("2024-05-14-lahore-tuesday", "date: 2024-05-14\ngroup: lahore-tuseday", ["REF001"]),
    ],
)
def test_a_file_is_named_by_date_and_group(path: str, keys: str, expected: list[str]) -> None:
    assert codes(f"# records/sessions/{path}.md\n{keys}\n{LEADERS}") == expected


def test_a_group_whose_name_goes_on_is_another_group() -> None:
    group = "# records/groups/lahore-tuesday-women.md\nname: Lahore Tuesday women\n"
    session = "# records/sessions/2024-05-14-lahore-tuesday-women.md\ndate: 2024-05-14\n"

    assert codes(f"{group}{session}group: lahore-tuesday-women\n{LEADERS}") == []
    assert codes(f"{group}{session}group: lahore-tuesday\n{LEADERS}") == ["SES001"]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("date: 2024-03-13", "2024-03-13-lahore-tuesday.md"),
        ("group: karachi-online", "2024-03-12-karachi-online.md"),
    ],
)
def test_the_key_that_disagrees_is_pointed_at_and_a_name_offered(key: str, name: str) -> None:
    (found,) = finds("SES001", f"{MARCH}{key}")

    assert found.excerpt == key
    assert found.help.endswith(f"rename the file to {name}")


@pytest.mark.parametrize(
    ("status", "on", "expected"),
    [
        ("held", date(2026, 11, 23), []),
        ("held", date(2026, 11, 24), []),
        ("held", date(2026, 11, 22), ["SES002"]),
        ("planned", date(2026, 11, 23), []),
        ("planned", date(2026, 11, 22), []),
        ("planned", date(2026, 11, 24), ["SES007"]),
        ("cancelled", date(2026, 11, 22), []),
        ("cancelled", date(2026, 11, 24), []),
    ],
)
def test_on_its_day_a_session_is_either_planned_or_held(status: str, on: date, expected: list[str]) -> None:
    session = f"date: 2026-11-23\ngroup: lahore-tuesday\nstatus: {status}\n{LEADERS}"

    assert codes(f"# records/sessions/2026-11-23-lahore-tuesday.md\n{session}", on) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ('start: "18:00"\nend: "19:30"', 'start: "20:00"\nend: "21:30"', []),
        ('start: "18:00"\nminutes: 90', 'start: "20:00"', []),
        ('start: "18:00"', "minutes: 90", ["SES008"]),
        ("minutes: 90", 'start: "18:00"', ["SES008"]),
        ("minutes: 90", "minutes: 60", ["SES008"]),
        ("minutes: 90", "status: cancelled", []),
    ],
)
def test_two_sessions_of_a_day_are_told_apart_by_their_times(
    first: str, second: str, expected: list[str]
) -> None:
    both = [
        f"# records/sessions/2024-05-14-lahore-tuesday-{number}.md\n"
        f"date: 2024-05-14\ngroup: lahore-tuesday\n{LEADERS}{times}\n"
        for number, times in ((1, first), (2, second))
    ]
    assert codes("".join(both)) == expected


@pytest.mark.parametrize("times", [("", "", ""), ('start: "18:00"', "", 'start: "20:00"')])
def test_of_three_sessions_of_a_day_the_two_later_are_told(times: tuple[str, ...]) -> None:
    three = "".join(
        f"# records/sessions/2024-05-14-lahore-tuesday-{number}.md\n"
        f"date: 2024-05-14\ngroup: lahore-tuesday\n{LEADERS}{start}\n"
        for number, start in enumerate(times)
    )
    assert codes(three) == ["SES008", "SES008"]


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ('start: "18:00"\nend: "18:45"', []),  # 45 at least
        ('start: "18:00"\nend: "18:44"', ["SES009"]),
        ('start: "18:00"\nend: "21:00"', []),  # 180 at most
        ('start: "18:00"\nend: "21:01"', ["SES009"]),
        ('start: "18:00"\nend: "18:00"', ["SES010"]),
        ('start: "18:00"\nend: "17:59"', ["SES010"]),
        ('start: "18:00"\nend: "19:30"\nminutes: 90', []),
        ('start: "18:00"\nend: "19:30"\nminutes: 89', ["SES013"]),
        ('start: "18:00"\nend: "17:30"\nminutes: 90', ["SES010"]),
    ],
)
def test_a_length_is_checked_at_its_edges(times: str, expected: list[str]) -> None:
    assert codes(f"{MARCH}{times}", only="SES") == expected


@pytest.mark.parametrize("minutes", [44, 181])
def test_minutes_without_times_are_a_length(minutes: int) -> None:
    session = "# records/sessions/2024-05-14-lahore-tuesday.md\ndate: 2024-05-14\ngroup: lahore-tuesday\n"

    (found,) = finds("SES009", f"{session}{LEADERS}minutes: {minutes}")

    assert found.excerpt == f"minutes: {minutes}"


def test_the_length_of_a_group_is_told_once_and_only_where_a_session_has_none() -> None:
    group = "# records/groups/lahore-tuesday.md\nminutes: 20\n"
    sessions = "".join(
        f"# records/sessions/{day}-lahore-tuesday.md\ndate: {day}\ngroup: lahore-tuesday\n{LEADERS}"
        for day in ("2024-05-14", "2024-05-21")
    )
    assert codes(group) == []
    assert codes(group + sessions) == ["SES009"]
    finds("SES009", group + sessions)


def test_no_length_is_wrong_where_the_policy_has_none_or_cannot_be_read() -> None:
    short = f'{MARCH}start: "18:00"\nend: "18:05"\n'
    policy = "# records/policies/pakistan-2024.md\n"

    assert codes(f"{short}{policy}session-minutes: {{at-most: 180}}") == []
    assert "SES009" not in codes(f"{short}{policy}session-minutes: short")


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ('end: "19:30"', ["SES014"]),
        ('start: "18:00"', []),
        ('start: "18:00"\nend: "19:30"', []),
        ("minutes: 90", []),
    ],
)
def test_a_session_that_ends_has_begun(times: str, expected: list[str]) -> None:
    keys = "date: 2024-04-09\ngroup: lahore-tuesday\nleaders: [nadia-iqbal]\n"
    assert codes(f"# records/sessions/2024-04-09-lahore-tuesday.md\n{keys}{times}") == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("attendees: [sana-malik]", ["SES015"]),
        ("presenter: sana-malik", ["SES015"]),
        ("observers: [sana-malik]", ["SES015"]),
        ("guests: 2", ["SES015"]),
        ("guests: 0", []),
        ("attendees: []", []),
        ("start: '18:00'", []),
    ],
)
def test_nobody_attends_what_was_cancelled(keys: str, expected: list[str]) -> None:
    head = "# records/sessions/2024-05-14-lahore-tuesday.md\ndate: 2024-05-14\ngroup: lahore-tuesday\n"
    assert codes(f"{head}status: cancelled\n{LEADERS}{keys}\n") == expected


@pytest.mark.parametrize(
    ("keys", "advised"),
    [("", True), ("attendees: []\n", True), ("attendees: [sana-malik]\n", False), ("guests: 3\n", False)],
)
def test_nobody_is_told_to_cancel_what_people_attended(keys: str, advised: bool) -> None:
    head = "# records/sessions/2024-05-14-lahore-tuesday.md\ndate: 2024-05-14\ngroup: lahore-tuesday\n"
    (found,) = finds("SES004", f"{head}{keys}")
    assert ("cancelled" in found.help) == advised


FIRST = "# records/sessions/2024-05-14-lahore-tuesday.md\ndate: 2024-05-14\ngroup: lahore-tuesday\n"
SECOND = "# records/sessions/2024-05-14-karachi-online.md\ndate: 2024-05-14\ngroup: karachi-online\n"
CAME = "attendees: [sana-malik, hina-raza]\n"
TIMES = 'start: "18:00"\nend: "19:30"\n'


@pytest.mark.parametrize(
    ("first", "second", "more", "expected"),
    [
        (CAME, "attendees: [hina-raza, sana-malik]\n", "", ["SES016"]),
        (CAME, f"{CAME}{TIMES}", "", ["SES016"]),
        (f"{CAME}{TIMES}", f"{CAME}{TIMES.replace('18', '20').replace('19', '21')}", "", []),
        (CAME, "attendees: [sana-malik]\n", "", []),
        ("", "", "", []),
        (CAME, f"{CAME}status: planned\n", "", ["SES007"]),
        (CAME, CAME, "# records/groups/karachi-online.md\nkind: large\n", []),
        (CAME, CAME, "# records/groups/lahore-tuesday.md\nkind: large\n", []),
    ],
)
def test_the_same_people_in_two_groups_on_one_day_are_one_meeting(
    first: str, second: str, more: str, expected: list[str]
) -> None:
    assert codes(f"{FIRST}{LEADERS}{first}{SECOND}{LEADERS}{second}{more}") == expected


def test_other_leaders_are_another_meeting() -> None:
    assert codes(f"{FIRST}{LEADERS}{CAME}{SECOND}leaders: [omar-farooq]\n{CAME}") == []
