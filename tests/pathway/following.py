"""Does exactly what `next` asks for, as records of a society that is plain data: nothing else, and on the days said.

It works on the value behind the words. Whoever it asks about is ada.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from math import ceil
from typing import Any

from balintrec.model.activity import TOLD_APART
from balintrec.pathway.step import (
    AfterLeave,
    AfterStage,
    Apply,
    Attest,
    Begin,
    Decide,
    Fill,
    Join,
    Keep,
    Parts,
    Portion,
    Practise,
    Quota,
    Rejoin,
    State,
    Step,
    Wait,
    Write,
)
from tests.pathway import oracle

Values = dict[str, Any]
Society = dict[str, dict[str, Values]]
LONG_AGO = date(2001, 1, 1)
ONE_DAY = timedelta(days=1)

WANTED = Fraction(10)
"""What is of a kind that is still to be done counts for so much more."""
ELSE = (AfterLeave, AfterStage, Begin, Decide, Keep, Rejoin)
"""These say what else is needed, and cannot be done."""


def ids_of(stage: Values) -> set[str]:
    """The ids of all requirements of a stage, at every depth."""
    found, pending = set(), list(stage["requires"])
    while pending:
        one = pending.pop()
        found.add(one["id"])
        pending += one.get("requires", [])
    return found


def says_what_else(step: Step) -> bool:
    """Whether it says that something else has to come first."""
    match step:
        case Write():
            return bool(step.rest or step.missed or step.leave)
        case Parts():
            pick = any if step.every else all
            return pick(says_what_else(one.step) for one in step.steps)
        case Practise():
            return step.leave is not None
        case AfterLeave():
            return step.then is None or says_what_else(step.then)
    return isinstance(step, ELSE)


class Share:
    """How much of a kind is still wanted, and how much of it there may still be."""

    def __init__(
        self, where: Values, wanted: Fraction | None, room: Fraction | None, part: Fraction | None
    ) -> None:
        self.where = where
        self.wanted, self.part = wanted or Fraction(0), part
        self.capped, self.room = room is not None, room or Fraction(0)
        self.beyond = wanted is not None and part is not None

    @classmethod
    def of(cls, portion: Portion) -> Share:
        """What a step says of it."""
        keys = portion.where.model_dump(by_alias=True, exclude_unset=True)
        where = {
            key.replace("_", "-"): list(one) if isinstance(one, tuple) else one for key, one in keys.items()
        }
        return cls(where, portion.at_least, portion.at_most, portion.beyond)


class Follower:
    """Ada, doing what she is told."""

    def __init__(
        self, society: Society, policy: str, on: date, *, late: bool = False, too_late: bool = False
    ) -> None:
        self.society = deepcopy(society)
        self.policy = policy
        self.on = on
        self.late = late or too_late
        """Everything on the last day said."""
        self.too_late = too_late
        """What comes first a day later still."""
        self.made = sum(name.startswith("z-") for found in society.values() for name in found)
        self.application: str | None = None
        self.since = date.min
        """What was done earlier is no part of what is counted together."""

    # The steps.

    def follow(self, step: Step, asked: Values) -> date:
        """Do all of it; the day on which it is met then."""
        do: Callable[[Any, Values], date] | None = {
            AfterLeave: self.end_leave,
            Wait: self.wait,
            Join: self.join,
            Fill: self.fill,
            Practise: self.practise,
            Write: self.write,
            State: self.state,
            Apply: self.apply,
            Attest: self.attest,
            Parts: self.parts,
        }.get(type(step))
        return do(step, asked) if do else self.on

    def wait(self, step: Wait, asked: Values) -> date:
        """Nothing to do."""
        return step.day

    def parts(self, step: Parts, asked: Values) -> date:
        """All of them, or the first."""
        named = {part["id"]: part for part in asked["requires"]}
        steps = [one for one in step.steps if step.every or not says_what_else(one.step)]
        steps = steps if step.every else steps[:1]
        return max((self.follow(one.step, named[one.id.split("/")[1]]) for one in steps), default=self.on)

    def end_leave(self, step: AfterLeave, asked: Values) -> date:
        """The leave ends on the day named, and then what is said then is done."""
        for one in self.society["decisions"].values():
            if one["kind"] == "leave" and one["member"] == "ada" and "to" not in one.get("period", {"to": 0}):
                one["period"]["to"] = step.ends
        assert step.then
        return self.follow(step.then, asked)

    def join(self, step: Join, asked: Values) -> date:
        if step.begins:
            for one in self.society["members"]["ada"]["membership"]:
                if one["from"] == step.begins:
                    one.pop("to", None)
        elif step.renew:
            periods = self.society["members"]["ada"].setdefault("membership", [])
            periods[:] = [one for one in periods if one["from"] <= self.on] + [{"from": self.on}]
        else:
            for one in self.society["members"]["ada"]["membership"]:
                if one.get("to", self.on) >= self.on >= one["from"]:
                    one.pop("to", None)
        return step.day

    def fill(self, step: Fill, asked: Values) -> date:
        for key in step.keys:
            wanted = oracle.listed(asked["when"][key])
            self.society["members"]["ada"][key] = wanted if key == "background" else wanted[0]
        return self.on

    def write(self, step: Write, asked: Values) -> date:
        day = self.on
        for paper in step.papers:
            day = paper.last if self.late else paper.first
            if self.too_late and paper == step.papers[0]:
                day += ONE_DAY
            if step.requirement.of[0] == "reflections":
                self.add("reflections", {"member": "ada", "written": day, "_body": "What stayed with me.\n"})
            else:
                report = {"kind": "report", "member": "ada", "by": self.supervisor(), "date": day}
                self.add("assessments", report | {"verdict": "ready"})
        return day

    def state(self, step: State, asked: Values) -> date:
        day = self.when_to(step)
        by, mode = asked.get("by", {}), oracle.listed(asked.get("where", {}).get("modes"))
        for number in range(step.number):
            author = self.author(by, number if step.different else 0, day)
            said: Values = {"member": "ada", "by": author, "date": day}
            kind = oracle.listed(asked["of"])[-1 if not mode and "distinct" not in asked else 0]
            if kind == "endorsement" and (mode or asked.get("distinct", {}).get("of") == "sessions"):
                kinds = [one for one in oracle.listed(asked["of"]) if one != "endorsement"]
                kind = kinds[0]
            if kind == "endorsement":
                self.add("endorsements", said)
                continue
            if mode:
                said["mode"] = mode[0]
            if step.different:
                said["session"] = self.add("sessions", {"date": day, "group": "tuesday", "leaders": ["lea"]})
            self.add("assessments", {"kind": kind, "verdict": "ready"} | said)
        return day

    def apply(self, step: Apply, asked: Values) -> date:
        day = self.when_to(step)
        words = oracle.listed(asked["of"])
        application = self.application_for(step, day)
        once = [one for one in words if one in ("statement-of-interest", "endorsement")]
        often = [one for one in words if one not in once]
        for number in range(step.number):
            word = often[0] if often else once[number]
            if word == "statement-of-interest":
                application["_body"] = "I wish to lead.\n"
            elif word == "endorsement":
                author = self.author(asked.get("by", {}), 0, day)
                application["endorsement"] = self.add(
                    "endorsements", {"member": "ada", "by": author, "date": day}
                )
            elif word == "reference":
                letter: Values = {"member": "ada", "written": day}
                by = asked.get("by")
                letter["referee"] = self.author(by, 0, day) if by else "Prof. R. Raza"
                application.setdefault("references", []).append(self.add("references", letter))
            elif word == "report":
                report = {"kind": "report", "member": "ada", "date": day, "verdict": "ready"}
                report["by"] = self.author(asked.get("by", {}), 0, day)
                application.setdefault("reports", []).append(self.add("assessments", report))
            else:
                application.setdefault("documents", []).append(word)
        return day

    def application_for(self, step: Apply, day: date) -> Values:
        """The one it can be added to, else a new one; several papers asked for on one day come with one."""
        credential = self.society["policies"][self.policy]["credential"]
        today = (name for name, one in self.society["applications"].items() if one["date"] == day)
        self.application = self.application or next((name for name in today if name.startswith("z-")), None)
        if step.to is None and self.application is None:
            values = {"member": "ada", "date": day, "credential": credential}
            self.application = self.add("applications", values)
        if self.application:
            return self.society["applications"][self.application]
        found = [
            (one["date"], name)
            for name, one in self.society["applications"].items()
            if one["member"] == "ada"
            and one["credential"] == credential
            and one.get("status", "submitted") == "submitted"
        ]
        last, name = max(found)
        assert last == step.to
        return self.society["applications"][name]

    def attest(self, step: Attest, asked: Values) -> date:
        day = self.beyond(step.last) if self.late and step.last else self.on
        for number in range(step.number):
            values: Values = {"kind": oracle.listed(asked["of"])[0], "member": "ada", "date": day}
            if step.hours and not number:
                values["hours"] = step.hours
            self.add("attestations", values)
        return max(step.met, oracle.plus_months(day, asked.get("since", 0)))

    def when_to(self, step: State | Apply) -> date:
        """The first day on which it serves, or the last."""
        return self.beyond(step.last) if self.late and step.last else step.first or self.on

    def beyond(self, last: date) -> date:
        """The last day, or the day after it for somebody who is too late."""
        return last + ONE_DAY * self.too_late

    # Practice.

    def practise(self, step: Practise, asked: Values) -> date:
        first, slots = step.first or self.on, list(self.slots(step))
        done = sum((units for _, units in slots), Fraction(0))
        day = step.last if self.late and step.last and not (step.finish or step.restarts) else first
        if self.late and step.gap_due:
            day = min(day, step.gap_due)
        if step.units > done:
            slots.append((day, step.units - done))
        if self.too_late and step.due:
            slots = [(max(when, step.due + ONE_DAY), units) for when, units in slots]
            first = max(first, step.due + ONE_DAY)
        shares = [Share.of(one) for one in step.portions]
        fresh, made = step.different, 0
        self.since = first if step.restarts and not step.span else date.min
        of = asked.get("distinct", {}).get("of")
        for when, units in sorted(slots):
            for amount in self.parcels(asked, units, shares):
                fits = self.activity(asked, when, amount, shares, of if made < fresh else None)
                made += fits
        while made < fresh:
            made += self.activity(asked, max(first, day), Fraction(0), shares, of)
        return max(step.met, *(when for when, _ in slots), self.roster(step, asked, first, shares))

    def slots(self, step: Practise) -> Iterator[tuple[date, Fraction]]:
        """The days on which something is done to keep the time, with how much."""
        first = step.first or self.on
        days: dict[date, Fraction] = {}
        for quota in step.quotas:
            days[self.when(step, quota)] = quota.units
        if step.restarts and step.finish and first not in days:
            days[first] = Fraction(step.requirement.unit in ("sessions", "events"))
        if step.finish:
            days[step.finish] = days.get(step.finish, Fraction(0)) + Fraction(1)
        if step.gap is not None and days:
            if step.gap_due and min(days) > step.gap_due:
                days.setdefault(step.gap_due if self.late else first, Fraction(0))
            self.fill_gaps(step, days)
        yield from days.items()

    def when(self, step: Practise, quota: Quota) -> date:
        return quota.last if self.late and not step.restarts else quota.first

    def fill_gaps(self, step: Practise, days: dict[date, Fraction]) -> None:
        assert step.gap is not None
        last = step.finish or max(days)
        reading = oracle.read(self.society, "ada", step.met)
        assert reading
        leave = oracle.leave_days(reading, step.met)
        day = min(days)
        while day < last:
            near = [
                one
                for one in oracle.days(day + ONE_DAY, day + ONE_DAY * (step.gap + len(leave) + 1))
                if one not in leave and oracle.gap(reading, day, one, step.met) <= step.gap
            ]
            ahead = [one for one in sorted(days) if one > day]
            if ahead and near and ahead[0] > near[-1]:
                days[near[-1]] = Fraction(0)
                day = near[-1]
            else:
                day = ahead[0]

    def parcels(self, asked: Values, units: Fraction, shares: list[Share]) -> list[Fraction]:
        """Sessions are counted one by one; of hours all may come at once, but what is of another kind by itself."""
        if asked.get("unit", "sessions") in ("sessions", "events"):
            return [Fraction(1)] * max(ceil(units), 1)
        found = []
        for share in shares:
            part = min(share.wanted if share.wanted > 0 else share.room, units) if units else 0
            if part > 0:
                found.append(Fraction(part))
                units -= part
        return [*found, units] if units > 0 or not found else found

    def activity(
        self,
        asked: Values,
        day: date,
        units: Fraction,
        shares: list[Share],
        fresh: str | None,
    ) -> bool:
        """Adds one activity that is as asked, of the kinds most wanted; whether it is told apart from all before."""
        found = list(self.fitting(asked, day, units, shares, fresh))
        assert found, f"nothing can be as {asked} asks"
        score, group, folder, values, among = max(found, key=lambda one: one[0])
        assert score >= WANTED or not any(one.wanted > 0 for one in shares), (asked, "nothing of the kind")
        if group:
            self.society["groups"][values["group"]] = group
        for one in among:
            one.wanted -= units
            one.room -= units
        self.people(asked, folder, values, day, fresh)
        self.add(folder, values)
        return True

    def fitting(
        self, asked: Values, day: date, units: Fraction, shares: list[Share], fresh: str | None
    ) -> Iterator[tuple[Fraction, Values | None, str, Values, list[Share]]]:
        """What is as asked: how much it is wanted, its group as it has to be, its kind and values, of which shares."""
        seen = self.seen(asked, day, fresh)
        for group, folder, values in self.options(asked, day, shares, fresh):
            reading = self.reading(group and {values["group"]: group})
            if not oracle.fits(reading, asked.get("where", {}), folder, values):
                continue
            if not self.amounts(reading, asked, folder, values, units):
                continue
            activity = oracle.Activity(day, "", folder, values, units)
            if fresh in ("groups", "settings") and oracle.different(reading, fresh, [activity]) <= seen:
                continue
            among = [one for one in shares if oracle.fits(reading, one.where, folder, values)]
            if any(one.room < units for one in among if one.capped):
                continue
            wanted = sum((WANTED * (one.wanted > 0) + one.beyond - one.capped for one in among), Fraction(0))
            yield wanted, group, folder, values, among

    def seen(self, asked: Values, day: date, fresh: str | None) -> set[str]:
        """The groups or settings that are counted already."""
        if fresh not in ("groups", "settings"):
            return set()
        reading = oracle.read(self.society, "ada", day)
        assert reading
        stage = next(one for one in reading.policy["stages"] if asked["id"] in ids_of(one))
        counted = oracle.counted(reading, stage, asked, day)
        return oracle.different(reading, fresh, [one for one in counted if one.day >= self.since])

    def reading(self, groups: Society | None = None) -> oracle.Reading:
        """The society, with groups as they would have to be."""
        society = self.society | {"groups": self.society["groups"] | groups} if groups else self.society
        return oracle.Reading(society, "ada", None, self.society["policies"][self.policy])

    def options(
        self, asked: Values, day: date, shares: list[Share], fresh: str | None
    ) -> Iterator[tuple[Values | None, str, Values]]:
        """All that there can be of the kinds counted; a group is told with what would have to be said of it."""
        modes = ("in-person", "online", "hybrid")
        for folder in oracle.listed(asked["of"]):
            if fresh and folder not in TOLD_APART[fresh]:
                continue
            if folder == "sessions":
                kinds = ("ordinary", "workshop", "large-group", "demonstration")
                groups = list(self.groups([asked.get("where", {}), *(one.where for one in shares)], fresh))
                for kind, mode, (name, group) in product(kinds, modes, groups):
                    yield group, folder, {"date": day, "group": name, "kind": kind, "mode": mode}
            elif folder == "events":
                kinds = ("intensive", "workshop", "weekend", "leader-seminar", "conference", "course")
                for kind, mode, assessed in product(kinds, modes, (False, True)):
                    event = {
                        "name": "An event",
                        "kind": kind,
                        "mode": mode,
                        "period": {"from": day, "to": day},
                    }
                    yield None, folder, event | ({"assessed": ["ada"]} if assessed else {})
            else:
                for mode, recorded in product(modes, (False, True)):
                    yield None, folder, {"date": day, "mode": mode, "recorded": recorded}

    def groups(self, wheres: list[Values], fresh: str | None) -> Iterator[tuple[str, Values | None]]:
        """The groups there are, those that are asked for by name, and new ones; with what is not said of them yet."""
        wanted = [one for where in wheres for one in oracle.listed(where.get("settings"))]
        kinds = ("ongoing", "closed", "time-limited", "large")
        facts = [
            {"kind": kind, "setting": setting}
            for kind, setting in product(kinds, [*wanted, "hospital", "practice", f"setting-{self.made}"])
        ]
        there = self.society["groups"]
        named = [one for where in wheres for one in oracle.listed(where.get("groups"))]
        yield from ((name, None) for name in there)
        for fact in facts:
            yield (
                f"new-{fact['kind']}-{fact['setting']}-{self.made if fresh == 'groups' else 0}",
                {"name": "N"} | fact,
            )
            yield from ((name, {"name": name} | fact | there.get(name, {})) for name in named)

    def amounts(
        self, reading: oracle.Reading, asked: Values, folder: str, values: Values, units: Fraction
    ) -> bool:
        """Makes it count so much, if that can be."""
        unit = asked.get("unit", "sessions")
        double = self.society["policies"][self.policy].get("double-hour", 90)
        minutes = {"minutes": 1, "hours": 60, "double-hours": double}.get(unit)
        if minutes:
            values["minutes"] = max(ceil(units * minutes), 1)
        elif unit == "cases":
            values["cases"] = max(ceil(units), 0)
        elif unit == "days":
            values["days"] = max(ceil(units), 1)
        return oracle.amount_of(reading, asked, folder, values) is not None

    def people(self, asked: Values, folder: str, values: Values, day: date, fresh: str | None) -> None:
        role = oracle.listed(asked.get("roles"))
        own = role[0] if role else {"supervisions": "supervisee"}.get(folder, "attendee")
        others = self.company(asked.get("with", {}), folder, day)
        if fresh in ("leaders", "co-leaders", "supervisors"):
            place = fresh.removesuffix("s")
            credentials = oracle.listed(asked.get("with", {}).get("credential"))
            name = f"new-{self.made}"
            other = self.holding(name, credentials[0]) if credentials else self.person(name)
            others = [one for one in others if place == "leader" or one[0] != place] + [(place, other)]
        for place, person in [(own, "ada"), *others]:
            key = {"presenter": "presenter", "supervisor": "supervisor"}.get(place, f"{place}s")
            if key in ("presenter", "supervisor"):
                values[key] = person
            else:
                values.setdefault(key, []).append(person)
        if folder == "supervisions":
            values.setdefault("supervisor", "sue")
            values.setdefault("supervisees", ["lea"])
        elif folder == "sessions":
            values.setdefault("leaders", ["lea"])

    def company(self, wanted: Values, folder: str, day: date) -> list[tuple[str, str]]:
        if not wanted:
            return []
        there = {"sessions": ("leader", "co-leader", "attendee"), "events": ("leader", "attendee")}
        roles = oracle.listed(wanted.get("role")) or ["leader", "supervisor"]
        role = next((one for one in roles if one in there.get(folder, ("supervisor",))), None)
        assert role, f"nobody is {roles} in {folder}"
        return [(role, self.holder(oracle.listed(wanted.get("credential"))))]

    def roster(self, step: Practise, asked: Values, first: date, shares: list[Share]) -> date:
        """Comes to what the own groups hold next; where that counts, and is of a kind, to more of the other kinds."""
        day = first
        for _ in range(step.roster):
            day = max(day, self.come(asked, first, shares, step.apart))
        for _ in range(step.missed):
            self.add("sessions", {"date": day, "group": self.own_group(day), "leaders": ["lea"]})
        for one in shares if step.roster else ():
            if one.part not in (None, 0, 1):
                times = (1 - one.part) / one.part if one.capped else one.part / (1 - one.part)
                amount = {"minutes": 120, "hours": 2, "double-hours": 2}.get(asked.get("unit", ""), 1)
                for part in self.parcels(asked, ceil(times * step.roster) * Fraction(amount), []):
                    self.activity(asked, day, part, shares, None)
        return day

    def come(self, asked: Values, first: date, shares: list[Share], apart: bool) -> date:
        """Comes to a session of an own group, if need be of a new one: where it counts, to one that may be added."""
        groups = list(self.groups([one.where for one in shares], None))
        own = [one for one in groups if any(oracle.in_period(place, first) for place in self.places(one[0]))]
        new = [one for one in groups if one[0] not in self.society["groups"]]
        roles = ("observers",) if apart and asked.get("roles") else ("attendees",)
        modes, kinds = (
            (None, "in-person", "online", "hybrid"),
            ("ordinary", "workshop", "large-group", "demonstration"),
        )
        for (name, group), role, mode, kind in product([*own, *new], roles, modes, kinds):
            there = group or self.society["groups"][name]
            place = {"member": "ada", "from": first}
            if (name, group) not in own:
                there = there | {"roster": [*there.get("roster", []), place]}
            day = max([first, *(one["from"] for one in there["roster"] if one["member"] == "ada")])
            values: Values = {"date": day, "group": name, "leaders": ["lea"], role: ["ada"], "kind": kind}
            values |= {"mode": mode} if mode else {}
            if self.may_count(asked, day, values, {name: there}, shares, apart):
                self.society["groups"][name] = there
                self.add("sessions", values)
                return day
        raise AssertionError(f"no session of an own group may be added to what {asked} asks")

    def may_count(
        self, asked: Values, day: date, values: Values, groups: Society, shares: list[Share], apart: bool
    ) -> bool:
        """Whether a session is not counted, or is of the kinds of which there may be more."""
        reading = self.reading(groups)
        amount = oracle.amount_of(reading, asked, "sessions", values)
        activity = oracle.Activity(day, "", "sessions", values, amount or Fraction(0))
        if (
            "sessions" not in asked["of"]
            or amount is None
            or not oracle.passes(reading, asked, activity, day)
        ):
            return True
        among = [one for one in shares if oracle.fits(reading, one.where, "sessions", values)]
        if apart or any(one.room < amount for one in among if one.capped and one.part is None):
            return False
        return all(one in among for one in shares if one.beyond and one.part == 1)

    def own_group(self, day: date) -> str:
        """A group on whose roster ada is that day; if need be a new one."""
        for name in self.society["groups"]:
            if any(oracle.in_period(place, day) for place in self.places(name)):
                return name
        self.society["groups"]["rostered"] = {"name": "R", "roster": [{"member": "ada", "from": day}]}
        return "rostered"

    def places(self, group: str) -> list[Values]:
        roster = self.society["groups"].get(group, {}).get("roster", [])
        return [entry for entry in roster if entry["member"] == "ada"]

    # People.

    def person(self, name: str) -> str:
        self.society["members"].setdefault(name, {"name": name.title()})
        return name

    def holder(self, credentials: list[str]) -> str:
        """Somebody who holds one of them, from long ago on; anybody where none is asked."""
        if not credentials:
            return self.person("somebody")
        return self.holding(f"holder-of-{credentials[0]}", credentials[0])

    def holding(self, name: str, credential: str) -> str:
        if name not in self.society["members"]:
            self.person(name)
            values = {"kind": "recognise", "member": name, "date": LONG_AGO, "by": "committee", "reason": "x"}
            self.add("decisions", values | {"credential": credential, "until": date(2199, 1, 1)})
        return name

    def author(self, by: Values, number: int, day: date) -> str:
        """Somebody new in the role asked, with the credential asked."""
        name = self.person(f"author-{self.made}-{number}") if not oracle.listed(by.get("credential")) else ""
        for credential in oracle.listed(by.get("credential"))[:1]:
            name = self.holding(f"author-{self.made}-{number}", credential)
        roles = oracle.listed(by.get("role"))
        if "supervisor" in roles:
            self.add("supervisions", {"date": day, "supervisor": name, "supervisees": ["ada"]})
        elif "leader" in roles:
            session = {"date": day, "group": "tuesday", "leaders": [name], "attendees": ["ada"]}
            self.add("sessions", session)
        return name

    def supervisor(self) -> str:
        return self.author({"role": "supervisor"}, 0, self.on)

    def add(self, folder: str, values: Values) -> str:
        self.made += 1
        name = f"z-{self.made:04}"
        self.society.setdefault(folder, {})[name] = values
        return name
