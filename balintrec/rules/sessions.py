"""Rules on when a session was and how long: its file's name, its day, its times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from balintrec.finding import Fault
from balintrec.model import Group, Session
from balintrec.model.policy import SessionMinutes
from balintrec.rules.placing import DAY, misfiled
from balintrec.rules.roles import policy_on
from balintrec.rules.rule import at, error, fault, warning
from balintrec.society import Society


@error("SES001", "session-name-disagrees")
def session_name_disagrees(society: Society, on: date) -> Iterator[Fault]:
    """A session's file name, date and group do not agree.

    A session's file is named DATE-GROUP.md, with a word more where a group met twice that day (such as
    2024-03-12-lahore-tuesday-evening.md). So two people who enter the same session write the same file, and
    git tells them. A folder that is a year holds sessions of that year.

    Wrong:
        # records/sessions/2024-05-14-lahore-tuesday.md
        date: 2024-05-15
        group: lahore-tuesday
        leaders: [nadia-iqbal]
    Right:
        # records/sessions/2024-05-14-lahore-tuesday.md
        date: 2024-05-14
        group: lahore-tuesday
        leaders: [nadia-iqbal]
    """
    for session in society.sessions.values():
        written = DAY.match(session.id)
        if not written:
            remedy = f"rename the file to {session.date}-{session.group}.md"
            yield fault(at(session, "date"), "the file's name does not begin with the session's date", remedy)
            continue
        yield from misfiled(session, session.date, "date")
        rest = session.id[written.end() :]
        if society.known("groups", session.group) and _named_group(society, rest) != session.group:
            message = f'the group is {session.group}, but the file\'s name says "{rest}"'
            remedy = f"correct the group, or rename the file to {written[1]}-{session.group}.md"
            yield fault(at(session, "group"), message, remedy)


def _named_group(society: Society, rest: str) -> str:
    """The longest group id with which this text begins: lahore-tuesday rather than lahore."""
    words = rest.split("-")
    starts = ("-".join(words[:length]) for length in range(len(words), 0, -1))
    return next((start for start in starts if society.known("groups", start)), "")


@error("SES002", "session-held-in-future")
def session_held_in_future(society: Society, on: date) -> Iterator[Fault]:
    """A session that lies in the future is entered as held.

    Sessions are held unless they say otherwise. One that is still to come is planned, and counts for nobody
    yet.

    Wrong:
        # records/sessions/2030-01-08-lahore-tuesday.md
        date: 2030-01-08
        group: lahore-tuesday
        leaders: [nadia-iqbal]
    Right:
        # records/sessions/2030-01-08-lahore-tuesday.md
        date: 2030-01-08
        group: lahore-tuesday
        leaders: [nadia-iqbal]
        status: planned
    """
    for session in society.sessions.values():
        if session.status == "held" and session.date > on:
            message = f'the date {session.date} is in the future, but the status is "held"'
            yield fault(at(session, "date"), message, "correct the date, or add a line status: planned")


@warning("SES007", "session-planned-in-past")
def session_planned_in_past(society: Society, on: date) -> Iterator[Fault]:
    """The day of a planned session has passed.

    Somebody has to say whether it was held, and who came; until then it counts for nobody.

    Wrong:
        # records/sessions/2024-05-14-lahore-tuesday.md
        date: 2024-05-14
        group: lahore-tuesday
        status: planned
    Right:
        # records/sessions/2024-05-14-lahore-tuesday.md
        date: 2024-05-14
        group: lahore-tuesday
        status: cancelled
    """
    for session in society.sessions.values():
        if session.status == "planned" and session.date < on:
            message = f"the session was planned for {session.date}, and that day has passed"
            remedy = "set the status to held, with who came, or to cancelled"
            yield fault(at(session, "status"), message, remedy)


@warning("SES008", "sessions-not-told-apart")
def sessions_not_told_apart(society: Society, on: date) -> Iterator[Fault]:
    """A group has two sessions on one day, and not both say when they began.

    Most often one session was entered twice. If the group did meet twice, the times tell the two sessions
    apart.

    Wrong:
        # records/sessions/2024-03-12-lahore-tuesday-evening.md
        date: 2024-03-12
        group: lahore-tuesday
        leaders: [nadia-iqbal]
    Right:
        # records/sessions/2024-03-12-lahore-tuesday-evening.md
        date: 2024-03-12
        group: lahore-tuesday
        start: "20:00"
        end: "21:30"
        leaders: [nadia-iqbal]
    """
    seen: dict[tuple[str, date], list[Session]] = defaultdict(list)
    for session in society.sessions.values():
        if session.status == "cancelled":
            continue
        earlier = seen[session.group, session.date]
        vague = next((one for one in earlier if not (one.start and session.start)), None)
        if vague:
            yield fault(
                at(session, "date"),
                f"{session.group} has another session on {session.date}, and no times tell them apart",
                "delete one of them, or give both a start and an end",
                (at(vague, "date"), "the other session"),
            )
        # One with a start and one without are enough to compare with.
        if not any(bool(one.start) == bool(session.start) for one in earlier):
            earlier.append(session)


@warning("SES009", "session-length")
def session_length(society: Society, on: date) -> Iterator[Fault]:
    """A session is shorter or longer than the policy says.

    The policy in force on its day gives the least and the most minutes (`session-minutes`). A wrong time of
    day, such as 9:30 for 19:30, shows here. A session without times of its own has the length of its group.

    Wrong:
        # records/sessions/2024-03-12-lahore-tuesday.md
        start: "09:00"
        end: "19:30"
    Right:
        # records/sessions/2024-03-12-lahore-tuesday.md
        start: "18:00"
        end: "19:30"
    """
    told: set[str] = set()
    for session in society.sessions.values():
        policy = policy_on(society, session.date)
        limits = policy.session_minutes if policy else None
        group = society.groups.get(session.group)
        if limits is None or session.status == "cancelled" or limits.at_most == 0:
            continue  # a policy that allows nothing is the one to mend
        if session.recorded_minutes is not None:
            yield from _length(session, session.recorded_minutes, limits)
        elif group and group.minutes is not None and group.id not in told:
            for one in _length(group, group.minutes, limits):
                told.add(group.id)
                yield one


def _length(record: Session | Group, minutes: int, limits: SessionMinutes) -> Iterator[Fault]:
    least, most = limits.at_least, limits.at_most
    if least is not None and minutes < least:
        norm = f"at least {least}"
    elif most is not None and minutes > most:
        norm = f"at most {most}"
    else:
        return
    timed = isinstance(record, Session) and record.start and record.end and record.start < record.end
    message = f"{minutes} minutes are outside what the policy allows, {norm}"
    yield fault(at(record, "end" if timed else "minutes"), message, "correct the times or the minutes")


@error("SES010", "ends-before-start")
def ends_before_start(society: Society, on: date) -> Iterator[Fault]:
    """A session ends before it starts, or at the same minute.

    Its length cannot be computed then. Times are those of one day, from 00:00 to 23:59.

    Wrong:
        # records/sessions/2024-03-12-lahore-tuesday.md
        start: "18:00"
        end: "07:30"
    Right:
        # records/sessions/2024-03-12-lahore-tuesday.md
        start: "18:00"
        end: "19:30"
    """
    for session in society.sessions.values():
        if session.start and session.end and session.end <= session.start:
            message = f"the session ends at {session.end:%H:%M}, but starts at {session.start:%H:%M}"
            yield fault(at(session, "end"), message, "correct one of the two times")


@warning("SES013", "minutes-disagree")
def minutes_disagree(society: Society, on: date) -> Iterator[Fault]:
    """The minutes of a session are not those between its start and its end.

    Start and end are what counts; `minutes` is for sessions where the times are not known.

    Wrong:
        # records/sessions/2024-03-12-lahore-tuesday.md
        minutes: 60
    Right:
        # records/sessions/2024-03-12-lahore-tuesday.md
        minutes: 90
    """
    for session in society.sessions.values():
        length = session.recorded_minutes
        if session.minutes is not None and length != session.minutes:
            message = f"from start to end there are {length} minutes, but minutes says {session.minutes}"
            yield fault(at(session, "minutes"), message, "delete the line, or correct the times")


@warning("SES014", "end-without-start")
def end_without_start(society: Society, on: date) -> Iterator[Fault]:
    """A session says when it ended, and not when it began.

    Its length is then not known from the times, and two places at once are not seen.

    Wrong:
        # records/sessions/2024-04-09-lahore-tuesday.md
        date: 2024-04-09
        group: lahore-tuesday
        end: "19:30"
        leaders: [nadia-iqbal]
    Right:
        # records/sessions/2024-04-09-lahore-tuesday.md
        date: 2024-04-09
        group: lahore-tuesday
        start: "18:00"
        end: "19:30"
        leaders: [nadia-iqbal]
    """
    for session in society.sessions.values():
        if session.end and not session.start:
            remedy = 'add a line start: "HH:MM", or write minutes: instead of end:'
            yield fault(at(session, "end"), "the session has an end and no start", remedy)


@error("SES015", "attended-and-cancelled")
def attended_and_cancelled(society: Society, on: date) -> Iterator[Fault]:
    """A session is cancelled, and yet somebody attended it.

    A cancelled session counts for nobody: those who came would lose it. Who was to lead it may stay.

    Wrong:
        # records/sessions/2024-04-09-lahore-tuesday.md
        date: 2024-04-09
        group: lahore-tuesday
        status: cancelled
        leaders: [nadia-iqbal]
        attendees: [sana-malik]
    Right:
        # records/sessions/2024-04-09-lahore-tuesday.md
        date: 2024-04-09
        group: lahore-tuesday
        status: cancelled
        leaders: [nadia-iqbal]
    """
    for session in society.sessions.values():
        came = [role for role, _ in session.people() if role not in ("leader", "co-leader")]
        key = "attendees" if session.attendees else "presenter" if session.presenter else "observers"
        if session.status == "cancelled" and (came or session.guests):
            yield fault(
                at(session, key if came else "guests"),
                "people attended this session, but its status is cancelled",
                "delete the line status: cancelled if it took place, or those who are named as having been there",
                (at(session, "status"), "cancelled here"),
            )


RULES = (
    session_name_disagrees,
    session_held_in_future,
    session_planned_in_past,
    sessions_not_told_apart,
    session_length,
    ends_before_start,
    minutes_disagree,
    end_without_start,
    attended_and_cancelled,
)
