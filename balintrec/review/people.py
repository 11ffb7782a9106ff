"""What changes for people: two standings of one member, each by its own society's policy, step by step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from balintrec.model import Member
from balintrec.parallel import map_chunks
from balintrec.pathway import Excluded, Outcome, Standing, Status, held_on, standing, unread_standing
from balintrec.review.renames import Renames
from balintrec.review.review import Move, PersonChange, RecordChange, Step
from balintrec.society import Society
from balintrec.wording.message import Message, message

_HOLDS = (Status.MET, Status.WAIVED)
_BEHIND = ("decisions/", "members/", "groups/", "applications/")
"""The kinds of record that decide whether another record counts."""
_MUCH = 1_000_000
"""More than anybody has of anything: what is met is worth more than whatever is not."""
_OPEN = (Status.NOT_MET, Status.UNKNOWN)
_WORTH_SHARING = 20
"""Standings; fewer are computed before a second process would have handed back its half."""


def people(
    base: Society,
    head: Society,
    on: date,
    touched: Mapping[str, tuple[str, ...]],
    records: Iterable[RecordChange],
    renamed: Renames,
    jobs: int = 1,
) -> tuple[PersonChange, ...]:
    """Whoever of the touched stands otherwise on a day: who loses first, then who gains, then the others."""
    found = []
    changed = {change.ref: change for change in records}
    gone = renamed.ids.get("members", {})
    # Whoever still uses an earlier id names nobody: that is a finding. So is a link in the place of a member's file.
    members = [
        member
        for member in touched
        if member not in gone
        and (_has_file(head, member) or _has_file(base, renamed.earlier("members", member)))
    ]
    entries = [(renamed.earlier("members", member), *renamed.united_in(member)) for member in members]
    # Each society by one process, which alone needs an index of it.
    societies = [(head, members), (base, [id for some in entries for id in some])]
    later, earlier = map_chunks(
        lambda some: [[_standing(society, id, on) for id in ids] for society, ids in some],
        societies,
        jobs if len(members) >= _WORTH_SHARING else 1,
        one_by_one=True,
    )
    known = iter(earlier)
    for member, some, after in zip(members, entries, later, strict=True):
        before = _fullest([_renamed(next(known), renamed) for _ in some])
        name, because = _name(base, head, member), touched[member]
        change = _compared(name, before, after, because, changed)
        if change:
            found.append(change)
    return tuple(sorted(found, key=lambda one: (not one.loses, not one.gains, not one.decisive, one.member)))


def _standing(society: Society, id: str, on: date) -> Standing | None:
    """Where somebody stands; of a person outside the society only which credentials they hold."""
    member = society.members.get(id)
    if member is None:
        broken = [file for file in society.broken if (file.kind, file.id) == ("members", id)]
        return unread_standing(society, broken[0], on) if broken else None
    if inside(member):
        return standing(society, member, on)
    return Standing(id, on, None, None, credentials=held_on(society, id, on))


def _has_file(society: Society, id: str) -> bool:
    """Whether there is a file of that person, a record or one that cannot be read."""
    return id in society.members or any(
        (file.kind, file.id) == ("members", id) and file.is_file for file in society.broken
    )


def inside(member: Member) -> bool:
    """Whether somebody is or was a member, or is on the pathway; others are guests and referees."""
    return member.belongs


def _name(base: Society, head: Society, id: str) -> str:
    member = head.members.get(id) or base.members.get(id)
    return next(iter(member.name.values())) if member else id


def _fullest(entries: list[Standing | None]) -> Standing | None:
    """Where somebody stood who had several entries: of each requirement what the best of them says."""
    known = [one for one in entries if one and not one.unreadable]
    if len(known) < 2:
        return known[0] if known else entries[0]
    fullest = max(known, key=lambda one: sum(_worth(outcome) for outcome in one.outcomes()))
    outcomes = defaultdict(list)
    for one in known:
        for outcome in one.outcomes():
            outcomes[outcome.id].append(outcome)
    met = {stage.id for one in known for stage in one.stages if stage.status is Status.MET}
    stages = tuple(
        stage._replace(
            status=Status.MET if stage.id in met else stage.status,
            outcomes=tuple(max(outcomes[one.id], key=_worth) for one in stage.outcomes),
        )
        for stage in fullest.stages
    )
    credentials = dict.fromkeys(credential for one in known for credential in one.credentials)
    return fullest._replace(stages=stages, credentials=tuple(credentials))


def _worth(outcome: Outcome) -> Fraction:
    """How far somebody has come with a requirement."""
    passed = _MUCH if outcome.status in _HOLDS else 0
    return passed + Fraction(outcome.have or 0)


def _renamed(standing: Standing | None, renamed: Renames) -> Standing | None:
    """The earlier standing in the later ids."""
    if standing is None or not renamed.ids:
        return standing
    stages = tuple(
        stage._replace(outcomes=tuple(_renamed_outcome(one, renamed) for one in stage.outcomes))
        for stage in standing.stages
    )
    policy = renamed.id("policies", standing.policy) if standing.policy else None
    decision = standing.decision
    if decision:
        decision = decision._replace(record=renamed.ref(decision.record))
    id = renamed.id("members", standing.member)
    return standing._replace(member=id, policy=policy, stages=stages, decision=decision)


def _renamed_outcome(outcome: Outcome, renamed: Renames) -> Outcome:
    return outcome._replace(
        counted=tuple(one._replace(record=renamed.ref(one.record)) for one in outcome.counted),
        excluded=tuple(one._replace(record=renamed.ref(one.record)) for one in outcome.excluded),
        decisions=tuple(map(renamed.ref, outcome.decisions)),
        parts=tuple(_renamed_outcome(part, renamed) for part in outcome.parts),
    )


def _compared(
    name: str,
    before: Standing | None,
    after: Standing | None,
    because: tuple[str, ...],
    changed: Mapping[str, RecordChange],
) -> PersonChange | None:
    known = before or after
    if known is None:
        return None
    steps: tuple[Step, ...] = ()
    if before and after and not (before.unreadable or after.unreadable):
        causes = _Causes(because, changed)
        steps = tuple(_steps(_by_id(before.outcomes()), _by_id(after.outcomes()), causes))
    change = PersonChange(known.member, name, before, after, steps, because)
    change = change._replace(because=_because(change))
    came_or_went = (before is None) != (after is None)
    if came_or_went or steps or change.gains or change.loses or change.decided_otherwise:
        return change
    if _readable_now(before, after):
        return change
    return change if before and after and before.policy != after.policy else None


def _because(change: PersonChange) -> tuple[str, ...]:
    """What did it all: what did each step, and what a credential hangs on."""
    found = {ref for step in change.steps for ref in step.because}
    moved = change.no_longer_member or change.member_again or change.decided_otherwise
    if change.credentials_gained or change.credentials_lost or moved:
        found |= {ref for ref in change.because if ref.startswith(_BEHIND)}
    return tuple(sorted(found)) or change.because


def _readable_now(before: Standing | None, after: Standing | None) -> bool:
    return bool(before and after and before.unreadable and not after.unreadable)


def _by_id(outcomes: Iterable[Outcome]) -> dict[str, Outcome]:
    return {outcome.id: outcome for outcome in outcomes}


class _Causes:
    """The changed records that touch somebody, and which of them did what."""

    def __init__(self, because: tuple[str, ...], changed: Mapping[str, RecordChange]) -> None:
        self.because = because
        self.changed = changed

    def of(self, before: Outcome | None, after: Outcome | None) -> tuple[str, ...]:
        """The changed records among what counts otherwise; where others count otherwise, what is behind that."""
        moved = _evidence(before) ^ _evidence(after)
        refs = {ref for ref, _ in moved}
        direct = {ref for ref in self.because if ref in refs}
        numbers = before is None or after is None or before.values != after.values
        rules = {ref for ref in self.because if ref.startswith("policies/") and numbers}
        behind: set[str] = set()
        if any(ref not in self.changed for ref in refs) or not (direct or rules):
            others = {ref for ref in self.because if not ref.startswith("policies/")} - direct
            kinds = ("applications/",) if _kind(before, after) == "document" else _BEHIND
            behind = {ref for ref in others if ref.startswith(kinds)} or others
        return tuple(sorted(direct | rules | behind)) or self.because


def _kind(before: Outcome | None, after: Outcome | None) -> str:
    known = after or before
    return known.kind if known else ""


def _evidence(outcome: Outcome | None) -> set[tuple[str, object]]:
    """What an outcome rests on, each with its worth."""
    if outcome is None:
        return set()
    unread = {(path.removeprefix("records/").removesuffix(".md"), None) for path in outcome.unreadable}
    return (
        {(one.record, one) for one in outcome.counted} | {(ref, None) for ref in outcome.decisions} | unread
    )


def _steps(
    before: Mapping[str, Outcome],
    after: Mapping[str, Outcome],
    causes: _Causes,
    above: Move | None = None,
    part: bool = False,
) -> Iterator[Step]:
    """What moved, in the order of the later policy; parts of a requirement where they moved otherwise than it did."""
    for id in dict.fromkeys((*after, *before)):
        one, other = before.get(id), after.get(id)
        move = moved(one, other)
        if move and not (part and move == above):
            yield _step(move, one, other, causes, part)
        if one and other:
            yield from _steps(_by_id(one.parts), _by_id(other.parts), causes, move, part=True)


def _step(move: Move, before: Outcome | None, after: Outcome | None, causes: _Causes, part: bool) -> Step:
    had = {one.record for one in before.counted} if before else set()
    has = {one.record for one in after.counted} if after else set()
    counted = tuple(one.record for one in after.counted if one.record not in had) if after else ()
    reasons = {one.record: one.reason for one in after.excluded} if after else {}
    gone = [one.record for one in before.counted if one.record not in has] if before and after else []
    dropped = tuple(Excluded(ref, reasons.get(ref) or _why(ref, causes)) for ref in gone)
    because = causes.of(before, after)
    return Step(move, before, after, counted, dropped, because, part)


def _why(ref: str, causes: _Causes) -> Message:
    change = causes.changed.get(ref)
    status = change.status if change else ""
    if status == "removed":
        return message("it was removed")
    if status == "unreadable":
        return message("it cannot be read any more")
    return message("it no longer counts here")


def moved(before: Outcome | None, after: Outcome | None) -> Move | None:
    """What became of a requirement; None where nothing did that anybody has to know."""
    if before is None or before.status is Status.NOT_APPLICABLE:
        return _came(after)
    if after is None or after.status is Status.NOT_APPLICABLE:
        return Move.DROPPED if _blocks(before) else None
    if before.desirable != after.desirable and before.status in _OPEN and after.status in _OPEN:
        return Move.DROPPED if after.desirable else Move.ASKED
    if before.status == after.status:
        return _within(before, after)
    match after.status:
        case Status.MET:
            return Move.MET
        case Status.WAIVED:
            return Move.WAIVED
        case Status.UNKNOWN:
            return Move.UNKNOWN
    return Move.LOST if before.status in _HOLDS else Move.KNOWN


def _came(after: Outcome | None) -> Move | None:
    return Move.ASKED if after and _blocks(after) else None


def _blocks(outcome: Outcome) -> bool:
    return outcome.status in _OPEN and not outcome.desirable


def _within(before: Outcome, after: Outcome) -> Move | None:
    """How far a requirement moved that has the verdict that it had."""
    if after.status is Status.MET and before.lapses_on != after.lapses_on:
        sooner = after.lapses_on is not None and (
            before.lapses_on is None or after.lapses_on < before.lapses_on
        )
        return Move.SOONER if sooner else Move.LONGER
    if after.status is not Status.NOT_MET or None in (before.have, before.need, after.have, after.need):
        return None
    gap_before, gap_after = before.need - before.have, after.need - after.have  # type: ignore[operator]
    if before.unit != after.unit or gap_before == gap_after:
        return None
    return Move.NEARER if gap_after < gap_before else Move.FURTHER
