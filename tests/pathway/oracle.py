"""A second reading of the policy language, as a careful person would do it with a calendar and a pencil.

It shares no code with `balintrec.pathway`. It is slow on purpose: every day is asked one by one, every count
is made again from the records, every number is a whole number, a date or a fraction. Where the two readings
differ, one of them has misread the policy.

A society is plain data, `{folder: {id: values}}`, with the keys of the records and native values; a record's
body is its value `_body`. Unreadable files are not its business.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any, NamedTuple

Values = dict[str, Any]
Society = dict[str, dict[str, Values]]

MET, SHORT, WAIVED, NOT_APPLICABLE = "met", "not-met", "waived", "not-applicable"
CONFERS = ("grant", "recognise", "renew")
TAKES_AWAY = ("lapse", "suspend", "revoke")
NARROWING = {"due", "amount", "months", "period"}
DATED = (
    "sessions",
    "events",
    "supervisions",
    "reflections",
    "assessments",
    "endorsements",
    "references",
    "attestations",
    "applications",
    "decisions",
)
ONE_DAY = timedelta(days=1)
LONGEST_LOOK_AHEAD = 120  # months: "the first later day, within ten years"


class Activity(NamedTuple):
    """One session, event or supervision that passed, with what it amounts to in the unit asked."""

    day: date
    name: str
    folder: str
    values: Values
    amount: Fraction


class Key(NamedTuple):
    """One key of a requirement: does it hold, and how far it got where the policy says how to count that."""

    holds: bool
    have: Fraction | None = None
    need: Fraction | None = None


class Verdict(NamedTuple):
    """What a requirement comes to on a day. `counted` is None where the policy does not settle it."""

    status: str
    counted: tuple[tuple[date, str], ...] | None = ()
    have: Fraction | None = None
    need: Fraction | None = None
    worst: Fraction | None = None  # have/need of the key that is furthest from holding, where it is settled


@dataclass
class Reading:
    """A society as it is known on the day asked, the member in question, and what was worked out already."""

    society: Society
    member: str
    begin: date | None
    policy: Values
    cache: dict[Any, Any] = field(default_factory=dict)


# The calendar


def plus_months(day: date, months: int) -> date:
    """Months are calendar months: 2024-01-31 plus one month is 2024-02-29."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def days(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last, both included."""
    day = first
    while day <= last:
        yield day
        day += ONE_DAY


def in_period(period: Values, day: date) -> bool:
    """Periods have both days included, and `to` left out while they last."""
    starts, ends = period.get("from"), period.get("to")
    return (starts is None or starts <= day) and (ends is None or day <= ends)


def clock(text: str) -> int:
    """Minutes since midnight."""
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def portion(text: object) -> Fraction:
    """A share is written 1/2, 0.5 or 50%."""
    words = str(text).strip()
    return Fraction(words[:-1]) / 100 if words.endswith("%") else Fraction(words)


def listed(value: Any) -> list[Any]:
    """A value or a list of values, as a list; nothing is an empty list."""
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


# The records


def dated(folder: str, values: Values) -> date:
    """The day of a record. An event's day is its last."""
    if folder == "events":
        return values["period"].get("to") or values["period"]["from"]
    return values["written"] if folder in ("reflections", "references") else values["date"]


def known(society: Society, on: date) -> Society:
    """Records dated later do not exist for a standing."""
    return {
        folder: {
            name: values
            for name, values in of_a_kind.items()
            if folder not in DATED or dated(folder, values) <= on
        }
        for folder, of_a_kind in society.items()
    }


def records(society: Society, folder: str, day: date) -> list[tuple[date, str, Values]]:
    """The records of a folder that exist on a day, in order of date, then of id."""
    found = [(dated(folder, values), name, values) for name, values in society.get(folder, {}).items()]
    return sorted((one for one in found if one[0] <= day), key=lambda one: one[:2])


def held(folder: str, values: Values) -> bool:
    """Only `held` sessions and events count; that is also what they are when nothing is said."""
    return folder == "supervisions" or values.get("status", "held") == "held"


def role_in(folder: str, values: Values, person: str) -> str | None:
    """In a session a person has one role, the first that applies."""
    if folder == "sessions":
        places = [
            ("leader", values.get("leaders")),
            ("co-leader", values.get("co-leaders")),
            ("presenter", values.get("presenter")),
            ("attendee", values.get("attendees")),
            ("observer", values.get("observers")),
        ]
    elif folder == "events":
        present = listed(values.get("attendees")) + listed(values.get("assessed"))
        places = [("leader", values.get("leaders")), ("attendee", present)]
    else:
        places = [("supervisor", values.get("supervisor")), ("supervisee", values.get("supervisees"))]
    for role, people in places:
        if person in listed(people):
            return role
    return None


def people_in(folder: str, values: Values) -> set[str]:
    """Everybody who has a role in an activity."""
    keys = ("leaders", "co-leaders", "presenter", "attendees", "observers", "assessed", "supervisor")
    people = {person for key in (*keys, "supervisees") for person in listed(values.get(key))}
    return {person for person in people if role_in(folder, values, person)}


def plays(role: str | None, asked: list[str]) -> bool:
    """`attendee` in `roles` includes the presenter. No `roles`: any."""
    if role is None:
        return False
    return not asked or role in asked or (role == "presenter" and "attendee" in asked)


def group_of(society: Society, folder: str, values: Values) -> Values:
    """The group of a session; events and supervisions have none."""
    return society.get("groups", {}).get(values.get("group", ""), {}) if folder == "sessions" else {}


def mode_of(society: Society, folder: str, values: Values) -> str | None:
    """Mode: the session's own, else the group's; unknown mode is not in person."""
    return values.get("mode") or group_of(society, folder, values).get("mode")


def minutes_of(society: Society, folder: str, values: Values) -> int | None:
    """Length: start and end, else `minutes`, else the group's."""
    if folder == "sessions" and "start" in values and "end" in values:
        lasted = clock(values["end"]) - clock(values["start"])
        if lasted > 0:
            return lasted
    if values.get("minutes") is not None:
        return values["minutes"]
    return group_of(society, folder, values).get("minutes")


# The person: the pathway, the policy, the credentials, the part played towards somebody


def pathway_begin(society: Society, person: str, day: date) -> date | None:
    """The pathway begins on `pathway-from`, else the first membership day, else the first activity in any
    role."""
    member = society.get("members", {}).get(person, {})
    if member.get("pathway-from"):
        return member["pathway-from"]
    if member.get("membership"):
        return first_membership_day(member)
    active = [
        when
        for folder in ("sessions", "events", "supervisions")
        for when, _, values in records(society, folder, day)
        if held(folder, values) and role_in(folder, values, person)
    ]
    return min(active) if active else None


