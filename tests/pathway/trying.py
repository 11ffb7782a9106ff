"""Does all that anybody could, where `next` says that nothing helps: to show that it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from itertools import product
from random import Random

from tests.pathway import oracle
from tests.pathway.following import Follower, Share, Society, Values
from tests.pathway.societies import months_later

STEP = timedelta(days=10)
MONTHS = 14
PLENTY = Fraction(10**6)
TRIES = 6
"""So many of the ways to practise are tried for one requirement."""
Doing = Callable[[Follower, Values, date], None]


def days_after(on: date) -> list[date]:
    """The days on which it may be met then."""
    days = {months_later(on, number) for number in range(MONTHS + 1)}
    return sorted(days | {day + STEP for day in days} | {day - timedelta(days=1) for day in days if day > on})


def tried(society: Society, policy: str, asked: Values, on: date, seed: int = 0) -> Iterator[Society]:
    """The society after so much was done, for each way to do much."""
    for doing in ways(asked, seed):
        follower = Follower(society, policy, on)
        try:
            doing(follower, asked, on)
        except AssertionError:
            continue  # nothing can be as it asks
        yield follower.society


def ways(asked: Values, seed: int) -> list[Doing]:
    """What to try for a requirement."""
    if asked["kind"] == "practice":
        paces = ((10, 4), (28, 1), (28, 2), (1000, 1))
        every = list(product(paces, (True, False), ("", "attendees", "observers", "away"), (0, 7)))
        picked = Random(f"{asked['id']} {seed}").sample(every, TRIES)
        return [
            partial(practise, pace=pace, choosy=choosy, own=own, later=later)
            for pace, choosy, own, later in picked
        ]
    found: dict[str, Doing] = {
        "membership": join,
        "attestation": attest,
        "statement": state,
        "document": apply,
        "writing": write,
    }
    return [found[asked["kind"]]] if asked["kind"] in found else []


def practise(
    follower: Follower, asked: Values, on: date, *, pace: tuple[int, int], choosy: bool, own: str, later: int
) -> None:
    """So much every so many days; of the kinds that are wanted, and beside it in an own group, or away from it."""
    of = asked.get("distinct", {}).get("of")
    day = months_later(on, later)
    if own:
        roster = [{"member": "ada", "from": day}]
        follower.society["groups"]["own"] = {
            "name": "O",
            "kind": "ongoing",
            "setting": "hospital",
            "roster": roster,
        }
    while day <= months_later(on, MONTHS):
        for amount in follower.parcels(asked, Fraction(pace[1]), []):
            follower.activity(asked, day, amount, shares_of(asked) if choosy else [], of)
        if own:
            there = {own: ["ada"]} if own != "away" else {}
            follower.add("sessions", {"date": day, "group": "own", "leaders": ["lea"]} | there)
        day += timedelta(days=pace[0])


def shares_of(asked: Values) -> list[Share]:
    """Of the kinds of which there must be a part, and none of those of which there may be a part."""
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
    """Membership from that day on."""
    follower.society["members"]["ada"].setdefault("membership", []).append({"from": on})


def attest(follower: Follower, asked: Values, on: date) -> None:
    """Often, and for many hours."""
    for number, kind in product(range(0, MONTHS * 30, 10), oracle.listed(asked["of"])):
        day = on + timedelta(days=number)
        follower.add("attestations", {"kind": kind, "member": "ada", "date": day, "hours": 40})


def state(follower: Follower, asked: Values, on: date) -> None:
    """Every kind asked, by several people as asked, of every session and event, in every mode."""
    for number in range(0, MONTHS * 30, 30):
        day = on + timedelta(days=number)
        for kind, mode, other in product(
            oracle.listed(asked["of"]), (None, "in-person", "online", "hybrid"), (1, 2)
        ):
            said: Values = {
                "member": "ada",
                "by": follower.author(asked.get("by", {}), other, day),
                "date": day,
            }
            if kind == "endorsement":
                follower.add("endorsements", said)
                continue
            session = follower.add("sessions", {"date": day, "group": "tuesday", "leaders": ["lea"]})
            said |= {"kind": kind, "verdict": "ready", "session": session}
            follower.add("assessments", said | ({"mode": mode} if mode else {}))


def apply(follower: Follower, asked: Values, on: date) -> None:
    """An application a month, with five of everything of which there can be several."""
    credential = follower.society["policies"][follower.policy]["credential"]
    for number in range(0, MONTHS * 30, 30):
        day = on + timedelta(days=number)
        values: Values = {
            "member": "ada",
            "date": day,
            "credential": credential,
            "_body": "I wish to lead.\n",
        }
        values["documents"] = [word for word in oracle.listed(asked["of"]) for _ in range(5)]
        author = [follower.author(asked.get("by", {}), other, day) for other in range(5)]
        said = [{"member": "ada", "by": one, "date": day} for one in author]
        values["endorsement"] = follower.add("endorsements", said[0])
        report = {"kind": "report", "verdict": "ready"}
        values["reports"] = [follower.add("assessments", report | one) for one in said]
        letters = ({"member": "ada", "referee": one, "written": day} for one in author)
        values["references"] = [follower.add("references", one) for one in letters]
        papers = {"form", "logbook", "statement-of-interest", "reference", "report", "endorsement"}
        values["documents"] = [one for one in values["documents"] if one not in papers - {"form", "logbook"}]
        follower.add("applications", values)


def write(follower: Follower, asked: Values, on: date) -> None:
    """Something every few days."""
    for number in range(0, MONTHS * 30, 5):
        day = on + timedelta(days=number)
        if "reflections" in oracle.listed(asked["of"]):
            follower.add("reflections", {"member": "ada", "written": day, "_body": "x\n"})
        else:
            report = {"kind": "report", "member": "ada", "by": follower.supervisor(), "date": day}
            follower.add("assessments", report | {"verdict": "ready"})
