"""Many members' standings, one a line; on a narrow terminal a few lines each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from balintrec.formats.ansi import Painter, plain
from balintrec.pathway import Standing, Status
from balintrec.sanitize import hanging, padded, width, wrapped
from balintrec.society import Society
from balintrec.views.standing import (
    HELD_BY_DECISION,
    NO_MEMBERSHIP,
    aimed_at,
    awaits,
    binding,
    current_stage,
    decided,
    ended,
    missing,
    next_due,
    outside,
)
from balintrec.wording.language import ENGLISH, Language
from balintrec.wording.message import NOTHING, Message, in_context, joined, message
from balintrec.wording.vocabulary import word

_HEADINGS = (
    in_context("head", "member"),
    in_context("head", "stage"),
    in_context("head", "missing"),
    in_context("head", "next due"),
)
_LONGEST_ID, _NARROW = 36, 64
_Row = tuple[str, str, str, str]


def standing_lines(
    society: Society,
    standings: Iterable[Standing],
    paint: Painter = plain,
    *,
    eligible: bool = False,
    speak: Language = ENGLISH,
) -> str:
    """Where each stands: the first stage that is not met, how much of it is missing, and the next day.

    Former members are named below the others. With ``eligible`` only those are in the table on whom the committee can
    decide, and who holds the credential already is named below.
    """
    standings = list(standings)
    shown = [one for one in standings if (one.eligible if eligible else not one.former)]
    lines = list(_rows(society, shown, paint, speak)) if shown else [speak.say(message("no member to show"))]
    for said in _apart(standings, eligible):
        lines += ["", *hanging("", speak.say(said), 2, paint.columns)]
    if not shown:
        return "\n".join(lines)
    lines += ["", *wrapped(speak.say(HELD_BY_DECISION), paint.columns)]
    unchecked = list(dict.fromkeys(sentence for one in shown for sentence in one.not_checked))
    if unchecked:
        lines += wrapped(speak.say(message("Asked by the policies, and not checked here:")), paint.columns)
    for sentence in unchecked:
        lines += hanging("  - ", speak.say(sentence), columns=paint.columns)
    return "\n".join(line.rstrip() for line in lines)


def _rows(society: Society, standings: list[Standing], paint: Painter, speak: Language) -> Iterator[str]:
    rows = [_row(society, standing, speak) for standing in standings]
    colours = [_colour(standing) for standing in standings]
    return (_table if paint.columns >= _NARROW else _blocks)(rows, colours, paint, speak)


def _apart(standings: list[Standing], eligible: bool) -> Iterator[Message]:
    """Who is named below the table, and why they are not in it."""
    if not eligible:
        former = [
            message("%(member)s (%(what)s)", member=one.member, what=ended(one.membership_ended))
            for one in standings
            if one.former
        ]
        if former:
            yield message("former members: %(members)s", members=joined(former, ", "))
        return
    complete = [one for one in standings if one.complete and not one.former]
    for credential in sorted({one.aim for one in complete if one.holds}):
        holders = [one.member for one in complete if one.holds and one.aim == credential]
        yield message(
            "already hold the credential %(credential)s: %(members)s",
            credential=word(credential),
            members=joined(holders, ", "),
        )
    unclear = [one.member for one in complete if one.undecided and one.decisions_unread and not one.holds]
    if unclear:
        members = joined(unclear, ", ")
        yield message("not known, because a decision cannot be read: %(members)s", members=members)


def _table(rows: list[_Row], colours: list[str], paint: Painter, speak: Language) -> Iterator[str]:
    """A row a member; what is too long for its column goes on below."""
    first, second, third, fourth = map(speak.say, _HEADINGS)
    heads: _Row = (first, second, third, fourth)
    member, _, lacking, due = (max(width(row[column]) for row in [heads, *rows]) for column in range(4))
    member = min(member, _LONGEST_ID)
    sizes = (member, paint.columns - member - lacking - due - 6, lacking, due)
    for row, colour in zip([heads, *rows], ["quiet", *colours], strict=True):
        cells = [wrapped(cell, size) for cell, size in zip(row, sizes, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            first, *others = (padded(part, size) for part, size in zip(parts, sizes, strict=True))
            line = "  ".join(others).rstrip()
            yield (paint("quiet", f"{first}  {line}") if row is heads else f"{paint(colour, first)}  {line}")


def _blocks(rows: list[_Row], colours: list[str], paint: Painter, speak: Language) -> Iterator[str]:
    """A member on a line, and below it the rest in words."""
    for (member, where, lacking, due), colour in zip(rows, colours, strict=True):
        yield from (paint(colour, part) for part in wrapped(member, paint.columns))
        said = (
            where,
            lacking and speak.gettext("missing %(number)s", number=lacking),
            due and speak.gettext("next due %(day)s", day=due),
        )
        yield from hanging("  ", speak.say(joined(said, "; ")), columns=paint.columns)


def _colour(standing: Standing) -> str:
    if standing.unreadable:
        return "unknown"
    return "met" if standing.eligible else "strong"


def _row(society: Society, standing: Standing, speak: Language) -> _Row:
    due = next_due(society, standing)
    where, lacking = _where(society, standing)
    day = speak.day(due.day, "medium") if due else ""
    return speak.say(standing.member), speak.say(where), speak.say(lacking), day


def _where(society: Society, standing: Standing) -> tuple[Message, Message]:
    """Where somebody stands, and how much is missing there."""
    if standing.unreadable:
        return message("cannot be read"), message("?")
    credential = aimed_at(society, standing)
    if standing.former:
        return ended(standing.membership_ended), NOTHING
    if credential in standing.credentials:
        return message("holds %(credential)s", credential=word(credential)), NOTHING
    if outside(society, standing):
        return joined((NO_MEMBERSHIP, decided(standing)), "; "), NOTHING
    stage = current_stage(standing)
    if stage is None:
        return _decides(standing), NOTHING
    blocking = missing(stage.outcomes)
    short = sum(one.status is Status.NOT_MET for one in blocking)
    total = len(binding(stage.outcomes))
    where = joined((stage.title, decided(standing)), "; ")
    if not blocking:
        return where, NOTHING
    number = f"{short or ''}{'?' if short < len(blocking) else ''}"
    return where, message("%(missing)s of %(of)s", missing=number, of=total)


def _decides(standing: Standing) -> Message:
    """What there is to decide on somebody who has everything, or what was decided."""
    if not standing.stages:
        return message("no policy")
    complete = message("all stages met")
    said = (complete if standing.eligible else NOTHING, decided(standing), awaits(standing))
    return joined(said, "; ") or complete