def first_membership_day(member: Values) -> date | None:
    """The first day of the earliest membership period."""
    return min((period["from"] for period in listed(member.get("membership"))), default=None)


def by_age(society: Society) -> list[tuple[date, str, Values]]:
    """The policies, the oldest first."""
    return sorted(
        ((values["effective"], name, values) for name, values in society.get("policies", {}).items()),
        key=lambda one: one[:2],
    )


def policy_of(society: Society, person: str, day: date) -> str | None:
    """The pinned policy, else the latest for the credential effective when the pathway began, else the
    oldest."""
    pinned = society.get("members", {}).get(person, {}).get("policy")
    if pinned in society.get("policies", {}):
        return pinned
    return without_a_pin(society, person, day)


def without_a_pin(society: Society, person: str, day: date) -> str | None:
    """The latest for the entry credential effective when the pathway began, else the oldest."""
    policies = by_age(society)
    if not policies:
        return None
    entry = policies[0][2]["credential"]
    candidates = [one for one in policies if one[2]["credential"] == entry]
    begin = pathway_begin(society, person, day)
    in_force = [one for one in candidates if begin is not None and one[0] <= begin]
    return in_force[-1][1] if in_force else candidates[0][1]


def credential_meant(society: Society, decision: Values, day: date) -> str | None:
    """What a decision is about: its credential, else that of the cited application if it is not dated later,
    else of the policy that it names, else of the policy by which the person was judged that day: the pin if
    it was effective then."""
    if decision.get("credential"):
        return decision["credential"]
    if decision["kind"] == "recognise":
        return None  # recognising a requirement confers nothing
    cited = society.get("applications", {}).get(decision.get("application", ""))
    if cited and cited["date"] <= decision["date"]:
        return cited["credential"]
    policies = society.get("policies", {})
    named = decision.get("policy") if decision["kind"] in ("grant", "renew") else None
    if named in policies:
        return policies[named]["credential"]
    pinned = policies.get(society.get("members", {}).get(decision["member"], {}).get("policy"))
    if pinned and pinned["effective"] <= decision["date"]:
        return pinned["credential"]
    own = without_a_pin(society, decision["member"], day)
    return policies[own]["credential"] if own else None


def valid_months(society: Society, person: str, credential: str, decision: Values) -> int | None:
    """`valid`: months a grant lasts that has no `until`; left out: no end. It is that of the policy that a
    grant or a renewal names, else of the pin, where they confer the credential and were effective by then;
    else of the one that the person would have without a pin, if it confers the credential; else of the
    latest for the credential that was effective on the decision's day, else of the oldest for it."""
    policies = society.get("policies", {})
    named = decision.get("policy") if decision["kind"] in ("grant", "renew") else None
    pinned = society.get("members", {}).get(person, {}).get("policy")
    for one in (named, pinned):
        found = policies.get(one, {})
        if found.get("credential") == credential and found["effective"] <= decision["date"]:
            return found.get("valid")
    own = without_a_pin(society, person, decision["date"])
    if own and policies[own]["credential"] == credential:
        return policies[own].get("valid")
    conferring = [one for one in by_age(society) if one[2]["credential"] == credential]
    in_force = [one for one in conferring if one[0] <= decision["date"]]
    chosen = in_force[-1:] or conferring[:1]
    return chosen[0][2].get("valid") if chosen else None


def holds_credential(society: Society, person: str, credential: str, on: date, day: date) -> bool:
    """Someone holds a credential on a day: the latest decision about it dated on or before that day is a
    grant, recognise or renew that has not run out. A `suspend` with an `until` that has passed no longer
    counts. On one day lapse, suspend and revoke come last. (`day` is the day of the standing, `on` the day of
    the holding.)"""
    about = [
        (decided, values["kind"] in TAKES_AWAY, name, values)
        for decided, name, values in records(society, "decisions", on)
        if values["member"] == person
        and values["kind"] in CONFERS + TAKES_AWAY
        and credential_meant(society, values, day) == credential
        and not (values["kind"] == "suspend" and values.get("until") and values["until"] < on)
    ]
    if not about:
        return False
    decided, taken_away, _, latest = max(about, key=lambda one: one[:3])
    if taken_away:
        return False
    if last := last_day_said(latest):
        return on <= last
    months = valid_months(society, person, credential, latest)
    return months is None or on <= plus_months(decided, months)


def last_day_said(decision: Values) -> date | None:
    """What a decision gives ends after its `until` and after the last day of its `period`, if it has them."""
    said = [decision.get("until"), decision.get("period", {}).get("to")]
    return min((day for day in said if day), default=None)


def has_led(society: Society, person: str, member: str, on: date) -> bool:
    """`leader`: leader or co-leader of a held session in which the member took part on or before that day."""
    return any(
        held("sessions", values)
        and role_in("sessions", values, person) in ("leader", "co-leader")
        and role_in("sessions", values, member) is not None
        for _, _, values in records(society, "sessions", on)
    )


def has_supervised(society: Society, person: str, member: str, on: date) -> bool:
    """`supervisor`: supervised them on or before that day."""
    return any(
        values["supervisor"] == person and role_in("supervisions", values, member) == "supervisee"
        for _, _, values in records(society, "supervisions", on)
    )


# The member's clock


def own_decisions(reading: Reading, kind: str, day: date) -> list[Values]:
    """The decisions of a kind about the member that exist on a day."""
    found = records(reading.society, "decisions", day)
    return [values for _, _, values in found if values["kind"] == kind and values["member"] == reading.member]


def leave_days(reading: Reading, day: date) -> frozenset[date]:
    """Leave: both days included; an open one runs to the day asked. It ends with its `until`, too."""
    if ("leave", day) not in reading.cache:
        decided = [one for one in own_decisions(reading, "leave", day) if "period" in one]
        reading.cache["leave", day] = frozenset(
            each for one in decided for each in days(one["period"]["from"], last_day_said(one) or day)
        )
    return reading.cache["leave", day]


def moved(reading: Reading, start: date, months: int, day: date) -> date:
    """`t = a + n months` is moved later by the leave days in `[a, t]`, until stable."""
    unmoved = plus_months(start, months)
    leave = leave_days(reading, day)
    target = unmoved
    while True:
        later = unmoved + ONE_DAY * sum(1 for each in leave if start <= each <= target)
        if later == target:
            return target
        target = later


def gap(reading: Reading, earlier: date, later: date, day: date) -> int:
    """A gap is counted without its leave days."""
    between = sum(1 for each in leave_days(reading, day) if earlier < each < later)
    return (later - earlier).days - between


# Stages


