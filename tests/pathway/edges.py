"""Days on which a verdict turns, worked out by hand from the policy language: the day before, the day, the day after.

A row says: title, society, what is asked about (`stage/requirement`, or a stage), the day, the status; and where
it matters the day it has been met since (of a stage: its first-met day), have, and the day it lapses. Days
without a year are in 2024, which has a 29 February. `ada` is on the way, `lea` leads, `sue` supervises.
"""

# A row of the table is a line, however long.
# ruff: noqa: E501

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

Values = dict[str, Any]
Society = dict[str, dict[str, Values]]
Record = tuple[str, Values]
LIKE_KEYS = {"from_": "from", "with_": "with"}


class Edge(NamedTuple):
    """One row. None stands for what the row does not speak about."""

    title: str
    society: Society
    asked: str
    on: date
    status: str
    met_on: date | None = None
    have: Fraction | None = None
    lapses_on: date | None = None


# The words the table is written in


def day(text: str) -> date:
    """`02-29` is 2024-02-29."""
    return date.fromisoformat(text if len(text) > 5 else f"2024-{text}")


def keyed(values: Values) -> Values:
    """Keyword arguments as the keys of a record."""
    return {LIKE_KEYS.get(key, key.replace("_", "-")): one for key, one in values.items()}


def need(kind: str, name: str = "r", **keys: Any) -> Values:
    """A requirement."""
    return {"id": name, "title": name, "kind": kind, "source": "placeholder"} | keyed(keys)


def practice(name: str = "r", **keys: Any) -> Values:
    """A practice requirement, of sessions unless said otherwise."""
    return need("practice", name, **({"of": ["sessions"]} | keys))


def each(months: int, at_least: int = 1) -> Values:
    """So many in every so many months."""
    return {"months": months, "at-least": at_least}


def stage(name: str, *requires: Values, after: str = "") -> Values:
    """A stage, after others or not."""
    return {"id": name, "title": name, "requires": list(requires)} | (
        {"after": after.split()} if after else {}
    )


def period(text: str) -> Values:
    """`02-01..02-10`, or `02-01..` while it lasts."""
    first, last = text.split("..")
    return {"from": day(first)} | ({"to": day(last)} if last else {})


def place(role: str) -> Values:
    """Where ada stands in a session: one role, or several."""
    keys = {"leader": "leaders", "co-leader": "co-leaders", "attendee": "attendees", "observer": "observers"}
    several = role.split()
    listed = {keys[one]: ["ada"] for one in several if one in keys}
    return ({"leaders": ["lea"]} | listed) | ({"presenter": "ada"} if "presenter" in several else {})


def went(days: str, role: str = "attendee", **more: Any) -> list[Record]:
    """Sessions in which ada had a role."""
    return [
        ("sessions", {"date": day(one), "group": "tuesday"} | place(role) | keyed(more))
        for one in days.split()
    ]


def missed(days: str) -> list[Record]:
    """Sessions without ada."""
    return [
        ("sessions", {"date": day(one), "group": "tuesday", "leaders": ["lea"], "attendees": ["sue"]})
        for one in days.split()
    ]


def event(dates: str, **more: Any) -> list[Record]:
    """An event that ada attended."""
    values = {"name": "An event", "kind": "intensive", "period": period(dates), "attendees": ["ada"]}
    return [("events", values | keyed(more))]


def supervised(days: str) -> list[Record]:
    """Supervisions of ada by sue."""
    return [
        ("supervisions", {"date": day(one), "supervisor": "sue", "supervisees": ["ada"]})
        for one in days.split()
    ]


def wrote(days: str) -> list[Record]:
    """Reflections by ada."""
    return [("reflections", {"member": "ada", "written": day(one)}) for one in days.split()]


def said(
    when: str, by: str = "lea", verdict: str = "ready", kind: str = "readiness", **more: Any
) -> list[Record]:
    """An assessment of ada."""
    values = {"kind": kind, "member": "ada", "by": by, "date": day(when), "verdict": verdict}
    return [("assessments", values | keyed(more))]


def observed(when: str, **more: Any) -> list[Record]:
    """An observation of ada."""
    return said(when, kind="observation", **more)


def attested(when: str, kind: str = "fee", **more: Any) -> list[Record]:
    """An attestation about ada."""
    return [("attestations", {"kind": kind, "member": "ada", "date": day(when)} | keyed(more))]


def letter(written: str, referee: str = "Prof. R. Raza", **more: Any) -> list[Record]:
    """A reference about ada."""
    values: Values = {"member": "ada", "referee": referee, "written": day(written)}
    return [("references", values | keyed(more))]


def report(when: str, by: str = "sue", verdict: str = "ready") -> list[Record]:
    """A report about ada."""
    return said(when, by, verdict, "report")


def endorsed(when: str, by: str = "sue", verdict: str = "endorsed") -> list[Record]:
    """An endorsement of ada, or a refusal of one."""
    return [("endorsements", {"member": "ada", "by": by, "date": day(when), "verdict": verdict})]


def applied(when: str, **more: Any) -> list[Record]:
    """An application by ada."""
    return [("applications", {"member": "ada", "date": day(when), "credential": "leader"} | keyed(more))]


def decided(kind: str, when: str, member: str = "ada", **more: Any) -> list[Record]:
    """A decision of the committee."""
    values = {"kind": kind, "member": member, "date": day(when), "by": "committee", "reason": "decided so"}
    return [("decisions", values | keyed(more))]


def leave(dates: str, when: str = "01-01", **more: Any) -> list[Record]:
    """A leave of ada's, decided in good time or not."""
    return decided("leave", when, period=period(dates), **more)


def about_lea(kind: str, when: str, until: str = "") -> list[Record]:
    """A decision about lea's credential."""
    ends = {"until": day(until)} if until else {}
    return decided(kind, when, "lea", credential="leader", **ends)


def waive(when: str, asked: str = "s/r", **more: Any) -> list[Record]:
    """A waiver."""
    return decided("waive", when, requirement=asked, **more)


def recognise(when: str, asked: str = "s/r", **more: Any) -> list[Record]:
    """A recognition of a requirement, of an amount, or of months."""
    return decided("recognise", when, requirement=asked, **more)


def told(
    *found: list[Record] | Values,
    member: Values | None = None,
    group: Values | None = None,
    valid: int | None = None,
) -> Society:
    """A society: requirements (then all in stage `s`) or stages, and records."""
    asked = [one for one in found if isinstance(one, dict)]
    stages = asked if "requires" in asked[0] and "kind" not in asked[0] else [stage("s", *asked)]
    policy = {"title": "A pathway", "effective": day("2023-01-01"), "credential": "leader"}
    policy |= {"leads": ["leader"], "supervises": ["leader"], "stages": stages}
    society: Society = {"policies": {"first": policy | ({"valid": valid} if valid else {})}}
    society["members"] = {name: {"name": name.title()} for name in ("ada", "lea", "sue")}
    society["members"]["ada"] |= {"pathway-from": day("01-01")} | (member or {})
    society["groups"] = {"tuesday": {"name": "Tuesday", "minutes": 60} | (group or {})}
    for folder, values in (record for one in found if isinstance(one, list) for record in one):
        of_a_kind = society.setdefault(folder, {})
        of_a_kind[f"{folder[0]}-{len(of_a_kind) + 1:02}"] = values
    return society


