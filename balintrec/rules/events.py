"""Rules on events: their days, what they count as, and who approved them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from balintrec.dates import ONE_DAY
from balintrec.finding import Fault
from balintrec.model import Event
from balintrec.names import quoted
from balintrec.rules.intervals import overlaps
from balintrec.rules.placing import misfiled, named
from balintrec.rules.roles import none_holds, policy_on
from balintrec.rules.rule import at, error, fault, warning
from balintrec.society import Society


def _held(society: Society) -> Iterator[Event]:
    return (event for event in society.events.values() if event.status == "held")


@error("EVT001", "event-name-disagrees")
def event_name_disagrees(society: Society, on: date) -> Iterator[Fault]:
    """An event's file name and its first day do not agree.

    Where a file's name begins with a day, it is the first day of the event; a folder that is a year holds
    events that began in that year.

    Wrong:
        # records/events/2025-03-01-workshop.md
        name: Spring workshop
        kind: workshop
        period: {from: 2025-03-10}
    Right:
        # records/events/2025-03-01-workshop.md
        name: Spring workshop
        kind: workshop
        period: {from: 2025-03-01}
    """
    for event in society.events.values():
        yield from misfiled(event, event.period.from_, "period", "from")


@error("EVT002", "event-held-in-future")
def event_held_in_future(society: Society, on: date) -> Iterator[Fault]:
    """An event that is not over is entered as held.

    Events are held unless they say otherwise, and count on their last day. One that is still to come, or
    still goes on, is planned, and counts for nobody yet.

    Wrong:
        # records/events/2030-03-01-workshop.md
        name: Spring workshop
        kind: workshop
        period: {from: 2030-03-01}
    Right:
        # records/events/2030-03-01-workshop.md
        name: Spring workshop
        kind: workshop
        period: {from: 2030-03-01}
        status: planned
    """
    for event in _held(society):
        if event.day > on:
            message = f'the event ends on {event.day}, which is in the future, but its status is "held"'
            key = "to" if event.period.to else "from"
            yield fault(at(event, "period", key), message, "correct the day, or add a line status: planned")


@warning("EVT003", "event-planned-in-past")
def event_planned_in_past(society: Society, on: date) -> Iterator[Fault]:
    """The last day of a planned event has passed.

    Somebody has to say whether it was held, and who came; until then it counts for nobody.

    Wrong:
        # records/events/2025-03-01-workshop.md
        name: Spring workshop
        kind: workshop
        period: {from: 2025-03-01}
        status: planned
    Right:
        # records/events/2025-03-01-workshop.md
        name: Spring workshop
        kind: workshop
        period: {from: 2025-03-01}
        status: cancelled
    """
    for event in society.events.values():
        if event.status == "planned" and event.day < on:
            message = f"the event was planned until {event.day}, and that day has passed"
            remedy = "set the status to held, with who came, or to cancelled"
            yield fault(at(event, "status"), message, remedy)


@warning("EVT004", "session-inside-event")
def session_inside_event(society: Society, on: date) -> Iterator[Fault]:
    """A session lies within an event that itself counts as sessions, and somebody was in both.

    The sessions of an event are counted by its own `sessions`. One that also has a record of its own would
    count twice. A session elsewhere on the same day is right; the committee can accept the finding.

    Wrong:
        # records/sessions/2024-10-06-lahore-tuesday.md
        date: 2024-10-06
        group: lahore-tuesday
        leaders: [nadia-iqbal]
        attendees: [sana-malik]
    Right:
        # records/sessions/2024-10-09-lahore-tuesday.md
        date: 2024-10-09
        group: lahore-tuesday
        leaders: [nadia-iqbal]
        attendees: [sana-malik]
    """
    sessions = sorted(society.sessions.values(), key=lambda session: session.date)
    days = [session.date for session in sessions]
    for event in _held(society):
        if not event.sessions:
            continue
        there = {person for _, person in event.people()}
        for session in sessions[bisect_left(days, event.period.from_) : bisect_right(days, event.day)]:
            both = [person for _, person in session.people() if person in there]
            if both and session.status == "held":
                yield fault(
                    at(session, "date"),
                    f"already counted through {event.ref}, as {event.sessions} sessions, for {both[0]}",
                    "if this is one of the event's sessions, delete this record or the event's line sessions",
                    (at(event, "sessions"), "counts as sessions"),
                )


@warning("EVT005", "approved-own-assessment")
def approved_own_assessment(society: Society, on: date) -> Iterator[Fault]:
    """An event was approved by somebody who was assessed there.

    To approve an event is to say that it counts; who gains by it leaves that to others.

    Wrong:
        # records/events/2024-10-05-intensive.md
        approved-by: bilal-ahmed
    Right:
        # records/events/2024-10-05-intensive.md
        approved-by: omar-farooq
    """
    for event in society.events.values():
        if event.approved_by and event.approved_by in event.assessed:
            yield fault(
                at(event, "approved-by"),
                f"{event.approved_by} approved the event and was assessed there",
                "let somebody else approve it",
                (at(event, "assessed", event.assessed.index(event.approved_by)), "assessed here"),
            )


@error("EVT006", "more-days-than-period")
def more_days_than_period(society: Society, on: date) -> Iterator[Fault]:
    """An event counts more days than its period has.

    The period's first and last day both count. An event without a last day is one day long.

    Wrong:
        # records/events/2024-10-05-intensive.md
        period: {from: 2024-10-05, to: 2024-10-08}
        days: 5
    Right:
        # records/events/2024-10-05-intensive.md
        period: {from: 2024-10-05, to: 2024-10-08}
        days: 4
    """
    for event in society.events.values():
        length = (event.day - event.period.from_).days + 1
        if event.days is not None and event.days > length > 0:
            message = f"the event counts {event.days} days, but its period has {length}"
            yield fault(at(event, "days"), message, "correct the days or the period")


@warning("EVT007", "in-two-events")
def in_two_events(society: Society, on: date) -> Iterator[Fault]:
    """Somebody was in two events at once, both in person.

    One may travel from one event to the next, and two events of one day may follow each other: only a day
    in the middle of an event, or more than one day, is meant. Events and sessions of one day are not
    compared in this way, because events have no times.

    Wrong:
        # records/events/2024-10-06-workshop.md
        name: Autumn workshop
        kind: workshop
        period: {from: 2024-10-06}
        mode: in-person
        attendees: [sana-malik]
    Right:
        # records/events/2024-10-08-workshop.md
        name: Autumn workshop
        kind: workshop
        period: {from: 2024-10-08}
        mode: in-person
        attendees: [sana-malik]
    """
    held = (event for event in _held(society) if event.mode == "in-person")
    events = [event for event in held if event.day >= event.period.from_]
    stretches: dict[str, list[tuple[date, date, int]]] = defaultdict(list)
    for number, event in enumerate(events):
        for _, person in event.people():
            # Without its last day: what begins on that day is no clash, nor is an event of that one day.
            stretches[person].append((event.period.from_, event.day - ONE_DAY, number))
    for person, some in stretches.items():
        for earlier, later in overlaps(some):
            yield fault(
                named(events[later], person),
                f"{person} was in {events[earlier].ref} at the same time",
                "correct the days or the people of one of the two",
                (named(events[earlier], person), "the other event"),
            )


@warning("EVT008", "event-leader-not-accredited")
def event_leader_not_accredited(society: Society, on: date) -> Iterator[Fault]:
    """An event counts as sessions, and nobody who led it had a credential to lead on that day.

    The policy in force on the event's last day says with which credentials one may lead. A leader from
    another society is recognised by a decision. Where no leader is recorded, nothing is said.

    Wrong:
        # records/events/2024-10-05-intensive.md
        leaders: [hina-raza]
    Right:
        # records/events/2024-10-05-intensive.md
        leaders: [hina-raza, omar-farooq]
    """
    for event in _held(society):
        policy = policy_on(society, event.day)
        if not event.sessions or not event.leaders or not policy or not policy.leads:
            continue
        if none_holds(society, event.leaders, policy.leads, event.day):
            yield fault(
                at(event, "leaders"),
                f"{' and '.join(event.leaders)} led on {event.day} without holding {quoted(policy.leads)}",
                "correct the leaders or the days; only the committee confers a credential",
            )


@warning("EVT009", "contradictory-roles-at-event")
def contradictory_roles(society: Society, on: date) -> Iterator[Fault]:
    """One person is named at an event as a leader and as one who attended.

    Whoever led does not count as an attendee there.

    Wrong:
        # records/events/2024-10-05-intensive.md
        leaders: [nadia-iqbal, sana-malik]
        attendees: [bilal-ahmed, sana-malik]
    Right:
        # records/events/2024-10-05-intensive.md
        leaders: [nadia-iqbal]
        attendees: [bilal-ahmed, sana-malik]
    """
    for event in society.events.values():
        for number, person in enumerate(event.attendees):
            if person in event.leaders:
                related = (at(event, "leaders", event.leaders.index(person)), "named here first")
                message = f"{person} is already named as a leader"
                yield fault(
                    at(event, "attendees", number), message, "keep the person in one of the two", related
                )


@error("EVT010", "attended-and-cancelled-event")
def attended_and_cancelled_event(society: Society, on: date) -> Iterator[Fault]:
    """An event is cancelled, and yet somebody attended it.

    A cancelled event counts for nobody: those who came would lose it. Who was to lead it may stay.

    Wrong:
        # records/events/2024-10-05-intensive.md
        status: cancelled
    Right:
        # records/events/2024-10-05-intensive.md
        status: held
    """
    for event in society.events.values():
        came = event.attendees or event.assessed
        if event.status == "cancelled" and came:
            yield fault(
                at(event, "attendees" if event.attendees else "assessed"),
                "people attended this event, but its status is cancelled",
                "delete the line status: cancelled if it took place, or those who are named as having been there",
                (at(event, "status"), "cancelled here"),
            )


RULES = (
    event_name_disagrees,
    event_held_in_future,
    event_planned_in_past,
    session_inside_event,
    approved_own_assessment,
    more_days_than_period,
    in_two_events,
    event_leader_not_accredited,
    contradictory_roles,
    attended_and_cancelled_event,
)
