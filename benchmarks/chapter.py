"""The life of one group: when it meets, who comes, who leads, and who goes the way to a credential.

A group is made as a whole; nothing of it is kept but what other groups need (`Company`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from balintrec.dates import add_months
from benchmarks.company import LAST_DAY, Company, saturday
from benchmarks.filing import Entry, Filing
from benchmarks.people import TOWNS, Person

CALLED_OFF_IN = (11, 12, 1, 2, 3, 4)
"""Only where the summer break is far, so that nobody's quarter of a year stays without a session."""
AUGUST = 8


@dataclass
class Stay:
    """Somebody in a group, from their first session to their last, and how regularly they come."""

    who: Person
    first: date
    last: date | None
    keen: float
    leave: tuple[date, date] | None = None

    def there(self, day: date) -> bool:
        """Whether they belong to the group on a day and are not on leave."""
        belongs = self.first <= day and (self.last is None or day <= self.last)
        return belongs and not (self.leave and self.leave[0] <= day <= self.leave[1])


@dataclass
class Course:
    """Somebody on the way to a credential: when they were found ready, when they co-led, what came of it."""

    stay: Stay
    supervisor: Person
    ready: date
    led: list[date] = field(default_factory=list)
    done: date | None = None
    """The day on which two years of co-leading were complete."""
    granted: date | None = None


@dataclass
class Meeting:
    """A day on which a group meets, who leads it, and who co-leads."""

    day: date
    leader: Person
    other: Person
    co_leaders: list[Person] = field(default_factory=list)
    held: bool = True


@dataclass
class Chapter:
    """A group with everybody in it."""

    rng: Random
    company: Company
    filing: Filing
    town: tuple[str, str]
    id: str
    leaders: tuple[Person, Person]
    since: tuple[date, date | None]
    """From when on the leaders hold their credential; None: was granted here, the records are there already."""
    weekday: int
    often: bool
    """Every second week and not once a month."""
    pairs: bool
    """Two co-lead at a time: in turn where it meets often, else together."""
    closed: bool
    start: date
    end: date | None
    meetings: list[Meeting] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    courses: list[Course] = field(default_factory=list)

    def session(self, day: date) -> str:
        """The id of the session of a day."""
        return f"{day}-{self.id}"

    def paper(self, kind: str, id: str, day: date, text: str) -> Entry:
        """A paper, filed."""
        return Entry(self.filing.paper(kind, id, day, self.town[0].lower()), text, day)


def chapter(seed: int, number: int, company: Company, filing: Filing, years: float | None = None) -> Chapter:
    """The group of a number, with everybody's way through it; ``years`` makes it a young one of that age."""
    one = _begun(Random(f"{seed}/{number}"), number, company, filing, years)
    _fill(one)
    for lane in range(2 if one.pairs else 1):
        _walk(one, lane)
    return one


def _begun(rng: Random, number: int, company: Company, filing: Filing, years: float | None) -> Chapter:
    town = TOWNS[number % len(TOWNS)]
    start = date(2015, 1, 5) + timedelta(days=rng.randrange(3_300))
    if years is not None:
        start = LAST_DAY - timedelta(days=int(365 * years))
    end = None
    if years is None and rng.random() < 0.25:
        end = start + timedelta(days=rng.randint(700, 2_600))
        end = None if end > LAST_DAY else end
    first, graduate = company.newcomer(), company.graduate(start)
    since = start - timedelta(days=rng.randint(40, 200))
    leaders = (first, graduate or company.newcomer())
    made = Chapter(
        rng, company, filing, town, f"{town[0].lower()}-{number // len(TOWNS) + 1}", leaders,
        (saturday(since), None if graduate else saturday(since)),
        rng.randrange(5), rng.random() < 0.25, rng.random() < 0.5, rng.random() < 0.3, start, end,
    )  # fmt: skip
    company.supervisors.append((first, made.since[0]))
    made.meetings = _meetings(made)
    return made


def _meetings(one: Chapter) -> list[Meeting]:
    days = _fortnightly(one) if one.often else _monthly(one)
    found: list[Meeting] = []
    for number, day in enumerate(days):
        leader, other = one.leaders if number % 3 else one.leaders[::-1]
        off = day.month in CALLED_OFF_IN and one.rng.random() < 0.03 and found and found[-1].held
        found.append(Meeting(day, leader, other, held=not off))
    return found


def _monthly(one: Chapter) -> Iterator[date]:
    week, month = one.rng.randrange(4), date(one.start.year, one.start.month, 1)
    while month <= (one.end or LAST_DAY):
        day = month + timedelta(days=(one.weekday - month.weekday()) % 7 + 7 * week)
        if one.start <= day <= (one.end or LAST_DAY) and day.month != AUGUST:
            yield day
        month = add_months(month, 1)


def _fortnightly(one: Chapter) -> Iterator[date]:
    day = one.start + timedelta(days=(one.weekday - one.start.weekday()) % 7)
    while day <= (one.end or LAST_DAY):
        if day.month != AUGUST and (day.month, day.day // 24) != (12, 1):
            yield day
        day += timedelta(days=14)


def _fill(one: Chapter) -> None:
    """Let people come and go, so that about six to nine belong to the group at any time."""
    days = [meeting.day for meeting in one.meetings if meeting.held]
    for _ in range(one.rng.randint(6, 9)):
        day = one.start
        while (place := bisect_left(days, day)) < len(days):
            stay = _stay(one, days[place])
            one.stays.append(stay)
            if stay.last is None:
                break
            day = stay.last + timedelta(days=one.rng.randint(10, 90))


def _stay(one: Chapter, day: date) -> Stay:
    rng, close = one.rng, one.end or LAST_DAY
    last: date | None = day + timedelta(days=rng.randint(500, 3_000))
    if last and last > close:
        last = None
    leave = None
    if rng.random() < 0.1:
        begin = day + timedelta(days=rng.randint(100, 400))
        leave = (begin, begin + timedelta(days=rng.randint(60, 150)))
    return Stay(one.company.newcomer(), day, last, rng.uniform(0.7, 0.97), leave)


def _walk(one: Chapter, lane: int) -> None:
    """Lead one after the other of a group's members along the pathway, as far as time allows."""
    mine = [meeting for meeting in one.meetings if meeting.held]
    if one.often and one.pairs:
        mine = mine[lane::2]
    free = one.start
    taken = {course.stay.who for course in one.courses}
    for stay in one.stays:
        if stay.who in taken or stay.leave:
            continue
        ripe = max(add_months(stay.first, 24), free)
        ready = next((meeting.day for meeting in mine if meeting.day >= ripe), None)
        if ready is None or (stay.last and stay.last < ready):
            continue
        stay.last = None
        course = _course(one, stay, ready, mine)
        one.courses.append(course)
        free = course.done or LAST_DAY


def _course(one: Chapter, stay: Stay, ready: date, mine: list[Meeting]) -> Course:
    stay.keen = 1.0
    course = Course(stay, one.company.supervisor(one.rng, ready), ready)
    for meeting in mine:
        if meeting.day <= ready + timedelta(days=10):
            continue
        meeting.co_leaders.append(stay.who)
        course.led.append(meeting.day)
        if meeting.day >= add_months(course.led[0], 24):
            course.done = meeting.day
            break
    return course
