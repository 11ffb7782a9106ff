"""Who was in a session, who led it, and who says so."""

from __future__ import annotations

import pytest

from tests.rules.examples import codes, finds

MARCH = "# records/sessions/2024-03-12-lahore-tuesday.md\n"
HINA_LEADS = f"{MARCH}leaders: [hina-raza]\n"
DECISION = "# records/decisions/hina-raza.md\n"


def decided(kind: str, day: str, more: str = "") -> str:
    return (
        f"# records/decisions/{day}-hina-raza-{kind}.md\nkind: {kind}\nmember: hina-raza\ndate: {day}\n"
        "by: committee\npresent: [nadia-iqbal, omar-farooq]\nreason: examined\ncredential: accredited-leader\n"
        f"{more}\n"
    )


@pytest.mark.parametrize(
    ("decisions", "accredited"),
    [
        (decided("recognise", "2024-03-12"), True),  # given on the day
        (decided("recognise", "2024-03-13"), False),
        (decided("recognise", "2024-01-01", "until: 2024-03-12"), True),
        (decided("recognise", "2024-01-01", "until: 2024-03-11"), False),
        (decided("recognise", "2024-01-01") + decided("suspend", "2024-03-12"), False),
        (decided("recognise", "2024-01-01") + decided("suspend", "2024-03-13"), True),
        (decided("recognise", "2024-01-01") + decided("suspend", "2024-02-01", "until: 2024-03-11"), True),
        (decided("recognise", "2024-01-01", "credential: supervisor"), False),
    ],
)
def test_a_leader_holds_the_credential_on_the_day(decisions: str, accredited: bool) -> None:
    decisions = decisions.replace("credential: accredited-leader\ncredential", "credential")

    assert ("SES003" not in codes(HINA_LEADS + decisions)) is accredited


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", "SES003"),
        (f"{DECISION}---\nkind: grunt\nmember: hina-raza\n---", "VAL007"),  # it may be the grant
        (f"{DECISION}---\nkind: grunt\nmember: ayesha-khan\n---", "SES003"),
        ("# records/members/hina-raza.md\n---\nname:\n---", "VAL001"),  # the end of a grant may hang on it
        ("# records/policies/pakistan-2024.md\nvalid: forever", "VAL004"),
        ("# records/policies/another.md\n---\ntitle: Another\n---", "KEY002"),  # it may be the one in force
        ("# records/policies/pakistan-2024.md\nleads: []", ""),
    ],
)
def test_a_leader_is_judged_only_by_what_can_be_read(more: str, expected: str) -> None:
    found = codes(HINA_LEADS + more)

    assert ("SES003" in found) is (expected == "SES003")
    assert not expected or expected in found


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("leaders: []\nconfirmed-by: bilal-ahmed\nrecorded-by: ayesha-khan", ["SES004"]),
        ("leaders: []\nstatus: cancelled", ["SES015"]),  # others came
        ("leaders: [hina-raza]\nstatus: cancelled", ["SES015"]),
        ("leaders: []\nco-leaders: [nadia-iqbal]", ["SES004"]),  # a co-leader co-leads
        ("leaders: [hina-raza, omar-farooq, nadia-iqbal]", []),
        ("leaders: [nadia-iqball]\nconfirmed-by: bilal-ahmed\nrecorded-by: ayesha-khan", ["REF001"]),
    ],
)
def test_a_session_that_was_held_was_led_by_somebody(keys: str, expected: list[str]) -> None:
    assert codes(f"{MARCH}{keys}", only="SES REF") == expected


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        ('start: "18:00"\nend: "19:30"', 'start: "19:30"\nend: "21:00"', False),
        ('start: "18:00"\nend: "19:30"', 'start: "19:29"\nend: "21:00"', True),
        ('start: "18:00"\nend: "21:00"', 'start: "19:00"\nend: "20:00"', True),
        ('start: "19:30"\nend: "21:00"', 'start: "18:00"\nend: "19:30"', False),
        ('start: "18:00"\nend: "19:30"', 'start: "18:00"\nend: "19:30"', True),
        ('start: "18:00"\nminutes: 90', 'start: "19:30"\nend: "21:00"', False),
        ('start: "18:00"\nminutes: 91', 'start: "19:30"\nend: "21:00"', True),
        ('start: "18:00"', 'start: "19:29"', True),  # the group's 90 minutes
        ('start: "18:00"', 'start: "19:30"', False),
        ("minutes: 90", "minutes: 90", False),  # nobody knows when
        ('start: "18:00"\nend: "19:30"', 'start: "18:00"\nend: "19:30"\nstatus: cancelled', False),
        ('start: "20:00"\nend: "18:00"', 'start: "18:30"\nend: "19:30"', False),  # wrong in itself
    ],
)
def test_nobody_is_in_two_sessions_at_once(first: str, second: str, clash: bool) -> None:
    sessions = [
        f"# records/sessions/2024-05-14-{group}.md\ndate: 2024-05-14\ngroup: {group}\n"
        f"leaders: [{leader}]\nattendees: [sana-malik]\n{times}\n"
        for group, leader, times in (
            ("karachi-online", "omar-farooq", first),
            ("lahore-tuesday", "nadia-iqbal", second),
        )
    ]
    assert ("SES005" in codes("".join(sessions))) is clash


