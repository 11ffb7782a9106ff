"""Which files that cannot be read matter to a requirement: they might hold what is missing, or unmake what is met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, assert_never

from balintrec.model import Reference
from balintrec.model.measure import Author
from balintrec.model.policy import (
    AllOf,
    AnyOf,
    AttestationOf,
    DocumentCited,
    Membership,
    Practice,
    Requirement,
    Stage,
    Statement,
    Writing,
)
from balintrec.pathway.context import MemberContext
from balintrec.pathway.requirements.practice.activities import plays
from balintrec.pathway.requirements.statement import about
from balintrec.society import Broken

_SHOWN_BY = {"leader": "sessions", "supervisor": "supervisions"}
_CITED = {"reference": "references", "report": "assessments", "endorsement": "endorsements"}


class Unreadable(NamedTuple):
    """Paths of files: what they might add, and what they might take away."""

    helping: tuple[str, ...] = ()
    unmaking: tuple[str, ...] = ()


def unreadable(
    context: MemberContext, stages: dict[str, Stage], stage: Stage, requirement: Requirement
) -> Unreadable:
    """The files that matter to one requirement (docs/policy.md, "A record that cannot be read"). Kept with the case."""
    if not context.society.broken:
        return Unreadable()
    key = ("unreadable", id(requirement))
    if key not in context.memo:
        helping = {file.path for file in _about_member(context, _reads(stages, stage, requirement))}
        unmaking = {file.path for file in _about_member(context, _unmade_by(stages, stage, requirement))}
        leaned_on = {file.path for file in _leaned_on(context, requirement)}
        lowering = {file.path for file in (*_roster(context, requirement), *_replaced(context, requirement))}
        context.memo[key] = Unreadable(
            tuple(sorted(helping | unmaking | leaned_on | lowering)),
            tuple(sorted(unmaking | leaned_on | lowering)),
        )
    found: Unreadable = context.memo[key]  # type: ignore[assignment]
    return found


def _about_member(context: MemberContext, kinds: set[str]) -> Iterator[Broken]:
    return (
        file for file in context.society.broken if file.kind in kinds and file.mentions(context.member.id)
    )


def _reads(stages: dict[str, Stage], stage: Stage, requirement: Requirement) -> set[str]:
    """The kinds of record that could serve the requirement; a decision can waive or recognise any."""
    kinds = {"decisions"}
    match requirement:
        case Practice():
            kinds |= set(requirement.of)
        case Writing():
            kinds |= {"reflections"} if "reflections" in requirement.of else set()
            kinds |= {"assessments", "supervisions"} if "reports" in requirement.of else set()
            kinds |= _activity_kinds(stages, stage, requirement)
        case Statement():
            kinds |= {"assessments", "endorsements"} | _show_role(requirement.by)
        case DocumentCited():
            kinds |= {"applications"} | _cited(requirement) | _show_role(requirement.by)
        case AttestationOf():
            kinds |= {"attestations"}
        case Membership():
            kinds |= {"members"}
        case AllOf() | AnyOf():
            pass  # they take it from their parts
        case _:
            assert_never(requirement)
    return kinds


def _show_role(by: Author | None) -> set[str]:
    """The kinds that show in which role an author stood to the member."""
    roles = by.role if by else ()
    return {kind for role, kind in _SHOWN_BY.items() if role in roles}


def _cited(requirement: DocumentCited) -> set[str]:
    return {_CITED[word] for word in requirement.of if word in _CITED}


def _unmade_by(stages: dict[str, Stage], stage: Stage, requirement: Requirement) -> set[str]:
    """The kinds of which one more record could unmake what is met: a leave, a taking back, a later application."""
    match requirement:
        case Practice():
            sinking = requirement.each and requirement.span is None
            sinking = sinking or any(
                s.at_most is not None or requirement.at_least is None for s in requirement.share
            )
            return {"decisions"} | (set(requirement.of) if sinking else set())
        case Writing():
            return {"decisions"} | _activity_kinds(stages, stage, requirement)
        case Statement():
            return {"assessments", "endorsements"}
        case DocumentCited():
            return {"applications"} | (_cited(requirement) & {"assessments", "endorsements"})
        case Membership() | AttestationOf() | AllOf() | AnyOf():
            return set()
        case _:
            assert_never(requirement)


def _activity_kinds(stages: dict[str, Stage], stage: Stage, requirement: Writing) -> set[str]:
    during = stages.get(requirement.during or stage.id, stage)
    return {kind for one in practices(during.requires) for kind in one.of}


def practices(requirements: Iterable[Requirement]) -> Iterator[Practice]:
    """Every practice requirement, at any depth."""
    for requirement in requirements:
        if isinstance(requirement, Practice):
            yield requirement
        yield from practices(getattr(requirement, "requires", ()))


def _leaned_on(context: MemberContext, requirement: Requirement) -> Iterator[Broken]:
    """Broken decisions about a counterpart whose credential is asked for, and broken groups that are asked about."""
    people: set[str] = set()
    groups: set[str] = set()
    if isinstance(requirement, Practice):
        activities = [
            activity for activity, _ in context.activities if activity.kind_folder in requirement.of
        ]
        wanted = requirement.with_
        if wanted and wanted.credential:
            people = {
                person
                for activity in activities
                for role, person in activity.people()
                if not wanted.role or plays(role, wanted.role)
            }
        if _asks_group(requirement):
            groups = {getattr(activity, "group", "") for activity in activities}
    elif isinstance(requirement, Statement | DocumentCited) and requirement.by and requirement.by.credential:
        people = {paper.by for paper in about(context)} | set(_referees(context))
    for file in context.society.broken:
        if file.kind == "groups" and file.id in groups:
            yield file
        if file.kind == "decisions" and any(file.mentions(person) for person in people - {context.member.id}):
            yield file


def _replaced(context: MemberContext, requirement: Requirement) -> Iterator[Broken]:
    """Where letters are cited: one that another replaces, and that may itself replace a third, so that all are one."""
    if isinstance(requirement, DocumentCited) and "reference" in requirement.of:
        replaced = {one.replaces for one in context.society.where(Reference, "member", context.member.id)}
        yield from (file for file in _about_member(context, {"references"}) if file.id in replaced)


def _referees(context: MemberContext) -> Iterator[str]:
    """Members who wrote letters about the member; whoever is only a name holds nothing."""
    letters = context.society.where(Reference, "member", context.member.id)
    return (letter.referee for letter in letters if context.society.known("members", letter.referee))


def _asks_group(requirement: Practice) -> bool:
    """Whether a group can decide what counts: its mode, its length, its kind or its setting."""
    wheres = [requirement.where, *(share.where for share in requirement.share)]
    return (
        requirement.unit in ("minutes", "hours", "double-hours")
        or any(where and (where.modes or where.group_kinds or where.settings) for where in wheres)
        or (requirement.distinct is not None and requirement.distinct.of == "settings")
    )


def _roster(context: MemberContext, requirement: Requirement) -> Iterator[Broken]:
    """For a share of the roster: sessions of the member's groups, and groups that may have the member on theirs."""
    if not (isinstance(requirement, Practice) and any(share.of for share in requirement.share)):
        return
    groups = {
        group.id
        for group in context.society.groups.values()
        if any(entry.member == context.member.id for entry in group.roster)
    }
    for file in context.society.broken:
        if file.kind == "groups" and file.mentions(context.member.id):
            yield file
        if file.kind == "sessions" and any(file.mentions(group) for group in groups):
            yield file
