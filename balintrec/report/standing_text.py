"""One member's standing in full, for a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Iterator

from balintrec.pathway import Outcome, StageStanding, Standing
from balintrec.report.paint import Painter, plain
from balintrec.report.standing import (
    HELD_BY_DECISION,
    SIGNS,
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
from balintrec.report.visible import WIDTH, hanging, padded, visible, width, wrapped
from balintrec.report.words import amount
from balintrec.society import Society

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
        lines += ["", paint("strong", "Asked by the policy, and not checked here:")]
        for sentence in standing.not_checked:
            lines += hanging("  - ", visible(sentence))
    return "\n".join(line.rstrip() for line in lines)


def _head(society: Society, standing: Standing, paint: Painter) -> Iterator[str]:
    name = visible(" · ".join(names(society, standing)))
    member = visible(standing.member)
    name = padded(name, WIDTH - width(member) - 2) if name != member else ""
    yield f"{paint('strong', name)}  {paint('quiet', member)}" if name else paint("strong", member)
    title = visible(policy_title(society, standing))
    by = f'by "{title}" ({visible(standing.policy)})' if standing.policy else "no policy can be read"
    begin = f", on the pathway since {standing.begin}" if standing.begin else ", the pathway has not begun"
    yield from wrapped(f"On {standing.on} {by}{begin}.", WIDTH)
    credentials = ", ".join(held(society, standing)) or "no credential"
    yield from wrapped(f"Holds {credentials}. {HELD_BY_DECISION}", WIDTH)
    for path in standing.unreadable:
        yield from hanging(paint("unknown", "? "), f"cannot be read, and has to be: {visible(path)}", 2)


def _stage(stage: StageStanding, paint: Painter, evidence: bool) -> Iterator[str]:
    words = stage_words(stage)
    title = padded(visible(stage.title), WIDTH - 4 - len(words))
    sign = paint(stage.status, SIGNS[stage.status])
    yield f"{sign} {paint('strong', title)}  {paint(stage.status, words)}"
    for outcome in stage.outcomes:
        yield from _outcome(outcome, paint, evidence, _INDENT)


def _outcome(outcome: Outcome, paint: Painter, evidence: bool, indent: int) -> Iterator[str]:
    label = f"{SIGNS[outcome.status]} {outcome.status:<7} "
    title = visible(outcome.title) + (" (desirable)" if outcome.desirable else "")
    first, *others = wrapped(title, WIDTH - indent - len(label))
    yield " " * indent + paint(outcome.status, label) + first
    margin = " " * (indent + _BELOW)
    yield from (" " * (indent + len(label)) + line for line in others)
    for word, text in _facts(outcome):
        lead = f"{word}: " if word else ""
        yield from hanging(margin + paint("quiet", lead), visible(text), len(margin) + len(lead))
    if evidence:
        yield from _evidence(outcome, margin)
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


def _evidence(outcome: Outcome, margin: str) -> Iterator[str]:
    if outcome.parts:
        return
    for one in outcome.counted:
        worth = f"  {amount(one.amount)}" if one.amount != 1 else ""
        yield f"{margin}+ {one.day} {visible(one.record)}{worth}"
    for other in outcome.excluded:
        yield from hanging(f"{margin}- ", visible(f"{other.record}: {other.reason}"))
