"""Where a member stands on a day: every requirement's ruling, with its evidence put into words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from balintrec.dates import add_months
from balintrec.model import Member, Policy
from balintrec.model.measure import Each, ShareOf
from balintrec.model.policy import (
    AllOf,
    AnyOf,
    DocumentCited,
    Membership,
    Practice,
    Requirement,
    Stage,
    Writing,
)
from balintrec.names import some
from balintrec.pathway.applications import last_application, last_decision, over
from balintrec.pathway.arguments import refuse_other
from balintrec.pathway.context import AsOf, Case, Progress
from balintrec.pathway.credentials import held_on, pathway_begin, policy_of
from balintrec.pathway.evaluator import Pathway
from balintrec.pathway.membership import membership_ended
from balintrec.pathway.order import counts_too_late
from balintrec.pathway.outcome import (
    ApplicationStanding,
    ApplicationState,
    Counted,
    Decided,
    Excluded,
    Outcome,
    StageStanding,
    Standing,
    Status,
)
from balintrec.pathway.possible import contradiction
from balintrec.pathway.rulings import ALL_OF, ANY_OF, Ruling, counted_of
from balintrec.pathway.step import Decide, Fill, Hint, Keep, Part, Parts, Rejoin
from balintrec.pathway.step_words import words
from balintrec.society import Broken, Society

LOOK_AHEAD = 120
"""Months for which it is said when something lapses."""


def standing(
    society: Society, member: Member, on: date, policy: Policy | None = None, *, dates: bool = True
) -> Standing:
    """Where a member stands on a day, by their own policy or by the one given.

    Records dated later do not exist for it. The answer has an outcome for every requirement of the policy. Without
    `dates` it is not told since when and until when requirements are met, which takes half of the time.
    Raises `BalintrecError` for an id where the member or the policy itself is wanted.
    """
    refuse_other(society, member, on, policy)
    begin = pathway_begin(society, member, on)
    asked = policy or policy_of(society, member, on)
    unreadable = () if policy else _unread_policies(society, member)
    credentials = held_on(society, member.id, on)
    ended = membership_ended(member, on)
    if asked is None:
        return Standing(member.id, on, None, begin, (), (), credentials, unreadable, membership_ended=ended)
    pathway = pathway_of(society, member, asked, begin)
    stages = tuple(_stage(pathway, stage, on, unreadable, dates) for stage in asked.stages)
    found = Standing(member.id, on, asked.id, begin, stages, asked.not_checked, credentials, unreadable)
    found = _with_decisions(society, pathway, found._replace(aim=asked.credential, membership_ended=ended))
    pathway.latest.clear()  # of thousands of members they would be most of what is kept
    return found


def _with_decisions(society: Society, pathway: Pathway, found: Standing) -> Standing:
    """A standing with what was decided on it."""
    decision = last_decision(society, found.member, found.aim, found.on)
    application = last_application(society, found.member, found.aim, found.on)
    broken = (file for file in society.broken if file.kind == "decisions" and file.mentions(found.member))
    return found._replace(
        decision=decision,
        application=application,
        undecided=decision is None or _again(pathway, found, decision, application),
        decisions_unread=tuple(sorted(file.path for file in broken)),
    )


def _again(
    pathway: Pathway, found: Standing, decision: Decided, application: ApplicationStanding | None
) -> bool:
    """Whether there is something to decide after a decision: what was missing is there, or somebody applied again."""
    if over(decision, found.on) or (application and application.state is ApplicationState.OPEN):
        return True
    return found.complete and not pathway.complete_since(decision.day, found.on)


def anything_short(society: Society, member: Member, on: date, policy: Policy) -> bool:
    """Whether `standing` would have an outcome that is short: what most members who apply need not be asked in full."""
    pathway = pathway_of(society, member, policy, pathway_begin(society, member, on))
    at = AsOf(on, on)
    return any(
        pathway.ruling(stage, requirement, at).status is Status.SHORT
        for stage in policy.stages
        for requirement in stage.requires
    )


def unread_standing(society: Society, file: Broken, on: date) -> Standing:
    """The standing of somebody whose own record cannot be read: nothing can be said."""
    return Standing(
        file.id, on, None, None, credentials=held_on(society, file.id, on), unreadable=(file.path,)
    )


def pathway_of(society: Society, member: Member, policy: Policy, begin: date | None) -> Pathway:
    """The course of a member under a policy; what has been found of it once is kept with the society.

    It is kept for these very objects: another member or policy of the same id may say something else.
    """
    key = ("pathway", member.id, policy.id, begin)
    kept = society.memo.get(key)
    if not isinstance(kept, Pathway) or kept.case.member is not member or kept.case.policy is not policy:
        kept = society.memo[key] = Pathway(Case(society, member, policy), begin)
    return kept


def _unread_policies(society: Society, member: Member) -> tuple[str, ...]:
    """The policy files without which it is not known which policy holds for the member."""
    broken = [file for file in society.broken if file.kind == "policies"]
    return tuple(sorted(file.path for file in broken if member.policy in (None, file.id)))


def _stage(
    pathway: Pathway, stage: Stage, on: date, unreadable: tuple[str, ...], dates: bool
) -> StageStanding:
    outcomes = tuple(
        _outcome(pathway, stage, requirement, on, unreadable, dates) for requirement in stage.requires
    )
    first_met = pathway.first_met(stage.id, on, on) if not unreadable else None
    binding = [
        outcome.status
        for requirement, outcome in zip(stage.requires, outcomes, strict=True)
        if pathway.binding(stage, requirement, AsOf(on, on))
    ]
    before = next((one for one in stage.after if not pathway.first_met(one, on, on)), None)
    status = Status.SHORT if before else Status.MET
    if Status.UNKNOWN in binding:
        status = Status.UNKNOWN
    if Status.SHORT in binding:
        status = Status.SHORT
    waits = before if before and all(one.holds or one is Status.NOT_APPLICABLE for one in binding) else None
    waited = pathway.stages.get(waits or "")  # one that is not there is a finding of the policy
    waits_for = (waited.title if waited else "") or waits or ""
    return StageStanding(stage.id, stage.title or stage.id, status, first_met, outcomes, waits_for)


def _outcome(
    pathway: Pathway,
    stage: Stage,
    requirement: Requirement,
    on: date,
    unreadable: tuple[str, ...],
    dates: bool,
) -> Outcome:
    ruling = pathway.ruling(stage, requirement, AsOf(on, on))
    if unreadable and ruling.status not in (Status.WAIVED, Status.NOT_APPLICABLE):
        ruling = ruling._replace(status=Status.UNKNOWN, unreadable=unreadable)
    parts = tuple(_outcome(pathway, stage, part, on, unreadable, dates) for part, _ in ruling.parts)
    timed = dates and ruling.status is Status.MET
    progress = _progress(requirement, ruling, parts)
    # Of what is unknown nothing is said: a file that cannot be read may hold what comes next.
    hint = _hint(pathway, stage, requirement, ruling, parts, on) if ruling.status is Status.SHORT else Hint()
    lapses = pathway.lapses_on(stage, requirement, on, add_months(on, LOOK_AHEAD)) if timed else None
    return Outcome(
        id=f"{stage.id}/{requirement.id}",
        title=requirement.title,
        kind=getattr(requirement, "kind", ""),
        status=ruling.status,
        have=progress.have if progress else None,
        need=progress.need if progress else None,
        unit=progress.unit if progress else _unit_counted(ruling),
        met_on=pathway.met_on(stage, requirement, on) if timed else None,
        lapses_on=lapses,
        counted=_counted(requirement, ruling, parts),
        excluded=_excluded(ruling),
        values=_values(pathway.case, requirement),
        sources={key: requirement.source_of(key) for key in requirement.given},
        next=words(hint.step) if hint.step else "",
        step=hint.step,
        due=hint.due,
        reason=_reason(progress, requirement, ruling, parts),
        decisions=_decisions(pathway, stage, requirement, ruling, on),
        unreadable=ruling.unreadable,
        desirable=not pathway.binding(stage, requirement, AsOf(on, on)),
        parts=parts,
    )


def _progress(requirement: Requirement, ruling: Ruling, parts: tuple[Outcome, ...]) -> Progress | None:
    """The key to look at; of all-of and any-of that of the part to look at. None where numbers would mislead.

    What a decision recognises as a whole is met whatever the numbers are, and of what is short the numbers must be.
    """
    found = _key(requirement, ruling, parts)
    if found is None or (ruling.status in _TOLD and (ruling.status is Status.MET) is not found.reached):
        return None
    return found


_TOLD = (Status.MET, Status.SHORT)


def _unit_counted(ruling: Ruling) -> str:
    """What is counted, also where its numbers would mislead: reports stay reports."""
    keys = ruling.verdict.progress() if ruling.verdict else ()
    return keys[0].unit if keys else ""


def _key(requirement: Requirement, ruling: Ruling, parts: tuple[Outcome, ...]) -> Progress | None:
    """The first key that does not hold and can be counted up to, else the first."""
    if ruling.parts:
        part = _telling(requirement, ruling, parts)
        if part is None or part[1].have is None or part[1].need is None:
            return None
        return Progress("", part[1].have, part[1].need, part[1].unit, part[1].status.holds)
    keys = ruling.verdict.progress() if ruling.verdict else ()
    telling = [one for one in keys if one.holds is one.reached]
    return next((one for one in telling if not one.holds), telling[0] if telling else None)


def _telling(
    requirement: Requirement, ruling: Ruling, parts: tuple[Outcome, ...]
) -> tuple[Ruling, Outcome] | None:
    """The part to look at: of those whose status decides, in an any-of the nearest, in an all-of the least far."""
    order = (ALL_OF if isinstance(requirement, AllOf) else ANY_OF).index
    taking = [
        (part, one, outcome)
        for (part, one), outcome in zip(ruling.parts, parts, strict=True)
        if outcome.status is not Status.NOT_APPLICABLE and not outcome.desirable
    ]
    decides = min((outcome.status for _, _, outcome in taking), key=order, default=None)
    near = [(_nearness(*one), one[1:]) for one in taking if one[2].status is decides]
    pick = min if isinstance(requirement, AllOf) else max
    return pick(near, key=lambda pair: pair[0])[1] if near else None


def _nearness(requirement: Requirement, ruling: Ruling, outcome: Outcome) -> Fraction:
    """How near a requirement is to being met: the have/need of its worst key; 1 when it holds."""
    if ruling.status.holds:
        return Fraction(1)
    if ruling.parts:
        named = {f"{outcome.id.partition('/')[0]}/{part.id}": part for part, _ in ruling.parts}
        part = _telling(requirement, ruling, outcome.parts)
        return _nearness(named[part[1].id], *part) if part else Fraction(0)
    keys = ruling.verdict.progress() if ruling.verdict else ()
    return min((one.ratio for one in keys if not one.holds), default=Fraction(0))


def _reason(
    progress: Progress | None, requirement: Requirement, ruling: Ruling, parts: tuple[Outcome, ...]
) -> str:
    """Why it is short where numbers do not say it; of a group, why the part to look at is."""
    if ruling.verdict:
        return ruling.verdict.reason()
    if ruling.reason or not ruling.parts or progress or ruling.status is not Status.SHORT:
        return ruling.reason
    part = _telling(requirement, ruling, parts)
    return part[1].reason if part else ""


def _hint(
    pathway: Pathway,
    stage: Stage,
    requirement: Requirement,
    ruling: Ruling,
    parts: tuple[Outcome, ...],
    on: date,
) -> Hint:
    ended = membership_ended(pathway.case.member, on)
    if ended and not ruling.parts and not isinstance(requirement, Membership):
        return Hint(Rejoin(ended))  # nobody waits for what somebody owes who is no member any more
    if not ruling.parts and not ruling.verdict:
        return Hint(Fill(pathway.unrecorded(requirement)))
    if ruling.parts:
        due = min((part.due for part in parts if part.step and not part.desirable and part.due), default=None)
        every = isinstance(requirement, AllOf)
        steps = tuple(_steps(pathway, stage, every, ruling, parts, on))
        return Hint(Parts(every, steps), due)
    if _by_nobody(pathway, stage, requirement, on):
        return Hint(Decide(never=True))
    return ruling.verdict.hint() if ruling.verdict else Hint()


def _by_nobody(pathway: Pathway, stage: Stage, requirement: Requirement, on: date) -> bool:
    """Whether nobody can meet it, unless a decision has changed what is asked of this member."""
    case = pathway.case
    if isinstance(requirement, Writing):
        names = (f"{stage.id}/{requirement.id}", f"{requirement.during}/")
        known = (one.requirement for one in case.decisions if one.date <= on)
        decided = any(name and name.startswith(names) for name in known)
        return not decided and counts_too_late(case.policy, stage, requirement) is not None
    if isinstance(requirement, DocumentCited):
        return False  # where one is recognised, an application may bring the rest
    return contradiction(requirement, case.society.groups) is not None


def _steps(
    pathway: Pathway, stage: Stage, every: bool, ruling: Ruling, parts: tuple[Outcome, ...], on: date
) -> Iterator[Part]:
    """What comes next for each part; where all have to be met at once, also which of them will not stay so."""
    for (requirement, _), part in zip(ruling.parts, parts, strict=True):
        if part.desirable:
            continue
        if part.step:
            yield Part(part.id, part.title, part.step)
        elif every and part.status is Status.MET:
            lapses = pathway.lapses_on(stage, requirement, on, add_months(on, LOOK_AHEAD))
            if lapses:
                yield Part(part.id, part.title, Keep(lapses))


def _counted(requirement: Requirement, ruling: Ruling, parts: tuple[Outcome, ...]) -> tuple[Counted, ...]:
    """What counts; of an all-of everything, of an any-of what its parts that hold count, else the nearest."""
    if ruling.status is Status.NOT_APPLICABLE:
        return ()
    if not ruling.parts:
        return ruling.verdict.counted() if ruling.verdict else ()
    chosen = [part for part in parts if part.status is not Status.NOT_APPLICABLE and not part.desirable]
    if isinstance(requirement, AnyOf):
        holding = [part for part in chosen if part.status is Status.MET]
        holding = holding or [part for part in chosen if part.status is Status.WAIVED]
        nearest = _telling(requirement, ruling, parts)
        chosen = holding or ([nearest[1]] if nearest else [])
    found = {one.record: one for part in chosen for one in part.counted}
    return tuple(sorted(found.values(), key=lambda one: (one.day, one.record)))


def _excluded(ruling: Ruling) -> tuple[Excluded, ...]:
    if ruling.parts:
        counted = {record for record, _ in counted_of(ruling)}
        found = {
            one.record: one
            for _, part in ruling.parts
            for one in _excluded(part)
            if one.record not in counted
        }
        return tuple(found.values())
    return ruling.verdict.excluded() if ruling.verdict else ()


def _decisions(
    pathway: Pathway, stage: Stage, requirement: Requirement, ruling: Ruling, on: date
) -> tuple[str, ...]:
    name = f"{stage.id}/{requirement.id}"
    required = [
        one.ref
        for one in pathway.case.decisions
        if one.kind == "require" and one.requirement == name and one.date <= on
    ]
    return (*ruling.decisions, *(ref for ref in required if ref not in ruling.decisions))


def _values(case: Case, requirement: Requirement) -> Mapping[str, str]:
    """The numbers that were used, each in words with its unit."""
    return {
        key: _value(case, requirement, key, getattr(requirement, key.replace("-", "_")))
        for key in requirement.given
    }


def _value(case: Case, requirement: Requirement, key: str, value: object) -> str:
    match value:
        case Each():
            return f"{value.at_least} every {some(value.months, 'months')}"
        case tuple():
            return "; ".join(_share(share) for share in value if isinstance(share, ShareOf))
        case int():
            unit = _unit(case, requirement, key)
            length = f" of {case.policy.double_hour_minutes} minutes" if unit == "double-hours" else ""
            return f"{some(value, unit)}{length}" if unit else str(value)
    of, at_least = getattr(value, "of", ""), getattr(value, "at_least", "")
    return f"{at_least} {of}"


def _share(share: ShareOf) -> str:
    what = "of the sessions of the member's groups" if share.of else "of a kind"
    bounds = [("at least", share.at_least), ("at most", share.at_most)]
    return " and ".join(f"{word} {_fraction(part)} {what}" for word, part in bounds if part is not None)


def _fraction(part: Fraction) -> str:
    return f"{part.numerator}/{part.denominator}" if part.denominator > 1 else str(part.numerator)


def _unit(case: Case, requirement: Requirement, key: str) -> str:
    if key in ("max-gap", "grace"):
        return "days"
    if key == "hours":
        return "hours"
    if key != "at-least":
        return "months"
    if not isinstance(requirement, Practice):
        return ""
    return (
        requirement.of[0] if requirement.unit == "sessions" and len(requirement.of) == 1 else requirement.unit
    )