def stage_named(reading: Reading, name: str) -> Values:
    """The stage of the member's policy with that id."""
    return next(stage for stage in reading.policy["stages"] if stage["id"] == name)


def binding(reading: Reading, stage: Values, requirement: Values, day: date) -> bool:
    """Desirable never blocks; `require` makes a desirable requirement binding for this member."""
    named = f"{stage['id']}/{requirement['id']}"
    required = any(one.get("requirement") == named for one in own_decisions(reading, "require", day))
    return not requirement.get("desirable") or required


def all_done(reading: Reading, stage: Values, requirements: Iterable[Values], day: date) -> bool:
    """All requirements that apply and are not desirable are met or waived on that day."""
    return all(
        verdict(reading, stage, requirement, day).status != SHORT
        for requirement in requirements
        if binding(reading, stage, requirement, day)
    )


def stage_met(reading: Reading, stage: Values, day: date) -> bool:
    """A stage is met on a day when all its requirements that apply and are not desirable are met or waived
    then, and all stages in its `after` have been met before. (Met on the same day is early enough.)"""
    return all_done(reading, stage, stage.get("requires", []), day) and all(
        first_met(reading, before, day) is not None for before in stage.get("after", [])
    )


def first_met(reading: Reading, name: str, day: date) -> date | None:
    """The first such day, not before the pathway's beginning; None while it has not come by the day asked."""
    stage = stage_named(reading, name)
    return first_day(reading, ("first-met", name), day, lambda each: stage_met(reading, stage, each))


def practised(reading: Reading, name: str, day: date) -> date | None:
    """The first day on which the stage's requirements other than its writings are met or waived."""
    stage = stage_named(reading, name)
    others = but_writings(stage.get("requires", []))
    return first_day(reading, ("practised", name), day, lambda each: all_done(reading, stage, others, each))


def holds_writing(requirement: Values) -> bool:
    """Is it a writing, or is there one inside it, however deep?"""
    inside = requirement.get("requires", [])
    return requirement["kind"] == "writing" or any(holds_writing(one) for one in inside)


def ids_inside(requirement: Values) -> list[str]:
    """The ids of the requirements inside it, however deep."""
    return [id for one in requirement.get("requires", []) for id in (one["id"], *ids_inside(one))]


def but_writings(requirements: list[Values]) -> list[Values]:
    """Writings drop out, also of an all-of; with nothing left it drops out too. An any-of with one drops out
    whole."""
    left = []
    for one in requirements:
        if not holds_writing(one):
            left.append(one)
        elif one["kind"] == "all-of" and (rest := but_writings(one["requires"])):
            left.append(one | {"requires": rest})
    return left


def first_day(
    reading: Reading, what: tuple[str, str], day: date, test: Callable[[date], bool]
) -> date | None:
    """The first day from the pathway's beginning to the day asked that passes. The days asked once are
    kept."""
    if reading.begin is None:
        return None
    found, upcoming = reading.cache.get(what, (None, reading.begin))
    while found is None and upcoming <= day:
        if test(upcoming):
            found = upcoming
        upcoming += ONE_DAY
        reading.cache[what] = (found, upcoming)
    return found if found is not None and found <= day else None


def open_to(reading: Reading, stage: Values, when: date, name: str, day: date) -> bool:
    """`after: [x]`: only activity, writings and statements on or after the first-met day of x count, less
    what was counted for x by that day."""
    for before in stage.get("after", []):
        start = first_met(reading, before, day)
        if start is None or when < start:
            return False
        if when == start and name in used_by(reading, before, start):
            return False
    return True


def used_by(reading: Reading, name: str, day: date) -> set[str]:
    """Everything counted by any requirement of a stage, at any depth, in the standing of a day."""
    if ("used", name, day) not in reading.cache:
        stage = stage_named(reading, name)
        reading.cache["used", name, day] = {
            record
            for requirement in applying(reading, stage.get("requires", []))
            for _, record in verdict(reading, stage, requirement, day).counted or ()
        }
    return reading.cache["used", name, day]


def applying(reading: Reading, requirements: list[Values]) -> list[Values]:
    """The requirements whose `when` is fulfilled, with all below them."""
    found = []
    for requirement in requirements:
        if applies(reading, requirement) is None:
            found += [requirement, *applying(reading, requirement.get("requires", []))]
    return found


# A requirement


def applies(reading: Reading, requirement: Values) -> str | None:
    """`when:` on a field the member does not record makes the requirement `short`, with that reason; a
    different value makes it `not-applicable`."""
    member = reading.society.get("members", {}).get(reading.member, {})
    answers = [
        None if member.get(key) is None else bool(set(listed(member[key])) & set(listed(asked)))
        for key, asked in requirement.get("when", {}).items()
    ]
    if False in answers:
        return NOT_APPLICABLE
    return SHORT if None in answers else None


def verdict(reading: Reading, stage: Values, requirement: Values, day: date) -> Verdict:
    """The status of a requirement in the standing of a day: does it apply, is it recognised, is it met, is it
    waived."""
    # A group without its writings, as the end of a stage asks for it, is another one.
    key = (stage["id"], requirement["id"], day, tuple(ids_inside(requirement)))
    if key not in reading.cache:
        reading.cache[key] = decided(reading, stage, requirement, day)
    return reading.cache[key]


def decided(reading: Reading, stage: Values, requirement: Values, day: date) -> Verdict:
    """What the records say, then what the committee said: `recognise` with no key that narrows: the requirement
    is met; `waive` with none: short becomes waived; met stays met."""
    named = f"{stage['id']}/{requirement['id']}"
    application = applies(reading, requirement)
    if application == NOT_APPLICABLE:
        return Verdict(NOT_APPLICABLE)
    found = Verdict(SHORT) if application == SHORT else with_dues(reading, stage, requirement, day)
    recognised, waived = (
        [one for one in in_effect(reading, kind, named, day) if not NARROWING & set(one)]
        for kind in ("recognise", "waive")
    )
    if recognised:
        return Verdict(MET, found.counted)
    if found.status == SHORT and waived:
        return found._replace(status=WAIVED)
    return found


def in_effect(reading: Reading, kind: str, named: str, day: date) -> list[Values]:
    """The decisions of a kind about a requirement, dated on or before the day and not past their last day."""
    return [
        one
        for one in own_decisions(reading, kind, day)
        if one.get("requirement") == named and day <= (last_day_said(one) or day)
    ]


