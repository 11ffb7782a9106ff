"""What the standing of somebody was computed from on the day of a decision or an application. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from balintrec.model import (
    AnyRecord,
    Application,
    Decision,
    Event,
    Group,
    Member,
    Policy,
    Record,
    Session,
    Supervision,
)
from balintrec.model.keys import mentioned
from balintrec.model.policy import Practice, RequirementBase
from balintrec.model.record import Part, Term
from balintrec.pathway import standing
from balintrec.pathway.credentials import credential_of, happened, policy_for, policy_named
from balintrec.pathway.requirements.kind import all_requirements
from balintrec.society import Society

_LED = ("leader", "co-leader", "supervisor")
"""Who was there in one of these roles is looked at for everybody who was there."""
_UNITS: dict[str, tuple[str, ...]] = {
    "sessions": ("sessions",), "events": (), "cases": ("cases",), "days": ("days",)
}  # fmt: skip
"""The fields from which an amount is made, by unit; all other units are made from the length, or the group's."""
_LENGTH = ("minutes", "group")
_NOTES = ("title", "note", "source")
"""What a policy says to people alone."""


class Evidence:
    """In one society: what a decision, or an application, rests on, and what of each record was used for it."""

    def __init__(self, society: Society, paper: Decision | Application) -> None:
        self.society = society
        self._paper = paper
        self._member = society.members.get(paper.member)

    def rests_on(self, ref: str) -> bool:
        """Whether it is the member, their policy, a paper that is cited, or counted; or the group of what counted."""
        if ref.startswith("policies/"):
            return self._policy is not None and self._policy.ref == ref
        return ref == f"members/{self._paper.member}" or ref in self._cited or ref in self._counted

    def said(self, record: AnyRecord) -> object:
        """What the record says that the standing was computed from, comparable between two versions of it."""
        match record:
            case Session() | Event() | Supervision():
                return self._done(record)
            case Member():
                return self._who(record)
            case Group():
                return self._of_group(record), self._roster(record)
            case Policy():
                return record.effective, record.credential, record.double_hour, _bare(record.stages)
            case _:
                return tuple(getattr(record, name) for name in record.judged_by)

    @property
    def _day(self) -> date:
        return self._paper.date

    @cached_property
    def _policy(self) -> Policy | None:
        paper = self._paper
        credential = credential_of(self.society, paper) if isinstance(paper, Decision) else paper.credential
        if credential is None:
            return None
        named = policy_named(self.society, paper)
        return policy_for(self.society, self._member, credential, paper.date, named)

    @cached_property
    def _counted(self) -> frozenset[str]:
        if not (self._member and self._policy):
            return frozenset()
        found = standing(self.society, self._member, self._day, self._policy, dates=False)
        counted = {one.record for outcome in found.outcomes() for one in outcome.counted}
        sessions = (self.society.sessions.get(ref.removeprefix("sessions/")) for ref in counted)
        return frozenset({*counted, *(f"groups/{session.group}" for session in sessions if session)})

    @cached_property
    def _cited(self) -> frozenset[str]:
        """The application and what it cites."""
        paper, applications = self._paper, self.society.applications
        found = applications.get(paper.application or "") if isinstance(paper, Decision) else paper
        cited = (f"{kind}/{id}" for kind, ids in mentioned(found) for id in ids) if found else ()
        return frozenset((*([found.ref] if found else ()), *cited))

    def _done(self, one: Session | Event | Supervision) -> object:
        """When, whether, in which role, with whom; and of the rest what the policy asks of it."""
        roles, anybody = self._with()
        there = [
            (role, person)
            for role, person in one.people()
            if person == self._paper.member or role in roles or anybody
        ]
        assessed = self._paper.member in getattr(one, "assessed", ())
        return one.day, happened(one), there, assessed, self._used(one, one.kind_folder)

    def _who(self, member: Member) -> object:
        asked = {key for one in self._requirements for key in one.when or {}}
        own = sorted((key, getattr(member, key.replace("-", "_"), None)) for key in asked)
        policy = self._policy.id if self._policy else None
        return _up_to(member.membership, self._day), member.pathway_from, own, policy

    @cached_property
    def _requirements(self) -> tuple[RequirementBase, ...]:
        stages = self._policy.stages if self._policy else ()
        return tuple(one for stage in stages for one in all_requirements(stage.requires))

    def _practices(self) -> Iterator[Practice]:
        return (one for one in self._requirements if isinstance(one, Practice))

    def _with(self) -> tuple[set[str], bool]:
        """In which roles others are looked at; and whether in any."""
        wanted = [one.with_ for one in self._practices() if one.with_]
        roles = {role for one in wanted for role in one.role}
        attendee = {"presenter"} if "attendee" in roles else set()
        return {*_LED, *roles, *attendee}, any(not one.role for one in wanted)

    def _roster(self, group: Group) -> list[tuple[date, date]]:
        """When the member stood on a group's roster, where the policy asks for a share of its sessions."""
        asked = any(share.of for one in self._practices() for share in one.share)
        own = (one for one in group.roster if one.member == self._paper.member)
        return _up_to(own, self._day) if asked else []

    def _of_group(self, group: Group) -> tuple[object, ...]:
        """What its sessions take from it; not what all that counted say themselves, such as how long they were."""
        sessions = (self.society.sessions.get(ref.removeprefix("sessions/")) for ref in self._counted)
        own = [session for session in sessions if session and session.group == group.id]
        said = {
            "minutes": all(one.recorded_minutes is not None for one in own),
            "mode": all(one.mode for one in own),
        }
        return tuple((name, value) for name, value in self._used(group, "sessions") if not said.get(name))

    def _used(self, record: Record, kind: str) -> tuple[tuple[str, object], ...]:
        """The values of a kind of activity, or of its group, that the policy asks about."""
        names = {name for one in self._practices() if kind in one.of for name in _fields(one)}
        names |= (
            set(_LENGTH) if kind == "sessions" and self._policy and self._policy.session_minutes else set()
        )
        return tuple((name, _value(record, name)) for name in sorted(names))


def _value(record: Record, name: str) -> object:
    if name == "minutes" and isinstance(record, Session):
        return record.recorded_minutes
    return getattr(record, name, None)


def _fields(practice: Practice) -> Iterator[str]:
    """The fields of an activity, or of its group, that a requirement looks at."""
    if practice.at_least or practice.each or practice.share:
        yield from _UNITS.get(practice.unit, _LENGTH)
    for where in (practice.where, *(one.where for one in practice.share)):
        if where:
            yield from (name for name, fields in _ASKED.items() if getattr(where, name) for name in fields)
            yield from ("recorded",) if where.recorded is not None else ()
    if practice.distinct and practice.distinct.of in ("groups", "settings"):
        yield from ("group", "setting")
    if any(one.of for one in practice.share):
        yield "group"


_ASKED = {
    "modes": ("mode", "group"),
    "kinds": ("kind",),
    "groups": ("group",),
    "group_kinds": ("group", "kind"),
    "settings": ("group", "setting"),
}


def _up_to(terms: Iterable[Term], day: date) -> list[tuple[date, date]]:
    """From when to when, as it was known to be on a day: what ended later was still so."""
    return sorted((one.begin, min(one.end, day)) for one in terms if one.begin <= day)


def _bare(value: object) -> object:
    """A part of a policy without what is said to people alone."""
    if isinstance(value, Part):
        names = (name for name in type(value).model_fields if name not in _NOTES)
        return tuple((name, _bare(getattr(value, name))) for name in names)
    if isinstance(value, tuple):
        return tuple(map(_bare, value))
    return tuple(sorted(value.items())) if isinstance(value, dict) else value
