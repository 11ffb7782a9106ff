"""Rules on supervisions: by whom, of whom, about which sessions, and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.finding import Problem
from balintrec.model import Session, Supervision
from balintrec.rules.rule import at, error, problem
from balintrec.society import Society
from balintrec.wording.message import joined, message


@error("SUP002", "own-supervisee")
def own_supervisee(society: Society, on: date) -> Iterator[Problem]:
    """Somebody supervises themselves.

    Wrong:
        # records/supervisions/2024-04-02-bilal-ahmed.md
        supervisees: [bilal-ahmed, nadia-iqbal]
    Right:
        # records/supervisions/2024-04-02-bilal-ahmed.md
        supervisees: [bilal-ahmed]
    """
    for supervision in society.supervisions.values():
        who = supervision.supervisor
        if who in supervision.supervisees:
            said = message("%(person)s is the supervisor here, and so cannot be supervised", person=who)
            remedy = message("correct the supervisor, or remove this person from the supervisees")
            related = (at(supervision, "supervisor"), message("the supervisor"))
            yield problem(
                at(supervision, "supervisees", supervision.supervisees.index(who)), said, remedy, related
            )


@error("SUP003", "supervised-session-not-led")
def session_not_led(society: Society, on: date) -> Iterator[Problem]:
    """A session that a supervision covers was led or co-led by none of its supervisees, or was not held.

    Supervision is about the supervisee's own leading. Of several supervisees it is enough that one led the
    session.

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
            said = message(
                "the session %(session)s is %(status)s, so nobody led it",
                session=session.id,
                status=session.status,
            )
        elif _led_by_one(society, session, who):
            continue
        else:
            said = message(
                "%(who)s did not lead or co-lead the session %(session)s", who=joined(who), session=session.id
            )
        remedy = message("name the session that was discussed, or correct who led it")
        yield problem(
            at(supervision, "sessions", number), said, remedy, (at(session, "leaders"), message("who led it"))
        )


def _led_by_one(society: Society, session: Session, people: tuple[str, ...]) -> bool:
    """Whether one of them led the session, or may have: an id that nobody knows is another rule's finding."""
    leading = (*session.leaders, *session.co_leaders)
    known = all(society.known("members", person) for person in (*leading, *people))
    return not known or any(person in leading for person in people)


@error("SUP004", "supervised-before-session")
def supervised_before_session(society: Society, on: date) -> Iterator[Problem]:
    """A supervision covers a session that took place after it.

    Nobody can discuss a session that has not taken place; one of the two dates is wrong, or another session was
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
            said = message(
                "the session was on %(session)s, after this supervision on %(supervision)s",
                session=session.date,
                supervision=supervision.date,
            )
            remedy = message("correct the date of one of the two, or name the session that was discussed")
            related = (at(session, "date"), message("the session's date"))
            yield problem(at(supervision, "sessions", number), said, remedy, related)


def _covered(society: Society) -> Iterator[tuple[Supervision, int, Session]]:
    """Every session that a supervision covers and that can be read, with its number in the list."""
    for supervision in society.supervisions.values():
        for number, name in enumerate(supervision.sessions):
            session = society.sessions.get(name)
            if session:
                yield supervision, number, session


@error("SUP007", "supervises-nobody")
def supervises_nobody(society: Society, on: date) -> Iterator[Problem]:
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
            said = message("nobody is named as a supervisee")
            yield problem(
                at(supervision, "supervisees"), said, message("add who was supervised: supervisees: [ID]")
            )
