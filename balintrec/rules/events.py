"""Rules on events: their days, what they count as, and who approved them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date

from balintrec.finding import Problem
from balintrec.model import Event
from balintrec.rules.rule import at, error, problem, warning
from balintrec.society import Society
from balintrec.wording.message import message, plural


def _held(society: Society) -> Iterator[Event]:
    return (event for event in society.events.values() if event.status == "held")


@warning("EVT003", "event-planned-in-past")
def event_planned_in_past(society: Society, on: date) -> Iterator[Problem]:
    """The last day of a planned event has passed.

    Somebody has to enter whether it was held, and who came; until then it counts for nobody.

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
            said = message("the event was planned until %(date)s, which has passed", date=event.day)
            remedy = message("set the status to held, and add who came; or set it to cancelled")
            yield problem(at(event, "status"), said, remedy)


@warning("EVT004", "session-inside-event")
def session_inside_event(society: Society, on: date) -> Iterator[Problem]:
    """A session lies within an event that itself counts as sessions, and somebody was in both.

    The sessions of an event are counted by its key `sessions`. One that also has its own record would count
    twice. A session elsewhere on the same day is right; the committee can suppress the finding.

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
    for event in society.events.values():
        if event.status != "held" or not event.sessions:
            continue
        there = {person for _, person in event.people()}
        for session in sessions[bisect_left(days, event.period.from_) : bisect_right(days, event.day)]:
            both = [person for _, person in session.people() if person in there]
            if both and session.status == "held":
                said = plural(
                    "already counted through %(event)s, as %(num)s session, for %(person)s",
                    "already counted through %(event)s, as %(num)s sessions, for %(person)s",
                    event.sessions,
                    event=event.ref,
                    person=both[0],
                )
                remedy = message(
                    "if this is one of the event's sessions, delete this record, or the line sessions: of the event"
                )
                related = (at(event, "sessions"), message("counts as sessions"))
                yield problem(at(session, "date"), said, remedy, related)


@warning("EVT005", "approved-own-assessment")
def approved_own_assessment(society: Society, on: date) -> Iterator[Problem]:
    """An event was approved by somebody who was assessed there.

    To approve an event is to say that it counts; those who gain by it leave that to others.

    Wrong:
        # records/events/2024-10-05-intensive.md
        approved-by: bilal-ahmed
    Right:
        # records/events/2024-10-05-intensive.md
        approved-by: omar-farooq
    """
    for event in society.events.values():
        if event.approved_by and event.approved_by in event.assessed:
            said = message("%(person)s approved the event and was assessed at it", person=event.approved_by)
            related = at(event, "assessed", event.assessed.index(event.approved_by)), message("assessed here")
            yield problem(at(event, "approved-by"), said, message("let somebody else approve it"), related)


@error("EVT006", "more-days-than-period")
def more_days_than_period(society: Society, on: date) -> Iterator[Problem]:
    """An event counts as more days than its period has.

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
            said = plural(
                "the event counts as %(days)s days, but its period has %(num)s day",
                "the event counts as %(days)s days, but its period has %(num)s days",
                length,
                days=event.days,
            )
            yield problem(at(event, "days"), said, message("correct the number of days, or the period"))


@warning("EVT009", "contradictory-roles-at-event")
def contradictory_roles(society: Society, on: date) -> Iterator[Problem]:
    """One person is listed at an event both as a leader and as an attendee.

    Leaders do not count as attendees.

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
                said = message("%(person)s is already listed as a leader", person=person)
                remedy = message("keep the person in one of the two lists")
                related = (at(event, "leaders", event.leaders.index(person)), message("first listed here"))
                yield problem(at(event, "attendees", number), said, remedy, related)


@error("EVT010", "attended-and-cancelled-event")
def attended_and_cancelled_event(society: Society, on: date) -> Iterator[Problem]:
    """An event is cancelled, but people attended it.

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
            said = message("people attended this event, but its status is cancelled")
            remedy = message(
                "delete the line status: cancelled if the event took place, or remove the people listed as present"
            )
            place = at(event, "attendees" if event.attendees else "assessed")
            yield problem(place, said, remedy, (at(event, "status"), message("cancelled here")))
