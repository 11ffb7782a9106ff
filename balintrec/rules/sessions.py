"""Rules on when a session was and how long: its file's name, its day, its times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from balintrec.finding import Problem
from balintrec.model import Group, Session
from balintrec.model.policy import SessionMinutes
from balintrec.rules.roles import policy_on
from balintrec.rules.rule import at, error, problem, warning
from balintrec.society import Society
from balintrec.wording.message import message, plural


@warning("SES007", "session-planned-in-past")
def session_planned_in_past(society: Society, on: date) -> Iterator[Problem]:
    """The date of a planned session has passed.

    Somebody has to enter whether it was held, and who came; until then it counts for nobody.

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
            said = message("the session was planned for %(date)s, which has passed", date=session.date)
            remedy = message("set the status to held, and add who came; or set it to cancelled")
            yield problem(at(session, "status"), said, remedy)


@warning("SES008", "indistinguishable-sessions")
def sessions_not_told_apart(society: Society, on: date) -> Iterator[Problem]:
    """A group has two sessions on one day, and not both say when they began.

    Most often one session was entered twice. If the group did meet twice, the times distinguish the two
    sessions.

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
        vague = next((other for other in earlier if not (other.start and session.start)), None)
        if vague:
            said = message(
                "%(group)s has another session on %(date)s, and no times distinguish them",
                group=session.group,
                date=session.date,
            )
            remedy = message("delete one of them, or give both a start and an end")
            yield problem(
                at(session, "date"), said, remedy, (at(vague, "date"), message("the other session"))
            )
        # One with a start and one without are enough to compare with.
        if not any(bool(other.start) == bool(session.start) for other in earlier):
            earlier.append(session)


@warning("SES009", "session-length")
def session_length(society: Society, on: date) -> Iterator[Problem]:
    """A session is shorter or longer than the policy allows.

    The policy in force on its day gives the least and the most minutes (`session-minutes`). A wrong time of
    day, such as 9:30 for 19:30, shows here. A session without times has the length of its group.

    Wrong:
        # records/sessions/2024-03-12-lahore-tuesday.md
        start: "09:00"
        end: "19:30"
    Right:
        # records/sessions/2024-03-12-lahore-tuesday.md
        start: "18:00"
        end: "19:30"
    """
    reported: set[str] = set()
    for session in society.sessions.values():
        policy = policy_on(society, session.date)
        limits = policy.session_minutes if policy else None
        group = society.groups.get(session.group)
        if limits is None or session.status == "cancelled" or limits.at_most == 0:
            continue  # a policy that allows nothing is the one to mend
        if session.recorded_minutes is not None:
            yield from _length(session, session.recorded_minutes, limits)
        elif group and group.minutes is not None and group.id not in reported:
            for found in _length(group, group.minutes, limits):
                reported.add(group.id)
                yield found


def _length(record: Session | Group, minutes: int, limits: SessionMinutes) -> Iterator[Problem]:
    least, most = limits.at_least, limits.at_most
    if least is not None and minutes < least:
        said = plural(
            "%(num)s minute is less than the policy allows: at least %(limit)s",
            "%(num)s minutes are less than the policy allows: at least %(limit)s",
            minutes,
            limit=least,
        )
    elif most is not None and minutes > most:
        said = plural(
            "%(num)s minute is more than the policy allows: at most %(limit)s",
            "%(num)s minutes are more than the policy allows: at most %(limit)s",
            minutes,
            limit=most,
        )
    else:
        return
    timed = isinstance(record, Session) and record.start and record.end and record.start < record.end
    yield problem(
        at(record, "end" if timed else "minutes"), said, message("correct the times or the minutes")
    )


@error("SES010", "ends-before-start")
def ends_before_start(society: Society, on: date) -> Iterator[Problem]:
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
            start, end = f"{session.start:%H:%M}", f"{session.end:%H:%M}"
            said = message("the session ends at %(end)s, but starts at %(start)s", end=end, start=start)
            yield problem(at(session, "end"), said, message("correct one of the two times"))


@warning("SES013", "minutes-disagree")
def minutes_disagree(society: Society, on: date) -> Iterator[Problem]:
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
        if session.minutes is not None and length is not None and length != session.minutes:
            said = plural(
                "from start to end it is %(num)s minute, but minutes says %(minutes)s",
                "from start to end it is %(num)s minutes, but minutes says %(minutes)s",
                length,
                minutes=session.minutes,
            )
            yield problem(at(session, "minutes"), said, message("delete the line, or correct the times"))


@warning("SES014", "end-without-start")
def end_without_start(society: Society, on: date) -> Iterator[Problem]:
    """A session has an end but no start.

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
            said = message("the session has an end but no start")
            remedy = message('add a line start: "HH:MM", or write minutes: instead of end:')
            yield problem(at(session, "end"), said, remedy)


@error("SES015", "attended-and-cancelled")
def attended_and_cancelled(society: Society, on: date) -> Iterator[Problem]:
    """A session is cancelled, but people attended it.

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
            said = message("people attended this session, but its status is cancelled")
            remedy = message(
                "delete the line status: cancelled if the session took place, or remove the people listed as present"
            )
            related = (at(session, "status"), message("cancelled here"))
            yield problem(at(session, key if came else "guests"), said, remedy, related)
