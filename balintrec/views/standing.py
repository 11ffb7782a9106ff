"""What every report on a standing says in the same words. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from balintrec.dates import NEVER
from balintrec.pathway import ApplicationState, Counted, Excluded, Outcome, StageStanding, Standing, Status
from balintrec.pathway.credentials import credential_decision, runs_until
from balintrec.society import Society
from balintrec.views.phrases import amount, counted, in_units, spoken

SIGNS = {
    Status.MET: "✓",
    Status.SHORT: "✗",
    Status.UNKNOWN: "?",
    Status.WAIVED: "~",
    Status.NOT_APPLICABLE: "–",
}
DECIDED = {
    "grant": "granted",
    "refuse": "refused",
    "defer": "deferred",
    "recognise": "recognised",
    "renew": "renewed",
    "lapse": "lapsed",
    "suspend": "suspended",
    "revoke": "revoked",
}
"""What a decision about a credential did, by its kind."""
NO_MEMBERSHIP = "no current membership"
"""Why somebody whose record is there is not in a list of members."""
HELD_BY_DECISION = "A credential is held because a decision says so; this page says what the records show."


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """A day that somebody has to keep an eye on: something is due, or lapses."""

    day: date
    what: str
    """stage/requirement, or the credential that runs out."""
    lapses: bool


def binding(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The outcomes that can block, without those that do not apply."""
    return [one for one in outcomes if not one.desirable and one.status is not Status.NOT_APPLICABLE]


