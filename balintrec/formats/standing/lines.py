"""Many members' standings, one a line; on a narrow terminal a few lines each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from balintrec.formats.ansi import Painter, plain
from balintrec.pathway import Standing, Status
from balintrec.sanitize import hanging, padded, visible, wrapped
from balintrec.society import Society
from balintrec.views.standing import (
    HELD_BY_DECISION,
    NO_MEMBERSHIP,
    aimed_at,
    awaits,
    binding,
    current_stage,
    decided,
    missing,
    next_due,
    outside,
)

_HEADINGS = ("member", "stands at", "missing", "next due")
_LONGEST_ID, _NARROW = 36, 64
_Row = tuple[str, str, str, str]


def standing_lines(
    society: Society, standings: Iterable[Standing], paint: Painter = plain, *, eligible: bool = False
) -> str:
    """Where each stands: the first stage that is not met, how much of it is missing, and the next day.

    Former members are named below the others. With ``eligible`` only those are in the table on whom the committee can
    decide, and who holds the credential already is named below.
    """
    standings = list(standings)
    shown = [one for one in standings if (one.eligible if eligible else not one.former)]
    lines = list(_rows(society, shown, paint)) if shown else ["no member to show"]
    for said in _apart(standings, eligible):
        lines += ["", *hanging("", visible(said), 2, paint.columns)]
    if not shown:
        return "\n".join(lines)
    lines += ["", *wrapped(HELD_BY_DECISION, paint.columns)]
    unchecked = list(dict.fromkeys(sentence for one in shown for sentence in one.not_checked))
    if unchecked:
        lines += wrapped("Asked by the policies, and not checked here:", paint.columns)
    for sentence in unchecked:
        lines += hanging("  - ", visible(sentence), columns=paint.columns)
    return "\n".join(line.rstrip() for line in lines)


def _rows(society: Society, standings: list[Standing], paint: Painter) -> Iterator[str]:
    rows = [_row(society, standing) for standing in standings]
    colours = [_colour(standing) for standing in standings]
    return (_table if paint.columns >= _NARROW else _blocks)(rows, colours, paint)


def _apart(standings: list[Standing], eligible: bool) -> Iterator[str]:
    """Who is named below the table, and why they are not in it."""
    if not eligible:
        former = [
            f"{one.member} (membership ended on {one.membership_ended})" for one in standings if one.former
        ]
        if former:
            yield f"former members: {', '.join(former)}"
        return
    complete = [one for one in standings if one.complete and not one.former]
    for credential in sorted({one.aim for one in complete if one.holds}):
        holders = [one.member for one in complete if one.holds and one.aim == credential]
        yield f"hold {credential} already: {', '.join(holders)}"
    unclear = [one.member for one in complete if one.undecided and one.decisions_unread and not one.holds]
    if unclear:
        yield f"not known, because a decision cannot be read: {', '.join(unclear)}"


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
    if standing.former:
        return f"membership ended on {standing.membership_ended}", ""
    if credential in standing.credentials:
        return f"holds {credential}", ""
    if outside(society, standing):
        return "; ".join(filter(None, (NO_MEMBERSHIP, decided(standing)))), ""
    stage = current_stage(standing)
    if stage is None:
        return _decides(standing), ""
    blocking = missing(stage.outcomes)
    short = sum(one.status is Status.SHORT for one in blocking)
    unknown = "?" if short < len(blocking) else ""
    total = len(binding(stage.outcomes))
    where = "; ".join(filter(None, (visible(stage.title), decided(standing))))
    return where, f"{short or ''}{unknown} of {total}" if blocking else ""


def _decides(standing: Standing) -> str:
    """What there is to decide on somebody who has everything, or what was decided."""
    if not standing.stages:
        return "no policy"
    said = ("all stages met" if standing.eligible else "", decided(standing), awaits(standing))
    return "; ".join(filter(None, said)) or "all stages met"