def row(
    title: str,
    society: Society,
    on: str,
    status: str,
    met: str = "",
    *,
    asked: str = "s/r",
    have: Any = None,
    lapses: str = "",
) -> Edge:
    """A row of the table."""
    portion = None if have is None else Fraction(have)
    met_on, lapses_on = (day(one) if one else None for one in (met, lapses))
    return Edge(title, society, asked, day(on), status, met_on, portion, lapses_on)


# Societies that several rows ask about

MONTH_ENDS = told(practice(span=3, each=each(1)), went("01-31 02-29 03-31 04-30"))
LEAP_YEAR = practice(span=12, each=each(12))
FLOOR = practice(span=3, each=each(1))
NO_GAP = practice(span=3, max_gap=31)
RUN = practice(max_gap=30, at_least=3)
EVERY_MONTH = practice(each=each(1))
RECENT = practice(at_least=1, within=1)
ONCE = practice(at_least=1)
TWICE = practice(at_least=2)
LED = practice(at_least=1, with_={"role": "leader", "credential": "leader"})
MONTH = practice(span=1, each=each(1))
FOUND_READY = need("statement", of=["readiness"])
TWO_PLACES = need("statement", of=["observation"], at_least=2, distinct={"of": "sessions", "at-least": 2})
BY_LEADER = need("statement", of=["readiness"], by={"role": "leader"})
BY_SUPERVISOR = need("statement", of=["readiness"], by={"role": "supervisor"})
A_YEAR_IN = need("attestation", of="fee", since=12)
FEE = need("attestation", of="fee")
GAP_IN_MEMBERSHIP = {"membership": [period("01-01..01-31"), period("02-11..")]}
CO_LED = practice(roles=["co-leader"], at_least=1)
# Begins on 01-31; due on 02-29, 03-31 and 04-30; ends on 04-30.
MONTHLY = (practice("p", span=3, each=each(1)), went("01-31 02-29 03-31 04-30"))
DIARY = need("writing", of=["reflections"], every=1, grace=5)
# Begins on 01-31; due on 02-29 only; ends on 03-15.
TWO_MONTHS = (practice("p", at_least=2), went("01-31 03-15"))
STRICT_DIARY = need("writing", of=["reflections"], every=1)
# The same with the writing in a group, beside the practice that it accompanies or apart from it.
IN_ALL = need("all-of", "g", requires=[practice("p", span=3, each=each(1)), DIARY])
IN_ALL_DEEP = need(
    "all-of", "g", requires=[need("all-of", "h", requires=[DIARY]), practice("p", span=3, each=each(1))]
)
IN_ANY = need(
    "any-of",
    "g",
    requires=[
        need("all-of", "h", requires=[DIARY, practice("q", at_least=9)]),
        need("attestation", "y", of="fee"),
    ],
)
ALL_SERVED = (went("01-31 02-29 03-31 04-30"), wrote("02-29 03-31 04-30"))
REPORTS = need("writing", of=["reports"], every=1)
A_THEN_B = (stage("a", practice(roles=["attendee"], at_least=1)), stage("b", CO_LED, after="a"))
IN_PERSON = {"where": {"modes": ["in-person"]}, "at-least": "1/2"}
HALF_OF_FOUR = practice(at_least=4, share=IN_PERSON)
HALF_OF_ALL = practice(share=IN_PERSON)
ROSTER = {"roster": [{"member": "ada", "from": day("02-01")}]}
OF_THE_ROSTER = practice(share={"of": "roster", "at-least": "2/3"})
CITED = need("document", of=["reference"], within=1)
A_REPORT = need("document", of=["report"])
AN_ENDORSEMENT = need("document", of=["endorsement"])
A_LETTER = need("document", of=["reference"])
SUPERVISOR = {"by": {"role": "supervisor"}}
ACCREDITED = {"by": {"credential": "leader"}}
SENT = applied("06-30", reports=["a-01"])
KNOWN_AS = {"name": "Ada Khan", "also-known-as": ["A. Siddiqui"]}
EITHER = need("any-of", requires=[practice("x", at_least=2), need("attestation", "y", of="fee")])
BOTH = need("all-of", requires=[practice("x", at_least=1), need("attestation", "y", of="fee")])
NURSES = need("attestation", of="fee", when={"profession": "nurse"})
FADES = (stage("a", practice(roles=["attendee"], at_least=1, within=1)), stage("b", CO_LED, after="a"))
WISHED = need("attestation", "d", of="fee", desirable=True)
LATE_LEAVE = told(practice(at_least=1, within=2), went("01-10"), leave("02-01..02-10", "03-15"))

SPANS = [
    row("the day before a span is reached", MONTH_ENDS, "04-29", "not-met", have=2),
    row("the day a span is reached, month's end to month's end", MONTH_ENDS, "04-30", "met", "04-30"),
    row("the day after", MONTH_ENDS, "05-01", "met", "04-30"),
    row("an activity one day before the span's end", told(FLOOR, went("01-31 02-29 03-31 04-29")), "05-05", "not-met", have=2),
    row("29 February and twelve months: 27 February", told(LEAP_YEAR, went("02-29 2025-02-27")), "2025-03-01", "not-met", have=11),
    row("29 February and twelve months: 28 February", told(LEAP_YEAR, went("02-29 2025-02-28")), "2025-02-28", "met", "2025-02-28"),
    row("31 January and one month: 28 February", told(MONTH, went("01-31 02-28")), "03-10", "not-met", have=0),
    row("31 January and one month: 29 February", told(MONTH, went("01-31 02-29")), "03-10", "met", "02-29"),
    row("a period's first day is in it", told(FLOOR, went("01-01 02-01 03-01 04-01")), "04-01", "met", "04-01"),
    row("a day before the period leaves it empty", told(FLOOR, went("01-01 01-31 03-01 04-01")), "04-01", "not-met", have=2),
    row("the span begins anew after a hole", told(FLOOR, went("01-01 03-01 04-01 05-01 06-01")), "06-01", "met", "06-01"),
    row("a span with nothing counted", told(FLOOR), "06-01", "not-met", have=0),
    row("gaps of exactly the days allowed", told(NO_GAP, went("01-01 02-01 03-03 04-03")), "04-03", "met", "04-03"),
    row("the day before the last of them", told(NO_GAP, went("01-01 02-01 03-03 04-03")), "04-02", "not-met", have=2),
    row("a gap one day longer", told(NO_GAP, went("01-01 02-01 03-03 04-04")), "04-04", "not-met", have=2),
    row("a gap after the span is nobody's business", told(NO_GAP, went("01-01 02-01 03-03 04-03 08-01")), "08-01", "met", "04-03"),
    row("a run with gaps of exactly thirty days", told(RUN, went("01-01 01-31 03-01")), "03-01", "met", "03-01"),
    row("a run broken by a gap of thirty-one", told(RUN, went("01-01 01-31 03-02")), "03-02", "not-met"),
    row("a later run does", told(RUN, went("01-01 03-02 03-20 04-10")), "04-10", "met", "04-10"),
    row("a greatest gap alone, one activity", told(practice(max_gap=30), went("01-01")), "12-31", "met", "01-01"),
]  # fmt: skip

