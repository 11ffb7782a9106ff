"""What the member did: attendance by month and by group, events, co-leadership, supervision. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from balintrec.views.dossier.page import (
    LETTERS,
    Block,
    Line,
    Paragraph,
    Picture,
    Section,
    Table,
    plain,
    span,
    table,
    ways,
    who,
)
from balintrec.views.dossier.values import Dossier
from balintrec.views.member.values import Month
from balintrec.wording.message import in_context, joined, message
from balintrec.wording.vocabulary import units, word

MONTHS = (
    in_context("month", "Jan"),
    in_context("month", "Feb"),
    in_context("month", "Mar"),
    in_context("month", "Apr"),
    in_context("month", "May"),
    in_context("month", "Jun"),
    in_context("month", "Jul"),
    in_context("month", "Aug"),
    in_context("month", "Sep"),
    in_context("month", "Oct"),
    in_context("month", "Nov"),
    in_context("month", "Dec"),
)
_LEGEND = message(
    "a attended, p presented a case, c co-led, l led, o observed, m missed (a group on whose roster the member "
    "was met without them); leave: a leave covers days of the month; · nothing recorded."
)


def attendance(dossier: Dossier) -> Section:
    """The months, a row a year; then the groups and the events."""
    person = dossier.person
    blocks: list[Block] = []
    if person.months:
        blocks += [Picture("attendance"), _months(person.months), Paragraph(plain(_LEGEND, "quiet"))]
    if person.groups:
        rows = tuple(
            (plain(one.name), plain(ways(one.sessions)), plain(one.first), plain(one.last))
            for one in person.groups
        )
        blocks += table((message("group"), message("sessions"), message("first"), message("last")), rows)
    if person.events:
        blocks += _events(dossier)
    return Section("attendance", message("Attendance by month"), tuple(blocks))


def _months(months: tuple[Month, ...]) -> Table:
    return Table((message("year"), *MONTHS, message("all")), tuple(_years(months)), "months")


def _years(months: tuple[Month, ...]) -> Iterator[tuple[Line, ...]]:
    for year, some in groupby(months, key=lambda one: one.first.year):
        by_month = {one.first.month: one for one in some}
        cells = [_cell(by_month.get(number)) for number in range(1, 13)]
        yield (plain(str(year)), *cells, plain(sum(one.total for one in by_month.values())))


def _cell(month: Month | None) -> Line:
    """``2a 1c``; nothing outside the pathway."""
    if month is None:
        return ()
    words = [f"{number}{LETTERS[way]}" for way, number in month.sessions.items()]
    words += [f"{month.missed}m"] if month.missed else []
    words += ["leave"] if month.leave else []
    return plain(" ".join(words) or "·")


def _events(dossier: Dossier) -> tuple[Table, ...]:
    rows = tuple(
        (
            span((one.first, one.last)),
            plain(message("%(member)s (%(what)s)", member=one.name, what=word(one.kind))),
            plain(
                message("%(role)s, leading assessed", role=word(one.role)) if one.assessed else word(one.role)
            ),
            dossier.record(one.record),
        )
        for one in dossier.person.events
    )
    return table((message("days"), message("event"), message("took part"), message("record")), rows)


def co_leading(dossier: Dossier) -> Section:
    """With whom, how often, and whether the leader held a credential to lead on those days."""
    rows = tuple(
        (
            who(one.leader),
            plain(one.sessions),
            plain(
                message("all")
                if one.accredited == one.sessions
                else message("%(missing)s of %(of)s", missing=one.accredited, of=one.sessions)
            ),
            plain(", ".join(one.groups)),
            plain(one.first),
            plain(one.last),
        )
        for one in dossier.person.co_leading
    )
    headings = (
        message("co-led with"),
        message("sessions"),
        message("leader credentialed that day"),
        message("groups"),
        message("first"),
        message("last"),
    )
    return Section("co-leadership", message("Co-leadership"), table(headings, rows))


def supervision(dossier: Dossier) -> Section:
    """Every supervision received, and their sum."""
    found = dossier.person.supervisions
    rows = tuple(
        (
            plain(one.day),
            who(one.supervisor),
            plain(one.minutes),
            plain(word(one.mode) if one.mode else None),
            plain(one.sessions or None),
            plain(
                {True: message("yes"), False: message("no")}.get(one.recorded)
                if one.recorded is not None
                else None
            ),
            dossier.record(one.record),
        )
        for one in found
    )
    if not rows:
        return Section("supervision", message("Supervision"), ())
    headings = (
        message("day"),
        message("supervisor"),
        message("minutes"),
        message("mode"),
        message("sessions talked about"),
        message("recording used"),
        message("record"),
    )
    total = sum(one.minutes or 0 for one in found)
    unknown = sum(one.minutes is None for one in found)
    said = message(
        "%(supervisions)s, %(minutes)s in all.",
        supervisions=units(len(found), "supervisions"),
        minutes=units(total, "minutes"),
    )
    if unknown:
        said = joined((said, message("Of %(number)s the length is not recorded.", number=unknown)), " ")
    return Section("supervision", message("Supervision"), (Paragraph(plain(said)), *table(headings, rows)))
