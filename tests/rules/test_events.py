"""The days of events, what they count as, and who approved them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rules.examples import codes, finds

INTENSIVE = "# records/events/2024-10-05-intensive.md\n"


@pytest.mark.parametrize(
    ("path", "period", "expected"),
    [
        ("2025-03-01-workshop", "{from: 2025-03-01, to: 2025-03-03}", []),
        ("2025/2025-03-01-workshop", "{from: 2025-03-01}", []),
        ("spring-workshop", "{from: 2025-03-01}", []),
        ("2025-spring", "{from: 2025-03-01}", []),
        ("2025-03-03-workshop", "{from: 2025-03-01, to: 2025-03-03}", ["EVT001"]),
        ("2024/2025-03-01-workshop", "{from: 2025-03-01}", ["EVT001"]),
        ("2024/spring-workshop", "{from: 2025-03-01}", ["EVT001"]),
    ],
)
def test_a_file_that_begins_with_a_day_begins_with_the_first(
    path: str, period: str, expected: list[str]
) -> None:
    event = f"# records/events/{path}.md\nname: Workshop\nkind: workshop\nperiod: {period}"

    assert codes(event) == expected


@pytest.mark.parametrize(
    ("status", "on", "expected"),
    [
        ("held", date(2026, 11, 23), []),
        ("held", date(2026, 11, 22), ["EVT002"]),  # it still goes on
        ("planned", date(2026, 11, 23), []),
        ("planned", date(2026, 11, 24), ["EVT003"]),
        ("cancelled", date(2026, 11, 22), []),
        ("cancelled", date(2026, 11, 24), []),
    ],
)
def test_on_its_last_day_an_event_is_either_planned_or_held(
    status: str, on: date, expected: list[str]
) -> None:
    event = "name: Workshop\nkind: workshop\nperiod: {from: 2026-11-21, to: 2026-11-23}\n"

    assert codes(f"# records/events/workshop.md\n{event}status: {status}", on) == expected


@pytest.mark.parametrize(
    ("day", "people", "event", "expected"),
    [
        ("2024-10-05", "attendees: [sana-malik]", "sessions: 8", ["EVT004"]),
        ("2024-10-08", "attendees: [sana-malik]", "sessions: 8", ["EVT004"]),
        ("2024-10-04", "attendees: [sana-malik]", "sessions: 8", []),
        ("2024-10-09", "attendees: [sana-malik]", "sessions: 8", []),
        ("2024-10-06", "attendees: [sana-malik, bilal-ahmed]", "sessions: 8", ["EVT004"]),
        ("2024-10-06", "attendees: [hina-raza]", "sessions: 8", []),  # nobody was in both
        ("2024-10-06", "attendees: [sana-malik]", "sessions: 0", []),
        ("2024-10-06", "attendees: [sana-malik]", "status: cancelled", ["EVT010"]),
        ("2024-10-06", "status: cancelled\nattendees: [sana-malik]", "sessions: 8", []),
    ],
)
def test_a_session_counts_for_itself_or_within_an_event(
    day: str, people: str, event: str, expected: list[str]
) -> None:
    session = f"# records/sessions/{day}-karachi-online.md\ndate: {day}\ngroup: karachi-online\n"

    snippets = f"{session}leaders: [omar-farooq]\n{people}\n{INTENSIVE}{event}"
    assert codes(snippets, only="EVT") == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("approved-by: bilal-ahmed", ["EVT005"]),  # assessed there
        ("approved-by: sana-malik", []),  # was there
        ("approved-by: nadia-iqbal", []),  # led
        ("days: 4", []),
        ("days: 5", ["EVT006"]),
        ("period: {from: 2024-10-05}\ndays: 1", []),
        ("period: {from: 2024-10-05}\ndays: 2", ["EVT006"]),
        ("period: {from: 2024-10-05, to: 2024-10-04}\ndays: 1", ["PER001"]),
        ("leaders: [hina-raza]", ["EVT008"]),
        ("leaders: [hina-raza]\nsessions: 0", []),
        ("leaders: [hina-raza, nadia-iqbal]", []),
        ("leaders: []", []),
    ],
)
def test_an_event_is_approved_counted_and_led(keys: str, expected: list[str]) -> None:
    assert codes(f"{INTENSIVE}{keys}", only="EVT PER") == expected


@pytest.mark.parametrize(
    ("period", "more", "clash"),
    [
        ("{from: 2024-10-06}", "mode: in-person", True),  # a day in the middle
        ("{from: 2024-10-05}", "mode: in-person", False),  # the first day, before the other begins
        ("{from: 2024-10-08}", "mode: in-person", False),
        ("{from: 2024-10-03, to: 2024-10-05}", "mode: in-person", False),  # from one to the next
        ("{from: 2024-10-03, to: 2024-10-06}", "mode: in-person", True),
        ("{from: 2024-10-08, to: 2024-10-09}", "mode: in-person", False),
        ("{from: 2024-10-07, to: 2024-10-09}", "mode: in-person", True),
        ("{from: 2024-10-05, to: 2024-10-08}", "mode: in-person", True),
        ("{from: 2024-10-06}", "mode: online", False),
        ("{from: 2024-10-06}", "cancelled", False),
    ],
)
def test_nobody_is_in_two_events_at_once(period: str, more: str, clash: bool) -> None:
    more = "mode: in-person\nstatus: cancelled" if more == "cancelled" else more
    event = f"name: Workshop\nkind: workshop\nperiod: {period}\nattendees: [sana-malik]\n{more}"

    assert ("EVT007" in codes(f"# records/events/workshop.md\n{event}")) is clash


def test_a_session_inside_an_event_tells_of_the_event() -> None:
    session = "# records/sessions/2024-10-06-lahore-tuesday.md\ndate: 2024-10-06\ngroup: lahore-tuesday\n"

    (found,) = finds("EVT004", f"{session}leaders: [nadia-iqbal]")

    assert found.excerpt == "date: 2024-10-06"
    assert found.related[0].location.path == "records/events/2024-10-05-intensive.md"


@pytest.mark.parametrize(
    ("attendees", "expected"),
    [
        ("[bilal-ahmed, sana-malik]", []),
        ("[bilal-ahmed, nadia-iqbal]", ["EVT009"]),  # who leads
        ("[bilal-ahmed, bilal-ahmed]", ["REF002"]),
    ],
)
def test_who_leads_an_event_does_not_attend_it(attendees: str, expected: list[str]) -> None:
    assert codes(f"# records/events/2024-10-05-intensive.md\nattendees: {attendees}") == expected


def test_nobody_attends_an_event_that_was_cancelled() -> None:
    event = "# records/events/2024-10-05-intensive.md\nstatus: cancelled\n"
    assert "EVT010" in codes(event)
    assert "EVT010" not in codes(f"{event}attendees: []\nassessed: []\n")
