"""What every report on a standing says, as messages. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from balintrec.dates import NEVER
from balintrec.pathway import (
    ApplicationState,
    Counted,
    Decided,
    Excluded,
    Outcome,
    StageStanding,
    Standing,
    Status,
)
from balintrec.pathway.credentials import credential_decision, runs_until
from balintrec.society import Society
from balintrec.wording import vocabulary
from balintrec.wording.message import NOTHING, Message, joined, message
from balintrec.wording.vocabulary import units, word

SIGNS = {
    Status.MET: "✓",
    Status.NOT_MET: "✗",
    Status.UNKNOWN: "?",
    Status.WAIVED: "~",
    Status.NOT_APPLICABLE: "–",
}
NO_MEMBERSHIP = message("no current membership")
"""Why somebody whose record is there is not in a list of members."""
HELD_BY_DECISION = message(
    "A credential is held because a decision says so; this page says what the records show."
)


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


def stage_words(stage: StageStanding) -> Message:
    """Since when a stage has been met, or what it is now."""
    status = vocabulary.status(stage.status)
    if stage.waits_for:
        return message("waits for: %(stage)s", stage=stage.waits_for)
    if stage.first_met is None:
        return message("not yet met") if stage.status is Status.NOT_MET else status
    if stage.status is Status.MET:
        return message("met on %(day)s", day=stage.first_met)
    return message("passed on %(day)s, now %(status)s", day=stage.first_met, status=status)


def progress(outcome: Outcome) -> Message:
    """``17 of 24 months``; empty where there are no numbers, or where yes says it all."""
    if outcome.have is None or outcome.need is None:
        return NOTHING
    if outcome.status is Status.MET and outcome.need == 1:
        return NOTHING
    return vocabulary.progress(outcome.have, outcome.need, outcome.unit)


def since(outcome: Outcome) -> Message:
    """Since when it has been met, and when it lapses if nothing more is recorded."""
    words = [message("met since %(day)s", day=outcome.met_on)] if outcome.met_on else []
    if outcome.lapses_on:
        words.append(message("lapses on %(day)s if nothing more is recorded", day=outcome.lapses_on))
    return joined(words, "; ")


def numbers(outcome: Outcome) -> list[Message]:
    """The policy's numbers with their sources; placeholders are called by their name."""
    return [
        message(
            "%(key)s: %(value)s (%(source)s)",
            key=vocabulary.key(key),
            value=value,
            source=_source(outcome, key),
        )
        for key, value in outcome.values.items()
    ]


def _source(outcome: Outcome, key: str) -> str:
    source = outcome.sources.get(key, "")
    if source == "placeholder":
        return vocabulary.source(source)
    return vocabulary.source_name(source) if source else message("no source")


def summed_up(outcome: Outcome) -> list[Message]:
    """The records counted: a line a kind, with how many, the first and the last."""
    by_kind: dict[str, list[Counted]] = defaultdict(list)
    for one in outcome.counted:
        by_kind[one.record.partition("/")[0]].append(one)
    return [_sum(kind, some, outcome.unit) for kind, some in sorted(by_kind.items())]


def _sum(kind: str, some: list[Counted], unit: str) -> Message:
    first, last = min(one.day for one in some), max(one.day for one in some)
    records = units(len(some), kind)
    said = (
        message("%(records)s on %(day)s", records=records, day=first)
        if first == last
        else message("%(records)s from %(first)s to %(last)s", records=records, first=first, last=last)
    )
    total = sum((one.amount for one in some), Fraction(0))
    if total == len(some):
        return said
    return message("%(records)s, together %(total)s", records=said, total=units(total, unit))


def reasons(excluded: Iterable[Excluded]) -> list[tuple[Message, list[str]]]:
    """The records not counted, by reason, the most frequent reason first."""
    by_reason: dict[Message, list[str]] = defaultdict(list)
    for one in excluded:
        by_reason[one.reason].append(one.record)
    return sorted(by_reason.items(), key=lambda item: (-len(item[1]), item[0]))


def held(society: Society, standing: Standing) -> Message:
    """The credentials held, each with the day on which it runs out; where there is none, that there is none."""
    words = []
    for credential in standing.credentials:
        end = _end(society, standing, credential)
        name = word(credential)
        words.append(
            name if end == NEVER else message("%(credential)s until %(day)s", credential=name, day=end)
        )
    return joined(words, ", ") if words else message("no credential")


