"""``python -m benchmarks.policies [--policies N] [--records N] [--seed S]``: how long the worst policies take.

Policies are drawn at random, of every kind of requirement, in groups and in stages after each other; each is one that
`check` has nothing against. A member gets so many records, twice and four times as many, over a longer time or in the
same time more densely; told are the times of one standing with all its days, and the worst growth from one to the next.
With ``--hostile`` the policies are not drawn: each is filled up to its bound with one kind of what costs most.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from balintrec.model import KINDS, Body, Record
from balintrec.model.policy import GROUPS as GROUPS_DEEP
from balintrec.model.policy import VALUES
from balintrec.model.validate import validate
from balintrec.pathway import standing
from balintrec.pathway.timeline import timeline
from balintrec.rules import numbers, policies
from balintrec.rules.rule import registered
from balintrec.society import Society

Values = dict[str, Any]
T = TypeVar("T")
BEGIN = date(1990, 1, 1)
ON = date(2026, 11, 23)
LEAST = 0.02
"""Seconds; what takes less says nothing about growth."""
BODY = Body(False, "0" * 64)
ROLES = ("attendee", "presenter", "leader", "co-leader")
GROUPS = ("tuesday", "friday", "large")
WORDS = ("fee", "therapy", "ethics")


class Hat(Random):
    """Slips are drawn from it."""

    def often(self, percent: int) -> bool:
        """Yes, in so many of a hundred."""
        return self.randrange(100) < percent

    def some(self, options: Sequence[T]) -> list[T]:
        """One of them or more."""
        return self.sample(options, self.randint(1, len(options)))


# The policy


def policy(hat: Hat) -> Values:
    """Up to eight stages, most after earlier ones, each with up to five requirements."""
    stages: list[Values] = []
    for number in range(hat.choice((1, 2, 3, 5, 8))):
        earlier = [stage["id"] for stage in stages]
        stage: Values = {"id": f"s{number}"}
        if earlier and hat.often(80):
            stage["after"] = hat.some(earlier[-3:])
        requires = [_requirement(hat, f"r{number}-{one}", earlier, 0) for one in range(hat.randint(1, 4))]
        begun = {"id": f"p{number}", "title": "T", "kind": "practice", "source": "committee"}
        stage["requires"] = [*requires, begun | _practice(hat)]
        stages.append(stage)
    return {"title": "T", "effective": "1980-01-01", "credential": "leader", "stages": stages}


def _requirement(hat: Hat, name: str, earlier: Sequence[str], depth: int) -> Values:
    groups = ["all-of", "any-of"] * 2 if depth < 4 else []
    kind = hat.choice(
        ["practice"] * 5 + ["writing", "statement", "document", "attestation", "membership", *groups]
    )
    asked: Values = {"id": name, "title": "T", "kind": kind, "source": "committee"}
    match kind:
        case "practice":
            asked |= _practice(hat)
        case "writing":
            asked |= {"of": hat.choice(("reflections", "reports")), "every": str(hat.choice((1, 1, 2, 6)))}
            asked |= {"grace": hat.choice(("30", "10000"))} if hat.often(50) else {}
            asked |= {"during": hat.choice(earlier)} if earlier and hat.often(40) else {}
            asked |= {"at-least": str(hat.choice((3, 40, 400)))} if hat.often(40) else {}
        case "statement":
            asked |= {"of": hat.some(("readiness", "report", "observation", "endorsement"))}
            asked |= (
                {"by": {"role": hat.some(("leader", "supervisor")), "credential": "leader"}}
                if hat.often(50)
                else {}
            )
            asked |= {"within": str(hat.choice((1, 6, 60)))} if hat.often(50) else {}
            asked |= {"at-least": str(hat.choice((2, 20)))} if hat.often(50) else {}
            asked |= (
                {"distinct": {"of": "authors", "at-least": str(hat.choice((2, 9)))}} if hat.often(30) else {}
            )
        case "document":
            asked |= {"of": hat.some(("reference", "report", "form")), "at-least": str(hat.choice((1, 9)))}
            asked |= {"within": str(hat.choice((1, 12)))} if hat.often(50) else {}
        case "attestation":
            asked |= {"of": hat.some(WORDS), "at-least": str(hat.choice((1, 20)))}
            asked |= hat.choice(({}, {"within": "6"}, {"within": "60"}, {"since": "12"}))
            asked |= {"hours": str(hat.choice((10, 900)))} if hat.often(40) else {}
        case "membership":
            asked |= hat.choice(({}, {"months": "12", "unbroken": "yes"}, {"months": "400"}))
        case _:
            inside = range(hat.randint(1, 3))
            asked["requires"] = [_requirement(hat, f"{name}-{one}", earlier, depth + 1) for one in inside]
    if hat.often(10):
        asked["desirable"] = "yes"
    return asked


def _practice(hat: Hat) -> Values:
    of = hat.choice((["sessions"], ["sessions"], ["supervisions"], ["sessions", "events", "supervisions"]))
    asked: Values = {"of": of}
    if of == ["sessions"] and hat.often(40):
        asked["roles"] = hat.some(ROLES)
    unit = hat.choice(("sessions", "sessions", "minutes", "hours", "double-hours"))
    lots = {"minutes": 90, "hours": 1, "double-hours": 1}.get(unit, 1)
    if unit != "sessions":
        asked["unit"] = unit
    asked |= _measure(hat, lots)
    if hat.often(30):
        asked["with"] = {"role": hat.some(("leader", "supervisor", "attendee")), "credential": ["leader"]}
    if hat.often(30):
        part = {
            "where": {"modes": ["in-person"]},
            hat.choice(("at-least", "at-most")): hat.choice(("1/2", "1/10")),
        }
        asked["share"] = hat.choice(([part], [part, {"of": "roster", "at-least": "9/10"}]))
    if hat.often(30):
        what = "supervisors" if of == ["supervisions"] else "leaders"
        asked["distinct"] = {"of": what, "at-least": str(hat.choice((2, 7, 90)))}
    return asked


def _measure(hat: Hat, lots: int) -> Values:
    """How much, how long, how regularly."""
    asked: Values = {}
    if hat.often(50):
        asked["at-least"] = str(hat.choice((1, 5, 50, 1000)) * lots)
    if hat.often(50):
        asked["span"] = str(hat.choice((2, 12, 36, 120, 600)))
    if hat.often(50):
        each = min(hat.choice((1, 1, 2, 12)), int(asked.get("span", 99)))
        asked["each"] = {"months": str(each), "at-least": str(hat.choice((1, 1, 2, 5)) * lots)}
    if hat.often(40):
        asked["max-gap"] = str(hat.choice((3, 14, 31, 400)))
    if hat.often(30):
        asked["within"] = str(max(hat.choice((1, 12, 60, 300)), int(asked.get("span", 1))))
    if not {"each", "max-gap", "at-least"} & set(asked) and "span" in asked:
        asked["at-least"] = "5"
    return asked


EACH = {"months": "1", "at-least": "1"}
MIXED = [
    {"where": {"modes": ["online"]}, "at-least": "1/10"},
    {"where": {"modes": ["in-person"]}, "at-most": "99/100"},
]
ROSTER = {"of": "roster", "at-least": "1/2"}


def _asked(kind: str, of: str = "sessions", **keys: Any) -> Values:
    named = {key.replace("_", "-"): value for key, value in keys.items()}
    return {"title": "T", "kind": kind, "source": "committee", "of": [of]} | named


HOSTILE: dict[str, Callable[[int], Values]] = {
    "runs": lambda n: _asked("practice", max_gap=str(n % 60 + 1), each=EACH),
    "runs in a window": lambda n: _asked("practice", max_gap=str(n + 1), within=str(n + 12), each=EACH),
    "runs of a kind": lambda n: _asked("practice", max_gap=str(n % 30 + 1), each=EACH, share=MIXED),
    "long spans": lambda n: _asked("practice", span=str(600 - n), each=EACH),
    "short spans": lambda n: _asked("practice", span=str(24 + n), each=EACH | {"at-least": str(n % 4 + 1)}),
    "windows": lambda n: _asked("practice", at_least=str(500 + n), within=str(n + 12), share=MIXED),
    "the roster": lambda n: _asked("practice", share=[*MIXED, ROSTER], each=EACH),
    "others": lambda n: _asked(
        "practice", distinct={"of": "leaders", "at-least": str(n % 5 + 2)}, within=str(n + 1)
    ),
    "writings": lambda n: _asked("writing", "reflections", every="1", grace=str(n), at_least=str(9000 + n)),
}
"""What costs most by itself: a policy is filled with it up to its bound."""


def hostile(kind: str, *, nested: bool) -> Values:
    """As many requirements of a kind as a policy may have: one after the other, or in groups as deep as may be."""
    requires: list[Values] = [_asked("practice", at_least="100000") | {"id": "open"}]
    while _size(requires) < VALUES - 100:
        number = len(requires)
        inner = [HOSTILE[kind](number * 3 + one) | {"id": f"r{number}-{one}"} for one in range(3)]
        for depth in range(GROUPS_DEEP if nested else 0):
            group = {"id": f"g{number}-{depth}", "title": "T", "source": "committee"}
            inner = [group | {"kind": ("all-of", "any-of")[depth % 2], "requires": inner}]
        requires += inner
    stage = {"id": "s0", "requires": requires}
    return {"title": "T", "effective": "1980-01-01", "credential": "leader", "stages": [stage]}


def _size(value: Any) -> int:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 1 if inside is None else sum(map(_size, inside))


# The records


class Mix(NamedTuple):
    """What a member's records are, and over which time."""

    weights: dict[str, int]
    days: int
    """From the first to the last of them, of the smallest number."""
    longer: bool
    """Whether more records take more time, or stand more densely."""
    seed: int


