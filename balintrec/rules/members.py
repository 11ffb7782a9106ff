"""Rules on members: one file a person, and a membership that covers what they do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.finding import Key, Problem
from balintrec.model import Member, Period
from balintrec.model.activity import Activity
from balintrec.model.types import is_email
from balintrec.names import fold, looks, name_words
from balintrec.pathway.credentials import activities_of, happened, held_on
from balintrec.pathway.requirements.membership import membership_ended
from balintrec.rules.rule import at, named, problem, warning
from balintrec.society import Society
from balintrec.wording.message import Message, Value, joined, message, plural


@warning("MEM001", "same-person-twice")
def same_person_twice(society: Society, on: date) -> Iterator[Problem]:
    """Two members have the same name, e-mail address or other name.

    If they are one person, what that person did is split over two records, and neither shows it all. If they
    are two, nobody knows whom a register means. Names are compared in every script, without regard to accents,
    case, titles and the order of their words. A Cyrillic or Greek letter that looks like a Latin one makes no
    difference: readers of the register cannot see it.

    Wrong:
        # records/members/khan-ayesha.md
        name: {ur: عائشہ خان}
    Right:
        # records/members/khan-ayesha.md
        name: {ur: عائشہ خانم}
    """
    holders: dict[str, tuple[Member, Key, str]] = {}
    told: set[tuple[str, str]] = set()
    for member in society.members.values():
        for key, text in _names(member):
            first, first_key, name = holders.setdefault(_comparable(text), (member, key, text))
            pair = (first.id, member.id)
            if first is member or pair in told:
                continue
            told.add(pair)
            remedy = message(
                "if they are one person, keep one record and name it everywhere; "
                "if they are two, add to each name what distinguishes them"
            )
            related = (at(first, *first_key), message("the name of %(member)s", member=first.id))
            yield problem(at(member, *key), _likeness(text, name, first.id), remedy, related)


def _likeness(text: str, other: str, member: str) -> Message:
    same_letters = looks(text) == fold(text) and looks(other) == fold(other)
    if same_letters or fold(text) == fold(other):
        return message('"%(name)s" is also a name of %(member)s', name=text, member=member)
    return message(
        '"%(name)s" has other letters, but looks like a name of %(member)s', name=text, member=member
    )


def _names(member: Member) -> Iterator[tuple[Key, str]]:
    for script, name in member.name.items():
        yield ("name", script), name
    for number, name in enumerate(member.also_known_as):
        yield ("also-known-as", number), name
    for number, address in enumerate(member.email):
        yield ("email", number), address


def _comparable(name: str) -> str:
    # The fold drops the punctuation that tells two addresses apart.
    if "@" in name:
        return name.casefold()
    words = frozenset(map(looks, name_words(name)))
    # Titles, and which name comes first, differ from register to register.
    return " ".join(sorted(words)) if len(words) > 1 else looks(name) or name


def _holds_a_day(period: Period) -> bool:
    return period.to is None or period.from_ <= period.to


@warning("MEM003", "active-outside-membership")
def active_outside_membership(society: Society, on: date) -> Iterator[Problem]:
    """Somebody took part in sessions, events or supervisions on days when they were not a member.

    It may be right: people try a session before they join. But a first or last day of membership that is typed
    wrongly shows here first. People who never were members, such as guests, are ignored. It is reported once
    for each member, with the first such activity.

    Wrong:
        # records/members/sana-malik.md
        membership: [{from: 2032-06-01}]
    Right:
        # records/members/sana-malik.md
        membership: [{from: 2023-06-01}]
    """
    for member in society.members.values():
        if not member.membership or not all(map(_holds_a_day, member.membership)):
            continue
        outside = _outside(society, member)
        if outside:
            first = outside[0]
            remedy = message(
                "correct the membership or the record, or leave it if this was a trial before joining"
            )
            related = (named(first, member.id), message("%(member)s took part here", member=member.id))
            yield problem(
                at(member, "membership"), _took_part(member, first, len(outside) - 1), remedy, related
            )


def _took_part(member: Member, first: Activity, others: int) -> Message:
    where: dict[str, Value] = {"member": member.id, "activity": first.ref, "date": first.day}
    if not others:
        return message("%(member)s took part in %(activity)s on %(date)s, outside any membership", **where)
    return plural(
        "%(member)s took part in %(activity)s on %(date)s, and in %(num)s more, outside any membership",
        "%(member)s took part in %(activity)s on %(date)s, and in %(num)s more, outside any membership",
        others,
        **where,
    )


def _outside(society: Society, member: Member) -> list[Activity]:
    activities = activities_of(society, member.id)
    if not activities or any(
        activities[0][0].day in period and activities[-1][0].day in period for period in member.membership
    ):
        return []  # they are in order of day, and one period holds them all
    return [
        activity
        for activity, _ in activities
        if happened(activity) and not any(activity.day in period for period in member.membership)
    ]


@warning("MEM006", "holder-no-longer-a-member")
def holder_no_longer_a_member(society: Society, on: date) -> Iterator[Problem]:
    """The membership of somebody who holds a credential has ended.

    A membership that ends takes no credential away: only a decision does. Until the committee has decided, the
    register lists them with a mark, and the sessions that they lead count. People who never were members, such
    as leaders of another society, are ignored.

    Wrong:
        # records/members/nadia-iqbal.md
        membership: [{from: 2019-01-01, to: 2025-06-30}]
    Right:
        # records/members/nadia-iqbal.md
        membership: [{from: 2019-01-01}]
    """
    for member in society.members.values():
        held = held_on(society, member.id, on) if (ended := membership_ended(member, on)) else ()
        if ended and held:
            number = next(n for n, period in enumerate(member.membership) if period.to == ended)
            said = message(
                "membership ended on %(date)s, but %(member)s still holds %(credentials)s",
                date=ended,
                member=member.id,
                credentials=joined(held, ", "),
            )
            remedy = message(
                "if the membership went on, correct its end or enter the next one; "
                "otherwise enter the committee's decision: of the kind lapse, suspend or revoke"
            )
            yield problem(at(member, "membership", number, "to"), said, remedy)


@warning("MEM007", "address-among-names")
def address_among_names(society: Society, on: date) -> Iterator[Problem]:
    """An e-mail address is listed among the other names of a member.

    An address under `email` is contact data: it is left out wherever it is not requested by name, and compared
    without regard to upper and lower case. An address under `also-known-as` is still found.

    Wrong:
        # records/members/sana-malik.md
        also-known-as: [S. Malik, sana.malik@example.org]
    Right:
        # records/members/sana-malik.md
        also-known-as: [S. Malik]
        email: sana.malik@example.org
    """
    for member in society.members.values():
        for number, name in enumerate(member.also_known_as):
            if is_email(name):
                said = message("this is an e-mail address, not a name")
                yield problem(
                    at(member, "also-known-as", number), said, message("move it to email: in the same file")
                )
