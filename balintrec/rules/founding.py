"""Rules on society.md: who decides, how many of them, where the society is, who enters what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.finding import Fault, Place
from balintrec.model import KINDS
from balintrec.names import did_you_mean
from balintrec.rules.known import COMMITTEE
from balintrec.rules.rule import at, error, fault, warning
from balintrec.society import Society


@error("SOC001", "quorum-cannot-be-had")
def quorum_cannot_be_had(society: Society, on: date) -> Iterator[Fault]:
    """The quorum is greater than the committee, or 0.

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
    if about is None or about.quorum is None:
        return
    size = len(set(about.committee))
    if about.quorum == 0:
        yield fault(
            at(about, "quorum"), "the quorum is 0", "write how many must be there, or delete the line"
        )
    elif size and about.quorum > size:
        message = f"the quorum is {about.quorum}, and the committee has {size} members"
        yield fault(
            at(about, "quorum"), message, "correct the number, or add to the committee who is missing"
        )


@warning("SOC002", "unknown-time-zone")
def unknown_time_zone(society: Society, on: date) -> Iterator[Fault]:
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
        yield fault(at(about, "time-zone"), "no time zone is called so", remedy)


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # not paid for by a society that names no zone

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


@error("SOC003", "may-enter-unknown-kind")
def unknown_kind(society: Society, on: date) -> Iterator[Fault]:
    """`may-enter` speaks of a kind of record that there is not.

    The kinds are called as their folders are.

    Wrong:
        # records/society.md
        may-enter: {session: [secretary@example.org]}
    Right:
        # records/society.md
        may-enter: {sessions: [secretary@example.org]}
    """
    about = society.about
    folders = [kind for kind in KINDS if kind]
    for kind in (about.may_enter or {}) if about else ():
        if about and kind not in folders:
            meant = did_you_mean(kind, folders)
            remedy = f'did you mean "{meant}"?' if meant else f"it is one of: {', '.join(folders)}"
            place = Place(about.path, ("may-enter", kind), of_key=True)
            yield fault(place, "there is no such kind of record", remedy)


@warning("SOC004", "kept-since-the-future")
def kept_since_the_future(society: Society, on: date) -> Iterator[Fault]:
    """The records are said to be kept here from a day on that has not come.

    Findings on late or bulk entry pass over what is earlier, and so would all be silent.

    Wrong:
        # records/society.md
        kept-since: 2126-01-01
    Right:
        # records/society.md
        kept-since: 2026-01-01
    """
    about = society.about
    if about and about.kept_since and about.kept_since > on:
        message = f"kept since {about.kept_since}, which lies in the future"
        yield fault(at(about, "kept-since"), message, "correct the day")


@warning("SOC005", "committee-not-named")
def committee_not_named(society: Society, on: date) -> Iterator[Fault]:
    """The committee decides, and society.md does not say who it is.

    Nobody can then tell whether those who were present could decide.

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
    if (about and about.committee) or ("", "society") in society.broken_ids:
        return
    decision = next((one for one in society.decisions.values() if one.by == COMMITTEE), None)
    if decision and about:
        message = "the committee decides, and it is not said who it is"
        yield fault(
            at(about), message, "add a line committee: [ID, ID, …]", (at(decision, "by"), "it decides here")
        )
    elif decision:
        message = "the committee decides, and there is no records/society.md that says who it is"
        yield fault(
            at(decision, "by"), message, "add records/society.md with the keys name, committee and quorum"
        )


RULES = (
    quorum_cannot_be_had, unknown_time_zone, unknown_kind, kept_since_the_future, committee_not_named,
)  # fmt: skip
