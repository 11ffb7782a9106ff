"""The policies that come with the package say what the societies publish, judged by both readings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import frontmatter
import pytest

from balintrec.check import check
from balintrec.model.measure import SOURCES
from balintrec.model.policy import Practice, Requirement
from balintrec.pathway import Outcome
from balintrec.scaffold.templates import preset, preset_policies, presets
from tests.pathway.edges import applied, attested, decided, report, said, supervised, told
from tests.pathway.test_oracle import compare, stand
from tests.sources import MemorySource

pytestmark = pytest.mark.slow

Society = dict[str, Any]
ON = date(2024, 12, 1)
GRANTED = decided("grant", "01-01", "lea", credential="accredited-leader")
SENT = applied("11-30", credential="accredited-leader", reports=["a-01"])


def judged(name: str, *records: Any, member: dict[str, Any] | None = None) -> Society:
    """A society that has a preset and these records."""
    society = told({"kind": "x"}, *records, member=member)
    return society | {"policies": {"first": frontmatter.loads(preset(name)).metadata}}


def outcome(society: Society, asked: str, on: date = ON) -> Outcome:
    """What the product says of a requirement of ada's, once the other reading has said the same of everything."""
    compare(society, "ada", on)
    return next(one for one in _all(stand(society, "ada", on).outcomes()) if one.id == asked)


def _all(outcomes: Any) -> list[Outcome]:
    return [one for some in outcomes for one in (some, *_all(some.parts))]


def led(
    *people: str, co: str = "", days: int = 1, first: date = date(2024, 3, 1), step: int = 7
) -> list[Any]:
    """Sessions led by these people together."""
    values = {"group": "tuesday", "leaders": list(people), "attendees": ["ben"]}
    values |= {"co-leaders": [co]} if co else {}
    return [("sessions", values | {"date": first + timedelta(days=number * step)}) for number in range(days)]


def requirements(requires: tuple[Requirement, ...]) -> list[Requirement]:
    return [inner for one in requires for inner in (one, *requirements(getattr(one, "requires", ())))]


@pytest.mark.parametrize("name", presets())
def test_every_number_of_the_policy_itself_has_a_source(name: str) -> None:
    policy = preset_policies()[name]
    assert [key for key in policy.given if policy.source_of(key) not in SOURCES] == []


@pytest.mark.parametrize("name", presets())
def test_it_is_a_policy_without_findings(name: str) -> None:
    society = {"records/society.md": b"---\nname: A society\n---\n"}
    files = society | {f"records/policies/{name}.md": preset(name).encode()}
    found = [one for one in check(MemorySource(files), ON).findings if one.code.startswith("POL")]
    assert found == []


@pytest.mark.parametrize("name", presets())
def test_whoever_is_one_of_two_leaders_has_co_led(name: str) -> None:
    for stage in preset_policies()[name].stages:
        for one in requirements(stage.requires):
            if isinstance(one, Practice) and "co-leader" in one.roles:
                assert {*one.roles} == {"leader", "co-leader"}, one.id
                assert one.with_ is None or {*one.with_.role} == {"leader", "co-leader"}, one.id


@pytest.mark.parametrize(
    ("sessions", "counted"),
    [
        (led("ada", "lea"), 1),
        (led("lea", co="ada"), 1),
        (led("ada", co="lea"), 1),
        (led("ada"), 0),
        (led("ada", "sue"), 0),
        (led("sue", co="ada"), 0),
    ],
)
@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("pakistan", "co-leadership/two-years-co-leading"),
        ("united-kingdom", "leading/with-accredited-leader"),
        ("netherlands", "further/co-leading"),
        ("australia-new-zealand", "leading/with-accredited-leader"),
    ],
)
def test_co_leading_asks_for_another_who_is_accredited(
    name: str, asked: str, sessions: list[Any], counted: int
) -> None:
    own = decided("grant", "01-01", "ada", credential="accredited-leader")
    for records in (GRANTED, [*GRANTED, *own]):
        society = judged(name, sessions, records)
        if name == "pakistan":  # the stages before are not asked for here
            society["policies"]["first"]["stages"] = [
                stage | {"after": []} for stage in society["policies"]["first"]["stages"]
            ]
        assert len(outcome(society, asked).counted) == counted