PERIODS = [
    row("no period has ended", told(EVERY_MONTH, went("01-15")), "02-14", "not-met"),
    row("the first period has ended", told(EVERY_MONTH, went("01-15")), "02-15", "met", "02-15", lapses="03-15"),
    row("the second has ended, empty", told(EVERY_MONTH, went("01-15")), "03-15", "not-met"),
    row("the second period's first day", told(EVERY_MONTH, went("01-15 02-15")), "03-15", "met", "02-15"),
    row("the third period's first day is not the second's", told(EVERY_MONTH, went("01-15 03-15")), "03-15", "not-met"),
    row("periods from the 31st: ended on 29 February", told(EVERY_MONTH, went("01-31")), "02-29", "met", "02-29"),
    row("periods from the 31st: not ended on the 28th", told(EVERY_MONTH, went("01-31")), "02-28", "not-met"),
]  # fmt: skip

WINDOWS = [
    row("a window's first day", told(RECENT, went("01-31")), "01-31", "met", "01-31", lapses="03-01"),
    row("a window's last day, clipped to 29 February", told(RECENT, went("01-31")), "02-29", "met", "01-31"),
    row("the day after a window", told(RECENT, went("01-31")), "03-01", "not-met", have=0),
    row("29 February within twelve months: 28 February", told(practice(at_least=1, within=12), went("02-29")), "2025-02-28", "met"),
    row("29 February within twelve months: 1 March", told(practice(at_least=1, within=12), went("02-29")), "2025-03-01", "not-met"),
    row("two, never within the same month", told(practice(at_least=2, within=1), went("01-31 03-01")), "03-01", "not-met", have=1),
    row("two, on the first and last day of a window", told(practice(at_least=2, within=1), went("01-31 02-29")), "02-29", "met", "02-29", lapses="03-01"),
    row("since: the day before", told(need("attestation", of="fee", since=1), attested("01-31")), "02-28", "not-met", have=0),
    row("since: the day", told(need("attestation", of="fee", since=1), attested("01-31")), "02-29", "met", "02-29"),
    row("since twelve months, from 29 February: the day before", told(A_YEAR_IN, attested("02-29")), "2025-02-27", "not-met"),
    row("since twelve months, from 29 February: the day", told(A_YEAR_IN, attested("02-29")), "2025-02-28", "met", "2025-02-28"),
    row("an attestation's last day", told(need("attestation", of="fee", within=1), attested("01-31")), "02-29", "met", "01-31", lapses="03-01"),
    row("an attestation a day too old", told(need("attestation", of="fee", within=1), attested("01-31")), "03-01", "not-met"),
    row("an hour missing", told(need("attestation", of="fee", hours=20), attested("01-31", hours=10), attested("02-01", hours=9)), "02-10", "not-met", have=19),
    row("leave does not stop an attestation's window", told(need("attestation", of="fee", within=1), attested("01-10"), leave("01-20..01-29")), "02-11", "not-met"),
    row("an event exists from its last day", told(ONCE | {"of": ["events"]}, event("02-28..03-01")), "02-29", "not-met"),
    row("an event on its last day, as eight sessions", told(practice(of=["events"], at_least=8), event("02-28..03-01", sessions=8)), "03-01", "met", "03-01"),
]  # fmt: skip

CREDENTIALS = [
    row("granted the day before the session", told(LED, went("06-01"), about_lea("grant", "05-31")), "06-10", "met", "06-01"),
    row("granted on the day of the session", told(LED, went("06-01"), about_lea("grant", "06-01")), "06-10", "met", "06-01"),
    row("granted the day after the session", told(LED, went("06-01"), about_lea("grant", "06-02")), "06-10", "not-met", have=0),
    row("until the day of the session", told(LED, went("06-01"), about_lea("grant", "01-01", "06-01")), "06-10", "met", "06-01"),
    row("until the day before", told(LED, went("06-01"), about_lea("grant", "01-01", "05-31")), "06-10", "not-met"),
    row("validity's last day, clipped to 29 February", told(LED, went("02-29"), about_lea("grant", "01-31"), valid=1), "06-10", "met", "02-29"),
    row("the day after validity", told(LED, went("03-01"), about_lea("grant", "01-31"), valid=1), "06-10", "not-met"),
    row("suspended until the day before", told(LED, went("06-01"), about_lea("grant", "01-01"), about_lea("suspend", "05-01", "05-31")), "06-10", "met", "06-01"),
    row("suspended until the day of the session", told(LED, went("06-01"), about_lea("grant", "01-01"), about_lea("suspend", "05-01", "06-01")), "06-10", "not-met"),
    row("suspended without an end", told(LED, went("06-01"), about_lea("grant", "01-01"), about_lea("suspend", "05-01")), "06-10", "not-met"),
    row("granted and suspended on one day", told(LED, went("06-01"), about_lea("suspend", "05-01"), about_lea("grant", "05-01")), "06-10", "not-met"),
    row("lapsed, then renewed", told(LED, went("06-01"), about_lea("grant", "01-01"), about_lea("lapse", "05-01"), about_lea("renew", "05-20")), "06-10", "met"),
    row("renewed while suspended", told(LED, went("06-01"), about_lea("suspend", "05-01", "12-31"), about_lea("renew", "05-20")), "06-10", "met"),
    row("revoked on the day of the session", told(LED, went("06-01"), about_lea("grant", "01-01"), about_lea("revoke", "06-01")), "06-10", "not-met"),
    row("revoked the day after", told(LED, went("06-01"), about_lea("grant", "01-01"), about_lea("revoke", "06-02")), "06-10", "met", "06-01"),
    row("one's own credential is not company", told(LED, went("06-01", "leader"), decided("grant", "01-01", credential="leader")), "06-10", "not-met"),
]  # fmt: skip

