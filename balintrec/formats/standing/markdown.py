"""Standings as Markdown, to paste into a minute or a letter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from balintrec.formats.markdown import safe, said, span
from balintrec.pathway import Outcome, StageStanding, Standing
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
    since,
    stage_words,
)
from balintrec.wording import vocabulary
from balintrec.wording.language import ENGLISH, Language
from balintrec.wording.message import in_context, joined, message

Say = Callable[[str], str]
_HEADINGS = (
    in_context("head", "status"),
    in_context("head", "requirement"),
    in_context("head", "so far"),
    in_context("head", "next"),
    in_context("head", "numbers"),
)


def standing_markdown(society: Society, standings: Iterable[Standing], speak: Language = ENGLISH) -> str:
    """A section a member, a table a stage."""
    return "\n\n".join("\n".join(_member(society, standing, partial(said, speak))) for standing in standings)


def _member(society: Society, standing: Standing, say: Say) -> Iterator[str]:
    yield f"# {safe(' · '.join(names(society, standing)))}"
    yield ""
    yield f"{span(standing.member)}: {say(judged_by(society, standing))}"
    holds = message("Holds %(credentials)s.", credentials=held(society, standing))
    yield say(joined((holds, HELD_BY_DECISION), " "))
    yield from map(say, decision_sentences(standing))
    for path in standing.unreadable:
        yield say(message("cannot be read, and has to be: %(path)s", path=path))
    for stage in standing.stages:
        yield from _stage(stage, say)
    if standing.not_checked:
        yield from ("", say(message("Asked by the policy, and not checked here:")), "")
        yield from (f"- {say(sentence)}" for sentence in standing.not_checked)


def _stage(stage: StageStanding, say: Say) -> Iterator[str]:
    yield from ("", f"## {SIGNS[stage.status]} {say(stage.title)}: {say(stage_words(stage))}", "")
    yield f"| {' | '.join(map(say, _HEADINGS))} |"
    yield "|---|---|---|---|---|"
    for outcome in stage.outcomes:
        yield from _rows(outcome, "", say)


def _rows(outcome: Outcome, lead: str, say: Say) -> Iterator[str]:
    title = lead + say(outcome.title)
    if outcome.desirable:
        title += " " + say(message("(desirable)"))
    so_far = [progress(outcome), outcome.reason, since(outcome)]
    if outcome.unreadable:
        so_far.append(message("cannot be read: %(paths)s", paths=joined(outcome.unreadable, ", ")))
    if outcome.decisions:
        so_far.append(message("decided: %(records)s", records=joined(outcome.decisions, ", ")))
    cells = (joined(so_far, "; "), outcome.next, joined(numbers(outcome), "; "))
    status = say(vocabulary.status(outcome.status))
    yield f"| {SIGNS[outcome.status]} {status} | {title} | {' | '.join(map(say, cells))} |"
    for part in outcome.parts:
        yield from _rows(part, f"{lead}… ", say)
