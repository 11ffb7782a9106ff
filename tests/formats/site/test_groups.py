"""A group as it met: counted by hand on a small society."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from balintrec.society import Society, load
from balintrec.views.groups import Life, life, sessions_by_group
from tests.sources import MemorySource

ON = date(2025, 1, 1)


def _member(name: str, profession: str = "") -> bytes:
    return f"---\nname: {name}\n{f'profession: {profession}' if profession else ''}\n---\n".encode()


def _session(day: str, rest: str) -> bytes:
    return f"---\ndate: {day}\ngroup: g\nleaders: [lea]\n{rest}\n---\n".encode()


FILES = {
    "records/members/lea.md": _member("Lea", "psychiatrist"),
    "records/members/ada.md": _member("Ada", "nurse"),
    "records/members/ben.md": _member("Ben", "nurse"),
    "records/members/cyd.md": _member("Cyd"),
    "records/groups/g.md": b"---\nname: G\nsize: {at-least: 4, at-most: 4}\n"
    b"roster: [{member: ben, from: 2024-01-01, to: 2024-10-31}]\n---\n",
    "records/sessions/2023-11-01-g.md": _session("2023-11-01", "attendees: [cyd]\ncases: 1"),
    "records/sessions/2024-09-01-g.md": _session(
        "2024-09-01", "presenter: ada\nattendees: [ada, ben, cyd]\ncases: 2"
    ),
    "records/sessions/2024-10-01-g.md": _session(
        "2024-10-01", "presenter: ada\nattendees: [ada]\nguests: 3\ncases: 1"
    ),
    "records/sessions/2024-11-01-g.md": _session("2024-11-01", "presenter: cyd\nobservers: [ben]"),
    "records/sessions/2024-12-01-g.md": _session("2024-12-01", ""),
    "records/sessions/2024-12-15-g.md": _session("2024-12-15", "status: cancelled"),
    "records/sessions/2025-02-01-g.md": _session("2025-02-01", "status: planned"),
}


def _life(on: date = ON) -> Life:
    society: Society = load(MemorySource(FILES))
    return life(society, society.groups["g"], sessions_by_group(society, on))


def test_time_looked_at_is_the_year_up_to_the_last_meeting() -> None:
    found = _life()
    assert (found.first, found.last, found.held) == (date(2023, 12, 2), date(2024, 12, 1), 4)


def test_size_is_counted_as_the_rule_on_it_counts() -> None:
    found = _life()
    assert [(one.day.month, one.present, one.place) for one in found.meetings] == [
        (11, 2, "below"),
        (9, 4, "within"),
        (10, 5, "above"),
        (11, 2, "below"),
        (12, 0, ""),
    ]
    assert found.sizes == (4, 5, 2)


def test_attendance_is_out_of_the_meetings_while_somebody_belonged() -> None:
    found = {one.member: (one.came, one.of, one.presented, one.leads) for one in _life().participants}
    assert found == {
        "ada": (2, 4, 2, False),
        "ben": (1, 2, 0, False),  # on the roster for September and October; to observe is not to take part
        "cyd": (2, 4, 1, False),
        "lea": (4, 4, 0, True),
    }
    assert _life().presenting == (2, 3)


def test_professions_of_those_who_take_part() -> None:
    assert _life().professions == (("nurse", 2), ("", 1))


def test_years() -> None:
    assert [tuple(year) for year in _life().years] == [
        (2024, 4, 1, 3, Fraction(37, 10)),
        (2023, 1, 0, 1, Fraction(2)),
    ]


def test_day_asked_cuts_off_what_came_later() -> None:
    assert _life(date(2024, 9, 30)).last == date(2024, 9, 1)
    assert _life(date(2020, 1, 1)) == Life((), None, None, 0, (), (), (), ())
