"""Small societies drawn at random, so dense that requirements become met, lapse, are waived, do not apply.

`societies()` draws plain data as `tests.pathway.oracle` reads it, `questions()` adds a member and a day to
ask on, `as_files()` writes the same society as the files of a `records/` folder.
"""

from __future__ import annotations

import calendar
import json
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st

Values = dict[str, Any]
Society = dict[str, dict[str, Values]]
Question = tuple[Society, str, date]
T = TypeVar("T")

FOLDERS = (
    "policies",
    "members",
    "groups",
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
PEOPLE = ("ada", "lea", "sue", "ben", "cyd")  # ada is on the way, lea leads, sue supervises
GROUPS = ("tuesday", "friday", "large")
LETTERS = {
    "sessions": "s",
    "events": "e",
    "supervisions": "v",
    "reflections": "r",
    "assessments": "a",
    "endorsements": "n",
    "references": "f",
    "attestations": "t",
    "applications": "p",
    "decisions": "d",
}
MOST = {"sessions": 20, "events": 3, "reflections": 7}  # so many of a kind, else six
CREDENTIALS = ("leader", "supervisor")
WORDS = ("own-therapy", "fee", "ethics")
MODES = ("in-person", "online", "hybrid")
SETTINGS = ("hospital", "practice")
SEEDS = st.integers(0, 2**48 - 1)
FIRST_DAY = date(2023, 12, 1)
SPAN_IN_DAYS = 540
LEAP_DAY = date(2024, 2, 29)
MONTH_ENDS = (
    date(2023, 12, 31),
    date(2024, 1, 31),
    LEAP_DAY,
    date(2024, 3, 31),
    date(2024, 4, 30),
    date(2024, 5, 31),
    date(2024, 6, 30),
    date(2024, 8, 31),
    date(2024, 11, 30),
    date(2025, 2, 28),
)


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


class Hat:
    """Slips are drawn from it, all alike. (Drawn one by one by Hypothesis, most societies would be bare.)"""

    def __init__(self, seed: int) -> None:
        self.slips = Random(seed)
        self.days: list[date] = []

    def number(self, least: int, most: int) -> int:
        """A whole number between the two."""
        return self.slips.randint(least, most)

    def chance(self, percent: int) -> bool:
        """Yes, in so many of a hundred."""
        return self.number(0, 99) >= 100 - percent

    def one(self, options: Sequence[T]) -> T:
        """One of the options; an option that stands there twice comes twice as often."""
        return options[self.number(0, len(options) - 1)]

    def some(self, options: Sequence[T], least: int = 1, most: int = 2) -> list[T]:
        """A few of the options, each once."""
        left = list(options)
        times = range(min(self.number(least, most), len(left)))
        return [left.pop(self.number(0, len(left) - 1)) for _ in times]

    def day(self) -> date:
        """A day: a month's end, a free one, one that was used before, or months after such a one, give or
        take a day."""
        sort = self.number(0, 9)
        if sort <= 1 or not self.days:
            day = self.one((FIRST_DAY, *MONTH_ENDS))
        elif sort <= 4:
            day = FIRST_DAY + timedelta(days=self.number(0, SPAN_IN_DAYS))
        elif sort <= 6:
            day = self.one(self.days)
        else:
            day = months_later(self.one(self.days), self.number(1, 6)) + timedelta(days=self.number(-1, 1))
        self.days.append(day)
        return day


# The policy


def a_policy(
    hat: Hat, groups: Sequence[str], effective: date, credential: str, prefix: str = "need"
) -> Values:
    """One to three stages, the later ones often after the earlier."""
    policy: Values = {"title": "A pathway", "effective": effective, "credential": credential}
    if hat.chance(50):
        policy["valid"] = hat.number(1, 9)
    if hat.chance(30):
        policy["double-hour"] = hat.one((90, 60, 100))
    policy["leads"] = ["leader"]
    policy["supervises"] = ["supervisor", "leader"]
    stages: list[Values] = []
    for number in range(hat.number(1, 3)):
        earlier = [stage["id"] for stage in stages]
        stage: Values = {"id": f"stage-{number + 1}", "title": "A stage"}
        if earlier and hat.chance(65):
            stage["after"] = hat.some(earlier)
        letters = "abc"[: hat.one((1, 1, 1, 2, 2, 3))]
        stage["requires"] = [
            a_requirement(hat, f"{prefix}-{number + 1}{letter}", groups, earlier) for letter in letters
        ]
        kinds = [requirement["kind"] for requirement in stage["requires"]]
        if "writing" in kinds and "practice" not in kinds:  # or it would never begin
            begun = {"id": f"{prefix}-{number + 1}d", "title": "A requirement", "kind": "practice"}
            stage["requires"].append(begun | {"source": "placeholder"} | a_practice(hat, groups))
        stages.append(stage)
    policy["stages"] = stages
    return policy


def a_requirement(
    hat: Hat, name: str, groups: Sequence[str], earlier: Sequence[str], depth: int = 0
) -> Values:
    """A requirement of any kind; a combination may hold others, two deep."""
    kinds = ["practice"] * 6 + [
        "membership",
        "statement",
        "statement",
        "document",
        "attestation",
        "attestation",
        "writing",
        "writing",
    ]
    if depth < 2:
        kinds += ["any-of", "all-of", "all-of" if depth else "any-of"]
    requirement: Values = {
        "id": name,
        "title": "A requirement",
        "kind": hat.one(kinds),
        "source": "placeholder",
    }
    kind = requirement["kind"]
    if kind in ("any-of", "all-of"):
        requirement["requires"] = [
            a_requirement(hat, f"{name}-{letter}", groups, earlier, depth + 1)
            for letter in "xyz"[: hat.number(1, 3)]
        ]
    elif kind == "writing":
        requirement |= a_writing(hat, earlier)
    elif kind == "practice":
        requirement |= a_practice(hat, groups)
    else:
        requirement |= {
            "membership": a_membership,
            "statement": a_statement,
            "document": a_document,
            "attestation": an_attestation,
        }[kind](hat)
    if hat.chance(14):
        requirement["desirable"] = True
    if hat.chance(24):
        requirement["when"] = hat.one(
            (
                {"background": "analysis"},
                {"background": "training"},
                {"profession": "nurse"},
                {"background": ["training", "analysis"], "profession": "doctor"},
            )
        )
    return requirement


def a_membership(hat: Hat) -> Values:
    """Covered, for so long, unbroken."""
    asked: Values = {}
    if hat.chance(60):
        asked["months"] = hat.number(1, 6)
    if hat.chance(40):
        asked["unbroken"] = True
    return asked


def a_practice(hat: Hat, groups: Sequence[str]) -> Values:
    """Every key of the table, in small numbers."""
    of = hat.one(
        (["sessions"],) * 6
        + (["events"], ["supervisions"], ["sessions", "events"], ["sessions", "supervisions"])
    )
    asked: Values = {"of": of}
    roles = (
        ["supervisee", "supervisor"]
        if of == ["supervisions"]
        else ["attendee", "presenter", "co-leader", "leader"]
    )
    if hat.chance(50):
        asked["roles"] = [roles[0], *([] if hat.chance(60) else hat.some(roles[1:], 1, 2))]
    unit = a_unit(hat, of)
    if unit:
        asked["unit"] = unit
    lots = {"minutes": 90, "cases": 2, "hours": 2, "double-hours": 1}.get(unit, 1)
    asked |= a_measure(hat, lots)
    if hat.chance(15):
        asked["within"] = max(hat.number(1, 6), asked.get("span", 0))
    for key, percent, drawn in (("where", 10, a_where), ("share", 15, a_share)):
        if hat.chance(percent):
            asked[key] = drawn(hat, of, groups)
    if hat.chance(12):
        asked["with"] = a_company(hat, of)
    if hat.chance(9) or len(asked) == 1:
        asked["distinct"] = a_distinct(hat, of)
    return asked


def a_measure(hat: Hat, lots: int) -> Values:
    """How much, how long, how regularly."""
    asked: Values = {}
    shape = hat.number(0, 9)
    if shape <= 3 or hat.chance(25):
        asked["at-least"] = hat.number(1, 4) * lots
    if 3 <= shape <= 5:
        asked |= a_span(hat, lots, "at-least" in asked)
    elif shape in (6, 7):
        asked["each"] = {"months": hat.number(1, 3), "at-least": hat.one((1, 1, 2)) * lots}
    if (shape == 8 or hat.chance(8)) and "span" not in asked:
        asked["max-gap"] = hat.one((31, 30, 29, 45, 62, 92))
    return asked


def a_unit(hat: Hat, of: Sequence[str]) -> str | None:
    """What is summed; mostly the sessions."""
    if not hat.chance(35):
        return None
    if of == ["events"]:
        return hat.one(("sessions", "minutes", "hours", "days"))
    if of == ["supervisions"]:
        return hat.one(("minutes", "hours", "double-hours"))
    return hat.one(("cases", "minutes", "hours", "double-hours"))


def a_span(hat: Hat, lots: int, counts: bool) -> Values:
    """A span, with a floor or a greatest gap unless a number is asked anyway."""
    asked: Values = {"span": hat.number(1, 6)}
    sort = hat.number(0, 3)
    if sort in (0, 2) or (sort == 3 and not counts):
        asked["each"] = {
            "months": hat.number(1, min(3, asked["span"])),
            "at-least": hat.one((1, 1, 1, 2)) * lots,
        }
    if sort in (1, 2):
        asked["max-gap"] = hat.one((31, 30, 45, 62, 92))
    return asked


def a_where(hat: Hat, of: Sequence[str], groups: Sequence[str]) -> Values:
    """One or two filters that something of these kinds can pass."""
    filters: Values = {"modes": hat.some(MODES)}
    if "sessions" in of:
        filters |= {
            "kinds": hat.some(("ordinary", "workshop", "intensive")),
            "groups": hat.some(groups),
            "group-kinds": hat.some(("ongoing", "closed")),
            "settings": hat.some(SETTINGS),
        }
    if "events" in of:
        filters |= {"kinds": hat.some(("intensive", "workshop", "ordinary")), "assessed": hat.chance(70)}
    if "supervisions" in of:
        filters["recorded"] = hat.chance(50)
    return {key: filters[key] for key in hat.some(list(filters), 1, 2 if hat.chance(20) else 1)}


def a_company(hat: Hat, of: Sequence[str]) -> Values:
    """Somebody there, in a role, with a credential, or only one of the two."""
    roles = ["supervisor"] if of == ["supervisions"] else ["leader", "leader", "co-leader", "attendee"]
    asked: Values = {"role": hat.one(roles), "credential": hat.one(("leader", "leader", "supervisor"))}
    if hat.chance(20):
        asked["role"] = hat.some(["leader", "co-leader", "supervisor"], 2, 3)
    if hat.chance(20):
        asked["credential"] = list(CREDENTIALS)
    if hat.chance(20):
        del asked[hat.one(("role", "credential"))]
    return asked


def a_share(hat: Hat, of: Sequence[str], groups: Sequence[str]) -> Any:
    """A share of the roster's sessions, or of what is counted; now and then both."""
    part = hat.one(("1/2", "1/3", "2/3", "0.5", "25%", "10%", "1"))
    roster: Values = {"of": "roster", "at-least": part}
    among: Values = {"where": a_where(hat, of, groups), hat.one(("at-least", "at-least", "at-most")): part}
    return hat.one(([roster, among], roster, roster, among, among))


def a_distinct(hat: Hat, of: Sequence[str]) -> Values:
    """So many different groups, settings or people."""
    kinds = ["supervisors"] if of == ["supervisions"] else ["groups", "leaders", "settings", "co-leaders"]
    return {"of": hat.one(kinds), "at-least": hat.one((1, 1, 2, 2, 3))}


def a_writing(hat: Hat, earlier: Sequence[str]) -> Values:
    """Every so many months, with or without grace, during this stage or an earlier one."""
    asked: Values = {"of": [hat.one(("reflections", "reflections", "reports"))], "every": hat.number(1, 4)}
    if hat.chance(60):
        asked["grace"] = hat.one((0, 1, 14, 30, 45))
    if earlier and hat.chance(30):
        asked["during"] = hat.one(earlier)
    if hat.chance(40):
        asked["at-least"] = hat.number(1, 3)
    return asked


def a_statement(hat: Hat) -> Values:
    """Readiness, reports, observations or endorsements, by whom, how many, how recent."""
    of = hat.some(("readiness", "report", "observation", "endorsement"), 1, 2)
    asked: Values = {"of": of} | an_author(hat, 50, 25)
    if hat.chance(35):
        asked["at-least"] = hat.number(1, 2)
    if hat.chance(15):
        asked["distinct"] = {"of": hat.one(("authors", "sessions")), "at-least": hat.number(1, 2)}
    if hat.chance(10):
        asked["where"] = {"modes": hat.some(MODES, 1, 2)}
    if hat.chance(25):
        asked["within"] = hat.number(1, 6)
    return asked


def an_author(hat: Hat, role: int, credential: int) -> Values:
    """By whom, in so many of a hundred: in a role, with a credential, or both."""
    by: Values = {}
    if hat.chance(role):
        by["role"] = hat.one(("leader", "supervisor", ["leader", "supervisor"]))
    if hat.chance(credential):
        by["credential"] = hat.one(("leader", "supervisor", ["leader", "supervisor"]))
    return {"by": by} if by else {}


def a_document(hat: Hat) -> Values:
    """What the application cites."""
    words = ("form", "logbook", "statement-of-interest", "reference", "report", "endorsement")
    asked: Values = {"of": hat.some(words, 1, 2)} | an_author(hat, 30, 15)
    if hat.chance(35):
        asked["at-least"] = hat.number(1, 2)
    if hat.chance(35):
        asked["within"] = hat.number(1, 6)
    return asked


def an_attestation(hat: Hat) -> Values:
    """A word, so often, for so many hours, so recent, so long ago."""
    asked: Values = {"of": hat.one(WORDS)}
    if hat.chance(40):
        asked["at-least"] = hat.number(1, 2)
    if hat.chance(30):
        asked["hours"] = hat.one((10, 20, 30))
    if hat.chance(30):
        asked["within"] = hat.number(1, 6)
    if hat.chance(25):
        asked["since"] = hat.number(1, 3)
    return asked


# The people and the groups


def a_member(hat: Hat, name: str, policies: Sequence[str]) -> Values:
    """A person: when the pathway began, what is recorded about them."""
    member: Values = {"name": name.title()}
    if hat.chance(65):
        member["profession"] = hat.one(("nurse", "doctor"))
    if hat.chance(65):
        member["background"] = hat.some(("training", "analysis"))
    if hat.chance(75 if name == "ada" else 45):
        member["membership"] = some_periods(hat)
    if hat.chance(25):
        member["pathway-from"] = hat.one((FIRST_DAY, date(2024, 1, 31), LEAP_DAY, date(2024, 4, 1)))
    if hat.chance(12):
        member["also-known-as"] = [f"{name.title()[:2]}da"]
    if hat.chance(12):
        member["policy"] = hat.one(policies)
    return member


def some_periods(hat: Hat) -> list[Values]:
    """One period that lasts, one that ended, or two with a few days or none between them."""
    starts = hat.one((FIRST_DAY, date(2024, 1, 31), LEAP_DAY, date(2024, 3, 15)))
    if hat.chance(60):
        return [{"from": starts}]
    ends = months_later(starts, hat.number(1, 9)) + timedelta(days=hat.number(-1, 1))
    first: Values = {"from": starts, "to": ends}
    if hat.chance(40):
        return [first]
    return [first, {"from": ends + timedelta(days=hat.one((1, 2, 20)))}]


def a_group(hat: Hat, name: str, people: Sequence[str]) -> Values:
    """A group, with what the practice table asks of groups."""
    group: Values = {"name": name.title(), "leaders": ["lea"]}
    if hat.chance(60):
        group["kind"] = hat.one(("ongoing", "closed"))
    if hat.chance(65):
        group["mode"] = hat.one(MODES)
    if hat.chance(65):
        group["minutes"] = hat.one((90, 60, 120))
    if hat.chance(65):
        group["setting"] = hat.one(SETTINGS)
    if hat.chance(65):
        group["roster"] = [a_place(hat, person) for person in ("ada", *hat.some(people[1:], 0, 1))]
    return group


def a_place(hat: Hat, person: str) -> Values:
    """A line of the roster."""
    place: Values = {"member": person, "from": hat.one((FIRST_DAY, date(2024, 1, 31), date(2024, 3, 1)))}
    if hat.chance(35):
        place["to"] = months_later(place["from"], hat.number(1, 9))
    return place


# What they did


def some_sessions(hat: Hat, groups: Sequence[str], people: Sequence[str]) -> list[Values]:
    """A series or two of about a month's step, and loose ones."""
    sessions = []
    for _ in range(hat.number(0, 2)):
        start, step = hat.day(), hat.one((1, 1, 1, 2))
        model = a_session(hat, groups, people, start)
        for number in range(hat.number(3, 8)):
            late = timedelta(days=hat.one((0, 0, 0, 0, -1, 1)))
            sessions.append(model | {"date": months_later(start, number * step) + late})
        hat.days += [session["date"] for session in sessions[-2:]]
    loose = [a_session(hat, groups, people, hat.day()) for _ in range(hat.number(0, 8))]
    return (sessions + loose)[:18]


def a_session(hat: Hat, groups: Sequence[str], people: Sequence[str], day: date) -> Values:
    """A session: mostly held, led by lea, with ada in some role."""
    session: Values = {"date": day, "group": hat.one(groups)}
    session["leaders"] = [hat.one(("lea", "lea", "lea", "sue", "ada"))]
    session["attendees"] = ["ada"] if hat.chance(75) else hat.some(people, 0, 3)
    if hat.chance(30):
        session["co-leaders"] = [hat.one(("ada", *people))]
    if hat.chance(30):
        session["presenter"] = hat.one(("ada", *people))
    if hat.chance(12):
        session["observers"] = [hat.one(people)]
    if hat.chance(12):
        session["status"] = hat.one(("held", "cancelled", "planned"))
    if hat.chance(25):
        session["start"], session["end"] = "18:00", hat.one(("19:30", "19:00", "20:15", "17:00"))
    if hat.chance(20):
        session["minutes"] = hat.one((90, 45, 100))
    if hat.chance(25):
        session["mode"] = hat.one(MODES)
    if hat.chance(20):
        session["kind"] = hat.one(("ordinary", "workshop", "large-group"))
    if hat.chance(60):
        session["cases"] = hat.number(0, 3)
    return session


def an_event(hat: Hat, people: Sequence[str]) -> Values:
    """An event of one day or some."""
    day = hat.day()
    period: Values = {"from": day - timedelta(days=hat.number(0, 3)), "to": day}
    if hat.chance(20):
        period = {"from": day}
    event: Values = {
        "name": "An event",
        "kind": hat.one(("intensive", "workshop", "weekend")),
        "period": period,
    }
    event["leaders"] = [hat.one(("lea", "lea", "sue", "ada"))]
    event["attendees"] = ["ada"] if hat.chance(70) else hat.some(people, 0, 2)
    if hat.chance(40):
        event["assessed"] = [hat.one(("ada", *people))]
    for key, options in (
        ("days", (1, 2, 4)),
        ("sessions", (1, 2, 8)),
        ("minutes", (90, 360)),
        ("mode", MODES),
    ):
        if hat.chance(60):
            event[key] = hat.one(options)
    if hat.chance(10):
        event["status"] = hat.one(("held", "cancelled"))
    return event


def a_supervision(hat: Hat, people: Sequence[str]) -> Values:
    """A supervision, mostly of ada by sue."""
    supervision: Values = {"date": hat.day(), "supervisor": hat.one(("sue", "sue", "lea", "ada"))}
    others = [person for person in ("ada", *people) if person != supervision["supervisor"]]
    supervision["supervisees"] = [hat.one(others)]
    for key, options in (("minutes", (60, 90)), ("mode", MODES), ("recorded", (True, False))):
        if hat.chance(50):
            supervision[key] = hat.one(options)
    return supervision


# What they wrote, and what was written about them


def a_reflection(hat: Hat) -> Values:
    """A reflection, mostly ada's."""
    return {
        "member": hat.one(("ada",) * 5 + ("lea",)),
        "written": hat.day(),
        "_body": "What stayed with me.\n",
    }


def observed_there(hat: Hat, sessions: Sequence[str], events: Sequence[str]) -> Values:
    """The session or the event that somebody observed."""
    places = [("session", name) for name in sessions[:3]] + [("event", name) for name in events]
    return dict([hat.one(places)]) if places else {}


def an_assessment(hat: Hat, sessions: Sequence[str], events: Sequence[str]) -> Values:
    """A readiness, report or observation; mostly positive."""
    by = hat.one(("sue", "sue", "lea", "lea", "ada"))
    assessment: Values = {
        "kind": hat.one(("readiness", "report", "report", "observation")),
        "member": hat.one(("ada", "ada", "ada", "ada", "ada", "lea")),
        "by": by,
        "date": hat.day(),
        "verdict": hat.one(("ready", "ready", "ready", "not-yet")),
    }
    if hat.chance(80) if assessment["kind"] == "observation" else hat.chance(10):
        assessment |= observed_there(hat, sessions, events)
    if hat.chance(40):
        assessment["mode"] = hat.one(MODES)
    return assessment


def a_report(hat: Hat) -> Values:
    """A report, mostly by sue and positive."""
    by, verdict = (
        hat.one(("sue", "sue", "sue", "lea", "ada")),
        hat.one(("ready", "ready", "ready", "not-yet")),
    )
    return {"kind": "report", "by": by, "date": hat.day(), "verdict": verdict}


def an_endorsement(hat: Hat) -> Values:
    """An endorsement, now and then a refusal of one."""
    endorsement: Values = {"member": "ada", "by": hat.one(("sue", "lea", "ada")), "date": hat.day()}
    if hat.chance(45):
        endorsement["verdict"] = hat.one(("endorsed", "not-yet"))
    return endorsement


def a_reference(hat: Hat) -> Values:
    """A letter about somebody."""
    written = hat.day()
    reference: Values = {
        "member": hat.one(("ada", "ada", "ada", "lea")),
        "referee": hat.one((*("Prof. R. Raza",) * 3, "sue", "sue", "lea", "ada", "Dr. ADA", "Adda", "Lea")),
        "written": written,
    }
    if hat.chance(30):
        reference["received"] = written + timedelta(days=hat.number(0, 9))
    return reference


def an_attestation_record(hat: Hat) -> Values:
    """That a thing is so."""
    attestation: Values = {
        "kind": hat.one(WORDS),
        "member": hat.one(("ada",) * 5 + ("lea",)),
        "date": hat.day(),
    }
    if hat.chance(60):
        attestation["hours"] = hat.one((10, 20, 40))
    return attestation


def an_application(hat: Hat, society: Society) -> Values:
    """An application that cites what there is."""
    application: Values = {
        "member": "ada",
        "date": hat.day(),
        "credential": hat.one(("leader",) * 5 + ("supervisor",)),
    }
    if hat.chance(70):
        application["documents"] = hat.some(("form", "logbook", "form"), 2, 3)
    if society["endorsements"] and hat.chance(70):
        application["endorsement"] = hat.one(list(society["endorsements"]))
    if society["references"] and hat.chance(80):
        application["references"] = hat.some(list(society["references"]), 1, 3)
    if society["assessments"] and hat.chance(70):
        application["reports"] = hat.some(list(society["assessments"]), 1, 3)
    if hat.chance(25):
        application["status"] = hat.one(("submitted", "draft", "withdrawn"))
    if hat.chance(60):
        application["_body"] = hat.one(("I wish to lead.\n", "\n"))
    return application


# What somebody on the way would do on purpose


def suited(hat: Hat, society: Society, requirement: Values, named: dict[str, list[Values]]) -> None:
    """Adds records that could serve a requirement; chance alone would rarely do so."""
    kind = requirement["kind"]
    if kind == "practice":
        suited_practice(hat, list(society["groups"]), requirement, named)
    elif kind == "writing":
        suited_writing(hat, requirement, named)
    elif kind == "statement":
        suited_statements(hat, requirement, named)
    elif kind == "attestation":
        for _ in range(hat.number(1, requirement.get("at-least", 1))):
            record = {"kind": requirement["of"], "member": "ada", "date": hat.day()}
            named["attestations"].append(record | ({"hours": 20} if "hours" in requirement else {}))
    elif kind == "document":
        suited_papers(hat, requirement, named)


def suited_papers(hat: Hat, asked: Values, named: dict[str, list[Values]]) -> None:
    """Papers of the kinds asked, now and then followed by a word against them."""
    for word, folder, drawn in (
        ("reference", "references", a_reference),
        ("report", "assessments", a_report),
        ("endorsement", "endorsements", an_endorsement),
    ):
        if word in asked["of"]:
            named[folder] += [drawn(hat) | {"member": "ada"} for _ in range(hat.number(1, 2))]
    if "supervisor" in asked.get("by", {}).get("role", ()):
        named["supervisions"].append({"date": hat.day(), "supervisor": "sue", "supervisees": ["ada"]})


def suited_practice(hat: Hat, groups: Sequence[str], asked: Values, named: dict[str, list[Values]]) -> None:
    """A series of activities in the role asked, about as far apart as asked."""
    folder = hat.one(asked["of"])
    step, lots = asked.get("each", {}).get("months", 1), hat.number(2, 6) if folder == "sessions" else 2
    day = hat.day() if hat.chance(30) else hat.one((FIRST_DAY, *MONTH_ENDS[:5]))
    role = hat.one(asked.get("roles", ["attendee", "supervisee"]))
    model = {
        "sessions": lambda: led_session(hat, groups, asked, role),
        "events": lambda: an_event(hat, ["lea"]) | {"attendees": ["ada"], "days": 2, "minutes": 360},
        "supervisions": lambda: {
            "supervisor": "ada" if role == "supervisor" else "sue",
            "supervisees": ["lea" if role == "supervisor" else "ada"],
            "minutes": 90,
        },
    }[folder]()
    for number in range(lots):
        when = months_later(day, number * step) + timedelta(days=hat.one((0, 0, 0, 0, 0, -1, 1)))
        place = {"period": {"from": when}} if folder == "events" else {"date": when}
        named[folder].append(model | place)
    hat.days += [day, when]


def led_session(hat: Hat, groups: Sequence[str], asked: Values, role: str) -> Values:
    """A session in which ada has the role, with all that a unit may ask for."""
    session: Values = {
        "group": hat.one(asked.get("where", {}).get("groups", groups)),
        "cases": 2,
        "minutes": 90,
    }
    session["leaders"] = ["ada" if role == "leader" else "lea"]
    session["attendees"] = ["ada", "sue"] if role == "attendee" else ["sue"]
    if role == "co-leader":
        session["co-leaders"] = ["ada"]
    if role == "presenter":
        session["presenter"] = "ada"
    return session


def suited_writing(hat: Hat, asked: Values, named: dict[str, list[Values]]) -> None:
    """Documents on the due days, a day beside them, on the last day of grace and the day after that."""
    begin = hat.one(hat.days or [FIRST_DAY])
    for number in range(1, hat.number(2, 5)):
        late = hat.one((0, 0, -1, 1, asked.get("grace", 0), asked.get("grace", 0) + 1))
        written = months_later(begin, number * asked["every"]) + timedelta(days=late)
        if asked["of"] == ["reflections"]:
            named["reflections"].append({"member": "ada", "written": written})
        else:
            report = {"kind": "report", "member": "ada", "by": "sue", "date": written, "verdict": "ready"}
            named["assessments"].append(report)
            named["supervisions"].append({"date": begin, "supervisor": "sue", "supervisees": ["ada"]})


def suited_statements(hat: Hat, asked: Values, named: dict[str, list[Values]]) -> None:
    """Statements of the kinds asked, by those who lead or supervise."""
    for author in hat.some(("lea", "sue"), 1, 2):
        kind = hat.one(asked["of"])
        said: Values = {"member": "ada", "by": author, "date": hat.day()}
        if kind == "endorsement":
            named["endorsements"].append(said)
        else:
            mode = hat.one(asked.get("where", {}).get("modes", MODES))
            named["assessments"].append({"kind": kind} | said | {"verdict": "ready", "mode": mode})
    if hat.chance(50):
        named["supervisions"].append({"date": hat.day(), "supervisor": "sue", "supervisees": ["ada"]})


# What was decided


def requirements_of(society: Society) -> list[tuple[str, Values]]:
    """Every requirement at every depth, with the name a decision gives it, the early stages more often."""
    found = []
    for policy in society["policies"].values():
        for stage in policy["stages"]:
            nested = [child for one in stage["requires"] for child in one.get("requires", [])]
            found += [(f"{stage['id']}/{one['id']}", one) for one in [*stage["requires"], *nested]]
    return found


def a_decision(hat: Hat, society: Society, people: Sequence[str]) -> Values:
    """A decision of any kind, taken by the committee."""
    sort = hat.number(0, 99)
    if sort < 22:
        return a_credential_decision(hat, society, people)
    if sort < 36:
        decision = minuted(hat, "leave", hat.one(("ada", "ada", "ada", "lea")), {"period": a_leave(hat)})
        return a_stray_key(hat, decision) if hat.chance(10) else decision
    if sort < 88:
        return a_requirement_decision(hat, *hat.one(requirements_of(society)))
    if sort < 95:
        binding = [named for named, requirement in requirements_of(society) if requirement.get("desirable")]
        if binding:
            return minuted(hat, "require", "ada", {"requirement": hat.one(binding)})
    return minuted(hat, hat.one(("refuse", "defer")), "ada", {})


def minuted(hat: Hat, kind: str, member: str, values: Values) -> Values:
    """The frame of a decision."""
    return {
        "kind": kind,
        "member": member,
        "date": hat.day(),
        "by": "committee",
        "reason": "decided so",
    } | values


def a_leave(hat: Hat) -> Values:
    """A leave, open or closed; its decision may be dated before, within or after it."""
    starts = hat.day()
    if hat.chance(25):
        return {"from": starts}
    return {"from": starts, "to": starts + timedelta(days=hat.one((0, 1, 14, 29, 30, 31, 60)))}


def a_credential_decision(hat: Hat, society: Society, people: Sequence[str]) -> Values:
    """Given, renewed, lapsed, suspended, revoked, with and without an end."""
    kind = hat.one(
        ("grant", "grant", "grant", "recognise", "recognise", "renew", "suspend", "lapse", "revoke")
    )
    person = hat.one(("lea", "lea", "lea", "sue", "sue", *people))
    values: Values = {"credential": "supervisor" if person == "sue" and hat.chance(50) else "leader"}
    if kind != "recognise" and hat.chance(12):
        del values["credential"]  # then it is that of the application, else that of the person's policy
        if society["applications"] and hat.chance(50):
            values["application"] = hat.one(list(society["applications"]))
    decision = minuted(hat, kind, person, values)
    if kind in ("grant", "renew") and hat.chance(25):
        decision["policy"] = hat.one(list(society["policies"]))
    if hat.chance(35):
        decision["until"] = months_later(decision["date"], hat.number(1, 6))
    if kind in ("grant", "recognise") and hat.chance(50):
        decision["date"] = hat.one((FIRST_DAY, date(2023, 6, 30), date(2024, 1, 31)))
    return a_stray_key(hat, decision) if hat.chance(5) else decision


def a_requirement_decision(hat: Hat, named: str, requirement: Values) -> Values:
    """A waiver of the whole or of one due day or period, or a recognition of the whole, of an amount or of months."""
    decision = minuted(hat, hat.one(("waive", "waive", "waive", "recognise")), "ada", {"requirement": named})
    periodical = requirement["kind"] == "writing" or "each" in requirement
    if decision["kind"] == "waive" and periodical and hat.chance(60):
        decision["due"] = hat.number(1, 3)
    adds_up = requirement["kind"] == "practice" and "at-least" in requirement
    if decision["kind"] == "recognise" and adds_up and hat.chance(80):
        decision["amount"] = hat.number(1, 3)
    if decision["kind"] == "recognise" and "span" in requirement and hat.chance(70):
        decision["months"] = hat.number(1, requirement["span"] + 1)
    elif decision["kind"] == "recognise" and hat.chance(5):
        decision["months"] = 1  # which does nothing, and does not recognise the whole
    if hat.chance(50):
        decision["date"] = hat.one((FIRST_DAY, *MONTH_ENDS[:6]))
    if hat.chance(25):
        decision["until"] = months_later(decision["date"], hat.number(1, 4)) + timedelta(
            days=hat.number(-1, 1)
        )
    return a_stray_key(hat, decision) if hat.chance(10) else decision


def a_stray_key(hat: Hat, decision: Values) -> Values:
    """The decision with a key that mostly does not fit it, and so narrows it."""
    ends = months_later(decision["date"], hat.number(0, 3))
    strays = {
        "due": 1,
        "amount": 1,
        "months": 1,
        "until": ends,
        "period": {"from": decision["date"], "to": ends},
    }
    key = hat.one(list(strays))
    return {key: strays[key]} | decision


# The whole


def numbered(letter: str, found: Sequence[Values]) -> dict[str, Values]:
    """Ids for records."""
    return {f"{letter}-{number:02}": values for number, values in enumerate(found, 1)}


def what_happened(hat: Hat, society: Society, groups: Sequence[str], people: Sequence[str]) -> Society:
    """What was done and written: some of it on purpose, some of it by chance, at most so many of a kind."""
    named: dict[str, list[Values]] = {folder: [] for folder in FOLDERS[3:]}
    for _, requirement in requirements_of(society):
        if hat.chance(70):
            suited(hat, society, requirement, named)
    named["sessions"] += some_sessions(hat, groups, people)
    named["events"] += [an_event(hat, people) for _ in range(hat.number(0, 2))]
    named["supervisions"] += [a_supervision(hat, people) for _ in range(hat.number(0, 2))]
    named["reflections"] += [a_reflection(hat) for _ in range(hat.number(0, 2))]
    named["attestations"] += [an_attestation_record(hat) for _ in range(hat.number(0, 2))]
    named["endorsements"] += [an_endorsement(hat) for _ in range(hat.number(0, 1))]
    named["references"] += [a_reference(hat) for _ in range(hat.number(0, 2))]
    letters = list(numbered(LETTERS["references"], named["references"][: MOST.get("references", 6)]))
    for one in named["references"]:
        if letters and hat.chance(30):
            one["replaces"] = hat.one(letters)
    ids = list(numbered("s", named["sessions"][: MOST["sessions"]]))
    events = list(numbered("e", named["events"][: MOST["events"]]))
    for one in named["assessments"]:
        if one["kind"] == "observation" and hat.chance(70):
            one |= observed_there(hat, ids, events)
    named["assessments"] += [an_assessment(hat, ids, events) for _ in range(hat.number(0, 2))]
    return {
        folder: numbered(LETTERS[folder], found[: MOST.get(folder, 6)]) for folder, found in named.items()
    }


def a_society(hat: Hat) -> Society:
    """The people, the groups, the policies, what happened, and what was decided."""
    people = PEOPLE[: hat.number(3, 5)]
    groups = GROUPS[: hat.number(1, 3)]
    society: Society = {folder: {} for folder in FOLDERS}
    society["policies"]["first"] = a_policy(hat, groups, date(2023, 6, 1), "leader")
    if hat.chance(30):
        effective = hat.one((LEAP_DAY, date(2024, 1, 31), date(2023, 6, 1)))
        credential = hat.one(("leader", "leader", "supervisor"))
        society["policies"]["second"] = a_policy(hat, groups, effective, credential, "rule")
    society["members"] = {name: a_member(hat, name, list(society["policies"])) for name in people}
    society["groups"] = {name: a_group(hat, name, people) for name in groups}
    society |= what_happened(hat, society, groups, people)
    society["applications"] = numbered(
        "p", [an_application(hat, society) for _ in range(hat.one((1, 1, 2, 0)))]
    )
    decisions = [a_decision(hat, society, people) for _ in range(hat.number(0, 8))]
    if hat.chance(60):  # somebody must hold something, or `with` and `by` would never pass
        decisions += [
            minuted(hat, "recognise", person, {"credential": credential, "date": FIRST_DAY})
            for person, credential in (("lea", "leader"), ("sue", "supervisor"))
        ]
    society["decisions"] = numbered("d", decisions)
    return society


def a_question(hat: Hat) -> Question:
    """A society, a member and a day: late enough to see something, often just beside a day that matters."""
    society = a_society(hat)
    hat.days = days_in(society) or [FIRST_DAY]
    member = hat.one(("ada",) * 16 + tuple(society["members"]))
    late = hat.chance(45)
    day = FIRST_DAY + timedelta(days=SPAN_IN_DAYS - hat.number(0, 200)) if late else hat.day()
    return society, member, day


def societies() -> st.SearchStrategy[Society]:
    """Small societies in which much happens within a year and a half."""
    return SEEDS.map(lambda seed: a_society(Hat(seed)))


def questions() -> st.SearchStrategy[Question]:
    """Such societies, with somebody to ask about and a day to ask on."""
    return SEEDS.map(lambda seed: a_question(Hat(seed)))


def days_in(society: Society) -> list[date]:
    """The days on which something was done, written or decided."""
    found = [
        values.get("date") or values.get("written") or values["period"]["from"]
        for folder in FOLDERS[3:]
        for values in society[folder].values()
    ]
    return sorted(set(found))


# Less of it


def reduced(society: Society, fails: Callable[[Society], bool]) -> Society:
    """The society less all records and requirements without which it still fails: the reason is left."""
    left = {folder: dict(found) for folder, found in society.items()}
    for _ in range(2):  # what was cited at first may not be the second time
        for folder in reversed(FOLDERS[3:]):
            for name in sorted(set(left[folder]) - cited(left, folder)):
                without = left | {folder: {key: one for key, one in left[folder].items() if key != name}}
                left = without if fails(without) else left
    for named in sorted({named for named, _ in requirements_of(left)}):
        without = less(left, named)
        left = without if fails(without) else left
    return left


def cited(society: Society, folder: str) -> set[str]:
    """The records of a folder that others name, and that cannot be left out."""
    keys = {
        "sessions": ("assessments", "session"),
        "events": ("assessments", "event"),
        "assessments": ("applications", "reports"),
        "endorsements": ("applications", "endorsement"),
        "references": ("applications", "references"),
        "applications": ("decisions", "application"),
    }
    if folder not in keys:
        return set()
    citing, key = keys[folder]
    named = [values[key] for values in society[citing].values() if key in values]
    return {name for one in named for name in (one if isinstance(one, list) else [one])}


def less(society: Society, named: str) -> Society:
    """The society with policies that do not ask for a requirement, unless a decision is about it."""
    if any(decision.get("requirement") == named for decision in society["decisions"].values()):
        return society
    policies = {}
    for key, policy in society["policies"].items():
        stages = [
            stage | {"requires": [one for one in stage["requires"] if f"{stage['id']}/{one['id']}" != named]}
            for stage in policy["stages"]
        ]
        policies[key] = policy | {"stages": stages}
    bare = any(not stage["requires"] for policy in policies.values() for stage in policy["stages"])
    return society if bare else society | {"policies": policies}


# As files


def as_yaml(value: Any) -> str:
    """A value in YAML's flow style: days and counts bare, flags as yes and no, texts in double quotes."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {as_yaml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(as_yaml(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def as_record(values: Values) -> bytes:
    """One record: its values between two fences, then its body."""
    lines = [f"{key}: {as_yaml(value)}" for key, value in values.items() if key != "_body"]
    return "\n".join(["---", *lines, "---", values.get("_body", "")]).encode()


def as_files(society: Society) -> dict[str, bytes]:
    """The society as the files of a `records/` folder."""
    files = {
        "records/society.md": as_record(
            {"name": "A Balint society", "languages": ["en", "ur"], "time-zone": "Asia/Karachi"}
        )
    }
    for folder in FOLDERS:
        for name, values in society.get(folder, {}).items():
            files[f"records/{folder}/{name}.md"] = as_record(values)
    return files