STATEMENTS = [
    row("found ready", told(FOUND_READY, said("03-01")), "03-01", "met", "03-01"),
    row("not yet, on the same day", told(FOUND_READY, said("03-01"), said("03-01", verdict="not-yet")), "03-01", "not-met", have=0),
    row("not yet the day before, then ready", told(FOUND_READY, said("02-29", verdict="not-yet"), said("03-01")), "03-01", "met", "03-01"),
    row("not yet the day after: the day before that", told(FOUND_READY, said("03-01"), said("03-02", verdict="not-yet")), "03-01", "met"),
    row("not yet the day after: that day", told(FOUND_READY, said("03-01"), said("03-02", verdict="not-yet")), "03-02", "not-met"),
    row("somebody else's not yet", told(FOUND_READY, said("03-01"), said("03-02", "sue", "not-yet")), "03-02", "met", "03-01"),
    row("a not yet of a kind not asked", told(FOUND_READY, said("03-01"), said("03-02", "lea", "not-yet", "report")), "03-02", "met"),
    row("by whoever led that day", told(BY_LEADER, said("03-01"), went("03-01")), "03-01", "met", "03-01"),
    row("by whoever led the day after only", told(BY_LEADER, said("03-01"), went("03-02")), "03-10", "not-met"),
    row("by whoever supervised that day", told(BY_SUPERVISOR, said("03-01", "sue"), supervised("03-01")), "03-01", "met"),
    row("by whoever supervised the day after only", told(BY_SUPERVISOR, said("03-01", "sue"), supervised("03-02")), "03-10", "not-met"),
    row("never by oneself", told(FOUND_READY, said("03-01", "ada")), "03-01", "not-met", have=0),
    row("a statement's last day", told(FOUND_READY | {"within": 1}, said("01-31")), "02-29", "met", lapses="03-01"),
    row("a statement a day too old", told(FOUND_READY | {"within": 1}, said("01-31")), "03-01", "not-met"),
    row("observed in two sessions", told(TWO_PLACES, observed("03-01", session="s-01"), observed("03-02", session="s-02"), went("02-01 02-02", "leader")), "03-02", "met", "03-02"),
    row("observed twice in one session", told(TWO_PLACES, observed("03-01", session="s-01"), observed("03-02", session="s-01"), went("02-01", "leader")), "03-02", "not-met", have=1),
    row("observed in a session and at an event", told(TWO_PLACES, observed("03-01", session="s-01"), observed("03-02", event="e-01"), went("02-01", "leader"), event("02-10..02-10")), "03-02", "met", "03-02"),
    row("observed twice at one event", told(TWO_PLACES, observed("03-01", event="e-01"), observed("03-02", event="e-01"), event("02-10..02-10")), "03-02", "not-met", have=1),
    row("observed nowhere that is recorded", told(TWO_PLACES, observed("03-01", event="e-01"), observed("03-02"), event("02-10..02-10")), "03-02", "not-met", have=1),
    row("two statements by one author", told(need("statement", of=["readiness"], at_least=2, distinct={"of": "authors", "at-least": 2}), said("03-01"), said("03-02")), "03-02", "not-met", have=1),
]  # fmt: skip

ROLES = [
    row("leader and attendee is leader", told(ONCE | {"roles": ["attendee"]}, went("02-01", "leader attendee")), "02-01", "not-met"),
    row("presenter and attendee is presenter", told(ONCE | {"roles": ["presenter"]}, went("02-01", "presenter attendee")), "02-01", "met"),
    row("the presenter counts among the attendees", told(ONCE | {"roles": ["attendee"]}, went("02-01", "presenter")), "02-01", "met"),
    row("co-leader and presenter is co-leader", told(ONCE | {"roles": ["presenter"]}, went("02-01", "co-leader presenter")), "02-01", "not-met"),
    row("attendee and observer is attendee", told(ONCE | {"roles": ["observer"]}, went("02-01", "attendee observer")), "02-01", "not-met"),
    row("two roles are one session", told(TWICE, went("02-01", "co-leader attendee")), "02-01", "not-met", have=1),
    row("no roles: an observer too", told(ONCE, went("02-01", "observer")), "02-01", "met"),
    row("a cancelled session", told(ONCE, went("02-01", status="cancelled")), "02-01", "not-met", have=0),
]  # fmt: skip

MEMBERSHIPS = [
    row("a month's membership: the day before", told(need("membership", months=1), member={"membership": [period("01-31..")]}), "02-28", "not-met"),
    row("a month's membership: the day", told(need("membership", months=1), member={"membership": [period("01-31..")]}), "02-29", "met", "02-29"),
    row("the last day of a membership", told(need("membership"), member={"membership": [period("01-31..02-29")]}), "02-29", "met", "01-31", lapses="03-01"),
    row("the day after a membership", told(need("membership"), member={"membership": [period("01-31..02-29")]}), "03-01", "not-met"),
    row("ten uncovered days taken out: the day before", told(need("membership", months=2), member=GAP_IN_MEMBERSHIP), "03-10", "not-met"),
    row("ten uncovered days taken out: the day", told(need("membership", months=2), member=GAP_IN_MEMBERSHIP), "03-11", "met", "03-11"),
    row("uncovered days break it", told(need("membership", unbroken=True), member=GAP_IN_MEMBERSHIP), "06-01", "not-met"),
    row("unbroken in the last month: the day before", told(need("membership", months=1, unbroken=True), member=GAP_IN_MEMBERSHIP), "03-10", "not-met"),
    row("unbroken in the last month: the day", told(need("membership", months=1, unbroken=True), member=GAP_IN_MEMBERSHIP), "03-11", "met", "03-11"),
    row("one period ends, the next begins the day after", told(need("membership", unbroken=True), member={"membership": [period("01-01..01-31"), period("02-01..")]}), "06-01", "met", "01-01"),
]  # fmt: skip

