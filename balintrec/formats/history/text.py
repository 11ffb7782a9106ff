"""Lives of records and timelines of people, for a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from balintrec.formats.ansi import Painter, plain
from balintrec.history.record_history import Entered, Life, Step
from balintrec.pathway.timeline import Timeline
from balintrec.sanitize import hanging, visible
from balintrec.society import Society
from balintrec.views.history import COLOURS, SHORT, details, headline, moments
from balintrec.views.standing import names

_DAY = 12
_WHAT = 10


def life_text(life: Life, paint: Painter = plain) -> str:
    """What became of a record, a day a paragraph."""
    lines = [paint("strong", visible(life.ref)), paint("quiet", visible(life.path))]
    for step in life.steps:
        lines += ["", *_step(step, paint)]
    return "\n".join(lines)


def _step(step: Step, paint: Painter) -> Iterator[str]:
    label = f"{step.day.isoformat() if step.day else '':<{_DAY}}"
    yield from hanging(paint("quiet", label), visible(headline(step)), _DAY)
    margin = " " * _DAY
    for line in details(step):
        yield from hanging(f"{margin}- ", visible(line), _DAY + 2)
    if step.commit:
        subject = f'commit {step.commit.id[:SHORT]} "{visible(step.commit.subject)}"'
        yield from (paint("quiet", line) for line in hanging(margin, subject))


def timeline_text(
    society: Society, timeline: Timeline, entered: Mapping[str, Entered], paint: Painter = plain
) -> str:
    """How somebody came to stand where they stand; with the days on which the records were entered."""
    standing = timeline.standing
    lines = [paint("strong", visible(" · ".join(names(society, standing)))), f"until {standing.on}"]
    lines += [f"cannot be read, and has to be: {visible(path)}" for path in standing.unreadable]
    lines.append("")
    for moment in moments(timeline):
        label = f"{moment.day!s:<{_DAY}}{moment.what:<{_WHAT}}"
        colour = COLOURS.get(moment.what, moment.what)
        lines += hanging(paint(colour, label), visible(moment.words), _DAY + _WHAT)
        margin = " " * (_DAY + _WHAT)
        for record in moment.records:
            lines += hanging(f"{margin}by ", visible(record + _late(entered.get(record))), len(margin) + 3)
    return "\n".join(lines).rstrip()


def _late(entered: Entered | None) -> str:
    return f" (entered {entered.day})" if entered else ""
