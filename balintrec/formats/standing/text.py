"""One member's standing in full, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from balintrec.formats.ansi import Painter, plain
from balintrec.pathway import Outcome, StageStanding, Standing
from balintrec.sanitize import hanging, padded, visible, width, wrapped
from balintrec.society import Society
from balintrec.views.phrases import amount
from balintrec.views.standing import (
    HELD_BY_DECISION,
    SIGNS,
    begun,
    decision_sentences,
    held,
    names,
    numbers,
    policy_title,
    progress,
    reasons,
    since,
    stage_words,
    summed_up,
)

_INDENT = 2
_BELOW = 4


def standing_text(
    society: Society, standing: Standing, paint: Painter = plain, *, evidence: bool = False
) -> str:
    """Everything that is known; with ``evidence`` every record that counts and that does not."""
    lines = [*_head(society, standing, paint)]
    for stage in standing.stages:
        lines += ["", *_stage(stage, paint, evidence)]
    if standing.not_checked:
        asked = wrapped("Asked by the policy, and not checked here:", paint.columns)
        lines += ["", *(paint("strong", line) for line in asked)]
        for sentence in standing.not_checked:
            lines += hanging("  - ", visible(sentence), columns=paint.columns)
    return "\n".join(line.rstrip() for line in lines)


def _head(society: Society, standing: Standing, paint: Painter) -> Iterator[str]:
    name = visible(" · ".join(names(society, standing)))
    member = visible(standing.member)
    yield from (
        _title((name, "strong"), (member, "quiet"), paint) if name != member else [paint("strong", member)]
    )
    title = visible(policy_title(society, standing))
    by = f'by "{title}" ({visible(standing.policy)})' if standing.policy else "no policy can be read"
    begin = f", on the pathway {begun(standing)}" if standing.begin else ", the pathway has not begun"
    yield from wrapped(f"On {standing.on} {by}{begin}.", paint.columns)
    credentials = ", ".join(held(society, standing)) or "no credential"
    yield from wrapped(f"Holds {credentials}. {HELD_BY_DECISION}", paint.columns)
    for said in decision_sentences(standing):
        yield from wrapped(visible(said), paint.columns)
    for path in standing.unreadable:
        said = f"cannot be read, and has to be: {visible(path)}"
        yield from hanging(paint("unknown", "? "), said, 2, paint.columns)


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


def _stage(stage: StageStanding, paint: Painter, evidence: bool) -> Iterator[str]:
    sign = f"{paint(stage.status, SIGNS[stage.status])} "
    words = visible(stage_words(stage))
    yield from _title((visible(stage.title), "strong"), (words, stage.status), paint, sign, 2)
    for outcome in stage.outcomes:
        yield from _outcome(outcome, paint, evidence, _INDENT)


def _outcome(outcome: Outcome, paint: Painter, evidence: bool, indent: int) -> Iterator[str]:
    label = f"{SIGNS[outcome.status]} {outcome.status:<7} "
    title = visible(outcome.title) + (" (desirable)" if outcome.desirable else "")
    first, *others = wrapped(title, paint.columns - indent - len(label))
    yield " " * indent + paint(outcome.status, label) + first
    margin = " " * (indent + _BELOW)
    yield from (" " * (indent + len(label)) + line for line in others)
    for word, text in _facts(outcome):
        lead = f"{word}: " if word else ""
        size = len(margin) + len(lead)
        yield from hanging(margin + paint("quiet", lead), visible(text), size, paint.columns)
    if evidence:
        yield from _evidence(outcome, margin, paint.columns)
    for part in outcome.parts:
        yield from _outcome(part, paint, evidence, indent + _BELOW)


def _facts(outcome: Outcome) -> Iterator[tuple[str, str]]:
    """What is said below a requirement: a word, and a text."""
    said = "; ".join(filter(None, (progress(outcome), outcome.reason, since(outcome))))
    if said:
        yield "", said
    if outcome.next:
        yield "next", outcome.next
    if outcome.unreadable:
        yield "cannot be read", ", ".join(outcome.unreadable)
    if outcome.decisions:
        yield "decided", ", ".join(outcome.decisions)
    if outcome.counted and not outcome.parts:
        yield "counted", "; ".join(summed_up(outcome))
    if outcome.excluded and not outcome.parts:
        by_reason = reasons(outcome.excluded)
        yield "not counted", "; ".join(f"{reason} ({len(records)})" for reason, records in by_reason)
    yield "rule", "; ".join([outcome.id, *numbers(outcome)])


def _evidence(outcome: Outcome, margin: str, columns: int) -> Iterator[str]:
    if outcome.parts:
        return
    for one in outcome.counted:
        worth = f" ({amount(one.amount)})" if one.amount != 1 else ""
        yield from hanging(f"{margin}+ {one.day} ", f"{visible(one.record)}{worth}", columns=columns)
    for other in outcome.excluded:
        yield from hanging(f"{margin}- ", visible(f"{other.record}: {other.reason}"), columns=columns)
