"""Rules on dates that lie in the future: a record says what has happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from balintrec.finding import Key, Problem
from balintrec.model import Record
from balintrec.rules.rule import at, error, problem, warning
from balintrec.society import Society
from balintrec.wording.message import Message, message


def _later(records: Iterable[Record], on: date, key: str, remedy: Message) -> Iterator[Problem]:
    """The records whose date under this key is later than the day of the check."""
    for record in records:
        day: date | None = getattr(record, key.replace("-", "_"))
        if day and day > on:
            yield problem(at(record, key), message("the date %(date)s is in the future", date=day), remedy)


def _held_later(records: Iterable[tuple[Record, Key, date]], on: date) -> Iterator[Problem]:
    """Meetings with the status "held" whose day is later than that of the check."""
    for record, key, day in records:
        if day > on:
            said = message('the date %(date)s is in the future, but the status is "held"', date=day)
            yield problem(
                at(record, *key), said, message("correct the date, or add the line status: planned")
            )


@error("SES002", "session-held-in-future")
def session_held_in_future(society: Society, on: date) -> Iterator[Problem]:
    """A session with a date in the future is entered as held.

    Sessions are held unless they say otherwise. A future session is planned, and counts for nobody yet.

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
    held = (session for session in society.sessions.values() if session.status == "held")
    return _held_later(((session, ("date",), session.date) for session in held), on)


@error("EVT002", "event-held-in-future")
def event_held_in_future(society: Society, on: date) -> Iterator[Problem]:
    """An event that is not over is entered as held.

    Events are held unless they say otherwise, and count on their last day. An event that is not over yet is
    planned, and counts for nobody yet.

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
    held = (event for event in society.events.values() if event.status == "held")
    ends = ((event, ("period", "to" if event.period.to else "from"), event.day) for event in held)
    return _held_later(ends, on)


@error("SUP005", "supervision-in-future")
def supervision_in_future(society: Society, on: date) -> Iterator[Problem]:
    """A supervision is dated in the future.

    Supervisions are entered when they have taken place; a planned one has no record yet.

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
    remedy = message("correct the date, or enter the supervision when it has taken place")
    return _later(society.supervisions.values(), on, "date", remedy)


@error("RFL005", "reflection-in-the-future")
def reflection_in_the_future(society: Society, on: date) -> Iterator[Problem]:
    """A reflection is dated later than today.

    Wrong:
        # records/reflections/2024-07-05-bilal-ahmed.md
        written: 2124-07-05
    Right:
        # records/reflections/2024-07-05-bilal-ahmed.md
        written: 2024-07-05
    """
    remedy = message("correct the date: a reflection is entered once it is written")
    return _later(society.reflections.values(), on, "written", remedy)


@error("LET003", "reference-in-the-future")
def reference_in_the_future(society: Society, on: date) -> Iterator[Problem]:
    """A letter of reference was written or received later than today.

    Wrong:
        # records/references/2026-01-20-bilal-ahmed-siddiqui.md
        received: 2126-01-25
    Right:
        # records/references/2026-01-20-bilal-ahmed-siddiqui.md
        received: 2026-01-25
    """
    remedy = message("correct the date: a letter is entered once it is written or received")
    letters = society.references.values()
    return chain(_later(letters, on, "written", remedy), _later(letters, on, "received", remedy))


@error("STM003", "statement-in-the-future")
def statement_in_the_future(society: Society, on: date) -> Iterator[Problem]:
    """An assessment or endorsement is dated later than today.

    Wrong:
        # records/endorsements/2026-02-01-bilal-ahmed.md
        date: 2126-02-01
    Right:
        # records/endorsements/2026-02-01-bilal-ahmed.md
        date: 2026-02-01
    """
    remedy = message("correct the date: an assessment or endorsement is entered once it is made")
    statements = (*society.assessments.values(), *society.endorsements.values())
    return _later(statements, on, "date", remedy)


@error("ATT001", "attestation-in-the-future")
def attestation_in_the_future(society: Society, on: date) -> Iterator[Problem]:
    """An attestation is dated later than today.

    Wrong:
        # records/attestations/2025-11-03-bilal-ahmed-own-therapy.md
        date: 2125-11-03
    Right:
        # records/attestations/2025-11-03-bilal-ahmed-own-therapy.md
        date: 2025-11-03
    """
    remedy = message("correct the date: an attestation is of what is already so")
    return _later(society.attestations.values(), on, "date", remedy)


@error("APP009", "application-in-the-future")
def application_in_the_future(society: Society, on: date) -> Iterator[Problem]:
    """An application is dated later than today.

    Wrong:
        # records/applications/2026-02-10-bilal-ahmed.md
        date: 2126-02-10
    Right:
        # records/applications/2026-02-10-bilal-ahmed.md
        date: 2026-02-10
    """
    remedy = message("correct the date of the application")
    return _later(society.applications.values(), on, "date", remedy)


@error("DEC020", "decision-in-the-future")
def decision_in_the_future(society: Society, on: date) -> Iterator[Problem]:
    """A decision is dated later than today.

    Wrong:
        # records/decisions/2026-03-05-bilal-ahmed-grant.md
        date: 2126-03-05
    Right:
        # records/decisions/2026-03-05-bilal-ahmed-grant.md
        date: 2026-03-05
    """
    remedy = message("correct the date: a decision is entered once it is taken")
    return _later(society.decisions.values(), on, "date", remedy)


@error("EVA005", "evaluation-in-the-future")
def evaluation_in_the_future(society: Society, on: date) -> Iterator[Problem]:
    """An evaluation is dated later than today.

    Wrong:
        # records/evaluations/2024-12-10-lahore-tuesday-feedback.md
        date: 2124-12-10
    Right:
        # records/evaluations/2024-12-10-lahore-tuesday-feedback.md
        date: 2024-12-10
    """
    remedy = message("correct the date of the evaluation")
    return _later(society.evaluations.values(), on, "date", remedy)


@warning("MEM004", "pathway-in-the-future")
def pathway_in_the_future(society: Society, on: date) -> Iterator[Problem]:
    """A pathway begins in the future.

    Until then nothing that the member does counts for a stage.

    Wrong:
        # records/members/sana-malik.md
        pathway-from: 2126-01-10
    Right:
        # records/members/sana-malik.md
        pathway-from: 2026-01-10
    """
    remedy = message("correct the date, or add this line when the date has come")
    return _later(society.members.values(), on, "pathway-from", remedy)


@warning("SOC004", "kept-since-in-future")
def kept_since_in_the_future(society: Society, on: date) -> Iterator[Problem]:
    """`kept-since` is in the future.

    Records dated before it are exempt from the rules on late and bulk entry, and so all would be.

    Wrong:
        # records/society.md
        kept-since: 2126-01-01
    Right:
        # records/society.md
        kept-since: 2026-01-01
    """
    about = (society.about,) if society.about else ()
    return _later(about, on, "kept-since", message("correct the date"))
