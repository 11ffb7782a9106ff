"""The calendar is read back by the library: what stands in it, when, and under which name."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from balintrec.errors import BalintrecError
from balintrec.io.export.calendar import WHAT, calendar_bytes, calendar_items
from balintrec.pathway import held_on, standing
from balintrec.views.standing import next_due
from tests.io.export.societies import FILES, FORMULA, ON, loaded
from tests.sample import ON as SAMPLE_DAY
from tests.sample import society as sample_society

icalendar = pytest.importorskip("icalendar", reason='needs pip install "balintrec[calendar]"')
WARSAW = ZoneInfo("Europe/Warsaw")
HOST = "@wisla-balint-society.balintrec"


def made(
    files: Mapping[str, bytes] = FILES,
    *,
    member: str | None = None,
    what: Collection[str] = WHAT,
    zone: tzinfo | None = WARSAW,
    on: date = ON,
) -> bytes:
    return calendar_bytes(
        calendar_items(loaded(files).society, on, member=member, what=what), "Name", zone, on
    )


def entries(data: bytes) -> dict[str, Any]:
    """The events by UID, without the society."""
    calendar = icalendar.Calendar.from_ical(data)
    found = list(calendar.walk("VEVENT"))
    assert not [error for one in found for error in one.errors]
    by_uid = {str(one["uid"]).partition("@")[0]: one for one in found}
    assert len(by_uid) == len(found)
    return by_uid


def changed(path: str, old: str, new: str) -> dict[str, bytes]:
    assert old.encode() in FILES[path]
    return {**FILES, path: FILES[path].replace(old.encode(), new.encode())}


def test_what_stands_in_it() -> None:
    assert list(entries(made())) == [
        "events/weekend",
        "sessions/called-off",
        "sessions/summer",
        "sessions/no-clock",
        "renewals/nadia/accredited-leader",
        "due/hostile/writing/half-yearly",
        "due/sana/writing/half-yearly",
        "sessions/winter",
    ]


def test_times_are_of_the_society_in_summer_and_winter() -> None:
    found = entries(made())
    assert found["sessions/summer"].start == datetime(2026, 6, 2, 18, 0, tzinfo=WARSAW)
    assert found["sessions/summer"].start.utcoffset() == timedelta(hours=2)
    assert found["sessions/summer"].end == datetime(2026, 6, 2, 19, 30, tzinfo=WARSAW)
    assert found["sessions/winter"].start.utcoffset() == timedelta(hours=1)


def test_an_end_that_is_not_recorded_is_the_length_of_the_group() -> None:
    found = entries(made())["sessions/winter"]
    assert found.end - found.start == timedelta(minutes=90)


def test_without_any_length_there_is_no_end() -> None:
    found = entries(made(changed("records/groups/tuesday.md", "minutes: 90\n", "")))["sessions/winter"]
    assert "dtend" not in found
    assert found.start == datetime(2026, 12, 1, 18, 0, tzinfo=WARSAW)


def test_the_zone_is_described_for_the_years_in_it() -> None:
    calendar = icalendar.Calendar.from_ical(made())
    zones = calendar.walk("VTIMEZONE")
    assert [str(zone["tzid"]) for zone in zones] == ["Europe/Warsaw"]
    assert b"DAYLIGHT" in made()
    assert b"1977" not in made()
    assert not calendar.get_missing_tzids()


@pytest.mark.parametrize(
    ("zone", "written"), [(None, b"DTSTART:20260602T180000\r"), (UTC, b"DTSTART:20260602T180000Z\r")]
)
def test_without_a_zone_and_in_utc(zone: tzinfo | None, written: bytes) -> None:
    data = made(zone=zone)
    assert written in data
    assert b"VTIMEZONE" not in data


def test_a_session_without_a_clock_takes_the_day() -> None:
    found = entries(made())["sessions/no-clock"]
    assert (found.start, found.end) == (date(2026, 7, 7), date(2026, 7, 8))
    assert found["transp"] == "TRANSPARENT"


def test_an_event_takes_all_its_days() -> None:
    found = entries(made())["events/weekend"]
    assert (found.start, found.end) == (date(2026, 4, 10), date(2026, 4, 13))
    assert found["summary"] == "Spring weekend"


def test_what_was_called_off_is_cancelled_under_the_same_uid() -> None:
    found = entries(made())
    assert found["sessions/called-off"]["status"] == "CANCELLED"
    assert found["sessions/called-off"]["uid"] == f"sessions/called-off{HOST}"
    assert found["sessions/summer"]["status"] == "CONFIRMED"
    later = made(
        changed("records/sessions/2026/summer.md", "planned", "cancelled"), on=ON + timedelta(days=1)
    )
    again = entries(later)["sessions/summer"]
    assert again["uid"] == found["sessions/summer"]["uid"]
    assert again["sequence"] > found["sessions/summer"]["sequence"]


def test_what_is_due_is_the_next_day_of_status() -> None:
    society = sample_society()
    found = entries(
        calendar_bytes(calendar_items(society, SAMPLE_DAY, what=["due"]), "Name", None, SAMPLE_DAY)
    )
    for member in society.members.values():
        where = standing(society, member, SAMPLE_DAY)
        due = next_due(society, where)
        days = {one.start for uid, one in found.items() if uid.startswith(f"due/{member.id}/")}
        if where.policy and due and "/" in due.what:
            assert min(days) == due.day
        else:
            assert not days
    assert {str(one["class"]) for one in found.values()} == {"PRIVATE"}


def test_a_credential_that_runs_out_stands_on_its_last_day() -> None:
    society = sample_society()
    found = entries(
        calendar_bytes(calendar_items(society, SAMPLE_DAY, what=["renewals"]), "Name", None, SAMPLE_DAY)
    )
    last = found["renewals/lucja-zolc-wisniewska/accredited-leader"].start
    assert held_on(society, "lucja-zolc-wisniewska", last) == ("accredited-leader",)
    assert held_on(society, "lucja-zolc-wisniewska", last + timedelta(days=1)) == ()


def test_of_one_member_what_they_have_to_do_with() -> None:
    assert list(entries(made(member="sana"))) == [
        "events/weekend",
        "sessions/called-off",
        "sessions/summer",
        "due/sana/writing/half-yearly",
    ], "she has left the group before July"
    assert "sessions/winter" in entries(made(member="hostile"))
    assert "renewals/nadia/accredited-leader" in entries(made(member="nadia"))


def test_a_planned_session_is_led_by_those_who_lead_on_its_day() -> None:
    terms = "[{member: nadia, to: 2026-06-02}, {member: sana, from: 2026-06-03}]"
    group = FILES["records/groups/tuesday.md"].replace(b"leaders: [nadia]", f"leaders: {terms}".encode())
    files = {**FILES, "records/groups/tuesday.md": group}
    texts = {one.uid: one.text for one in calendar_items(loaded(files).society, ON, what=["sessions"])}
    led = {uid.split("@")[0].rpartition("/")[2]: text for uid, text in texts.items()}
    assert "Leaders: Nadia Iqbal" in led["summer"]
    assert "Leaders: Sana Malik" in led["no-clock"]


def test_only_what_is_asked_for() -> None:
    assert {uid.split("/")[0] for uid in entries(made(what=["sessions"]))} == {"sessions", "events"}
    assert {uid.split("/")[0] for uid in entries(made(what=["renewals"]))} == {"renewals"}


def test_hostile_names_are_one_line_and_stay_themselves() -> None:
    data = made(
        changed("records/groups/tuesday.md", "name: Tuesday; the, group", 'name: "BEGIN:VALARM; x, \\\\n"')
    )
    assert b"\r\nBEGIN:VALARM" not in data
    found = entries(data)
    assert found["sessions/summer"]["summary"] == "BEGIN:VALARM; x, \\n"
    assert FORMULA in str(found["sessions/winter"]["description"])
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_commas_and_semicolons_are_read_back() -> None:
    assert entries(made())["sessions/summer"]["summary"] == "Tuesday; the, group"
    assert b"SUMMARY:Tuesday\\; the\\, group\r\n" in made()


def test_made_twice_it_is_the_same_and_stamped_with_the_day() -> None:
    assert made() == made()
    assert {one["dtstamp"].dt for one in entries(made()).values()} == {datetime(2026, 3, 10, tzinfo=UTC)}


def test_a_society_without_records_has_an_empty_calendar() -> None:
    assert entries(made({})) == {}


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(BalintrecError, match=r"pip install \"balintrec\[calendar\]\""):
        made()


def test_nothing_is_due_from_somebody_who_is_no_member_any_more() -> None:
    path = "records/members/hostile.md"
    text = FILES[path].decode()
    assert any(one.startswith("due/hostile/") for one in entries(made()))
    ended = re.sub(r"membership:.*", "membership: [{from: 2025-01-01, to: 2025-02-01}]", text)
    assert ended != text
    assert not any(one.startswith("due/hostile/") for one in entries(made({**FILES, path: ended.encode()})))
    path = "records/members/nadia.md"
    nadia = re.sub(r"membership:.*\n", "", FILES[path].decode()).replace(
        "name:", "membership: [{from: 2020-01-01, to: 2020-02-01}]\nname:", 1
    )
    assert not any(one.startswith("renewals/nadia") for one in entries(made({**FILES, path: nadia.encode()})))
