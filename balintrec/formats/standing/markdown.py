"""Standings as Markdown, to paste into a minute or a letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from balintrec.formats.markdown import safe, span
from balintrec.pathway import Outcome, StageStanding, Standing
from balintrec.society import Society
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
    since,
    stage_words,
)


def standing_markdown(society: Society, standings: Iterable[Standing]) -> str:
    """A section a member, a table a stage."""
    return "\n\n".join("\n".join(_member(society, standing)) for standing in standings)


def _member(society: Society, standing: Standing) -> Iterator[str]:
    yield f"# {safe(' · '.join(names(society, standing)))}"
    yield ""
    title = safe(policy_title(society, standing))
    policy = f"{title} ({span(standing.policy)})" if standing.policy else "no policy"
    begin = f", on the pathway {begun(standing)}" if standing.begin else ""
    yield f"{span(standing.member)} on {standing.on}: {policy}{begin}."
    yield f"Holds {safe(', '.join(held(society, standing)) or 'no credential')}. {HELD_BY_DECISION}"
    yield from map(safe, decision_sentences(standing))
    for path in standing.unreadable:
        yield f"Cannot be read, and has to be: {span(path)}."
    for stage in standing.stages:
        yield from _stage(stage)
    if standing.not_checked:
        yield from ("", "Asked by the policy, and not checked here:", "")
        yield from (f"- {safe(sentence)}" for sentence in standing.not_checked)


def _stage(stage: StageStanding) -> Iterator[str]:
    yield from ("", f"## {SIGNS[stage.status]} {safe(stage.title)}: {stage_words(stage)}", "")
    yield "| status | requirement | so far | next | numbers |"
    yield "|---|---|---|---|---|"
    for outcome in stage.outcomes:
        yield from _rows(outcome, "")


def _rows(outcome: Outcome, lead: str) -> Iterator[str]:
    title = lead + safe(outcome.title) + (" (desirable)" if outcome.desirable else "")
    unreadable = f"cannot be read: {', '.join(outcome.unreadable)}" if outcome.unreadable else ""
    decided = f"decided: {', '.join(outcome.decisions)}" if outcome.decisions else ""
    so_far = "; ".join(filter(None, (progress(outcome), outcome.reason, since(outcome), unreadable, decided)))
    cells = (safe(so_far), safe(outcome.next), safe("; ".join(numbers(outcome))))
    yield f"| {SIGNS[outcome.status]} {outcome.status} | {title} | {' | '.join(cells)} |"
    for part in outcome.parts:
        yield from _rows(part, f"{lead}… ")