def with_dues(reading: Reading, stage: Values, requirement: Values, day: date) -> Verdict:
    """For a writing or an `each` a waiver may name `due: k`, that due day or period only."""
    plain = computed(reading, stage, requirement, day, frozenset())
    waivers = in_effect(reading, "waive", f"{stage['id']}/{requirement['id']}", day)
    excused = frozenset(one["due"] for one in waivers if "due" in one)
    periodical = requirement["kind"] == "writing" or (
        requirement["kind"] == "practice" and "each" in requirement
    )
    if plain.status != SHORT or not excused or not periodical:
        return plain
    eased = computed(reading, stage, requirement, day, excused)
    return eased._replace(status=WAIVED, have=None, need=None) if eased.status == MET else eased


def computed(
    reading: Reading, stage: Values, requirement: Values, day: date, excused: frozenset[int]
) -> Verdict:
    """What the records say, by the kind of the requirement."""
    match requirement["kind"]:
        case "membership":
            return membership(reading, requirement, day)
        case "practice":
            return practice(reading, stage, requirement, day, excused)
        case "writing":
            return writing(reading, stage, requirement, day, excused)
        case "statement":
            return statement(reading, stage, requirement, day)
        case "document":
            return document(reading, stage, requirement, day)
        case "attestation":
            return attestation(reading, stage, requirement, day)
        case "all-of":
            return all_of(reading, stage, requirement, day)
        case "any-of":
            return any_of(reading, stage, requirement, day)
    raise ValueError(requirement["kind"])


def amount_recognised(reading: Reading, stage: Values, requirement: Values, day: date) -> Fraction:
    """`recognise` with a requirement and an `amount` adds to what is counted towards `at-least`; without
    `at-least` it adds nothing."""
    if "at-least" not in requirement:
        return Fraction(0)
    named = f"{stage['id']}/{requirement['id']}"
    amounts = [one["amount"] for one in in_effect(reading, "recognise", named, day) if "amount" in one]
    return sum((Fraction(amount) for amount in amounts), Fraction(0))


def months_recognised(reading: Reading, stage: Values, requirement: Values, day: date) -> int:
    """`recognise` with a requirement and `months` takes them off a span; several add up, down to 0. Without
    a `span` they do nothing."""
    named = f"{stage['id']}/{requirement['id']}"
    months = [one.get("months", 0) for one in in_effect(reading, "recognise", named, day)]
    return min(sum(months), requirement.get("span", 0))


def from_keys(keys: list[Key], counted: Iterable[tuple[date, str]], enough: bool = True) -> Verdict:
    """All that are given must hold; have / need are those of the first key that does not hold."""
    failing = [key for key in keys if not key.holds]
    names = tuple(sorted(counted))
    if enough and not failing:
        return Verdict(MET, names)
    first = failing[0] if failing else Key(False)
    ratios = [key.have / key.need for key in failing if key.have is not None and key.need]
    worst = min(ratios) if failing and len(ratios) == len(failing) else None
    return Verdict(SHORT, names, first.have, first.need, worst)


def reaching(have: Fraction | int, need: Fraction | int) -> Key:
    """A key that asks for so many."""
    return Key(have >= need, Fraction(have), Fraction(need))


# membership


def membership(reading: Reading, requirement: Values, day: date) -> Verdict:
    """Covered by a membership period on the day asked. `months: n`: and n months of cover are reached
    (uncovered days taken out). `unbroken: true`: no uncovered day from the first membership day (with
    `months: n`: in the last n)."""
    member = reading.society["members"][reading.member]
    first = first_membership_day(member)
    if first is None or not covered(member, day):
        return Verdict(SHORT)
    months = requirement.get("months")
    if months is not None and not cover_reached(member, first, months, day):
        return Verdict(SHORT)
    if requirement.get("unbroken"):
        since = first if months is None else max(first, plus_months(day, -months))
        if not all(covered(member, each) for each in days(since, day)):
            return Verdict(SHORT)
    return Verdict(MET)


def covered(member: Values, day: date) -> bool:
    """Is the day in a membership period?"""
    return any(in_period(period, day) for period in listed(member.get("membership")))


def cover_reached(member: Values, first: date, months: int, day: date) -> bool:
    """n months of cover are reached (uncovered days taken out): first + n months, moved later by the
    uncovered days."""
    unmoved = plus_months(first, months)
    target = unmoved
    while target <= day:
        later = unmoved + ONE_DAY * sum(1 for each in days(first, target) if not covered(member, each))
        if later == target:
            return True
        target = later
    return False


# practice


def practice(
    reading: Reading, stage: Values, requirement: Values, day: date, excused: frozenset[int]
) -> Verdict:
    """What passes is counted, in order of date. With nothing counted the requirement is short. All keys must
    hold."""
    found = counted(reading, stage, requirement, day)
    extra = amount_recognised(reading, stage, requirement, day)
    names = [(activity.day, activity.name) for activity in found]
    off = months_recognised(reading, stage, requirement, day)
    enough = bool(found) or extra > 0 or 0 < off == requirement.get("span")
    rosters = [
        roster_share(reading, share, day) for share in shares(requirement) if share.get("of") == "roster"
    ]
    if "max-gap" not in requirement or "span" in requirement:
        keys = keys_of(reading, requirement, found, extra, off, day, excused, rosters)
        return from_keys(keys, names, enough)
    # Without `span`: some run without a longer gap holds all else that is given.
    runs = runs_of(reading, found, requirement["max-gap"], day) or [[]]
    some_run = any(
        all(key.holds for key in keys_of(reading, requirement, run, extra, 0, day, excused)) for run in runs
    )
    return from_keys([Key(some_run), *rosters], names, enough)


def shares(requirement: Values) -> list[Values]:
    """One share, or a list of them."""
    return listed(requirement.get("share"))


def keys_of(
    reading: Reading,
    requirement: Values,
    found: list[Activity],
    extra: Fraction,
    off: int,
    day: date,
    excused: frozenset[int],
    rosters: Iterable[Key] = (),
) -> list[Key]:
    """The keys of the table, in its order, over what was counted; shares of the roster before `distinct`."""
    keys = []
    if "at-least" in requirement:
        keys.append(reaching(total(found) + extra, requirement["at-least"]))
    if "span" in requirement:
        keys.append(span(reading, requirement, found, off, day, excused))
    elif "each" in requirement:
        keys.append(Key(each_from_first(reading, requirement, found, day, excused)))
    keys += [
        Key(where_share(reading, requirement, one, found)) for one in shares(requirement) if "where" in one
    ]
    keys += rosters
    if "distinct" in requirement:
        asked = requirement["distinct"]
        keys.append(reaching(len(different(reading, asked["of"], found)), asked["at-least"]))
    return keys


