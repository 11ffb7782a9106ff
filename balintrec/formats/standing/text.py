"""One member's standing in full, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from balintrec.formats.ansi import Painter, plain
from balintrec.pathway import Outcome, StageStanding, Standing
from balintrec.sanitize import hanging, padded, width, wrapped
from balintrec.society import Society
from balintrec.views.standing import (
    HELD_BY_DECISION,
    SIGNS,
    decision_sentences,
    held,
    judged_by,
    names,
    numbers,
    progress,
    reasons,
    since,
    stage_words,
    summed_up,
)
from balintrec.wording import vocabulary
from balintrec.wording.language import ENGLISH, Language
from balintrec.wording.message import Message, joined, message
from balintrec.wording.vocabulary import amount

_INDENT = 2
_BELOW = 4


def standing_text(
    society: Society,
    standing: Standing,
    paint: Painter = plain,
    *,
    evidence: bool = False,
    speak: Language = ENGLISH,
) -> str:
    """Everything that is known; with ``evidence`` every record that counts and that does not."""
    lines = [*_head(society, standing, paint, speak)]
    for stage in standing.stages:
        lines += ["", *_stage(stage, paint, evidence, speak)]
    if standing.not_checked:
        asked = wrapped(speak.say(message("Asked by the policy, and not checked here:")), paint.columns)
        lines += ["", *(paint("strong", line) for line in asked)]
        for sentence in standing.not_checked:
            lines += hanging("  - ", speak.say(sentence), columns=paint.columns)
    return "\n".join(line.rstrip() for line in lines)


def _head(society: Society, standing: Standing, paint: Painter, speak: Language) -> Iterator[str]:
    say = speak.say
    name = say(" · ".join(names(society, standing)))
    member = say(standing.member)
    yield from (
        _title((name, "strong"), (member, "quiet"), paint) if name != member else [paint("strong", member)]
    )
    yield from wrapped(say(judged_by(society, standing)), paint.columns)
    holds = message("Holds %(credentials)s.", credentials=held(society, standing))
    yield from wrapped(say(joined((holds, HELD_BY_DECISION), " ")), paint.columns)
    for sentence in decision_sentences(standing):
        yield from wrapped(say(sentence), paint.columns)
    for path in standing.unreadable:
        unread = say(message("cannot be read, and has to be: %(path)s", path=path))
        yield from hanging(paint("unknown", "? "), unread, 2, paint.columns)


def _title(
    left: tuple[str, str], right: tuple[str, str], paint: Painter, label: str = "", size: int = 0
) -> Iterator[str]:
    """Two texts with their colours, at both ends of a line where there is room, else below each other."""
    (text, colour), (beside, other) = left, right
    room = paint.columns - size - width(beside) - 2
    if width(text) <= room:
        yield f"{label}{paint(colour, padded(text, room))}  {paint(other, beside)}"
        return
    first, *others = wrapped(text, paint.columns - size)
    yield label + paint(colour, first)
    yield from (" " * size + paint(colour, line) for line in others)
    yield from (" " * size + paint(other, line) for line in wrapped(beside, paint.columns - size))


def _stage(stage: StageStanding, paint: Painter, evidence: bool, speak: Language) -> Iterator[str]:
    sign = f"{paint(stage.status, SIGNS[stage.status])} "
    words = speak.say(stage_words(stage))
    yield from _title((speak.say(stage.title), "strong"), (words, stage.status), paint, sign, 2)
    for outcome in stage.outcomes:
        yield from _outcome(outcome, paint, evidence, _INDENT, speak)


def _outcome(outcome: Outcome, paint: Painter, evidence: bool, indent: int, speak: Language) -> Iterator[str]:
    status = speak.say(vocabulary.status(outcome.status))
    label = f"{SIGNS[outcome.status]} {padded(status, max(width(status), 7))} "
    title = speak.say(outcome.title)
    if outcome.desirable:
        title += " " + speak.say(message("(desirable)"))
    first, *others = wrapped(title, paint.columns - indent - width(label))
    yield " " * indent + paint(outcome.status, label) + first
    margin = " " * (indent + _BELOW)
    yield from (" " * (indent + width(label)) + line for line in others)
    for text in _facts(outcome):
        yield from hanging(margin, speak.say(text), len(margin) + 2, paint.columns)
    if evidence:
        yield from _evidence(outcome, margin, paint.columns, speak)
    for part in outcome.parts:
        yield from _outcome(part, paint, evidence, indent + _BELOW, speak)


def _facts(outcome: Outcome) -> Iterator[Message]:
    """What is said below a requirement."""
    if said := joined((progress(outcome), outcome.reason, since(outcome)), "; "):
        yield said
    if outcome.next:
        yield message("next: %(step)s", step=outcome.next)
    if outcome.unreadable:
        yield message("cannot be read: %(paths)s", paths=joined(outcome.unreadable, ", "))
    if outcome.decisions:
        yield message("decided: %(records)s", records=joined(outcome.decisions, ", "))
    if outcome.counted and not outcome.parts:
        yield message("counted: %(records)s", records=joined(summed_up(outcome), "; "))
    if outcome.excluded and not outcome.parts:
        by_reason = (
            message("%(reason)s (%(number)s)", reason=reason, number=len(records))
            for reason, records in reasons(outcome.excluded)
        )
        yield message("not counted: %(reasons)s", reasons=joined(by_reason, "; "))
    yield message("rule: %(rule)s", rule=joined((outcome.id, *numbers(outcome)), "; "))


def _evidence(outcome: Outcome, margin: str, columns: int, speak: Language) -> Iterator[str]:
    if outcome.parts:
        return
    for one in outcome.counted:
        worth = f" ({speak.say(amount(one.amount))})" if one.amount != 1 else ""
        record = f"{speak.say(one.record)}{worth}"
        yield from hanging(f"{margin}+ {speak.day(one.day, 'medium')} ", record, columns=columns)
    for other in outcome.excluded:
        why = message("%(record)s: %(reason)s", record=other.record, reason=other.reason)
        yield from hanging(f"{margin}- ", speak.say(why), columns=columns)