def test_two_sessions_at_once_are_told_once_for_all_who_are_in_both() -> None:
    twin = (
        "# records/sessions/2024-03-12-lahore-tuesday-again.md\ndate: 2024-03-12\ngroup: lahore-tuesday\n"
        'start: "18:30"\nend: "20:00"\nleaders: [nadia-iqbal]\nattendees: [sana-malik, ayesha-khan]\n'
    )
    (found,) = finds("SES005", twin)

    assert found.message.startswith("nadia-iqbal is in sessions/2024-03-12-lahore-tuesday ")
    assert "and so are 2 other people" in found.message


ON_THE_14TH = """
# records/sessions/2024-03-14-lahore-tuesday.md
date: 2024-03-14
group: lahore-tuesday
start: "18:30"
leaders: [nadia-iqbal]
attendees: [hina-raza, sana-malik]
"""


def test_who_is_in_two_sessions_is_pointed_at() -> None:
    (found,) = finds("SES005", ON_THE_14TH)

    assert found.excerpt == "attendees: [hina-raza, sana-malik]"
    assert found.location.span is not None
    assert found.location.span.column == len("attendees: [") + 1


def test_a_session_whose_length_nobody_knows_is_not_compared() -> None:
    without_length = """
# records/groups/karachi-online.md
---
name: Karachi online group
---
# records/sessions/2024-03-14-karachi-online.md
---
date: 2024-03-14
group: karachi-online
start: "18:00"
leaders: [omar-farooq]
attendees: [hina-raza, sana-malik]
---
"""
    assert codes(without_length + ON_THE_14TH.lstrip()) == []


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("presenter: sana-malik\nattendees: [ayesha-khan, sana-malik]", []),
        ("presenter: sana-malik\nattendees: [sana-malik, ayesha-khan, sana-malik]", ["SES006"]),
        ("attendees: [ayesha-khan, sana-malik, sana-malik]", ["SES006"]),
        ("observers: [sana-malik]", ["SES006"]),
        ("leaders: [nadia-iqbal, nadia-iqbal]", ["SES006"]),
        ("presenter: bilal-ahmed", ["SES006"]),
        ("attendees: [bilal-ahmed, nadia-iqbal]", ["SES006", "SES006"]),
        ("recorded-by: sana-malik\nconfirmed-by: ayesha-khan", []),
    ],
)
def test_a_person_is_named_in_one_role(keys: str, expected: list[str]) -> None:
    assert codes(f"{MARCH}{keys}", only="SES REF") == expected


def test_the_second_mention_is_pointed_at() -> None:
    (found,) = finds("SES006", f"{MARCH}observers: [sana-malik]")

    assert found.excerpt == "observers: [sana-malik]"
    assert found.message == "sana-malik is already listed as an attendee"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("recorded-by: sana-malik\nconfirmed-by: sana-malik", ["SES011"]),
        ("recorded-by: omar-farooq\nconfirmed-by: sana-malik", []),  # a secretary may record
        ("confirmed-by: omar-farooq", ["SES012"]),
        ("recorded-by: omar-farooq\nconfirmed-by: omar-farooq", ["SES011", "SES012"]),
        ("confirmed-by: omar-farooq\nobservers: [omar-farooq]", []),
        ("confirmed-by: nadia-iqball", ["REF001"]),
        ("confirmed-by: sana-malik\nattendees: [sana-malek]", ["REF001"]),
        ("confirmed-by: ayesha-khan\nattendees: []", []),  # the presenter was there
    ],
)
def test_a_session_is_confirmed_by_another_who_was_there(keys: str, expected: list[str]) -> None:
    assert codes(f"{MARCH}{keys}", only="SES REF") == expected