def counted(
    reading: Reading, stage: Values, requirement: Values, day: date, ignore_within: bool = False
) -> list[Activity]:
    """The activities that pass in the standing of a day, in order of date, each once."""
    found = []
    for folder in listed(requirement["of"]):
        for when, name, values in records(reading.society, folder, day):
            amount = amount_of(reading, requirement, folder, values)
            activity = Activity(when, f"{folder}/{name}", folder, values, amount or Fraction(0))
            if amount is None or not passes(reading, requirement, activity, day):
                continue
            # `within: m`: x is counted on day D only if x ≤ D ≤ x + m months
            window = None if ignore_within else requirement.get("within")
            if window is not None and day > moved(reading, when, window, day):
                continue
            if open_to(reading, stage, when, activity.name, day):
                found.append(activity)
    return sorted(found, key=lambda one: one[:2])


def passes(reading: Reading, requirement: Values, activity: Activity, day: date) -> bool:
    """Held, in one of the roles, not on leave, as `where` and `with` ask."""
    _, _, folder, values, _ = activity
    return (
        held(folder, values)
        and plays(role_in(folder, values, reading.member), listed(requirement.get("roles")))
        and activity.day not in leave_days(reading, day)
        and fits(reading, requirement.get("where", {}), folder, values)
        and ("with" not in requirement or in_company(reading, requirement["with"], activity, day))
    )


def amount_of(reading: Reading, requirement: Values, folder: str, values: Values) -> Fraction | None:
    """The amount in the unit; None for what is not recorded: a session without its number of cases counts no
    cases."""
    unit = requirement.get("unit", "sessions")
    amount: int | None
    if unit == "sessions":
        amount = values.get("sessions", 1) if folder == "events" else 1
    elif unit == "events":
        amount = 1 if folder == "events" else None
    elif unit == "cases":
        amount = values.get("cases") if folder == "sessions" else None
    elif unit == "days":
        amount = values.get("days") if folder == "events" else None
    else:
        amount = minutes_of(reading.society, folder, values)
    if amount is None:
        return None
    one = {"hours": 60, "double-hours": reading.policy.get("double-hour", 90)}.get(unit, 1)
    return Fraction(amount, one)


def fits(reading: Reading, where: Values, folder: str, values: Values) -> bool:
    """`where`, each a list or a flag: `modes`, `kinds`, `groups`, `group-kinds`, `settings`, `recorded`,
    `assessed`."""
    group = group_of(reading.society, folder, values)
    kind = values.get("kind", "ordinary") if folder == "sessions" else values.get("kind")
    facts: Values = {
        "modes": mode_of(reading.society, folder, values),
        "kinds": None if folder == "supervisions" else kind,
        "groups": values.get("group") if folder == "sessions" else None,
        "group-kinds": group.get("kind"),
        "settings": group.get("setting"),
        "recorded": folder == "supervisions" and bool(values.get("recorded", False)),
        "assessed": folder == "events" and reading.member in listed(values.get("assessed")),
    }
    return all(facts[key] is not None and facts[key] in listed(asked) for key, asked in where.items())


def in_company(reading: Reading, asked: Values, activity: Activity, day: date) -> bool:
    """`with: {role, credential}`: at least one other person in that role there holds one of these credentials
    then."""
    _, _, folder, values, _ = activity
    return any(
        plays(role_in(folder, values, person), listed(asked.get("role")))
        and holds_one(reading, person, listed(asked.get("credential")), activity.day, day)
        for person in people_in(folder, values) - {reading.member}
    )


def holds_one(reading: Reading, person: str, credentials: list[str], on: date, day: date) -> bool:
    """Holds one of the credentials on that day; none asked: anybody does."""
    return not credentials or any(
        holds_credential(reading.society, person, one, on, day) for one in credentials
    )


def total(found: Iterable[Activity]) -> Fraction:
    """The counted sum, exactly."""
    return sum((activity.amount for activity in found), Fraction(0))


def span(
    reading: Reading,
    requirement: Values,
    found: list[Activity],
    off: int,
    day: date,
    excused: frozenset[int],
) -> Key:
    """Holds, or the greatest k < m months that would. Of each number asked, the months recognised are not
    looked for; nothing is left to look for once all are."""
    months = requirement["span"]
    for number in range(months, off, -1):
        if spans(reading, requirement, number - off, found, day, excused):
            return Key(number == months, Fraction(number), Fraction(months))
    return Key(off == months, Fraction(off), Fraction(months))


def spans(
    reading: Reading,
    requirement: Values,
    months: int,
    found: list[Activity],
    day: date,
    excused: frozenset[int],
) -> bool:
    """There are a counted *a* and a counted activity on or after `a + m months`, and `max-gap` and `each`
    hold from *a* on; the earliest such *a* is used."""
    return any(spans_from(reading, requirement, months, start.day, found, day, excused) for start in found)


