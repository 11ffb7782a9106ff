"""Lives of records and timelines of people as Markdown, to paste into a minute."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from balintrec.formats.markdown import safe, span
from balintrec.history.record_history import Entered, Life, Step
from balintrec.pathway.timeline import Timeline
from balintrec.society import Society
from balintrec.views.history import SHORT, UNCOMMITTED, details, headline, moments
from balintrec.views.standing import names


def life_markdown(life: Life) -> str:
    """A record's life: a heading, and an item a commit."""
    lines = [f"# {safe(life.ref)}", "", f"{span(life.path)}", ""]
    for step in life.steps:
        lines += _step(step)
    if life.incomplete:
        lines += ["", safe(life.incomplete)]
    return "\n".join(lines)


def _step(step: Step) -> Iterator[str]:
    day = f"{step.day}: " if step.day else ""
    commit = f" (`{step.commit.id[:SHORT]}`)" if step.commit else ""
    yield f"- {day}{safe(headline(step))}{commit}"
    yield from (f"  - {safe(line)}" for line in details(step))


def timeline_markdown(society: Society, timeline: Timeline, entered: Mapping[str, Entered]) -> str:
    """A person's timeline: a heading, and a table with a row a turn."""
    standing = timeline.standing
    lines = [
        f"# {safe(' · '.join(names(society, standing)))}",
        "",
        f"{span(standing.member)} until {standing.on}",
    ]
    lines += [f"Cannot be read, and has to be: {span(path)}." for path in standing.unreadable]
    lines += ["", "| day | | what | by | entered |", "|---|---|---|---|---|"]
    for moment in moments(timeline):
        records = ", ".join(f"{span(record)}" for record in moment.records)
        days = ", ".join(_day(entered.get(record)) for record in moment.records) if entered else ""
        lines.append(f"| {moment.day} | {moment.what} | {safe(moment.words)} | {records} | {days} |")
    return "\n".join(lines)


def _day(entered: Entered | None) -> str:
    return str(entered.day) if entered else UNCOMMITTED
