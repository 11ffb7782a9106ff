"""What is recorded of one group: its people, its sessions, and the papers of those who went the way to a credential."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import date, timedelta
from random import Random

from balintrec.dates import add_months
from benchmarks import sentences
from benchmarks.chapter import Chapter, Course, Meeting, Stay
from benchmarks.company import LAST_DAY, front, ids, member, minute, saturday
from benchmarks.filing import Entry
from benchmarks.people import REFEREES, Person

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def chronicle(one: Chapter) -> list[Entry]:
    """Everything that was recorded up to the last day; nothing where the group never met."""
    entries = _entries(one) if one.meetings else ()
    return [entry for entry in entries if entry.day is None or entry.day <= LAST_DAY]


def _entries(one: Chapter) -> Iterator[Entry]:
    # A grant ends somebody's time in the group, so these are made before the group's list of people.
    papers = [entry for course in one.courses for entry in _papers(one, course)]
    yield _group(one)
    yield from _leaders(one)
    for stay in one.stays:
        yield from _member(one, stay)
    for meeting in one.meetings:
        yield _session(one, meeting)
    yield from papers
    yield from _gatherings(one)


def _group(one: Chapter) -> Entry:
    name = f"{one.id.replace('-', ' ').capitalize()}, {WEEKDAYS[one.weekday]} group"
    lines = [
        f"name: {{latin: '{name}', ur: {one.town[1]} گروپ {one.id.rpartition('-')[2]}}}",
        f"leaders: {ids(one.leaders)}",
        f"kind: {'closed' if one.closed else 'ongoing'}",
        "mode: in-person",
        "minutes: 90",
        "size: {at-least: 2, at-most: 16}",
        "goals: [understand the relation with the patient, stay curious about difficult encounters]",
        "norms: [what is said here stays here, no notes, telephones off]",
        f"setting: {one.rng.choice(('hospital', 'university', 'primary-care'))}",
        "roster:",
    ]
    for stay in one.stays:
        until = f", to: {stay.last}" if stay.last else ""
        lines.append(f"  - {{member: {stay.who.id}, from: {stay.first}{until}}}")
    until = f", to: {one.end}" if one.end else ""
    lines.append(f"period: {{from: {one.start}{until}}}")
    text = front(lines, sentences.body(one.rng, sentences.GROUP, 4, 8))
    return Entry(one.filing.group(one.id, one.town[0].lower()), text)


def _leaders(one: Chapter) -> Iterator[Entry]:
    for leader, since in zip(one.leaders, one.since, strict=True):
        if since is None:
            continue
        joined = max(since - timedelta(days=one.rng.randint(30, 300)), date(2014, 1, 1))
        path = one.filing.person(leader.id, one.town[0].lower(), one.id)
        yield Entry(path, member(one.rng, leader, f"{{from: {joined}}}"))
        rest = [
            "reason: has led groups elsewhere, papers and references seen",
            "credential: accredited-leader",
            f"number: {one.company.certificate(since)}",
        ]
        text = minute(one.rng, one.company, "recognise", leader, since, rest)
        yield one.paper("decisions", f"{since}-{leader.id}-recognise", since, text)
        for kind in ("ethics", "indemnity"):
            yield _attested(one, leader, kind, since + timedelta(days=14), one.company.committee[0])


def _attested(one: Chapter, who: Person, kind: str, day: date, by: Person, *rest: str) -> Entry:
    lines = [f"kind: {kind}", f"member: {who.id}", f"date: {day}", f"by: {by.id}", *rest]
    text = front(lines, sentences.body(one.rng, sentences.ATTESTATION, 2, 4))
    return one.paper("attestations", f"{day}-{who.id}-{kind}", day, text)


def _member(one: Chapter, stay: Stay) -> Iterator[Entry]:
    rng = one.rng
    joined = stay.first - timedelta(days=rng.randint(0, 30))
    # Who was granted the credential stays a member after leaving the group.
    until = f", to: {stay.last}" if stay.last and not _granted(one, stay) else ""
    path = one.filing.person(stay.who.id, one.town[0].lower(), one.id)
    yield Entry(path, member(rng, stay.who, f"{{from: {joined}{until}}}"))
    if rng.random() < 0.5:
        yield _attested(one, stay.who, "confidentiality", stay.first, one.leaders[0])
    if stay.leave:
        day = saturday(stay.leave[0] - timedelta(days=14))
        reason = rng.choice(("rotation in another town", "parental leave", "illness in the family"))
        rest = [f"reason: {reason}", f"period: {{from: {stay.leave[0]}, to: {stay.leave[1]}}}"]
        text = minute(rng, one.company, "leave", stay.who, day, rest)
        yield one.paper("decisions", f"{day}-{stay.who.id}-leave", day, text)


def _granted(one: Chapter, stay: Stay) -> bool:
    return any(course.stay is stay and course.granted for course in one.courses)


def _session(one: Chapter, meeting: Meeting) -> Entry:
    id = one.session(meeting.day)
    path = one.filing.session(id, meeting.day, one.id)
    lines = [f"date: {meeting.day}", f"group: {one.id}"]
    if not meeting.held:
        text = front(
            [*lines, "status: cancelled", f"leaders: [{meeting.leader.id}]"], "Called off by telephone.\n"
        )
        return Entry(path, text, meeting.day)
    return Entry(path, front([*lines, *_who(one, meeting)], _notes(one.rng)), meeting.day)


def _notes(rng: Random) -> str:
    return sentences.body(rng, sentences.SESSION, 2, 6)


def _who(one: Chapter, meeting: Meeting) -> list[str]:
    rng, day = one.rng, meeting.day
    belong = [stay for stay in one.stays if stay.there(day) and stay.who not in meeting.co_leaders]
    came = [stay.who for stay in belong if stay.keen >= 1 or rng.random() < stay.keen] or [belong[0].who]
    rng.shuffle(came)
    if rng.random() < 0.2:
        came.append(meeting.other)
    minutes = rng.choice((0, 0, 0, 5, 10))
    lines = [f'start: "18:{minutes:02}"', f'end: "19:{30 + minutes:02}"', f"leaders: [{meeting.leader.id}]"]
    if meeting.co_leaders:
        lines.append(f"co-leaders: {ids(meeting.co_leaders)}")
    lines += [f"presenter: {came[0].id}", "attendees:"]
    lines += [f"  - {who.id}" for who in sorted(came)]
    if rng.random() < 0.2:
        lines.append(f"guests: {rng.randint(1, 2)}")
    recorder = (meeting.co_leaders or came)[-1]
    return [
        *lines,
        f"cases: {rng.randint(1, 2)}",
        f"recorded-by: {recorder.id}",
        f"confirmed-by: {meeting.leader.id}",
    ]


def _papers(one: Chapter, course: Course) -> Iterator[Entry]:
    """What is written of one who goes the way, in the order in which it happens."""
    yield _assessment(one, course, "readiness", course.ready, one.leaders[0])
    if not course.led:
        return
    yield from _supervisions(one, course)
    observed = course.led[len(course.led) // 2]
    yield _assessment(one, course, "observation", observed, _leader(one, observed))
    if one.rng.random() < 0.5:
        day = course.led[0] + timedelta(days=200)
        yield _attested(one, course.stay.who, "own-therapy", day, course.supervisor, "hours: 40")
    last = yield from _reflections(one, course)
    if course.done:
        yield from _application(one, course, max(course.done, last))


def _leader(one: Chapter, day: date) -> Person:
    return next(meeting.leader for meeting in one.meetings if meeting.day == day)


def _assessment(one: Chapter, course: Course, kind: str, day: date, by: Person) -> Entry:
    lines = [
        f"kind: {kind}",
        f"member: {course.stay.who.id}",
        f"by: {by.id}",
        f"date: {day}",
        "verdict: ready",
    ]
    if kind == "observation":
        lines += [f"session: {one.session(day)}", "mode: in-person"]
    marks = one.rng.choice(("good", "developing")), one.rng.choice(("good", "very-good"))
    lines.append(f"competencies: {{safe-environment: {marks[0]}, relationship-focus: {marks[1]}}}")
    text = front(lines, sentences.body(one.rng, sentences.ASSESSMENT, 4, 9))
    return one.paper("assessments", f"{day}-{course.stay.who.id}-{kind}", day, text)


def _supervisions(one: Chapter, course: Course) -> Iterator[Entry]:
    rng, who, end = one.rng, course.stay.who, course.led[-1]
    day, before = course.led[0] + timedelta(days=45), date.min
    while day <= end:
        covered = [one.session(led) for led in course.led if before < led <= day][-3:]
        lines = [
            f"date: {day}",
            f"supervisor: {course.supervisor.id}",
            f"supervisees: [{who.id}]",
            f"minutes: {rng.choice((45, 60, 60, 75))}",
            f"mode: {rng.choice(('in-person', 'online'))}",
        ]
        if covered:
            lines += ["sessions:", *(f"  - {id}" for id in covered)]
        if rng.random() < 0.1:
            lines.append("recorded: yes")
        text = front(lines, sentences.body(rng, sentences.SUPERVISION, 3, 7))
        yield one.paper("supervisions", f"{day}-{who.id}", day, text)
        before, day = day, day + timedelta(days=rng.randint(75, 105))


def _reflections(one: Chapter, course: Course) -> Generator[Entry, None, date]:
    """One every six months, some days early or late; now and then one is waived. Gives the day of the last."""
    rng, who, begin = one.rng, course.stay.who, course.led[0]
    waived = 2 if rng.random() < 0.1 else 0
    day, after = begin, begin
    for number in range(1, 5):
        due = add_months(begin, 6 * number)
        if due > (course.done or one.end or LAST_DAY):
            break
        day = due + timedelta(days=rng.randint(-12, 20))
        if number == waived:
            yield _waived(one, course, saturday(due + timedelta(days=20)))
        else:
            lines = [f"member: {who.id}", f"written: {day}", f"period: {{from: {after}, to: {day}}}"]
            if rng.random() < 0.5:
                lines.append(f"discussed-with: {course.supervisor.id}")
            text = front(lines, sentences.essay(rng, sentences.REFLECTION, rng.randint(2, 5)))
            id = f"{day}-{who.id}"
            yield Entry(one.filing.reflection(id, one.id), text, day)
        after = day + timedelta(days=1)
    return day


def _waived(one: Chapter, course: Course, day: date) -> Entry:
    rest = ["reason: a death in the family", "requirement: reflection/half-yearly-reflection", "due: 2"]
    text = minute(one.rng, one.company, "waive", course.stay.who, day, rest, (course.supervisor,))
    return one.paper("decisions", f"{day}-{course.stay.who.id}-waive", day, text)


def _application(one: Chapter, course: Course, complete: date) -> Iterator[Entry]:
    rng, who, by = one.rng, course.stay.who, course.supervisor
    reported = complete + timedelta(days=rng.randint(3, 10))
    endorsed = reported + timedelta(days=rng.randint(2, 14))
    applied = endorsed + timedelta(days=rng.randint(12, 30))
    yield _assessment(one, course, "report", reported, by)
    text = front(
        [f"member: {who.id}", f"by: {by.id}", f"date: {endorsed}"],
        sentences.body(rng, sentences.ENDORSEMENT, 3, 5),
    )
    yield one.paper("endorsements", f"{endorsed}-{who.id}", endorsed, text)
    letters = []
    for family in rng.sample(REFEREES, 2):
        written = applied - timedelta(days=rng.randint(10, 100))
        letters.append(f"{written}-{who.id}-{family.lower()}")
        yield _letter(one, who, family, written)
    lines = [
        f"member: {who.id}",
        f"date: {applied}",
        "credential: accredited-leader",
        "documents: [form, logbook]",
        f"endorsement: {endorsed}-{who.id}",
        f"references: [{', '.join(letters)}]",
        f"reports: [{reported}-{who.id}-report]",
    ]
    text = front(lines, sentences.body(rng, sentences.APPLICATION, 5, 9))
    yield one.paper("applications", f"{applied}-{who.id}", applied, text)
    yield from _grant(one, course, applied)


def _letter(one: Chapter, who: Person, family: str, written: date) -> Entry:
    received = written + timedelta(days=one.rng.randint(2, 9))
    lines = [
        f"member: {who.id}",
        f"referee: Prof. {one.rng.choice('ABDFGHIJKLMNRSTUWYZ')}. {family}",
        f"written: {written}",
        f"received: {received}",
    ]
    text = front(lines, sentences.body(one.rng, sentences.REFERENCE, 4, 8))
    id = f"{written}-{who.id}-{family.lower()}"
    filed = one.paper("references", id, written, text)
    return filed._replace(day=received)


def _grant(one: Chapter, course: Course, applied: date) -> Iterator[Entry]:
    day = saturday(applied + timedelta(days=one.rng.randint(20, 60)))
    if day > LAST_DAY:
        return
    who = course.stay.who
    course.granted = course.stay.last = day
    rest = [
        f"application: {applied}-{who.id}",
        "credential: accredited-leader",
        f"number: {one.company.certificate(day)}",
    ]
    text = minute(one.rng, one.company, "grant", who, day, rest, (course.supervisor,))
    one.company.graduates.append((who, day))
    yield one.paper("decisions", f"{day}-{who.id}-grant", day, text)


def _gatherings(one: Chapter) -> Iterator[Entry]:
    """Once a year a day or a weekend of the group's town, and what the group answered when it was asked."""
    for year in range(one.start.year + 1, (one.end or LAST_DAY).year + 1):
        first = saturday(date(year, one.rng.randint(2, 6), one.rng.randint(1, 20)))
        day = date(year, 6, one.rng.randint(5, 28))
        came = [stay.who for stay in one.stays if stay.there(first) and stay.there(first + timedelta(days=1))]
        if (one.end and day > one.end) or len(came) < 3:
            continue
        if one.rng.random() < 0.4:
            yield _event(one, first, came)
        if one.rng.random() < 0.5:
            yield _feedback(one, day)


