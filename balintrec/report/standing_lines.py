"""Many members' standings, one a line, for a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Iterable

from balintrec.pathway import Standing
from balintrec.report.paint import Painter, plain
from balintrec.report.standing import HELD_BY_DECISION, aimed_at, binding, current_stage, missing, next_due
from balintrec.report.visible import WIDTH, hanging, padded, visible, wrapped
from balintrec.society import Society

_HEADINGS = ("member", "stands at", "missing", "next due")
_MISSING, _DUE, _LONGEST_ID = 7, 10, 36
_Row = tuple[str, str, str, str]


def standing_lines(society: Society, standings: Iterable[Standing], paint: Painter = plain) -> str:
    """Where each stands: the first stage that is not met, how much of it is missing, and the next day."""
    standings = list(standings)
    if not standings:
        return "no member to show"
    rows = [_row(society, standing) for standing in standings]
    member = min(max(len(row[0]) for row in [_HEADINGS, *rows]), _LONGEST_ID)
    sizes = (member, WIDTH - member - _MISSING - _DUE - 6, _MISSING, _DUE)
    lines = [paint("quiet", _line(_HEADINGS, sizes))]
    for standing, row in zip(standings, rows, strict=True):
        line = _line(row, sizes)
        lines.append((paint(_colour(standing), line[:member]) + line[member:]).rstrip())
    lines += ["", *wrapped(HELD_BY_DECISION, WIDTH)]
    unchecked = list(dict.fromkeys(sentence for one in standings for sentence in one.not_checked))
    if unchecked:
        lines += ["Asked by the policies, and not checked here:"]
        lines += [line for sentence in unchecked for line in hanging("  - ", visible(sentence))]
    return "\n".join(line.rstrip() for line in lines)


def _line(row: _Row, sizes: tuple[int, int, int, int]) -> str:
    return "  ".join(padded(cell, size) for cell, size in zip(row, sizes, strict=True))


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
    lacking = missing(stage.outcomes)
    return visible(stage.title), f"{len(lacking)} of {len(binding(stage.outcomes))}" if lacking else ""
