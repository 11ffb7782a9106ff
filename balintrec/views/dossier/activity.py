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
from balintrec.views.phrases import amount, counted, spoken

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LEGEND = (
    "a attended, p presented a case, c co-led, l led, o observed, m missed (a group on whose roster the member "
    "stood met without them); leave: a leave covers days of the month; · nothing recorded."
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
        blocks += table(("group", "sessions", "first", "last"), rows)
    if person.events:
        blocks += _events(dossier)
    return Section("attendance", "Attendance by month", tuple(blocks))


def _months(months: tuple[Month, ...]) -> Table:
    return Table(("year", *MONTHS, "all"), tuple(_years(months)), "months")


def _years(months: tuple[Month, ...]) -> Iterator[tuple[Line, ...]]:
    for year, some in groupby(months, key=lambda one: one.first.year):
        by_month = {one.first.month: one for one in some}
        cells = [_cell(by_month.get(number)) for number in range(1, 13)]
        yield (plain(year), *cells, plain(sum(one.total for one in by_month.values())))


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
            plain(f"{one.name} ({spoken(one.kind)})"),
            plain(f"{one.role}, leading assessed" if one.assessed else one.role),
            dossier.record(one.record),
        )
        for one in dossier.person.events
    )
    return table(("days", "event", "took part", "record"), rows)


def co_leading(dossier: Dossier) -> Section:
    """With whom, how often, and whether the leader held a credential to lead on those days."""
    rows = tuple(
        (
            who(one.leader),
            plain(one.sessions),
            plain("all" if one.accredited == one.sessions else f"{one.accredited} of {one.sessions}"),
            plain(", ".join(one.groups)),
            plain(one.first),
            plain(one.last),
        )
        for one in dossier.person.co_leading
    )
    headings = ("co-led with", "sessions", "leader credentialed that day", "groups", "first", "last")
    return Section("co-leadership", "Co-leadership", table(headings, rows))


def supervision(dossier: Dossier) -> Section:
    """Every supervision received, and their sum."""
    found = dossier.person.supervisions
    rows = tuple(
        (
            plain(one.day),
            who(one.supervisor),
            plain(one.minutes),
            plain(one.mode),
            plain(one.sessions or None),
            plain({True: "yes", False: "no"}.get(one.recorded) if one.recorded is not None else None),
            dossier.record(one.record),
        )
        for one in found
    )
    if not rows:
        return Section("supervision", "Supervision", ())
    headings = ("day", "supervisor", "minutes", "mode", "sessions talked about", "recording used", "record")
    total = sum(one.minutes or 0 for one in found)
    unknown = sum(one.minutes is None for one in found)
    rest = f"; of {unknown} the length is not recorded" if unknown else ""
    said = f"{counted(len(found), 'supervision')}, {amount(total)} minutes in all{rest}."
    return Section("supervision", "Supervision", (Paragraph(plain(said)), *table(headings, rows)))