@pytest.mark.parametrize(
    ("by", "granted", "status"),
    [("lea", True, "met"), ("lea", False, "not-met"), ("ben", True, "not-met"), ("sue", True, "not-met")],
)
def test_pakistan_readiness_is_said_by_a_leader_and_not_by_a_fellow_candidate(
    by: str, granted: bool, status: str
) -> None:
    """lea leads ada's group, ben co-led it, sue holds the credential and never led it."""
    session = {"group": "tuesday", "leaders": ["lea"], "co-leaders": ["ben"], "attendees": ["ada"]}
    society = judged(
        "pakistan",
        [("sessions", session | {"date": date(2024, 2, 1)})],
        said("06-01", by),
        GRANTED if granted else [],
        decided("grant", "01-01", "sue", credential="accredited-leader"),
        member={"membership": [{"from": date(2024, 1, 1)}]},
    )
    assert str(outcome(society, "participation/readiness").status) == status


@pytest.mark.parametrize(
    ("papers", "reason"),
    [
        (report("06-01", "lea") + supervised("05-01"), "is not by the member's supervisor at that time"),
        (
            report("06-01", verdict="not-yet") + supervised("05-01"),
            "says not yet",
        ),
        (report("06-01", "ada"), "is by the member"),
        (report("06-01") + supervised("05-01"), ""),
    ],
)
@pytest.mark.parametrize("accredited", [True, False])
def test_united_kingdom_asks_for_the_report_of_an_accredited_supervisor(
    papers: list[Any], reason: str, accredited: bool
) -> None:
    granted = decided("grant", "01-01", "sue", credential="accredited-leader") if accredited else []
    found = outcome(judged("united-kingdom", papers, granted, GRANTED, SENT), "submission/supervisor-report")
    if not reason and not accredited:
        reason = "is by somebody without the credential accredited leader on that day"
    assert [one.reason for one in found.excluded] == ([reason] if reason else [])
    assert str(found.status) == ("not-met" if reason else "met")


def test_united_kingdom_two_settings_are_no_published_number() -> None:
    stage = next(one for one in preset_policies()["united-kingdom"].stages if one.id == "leading")
    assert [one.id for one in stage.requires if one.source == "placeholder"] == ["settings"]


@pytest.mark.parametrize(
    ("first", "later", "status"),
    [
        # 54 in 2012, and 8 from 2018 to 2021: 60, but not within three years
        (led("ada", days=54, first=date(2012, 1, 1), step=6), led("ada", days=8, first=date(2018, 1, 1), step=160),
         "not-met"),
        (led("ada", days=60, first=date(2018, 1, 1), step=18), led("ada", first=date(2021, 1, 1)), "met"),
        (led("ada", days=59, first=date(2018, 1, 1), step=18), led("ada", first=date(2021, 1, 1)), "not-met"),
        (led("ada", days=60, first=date(2018, 1, 1), step=18), led("ada", first=date(2020, 12, 31)), "not-met"),
    ],
)  # fmt: skip
def test_rome_asks_for_sixty_sessions_in_the_same_three_years(
    first: list[Any], later: list[Any], status: str
) -> None:
    society = judged("roma", first, later, member={"pathway-from": date(2012, 1, 1)})
    loaded = stand(society, "ada", ON)
    found = next(one for one in loaded.outcomes() if one.id == "participation/sixty-sessions")
    assert str(found.status) == status


@pytest.mark.parametrize("kind", ["big-registration", "association", "group-experience", ""])
def test_the_netherlands_ask_for_one_of_three(kind: str) -> None:
    found = outcome(judged("netherlands", attested("02-01", kind) if kind else []), "base/background")
    assert str(found.status) == ("met" if kind else "not-met")


def test_australia_asks_the_same_of_the_supervisor_and_cannot_check_it() -> None:
    [said_so] = [
        one for one in preset_policies()["australia-new-zealand"].not_checked if "supervisor, too" in one
    ]
    assert all(word in said_so for word in ("membership", "indemnity", "ethics"))
