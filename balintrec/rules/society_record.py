"""Rules on society.md: who decides, how many of them, where the society is, who enters what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.dates import EVER, NEVER, ONE_DAY, next_day
from balintrec.finding import Problem
from balintrec.model import Decision, SocietyRecord
from balintrec.model.people import quorums
from balintrec.names import did_you_mean, some
from balintrec.rules.rule import at, error, problem, warning
from balintrec.rules.vocabulary import COMMITTEE
from balintrec.society import Society


@error("SOC001", "quorum-too-large")
def quorum_cannot_be_had(society: Society, on: date) -> Iterator[Problem]:
    """The quorum is greater than the committee, or 0.

    Both may hold from a day to a day: then it is said of the first day on which the quorum cannot be had, once that
    day has come. Days on which nobody is on the committee are passed over, unless the committee decided on one.

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
    for number, one in enumerate(quorums(about.quorum_)):
        if one.at_least == 0:
            remedy = "write how many must be there"
            yield problem(at(about, "quorum", number), "the quorum is 0", remedy)
    told = False
    for first, last in _stretches(about, on):
        size, quorum = len(about.committee_on(first)), about.quorum_on(first) or 0
        decided = None if size else _decided(society, first, last)
        fails = bool(about.committee_ and quorum > size and (size or decided))
        if fails and not told:
            yield problem(
                at(about, "quorum", _place(about, first)),
                f"{_from(first)}the quorum is {quorum}, and the committee has {some(size, 'members')}",
                "correct the number or the days, or add to the committee who is missing",
                *([(at(decided, "date"), "it decided here")] if decided else []),
            )
        told = fails


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


def _from(first: date) -> str:
    return "" if first == EVER else f"from {first} "


@warning("SOC002", "unknown-time-zone")
def unknown_time_zone(society: Society, on: date) -> Iterator[Problem]:
    """The time zone is none that computers know.

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

        meant = did_you_mean(about.time_zone, available_timezones())
        remedy = f'did you mean "{meant}"?' if meant else "write it like Asia/Karachi: a continent and a city"
        yield problem(at(about, "time-zone"), "no time zone is called so", remedy)


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # not paid for by a society that names no zone

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


@warning("SOC005", "committee-not-named")
def committee_not_named(society: Society, on: date) -> Iterator[Problem]:
    """The committee decides, and society.md does not say who it is.

    Nobody can then tell whether those who were present could decide. The same holds of days between the terms of its
    members.

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
        message = "the committee decides, and it is not said who it is"
        remedy = "add to records/society.md who is on it: committee: [ID, ID, …]"
        yield problem(at(about), message, remedy, (at(decision, "by"), "it decides here"))
    elif decision:
        message = "the committee decides, and there is no records/society.md that says who it is"
        yield problem(
            at(decision, "by"), message, "add records/society.md with the keys name, committee and quorum"
        )


def _nobody_on_it(society: Society, about: SocietyRecord, on: date) -> Iterator[Problem]:
    for first, last in _stretches(about, on):
        empty = not about.committee_on(first) and not about.quorum_on(
            first
        )  # where there is one, it cannot be had
        if empty and (decision := _decided(society, first, last)):
            message = f"{_from(first)}nobody is on the committee, and it decides on {decision.date}"
            remedy = "add who was on it, with the days: {member: ID, from: DAY, to: DAY}"
            yield problem(at(about, "committee"), message, remedy, (at(decision, "by"), "it decides here"))


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
    ended = min((one.end for one in terms), default=NEVER)
    for first, last in _stretches(about, on) if about else ():
        none = first > ended and about and about.quorum_on(first) is None
        if about and none and (decision := _decided(society, first, last)):
            message = f"from {first} there is no quorum, and the committee decides on {decision.date}"
            remedy = "correct the days, or add the quorum that held then: {at-least: NUMBER, from: DAY}"
            yield problem(at(about, "quorum"), message, remedy, (at(decision, "by"), "it decides here"))
            return
