"""Rules on society.md: who decides, how many of them, where the society is, who enters what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.dates import EVER, NEVER, ONE_DAY, next_day
from balintrec.finding import Place, Problem
from balintrec.model import Decision, SocietyRecord
from balintrec.model.people import quorums
from balintrec.names import did_you_mean
from balintrec.rules.rule import at, error, problem, suggestion, warning
from balintrec.rules.vocabulary import COMMITTEE
from balintrec.society import Society
from balintrec.wording.message import Message, message, plural

DECIDES = message("it decides here")


@error("SOC001", "quorum-too-large")
def quorum_cannot_be_had(society: Society, on: date) -> Iterator[Problem]:
    """The quorum is greater than the committee, or 0.

    Both may apply for a period: then the first day on which the quorum cannot be reached is reported, once that
    day has come. Days on which nobody is on the committee are ignored, unless the committee decided on one.

    Wrong:
        # records/society.md
        committee: [nadia-iqbal, omar-farooq]
        quorum: 12
    Right:
        # records/society.md
        committee: [nadia-iqbal, omar-farooq, hina-raza]
        quorum: 2
    """
    about = society.about
    if about is None:
        return
    for number, quorum in enumerate(quorums(about.quorum_)):
        if quorum.at_least == 0:
            said = message("the quorum is 0")
            yield problem(
                at(about, "quorum", number), said, message("write how many members must be present")
            )
    reported = False
    for first, last in _stretches(about, on):
        size, needed = len(about.committee_on(first)), about.quorum_on(first) or 0
        decided = None if size else _decided(society, first, last)
        fails = bool(about.committee_ and needed > size and (size or decided))
        if fails and not reported:
            remedy = message("correct the number or the dates, or add the missing members to the committee")
            related = [(at(decided, "date"), message("it decided here"))] if decided else []
            yield problem(
                at(about, "quorum", _place(about, first)), _too_large(size, needed, first), remedy, *related
            )
        reported = fails


def _stretches(about: SocietyRecord, on: date) -> list[tuple[date, date]]:
    """The days from one change of the committee or the quorum to the next, as far as they have begun.

    None where a term ends before it begins: that is the one to mend.
    """
    if any(term.inverted for term in about.terms):
        return []
    ends = (next_day(term.end) for term in about.terms if term.end != NEVER)
    begins = sorted({EVER, *(term.begin for term in about.terms), *ends})
    lasts = [*(begin - ONE_DAY for begin in begins[1:]), NEVER]
    return [(first, last) for first, last in zip(begins, lasts, strict=True) if first <= on]


def _decided(society: Society, first: date, last: date) -> Decision | None:
    """The first decision of the committee in these days."""
    those = (one for one in society.decisions.values() if one.by == COMMITTEE and first <= one.date <= last)
    return min(those, key=lambda one: (one.date, one.id), default=None)


def _place(about: SocietyRecord, day: date) -> int:
    """Which of the quorums holds on a day."""
    return next((number for number, one in enumerate(quorums(about.quorum_)) if day in one), 0)


def _too_large(size: int, quorum: int, first: date) -> Message:
    if first == EVER:
        return plural(
            "the quorum is %(quorum)s, but the committee has %(num)s member",
            "the quorum is %(quorum)s, but the committee has %(num)s members",
            size,
            quorum=quorum,
        )
    return plural(
        "from %(date)s the quorum is %(quorum)s, but the committee has %(num)s member",
        "from %(date)s the quorum is %(quorum)s, but the committee has %(num)s members",
        size,
        quorum=quorum,
        date=first,
    )


@warning("SOC002", "unknown-time-zone")
def unknown_time_zone(society: Society, on: date) -> Iterator[Problem]:
    """The time zone does not exist.

    It says on which day something was entered. Zones are named by continent and city.

    Wrong:
        # records/society.md
        time-zone: Asia/Karachy
    Right:
        # records/society.md
        time-zone: Asia/Karachi
    """
    about = society.about
    if about and about.time_zone and _is_zone("Asia/Karachi") and not _is_zone(about.time_zone):
        from zoneinfo import available_timezones  # reads hundreds of files

        said = message('there is no time zone "%(zone)s"', zone=about.time_zone)
        remedy = message("write it like Asia/Karachi: a continent and a city")
        meant = did_you_mean(about.time_zone, available_timezones())
        yield problem(at(about, "time-zone"), said, suggestion(meant, remedy))


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # not paid for by a society that names no zone

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


@warning("SOC005", "committee-not-named")
def committee_not_named(society: Society, on: date) -> Iterator[Problem]:
    """The committee decides, but society.md does not list its members.

    Nobody then knows whether those who were present could decide. The same applies to days between the terms of
    its members.

    Wrong:
        # records/society.md
        committee: []
        quorum: 2
    Right:
        # records/society.md
        committee: [nadia-iqbal, omar-farooq, hina-raza]
        quorum: 2
    """
    about = society.about
    if ("", "society") in society.broken_ids:
        return
    if about and about.committee_:
        yield from _nobody_on_it(society, about, on)
        return
    decision = next((one for one in society.decisions.values() if one.by == COMMITTEE), None)
    if decision and about:
        said = message("the committee decides, but its members are not listed")
        remedy = message("list its members in records/society.md: committee: [ID, ID, …]")
        yield problem(at(about), said, remedy, (at(decision, "by"), DECIDES))
    elif decision:
        said = message("the committee decides, but there is no records/society.md that lists its members")
        remedy = message("add records/society.md with the keys name, committee and quorum")
        yield problem(at(decision, "by"), said, remedy)


def _nobody_on_it(society: Society, about: SocietyRecord, on: date) -> Iterator[Problem]:
    for first, last in _stretches(about, on):
        # Where there is a quorum, it cannot be had: that is SOC001.
        empty = not about.committee_on(first) and not about.quorum_on(first)
        if empty and (decision := _decided(society, first, last)):
            said = message("nobody is on the committee on %(date)s, but it decides", date=decision.date)
            remedy = message("add who was on it, with the dates: {member: ID, from: DATE, to: DATE}")
            yield problem(at(about, "committee"), said, remedy, (at(decision, "by"), DECIDES))


@warning("SOC006", "quorum-ended")
def quorum_ended(society: Society, on: date) -> Iterator[Problem]:
    """The committee decides on a day on which a quorum has ended and no other has begun.

    Before the first quorum there may have been none. Where one has ended, the next one was probably forgotten, or a
    day is wrong.

    Wrong:
        # records/society.md
        quorum: [{at-least: 2, to: 2025-12-31}]
    Right:
        # records/society.md
        quorum: [{at-least: 1, to: 2025-12-31}, {at-least: 2, from: 2026-01-01}]
    """
    about = society.about
    terms = quorums(about.quorum_) if about else ()
    ended = min((term.end for term in terms), default=NEVER)
    for first, last in _stretches(about, on) if about else ():
        none = first > ended and about and about.quorum_on(first) is None
        if about and none and (decision := _decided(society, first, last)):
            said = message(
                "from %(first)s there is no quorum, but the committee decides on %(date)s",
                first=first,
                date=decision.date,
            )
            remedy = message(
                "correct the dates, or add the quorum of that time: {at-least: NUMBER, from: DATE}"
            )
            yield problem(at(about, "quorum"), said, remedy, (at(decision, "by"), DECIDES))
            return


@warning("SOC007", "earlier-key")
def earlier_key(society: Society, on: date) -> Iterator[Problem]:
    """society.md has a key under its earlier name.

    `accepted` is called `suppressed` now. The earlier name is still read, and means the same.

    Wrong:
        # records/society.md
        accepted: [{code: SES004, record: sessions/2024-03-12-lahore-tuesday, reason: minute book lost in a flood}]
    Right:
        # records/society.md
        suppressed: []
    """
    about = society.about
    if about and about.earlier_keys:
        remedy = (
            message("move its items below suppressed, and delete this key")
            if about.suppressed
            else message("write suppressed in place of accepted; what follows stays as it is")
        )
        place = Place(about.path, ("accepted",), of_key=True)
        yield problem(place, message("this key is now called suppressed"), remedy)
