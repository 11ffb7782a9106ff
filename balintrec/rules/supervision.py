"""Rules on supervisions: by whom, of whom, about which sessions, and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.finding import Fault
from balintrec.model import Session, Supervision
from balintrec.names import quoted
from balintrec.rules.placing import misfiled
from balintrec.rules.roles import none_holds, policy_on
from balintrec.rules.rule import at, error, fault
from balintrec.society import Society


@error("SUP001", "supervisor-not-accredited")
def supervisor_not_accredited(society: Society, on: date) -> Iterator[Fault]:
    """A supervisor had no credential to supervise on that day.

    The policy in force on the day says with which credentials one may supervise (`supervises`). Where it
    names none, or a decision about the supervisor cannot be read, nothing is said.

    Wrong:
        # records/supervisions/2024-04-02-bilal-ahmed.md
        supervisor: hina-raza
    Right:
        # records/supervisions/2024-04-02-bilal-ahmed.md
        supervisor: nadia-iqbal
    """
    for supervision in society.supervisions.values():
        policy, who = policy_on(society, supervision.date), supervision.supervisor
        if policy and policy.supervises and none_holds(society, (who,), policy.supervises, supervision.date):
            yield fault(
                at(supervision, "supervisor"),
                f"{who} supervised on {supervision.date} without holding {quoted(policy.supervises)}",
                "correct the supervisor or the date; only the committee confers a credential",
            )


@error("SUP002", "own-supervisee")
def own_supervisee(society: Society, on: date) -> Iterator[Fault]:
    """Somebody supervises themselves.

    Wrong:
        # records/supervisions/2024-04-02-bilal-ahmed.md
        supervisees: [bilal-ahmed, nadia-iqbal]
    Right:
        # records/supervisions/2024-04-02-bilal-ahmed.md
        supervisees: [bilal-ahmed]
    """
    for supervision in society.supervisions.values():
        if supervision.supervisor in supervision.supervisees:
            number = supervision.supervisees.index(supervision.supervisor)
            yield fault(
                at(supervision, "supervisees", number),
                f"{supervision.supervisor} is the supervisor here and cannot be supervised too",
                "correct the supervisor, or take this person out of the supervisees",
                (at(supervision, "supervisor"), "the supervisor"),
            )


@error("SUP003", "supervised-session-not-led")
def session_not_led(society: Society, on: date) -> Iterator[Fault]:
    """A session that a supervision covers was led or co-led by none of its supervisees, or was not held.

    Supervision is about one's own leading. Of several supervisees it is enough that one led the session.

    Wrong:
        # records/supervisions/2024-04-02-bilal-ahmed.md
        sessions: [2023-12-05-lahore-tuesday]
    Right:
        # records/supervisions/2024-04-02-bilal-ahmed.md
        sessions: [2024-03-12-lahore-tuesday]
    """
    for supervision, number, session in _covered(society):
        who = supervision.supervisees
        if not who:
            continue
        if session.status != "held":
            message = f"the session {session.id} is {session.status}, so nobody led it"
        elif _led_by_one(society, session, who):
            continue
        else:
            message = f"{' and '.join(who)} did not lead or co-lead the session {session.id}"
        yield fault(
            at(supervision, "sessions", number),
            message,
            "name the session that was talked about, or correct who led it",
            (at(session, "leaders"), "who led it"),
        )


def _led_by_one(society: Society, session: Session, people: tuple[str, ...]) -> bool:
    """Whether one of them led the session, or may have: an id that nobody knows is another rule's finding."""
    leading = (*session.leaders, *session.co_leaders)
    known = all(society.known("members", person) for person in (*leading, *people))
    return not known or any(person in leading for person in people)


@error("SUP004", "supervised-before-session")
def supervised_before_session(society: Society, on: date) -> Iterator[Fault]:
    """A session that a supervision covers lies after it.

    Nobody can talk about a session that has not been; one of the two dates is wrong, or another session is
    meant.

    Wrong:
        # records/supervisions/2024-03-05-bilal-ahmed.md
        date: 2024-03-05
        supervisor: nadia-iqbal
        supervisees: [bilal-ahmed]
        sessions: [2024-03-12-lahore-tuesday]
    Right:
        # records/supervisions/2024-03-12-bilal-ahmed.md
        date: 2024-03-12
        supervisor: nadia-iqbal
        supervisees: [bilal-ahmed]
        sessions: [2024-03-12-lahore-tuesday]
    """
    for supervision, number, session in _covered(society):
        if session.date > supervision.date:
            yield fault(
                at(supervision, "sessions", number),
                f"the session was on {session.date}, after this supervision on {supervision.date}",
                "correct the date of one of the two, or name the session that was talked about",
                (at(session, "date"), "the session's date"),
            )


def _covered(society: Society) -> Iterator[tuple[Supervision, int, Session]]:
    """Every session that a supervision covers and that can be read, with its number in the list."""
    for supervision in society.supervisions.values():
        for number, name in enumerate(supervision.sessions):
            session = society.sessions.get(name)
            if session:
                yield supervision, number, session


@error("SUP005", "supervision-in-future")
def supervision_in_future(society: Society, on: date) -> Iterator[Fault]:
    """A supervision lies in the future.

    Supervisions are entered when they have taken place; one that is planned has no record yet.

    Wrong:
        # records/supervisions/2030-04-02-bilal-ahmed.md
        date: 2030-04-02
        supervisor: nadia-iqbal
        supervisees: [bilal-ahmed]
    Right:
        # records/supervisions/2026-04-02-bilal-ahmed.md
        date: 2026-04-02
        supervisor: nadia-iqbal
        supervisees: [bilal-ahmed]
    """
    for supervision in society.supervisions.values():
        if supervision.date > on:
            message = f"the supervision is on {supervision.date}, which is in the future"
            remedy = "correct the date, or enter it when it has taken place"
            yield fault(at(supervision, "date"), message, remedy)


@error("SUP006", "supervision-name-disagrees")
def supervision_name_disagrees(society: Society, on: date) -> Iterator[Fault]:
    """A supervision's file name and its date do not agree.

    Where a file's name begins with a day, it is the day of the supervision; a folder that is a year holds
    supervisions of that year.

    Wrong:
        # records/supervisions/2024-04-02-bilal-ahmed.md
        date: 2024-04-20
    Right:
        # records/supervisions/2024-04-02-bilal-ahmed.md
        date: 2024-04-02
    """
    for supervision in society.supervisions.values():
        yield from misfiled(supervision, supervision.date, "date")


@error("SUP007", "supervises-nobody")
def supervises_nobody(society: Society, on: date) -> Iterator[Fault]:
    """A supervision names nobody who was supervised.

    Wrong:
        # records/supervisions/2024-04-02-bilal-ahmed.md
        supervisees: []
    Right:
        # records/supervisions/2024-04-02-bilal-ahmed.md
        supervisees: [bilal-ahmed]
    """
    for supervision in society.supervisions.values():
        if not supervision.supervisees:
            remedy = "write who was supervised: supervisees: [ID]"
            yield fault(at(supervision, "supervisees"), "nobody is named who was supervised", remedy)


RULES = (
    supervisor_not_accredited,
    own_supervisee,
    session_not_led,
    supervised_before_session,
    supervision_in_future,
    supervision_name_disagrees,
    supervises_nobody,
)
