"""Rules on who was in a session: who led it, who was elsewhere, who says that it was so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from balintrec.finding import Key, Problem
from balintrec.model import Session
from balintrec.model.keys import references
from balintrec.rules.roles import are_members, policy_on
from balintrec.rules.rule import at, error, problem, warning
from balintrec.society import Society
from balintrec.wording.message import Message, joined, message

_ROLES: dict[str | int, Message] = {
    "leaders": message("already listed as a leader"),
    "co-leaders": message("already listed as a co-leader"),
    "presenter": message("already listed as the presenter"),
    "attendees": message("already listed as an attendee"),
    "observers": message("already listed as an observer"),
}


def _held(society: Society) -> Iterator[Session]:
    return (session for session in society.sessions.values() if session.status == "held")


@error("SES004", "missing-leader")
def nobody_leads(society: Society, on: date) -> Iterator[Problem]:
    """A session that was held names no leader.

    It then counts for nobody who must have been led, or must have co-led, with an accredited leader. Where the
    policy names no credential to lead with, a group may meet without a leader, and nothing is reported. Where
    people attended, the session took place, no matter who led it: it must not be called cancelled.

    Wrong:
        # records/sessions/2024-03-12-lahore-tuesday.md
        leaders: []
    Right:
        # records/sessions/2024-03-12-lahore-tuesday.md
        leaders: [nadia-iqbal]
    """
    for session in _held(society):
        policy = policy_on(society, session.date)
        if policy and policy.leads and not session.leaders:
            took_place = session.people() or session.guests or session.cases
            remedies = [message("add who led it: leaders: [ID]")]
            if not took_place:
                remedies.append(message("if it did not take place, set the status to cancelled"))
            said = message("nobody is named as the leader of this session")
            yield problem(at(session, "leaders"), said, joined(remedies, "; "))


@warning("SES006", "contradictory-roles")
def contradictory_roles(society: Society, on: date) -> Iterator[Problem]:
    """One person is listed twice in a session, in roles that exclude each other, or twice in one.

    In a session a person leads, co-leads, takes part or observes. The first of these is taken, and the other is
    not counted. The presenter takes part, and may be listed among the attendees too.

    Wrong:
        # records/sessions/2024-03-12-lahore-tuesday.md
        co-leaders: [bilal-ahmed]
        attendees: [ayesha-khan, bilal-ahmed]
    Right:
        # records/sessions/2024-03-12-lahore-tuesday.md
        co-leaders: [bilal-ahmed]
        attendees: [ayesha-khan, sana-malik]
    """
    for session in society.sessions.values():
        there = (*session.leaders, *session.co_leaders, *session.attendees, *session.observers)
        if len({*there, session.presenter}) == len(there) + (session.presenter not in session.attendees):
            continue  # everybody is named once
        first: dict[str, Key] = {}
        for key, _, person in references(session):
            where = first.setdefault(person, key) if key[0] in _ROLES else key
            if (where[0], key[0]) == ("presenter", "attendees"):
                first[person] = key  # once; a second time would be one too many
                continue
            if where == key:
                continue
            said = message("%(person)s is %(role)s", person=person, role=_ROLES[where[0]])
            remedy = message("keep the person in the role that was theirs")
            yield problem(
                at(session, *key), said, remedy, (at(session, *where), message("first listed here"))
            )


@error("SES011", "confirmed-by-recorder")
def confirmed_by_recorder(society: Society, on: date) -> Iterator[Problem]:
    """The person who recorded a session also confirmed it.

    Confirming needs a second pair of eyes. Somebody else who was there confirms, or nobody does.

    Wrong:
        # records/sessions/2024-03-12-lahore-tuesday.md
        recorded-by: nadia-iqbal
        confirmed-by: nadia-iqbal
    Right:
        # records/sessions/2024-03-12-lahore-tuesday.md
        recorded-by: bilal-ahmed
        confirmed-by: nadia-iqbal
    """
    for session in society.sessions.values():
        who = session.confirmed_by
        if who and who == session.recorded_by:
            said = message("%(person)s recorded this session, and so cannot confirm it", person=who)
            remedy = message("let somebody else who was there confirm it, or delete this line")
            yield problem(
                at(session, "confirmed-by"),
                said,
                remedy,
                (at(session, "recorded-by"), message("recorded by")),
            )


@error("SES012", "confirmed-by-absent")
def confirmed_by_absent(society: Society, on: date) -> Iterator[Problem]:
    """A session was confirmed by somebody who was not there.

    To confirm is to say: I was there, and this is correct. Leaders, co-leaders, the presenter, attendees and
    observers can.

    Wrong:
        # records/sessions/2024-03-12-lahore-tuesday.md
        confirmed-by: omar-farooq
    Right:
        # records/sessions/2024-03-12-lahore-tuesday.md
        confirmed-by: nadia-iqbal
    """
    for session in _held(society):
        who = session.confirmed_by
        there = [person for _, person in session.people()] if who else []
        # Where an id is misspelt, that is the finding: it may be this person's.
        if who and who not in there and are_members(society, who, *there):
            said = message("%(person)s confirms this session, but is not listed as present", person=who)
            remedy = message("let somebody who was there confirm it, or add the person to those who were")
            yield problem(at(session, "confirmed-by"), said, remedy)


@warning("SES016", "same-people-in-two-groups")
def same_people_in_two_groups(society: Society, on: date) -> Iterator[Problem]:
    """Two groups met on one day with the same leaders and the same attendees, and no times tell them apart.

    Most often one meeting was entered, or one list imported, for two groups; it would then count twice. A
    group of the kind `large` is made of other groups, so its meeting may have the same people as theirs.

    Wrong:
        # records/sessions/2024-04-09-lahore-tuesday.md
        date: 2024-04-09
        group: lahore-tuesday
        leaders: [nadia-iqbal]
        attendees: [sana-malik, hina-raza]
        # records/sessions/2024-04-09-karachi-online.md
        date: 2024-04-09
        group: karachi-online
        leaders: [nadia-iqbal]
        attendees: [hina-raza, sana-malik]
    Right:
        # records/sessions/2024-04-09-lahore-tuesday.md
        date: 2024-04-09
        group: lahore-tuesday
        leaders: [nadia-iqbal]
        attendees: [sana-malik, hina-raza]
    """
    seen: dict[tuple[date, frozenset[str], frozenset[str]], list[Session]] = defaultdict(list)
    for session in _held(society):
        group = society.groups.get(session.group)
        if not group or group.kind == "large" or not session.attendees:
            continue
        earlier = seen[session.date, frozenset(session.leaders), frozenset(session.attendees)]
        others = (other for other in earlier if other.group != session.group and not _timed(other, session))
        if other := next(others, None):
            said = message(
                "%(session)s has the same leaders and attendees on the same date", session=other.ref
            )
            remedy = message("delete the one that was entered by mistake, or give both a start and an end")
            related = (at(other, "attendees"), message("the other session"))
            yield problem(at(session, "attendees"), said, remedy, related)
        earlier.append(session)


def _timed(*sessions: Session) -> bool:
    """Whether all of them say when they began: where they then overlap, SES005 finds it."""
    return all(session.start for session in sessions)
