"""Many members' standings, one a line; on a narrow terminal a few lines each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from balintrec.pathway import Standing, Status
from balintrec.report.paint import Painter, plain
from balintrec.report.standing import HELD_BY_DECISION, aimed_at, binding, current_stage, missing, next_due
from balintrec.report.visible import hanging, padded, visible, wrapped
from balintrec.society import Society

_HEADINGS = ("member", "stands at", "missing", "next due")
_LONGEST_ID, _NARROW = 36, 64
_Row = tuple[str, str, str, str]


def standing_lines(society: Society, standings: Iterable[Standing], paint: Painter = plain) -> str:
    """Where each stands: the first stage that is not met, how much of it is missing, and the next day."""
    standings = list(standings)
    if not standings:
        return "no member to show"
    rows = [_row(society, standing) for standing in standings]
    colours = [_colour(standing) for standing in standings]
    lines = list((_table if paint.columns >= _NARROW else _blocks)(rows, colours, paint))
    lines += ["", *wrapped(HELD_BY_DECISION, paint.columns)]
    unchecked = list(dict.fromkeys(sentence for one in standings for sentence in one.not_checked))
    if unchecked:
        lines += wrapped("Asked by the policies, and not checked here:", paint.columns)
    for sentence in unchecked:
        lines += hanging("  - ", visible(sentence), columns=paint.columns)
    return "\n".join(line.rstrip() for line in lines)


def _table(rows: list[_Row], colours: list[str], paint: Painter) -> Iterator[str]:
    """A row a member; what is too long for its column goes on below."""
    member, _, lacking, due = (max(len(row[column]) for row in [_HEADINGS, *rows]) for column in range(4))
    member = min(member, _LONGEST_ID)
    sizes = (member, paint.columns - member - lacking - due - 6, lacking, due)
    for row, colour in zip([_HEADINGS, *rows], ["quiet", *colours], strict=True):
        cells = [wrapped(cell, size) for cell, size in zip(row, sizes, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            first, *others = (padded(part, size) for part, size in zip(parts, sizes, strict=True))
            line = "  ".join(others).rstrip()
            yield (
                paint("quiet", f"{first}  {line}") if row is _HEADINGS else f"{paint(colour, first)}  {line}"
            )


def _blocks(rows: list[_Row], colours: list[str], paint: Painter) -> Iterator[str]:
    """A member on a line, and below it the rest in words."""
    for (member, where, lacking, due), colour in zip(rows, colours, strict=True):
        yield from (paint(colour, part) for part in wrapped(member, paint.columns))
        said = (where, lacking and f"missing {lacking}", due and f"next due {due}")
        yield from hanging("  ", "; ".join(filter(None, said)), columns=paint.columns)


def _colour(standing: Standing) -> str:
    if standing.unreadable:
        return "unknown"
    return "met" if standing.eligible else "strong"


def _row(society: Society, standing: Standing) -> _Row:
    due = next_due(society, standing)
    where, lacking = _where(society, standing)
    return visible(standing.member), where, lacking, str(due.day) if due else ""


def _where(society: Society, standing: Standing) -> tuple[str, str]:
    if standing.unreadable:
        return "cannot be read", "?"
    credential = aimed_at(society, standing)
    if credential in standing.credentials:
        return f"holds {credential}", ""
    stage = current_stage(standing)
    if stage is None:
        return ("all stages met" if standing.stages else "no policy"), ""
    blocking = missing(stage.outcomes)
    short = sum(one.status is Status.SHORT for one in blocking)
    unknown = "?" if short < len(blocking) else ""
    total = len(binding(stage.outcomes))
    return visible(stage.title), f"{short or ''}{unknown} of {total}" if blocking else ""