LEAVES = [
    row("a leave that begins on the last day: its moved end", told(RECENT, went("01-10"), leave("02-10..02-19")), "02-20", "met", "01-10", lapses="02-21"),
    row("a leave that begins on the last day: the day after", told(RECENT, went("01-10"), leave("02-10..02-19")), "02-21", "not-met"),
    row("a leave that begins the day before", told(RECENT, went("01-10"), leave("02-09..02-18")), "02-20", "met", "01-10", lapses="02-21"),
    row("a leave that ends on the last day", told(RECENT, went("01-10"), leave("02-01..02-10")), "02-20", "met", "01-10", lapses="02-21"),
    row("a leave that begins the day after is too late", told(RECENT, went("01-10"), leave("02-11..02-20")), "02-11", "not-met"),
    row("a leave before the activity", told(RECENT, went("01-10"), leave("01-01..01-09")), "02-11", "not-met"),
    row("an activity on a leave's last day", told(RECENT, went("01-10"), leave("01-01..01-10")), "01-15", "not-met", have=0),
    row("an activity the day after a leave", told(RECENT, went("01-10"), leave("01-01..01-09")), "02-10", "met", "01-10"),
    row("an open leave with an until ends with it", told(RECENT, went("01-10"), leave("02-01..", until=day("02-10"))), "02-20", "met", "01-10", lapses="02-21"),
    row("a leave with an until before its end", told(RECENT, went("01-10"), leave("02-01..03-31", until=day("02-10"))), "02-21", "not-met"),
    row("a leave within a leave counts once", told(RECENT, went("01-10"), leave("02-01..02-10"), leave("02-03..02-05")), "02-21", "not-met"),
    row("an open leave stops the clock", told(RECENT, went("01-10"), leave("02-05..")), "12-31", "met", "01-10"),
    row("an open leave from after the last day", told(RECENT, went("01-10"), leave("02-11..")), "02-11", "not-met"),
    row("a span moved by a leave on its last day: not yet", told(MONTH, went("01-10 02-10 02-19"), leave("02-10..02-19")), "02-19", "not-met", have=0),
    row("a span moved by a leave on its last day: reached", told(MONTH, went("01-10 02-20"), leave("02-10..02-19")), "02-20", "met", "02-20"),
    row("a leave decided later: the window has closed", LATE_LEAVE, "03-11", "not-met"),
    row("a leave decided later: the day before it is", LATE_LEAVE, "03-14", "not-met"),
    row("a leave decided later opens the window again", LATE_LEAVE, "03-15", "met", "03-15", lapses="03-21"),
    row("a leave decided later: the moved last day", LATE_LEAVE, "03-20", "met", "03-15"),
    row("an activity, and no leave known of yet", told(ONCE, went("02-05"), leave("02-01..02-10", "03-01")), "02-29", "met", "02-05"),
    row("an activity on a leave decided later", told(ONCE, went("02-05"), leave("02-01..02-10", "03-01")), "03-01", "not-met", have=0),
    row("a gap of forty days less ten", told(RUN | {"at-least": 2}, went("01-01 02-10"), leave("01-11..01-20")), "02-10", "met", "02-10"),
    row("a gap of forty days less nine", told(RUN | {"at-least": 2}, went("01-01 02-10"), leave("01-11..01-19")), "02-10", "not-met"),
    row("membership goes on during leave", told(need("membership", months=1), leave("01-10..01-29"), member={"membership": [period("01-01..")]}), "02-01", "met", "02-01"),
]  # fmt: skip

WRITINGS = [
    row("every due day served on the day", told(*MONTHLY, DIARY, wrote("02-29 03-31 04-30")), "04-30", "met", "04-30"),
    row("the day before it ends", told(*MONTHLY, DIARY, wrote("02-29 03-31 04-29")), "04-29", "not-met"),
    row("the last day of grace: the day before", told(*MONTHLY, DIARY, wrote("02-29 03-31 05-05")), "05-04", "not-met"),
    row("the last day of grace", told(*MONTHLY, DIARY, wrote("02-29 03-31 05-05")), "05-05", "met", "05-05"),
    row("a day after grace", told(*MONTHLY, DIARY, wrote("02-29 03-31 05-06")), "05-06", "not-met"),
    row("a document too late for the first serves the second", told(*MONTHLY, DIARY, wrote("03-06 03-31 04-30")), "04-30", "not-met"),
    row("two on one due day", told(*MONTHLY, DIARY, wrote("02-29 02-29 04-30")), "04-30", "not-met"),
    row("the day after a due day is in time for the next", told(*MONTHLY, DIARY, wrote("02-28 03-01 04-30")), "04-30", "met", "04-30"),
    row("two in the grace of the first serve two", told(*MONTHLY, DIARY, wrote("03-02 03-03 04-30")), "04-30", "met", "04-30"),
    row("written the day before it begins", told(*MONTHLY, DIARY, wrote("01-30 03-31 04-30")), "04-30", "not-met"),
    row("written on the day it begins", told(*MONTHLY, DIARY, wrote("01-31 03-31 04-30")), "04-30", "met", "04-30"),
    row("four asked, three due: not yet", told(*MONTHLY, DIARY | {"at-least": 4}, wrote("02-29 03-31 04-30")), "04-30", "not-met"),
    row("four asked: the due days run on", told(*MONTHLY, DIARY | {"at-least": 4}, wrote("02-29 03-31 04-30 05-31")), "05-31", "met", "05-31"),
    row("a waiver of the due day missed", told(*MONTHLY, DIARY, wrote("03-31 04-30"), waive("01-01", due=1)), "04-30", "waived"),
    row("a waiver of another due day", told(*MONTHLY, DIARY, wrote("03-31 04-30"), waive("01-01", due=2)), "04-30", "not-met"),
    row("a waiver of a due day that was served", told(*MONTHLY, DIARY, wrote("02-29 03-31 04-30"), waive("01-01", due=1)), "04-30", "met", "04-30"),
    row("nothing was due before it ended", told(practice("p", at_least=1), went("01-31"), STRICT_DIARY), "01-31", "met", "01-31"),
    row("one asked though nothing was due", told(practice("p", at_least=1), went("01-31"), STRICT_DIARY | {"at-least": 1}, wrote("02-10")), "02-10", "met", "02-10"),
    row("a writing in an all-of does not wait for itself", told(IN_ALL, *ALL_SERVED), "04-30", "met", "04-30"),
    row("the all-of that holds it", told(IN_ALL, *ALL_SERVED), "04-30", "met", "04-30", asked="s/g"),
    row("its stage", told(IN_ALL, *ALL_SERVED), "04-30", "met", "04-30", asked="s"),
    row("the day before what else the all-of asks is met", told(IN_ALL, *ALL_SERVED), "04-29", "not-met"),
    row("an all-of of nothing but writings, in another, drops out", told(IN_ALL_DEEP, *ALL_SERVED), "04-30", "met", "04-30"),
    row("the end waits for what the group asks besides", told(need("all-of", "g", requires=[practice("p", at_least=1), FEE | {"id": "y"}, STRICT_DIARY]), went("01-31"), wrote("02-29"), attested("03-10")), "03-09", "not-met"),
    row("the end is on the day on which that is met", told(need("all-of", "g", requires=[practice("p", at_least=1), FEE | {"id": "y"}, STRICT_DIARY]), went("01-31"), wrote("02-29"), attested("03-10")), "03-10", "met", "03-10"),
    row("a waiver of the whole group stands for all in it", told(need("all-of", "g", requires=[practice("p", at_least=9), DIARY]), went("01-31"), waive("02-10", asked="s/g")), "02-10", "met", "02-10"),
    row("an any-of that holds a writing, however deep, drops out whole", told(*MONTHLY, IN_ANY, wrote("02-29 03-31 04-30")), "04-30", "met", "04-30"),
    row("what it asks of the stage it asks all the same", told(*MONTHLY, IN_ANY, wrote("02-29 03-31 04-30")), "04-30", "not-met", asked="s"),
    row("a leave moves the due day to the document", told(*TWO_MONTHS, STRICT_DIARY, wrote("03-10"), leave("02-10..02-19")), "03-15", "met", "03-15"),
    row("a leave one day shorter", told(*TWO_MONTHS, STRICT_DIARY, wrote("03-10"), leave("02-10..02-18")), "03-15", "not-met"),
    row("written on leave", told(*TWO_MONTHS, STRICT_DIARY, wrote("02-10"), leave("02-10..02-18")), "03-15", "met", "03-15"),
    row("a report by whoever supervised that day", told(*TWO_MONTHS, REPORTS, said("02-20", "sue", "not-yet", "report"), supervised("02-20")), "03-15", "met", "03-15"),
    row("a report by whoever supervised the day after only", told(*TWO_MONTHS, REPORTS, said("02-20", "sue", kind="report"), supervised("02-21")), "03-15", "not-met"),
]  # fmt: skip

