"""Where a member stands on a day: stage by stage, with what was decided on it."""

from __future__ import annotations

from datetime import date

from balintrec.dates import refuse_other_than_day
from balintrec.errors import BalintrecError
from balintrec.model import Member, Policy, Record
from balintrec.model.policy import (
    Stage,
)
from balintrec.names import article
from balintrec.pathway.context import AsOf, MemberContext
from balintrec.pathway.credentials import (
    held_on,
    last_application,
    last_decision,
    over,
    pathway_begin,
    policy_of,
)
from balintrec.pathway.evaluator import Evaluator
from balintrec.pathway.explanation import Explanation
from balintrec.pathway.outcome import (
    ApplicationStanding,
    ApplicationState,
    Decided,
    StageStanding,
    Standing,
    Status,
)
from balintrec.pathway.requirements.membership import membership_ended
from balintrec.society import Broken, Society, SocietyIndex
from balintrec.society.lookup import no_such


def standing(
    society: Society, member: Member, on: date, policy: Policy | None = None, *, dates: bool = True
) -> Standing:
    """Where a member stands on a day, by their own policy or by the one given.

    Records dated later do not exist for it. The answer has an outcome for every requirement of the policy. Without
    `dates` it is not told since when and until when requirements are met, which takes half of the time.
    Raises `BalintrecError` for an id where the member or the policy itself is wanted.
    """
    _refuse_other(society, member, on, policy)
    begin = pathway_begin(society, member, on)
    asked = policy or policy_of(society, member, on)
    unreadable = () if policy else _unread_policies(society, member)
    credentials = held_on(society, member.id, on)
    ended = membership_ended(member, on)
    if asked is None:
        return Standing(member.id, on, None, begin, (), (), credentials, unreadable, membership_ended=ended)
    evaluator = evaluator_of(society, member, asked, begin)
    stages = tuple(_stage(evaluator, stage, on, unreadable, dates) for stage in asked.stages)
    found = Standing(member.id, on, asked.id, begin, stages, asked.not_checked, credentials, unreadable)
    found = _with_decisions(society, evaluator, found._replace(aim=asked.credential, membership_ended=ended))
    evaluator.latest.clear()  # of thousands of members they would be most of what is kept
    return found


def _with_decisions(society: Society, evaluator: Evaluator, found: Standing) -> Standing:
    """A standing with what was decided on it."""
    decision = last_decision(society, found.member, found.aim, found.on)
    application = last_application(society, found.member, found.aim, found.on)
    broken = (file for file in society.broken if file.kind == "decisions" and file.mentions(found.member))
    return found._replace(
        decision=decision,
        application=application,
        undecided=decision is None or _again(evaluator, found, decision, application),
        decisions_unread=tuple(sorted(file.path for file in broken)),
    )


def _again(
    evaluator: Evaluator, found: Standing, decision: Decided, application: ApplicationStanding | None
) -> bool:
    """Whether there is something to decide after a decision: what was missing is there, or somebody applied again."""
    if over(decision, found.on) or (application and application.state is ApplicationState.OPEN):
        return True
    return found.complete and not evaluator.complete_since(decision.day, found.on)


def has_unmet_requirements(society: Society, member: Member, on: date, policy: Policy) -> bool:
    """Whether `standing` would have an outcome that is not met: what need not be found in full for most who apply."""
    evaluator = evaluator_of(society, member, policy, pathway_begin(society, member, on))
    at = AsOf(on, on)
    return any(
        evaluator.status_on(stage, requirement, at).status is Status.NOT_MET
        for stage in policy.stages
        for requirement in stage.requires
    )


def unread_standing(society: Society, file: Broken, on: date) -> Standing:
    """The standing of somebody whose own record cannot be read: nothing can be said."""
    return Standing(
        file.id, on, None, None, credentials=held_on(society, file.id, on), unreadable=(file.path,)
    )


class _Evaluators(SocietyIndex):
    """What has been found of members' pathways: of these very members and policies, whatever they are called."""

    def __init__(self, society: Society) -> None:
        super().__init__(society)
        self.kept: dict[tuple[int, int, date | None], Evaluator] = {}


def evaluator_of(society: Society, member: Member, policy: Policy, begin: date | None) -> Evaluator:
    """What judges a member by a policy; it remembers what it has found."""
    kept, key = society.derived(_Evaluators).kept, (id(member), id(policy), begin)
    if key not in kept:
        kept[key] = Evaluator(MemberContext(society, member, policy), begin)
    return kept[key]


def forget(society: Society, member: str) -> None:
    """Drop what was found on the way to somebody's standing: of a thousand people it would fill the memory."""
    kept = society.derived(_Evaluators).kept
    for key in [key for key, evaluator in kept.items() if evaluator.context.member.id == member]:
        del kept[key]


def _unread_policies(society: Society, member: Member) -> tuple[str, ...]:
    """The policy files without which it is not known which policy holds for the member."""
    broken = [file for file in society.broken if file.kind == "policies"]
    return tuple(sorted(file.path for file in broken if member.policy in (None, file.id)))


def _stage(
    evaluator: Evaluator, stage: Stage, on: date, unreadable: tuple[str, ...], dates: bool
) -> StageStanding:
    explained = [
        Explanation(evaluator, stage, requirement, on, dates=dates, unreadable=unreadable)
        for requirement in stage.requires
    ]
    first_met = evaluator.first_met(stage.id, on, on) if not unreadable else None
    binding = [requirement.status for requirement in explained if requirement.binding]
    before = next((one for one in stage.after if not evaluator.first_met(one, on, on)), None)
    status = Status.NOT_MET if before else Status.MET
    if Status.UNKNOWN in binding:
        status = Status.UNKNOWN
    if Status.NOT_MET in binding:
        status = Status.NOT_MET
    waits = before if before and all(one.holds or one is Status.NOT_APPLICABLE for one in binding) else None
    waited = evaluator.stages.get(waits or "")  # one that is not there is a finding of the policy
    waits_for = (waited.title if waited else "") or waits or ""
    return StageStanding(
        stage.id,
        stage.title or stage.id,
        status,
        first_met,
        tuple(one.outcome for one in explained),
        waits_for,
    )


def _refuse_other(society: object, member: object, on: object, policy: object) -> None:
    """Raise `BalintrecError` for anything of another type, with what to give instead."""
    if not isinstance(society, Society):
        raise BalintrecError(
            f"a Society is wanted, and this is {article(type(society).__name__)}: give load(source)"
        )
    _refuse_other_than(Member, society, member)
    refuse_other_than_day(on)
    if policy is not None:
        _refuse_other_than(Policy, society, policy)


def _refuse_other_than(kind: type[Record], society: Society, given: object) -> None:
    if isinstance(given, kind):
        return
    folder = kind.kind_folder
    if not isinstance(given, str):
        raise BalintrecError(
            f"{article(kind.__name__)} is wanted, and this is {article(type(given).__name__)}: "
            f"take one of society.{folder}"
        )
    if given in society.of(kind):
        raise BalintrecError(f'the {kind.noun} is wanted, not its id: give society.{folder}["{given}"]')
    if society.known(folder, given):
        raise BalintrecError(f'the file of {kind.noun} "{given}" cannot be read; balintrec check says why')
    raise BalintrecError(no_such(society, folder, given, f"society.{folder} has them by id"))