def mix(hat: Hat) -> Mix:
    """Mostly sessions, mostly leaves, or of everything something."""
    weights = {one: hat.choice((0, 1, 1, 4, 20)) for one in RECORDS}
    weights["sessions"] = max(weights["sessions"], 4)
    return Mix(weights, hat.choice((400, 1500, 3000)), hat.often(50), hat.randrange(1 << 30))


def society(asked: Values, mixed: Mix, number: int, times: int) -> Society:
    """A member with so many records, `times` what the smallest has, judged by a policy."""
    hat = Hat(mixed.seed)
    span = mixed.days * (times if mixed.longer else 1)
    names = [f"{stage['id']}/{one['id']}" for stage in asked["stages"] for one in _flat(stage["requires"])]
    kinds = [kind for kind, weight in mixed.weights.items() for _ in range(weight)]
    hat.shuffle(kinds)  # and then again and again: twice the records are twice of each kind
    found: dict[str, dict[str, Values]] = {kind: {} for kind in KINDS if kind}
    found["policies"]["first"] = asked
    found["members"] = {name: {"name": name} for name in ("ada", "lea", "sue", "ben")}
    found["members"]["ada"]["membership"] = [{"from": str(BEGIN)}]
    roster = [{"member": "ada", "from": str(BEGIN)}]
    found["groups"] = {
        name: {"name": name, "minutes": "90", "mode": "in-person", "roster": roster} for name in GROUPS
    }
    for place in range(number):
        day = BEGIN + timedelta(days=1 + span * place // number)
        folder, values = RECORDS[kinds[place % len(kinds)]](hat, day, names)
        found[folder][f"{day}-{place}"] = values
    return _read(found)


def _read(found: dict[str, dict[str, Values]]) -> Society:
    read: dict[str, MappingProxyType[str, Record]] = {}
    for kind, by_id in found.items():
        records = {
            id: validate(kind, values, id, f"records/{kind}/{id}.md", BODY) for id, values in by_id.items()
        }
        wrong = next((one for one in records.values() if not isinstance(one, Record)), None)
        if wrong:
            raise SystemExit(f"{kind}: {wrong}")
        read[kind] = MappingProxyType(
            {id: one for id, one in sorted(records.items()) if isinstance(one, Record)}
        )
    return Society(MappingProxyType(read))


def _flat(requires: Sequence[Values]) -> Iterator[Values]:
    for one in requires:
        yield one
        yield from _flat(one.get("requires", ()))


def _session(hat: Hat, day: date, _: list[str]) -> tuple[str, Values]:
    values: Values = {
        "date": str(day),
        "group": hat.choice(GROUPS),
        "leaders": [hat.choice(("lea", "sue", "ben"))],
    }
    key = hat.choice(("attendees", "attendees", "attendees", "leaders", "co-leaders", "observers"))
    values[key] = [*values.get(key, []), "ada"]
    if hat.often(20):
        values["mode"] = "online"
    return "sessions", values


def _supervision(hat: Hat, day: date, _: list[str]) -> tuple[str, Values]:
    return "supervisions", {
        "date": str(day), "supervisor": hat.choice(("lea", "sue")), "supervisees": ["ada"], "minutes": "60",
    }  # fmt: skip


def _event(hat: Hat, day: date, _: list[str]) -> tuple[str, Values]:
    return "events", {
        "name": "T", "kind": "workshop", "period": {"from": str(day)}, "attendees": ["ada"], "minutes": "300",
    }  # fmt: skip


def _reflection(hat: Hat, day: date, _: list[str]) -> tuple[str, Values]:
    return "reflections", {"member": "ada", "written": str(day)}


def _assessment(hat: Hat, day: date, _: list[str]) -> tuple[str, Values]:
    return "assessments", {
        "kind": hat.choice(("readiness", "report", "observation")), "member": "ada",
        "by": hat.choice(("lea", "sue", "ben")), "date": str(day), "verdict": hat.choice(("ready", "ready", "not-yet")),
    }  # fmt: skip


def _attestation(hat: Hat, day: date, _: list[str]) -> tuple[str, Values]:
    return "attestations", {"kind": hat.choice(WORDS), "member": "ada", "date": str(day), "hours": "5"}


def _application(hat: Hat, day: date, _: list[str]) -> tuple[str, Values]:
    return "applications", {"member": "ada", "date": str(day), "credential": "leader", "documents": ["form"]}


def _leave(hat: Hat, day: date, _: list[str]) -> tuple[str, Values]:
    begin = day + timedelta(days=hat.randint(-20, 60))
    period = {"from": str(begin), "to": str(begin + timedelta(days=hat.choice((0, 1, 5, 40))))}
    return "decisions", _decision("leave", day) | {"period": period}


def _decided(hat: Hat, day: date, names: list[str]) -> tuple[str, Values]:
    kind = hat.choice(("waive", "waive", "recognise", "require"))
    values = _decision(kind, day) | {"requirement": hat.choice(names)}
    if kind == "waive" and hat.often(80):
        values["due"] = str(hat.randint(1, 40))
    if kind == "recognise":
        values["amount"] = "1"
    if kind != "require" and hat.often(80):
        values["until"] = str(day + timedelta(days=hat.choice((1, 30, 400))))
    return "decisions", values


def _conferred(hat: Hat, day: date, _: list[str]) -> tuple[str, Values]:
    who, kind = hat.choice(("lea", "sue", "ben")), hat.choice(("grant", "suspend", "renew", "lapse"))
    return "decisions", _decision(kind, day) | {"member": who, "credential": "leader"}


def _decision(kind: str, day: date) -> Values:
    return {"kind": kind, "member": "ada", "date": str(day), "by": "committee", "reason": "T"}


RECORDS = {
    "sessions": _session, "supervisions": _supervision, "events": _event, "reflections": _reflection,
    "assessments": _assessment, "attestations": _attestation, "applications": _application, "leaves": _leave,
    "decisions": _decided, "credentials": _conferred,
}  # fmt: skip


# The measuring


def passes(asked: Values) -> bool:
    """Whether no rule on the shape of a policy has anything against it."""
    try:
        read = _read({kind: {} for kind in KINDS if kind} | {"policies": {"first": asked}})
    except SystemExit:
        return False
    return not any(list(one.find(read, ON)) for one in registered(policies, numbers))


def seconds(read: Society, *, turns: bool = False) -> float:
    """How long one standing takes, with all its days; or the whole story of somebody."""
    begun = time.process_time()
    if turns:
        timeline(read, read.members["ada"], ON)
    else:
        standing(read, read.members["ada"], ON)
    return time.process_time() - begun


def _tell_hostile(records: int) -> int:
    """Twice and four times the records over a longer time, of which a tenth are leaves, or none."""
    for kind in HOSTILE:
        for nested in (False, True):
            drawn = hostile(kind, nested=nested)
            assert passes(drawn), kind
            for leaves in (0, 2):
                weights = dict.fromkeys(RECORDS, 0) | {"sessions": 14, "reflections": 4, "leaves": leaves}
                mixed = Mix(weights, records * 15, True, 1)
                times = [seconds(society(drawn, mixed, records * one, one)) for one in (1, 2, 4)]
                ratio = max((b / a for a, b in pairwise(times) if b > LEAST), default=0.0)
                what = f"{kind}{', in groups' if nested else ''}{', with leaves' if leaves else ''}"
                print(f"{what}: {' '.join(f'{one:.2f}' for one in times)} s, × {ratio:.1f}", flush=True)
    return 0


def main(arguments: list[str] | None = None) -> int:
    """Measure, and tell the worst."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.policies", description=__doc__.split("\n\n")[1]
    )
    parser.add_argument("--policies", type=int, default=200, metavar="N", help="how many; 200 unless told")
    parser.add_argument(
        "--records", type=int, default=100, metavar="N", help="of the smallest; 100 unless told"
    )
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="another number, other policies")
    parser.add_argument(
        "--turns", action="store_true", help="measure the whole story of a member, not one day"
    )
    parser.add_argument("--hostile", action="store_true", help="measure the policies that cost most, by hand")
    asked = parser.parse_args(arguments)
    if asked.hostile:
        return _tell_hostile(asked.records)
    found: list[tuple[float, float, int, list[float]]] = []
    number = asked.seed * 1_000_000
    while len(found) < asked.policies:
        number += 1
        hat = Hat(number)
        drawn = policy(hat)
        if not passes(drawn):
            continue
        mixed = mix(hat)
        times = [
            min(
                seconds(society(drawn, mixed, asked.records * one, one), turns=asked.turns)
                for _ in range(2)  # the machine may have been busy with something else
            )
            for one in (1, 2, 4)
        ]
        ratio = max((b / a for a, b in pairwise(times) if b > LEAST), default=0.0)
        found.append((ratio, times[-1], number, times))
        if ratio > 4 or times[-1] > 2:
            print(f"{number}: {' '.join(f'{one:.3f}' for one in times)} s, × {ratio:.2f}", flush=True)
    for title, order in (("the worst growth", 0), ("the longest time", 1)):
        ratio, _, number, times = max(found, key=lambda one: one[order])
        print(f"{title}: policy {number}, {' '.join(f'{one:.3f}' for one in times)} s, × {ratio:.2f}")
    middle = sorted(one[1] for one in found)[len(found) // 2]
    print(f"{len(found)} policies, {asked.records * 4} records: half of them within {middle:.3f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