def _event(one: Chapter, first: date, came: list[Person]) -> Entry:
    two = one.rng.random() < 0.3
    last = f", to: {first + timedelta(days=1)}" if two else ""
    kind, days, sessions = ("weekend", 2, 4) if two else ("course", 1, 2)
    lines = [
        f"name: {kind.capitalize()} of {one.id.replace('-', ' ').capitalize()}, {first.year}",
        f"kind: {kind}",
        f"period: {{from: {first}{last}}}",
        f"days: {days}",
        f"sessions: {sessions}",
        f"minutes: {300 * days}",
        "mode: in-person",
        f"leaders: {ids(one.leaders)}",
        "attendees:",
        *(f"  - {who.id}" for who in sorted(came)),
        f"approved-by: {one.company.committee[0].id}",
    ]
    text = front(lines, sentences.body(one.rng, sentences.EVENT, 2, 5))
    return one.paper("events", f"{first}-{one.id}-{kind}", first + timedelta(days=days - 1), text)


def _feedback(one: Chapter, day: date) -> Entry:
    lines = [f"group: {one.id}", f"date: {day}", "kind: feedback", "consent: yes", "answers:"]
    for number in range(1, one.rng.randint(4, 8)):
        values = ", ".join(str(one.rng.randint(2, 6)) for _ in range(5))
        lines.append(f"  - {{pseudonym: p{number}, values: [{values}]}}")
    text = front(lines, sentences.body(one.rng, sentences.EVALUATION, 2, 3))
    return one.paper("evaluations", f"{day}-{one.id}-feedback", day, text)
