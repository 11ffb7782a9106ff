"""What every report on the past says in the same words. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from balintrec.history.record_history import Step
from balintrec.pathway import Status
from balintrec.pathway.timeline import Timeline, Turn
from balintrec.views.phrases import counted
from balintrec.views.redaction import discreet

SHORT = 10
"""So many letters of a commit's id are shown."""
UNCOMMITTED = "not committed yet"
_WORDS = {
    "entered": "entered",
    "found": "there already in the oldest commit of this clone, which is",
    "changed": "changed",
    "rewritten": "only written otherwise",
    "moved": "moved",
    "removed": "removed",
}


class Moment(NamedTuple):
    """A day in somebody's timeline, and what was new on it."""

    day: date
    what: str
    """met, lost, waived, short, unknown, stage, held or ended."""
    words: str
    records: tuple[str, ...]


def headline(step: Step) -> str:
    """What happened, by whom, and how late."""
    words = _WORDS[step.what]
    words += f" by {step.commit.author}" if step.commit else f", {UNCOMMITTED}"
    return words if step.days_after is None else f"{words}, {_late(step.days_after)}"


def details(step: Step) -> Iterator[str]:
    """What was changed, a line each."""
    if step.old_path:
        yield f"from {step.old_path} to {step.path}"
    yield from (discreet(change.words) for change in step.changes)
    if step.text_changed:
        yield "the text was changed"
    if not step.readable:
        yield "what changed cannot be told: one of the versions cannot be read"


def _late(days: int) -> str:
    if days == 0:
        return "on the day that it records"
    return f"{counted(abs(days), 'day')} {'after' if days > 0 else 'before'} the day that it records"


def moments(timeline: Timeline) -> list[Moment]:
    """Everything in a timeline, in order of day."""
    found = [_turned(turn) for turn in timeline.turns]
    found += [
        Moment(stage.first_met, "stage", f"{stage.title} ({stage.id}) is passed", ())
        for stage in timeline.standing.stages
        if stage.first_met
    ]
    for tenure in timeline.tenures:
        what, word = ("held", "is held") if tenure.held else ("ended", "is no longer held")
        records = (tenure.record,) if tenure.record else ()
        found.append(Moment(tenure.day, what, f"credential {tenure.credential} {word}", records))
    return sorted(found, key=lambda moment: moment.day)


def _turned(turn: Turn) -> Moment:
    held = turn.before is not None and turn.before.holds
    lost = held and not turn.after.holds and turn.after is not Status.UNKNOWN
    return Moment(
        turn.day, "lost" if lost else turn.after, f"{turn.title} ({turn.requirement})", turn.records
    )


COLOURS = {"lost": "not-met", "stage": "strong", "held": "met", "ended": "not-met"}
"""Of what is no status."""