STAGES = [
    row("two stages met on one day", told(stage("a", ONCE), stage("b", FEE, after="a"), went("01-31"), attested("01-15")), "01-31", "met", "01-31", asked="b"),
    row("a stage waits for the one before", told(stage("a", ONCE), stage("b", FEE, after="a"), went("01-31"), attested("01-15")), "01-30", "not-met", asked="b"),
    row("what was counted on the first-met day counts once", told(stage("a", ONCE), stage("b", ONCE, after="a"), went("01-31")), "02-29", "not-met", asked="b/r", have=0),
    row("the day after counts", told(stage("a", ONCE), stage("b", ONCE, after="a"), went("01-31 02-01")), "02-29", "met", "02-01", asked="b/r"),
    row("in another role on the first-met day", told(*A_THEN_B, went("01-31"), went("01-31", "co-leader")), "02-29", "met", "01-31", asked="b/r"),
    row("in another role the day before", told(*A_THEN_B, went("01-31"), went("01-30", "co-leader")), "02-29", "not-met", asked="b/r", have=0),
    row("three stages met on one day", told(stage("a", practice(roles=["attendee"], at_least=1)), stage("b", FEE, after="a"), stage("c", CO_LED, after="b"), attested("01-15"), went("01-31"), went("01-31", "co-leader")), "01-31", "met", "01-31", asked="c"),
    row("a stage passed and no longer met", told(*FADES, went("01-31"), went("03-10", "co-leader")), "03-15", "not-met", "01-31", asked="a"),
    row("is not un-passed for the next", told(*FADES, went("01-31"), went("03-10", "co-leader")), "03-15", "met", "03-10", asked="b/r"),
    row("not before the pathway's beginning", told(stage("a", ONCE), went("01-31"), member={"pathway-from": day("02-15")}), "02-15", "met", "02-15", asked="a"),
    row("though the requirement is", told(stage("a", ONCE), went("01-31"), member={"pathway-from": day("02-15")}), "02-15", "met", "01-31", asked="a/r"),
    row("what is desirable does not block", told(ONCE, WISHED, went("01-31")), "02-29", "met", "01-31", asked="s"),
    row("until it is required", told(ONCE, WISHED, went("01-31"), decided("require", "03-01", requirement="s/d")), "03-01", "not-met", "01-31", asked="s"),
    row("a statement before the stage", told(stage("a", ONCE), stage("b", FOUND_READY, after="a"), went("01-31"), said("01-30")), "02-29", "not-met", asked="b/r"),
    row("a statement on the first-met day", told(stage("a", ONCE), stage("b", FOUND_READY, after="a"), went("01-31"), said("01-31")), "02-29", "met", "01-31", asked="b/r"),
]  # fmt: skip

DECISIONS = [
    row("a waiver the day before it is given", told(ONCE, waive("02-01")), "01-31", "not-met", have=0),
    row("a waiver on the day it is given", told(ONCE, waive("02-01")), "02-01", "waived"),
    row("a waiver's last day", told(ONCE, waive("02-01", until=day("03-01"))), "03-01", "waived"),
    row("a waiver's day after", told(ONCE, waive("02-01", until=day("03-01"))), "03-02", "not-met"),
    row("met stays met", told(ONCE, waive("02-01"), went("02-10")), "02-10", "met", "02-10"),
    row("an amount recognised completes the number", told(practice(at_least=3), recognise("02-01", amount=2), went("02-10")), "02-10", "met", "02-10"),
    row("an amount recognised falls one short", told(practice(at_least=4), recognise("02-01", amount=2), went("02-10")), "02-10", "not-met", have=3),
    row("an amount recognised is enough alone", told(practice(at_least=2), recognise("02-01", amount=2)), "02-01", "met", "02-01"),
    row("recognised without an amount", told(ONCE, recognise("02-01")), "02-01", "met", "02-01"),
    row("recognised, the day before", told(ONCE, recognise("02-01")), "01-31", "not-met"),
    row("a month recognised shortens the span", told(FLOOR, recognise("01-01", months=1), went("01-31 02-29 03-31")), "03-31", "met", "03-31"),
    row("the day before the shortened span is reached", told(FLOOR, recognise("01-01", months=1), went("01-31 02-29 03-30")), "03-30", "not-met", have=2),
    row("a month recognised, and no more", told(FLOOR, recognise("01-01", months=1)), "02-01", "not-met", have=1),
    row("no month recognised the day before", told(FLOOR, recognise("02-10", months=1), went("01-31")), "02-09", "not-met", have=0),
    row("months recognised add up", told(FLOOR, recognise("01-01", months=1), recognise("02-01", months=1), went("01-31 02-29")), "02-29", "met", "02-29"),
    row("each holds for the rest", told(FLOOR, recognise("01-01", months=1), went("01-31 04-01")), "04-10", "not-met", have=2),
    row("no gap in the rest", told(NO_GAP, recognise("01-01", months=1), went("01-01 02-03 03-05")), "03-10", "not-met", have=2),
    row("a gap after the rest is nobody's business", told(NO_GAP, recognise("01-01", months=2), went("01-01 02-01 08-01")), "08-01", "met", "02-01"),
    row("all months recognised: nothing is left to span", told(FLOOR, recognise("02-01", months=3)), "02-01", "met", "02-01"),
    row("more months than are asked", told(FLOOR, recognise("02-01", months=9)), "02-01", "met", "02-01"),
    row("all months recognised, the number is still to come", told(practice(span=3, at_least=2), recognise("02-01", months=3), went("02-10")), "02-10", "not-met", have=1),
    row("all months recognised, and the number reached", told(practice(span=3, at_least=2), recognise("02-01", months=3), went("02-10 02-11")), "02-11", "met", "02-11"),
    row("an amount is no time", told(practice(span=3, at_least=2), recognise("02-01", amount=2), went("02-10")), "02-10", "not-met", have=0),
    row("an amount and months stand together", told(practice(span=3, at_least=2), recognise("02-01", amount=1, months=2), went("02-10 03-10")), "03-10", "met", "03-10"),
    row("months recognised until a day: its last", told(FLOOR, recognise("01-01", months=3, until=day("03-01"))), "03-01", "met", "01-01"),
    row("months recognised until a day: the day after", told(FLOOR, recognise("01-01", months=3, until=day("03-01"))), "03-02", "not-met", have=0),
    row("months of what has no span", told(ONCE, recognise("01-01", months=3)), "02-01", "not-met"),
    row("a waiver with an amount", told(ONCE, waive("01-01", amount=1)), "02-01", "not-met"),
    row("a waiver with months", told(ONCE, waive("01-01", months=1)), "02-01", "not-met"),
    row("a waiver with a period", told(ONCE, waive("01-01", period=period("01-01.."))), "02-01", "not-met"),
    row("a waiver of a due day of what has none", told(ONCE, waive("01-01", due=1)), "02-01", "not-met"),
    row("a waiver of a period, with an amount", told(EVERY_MONTH, went("01-15 03-15"), waive("01-01", due=2, amount=1)), "03-15", "waived"),
    row("a recognition with a due day", told(ONCE, recognise("01-01", due=1)), "02-01", "not-met"),
    row("a recognition with a period", told(ONCE, recognise("01-01", period=period("01-01..12-31"))), "02-01", "not-met"),
    row("an amount recognised, with a due day", told(practice(at_least=2), recognise("01-01", amount=2, due=1)), "02-01", "met", "01-01"),
    row("an amount recognised for a period, its last day", told(practice(at_least=2), recognise("01-01", amount=2, period=period("01-01..02-01"))), "02-01", "met", "01-01"),
    row("an amount recognised for a period, the day after", told(practice(at_least=2), recognise("01-01", amount=2, period=period("01-01..02-01"))), "02-02", "not-met"),
    row("a period of the rest waived", told(FLOOR, recognise("01-01", months=1), went("01-01 03-01"), waive("01-01", due=2)), "03-01", "waived"),
    row("a period waived", told(EVERY_MONTH, went("01-15 03-15"), waive("01-01", due=2)), "03-15", "waived"),
    row("another period waived", told(EVERY_MONTH, went("01-15 03-15"), waive("01-01", due=1)), "03-15", "not-met"),
    row("a period of a span waived", told(FLOOR, went("01-01 03-01 04-01"), waive("01-01", due=2)), "04-01", "waived"),
]  # fmt: skip