def missing(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The outcomes that block."""
    return [one for one in binding(outcomes) if not one.status.holds]


def next_due(society: Society, standing: Standing) -> Due | None:
    """The first day on which something that binds is due or lapses; where they hold it, the credential itself.

    Nothing is due from somebody who is no member any more.
    """
    credential = aimed_at(society, standing)
    if standing.former:
        return None
    if credential in standing.credentials:
        end = _end(society, standing, credential)
        return None if end == NEVER else Due(end, credential, lapses=True)
    return min(_dues(standing.outcomes()), default=None)


def outside(society: Society, standing: Standing) -> bool:
    """Whether somebody is no member of the society, never was and is on no pathway: a referee, a guest."""
    member = society.members.get(standing.member)
    return member is not None and not member.belongs


def aimed_at(society: Society, standing: Standing) -> str:
    """The credential at the end of the member's pathway."""
    policy = society.policies.get(standing.policy or "")
    return policy.credential if policy else ""


def _end(society: Society, standing: Standing, credential: str) -> date:
    decision = credential_decision(society, standing.member, credential, standing.on)
    return runs_until(society, decision, credential) if decision else NEVER


def _dues(outcomes: Iterable[Outcome]) -> Iterator[Due]:
    for outcome in binding(outcomes):
        if outcome.due and not outcome.status.holds:
            yield Due(outcome.due, outcome.id, lapses=False)
        if outcome.lapses_on and outcome.status is Status.MET:
            yield Due(outcome.lapses_on, outcome.id, lapses=True)
        if not outcome.status.holds:
            yield from _dues(outcome.parts)


def current_stage(standing: Standing) -> StageStanding | None:
    """The first stage that is not met."""
    return next((stage for stage in standing.stages if stage.status is not Status.MET), None)


def stage_words(stage: StageStanding) -> str:
    """Since when a stage has been met, or what it is now."""
    if stage.waits_for:
        return f"waits for: {stage.waits_for}"
    if stage.first_met is None:
        return "not yet met" if stage.status is Status.SHORT else stage.status
    if stage.status is Status.MET:
        return f"met on {stage.first_met}"
    return f"passed on {stage.first_met}, now {stage.status}"


def progress(outcome: Outcome) -> str:
    """``17 of 24 months``; empty where there are no numbers, or where yes says it all."""
    if outcome.have is None or outcome.need is None:
        return ""
    if outcome.status is Status.MET and outcome.need == 1:
        return ""
    return f"{amount(outcome.have)} of {in_units(outcome.need, outcome.unit)}"


def since(outcome: Outcome) -> str:
    """Since when it has been met, and when it lapses if nothing more is recorded."""
    words = [f"met since {outcome.met_on}"] if outcome.met_on else []
    if outcome.lapses_on:
        words.append(f"lapses on {outcome.lapses_on} if nothing more is recorded")
    return "; ".join(words)


def numbers(outcome: Outcome) -> list[str]:
    """The policy's numbers with their sources; placeholders are called by their name."""
    return [
        f"{spoken(key)} {value} ({_source(outcome.sources.get(key, ''))})"
        for key, value in outcome.values.items()
    ]


def _source(source: str) -> str:
    return (
        "placeholder: the committee must set it in the policy"
        if source == "placeholder"
        else source or "no source"
    )


def summed_up(outcome: Outcome) -> list[str]:
    """The records counted: a line a kind, with how many, the first and the last."""
    by_kind: dict[str, list[Counted]] = defaultdict(list)
    for one in outcome.counted:
        by_kind[one.record.partition("/")[0]].append(one)
    return [_sum(kind, some, outcome.unit) for kind, some in sorted(by_kind.items())]


def _sum(kind: str, some: list[Counted], unit: str) -> str:
    days = [one.day for one in some]
    between = f"on {min(days)}" if min(days) == max(days) else f"from {min(days)} to {max(days)}"
    total = sum((one.amount for one in some), Fraction(0))
    worth = f", together {in_units(total, unit)}" if total != len(some) else ""
    return f"{counted(len(some), kind.removesuffix('s'))} {between}{worth}"


def reasons(excluded: Iterable[Excluded]) -> list[tuple[str, list[str]]]:
    """The records not counted, by reason, the most frequent reason first."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for one in excluded:
        by_reason[one.reason].append(one.record)
    return sorted(by_reason.items(), key=lambda item: (-len(item[1]), item[0]))


def held(society: Society, standing: Standing) -> list[str]:
    """The credentials held, each with the day on which it runs out."""
    words = []
    for credential in standing.credentials:
        end = _end(society, standing, credential)
        words.append(credential if end == NEVER else f"{credential} until {end}")
    return words


def decided(standing: Standing) -> str:
    """What was decided last about the credential, such as ``refused on 2026-12-12``; empty where nothing was."""
    if standing.decision is None:
        return ""
    until = f" until {standing.decision.until}" if standing.decision.until else ""
    return f"{DECIDED[standing.decision.kind]} on {standing.decision.day}{until}"


def awaits(standing: Standing) -> str:
    """Since when an application waits for a decision, or that a file that cannot be read may hold one; else empty."""
    if standing.decisions_unread:
        return "whether it was decided is not known"
    application = standing.application
    if application is None or application.state is not ApplicationState.OPEN or standing.former:
        return ""
    return f"applied on {application.day}"


def decision_sentences(standing: Standing) -> list[str]:
    """What somebody has to know before all else: that they are no member, what was decided, what is to be decided."""
    said = (
        [f"No member any more: membership ended on {standing.membership_ended}."] if standing.former else []
    )
    if standing.decision:
        said.append(f"{decided(standing).capitalize()} ({standing.decision.record}).")
    said += [f"A decision cannot be read: {path}." for path in standing.decisions_unread]
    application = standing.application
    if application and awaits(standing) and not standing.decisions_unread:
        said.append(f"Applied on {application.day} ({application.record}), not decided yet.")
    return said


def why_not_shown(
    society: Society, standings: Iterable[Standing], *, eligible: bool
) -> list[tuple[str, list[str]]]:
    """Of a list in which nobody is: the members by why they are not in it, the most frequent reason first."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for one in standings:
        by_reason[_not_eligible(society, one) if eligible else _not_due(society, one)].append(one.member)
    return sorted(by_reason.items(), key=lambda item: (-len(item[1]), item[0]))


def _not_eligible(society: Society, standing: Standing) -> str:
    stage = current_stage(standing)
    if standing.former:
        return "membership has ended"
    if aimed_at(society, standing) in standing.credentials:
        return "credential held already"
    if stage is None:
        return decided(standing) or "no policy"
    return f"not yet met: {stage.title}"


def _not_due(society: Society, standing: Standing) -> str:
    due = next_due(society, standing)
    return f"next due on {due.day}" if due else "nothing due"


def names(society: Society, standing: Standing) -> tuple[str, ...]:
    """The member's name in every script recorded; the id where the record cannot be read."""
    member = society.members.get(standing.member)
    return tuple(member.name.values()) if member else (standing.member,)


def begun(standing: Standing) -> str:
    """From when on somebody is on the pathway; that day may still be to come."""
    coming = standing.begin and standing.begin > standing.on
    return f"{'from' if coming else 'since'} {standing.begin}"


def policy_title(society: Society, standing: Standing) -> str:
    """The title of the policy that the member is judged by."""
    policy = society.policies.get(standing.policy or "")
    return policy.title if policy else ""