def decided(standing: Standing) -> Message:
    """What was decided last about the credential, such as ``refused on 2026-12-12``; empty where nothing was."""
    if standing.decision is None:
        return NOTHING
    return decided_on(standing.decision)


def decided_on(last: Decided) -> Message:
    """A decision about a credential, its day, and until when it holds."""
    what = vocabulary.decision(last.kind)
    if last.until:
        return message(
            "%(decision)s on %(day)s until %(until)s", decision=what, day=last.day, until=last.until
        )
    return message("%(decision)s on %(day)s", decision=what, day=last.day)


def awaits(standing: Standing) -> Message:
    """Since when an application waits for a decision, or that a file that cannot be read may hold one; else empty."""
    if standing.decisions_unread:
        return message("whether it was decided is not known")
    application = standing.application
    if application is None or application.state is not ApplicationState.OPEN or standing.former:
        return NOTHING
    return message("applied on %(day)s", day=application.day)


def ended(day: date | None) -> Message:
    """That somebody is no member any more since a day; empty of everybody else."""
    return message("membership ended on %(day)s", day=day) if day else NOTHING


def decision_sentences(standing: Standing) -> list[Message]:
    """What somebody has to know before all else: that they are no member, what was decided, what is to be decided."""
    said = []
    if standing.membership_ended:
        said.append(
            message("No longer a member: membership ended on %(day)s.", day=standing.membership_ended)
        )
    if standing.decision:
        record = standing.decision.record
        said.append(
            message("Decision: %(decision)s (%(record)s).", decision=decided(standing), record=record)
        )
    said += [message("A decision cannot be read: %(path)s.", path=path) for path in standing.decisions_unread]
    application = standing.application
    if application and awaits(standing) and not standing.decisions_unread:
        said.append(
            message(
                "Applied on %(day)s (%(record)s), not decided yet.",
                day=application.day,
                record=application.record,
            )
        )
    return said


def why_not_shown(
    society: Society, standings: Iterable[Standing], *, eligible: bool
) -> list[tuple[Message, list[str]]]:
    """Of a list in which nobody is: the members by why they are not in it, the most frequent reason first."""
    by_reason: dict[Message, list[str]] = defaultdict(list)
    for one in standings:
        by_reason[_not_eligible(society, one) if eligible else _not_due(society, one)].append(one.member)
    return sorted(by_reason.items(), key=lambda item: (-len(item[1]), item[0]))


def _not_eligible(society: Society, standing: Standing) -> Message:
    stage = current_stage(standing)
    if standing.former:
        return message("membership has ended")
    if aimed_at(society, standing) in standing.credentials:
        return message("credential held already")
    if stage is None:
        return decided(standing) or message("no policy")
    return message("not yet met: %(stage)s", stage=stage.title)


def _not_due(society: Society, standing: Standing) -> Message:
    due = next_due(society, standing)
    return message("next due on %(day)s", day=due.day) if due else message("nothing due")


def names(society: Society, standing: Standing) -> tuple[str, ...]:
    """The member's name in every script recorded; the id where the record cannot be read."""
    member = society.members.get(standing.member)
    return tuple(member.name.values()) if member else (standing.member,)


def begun(standing: Standing) -> Message:
    """From when on somebody is on the pathway; that day may still be to come."""
    if standing.begin is None:
        return message("the pathway has not begun")
    if standing.begin > standing.on:
        return message("on the pathway from %(day)s", day=standing.begin)
    return message("on the pathway since %(day)s", day=standing.begin)


def policy_title(society: Society, standing: Standing) -> str:
    """The title of the policy that the member is judged by."""
    policy = society.policies.get(standing.policy or "")
    return policy.title if policy else ""


def judged_by(society: Society, standing: Standing) -> Message:
    """As of when, by which policy, and since when somebody is on the pathway."""
    if not standing.policy:
        return message("On %(day)s no policy can be read, %(begun)s.", day=standing.on, begun=begun(standing))
    return message(
        'On %(day)s by "%(title)s" (%(policy)s), %(begun)s.',
        day=standing.on,
        title=policy_title(society, standing),
        policy=standing.policy,
        begun=begun(standing),
    )