def spans_from(
    reading: Reading,
    requirement: Values,
    months: int,
    start: date,
    found: list[Activity],
    day: date,
    excused: frozenset[int],
) -> bool:
    """Does the span hold from this *a*?"""
    target = moved(reading, start, months, day)
    reached = [activity.day for activity in found if activity.day >= target]
    if not reached:
        return False
    if "max-gap" in requirement:
        # from *a* to the first counted on or after `a + m months` no neighbours lie more than d days apart
        stretch = [activity.day for activity in found if start <= activity.day <= min(reached)]
        if any(gap(reading, one, two, day) > requirement["max-gap"] for one, two in neighbours(stretch)):
            return False
    if "each" in requirement:
        # every period `[a + i·p, a + (i+1)·p)` that lies in `[a, a + m)` has n or more, in the unit
        period = requirement["each"]["months"]
        return all(
            floor_kept(reading, requirement, start, number, found, day, excused)
            for number in range(1, months // period + 1)
        )
    return True


def neighbours(stretch: list[date]) -> list[tuple[date, date]]:
    """Each day with the one that follows it."""
    return list(pairwise(stretch))


def floor_kept(
    reading: Reading,
    requirement: Values,
    start: date,
    number: int,
    found: list[Activity],
    day: date,
    excused: frozenset[int],
) -> bool:
    """Has the period of that number, counted from one, its n or more in the unit?"""
    if number in excused:
        return True
    months = requirement["each"]["months"]
    opens = moved(reading, start, (number - 1) * months, day)
    closes = moved(reading, start, number * months, day)
    inside = [activity for activity in found if opens <= activity.day < closes]
    return total(inside) >= requirement["each"]["at-least"]


def each_from_first(
    reading: Reading, requirement: Values, found: list[Activity], day: date, excused: frozenset[int]
) -> bool:
    """Without `span`: every period from the first counted that has ended by the day asked, and there is
    one."""
    if not found:
        return False
    start, number = found[0].day, 1
    while moved(reading, start, number * requirement["each"]["months"], day) <= day:
        if not floor_kept(reading, requirement, start, number, found, day, excused):
            return False
        number += 1
    return number > 1


def runs_of(reading: Reading, found: list[Activity], longest: int, day: date) -> list[list[Activity]]:
    """The counted, cut where two neighbours lie more than d days apart."""
    runs: list[list[Activity]] = []
    for activity in found:
        if runs and gap(reading, runs[-1][-1].day, activity.day, day) <= longest:
            runs[-1].append(activity)
        else:
            runs.append([activity])
    return runs


def where_share(reading: Reading, requirement: Values, share: Values, found: list[Activity]) -> bool:
    """Of the counted units that pass this `where`, at least f × `at-least` units where `at-least` is given,
    else f of the counted."""
    passing = total(one for one in found if fits(reading, share["where"], one.folder, one.values))
    whole = Fraction(requirement["at-least"]) if "at-least" in requirement else total(found)
    return in_bounds(share, passing, whole)


def roster_share(reading: Reading, share: Values, day: date) -> Key:
    """Of the held sessions of the groups on whose `roster` the member stood that day (leave out), the member
    took part in f; groups pooled."""
    took_part = [
        role_in("sessions", values, reading.member) is not None
        for when, _, values in records(reading.society, "sessions", day)
        if held("sessions", values)
        and when not in leave_days(reading, day)
        and any(
            entry["member"] == reading.member and in_period(entry, when)
            for entry in listed(group_of(reading.society, "sessions", values).get("roster"))
        )
    ]
    return Key(bool(took_part) and in_bounds(share, Fraction(sum(took_part)), Fraction(len(took_part))))


def in_bounds(share: Values, part: Fraction, whole: Fraction) -> bool:
    """At least f, or at most f, of the whole."""
    if "at-least" in share and part < portion(share["at-least"]) * whole:
        return False
    return "at-most" not in share or part <= portion(share["at-most"]) * whole


def different(reading: Reading, what: str, found: list[Activity]) -> set[str]:
    """So many different ones (people: others) among the counted."""
    seen: set[str] = set()
    for _, _, folder, values, _ in found:
        if what == "groups":
            seen |= {values["group"]} if folder == "sessions" else set()
        elif what == "settings":
            setting = group_of(reading.society, folder, values).get("setting")
            seen |= {setting} if setting else set()
        else:
            role = what.removesuffix("s")
            seen |= {one for one in people_in(folder, values) if role_in(folder, values, one) == role}
    return seen - {reading.member} if what in ("leaders", "co-leaders", "supervisors") else seen


# writing


def writing(
    reading: Reading, stage: Values, requirement: Values, day: date, excused: frozenset[int]
) -> Verdict:
    """It is met when it has ended and every due day up to the end is served, and at least n are."""
    during = requirement.get("during", stage["id"])
    begin = writing_begin(reading, stage_named(reading, during), day)
    if begin is None:
        return Verdict(SHORT)
    papers = papers_of(reading, stage, requirement, day)
    serving = served(reading, requirement, begin, papers, day, excused)
    names = tuple(sorted(serving.values()))
    end = practised(reading, during, day)
    if end is None:
        return Verdict(SHORT, names)
    satisfied = set(serving) | excused
    number = 1
    while due_day(reading, requirement, begin, number, day) <= end:
        if number not in satisfied:
            return Verdict(SHORT, names)
        number += 1
    extra = amount_recognised(reading, stage, requirement, day)
    enough = len(satisfied) + extra >= requirement.get("at-least", 0)
    return Verdict(MET if enough else SHORT, names)


def writing_begin(reading: Reading, stage: Values, day: date) -> date | None:
    """It begins with the first activity counted by a practice requirement of that stage (its `within`
    ignored)."""
    starts = [
        activity.day
        for requirement in applying(reading, stage.get("requires", []))
        if requirement["kind"] == "practice"
        for activity in counted(reading, stage, requirement, day, ignore_within=True)
    ]
    return min(starts) if starts else None


def due_day(reading: Reading, requirement: Values, begin: date, number: int, day: date) -> date:
    """The k-th is due at `begin + k·m months`."""
    return moved(reading, begin, number * requirement["every"], day)


def papers_of(reading: Reading, stage: Values, requirement: Values, day: date) -> list[tuple[date, str]]:
    """`of`: reflections (by the member) or reports (by the member's supervisor), in order of date."""
    kinds = listed(requirement["of"])
    found = [
        (when, f"reflections/{name}")
        for when, name, values in records(reading.society, "reflections", day)
        if "reflections" in kinds and values["member"] == reading.member
    ]
    found += [
        (when, f"assessments/{name}")
        for when, name, values in records(reading.society, "assessments", day)
        if "reports" in kinds
        and values["kind"] == "report"
        and values["member"] == reading.member
        and has_supervised(reading.society, values["by"], reading.member, when)
    ]
    return sorted(one for one in found if open_to(reading, stage, *one, day))


def served(
    reading: Reading,
    requirement: Values,
    begin: date,
    papers: list[tuple[date, str]],
    day: date,
    excused: frozenset[int],
) -> dict[int, tuple[date, str]]:
    """Documents in order of date each serve the earliest due day they can; one serves one."""
    serving: dict[int, tuple[date, str]] = {}
    for written, name in papers:
        number = 1
        while opens_for(reading, requirement, begin, number, written, day):
            latest = due_day(reading, requirement, begin, number, day) + ONE_DAY * requirement.get("grace", 0)
            if written <= latest and number not in serving and number not in excused:
                serving[number] = (written, name)
                break
            number += 1
    return serving


def opens_for(
    reading: Reading, requirement: Values, begin: date, number: int, written: date, day: date
) -> bool:
    """The k-th can be served by a document written after the (k−1)-th due day (the first: on or after the
    begin)."""
    if number == 1:
        return begin <= written
    return due_day(reading, requirement, begin, number - 1, day) < written


# statement, document, attestation


def statement(reading: Reading, stage: Values, requirement: Values, day: date) -> Verdict:
    """Only positive ones count; a later negative one of these kinds by the same author cancels their earlier
    (on one day the negative wins)."""
    found = [
        (when, name, values)
        for when, name, values, positive in statements(reading, requirement, day)
        if positive and statement_passes(reading, stage, requirement, when, name, values, day)
    ]
    extra = amount_recognised(reading, stage, requirement, day)
    keys = [reaching(len(found) + extra, requirement.get("at-least", 1))]
    if "distinct" in requirement:
        asked = requirement["distinct"]["of"]
        seen = {one for _, _, values in found for one in told_apart(asked, values)}
        keys.append(reaching(len(seen), requirement["distinct"]["at-least"]))
    return from_keys(keys, [(when, name) for when, name, _ in found])


def told_apart(asked: str, values: Values) -> list[tuple[str, str]]:
    """The author, or the session or event that was observed, if one is named."""
    keys = ("by",) if asked == "authors" else ("session", "event")
    return [(key, values[key]) for key in keys if key in values][:1]


def statements(reading: Reading, requirement: Values, day: date) -> list[tuple[date, str, Values, bool]]:
    """The statements of these kinds about the member, never by the member, with whether they are positive."""
    kinds = listed(requirement["of"])
    found = [
        (when, f"assessments/{name}", values, values["verdict"] == "ready")
        for when, name, values in records(reading.society, "assessments", day)
        if values["kind"] in kinds
    ]
    found += [
        (when, f"endorsements/{name}", values, values.get("verdict", "endorsed") == "endorsed")
        for when, name, values in records(reading.society, "endorsements", day)
        if "endorsement" in kinds
    ]
    return [one for one in found if one[2]["member"] == reading.member and one[2]["by"] != reading.member]


def statement_passes(
    reading: Reading, stage: Values, requirement: Values, when: date, name: str, values: Values, day: date
) -> bool:
    """`by: {role, credential}` on the day it was made; `where: modes`; `within`; not taken back."""
    by, modes = requirement.get("by", {}), requirement.get("where", {}).get("modes")
    taken_back = any(
        not positive and other["by"] == values["by"] and when <= said
        for said, _, other, positive in statements(reading, requirement, day)
    )
    return (
        not taken_back
        and stands_in_role(reading, values["by"], listed(by.get("role")), when)
        and holds_one(reading, values["by"], listed(by.get("credential")), when, day)
        and (modes is None or values.get("mode") in listed(modes))
        and ("within" not in requirement or day <= plus_months(when, requirement["within"]))
        and open_to(reading, stage, when, name, day)
    )


def stands_in_role(reading: Reading, person: str, roles: list[str], on: date) -> bool:
    """Someone stands in a role to the member: `leader`, `supervisor`; none asked: anybody does."""
    return (
        not roles
        or ("leader" in roles and has_led(reading.society, person, reading.member, on))
        or ("supervisor" in roles and has_supervised(reading.society, person, reading.member, on))
    )


def document(reading: Reading, stage: Values, requirement: Values, day: date) -> Verdict:
    """What the latest application for this credential cites."""
    applications = [
        (when, name, values)
        for when, name, values in records(reading.society, "applications", day)
        if values["member"] == reading.member
        and values["credential"] == reading.policy["credential"]
        and values.get("status", "submitted") == "submitted"
    ]
    have, found = amount_recognised(reading, stage, requirement, day), []
    if applications:
        applied, name, application = applications[-1]
        for word in dict.fromkeys(listed(requirement["of"])):
            if word in ("reference", "report", "endorsement"):
                cited = papers_cited(reading, requirement, word, applied, application, day)
                have, found = have + len(cited), found + cited
            else:
                times = words_cited(word, application)
                have, found = have + times, found + [(applied, f"applications/{name}")] * bool(times)
    return from_keys([reaching(have, requirement.get("at-least", 1))], set(found))


def words_cited(word: str, application: Values) -> int:
    """A statement of interest is the body of the application; other words stand among its `documents`."""
    if word == "statement-of-interest":
        return 1 if application.get("_body", "").strip() else 0
    return listed(application.get("documents")).count(word)


def papers_cited(
    reading: Reading, requirement: Values, word: str, applied: date, application: Values, day: date
) -> list[tuple[date, str]]:
    """The cited papers about the member, of a reference and those it updates the latest; `within: m` is measured from
    the application's date."""
    folder = {"reference": "references", "report": "assessments", "endorsement": "endorsements"}[word]
    cited = listed(application.get("endorsement" if word == "endorsement" else f"{word}s"))
    found = [
        (when, f"{folder}/{name}")
        for when, name, values in records(reading.society, folder, day)
        if name in cited
        and values["member"] == reading.member
        and (word != "report" or values["kind"] == "report")
        and ("within" not in requirement or when <= applied <= plus_months(when, requirement["within"]))
        and speaks_for_the_member(reading, requirement, word, when, values, day)
    ]
    if word != "reference":
        return found
    return [
        max(set(same) & set(found)) for same in letters_in_versions(reading, day) if set(same) & set(found)
    ]


def letters_in_versions(reading: Reading, day: date) -> list[set[tuple[date, str]]]:
    """The references about the member, those of which one replaces the other put together."""
    about = [
        (when, name, values)
        for when, name, values in records(reading.society, "references", day)
        if values["member"] == reading.member
    ]
    heaps = [{(when, f"references/{name}")} for when, name, _ in about]
    for _, name, values in about:
        one, other = f"references/{name}", f"references/{values.get('replaces')}"
        joined = [heap for heap in heaps if {one, other} & {ref for _, ref in heap}]
        heaps = [heap for heap in heaps if heap not in joined] + [set().union(*joined)]
    return heaps


def speaks_for_the_member(
    reading: Reading, requirement: Values, word: str, when: date, values: Values, day: date
) -> bool:
    """Never one's own, not negative, not taken back by its author in a paper of that kind, and `by` whom it
    asks."""
    by = requirement.get("by", {})
    roles, credentials = listed(by.get("role")), listed(by.get("credential"))
    members = reading.society["members"]
    author = values["referee"] if word == "reference" else values["by"]
    if word == "reference":
        if author == reading.member or any(
            bare(author) == bare(name) for name in names_of(members[reading.member])
        ):
            return False
        if (roles or credentials) and author not in members:
            return False
    elif author == reading.member or said_no(reading, word, author, when, day):
        return False
    return stands_in_role(reading, author, roles, when) and holds_one(reading, author, credentials, when, day)


def said_no(reading: Reading, word: str, author: str, since: date, day: date) -> bool:
    """Did this author say not yet in a paper of that kind, on that day or later?"""
    return any(
        other["by"] == author and when >= since and not positive
        for when, _, other, positive in statements(reading, {"of": word}, day)
    )


def names_of(member: Values) -> list[str]:
    """Every name in a member's record."""
    name = member["name"]
    return [*(name.values() if isinstance(name, dict) else [name]), *listed(member.get("also-known-as"))]


def bare(name: str) -> set[str]:
    """The words of a name, without case, full stops and titles."""
    return set(name.lower().replace(".", " ").split()) - {"dr", "prof", "professor", "mr", "mrs", "ms"}


def attestation(reading: Reading, stage: Values, requirement: Values, day: date) -> Verdict:
    """`of`: a word; `at-least`; `hours: n` (summed); `within`; `since: m` (dated at least m months
    before)."""
    found = [
        (when, f"attestations/{name}", values)
        for when, name, values in records(reading.society, "attestations", day)
        if values["member"] == reading.member
        and values["kind"] in listed(requirement["of"])
        and ("within" not in requirement or day <= plus_months(when, requirement["within"]))
        and ("since" not in requirement or plus_months(when, requirement["since"]) <= day)
    ]
    keys = []
    if "at-least" in requirement or "hours" not in requirement:
        extra = amount_recognised(reading, stage, requirement, day)
        keys.append(reaching(len(found) + extra, requirement.get("at-least", 1)))
    if "hours" in requirement:
        keys.append(reaching(sum(values.get("hours", 0) for _, _, values in found), requirement["hours"]))
    return from_keys(keys, [(when, name) for when, name, _ in found])


# all-of, any-of


def children(reading: Reading, stage: Values, requirement: Values, day: date) -> list[Verdict]:
    """Children that do not apply drop out, and so do desirable ones that are not made binding."""
    found = [
        verdict(reading, stage, child, day)
        for child in requirement["requires"]
        if binding(reading, stage, child, day)
    ]
    return [one for one in found if one.status != NOT_APPLICABLE]


def united(verdicts: Iterable[Verdict]) -> tuple[tuple[date, str], ...] | None:
    """The records counted by several, each once; not settled if one of them is not."""
    lists = [one.counted for one in verdicts]
    if None in lists:
        return None
    return tuple(sorted({name for names in lists for name in names or ()}))


def all_of(reading: Reading, stage: Values, requirement: Values, day: date) -> Verdict:
    """All: short if one is, else waived if one is, else met; not applicable if none applies."""
    found = children(reading, stage, requirement, day)
    statuses = {one.status for one in found}
    for status in (SHORT, WAIVED, MET):
        if status in statuses:
            least = least_far([one for one in found if one.status == status])
            return Verdict(status, united(found), *least)
    return Verdict(NOT_APPLICABLE)


def least_far(found: list[Verdict]) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
    """Have, need and worst key of the one that has come least far; not settled where two are equal, or one is
    not."""
    if len(found) == 1:
        return found[0].have, found[0].need, found[0].worst
    ratios = [one.worst for one in found]
    settled = [one for one in ratios if one is not None]
    if found[0].status != SHORT or len(settled) < len(ratios) or ratios.count(min(settled)) > 1:
        return None, None, None
    least = min(found, key=lambda one: one.worst or 0)
    return least.have, least.need, least.worst


def any_of(reading: Reading, stage: Values, requirement: Values, day: date) -> Verdict:
    """Met if one is, else waived if one is, else short with the progress of the nearest."""
    found = children(reading, stage, requirement, day)
    if not found:
        return Verdict(NOT_APPLICABLE)
    for status in (MET, WAIVED):
        if any(one.status == status for one in found):
            return Verdict(status, united(one for one in found if one.status == status))
    return nearest(found)


def nearest(found: list[Verdict]) -> Verdict:
    """The nearest (greatest have/need of its worst key); not settled where a ratio is not, or two are
    equal."""
    if len(found) == 1:
        return found[0]
    ratios = [one.worst for one in found]
    if None in ratios or ratios.count(max(ratios, key=lambda one: one or 0)) > 1:
        return Verdict(SHORT, None)
    return max(found, key=lambda one: one.worst or 0)


# The standing


def read(society: Society, member: str, on: date) -> Reading | None:
    """The member's case as it is known on the day asked; None without a policy."""
    then = known(society, on)
    name = policy_of(then, member, on)
    if name is None:
        return None
    return Reading(then, member, pathway_begin(then, member, on), then["policies"][name])


def outcomes(
    society: Society, member: str, on: date, *, lapses: bool = True, horizon_days: int | None = None
) -> Values:
    """The standing of a member on a day. `lapses=False` leaves every `lapses_on` None; `horizon_days` looks
    only so far."""
    reading = read(society, member, on)
    if reading is None:
        return {"policy": None, "begin": pathway_begin(known(society, on), member, on), "stages": []}
    ahead = look_ahead(on, horizon_days) if lapses else on
    stages = [
        {
            "id": stage["id"],
            "status": MET if stage_met(reading, stage, on) else SHORT,
            "first_met": first_met(reading, stage["id"], on),
            "requirements": [outcome(reading, stage, one, on, ahead) for one in stage.get("requires", [])],
        }
        for stage in reading.policy["stages"]
    ]
    return {"policy": policy_of(reading.society, member, on), "begin": reading.begin, "stages": stages}


def look_ahead(on: date, horizon_days: int | None) -> date:
    """Within ten years, or sooner where the asker does not want to wait so long."""
    furthest = plus_months(on, LONGEST_LOOK_AHEAD)
    return furthest if horizon_days is None else min(furthest, on + ONE_DAY * horizon_days)


def outcome(reading: Reading, stage: Values, requirement: Values, on: date, ahead: date) -> Values:
    """What is said of one requirement, and below `children` of those inside it."""
    found = verdict(reading, stage, requirement, on)
    return {
        "id": f"{stage['id']}/{requirement['id']}",
        "status": found.status,
        "have": found.have,
        "need": found.need,
        "met_on": met_on(reading, stage, requirement, on),
        "lapses_on": lapses_on(reading, stage, requirement, on, ahead),
        "counted": None if found.counted is None else [name for _, name in found.counted],
        "children": [outcome(reading, stage, one, on, ahead) for one in requirement.get("requires", [])],
    }


def earliest_day(reading: Reading) -> date | None:
    """The earliest record or membership day: before it there is nothing to be met by."""
    dates = [dated(folder, values) for folder in DATED for values in reading.society.get(folder, {}).values()]
    first = first_membership_day(reading.society["members"].get(reading.member, {}))
    return min(dates + ([first] if first else []), default=None)


def met_on(reading: Reading, stage: Values, requirement: Values, on: date) -> date | None:
    """The earliest day from which it has been met without a break up to the day asked."""
    earliest = earliest_day(reading)
    found, day = None, on
    while earliest is not None and day >= earliest:
        if verdict(reading, stage, requirement, day).status != MET:
            break
        found = day
        day -= ONE_DAY
    return found


def lapses_on(reading: Reading, stage: Values, requirement: Values, on: date, ahead: date) -> date | None:
    """The first later day, within ten years, on which it is no longer met if nothing more is recorded."""
    if verdict(reading, stage, requirement, on).status != MET:
        return None
    for day in days(on + ONE_DAY, ahead):
        if verdict(reading, stage, requirement, day).status != MET:
            return day
    return None