MEASURES = [
    row("three hours are two double hours", told(practice(unit="double-hours", at_least=2), went("02-01 02-02 02-03")), "02-03", "met", "02-03"),
    row("two hours are four thirds", told(practice(unit="double-hours", at_least=2), went("02-01 02-02")), "02-03", "not-met", have="4/3"),
    row("cases that were not recorded", told(practice(unit="cases", at_least=1), went("02-01")), "02-01", "not-met", have=0),
    row("start and end before minutes", told(practice(unit="minutes", at_least=90), went("02-01", start="18:00", end="19:29", minutes=90)), "02-01", "not-met", have=89),
    row("half of the four asked", told(HALF_OF_FOUR, went("02-01 02-02", mode="in-person"), went("02-03 02-04 02-05 02-06")), "02-10", "met", "02-04"),
    row("not half of the six counted", told(HALF_OF_ALL, went("02-01 02-02", mode="in-person"), went("02-03 02-04 02-05 02-06")), "02-10", "not-met"),
    row("exactly half of the counted", told(HALF_OF_ALL, went("02-01 02-02", mode="in-person"), went("02-03 02-04")), "02-10", "met", "02-01"),
    row("two thirds of the roster's sessions, the first before the roster", told(OF_THE_ROSTER, missed("01-31 02-03"), went("02-01 02-02"), group=ROSTER), "02-03", "met", "02-01"),
    row("one missed on the roster's first day", told(OF_THE_ROSTER, missed("02-01 02-03"), went("02-02 02-04"), group=ROSTER), "02-04", "not-met"),
    row("one missed on leave", told(OF_THE_ROSTER, missed("02-01 02-03"), went("02-02 02-04"), leave("02-01..02-01"), group=ROSTER), "02-04", "met", "02-04"),
]  # fmt: skip

