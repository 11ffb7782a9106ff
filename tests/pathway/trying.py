"""Does all that anybody could, where `next` says that nothing helps: to show that it does not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from tests.pathway import oracle
from tests.pathway.following import Follower, NoSuchGroup, Share, Society, Values
from tests.pathway.societies import months_later

STEP = timedelta(days=10)
MONTHS = 14
PLENTY = Fraction(10**6)


def tried(society: Society, policy: str, asked: Values, on: date) -> Iterator[tuple[Society, date]]:
    """The society after so much was done, and the days on which it may be met then."""
    follower = Follower(society, policy, on)
    try:
        {
            "practice": practise,
            "membership": join,
            "attestation": attest,
        }.get(asked["kind"], nothing)(follower, asked, on)
    except (NoSuchGroup, AssertionError):
        return  # nothing can be as it asks
    days = {months_later(on, number) for number in range(MONTHS + 1)}
    for day in sorted(days | {day + STEP for day in days}):
        yield follower.society, day


def practise(follower: Follower, asked: Values, on: date) -> None:
    """Often and much, of the kinds of which there must be a part, and none of those of which there may be a part."""
    of = asked.get("distinct", {}).get("of")
    day = on
    while day <= months_later(on, MONTHS):
        for amount in follower.parcels(asked, Fraction(4), []):
            follower.activity(asked, day, amount, shares_of(asked), of)
        day += STEP


def shares_of(asked: Values) -> list[Share]:
    return [
        Share(
            one["where"],
            PLENTY if "at-least" in one else None,
            Fraction(0) if "at-most" in one else None,
            None,
        )
        for one in oracle.shares(asked)
        if "where" in one
    ]


def join(follower: Follower, asked: Values, on: date) -> None:
    follower.society["members"]["ada"].setdefault("membership", []).append({"from": on})


def attest(follower: Follower, asked: Values, on: date) -> None:
    for number in range(0, MONTHS * 30, 10):
        day = on + timedelta(days=number)
        follower.add(
            "attestations", {"kind": oracle.listed(asked["of"])[0], "member": "ada", "date": day, "hours": 40}
        )


def nothing(follower: Follower, asked: Values, on: date) -> None:
    """Nothing is tried."""
