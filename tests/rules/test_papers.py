"""Who may make an assessment or an endorsement, about whom, and when."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rules.examples import codes, finds

ENDORSEMENT = "# records/endorsements/2026-02-01-bilal-ahmed.md\n"
POLICY = "# records/policies/pakistan-2024.md\n"
BROKEN = "# records/{}/broken.md\n---\n[{}\n---\n"


def asks(*requirements: str) -> str:
    """The policy, asking for these statements only."""
    rows = "".join(
        f"      - {{id: r{number}, title: Asked, kind: statement, source: committee, {one}}}\n"
        for number, one in enumerate(requirements)
    )
    return f"{POLICY}stages:\n  - id: statements\n    requires:\n{rows}"


def assessment(kind: str, keys: str = "", by: str = "nadia-iqbal", on: str = "2024-05-01") -> str:
    return (
        f"# records/assessments/new.md\nkind: {kind}\nmember: bilal-ahmed\nby: {by}\ndate: {on}\n"
        f"verdict: ready\n{keys}"
    )


@pytest.mark.parametrize(
    ("snippets", "expected"),
    [
        (f"{ENDORSEMENT}by: omar-farooq", ["STM002"]),
        (f"{ENDORSEMENT}by: nobody-known", []),  # REF001 says so
        (f"{ENDORSEMENT}by: bilal-ahmed", ["STM001"]),  # and not STM002 too
        (f"{ENDORSEMENT}date: 2024-04-02", []),  # the day of the first supervision
        (f"{ENDORSEMENT}date: 2024-04-01", ["STM002"]),
        (assessment("readiness", on="2023-11-07"), []),  # the day of the first session with that leader
        (assessment("readiness", on="2023-11-06"), ["STM002"]),
        (assessment("readiness", by="omar-farooq"), ["STM002"]),
        (assessment("report", by="omar-farooq"), []),  # this policy asks for no report
    ],
)
def test_the_author_is_whom_the_policy_asks_for_that_day(snippets: str, expected: list[str]) -> None:
    assert codes(snippets, only="STM") == expected


@pytest.mark.parametrize(
    ("by", "expected"),
    [(", by: {role: supervisor}", ["STM002"]), (", by: {credential: accredited-leader}", []), ("", [])],
)
def test_a_cited_paper_is_looked_at_too(by: str, expected: list[str]) -> None:
    asked = asks(f"of: endorsement{by}").replace("statement", "document")
    assert codes(asked + ENDORSEMENT + "by: omar-farooq", only="STM") == expected


@pytest.mark.parametrize(
    ("requirements", "expected"),
    [
        (["of: endorsement, by: {role: supervisor}"], ["STM002"]),
        (["of: endorsement, by: {credential: accredited-leader}"], []),
        (["of: endorsement, by: {credential: supervisor}"], ["STM002"]),
        (["of: endorsement, by: {role: leader, credential: accredited-leader}"], ["STM002"]),
        (["of: endorsement, by: {role: supervisor}", "of: [report, endorsement]"], []),  # anybody's will do
        (["of: observation, by: {role: supervisor}"], []),
        (["of: endorsement"], []),
    ],
)
def test_one_requirement_that_takes_the_author_is_enough(
    requirements: list[str], expected: list[str]
) -> None:
    assert codes(asks(*requirements) + ENDORSEMENT + "by: omar-farooq", only="STM") == expected


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        (BROKEN.format("supervisions", "omar-farooq, bilal-ahmed"), []),
        (BROKEN.format("supervisions", "omar-farooq, sana-malik"), ["STM002"]),
        (BROKEN.format("policies", "omar-farooq"), []),
        (BROKEN.format("reflections", "omar-farooq, bilal-ahmed"), ["STM002"]),
    ],
)
def test_nothing_is_said_where_a_broken_file_may_hold_the_role(broken: str, expected: list[str]) -> None:
    assert codes(f"{broken}{ENDORSEMENT}by: omar-farooq", only="STM") == expected


def test_reports_that_a_writing_asks_for_are_by_a_supervisor() -> None:
    asked = asks().replace(
        "requires:\n",
        "requires: [{id: r, title: R, kind: writing, of: reports, every: 6, source: committee}]\n",
    )
    assert codes(asked + assessment("report", by="omar-farooq"), only="STM").count("STM002") == 1
    assert "STM002" not in codes(asked + assessment("report"), only="STM")


@pytest.mark.parametrize(
    ("session", "day", "expected"),
    [
        ("2024-03-12-lahore-tuesday", "2024-03-12", []),
        ("2024-03-12-lahore-tuesday", "2024-03-11", ["STM005"]),
        ("2023-12-05-lahore-tuesday", "2024-03-12", ["STM004"]),  # took part only
        ("2024-03-19-lahore-tuesday", "2024-03-19", []),  # REF001 says so
    ],
)
def test_an_observation_is_of_a_session_that_the_member_led(
    session: str, day: str, expected: list[str]
) -> None:
    assert codes(assessment("observation", f"session: {session}\n", on=day), only="STM") == expected


@pytest.mark.parametrize(
    ("keys", "day", "expected"),
    [
        ("assessed: [bilal-ahmed]", "2024-10-06", []),
        ("attendees: [bilal-ahmed]\nassessed: []", "2024-10-05", []),  # on its first day
        ("leaders: [bilal-ahmed]\nassessed: []", "2024-10-06", []),
        ("assessed: [bilal-ahmed]", "2024-10-04", ["STM005"]),
        ("attendees: [sana-malik]\nassessed: []", "2024-10-06", ["STM004"]),
        ("attendees: [nobody-known]\nassessed: []", "2024-10-06", []),  # REF001 says so
        ("status: cancelled", "2024-10-06", ["STM005"]),
    ],
)
def test_an_observation_may_be_of_an_event_in_which_the_member_took_part(
    keys: str, day: str, expected: list[str]
) -> None:
    event = f"# records/events/2024-10-05-intensive.md\n{keys}\n"
    observation = assessment("observation", "event: 2024-10-05-intensive\n", on=day)
    assert codes(event + observation, only="STM") == expected


def test_an_assessment_is_of_one_thing() -> None:
    both = "session: 2024-03-12-lahore-tuesday\nevent: 2024-10-05-intensive\n"
    assert codes(assessment("observation", both, on="2024-10-06"), only="STM") == ["STM008"]
    assert codes(assessment("report", both, on="2024-10-06"), only="STM") == ["STM008"]


def test_a_session_that_was_cancelled_is_not_observed() -> None:
    cancelled = "# records/sessions/2024-03-12-lahore-tuesday.md\nstatus: cancelled\n"
    observation = assessment("observation", "session: 2024-03-12-lahore-tuesday\n")
    assert codes(cancelled + observation, only="STM") == ["STM005"]


def test_a_report_may_name_a_session_that_the_member_did_not_lead() -> None:
    assert codes(assessment("report", "session: 2023-12-05-lahore-tuesday\n"), only="STM") == []


@pytest.mark.parametrize(("on", "expected"), [(date(2026, 1, 31), ["STM003"]), (date(2026, 2, 1), [])])
def test_a_statement_is_not_dated_in_the_future(on: date, expected: list[str]) -> None:
    assert codes("", on, only="STM") == expected


def test_the_author_is_pointed_at() -> None:
    [found] = finds("STM002", f"{ENDORSEMENT}by: omar-farooq")
    assert found.excerpt == "by: omar-farooq"
    assert "a supervisor of the member" in found.message


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("{from: 2024-01-01, to: 2024-05-01}", []),
        ("{from: 2024-01-01, to: 2024-05-02}", ["STM007"]),
        ("{from: 2024-05-02}", ["STM007"]),
        ("{from: 2024-01-01}", []),
        ("{from: 2024-05-02, to: 2024-01-01}", []),  # PER001 says so
    ],
)
def test_an_assessment_is_about_what_has_been(period: str, expected: list[str]) -> None:
    assert codes(assessment("readiness", f"period: {period}"), only="STM") == expected