PAPERS = [
    row("a reference's last day", told(CITED, letter("05-30"), applied("06-30", references=["r-01"])), "06-30", "met", "06-30"),
    row("a reference a day too old", told(CITED, letter("05-29"), applied("06-30", references=["r-01"])), "06-30", "not-met", have=0),
    row("31 May and one month is 30 June", told(CITED, letter("05-31"), applied("06-30", references=["r-01"])), "2025-06-30", "met", "06-30"),
    row("a reference written after the application", told(CITED, letter("07-01"), applied("06-30", references=["r-01"])), "07-10", "not-met"),
    row("a later application cites nothing: the day before", told(CITED, letter("06-01"), applied("06-30", references=["r-01"]), applied("07-15")), "07-14", "met"),
    row("a later application cites nothing", told(CITED, letter("06-01"), applied("06-30", references=["r-01"]), applied("07-15")), "07-15", "not-met"),
    row("a report that says ready", told(A_REPORT, report("06-01"), SENT), "06-30", "met", "06-30"),
    row("a report that says not yet", told(A_REPORT, report("06-01", verdict="not-yet"), SENT), "06-30", "not-met", have=0),
    row("a report by oneself", told(A_REPORT, report("06-01", "ada"), SENT), "06-30", "not-met", have=0),
    row("a report taken back, the day before", told(A_REPORT, report("06-01"), report("07-15", verdict="not-yet"), SENT), "07-14", "met", "06-30"),
    row("a report taken back that day", told(A_REPORT, report("06-01"), report("07-15", verdict="not-yet"), SENT), "07-15", "not-met", have=0),
    row("a report taken back on its own day", told(A_REPORT, report("06-01"), report("06-01", verdict="not-yet"), SENT), "06-30", "not-met"),
    row("a report after a not yet", told(A_REPORT, report("06-02"), report("06-01", verdict="not-yet"), SENT), "06-30", "met", "06-30"),
    row("a report, and another's not yet", told(A_REPORT, report("06-01"), report("06-02", "lea", "not-yet"), SENT), "06-30", "met", "06-30"),
    row("a report, and a not yet of another kind", told(A_REPORT, report("06-01"), said("06-02", "sue", "not-yet"), SENT), "06-30", "met", "06-30"),
    row("a report by whoever supervised that day", told(A_REPORT | SUPERVISOR, report("06-01"), supervised("06-01"), SENT), "06-30", "met", "06-30"),
    row("a report by whoever supervised the day after only", told(A_REPORT | SUPERVISOR, report("06-01"), supervised("06-02"), SENT), "06-30", "not-met", have=0),
    row("a report by somebody who never supervised", told(A_REPORT | SUPERVISOR, report("06-01", "lea"), supervised("06-01"), SENT), "06-30", "not-met", have=0),
    row("a report by a leader accredited that day", told(A_REPORT | ACCREDITED, report("06-01", "lea"), about_lea("grant", "06-01"), SENT), "06-30", "met", "06-30"),
    row("a report by a leader accredited the day after", told(A_REPORT | ACCREDITED, report("06-01", "lea"), about_lea("grant", "06-02"), SENT), "06-30", "not-met", have=0),
    row("an endorsement", told(AN_ENDORSEMENT, endorsed("06-01"), applied("06-30", endorsement="e-01")), "06-30", "met", "06-30"),
    row("an endorsement that says not yet", told(AN_ENDORSEMENT, endorsed("06-01", verdict="not-yet"), applied("06-30", endorsement="e-01")), "06-30", "not-met", have=0),
    row("an endorsement of oneself", told(AN_ENDORSEMENT, endorsed("06-01", "ada"), applied("06-30", endorsement="e-01")), "06-30", "not-met", have=0),
    row("an endorsement taken back after the application", told(AN_ENDORSEMENT, endorsed("06-01"), endorsed("07-01", verdict="not-yet"), applied("06-30", endorsement="e-01")), "07-01", "not-met", have=0),
    row("a reference by a member", told(A_LETTER, letter("06-01", "lea"), applied("06-30", references=["r-01"])), "06-30", "met", "06-30"),
    row("a reference by somebody who is only a name", told(A_LETTER, letter("06-01"), applied("06-30", references=["r-01"])), "06-30", "met", "06-30"),
    row("a reference by oneself, by id", told(A_LETTER, letter("06-01", "ada"), applied("06-30", references=["r-01"])), "06-30", "not-met", have=0),
    row("a reference by oneself, by name and title", told(A_LETTER, letter("06-01", "Dr. Khan Ada"), applied("06-30", references=["r-01"]), member=KNOWN_AS), "06-30", "not-met", have=0),
    row("a reference by oneself, by another name", told(A_LETTER, letter("06-01", "a siddiqui"), applied("06-30", references=["r-01"]), member=KNOWN_AS), "06-30", "not-met", have=0),
    row("a reference by a namesake's first name", told(A_LETTER, letter("06-01", "Ada Raza"), applied("06-30", references=["r-01"]), member=KNOWN_AS), "06-30", "met"),
    row("a reference by a supervisor", told(A_LETTER | SUPERVISOR, letter("06-01", "sue"), supervised("06-01"), applied("06-30", references=["r-01"])), "06-30", "met", "06-30"),
    row("a reference by a supervisor who is only a name", told(A_LETTER | SUPERVISOR, letter("06-01", "Sue"), supervised("06-01"), applied("06-30", references=["r-01"])), "06-30", "not-met", have=0),
    row("two papers, one of which counts", told(need("document", of=["report", "reference"], at_least=2), report("06-01", verdict="not-yet"), letter("06-01"), applied("06-30", reports=["a-01"], references=["r-01"])), "06-30", "not-met", have=1),
    row("a reference cited twice", told(A_LETTER | {"at-least": 2}, letter("06-01"), applied("06-30", references=["r-01", "r-01"])), "06-30", "not-met", have=1),
    row("a report cited twice", told(A_REPORT | {"at-least": 2}, report("06-01"), applied("06-30", reports=["a-01", "a-01"])), "06-30", "not-met", have=1),
    row("a word asked for twice", told(need("document", of=["form", "form"], at_least=2), applied("06-30", documents=["form"])), "06-30", "not-met", have=1),
    row("a form asks for nobody", told(need("document", of=["form"], **SUPERVISOR), applied("06-30", documents=["form"])), "06-30", "met", "06-30"),
    row("a reference and the one it replaces", told(A_LETTER | {"at-least": 2}, letter("06-01"), letter("06-02", replaces="r-01"), applied("06-30", references=["r-01", "r-02"])), "06-30", "not-met", have=1),
    row("a reference and the one replaced by the one it replaces", told(A_LETTER | {"at-least": 2}, letter("06-01"), letter("06-02", replaces="r-01"), letter("06-03", replaces="r-02"), applied("06-30", references=["r-01", "r-03"])), "06-30", "not-met", have=1),
    row("two references that replace the same", told(A_LETTER | {"at-least": 2}, letter("06-01"), letter("06-02", replaces="r-01"), letter("06-03", replaces="r-01"), applied("06-30", references=["r-02", "r-03"])), "06-30", "not-met", have=1),
    row("references that replace each other", told(A_LETTER, letter("06-01", replaces="r-02"), letter("06-01", replaces="r-01"), applied("06-30", references=["r-01", "r-02"])), "06-30", "met", have=1),
    row("the one replaced, where the newer does not count", told(CITED, letter("06-01"), letter("07-02", replaces="r-01"), applied("06-30", references=["r-01", "r-02"])), "07-10", "met", "06-30"),
    row("the one replaced alone", told(A_LETTER, letter("06-01"), letter("06-02", replaces="r-01"), applied("06-30", references=["r-01"])), "06-30", "met", have=1),
    row("a reference that replaces another person's", told(A_LETTER | {"at-least": 2}, letter("06-01", member="lea"), letter("06-02", replaces="r-01"), letter("06-02", replaces="r-01"), applied("06-30", references=["r-02", "r-03"])), "06-30", "met", have=2),
    row("two references joined by one that is written later", told(A_LETTER | {"at-least": 2}, letter("06-01"), letter("08-01", replaces="r-01"), letter("06-02", replaces="r-02"), applied("06-30", references=["r-01", "r-03"])), "07-31", "met", "06-30"),
    row("two references that were joined later", told(A_LETTER | {"at-least": 2}, letter("06-01"), letter("08-01", replaces="r-01"), letter("06-02", replaces="r-02"), applied("06-30", references=["r-01", "r-03"])), "08-01", "not-met", have=1),
    row("a draft is none", told(CITED, letter("06-01"), applied("06-30", references=["r-01"]), applied("07-15", status="draft")), "07-15", "met", "06-30"),
]  # fmt: skip

COMBINATIONS = [
    row("either: by the one", told(EITHER, attested("02-01")), "02-01", "met", "02-01"),
    row("either: the nearest is half way", told(EITHER, went("02-01")), "02-01", "not-met", have=1),
    row("either: waived by a child", told(EITHER, waive("02-01", "s/y")), "02-01", "waived"),
    row("both: one missing", told(BOTH, attested("02-01")), "02-01", "not-met"),
    row("both: one waived", told(BOTH, attested("02-01"), waive("02-01", "s/x")), "02-01", "waived"),
    row("both: on one day", told(BOTH, attested("02-01"), went("02-01")), "02-01", "met", "02-01"),
    row("when: not recorded", told(NURSES, attested("02-01")), "02-01", "not-met"),
    row("when: another", told(NURSES, attested("02-01"), member={"profession": "doctor"}), "02-01", "not-applicable"),
    row("when: the same", told(NURSES, attested("02-01"), member={"profession": "nurse"}), "02-01", "met", "02-01"),
    row("when: not recorded, and waived", told(NURSES, attested("02-01"), waive("02-02")), "02-02", "waived"),
    row("either: none applies", told(need("any-of", requires=[NURSES | {"id": "x"}]), member={"profession": "doctor"}), "02-01", "not-applicable"),
]  # fmt: skip

EDGES: list[Edge] = [
    *SPANS,
    *PERIODS,
    *WINDOWS,
    *CREDENTIALS,
    *STATEMENTS,
    *ROLES,
    *MEMBERSHIPS,
    *LEAVES,
    *WRITINGS,
    *STAGES,
    *DECISIONS,
    *MEASURES,
    *PAPERS,
    *COMBINATIONS,
]
