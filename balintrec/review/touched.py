"""Whom a changed record can touch: never too few people, and rarely everybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from balintrec.model import (
    AnyRecord,
    Application,
    Assessment,
    Decision,
    Endorsement,
    Event,
    Group,
    Member,
    Session,
    Supervision,
)
from balintrec.model.activity import Activity
from balintrec.pathway.credentials import activities_of, decisions_about
from balintrec.pathway.requirements.practice.activities import practices
from balintrec.review.renames import Renames
from balintrec.review.review import RecordChange
from balintrec.society import Broken, Society


def touched(
    base: Society, head: Society, records: Iterable[RecordChange], renamed: Renames
) -> dict[str, tuple[str, ...]]:
    """Everybody whose standing a change can alter (ids as they are afterwards), each with the records that may do it.

    A policy touches everybody; a group its people; a session those who were there and, where a policy counts the
    sessions that somebody missed, the roster of its group; a decision, besides whom it is about, those who count on
    their credential: whom they led, supervised or assessed.
    """
    found: dict[str, set[str]] = defaultdict(set)
    worlds = (_World(base, renamed), _World(head, Renames()))
    everybody = [person for world in worlds for person in world.everybody()]
    for change in records:
        for world, version in zip(worlds, (change.before, change.after), strict=True):
            people = everybody if change.kind == "policies" else world.reached(change, version)
            for person in people:
                found[person].add(change.ref)
    return {person: tuple(sorted(refs)) for person, refs in sorted(found.items())}


class _World(NamedTuple):
    """One of the two societies; it answers with the later ids."""

    society: Society
    renamed: Renames

    def everybody(self) -> Iterator[str]:
        broken = (file.id for file in self.society.broken if file.kind == "members")
        return self._later((*self.society.members, *broken))

    def reached(self, change: RecordChange, record: AnyRecord | None) -> Iterator[str]:
        """Whom a record reaches in this society, and whom what could not be read may reach."""
        people = set(_reached(self.society, record)) if record else set()
        here = self.renamed.earlier(change.kind, change.id)
        for file in self.society.broken:
            if (file.kind, file.id) == (change.kind, here):
                people.update(_may_reach(self.society, file))
        return self._later(people)

    def _later(self, people: Iterable[str]) -> Iterator[str]:
        return (self.renamed.id("members", person) for person in people)


def _reached(society: Society, record: AnyRecord) -> Iterator[str]:
    match record:
        case Member():
            yield record.id
            yield from _relying(society, record.id)
        case Group():
            yield from _people_of(society, record)
        case Session() | Event() | Supervision():
            for _, person in record.people():
                yield person
                yield from _relying_by_begin(society, person)
            if isinstance(record, Session) and _counts_absence(society):
                yield from _roster(society, record.group)
        case Decision():
            yield record.member
            yield from _relying(society, record.member)
        case Application():
            yield record.member
            yield from _citing(society, record.id)
        case _:  # a policy touches everybody, whoever else a record is about is touched by it
            yield from (id for kind, id in record.subjects if kind == "members")


def _may_reach(society: Society, file: Broken) -> Iterator[str]:
    """The same of a file that cannot be read: whoever's id stands in it."""
    known = _everyone_named(society)
    if file.tokens is None:
        yield from known
        return
    people = {id for id in known if file.mentions(id) or (file.kind, file.id) == ("members", id)}
    yield from people
    if file.kind in ("members", "decisions", "applications"):
        for person in people:
            yield from _relying(society, person)
    if file.kind == "applications":
        yield from _citing(society, file.id)
    if file.kind == "sessions" and _counts_absence(society):
        for group in filter(file.mentions, society.groups):
            yield from _roster(society, group)
    if file.kind == "groups":
        yield from _in_sessions(society, file.id)


def _everyone_named(society: Society) -> set[str]:
    """Members, readable or not, and whoever else records name as having been somewhere or written something."""
    found = {*society.members, *(file.id for file in society.broken if file.kind == "members")}
    for kind in (society.sessions, society.events, society.supervisions):
        activities: Iterable[Activity] = kind.values()
        found.update(person for activity in activities for _, person in activity.people())
    return found.union(paper.by for paper in _statements(society))


def _statements(society: Society) -> Iterator[Assessment | Endorsement]:
    yield from society.assessments.values()
    yield from society.endorsements.values()


def _citing(society: Society, application: str) -> Iterator[str]:
    """Whose credential a decision takes from an application, and who relies on it."""
    for decision in society.decisions.values():
        if decision.application == application:
            yield decision.member
            yield from _relying(society, decision.member)


def _people_of(society: Society, group: Group) -> Iterator[str]:
    yield from (entry.member for entry in group.roster)
    yield from _in_sessions(society, group.id)


def _in_sessions(society: Society, group: str) -> Iterator[str]:
    for session in society.sessions.values():
        if session.group == group:
            yield from (person for _, person in session.people())


def _roster(society: Society, group: str) -> Iterator[str]:
    if group in society.groups:
        yield from (entry.member for entry in society.groups[group].roster)


def _counts_absence(society: Society) -> bool:
    """Whether a policy asks how many of their groups' sessions members missed; else one touches only who was there."""
    return any(
        share.of
        for policy in society.policies.values()
        for stage in policy.stages
        for practice in practices(stage.requires)
        for share in practice.share
    )


def _relying(society: Society, person: str) -> Iterator[str]:
    """Who did something together with a person, or has that person's word: whose credential may count for them."""
    for activity, _ in activities_of(society, person):
        yield from (other for _, other in activity.people())
    for paper in _statements(society):
        if paper.by == person:
            yield paper.member


def _relying_by_begin(society: Society, person: str) -> Iterator[str]:
    """Who relies on somebody whose pathway begins with an activity, and with it their policy and what it grants."""
    member = society.members.get(person)
    begins = member and not (member.membership or member.pathway_from)
    if begins and decisions_about(society, person):
        yield from _relying(society, person)
